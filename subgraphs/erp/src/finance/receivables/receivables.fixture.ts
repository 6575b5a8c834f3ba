/** A company that has shipped goods and bills them: the acts of receivables in a few words. */
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import { NOW } from "../../erp.fixture.ts";
import type { AllocationInput, CustomerPaymentRecordInput, InvoiceCreditInput, SalesOrderLineInput } from "../../generated/graphql.ts";
import { anOrderDesk, type OrderDesk } from "../../sales/sales-orders/sales-orders.fixture.ts";
import { salesOrderReleaseCredit } from "../../sales/sales-orders/sales-order-release-credit.action.ts";
import { recordPayment } from "./customer-payment-record.action.ts";
import { createInvoiceForOrder } from "./invoice-create.action.ts";
import { creditInvoice } from "./invoice-credit.action.ts";
import { postInvoice } from "./invoice-post.action.ts";
import type { CustomerPaymentRow, InvoiceRow } from "./receivables.list.ts";

export interface Billing extends OrderDesk {
  /** An order of assembly hours (they need no stock) that has been shipped. */
  shippedOrder(quantity?: string, unitPrice?: string, more?: { customerNumber?: string; freight?: string }, ctx?: ErpContext): Promise<string>;
  drafted(quantity?: string, unitPrice?: string, more?: { customerNumber?: string; freight?: string }, ctx?: ErpContext): Promise<InvoiceRow>;
  /** A posted invoice of quantity × unit price and tax. */
  posted(quantity?: string, unitPrice?: string, more?: { customerNumber?: string; freight?: string }, ctx?: ErpContext): Promise<InvoiceRow & { number: string }>;
  paid(amount: string, more?: Partial<CustomerPaymentRecordInput>, ctx?: ErpContext): Promise<CustomerPaymentRow>;
  credited(number: string, input?: Partial<InvoiceCreditInput>, ctx?: ErpContext): Promise<InvoiceRow & { number: string }>;
  invoice(id: string): Promise<InvoiceRow>;
  payment(number: string): Promise<CustomerPaymentRow>;
  /** Debits and credits of an entry as "code debit 12.50 EUR 1.70 C-1" lines, its currency only where it is not the books'. */
  entry(sourceNumber: string, kind?: string): Promise<string[]>;
  /** How many rows the books hold, to show that a refusal wrote nothing. */
  written(): Promise<Record<string, number>>;
}
export const allocation = (invoice: { number: string | null }, amount: string): AllocationInput => ({ invoiceNumber: invoice.number!, amount });

export async function aBilling(options: { poolSize?: number } = {}): Promise<Billing> {
  const desk = await anOrderDesk(options);
  // Credit limits are another module's business.
  await desk.db.updateTable("customer").set({ creditLimit: null }).execute();
  const line = (quantity: string, unitPrice: string): SalesOrderLineInput => ({ itemNumber: "SRV-ASM", quantity, unitPrice });
  const billing: Billing = {
    ...desk,
    shippedOrder: async (quantity = "1", unitPrice = "1000", more = {}, ctx = desk.at()) => {
      const order = await desk.confirmed([line(quantity, unitPrice)], more, ctx);
      if ((await desk.order(order)).isBlocked) await salesOrderReleaseCredit(ctx, { number: order, reason: "Known to us", idempotencyKey: desk.key() });
      await desk.shipped(order, ctx);
      return order;
    },
    drafted: async (quantity, unitPrice, more, ctx = desk.at()) => (await createInvoiceForOrder(ctx, { salesOrderNumber: await billing.shippedOrder(quantity, unitPrice, more, ctx), idempotencyKey: desk.key() })).invoice!,
    posted: async (quantity, unitPrice, more, ctx = desk.at()) => {
      const draft = await billing.drafted(quantity, unitPrice, more, ctx);
      return (await postInvoice(ctx, { id: draft.id, idempotencyKey: desk.key() })).invoice as InvoiceRow & { number: string };
    },
    paid: async (amount, more = {}, ctx = desk.at()) => (await recordPayment(ctx, { input: { customerNumber: "C-1", currency: "DKK", amount, ...more }, idempotencyKey: desk.key() })).customerPayment!,
    credited: async (number, input = {}, ctx = desk.at()) => (await creditInvoice(ctx, { number, input: { reason: "Damaged", ...input }, idempotencyKey: desk.key() })).invoice as InvoiceRow & { number: string },
    invoice: (id) => desk.db.selectFrom("invoice").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
    payment: (number) => desk.db.selectFrom("customerPayment").selectAll().where("number", "=", number).executeTakeFirstOrThrow(),
    entry: async (sourceNumber, kind) => (await sql<{ line: string }>`
      select concat_ws(' ', a.code, case when l.debit > 0 then 'debit' else 'credit' end, trim_scale(l.debit + l.credit), case when l.currency <> e.base_currency then l.currency || ' ' || trim_scale(l.currency_amount) end, l.customer_number) as line
      from journal_entry j join journal_line l on l.entry_id = j.id join ledger_account a on a.id = l.account_id join legal_entity e on e.code = a.legal_entity
      where j.source_number = ${sourceNumber} and (${kind ?? null}::text is null or j.source_kind = ${kind ?? null}) order by j.chain_number, l.line_number`.execute(desk.db)).rows.map((row) => row.line),
    written: async () => {
      const counts: Record<string, number> = {};
      for (const table of ["invoice", "invoice_line", "customer_payment", "allocation", "journal_entry", "journal_line", "audit_entry"]) counts[table] = await desk.count(table);
      return counts;
    },
  };
  return billing;
}
export const LATER = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
