import { act, audit, notFound, refuse, text } from "@homefield/kit";
import { assertPostingDate } from "../../company/company.module.ts";
import { assertSees, type ErpContext } from "../../context.ts";
import type { MutationJournalEntryReverseArgs } from "../../generated/graphql.ts";
import { assertFourEyes } from "../../company/four-eyes/four-eyes.module.ts";
import { reverseJournal } from "./journal-record.action.ts";
import { journalEntryById, type JournalEntryRow } from "./ledger.loaders.ts";

const DOCUMENTS: Record<string, string> = {
  INVOICE: "credit the invoice", CREDIT_NOTE: "invoice anew", SHIPMENT: "have the goods returned", CUSTOMER_PAYMENT: "reverse the payment", ALLOCATION: "undo the allocation", STOCK_MOVE: "count the stock", OPENING: "post a correction",
};

/** Posts the opposite of a manual entry. Answers with that opposite. */
export async function reverseJournalEntry(ctx: ErpContext, args: MutationJournalEntryReverseArgs): Promise<{ journalEntry: JournalEntryRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 150);
  const postingDate = args.postingDate ?? ctx.today;
  assertPostingDate(ctx, postingDate, ["postingDate"]);
  const id = await act(ctx, { name: "journalEntryReverse", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const entry = await tx.selectFrom("journalEntry").selectAll().where("number", "=", args.number).forUpdate().executeTakeFirst();
    assertSees(ctx, entry?.legalEntity, "journal entry", args.number, ["number"]);
    if (!entry) return notFound("journal entry", args.number, ["number"]);
    if (entry.sourceKind !== null) refuse("WRONG_STATE", `${entry.number} belongs to ${entry.sourceNumber}. Correct that document instead: ${DOCUMENTS[entry.sourceKind]}.`, ["number"]);
    if (entry.status !== "POSTED") refuse("WRONG_STATE", `${entry.number} was reversed already.`, ["number"]);
    if (entry.reversesId !== null) refuse("WRONG_STATE", `${entry.number} is a reversal itself. Post a new journal instead.`, ["number"]);
    if (postingDate < entry.postingDate) refuse("DATE_BEFORE_ORIGINAL", `${entry.number} is of ${entry.postingDate}; its reversal can't be dated before that.`, ["postingDate"]);
    const { debit } = await tx.selectFrom("journalLine").select((e) => e.fn.sum<string>("debit").as("debit")).where("entryId", "=", entry.id).executeTakeFirstOrThrow();
    await assertFourEyes(tx, ctx, {
      legalEntity: entry.legalEntity, amount: debit, why: `You posted ${entry.number} yourself`, path: ["number"], earlier: [{ acts: ["journalEntryPost"], entity: "JournalEntry", key: entry.id }],
    });
    const reversal = await reverseJournal(tx, ctx, entry.id, { postingDate, reason, path: args.postingDate ? ["postingDate"] : ["number"] });
    await audit(tx, ctx, { act: "journalEntryReverse", entity: "JournalEntry", key: entry.id, changes: { status: ["POSTED", "REVERSED"], reversal: reversal.number, reason } });
    return reversal.id;
  });
  return { journalEntry: await journalEntryById(ctx, id) };
}
