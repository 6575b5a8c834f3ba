import { buildGuardedSchema, createLog, type Logger, runAsProcess, type RunningSubgraph, startSubgraph, verifierOf, type Verify } from "@homefield/kit";
import { listsResolvers, type ListsContext } from "./lists.resolver.ts";
import type { OwnerUrls } from "./owners.ts";
import { sdl } from "./sdl.ts";

export interface ListsConfig { ownerUrls: OwnerUrls; verify: Verify; port: number; host?: string; log: Logger }

/** Serves the lists across owners: a source of the graph that keeps nothing. */
export const startLists = (config: ListsConfig): Promise<RunningSubgraph> =>
  startSubgraph<never, ListsContext>({
    name: "lists", schema: buildGuardedSchema(sdl(), [listsResolvers]), database: null, verify: config.verify, log: config.log, port: config.port, ...(config.host && { host: config.host }),
    extend: (ctx) => Object.assign(ctx, { ownerUrls: config.ownerUrls }),
  });

if (import.meta.main) {
  const log = createLog("lists");
  const env = (name: string): string => process.env[name] ?? (() => { throw new Error(`${name} is not set`); })();
  runAsProcess(log, () => startLists({
    ownerUrls: { crm: env("CRM_URL"), erp: env("ERP_URL") }, log, port: Number(process.env["PORT"] ?? 0), host: process.env["HOST"] ?? "127.0.0.1", verify: verifierOf({ jwksUrl: env("IDENTITY_JWKS_URL") }),
  }));
}
