import { act, audit, checkVersion, dec, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationSalesOrderCancelArgs } from "../../generated/graphql.ts";
import { release } from "../../supply/inventory/inventory.module.ts";
import { liftBlocks } from "./order-blocks.ts";
import { linesOf, lockOrder } from "./order-lock.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";
import { serveWaitingLines } from "./order-waiting.ts";
import { stateInWords } from "./sales-orders.rules.ts";

export async function salesOrderCancel(ctx: ErpContext, args: MutationSalesOrderCancelArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  await act(ctx, { name: "salesOrderCancel", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const reason = text(args.reason, ["reason"], "The reason", 500);
    const order = await lockOrder(tx, ctx, args.number);
    checkVersion(order, args.expectedVersion, "order");
    const lines = await linesOf(tx, order.id);
    await assertCancellable(tx, order, lines);
    const freed = await release(tx, lines.map((line) => line.id));
    await sql`update sales_order_line set cancelled_quantity = quantity - shipped_quantity where sales_order_id = ${order.id}`.execute(tx);
    const hasShipped = lines.some((line) => dec(line.shippedQuantity).greaterThan(0));
    // With something shipped the order stays and closes once that is invoiced.
    await tx.updateTable("salesOrder").set({ cancelReason: reason, ...(!hasShipped && { status: "CANCELLED" }) }).where("id", "=", order.id).execute();
    await liftBlocks(tx, ctx, { orderIds: [order.id] }, `Called off: ${reason}`);
    await refreshOrder(tx, order.id);
    const served = await serveWaitingLines(tx, ctx, freed);
    await audit(tx, ctx, { act: "salesOrderCancel", entity: "SalesOrder", key: order.number, changes: { reason, ...(served.length > 0 && { stockWentTo: served }) } });
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}
async function assertCancellable(tx: Tx, order: SalesOrderRow, lines: readonly SalesOrderLineRow[]): Promise<void> {
  if (order.status === "CANCELLED" || order.status === "CLOSED") refuse("WRONG_STATE", `${order.number} is ${stateInWords(order.status)} already.`, ["number"]);
  const { rows: underway } = await sql<{ number: string }>`select number from shipment where sales_order_id = ${order.id} and status in ('DRAFT', 'PICKED') order by number`.execute(tx);
  if (underway.length > 0) refuse("SHIPMENT_UNDERWAY", `Shipment ${underway.map((row) => row.number).join(", ")} of ${order.number} is being made ready. Ship or cancel it first.`, ["number"]);
  const isOpen = (line: SalesOrderLineRow): boolean => dec(line.quantity).greaterThan(dec(line.shippedQuantity).plus(line.cancelledQuantity));
  if (lines.length > 0 && !lines.some(isOpen)) refuse("WRONG_STATE", `Everything on ${order.number} has been shipped. There is nothing left to call off.`, ["number"]);
}
