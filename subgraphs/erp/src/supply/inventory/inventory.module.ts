/** The only door to stock: what is there, what is held for whom, and what it is worth. */
export { stockMoveList } from "./inventory.list.ts";
export {
  availabilityOf, balanceOf, balancesOfItem, type StockBalanceRow, stockTotalOfItem, type StockTotalRow, unitCostsOf, warehouseByCode, type WarehouseRow,
} from "./inventory.loaders.ts";
export { promiseOn, type PromiseQuestion, type Want } from "./inventory.rules.ts";
export type { StockKey } from "./stock-lock.ts";
export { type Issue, issue, type Receipt, receive, type StockMoveRow } from "./stock-post.ts";
export { type Reach, release, reserve } from "./stock-reserve.ts";
