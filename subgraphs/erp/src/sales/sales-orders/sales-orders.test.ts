import { brokenInvariants, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { creditInvoice } from "../../finance/receivables/invoice-credit.action.ts";
import { postInvoice } from "../../finance/receivables/invoice-post.action.ts";
import { recordPayment } from "../../finance/receivables/customer-payment-record.action.ts";
import { erpSchema } from "../../schema.ts";
import { shipmentDeliver } from "../../supply/shipping/shipment-deliver.action.ts";
import { holdCustomer, releaseCustomer } from "../customers/customer-hold.action.ts";
import { anOrderDesk, EVERYTHING, type OrderDesk } from "./sales-orders.fixture.ts";

let desk: OrderDesk;
const schema = erpSchema();
/** Each group of tests has a company of its own: what waits for goods in one would take them from another. */
function withDesk(): void {
  beforeAll(async () => { desk = await anOrderDesk(); });
  afterEach(async () => expect(await brokenInvariants(desk.db)).toEqual([]));
  afterAll(() => desk.close());
}

const SALES = ["sales-order:read", "sales-order-lines:edit", "item:read"];
async function ask(source: string, variables: Record<string, unknown> = {}, permissions: readonly string[] = EVERYTHING, now?: Date): Promise<any> {
  const { data, errors } = await run(schema, desk.as({ permissions }, now), source, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
const later = (days: number): Date => new Date(Date.parse("2026-03-16T09:00:00Z") + days * 86_400_000);
const ORDER = `number status deliveryStatus invoiceStatus version promisedDate netAmount { amount currency } freightAmount { amount } taxAmount { amount } total { amount }
  lines { lineNumber item { number } warehouse { code } quantity unitPrice { amount } discountPercent netAmount { amount } taxAmount { amount } promisedDate reservedQuantity lateReason }
  blocks { kind reason liftedBy line { lineNumber } } acts`;
const look = async (number: string, permissions?: readonly string[], now?: Date): Promise<any> => (await ask(`query ($number: ID!) { salesOrder(number: $number) { ${ORDER} } }`, { number }, permissions, now)).salesOrder;
async function create(input: object, permissions?: readonly string[]): Promise<any> {
  return (await ask(`mutation ($input: SalesOrderCreateInput!, $key: String!) { salesOrderCreate(input: $input, idempotencyKey: $key) { salesOrder { ${ORDER} } userErrors { code message path } } }`, { input: { customerNumber: "C-1", ...input }, key: desk.key() }, permissions)).salesOrderCreate;
}

describe("Mutation.salesOrderCreate", () => {
  withDesk();
  it("prices by the rules, taxes each line and the freight, and leaves from the fullest warehouse", async () => {
    await desk.stock("AARHUS", "FAB-001", "2", "1");
    await desk.stock("HORSENS", "FAB-001", "3", "1");
    const { salesOrder, userErrors } = await create({ lines: [{ itemNumber: "FAB-001", quantity: "1.37" }, { itemNumber: "LNG-210", quantity: "2", unitPrice: "1800", discountPercent: "2.5" }], freight: "99.95", customerReference: "PO 1" });
    expect(userErrors).toEqual([]);
    expect(salesOrder).toMatchObject({
      number: expect.stringMatching(/^SO-\d{5}$/), status: "DRAFT", version: 1, promisedDate: null, blocks: [], acts: ["EDIT_LINES", "CONFIRM", "CANCEL"],
      // 1.37 × 89.95 = 123.2315; 2 × 1800 less 2.5 % = 3510; a quarter of each and of the freight is tax.
      netAmount: { amount: "3633.23", currency: "DKK" }, freightAmount: { amount: "99.95" }, taxAmount: { amount: "933.30" }, total: { amount: "4666.48" },
    });
    expect(salesOrder.lines).toMatchObject([
      { lineNumber: 1, warehouse: { code: "HORSENS" }, quantity: "1.37", unitPrice: { amount: "89.95" }, netAmount: { amount: "123.23" }, taxAmount: { amount: "30.81" } },
      { lineNumber: 2, warehouse: { code: "AARHUS" }, unitPrice: { amount: "1800.00" }, discountPercent: "2.5", netAmount: { amount: "3510.00" }, taxAmount: { amount: "877.50" } },
    ]);
  });
  it("exports without tax, in the customer's currency", async () => {
    const { salesOrder } = await create({ customerNumber: "C-3", lines: [{ itemNumber: "LNG-210", quantity: "1", unitPrice: "1234.50" }] });
    expect(salesOrder).toMatchObject({ netAmount: { amount: "1234.50", currency: "CNY" }, taxAmount: { amount: "0.00" }, total: { amount: "1234.50" } });
  });
  it("answers a repeated key with the same order", async () => {
    const variables = { input: { customerNumber: "C-1", lines: [{ itemNumber: "LNG-210", quantity: "1" }] }, key: desk.key() };
    const source = `mutation ($input: SalesOrderCreateInput!, $key: String!) { salesOrderCreate(input: $input, idempotencyKey: $key) { salesOrder { number } userErrors { code path } } }`;
    const first = await ask(source, variables);
    expect(await ask(source, variables)).toEqual(first);
    expect((await ask(source, { ...variables, input: { customerNumber: "C-1", lines: [{ itemNumber: "LNG-210", quantity: "2" }] } })).salesOrderCreate).toEqual({ salesOrder: null, userErrors: [{ code: "IDEMPOTENCY_KEY_REUSED", path: ["idempotencyKey"] }] });
  });
});

describe("working on a draft's lines", () => {
  withDesk();
  const ADD = `mutation ($number: ID!, $input: SalesOrderLineInput!, $v: Int!, $key: String!) { r: salesOrderLineAdd(number: $number, input: $input, expectedVersion: $v, idempotencyKey: $key) { salesOrder { ${ORDER} } userErrors { code message path } } }`;
  const UPDATE = `mutation ($number: ID!, $line: Int!, $input: SalesOrderLineUpdateInput!, $v: Int!) { r: salesOrderLineUpdate(number: $number, lineNumber: $line, input: $input, expectedVersion: $v) { salesOrder { ${ORDER} } userErrors { code message path } } }`;
  const REMOVE = `mutation ($number: ID!, $line: Int!, $v: Int!) { r: salesOrderLineRemove(number: $number, lineNumber: $line, expectedVersion: $v) { salesOrder { ${ORDER} } userErrors { code path } } }`;
  let number: string;
  beforeEach(async () => { number = await desk.draft([{ itemNumber: "LNG-210", quantity: "2" }, { itemNumber: "TBL-100", quantity: "1", unitPrice: "4000", discountPercent: "10" }]); });
  const as = (permissions: readonly string[]) => ({
    add: async (input: object, v: number) => (await ask(ADD, { number, input, v, key: desk.key() }, permissions)).r,
    update: async (line: number, input: object, v: number) => (await ask(UPDATE, { number, line, input, v }, permissions)).r,
    remove: async (line: number, v: number) => (await ask(REMOVE, { number, line, v }, permissions)).r,
  });
  const sales = as(SALES.concat("stock:read"));
  const orderDesk = as(EVERYTHING);

  it("lets sales people add and change at the rules' prices", async () => {
    const added = await sales.add({ itemNumber: "FAB-001", quantity: "2" }, 1);
    expect(added).toMatchObject({ userErrors: [], salesOrder: { version: 2, lines: [{}, {}, { lineNumber: 3, unitPrice: { amount: "89.95" } }] } });
    const changed = await sales.update(1, { quantity: "5", requestedDate: "2026-04-01" }, 2);
    expect(changed).toMatchObject({ userErrors: [], salesOrder: { version: 3, lines: [{ quantity: "5", netAmount: { amount: "10000.00" } }, {}, {}] } });
  });
  it("asks the rules again when the quantity changes, and keeps an agreed price", async () => {
    await desk.db.insertInto("priceRule").values({ name: "From ten", kind: "PRICE", itemNumber: "LNG-210", currency: "DKK", unitPrice: "1500", minQuantity: "10", validFrom: "2026-01-01" }).execute();
    expect(await sales.update(1, { quantity: "10" }, 1)).toMatchObject({ salesOrder: { lines: [{ unitPrice: { amount: "1500.00" } }, {}] } });
    expect(await sales.update(2, { quantity: "10" }, 2)).toMatchObject({ salesOrder: { lines: [{}, { unitPrice: { amount: "4000.00" }, discountPercent: "10", netAmount: { amount: "36000.00" } }] } });
  });
  it("leaves discounts beyond the rules to the order desk", async () => {
    for (const [input, field] of [[{ unitPrice: "1999.99" }, "unitPrice"], [{ discountPercent: "0.5" }, "discountPercent"]] as const) {
      expect(await sales.add({ itemNumber: "LNG-210", quantity: "1", ...input }, 1)).toMatchObject({ salesOrder: null, userErrors: [{ code: "DISCOUNT_NOT_ALLOWED", path: ["input", field] }] });
    }
    expect((await sales.add({ itemNumber: "LNG-210", quantity: "1", unitPrice: "2000" }, 1)).userErrors).toEqual([]);
    expect(await sales.update(2, { discountPercent: "10.01" }, 2)).toMatchObject({ userErrors: [{ code: "DISCOUNT_NOT_ALLOWED", message: "A discount of 10.01 % goes beyond the price rules. Take at most 10 %, or ask the order desk to grant it." }] });
    expect((await sales.update(2, { discountPercent: "8" }, 2)).userErrors).toEqual([]);
    expect(await orderDesk.update(2, { discountPercent: "40" }, 3)).toMatchObject({ userErrors: [], salesOrder: { lines: [{}, { discountPercent: "40" }, {}] } });
  });
  it("never gives a line number twice", async () => {
    expect((await sales.remove(2, 1)).userErrors).toEqual([]);
    expect(await sales.add({ itemNumber: "FAB-001", quantity: "1" }, 2)).toMatchObject({ salesOrder: { lines: [{ lineNumber: 1 }, { lineNumber: 3 }], version: 3 } });
    expect(await sales.remove(2, 3)).toMatchObject({ userErrors: [{ code: "NOT_FOUND", path: ["lineNumber"] }] });
  });
  it("refuses who saw an older version, and what is no draft", async () => {
    await sales.update(1, { quantity: "3" }, 1);
    expect(await sales.update(1, { quantity: "4" }, 1)).toMatchObject({ userErrors: [{ code: "STALE_VERSION", path: ["expectedVersion"] }] });
    await desk.confirm(number);
    const { version } = await desk.order(number);
    expect(await sales.update(1, { quantity: "4" }, version)).toMatchObject({ userErrors: [{ code: "WRONG_STATE", message: `Lines change while an order is a draft; ${number} is confirmed. Cancel what is not wanted and order the rest anew.` }] });
    expect((await desk.line(number)).quantity).toBe("3.0000");
  });
});

describe("Mutation.salesOrderConfirm", () => {
  withDesk();
  it("reserves, promises, and blocks each line that is short, with the act that lifts it", async () => {
    await desk.stock("AARHUS", "LNG-210", "4");
    const number = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "3" }, { itemNumber: "LNG-210", quantity: "3", warehouse: "AARHUS" }, { itemNumber: "SRV-ASM", quantity: "1", requestedDate: "2026-03-28" }]);
    const order = await look(number);
    expect(order).toMatchObject({ status: "CONFIRMED", promisedDate: "2026-03-30", acts: ["REALLOCATE", "SHIP", "CANCEL"] });
    expect(order.lines).toMatchObject([{ reservedQuantity: "3", promisedDate: "2026-03-16" }, { reservedQuantity: "1", promisedDate: "2026-03-30" }, { reservedQuantity: "0", promisedDate: "2026-03-30" }]);
    expect(order.blocks).toEqual([{ kind: "STOCK", reason: "2 of 3 Skagen lounge chair are missing in AARHUS; promised for 2026-03-30.", liftedBy: "REALLOCATE", line: { lineNumber: 2 } }]);
    expect((await look(number, EVERYTHING, later(20))).lines.map((line: any) => line.lateReason)).toEqual([
      "Promised for 2026-03-16, 20 days ago. All is in stock and waits to be shipped.", "Promised for 2026-03-30, 6 days ago. 2 of 3 are not in stock.", "Promised for 2026-03-30, 6 days ago. All is in stock and waits to be shipped.",
    ]);
  });
  it("blocks for credit with the figures behind it, and a reason releases it", async () => {
    await desk.db.updateTable("customer").set({ creditLimit: "20000" }).where("number", "=", "C-3").execute();
    const first = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "15000" }], { customerNumber: "C-3" });
    expect(await desk.blocks(first)).toEqual([]);
    const second = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "5000.01" }], { customerNumber: "C-3" });
    expect(await look(second)).toMatchObject({ acts: ["RELEASE_CREDIT", "CANCEL"], blocks: [{ kind: "CREDIT", liftedBy: "RELEASE_CREDIT",
      reason: "Open 0.00 CNY, ordered and not invoiced 15,000.00 CNY and this order 5,000.01 CNY make 20,000.01 CNY: 0.01 CNY above the limit of 20,000.00 CNY." }] });
    await expect(desk.shipment(second)).rejects.toMatchObject({ userErrors: [{ code: "CREDIT_BLOCKED", path: ["salesOrderNumber"] }] });
    const RELEASE = `mutation ($number: ID!, $reason: String!, $key: String!) { r: salesOrderReleaseCredit(number: $number, reason: $reason, idempotencyKey: $key) { salesOrder { acts blocks { kind } lifted: blocks(includeLifted: true) { kind liftedAt liftReason } log { act text actorName } } userErrors { code path } } }`;
    expect(await ask(RELEASE, { number: second, reason: " ", key: desk.key() })).toMatchObject({ r: { userErrors: [{ code: "EMPTY", path: ["reason"] }] } });
    const released = (await ask(RELEASE, { number: second, reason: "Bank guarantee came in", key: desk.key() })).r.salesOrder;
    expect(released).toMatchObject({ blocks: [], acts: ["SHIP", "CANCEL"], lifted: [{ kind: "CREDIT", liftedAt: "2026-03-16T09:00:00.000Z", liftReason: "Bank guarantee came in" }] });
    expect(released.log.map((entry: any) => entry.text)).toEqual(["Credit released: Bank guarantee came in", "Confirmed; 0 reserved, blocked: credit.", "Entered."]);
    expect(await ask(RELEASE, { number: second, reason: "Again", key: desk.key() })).toMatchObject({ r: { userErrors: [{ code: "WRONG_STATE", path: ["number"] }] } });
    await desk.shipped(second);
  });
  it("waits while the customer is on hold, before and after confirmation, until it is released", async () => {
    await desk.stock("LYON", "LNG-210", "9", "50");
    const before = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "1" }], { customerNumber: "C-2" });
    const draftShipment = await desk.shipment(before);
    await holdCustomer(desk.at(), { number: "C-2", reason: "Two cheques bounced" });
    const after = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "1" }], { customerNumber: "C-2" });
    for (const number of [before, after]) {
      expect(await look(number)).toMatchObject({ blocks: [{ kind: "HOLD", reason: "The customer is on hold: Two cheques bounced", liftedBy: "RELEASE_CUSTOMER" }], acts: expect.arrayContaining(["RELEASE_CUSTOMER"]) });
    }
    await expect(desk.shipment(after)).rejects.toMatchObject({ userErrors: [{ code: "CUSTOMER_ON_HOLD", message: `${after} may not leave. The customer is on hold: Two cheques bounced. Have the customer released first.` }] });
    const SHIP = `mutation ($number: ID!, $key: String!) { shipmentShip(number: $number, idempotencyKey: $key) { shipment { status } userErrors { code path } } }`;
    expect(await ask(SHIP, { number: draftShipment, key: desk.key() })).toEqual({ shipmentShip: { shipment: null, userErrors: [{ code: "CUSTOMER_ON_HOLD", path: ["number"] }] } });
    await releaseCustomer(desk.at(), { number: "C-2", reason: "Paid in cash" });
    expect((await look(after)).blocks).toEqual([]);
    expect(await ask(SHIP, { number: draftShipment, key: desk.key() })).toMatchObject({ shipmentShip: { shipment: { status: "SHIPPED" } } });
  });
  it("refuses an empty order and one that is confirmed already", async () => {
    const number = await desk.draft([{ itemNumber: "LNG-210", quantity: "1" }]);
    const CONFIRM = `mutation ($number: ID!, $v: Int!, $key: String!) { r: salesOrderConfirm(number: $number, expectedVersion: $v, idempotencyKey: $key) { salesOrder { status } userErrors { code path } } }`;
    await ask(`mutation ($number: ID!) { salesOrderLineRemove(number: $number, lineNumber: 1, expectedVersion: 1) { userErrors { code } } }`, { number });
    expect((await look(number)).acts).toEqual(["EDIT_LINES", "CANCEL"]);
    expect(await ask(CONFIRM, { number, v: 2, key: desk.key() })).toEqual({ r: { salesOrder: null, userErrors: [{ code: "NO_LINES", path: ["number"] }] } });
    const done = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1" }]);
    expect(await ask(CONFIRM, { number: done, v: (await desk.order(done)).version, key: desk.key() })).toMatchObject({ r: { userErrors: [{ code: "WRONG_STATE" }] } });
  });
});

