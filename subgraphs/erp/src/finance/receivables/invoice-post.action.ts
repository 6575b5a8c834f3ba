import { act, addDays, audit, type CalendarDate, dec, percentOf, refuse, sum } from "@homefield/kit";
import { sql } from "kysely";
import { assertPostingDate, exchangeRateOn } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationInvoicePostArgs } from "../../generated/graphql.ts";
import { paymentTermsOf } from "../../sales/customers/customers.module.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { booksOf } from "../ledger/ledger.module.ts";
import { bookInvoice } from "./invoice-book.ts";
import { invoiceById, type InvoiceLineRow, type InvoiceRow } from "./receivables.list.ts";
import { lockInvoice } from "./receivables.locks.ts";

/** A draft's line with the tax rate of the issue date and the day its goods left. */
interface BilledLine extends InvoiceLineRow { percentThen: string | null; shipmentNumber: string | null; shippedDate: CalendarDate | null }

/** Puts a draft in the books: legal number, receivables against sales and tax, due date by its terms, rate of the issue date. */
export async function postInvoice(ctx: ErpContext, args: MutationInvoicePostArgs): Promise<{ invoice: InvoiceRow | null }> {
  const id = await act(ctx, { name: "invoicePost", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const { invoice, order } = await lockInvoice(tx, ctx, { id: args.id }, "invoice");
    if (invoice.status !== "DRAFT") refuse("WRONG_STATE", invoice.status === "POSTED" ? `This invoice is posted already, as ${invoice.number}.` : "This draft was discarded. Make a new invoice from its order.", ["id"]);
    const issueDate = args.issueDate ?? ctx.today;
    assertPostingDate(ctx, issueDate, ["issueDate"], "The issue date");
    const lines = await billedLines(tx, invoice, issueDate);
    assertNotBeforeShipment(lines, issueDate);
    const { baseCurrency } = await booksOf(tx, invoice.legalEntity);
    const rate = await exchangeRateOn(tx, baseCurrency, invoice.currency, issueDate, ["issueDate"]);
    const terms = await paymentTermsOf(tx, invoice.paymentTerms, ["id"]);
    const draft = await withTaxOfThen(tx, invoice, lines);
    const posted = await bookInvoice(tx, ctx, draft.invoice, draft.lines, { issueDate, dueDate: addDays(issueDate, terms.days), rate: rate.toFixed(), path: ["issueDate"] });
    if (order) await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "invoicePost", entity: "Invoice", key: posted.number!, changes: { status: ["DRAFT", "POSTED"], issueDate, dueDate: posted.dueDate, total: posted.totalAmount, currency: posted.currency } });
    return posted.id;
  });
  return { invoice: await invoiceById(ctx, id) };
}

const billedLines = async (tx: Tx, invoice: InvoiceRow, issueDate: CalendarDate): Promise<BilledLine[]> => (await sql<BilledLine>`
  select l.*, r.percent as percent_then, s.number as shipment_number, s.shipped_date from invoice_line l
  left join lateral (select percent from tax_rate r where r.legal_entity = ${invoice.legalEntity} and r.tax_code = l.tax_code and r.valid_from <= ${issueDate}::date order by r.valid_from desc limit 1) r on true
  left join shipment_line sl on sl.id = l.shipment_line_id left join shipment s on s.id = sl.shipment_id
  where l.invoice_id = ${invoice.id}::uuid order by l.line_number`.execute(tx)).rows;

function assertNotBeforeShipment(lines: readonly BilledLine[], issueDate: CalendarDate): void {
  const later = lines.find((line) => line.shippedDate !== null && issueDate < line.shippedDate);
  if (later) refuse("DATE_BEFORE_SHIPMENT", `Shipment ${later.shipmentNumber} left on ${later.shippedDate}; its invoice can't be dated ${issueDate}. Choose that day or a later one.`, ["issueDate"]);
}

/** The draft with the tax rates of the issue date, in case a rate changed between order and invoice. */
async function withTaxOfThen(tx: Tx, invoice: InvoiceRow, lines: readonly BilledLine[]): Promise<{ invoice: InvoiceRow; lines: readonly InvoiceLineRow[] }> {
  const isChanged = (line: BilledLine): boolean => line.percentThen !== null && !dec(line.percentThen).equals(line.taxPercent);
  if (!lines.some(isChanged)) return { invoice, lines };
  const taxed = lines.map((line) => (isChanged(line) ? { ...line, taxPercent: line.percentThen!, taxAmount: percentOf(line.netAmount, line.percentThen!, invoice.currency).toFixed() } : line));
  for (const line of taxed.filter((_, i) => isChanged(lines[i]!))) await tx.updateTable("invoiceLine").set({ taxPercent: line.taxPercent, taxAmount: line.taxAmount }).where("id", "=", line.id).execute();
  const taxAmount = sum(taxed.map((line) => line.taxAmount));
  const totals = { taxAmount: taxAmount.toFixed(), totalAmount: dec(invoice.netAmount).plus(taxAmount).toFixed() };
  await tx.updateTable("invoice").set(totals).where("id", "=", invoice.id).execute();
  return { invoice: { ...invoice, ...totals }, lines: taxed };
}
