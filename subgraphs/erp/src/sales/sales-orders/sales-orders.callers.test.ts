/** Every act on orders, shipments and stock meets four callers; and what is not yours does not exist. */
import { brokenInvariants, run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { anOrderDesk, aSignedOrder, type OrderDesk } from "./sales-orders.fixture.ts";
import { acceptIn } from "./signed-order-accept.action.ts";

const schema = erpSchema();
let desk: OrderDesk;
beforeAll(async () => {
  desk = await anOrderDesk();
  await desk.stock("AARHUS", "LNG-210", "500", "10");
});
afterAll(() => desk.close());

const lines = [{ itemNumber: "LNG-210", quantity: "1", unitPrice: "1" }];
const E = "userErrors { code path }";
type Prepared = { variables: Record<string, unknown>; hidden?: string[]; writes?: boolean };
const draft = async (): Promise<Prepared> => { const number = await desk.draft(lines); return { variables: { number, v: (await desk.order(number)).version } }; };
const confirmed = async (): Promise<Prepared> => { const number = await desk.confirmed(lines); return { variables: { number, v: (await desk.order(number)).version } }; };
const shipment = async (): Promise<Prepared> => ({ variables: { number: await desk.shipment(await desk.confirmed(lines)) } });
const shipped = async (): Promise<Prepared> => ({ variables: { number: await desk.shipped(await desk.confirmed(lines)) } });

const ACTS: [string, string, string, () => Promise<Prepared>][] = [
  ["salesOrderCreate", "sales-order:edit", `mutation ($input: SalesOrderCreateInput!) { r: salesOrderCreate(input: $input, idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, async () => ({ variables: { input: { customerNumber: "C-1", lines } }, hidden: ["input", "customerNumber"] })],
  ["salesOrderLineAdd", "sales-order-lines:edit", `mutation ($number: ID!, $v: Int!) { r: salesOrderLineAdd(number: $number, input: { itemNumber: "LNG-210", quantity: "1" }, expectedVersion: $v, idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, draft],
  ["salesOrderLineUpdate", "sales-order-lines:edit", `mutation ($number: ID!, $v: Int!) { r: salesOrderLineUpdate(number: $number, lineNumber: 1, input: { quantity: "2" }, expectedVersion: $v) { salesOrder { number } ${E} } }`, draft],
  ["salesOrderLineRemove", "sales-order-lines:edit", `mutation ($number: ID!, $v: Int!) { r: salesOrderLineRemove(number: $number, lineNumber: 1, expectedVersion: $v) { salesOrder { number } ${E} } }`, draft],
  ["salesOrderConfirm", "sales-order:edit", `mutation ($number: ID!, $v: Int!) { r: salesOrderConfirm(number: $number, expectedVersion: $v, idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, draft],
  ["salesOrderReleaseCredit", "sales-order:release", `mutation ($number: ID!) { r: salesOrderReleaseCredit(number: $number, reason: "Paid", idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, async () => {
    await desk.db.updateTable("customer").set({ creditLimit: "1" }).where("number", "=", "C-3").execute();
    const number = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "9" }], { customerNumber: "C-3" });
    return { variables: { number } };
  }],
  ["salesOrderReallocate", "sales-order:edit", `mutation ($number: ID!) { r: salesOrderReallocate(number: $number, idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, async () => ({ variables: { number: await desk.confirmed([{ itemNumber: "TBL-100", quantity: "1", unitPrice: "1" }]) } })],
  ["salesOrderCancel", "sales-order:edit", `mutation ($number: ID!, $v: Int!) { r: salesOrderCancel(number: $number, reason: "No", expectedVersion: $v, idempotencyKey: "KEY") { salesOrder { number } ${E} } }`, confirmed],
  ["signedOrderAccept", "signed-order:accept", `mutation ($input: SignedOrderInput!) { r: signedOrderAccept(input: $input) { orderNumber ${E} } }`, async () => ({ variables: { input: aSignedOrder({ customerNumber: "C-1" }) }, hidden: ["input", "customerNumber"] })],
  ["signedOrderCallOff", "signed-order:accept", `mutation ($id: ID!) { r: signedOrderCallOff(signatureId: $id) { orderNumber ${E} } }`, async () => {
    const input = aSignedOrder({ customerNumber: "C-1" });
    await desk.inAct((tx) => acceptIn(tx, desk.at(), input));
    return { variables: { id: input.signatureId }, hidden: ["signatureId"], writes: false };
  }],
  ["shipmentCreate", "shipment:edit", `mutation ($number: ID!) { r: shipmentCreate(salesOrderNumber: $number, input: {}, idempotencyKey: "KEY") { shipment { number } ${E} } }`, async () => ({ variables: { number: (await confirmed()).variables["number"] }, hidden: ["salesOrderNumber"] })],
  ["shipmentPick", "shipment:edit", `mutation ($number: ID!) { r: shipmentPick(number: $number, input: {}, idempotencyKey: "KEY") { shipment { number } ${E} } }`, shipment],
  ["shipmentCarrierSet", "shipment:edit", `mutation ($number: ID!) { r: shipmentCarrierSet(number: $number, input: { carrier: "DSV" }, expectedVersion: 1) { shipment { number } ${E} } }`, shipment],
  ["shipmentShip", "shipment:edit", `mutation ($number: ID!) { r: shipmentShip(number: $number, idempotencyKey: "KEY") { shipment { number } ${E} } }`, shipment],
  ["shipmentDeliver", "shipment:edit", `mutation ($number: ID!) { r: shipmentDeliver(number: $number, idempotencyKey: "KEY") { shipment { number } ${E} } }`, shipped],
  ["shipmentCancel", "shipment:edit", `mutation ($number: ID!) { r: shipmentCancel(number: $number, reason: "No", idempotencyKey: "KEY") { shipment { number } ${E} } }`, shipment],
  ["stockReceive", "stock:move", `mutation { r: stockReceive(input: { warehouse: "AARHUS", item: "LNG-210", quantity: "1", unitCost: "1" }, idempotencyKey: "KEY") { stock { onHand } ${E} } }`, async () => ({ variables: {}, hidden: ["input", "warehouse"] })],
  ["stockCount", "stock:move", `mutation { r: stockCount(input: { warehouse: "AARHUS", item: "LNG-210", countedQuantity: "5000", reason: "Count" }, idempotencyKey: "KEY") { stock { onHand } ${E} } }`, async () => ({ variables: {}, hidden: ["input", "warehouse"] })],
  ["stockTransfer", "stock:move", `mutation { r: stockTransfer(input: { from: "AARHUS", to: "HORSENS", item: "LNG-210", quantity: "1" }, idempotencyKey: "KEY") { stock { onHand } ${E} } }`, async () => ({ variables: {}, hidden: ["input", "from"] })],
];

describe("four callers", () => {
  it("meet every act of these modules", () => {
    const mine = /^(salesOrder|signedOrder|shipment|stock)/;
    expect(ACTS.map(([act]) => act).sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).filter((name) => mine.test(name)).sort());
  });
  it.each(ACTS)("%s needs %s, and the right company", async (_, permission, source, prepare) => {
    const { variables, hidden = ["number"], writes = true } = await prepare();
    const state = (): Promise<number[]> => Promise.all(["sales_order", "sales_order_line", "shipment", "stock_move", "audit_entry", "journal_entry"].map((table) => desk.count(table)));
    const before = await state();
    const asked = source.replace("KEY", desk.key());
    const got = await fourCallers(desk, schema, permission, "NHDK", asked, variables);
    expect(got.nobody.errors).toEqual(refusedFor(permission));
    expect(got.wrongRole.errors).toEqual(refusedFor(permission));
    expect(got.otherCompany.errors).toBeUndefined();
    expect(got.otherCompany.data.r.userErrors).toEqual([{ code: "NOT_FOUND", path: hidden }]);
    expect(got.right.errors).toBeUndefined();
    expect(got.right.data.r.userErrors).toEqual([]);
    expect(JSON.stringify(await state()) !== JSON.stringify(before)).toBe(writes);
  });
  it("write nothing when refused", async () => {
    const { variables } = await shipment();
    const before = await Promise.all(["audit_entry", "stock_move", "idempotency_key"].map((table) => desk.count(table)));
    for (const caller of [{}, { permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] }]) {
      await run(schema, desk.as(caller), `mutation ($number: ID!) { shipmentShip(number: $number, idempotencyKey: "never") { userErrors { code } } }`, variables);
    }
    expect(await Promise.all(["audit_entry", "stock_move", "idempotency_key"].map((table) => desk.count(table)))).toEqual(before);
  });
});

describe("what belongs to another company", () => {
  it("does not exist: not by number, not in lists, counts or totals", async () => {
    const number = await desk.confirmed(lines);
    const shipmentNumber = await desk.shipment(number);
    const source = `query ($number: ID!, $shipment: ID!) {
      salesOrder(number: $number) { number } unknown: salesOrder(number: "SO-1") { number } shipment(number: $shipment) { number }
      salesOrders { totalCount nodes { number } } salesOrderTotals { count total { amount } } shipmentList { totalCount nodes { number } } warehouses { code }
      _entities(representations: [{ __typename: "SalesOrder", number: $number }, { __typename: "Shipment", number: $shipment }]) { __typename }
    }`;
    const french = await run(schema, desk.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] }), source, { number, shipment: shipmentNumber });
    expect(french).toEqual({ data: { salesOrder: null, unknown: null, shipment: null, salesOrders: { totalCount: 0, nodes: [] }, salesOrderTotals: { count: 0, total: [] }, shipmentList: { totalCount: 0, nodes: [] }, warehouses: [{ code: "LYON" }], _entities: [null, null] } });
    const danish = await run(schema, desk.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHDK"] }), source, { number, shipment: shipmentNumber });
    expect(danish.data).toMatchObject({ salesOrder: { number }, shipment: { number: shipmentNumber }, warehouses: [{ code: "AARHUS" }, { code: "HORSENS" }], _entities: [{ __typename: "SalesOrder" }, { __typename: "Shipment" }] });
  });
  it("hides single fields from who may not read them, and answers the rest", async () => {
    const number = await desk.confirmed(lines);
    await desk.shipped(number);
    const permissions = ["sales-order:read", "shipment:read", "stock:read", "item:read"];
    const { data, errors } = await run(schema, desk.as({ permissions }), `query ($number: ID!) { salesOrder(number: $number) { number customer { number } shipments { number lines { quantity costAmount { amount } } journalEntry { number } } } }`, { number });
    expect(data.salesOrder).toMatchObject({ number, customer: null, shipments: [{ lines: [{ quantity: "1", costAmount: null }], journalEntry: null }] });
    expect(errors!.map((error) => error.code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  });
});

it("leaves every rule of the books in force", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
