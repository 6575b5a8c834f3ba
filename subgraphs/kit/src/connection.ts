/**
 * Relay connections with keyset cursors, from one declaration per list:
 *
 *   export const invoiceList = defineList<InvoiceRow, ErpContext>({
 *     name: "invoices",
 *     from: sql`invoice i`,                    // joins as needed
 *     select: sql`i.*`,
 *     key: { by: sql`i.id`, type: "uuid" },     // unique: the last word in every order
 *     visible: (ctx) => inEntities(ctx, sql`i.legal_entity`),
 *     filters: { number: by.id(sql`i.number`), … },
 *     orders: { DUE_DATE: { by: sql`i.due_date`, type: "date", nullable: true }, … },
 *     defaultOrder: [{ field: "DUE_DATE", direction: "DESC" }],
 *   });
 *   pageOf(ctx, invoiceList, args, sql`i.customer_number = ${number}`)
 *
 * A row that matches throughout with an unchanged value is seen exactly once; one that changes meanwhile may be missed or repeated.
 */
import { GraphQLError } from "graphql";
import { type RawBuilder, sql } from "kysely";
import type { Context } from "./context.ts";
import { allOf, ALWAYS, type FilterField, type FilterInput, whereOf } from "./filter.ts";

type Sql = RawBuilder<unknown>;
export interface OrderColumn { by: Sql; type: "text" | "numeric" | "date" | "timestamptz" | "int" | "boolean" | "uuid"; nullable?: boolean }
export interface ListDefinition<C extends Context<any>> {
  name: string;
  from: Sql | ((ctx: C) => Sql);
  select: Sql;
  key: OrderColumn;
  /** Row policy: what is not visible does not exist, in pages, counts and totals alike. */
  visible: (ctx: C) => RawBuilder<boolean>;
  filters: Record<string, FilterField> | ((ctx: C) => Record<string, FilterField>);
  orders: Record<string, OrderColumn>;
  defaultOrder: OrderBy[];
}
export interface OrderBy { field: string; direction: "ASC" | "DESC" }
export interface PageArgs { first?: number | null | undefined; after?: string | null | undefined; filter?: object | null | undefined; orderBy?: readonly OrderBy[] | null | undefined }
export interface Connection<Row> {
  nodes: Row[];
  edges: () => { cursor: string; node: Row }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  /** Counted only if asked for. */
  totalCount: () => Promise<number>;
}
export const MOST_ROWS = 200;
export const defineList = <Row, C extends Context<any>>(definition: ListDefinition<C>): ListDefinition<C> & { row?: Row } => definition;

const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });

/** The condition that decides which rows a filter and the row policy leave: for totals, counts and key sets. */
export function conditionOf<C extends Context<any>>(ctx: C, list: ListDefinition<C>, filter: object | null | undefined, extra: RawBuilder<boolean> = ALWAYS): RawBuilder<boolean> {
  const fields = typeof list.filters === "function" ? list.filters(ctx) : list.filters;
  return allOf([list.visible(ctx), whereOf(filter as FilterInput | null | undefined, fields), extra]);
}
const fromOf = <C extends Context<any>>(ctx: C, list: ListDefinition<C>): Sql => (typeof list.from === "function" ? list.from(ctx) : list.from);

export async function pageOf<Row extends object, C extends Context<any>>(ctx: C, list: ListDefinition<C> & { row?: Row }, args: PageArgs, extra: RawBuilder<boolean> = ALWAYS): Promise<Connection<Row>> {
  const first = args.first ?? 50;
  if (!Number.isInteger(first) || first < 0 || first > MOST_ROWS) throw badInput(`"first" is ${first}; it must be between 0 and ${MOST_ROWS}. Ask for further pages with "after".`);
  const where = conditionOf(ctx, list, args.filter, extra);
  const from = fromOf(ctx, list);
  const order = orderOf(list, args.orderBy);
  const after = args.after ? afterCondition(order, readCursor(order, args.after)) : ALWAYS;
  const cursorColumns = order.map((column, i) => sql`(${column.by})::text as ${sql.raw(`__c${i}`)}`);
  const rows = first === 0 ? [] : (await sql<Row & Record<string, string | null>>`
    select ${list.select}, ${sql.join(cursorColumns)} from ${from} where ${where} and ${after}
    order by ${sql.join(order.map(orderClause))} limit ${first + 1}`.execute(ctx.db)).rows;
  const page = rows.slice(0, first);
  // CamelCasePlugin turns "__c0" into "_C0".
  const cursorOf = (row: Record<string, unknown>): string => writeCursor(order, order.map((_, i) => (row[`__c${i}`] ?? row[`_C${i}`] ?? null) as string | null));
  return {
    nodes: page,
    edges: () => page.map((node) => ({ cursor: cursorOf(node as Record<string, unknown>), node })),
    pageInfo: { hasNextPage: rows.length > first, endCursor: page.length > 0 ? cursorOf(page.at(-1) as Record<string, unknown>) : null },
    totalCount: () => countOf(ctx, list, args.filter, extra),
  };
}
export async function countOf<C extends Context<any>>(ctx: C, list: ListDefinition<C>, filter?: object | null, extra: RawBuilder<boolean> = ALWAYS): Promise<number> {
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${fromOf(ctx, list)} where ${conditionOf(ctx, list, filter, extra)}`.execute(ctx.db);
  return counted.rows[0]!.n;
}
/** Any select over the rows a filter leaves, e.g. sums: `selectOver(ctx, list, filter, sql\`count(*)::int as n\`, sql\`group by …\`)`. */
export async function selectOver<Row, C extends Context<any>>(ctx: C, list: ListDefinition<C>, filter: object | null | undefined, select: Sql, tail: Sql = sql``, extra: RawBuilder<boolean> = ALWAYS): Promise<Row[]> {
  return (await sql<Row>`select ${select} from ${fromOf(ctx, list)} where ${conditionOf(ctx, list, filter, extra)} ${tail}`.execute(ctx.db)).rows;
}

interface Ordered extends OrderColumn { name: string; direction: "ASC" | "DESC" }
function orderOf<C extends Context<any>>(list: ListDefinition<C>, asked: readonly OrderBy[] | null | undefined): Ordered[] {
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
const orderClause = (column: Ordered): Sql => sql`${column.by} ${sql.raw(column.direction === "ASC" ? "asc" : "desc")}${sql.raw(column.nullable ? " nulls last" : "")}`;

function afterCondition(order: Ordered[], values: (string | null)[]): RawBuilder<boolean> {
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
function readCursor(order: Ordered[], cursor: string): (string | null)[] {
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
