import { allOf, type Connection, defineList, pageOf } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, seesAllTeams } from "../context.ts";
import type { QueryCrmReadAuditEntriesArgs } from "../generated/graphql.ts";
import type { ReadAudit } from "../generated/tables.ts";

export type ReadAuditRow = Selectable<ReadAudit>;
/** Keys of all rows stand in it, so it is for who sees all rows. */
const readAuditList = defineList<ReadAuditRow, CrmContext>({
  name: "read audit entries",
  from: sql`read_audit r`,
  select: sql`r.*`,
  key: { by: sql`r.id`, type: "uuid" },
  visible: (ctx) => (seesAllTeams(ctx) ? sql<boolean>`true` : sql<boolean>`false`),
  filters: {},
  orders: { AT: { by: sql`r.at`, type: "timestamptz" } },
  defaultOrder: [{ field: "AT", direction: "DESC" }],
});
export const readAuditEntries = (ctx: CrmContext, args: QueryCrmReadAuditEntriesArgs): Promise<Connection<ReadAuditRow>> =>
  pageOf(ctx, readAuditList, { first: args.first, after: args.after }, allOf([
    ...(args.type == null ? [] : [sql<boolean>`r.type = ${args.type}`]),
    ...(args.field == null ? [] : [sql<boolean>`${args.field} = any(r.fields)`]),
    ...(args.key == null ? [] : [sql<boolean>`r.keys @> array[${args.key}]::text[]`]),
    ...(args.subject == null ? [] : [sql<boolean>`r.subject = ${args.subject}`]),
    ...(args.from == null ? [] : [sql<boolean>`r.at >= ${args.from}`]),
    ...(args.until == null ? [] : [sql<boolean>`r.at < ${args.until}`]),
  ]));
