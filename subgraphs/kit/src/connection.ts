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
import { type RawBuilder, sql } from "kysely";
import { can, forbidden } from "./caller.ts";
import type { Context } from "./context.ts";
import { allOf, ALWAYS, type FilterField, type FilterInput, whereOf } from "./filter.ts";
import { afterCondition, badInput, cursorColumns, cursorOf, type OrderBy, type OrderColumn, orderClause, type Ordered, orderOf, readCursor } from "./keyset.ts";
export type { OrderBy, OrderColumn };

type Sql = RawBuilder<unknown>;
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
  /** Filter fields and orders that would tell what a permission guards: who lacks it can't narrow or order by them. */
  needs?: Record<string, string>;
}
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

/** The condition that decides which rows a filter and the row policy leave: for totals, counts and key sets. */
export const conditionOf = <C extends Context<any>>(ctx: C, list: ListDefinition<C>, filter: object | null | undefined, extra: RawBuilder<boolean> = ALWAYS): RawBuilder<boolean> =>
  allOf([list.visible(ctx), filterOf(ctx, list, filter), extra]);
/** What a filter alone says, for a place that is under the row policy already. */
export function filterOf<C extends Context<any>>(ctx: C, list: ListDefinition<C>, filter: object | null | undefined): RawBuilder<boolean> {
  const fields = { ...(typeof list.filters === "function" ? list.filters(ctx) : list.filters) };
  for (const name of Object.keys(list.needs ?? {})) {
    const field = fields[name];
    if (field) fields[name] = (comparator) => (assertMayUse(ctx, list, name), field(comparator));
  }
  return whereOf(filter as FilterInput | null | undefined, fields);
}
/** Refuses what would tell what the caller may not know. */
export function assertMayUse<C extends Context<any>>(ctx: C, list: ListDefinition<C>, name: string): void {
  const needed = list.needs?.[name];
  if (needed !== undefined && !can(ctx, needed)) throw forbidden(needed, `"${name}" of ${list.name}`);
}
export const fromOf = <C extends Context<any>>(ctx: C, list: ListDefinition<C>): Sql => (typeof list.from === "function" ? list.from(ctx) : list.from);

export async function pageOf<Row extends object, C extends Context<any>>(ctx: C, list: ListDefinition<C> & { row?: Row }, args: PageArgs, extra: RawBuilder<boolean> = ALWAYS): Promise<Connection<Row>> {
  const { first, where, from, order, after } = partsOf(ctx, list, args, extra);
  const rows = first === 0 ? [] : (await sql<Row & Record<string, string | null>>`
    select ${list.select}, ${cursorColumns(order)} from ${from} where ${where} and ${after}
    order by ${sql.join(order.map(orderClause))} limit ${sql.lit(first + 1)}`.execute(ctx.db)).rows;
  return connectionFrom(rows, first, order, () => countOf(ctx, list, args.filter, extra));
}
/** What every page is read with; refuses a page size or cursor that can't be meant. */
export function partsOf<C extends Context<any>>(ctx: C, list: ListDefinition<C>, args: PageArgs, extra: RawBuilder<boolean> = ALWAYS): { first: number; where: RawBuilder<boolean>; from: Sql; order: Ordered[]; after: RawBuilder<boolean> } {
  const first = args.first ?? 50;
  if (!Number.isInteger(first) || first < 0 || first > MOST_ROWS) throw badInput(`"first" is ${first}; it must be between 0 and ${MOST_ROWS}. Ask for further pages with "after".`);
  for (const { field } of args.orderBy ?? []) assertMayUse(ctx, list, field);
  const order = orderOf(list, args.orderBy);
  return { first, where: conditionOf(ctx, list, args.filter, extra), from: fromOf(ctx, list), order, after: args.after ? afterCondition(order, readCursor(order, args.after)) : ALWAYS };
}
/** A connection over at most `first` + 1 rows; the one too many only says that there are more. */
export function connectionFrom<Row extends object>(rows: Row[], first: number, order: Ordered[], totalCount: () => Promise<number>): Connection<Row> {
  const page = rows.slice(0, first);
  const cursor = (row: Row): string => cursorOf(order, row as Record<string, unknown>);
  return {
    nodes: page,
    edges: () => page.map((node) => ({ cursor: cursor(node), node })),
    pageInfo: { hasNextPage: rows.length > first, endCursor: page.length > 0 ? cursor(page.at(-1)!) : null },
    totalCount,
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
