import { type CalendarDate, dec, nextLegalNumber, sum } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import { booksOf, openPeriod, recordJournal } from "../ledger/ledger.module.ts";
import type { InvoiceLineRow, InvoiceRow } from "./receivables.list.ts";
import { billingLines } from "./receivables.posting.ts";
import { inBase } from "./receivables.rules.ts";

/** Puts a locked draft in the books: number, journal and state in one go. The number is drawn last but one, so that its counter is held briefly. */
export async function bookInvoice(tx: Tx, ctx: ErpContext, invoice: InvoiceRow, lines: readonly InvoiceLineRow[], booking: { issueDate: CalendarDate; dueDate: CalendarDate; rate: string; path: string[] }): Promise<InvoiceRow> {
  const { baseCurrency } = await booksOf(tx, invoice.legalEntity);
  const period = await openPeriod(tx, ctx, { legalEntity: invoice.legalEntity, date: booking.issueDate, area: "RECEIVABLES", path: booking.path });
  const kind = invoice.kind as "INVOICE" | "CREDIT_NOTE";
  const total = dec(invoice.totalAmount);
  const taxes = new Map<string, { code: string; percent: string; amount: ReturnType<typeof dec> }>();
  for (const line of lines) {
    const key = `${line.taxCode} ${line.taxPercent}`;
    taxes.set(key, { code: line.taxCode, percent: line.taxPercent, amount: dec(line.taxAmount).plus(taxes.get(key)?.amount ?? 0) });
  }
  const journalLines = billingLines(kind, {
    customerNumber: invoice.customerNumber, currency: invoice.currency, baseCurrency, rate: booking.rate, total,
    goods: sum(lines.filter((line) => line.itemNumber !== null).map((line) => line.netAmount)), freight: sum(lines.filter((line) => line.itemNumber === null).map((line) => line.netAmount)), taxes: [...taxes.values()],
  });
  const number = await nextLegalNumber(tx, { legalEntity: invoice.legalEntity, series: kind === "INVOICE" ? "INV" : "CN", fiscalYear: period.fiscalYear });
  const journal = journalLines.length === 0 ? null : await recordJournal(tx, ctx, {
    legalEntity: invoice.legalEntity, postingDate: booking.issueDate, area: "RECEIVABLES", text: `${kind === "INVOICE" ? "Invoice" : "Credit note"} ${number}`,
    source: { kind, number }, lines: journalLines, path: booking.path,
  });
  const baseTotal = journal ? inBase(total, booking.rate, baseCurrency).toFixed() : "0";
  return tx.updateTable("invoice").set({
    number, status: "POSTED", issueDate: booking.issueDate, dueDate: booking.dueDate, exchangeRate: booking.rate, journalEntryId: journal?.id ?? null,
    openAmount: invoice.totalAmount, baseTotal, openBaseAmount: baseTotal, postedAt: ctx.now, version: invoice.version + 1,
  }).where("id", "=", invoice.id).returningAll().executeTakeFirstOrThrow();
}
