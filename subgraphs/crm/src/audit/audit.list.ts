import { allOf, type Connection, defineList, pageOf } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type CrmContext, inTeams, onVisibleAccount, seesAllTeams } from "../context.ts";
import type { QueryCrmAuditEntriesArgs } from "../generated/graphql.ts";
import type { AuditEntry } from "../generated/tables.ts";

export type AuditRow = Selectable<AuditEntry>;

/** An entry tells what the record holds, so it is seen by who sees the record. Settings are the same for everybody. */
const visible = (ctx: CrmContext): RawBuilder<boolean> => {
  if (seesAllTeams(ctx)) return sql<boolean>`true`;
  const of = (table: string): RawBuilder<boolean> => sql<boolean>`exists (select 1 from ${sql.table(table)} r where r.id = e.entity_key::uuid and ${onVisibleAccount(ctx, sql`r.account_id`)})`;
  return sql<boolean>`case e.entity
    when 'Account' then exists (select 1 from account r where r.id = e.entity_key::uuid and ${inTeams(ctx, sql`r.team`)})
    when 'Contact' then ${of("contact")} when 'Opportunity' then ${of("opportunity")} when 'Quote' then ${of("quote")}
    when 'Activity' then exists (select 1 from activity r left join crm_user u on u.id = r.owner_id where r.id = e.entity_key::uuid and case when r.account_id is null then ${inTeams(ctx, sql`u.team`)} else ${onVisibleAccount(ctx, sql`r.account_id`)} end)
    when 'SignedOrder' then exists (select 1 from signed_order r where r.signature_id = e.entity_key::uuid and ${onVisibleAccount(ctx, sql`r.account_id`)})
    when 'User' then exists (select 1 from crm_user r where r.id = e.entity_key::uuid and ${inTeams(ctx, sql`r.team`)})
    when 'Team' then ${inTeams(ctx, sql`e.entity_key`)}
    when 'Pipeline' then true when 'LostReason' then true
    else false end`;
};
const auditList = defineList<AuditRow, CrmContext>({
  name: "audit entries",
  from: sql`audit_entry e`,
  select: sql`e.*`,
  key: { by: sql`e.id`, type: "uuid" },
  visible,
  filters: {},
  orders: { AT: { by: sql`e.at`, type: "timestamptz" } },
  defaultOrder: [{ field: "AT", direction: "DESC" }],
});
export const auditTrail = (ctx: CrmContext, args: QueryCrmAuditEntriesArgs): Promise<Connection<AuditRow>> =>
  pageOf(ctx, auditList, { first: args.first, after: args.after }, allOf([
    ...(args.entity == null ? [] : [sql<boolean>`e.entity = ${args.entity}`]),
    ...(args.entityKey == null ? [] : [sql<boolean>`e.entity_key = ${args.entityKey}`]),
  ]));
