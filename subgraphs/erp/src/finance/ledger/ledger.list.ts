import { by, defineList } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { JournalEntryRow } from "./ledger.loaders.ts";

/** Journal entries the caller may see, drafts included. */
export const journalEntryList = defineList<JournalEntryRow, ErpContext>({
  name: "journalEntries",
  from: sql`journal_entry e`,
  select: sql`e.*`,
  key: { by: sql`e.id`, type: "uuid" },
  visible: (ctx) => inEntities(ctx, sql`e.legal_entity`),
  filters: {
    number: by.id(sql`e.number`),
    legalEntity: by.id(sql`e.legal_entity`),
    status: by.enum(sql`e.status`),
    postingDate: by.date(sql`e.posting_date`),
    sourceKind: by.enum(sql`e.source_kind`),
    sourceNumber: by.text(sql`e.source_number`),
    ledgerAccountCode: by.with(by.text(sql`a.code`), (condition) => sql<boolean>`exists (select 1 from journal_line l join ledger_account a on a.id = l.account_id where l.entry_id = e.id and ${condition})`),
    text: by.text(sql`e.text`),
  },
  orders: {
    NUMBER: { by: sql`e.number`, type: "text", nullable: true },
    POSTING_DATE: { by: sql`e.posting_date`, type: "date" },
  },
  defaultOrder: [{ field: "POSTING_DATE", direction: "DESC" }],
});
