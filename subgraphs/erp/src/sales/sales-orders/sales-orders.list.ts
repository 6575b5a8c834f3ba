import { by, defineList } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import { orderColumns, type SalesOrderRow } from "./order-rows.ts";

const anyLine = (condition: RawBuilder<boolean>): RawBuilder<boolean> => sql<boolean>`exists (select 1 from sales_order_line l where l.sales_order_id = o.id and ${condition})`;
const anyBlock = (condition: RawBuilder<boolean>): RawBuilder<boolean> => sql<boolean>`exists (select 1 from sales_order_block b where b.sales_order_id = o.id and b.lifted_at is null and ${condition})`;

/** Orders, newest first unless asked otherwise. */
export const salesOrderList = defineList<SalesOrderRow, ErpContext>({
  name: "sales orders",
  from: sql`sales_order o`,
  select: orderColumns,
  key: { by: sql`o.id`, type: "uuid" },
  visible: (ctx) => inEntities(ctx, sql`o.legal_entity`),
  filters: {
    number: by.id(sql`o.number`),
    customerNumber: by.id(sql`o.customer_number`),
    legalEntity: by.id(sql`o.legal_entity`),
    status: by.enum(sql`o.status`),
    deliveryStatus: by.enum(sql`o.delivery_status`),
    invoiceStatus: by.enum(sql`o.invoice_status`),
    isBlocked: by.boolean(sql`o.is_blocked`),
    blockKind: by.with(by.enum(sql`b.kind`), anyBlock),
    warehouse: by.with(by.id(sql`l.warehouse`), anyLine),
    itemNumber: by.with(by.id(sql`l.item_number`), anyLine),
    orderDate: by.date(sql`o.order_date`),
    promisedDate: by.date(sql`o.promised_date`),
    total: by.decimal(sql`o.total_amount`),
    customerReference: by.text(sql`o.customer_reference`, sql`o.search_text`),
  },
  orders: {
    NUMBER: { by: sql`o.number`, type: "text" },
    ORDER_DATE: { by: sql`o.order_date`, type: "date" },
    PROMISED_DATE: { by: sql`o.promised_date`, type: "date", nullable: true },
    TOTAL: { by: sql`o.total_amount`, type: "numeric" },
    STATUS: { by: sql`o.status`, type: "text" },
    IS_BLOCKED: { by: sql`o.is_blocked`, type: "boolean" },
  },
  defaultOrder: [{ field: "ORDER_DATE", direction: "DESC" }],
});
