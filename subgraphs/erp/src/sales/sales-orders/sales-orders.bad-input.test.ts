/** What can't be meant is refused: with a code, a place and a sentence, and nothing is written. */
import { brokenInvariants, type Refused, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErpContext } from "../../context.ts";
import { erpSchema } from "../../schema.ts";
import { shipmentCancel } from "../../supply/shipping/shipment-cancel.action.ts";
import { shipmentCarrierSet } from "../../supply/shipping/shipment-carrier-set.action.ts";
import { shipmentCreate } from "../../supply/shipping/shipment-create.action.ts";
import { shipmentDeliver } from "../../supply/shipping/shipment-deliver.action.ts";
import { shipmentPick } from "../../supply/shipping/shipment-pick.action.ts";
import { shipmentShip } from "../../supply/shipping/shipment-ship.action.ts";
import { salesOrderCancel } from "./sales-order-cancel.action.ts";
import { salesOrderConfirm } from "./sales-order-confirm.action.ts";
import { salesOrderCreate } from "./sales-order-create.action.ts";
import { salesOrderLineAdd, salesOrderLineUpdate } from "./sales-order-lines.action.ts";
import { salesOrderReallocate } from "./sales-order-reallocate.action.ts";
import { salesOrderReleaseCredit } from "./sales-order-release-credit.action.ts";
import { anOrderDesk, type OrderDesk } from "./sales-orders.fixture.ts";

let desk: OrderDesk;
/** A draft, a confirmed order, a shipment to be picked, one that left, one called off. */
const known = { draft: "", confirmed: "", planned: "", shipped: "", cancelled: "" };
beforeAll(async () => {
  desk = await anOrderDesk();
  const line = { itemNumber: "LNG-210", quantity: "4", unitPrice: "10", warehouse: "AARHUS" };
  await desk.stock("AARHUS", "LNG-210", "12");
  known.draft = await desk.draft([line]);
  known.confirmed = await desk.confirmed([line]);
  known.planned = await desk.shipment(await desk.confirmed([line]));
  known.shipped = await desk.shipped(await desk.confirmed([line]));
  const { shipment } = await shipmentCreate(desk.at(), { salesOrderNumber: known.confirmed, input: { lines: [{ lineNumber: 1, quantity: "1" }] }, idempotencyKey: desk.key() });
  known.cancelled = shipment!.number;
  await shipmentCancel(desk.at(), { number: known.cancelled, reason: "Test", idempotencyKey: desk.key() });
});
afterAll(() => desk.close());
const idempotencyKey = "never-used";
const line = { itemNumber: "LNG-210", quantity: "1" };
const create = (c: ErpContext, input: object) => salesOrderCreate(c, { input: { customerNumber: "C-1", lines: [line], ...input }, idempotencyKey });
const ship = (c: ErpContext, input: object, salesOrderNumber = known.confirmed) => shipmentCreate(c, { salesOrderNumber, input, idempotencyKey });
type Case = [string, (ctx: ErpContext) => Promise<unknown>, string, string[]];

