/** Reserving for orders, and what follows from it: promises, and a block per line that is short. */
import { type CalendarDate, type Dec, dec } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { promiseOn, reserveAll, type Want } from "../../supply/inventory/inventory.module.ts";
import { liftBlocks, raiseBlocks } from "./order-blocks.ts";
import type { SalesOrderLineRow } from "./order-rows.ts";
import { shortageReason } from "./sales-orders.rules.ts";

/** What of a line is neither shipped nor cancelled nor held for it. */
export const shortOf = (line: SalesOrderLineRow): Dec => dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity).minus(line.reservedQuantity);

/**
 * Reserves for lines of locked orders and settles what follows. Wants are served in their order, several per line if it draws on several
 * warehouses. Answers what each line got, by line.
 */
export async function reserveForLines(tx: Tx, ctx: ErpContext, lines: readonly (SalesOrderLineRow & { orderRequestedDate: CalendarDate | null })[], wants: readonly Want[], which: "all" | "gained" = "all"): Promise<Map<string, Dec>> {
  const got = await reserveAll(tx, ctx, wants);
  const more = new Map<string, Dec>();
  for (const [i, want] of wants.entries()) more.set(want.lineId, (more.get(want.lineId) ?? dec(0)).plus(got[i] ?? 0));
  const settled = lines.filter((line) => which === "all" || more.get(line.id)?.greaterThan(0)).map((line) => {
    const gained = more.get(line.id) ?? dec(0);
    const missing = line.isStocked ? shortOf(line).minus(gained) : dec(0);
    return { line, missing, promisedDate: promiseOf(line, gained, missing, ctx.today) };
  });
  if (settled.length === 0) return more;
  await sql`
    update sales_order_line l set promised_date = p.promised_date, first_promised_date = coalesce(l.first_promised_date, p.promised_date)
    from unnest(${settled.map((s) => s.line.id)}::uuid[], ${settled.map((s) => s.promisedDate)}::date[]) as p (id, promised_date)
    where l.id = p.id and l.promised_date is distinct from p.promised_date`.execute(tx);
  const covered = settled.filter((s) => s.missing.isZero()).map((s) => s.line.id);
  const orderIds = [...new Set(settled.map((s) => s.line.salesOrderId))];
  if (covered.length > 0) await liftBlocks(tx, ctx, { orderIds, kinds: ["STOCK"], lineIds: covered }, "Stock has been reserved.");
  await raiseBlocks(tx, ctx, settled.filter((s) => s.missing.greaterThan(0)).map(({ line, missing, promisedDate }) => ({
    orderId: line.salesOrderId, kind: "STOCK", lineId: line.id, reason: shortageReason({ itemName: line.itemName, quantity: line.quantity, missing, warehouse: line.warehouse, promisedDate }),
  })));
  return more;
}
/** A line keeps its promise until it is all there, or the day is over. */
function promiseOf(line: SalesOrderLineRow & { orderRequestedDate: CalendarDate | null }, gained: Dec, missing: Dec, today: CalendarDate): CalendarDate {
  const isThere = missing.isZero();
  if (line.promisedDate && (isThere ? gained.isZero() : line.promisedDate >= today)) return line.promisedDate;
  return promiseOn({ available: isThere ? "1" : "0", quantity: "1", today, leadTimeDays: line.leadTimeDays, requestedDate: line.requestedDate ?? line.orderRequestedDate });
}
