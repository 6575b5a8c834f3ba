import { isZero } from "@homefield/web-kit";

export const STATUS: Record<string, string> = { DRAFT: "Draft", POSTED: "Open", PARTLY_PAID: "Partly paid", PAID: "Paid", CANCELLED: "Discarded" };
export const KIND: Record<string, string> = { INVOICE: "Invoice", CREDIT_NOTE: "Credit note" };
const NOTE_STATUS: Record<string, string> = { ...STATUS, POSTED: "To place", PARTLY_PAID: "Partly placed", PAID: "Placed" };
/** Where an invoice or credit note stands: a credit note is placed, not paid. */
export const invoiceState = ({ kind, status }: { kind?: string | null; status?: string | null }): string => (kind === "CREDIT_NOTE" ? NOTE_STATUS : STATUS)[status ?? ""] ?? "";

/** Where a payment stands, in two words. */
export function paymentState(payment: { status?: string | null; amount?: { amount: string } | null; unallocated?: { amount: string } | null }): string {
  if (payment.status === "REVERSED") return "Taken back";
  const { amount, unallocated } = payment;
  if (!amount || !unallocated || isZero(unallocated.amount)) return "Placed";
  return unallocated.amount === amount.amount ? "To place" : "Partly placed";
}