describe("a line that names no warehouse", () => {
  withDesk();
  const line = { itemNumber: "TBL-100", quantity: "6", unitPrice: "1" };
  const held = async (number: string): Promise<unknown> => (await ask(`query ($number: ID!) { salesOrder(number: $number) { lines { warehouse { code } warehouseIsFixed reservedQuantity reservations { warehouse { code } quantity pickedQuantity } } blocks { reason } } }`, { number })).salesOrder;
  it("is promised what the offer promised: stock of all the entity's warehouses counts", async () => {
    await desk.stock("AARHUS", "TBL-100", "4");
    await desk.stock("HORSENS", "TBL-100", "3");
    await desk.stock("LYON", "TBL-100", "50", "1");
    const { priceAndPromise } = await ask(`{ priceAndPromise(customerNumber: "C-1", currency: DKK, lines: [{ itemNumber: "TBL-100", quantity: "6" }]) { lines { availableQuantity promiseDate } } }`.replace("DKK", '"DKK"'));
    expect(priceAndPromise.lines).toEqual([{ availableQuantity: "7", promiseDate: "2026-03-16" }]);
    const number = await desk.confirmed([line]);
    expect(await desk.line(number)).toMatchObject({ promisedDate: "2026-03-16" });
    expect(await held(number)).toEqual({ blocks: [], lines: [{ warehouse: { code: "AARHUS" }, warehouseIsFixed: false, reservedQuantity: "6", reservations: [{ warehouse: { code: "AARHUS" }, quantity: "4", pickedQuantity: "0" }, { warehouse: { code: "HORSENS" }, quantity: "2", pickedQuantity: "0" }] }] });
  });
  it("is served by goods that come into any of them, a line that names one only there", async () => {
    const named = await desk.confirmed([{ ...line, warehouse: "AARHUS" }]);
    const open = await desk.confirmed([line]);
    expect(await held(named)).toMatchObject({ blocks: [{ reason: "6 of 6 Æbelø table are missing in AARHUS; promised for 2026-04-06." }] });
    await desk.stock("HORSENS", "TBL-100", "5");
    expect(await held(open)).toMatchObject({ blocks: [], lines: [{ reservedQuantity: "6" }] });
    expect(await held(named)).toMatchObject({ lines: [{ warehouseIsFixed: true, reservedQuantity: "0" }] });
  });
});

