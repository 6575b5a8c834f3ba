/** Rows of a leader in order, under conditions of both owners. */
import type { ListAnswer, ListRow, OrderBy } from "@homefield/kit";
import type { ListPlan } from "./generated/graphql.ts";
import type { Owners } from "./owners.ts";
import { choose, type Choice, expectedFrom, expectedOf, type Led, rowsPerCustomer, shareOf } from "./plan.ts";
import { conditionOf, conditionWithSets, holds, lift, otherOf, TRUE, treesIn, upperBound } from "./tree.ts";

/** A row of the leader; `other` is what the other owner knows the same customer by, where that was asked for. */
export interface LedRow extends ListRow { other: string | null }
export interface Wanted { orderBy: OrderBy | null; after: string | null; first: number; needsOther: boolean; plan?: ListPlan | undefined }
export interface Found { rows: LedRow[]; choice: Choice }
type Condition = ReturnType<typeof conditionOf>;
interface Conditions { condition: Condition; sets: string[] }

/** Read at first, before it is known how many suit; and judged at least. */
const FIRST_READ = 256;
const LEAST_READ = 64;
const MOST_READ_AT_ONCE = 2_048;
/** Rows read in vain that show the estimate to be wrong. */
const MOST_READ = 4_352;

export async function findRows(owners: Owners, led: Led, wanted: Wanted): Promise<Found> {
  const { leader, tree } = led;
  const { rest, parts } = lift(tree, otherOf(leader));
  if (parts.length === 0) {
    const rows = await pageUnder(owners, led, wanted, { condition: conditionOf(tree), sets: [] });
    return { rows, choice: { plan: "ONE_OWNER", reason: `The ${leader.toUpperCase()} knows all that is asked.`, expected: null } };
  }
  if (wanted.plan) {
    const choice = { plan: wanted.plan, reason: "It was asked for.", expected: null };
    if (wanted.plan === "STREAM") return { rows: (await stream(owners, led, wanted, { share: 1, most: Infinity }))!, choice };
    return { rows: await pageUnder(owners, led, wanted, await withSets(owners, led, wanted.plan)), choice };
  }
  // Both owners are asked what they expect and, in the same breath, for what will most likely be wanted next.
  const [lead, other] = await Promise.all([
    owners.ask(leader, { ...expectedFrom(led, leader), condition: conditionOf(upperBound(tree, leader)), page: { orderBy: wanted.orderBy, after: wanted.after, first: FIRST_READ, marks: treesIn(rest).map(conditionOf), onlyIfCheap: true } }),
    owners.ask(otherOf(leader), { ...expectedFrom(led, otherOf(leader)), keys: parts.map(conditionOf), keysOnlyIfFew: true }),
  ]);
  const expected = expectedOf(leader, lead, other);
  let choice = choose(leader, expected, wanted.first);
  if (choice.plan === "STREAM") {
    const rows = await stream(owners, led, wanted, { share: shareOf(leader, expected), most: MOST_READ, begun: lead.rows && { rows: lead.rows, isAll: lead.rows.length < FIRST_READ } });
    if (rows) return { rows, choice };
    choice = { ...choose(leader, expected, null), reason: "Fewer rows suited both owners than expected." };
  }
  const known = choice.plan === "KEYS" && other.keys ? { condition: conditionWithSets(rest), sets: setsOf(other) } : null;
  return { rows: await pageUnder(owners, led, wanted, known ?? (await withSets(owners, led, choice.plan))), choice };
}

/** The leader's condition with the other owner's parts as sets of customers. */
export async function withSets(owners: Owners, led: Led, plan: ListPlan): Promise<Conditions> {
  const { leader, list, tree, asOf } = led;
  const { rest, parts } = lift(tree, otherOf(leader));
  if (parts.length === 0) return { condition: conditionWithSets(rest), sets: [] };
  const narrowing = plan === "NARROWED" ? setsOf(await owners.ask(leader, { list, asOf, sets: [], condition: conditionOf(upperBound(tree, leader)), keys: [{ and: [] }] })) : [];
  const answer = await owners.ask(otherOf(leader), {
    list: rowsPerCustomer[otherOf(leader)], asOf, sets: narrowing, condition: narrowing.length > 0 ? { set: 0 } : { and: [] }, keys: parts.map(conditionOf),
  });
  return { condition: conditionWithSets(rest), sets: setsOf(answer) };
}
const setsOf = (answer: ListAnswer): string[] => answer.keys!.map(({ set }) => set);

