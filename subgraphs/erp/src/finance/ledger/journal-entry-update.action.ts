import { act, assertSensibleDate, audit, checkVersion, differences, text } from "@homefield/kit";
import { legalEntityOf, periodOn } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationJournalEntryUpdateArgs } from "../../generated/graphql.ts";
import { lockDraft } from "./journal-entry-draft.ts";
import { manualLines } from "./journal-entry-lines.ts";
import { journalEntryById, type JournalEntryRow } from "./ledger.loaders.ts";

/** Changes a draft; lines are replaced as a whole. */
export async function updateJournalEntry(ctx: ErpContext, { id, input, expectedVersion }: MutationJournalEntryUpdateArgs): Promise<{ journalEntry: JournalEntryRow | null }> {
  const what = input.text == null ? null : text(input.text, ["input", "text"], "The text", 200);
  if (input.postingDate) assertSensibleDate(input.postingDate, ctx.today, ["input", "postingDate"], "The posting date");
  await act(ctx, { name: "journalEntryUpdate" }, async (tx) => {
    const entry = await lockDraft(tx, ctx, id);
    checkVersion(entry, expectedVersion, "journal entry");
    const postingDate = input.postingDate ?? entry.postingDate;
    const period = await periodOn(tx, entry.legalEntity, postingDate, ["input", "postingDate"]);
    const after = { text: what ?? entry.text, postingDate, periodId: period.id };
    if (input.lines) {
      const lines = await manualLines(tx, await legalEntityOf(tx, entry.legalEntity), input.lines, ["input", "lines"]);
      await tx.deleteFrom("journalLine").where("entryId", "=", id).execute();
      await tx.insertInto("journalLine").values(lines.map((line) => ({ entryId: id, ...line }))).execute();
    }
    await tx.updateTable("journalEntry").set({ ...after, version: entry.version + 1 }).where("id", "=", id).execute();
    await audit(tx, ctx, { act: "journalEntryUpdate", entity: "JournalEntry", key: id, changes: { ...differences({ ...entry }, after), ...(input.lines && { lines: input.lines.length }) } });
  });
  return { journalEntry: await journalEntryById(ctx, id) };
}