const ORDERS: Case[] = [
  ["an unknown customer", (c) => create(c, { customerNumber: "C-404" }), "NOT_FOUND", ["input", "customerNumber"]],
  ["an order of nothing", (c) => create(c, { lines: [] }), "NO_LINES", ["input", "lines"]],
  ["an order without end", (c) => create(c, { lines: Array.from({ length: 501 }, () => line) }), "TOO_MANY_LINES", ["input", "lines"]],
  ["an unknown item", (c) => create(c, { lines: [line, { ...line, itemNumber: "X" }] }), "NOT_FOUND", ["input", "lines", "1", "itemNumber"]],
  ["an item no longer sold", (c) => create(c, { lines: [{ ...line, itemNumber: "OLD-001" }] }), "ITEM_DISCONTINUED", ["input", "lines", "0", "itemNumber"]],
  ["a quantity of zero", (c) => create(c, { lines: [{ ...line, quantity: "0" }] }), "NOT_POSITIVE", ["input", "lines", "0", "quantity"]],
  ["a quantity below zero", (c) => create(c, { lines: [{ ...line, quantity: "-2" }] }), "NOT_POSITIVE", ["input", "lines", "0", "quantity"]],
  ["half a chair", (c) => create(c, { lines: [{ ...line, quantity: "2.5" }] }), "TOO_MANY_DECIMALS", ["input", "lines", "0", "quantity"]],
  ["more than the world holds", (c) => create(c, { lines: [{ ...line, quantity: "99999999999999" }] }), "TOO_LARGE", ["input", "lines", "0", "quantity"]],
  ["a line worth more than the world", (c) => create(c, { lines: [{ ...line, quantity: "999999999", unitPrice: "99999999" }] }), "TOO_LARGE", ["input", "lines", "0", "quantity"]],
  ["a price below zero", (c) => create(c, { lines: [{ ...line, unitPrice: "-0.01" }] }), "NEGATIVE", ["input", "lines", "0", "unitPrice"]],
  ["a price finer than coins", (c) => create(c, { lines: [{ ...line, unitPrice: "0.001" }] }), "TOO_MANY_DECIMALS", ["input", "lines", "0", "unitPrice"]],
  ["a discount below zero", (c) => create(c, { lines: [{ ...line, discountPercent: "-1" }] }), "NEGATIVE", ["input", "lines", "0", "discountPercent"]],
  ["a discount above a hundred", (c) => create(c, { lines: [{ ...line, discountPercent: "101" }] }), "TOO_LARGE", ["input", "lines", "0", "discountPercent"]],
  ["an item without a price in the currency", (c) => create(c, { customerNumber: "C-3" }), "NO_PRICE", ["input", "lines", "0", "itemNumber"]],
  ["a warehouse of another company", (c) => create(c, { lines: [{ ...line, warehouse: "LYON" }] }), "NOT_FOUND", ["input", "lines", "0", "warehouse"]],
  ["a wish for yesterday", (c) => create(c, { requestedDate: "2026-03-15" }), "DATE_IN_PAST", ["input", "requestedDate"]],
  ["a wish for another age", (c) => create(c, { lines: [{ ...line, requestedDate: "2126-03-15" }] }), "ABSURD_DATE", ["input", "lines", "0", "requestedDate"]],
  ["freight below zero", (c) => create(c, { freight: "-5" }), "NEGATIVE", ["input", "freight"]],
  ["freight finer than coins", (c) => create(c, { freight: "5.001" }), "TOO_MANY_DECIMALS", ["input", "freight"]],
  ["a reference without end", (c) => create(c, { customerReference: "x".repeat(81) }), "TOO_LONG", ["input", "customerReference"]],
  ["a line on an unknown order", (c) => salesOrderLineAdd(c, { number: "SO-1", input: line, expectedVersion: 1, idempotencyKey }), "NOT_FOUND", ["number"]],
  ["a stale version", (c) => salesOrderLineAdd(c, { number: known.draft, input: line, expectedVersion: 7, idempotencyKey }), "STALE_VERSION", ["expectedVersion"]],
  ["a line for a confirmed order", (c) => salesOrderLineAdd(c, { number: known.confirmed, input: line, expectedVersion: 4, idempotencyKey }), "WRONG_STATE", ["number"]],
  ["an unknown line", (c) => salesOrderLineUpdate(c, { number: known.draft, lineNumber: 9, input: { quantity: "1" }, expectedVersion: 1 }), "NOT_FOUND", ["lineNumber"]],
  ["no quantity", (c) => salesOrderLineUpdate(c, { number: known.draft, lineNumber: 1, input: { quantity: null }, expectedVersion: 1 }), "EMPTY", ["input", "quantity"]],
  ["a quantity of zero on a line", (c) => salesOrderLineUpdate(c, { number: known.draft, lineNumber: 1, input: { quantity: "0" }, expectedVersion: 1 }), "NOT_POSITIVE", ["input", "quantity"]],
  ["a wish for yesterday on a line", (c) => salesOrderLineUpdate(c, { number: known.draft, lineNumber: 1, input: { requestedDate: "2020-01-01" }, expectedVersion: 1 }), "DATE_IN_PAST", ["input", "requestedDate"]],
  ["confirming an unknown order", (c) => salesOrderConfirm(c, { number: "SO-1", expectedVersion: 1, idempotencyKey }), "NOT_FOUND", ["number"]],
  ["confirming what somebody changed", (c) => salesOrderConfirm(c, { number: known.draft, expectedVersion: 0, idempotencyKey }), "STALE_VERSION", ["expectedVersion"]],
  ["releasing what is not blocked", (c) => salesOrderReleaseCredit(c, { number: known.confirmed, reason: "Paid", idempotencyKey }), "WRONG_STATE", ["number"]],
  ["releasing without a reason", (c) => salesOrderReleaseCredit(c, { number: known.confirmed, reason: "\n", idempotencyKey }), "EMPTY", ["reason"]],
  ["reallocating a draft", (c) => salesOrderReallocate(c, { number: known.draft, idempotencyKey }), "WRONG_STATE", ["number"]],
  ["cancelling without a reason", (c) => salesOrderCancel(c, { number: known.draft, reason: "", expectedVersion: 1, idempotencyKey }), "EMPTY", ["reason"]],
  ["cancelling what somebody changed", (c) => salesOrderCancel(c, { number: known.draft, reason: "No", expectedVersion: 5, idempotencyKey }), "STALE_VERSION", ["expectedVersion"]],
];
const SHIPMENTS: Case[] = [
  ["an unknown order", (c) => ship(c, {}, "SO-1"), "NOT_FOUND", ["salesOrderNumber"]],
  ["a draft order", (c) => ship(c, {}, known.draft), "WRONG_STATE", ["salesOrderNumber"]],
  ["a warehouse of another company", (c) => ship(c, { warehouse: "LYON" }), "NOT_FOUND", ["input", "warehouse"]],
  ["a warehouse where nothing is reserved", (c) => ship(c, { warehouse: "HORSENS" }), "NOTHING_TO_SHIP", ["salesOrderNumber"]],
  ["an unknown line", (c) => ship(c, { lines: [{ lineNumber: 9, quantity: "1" }] }), "NOT_FOUND", ["input", "lines", "0", "lineNumber"]],
  ["a line named twice", (c) => ship(c, { lines: [{ lineNumber: 1, quantity: "1" }, { lineNumber: 1, quantity: "1" }] }), "DUPLICATE_LINE", ["input", "lines", "1", "lineNumber"]],
  ["more than was ordered", (c) => ship(c, { lines: [{ lineNumber: 1, quantity: "5" }] }), "OVER_DELIVERY", ["input", "lines", "0", "quantity"]],
  ["more than is reserved there", (c) => ship(c, { warehouse: "HORSENS", lines: [{ lineNumber: 1, quantity: "2" }] }), "NOT_RESERVED", ["input", "lines", "0", "quantity"]],
  ["nothing", (c) => ship(c, { lines: [] }), "NOTHING_TO_SHIP", ["salesOrderNumber"]],
  ["less than nothing", (c) => ship(c, { lines: [{ lineNumber: 1, quantity: "-1" }] }), "NOT_POSITIVE", ["input", "lines", "0", "quantity"]],
  ["half a chair", (c) => ship(c, { lines: [{ lineNumber: 1, quantity: "0.5" }] }), "TOO_MANY_DECIMALS", ["input", "lines", "0", "quantity"]],
  ["a carrier without end", (c) => ship(c, { carrier: "x".repeat(81) }), "TOO_LONG", ["input", "carrier"]],
  ["picking an unknown shipment", (c) => shipmentPick(c, { number: "SH-1", input: {}, idempotencyKey }), "NOT_FOUND", ["number"]],
  ["picking more than planned", (c) => shipmentPick(c, { number: known.planned, input: { lines: [{ lineNumber: 1, quantity: "5" }] }, idempotencyKey }), "OVER_DELIVERY", ["input", "lines", "0", "quantity"]],
  ["picking nothing", (c) => shipmentPick(c, { number: known.planned, input: { lines: [] }, idempotencyKey }), "NOTHING_PICKED", ["input", "lines"]],
  ["picking what somebody changed", (c) => shipmentPick(c, { number: known.planned, input: {}, expectedVersion: 9, idempotencyKey }), "STALE_VERSION", ["expectedVersion"]],
  ["picking what has left", (c) => shipmentPick(c, { number: known.shipped, input: {}, idempotencyKey }), "WRONG_STATE", ["number"]],
  ["a carrier without a name", (c) => shipmentCarrierSet(c, { number: known.planned, input: { carrier: " " }, expectedVersion: 1 }), "EMPTY", ["input", "carrier"]],
  ["a carrier for what somebody changed", (c) => shipmentCarrierSet(c, { number: known.planned, input: { carrier: "DSV" }, expectedVersion: 9 }), "STALE_VERSION", ["expectedVersion"]],
  ["a carrier for what was called off", (c) => shipmentCarrierSet(c, { number: known.cancelled, input: { carrier: "DSV" }, expectedVersion: 2 }), "WRONG_STATE", ["number"]],
  ["shipping what was called off", (c) => shipmentShip(c, { number: known.cancelled, idempotencyKey }), "WRONG_STATE", ["number"]],
  ["delivering what has not left", (c) => shipmentDeliver(c, { number: known.planned, idempotencyKey }), "WRONG_STATE", ["number"]],
  ["delivering before it left", (c) => shipmentDeliver(c, { number: known.shipped, deliveredDate: "2026-03-15", idempotencyKey }), "DATE_BEFORE_SHIPPING", ["deliveredDate"]],
  ["delivering next week", (c) => shipmentDeliver(c, { number: known.shipped, deliveredDate: "2026-03-25", idempotencyKey }), "DATE_IN_FUTURE", ["deliveredDate"]],
  ["calling off what has left", (c) => shipmentCancel(c, { number: known.shipped, reason: "No", idempotencyKey }), "WRONG_STATE", ["number"]],
  ["calling off without a reason", (c) => shipmentCancel(c, { number: known.planned, reason: " ", idempotencyKey }), "EMPTY", ["reason"]],
];

