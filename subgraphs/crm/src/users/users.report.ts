import { listLoaderOf } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, inTeams } from "../context.ts";
import type { DB, SalesQuota } from "../generated/tables.ts";
import type { TeamRow, UserRow } from "./users.module.ts";

export type QuotaRow = Selectable<SalesQuota>;

// Colleagues are known to each other, whatever their team: work is handed from one to another.
export const usersByName = (ctx: CrmContext, activeOnly: boolean): Promise<UserRow[]> =>
  ctx.db.selectFrom("crmUser").selectAll().$if(activeOnly, (query) => query.where("isActive", "=", true)).orderBy(sql`plain_text(name)`).orderBy("id").execute();

export const teamsOf = (ctx: CrmContext): Promise<TeamRow[]> => ctx.db.selectFrom("team").selectAll().where(inTeams(ctx, sql`code`)).orderBy("code").execute();

/** Newest first. One's own, and those of people whose team one sees. Batched. */
export const quotasOf = (ctx: CrmContext, userId: string): Promise<QuotaRow[]> =>
  listLoaderOf<DB, QuotaRow>(ctx, "quotas of user", (row) => row.userId, (ids) =>
    ctx.db.selectFrom("salesQuota").innerJoin("crmUser", "crmUser.id", "salesQuota.userId").selectAll("salesQuota").where(sql<boolean>`sales_quota.user_id = any(${[...ids]}::uuid[])`)
      .where(sql<boolean>`(lower(crm_user.email) = lower(${ctx.caller.email}::text) or ${inTeams(ctx, sql`crm_user.team`)})`).orderBy("startsOn", "desc").execute()).load(userId);