describe("Mutation.salesOrderReallocate", () => {
  withDesk();
  const REALLOCATE = `mutation ($number: ID!, $key: String!) { r: salesOrderReallocate(number: $number, idempotencyKey: $key) { salesOrder { ${ORDER} } userErrors { code message path } } }`;
  it("draws on the entity's other warehouses, never on another company's", async () => {
    await desk.stock("LYON", "TBL-100", "50", "1");
    const number = await desk.confirmed([{ itemNumber: "TBL-100", quantity: "6", unitPrice: "1", warehouse: "AARHUS" }]);
    await desk.stock("HORSENS", "TBL-100", "4");
    const { salesOrder } = (await ask(REALLOCATE, { number, key: desk.key() })).r;
    expect(salesOrder).toMatchObject({ lines: [{ reservedQuantity: "4", promisedDate: "2026-04-06" }], blocks: [{ reason: "2 of 6 Æbelø table are missing in AARHUS; promised for 2026-04-06." }] });
    expect(await desk.balance("HORSENS", "TBL-100")).toEqual({ onHand: "4", reserved: "4" });
    await desk.stock("AARHUS", "TBL-100", "2");
    expect((await look(number)).blocks).toEqual([]);
    expect(await ask(REALLOCATE, { number, key: desk.key() })).toMatchObject({ r: { userErrors: [{ code: "WRONG_STATE", message: `Nothing is missing on ${number}. There is nothing to reallocate.` }] } });
    // It leaves in two shipments, fullest warehouse first.
    const warehouses = [await desk.shipped(number), await desk.shipped(number)];
    expect((await sql<{ warehouse: string }>`select warehouse from shipment where number = any(${warehouses}) order by id`.execute(desk.db)).rows.map((row) => row.warehouse)).toEqual(["HORSENS", "AARHUS"]);
    expect(await desk.order(number)).toMatchObject({ deliveryStatus: "SHIPPED" });
  });
  it("promises anew when the old promise is over", async () => {
    const number = await desk.confirmed([{ itemNumber: "TBL-100", quantity: "1", unitPrice: "1" }]);
    await ask(REALLOCATE, { number, key: desk.key() }, EVERYTHING, later(30));
    expect(await desk.line(number)).toMatchObject({ firstPromisedDate: "2026-04-06", promisedDate: "2026-05-06" });
    expect((await look(number, EVERYTHING, later(30))).lines[0].lateReason).toBe("The promise moved from 2026-04-06 to 2026-05-06. 1 of 1 is not in stock.");
  });
});

