import { act, audit, type Dec, dec, laterOf, nextNumber, notFound, optionalText, plain, refuse, sum } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationShipmentCreateArgs, ShipmentCreateInput, ShipmentLineInput } from "../../generated/graphql.ts";
import { linesOf, lockOrder, refreshOrder, type SalesOrderLineRow, type SalesOrderRow } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertQuantityFits, type Ready, readyIn } from "./shipping.rules.ts";
import { assertMayLeave } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";

export async function shipmentCreate(ctx: ErpContext, args: MutationShipmentCreateArgs): Promise<{ shipment: ShipmentRow | null }> {
  const number = await act(ctx, { name: "shipmentCreate", idempotencyKey: args.idempotencyKey, body: args }, (tx) => createShipmentIn(tx, ctx, args.salesOrderNumber, args.input));
  return { shipment: await shipmentByNumber(ctx, number) };
}
/** Makes a shipment of reserved stock within an act and answers its number. */
export async function createShipmentIn(tx: Tx, ctx: ErpContext, salesOrderNumber: string, input: ShipmentCreateInput): Promise<string> {
  const carrier = optionalText(input.carrier, ["input", "carrier"], "The carrier", 80);
  const order = await lockOrder(tx, ctx, salesOrderNumber, ["salesOrderNumber"]);
  if (order.status !== "CONFIRMED" && order.status !== "IN_FULFILMENT") {
    refuse("WRONG_STATE", `${order.number} is ${order.status.toLowerCase()}. ${order.status === "DRAFT" ? "Confirm it first, so that stock is reserved." : "Nothing of it is left to ship."}`, ["salesOrderNumber"]);
  }
  await assertMayLeave(tx, order, ["salesOrderNumber"]);
  const lines = await linesOf(tx, order.id);
  const ready = await readyLines(tx, order, lines);
  const warehouse = await warehouseFor(tx, order, lines, ready, input);
  const chosen = input.lines ? chooseGiven(order, lines, ready, warehouse, input.lines) : readyIn(ready, warehouse);
  if (chosen.length === 0) {
    refuse("NOTHING_TO_SHIP", `Nothing of ${order.number} is ready in ${warehouse}: it is not reserved there or already on a shipment. Reallocate the order, or wait for a receipt.`, ["salesOrderNumber"]);
  }
  const number = await nextNumber(tx, "shipment_number", "SH");
  const promises = chosen.map(({ line }) => line.promisedDate).filter((date) => date !== null);
  const { id } = await tx.insertInto("shipment").values({
    number, legalEntity: order.legalEntity, salesOrderId: order.id, customerNumber: order.customerNumber, warehouse, deliveryAddress: order.deliveryAddress, carrier,
    promisedDate: promises.length > 0 ? promises.reduce(laterOf) : null, createdAt: ctx.now,
  }).returning("id").executeTakeFirstOrThrow();
  await tx.insertInto("shipmentLine").values(chosen.map(({ line, quantity }) => ({ shipmentId: id, orderLineId: line.id, itemNumber: line.itemNumber, quantity: quantity.toFixed() }))).execute();
  await sql`update sales_order_line l set picked_quantity = l.picked_quantity + s.quantity from shipment_line s where s.shipment_id = ${id} and l.id = s.order_line_id`.execute(tx);
  await refreshOrder(tx, order.id);
  await audit(tx, ctx, { act: "shipmentCreate", entity: "Shipment", key: number, changes: { order: order.number, warehouse, lines: chosen.map(({ line, quantity }) => ({ line: line.lineNumber, quantity: plain(quantity) })) } });
  return number;
}
/** What of each line is ready in which warehouse: reserved and on no other shipment. Services are ready anywhere. */
async function readyLines(tx: Tx, order: SalesOrderRow, lines: readonly SalesOrderLineRow[]): Promise<Ready<SalesOrderLineRow>[]> {
  const { rows } = await sql<{ lineId: string; warehouse: string; quantity: string }>`
    select r.line_id, r.warehouse, r.quantity - coalesce((select sum(sl.quantity) from shipment_line sl join shipment s on s.id = sl.shipment_id
      where sl.order_line_id = r.line_id and s.warehouse = r.warehouse and s.status in ('DRAFT', 'PICKED')), 0) as quantity
    from reservation r join sales_order_line l on l.id = r.line_id where l.sales_order_id = ${order.id} order by r.warehouse`.execute(tx);
  return lines.map((line) => ({
    line,
    in: rows.filter((row) => row.lineId === line.id).map((row) => ({ warehouse: row.warehouse, quantity: dec(row.quantity) })),
    anywhere: line.isStocked ? dec(0) : dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity).minus(line.pickedQuantity),
  }));
}
/** The warehouse named, if it is the entity's; else the one with most ready of what is wanted. */
async function warehouseFor(tx: Tx, order: SalesOrderRow, lines: readonly SalesOrderLineRow[], ready: readonly Ready<SalesOrderLineRow>[], input: ShipmentCreateInput): Promise<string> {
  if (input.warehouse) {
    const known = await tx.selectFrom("warehouse").select("code").where("code", "=", input.warehouse).where("legalEntity", "=", order.legalEntity).executeTakeFirst();
    return known?.code ?? notFound("warehouse", input.warehouse, ["input", "warehouse"]);
  }
  const wanted = input.lines ? new Set(input.lines.map((line) => line.lineNumber)) : null;
  const most = new Map<string, Dec>();
  for (const { line, in: places } of ready) {
    if (wanted && !wanted.has(line.lineNumber)) continue;
    for (const place of places) most.set(place.warehouse, sum([most.get(place.warehouse) ?? "0", place.quantity]));
  }
  const best = [...most].filter(([, quantity]) => quantity.greaterThan(0)).sort(([a, x], [b, y]) => y.comparedTo(x) || (a < b ? -1 : 1))[0];
  return best?.[0] ?? lines[0]?.warehouse ?? "";
}
function chooseGiven(order: SalesOrderRow, lines: readonly SalesOrderLineRow[], ready: readonly Ready<SalesOrderLineRow>[], warehouse: string, given: readonly ShipmentLineInput[]): { line: SalesOrderLineRow; quantity: Dec }[] {
  const seen = new Set<number>();
  return given.map((wanted, i) => {
    const path = ["input", "lines", String(i)];
    const line = lines.find((each) => each.lineNumber === wanted.lineNumber) ?? notFound(`line of ${order.number}`, String(wanted.lineNumber), [...path, "lineNumber"]);
    if (seen.has(wanted.lineNumber)) refuse("DUPLICATE_LINE", `Line ${wanted.lineNumber} is named twice. Give each line once, with its whole quantity.`, [...path, "lineNumber"]);
    seen.add(wanted.lineNumber);
    return { line, quantity: assertQuantityFits(line, ready, warehouse, wanted.quantity, [...path, "quantity"]) };
  });
}
