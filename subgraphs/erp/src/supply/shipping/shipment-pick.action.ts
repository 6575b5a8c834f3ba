import { act, audit, checkVersion, plain } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationShipmentPickArgs, ShipmentPickInput } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertMayLeave, assertStatus, linesHeld, lockShipment } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";
import { pickOf } from "./shipping.rules.ts";

export async function shipmentPick(ctx: ErpContext, args: MutationShipmentPickArgs): Promise<{ shipment: ShipmentRow | null }> {
  await act(ctx, { name: "shipmentPick", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    await pickIn(tx, ctx, args.number, args.input, args.expectedVersion ?? null);
    return null;
  });
  return { shipment: await shipmentByNumber(ctx, args.number) };
}
/** Records what was picked within an act. What is short comes off the shipment and stays reserved on the order, as a backorder. */
export async function pickIn(tx: Tx, ctx: ErpContext, number: string, input: ShipmentPickInput, expectedVersion: number | null = null): Promise<void> {
  const { shipment, order } = await lockShipment(tx, ctx, number);
  if (expectedVersion !== null) checkVersion(shipment, expectedVersion, "shipment");
  assertStatus(shipment, ["DRAFT"], "only one that is to be picked can be picked.");
  await assertMayLeave(tx, order, ["number"]);
  const picks = pickOf(await linesHeld(tx, shipment.id), input.lines ?? null, ["input", "lines"]);
  await sql`
    with picked as (select * from unnest(${picks.map((p) => p.line.id)}::uuid[], ${picks.map((p) => p.picked.toFixed())}::numeric[]) as p (id, quantity)),
      short as (update sales_order_line l set picked_quantity = l.picked_quantity - (s.quantity - p.quantity) from shipment_line s join picked p on p.id = s.id where l.id = s.order_line_id and p.quantity < s.quantity),
      gone as (delete from shipment_line s using picked p where s.id = p.id and p.quantity = 0)
    update shipment_line s set quantity = p.quantity, picked_quantity = p.quantity from picked p where s.id = p.id and p.quantity > 0`.execute(tx);
  await tx.updateTable("shipment").set({ status: "PICKED", version: shipment.version + 1 }).where("id", "=", shipment.id).execute();
  await refreshOrder(tx, order.id);
  const short = picks.filter(({ line, picked }) => picked.lessThan(line.quantity)).map(({ line, picked }) => ({ line: line.lineNumber, planned: plain(line.quantity), picked: plain(picked) }));
  await audit(tx, ctx, { act: "shipmentPick", entity: "Shipment", key: shipment.number, changes: short.length > 0 ? { short } : {} });
}
