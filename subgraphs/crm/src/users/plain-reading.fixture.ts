import { plainText } from "@homefield/kit";
import { expect } from "vitest";
import type { Crm } from "./users.fixture.ts";

/** mulberry32: the same seed gives the same rows and the same filters. */
export class Chance {
  #state: number;
  constructor(seed: number) { this.#state = seed >>> 0; }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }
  int(from: number, to: number): number { return from + Math.floor(this.next() * (to - from + 1)); }
  of<T>(values: readonly T[]): T { return values[this.int(0, values.length - 1)]!; }
  maybe<T>(value: T, percent = 50): T | null { return this.next() * 100 < percent ? value : null; }
}
/** Printed with each test that draws by it; give SEED=… to repeat a run. */
export const SEED = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1e9));

export type Filter = Record<string, unknown> & { and?: Filter[]; or?: Filter[]; not?: Filter };
export type By = { field: string; direction: "ASC" | "DESC" }[];
type Holds<Row> = (row: Row, operator: string, operand: never) => boolean;
type Value = string | number | boolean | Date | null;
/** What the filter fields and orders of a list mean, over plain objects: the oracle that SQL is held to. */
export interface Meaning<Row extends { id: string }> { fields: Record<string, Holds<Row>>; orders: Record<string, (row: Row) => string | number | null> }

type Test = (value: never, operand: never) => boolean;
const tests: Record<string, Test> = {
  equals: (v: unknown, o: unknown) => v === o, in: (v: unknown, o: unknown[]) => o.includes(v), contains: (v: string, o: string) => plainText(v).includes(plainText(o)), startsWith: (v: string, o: string) => v.toLowerCase().startsWith(o.toLowerCase()),
  lessThan: (v: number, o: number) => v < o, atMost: (v: number, o: number) => v <= o, greaterThan: (v: number, o: number) => v > o, atLeast: (v: number, o: number) => v >= o,
};
/** A comparator on a value; `read` makes what is compared of both sides. What has no value fulfils nothing but isNull. */
export const on = <Row>(pick: (row: Row) => Value, read: (value: unknown) => unknown = (value) => value): Holds<Row> => (row, operator, operand) => {
  const value = pick(row);
  if (operator === "isNull") return (value === null) === operand;
  return value !== null && tests[operator]!(read(value) as never, (operator === "in" ? (operand as unknown[]).map(read) : read(operand)) as never);
};
export const instant = (value: unknown): number => new Date(value as string).getTime();

export function matches<Row extends { id: string }>(meaning: Meaning<Row>, row: Row, filter: Filter): boolean {
  return Object.entries(filter).every(([field, comparator]) => {
    if (field === "and") return filter.and!.every((part) => matches(meaning, row, part));
    if (field === "or") return filter.or!.some((part) => matches(meaning, row, part));
    if (field === "not") return !matches(meaning, row, filter.not!);
    return Object.entries(comparator as object).every(([operator, operand]) => meaning.fields[field]!(row, operator, operand as never));
  });
}
export const compare = <Row extends { id: string }>(meaning: Meaning<Row>, by: By) => (a: Row, b: Row): number => {
  for (const { field, direction } of [...by, { field: "KEY", direction: by.at(-1)!.direction }]) {
    const [x, y] = field === "KEY" ? [a.id, b.id] : [meaning.orders[field]!(a), meaning.orders[field]!(b)];
    if (x === y) continue;
    if (x === null || y === null) return x === null ? 1 : -1;
    return (x < y) === (direction === "ASC") ? -1 : 1;
  }
  return 0;
};
/** Nested AND, OR and NOT around what `leaf` draws. */
export function drawFilter(chance: Chance, leaf: () => Filter, depth = 0): Filter {
  if (depth >= 3 || chance.next() < 0.5) return { ...leaf(), ...leaf() };
  const parts = Array.from({ length: chance.int(0, 3) }, () => drawFilter(chance, leaf, depth + 1));
  return chance.of<Filter>([{ and: parts }, { or: parts }, { not: drawFilter(chance, leaf, depth + 1) }, { ...leaf(), or: parts }]);
}
export const drawOrder = (chance: Chance, fields: readonly string[]): By =>
  Array.from({ length: chance.int(1, 3) }, () => ({ field: chance.of(fields), direction: chance.of(["ASC", "DESC"] as const) })).filter((by, i, all) => all.findIndex((other) => other.field === by.field) === i);

/** All pages of a list, one after the other. */
export async function walk(crm: Crm, list: { field: string; filterType: string; orderType: string }, variables: { filter: Filter; orderBy: By }, first: number): Promise<{ ids: string[]; totalCount: number }> {
  const page = `query ($filter: ${list.filterType}, $orderBy: [${list.orderType}!], $first: Int, $after: String) { ${list.field}(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`;
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await crm.ask(page, { ...variables, first, after });
    expect(errors).toBeUndefined();
    const { nodes, pageInfo, totalCount } = data[list.field] as { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };
    ids.push(...nodes.map((node) => node.id));
    if (!pageInfo.hasNextPage) return { ids, totalCount };
    after = pageInfo.endCursor;
  }
}
