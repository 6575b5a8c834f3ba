/** The only door to the catalogue. */
export { categoryByCode, itemByNumber, type ItemCategoryRow, type ItemRow, itemsByNumbers } from "./item.rows.ts";
export { itemList } from "./items.list.ts";
export { assertSellable, assertUnitDecimals, finenessOf, itemQuantity } from "./items.rules.ts";
