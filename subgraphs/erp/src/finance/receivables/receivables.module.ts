/** The only door to receivables: what is billed, what came in, and what was set against what. Lists and lookups are in receivables.list.ts. */
export { createInvoiceForOrder } from "./invoice-create.action.ts";
export { postInvoice } from "./invoice-post.action.ts";
export { cancelInvoice } from "./invoice-cancel.action.ts";
export { creditInvoice } from "./invoice-credit.action.ts";
export { recordPayment } from "./customer-payment-record.action.ts";
export { allocatePayment } from "./customer-payment-allocate.action.ts";
export { allocateCreditNote } from "./credit-note-allocate.action.ts";
export { undoAllocation } from "./allocation-undo.action.ts";
export { reversePayment } from "./customer-payment-reverse.action.ts";
