import { act, audit, dec, type Dec, plain, positive, refuse, sum, text } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { InvoiceCreditLineInput, MutationInvoiceCreditArgs } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertFourEyes } from "../../company/four-eyes/four-eyes.module.ts";
import { creditNoteSource, openInvoice, recordAllocations } from "./allocation-record.ts";
import { bookInvoice } from "./invoice-book.ts";
import { moveInvoiced } from "./invoice-create.action.ts";
import { invoiceById, type InvoiceLineRow, type InvoiceRow } from "./receivables.list.ts";
import { lockInvoice } from "./receivables.locks.ts";
import { creditAmounts, type Creditable, spread } from "./receivables.rules.ts";

interface CreditableLine extends Creditable { line: InvoiceLineRow }

/**
 * Posts a credit note that takes an invoice back, wholly or in part, and sets it against what is open of that invoice. It converts at the
 * invoice's own rate: what is taken back is what was booked.
 */
export async function creditInvoice(ctx: ErpContext, args: MutationInvoiceCreditArgs): Promise<{ invoice: InvoiceRow | null }> {
  const reason = text(args.input.reason, ["input", "reason"], "The reason", 500);
  const billsAgain = args.input.billAgain ?? true;
  const id = await act(ctx, { name: "invoiceCredit", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const { invoice, order } = await lockInvoice(tx, ctx, { number: args.number }, "invoice");
    if (invoice.kind !== "INVOICE") refuse("WRONG_KIND", `${invoice.number} is a credit note itself; only an invoice can be credited.`, ["number"]);
    const wanted = linesWanted(await creditableLines(tx, invoice.id), args.input.lines ?? null, invoice.number!);
    const lines = wanted.map(({ left, quantity }, i) => {
      const amounts = creditAmounts(left, quantity, invoice.currency);
      const { id: creditsLine, invoiceId: _invoiceId, ...billed } = left.line;
      return { ...billed, lineNumber: i + 1, creditsLine, quantity: plain(quantity), netAmount: amounts.net.toFixed(), taxAmount: amounts.tax.toFixed() };
    });
    const net = sum(lines.map((line) => line.netAmount));
    const tax = sum(lines.map((line) => line.taxAmount));
    await assertFourEyes(tx, ctx, {
      legalEntity: invoice.legalEntity, amount: net.plus(tax).times(invoice.exchangeRate), why: `You posted ${invoice.number} yourself`, path: ["number"],
      earlier: [{ acts: ["invoicePost"], entity: "Invoice", key: invoice.number! }],
    });
    const draft = await tx.insertInto("invoice").values({
      kind: "CREDIT_NOTE", creditsInvoice: invoice.id, billsAgain, legalEntity: invoice.legalEntity, customerNumber: invoice.customerNumber, salesOrderId: invoice.salesOrderId,
      currency: invoice.currency, paymentTerms: invoice.paymentTerms, netAmount: net.toFixed(), taxAmount: tax.toFixed(), totalAmount: net.plus(tax).toFixed(),
      billingAddress: invoice.billingAddress, buyerName: invoice.buyerName, buyerVatNumber: invoice.buyerVatNumber, customerReference: invoice.customerReference, reason, createdAt: ctx.now, createdBy: ctx.caller.name,
    }).returningAll().executeTakeFirstOrThrow();
    const draftLines = await tx.insertInto("invoiceLine").values(lines.map((line) => ({ ...line, invoiceId: draft.id }))).returningAll().execute();
    // Dated today, or the invoice's day where that is still to come elsewhere: a credit note never precedes its invoice.
    const issueDate = ctx.today > invoice.issueDate! ? ctx.today : invoice.issueDate!;
    const note = await bookInvoice(tx, ctx, draft, draftLines, { issueDate, dueDate: issueDate, rate: invoice.exchangeRate, path: ["number"] });
    if (billsAgain) await moveInvoiced(tx, note.id, -1);
    const source = creditNoteSource(note);
    await recordAllocations(tx, ctx, source, spread(source.open, [openInvoice(invoice)]), { on: issueDate, path: ["number"] });
    if (order) await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "invoiceCredit", entity: "Invoice", key: note.number!, changes: { credits: invoice.number, total: note.totalAmount, currency: note.currency, billsAgain, reason } });
    return note.id;
  });
  return { invoice: await invoiceById(ctx, id) };
}

/** The lines of a locked invoice with what earlier credit notes left of them. */
async function creditableLines(tx: Tx, invoiceId: string): Promise<CreditableLine[]> {
  const lines = await tx.selectFrom("invoiceLine").selectAll().where("invoiceId", "=", invoiceId).orderBy("lineNumber").execute();
  const credited = await sql<{ id: string; quantity: string; net: string; tax: string }>`
    select c.credits_line as id, sum(c.quantity) as quantity, sum(c.net_amount) as net, sum(c.tax_amount) as tax from invoice_line c join invoice n on n.id = c.invoice_id
    where n.credits_invoice = ${invoiceId}::uuid and n.status = 'POSTED' group by 1`.execute(tx);
  return lines.map((line) => {
    const before = credited.rows.find((row) => row.id === line.id);
    return {
      line, lineNumber: line.lineNumber, unitPrice: line.unitPrice, discountPercent: line.discountPercent, taxPercent: line.taxPercent,
      quantity: dec(line.quantity).minus(before?.quantity ?? 0), net: dec(line.netAmount).minus(before?.net ?? 0), tax: dec(line.taxAmount).minus(before?.tax ?? 0),
    };
  });
}
function linesWanted(lines: readonly CreditableLine[], asked: readonly InvoiceCreditLineInput[] | null, number: string): { left: CreditableLine; quantity: Dec }[] {
  const path = ["input", "lines"];
  if (asked === null) {
    const left = lines.filter((line) => line.quantity.greaterThan(0)).map((line) => ({ left: line, quantity: line.quantity }));
    if (left.length === 0) refuse("NOTHING_TO_CREDIT", `${number} has been credited completely already.`, ["number"]);
    return left;
  }
  if (asked.length === 0) refuse("EMPTY", "Name at least one line, or leave the lines out to credit everything.", path);
  return asked.map((part, i) => {
    const at = [...path, String(i)];
    const left = lines.find((line) => line.lineNumber === part.lineNumber) ?? refuse("NOT_FOUND", `${number} has no line ${part.lineNumber}. Its lines are 1 to ${lines.length}.`, [...at, "lineNumber"]);
    if (asked.findIndex((other) => other.lineNumber === part.lineNumber) < i) refuse("DUPLICATE_LINE", `Line ${part.lineNumber} is named twice. Add the quantities up.`, [...at, "lineNumber"]);
    const quantity = positive(part.quantity, [...at, "quantity"], "The quantity");
    if (quantity.greaterThan(left.quantity)) {
      refuse("OVER_CREDIT", left.quantity.isZero()
        ? `Line ${part.lineNumber} of ${number} has been credited completely already.`
        : `${plain(quantity)} is more than the ${plain(left.quantity)} of line ${part.lineNumber} that were billed and not yet credited. Credit at most that.`, [...at, "quantity"]);
    }
    return { left, quantity };
  });
}
