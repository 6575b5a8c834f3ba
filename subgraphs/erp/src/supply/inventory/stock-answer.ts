/** What the acts on stock ask first and answer last. */
import { type Dec, LARGEST, notFound, plain, refuse } from "@homefield/kit";
import { sees, type ErpContext, type Tx } from "../../context.ts";
import { type ItemRow, itemsByNumbers } from "../items/items.module.ts";
import { balanceOf, type StockBalanceRow, type WarehouseRow } from "./inventory.loaders.ts";
import type { StockMoveRow } from "./stock-post.ts";

export interface StockAnswer { stock: StockBalanceRow | null; moves: StockMoveRow[] }
export async function stockAnswer(ctx: ErpContext, warehouse: string, item: string, moveIds: readonly string[]): Promise<StockAnswer> {
  const moves = moveIds.length === 0 ? [] : await ctx.db.selectFrom("stockMove").selectAll().where("id", "in", [...moveIds]).orderBy("id").execute();
  return { stock: await balanceOf(ctx, warehouse, item), moves };
}
/** The warehouse, if the caller may see it. */
export async function warehouseOf(tx: Tx, ctx: ErpContext, code: string, path: string[]): Promise<WarehouseRow> {
  const warehouse = await tx.selectFrom("warehouse").selectAll().where("code", "=", code).executeTakeFirst();
  return warehouse && sees(ctx, warehouse.legalEntity) ? warehouse : notFound("warehouse", code, path);
}
/** The item, if it is kept in stock at all. */
export async function stockedItem(tx: Tx, number: string, path: string[]): Promise<ItemRow> {
  const item = (await itemsByNumbers(tx, [number])).get(number) ?? notFound("item", number, path);
  if (!item.isStocked) refuse("NOT_STOCKED", `${item.name} is a service: there is no stock of it. Choose an item that is kept in stock.`, path);
  return item;
}
export function assertSensibleValue(value: Dec, path: string[]): void {
  if (value.greaterThan(LARGEST)) refuse("TOO_LARGE", `Quantity and cost come to more than ${plain(LARGEST)}. Check both for a typing error.`, path);
}
