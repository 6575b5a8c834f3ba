import { setFigureLocale } from "@homefield/web-kit";
import { afterEach, describe, expect, it } from "vitest";
import { brieflyBlocked, whyBlocked } from "./block-words.ts";
import type { OrderBlockRow } from "./order-words.tsx";

type Cause = OrderBlockRow["causes"][number];
const cause = (parts: Partial<Cause> & Pick<Cause, "code">): Cause => ({ ...parts });
const block = (...causes: Cause[]): OrderBlockRow => ({ id: "1", kind: "CREDIT", reason: "The sentence of the API.", since: "2026-03-16T09:00:00Z", liftedBy: "RELEASE_CREDIT", causes });
const dkk = (amount: string) => ({ amount, currency: "DKK" });

describe("why an order is blocked", () => {
  afterEach(() => setFigureLocale("en-GB"));
  const overdue = cause({ code: "OVERDUE", amount: dkk("23041.88"), overdueSince: "2025-02-01" });

  it("is written as the reader writes figures", () => {
    setFigureLocale("en-GB");
    expect(whyBlocked(block(overdue))).toContain("23,041.88");
    setFigureLocale("de-DE");
    expect(whyBlocked(block(overdue))).toContain("23.041,88");
  });
  it("names the limit first in a few words: it is what a release decides about", () => {
    setFigureLocale("en-GB");
    const overLimit = cause({ code: "OVER_CREDIT_LIMIT", amount: dkk("100.00"), creditLimit: dkk("1000.00"), openBalance: dkk("600.00"), openOrders: dkk("0.00"), orderTotal: dkk("500.00") });
    expect(brieflyBlocked(block(overdue, overLimit))).toBe("100.00 over limit");
    expect(brieflyBlocked(block(overdue))).toBe("23,041.88 overdue");
  });
  it("falls back on the sentence of the API where amounts are not for this reader, and for blocks older than their causes", () => {
    expect(whyBlocked(block(cause({ code: "OVERDUE", amount: null })))).toBe("The sentence of the API.");
    expect(whyBlocked(block())).toBe("The sentence of the API.");
  });
});
