/** The door of users: who works in the CRM, and for which team. */
import { isUuid, loaderOf, notFound, refuse } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, seesTeam, type Tx } from "../context.ts";
import type { CrmUser, Team } from "../generated/tables.ts";

export type UserRow = Selectable<CrmUser>;
export type TeamRow = Selectable<Team>;

/** The caller as a user of the CRM, by e-mail; null for callers who are none, such as an accountant or an API key. */
export async function viewerOf(ctx: CrmContext): Promise<UserRow | null> {
  const email = ctx.caller.email?.toLowerCase();
  if (!email) return null;
  return loaderOf(ctx, "viewer", (row: UserRow) => row.email.toLowerCase(), async (emails) =>
    ctx.db.selectFrom("crmUser").selectAll().where(sql<boolean>`lower(email) = any(${[...emails]}::text[])`).where("isActive", "=", true).execute()).load(email);
}
export const userById = (ctx: CrmContext, id: string): Promise<UserRow | null> =>
  loaderOf(ctx, "userById", (row: UserRow) => row.id, (ids) =>
    ctx.db.selectFrom("crmUser").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).execute()).load(id.toLowerCase());

export const teamOf = (ctx: CrmContext, code: string): Promise<TeamRow | null> =>
  loaderOf(ctx, "teamByCode", (row: TeamRow) => row.code, (codes) => ctx.db.selectFrom("team").selectAll().where("code", "in", [...codes]).execute()).load(code);

/** Who may be given work: a user of the CRM who still works here. */
export async function workingUser(tx: Tx, id: string, path: string[]): Promise<UserRow> {
  const user = isUuid(id) ? await tx.selectFrom("crmUser").selectAll().where("id", "=", id).executeTakeFirst() : undefined;
  if (!user) return notFound("user", id, path);
  if (!user.isActive) refuse("USER_INACTIVE", `${user.name} no longer works here. Choose somebody else.`, path);
  return user;
}
/** A team the caller belongs to: nobody puts rows where they can't see them. Unknown and not yours look alike. */
export async function visibleTeam(tx: Tx, ctx: CrmContext, code: string, path: string[]): Promise<TeamRow> {
  const team = seesTeam(ctx, code) ? await tx.selectFrom("team").selectAll().where("code", "=", code).executeTakeFirst() : undefined;
  return team ?? notFound("team", code, path);
}
