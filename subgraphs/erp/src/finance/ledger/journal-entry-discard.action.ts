import { act, audit, checkVersion } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationJournalEntryDiscardArgs } from "../../generated/graphql.ts";
import { lockDraft } from "./journal-entry-draft.ts";

/** Deletes a draft: what never was in the books leaves no trace there, only in the audit trail. */
export async function discardJournalEntry(ctx: ErpContext, { id, expectedVersion }: MutationJournalEntryDiscardArgs): Promise<{ journalEntry: null }> {
  await act(ctx, { name: "journalEntryDiscard" }, async (tx) => {
    const entry = await lockDraft(tx, ctx, id);
    checkVersion(entry, expectedVersion, "journal entry");
    await tx.deleteFrom("journalEntry").where("id", "=", id).execute();
    await audit(tx, ctx, { act: "journalEntryDiscard", entity: "JournalEntry", key: id, changes: { legalEntity: entry.legalEntity, postingDate: entry.postingDate, text: entry.text } });
  });
  return { journalEntry: null };
}
