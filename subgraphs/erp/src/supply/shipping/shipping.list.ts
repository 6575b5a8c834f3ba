import { by, defineList } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import { shipmentColumns, shipmentFrom, type ShipmentRow } from "./shipment-rows.ts";

/** Shipments, newest first unless asked otherwise: identifiers rise with time. */
export const shipmentList = defineList<ShipmentRow, ErpContext>({
  name: "shipments",
  from: shipmentFrom,
  select: shipmentColumns,
  key: { by: sql`s.id`, type: "uuid" },
  visible: (ctx) => inEntities(ctx, sql`s.legal_entity`),
  filters: {
    number: by.id(sql`s.number`),
    customerNumber: by.id(sql`s.customer_number`),
    salesOrderNumber: by.id(sql`o.number`),
    warehouse: by.id(sql`s.warehouse`),
    status: by.enum(sql`s.status`),
    promisedDate: by.date(sql`s.promised_date`),
    shippedDate: by.date(sql`s.shipped_date`),
  },
  orders: {
    NUMBER: { by: sql`s.number`, type: "text" },
    PROMISED_DATE: { by: sql`s.promised_date`, type: "date", nullable: true },
    SHIPPED_DATE: { by: sql`s.shipped_date`, type: "date", nullable: true },
    STATUS: { by: sql`s.status`, type: "text" },
    NEWEST: { by: sql`s.id`, type: "uuid" },
  },
  defaultOrder: [{ field: "NEWEST", direction: "DESC" }],
});
