import { act, audit, checkVersion, differences, refuse } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationAccountCreateArgs, MutationAccountUpdateArgs } from "../generated/graphql.ts";
import { type UserRow, viewerOf, visibleTeam, workingUser } from "../users/users.module.ts";
import { accountById, type AccountRow, livingAccount, visibleAccount } from "./accounts.module.ts";
import { factsOf } from "./accounts.rules.ts";

export async function createAccount(ctx: CrmContext, args: MutationAccountCreateArgs): Promise<{ account: AccountRow | null }> {
  const { input } = args;
  const facts = factsOf(input);
  const viewer = await viewerOf(ctx);
  const id = await act(ctx, { name: "accountCreate", idempotencyKey: args.idempotencyKey, body: input }, async (tx) => {
    const owner = input.ownerId === undefined ? viewer : input.ownerId === null ? null : await workingUser(tx, input.ownerId, ["input", "ownerId"]);
    const team = await teamFor(tx, ctx, { given: input.team ?? null, owner, viewer });
    if (input.parentId != null) await livingAccount(tx, ctx, input.parentId, ["input", "parentId"]);
    const made = { ...facts, name: facts.name!, team, ownerId: owner?.id ?? null, parentId: input.parentId ?? null };
    const { id } = await tx.insertInto("account").values({ ...made, createdAt: ctx.now, updatedAt: ctx.now }).returning("id").executeTakeFirstOrThrow();
    await audit(tx, ctx, { act: "accountCreate", entity: "Account", key: id, changes: differences({}, made) });
    return id;
  });
  return { account: await accountById(ctx, id) };
}
export async function updateAccount(ctx: CrmContext, args: MutationAccountUpdateArgs): Promise<{ account: AccountRow | null }> {
  const { input } = args;
  const facts = factsOf(input);
  const viewer = await viewerOf(ctx);
  await act(ctx, { name: "accountUpdate" }, async (tx) => {
    const account = await visibleAccount(tx, ctx, args.id, ["id"], "update");
    checkVersion(account, args.expectedVersion, "account");
    const change: Partial<AccountRow> = { ...facts };
    if (input.parentId !== undefined) change.parentId = input.parentId === null ? null : await parentFor(tx, ctx, account, input.parentId);
    if (input.ownerId !== undefined) change.ownerId = input.ownerId === null ? null : (await workingUser(tx, input.ownerId, ["input", "ownerId"])).id;
    if (input.team !== undefined) {
      if (input.team === null) refuse("EMPTY", "An account always has a team. Give one, or leave the field out.", ["input", "team"]);
      change.team = (await visibleTeam(tx, ctx, input.team, ["input", "team"])).code;
    }
    const ownerId = change.ownerId === undefined ? account.ownerId : change.ownerId;
    if (ownerId !== null && (change.ownerId !== undefined || change.team !== undefined)) {
      assertSameTeam(await tx.selectFrom("crmUser").selectAll().where("id", "=", ownerId).executeTakeFirstOrThrow(), change.team ?? account.team, viewer);
    }
    const changes = differences(account, change);
    if (Object.keys(changes).length === 0) return;
    await tx.updateTable("account").set({ ...change, updatedAt: ctx.now, version: account.version + 1 }).where("id", "=", account.id).execute();
    await audit(tx, ctx, { act: "accountUpdate", entity: "Account", key: account.id, changes });
  });
  return { account: await accountById(ctx, args.id) };
}

async function teamFor(tx: Tx, ctx: CrmContext, { given, owner, viewer }: { given: string | null; owner: UserRow | null; viewer: UserRow | null }): Promise<string> {
  const own = ctx.caller.teams.length === 1 && ctx.caller.teams[0] !== "*" ? ctx.caller.teams[0]! : null;
  const code = given ?? owner?.team ?? own;
  if (code === null) return refuse("TEAM_NEEDED", "Nobody would see this account: it has neither an owner with a team nor a team. Give a team.", ["input", "team"]);
  const team = await visibleTeam(tx, ctx, code, ["input", "team"]);
  if (owner) assertSameTeam(owner, team.code, viewer);
  return team.code;
}
/** The owner of an account sees it. Somebody who keeps an account for themselves may be of no or another team: they see it now. */
function assertSameTeam(owner: UserRow, team: string, viewer: UserRow | null): void {
  if (owner.team !== null && owner.team !== team && owner.id !== viewer?.id) {
    refuse("OWNER_IN_OTHER_TEAM", `${owner.name} belongs to team ${owner.team} and would not see an account of team ${team}. Choose an owner of that team, or give the account to team ${owner.team} too.`, ["input", "ownerId"]);
  }
}
/** The database refuses circles too; here with the field's path. */
async function parentFor(tx: Tx, ctx: CrmContext, account: AccountRow, parentId: string): Promise<string> {
  // Not locked: two who put each other's accounts above their own would wait for each other. The database decides such a race.
  const parent = await livingAccount(tx, ctx, parentId, ["input", "parentId"], "none");
  const above = await sql`with recursive up as (select id, parent_id from account where id = ${parent.id} union select a.id, a.parent_id from account a join up on a.id = up.parent_id)
    select 1 from up where id = ${account.id}`.execute(tx);
  if (above.rows.length > 0) refuse("CYCLE", `${parent.name} stands below ${account.name}, or is the same. Choose another parent.`, ["input", "parentId"]);
  return parent.id;
}
