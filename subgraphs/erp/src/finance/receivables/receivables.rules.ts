import { type CalendarDate, Dec, dec, lineAmount, minorUnits, percentOf, refuse, roundTo } from "@homefield/kit";

/** Net and tax of a line, each rounded once. Tax is rounded per line: customers check lines, not totals. */
export interface LineAmounts { net: Dec; tax: Dec }
export function amountsOf(line: { quantity: string | Dec; unitPrice: string | Dec; discountPercent: string | Dec; taxPercent: string | Dec }, currency: string): LineAmounts {
  const net = lineAmount(line.quantity, line.unitPrice, line.discountPercent, currency);
  return { net, tax: percentOf(net, line.taxPercent, currency) };
}

/** What is left of an invoice line after earlier credit notes. */
export interface Creditable {
  lineNumber: number; quantity: Dec; net: Dec; tax: Dec;
  unitPrice: string; discountPercent: string; taxPercent: string;
}
/**
 * Amounts that take back part of a line. Whoever takes the last piece takes the last cent, so that a line credited in parts is credited
 * exactly; a part never takes more than is left.
 */
export function creditAmounts(left: Creditable, quantity: Dec, currency: string): LineAmounts {
  if (quantity.equals(left.quantity)) return { net: left.net, tax: left.tax };
  const part = amountsOf({ ...left, quantity }, currency);
  return { net: Dec.min(part.net, left.net), tax: Dec.min(part.tax, left.tax) };
}

/** A document with something open: an invoice, a credit note, or a payment with what is not allocated. */
export interface OpenItem { open: Dec; openBase: Dec; rate: string }
/** The base amount that goes with part of an open item, at its own rate. The last part takes the residual, so that nothing stays behind in base currency. */
export function baseShare(item: OpenItem, amount: Dec, baseCurrency: string): Dec {
  if (amount.equals(item.open)) return item.openBase;
  return Dec.min(roundTo(amount.times(item.rate), baseCurrency), item.openBase);
}

export interface OpenInvoice extends OpenItem { id: string; number: string; issueDate: CalendarDate; salesOrderId: string | null }
/** An amount set against an invoice, and what it is worth on each side. */
export interface Settlement { invoice: OpenInvoice; amount: Dec; invoiceBase: Dec; sourceBase: Dec }

/** Sets a source against invoices one after the other. Pure: the caller has locked and checked what is passed. */
export function settle(source: OpenItem, parts: readonly { invoice: OpenInvoice; amount: Dec }[], baseCurrency: string): Settlement[] {
  const left = { ...source };
  return parts.map(({ invoice, amount }) => {
    const sourceBase = baseShare(left, amount, baseCurrency);
    left.open = left.open.minus(amount);
    left.openBase = left.openBase.minus(sourceBase);
    return { invoice, amount, invoiceBase: baseShare(invoice, amount, baseCurrency), sourceBase };
  });
}
/** Spreads an amount over invoices in the order given, as far as it goes. */
export function spread(amount: Dec, invoices: readonly OpenInvoice[]): { invoice: OpenInvoice; amount: Dec }[] {
  const parts: { invoice: OpenInvoice; amount: Dec }[] = [];
  let left = amount;
  for (const invoice of invoices) {
    if (!left.greaterThan(0)) break;
    const part = Dec.min(left, invoice.open);
    if (part.greaterThan(0)) parts.push({ invoice, amount: part });
    left = left.minus(part);
  }
  return parts;
}

/** Refuses an amount that is larger than what is open, in words that name both. */
export function assertWithin(amount: Dec, open: Dec, currency: string, what: string, path: string[]): void {
  if (amount.greaterThan(open)) {
    const digits = minorUnits(currency);
    refuse("OVER_ALLOCATION", open.isZero()
      ? `Nothing is open of ${what} any more, so ${amount.toFixed(digits)} ${currency} can't be set against it.`
      : `${amount.toFixed(digits)} ${currency} is more than the ${open.toFixed(digits)} ${currency} open of ${what}. Set at most that against it.`, path);
  }
}
/** Base amount of a document total at the rate of its day. */
export const inBase = (amount: Dec, rate: string | Dec, baseCurrency: string): Dec => roundTo(amount.times(dec(rate)), baseCurrency);
