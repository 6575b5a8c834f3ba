/**
 * Who touches stock locks it first, in one order: balance rows by warehouse and item, then value rows by item. An act locks all it will
 * touch at once, so two acts never wait for each other.
 */
import { type Dec, dec } from "@homefield/kit";
import { sql } from "kysely";
import type { Tx } from "../../context.ts";

export interface StockKey { warehouse: string; item: string }
export interface Balance extends StockKey { onHand: Dec; reserved: Dec; available: Dec }
export interface StockValueOfItem { item: string; quantity: Dec; value: Dec }

export const keyOf = (key: StockKey): string => `${key.warehouse}\n${key.item}`;
/** Each key once, sorted: locks are taken in this order. */
function distinct(keys: readonly StockKey[]): StockKey[] {
  const each = new Map(keys.map((key) => [keyOf(key), key]));
  return [...each.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}

/** Locks balance rows until the transaction ends. A warehouse that never held the item has no row and is absent from the answer. */
export async function lockBalances(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, Balance>> {
  const wanted = distinct(keys);
  if (wanted.length === 0) return new Map();
  // NO KEY UPDATE: reservations that point here need not wait for one another's foreign key check.
  const { rows } = await sql<{ warehouse: string; itemNumber: string; onHand: string; reserved: string }>`
    select b.warehouse, b.item_number, b.on_hand, b.reserved
    from unnest(${wanted.map((k) => k.warehouse)}::text[], ${wanted.map((k) => k.item)}::text[]) as wanted (warehouse, item_number)
    join stock_balance b on b.warehouse = wanted.warehouse and b.item_number = wanted.item_number
    order by b.warehouse collate "C", b.item_number collate "C" for no key update of b`.execute(tx);
  return new Map(rows.map((row) => {
    const balance = { warehouse: row.warehouse, item: row.itemNumber, onHand: dec(row.onHand), reserved: dec(row.reserved), available: dec(row.onHand).minus(row.reserved) };
    return [keyOf(balance), balance];
  }));
}
/** Makes rows that are missing, in the same order. Waits for who is making the same one. */
export async function makeBalances(tx: Tx, keys: readonly StockKey[]): Promise<void> {
  const wanted = distinct(keys);
  if (wanted.length === 0) return;
  await sql`insert into stock_balance (warehouse, item_number)
    select warehouse, item_number from unnest(${wanted.map((k) => k.warehouse)}::text[], ${wanted.map((k) => k.item)}::text[]) as wanted (warehouse, item_number)
    order by warehouse collate "C", item_number collate "C" on conflict do nothing`.execute(tx);
}
/** For goods that come in: the row is there, and locked. */
export async function lockOrMakeBalances(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, Balance>> {
  await makeBalances(tx, keys);
  return lockBalances(tx, keys);
}
/** Locks what an entity's stock of some items is worth; makes rows that are missing. Call after the balances are locked. */
export async function lockValues(tx: Tx, legalEntity: string, items: readonly string[]): Promise<Map<string, StockValueOfItem>> {
  const wanted = [...new Set(items)].sort();
  await sql`insert into stock_value (legal_entity, item_number) select ${legalEntity}, item_number from unnest(${wanted}::text[]) as item_number
    order by item_number collate "C" on conflict do nothing`.execute(tx);
  const { rows } = await sql<{ itemNumber: string; quantity: string; value: string }>`
    select item_number, quantity, value from stock_value where legal_entity = ${legalEntity} and item_number = any(${wanted}::text[])
    order by item_number collate "C" for no key update`.execute(tx);
  return new Map(rows.map((row) => [row.itemNumber, { item: row.itemNumber, quantity: dec(row.quantity), value: dec(row.value) }]));
}
