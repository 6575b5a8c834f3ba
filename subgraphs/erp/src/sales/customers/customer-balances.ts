import { type CalendarDate, type Dec, dec } from "@homefield/kit";
import { type Kysely, type RawBuilder, sql } from "kysely";
import type { DB } from "../../generated/tables.ts";

type Sql = RawBuilder<unknown>;
/*
 * The same sums feed fields, filters, orders and totals, so each is written once. Amounts are in the customer's currency; a document in
 * another currency would not add up and has its own line in the ledger.
 */

/** What is past due less what the customer has paid or been credited and nobody has placed yet: who owes nothing is not overdue. */
const netOverdue = sql`greatest(sum(overdue) + coalesce(sum(amount) filter (where amount < 0), 0), 0)`;

/** Per customer and currency: what is open, and which part of it is past due. */
const balancesSql = (today: CalendarDate): Sql => sql`(
  select customer_number, currency, sum(amount) as open_balance, ${netOverdue} as overdue_balance from (
    select customer_number, currency, case kind when 'INVOICE' then open_amount else -open_amount end as amount,
      case when kind = 'INVOICE' and due_date < ${today}::date then open_amount else 0 end as overdue
    from invoice where status = 'POSTED' and open_amount > 0
    union all
    select customer_number, currency, -unallocated, 0 from customer_payment where unallocated > 0 and status = 'POSTED') o
  group by customer_number, currency)`;

const orderFacts = sql`max(o.order_date) as last_order_date, count(*) filter (where o.status in ('CONFIRMED', 'IN_FULFILMENT'))::int as open_order_count,
  min(o.promised_date) filter (where o.status in ('CONFIRMED', 'IN_FULFILMENT')) as next_promise_date`;
/** Per customer: the latest order, how many are open and the earliest promise among those. */
const orderFactsSql: Sql = sql`(select o.customer_number, ${orderFacts} from sales_order o where o.status <> 'CANCELLED' group by o.customer_number)`;

/** What `customer_figure` holds, for any day. PostgreSQL leaves out a join whose columns nobody reads: a page by name touches customers only. */
export const freshFiguresSql = (today: CalendarDate): Sql => sql`(
  select k.number as customer_number, coalesce(b.open_balance, 0) as open_balance, coalesce(b.overdue_balance, 0) as overdue_balance,
    coalesce(o.open_order_count, 0) as open_order_count, o.last_order_date, o.next_promise_date
  from customer k left join ${balancesSql(today)} b on b.customer_number = k.number and b.currency = k.currency left join ${orderFactsSql} o on o.customer_number = k.number)`;

/** Per customer and currency: confirmed orders as far as no invoice is in the books for them, with tax; freight until the first invoice takes it. */
const notInvoicedSql = (customers: Sql): Sql => sql`(
  select o.customer_number, o.currency, sum(l.amount + case when o.invoice_status = 'NOT_INVOICED' then o.freight_amount + o.freight_tax_amount else 0 end) as amount
  from sales_order o cross join lateral (
    select coalesce(sum(round((l.net_amount + l.tax_amount) * greatest(l.quantity - l.cancelled_quantity - coalesce(b.quantity, 0), 0) / l.quantity, 4)), 0) as amount
    from sales_order_line l left join lateral (
      select sum(case when i.kind = 'INVOICE' then il.quantity when i.bills_again then -il.quantity else 0 end) as quantity
      from invoice_line il join invoice i on i.id = il.invoice_id where il.order_line_id = l.id and i.status = 'POSTED') b on true
    where l.sales_order_id = o.id) l
  where o.status in ('CONFIRMED', 'IN_FULFILMENT') and o.customer_number = any(${customers})
  group by o.customer_number, o.currency)`;

export interface CreditStanding { openBalance: Dec; overdueBalance: Dec; overdueSince: CalendarDate | null; openOrdersNotInvoiced: Dec; creditLimit: Dec | null; creditLeft: Dec | null }
export interface BalanceRow { number: string; openBalance: string; overdueBalance: string; overdueSince: CalendarDate | null }
export interface ExposureRow { number: string; amount: string }
export interface OrderFactsRow { number: string; lastOrderDate: string | null; openOrderCount: number; nextPromiseDate: string | null }

const keys = (numbers: readonly string[]): Sql => sql`${[...numbers]}::text[]`;
/** What many customers owe, in one statement. */
export const balanceRows = async (db: Kysely<DB>, numbers: readonly string[], today: CalendarDate): Promise<BalanceRow[]> => (await sql<BalanceRow>`
  select c.number, coalesce(b.open_balance, 0) as open_balance, coalesce(b.overdue_balance, 0) as overdue_balance, case when b.overdue_balance > 0 then b.oldest_due end as overdue_since
  from customer c left join lateral (
    select sum(amount) as open_balance, ${netOverdue} as overdue_balance, min(due_date) filter (where overdue > 0) as oldest_due from (
      select case kind when 'INVOICE' then open_amount else -open_amount end as amount, case when kind = 'INVOICE' and due_date < ${today}::date then open_amount else 0 end as overdue, due_date
      from invoice i where i.customer_number = c.number and i.currency = c.currency and i.status = 'POSTED' and i.open_amount > 0
      union all
      select -unallocated, 0, null from customer_payment p where p.customer_number = c.number and p.currency = c.currency and p.unallocated > 0 and p.status = 'POSTED') o) b on true
  where c.number = any(${keys(numbers)})`.execute(db)).rows;
/** What many customers have on order and will owe, in one statement. Without such orders a customer is absent. */
export const exposureRows = async (db: Kysely<DB>, numbers: readonly string[]): Promise<ExposureRow[]> => (await sql<ExposureRow>`
  select c.number, n.amount from customer c join ${notInvoicedSql(keys(numbers))} n on n.customer_number = c.number and n.currency = c.currency`.execute(db)).rows;
/** Facts about the orders of many customers, in one statement. Without orders a customer is absent. */
export const orderFactsRows = async (db: Kysely<DB>, numbers: readonly string[]): Promise<OrderFactsRow[]> => (await sql<OrderFactsRow>`
  select o.customer_number as number, ${orderFacts} from sales_order o where o.status <> 'CANCELLED' and o.customer_number = any(${keys(numbers)}) group by o.customer_number`.execute(db)).rows;

/** What a customer owes and may still order, as this act sees it. Lock the customer first when the answer decides anything. */
export async function creditStanding(db: Kysely<DB>, number: string, today: CalendarDate): Promise<CreditStanding> {
  const customer = await db.selectFrom("customer").select("creditLimit").where("number", "=", number).executeTakeFirstOrThrow();
  const [balance] = await balanceRows(db, [number], today);
  const [exposure] = await exposureRows(db, [number]);
  const openBalance = dec(balance!.openBalance);
  const openOrdersNotInvoiced = dec(exposure?.amount ?? "0");
  const creditLimit = customer.creditLimit === null ? null : dec(customer.creditLimit);
  return { openBalance, overdueBalance: dec(balance!.overdueBalance), overdueSince: balance!.overdueSince, openOrdersNotInvoiced, creditLimit, creditLeft: creditLeft(creditLimit, openBalance, openOrdersNotInvoiced) };
}
/** May be negative; null without a limit. */
export const creditLeft = (limit: Dec | null, openBalance: Dec, openOrdersNotInvoiced: Dec): Dec | null => limit && limit.minus(openBalance).minus(openOrdersNotInvoiced);
