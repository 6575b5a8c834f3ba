import { describe, expect, it } from "vitest";
import { logText } from "./sales-orders.log.ts";
import { actsOf, lateReasonOf } from "./sales-orders.rules.ts";

describe("lateReasonOf", () => {
  const line = (parts: object = {}) => ({
    today: "2026-03-16", promisedDate: "2026-03-20", firstPromisedDate: "2026-03-20", requestedDate: null, quantity: "10", reservedQuantity: "10", pickedQuantity: "0", shippedQuantity: "0", cancelledQuantity: "0", isStocked: true, blocks: [] as string[], ...parts,
  });
  it("is silent while all is as promised, before confirmation and after delivery", () => {
    expect(lateReasonOf(line())).toBeNull();
    expect(lateReasonOf(line({ promisedDate: null }))).toBeNull();
    expect(lateReasonOf(line({ promisedDate: "2026-03-01", shippedQuantity: "8", cancelledQuantity: "2" }))).toBeNull();
  });
  it("counts days since a promise that is over", () => {
    expect(lateReasonOf(line({ promisedDate: "2026-03-15", firstPromisedDate: "2026-03-15" }))).toBe("Promised for 2026-03-15, 1 day ago. All is in stock and waits to be shipped.");
    expect(lateReasonOf(line({ promisedDate: "2026-03-06", firstPromisedDate: "2026-03-06", pickedQuantity: "10" }))).toBe("Promised for 2026-03-06, 10 days ago. It is being picked.");
  });
  it("tells of a promise that moved and what is missing", () => {
    expect(lateReasonOf(line({ firstPromisedDate: "2026-03-17", reservedQuantity: "7" }))).toBe("The promise moved from 2026-03-17 to 2026-03-20. 3 of 10 are not in stock.");
  });
  it("tells when it cannot be as early as wanted, but not over a weekend", () => {
    expect(lateReasonOf(line({ requestedDate: "2026-03-18", reservedQuantity: "9" }))).toBe("Wanted for 2026-03-18, promised for 2026-03-20. 1 of 10 is not in stock.");
    expect(lateReasonOf(line({ requestedDate: "2026-03-21", promisedDate: "2026-03-23", firstPromisedDate: "2026-03-23" }))).toBeNull();
  });
  it("blames the block before the stock", () => {
    const late = { promisedDate: "2026-03-15", reservedQuantity: "0" };
    expect(lateReasonOf(line({ ...late, blocks: ["CREDIT", "STOCK"] }))).toContain("The order waits for a credit release.");
    expect(lateReasonOf(line({ ...late, blocks: ["HOLD", "CREDIT"] }))).toContain("The customer is on hold.");
  });
});

describe("actsOf", () => {
  const aLine = (parts: object = {}) => ({ quantity: "10", reservedQuantity: "10", pickedQuantity: "0", shippedQuantity: "0", cancelledQuantity: "0", invoicedQuantity: "0", isStocked: true, ...parts });
  const order = (parts: object = {}) => ({ status: "CONFIRMED", blocks: [] as string[], lines: [aLine()], may: () => true, ...parts });
  it("offers nothing to who may do nothing", () => expect(actsOf(order({ may: () => false }))).toEqual([]));
  it("lets a draft be worked on", () => {
    expect(actsOf(order({ status: "DRAFT", lines: [aLine({ reservedQuantity: "0" })] }))).toEqual(["EDIT_LINES", "CONFIRM", "CANCEL"]);
    expect(actsOf(order({ status: "DRAFT", lines: [] }))).toEqual(["EDIT_LINES", "CANCEL"]);
  });
  it("lets sales people edit lines and nothing else", () => expect(actsOf(order({ status: "DRAFT", may: (p: string) => p === "sales-order-lines:edit" }))).toEqual(["EDIT_LINES"]));
  it("ships what is reserved and not on its way", () => {
    expect(actsOf(order())).toEqual(["SHIP", "CANCEL"]);
    expect(actsOf(order({ lines: [aLine({ pickedQuantity: "10" })] }))).toEqual([]);
    expect(actsOf(order({ lines: [aLine({ reservedQuantity: "0" })], blocks: ["STOCK"] }))).toEqual(["REALLOCATE", "CANCEL"]);
    expect(actsOf(order({ lines: [aLine({ reservedQuantity: "0", isStocked: false })] }))).toEqual(["SHIP", "CANCEL"]);
  });
  it("ships nothing while credit or customer block it", () => {
    expect(actsOf(order({ blocks: ["CREDIT"] }))).toEqual(["RELEASE_CREDIT", "CANCEL"]);
    expect(actsOf(order({ blocks: ["HOLD"] }))).toEqual(["RELEASE_CUSTOMER", "CANCEL"]);
  });
  it("closes short what was partly shipped, and bills it", () => {
    expect(actsOf(order({ status: "IN_FULFILMENT", lines: [aLine({ shippedQuantity: "4", reservedQuantity: "6" })] }))).toEqual(["SHIP", "INVOICE", "CLOSE"]);
  });
  it("offers nothing once all is done", () => expect(actsOf(order({ status: "CLOSED", lines: [aLine({ shippedQuantity: "10", invoicedQuantity: "10", reservedQuantity: "0" })] }))).toEqual([]));
});

describe("sentences", () => {
  it("tell the log in words, and acts of others by their name", () => {
    expect(logText({ act: "salesOrderConfirm", entityKey: "SO-1", changes: { reserved: "5", blocks: ["CREDIT"] } })).toBe("Confirmed; 5 reserved, blocked: credit.");
    expect(logText({ act: "salesOrderLineUpdate", entityKey: "SO-1", changes: { line: 2, quantity: ["1", "3"] } })).toBe("Line 2 changed. Quantity 1 → 3.");
    expect(logText({ act: "invoiceReprint", entityKey: "INV-1", changes: {} })).toBe("Invoice reprint INV-1.");
  });
});
