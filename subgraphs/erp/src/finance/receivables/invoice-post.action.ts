import { act, addDays, audit, type CalendarDate, dec, percentOf, refuse, sum } from "@homefield/kit";
import { sql } from "kysely";
import { assertPostingDate, exchangeRateOn, legalEntityOf } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationInvoicePostArgs } from "../../generated/graphql.ts";
import { paymentTermsOf } from "../../sales/customers/customers.module.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { bookInvoice } from "./invoice-book.ts";
import { invoiceById, type InvoiceLineRow, type InvoiceRow } from "./receivables.list.ts";
import { lockInvoice } from "./receivables.locks.ts";

/** Puts a draft in the books: legal number, receivables against sales and tax, due date by its terms, rate of the issue date. */
export async function postInvoice(ctx: ErpContext, args: MutationInvoicePostArgs): Promise<{ invoice: InvoiceRow | null }> {
  const id = await act(ctx, { name: "invoicePost", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const { invoice, order } = await lockInvoice(tx, ctx, { id: args.id }, "invoice");
    if (invoice.status !== "DRAFT") refuse("WRONG_STATE", invoice.status === "POSTED" ? `This invoice is posted already, as ${invoice.number}.` : "This draft was discarded. Make a new invoice from its order.", ["id"]);
    const issueDate = args.issueDate ?? ctx.today;
    assertPostingDate(ctx, issueDate, ["issueDate"], "The issue date");
    await assertNotBeforeShipment(tx, invoice.id, issueDate);
    const { baseCurrency } = await legalEntityOf(tx, invoice.legalEntity);
    const rate = await exchangeRateOn(tx, baseCurrency, invoice.currency, issueDate, ["issueDate"]);
    const terms = await paymentTermsOf(tx, invoice.paymentTerms, ["id"]);
    const draft = await withTaxOf(tx, invoice, issueDate);
    const posted = await bookInvoice(tx, ctx, draft.invoice, draft.lines, { issueDate, dueDate: addDays(issueDate, terms.days), rate: rate.toFixed(), path: ["issueDate"] });
    if (order) await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "invoicePost", entity: "Invoice", key: posted.number!, changes: { status: ["DRAFT", "POSTED"], issueDate, dueDate: posted.dueDate, total: posted.totalAmount, currency: posted.currency } });
    return posted.id;
  });
  return { invoice: await invoiceById(ctx, id) };
}

async function assertNotBeforeShipment(tx: Tx, invoiceId: string, issueDate: CalendarDate): Promise<void> {
  const { rows } = await sql<{ number: string; shippedDate: string }>`
    select s.number, s.shipped_date from invoice_line l join shipment_line sl on sl.id = l.shipment_line_id join shipment s on s.id = sl.shipment_id
    where l.invoice_id = ${invoiceId}::uuid order by s.shipped_date desc limit 1`.execute(tx);
  const last = rows[0];
  if (last && issueDate < last.shippedDate) refuse("DATE_BEFORE_SHIPMENT", `Shipment ${last.number} left on ${last.shippedDate}; its invoice can't be dated ${issueDate}. Choose that day or a later one.`, ["issueDate"]);
}

/** The draft's lines with the tax rates of the issue date, in case a rate changed between order and invoice. */
async function withTaxOf(tx: Tx, invoice: InvoiceRow, issueDate: CalendarDate): Promise<{ invoice: InvoiceRow; lines: InvoiceLineRow[] }> {
  const lines = await tx.selectFrom("invoiceLine").selectAll().where("invoiceId", "=", invoice.id).orderBy("lineNumber").execute();
  const rates = await sql<{ taxCode: string; before: string; percent: string }>`
    select l.tax_code, l.tax_percent as before, r.percent from (select distinct tax_code, tax_percent from invoice_line where invoice_id = ${invoice.id}::uuid) l
    cross join lateral (select percent from tax_rate r where r.legal_entity = ${invoice.legalEntity} and r.tax_code = l.tax_code and r.valid_from <= ${issueDate}::date order by r.valid_from desc limit 1) r
    where r.percent <> l.tax_percent`.execute(tx);
  if (rates.rows.length === 0) return { invoice, lines };
  const changed = lines.map((line) => {
    const rate = rates.rows.find((row) => row.taxCode === line.taxCode && row.before === line.taxPercent);
    return rate ? { ...line, taxPercent: rate.percent, taxAmount: percentOf(line.netAmount, rate.percent, invoice.currency).toFixed() } : line;
  });
  for (const line of changed) await tx.updateTable("invoiceLine").set({ taxPercent: line.taxPercent, taxAmount: line.taxAmount }).where("id", "=", line.id).execute();
  const taxAmount = sum(changed.map((line) => line.taxAmount));
  const totals = { taxAmount: taxAmount.toFixed(), totalAmount: dec(invoice.netAmount).plus(taxAmount).toFixed() };
  await tx.updateTable("invoice").set(totals).where("id", "=", invoice.id).execute();
  return { invoice: { ...invoice, ...totals }, lines: changed };
}
