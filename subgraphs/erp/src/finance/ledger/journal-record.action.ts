import { type CalendarDate, refuse } from "@homefield/kit";
import { sql } from "kysely";
import type { LedgerArea } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import { booksOf, openPeriod, type PostableAccount } from "./books-of.ts";
import { assertBalanced, lineAmounts, type JournalLineAmounts, type JournalLineDraft, type PostingPurpose } from "./ledger.rules.ts";

export type JournalSourceKind = "INVOICE" | "CREDIT_NOTE" | "SHIPMENT" | "CUSTOMER_PAYMENT" | "ALLOCATION" | "STOCK_MOVE" | "OPENING";
export interface JournalDraft {
  legalEntity: string;
  postingDate: CalendarDate;
  area: LedgerArea;
  text: string;
  source?: { kind: JournalSourceKind; number: string };
  lines: readonly JournalLineDraft[];
  /** Where the posting date came from, for a refusal of its period. */
  path?: string[];
}
export interface RecordedJournal { id: string; number: string }

/** Puts one entry in the books: checked here for the friendly sentence, numbered, chained and checked again by the trigger. */
export async function recordJournal(tx: Tx, ctx: ErpContext, journal: JournalDraft): Promise<RecordedJournal> {
  return (await recordJournals(tx, ctx, [journal]))[0]!;
}

/** The same for many, in the order given, with a constant number of statements per legal entity, period and area. */
export async function recordJournals(tx: Tx, ctx: ErpContext, journals: readonly JournalDraft[]): Promise<RecordedJournal[]> {
  if (journals.length === 0) return [];
  const entryRows: EntryRow[] = [];
  const lineRows: LineRow[] = [];
  for (const [position, journal] of journals.entries()) {
    const { baseCurrency, accounts } = await booksOf(tx, journal.legalEntity);
    const period = await openPeriod(tx, ctx, { legalEntity: journal.legalEntity, date: journal.postingDate, area: journal.area, path: journal.path ?? ["postingDate"] });
    const amounts: JournalLineAmounts[] = [];
    for (const line of journal.lines) {
      const amount = lineAmounts(line, baseCurrency);
      if (!amount) continue;
      amounts.push(amount);
      lineRows.push({
        entry: position, lineNumber: amounts.length, accountId: accountFor(accounts, journal.legalEntity, line).id,
        debit: amount.debit.toFixed(), credit: amount.credit.toFixed(), currency: amount.currency, currencyAmount: amount.currencyAmount.toFixed(),
        customerNumber: line.customerNumber ?? null, itemNumber: line.itemNumber ?? null, text: line.text ?? null,
      });
    }
    assertBalanced(amounts, baseCurrency);
    entryRows.push({
      position, legalEntity: journal.legalEntity, postingDate: journal.postingDate, periodId: period.id, area: journal.area, text: journal.text,
      sourceKind: journal.source?.kind ?? null, sourceNumber: journal.source?.number ?? null,
    });
  }
  const ids = await insertDrafts(tx, ctx, entryRows, lineRows);
  return postDrafts(tx, ctx, ids);
}

