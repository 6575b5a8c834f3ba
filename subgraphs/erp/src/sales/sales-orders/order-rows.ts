/** Orders, lines and blocks as rows, and how they are loaded: batched, and only what the caller may see. */
import { isUuid, listLoaderOf, loaderOf } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { DB, SalesOrder, SalesOrderBlock, SalesOrderLine } from "../../generated/tables.ts";
import type { BlockCause } from "./order-block-causes.ts";

export type SalesOrderRow = Omit<Selectable<SalesOrder>, "searchText">;
/** A line with what its order and item say about it. */
export interface SalesOrderLineRow extends Selectable<SalesOrderLine> { currency: string; isStocked: boolean; itemName: string; leadTimeDays: number; unitDecimals: number }
export type OrderBlockRow = Omit<Selectable<SalesOrderBlock>, "causes"> & { causes: BlockCause[] };

export const orderColumns: RawBuilder<unknown> = sql`o.id, o.number, o.legal_entity, o.customer_number, o.currency, o.order_date, o.requested_date, o.promised_date, o.status, o.delivery_status, o.invoice_status, o.is_blocked,
  o.payment_terms, o.billing_address, o.delivery_address, o.customer_reference, o.signature_id, o.quote_number, o.net_amount, o.tax_amount, o.freight_amount, o.freight_tax_code, o.freight_tax_percent, o.freight_tax_amount,
  o.total_amount, o.cancel_reason, o.created_at, o.created_by, o.last_line_number, o.confirmed_at, o.version`;
export const lineColumns: RawBuilder<unknown> = sql`l.*, o.currency, i.is_stocked, i.name as item_name, i.lead_time_days, u.decimals as unit_decimals`;
export const lineFrom: RawBuilder<unknown> = sql`sales_order_line l join sales_order o on o.id = l.sales_order_id join item i on i.number = l.item_number join unit u on u.code = i.unit`;

/** What of a line has neither been shipped nor cancelled. */
export const isOpenLine = sql<boolean>`l.quantity > l.shipped_quantity + l.cancelled_quantity`;

const visible = (ctx: ErpContext): RawBuilder<boolean> => inEntities(ctx, sql`o.legal_entity`);
const ordersWhere = async (ctx: ErpContext, condition: RawBuilder<boolean>): Promise<SalesOrderRow[]> =>
  (await sql<SalesOrderRow>`select ${orderColumns} from sales_order o where ${condition} and ${visible(ctx)}`.execute(ctx.db)).rows;

/** Batched: the order if the caller may see it, else null. */
export const salesOrderByNumber = (ctx: ErpContext, number: string): Promise<SalesOrderRow | null> =>
  loaderOf<DB, SalesOrderRow>(ctx, "salesOrderByNumber", (row) => row.number, (numbers) => ordersWhere(ctx, sql<boolean>`o.number = any(${[...numbers]}::text[])`)).load(number);
export const salesOrderById = (ctx: ErpContext, id: string): Promise<SalesOrderRow | null> =>
  isUuid(id) ? loaderOf<DB, SalesOrderRow>(ctx, "salesOrderById", (row) => row.id, (ids) => ordersWhere(ctx, sql<boolean>`o.id = any(${[...ids]}::uuid[])`)).load(id) : Promise.resolve(null);
/** Batched: the lines of an order the caller may see, in order. */
export const linesOfOrder = (ctx: ErpContext, orderId: string): Promise<SalesOrderLineRow[]> =>
  listLoaderOf<DB, SalesOrderLineRow>(ctx, "linesOfOrder", (row) => row.salesOrderId, async (ids) =>
    (await sql<SalesOrderLineRow>`select ${lineColumns} from ${lineFrom} where l.sales_order_id = any(${[...ids]}::uuid[]) and ${visible(ctx)} order by l.sales_order_id, l.line_number`.execute(ctx.db)).rows).load(orderId);
export const orderLineById = (ctx: ErpContext, id: string): Promise<SalesOrderLineRow | null> =>
  loaderOf<DB, SalesOrderLineRow>(ctx, "orderLineById", (row) => row.id, async (ids) =>
    (await sql<SalesOrderLineRow>`select ${lineColumns} from ${lineFrom} where l.id = any(${[...ids]}::uuid[]) and ${visible(ctx)}`.execute(ctx.db)).rows).load(id);
export interface ReservationRow { lineId: string; warehouse: string; quantity: string; pickedQuantity: string }
/** Batched: what is held where for a line the caller may see, and what of it is on its way out. */
export const reservationsOfLine = (ctx: ErpContext, lineId: string): Promise<ReservationRow[]> =>
  listLoaderOf<DB, ReservationRow>(ctx, "reservationsOfLine", (row) => row.lineId, async (ids) => (await sql<ReservationRow>`
    select r.line_id, r.warehouse, r.quantity, coalesce((select sum(sl.quantity) from shipment_line sl join shipment s on s.id = sl.shipment_id
      where sl.order_line_id = r.line_id and s.warehouse = r.warehouse and s.status in ('DRAFT', 'PICKED')), 0) as picked_quantity
    from reservation r where r.line_id = any(${[...ids]}::uuid[]) order by r.line_id, r.warehouse`.execute(ctx.db)).rows).load(lineId);
/** Batched: all blocks of an order, lifted ones too, oldest first. */
export const blocksOfOrder = (ctx: ErpContext, orderId: string): Promise<OrderBlockRow[]> =>
  listLoaderOf<DB, OrderBlockRow>(ctx, "blocksOfOrder", (row) => row.salesOrderId, async (ids) =>
    (await sql<OrderBlockRow>`select b.* from sales_order_block b join sales_order o on o.id = b.sales_order_id where b.sales_order_id = any(${[...ids]}::uuid[]) and ${visible(ctx)} order by b.since, b.id`.execute(ctx.db)).rows).load(orderId);
