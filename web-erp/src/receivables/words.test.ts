import { describe, expect, it } from "vitest";
import { invoiceState, paymentState } from "./words.ts";

const of = (amount: string, unallocated: string, status = "POSTED") => ({ status, amount: { amount }, unallocated: { amount: unallocated } });

describe("where a payment stands", () => {
  it("is told by what is left of it", () => expect([of("100.00", "100.00"), of("100.00", "40.00"), of("100.00", "0.00")].map(paymentState)).toEqual(["To place", "Partly placed", "Placed"]));
  it("is over once it was taken back", () => expect(paymentState(of("100.00", "0.00", "REVERSED"))).toBe("Taken back"));
});
describe("where an invoice or credit note stands", () => {
  it("is paid for the one and placed for the other", () => {
    expect(["POSTED", "PARTLY_PAID", "PAID"].map((status) => invoiceState({ kind: "INVOICE", status }))).toEqual(["Open", "Partly paid", "Paid"]);
    expect(["POSTED", "PARTLY_PAID", "PAID"].map((status) => invoiceState({ kind: "CREDIT_NOTE", status }))).toEqual(["To place", "Partly placed", "Placed"]);
  });
});
