import { loaderOf } from "@homefield/kit";
import { type Kysely, type Selectable, sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { DB, Item, ItemCategory, Unit } from "../../generated/tables.ts";

/** An item with what is asked of its unit wherever a quantity is given. */
export type ItemRow = Omit<Selectable<Item>, "searchText"> & { unitDecimals: number };
export type ItemCategoryRow = Selectable<ItemCategory>;
export type UnitRow = Selectable<Unit>;

export const itemColumns = sql`i.number, i.name, i.description, i.category, i.unit, i.status, i.is_stocked, i.lead_time_days, i.weight_grams, i.version, i.created_at, u.decimals as unit_decimals`;

export async function itemsByNumbers(db: Kysely<DB>, numbers: readonly string[]): Promise<Map<string, ItemRow>> {
  const rows = await sql<ItemRow>`select ${itemColumns} from item i join unit u on u.code = i.unit where i.number = any(${[...new Set(numbers)]}::text[])`.execute(db);
  return new Map(rows.rows.map((row) => [row.number, row]));
}
/** Batched: the item or null. The catalogue is common to all legal entities. */
export const itemByNumber = (ctx: ErpContext, number: string): Promise<ItemRow | null> =>
  loaderOf<DB, ItemRow>(ctx, "item", (row) => row.number, async (numbers) => [...(await itemsByNumbers(ctx.db, numbers)).values()]).load(number);
/** Batched. */
export const categoryByCode = (ctx: ErpContext, code: string): Promise<ItemCategoryRow | null> =>
  loaderOf<DB, ItemCategoryRow>(ctx, "itemCategory", (row) => row.code, (codes) => ctx.db.selectFrom("itemCategory").selectAll().where("code", "in", codes).execute()).load(code);
/** Batched. */
export const unitByCode = (ctx: ErpContext, code: string): Promise<UnitRow | null> =>
  loaderOf<DB, UnitRow>(ctx, "unit", (row) => row.code, (codes) => ctx.db.selectFrom("unit").selectAll().where("code", "in", codes).execute()).load(code);