describe("Mutation.salesOrderCancel", () => {
  withDesk();
  const CANCEL = `mutation ($number: ID!, $reason: String!, $v: Int!, $key: String!) { r: salesOrderCancel(number: $number, reason: $reason, expectedVersion: $v, idempotencyKey: $key) { salesOrder { ${ORDER} cancelReason } userErrors { code message path } } }`;
  const cancel = async (number: string, reason = "The shop burnt down"): Promise<any> => (await ask(CANCEL, { number, reason, v: (await desk.order(number)).version, key: desk.key() })).r;
  it("cancels what has not left, frees its stock for who waits longest, and lifts its blocks", async () => {
    await desk.stock("AARHUS", "FAB-001", "8");
    const has = await desk.confirmed([{ itemNumber: "FAB-001", quantity: "10", warehouse: "AARHUS", unitPrice: "1" }]);
    const waits = await desk.confirmed([{ itemNumber: "FAB-001", quantity: "4", warehouse: "AARHUS", unitPrice: "1" }]);
    expect(await cancel(has)).toMatchObject({ userErrors: [], salesOrder: { status: "CANCELLED", blocks: [], acts: [], cancelReason: "The shop burnt down", promisedDate: null } });
    expect(await desk.line(waits)).toMatchObject({ reservedQuantity: "4.0000" });
    expect((await look(waits)).blocks).toEqual([]);
    expect(await cancel(has)).toMatchObject({ userErrors: [{ code: "WRONG_STATE", path: ["number"] }] });
  });
  it("closes short what was partly shipped, once that is billed", async () => {
    await desk.stock("HORSENS", "LNG-210", "3");
    const number = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "5", warehouse: "HORSENS", unitPrice: "1" }]);
    const shipment = await desk.shipment(number);
    expect(await cancel(number)).toMatchObject({ userErrors: [{ code: "SHIPMENT_UNDERWAY", message: `Shipment ${shipment} of ${number} is being made ready. Ship or cancel it first.` }] });
    await ask(`mutation ($number: ID!, $key: String!) { shipmentShip(number: $number, idempotencyKey: $key) { userErrors { code } } }`, { number: shipment, key: desk.key() });
    expect((await look(number)).acts).toEqual(["REALLOCATE", "INVOICE", "CLOSE"]);
    expect(await cancel(number)).toMatchObject({ salesOrder: { status: "IN_FULFILMENT", deliveryStatus: "SHIPPED", blocks: [] } });
    const { invoice } = await createInvoiceForOrder(desk.at(), { salesOrderNumber: number, idempotencyKey: desk.key() });
    expect(await look(number)).toMatchObject({ status: "IN_FULFILMENT", invoiceStatus: "NOT_INVOICED" });
    await postInvoice(desk.at(), { id: invoice!.id, idempotencyKey: desk.key() });
    expect(await look(number)).toMatchObject({ status: "CLOSED", invoiceStatus: "INVOICED", acts: [] });
  });
  it("calls off a draft", async () => {
    expect(await cancel(await desk.draft([{ itemNumber: "LNG-210", quantity: "1" }]))).toMatchObject({ salesOrder: { status: "CANCELLED" } });
  });
});

