import { act, audit, text } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { MutationShipmentCancelArgs } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertStatus, lockShipment } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";

/** Calls a shipment off before it left. What was on it stays reserved for the order. */
export async function shipmentCancel(ctx: ErpContext, args: MutationShipmentCancelArgs): Promise<{ shipment: ShipmentRow | null }> {
  await act(ctx, { name: "shipmentCancel", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const reason = text(args.reason, ["reason"], "The reason", 500);
    const { shipment, order } = await lockShipment(tx, ctx, args.number);
    assertStatus(shipment, ["DRAFT", "PICKED"], "only one that has not left can be called off.");
    await tx.updateTable("shipment").set({ status: "CANCELLED", version: shipment.version + 1 }).where("id", "=", shipment.id).execute();
    await sql`update sales_order_line l set picked_quantity = l.picked_quantity - s.quantity from shipment_line s where s.shipment_id = ${shipment.id} and l.id = s.order_line_id`.execute(tx);
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "shipmentCancel", entity: "Shipment", key: shipment.number, changes: { reason } });
    return null;
  });
  return { shipment: await shipmentByNumber(ctx, args.number) };
}
