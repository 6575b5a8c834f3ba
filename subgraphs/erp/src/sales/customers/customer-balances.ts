import { type Dec, dec } from "@homefield/kit";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../generated/tables.ts";

type Sql = RawBuilder<unknown>;
/*
 * The same sums feed fields, filters, orders and totals, so each is written once. Amounts are in the customer's currency; a document in
 * another currency would not add up and has its own line in the ledger.
 */

/** Per customer and currency: what is open, and which part of it is past due. */
export const balancesSql = (today: string): Sql => sql`(
  select customer_number, currency, sum(amount) as open_balance, sum(overdue) as overdue_balance from (
    select customer_number, currency, case kind when 'INVOICE' then open_amount else -open_amount end as amount,
      case when kind = 'INVOICE' and due_date < ${today}::date then open_amount else 0 end as overdue
    from invoice where status = 'POSTED' and open_amount > 0
    union all
    select customer_number, currency, -unallocated, 0 from customer_payment where unallocated > 0 and status = 'POSTED') o
  group by customer_number, currency)`;

/** Per customer: the latest order, how many are open and the earliest promise among those. */
export const orderFactsSql: Sql = sql`(
  select customer_number, max(order_date) as last_order_date, count(*) filter (where status in ('CONFIRMED', 'IN_FULFILMENT'))::int as open_order_count,
    min(promised_date) filter (where status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise_date
  from sales_order where status <> 'CANCELLED' group by customer_number)`;

/** Per customer and currency: confirmed orders as far as they are not invoiced, with tax; freight until the first invoice takes it. */
export const notInvoicedSql = (customers: Sql): Sql => sql`(
  select o.customer_number, o.currency,
    sum(l.amount + case when o.invoice_status = 'NOT_INVOICED' then o.freight_amount + greatest(o.tax_amount - l.tax, 0) else 0 end) as amount
  from sales_order o cross join lateral (
    select coalesce(sum(round((l.net_amount + l.tax_amount) * (l.quantity - l.cancelled_quantity - l.invoiced_quantity) / l.quantity, 4)), 0) as amount, coalesce(sum(l.tax_amount), 0) as tax
    from sales_order_line l where l.sales_order_id = o.id) l
  where o.status in ('CONFIRMED', 'IN_FULFILMENT') and o.customer_number = any(${customers})
  group by o.customer_number, o.currency)`;

export interface CreditStanding { openBalance: Dec; overdueBalance: Dec; openOrdersNotInvoiced: Dec; creditLimit: Dec | null; creditLeft: Dec | null }
export interface CreditRow { number: string; openBalance: string; overdueBalance: string; openOrdersNotInvoiced: string; creditLimit: string | null }

/** For many customers in one statement. */
export async function creditRows(db: Kysely<DB>, numbers: readonly string[], today: string): Promise<CreditRow[]> {
  const keys = sql`${[...numbers]}::text[]`;
  const found = await sql<CreditRow>`
    select c.number, c.credit_limit, coalesce(b.open_balance, 0) as open_balance, coalesce(b.overdue_balance, 0) as overdue_balance, coalesce(n.amount, 0) as open_orders_not_invoiced
    from customer c
    left join lateral ${balancesOfOneSql(today)} b on true
    left join ${notInvoicedSql(keys)} n on n.customer_number = c.number and n.currency = c.currency
    where c.number = any(${keys})`.execute(db);
  return found.rows;
}
const balancesOfOneSql = (today: string): Sql => sql`(
  select sum(amount) as open_balance, sum(overdue) as overdue_balance from (
    select case kind when 'INVOICE' then open_amount else -open_amount end as amount, case when kind = 'INVOICE' and due_date < ${today}::date then open_amount else 0 end as overdue
    from invoice i where i.customer_number = c.number and i.currency = c.currency and i.status = 'POSTED' and i.open_amount > 0
    union all
    select -unallocated, 0 from customer_payment p where p.customer_number = c.number and p.currency = c.currency and p.unallocated > 0 and p.status = 'POSTED') o)`;

/** What a customer owes and may still order, as this act sees it. Lock the customer first when the answer decides anything. */
export async function creditStanding(db: Kysely<DB>, number: string, today: string): Promise<CreditStanding> {
  const row = (await creditRows(db, [number], today))[0];
  if (!row) throw new Error(`no customer ${number}`);
  return standingOf(row);
}
export function standingOf(row: CreditRow): CreditStanding {
  const openBalance = dec(row.openBalance);
  const openOrdersNotInvoiced = dec(row.openOrdersNotInvoiced);
  const creditLimit = row.creditLimit === null ? null : dec(row.creditLimit);
  return { openBalance, overdueBalance: dec(row.overdueBalance), openOrdersNotInvoiced, creditLimit, creditLeft: creditLimit && creditLimit.minus(openBalance).minus(openOrdersNotInvoiced) };
}
