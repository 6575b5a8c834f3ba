/** A trading company at work: a second warehouse, books to post to, and the acts of a day in a few words. */
import { fileURLToPath } from "node:url";
import { allPermissions, type Caller, loadSdl } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { anErp, NOW, type TestErp } from "../../erp.fixture.ts";
import { createStandardChart } from "../../finance/ledger/ledger.module.ts";
import type { SalesOrderCreateInput, SalesOrderLineInput, SignedOrderInput } from "../../generated/graphql.ts";
import { receiveIn } from "../../supply/inventory/stock-receive.action.ts";
import { shipmentCreate } from "../../supply/shipping/shipment-create.action.ts";
import { shipmentShip } from "../../supply/shipping/shipment-ship.action.ts";
import type { SalesOrderLineRow, SalesOrderRow } from "./order-rows.ts";
import { salesOrderConfirm } from "./sales-order-confirm.action.ts";
import { salesOrderCreate } from "./sales-order-create.action.ts";

export const EVERYTHING = allPermissions(loadSdl(fileURLToPath(new URL("../../", import.meta.url))));

export interface OrderDesk extends TestErp {
  /** Somebody who may do everything at a point in time. */
  at(now?: Date, caller?: Partial<Omit<Caller, "permissions">>): ErpContext;
  key(): string;
  inAct<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  stock(warehouse: string, item: string, quantity: string, unitCost?: string, ctx?: ErpContext): Promise<void>;
  draft(lines: SalesOrderLineInput[], more?: Partial<SalesOrderCreateInput>, ctx?: ErpContext): Promise<string>;
  confirmed(lines: SalesOrderLineInput[], more?: Partial<SalesOrderCreateInput>, ctx?: ErpContext): Promise<string>;
  confirm(number: string, ctx?: ErpContext): Promise<void>;
  shipment(orderNumber: string, ctx?: ErpContext): Promise<string>;
  shipped(orderNumber: string, ctx?: ErpContext): Promise<string>;
  order(number: string): Promise<SalesOrderRow>;
  line(number: string, lineNumber?: number): Promise<SalesOrderLineRow>;
  blocks(number: string): Promise<{ kind: string; reason: string }[]>;
  balance(warehouse: string, item: string): Promise<{ onHand: string; reserved: string }>;
  worth(item: string, legalEntity?: string): Promise<{ quantity: string; value: string }>;
  /** What an entry posted, as "code debit credit" lines. */
  journal(sourceNumber: string): Promise<string[]>;
  count(table: string): Promise<number>;
}

export async function anOrderDesk(options: { poolSize?: number } = {}): Promise<OrderDesk> {
  const erp = await anErp(options);
  const { db } = erp;
  await db.insertInto("warehouse").values({ code: "HORSENS", name: "Horsens", legalEntity: "NHDK", line1: "Havn 3", postalCode: "8700", city: "Horsens", country: "DK" }).execute();
  await db.transaction().execute(async (tx) => { for (const entity of ["NHDK", "NHFR"]) await createStandardChart(tx, entity); });
  let keys = 0;
  const key = (): string => `key-${++keys}`;
  const at: OrderDesk["at"] = (now = NOW, caller = {}) => erp.as({ permissions: EVERYTHING, ...caller }, now);
  const one = async <T>(query: ReturnType<typeof sql<T>>): Promise<T> => (await query.execute(db)).rows[0]!;
  const desk: OrderDesk = {
    ...erp, at, key,
    inAct: (work) => db.transaction().execute(work),
    stock: async (warehouse, item, quantity, unitCost = "100", ctx = at()) => { await desk.inAct((tx) => receiveIn(tx, ctx, { warehouse, item, quantity, unitCost })); },
    draft: async (lines, more = {}, ctx = at()) => (await salesOrderCreate(ctx, { input: { customerNumber: "C-1", lines, ...more }, idempotencyKey: key() })).salesOrder!.number,
    confirmed: async (lines, more = {}, ctx = at()) => {
      const number = await desk.draft(lines, more, ctx);
      await desk.confirm(number, ctx);
      return number;
    },
    confirm: async (number, ctx = at()) => { await salesOrderConfirm(ctx, { number, expectedVersion: (await desk.order(number)).version, idempotencyKey: key() }); },
    shipment: async (salesOrderNumber, ctx = at()) => (await shipmentCreate(ctx, { salesOrderNumber, input: {}, idempotencyKey: key() })).shipment!.number,
    shipped: async (orderNumber, ctx = at()) => {
      const number = await desk.shipment(orderNumber, ctx);
      await shipmentShip(ctx, { number, idempotencyKey: key() });
      return number;
    },
    order: (number) => one(sql<SalesOrderRow>`select * from sales_order where number = ${number}`),
    line: (number, lineNumber = 1) => one(sql<SalesOrderLineRow>`select l.* from sales_order_line l join sales_order o on o.id = l.sales_order_id where o.number = ${number} and l.line_number = ${lineNumber}`),
    blocks: async (number) => (await sql<{ kind: string; reason: string }>`select b.kind, b.reason from sales_order_block b join sales_order o on o.id = b.sales_order_id where o.number = ${number} and b.lifted_at is null order by b.kind`.execute(db)).rows,
    balance: async (warehouse, item) => (await sql<{ onHand: string; reserved: string }>`select trim_scale(on_hand)::text as on_hand, trim_scale(reserved)::text as reserved from stock_balance where warehouse = ${warehouse} and item_number = ${item}`.execute(db)).rows[0] ?? { onHand: "0", reserved: "0" },
    worth: (item, legalEntity = "NHDK") => one(sql<{ quantity: string; value: string }>`select trim_scale(quantity)::text as quantity, trim_scale(value)::text as value from stock_value where item_number = ${item} and legal_entity = ${legalEntity}`),
    journal: async (sourceNumber) => (await sql<{ line: string }>`select concat_ws(' ', p.purpose, case when l.debit > 0 then 'debit ' || trim_scale(l.debit) else 'credit ' || trim_scale(l.credit) end) as line
      from journal_entry e join journal_line l on l.entry_id = e.id join ledger_account a on a.id = l.account_id join posting_account p on p.legal_entity = a.legal_entity and p.account_code = a.code
      where e.source_number = ${sourceNumber} and e.status = 'POSTED' order by e.id, l.line_number`.execute(db)).rows.map((row) => row.line),
    count: async (table) => (await one(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`)).n,
  };
  return desk;
}

let signatures = 0;
/** An order as the CRM hands it over. */
export const aSignedOrder = (parts: Partial<SignedOrderInput> = {}): SignedOrderInput => ({
  signatureId: `sig-${++signatures}`, quoteNumber: `Q-${signatures}`, relationshipKey: `account-${signatures}`, customerNumber: null, customerName: "Østergaard & Søn", legalEntity: "NHDK", currency: "DKK", country: "DK",
  billingAddress: { line1: "Torvet 4", postalCode: "6000", city: "Kolding", country: "DK" }, deliveryAddress: { line1: "Kajen 9", postalCode: "6000", city: "Kolding", country: "DK" },
  invoiceEmail: "faktura@ostergaard.example", vatNumber: null, customerReference: "PO 77", signedDate: "2026-03-13", lines: [{ itemNumber: "LNG-210", quantity: "2", unitPrice: "1900", discountPercent: "5", requestedDate: null }], ...parts,
});
