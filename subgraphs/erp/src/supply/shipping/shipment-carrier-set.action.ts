import { act, audit, checkVersion, optionalText, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationShipmentCarrierSetArgs } from "../../generated/graphql.ts";
import { assertStatus, lockShipment } from "./shipment-lock.ts";
import { shipmentByNumber, type ShipmentRow } from "./shipment-rows.ts";

export async function shipmentCarrierSet(ctx: ErpContext, args: MutationShipmentCarrierSetArgs): Promise<{ shipment: ShipmentRow | null }> {
  await act(ctx, { name: "shipmentCarrierSet" }, async (tx) => {
    const carrier = text(args.input.carrier, ["input", "carrier"], "The carrier", 80);
    const trackingNumber = optionalText(args.input.trackingNumber, ["input", "trackingNumber"], "The tracking number", 80);
    const { shipment } = await lockShipment(tx, ctx, args.number);
    checkVersion(shipment, args.expectedVersion, "shipment");
    assertStatus(shipment, ["DRAFT", "PICKED", "SHIPPED"], "its carrier no longer changes.");
    await tx.updateTable("shipment").set({ carrier, trackingNumber, version: shipment.version + 1 }).where("id", "=", shipment.id).execute();
    await audit(tx, ctx, { act: "shipmentCarrierSet", entity: "Shipment", key: shipment.number, changes: { carrier: [shipment.carrier, carrier], trackingNumber: [shipment.trackingNumber, trackingNumber] } });
  });
  return { shipment: await shipmentByNumber(ctx, args.number) };
}
