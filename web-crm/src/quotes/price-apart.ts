import { addDecimals, compareDecimals, isZero, subtractDecimal, type Decimal } from "@homefield/web-kit";
import type { PriceAnswer } from "./use-quote-prices.ts";
import type { QuoteLine } from "./quote-words.tsx";

const PLACES = 8;
const UNIT = 10n ** BigInt(PLACES);
const scaled = (value: Decimal): bigint => {
  const [whole = "0", fraction = ""] = value.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, "0"));
  return value.startsWith("-") ? -digits : digits;
};
function rounded(value: bigint, places: number): Decimal {
  const step = 10n ** BigInt(PLACES - places);
  const negative = value < 0n;
  const steps = ((negative ? -value : value) + step / 2n) / step;
  const text = steps.toString().padStart(places + 1, "0");
  return `${negative && steps > 0n ? "-" : ""}${places > 0 ? `${text.slice(0, -places)}.${text.slice(-places)}` : text}`;
}
/** What part is of a whole, in percent with one decimal; nothing of nothing. */
export const percentOf = (part: Decimal, whole: Decimal): Decimal | undefined => (isZero(whole) ? undefined : rounded((scaled(part) * 100n * UNIT) / scaled(whole), 1));

/** How far below the ERP's price of today a line is offered, in percent; below zero when dearer. */
export function reductionPercent(line: QuoteLine, answer: PriceAnswer | undefined): Decimal | undefined {
  const atErp = answer?.lineTotal?.amount;
  return atErp === undefined ? undefined : percentOf(subtractDecimal(atErp, line.netAmount.amount), atErp);
}

export interface Margin {
  amount: Decimal;
  /** Of what is offered. */
  percent: Decimal | undefined;
}
/** What a line leaves after its cost; unknown where the ERP names none. Cost is the ERP's, in the currency of the answer. */
export function marginOf(line: QuoteLine, answer: PriceAnswer | undefined): Margin | undefined {
  const cost = answer?.unitCost;
  if (!cost || cost.currency !== line.netAmount.currency) return undefined;
  const amount = subtractDecimal(line.netAmount.amount, rounded((scaled(cost.amount) * scaled(line.quantity)) / UNIT, 4));
  return { amount, percent: percentOf(amount, line.netAmount.amount) };
}

export interface QuoteMargin extends Margin {
  /** Lines of the total that the ERP knows no cost of. */
  unknown: number[];
}
/** What the lines in the total leave together: of those with a cost, which is said beside it. */
export function quoteMargin(lines: readonly QuoteLine[], answerOf: (line: QuoteLine) => PriceAnswer | undefined): QuoteMargin | undefined {
  const counted = lines.filter((line) => !line.isOption);
  const withCost = counted.flatMap((line) => {
    const margin = marginOf(line, answerOf(line));
    return margin ? [{ net: line.netAmount.amount, margin: margin.amount }] : [];
  });
  if (withCost.length === 0) return undefined;
  const amount = addDecimals(...withCost.map((line) => line.margin));
  return { amount, percent: percentOf(amount, addDecimals(...withCost.map((line) => line.net))), unknown: counted.filter((line) => !marginOf(line, answerOf(line))).map((line) => line.lineNumber) };
}

/**
 * Lines of an offer that stands which are now further below the ERP's prices than the team may go, although nobody approved them as such:
 * the ERP's price went up since.
 */
export function overtakenLines(lines: readonly QuoteLine[], answerOf: (line: QuoteLine) => PriceAnswer | undefined, limitPercent: Decimal, approved: readonly number[]): { line: QuoteLine; percent: Decimal }[] {
  return lines.flatMap((line) => {
    const percent = reductionPercent(line, answerOf(line));
    return percent !== undefined && compareDecimals(percent, limitPercent) > 0 && !approved.includes(line.lineNumber) ? [{ line, percent }] : [];
  });
}
