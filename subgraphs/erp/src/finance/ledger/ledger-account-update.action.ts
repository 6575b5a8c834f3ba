import { act, audit, dec, differences, isUuid, notFound, plain, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import type { MutationLedgerAccountUpdateArgs } from "../../generated/graphql.ts";
import { lockBooks } from "./books-lock.ts";
import { ledgerAccountById, type LedgerAccountRow } from "./ledger.loaders.ts";

/** Renames an account, closes it, or opens it again. */
export async function updateLedgerAccount(ctx: ErpContext, { id, input }: MutationLedgerAccountUpdateArgs): Promise<{ ledgerAccount: LedgerAccountRow | null }> {
  await act(ctx, { name: "ledgerAccountUpdate" }, async (tx) => {
    const seen = isUuid(id) ? await tx.selectFrom("ledgerAccount").select("legalEntity").where("id", "=", id).executeTakeFirst() : undefined;
    assertSees(ctx, seen?.legalEntity, "ledger account", id, ["id"]);
    await lockBooks(tx, ctx, seen!.legalEntity);
    // A manual posting holds the accounts it names FOR SHARE: closing waits for it, and it for closing.
    const { rows } = await sql<LedgerAccountRow>`select * from ledger_account where id = ${id}::uuid for no key update`.execute(tx);
    const account = rows[0] ?? notFound("ledger account", id, ["id"]);
    const wanted = { ...(input.name != null && { name: text(input.name, ["input", "name"], "The name", 120) }), ...(input.isActive != null && { isActive: input.isActive }) };
    const changes = differences({ ...account }, wanted);
    if (Object.keys(changes).length === 0) return;
    if (changes["isActive"] && !input.isActive) await assertClosable(tx, account);
    await tx.updateTable("ledgerAccount").set(wanted).where("id", "=", id).execute();
    await audit(tx, ctx, { act: "ledgerAccountUpdate", entity: "LedgerAccount", key: id, changes });
  });
  return { ledgerAccount: await ledgerAccountById(ctx, id) };
}
async function assertClosable(tx: Tx, account: LedgerAccountRow): Promise<void> {
  const name = `${account.code} ${account.name}`;
  const purposes = await tx.selectFrom("postingAccount").select("purpose").where("legalEntity", "=", account.legalEntity).where("accountCode", "=", account.code).orderBy("purpose").execute();
  if (purposes.length > 0) refuse("POSTED_TO", `Documents post to ${name} (${purposes.map((row) => row.purpose.toLowerCase().replaceAll("_", " ")).join(", ")}). Have them post elsewhere first.`, ["input", "isActive"]);
  const { rows } = await sql<{ balance: string }>`select coalesce(sum(l.debit - l.credit), 0) as balance from journal_line l join journal_entry e on e.id = l.entry_id where l.account_id = ${account.id}::uuid and e.status <> 'DRAFT'`.execute(tx);
  const balance = dec(rows[0]!.balance);
  if (!balance.isZero()) refuse("HAS_BALANCE", `${name} has a balance of ${plain(balance.abs())} ${balance.isNegative() ? "credit" : "debit"}. Post it to another account first.`, ["input", "isActive"]);
}
