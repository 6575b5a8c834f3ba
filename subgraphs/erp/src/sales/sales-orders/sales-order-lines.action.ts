/** Work on the lines of a draft: from the order desk or, under the same rules, from the CRM. */
import { act, audit, can, checkVersion, dec, notFound, plain, refuse } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationSalesOrderLineAddArgs, MutationSalesOrderLineRemoveArgs, MutationSalesOrderLineUpdateArgs } from "../../generated/graphql.ts";
import { itemQuantity, itemsByNumbers } from "../../supply/items/items.module.ts";
import { type CustomerRow, lockCustomer } from "../customers/customers.module.ts";
import { amountsOf, askPrices, assertLineCount, assertNoExtra, assertRequestedDate, brief, discount, insertLines, linesFromDesk, type OrderFrame, priceOf } from "./order-lines.ts";
import { customerOfOrder, linesOf, lockOrder } from "./order-lock.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";
import { countryOfDelivery, taxOf } from "./sales-order-create.action.ts";
import { stateInWords } from "./sales-orders.rules.ts";

type Answer = Promise<{ salesOrder: SalesOrderRow | null }>;

export async function salesOrderLineAdd(ctx: ErpContext, args: MutationSalesOrderLineAddArgs): Answer {
  await act(ctx, { name: "salesOrderLineAdd", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const { order, customer } = await lockDraft(tx, ctx, args.number, args.expectedVersion);
    assertLineCount((await linesOf(tx, order.id)).length + 1, ["input"]);
    const lines = await linesFromDesk(tx, ctx, await frameOf(tx, ctx, order, customer), [args.input], () => ["input"]);
    await insertLines(tx, order, lines);
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderLineAdd", entity: "SalesOrder", key: order.number, changes: { line: order.lastLineNumber + 1, ...brief(lines)[0] } });
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}

export async function salesOrderLineUpdate(ctx: ErpContext, args: MutationSalesOrderLineUpdateArgs): Answer {
  await act(ctx, { name: "salesOrderLineUpdate" }, async (tx) => {
    const { order, customer } = await lockDraft(tx, ctx, args.number, args.expectedVersion);
    const line = lineNumbered(await linesOf(tx, order.id), args.lineNumber);
    const { input } = args;
    for (const field of ["quantity", "discountPercent"] as const) {
      if (input[field] === null) refuse("EMPTY", `A line always has a ${field === "quantity" ? "quantity" : "discount; give 0 for none"}. Leave it out to keep it.`, ["input", field]);
    }
    if (input.requestedDate) assertRequestedDate(input.requestedDate, ctx.today, ["input", "requestedDate"]);
    const item = (await itemsByNumbers(tx, [line.itemNumber])).get(line.itemNumber) ?? notFound("item", line.itemNumber, ["lineNumber"]);
    const quantity = input.quantity ? itemQuantity(item, input.quantity, ["input", "quantity"]) : dec(line.quantity);
    const discountPercent = input.discountPercent ? discount(input.discountPercent, ["input", "discountPercent"]) : dec(line.discountPercent);
    if (!can(ctx, "sales-order:edit")) assertNoExtra({ agreed: null, discountPercent, byRules: null, allowed: dec(line.discountPercent), path: ["input"] });
    // An agreed price stays; a price from the rules may have steps by quantity and is asked again.
    const asksAgain = !line.priceIsAgreed && !quantity.equals(line.quantity);
    const unitPrice = asksAgain
      ? priceOf((await askPrices(tx, await frameOf(tx, ctx, order, customer), [{ itemNumber: line.itemNumber, quantity: quantity.toFixed() }]))[0], ["input", "quantity"])
      : dec(line.unitPrice);
    const requestedDate = input.requestedDate === undefined ? line.requestedDate : input.requestedDate;
    const amounts = amountsOf({ quantity, unitPrice, discountPercent, taxPercent: line.taxPercent, path: ["input"] }, order.currency);
    await tx.updateTable("salesOrderLine").where("id", "=", line.id).set({
      quantity: quantity.toFixed(), discountPercent: discountPercent.toFixed(), unitPrice: unitPrice.toFixed(), netAmount: amounts.netAmount.toFixed(), taxAmount: amounts.taxAmount.toFixed(), requestedDate,
    }).execute();
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderLineUpdate", entity: "SalesOrder", key: order.number, changes: {
      line: line.lineNumber,
      ...(!quantity.equals(line.quantity) && { quantity: [plain(line.quantity), plain(quantity)] }), ...(!discountPercent.equals(line.discountPercent) && { discountPercent: [plain(line.discountPercent), plain(discountPercent)] }),
      ...(requestedDate !== line.requestedDate && { requestedDate: [line.requestedDate, requestedDate] }),
    } });
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}

export async function salesOrderLineRemove(ctx: ErpContext, args: MutationSalesOrderLineRemoveArgs): Answer {
  await act(ctx, { name: "salesOrderLineRemove" }, async (tx) => {
    const { order } = await lockDraft(tx, ctx, args.number, args.expectedVersion);
    const line = lineNumbered(await linesOf(tx, order.id), args.lineNumber);
    await tx.deleteFrom("salesOrderLine").where("id", "=", line.id).execute();
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderLineRemove", entity: "SalesOrder", key: order.number, changes: { line: line.lineNumber, item: line.itemNumber, quantity: plain(line.quantity) } });
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}

async function lockDraft(tx: Tx, ctx: ErpContext, number: string, expectedVersion: number): Promise<{ order: SalesOrderRow; customer: CustomerRow }> {
  const customer = await lockCustomer(tx, ctx, await customerOfOrder(tx, ctx, number), ["number"]);
  const order = await lockOrder(tx, ctx, number);
  checkVersion(order, expectedVersion, "order");
  if (order.status !== "DRAFT") refuse("WRONG_STATE", `Lines change while an order is a draft; ${number} is ${stateInWords(order.status)}. Cancel what is not wanted and order the rest anew.`, ["number"]);
  return { order, customer };
}
async function frameOf(tx: Tx, ctx: ErpContext, order: SalesOrderRow, customer: CustomerRow): Promise<OrderFrame> {
  const tax = await taxOf(tx, ctx, customer, (await countryOfDelivery(tx, order)) ?? customer.country, ["number"]);
  return { legalEntity: order.legalEntity, currency: order.currency, today: ctx.today, customer, tax };
}
const lineNumbered = (lines: readonly SalesOrderLineRow[], lineNumber: number): SalesOrderLineRow =>
  lines.find((line) => line.lineNumber === lineNumber) ?? notFound("line", String(lineNumber), ["lineNumber"]);
