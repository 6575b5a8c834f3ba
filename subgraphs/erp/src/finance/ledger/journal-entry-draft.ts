import { isUuid, notFound, refuse } from "@homefield/kit";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import type { JournalEntryRow } from "./ledger.loaders.ts";

/** A manual draft, locked until the act is done. Unknown and not the caller's are refused alike. */
export async function lockDraft(tx: Tx, ctx: ErpContext, id: string): Promise<JournalEntryRow> {
  const entry = isUuid(id) ? await tx.selectFrom("journalEntry").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined;
  assertSees(ctx, entry?.legalEntity, "journal entry", id, ["id"]);
  if (!entry) return notFound("journal entry", id, ["id"]);
  if (entry.status !== "DRAFT") refuse("WRONG_STATE", `Journal entry ${entry.number} is in the books for good. Correct it with a reversal.`, ["id"]);
  return entry;
}
