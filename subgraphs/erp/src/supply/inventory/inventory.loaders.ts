/** Reading stock: batched, and only what the caller may see. */
import { type Dec, dec, listLoaderOf, loaderOf } from "@homefield/kit";
import { type Kysely, type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { DB, Warehouse } from "../../generated/tables.ts";

export type WarehouseRow = Selectable<Warehouse>;
/** A balance with what it is worth: its share of what the entity's stock of the item is worth. */
export interface StockBalanceRow { warehouse: string; itemNumber: string; legalEntity: string; baseCurrency: string; onHand: string; reserved: string; available: string; value: string }
export interface StockTotalRow { itemNumber: string; onHand: string; available: string }

/** Batched: the warehouse if the caller may see it, else null. */
export const warehouseByCode = (ctx: ErpContext, code: string): Promise<WarehouseRow | null> =>
  loaderOf<DB, WarehouseRow>(ctx, "warehouse", (row) => row.code, (codes) => ctx.db.selectFrom("warehouse").selectAll().where("code", "in", codes).where(inEntities(ctx, sql`legal_entity`)).execute()).load(code);

const balances = (ctx: ErpContext, condition: ReturnType<typeof sql<boolean>>): Promise<StockBalanceRow[]> => sql<StockBalanceRow>`
  select b.warehouse, b.item_number, w.legal_entity, e.base_currency, b.on_hand, b.reserved, b.on_hand - b.reserved as available,
    case when v.quantity > 0 then v.value * b.on_hand / v.quantity else 0 end as value
  from stock_balance b join warehouse w on w.code = b.warehouse join legal_entity e on e.code = w.legal_entity
  left join stock_value v on v.legal_entity = w.legal_entity and v.item_number = b.item_number
  where ${condition} and ${inEntities(ctx, sql`w.legal_entity`)} order by b.warehouse, b.item_number`.execute(ctx.db).then((result) => result.rows);

/** Batched: an item's stock in each warehouse that ever held it. */
export const balancesOfItem = (ctx: ErpContext, item: string): Promise<StockBalanceRow[]> =>
  listLoaderOf<DB, StockBalanceRow>(ctx, "stockOfItem", (row) => row.itemNumber, (items) => balances(ctx, sql<boolean>`b.item_number = any(${[...items]}::text[])`)).load(item);
export const balanceOf = async (ctx: ErpContext, warehouse: string, item: string): Promise<StockBalanceRow | null> =>
  (await balances(ctx, sql<boolean>`b.item_number = ${item} and b.warehouse = ${warehouse}`))[0] ?? null;
/** Batched: on hand and available over all warehouses the caller may see; null for an item no warehouse ever held. */
export const stockTotalOfItem = (ctx: ErpContext, item: string): Promise<StockTotalRow | null> =>
  loaderOf<DB, StockTotalRow>(ctx, "stockTotalOfItem", (row) => row.itemNumber, async (items) => (await sql<StockTotalRow>`
    select b.item_number, sum(b.on_hand) as on_hand, sum(b.on_hand - b.reserved) as available from stock_balance b join warehouse w on w.code = b.warehouse
    where b.item_number = any(${[...items]}::text[]) and ${inEntities(ctx, sql`w.legal_entity`)} group by b.item_number`.execute(ctx.db)).rows).load(item);

/** On hand and not reserved in an entity's warehouses, for many items in one statement. An item that is nowhere is absent: none is available. */
export async function availabilityOf(db: Kysely<DB>, legalEntity: string, items: readonly string[]): Promise<Map<string, Dec>> {
  const { rows } = await sql<{ itemNumber: string; available: string }>`
    select b.item_number, sum(b.on_hand - b.reserved) as available from stock_balance b join warehouse w on w.code = b.warehouse
    where w.legal_entity = ${legalEntity} and b.item_number = any(${[...items]}::text[]) group by b.item_number`.execute(db);
  return new Map(rows.map((row) => [row.itemNumber, dec(row.available)]));
}
/** What one unit is worth at the moving average of an entity, unrounded. An item without stock is absent. */
export async function unitCostsOf(db: Kysely<DB>, legalEntity: string, items: readonly string[]): Promise<Map<string, Dec>> {
  const { rows } = await sql<{ itemNumber: string; quantity: string; value: string }>`
    select item_number, quantity, value from stock_value where legal_entity = ${legalEntity} and item_number = any(${[...items]}::text[]) and quantity > 0`.execute(db);
  return new Map(rows.map((row) => [row.itemNumber, dec(row.value).dividedBy(row.quantity)]));
}
