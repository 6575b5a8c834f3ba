/** Rows of a leader in order, under conditions of both owners. */
import type { ListAnswer, ListRow, OrderBy } from "@homefield/kit";
import type { ListPlan } from "./generated/graphql.ts";
import type { Owners } from "./owners.ts";
import { choose, type Choice, expectedOf, type Led, rowsPerCustomer } from "./plan.ts";
import { conditionOf, conditionWithSets, holds, lift, otherOf, TRUE, treesIn, upperBound } from "./tree.ts";

/** A row of the leader; `other` is what the other owner knows the same customer by, where that was asked for. */
export interface LedRow extends ListRow { other: string | null }
export interface Wanted { orderBy: OrderBy | null; after: string | null; first: number; needsOther: boolean; plan?: ListPlan | undefined }
export interface Found { rows: LedRow[]; choice: Choice }

const FIRST_READ = 256;
const NEXT_READ = 2_048;
/** Rows read in vain that show the estimate to be wrong. */
const MOST_READ = FIRST_READ + 2 * NEXT_READ;

export async function findRows(owners: Owners, led: Led, wanted: Wanted): Promise<Found> {
  if (lift(led.tree, otherOf(led.leader)).parts.length === 0) {
    const { rows } = await askForPage(owners, led, wanted, { condition: conditionOf(led.tree), sets: [] });
    return { rows: await withOthers(owners, led, wanted, rows!), choice: { plan: "ONE_OWNER", reason: `The ${led.leader.toUpperCase()} knows all that is asked.`, expected: null } };
  }
  const expected = await expectedOf(owners, led);
  let choice = wanted.plan ? { ...choose(led.leader, expected, null), plan: wanted.plan, reason: "It was asked for." } : choose(led.leader, expected, wanted.first);
  if (choice.plan === "STREAM") {
    const rows = await stream(owners, led, wanted);
    if (rows) return { rows, choice };
    const next = choose(led.leader, expected, null);
    choice = { ...next, reason: `Fewer rows suited both owners than expected. ${next.reason}` };
  }
  const { rows } = await askForPage(owners, led, wanted, await withSets(owners, led, choice.plan));
  return { rows: await withOthers(owners, led, wanted, rows!), choice };
}

/** The leader's condition with the other owner's parts as sets of customers. */
export async function withSets(owners: Owners, led: Led, plan: ListPlan): Promise<{ condition: ReturnType<typeof conditionWithSets>; sets: string[] }> {
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

const askForPage = (owners: Owners, { leader, list, asOf }: Led, { orderBy, after, first }: Wanted, { condition, sets }: { condition: ReturnType<typeof conditionWithSets>; sets: string[] }): Promise<ListAnswer> =>
  owners.ask(leader, { list, asOf, sets, condition, page: { orderBy, after, first, marks: [] } });

/** What the other owner knows the rows by; a row it has lost meanwhile is left out. */
async function withOthers(owners: Owners, led: Led, { needsOther }: Wanted, rows: ListRow[]): Promise<LedRow[]> {
  if (!needsOther) return rows.map((row) => ({ ...row, other: null }));
  const others = await look(owners, led, rows, []);
  return rows.flatMap((row) => {
    const other = row.customer === null ? undefined : others.get(row.customer);
    return other ? [{ ...row, other: other.ref }] : [];
  });
}
async function look(owners: Owners, { leader, asOf }: Led, rows: readonly ListRow[], marks: ReturnType<typeof conditionOf>[]): Promise<Map<string, ListRow>> {
  const customers = [...new Set(rows.flatMap(({ customer }) => customer ?? []))];
  if (customers.length === 0) return new Map();
  const answer = await owners.ask(otherOf(leader), { list: rowsPerCustomer[otherOf(leader)], asOf, sets: [], condition: conditionOf(TRUE), look: { customers, marks } });
  return new Map(answer.rows!.map((row) => [row.customer!, row]));
}

/** The leader reads rows in order and the other owner judges them; null when too many were read in vain. */
async function stream(owners: Owners, led: Led, wanted: Wanted): Promise<LedRow[] | null> {
  const { leader, list, tree, asOf } = led;
  const { rest, parts } = lift(tree, otherOf(leader));
  const marks = treesIn(rest).map(conditionOf);
  const none = parts.map(() => false);
  const found: LedRow[] = [];
  let { after } = wanted;
  for (let read = 0; found.length < wanted.first; ) {
    if (read >= MOST_READ && wanted.plan !== "STREAM") return null;
    const first = read === 0 ? FIRST_READ : NEXT_READ;
    const { rows } = await owners.ask(leader, { list, asOf, sets: [], condition: conditionOf(upperBound(tree, leader)), page: { orderBy: wanted.orderBy, after, first, marks } });
    const others = await look(owners, led, rows!, parts.map(conditionOf));
    for (const row of rows!) {
      const other = row.customer === null ? undefined : others.get(row.customer);
      if (holds(rest, row.marks, other?.marks ?? none) && (other || !wanted.needsOther)) found.push({ ...row, other: other?.ref ?? null });
    }
    read += rows!.length;
    if (rows!.length < first) break;
    after = rows!.at(-1)!.cursor;
  }
  return found.slice(0, wanted.first);
}
