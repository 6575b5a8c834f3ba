/** Shipments and their lines as rows, and how they are loaded: batched, and only what the caller may see. */
import { listLoaderOf, loaderOf } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { DB, Shipment, ShipmentLine } from "../../generated/tables.ts";

export interface ShipmentRow extends Selectable<Shipment> { orderNumber: string }
export interface ShipmentLineRow extends Selectable<ShipmentLine> { baseCurrency: string }

export const shipmentColumns: RawBuilder<unknown> = sql`s.*, o.number as order_number`;
export const shipmentFrom: RawBuilder<unknown> = sql`shipment s join sales_order o on o.id = s.sales_order_id`;
const visible = (ctx: ErpContext): RawBuilder<boolean> => inEntities(ctx, sql`s.legal_entity`);
const shipmentsWhere = async (ctx: ErpContext, condition: RawBuilder<boolean>): Promise<ShipmentRow[]> =>
  (await sql<ShipmentRow>`select ${shipmentColumns} from ${shipmentFrom} where ${condition} and ${visible(ctx)} order by s.id desc`.execute(ctx.db)).rows;

/** Batched: the shipment if the caller may see it, else null. */
export const shipmentByNumber = (ctx: ErpContext, number: string): Promise<ShipmentRow | null> =>
  loaderOf<DB, ShipmentRow>(ctx, "shipmentByNumber", (row) => row.number, (numbers) => shipmentsWhere(ctx, sql<boolean>`s.number = any(${[...numbers]}::text[])`)).load(number);
export const shipmentById = (ctx: ErpContext, id: string): Promise<ShipmentRow | null> =>
  loaderOf<DB, ShipmentRow>(ctx, "shipmentById", (row) => row.id, (ids) => shipmentsWhere(ctx, sql<boolean>`s.id = any(${[...ids]}::uuid[])`)).load(id);
/** Batched: the shipments of an order, newest first. */
export const shipmentsOfOrder = (ctx: ErpContext, orderId: string): Promise<ShipmentRow[]> =>
  listLoaderOf<DB, ShipmentRow>(ctx, "shipmentsOfOrder", (row) => row.salesOrderId, (ids) => shipmentsWhere(ctx, sql<boolean>`s.sales_order_id = any(${[...ids]}::uuid[])`)).load(orderId);
/** Batched: the shipment a shipment line stands on, for documents that name the line. */
export const shipmentOfLine = async (ctx: ErpContext, shipmentLineId: string): Promise<ShipmentRow | null> =>
  loaderOf<DB, ShipmentRow & { lineId: string }>(ctx, "shipmentOfLine", (row) => row.lineId, async (ids) =>
    (await sql<ShipmentRow & { lineId: string }>`select ${shipmentColumns}, sl.id as line_id from ${shipmentFrom} join shipment_line sl on sl.shipment_id = s.id where sl.id = any(${[...ids]}::uuid[]) and ${visible(ctx)}`.execute(ctx.db)).rows).load(shipmentLineId);
/** Batched: the lines of a shipment in the order's order. */
export const linesOfShipment = (ctx: ErpContext, shipmentId: string): Promise<ShipmentLineRow[]> =>
  listLoaderOf<DB, ShipmentLineRow>(ctx, "linesOfShipment", (row) => row.shipmentId, async (ids) =>
    (await sql<ShipmentLineRow>`select sl.*, e.base_currency from shipment_line sl join shipment s on s.id = sl.shipment_id join legal_entity e on e.code = s.legal_entity join sales_order_line l on l.id = sl.order_line_id
      where sl.shipment_id = any(${[...ids]}::uuid[]) and ${visible(ctx)} order by sl.shipment_id, l.line_number`.execute(ctx.db)).rows).load(shipmentId);
