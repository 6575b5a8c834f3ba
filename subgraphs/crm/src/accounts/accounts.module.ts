/** The door of accounts: looking one up under the row policy, and what other modules may do with it. */
import { isUuid, loaderOf, notFound, refuse } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, inTeams, type Tx } from "../context.ts";
import type { Account } from "../generated/tables.ts";

export type AccountRow = Selectable<Account>;
/** `share` keeps the account from being put away until the act ends; `update` is for changing the account itself; `none` only looks. */
export type Lock = "share" | "update" | "none";

/** The account, or null when unknown or not the caller's. Batched. */
export const accountById = (ctx: CrmContext, id: string): Promise<AccountRow | null> =>
  loaderOf(ctx, "accountById", (row: AccountRow) => row.id, (ids) =>
    ctx.db.selectFrom("account").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).where(inTeams(ctx, sql`team`)).execute()).load(id.toLowerCase());

/** The account that points to a customer of the ERP, or null when none does or it is not the caller's. Batched. */
export const accountOfCustomer = (ctx: CrmContext, customerNumber: string): Promise<AccountRow | null> =>
  loaderOf(ctx, "accountOfCustomer", (row: AccountRow) => row.customerNumber!, (numbers) =>
    ctx.db.selectFrom("account").selectAll().where(sql<boolean>`customer_number = any(${[...numbers]}::text[])`).where(inTeams(ctx, sql`team`)).execute()).load(customerNumber);

/** Inside an act: the account, locked, or a refusal that looks alike for unknown and not yours. */
export async function visibleAccount(tx: Tx, ctx: CrmContext, id: string, path: string[], lock: Lock = "share"): Promise<AccountRow> {
  if (!isUuid(id)) return notFound("account", id, path);
  const query = tx.selectFrom("account").selectAll().where("id", "=", id).where(inTeams(ctx, sql`team`));
  const account = await (lock === "update" ? query.forNoKeyUpdate() : lock === "share" ? query.forShare() : query).executeTakeFirst();
  return account ?? notFound("account", id, path);
}
/** The same for an act that gives the account something new: not on one that was put away. */
export async function livingAccount(tx: Tx, ctx: CrmContext, id: string, path: string[], lock: Lock = "share"): Promise<AccountRow> {
  const account = await visibleAccount(tx, ctx, id, path, lock);
  if (account.archivedAt) refuse("ARCHIVED", `${account.name} was put away. Restore the account first.`, path);
  return account;
}
/**
 * The one pointer to the ERP, set when the ERP answers a signed order. The account's version stays: nobody edits this field,
 * and whoever has the account open in a form loses nothing by it.
 */
export async function setCustomerNumber(tx: Tx, accountId: string, customerNumber: string, at: Date): Promise<void> {
  const set = await tx.updateTable("account").set({ customerNumber, updatedAt: at }).where("id", "=", accountId).where("customerNumber", "is", null).executeTakeFirst();
  if (set.numUpdatedRows > 0n) return;
  const account = await tx.selectFrom("account").select("customerNumber").where("id", "=", accountId).executeTakeFirst();
  if (account?.customerNumber !== customerNumber) throw new Error(`account ${accountId} points to customer ${account?.customerNumber ?? "none"}, the ERP answers ${customerNumber}`);
}
