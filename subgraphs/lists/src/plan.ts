/** Which way a list across owners is found, from what both owners expect before they read anything. */
import { FEW_KEYS, type ListAnswer, type ListQuestion } from "@homefield/kit";
import type { ListPlan } from "./generated/graphql.ts";
import { conditionOf, type Owner, otherOf, type Tree, upperBound } from "./tree.ts";
import type { Owners } from "./owners.ts";

/** One owner's rows under a tree of both owners' conditions. */
export interface Led { leader: Owner; list: string; tree: Tree; asOf: string }
/** The list in which an owner has one row for each customer. */
export const rowsPerCustomer: Record<Owner, string> = { crm: "accounts", erp: "customers" };

/** Rows an owner expects under its own conditions, and at all. */
export interface Expected { rows: number; of: number }
export interface Choice { plan: ListPlan; reason: string; expected: Record<Owner, number> | null }

/** Rows the leader would have to read for a page, up to which reading them beats asking for everything that matches. */
const READ_FOR_A_PAGE = 1_024;
const NARROW = 10_000;

/** A question to an owner for what it expects of a list. */
export const expectedFrom = ({ leader, list, tree, asOf }: Led, owner: Owner): ListQuestion =>
  ({ list: owner === leader ? list : rowsPerCustomer[owner], asOf, sets: [], condition: { and: [] }, estimates: [conditionOf(upperBound(tree, owner)), { and: [] }] });
export function expectedOf(leader: Owner, lead: ListAnswer, other: ListAnswer): Record<Owner, Expected> {
  const of = ({ estimates }: ListAnswer): Expected => ({ rows: estimates![0]!, of: Math.max(1, estimates![1]!) });
  return leader === "crm" ? { crm: of(lead), erp: of(other) } : { crm: of(other), erp: of(lead) };
}
export async function askWhatToExpect(owners: Owners, led: Led): Promise<Record<Owner, Expected>> {
  const [lead, other] = await Promise.all([owners.ask(led.leader, expectedFrom(led, led.leader)), owners.ask(otherOf(led.leader), expectedFrom(led, otherOf(led.leader)))]);
  return expectedOf(led.leader, lead, other);
}
/** Of the leader's rows, how many the other owner is expected to suit: those that are no customer of the other's never do. */
export function shareOf(leader: Owner, expected: Record<Owner, Expected>): number {
  const [lead, other] = [expected[leader], expected[otherOf(leader)]];
  return Math.min(1, Math.max(other.rows, 1) / Math.max(other.of, leader === "crm" ? lead.of : 1));
}

/** `pageRows`: rows of the page, or null where all that match are needed. */
export function choose(leader: Owner, expected: Record<Owner, Expected>, pageRows: number | null): Choice {
  const [lead, other] = [expected[leader], expected[otherOf(leader)]];
  const estimates = { crm: expected.crm.rows, erp: expected.erp.rows };
  const share = shareOf(leader, expected);
  const name = otherOf(leader).toUpperCase();
  if (pageRows !== null && (pageRows + 1) / share <= READ_FOR_A_PAGE) {
    return { plan: "STREAM", reason: `About one in ${Math.max(1, Math.round(1 / share))} rows is expected to suit the ${name}, so reading on in order fills the page soonest.`, expected: estimates };
  }
  if (other.rows <= FEW_KEYS) return { plan: "KEYS", reason: `The ${name} expects only ${other.rows} to match, few enough to look up one by one.`, expected: estimates };
  if (lead.rows <= NARROW && lead.rows * 2 < other.rows) {
    return { plan: "NARROWED", reason: `The ${leader.toUpperCase()} expects only ${lead.rows} that can match, so the ${name} is asked about those alone.`, expected: estimates };
  }
  return { plan: "BITMAP", reason: `The ${name} expects ${other.rows} to match, which cross as one bit each.`, expected: estimates };
}
