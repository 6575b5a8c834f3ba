/** Stock that becomes available goes to whoever was promised it first. */
import { type RawBuilder, sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { StockKey } from "../../supply/inventory/inventory.module.ts";
import { lockOrdersById } from "./order-lock.ts";
import { reserveForLines, type WaitingLine } from "./order-promises.ts";
import { refreshOrders } from "./order-refresh.ts";
import { lineColumns, lineFrom } from "./order-rows.ts";

/** Waits for goods on one of these shelves: as its own warehouse, or as any of its entity. */
const waitsForOneOf = (keys: readonly StockKey[]): RawBuilder<boolean> => sql<boolean>`
  exists (select 1 from unnest(${keys.map((k) => k.warehouse)}::text[], ${keys.map((k) => k.item)}::text[]) as shelf (warehouse, item_number) join warehouse w on w.code = shelf.warehouse
    where shelf.item_number = l.item_number and w.legal_entity = o.legal_entity and (w.code = l.warehouse or not l.warehouse_is_fixed))
  and l.item_number = any(${keys.map((k) => k.item)}::text[]) and l.reserved_quantity + l.shipped_quantity + l.cancelled_quantity < l.quantity and o.status in ('CONFIRMED', 'IN_FULFILMENT') and i.is_stocked`;
const waitingOrderIds = async (tx: Tx, keys: readonly StockKey[]): Promise<string[]> =>
  (await sql<{ id: string }>`select distinct o.id from ${lineFrom} where ${waitsForOneOf(keys)}`.execute(tx)).rows.map((row) => row.id);

/** Before stock is touched: locks the orders that wait for it, since orders are locked before stock. */
export async function lockWaitingOrders(tx: Tx, keys: readonly StockKey[]): Promise<void> {
  await lockOrdersById(tx, await waitingOrderIds(tx, keys));
}
/**
 * Reserves what came in for lines that wait for it, oldest promise first, and lifts their blocks. Stock is locked by now, so orders that
 * began to wait meanwhile are tried, not waited for: one that somebody works on this very moment is passed over, and served by its own
 * act or the next receipt. Answers the numbers of the orders that got something.
 */
export async function serveWaitingLines(tx: Tx, ctx: ErpContext, keys: readonly StockKey[]): Promise<string[]> {
  const waiting = await waitingOrderIds(tx, keys);
  if (waiting.length === 0) return [];
  const held = await sql<{ id: string; number: string }>`select o.id, o.number from sales_order o where o.id = any(${waiting}::uuid[]) order by o.id for no key update skip locked`.execute(tx);
  if (held.rows.length === 0) return [];
  // Read again now that they are locked.
  const { rows: lines } = await sql<WaitingLine>`
    select ${lineColumns}, o.requested_date as order_requested_date from ${lineFrom}
    where o.id = any(${held.rows.map((row) => row.id)}::uuid[]) and ${waitsForOneOf(keys)} order by l.promised_date, o.order_date, o.id, l.line_number`.execute(tx);
  const got = await reserveForLines(tx, ctx, lines, { shelves: keys }, "gained");
  const served = new Set(lines.filter((line) => got.get(line.id)?.greaterThan(0)).map((line) => line.salesOrderId));
  await refreshOrders(tx, [...served]);
  return held.rows.filter((row) => served.has(row.id)).map((row) => row.number);
}