describe("from order to cash", () => {
  withDesk();
  it("tells at each step how far it is", async () => {
    await desk.stock("AARHUS", "LNG-210", "10");
    const number = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "2", unitPrice: "1000", warehouse: "AARHUS" }], { freight: "100" });
    const steps = async () => { const { status, deliveryStatus, invoiceStatus } = await look(number); return [status, deliveryStatus, invoiceStatus]; };
    expect(await steps()).toEqual(["CONFIRMED", "NOT_SHIPPED", "NOT_INVOICED"]);
    const shipment = await desk.shipped(number);
    expect(await steps()).toEqual(["IN_FULFILMENT", "SHIPPED", "NOT_INVOICED"]);
    await shipmentDeliver(desk.at(), { number: shipment, idempotencyKey: desk.key() });
    const { invoice } = await createInvoiceForOrder(desk.at(), { salesOrderNumber: number, idempotencyKey: desk.key() });
    const posted = (await postInvoice(desk.at(), { id: invoice!.id, idempotencyKey: desk.key() })).invoice!;
    expect(await steps()).toEqual(["CLOSED", "DELIVERED", "INVOICED"]);
    expect(posted.totalAmount).toBe((await desk.order(number)).totalAmount);
    await recordPayment(desk.at(), { input: { customerNumber: "C-1", amount: "2625", currency: "DKK", allocations: [{ invoiceNumber: posted.number!, amount: "2625" }] }, idempotencyKey: desk.key() });
    expect(await steps()).toEqual(["CLOSED", "DELIVERED", "PAID"]);
    await creditInvoice(desk.at(), { number: posted.number!, input: { reason: "Wrong price", lines: [{ lineNumber: 1, quantity: "1" }] }, idempotencyKey: desk.key() });
    expect(await steps()).toEqual(["IN_FULFILMENT", "DELIVERED", "PARTLY_INVOICED"]);
    const { salesOrder } = await ask(`query ($number: ID!) { salesOrder(number: $number) { log { text } shipments { number lines { quantity orderLine { lineNumber } costAmount { amount currency } } journalEntry { number } } invoices { kind number } } }`, { number });
    expect(salesOrder.shipments).toMatchObject([{ number: shipment, lines: [{ quantity: "2", orderLine: { lineNumber: 1 }, costAmount: { currency: "DKK" } }] }]);
    expect(salesOrder.invoices).toMatchObject([{ kind: "CREDIT_NOTE" }, { kind: "INVOICE" }]);
    expect(salesOrder.log.map((entry: any) => entry.text)).toEqual(expect.arrayContaining([`Shipment ${shipment} left.`, `Invoice ${posted.number} posted.`, "Invoice drafted.", `Shipment ${shipment} arrived on 2026-03-16.`]));
    const limited = await ask(`query ($number: ID!) { salesOrder(number: $number) { log { act } } }`, { number }, ["sales-order:read"]);
    expect(new Set(limited.salesOrder.log.map((entry: any) => entry.act))).toEqual(new Set(["salesOrderConfirm", "salesOrderCreate"]));
  });
});
