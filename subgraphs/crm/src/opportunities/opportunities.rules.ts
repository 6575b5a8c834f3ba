import { assertMinorUnits, assertSensibleDate, type CalendarDate, checkAll, daysBetween, type Dec, dec, notNegative, percentOf, plain, positive, refuse, text } from "@homefield/kit";
import type { OpportunityLineInput, OpportunityUpdateInput } from "../generated/graphql.ts";
import type { OpportunityRow } from "./opportunities.lookup.ts";

export interface Line { lineNumber: number; itemNumber: string; quantity: string }
/** What an opportunity says about itself, as given: absent leaves, null clears. */
export interface OpportunityFacts { name?: string; amount?: string | null; closeDate?: CalendarDate | null; lines?: Line[] }
const MOST_LINES = 200;

export function factsOf(input: OpportunityUpdateInput, today: CalendarDate): OpportunityFacts {
  const facts: OpportunityFacts = {};
  checkAll([
    () => { if (input.name !== undefined) facts.name = text(input.name ?? "", ["input", "name"], "The name"); },
    () => { if (input.amount !== undefined) facts.amount = input.amount === null ? null : plain(notNegative(input.amount, ["input", "amount"], "The amount")); },
    () => {
      if (input.closeDate) assertSensibleDate(input.closeDate, today, ["input", "closeDate"], "The expected close");
      if (input.closeDate !== undefined) facts.closeDate = input.closeDate;
    },
    () => { if (input.lines !== undefined) facts.lines = linesOf(input.lines ?? []); },
  ]);
  return facts;
}
function linesOf(given: readonly OpportunityLineInput[]): Line[] {
  if (given.length > MOST_LINES) refuse("TOO_MANY", `An opportunity may have at most ${MOST_LINES} lines; these are ${given.length}. Leave some out.`, ["input", "lines"]);
  const lines: Line[] = [];
  checkAll(given.map((line, i) => () => {
    const path = (field: string): string[] => ["input", "lines", String(i), field];
    lines[i] = { lineNumber: i + 1, itemNumber: text(line.itemNumber, path("itemNumber"), "The item number", 60), quantity: plain(positive(line.quantity, path("quantity"), "The quantity")) };
  }));
  return lines;
}
export function assertAmountFits(amount: string | null, currency: string): void {
  if (amount !== null) assertMinorUnits(amount, currency, ["input", "amount"], "The amount");
}

/** amount × probability, rounded to the minor unit; all of it once won, nothing once lost. */
export function weightedAmount(opportunity: Pick<OpportunityRow, "amount" | "currency" | "status">, probabilityPercent: number): Dec | null {
  if (opportunity.amount === null) return null;
  if (opportunity.status === "WON") return dec(opportunity.amount);
  return opportunity.status === "LOST" ? dec(0) : percentOf(opportunity.amount, dec(probabilityPercent), opportunity.currency);
}
/** Days since anything moved, if that is longer than the stage allows. A closed one is not quiet, it is done. */
export function quietDays(status: string, movedOn: CalendarDate, today: CalendarDate, quietAfterDays: number): number | null {
  const days = daysBetween(movedOn, today);
  return status === "OPEN" && days > quietAfterDays ? days : null;
}
