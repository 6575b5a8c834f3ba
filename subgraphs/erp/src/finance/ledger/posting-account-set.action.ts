import { act, audit, refuse } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationPostingAccountSetArgs } from "../../generated/graphql.ts";
import { lockBooks } from "./books-lock.ts";
import { ledgerAccountById, type LedgerAccountRow } from "./ledger.loaders.ts";

const CONTROLLED = ["RECEIVABLES", "INVENTORY"];

/** Has documents post to another account from now on; what is posted stays where it is. */
export async function setPostingAccount(ctx: ErpContext, { legalEntity, purpose, ledgerAccountCode }: MutationPostingAccountSetArgs): Promise<{ ledgerAccount: LedgerAccountRow | null }> {
  const id = await act(ctx, { name: "postingAccountSet" }, async (tx) => {
    await lockBooks(tx, ctx, legalEntity);
    if (CONTROLLED.includes(purpose)) refuse("CONTROL_PURPOSE", "The account of receivables or of stock equals its subledger at all times, so it can't be moved. Choose another purpose.", ["purpose"]);
    const account = await tx.selectFrom("ledgerAccount").selectAll().where("legalEntity", "=", legalEntity).where("code", "=", ledgerAccountCode).executeTakeFirst()
      ?? refuse("NOT_FOUND", `${legalEntity} has no ledger account ${ledgerAccountCode.slice(0, 40)}. Choose one of its chart.`, ["ledgerAccountCode"]);
    if (account.control) refuse("CONTROL_ACCOUNT", `${account.code} ${account.name} is kept by its subledger alone. Choose another account.`, ["ledgerAccountCode"]);
    if (!account.isActive) refuse("INACTIVE_ACCOUNT", `${account.code} ${account.name} is closed. Open it again, or choose another account.`, ["ledgerAccountCode"]);
    const before = await tx.selectFrom("postingAccount").select("accountCode").where("legalEntity", "=", legalEntity).where("purpose", "=", purpose).executeTakeFirst();
    await tx.insertInto("postingAccount").values({ legalEntity, purpose, accountCode: account.code }).onConflict((c) => c.columns(["legalEntity", "purpose"]).doUpdateSet({ accountCode: account.code })).execute();
    await audit(tx, ctx, { act: "postingAccountSet", entity: "LegalEntity", key: legalEntity, changes: { purpose, account: [before?.accountCode ?? null, account.code] } });
    return account.id;
  });
  return { ledgerAccount: await ledgerAccountById(ctx, id) };
}
