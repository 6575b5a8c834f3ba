import { describe, expect, it } from "vitest";
import { marginOf, overtakenLines, percentOf, quoteMargin, reductionPercent } from "./price-apart.ts";
import type { QuoteLine } from "./quote-words.tsx";
import type { PriceAnswer } from "./use-quote-prices.ts";

const dkk = (amount: string) => ({ amount, currency: "DKK" });
const aLine = (lineNumber: number, quantity: string, net: string, isOption = false) => ({ id: String(lineNumber), lineNumber, quantity, netAmount: dkk(net), isOption }) as QuoteLine;
const anAnswer = (total: string | null, cost: { amount: string; currency: string } | null = null) => ({ lineTotal: total === null ? null : dkk(total), unitCost: cost }) as PriceAnswer;

describe("what part is of a whole", () => {
  it("is exact, with one decimal, halves away from zero", () => {
    expect([percentOf("1", "3"), percentOf("2", "3"), percentOf("-1.25", "1000"), percentOf("123456789012345.67", "123456789012345.67")]).toEqual(["33.3", "66.7", "-0.1", "100.0"]);
  });
  it("is nothing of nothing", () => {
    expect(percentOf("1", "0.00")).toBeUndefined();
  });
});

describe("how far a line is below the ERP's price", () => {
  it("counts price and discount together", () => {
    expect([reductionPercent(aLine(1, "2", "1992.00"), anAnswer("2400.00")), reductionPercent(aLine(1, "1", "110"), anAnswer("100"))]).toEqual(["17.0", "-10.0"]);
  });
  it("is not known without a price", () => {
    expect([reductionPercent(aLine(1, "1", "5"), anAnswer(null)), reductionPercent(aLine(1, "1", "5"), undefined)]).toEqual([undefined, undefined]);
  });
});

describe("the margin", () => {
  it("is what a line leaves after its cost", () => {
    expect(marginOf(aLine(1, "2.5", "100.00"), anAnswer("100", dkk("30.10")))).toEqual({ amount: "24.7500", percent: "24.8" });
  });
  it("may be a loss", () => {
    expect(marginOf(aLine(1, "1", "100.00"), anAnswer("100", dkk("130.00")))).toEqual({ amount: "-30.0000", percent: "-30.0" });
  });
  it("is not known without a cost, or in another currency", () => {
    expect([marginOf(aLine(1, "1", "100"), anAnswer("100")), marginOf(aLine(1, "1", "100"), anAnswer("100", { amount: "1", currency: "EUR" }))]).toEqual([undefined, undefined]);
  });
  it("of a quote is that of the lines with a cost, and leaves options out", () => {
    const lines = [aLine(1, "1", "100.00"), aLine(2, "1", "50.00"), aLine(3, "1", "900.00", true)];
    expect(quoteMargin(lines, (line) => anAnswer("1", line.lineNumber === 2 ? null : dkk("60.00")))).toEqual({ amount: "40.0000", percent: "40.0", unknown: [2] });
    expect(quoteMargin(lines, () => anAnswer("1"))).toBeUndefined();
  });
});

describe("an offer that the ERP's prices have overtaken", () => {
  const lines = [aLine(1, "1", "80"), aLine(2, "1", "80"), aLine(3, "1", "95")];
  it("names the lines beyond the limit that nobody approved as such", () => {
    expect(overtakenLines(lines, () => anAnswer("100"), "10", [2]).map(({ line, percent }) => [line.lineNumber, percent])).toEqual([[1, "20.0"]]);
  });
  it("is none while nothing is known", () => {
    expect(overtakenLines(lines, () => undefined, "10", [])).toEqual([]);
  });
});
