import { act, audit, differences, isUuid, notFound, refuse } from "@homefield/kit";
import { sql } from "kysely";
import { type CrmContext, inTeams, seesTeam } from "../context.ts";
import type { MutationAccountsAssignArgs } from "../generated/graphql.ts";
import { workingUser } from "../users/users.module.ts";
import { accountById, type AccountRow } from "./accounts.module.ts";

const MOST_AT_ONCE = 200;

/** Gives accounts to an owner, and to the owner's team, so that the new owner sees them. All or none. */
export async function assignAccounts(ctx: CrmContext, args: MutationAccountsAssignArgs): Promise<{ accounts: AccountRow[] }> {
  const ids = [...new Set(args.ids.map((id) => id.toLowerCase()))];
  if (ids.length === 0) refuse("EMPTY", "No account was chosen. Choose at least one.", ["ids"]);
  if (ids.length > MOST_AT_ONCE) refuse("TOO_MANY", `At most ${MOST_AT_ONCE} accounts can be given away at once; these are ${ids.length}. Do it in parts.`, ["ids"]);
  await act(ctx, { name: "accountsAssign" }, async (tx) => {
    const owner = await workingUser(tx, args.ownerId, ["ownerId"]);
    // In one order: two at once wait for each other instead of standing in each other's way.
    const accounts = await tx.selectFrom("account").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).where(inTeams(ctx, sql`team`)).orderBy("id").forNoKeyUpdate().execute();
    const found = new Set(accounts.map((account) => account.id));
    args.ids.forEach((id, i) => found.has(id.toLowerCase()) || notFound("account", id, ["ids", String(i)]));
    for (const account of accounts) {
      const change = { ownerId: owner.id, team: owner.team ?? account.team };
      if (!seesTeam(ctx, change.team)) {
        refuse("OWNER_IN_OTHER_TEAM", `${owner.name} belongs to team ${change.team}, which you don't. Ask somebody who sees both teams to hand ${account.name} over.`, ["ownerId"]);
      }
      const changes = differences(account, change);
      if (Object.keys(changes).length === 0) continue;
      await tx.updateTable("account").set({ ...change, updatedAt: ctx.now, version: account.version + 1 }).where("id", "=", account.id).execute();
      await audit(tx, ctx, { act: "accountsAssign", entity: "Account", key: account.id, changes });
    }
  });
  return { accounts: (await Promise.all(ids.map((id) => accountById(ctx, id)))).filter((account) => account !== null) };
}
