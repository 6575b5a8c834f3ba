/** Where the document behind a journal entry is looked at; nothing where it has no page. */
export function documentPath(kind: string | null | undefined, number: string | null | undefined): string | undefined {
  if (!number) return undefined;
  if (kind === "INVOICE" || kind === "CREDIT_NOTE") return `/invoices/${number}`;
  if (kind === "SHIPMENT") return `/shipments/${number}`;
  if (kind === "CUSTOMER_PAYMENT") return `/payments/${number}`;
  // An exchange difference is named after what was set against an invoice: a payment or a credit note.
  if (kind === "ALLOCATION") return number.startsWith("CP-") ? `/payments/${number}` : `/invoices/${number}`;
  return undefined;
}
export const KIND_WORDS: Record<string, string> = {
  INVOICE: "Invoice", CREDIT_NOTE: "Credit note", SHIPMENT: "Shipment", CUSTOMER_PAYMENT: "Payment", ALLOCATION: "Allocation", STOCK_MOVE: "Stock move", OPENING: "Opening",
};
export const TYPE_WORDS: Record<string, string> = { ASSET: "Assets", LIABILITY: "Liabilities", EQUITY: "Equity", INCOME: "Income", EXPENSE: "Expenses" };
