import { describe, expect, it } from "vitest";
import { actsOf, contentHash, highestDiscount, netOf, type OfferContent, type OfferedLine, type QuoteState, statusOn, totalOf, usualValidUntil } from "./quotes.rules.ts";

const aLine = (parts: Partial<OfferedLine> = {}): OfferedLine => ({ lineNumber: 1, itemNumber: "BEN-100", quantity: "2", unitPrice: "50.00", discountPercent: "0", netAmount: "100.00", requestedDate: null, note: null, isOption: false, ...parts });
const anOffer = (parts: Partial<OfferContent> = {}): OfferContent =>
  ({ number: "Q-2001", versionNumber: 1, accountId: "a", contactId: null, sellingEntity: "NHDK", currency: "DKK", title: "Terrace", words: null, validUntil: "2026-12-22", totalAmount: "100.00", ...parts });
const aState = (parts: Partial<QuoteState> = {}): QuoteState => ({ status: "DRAFT", hasOfferedLine: true, isNewest: true, askedByCaller: false, handOver: null, ...parts });
const anyone = (): boolean => true;

describe("what an offer comes to", () => {
  it("rounds each line to the minor unit, halves away from zero, and adds the rounded lines", () => {
    const net = (quantity: string, unitPrice: string, discountPercent: string): string => netOf({ quantity, unitPrice, discountPercent }, "DKK").toFixed();
    expect(net("3", "0.35", "50")).toBe("0.53"); // 0.525
    expect(net("24", "612", "8")).toBe("13512.96");
    expect(totalOf([aLine({ netAmount: "0.53" }), aLine({ netAmount: "0.53" })]).toFixed()).toBe("1.06"); // 1.05 if rounded once
  });
  it("knows currencies without a minor unit", () => {
    expect(netOf({ quantity: "1.5", unitPrice: "333", discountPercent: "0" }, "JPY").toFixed()).toBe("500");
  });
  it("leaves options out of the total", () => {
    expect(totalOf([aLine(), aLine({ lineNumber: 2, isOption: true, netAmount: "900.00" })]).toFixed()).toBe("100");
  });
  it("is worth nothing without lines", () => {
    expect([totalOf([]).toFixed(), highestDiscount([]).toFixed()]).toEqual(["0", "0"]);
  });
});

describe("how long an offer stands", () => {
  it("is thirty days unless the seller says otherwise", () => {
    expect(usualValidUntil("2026-11-22")).toBe("2026-12-22");
  });
  it("can be signed on its last day and reads as expired the day after", () => {
    const quote = { status: "SENT", validUntil: "2026-12-22" };
    expect([statusOn(quote, "2026-12-22"), statusOn(quote, "2026-12-23")]).toEqual(["SENT", "EXPIRED"]);
  });
  it("does not matter for what is signed, rejected or still a draft", () => {
    expect(["SIGNED", "REJECTED", "DRAFT"].map((status) => statusOn({ status, validUntil: "2020-01-01" }, "2026-11-22"))).toEqual(["SIGNED", "REJECTED", "DRAFT"]);
  });
});

describe("which acts a quote allows", () => {
  const cases: [string, Partial<QuoteState>, string[]][] = [
    ["an empty draft", { hasOfferedLine: false }, ["EDIT", "REJECT"]],
    ["a draft", {}, ["EDIT", "ASK_APPROVAL", "SEND", "REJECT"]],
    ["one that waits for approval", { status: "IN_APPROVAL" }, ["APPROVE", "REJECT"]],
    ["one the caller asked approval for", { status: "IN_APPROVAL", askedByCaller: true }, ["REJECT"]],
    ["an approved one", { status: "APPROVED" }, ["SEND", "REJECT", "REVISE"]],
    ["a sent one", { status: "SENT" }, ["SIGN", "REJECT", "REVISE"]],
    ["an expired one", { status: "EXPIRED" }, ["REVISE"]],
    ["a rejected one", { status: "REJECTED" }, ["REVISE"]],
    ["a rejected one with a newer version", { status: "REJECTED", isNewest: false }, []],
    ["a superseded one", { status: "SUPERSEDED", isNewest: false }, []],
    ["a signed one", { status: "SIGNED" }, []],
    ["a signed one on its way", { status: "SIGNED", handOver: "WAITING" }, []],
    ["a signed one whose hand-over was called off", { status: "SIGNED", handOver: "CANCELLED" }, ["REVISE"]],
    ["a signed one whose order exists, which the ERP may have called off", { status: "SIGNED", handOver: "DELIVERED" }, ["REVISE"]],
  ];
  it.each(cases)("%s", (_name, state, acts) => {
    expect(actsOf(aState(state), anyone)).toEqual(acts);
  });
  it("offers nobody what their role may not do", () => {
    expect(actsOf(aState({ status: "SENT" }), (permission) => permission === "quote:sign")).toEqual(["SIGN"]);
    expect(actsOf(aState({ status: "IN_APPROVAL" }), (permission) => permission === "quote:edit")).toEqual(["REJECT"]);
  });
});

describe("the hash of what is signed", () => {
  it("is the same for the same content, however numbers are written and lines are sorted", () => {
    const two = [aLine(), aLine({ lineNumber: 2, itemNumber: "LNG-210" })];
    expect(contentHash(anOffer({ totalAmount: "100.0000" }), [{ ...two[1]!, quantity: "2.0000", unitPrice: "50.0000" }, two[0]!])).toBe(contentHash(anOffer(), two));
  });
  it("changes with everything the customer sees", () => {
    const hashes = [
      contentHash(anOffer(), [aLine()]),
      ...(["number", "accountId", "contactId", "sellingEntity", "title", "words", "validUntil"] as const).map((field) => contentHash(anOffer({ [field]: "Q-9" }), [aLine()])),
      contentHash(anOffer({ versionNumber: 2 }), [aLine()]), contentHash(anOffer({ currency: "EUR" }), [aLine()]), contentHash(anOffer({ totalAmount: "100.01" }), [aLine()]),
      ...([["itemNumber", "X"], ["quantity", "3"], ["unitPrice", "50.01"], ["discountPercent", "0.01"], ["netAmount", "99.99"], ["requestedDate", "2026-12-01"], ["note", "blue"], ["isOption", true]] as const).map(([field, value]) => contentHash(anOffer(), [aLine({ [field]: value })])),
      contentHash(anOffer(), [aLine(), aLine({ lineNumber: 2 })]), contentHash(anOffer(), []),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  });
  it("does not let words of one field pass for another's", () => {
    expect(contentHash(anOffer({ title: "a", words: null }), [])).not.toBe(contentHash(anOffer({ title: null, words: "a" }), []));
  });
});
