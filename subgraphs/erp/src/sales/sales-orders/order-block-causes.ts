/** Why an order waits: facts, from which each screen writes a sentence in its reader's language, and the plain sentence for everybody else. */
import { type CalendarDate, type Dec, dec, plain } from "@homefield/kit";
import { printedAmount } from "@homefield/kit/pdf";

export type BlockCause =
  | { code: "OVERDUE"; currency: string; amount: string; since: CalendarDate | null }
  | { code: "OVER_CREDIT_LIMIT"; currency: string; amount: string; creditLimit: string; openBalance: string; openOrders: string; orderTotal: string }
  | { code: "STOCK_SHORT"; itemNumber: string; itemName: string; orderedQuantity: string; missingQuantity: string; warehouse: string | null; promisedDate: CalendarDate | null }
  | { code: "CUSTOMER_ON_HOLD"; text: string | null };

export interface CreditFigures { openBalance: Dec; overdueBalance: Dec; overdueSince: CalendarDate | null; openOrdersNotInvoiced: Dec; creditLimit: Dec | null }

/** Why an order needs a credit release, with the figures behind it; empty when it does not. */
export function creditCauses(standing: CreditFigures, orderTotal: Dec, currency: string): BlockCause[] {
  if (orderTotal.isZero()) return [];
  const causes: BlockCause[] = [];
  if (standing.overdueBalance.greaterThan(0)) causes.push({ code: "OVERDUE", currency, amount: standing.overdueBalance.toFixed(), since: standing.overdueSince });
  const exposure = standing.openBalance.plus(standing.openOrdersNotInvoiced).plus(orderTotal);
  if (standing.creditLimit?.lessThan(exposure)) {
    causes.push({
      code: "OVER_CREDIT_LIMIT", currency, amount: exposure.minus(standing.creditLimit).toFixed(), creditLimit: standing.creditLimit.toFixed(),
      openBalance: standing.openBalance.toFixed(), openOrders: standing.openOrdersNotInvoiced.toFixed(), orderTotal: orderTotal.toFixed(),
    });
  }
  return causes;
}
export const holdCause = (reason: string | null): BlockCause => ({ code: "CUSTOMER_ON_HOLD", text: reason });

/** A block in one sentence per cause. Without `figures` it tells what is wrong, not how much: not everybody may know what a customer owes. */
export const blockReason = (causes: readonly BlockCause[], figures: boolean): string => causes.map((cause) => sentenceOf(cause, figures)).join(" ");

function sentenceOf(cause: BlockCause, figures: boolean): string {
  switch (cause.code) {
    case "OVERDUE": {
      if (!figures) return "The customer has invoices past their due date.";
      return `${amount(cause.amount, cause.currency)} is overdue${cause.since ? `, the oldest invoice since ${cause.since}` : ""}.`;
    }
    case "OVER_CREDIT_LIMIT": {
      if (!figures) return "The order goes beyond the customer's credit limit.";
      const of = (value: string): string => amount(value, cause.currency);
      const exposure = dec(cause.openBalance).plus(cause.openOrders).plus(cause.orderTotal).toFixed();
      return `Open ${of(cause.openBalance)}, ordered and not invoiced ${of(cause.openOrders)} and this order ${of(cause.orderTotal)} make ${of(exposure)}: ${of(cause.amount)} above the limit of ${of(cause.creditLimit)}.`;
    }
    case "STOCK_SHORT": {
      const where = cause.warehouse ? ` in ${cause.warehouse}` : "";
      const promise = cause.promisedDate ? `; promised for ${cause.promisedDate}` : "";
      return `${plain(cause.missingQuantity)} of ${plain(cause.orderedQuantity)} ${cause.itemName} ${dec(cause.missingQuantity).equals(1) ? "is" : "are"} missing${where}${promise}.`;
    }
    case "CUSTOMER_ON_HOLD":
      return cause.text ? `The customer is on hold: ${cause.text}` : "The customer is on hold.";
  }
}
const amount = (value: string, currency: string): string => `${printedAmount(value, currency)} ${currency}`;