/** What was refused and how; whether the sentence is one, and whether nothing was written. */
async function refusalOf(work: (ctx: ErpContext) => Promise<unknown>): Promise<{ code: string; path: string[] | null; isSentence: boolean; wrote: boolean } | null> {
  const state = async (): Promise<unknown> => [
    await Promise.all(["sales_order", "sales_order_line", "sales_order_block", "shipment", "shipment_line", "stock_move", "reservation", "journal_entry", "audit_entry", "idempotency_key"].map((table) => desk.count(table))),
    (await sql`select sum(version) as versions from (select version from sales_order union all select version from shipment) x`.execute(desk.db)).rows,
  ];
  const before = await state();
  const thrown = (await work(desk.at()).then(() => null, (error: unknown) => error)) as Refused | null;
  const [error] = thrown?.userErrors ?? [];
  return error ? { code: error.code, path: error.path, isSentence: /^\S.{15,}[.]$/s.test(error.message), wrote: JSON.stringify(await state()) !== JSON.stringify(before) } : null;
}
const refused = (code: string, path: string[]): object => ({ code, path, isSentence: true, wrote: false });
describe("orders refuse", () => {
  it.each(ORDERS)("%s", async (_, work, code, path) => expect(await refusalOf(work)).toEqual(refused(code, path)));
  it("to post into a closed period, and ship nothing", async () => {
    await sql`update period_lock set level = 'HARD', changed_at = now(), changed_by = 'Test' where area = 'INVENTORY' and period_id in (select id from fiscal_period where starts_on = '2026-03-01')`.execute(desk.db);
    expect(await refusalOf((c) => shipmentShip(c, { number: known.planned, idempotencyKey }))).toEqual(refused("PERIOD_CLOSED", ["number"]));
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "8", reserved: "8" });
    await sql`update period_lock set level = 'OPEN' where area = 'INVENTORY'`.execute(desk.db);
  });
});
describe("shipments refuse", () => {
  it.each(SHIPMENTS)("%s", async (_, work, code, path) => expect(await refusalOf(work)).toEqual(refused(code, path)));
});
describe("the graph refuses", () => {
  const schema = erpSchema();
  it.each([
    ["a page too long", `{ salesOrders(first: 201) { nodes { number } } }`, "must be between 0 and 200"],
    ["a cursor of another list", `{ salesOrders(after: "bm9uc2Vuc2U") { nodes { number } } }`, "belongs to another list"],
    ["a number that is none", `{ salesOrders(filter: { total: { atLeast: "much" } }) { nodes { number } } }`, "no exact decimal"],
    ["a day that is none", `{ shipmentList(filter: { shippedDate: { equals: "2026-02-30" } }) { nodes { number } } }`, "no calendar day"],
  ])("%s", async (_, source, message) => {
    const { errors } = await run(schema, desk.at(), source);
    expect(errors?.[0]?.message).toContain(message);
  });
});
describe("lists", () => {
  const schema = erpSchema();
  const numbers = async (args: string, field = "salesOrders"): Promise<string[]> => {
    const { data, errors } = await run(schema, desk.at(), `{ l: ${field}(${args}) { nodes { number } totalCount } }`);
    expect(errors).toBeUndefined();
    expect(data.l.totalCount).toBe(data.l.nodes.length);
    return data.l.nodes.map((node: { number: string }) => node.number);
  };
  it("filter by every field", async () => {
    const all = await numbers("first: 50");
    expect(all).toHaveLength(4);
    for (const filter of ["isBlocked: { equals: true }", "blockKind: { equals: CREDIT }", `warehouse: { equals: "HORSENS" }`, `itemNumber: { equals: "TBL-100" }`, "orderDate: { lessThan: \"2026-01-01\" }", "invoiceStatus: { equals: PAID }", "customerReference: { contains: \"po\" }"]) {
      expect(await numbers(`filter: { ${filter} }`)).toEqual([]);
    }
    for (const filter of [`customerNumber: { equals: "C-1" }`, `legalEntity: { in: ["NHDK"] }`, `warehouse: { equals: "AARHUS" }`, `itemNumber: { in: ["LNG-210"] }`, "total: { equals: \"50\" }", "not: { isBlocked: { equals: true } }"]) {
      expect(await numbers(`filter: { ${filter} }`)).toEqual(all);
    }
    expect(await numbers("filter: { status: { equals: DRAFT } }")).toEqual([known.draft]);
    expect(await numbers(`filter: { deliveryStatus: { equals: SHIPPED } }`)).toHaveLength(1);
    expect(await numbers(`filter: { promisedDate: { equals: "2026-03-16" } }`)).toHaveLength(2);
    expect(await numbers(`filter: { number: { equals: "${known.draft}" } }, orderBy: [{ field: IS_BLOCKED, direction: DESC }, { field: TOTAL, direction: ASC }]`)).toEqual([known.draft]);
    for (const field of ["NUMBER", "ORDER_DATE", "PROMISED_DATE", "TOTAL", "STATUS", "IS_BLOCKED"]) expect((await numbers(`orderBy: [{ field: ${field}, direction: ASC }]`)).toSorted()).toEqual(all.toSorted());
  });
  it("of shipments too, newest first", async () => {
    const all = await numbers("first: 9", "shipmentList");
    expect(all).toEqual([...all].sort().reverse());
    for (const filter of [`customerNumber: { equals: "C-1" }`, `warehouse: { equals: "AARHUS" }`, `promisedDate: { equals: "2026-03-16" }`]) expect(await numbers(`filter: { ${filter} }`, "shipmentList")).toEqual(all);
    expect(await numbers("filter: { status: { equals: SHIPPED } }", "shipmentList")).toEqual([known.shipped]);
    expect(await numbers(`filter: { shippedDate: { atLeast: "2026-03-16" } }`, "shipmentList")).toEqual([known.shipped]);
    expect(await numbers(`filter: { salesOrderNumber: { equals: "${known.confirmed}" } }`, "shipmentList")).toEqual([known.cancelled]);
    for (const field of ["NUMBER", "PROMISED_DATE", "SHIPPED_DATE", "STATUS"]) expect(await numbers(`orderBy: [{ field: ${field}, direction: ASC }]`, "shipmentList")).toHaveLength(all.length);
  });
  it("add up, one sum per currency", async () => {
    const { data } = await run(schema, desk.at(), `{ salesOrderTotals(filter: { status: { in: [CONFIRMED, IN_FULFILMENT] } }) { count total { amount currency } blockedCount lateCount } }`);
    expect(data.salesOrderTotals).toEqual({ count: 3, total: [{ amount: "150.00", currency: "DKK" }], blockedCount: 0, lateCount: 0 });
  });
});

it("leaves every rule of the books in force", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
