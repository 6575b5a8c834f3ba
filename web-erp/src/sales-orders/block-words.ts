import { formatDay, formatDecimal, formatMoney, type MoneyValue } from "@homefield/web-kit";
import type { OrderBlockCauseCode } from "../gql/graphql.ts";

interface Cause {
  code: OrderBlockCauseCode;
  amount?: MoneyValue | null;
  overdueSince?: string | null;
  creditLimit?: MoneyValue | null;
  openBalance?: MoneyValue | null;
  openOrders?: MoneyValue | null;
  orderTotal?: MoneyValue | null;
  item?: { number: string; name?: string | null } | null;
  orderedQuantity?: string | null;
  missingQuantity?: string | null;
  warehouse?: { name: string } | null;
  promisedDate?: string | null;
  text?: string | null;
}
export interface Block {
  reason: string;
  causes?: readonly Cause[] | null;
}
const amount = (value: MoneyValue): string => formatMoney(value, { withCurrency: true });

/** Why an order waits, written as its reader writes figures and days. Who may not read balances gets the words without amounts. */
export function whyBlocked(block: Block): string {
  const sentences = (block.causes ?? []).map(sentenceOf);
  return sentences.length > 0 && sentences.every((sentence) => sentence !== undefined) ? sentences.join(" ") : block.reason;
}
function sentenceOf(cause: Cause): string | undefined {
  switch (cause.code) {
    case "OVERDUE":
      return cause.amount ? `${amount(cause.amount)} is overdue${cause.overdueSince ? `, the oldest invoice since ${formatDay(cause.overdueSince)}` : ""}.` : undefined;
    case "OVER_CREDIT_LIMIT":
      return cause.amount && cause.creditLimit && cause.openBalance && cause.openOrders && cause.orderTotal
        ? `${amount(cause.amount)} above the limit of ${amount(cause.creditLimit)}: open ${formatMoney(cause.openBalance)}, other orders not yet invoiced ${formatMoney(cause.openOrders)}, this order ${formatMoney(cause.orderTotal)}.`
        : undefined;
    case "STOCK_SHORT": {
      if (!cause.missingQuantity || !cause.orderedQuantity) return undefined;
      const where = cause.warehouse ? ` in ${cause.warehouse.name}` : "";
      const until = cause.promisedDate ? `; promised for ${formatDay(cause.promisedDate)}` : "";
      return `${formatDecimal(cause.missingQuantity)} of ${formatDecimal(cause.orderedQuantity)} ${cause.item?.name ?? ""} missing${where}${until}.`;
    }
    case "CUSTOMER_ON_HOLD":
      return cause.text ? `The customer is on hold: ${cause.text}` : "The customer is on hold.";
  }
}
/** The same in a few words, for a row of a list. */
export function brieflyBlocked(block: Block): string {
  const [cause] = (block.causes ?? []).toSorted((a, b) => Number(a.code === "OVERDUE") - Number(b.code === "OVERDUE"));
  if (cause?.code === "OVER_CREDIT_LIMIT" && cause.amount) return `${formatMoney(cause.amount)} over limit`;
  if (cause?.code === "OVERDUE" && cause.amount) return `${formatMoney(cause.amount)} overdue`;
  if (cause?.code === "STOCK_SHORT" && cause.missingQuantity) return `${formatDecimal(cause.missingQuantity)} short, ${cause.item?.number ?? ""}`;
  if (cause?.code === "CUSTOMER_ON_HOLD" && cause.text) return cause.text;
  return block.reason;
}
