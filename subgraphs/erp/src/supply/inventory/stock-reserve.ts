/** Holding stock for order lines, and letting it go. Nothing else changes `reserved`, except goods leaving. */
import { type Dec, dec, Dec as Decimal } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { keyOf, lockBalances, lockOrMakeBalances } from "./stock-lock.ts";

/** What a line wants held, at most, from one warehouse. */
export interface Want { lineId: string; warehouse: string; item: string; quantity: Dec }

/** Holds as much as is available for a line and answers how much that is. The balance row stays locked until the transaction ends. */
export async function reserve(tx: Tx, ctx: ErpContext, want: Want): Promise<Dec> {
  return (await reserveAll(tx, ctx, [want]))[0] ?? dec(0);
}
/** The same for many, served in the order given. Answers what each got. Pass all an act will ever want at once: they are locked together. */
export async function reserveAll(tx: Tx, ctx: ErpContext, wants: readonly Want[]): Promise<Dec[]> {
  // Also where nothing ever was: who waits for goods and who brings them in must meet at the same row.
  const balances = await lockOrMakeBalances(tx, wants);
  const got = wants.map((want) => {
    const balance = balances.get(keyOf(want));
    const quantity = balance ? Decimal.max(0, Decimal.min(want.quantity, balance.available)) : dec(0);
    if (balance) balance.available = balance.available.minus(quantity);
    return quantity;
  });
  await writeReservations(tx, ctx, wants.flatMap((want, i) => (got[i]?.greaterThan(0) ? [{ ...want, quantity: got[i] }] : [])));
  return got;
}
async function writeReservations(tx: Tx, ctx: ErpContext, held: Want[]): Promise<void> {
  if (held.length === 0) return;
  await sql`
    with held as (select * from unnest(${held.map((h) => h.lineId)}::uuid[], ${held.map((h) => h.warehouse)}::text[], ${held.map((h) => h.item)}::text[], ${held.map((h) => h.quantity.toFixed())}::numeric[])
        as h (line_id, warehouse, item_number, quantity)),
      balance as (update stock_balance b set reserved = b.reserved + h.quantity
        from (select warehouse, item_number, sum(quantity) as quantity from held group by 1, 2) h where b.warehouse = h.warehouse and b.item_number = h.item_number),
      line as (update sales_order_line l set reserved_quantity = l.reserved_quantity + h.quantity from (select line_id, sum(quantity) as quantity from held group by 1) h where l.id = h.line_id)
    insert into reservation as r (line_id, warehouse, item_number, quantity, reserved_at)
    select line_id, warehouse, item_number, sum(quantity), ${ctx.now}::timestamptz from held group by 1, 2, 3
    on conflict (line_id, warehouse) do update set quantity = r.quantity + excluded.quantity`.execute(tx);
}

/** Lets go of all that is held for these lines. Answers what is free again, by warehouse and item. */
export async function release(tx: Tx, lineIds: readonly string[]): Promise<{ warehouse: string; item: string; quantity: Dec }[]> {
  const held = await sql<{ warehouse: string; item: string; quantity: string }>`
    select warehouse, item_number as item, sum(quantity) as quantity from reservation where line_id = any(${lineIds}::uuid[]) group by 1, 2`.execute(tx);
  await lockBalances(tx, held.rows);
  await sql`
    with gone as (delete from reservation where line_id = any(${lineIds}::uuid[]) returning line_id, warehouse, item_number, quantity),
      line as (update sales_order_line l set reserved_quantity = l.reserved_quantity - g.quantity from (select line_id, sum(quantity) as quantity from gone group by 1) g where l.id = g.line_id)
    update stock_balance b set reserved = b.reserved - g.quantity
    from (select warehouse, item_number, sum(quantity) as quantity from gone group by 1, 2) g where b.warehouse = g.warehouse and b.item_number = g.item_number`.execute(tx);
  return held.rows.map((row) => ({ ...row, quantity: dec(row.quantity) }));
}
