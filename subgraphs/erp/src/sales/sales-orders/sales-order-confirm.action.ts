import { act, audit, checkVersion, dec, plain, refuse, sum } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationSalesOrderConfirmArgs } from "../../generated/graphql.ts";
import { creditStanding, type CustomerRow, lockCustomer } from "../customers/customers.module.ts";
import { creditCauses, holdCause } from "./order-block-causes.ts";
import { type NewBlock, raiseBlocks } from "./order-blocks.ts";
import { customerOfOrder, linesOf, lockOrder } from "./order-lock.ts";
import { reserveForLines } from "./order-promises.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderRow } from "./order-rows.ts";
import { stateInWords } from "./sales-orders.rules.ts";

export async function salesOrderConfirm(ctx: ErpContext, args: MutationSalesOrderConfirmArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  await act(ctx, { name: "salesOrderConfirm", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    // The customer first: two orders confirmed at once must not both fit into the same credit.
    const customer = await lockCustomer(tx, ctx, await customerOfOrder(tx, ctx, args.number), ["number"]);
    const order = await lockOrder(tx, ctx, args.number);
    checkVersion(order, args.expectedVersion, "order");
    await confirmLocked(tx, ctx, order, customer);
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}
/** Confirms a draft whose customer and row are locked: reserves, promises, checks. What stands in the way becomes a block. */
export async function confirmLocked(tx: Tx, ctx: ErpContext, order: SalesOrderRow, customer: CustomerRow): Promise<void> {
  if (order.status !== "DRAFT") refuse("WRONG_STATE", `Only a draft can be confirmed; ${order.number} is ${stateInWords(order.status)}.`, ["number"]);
  const lines = await linesOf(tx, order.id);
  if (lines.length === 0) refuse("NO_LINES", `${order.number} has no lines. Add what is ordered, or cancel it.`, ["number"]);
  const objections = creditCauses(await creditStanding(tx, customer.number, ctx.today), dec(order.totalAmount), order.currency);
  await tx.updateTable("salesOrder").set({ status: "CONFIRMED", confirmedAt: ctx.now }).where("id", "=", order.id).execute();
  const reserved = await reserveForLines(tx, ctx, lines.map((line) => ({ ...line, orderRequestedDate: order.requestedDate })), { legalEntity: order.legalEntity });
  const blocks: NewBlock[] = [];
  if (objections.length > 0) blocks.push({ orderId: order.id, kind: "CREDIT", causes: objections });
  if (customer.isOnHold) blocks.push({ orderId: order.id, kind: "HOLD", causes: [holdCause(customer.holdReason)] });
  await raiseBlocks(tx, ctx, blocks);
  await refreshOrder(tx, order.id);
  await audit(tx, ctx, { act: "salesOrderConfirm", entity: "SalesOrder", key: order.number, changes: { reserved: plain(sum(reserved.values())), ...(blocks.length > 0 && { blocks: blocks.map((block) => block.kind) }) } });
}
