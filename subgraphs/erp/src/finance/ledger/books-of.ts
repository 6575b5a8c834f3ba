/**
 * What every posting of an act asks for, read once per transaction: the entity's currency and accounts, and its open periods. Neither can
 * change under the act: accounts documents post to are never closed, and an open period's lock is held.
 */
import type { CalendarDate } from "@homefield/kit";
import { sql } from "kysely";
import { assertPeriodOpen, type FiscalPeriodRow, legalEntityOf, type LedgerArea } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";

export interface PostableAccount { id: string; code: string; purposes: string[] }
export interface Books { baseCurrency: string; /** By code, and by purpose as "purpose SALES". */ accounts: ReadonlyMap<string, PostableAccount> }
interface Known { books: Map<string, Promise<Books>>; periods: (FiscalPeriodRow & { area: LedgerArea })[] }

const known = new WeakMap<Tx, Known>();
function knownOf(tx: Tx): Known {
  let found = known.get(tx);
  if (!found) known.set(tx, (found = { books: new Map(), periods: [] }));
  return found;
}
export function booksOf(tx: Tx, legalEntity: string): Promise<Books> {
  const { books } = knownOf(tx);
  let found = books.get(legalEntity);
  if (!found) books.set(legalEntity, (found = read(tx, legalEntity)));
  return found;
}
async function read(tx: Tx, legalEntity: string): Promise<Books> {
  const { baseCurrency } = await legalEntityOf(tx, legalEntity);
  const { rows } = await sql<PostableAccount>`
    select a.id, a.code, array(select p.purpose from posting_account p where p.legal_entity = a.legal_entity and p.account_code = a.code) as purposes from ledger_account a where a.legal_entity = ${legalEntity}`.execute(tx);
  return { baseCurrency, accounts: new Map(rows.flatMap((account) => [[account.code, account] as const, ...account.purposes.map((purpose) => [`purpose ${purpose}`, account] as const)])) };
}

/** The period a posting falls into, refused when it is closed; its lock is held until the act is done. */
export async function openPeriod(tx: Tx, ctx: ErpContext, posting: { legalEntity: string; date: CalendarDate; area: LedgerArea; path: string[] }): Promise<FiscalPeriodRow> {
  const { periods } = knownOf(tx);
  const found = periods.find((period) => period.legalEntity === posting.legalEntity && period.area === posting.area && period.startsOn <= posting.date && posting.date <= period.endsOn);
  if (found) return found;
  const period = await assertPeriodOpen(tx, ctx, posting);
  periods.push({ ...period, area: posting.area });
  return period;
}
