import { act, assertSensibleDate, audit, text } from "@homefield/kit";
import { legalEntityOf, periodOn } from "../../company/company.module.ts";
import { assertSees, type ErpContext } from "../../context.ts";
import type { MutationJournalEntryCreateArgs } from "../../generated/graphql.ts";
import { manualLines } from "./journal-entry-lines.ts";
import { journalEntryById, type JournalEntryRow } from "./ledger.loaders.ts";

/** Drafts a manual journal. A draft may be out of balance and may lie in a closed period; posting it may not. */
export async function createJournalEntry(ctx: ErpContext, args: MutationJournalEntryCreateArgs): Promise<{ journalEntry: JournalEntryRow | null }> {
  const { input } = args;
  const what = text(input.text, ["input", "text"], "The text", 200);
  assertSensibleDate(input.postingDate, ctx.today, ["input", "postingDate"], "The posting date");
  const id = await act(ctx, { name: "journalEntryCreate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const known = await tx.selectFrom("legalEntity").select("code").where("code", "=", input.legalEntity).executeTakeFirst();
    assertSees(ctx, known?.code, "legal entity", input.legalEntity, ["input", "legalEntity"]);
    const entity = await legalEntityOf(tx, input.legalEntity);
    const period = await periodOn(tx, entity.code, input.postingDate, ["input", "postingDate"]);
    const lines = await manualLines(tx, entity, input.lines, ["input", "lines"]);
    const entry = await tx.insertInto("journalEntry").values({
      legalEntity: entity.code, postingDate: input.postingDate, periodId: period.id, area: "LEDGER", text: what, createdAt: ctx.now, createdBy: ctx.caller.name,
    }).returning("id").executeTakeFirstOrThrow();
    await tx.insertInto("journalLine").values(lines.map((line) => ({ entryId: entry.id, ...line }))).execute();
    await audit(tx, ctx, { act: "journalEntryCreate", entity: "JournalEntry", key: entry.id, changes: { legalEntity: entity.code, postingDate: input.postingDate, text: what, lines: lines.length } });
    return entry.id;
  });
  return { journalEntry: await journalEntryById(ctx, id) };
}
