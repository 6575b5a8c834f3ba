/** What keyset cursors are made of: used by connection.ts and connection-of-many.ts. */
import { GraphQLError } from "graphql";
import { type RawBuilder, sql } from "kysely";

type Sql = RawBuilder<unknown>;
export interface OrderColumn { by: Sql; type: "text" | "numeric" | "date" | "timestamptz" | "int" | "boolean" | "uuid"; nullable?: boolean }
export interface OrderBy { field: string; direction: "ASC" | "DESC" }
export interface Orderable { name: string; key: OrderColumn; orders: Record<string, OrderColumn>; defaultOrder: OrderBy[] }

export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

export interface Ordered extends OrderColumn { name: string; direction: "ASC" | "DESC" }
export function orderOf(list: Orderable, asked: readonly OrderBy[] | null | undefined): Ordered[] {
  const wanted = asked && asked.length > 0 ? asked : list.defaultOrder;
  if (wanted.length > 4) throw badInput("A list can be ordered by at most four fields.");
  const columns: Ordered[] = [];
  for (const { field, direction } of wanted) {
    const column = list.orders[field];
    if (!column) throw new Error(`Order field ${field} is in the schema but not in the definition of ${list.name}`);
    if (!columns.some((c) => c.name === field)) columns.push({ ...column, name: field, direction });
  }
  columns.push({ ...list.key, name: "KEY", direction: columns.at(-1)?.direction ?? "ASC" });
  return columns;
}
// Nulls come last in both directions: what has no value is least interesting.
export const orderClause = (column: Ordered): Sql => sql`${column.by} ${sql.raw(column.direction === "ASC" ? "asc" : "desc")}${sql.raw(column.nullable ? " nulls last" : "")}`;

export function afterCondition(order: Ordered[], values: (string | null)[]): RawBuilder<boolean> {
  const typed = (column: Ordered, value: string | null): Sql => sql`${value}::${sql.raw(column.type)}`;
  // One row comparison is what an index can seek; it fits when all columns run the same way and none is null.
  if (order.every((column) => !column.nullable && column.direction === order[0]!.direction)) {
    return sql<boolean>`(${sql.join(order.map((c) => c.by))}) ${sql.raw(order[0]!.direction === "ASC" ? ">" : "<")} (${sql.join(order.map((c, i) => typed(c, values[i]!)))})`;
  }
  const from = (i: number): Sql => {
    if (i === order.length) return sql`false`;
    const column = order[i]!;
    const value = values[i]!;
    if (value === null) return sql`(${column.by} is null and ${from(i + 1)})`;
    const beyond = sql`${column.by} ${sql.raw(column.direction === "ASC" ? ">" : "<")} ${typed(column, value)}`;
    const same = sql`(${column.by} = ${typed(column, value)} and ${from(i + 1)})`;
    return column.nullable ? sql`(${beyond} or ${column.by} is null or ${same})` : sql`(${beyond} or ${same})`;
  };
  return from(0) as RawBuilder<boolean>;
}
const signature = (order: Ordered[]): string => order.map((column) => `${column.name}:${column.direction}`).join(",");
const writeCursor = (order: Ordered[], values: (string | null)[]): string => Buffer.from(JSON.stringify([signature(order), ...values])).toString("base64url");
export function readCursor(order: Ordered[], cursor: string): (string | null)[] {
  try {
    const [made, ...values] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as (string | null)[];
    if (made === signature(order) && values.length === order.length && values.every((value, i) => value === null ? order[i]!.nullable === true : fits(order[i]!, value))) return values;
  } catch { /* fall through: the message below says it all */ }
  throw badInput(`This "after" cursor belongs to another list or order. Start again without it.`);
}
const FORMS: Record<OrderColumn["type"], RegExp> = {
  text: /^[^\0]*$/, numeric: /^-?\d+(\.\d+)?$/, int: /^-?\d{1,10}$/, date: /^\d{4,5}-\d{2}-\d{2}$/, boolean: /^(true|false)$/,
  timestamptz: /^\d{4,5}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?[+-]\d{2}(:\d{2})*$/, uuid: /^[0-9a-f-]{36}$/,
};
const fits = (column: Ordered, value: unknown): boolean => typeof value === "string" && FORMS[column.type].test(value);

/** The order columns as text, selected beside the row, and what makes a cursor of them. */
export const cursorColumns = (order: Ordered[]): Sql => sql.join(order.map((column, i) => sql`(${column.by})::text as ${sql.raw(`__c${i}`)}`));
// CamelCasePlugin turns "__c0" into "_C0".
export const cursorOf = (order: Ordered[], row: Record<string, unknown>): string => writeCursor(order, order.map((_, i) => (row[`__c${i}`] ?? row[`_C${i}`] ?? null) as string | null));
