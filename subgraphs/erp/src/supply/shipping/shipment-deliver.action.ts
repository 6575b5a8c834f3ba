import { act, audit, type CalendarDate, refuse } from "@homefield/kit";
import { sql } from "kysely";
import { assertPostingDate } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationShipmentDeliverArgs } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertStatus, lockShipment } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";

export async function shipmentDeliver(ctx: ErpContext, args: MutationShipmentDeliverArgs): Promise<{ shipment: ShipmentRow | null }> {
  await act(ctx, { name: "shipmentDeliver", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    await deliverIn(tx, ctx, args.number, args.deliveredDate ?? ctx.today);
    return null;
  });
  return { shipment: await shipmentByNumber(ctx, args.number) };
}
/** The goods have arrived, within an act. */
export async function deliverIn(tx: Tx, ctx: ErpContext, number: string, deliveredDate: CalendarDate): Promise<void> {
  assertPostingDate(ctx, deliveredDate, ["deliveredDate"], "The day of arrival");
  const { shipment, order } = await lockShipment(tx, ctx, number);
  assertStatus(shipment, ["SHIPPED"], "only one that is on its way can arrive.");
  if (shipment.shippedDate && deliveredDate < shipment.shippedDate) {
    refuse("DATE_BEFORE_SHIPPING", `The day of arrival is ${deliveredDate}, but shipment ${shipment.number} left on ${shipment.shippedDate}. Give that day or a later one.`, ["deliveredDate"]);
  }
  await tx.updateTable("shipment").set({ status: "DELIVERED", deliveredDate, version: shipment.version + 1 }).where("id", "=", shipment.id).execute();
  await sql`update sales_order_line l set delivered_quantity = l.delivered_quantity + s.quantity from shipment_line s where s.shipment_id = ${shipment.id} and l.id = s.order_line_id`.execute(tx);
  await refreshOrder(tx, order.id);
  await audit(tx, ctx, { act: "shipmentDeliver", entity: "Shipment", key: shipment.number, changes: { deliveredDate } });
}
