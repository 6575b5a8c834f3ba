/** What holds orders up. A block is raised once and lifted with a reason; it is never deleted, so that the order can tell its story. */
import { audit } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { type BlockCause, blockReason, holdCause } from "./order-block-causes.ts";
import { refreshOrders } from "./order-refresh.ts";

export type BlockKind = "CREDIT" | "STOCK" | "HOLD";
export interface NewBlock { orderId: string; kind: BlockKind; lineId?: string | null; causes: BlockCause[] }

/** Raises blocks on locked orders; one that already holds gets the new causes and keeps its age. */
export async function raiseBlocks(tx: Tx, ctx: ErpContext, blocks: readonly NewBlock[]): Promise<void> {
  if (blocks.length === 0) return;
  await sql`
    insert into sales_order_block as b (sales_order_id, line_id, kind, reason, causes, since)
    select order_id, line_id, kind, reason, causes, ${ctx.now}::timestamptz
    from unnest(${blocks.map((b) => b.orderId)}::uuid[], ${blocks.map((b) => b.lineId ?? null)}::uuid[], ${blocks.map((b) => b.kind)}::text[], ${blocks.map((b) => blockReason(b.causes, true))}::text[], ${blocks.map((b) => JSON.stringify(b.causes))}::jsonb[]) as n (order_id, line_id, kind, reason, causes)
    on conflict (sales_order_id, kind, coalesce(line_id, '00000000-0000-0000-0000-000000000000')) where lifted_at is null do update set reason = excluded.reason, causes = excluded.causes`.execute(tx);
}
/** Lifts blocks of locked orders and answers how many there were. */
export async function liftBlocks(tx: Tx, ctx: ErpContext, which: { orderIds: readonly string[]; kinds?: readonly BlockKind[]; lineIds?: readonly string[] }, reason: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update sales_order_block set lifted_at = ${ctx.now}::timestamptz, lifted_by = ${ctx.caller.name}, lift_reason = ${reason}
    where lifted_at is null and sales_order_id = any(${[...which.orderIds]}::uuid[])
      and ${which.kinds ? sql`kind = any(${[...which.kinds]}::text[])` : sql`true`} and ${which.lineIds ? sql`line_id = any(${[...which.lineIds]}::uuid[])` : sql`true`}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** The customer, whom the caller has locked, is on hold: its orders with anything left to ship wait. */
export async function raiseHoldBlocks(tx: Tx, ctx: ErpContext, customerNumber: string, reason: string): Promise<void> {
  const orders = await sql<{ id: string; number: string }>`
    select o.id, o.number from sales_order o where o.customer_number = ${customerNumber} and o.status in ('CONFIRMED', 'IN_FULFILMENT')
      and exists (select 1 from sales_order_line l where l.sales_order_id = o.id and l.quantity > l.shipped_quantity + l.cancelled_quantity)
    order by o.id for no key update of o`.execute(tx);
  await raiseBlocks(tx, ctx, orders.rows.map((order) => ({ orderId: order.id, kind: "HOLD", causes: [holdCause(reason)] })));
  await afterwards(tx, ctx, orders.rows, "customerHold", reason);
}
/** The customer, whom the caller has locked, is released: what waited for that may go on. */
export async function liftHoldBlocks(tx: Tx, ctx: ErpContext, customerNumber: string, reason: string): Promise<void> {
  const orders = await sql<{ id: string; number: string }>`
    select o.id, o.number from sales_order o where o.customer_number = ${customerNumber}
      and exists (select 1 from sales_order_block b where b.sales_order_id = o.id and b.kind = 'HOLD' and b.lifted_at is null)
    order by o.id for no key update of o`.execute(tx);
  await liftBlocks(tx, ctx, { orderIds: orders.rows.map((order) => order.id), kinds: ["HOLD"] }, reason);
  await afterwards(tx, ctx, orders.rows, "customerRelease", reason);
}
async function afterwards(tx: Tx, ctx: ErpContext, orders: readonly { id: string; number: string }[], act: string, reason: string): Promise<void> {
  await refreshOrders(tx, orders.map((order) => order.id));
  for (const order of orders) await audit(tx, ctx, { act, entity: "SalesOrder", key: order.number, changes: { reason } });
}
