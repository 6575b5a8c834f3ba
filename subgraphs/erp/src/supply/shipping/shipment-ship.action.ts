import { act, audit, dec, plain, sum } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationShipmentShipArgs } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { issue } from "../inventory/inventory.module.ts";
import { assertMayLeave, assertStatus, linesHeld, lockShipment } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";

export async function shipmentShip(ctx: ErpContext, args: MutationShipmentShipArgs): Promise<{ shipment: ShipmentRow | null }> {
  await act(ctx, { name: "shipmentShip", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    await shipIn(tx, ctx, args.number);
    return null;
  });
  return { shipment: await shipmentByNumber(ctx, args.number) };
}
/** The goods leave, within an act: stock, reservation and books move together, or not at all. */
export async function shipIn(tx: Tx, ctx: ErpContext, number: string): Promise<void> {
  const { shipment, order } = await lockShipment(tx, ctx, number);
  assertStatus(shipment, ["DRAFT", "PICKED"], "it can't leave again.");
  await assertMayLeave(tx, order, ["number"]);
  const lines = await linesHeld(tx, shipment.id);
  const { costs, journalEntryId } = await issue(tx, ctx, {
    legalEntity: shipment.legalEntity, warehouse: shipment.warehouse, shipmentNumber: shipment.number, postingDate: ctx.today, path: ["number"],
    lines: lines.filter((line) => line.isStocked).map((line) => ({ lineId: line.orderLineId, item: line.itemNumber, quantity: dec(line.quantity) })),
  });
  await sql`
    with left_house as (select * from unnest(${lines.map((line) => line.id)}::uuid[], ${lines.map((line) => (costs.get(line.orderLineId) ?? dec(0)).toFixed())}::numeric[]) as c (id, cost)),
      line as (update sales_order_line l set shipped_quantity = l.shipped_quantity + s.quantity, picked_quantity = l.picked_quantity - s.quantity from shipment_line s where s.shipment_id = ${shipment.id} and l.id = s.order_line_id)
    update shipment_line s set picked_quantity = s.quantity, cost_amount = c.cost from left_house c where s.id = c.id`.execute(tx);
  await tx.updateTable("shipment").set({ status: "SHIPPED", shippedDate: ctx.today, journalEntryId, version: shipment.version + 1 }).where("id", "=", shipment.id).execute();
  await refreshOrder(tx, order.id);
  await audit(tx, ctx, { act: "shipmentShip", entity: "Shipment", key: shipment.number, changes: { order: order.number, cost: plain(sum(costs.values())) } });
}
