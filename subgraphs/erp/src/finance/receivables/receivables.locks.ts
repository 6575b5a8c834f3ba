/**
 * Acts on money take turns: customer, then orders, then invoices, then payments, each in the order of their identifiers. What an act needs
 * to find the customer is read before and never changes. NO KEY UPDATE, because a plain FOR UPDATE would also wait for every document that
 * merely points here.
 */
import { isUuid, notFound } from "@homefield/kit";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import { type CustomerRow, lockCustomer } from "../../sales/customers/customers.module.ts";
import { lockOrdersById, type SalesOrderRow } from "../../sales/sales-orders/sales-orders.module.ts";
import type { AllocationRow, CustomerPaymentRow, InvoiceRow } from "./receivables.list.ts";

export interface LockedInvoice { customer: CustomerRow; order: SalesOrderRow | null; invoice: InvoiceRow }

/** Locks an invoice by identifier or legal number with its customer and order. Unknown and not the caller's are refused alike. */
export async function lockInvoice(tx: Tx, ctx: ErpContext, by: { id: string } | { number: string }, noun: string): Promise<LockedInvoice> {
  const [column, key] = "id" in by ? (["id", by.id] as const) : (["number", by.number] as const);
  const head = column === "id" && !isUuid(key) ? undefined
    : await tx.selectFrom("invoice").select(["id", "legalEntity", "customerNumber", "salesOrderId"]).where(column, "=", key).executeTakeFirst();
  assertSees(ctx, head?.legalEntity, noun, key, [column]);
  if (!head) return notFound(noun, key, [column]);
  const customer = await lockCustomer(tx, ctx, head.customerNumber, [column]);
  const [order = null] = head.salesOrderId ? await lockOrdersById(tx, [head.salesOrderId]) : [];
  const [invoice] = await lockInvoicesById(tx, [head.id]);
  return { customer, order, invoice: invoice! };
}
export const lockInvoicesById = (tx: Tx, ids: readonly string[]): Promise<InvoiceRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.selectFrom("invoice").selectAll().where("id", "in", [...new Set(ids)]).orderBy("id").forNoKeyUpdate().execute();
export const lockPaymentById = (tx: Tx, id: string): Promise<CustomerPaymentRow> =>
  tx.selectFrom("customerPayment").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirstOrThrow();

/** Whose payment it is, before anything is locked. */
export async function headOfPayment(tx: Tx, ctx: ErpContext, number: string, path: string[] = ["number"]): Promise<{ id: string; customerNumber: string; legalEntity: string; currency: string }> {
  const head = await tx.selectFrom("customerPayment").select(["id", "legalEntity", "customerNumber", "currency"]).where("number", "=", number).executeTakeFirst();
  assertSees(ctx, head?.legalEntity, "payment", number, path);
  return head ?? notFound("payment", number, path);
}
/** An allocation that still counts, with its customer, before anything is locked. */
export async function headOfAllocation(tx: Tx, ctx: ErpContext, id: string): Promise<AllocationRow & { customerNumber: string }> {
  const head = !isUuid(id) ? undefined
    : await tx.selectFrom("allocation as a").innerJoin("invoice as i", "i.id", "a.invoiceId").selectAll("a").select(["i.legalEntity", "i.customerNumber"]).where("a.id", "=", id).executeTakeFirst();
  assertSees(ctx, head?.legalEntity, "allocation", id, ["id"]);
  return head ?? notFound("allocation", id, ["id"]);
}
