/** The door of activities: looking one up under the row policy. */
import { isUuid, loaderOf } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type CrmContext, inTeams, onVisibleAccount, seesAllTeams } from "../context.ts";
import type { Activity } from "../generated/tables.ts";

export { lastActivityAt, nextStepOfAccount, nextStepOfOpportunity } from "./activities.report.ts";
export type ActivityRow = Selectable<Activity>;

/** With an account it is seen by who sees the account; without one by its owner and the owner's team. */
export const onVisibleActivity = (ctx: CrmContext, alias: string): RawBuilder<boolean> => {
  if (seesAllTeams(ctx)) return sql<boolean>`true`;
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  return sql<boolean>`case when ${column("accountId")} is not null then ${onVisibleAccount(ctx, column("accountId"))}
    else exists (select 1 from crm_user mine where mine.id = ${column("ownerId")} and (lower(mine.email) = lower(${ctx.caller.email}::text) or ${inTeams(ctx, sql`mine.team`)})) end`;
};
/** The activity, or null when unknown or not the caller's. Batched. */
export const activityById = (ctx: CrmContext, id: string): Promise<ActivityRow | null> =>
  loaderOf(ctx, "activityById", (row: ActivityRow) => row.id, (ids) =>
    ctx.db.selectFrom("activity").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).where(onVisibleActivity(ctx, "activity")).execute()).load(id.toLowerCase());
