export const STATUS: Record<string, string> = { DRAFT: "Draft", POSTED: "Open", PARTLY_PAID: "Partly paid", PAID: "Paid", CANCELLED: "Discarded" };
export const KIND: Record<string, string> = { INVOICE: "Invoice", CREDIT_NOTE: "Credit note" };