async function pageUnder(owners: Owners, led: Led, wanted: Wanted, { condition, sets }: Conditions): Promise<LedRow[]> {
  const { leader, list, asOf } = led;
  const { orderBy, after, first } = wanted;
  const { rows } = await owners.ask(leader, { list, asOf, sets, condition, page: { orderBy, after, first, marks: [] } });
  return withOthers(owners, led, wanted, rows!);
}
/** What the other owner knows the rows by; a row it has lost meanwhile is left out. */
async function withOthers(owners: Owners, led: Led, { needsOther }: Wanted, rows: ListRow[]): Promise<LedRow[]> {
  if (!needsOther) return rows.map((row) => ({ ...row, other: null }));
  const others = await look(owners, led, rows, []);
  return rows.flatMap((row) => {
    const other = row.customer === null ? undefined : others.get(row.customer);
    return other ? [{ ...row, other: other.ref }] : [];
  });
}
async function look(owners: Owners, { leader, asOf }: Led, rows: readonly ListRow[], marks: Condition[]): Promise<Map<string, ListRow>> {
  const customers = [...new Set(rows.flatMap(({ customer }) => customer ?? []))];
  if (customers.length === 0) return new Map();
  const answer = await owners.ask(otherOf(leader), { list: rowsPerCustomer[otherOf(leader)], asOf, sets: [], condition: conditionOf(TRUE), look: { customers, marks } });
  return new Map(answer.rows!.map((row) => [row.customer!, row]));
}

/** The leader reads rows in order and the other owner judges them; null when too many were read in vain. `share`: of the rows that are expected to suit. */
async function stream(owners: Owners, led: Led, wanted: Wanted, { share, most, begun }: { share: number; most: number; begun?: Read | undefined }): Promise<LedRow[] | null> {
  const { leader, list, tree, asOf } = led;
  const { rest, parts } = lift(tree, otherOf(leader));
  const marks = treesIn(rest).map(conditionOf);
  const none = parts.map(() => false);
  const found: LedRow[] = [];
  let judged = 0;
  let { rows: unjudged, isAll } = begun ?? { rows: [], isAll: false };
  let after = unjudged.at(-1)?.cursor ?? wanted.after;
  for (;;) {
    // A little more than what should do, by what was found so far.
    const rate = judged === 0 ? share : Math.max(found.length, 1) / judged;
    const enough = Math.min(MOST_READ_AT_ONCE, Math.max(LEAST_READ, Math.ceil(((wanted.first - found.length) / rate) * 1.25)));
    if (unjudged.length < enough && !isAll) {
      const first = enough - unjudged.length;
      const { rows } = await owners.ask(leader, { list, asOf, sets: [], condition: conditionOf(upperBound(tree, leader)), page: { orderBy: wanted.orderBy, after, first, marks } });
      unjudged = [...unjudged, ...rows!];
      isAll = rows!.length < first;
      after = unjudged.at(-1)?.cursor ?? after;
    }
    const rows = unjudged.slice(0, enough);
    unjudged = unjudged.slice(enough);
    const others = await look(owners, led, rows, parts.map(conditionOf));
    for (const row of rows) {
      const other = row.customer === null ? undefined : others.get(row.customer);
      if (holds(rest, row.marks, other?.marks ?? none) && (other || !wanted.needsOther)) found.push({ ...row, other: other?.ref ?? null });
    }
    judged += rows.length;
    if (found.length >= wanted.first || (isAll && unjudged.length === 0)) return found.slice(0, wanted.first);
    if (judged >= most) return null;
  }
}
interface Read { rows: ListRow[]; isAll: boolean }
