import { act, audit, dec, Dec, plain, refuse, sum } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationInvoiceCreateArgs } from "../../generated/graphql.ts";
import { defaultAddress, lockCustomer } from "../../sales/customers/customers.module.ts";
import { customerOfOrder, linesOf, lockOrder, refreshOrder, type SalesOrderLineRow, type SalesOrderRow } from "../../sales/sales-orders/sales-orders.module.ts";
import { invoiceById, type InvoiceRow } from "./receivables.list.ts";
import { amountsOf } from "./receivables.rules.ts";

interface Shipped { id: string; orderLineId: string; quantity: string }

/** Drafts an invoice of everything shipped and not yet invoiced on an order. The draft claims its quantities at once: two drafts never bill the same goods. */
export async function createInvoiceForOrder(ctx: ErpContext, args: MutationInvoiceCreateArgs): Promise<{ invoice: InvoiceRow | null }> {
  const path = ["salesOrderNumber"];
  const id = await act(ctx, { name: "invoiceCreate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, await customerOfOrder(tx, ctx, args.salesOrderNumber, path), path);
    const order = await lockOrder(tx, ctx, args.salesOrderNumber, path);
    const shipped = await shippedNotInvoiced(tx, order.id);
    if (shipped.length === 0) refuse("NOTHING_TO_INVOICE", await whyNothing(tx, order), path);
    const lines = draftLines(order, await linesOf(tx, order.id), shipped, await freightLeft(tx, order));
    const net = sum(lines.map((line) => line.netAmount));
    const tax = sum(lines.map((line) => line.taxAmount));
    const billingAddress = order.billingAddress ?? (await defaultAddress(tx, order.customerNumber, "BILLING"))?.id ?? null;
    const { id: invoiceId } = await tx.insertInto("invoice").values({
      legalEntity: order.legalEntity, customerNumber: order.customerNumber, salesOrderId: order.id, currency: order.currency, paymentTerms: order.paymentTerms,
      netAmount: net.toFixed(), taxAmount: tax.toFixed(), totalAmount: net.plus(tax).toFixed(), billingAddress, buyerName: customer.name, buyerVatNumber: customer.vatNumber, customerReference: order.customerReference,
      createdAt: ctx.now, createdBy: ctx.caller.name,
    }).returning("id").executeTakeFirstOrThrow();
    await tx.insertInto("invoiceLine").values(lines.map((line) => ({ invoiceId, ...line }))).execute();
    await moveInvoiced(tx, invoiceId, 1);
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "invoiceCreate", entity: "Invoice", key: invoiceId, changes: { salesOrder: order.number, total: net.plus(tax).toFixed(), currency: order.currency } });
    return invoiceId;
  });
  return { invoice: await invoiceById(ctx, id) };
}

const shippedNotInvoiced = async (tx: Tx, orderId: string): Promise<Shipped[]> => (await sql<Shipped>`
  select sl.id, sl.order_line_id, sl.quantity - sl.invoiced_quantity as quantity from shipment_line sl join shipment s on s.id = sl.shipment_id
  where s.sales_order_id = ${orderId}::uuid and s.status in ('SHIPPED', 'DELIVERED') and sl.quantity > sl.invoiced_quantity order by s.id, sl.id`.execute(tx)).rows;

async function whyNothing(tx: Tx, order: SalesOrderRow): Promise<string> {
  const draft = await tx.selectFrom("invoice").select("id").where("salesOrderId", "=", order.id).where("status", "=", "DRAFT").executeTakeFirst();
  if (draft) return `Everything shipped on ${order.number} already stands on an invoice, one of them a draft. Post or discard that draft.`;
  return order.deliveryStatus === "NOT_SHIPPED"
    ? `Nothing of ${order.number} has been shipped yet. Ship it first: invoices are made from shipments.`
    : `Everything shipped on ${order.number} has been invoiced already.`;
}
/** Freight goes on the first invoice. What a credit note took back to be billed again is open again. */
async function freightLeft(tx: Tx, order: SalesOrderRow): Promise<Dec> {
  if (dec(order.freightAmount).isZero()) return dec(0);
  const billed = await sql<{ amount: string }>`
    select coalesce(sum(case i.kind when 'INVOICE' then l.net_amount else -l.net_amount end), 0) as amount from invoice_line l join invoice i on i.id = l.invoice_id
    where i.sales_order_id = ${order.id}::uuid and l.item_number is null and i.status <> 'CANCELLED' and (i.kind = 'INVOICE' or i.status = 'POSTED' and i.bills_again)`.execute(tx);
  return Dec.max(dec(order.freightAmount).minus(billed.rows[0]!.amount), 0);
}

interface DraftLine {
  lineNumber: number; orderLineId: string | null; shipmentLineId: string | null; itemNumber: string | null; description: string;
  quantity: string; unitPrice: string; discountPercent: string; netAmount: string; taxCode: string; taxPercent: string; taxAmount: string;
}
/** One line per shipped line in the order's order, then freight. */
function draftLines(order: SalesOrderRow, orderLines: readonly SalesOrderLineRow[], shipped: readonly Shipped[], freight: Dec): DraftLine[] {
  const lines = orderLines.flatMap((line) => shipped.filter((part) => part.orderLineId === line.id).map((part): Omit<DraftLine, "lineNumber"> => {
    // Billed whole, a line costs what the order said; in parts, each part is worked out and can be checked by itself.
    const amounts = dec(part.quantity).equals(line.quantity) ? { net: dec(line.netAmount), tax: dec(line.taxAmount) } : amountsOf({ ...line, quantity: part.quantity }, order.currency);
    return {
      orderLineId: line.id, shipmentLineId: part.id, itemNumber: line.itemNumber, description: line.description, quantity: plain(part.quantity),
      unitPrice: line.unitPrice, discountPercent: line.discountPercent, netAmount: amounts.net.toFixed(), taxCode: line.taxCode, taxPercent: line.taxPercent, taxAmount: amounts.tax.toFixed(),
    };
  }));
  if (freight.greaterThan(0)) {
    const amounts = amountsOf({ quantity: "1", unitPrice: freight, discountPercent: "0", taxPercent: order.freightTaxPercent! }, order.currency);
    lines.push({
      orderLineId: null, shipmentLineId: null, itemNumber: null, description: "Freight", quantity: "1", unitPrice: freight.toFixed(), discountPercent: "0",
      netAmount: amounts.net.toFixed(), taxCode: order.freightTaxCode!, taxPercent: order.freightTaxPercent!, taxAmount: amounts.tax.toFixed(),
    });
  }
  return lines.map((line, i) => ({ lineNumber: i + 1, ...line }));
}

/** Adds (1) or takes back (-1) what a document's lines bill, on the lines of the order and of the shipments. */
export async function moveInvoiced(tx: Tx, invoiceId: string, sign: 1 | -1): Promise<void> {
  await sql`update shipment_line s set invoiced_quantity = s.invoiced_quantity + ${sign} * b.quantity
    from (select shipment_line_id as id, sum(quantity) as quantity from invoice_line where invoice_id = ${invoiceId}::uuid and shipment_line_id is not null group by 1) b where s.id = b.id`.execute(tx);
  await sql`update sales_order_line o set invoiced_quantity = o.invoiced_quantity + ${sign} * b.quantity
    from (select order_line_id as id, sum(quantity) as quantity from invoice_line where invoice_id = ${invoiceId}::uuid and order_line_id is not null group by 1) b where o.id = b.id`.execute(tx);
}
