/** The only door to the catalogue. */
import { type Dec, dec, loaderOf, notFound, plain, positive, refuse } from "@homefield/kit";
import { type Kysely, type Selectable, sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { DB, Item } from "../../generated/tables.ts";

/** An item with what is asked of its unit wherever a quantity is given. */
export type ItemRow = Omit<Selectable<Item>, "searchText"> & { unitDecimals: number };

export const itemsByNumbers = async (db: Kysely<DB>, numbers: readonly string[]): Promise<Map<string, ItemRow>> => {
  const rows = await sql<ItemRow>`select i.number, i.name, i.description, i.category, i.unit, i.status, i.is_stocked, i.lead_time_days, i.weight_grams, i.version, i.created_at, u.decimals as unit_decimals
    from item i join unit u on u.code = i.unit where i.number = any(${[...new Set(numbers)]}::text[])`.execute(db);
  return new Map(rows.rows.map((row) => [row.number, row]));
};
/** Batched: the item or null. The catalogue is common to all legal entities. */
export const itemByNumber = (ctx: ErpContext, number: string): Promise<ItemRow | null> =>
  loaderOf<DB, ItemRow>(ctx, "item", (row) => row.number, async (numbers) => [...(await itemsByNumbers(ctx.db, numbers)).values()]).load(number);

/** The item, if it exists and may still be ordered. */
export function assertSellable(items: ReadonlyMap<string, ItemRow>, number: string, path: string[]): ItemRow {
  const item = items.get(number) ?? notFound("item", number, path);
  if (item.status === "DISCONTINUED") refuse("ITEM_DISCONTINUED", `${item.name} (${item.number}) is no longer sold. Choose its successor or take the line off.`, path);
  return item;
}
/** A quantity above zero with no more decimals than the item's unit has. */
export function itemQuantity(item: ItemRow, quantity: string, path: string[], what = "The quantity"): Dec {
  const amount = positive(quantity, path, what);
  if (amount.decimalPlaces() > item.unitDecimals) {
    refuse("TOO_MANY_DECIMALS", `${item.name} is counted in ${item.unit} with ${item.unitDecimals === 0 ? "no" : `at most ${item.unitDecimals}`} decimals; ${what.toLowerCase()} is ${plain(dec(quantity))}.`, path);
  }
  return amount;
}
