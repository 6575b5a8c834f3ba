import { act, audit, dec, sum } from "@homefield/kit";
import { assertPostingDate } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationJournalEntryPostArgs } from "../../generated/graphql.ts";
import { assertFourEyes } from "../../company/four-eyes/four-eyes.module.ts";
import { booksOf, openPeriod } from "./books-of.ts";
import { lockDraft } from "./journal-entry-draft.ts";
import { assertOpenToHand } from "./journal-entry-lines.ts";
import { postDrafts } from "./journal-record.action.ts";
import { journalEntryById, type JournalEntryRow } from "./ledger.loaders.ts";
import { assertBalanced } from "./ledger.rules.ts";

/** Puts a manual draft in the books for good. */
export async function postJournalEntry(ctx: ErpContext, args: MutationJournalEntryPostArgs): Promise<{ journalEntry: JournalEntryRow | null }> {
  const id = await act(ctx, { name: "journalEntryPost", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const entry = await lockDraft(tx, ctx, args.id);
    assertPostingDate(ctx, entry.postingDate, ["id"]);
    const lines = await tx.selectFrom("journalLine as l").innerJoin("ledgerAccount as a", "a.id", "l.accountId")
      .select(["l.debit", "l.credit", "l.currency", "l.currencyAmount", "a.code", "a.name", "a.control", "a.isActive"]).where("l.entryId", "=", entry.id).forShare("a").execute();
    // The chart may have changed since the draft was made; FOR SHARE: who closes an account waits until this is posted.
    for (const line of lines) assertOpenToHand(line, ["id"]);
    const { baseCurrency } = await booksOf(tx, entry.legalEntity);
    assertBalanced(lines.map((line) => ({ debit: dec(line.debit), credit: dec(line.credit), currency: line.currency, currencyAmount: dec(line.currencyAmount) })), baseCurrency, ["id"]);
    await openPeriod(tx, ctx, { legalEntity: entry.legalEntity, date: entry.postingDate, area: "LEDGER", path: ["id"] });
    await assertFourEyes(tx, ctx, {
      legalEntity: entry.legalEntity, amount: sum(lines.map((line) => line.debit)), why: "You drafted or changed this journal yourself", path: ["id"],
      earlier: [{ acts: ["journalEntryCreate", "journalEntryUpdate"], entity: "JournalEntry", key: entry.id }],
    });
    const [posted] = await postDrafts(tx, ctx, [entry.id]);
    await audit(tx, ctx, { act: "journalEntryPost", entity: "JournalEntry", key: entry.id, changes: { status: ["DRAFT", "POSTED"], number: posted!.number } });
    return entry.id;
  });
  return { journalEntry: await journalEntryById(ctx, id) };
}
