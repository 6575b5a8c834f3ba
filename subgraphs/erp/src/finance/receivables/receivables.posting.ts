/** What receivables put in the books, as plain lines. Pure; recordJournal works out sides and drops zeros. */
import { type Dec, dec, sum } from "@homefield/kit";
import type { JournalLineDraft } from "../ledger/ledger.module.ts";
import { inBase } from "./receivables.rules.ts";

export interface Billing {
  customerNumber: string;
  currency: string;
  baseCurrency: string;
  rate: string | Dec;
  total: Dec;
  /** Net of goods and services, net of freight, and the tax of each code. */
  goods: Dec;
  freight: Dec;
  taxes: readonly { code: string; percent: string; amount: Dec }[];
}
/**
 * An invoice: receivables against sales, freight and tax. Each amount is converted and rounded by itself; what that leaves over in base
 * currency goes to rounding differences. A credit note is the same with the sign turned. Nothing at all when it bills free goods.
 */
export function billingLines(kind: "INVOICE" | "CREDIT_NOTE", bill: Billing): JournalLineDraft[] {
  const sign = kind === "INVOICE" ? 1 : -1;
  const base = (amount: Dec): Dec => inBase(amount, bill.rate, bill.baseCurrency);
  const receivable = base(bill.total);
  const counters: { line: JournalLineDraft; amount: Dec }[] = [
    { line: { purpose: "SALES" }, amount: bill.goods },
    { line: { purpose: "SALES_FREIGHT" }, amount: bill.freight },
    ...bill.taxes.map((tax) => ({ line: { purpose: "TAX_PAYABLE" as const, text: `${tax.code} ${dec(tax.percent).toFixed()} %` }, amount: tax.amount })),
  ];
  // An amount too small for base currency has no line of its own; in the document's currency the largest line carries it.
  const kept = counters.filter((counter) => !base(counter.amount).isZero()).sort((a, b) => b.amount.comparedTo(a.amount));
  if (receivable.isZero() || kept.length === 0) return [];
  const carried = bill.total.minus(sum(kept.slice(1).map((counter) => counter.amount)));
  return [
    { purpose: "RECEIVABLES", debit: receivable.times(sign), currency: bill.currency, currencyAmount: bill.total.times(sign), customerNumber: bill.customerNumber },
    ...counters.filter((counter) => kept.includes(counter)).map(({ line, amount }) => (
      { ...line, credit: base(amount).times(sign), currency: bill.currency, currencyAmount: (line === kept[0]!.line ? carried : amount).times(-sign) })),
    { purpose: "ROUNDING", credit: receivable.minus(sum(kept.map((counter) => base(counter.amount)))).times(sign) },
  ];
}
/** Money that came in: bank against receivables. */
export const paymentLines = (payment: { customerNumber: string; currency: string; amount: Dec; baseAmount: Dec }): JournalLineDraft[] => [
  { purpose: "BANK", debit: payment.baseAmount, currency: payment.currency, currencyAmount: payment.amount },
  { purpose: "RECEIVABLES", credit: payment.baseAmount, currency: payment.currency, currencyAmount: payment.amount.negated(), customerNumber: payment.customerNumber },
];
/**
 * An allocation takes the invoice off receivables at its rate and the source at its own. What the source brought more is a gain, what it
 * brought less a loss; between documents of one rate it is a cent of rounding.
 */
export function differenceLines(allocation: { customerNumber: string; invoiceBase: Dec; sourceBase: Dec; isSameRate: boolean }): JournalLineDraft[] {
  const gain = allocation.sourceBase.minus(allocation.invoiceBase);
  return [
    { purpose: "RECEIVABLES", debit: gain, customerNumber: allocation.customerNumber },
    { purpose: allocation.isSameRate ? "ROUNDING" : gain.isNegative() ? "EXCHANGE_LOSS" : "EXCHANGE_GAIN", credit: gain },
  ];
}
