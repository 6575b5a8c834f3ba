import { type Dec, notFound, plain, positive, refuse } from "@homefield/kit";
import type { ItemRow } from "./item.rows.ts";

/** The item, if it exists and may still be ordered. */
export function assertSellable(items: ReadonlyMap<string, ItemRow>, number: string, path: string[]): ItemRow {
  const item = items.get(number) ?? notFound("item", number, path);
  if (item.status === "DISCONTINUED") refuse("ITEM_DISCONTINUED", `${item.name} (${item.number}) is no longer sold. Choose its successor or take the line off.`, path);
  return item;
}
/** "no decimals", "at most 2 decimals": how finely an item is counted. */
export const finenessOf = (item: Pick<ItemRow, "unitDecimals">): string => (item.unitDecimals === 0 ? "no decimals" : `at most ${item.unitDecimals} decimal${item.unitDecimals === 1 ? "" : "s"}`);

/** A quantity above zero with no more decimals than the item's unit has. */
export const itemQuantity = (item: Counted, quantity: string, path: string[], what = "The quantity"): Dec => assertUnitDecimals(item, positive(quantity, path, what), path, what);

type Counted = Pick<ItemRow, "name" | "unit" | "unitDecimals">;
export function assertUnitDecimals(item: Counted, amount: Dec, path: string[], what: string): Dec {
  if (amount.decimalPlaces() > item.unitDecimals) {
    refuse("TOO_MANY_DECIMALS", `${item.name} is counted in ${item.unit} with ${finenessOf(item)}; ${what.toLowerCase()} is ${plain(amount)}.`, path);
  }
  return amount;
}

const NUMBER = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;
export function assertItemNumber(given: string, path: string[]): string {
  const number = given.trim();
  if (!NUMBER.test(number)) refuse("BAD_NUMBER", `"${number.slice(0, 60)}" can't be an item number. Use 1 to 40 letters, digits, dots, slashes and hyphens.`, path);
  return number;
}
/** A whole number between two bounds. */
export function wholeBetween(value: number, least: number, most: number, path: string[], what: string): number {
  if (value < least || value > most) refuse("OUT_OF_RANGE", `${what} must be between ${least} and ${most}; it is ${value}.`, path);
  return value;
}
