/** The only door to sales orders. It imports no customers, prices or invoices, so that those may enter here. */
export { liftHoldBlocks, raiseHoldBlocks } from "./order-blocks.ts";
export { customerOfOrder, linesOf, lockOrder, lockOrdersById } from "./order-lock.ts";
export { refreshOrder, refreshOrders } from "./order-refresh.ts";
export { linesOfOrder, orderLineById, salesOrderById, salesOrderByNumber, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";
export { lockWaitingOrders, serveWaitingLines } from "./order-waiting.ts";
export { salesOrderList } from "./sales-orders.list.ts";
