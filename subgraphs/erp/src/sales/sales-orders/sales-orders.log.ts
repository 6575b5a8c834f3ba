/** An order's story, told from the audit trail: its own acts and those of its shipments and invoices, in words. */
import { can, listLoaderOf } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { DB } from "../../generated/tables.ts";

export interface LogRow { orderId: string; at: Date; actorName: string; act: string; entityKey: string; changes: Record<string, unknown> }

/** Batched, newest first. What happened to shipments and invoices is told to those who may read them. */
export const logOfOrder = (ctx: ErpContext, orderId: string): Promise<LogRow[]> =>
  listLoaderOf<DB, LogRow>(ctx, "logOfOrder", (row) => row.orderId, async (ids) => {
    const keys = sql`${[...ids]}::uuid[]`;
    return (await sql<LogRow>`
      with orders as (select o.id, o.number from sales_order o where o.id = any(${keys}) and ${inEntities(ctx, sql`o.legal_entity`)}),
        documents as (
          select id as order_id, 'SalesOrder' as entity, number as key from orders
          union all select o.id, 'Shipment', s.number from orders o join shipment s on s.sales_order_id = o.id where ${can(ctx, "shipment:read")}
          union all select o.id, 'Invoice', key from orders o join invoice i on i.sales_order_id = o.id cross join lateral (values (i.id::text), (i.number)) as k (key) where key is not null and ${can(ctx, "invoice:read")})
      select d.order_id, a.at, a.actor_name, a.act, a.entity_key, a.changes from documents d join audit_entry a on a.entity = d.entity and a.entity_key = d.key order by a.id desc`.execute(ctx.db)).rows;
  }).load(orderId);

type Tell = (changes: Record<string, unknown>, key: string) => string;
const list = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : "");
const because = (changes: Record<string, unknown>): string => (typeof changes["reason"] === "string" ? `: ${changes["reason"]}` : ".");
const change = (name: string, value: unknown): string => (Array.isArray(value) ? ` ${name} ${value[0] ?? "none"} → ${value[1] ?? "none"}.` : "");
const TELL: Record<string, Tell> = {
  salesOrderCreate: () => "Entered.",
  signedOrderAccept: (c) => `Taken over from signed quote ${String(c["quote"])}.`,
  salesOrderLineAdd: (c) => `Line ${String(c["line"])} added: ${String(c["quantity"])} × ${String(c["item"])}.`,
  salesOrderLineUpdate: (c) => `Line ${String(c["line"])} changed.${change("Quantity", c["quantity"])}${change("Discount", c["discountPercent"])}${change("Wanted", c["requestedDate"])}`,
  salesOrderLineRemove: (c) => `Line ${String(c["line"])} taken off: ${String(c["quantity"])} × ${String(c["item"])}.`,
  salesOrderConfirm: (c) => `Confirmed; ${String(c["reserved"])} reserved${c["blocks"] ? `, blocked: ${list(c["blocks"]).toLowerCase()}` : ""}.`,
  salesOrderReleaseCredit: (c) => `Credit released${because(c)}`,
  salesOrderReallocate: (c) => `Reallocated; ${String(c["reserved"])} more reserved.`,
  salesOrderCancel: (c) => `What was open was called off${because(c)}`,
  customerHold: (c) => `The customer was put on hold${because(c)}`,
  customerRelease: (c) => `The customer was released${because(c)}`,
  shipmentCreate: (_, key) => `Shipment ${key} made.`,
  shipmentPick: (c, key) => `Shipment ${key} picked${c["short"] ? ", short" : ""}.`,
  shipmentCarrierSet: (c, key) => `Shipment ${key}: carrier ${Array.isArray(c["carrier"]) ? String(c["carrier"][1]) : "set"}.`,
  shipmentShip: (_, key) => `Shipment ${key} left.`,
  shipmentDeliver: (c, key) => `Shipment ${key} arrived on ${String(c["deliveredDate"])}.`,
  shipmentCancel: (c, key) => `Shipment ${key} called off${because(c)}`,
  invoiceCreate: () => "Invoice drafted.",
  invoicePost: (_, key) => `Invoice ${key} posted.`,
  invoiceCancel: () => "Invoice draft discarded.",
  invoiceCredit: (_, key) => `Credit note ${key} posted.`,
};
/** An act in words. Acts this module does not know by name are told by their name. */
export const logText = (row: Pick<LogRow, "act" | "entityKey" | "changes">): string =>
  TELL[row.act]?.(row.changes, row.entityKey) ?? `${row.act.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase().replace(/^./, (first) => first.toUpperCase())} ${row.entityKey}.`;
