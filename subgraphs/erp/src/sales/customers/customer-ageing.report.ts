import { type CalendarDate, type Dec, dec, money, type Money } from "@homefield/kit";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../generated/tables.ts";

export interface AgeingRow { customerNumber: string; currency: string; notDue: string; days1To30: string; days31To60: string; days61To90: string; over90: string; unallocated: string }
/** As the graph shows it. */
export interface Ageing { asOf: CalendarDate; notDue: Money; days1To30: Money; days31To60: Money; days61To90: Money; over90: Money; unallocated: Money; total: Money }

/** Whose: some customers, or all of a legal entity. */
export type AgeingScope = { customers: readonly string[] } | { legalEntity: string };

/**
 * Open amounts of customers by days past due on a day, in one statement; who has nothing open is absent. A past day is reconstructed:
 * each document as it was issued, less what had been allocated by then. Amounts are in the customer's currency.
 */
export async function ageingRows(db: Kysely<DB>, scope: AgeingScope, asOf: CalendarDate, today: CalendarDate): Promise<AgeingRow[]> {
  const isPast = asOf < today;
  const whose = (alias: string): RawBuilder<boolean> => ("customers" in scope
    ? sql<boolean>`${sql.ref(`${alias}.customerNumber`)} = any(${[...scope.customers]}::text[])`
    : sql<boolean>`${sql.ref(`${alias}.legalEntity`)} = ${scope.legalEntity}`);
  const allocated = (column: string, id: string): RawBuilder<unknown> =>
    sql`coalesce((select sum(a.amount) from allocation a where ${sql.ref(`a.${column}`)} = ${sql.ref(id)} and a.allocated_on <= ${asOf}::date), 0)`;
  const documents = isPast
    ? sql`select i.customer_number, i.currency, i.kind, i.due_date, i.total_amount - case i.kind when 'INVOICE' then ${allocated("invoiceId", "i.id")} else ${allocated("creditNoteId", "i.id")} end as open
        from invoice i where ${whose("i")} and i.status = 'POSTED' and i.issue_date <= ${asOf}::date`
    : sql`select i.customer_number, i.currency, i.kind, i.due_date, i.open_amount as open from invoice i where ${whose("i")} and i.status = 'POSTED' and i.open_amount > 0`;
  // A payment taken back counted until the day of its reversal.
  const payments = isPast
    ? sql`select p.customer_number, p.currency, p.amount - ${allocated("paymentId", "p.id")} as open
        from customer_payment p left join journal_entry r on r.id = p.reversal_entry_id where ${whose("p")} and p.payment_date <= ${asOf}::date and (r.posting_date is null or r.posting_date > ${asOf}::date)`
    : sql`select p.customer_number, p.currency, p.unallocated as open from customer_payment p where ${whose("p")} and p.status = 'POSTED' and p.unallocated > 0`;
  const between = (from: number, to: number | null): RawBuilder<unknown> =>
    sql`coalesce(sum(open) filter (where kind = 'INVOICE' and ${asOf}::date - due_date >= ${from} and (${to}::int is null or ${asOf}::date - due_date <= ${to})), 0)`;
  const { rows } = await sql<AgeingRow>`
    with item as (select customer_number, currency, kind, due_date, open from (${documents}) d where open <> 0 union all select customer_number, currency, 'PAYMENT', null, open from (${payments}) p where open <> 0)
    select i.customer_number, i.currency, coalesce(sum(open) filter (where kind = 'INVOICE' and due_date >= ${asOf}::date), 0) as not_due,
      ${between(1, 30)} as days1_to30, ${between(31, 60)} as days31_to60, ${between(61, 90)} as days61_to90, ${between(91, null)} as over90,
      coalesce(sum(open) filter (where kind <> 'INVOICE'), 0) as unallocated
    from item i join customer c on c.number = i.customer_number and c.currency = i.currency group by i.customer_number, i.currency`.execute(db);
  return rows;
}
const NOTHING = { notDue: "0", days1To30: "0", days31To60: "0", days61To90: "0", over90: "0", unallocated: "0" };
export const owed = (row: Omit<AgeingRow, "customerNumber" | "currency">): Dec => dec(row.notDue).plus(row.days1To30).plus(row.days31To60).plus(row.days61To90).plus(row.over90).minus(row.unallocated);

/** The graph's Ageing of a row, or of a customer with nothing open. */
export function ageingOf(row: AgeingRow | null, currency: string, asOf: CalendarDate): Ageing {
  const { notDue, days1To30, days31To60, days61To90, over90, unallocated } = row ?? NOTHING;
  const amount = (value: string): Money => money(value, currency);
  return {
    asOf, notDue: amount(notDue), days1To30: amount(days1To30), days31To60: amount(days31To60), days61To90: amount(days61To90), over90: amount(over90), unallocated: amount(unallocated),
    total: money(owed(row ?? NOTHING), currency),
  };
}
