import { setFigureLocale } from "@homefield/web-kit";
import { afterEach, describe, expect, it } from "vitest";
import { type Block, brieflyBlocked, whyBlocked } from "./block-words.ts";

const block = (...causes: NonNullable<Block["causes"]>): Block => ({ reason: "The sentence of the API.", causes });
const dkk = (amount: string) => ({ amount, currency: "DKK" });

describe("why an order is blocked", () => {
  afterEach(() => setFigureLocale("en-GB"));
  const overdue = { code: "OVERDUE", amount: dkk("23041.88"), overdueSince: "2025-02-01" } as const;

  it("is written as the reader writes figures", () => {
    setFigureLocale("en-GB");
    expect(whyBlocked(block(overdue))).toContain("23,041.88");
    setFigureLocale("de-DE");
    expect(whyBlocked(block(overdue))).toContain("23.041,88");
  });
  it("names the limit first in a few words: it is what a release decides about", () => {
    setFigureLocale("en-GB");
    const overLimit = { code: "OVER_CREDIT_LIMIT", amount: dkk("100.00"), creditLimit: dkk("1000.00"), openBalance: dkk("600.00"), openOrders: dkk("0.00"), orderTotal: dkk("500.00") } as const;
    expect(brieflyBlocked(block(overdue, overLimit))).toBe("100.00 over limit");
    expect(brieflyBlocked(block(overdue))).toBe("23,041.88 overdue");
  });
  it("falls back on the sentence of the API where amounts are not for this reader, and for blocks older than their causes", () => {
    expect(whyBlocked(block({ code: "OVERDUE", amount: null }))).toBe("The sentence of the API.");
    expect(whyBlocked(block())).toBe("The sentence of the API.");
  });
});
