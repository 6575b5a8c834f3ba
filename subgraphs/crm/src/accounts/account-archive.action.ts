import { act, audit, checkVersion, refuse, refuseAll, type UserError } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationAccountArchiveArgs } from "../generated/graphql.ts";
import { hasLivingQuote } from "../quotes/quotes.module.ts";
import { hasWaitingHandOver } from "../signed-orders/signed-orders.module.ts";
import { accountById, type AccountRow, visibleAccount } from "./accounts.module.ts";

export async function archiveAccount(ctx: CrmContext, args: MutationAccountArchiveArgs): Promise<{ account: AccountRow | null }> {
  await act(ctx, { name: "accountArchive" }, async (tx) => {
    // The lock keeps new opportunities and quotes out until this is decided.
    const account = await visibleAccount(tx, ctx, args.id, ["id"], "update");
    checkVersion(account, args.expectedVersion, "account");
    if (account.archivedAt) refuse("ARCHIVED", `${account.name} was put away already. Nothing needs to be done.`, ["id"]);
    const reasons: UserError[] = [];
    const open = await tx.selectFrom("opportunity").select("name").where("accountId", "=", account.id).where("status", "=", "OPEN").limit(1).executeTakeFirst();
    if (open) reasons.push({ code: "OPEN_OPPORTUNITY", message: `"${open.name}" is still open. Win or lose the account's opportunities first.`, path: ["id"] });
    if (await hasLivingQuote(tx, account.id)) reasons.push({ code: "LIVING_QUOTE", message: "A quote is still being made or is with the customer. Have it signed or rejected first.", path: ["id"] });
    if (await hasWaitingHandOver(tx, account.id)) reasons.push({ code: "HAND_OVER_WAITING", message: "A signed order is still on its way to the ERP. Wait until it has arrived, or call it off.", path: ["id"] });
    refuseAll(reasons);
    await tx.updateTable("account").set({ archivedAt: ctx.now, updatedAt: ctx.now, version: account.version + 1 }).where("id", "=", account.id).execute();
    await audit(tx, ctx, { act: "accountArchive", entity: "Account", key: account.id, changes: { archivedAt: [null, ctx.now] } });
  });
  return { account: await accountById(ctx, args.id) };
}
export async function restoreAccount(ctx: CrmContext, args: MutationAccountArchiveArgs): Promise<{ account: AccountRow | null }> {
  await act(ctx, { name: "accountRestore" }, async (tx) => {
    const account = await visibleAccount(tx, ctx, args.id, ["id"], "update");
    checkVersion(account, args.expectedVersion, "account");
    if (!account.archivedAt) refuse("NOT_ARCHIVED", `${account.name} was not put away. Nothing needs to be done.`, ["id"]);
    await tx.updateTable("account").set({ archivedAt: null, updatedAt: ctx.now, version: account.version + 1 }).where("id", "=", account.id).execute();
    await audit(tx, ctx, { act: "accountRestore", entity: "Account", key: account.id, changes: { archivedAt: [account.archivedAt, null] } });
  });
  return { account: await accountById(ctx, args.id) };
}
