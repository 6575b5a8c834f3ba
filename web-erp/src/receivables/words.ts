import { isZero } from "@homefield/web-kit";

export const STATUS: Record<string, string> = { DRAFT: "Draft", POSTED: "Open", PARTLY_PAID: "Partly paid", PAID: "Paid", CANCELLED: "Discarded" };
export const KIND: Record<string, string> = { INVOICE: "Invoice", CREDIT_NOTE: "Credit note" };

/** Where a payment stands, in two words. */
export function paymentState(payment: { status?: string | null; amount?: { amount: string } | null; unallocated?: { amount: string } | null }): string {
  if (payment.status === "REVERSED") return "Taken back";
  const { amount, unallocated } = payment;
  if (!amount || !unallocated || isZero(unallocated.amount)) return "Placed";
  return unallocated.amount === amount.amount ? "To place" : "Partly placed";
}
