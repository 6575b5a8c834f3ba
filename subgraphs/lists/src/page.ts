/** What every list across owners is asked with, and what a page of it is. */
import { badInput, type CalendarDate, MOST_ROWS } from "@homefield/kit";
import type { ListPlan } from "./generated/graphql.ts";
import type { Owners } from "./owners.ts";
import type { Choice } from "./plan.ts";
import type { Owner } from "./tree.ts";

export interface Asking {
  owners: Owners;
  today: CalendarDate;
  /** Takes this way whatever is expected: for tests that hold all ways to the same answer. */
  plan?: ListPlan | undefined;
}
export interface Page {
  rows: { ref: string; cursor: string }[];
  hasNextPage: boolean;
  leader: Owner;
  asOf: CalendarDate;
  /** Null: nothing of the body was read, only the tail. */
  choice: Choice | null;
}
export function pageSizeOf(first: number | null | undefined): number {
  const size = first ?? 50;
  if (!Number.isInteger(size) || size < 0 || size > MOST_ROWS) throw badInput(`"first" is ${size}; it must be between 0 and ${MOST_ROWS}. Ask for further pages with "after".`);
  return size;
}
