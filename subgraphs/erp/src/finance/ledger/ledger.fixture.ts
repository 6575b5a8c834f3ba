/** Two companies with the standard chart and books open for two years. */
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { ALL_PERMISSIONS, anErp, type TestErp } from "../../erp.fixture.ts";
import { createStandardChart, type JournalDraft, type JournalLineDraft, recordJournal, type RecordedJournal } from "./ledger.module.ts";

export interface Books extends TestErp {
  all(now?: Date): ErpContext;
  key(): string;
  inAct<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  record(parts?: Partial<JournalDraft>, ctx?: ErpContext): Promise<RecordedJournal>;
  /** Lines of an entry as "code debit 12.5". */
  lines(entryId: string): Promise<string[]>;
  lock(period: number, level: "OPEN" | "SOFT" | "HARD", area?: string, legalEntity?: string): Promise<void>;
  /** The SQLSTATE a statement fails with, or "done". */
  attempt(statement: string): Promise<string>;
}
export const twoLines = (amount = "100"): JournalLineDraft[] => [{ accountCode: "6110", debit: amount }, { accountCode: "1930", credit: amount }];

export async function theBooks(options: { poolSize?: number } = {}): Promise<Books> {
  const erp = await anErp(options);
  await erp.db.transaction().execute(async (tx) => { for (const entity of ["NHDK", "NHFR"]) await createStandardChart(tx, entity); });
  let keys = 0;
  const books: Books = {
    ...erp,
    all: (now) => erp.as({ permissions: ALL_PERMISSIONS, name: "Ann Accountant" }, now),
    key: () => `key-${++keys}`,
    inAct: (work) => erp.db.transaction().execute(work),
    record: (parts = {}, ctx = books.all()) => books.inAct((tx) => recordJournal(tx, ctx, { legalEntity: "NHDK", postingDate: "2026-03-16", area: "LEDGER", text: "Paper", lines: twoLines(), ...parts })),
    lines: async (entryId) => (await sql<{ line: string }>`select concat_ws(' ', a.code, case when l.debit > 0 then 'debit' else 'credit' end, trim_scale(l.debit + l.credit)) as line
      from journal_line l join ledger_account a on a.id = l.account_id where l.entry_id = ${entryId} order by l.line_number`.execute(erp.db)).rows.map((row) => row.line),
    lock: async (period, level, area = "LEDGER", legalEntity = "NHDK") => void (await sql`update period_lock set level = ${level}, changed_by = 'test', changed_at = now() where area = ${area}
      and period_id = (select id from fiscal_period where legal_entity = ${legalEntity} and fiscal_year = 2026 and number = ${period})`.execute(erp.db)),
    attempt: async (statement) => sql.raw(statement).execute(erp.db).then(() => "done", (error: { code: string }) => error.code),
  };
  return books;
}
