import { sql } from "kysely";
import type { Tx } from "../../context.ts";

/**
 * Derives what an order says about its lines, shipments, invoices and blocks: totals, promise, delivery and invoice status, where it stands.
 * Every act that changes one of these calls it once, last. The version rises: who edits the order saw an older one.
 */
export const refreshOrder = (tx: Tx, orderId: string): Promise<void> => refreshOrders(tx, [orderId]);

export async function refreshOrders(tx: Tx, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  const ids = sql`${[...new Set(orderIds)]}::uuid[]`;
  // Billed is what is in the books: drafts don't count, credit notes take back what is to be billed again.
  await sql`
    with billed as (
        select il.order_line_id as line_id, sum(case when i.kind = 'INVOICE' then il.quantity when i.bills_again then -il.quantity else 0 end) as quantity
        from invoice_line il join invoice i on i.id = il.invoice_id join sales_order_line l on l.id = il.order_line_id
        where i.status = 'POSTED' and l.sales_order_id = any(${ids}) group by 1),
      lines as (
        select l.sales_order_id, sum(l.net_amount) as net, sum(l.tax_amount) as tax, sum(l.shipped_quantity) as shipped, sum(l.picked_quantity) as picked, sum(coalesce(b.quantity, 0)) as billed,
          bool_and(l.shipped_quantity + l.cancelled_quantity = l.quantity) as nothing_open,
          bool_and(l.delivered_quantity = l.shipped_quantity) as all_arrived,
          bool_and(coalesce(b.quantity, 0) >= l.quantity - l.cancelled_quantity) as all_billed,
          bool_and(coalesce(b.quantity, 0) >= l.shipped_quantity) as shipped_is_billed,
          max(l.promised_date) filter (where l.shipped_quantity + l.cancelled_quantity < l.quantity) as promised
        from sales_order_line l left join billed b on b.line_id = l.id where l.sales_order_id = any(${ids}) group by 1),
      invoices as (
        select sales_order_id, bool_or(status = 'DRAFT' or status = 'POSTED' and kind = 'INVOICE' and open_amount > 0) as unsettled
        from invoice where sales_order_id = any(${ids}) and status <> 'CANCELLED' group by 1)
    update sales_order o set
      net_amount = coalesce(s.net, 0), tax_amount = coalesce(s.tax, 0) + o.freight_tax_amount, total_amount = coalesce(s.net, 0) + coalesce(s.tax, 0) + o.freight_tax_amount + o.freight_amount,
      status = case
        when o.status = 'CANCELLED' then 'CANCELLED'
        when o.confirmed_at is null then 'DRAFT'
        when s.nothing_open and s.shipped_is_billed then 'CLOSED'
        when s.shipped > 0 or s.picked > 0 then 'IN_FULFILMENT'
        else 'CONFIRMED' end,
      delivery_status = case
        when coalesce(s.shipped, 0) = 0 then 'NOT_SHIPPED'
        when not s.nothing_open then 'PARTLY_SHIPPED'
        when s.all_arrived then 'DELIVERED'
        else 'SHIPPED' end,
      invoice_status = case
        when coalesce(s.billed, 0) <= 0 then 'NOT_INVOICED'
        when not s.all_billed then 'PARTLY_INVOICED'
        when s.unsettled then 'INVOICED'
        else 'PAID' end,
      promised_date = case when o.status <> 'CANCELLED' then s.promised end,
      is_blocked = exists (select 1 from sales_order_block b where b.sales_order_id = o.id and b.lifted_at is null),
      version = o.version + 1
    from (select x.id, l.*, coalesce(v.unsettled, false) as unsettled from unnest(${ids}) as x (id) left join lines l on l.sales_order_id = x.id left join invoices v on v.sales_order_id = x.id) s
    where o.id = s.id`.execute(tx);
}
