/** Reserving for orders, and what follows from it: promises, and a block per line that is short. */
import { type CalendarDate, type Dec, dec } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { promiseOn, type Reach, reserve } from "../../supply/inventory/inventory.module.ts";
import { liftBlocks, raiseBlocks } from "./order-blocks.ts";
import type { SalesOrderLineRow } from "./order-rows.ts";

/** What of a line is neither shipped nor cancelled nor held for it. */
export const shortOf = (line: SalesOrderLineRow): Dec => dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity).minus(line.reservedQuantity);

/** A line with the day its whole order is wanted. */
export type WaitingLine = SalesOrderLineRow & { orderRequestedDate: CalendarDate | null };

/**
 * Reserves what is short on lines of locked orders, in the order of the lines, and settles what follows: for all of them, or only for those
 * that gained. Answers what each got, by line.
 */
export async function reserveForLines(tx: Tx, ctx: ErpContext, lines: readonly WaitingLine[], reach: Reach, settle: "all" | "gained" = "all"): Promise<Map<string, Dec>> {
  const wants = lines.filter((line) => line.isStocked).map((line) => ({ lineId: line.id, item: line.itemNumber, quantity: shortOf(line), warehouse: line.warehouse, isFixed: line.warehouseIsFixed }));
  const more = await reserve(tx, ctx, wants, reach);
  const settled = lines.filter((line) => settle === "all" || more.get(line.id)?.greaterThan(0)).map((line) => {
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
    orderId: line.salesOrderId, kind: "STOCK", lineId: line.id, causes: [{
      code: "STOCK_SHORT", itemNumber: line.itemNumber, itemName: line.itemName, orderedQuantity: line.quantity, missingQuantity: missing.toFixed(), warehouse: line.warehouseIsFixed ? line.warehouse : null, promisedDate,
    }],
  })));
  return more;
}
/** A line keeps its promise until it is all there, or the day is over. */
function promiseOf(line: WaitingLine, gained: Dec, missing: Dec, today: CalendarDate): CalendarDate {
  const isThere = missing.isZero();
  if (line.promisedDate && (isThere ? gained.isZero() : line.promisedDate >= today)) return line.promisedDate;
  return promiseOn({ available: isThere ? "1" : "0", quantity: "1", today, leadTimeDays: line.leadTimeDays, requestedDate: line.requestedDate ?? line.orderRequestedDate });
}
