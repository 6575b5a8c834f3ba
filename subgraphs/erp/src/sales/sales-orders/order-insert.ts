import { type CalendarDate, type Dec, nextNumber, percentOf } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { CustomerRow } from "../customers/customers.module.ts";
import { insertLines, type NewLine } from "./order-lines.ts";
import { refreshOrder } from "./order-refresh.ts";

export interface OrderHead {
  customer: CustomerRow;
  orderDate: CalendarDate;
  requestedDate: CalendarDate | null;
  customerReference: string | null;
  freight: Dec;
  tax: { code: string; percent: Dec };
  billingAddress: string | null;
  deliveryAddress: string | null;
  signature?: { id: string; quoteNumber: string };
}
/** Writes a draft order and its lines. The customer is locked. */
export async function insertOrder(tx: Tx, ctx: ErpContext, head: OrderHead, lines: readonly NewLine[]): Promise<{ id: string; number: string }> {
  const { customer } = head;
  const freightTax = head.freight.isZero() ? null : head.tax;
  const order = await tx.insertInto("salesOrder").values({
    number: await nextNumber(tx, "sales_order_number", "SO"), legalEntity: customer.legalEntity, customerNumber: customer.number, currency: customer.currency, orderDate: head.orderDate, requestedDate: head.requestedDate,
    paymentTerms: customer.paymentTerms, billingAddress: head.billingAddress, deliveryAddress: head.deliveryAddress, customerReference: head.customerReference,
    signatureId: head.signature?.id ?? null, quoteNumber: head.signature?.quoteNumber ?? null,
    // Freight is taxed as the goods it carries.
    freightAmount: head.freight.toFixed(), totalAmount: head.freight.toFixed(), freightTaxCode: freightTax?.code ?? null, freightTaxPercent: freightTax?.percent.toFixed() ?? null,
    freightTaxAmount: freightTax ? percentOf(head.freight, freightTax.percent, customer.currency).toFixed() : "0",
    createdAt: ctx.now, createdBy: ctx.caller.name, version: 0,
  }).returning(["id", "number"]).executeTakeFirstOrThrow();
  await insertLines(tx, { id: order.id, lastLineNumber: 0 }, lines);
  await refreshOrder(tx, order.id);
  return order;
}
