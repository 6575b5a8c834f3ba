import { type RawBuilder, sql } from "kysely";
import { GraphQLError } from "graphql";
import { isUuid } from "./refusal.ts";

type Sql = RawBuilder<unknown>;
type Condition = RawBuilder<boolean>;
/** How one field of a filter input becomes SQL. */
export type FilterField = (comparator: Record<string, unknown>) => Condition[];
export type FilterInput = { [field: string]: unknown; and?: FilterInput[] | null; or?: FilterInput[] | null; not?: FilterInput | null };

const MOST_CONDITIONS = 200;
export const ALWAYS: Condition = sql<boolean>`true`;
export const NEVER: Condition = sql<boolean>`false`;
export const allOf = (conditions: Condition[]): Condition => (conditions.length === 0 ? ALWAYS : sql<boolean>`(${sql.join(conditions, sql` and `)})`);
export const anyOf = (conditions: Condition[]): Condition => (conditions.length === 0 ? NEVER : sql<boolean>`(${sql.join(conditions, sql` or `)})`);
/** Two-valued: what is unknown is not so, and NOT of it is. */
export const notSo = (condition: Condition): Condition => sql<boolean>`((${condition}) is not true)`;

/** Turns a filter input into one condition. An absent or null part says nothing; the empty OR matches nothing. */
export function whereOf(filter: FilterInput | null | undefined, fields: Record<string, FilterField>): Condition {
  let seen = 0;
  const compile = (part: FilterInput): Condition => {
    const conditions: Condition[] = [];
    for (const [name, value] of Object.entries(part)) {
      if (value === null || value === undefined) continue;
      if (++seen > MOST_CONDITIONS) throw new GraphQLError(`A filter may have at most ${MOST_CONDITIONS} conditions. Narrow it down.`, { extensions: { code: "FILTER_TOO_LARGE" } });
      if (name === "and") conditions.push(allOf((value as FilterInput[]).map(compile)));
      else if (name === "or") conditions.push(anyOf((value as FilterInput[]).map(compile)));
      else if (name === "not") conditions.push(notSo(compile(value as FilterInput)));
      else {
        const field = fields[name];
        if (!field) throw new Error(`Filter field ${name} is in the schema but not in the list's definition`);
        conditions.push(allOf(field(value as Record<string, unknown>)));
      }
    }
    return allOf(conditions);
  };
  return filter ? compile(filter) : ALWAYS;
}

/** True when a filter says something about a field, at any depth: what is left out by default comes back when it is asked about. */
export const speaksOf = (filter: FilterInput | null | undefined, field: string): boolean =>
  filter != null && (filter[field] != null || [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].some((part) => speaksOf(part, field)));

const escapeLike = (value: string): string => value.replace(/[\\%_]/g, "\\$&");
const list = (values: unknown): unknown[] => values as unknown[];

/** Builders for the comparators of kit.graphql. `column` is any SQL expression. */
export const by = {
  text: (column: Sql, searchColumn?: Sql): FilterField => (c) => comparisons(c, {
    equals: (v) => sql`${column} = ${v}`,
    in: (v) => sql`${column} = any(${list(v)}::text[])`,
    contains: (v) => sql`${searchColumn ?? sql`plain_text(${column})`} like '%' || plain_text(${escapeLike(v as string)}) || '%'`,
    startsWith: (v) => sql`lower(${column}) like lower(${escapeLike(v as string)}) || '%'`,
    isNull: (v) => isNull(column, v),
  }),
  /** Words in any order, each contained: "holm aar" finds "Aarhus Holm". */
  words: (searchColumn: Sql): FilterField => (c) => comparisons(c, {
    contains: (v) => words(searchColumn, v as string), equals: (v) => words(searchColumn, v as string), startsWith: (v) => words(searchColumn, v as string),
    in: (v) => anyOf(list(v).map((w) => words(searchColumn, w as string))), isNull: (v) => isNull(searchColumn, v),
  }),
  /** Codes and numbers that people read. */
  id: (column: Sql): FilterField => (c) => comparisons(c, { equals: (v) => sql`${column} = ${v}`, in: (v) => sql`${column} = any(${list(v)}::text[])`, isNull: (v) => isNull(column, v) }),
  /** Identifiers; what is no uuid matches nothing. */
  uuid: (column: Sql): FilterField => (c) => comparisons(c, {
    equals: (v) => (isUuid(v as string) ? sql`${column} = ${v}::uuid` : sql`false`),
    in: (v) => sql`${column} = any(${list(v).filter((id) => isUuid(id as string))}::uuid[])`,
    isNull: (v) => isNull(column, v),
  }),
  enum: (column: Sql): FilterField => (c) => comparisons(c, { equals: (v) => sql`${column} = ${v}`, in: (v) => sql`${column} = any(${list(v)}::text[])`, isNull: (v) => isNull(column, v) }),
  decimal: (column: Sql): FilterField => (c) => ordered(column, "numeric", c),
  int: (column: Sql): FilterField => (c) => ordered(column, "int", c),
  date: (column: Sql): FilterField => (c) => ordered(column, "date", c),
  instant: (column: Sql): FilterField => (c) => ordered(column, "timestamptz", c),
  boolean: (column: Sql): FilterField => (c) => comparisons(c, { equals: (v) => (v === true ? sql`${column}` : sql`not (${column})`) }),
  /** A condition of its own making, e.g. an EXISTS around another field's builder. */
  with: (field: FilterField, wrap: (condition: Condition) => Condition): FilterField => (c) => [wrap(allOf(field(c)))],
};

const isNull = (column: Sql, value: unknown): Sql => (value === true ? sql`${column} is null` : sql`${column} is not null`);
const words = (column: Sql, value: string): Condition =>
  allOf(value.trim().split(/\s+/).filter(Boolean).slice(0, 8).map((word) => sql<boolean>`${column} like '%' || plain_text(${escapeLike(word)}) || '%'`));

function ordered(column: Sql, type: string, comparator: Record<string, unknown>): Condition[] {
  const cast = (value: unknown): Sql => sql`${value}::${sql.raw(type)}`;
  return comparisons(comparator, {
    equals: (v) => sql`${column} = ${cast(v)}`,
    lessThan: (v) => sql`${column} < ${cast(v)}`,
    atMost: (v) => sql`${column} <= ${cast(v)}`,
    greaterThan: (v) => sql`${column} > ${cast(v)}`,
    atLeast: (v) => sql`${column} >= ${cast(v)}`,
    isNull: (v) => isNull(column, v),
  });
}
function comparisons(comparator: Record<string, unknown>, known: Record<string, (value: unknown) => Sql>): Condition[] {
  const conditions: Condition[] = [];
  for (const [operator, value] of Object.entries(comparator)) {
    if (value === null || value === undefined) continue;
    const build = known[operator];
    if (!build) throw new GraphQLError(`"${operator}" can't be used on this field.`, { extensions: { code: "BAD_USER_INPUT" } });
    conditions.push(build(value) as Condition);
  }
  return conditions;
}
