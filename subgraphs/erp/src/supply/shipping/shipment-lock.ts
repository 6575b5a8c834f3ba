/** Acts on shipments take turns on their order: the order is locked first, then the shipment. */
import { notFound, refuse } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import { lockOrder, type SalesOrderRow } from "../../sales/sales-orders/sales-orders.module.ts";
import { shipmentColumns, shipmentFrom, type ShipmentRow } from "./shipment-rows.ts";

/** A line of a shipment with what its order line and item say. */
export interface HeldLine { id: string; orderLineId: string; lineNumber: number; itemNumber: string; itemName: string; isStocked: boolean; unitDecimals: number; quantity: string; pickedQuantity: string }

/** Locks a shipment and its order until the act is done. Unknown and not the caller's are refused alike. */
export async function lockShipment(tx: Tx, ctx: ErpContext, number: string): Promise<{ shipment: ShipmentRow; order: SalesOrderRow }> {
  const found = await sql<{ orderNumber: string; legalEntity: string }>`select o.number as order_number, s.legal_entity from ${shipmentFrom} where s.number = ${number}`.execute(tx);
  const seen = found.rows[0] ?? notFound("shipment", number, ["number"]);
  assertSees(ctx, seen.legalEntity, "shipment", number, ["number"]);
  const order = await lockOrder(tx, ctx, seen.orderNumber, ["number"]);
  const { rows } = await sql<ShipmentRow>`select ${shipmentColumns} from ${shipmentFrom} where s.number = ${number} for no key update of s`.execute(tx);
  return { shipment: rows[0] ?? notFound("shipment", number, ["number"]), order };
}
export const linesHeld = async (tx: Tx, shipmentId: string): Promise<HeldLine[]> =>
  (await sql<HeldLine>`select sl.id, sl.order_line_id, l.line_number, sl.item_number, i.name as item_name, i.is_stocked, u.decimals as unit_decimals, sl.quantity, sl.picked_quantity
    from shipment_line sl join sales_order_line l on l.id = sl.order_line_id join item i on i.number = sl.item_number join unit u on u.code = i.unit where sl.shipment_id = ${shipmentId}::uuid order by l.line_number`.execute(tx)).rows;

/** Nothing leaves while the order waits for credit or its customer is on hold. */
export async function assertMayLeave(tx: Tx, order: SalesOrderRow, path: string[]): Promise<void> {
  const { rows } = await sql<{ kind: string; reason: string }>`
    select kind, reason from sales_order_block where sales_order_id = ${order.id} and lifted_at is null and kind in ('CREDIT', 'HOLD')
    union all select 'HOLD', 'The customer is on hold: ' || coalesce(hold_reason, '') from customer where number = ${order.customerNumber} and is_on_hold order by 1 desc limit 1`.execute(tx);
  const block = rows[0];
  if (!block) return;
  const next = block.kind === "CREDIT" ? "Have the credit released first." : "Have the customer released first.";
  refuse(block.kind === "CREDIT" ? "CREDIT_BLOCKED" : "CUSTOMER_ON_HOLD", `${order.number} may not leave. ${block.reason.replace(/[.:\s]*$/, "")}. ${next}`, path);
}
export function assertStatus(shipment: ShipmentRow, allowed: readonly string[], what: string): void {
  if (!allowed.includes(shipment.status)) refuse("WRONG_STATE", `Shipment ${shipment.number} is ${shipment.status.toLowerCase()}; ${what}`, ["number"]);
}
