import { dec } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { type BlockCause, blockReason, creditCauses } from "./order-block-causes.ts";

describe("creditCauses", () => {
  const standing = (parts: object = {}) => ({ openBalance: dec(0), overdueBalance: dec(0), overdueSince: null, openOrdersNotInvoiced: dec(0), creditLimit: dec(1000), ...parts });
  it("are none up to the limit, exactly", () => {
    expect(creditCauses(standing({ openBalance: dec(500), openOrdersNotInvoiced: dec(300) }), dec(200), "DKK")).toEqual([]);
  });
  it("tell by how much the limit is passed, and all it is made of", () => {
    expect(creditCauses(standing({ openBalance: dec(500), openOrdersNotInvoiced: dec(300) }), dec("200.01"), "DKK"))
      .toEqual([{ code: "OVER_CREDIT_LIMIT", currency: "DKK", amount: "0.01", creditLimit: "1000", openBalance: "500", openOrders: "300", orderTotal: "200.01" }]);
  });
  it("tell what is overdue since when, also without a limit", () => {
    expect(creditCauses(standing({ creditLimit: null, openBalance: dec(90), overdueBalance: dec("12.5"), overdueSince: "2026-02-01" }), dec(1), "EUR")).toEqual([{ code: "OVERDUE", currency: "EUR", amount: "12.5", since: "2026-02-01" }]);
  });
  it("may be both", () => {
    expect(creditCauses(standing({ openBalance: dec(1000), overdueBalance: dec(1000), overdueSince: "2026-02-01" }), dec(1), "EUR").map((cause) => cause.code)).toEqual(["OVERDUE", "OVER_CREDIT_LIMIT"]);
  });
  it("know no limit where none is set", () => expect(creditCauses(standing({ creditLimit: null, openBalance: dec(9_000_000) }), dec(1), "DKK")).toEqual([]));
  it("let through what costs nothing", () => expect(creditCauses(standing({ overdueBalance: dec(5), openBalance: dec(5000) }), dec(0), "DKK")).toEqual([]));
});

describe("blockReason", () => {
  const overdue: BlockCause = { code: "OVERDUE", currency: "DKK", amount: "23041.8800", since: "2026-02-01" };
  const overLimit: BlockCause = { code: "OVER_CREDIT_LIMIT", currency: "JPY", amount: "1", creditLimit: "100000", openBalance: "60000", openOrders: "30000", orderTotal: "10001" };
  const short: BlockCause = { code: "STOCK_SHORT", itemNumber: "TBL-100", itemName: "Æbelø table", orderedQuantity: "10.0000", missingQuantity: "3", warehouse: "AARHUS", promisedDate: "2026-04-06" };
  it("groups digits and keeps the currency's own decimals", () => {
    expect(blockReason([overdue, overLimit], true)).toBe("23,041.88 DKK is overdue, the oldest invoice since 2026-02-01. "
      + "Open 60,000 JPY, ordered and not invoiced 30,000 JPY and this order 10,001 JPY make 100,001 JPY: 1 JPY above the limit of 100,000 JPY.");
  });
  it("names no figure of what a customer owes to who may not know it", () => {
    expect(blockReason([overdue, overLimit], false)).toBe("The customer has invoices past their due date. The order goes beyond the customer's credit limit.");
  });
  it("tells what is missing, where it must leave from, and until when", () => {
    expect(blockReason([short], false)).toBe("3 of 10 Æbelø table are missing in AARHUS; promised for 2026-04-06.");
    expect(blockReason([{ ...short, missingQuantity: "1.0", warehouse: null, promisedDate: null }], true)).toBe("1 of 10 Æbelø table is missing.");
  });
  it("repeats why the customer is on hold", () => {
    expect(blockReason([{ code: "CUSTOMER_ON_HOLD", text: "Two cheques bounced" }], false)).toBe("The customer is on hold: Two cheques bounced");
    expect(blockReason([{ code: "CUSTOMER_ON_HOLD", text: null }], false)).toBe("The customer is on hold.");
  });
});
