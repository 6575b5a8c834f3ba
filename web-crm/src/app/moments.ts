import { addDays, type DayText, type MomentText } from "@homefield/web-kit";

/** When a day begins where the reader is, as the graph wants a moment. */
export function startOfDay(day: DayText): MomentText {
  return new Date(`${day}T00:00:00`).toISOString();
}

export const endOfDay = (day: DayText): MomentText => startOfDay(addDays(day, 1));

type Comparator = Record<string, unknown>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (value: unknown): value is DayText => typeof value === "string" && DAY.test(value);

function momentComparator(days: Comparator): Comparator {
  const moments: Comparator = {};
  for (const [op, value] of Object.entries(days)) {
    if (!isDay(value)) moments[op] = value;
    else if (op === "equals") Object.assign(moments, { atLeast: startOfDay(value), lessThan: endOfDay(value) });
    else if (op === "greaterThan") moments.atLeast = endOfDay(value);
    else if (op === "atMost") moments.lessThan = endOfDay(value);
    else moments[op] = startOfDay(value);
  }
  return moments;
}

/** Chips speak of days; fields that hold moments are asked for those between the days' beginnings. */
export function daysToMoments<Filter extends object>(filter: Filter | undefined, fields: ReadonlySet<string>): Filter | undefined {
  if (filter === undefined) return undefined;
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (!node || typeof node !== "object") return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key, fields.has(key) && value && typeof value === "object" ? momentComparator(value as Comparator) : walk(value)]),
    );
  };
  return walk(filter) as Filter;
}
