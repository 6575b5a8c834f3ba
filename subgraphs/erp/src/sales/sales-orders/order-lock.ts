/**
 * Acts on orders take turns: customer first, then orders by id, then stock. NO KEY UPDATE, because a plain FOR UPDATE would also wait for
 * every document that merely points here.
 */
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import { notFound } from "@homefield/kit";
import { sql } from "kysely";
import { lineColumns, lineFrom, orderColumns, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";

/** Locks an order until the act is done. Unknown and not the caller's are refused alike. */
export async function lockOrder(tx: Tx, ctx: ErpContext, number: string, path: string[] = ["number"]): Promise<SalesOrderRow> {
  const { rows } = await sql<SalesOrderRow>`select ${orderColumns} from sales_order o where o.number = ${number} for no key update`.execute(tx);
  const order = rows[0] ?? notFound("sales order", number, path);
  assertSees(ctx, order.legalEntity, "sales order", number, path);
  return order;
}
/** Locks several orders that documents of this act already name, in one order. */
export async function lockOrdersById(tx: Tx, ids: readonly string[]): Promise<SalesOrderRow[]> {
  if (ids.length === 0) return [];
  return (await sql<SalesOrderRow>`select ${orderColumns} from sales_order o where o.id = any(${[...new Set(ids)]}::uuid[]) order by o.id for no key update`.execute(tx)).rows;
}
/** Whose order it is, before anything is locked: the customer is locked first, and an order never changes its customer. */
export async function customerOfOrder(tx: Tx, ctx: ErpContext, number: string, path: string[] = ["number"]): Promise<string> {
  const row = await tx.selectFrom("salesOrder").select(["customerNumber", "legalEntity"]).where("number", "=", number).executeTakeFirst();
  assertSees(ctx, row?.legalEntity, "sales order", number, path);
  return row?.customerNumber ?? notFound("sales order", number, path);
}
/** The lines of a locked order, in order. Who holds the order holds its lines. */
export const linesOf = async (tx: Tx, orderId: string): Promise<SalesOrderLineRow[]> =>
  (await sql<SalesOrderLineRow>`select ${lineColumns} from ${lineFrom} where l.sales_order_id = ${orderId}::uuid order by l.line_number`.execute(tx)).rows;
