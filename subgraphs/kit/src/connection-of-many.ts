/**
 * The same page of a list for many parents at once, in one statement: the 10 newest orders of each of 50 customers.
 *
 *   Customer: { salesOrders: (customer, args, ctx) => pageOfMany(ctx, salesOrderList, { name: "customer", by: sql`o.customer_number`, type: "text" }, customer.number, args) }
 *
 * All parents of a field share its arguments; aliases with other arguments are batches of their own.
 */
import { type RawBuilder, sql } from "kysely";
import { type Connection, connectionFrom, conditionOf, fromOf, type ListDefinition, type PageArgs, partsOf } from "./connection.ts";
import type { Context } from "./context.ts";
import { cursorColumns, orderClause } from "./keyset.ts";
import { listLoaderOf, loaderOf } from "./loader.ts";

export interface Parent {
  /** Tells batches apart: the same list may hang below several kinds of parent. */
  name: string;
  /** The column of the list that points to the parent. */
  by: RawBuilder<unknown>;
  type: "text" | "uuid";
}
export async function pageOfMany<Row extends object, C extends Context<any>>(ctx: C, list: ListDefinition<C> & { row?: Row }, parent: Parent, key: string, args: PageArgs): Promise<Connection<Row>> {
  const { first, where, from, order, after } = partsOf(ctx, list, args);
  const keyType = sql.raw(parent.type);
  const batch = `${list.name} of ${parent.name} ${JSON.stringify([args.filter ?? null, args.orderBy ?? null, first, args.after ?? null])}`;
  const pages = listLoaderOf<any, Row & { pageParent: string }>(ctx, `page: ${batch}`, (row) => row.pageParent, async (keys) => {
    if (first === 0) return [];
    const orderBy = sql.join(order.map(orderClause));
    const page = await sql<Row & { pageParent: string }>`
      select parent.key::text as page_parent, page.* from unnest(${[...keys]}::${keyType}[]) with ordinality as parent (key, position)
      cross join lateral (
        select ${list.select}, ${cursorColumns(order)}, row_number() over (order by ${orderBy}) as page_position
        from ${from} where ${parent.by} = parent.key and ${where} and ${after} order by ${orderBy} limit ${sql.lit(first + 1)}) page
      order by parent.position, page.page_position`.execute(ctx.db);
    return page.rows;
  });
  const counts = loaderOf<any, { pageParent: string; n: number }>(ctx, `count: ${list.name} of ${parent.name} ${JSON.stringify(args.filter ?? null)}`, (row) => row.pageParent, async (keys) => {
    const counted = await sql<{ pageParent: string; n: number }>`
      select ${parent.by}::text as page_parent, count(*)::int as n from ${fromOf(ctx, list)}
      where ${parent.by} = any(${[...keys]}::${keyType}[]) and ${conditionOf(ctx, list, args.filter)} group by ${parent.by}`.execute(ctx.db);
    return counted.rows;
  });
  return connectionFrom(await pages.load(key), first, order, async () => (await counts.load(key))?.n ?? 0);
}
