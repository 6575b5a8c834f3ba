/** Holding stock for order lines, and letting it go. Nothing else changes `reserved`, except goods leaving. */
import { type Dec, dec } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { allot, type Share, type Want } from "./inventory.rules.ts";
import { lockBalances, makeBalances, type StockKey } from "./stock-lock.ts";

/** Where stock may be taken from: any warehouse of an entity that a want allows, any at all, or certain shelves. */
export type Reach = { legalEntity: string; everywhere?: boolean } | { shelves: readonly StockKey[] };

/**
 * Holds as much as is available for each want, in the order given, and answers what each line got. The shelves stay locked until the
 * transaction ends. Pass all an act will ever want at once: they are locked together.
 */
export async function reserve(tx: Tx, ctx: ErpContext, wants: readonly Want[], reach: Reach): Promise<Map<string, Dec>> {
  const shelves = "shelves" in reach ? reach.shelves : await shelvesFor(tx, wants, reach);
  const balances = await lockBalances(tx, shelves);
  const shares = allot(wants, [...balances.values()], "everywhere" in reach && reach.everywhere ? "everywhere" : "fixed");
  await writeReservations(tx, ctx, shares);
  const got = new Map<string, Dec>();
  for (const share of shares) got.set(share.lineId, (got.get(share.lineId) ?? dec(0)).plus(share.quantity));
  return got;
}
/** Who waits for goods and who brings them in must meet at the same row: it is made where nothing ever was. */
async function shelvesFor(tx: Tx, wants: readonly Want[], reach: { legalEntity: string; everywhere?: boolean }): Promise<StockKey[]> {
  const warehouses = await tx.selectFrom("warehouse").select("code").where("legalEntity", "=", reach.legalEntity).execute();
  const shelvesOf = (want: Want, fixed: boolean): StockKey[] => (fixed ? [want.warehouse] : warehouses.map(({ code }) => code)).map((warehouse) => ({ warehouse, item: want.item }));
  await makeBalances(tx, wants.flatMap((want) => shelvesOf(want, want.isFixed)));
  return wants.flatMap((want) => shelvesOf(want, want.isFixed && !reach.everywhere));
}
async function writeReservations(tx: Tx, ctx: ErpContext, held: readonly Share[]): Promise<void> {
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
