import { createLog, listRoute, openDatabase, runAsProcess, type RunningSubgraph, startSubgraph, verifierOf, type Verify, type Logger } from "@homefield/kit";
import { askableAccounts } from "./accounts/accounts.lists.ts";
import type { CrmContext } from "./context.ts";
import { erpQuestions } from "./erp/erp-questions.ts";
import type { DB } from "./generated/tables.ts";
import { expireDueQuotes } from "./quotes/quotes.module.ts";
import { routes } from "./routes.ts";
import { crmSchema } from "./schema.ts";
import { startRelay } from "./signed-orders/signed-orders.relay.ts";

export interface CrmConfig { databaseUrl: string; erpUrl: string; verify: Verify; seamSecret: string; port: number; host?: string; poolSize?: number; log: Logger }

export function startCrm(config: CrmConfig): Promise<RunningSubgraph> {
  const database = openDatabase<DB>(config.databaseUrl, { name: "homefield-crm", log: config.log, poolSize: config.poolSize ?? 16 });
  const relay = startRelay({ db: database.db, pool: database.pool, erpUrl: config.erpUrl, secret: config.seamSecret, log: config.log, chores: [expireDueQuotes] });
  const schema = crmSchema();
  return startSubgraph<DB, CrmContext>({
    name: "crm", schema, database, verify: config.verify, log: config.log, port: config.port, ...(config.host && { host: config.host }), routes: [...routes, listRoute({ schema, lists: { accounts: askableAccounts }, secret: config.seamSecret })],
    extend: (ctx) => Object.assign(ctx, { seamSecret: config.seamSecret, erp: erpQuestions({ erpUrl: config.erpUrl, requestId: ctx.requestId, seamSecret: config.seamSecret, get token() { return ctx.token; } }), wakeRelay: relay.wake }),
    onStop: () => relay.stop(),
  });
}

if (import.meta.main) {
  const log = createLog("crm");
  const env = (name: string): string => process.env[name] ?? (() => { throw new Error(`${name} is not set`); })();
  runAsProcess(log, () => startCrm({
    databaseUrl: env("CRM_DATABASE_URL"), erpUrl: env("ERP_URL"), seamSecret: env("HANDOVER_SECRET"), log, port: Number(process.env["PORT"] ?? 0), host: process.env["HOST"] ?? "127.0.0.1",
    verify: verifierOf({ jwksUrl: env("IDENTITY_JWKS_URL") }),
  }));
}
