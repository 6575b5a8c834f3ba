import type { Resolvers } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { QueryCrmAuditEntriesArgs } from "../generated/graphql.ts";
import { auditTrail, type AuditRow } from "./audit.list.ts";

export const auditResolvers: Resolvers = {
  Query: {
    crmAuditEntries: (_: unknown, args: QueryCrmAuditEntriesArgs, ctx: CrmContext) => auditTrail(ctx, args),
  },
  CrmAuditEntry: {
    changes: (entry: AuditRow) => JSON.stringify(entry.changes),
  },
};