interface EntryRow { position: number; legalEntity: string; postingDate: string; periodId: string; area: string; text: string; sourceKind: string | null; sourceNumber: string | null; reversesId?: string }
interface LineRow {
  entry: number; lineNumber: number; accountId: string; debit: string; credit: string; currency: string; currencyAmount: string;
  customerNumber: string | null; itemNumber: string | null; text: string | null;
}
/** Inserts drafts with their lines in one statement; the ids come in the order of the entries. */
async function insertDrafts(tx: Tx, ctx: ErpContext, entries: readonly EntryRow[], lines: readonly LineRow[]): Promise<string[]> {
  const inserted = await sql<{ id: string }>`
    with given as materialized (
      select uuidv7() as id, g.* from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as g("position" int, "legalEntity" text, "postingDate" date, "periodId" uuid, area text, text text, "sourceKind" text, "sourceNumber" text, "reversesId" uuid)),
    entries as (
      insert into journal_entry (id, legal_entity, posting_date, period_id, area, text, source_kind, source_number, reverses_id, created_at, created_by)
      select id, "legalEntity", "postingDate", "periodId", area, text, "sourceKind", "sourceNumber", "reversesId", ${ctx.now}, ${ctx.caller.name} from given order by "position"),
    lines as (
      insert into journal_line (entry_id, line_number, account_id, debit, credit, currency, currency_amount, customer_number, item_number, text)
      select given.id, l."lineNumber", l."accountId", l.debit, l.credit, l.currency, l."currencyAmount", l."customerNumber", l."itemNumber", l.text
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(entry int, "lineNumber" int, "accountId" uuid, debit numeric, credit numeric, currency text, "currencyAmount" numeric, "customerNumber" text, "itemNumber" text, text text)
      join given on given."position" = l.entry)
    select id from given order by "position"`.execute(tx);
  return inserted.rows.map((row) => row.id);
}
/** Posts drafts in the order given; the trigger draws the numbers and chains the hashes. */
export async function postDrafts(tx: Tx, ctx: ErpContext, ids: readonly string[]): Promise<RecordedJournal[]> {
  const posted = await sql<RecordedJournal>`
    update journal_entry e set status = 'POSTED', posted_at = ${ctx.now}, posted_by = ${ctx.caller.name}, version = e.version + 1
    from (select id from unnest(${[...ids]}::uuid[]) with ordinality as given (id, position) order by position) given
    where e.id = given.id and e.status = 'DRAFT' returning e.id, e.number`.execute(tx);
  const numberOf = new Map(posted.rows.map((row) => [row.id, row.number]));
  return ids.map((id) => ({ id, number: numberOf.get(id)! }));
}

/** Posts the opposite of an entry: the same lines with sides swapped. The original keeps its amounts and counts as reversed. */
export async function reverseJournal(tx: Tx, ctx: ErpContext, entryId: string, reversal: { postingDate: CalendarDate; reason: string; path?: string[] }): Promise<RecordedJournal> {
  const original = await tx.selectFrom("journalEntry").selectAll().where("id", "=", entryId).forUpdate().executeTakeFirstOrThrow();
  if (original.status !== "POSTED") refuse("WRONG_STATE", `Journal entry ${original.number ?? entryId} is ${original.status.toLowerCase()}; only a posted entry can be reversed, and only once.`);
  const period = await openPeriod(tx, ctx, { legalEntity: original.legalEntity, date: reversal.postingDate, area: original.area as LedgerArea, path: reversal.path ?? ["postingDate"] });
  const lines = await tx.selectFrom("journalLine").selectAll().where("entryId", "=", entryId).orderBy("lineNumber").execute();
  const [id] = await insertDrafts(tx, ctx, [{
    position: 0, legalEntity: original.legalEntity, postingDate: reversal.postingDate, periodId: period.id, area: original.area,
    text: `Reversal of ${original.number}: ${reversal.reason}`, sourceKind: original.sourceKind, sourceNumber: original.sourceNumber, reversesId: original.id,
  }], lines.map((line) => ({
    entry: 0, lineNumber: line.lineNumber, accountId: line.accountId, debit: line.credit, credit: line.debit, currency: line.currency,
    currencyAmount: line.currencyAmount.startsWith("-") ? line.currencyAmount.slice(1) : `-${line.currencyAmount}`,
    customerNumber: line.customerNumber, itemNumber: line.itemNumber, text: line.text,
  })));
  const [recorded] = await postDrafts(tx, ctx, [id!]);
  await tx.updateTable("journalEntry").set({ status: "REVERSED", version: original.version + 1 }).where("id", "=", entryId).execute();
  return recorded!;
}

/** Which account each kind of posting goes to. */
export async function postingAccounts(tx: Tx, legalEntity: string): Promise<Partial<Record<PostingPurpose, string>>> {
  const rows = await tx.selectFrom("postingAccount").select(["purpose", "accountCode"]).where("legalEntity", "=", legalEntity).execute();
  return Object.fromEntries(rows.map((row) => [row.purpose, row.accountCode]));
}

function accountFor(accounts: ReadonlyMap<string, PostableAccount>, legalEntity: string, line: JournalLineDraft): PostableAccount {
  const account = accounts.get(line.accountCode ?? `purpose ${line.purpose}`);
  if (account) return account;
  if (line.accountCode) return refuse("NOT_FOUND", `${legalEntity} has no ledger account ${line.accountCode}. Choose one of its chart.`, ["lines"]);
  return refuse("NO_POSTING_ACCOUNT", `${legalEntity} has no ledger account for ${String(line.purpose).toLowerCase().replaceAll("_", " ")}. Have its chart completed.`, null);
}
