import { describe, expect, it } from "vitest";
import { judge } from "./signed-order.delivery.ts";
import { aboutOf, backOffMs, inWords, reasonCode } from "./signed-orders.rules.ts";

describe("how long a hand-over waits before it is tried again", () => {
  it("doubles up to half a minute, with chance in the lower half", () => {
    expect([1, 2, 3, 6, 7, 8, 500].map((attempts) => backOffMs(attempts, 1))).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
    expect([1, 7].map((attempts) => backOffMs(attempts, 0))).toEqual([250, 15_000]);
  });
});

describe("what the ERP's answer means", () => {
  const accept = (parts: object): Record<string, unknown> => ({ signedOrderAccept: { orderNumber: null, customerNumber: null, userErrors: [], ...parts } });
  it("is accepted with both numbers", () => {
    expect(judge({ status: 200, data: accept({ orderNumber: "SO-1", customerNumber: "C-1" }), errors: [] })).toEqual({ kind: "ACCEPTED", orderNumber: "SO-1", customerNumber: "C-1" });
  });
  it("is refused for good by a user error, with its code and what it points at", () => {
    expect(judge({ status: 200, data: accept({ userErrors: [{ code: "UNKNOWN_ITEM" }] }), errors: [] })).toEqual({ kind: "REFUSED", code: "UNKNOWN_ITEM", path: null });
    expect(judge({ status: 200, data: accept({ userErrors: [{ code: "NOT_FOUND", path: ["input", "lines", "2", "itemNumber"] }] }), errors: [] })).toEqual({ kind: "REFUSED", code: "NOT_FOUND", path: ["input", "lines", "2", "itemNumber"] });
  });
  it.each([
    ["a key the ERP does not know", { status: 401, data: null, errors: [{ code: "UNAUTHENTICATED" }] }, "KEY_NOT_ACCEPTED"],
    ["a permission the key lacks", { status: 200, data: accept({}), errors: [{ code: "FORBIDDEN" }] }, "KEY_NOT_ACCEPTED"],
    ["another version of the schema", { status: 400, data: null, errors: [{ code: "GRAPHQL_VALIDATION_FAILED" }] }, "NOT_UNDERSTOOD"],
    ["a failure inside the ERP", { status: 200, data: null, errors: [{ code: "INTERNAL" }] }, "ERP_FAILED"],
    ["an ERP that is just starting", { status: 503, data: null, errors: [] }, "ERP_FAILED"],
    ["an order without its customer", { status: 200, data: accept({ orderNumber: "SO-1" }), errors: [] }, "BROKEN_ANSWER"],
    ["nothing", { status: 200, data: null, errors: [] }, "BROKEN_ANSWER"],
  ])("is asked again after %s", (_name, answer, why) => {
    expect(judge(answer)).toEqual({ kind: "SILENT", why });
  });
});

describe("what is kept of a refusal", () => {
  it("is a code and our own sentence, never the ERP's words", () => {
    expect(reasonCode("CUSTOMER_ON_HOLD")).toBe("CUSTOMER_ON_HOLD");
    expect(["Aage Hansen, Strandvej 3", "", null, "x".repeat(80), "lower_case"].map(reasonCode)).toEqual(Array(5).fill("REFUSED"));
    expect(inWords("UNKNOWN_ITEM")).toBe("The ERP refused the order: UNKNOWN_ITEM. Have it put right in the ERP and try again, or call it off.");
  });
  it("names what it is about, and whether that can be put right here", () => {
    expect(inWords("UNKNOWN_COUNTRY", aboutOf(["input", "billingAddress", "country"], []))).toBe("The ERP refused the order over the address to bill: UNKNOWN_COUNTRY. Give what it needs and try again, or call it off.");
    expect(inWords("NOT_FOUND", aboutOf(["input", "lines", "1", "itemNumber"], [1, 3]))).toBe("The ERP refused the order over line 3: NOT_FOUND. That was signed and stays: have it put right in the ERP and try again, or call it off and make a new version.");
  });
  it("reads the names of our own fields and nothing else", () => {
    expect([["input", "Aage Hansen"], ["number"], null, "x", ["input"]].map((path) => aboutOf(path, [1]))).toEqual([null, null, null, null, null]);
    expect([["input", "lines"], ["input", "lines", "9"], ["input", "lines", "x"]].map((path) => aboutOf(path, [1]))).toEqual(["its lines", "its lines", "its lines"]);
  });
});
