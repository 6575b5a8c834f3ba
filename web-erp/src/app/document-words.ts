import type { InvoiceKind, InvoiceStatus, ShipmentStatus } from "../gql/graphql.ts";

export const SHIPMENT_WORDS: Record<ShipmentStatus, string> = { DRAFT: "To pick", PICKED: "Picked", SHIPPED: "On the way", DELIVERED: "Delivered", CANCELLED: "Cancelled" };
export const INVOICE_STATUS_WORDS: Record<InvoiceStatus, string> = { DRAFT: "Draft", POSTED: "Open", PARTLY_PAID: "Partly paid", PAID: "Paid", CANCELLED: "Discarded" };
export const INVOICE_KIND_WORDS: Record<InvoiceKind, string> = { INVOICE: "Invoice", CREDIT_NOTE: "Credit note" };
