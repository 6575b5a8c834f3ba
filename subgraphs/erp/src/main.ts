import { createLog, listRoute, openDatabase, runAsProcess, type RunningSubgraph, startSubgraph, verifierOf, type Verify, type Logger } from "@homefield/kit";
import type { ErpContext } from "./context.ts";
import type { DB } from "./generated/tables.ts";
import { routes } from "./routes.ts";
import { keepFigures } from "./sales/customers/customer-figures.ts";
import { askableLists } from "./sales/customers/customers.lists.ts";
import { erpSchema } from "./schema.ts";

export interface ErpConfig { databaseUrl: string; verify: Verify; seamSecret: string; port: number; host?: string; poolSize?: number; log: Logger }

export function startErp(config: ErpConfig): Promise<RunningSubgraph> {
  const database = openDatabase<DB>(config.databaseUrl, { name: "homefield-erp", log: config.log, poolSize: config.poolSize ?? 16 });
  const figures = keepFigures(database.db, config.log);
  const schema = erpSchema();
  return startSubgraph<DB, ErpContext>({
    name: "erp", schema, database, verify: config.verify, log: config.log, port: config.port, ...(config.host && { host: config.host }), routes: [...routes, listRoute({ schema, lists: askableLists, secret: config.seamSecret })],
    extend: (ctx) => Object.assign(ctx, { seamSecret: config.seamSecret, figureDay: figures.day() }),
    onStop: () => figures.stop(),
  });
}

if (import.meta.main) {
  const log = createLog("erp");
  const env = (name: string): string => process.env[name] ?? (() => { throw new Error(`${name} is not set`); })();
  runAsProcess(log, () => startErp({
    databaseUrl: env("ERP_DATABASE_URL"), seamSecret: env("HANDOVER_SECRET"), log, port: Number(process.env["PORT"] ?? 0), host: process.env["HOST"] ?? "127.0.0.1",
    verify: verifierOf({ jwksUrl: env("IDENTITY_JWKS_URL"), handOverSecret: env("HANDOVER_SECRET") }),
  }));
}
