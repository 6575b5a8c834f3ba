import { Dec, dec, plain } from "@homefield/kit";
import type { OfferedLine } from "./quotes.rules.ts";

export interface Limit { name: string; discountLimitPercent: string }
/** How a line stands against the ERP's price. */
export interface LineReduction {
  lineNumber: number;
  /** How far below the ERP's price one unit is offered; below zero when dearer, null when there is nothing to hold it against. */
  reductionPercent: Dec | null;
  isBeyondLimit: boolean;
}
/** Why nothing could be held against anything. */
export type Silence = "ERP_SILENT" | "ERP_FORBIDDEN";
export interface ApprovalNeed { isNeeded: boolean; reason: string | null; limitPercent: string; lines: LineReduction[] }

type Line = Pick<OfferedLine, "lineNumber" | "unitPrice" | "discountPercent">;

/**
 * What is given away on one unit, whichever way: by a lower price, by a discount, or by both. Held against the ERP's price after all
 * its rules, so that what was agreed with the customer anyway is nobody's generosity. Exact: nothing is rounded before the limit is asked.
 */
export function reductionOf(line: Line, erpUnitPrice: Dec): Dec {
  if (!erpUnitPrice.greaterThan(0)) return dec(0);
  const offered = dec(line.unitPrice).times(dec(100).minus(line.discountPercent)).dividedBy(100);
  return dec(100).minus(offered.times(100).dividedBy(erpUnitPrice));
}

/** Whether somebody else has to approve an offer; options count, they are offered too. What can't be judged needs a person who does. */
export function approvalNeed(lines: readonly Line[], erpPrices: readonly (Dec | null)[] | Silence, team: Limit): ApprovalNeed {
  const limit = dec(team.discountLimitPercent);
  const judged = lines.map((line, i): LineReduction => {
    const price = typeof erpPrices === "string" ? null : (erpPrices[i] ?? null);
    const reductionPercent = price && reductionOf(line, price);
    return { lineNumber: line.lineNumber, reductionPercent, isBeyondLimit: reductionPercent !== null && reductionPercent.greaterThan(limit) };
  });
  const sentences = [beyond(judged.filter((line) => line.isBeyondLimit), team), typeof erpPrices === "string" ? SILENT[erpPrices] : unpriced(judged.filter((line) => line.reductionPercent === null))].filter((sentence) => sentence !== null);
  const isNeeded = lines.length > 0 && sentences.length > 0;
  return { isNeeded, reason: isNeeded ? sentences.join(" ") : null, limitPercent: plain(limit), lines: judged };
}
const SILENT: Record<Silence, string> = {
  ERP_SILENT: "The ERP does not answer, so nobody can tell how far below its prices this is.",
  ERP_FORBIDDEN: "The ERP does not tell you its prices here, so somebody who knows them has to look.",
};
function beyond(lines: readonly LineReduction[], team: Limit): string | null {
  if (lines.length === 0) return null;
  const furthest = shown(lines.reduce((most, line) => Dec.max(most, line.reductionPercent!), dec(0)));
  const limit = `${team.name} may go up to ${plain(team.discountLimitPercent)} % without approval.`;
  return lines.length === 1 ? `${inWords(lines)} is ${furthest} % below the ERP's price; ${limit}` : `${inWords(lines)} are up to ${furthest} % below the ERP's prices; ${limit}`;
}
const unpriced = (lines: readonly LineReduction[]): string | null => (lines.length === 0 ? null : `The ERP has no price for ${inWords(lines).toLowerCase()} to hold the offer against.`);

/** Two decimals are enough to read. Away from the limit, never onto it: 10.001 is shown as 10.01. */
export const shown = (percent: Dec): string => plain(percent.toDecimalPlaces(2, Dec.ROUND_UP));
const MOST_NAMED = 10;
function inWords(lines: readonly LineReduction[]): string {
  const numbers = lines.map((line) => line.lineNumber).sort((a, b) => a - b);
  return `${numbers.length === 1 ? "Line" : "Lines"} ${numbers.slice(0, MOST_NAMED).join(", ")}${numbers.length > MOST_NAMED ? " …" : ""}`;
}
