import { brokenInvariants } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anOrderDesk, type OrderDesk } from "../../sales/sales-orders/sales-orders.fixture.ts";
import { shipmentCancel } from "./shipment-cancel.action.ts";
import { shipmentCreate } from "./shipment-create.action.ts";
import { shipmentDeliver } from "./shipment-deliver.action.ts";
import { shipmentPick } from "./shipment-pick.action.ts";
import { shipmentShip } from "./shipment-ship.action.ts";

let desk: OrderDesk;
beforeAll(async () => { desk = await anOrderDesk(); });
afterAll(() => desk.close());

describe("Mutation.shipmentShip", () => {
  it("moves stock, reservation and books together, at the moving average", async () => {
    await desk.stock("AARHUS", "LNG-210", "3", "100");
    await desk.stock("AARHUS", "LNG-210", "1", "200");
    const order = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "3" }]);
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "4", reserved: "3" });
    const number = await desk.shipment(order);
    expect(await desk.order(order)).toMatchObject({ status: "IN_FULFILMENT", deliveryStatus: "NOT_SHIPPED" });
    const { shipment } = await shipmentShip(desk.at(), { number, idempotencyKey: desk.key() });
    expect(shipment).toMatchObject({ status: "SHIPPED", shippedDate: "2026-03-16" });
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "1", reserved: "0" });
    expect(await desk.worth("LNG-210")).toEqual({ quantity: "1", value: "125" });
    expect(await desk.journal(number)).toEqual(["INVENTORY credit 375", "COST_OF_GOODS_SOLD debit 375"]);
    expect(await desk.line(order)).toMatchObject({ shippedQuantity: "3.0000", reservedQuantity: "0.0000", pickedQuantity: "0.0000" });
    expect(await desk.order(order)).toMatchObject({ status: "IN_FULFILMENT", deliveryStatus: "SHIPPED", invoiceStatus: "NOT_INVOICED" });
  });
  it("ships services without stock or journal", async () => {
    const order = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "2" }]);
    const number = await desk.shipped(order);
    expect(await desk.journal(number)).toEqual([]);
    expect(await desk.order(order)).toMatchObject({ deliveryStatus: "SHIPPED" });
  });
  it("answers a repeated key with the same shipment and ships once", async () => {
    await desk.stock("AARHUS", "TBL-100", "2", "1000");
    const number = await desk.shipment(await desk.confirmed([{ itemNumber: "TBL-100", quantity: "2" }]));
    const args = { number, idempotencyKey: desk.key() };
    await shipmentShip(desk.at(), args);
    expect((await shipmentShip(desk.at(), args)).shipment).toMatchObject({ number, status: "SHIPPED" });
    expect(await desk.journal(number)).toHaveLength(2);
    await expect(shipmentShip(desk.at(), { number, idempotencyKey: desk.key() })).rejects.toMatchObject({ userErrors: [{ code: "WRONG_STATE", path: ["number"] }] });
  });
});

describe("partial deliveries", () => {
  it("leaves a short pick on the order as a backorder that stays reserved", async () => {
    await desk.stock("AARHUS", "FAB-001", "20.5", "40");
    const order = await desk.confirmed([{ itemNumber: "FAB-001", quantity: "20.5" }]);
    const number = await desk.shipment(order);
    const { shipment } = await shipmentPick(desk.at(), { number, input: { lines: [{ lineNumber: 1, quantity: "12.25" }] }, idempotencyKey: desk.key() });
    expect(shipment).toMatchObject({ status: "PICKED" });
    expect(await desk.line(order)).toMatchObject({ pickedQuantity: "12.2500", reservedQuantity: "20.5000" });
    await shipmentShip(desk.at(), { number, idempotencyKey: desk.key() });
    expect(await desk.order(order)).toMatchObject({ deliveryStatus: "PARTLY_SHIPPED", status: "IN_FULFILMENT" });
    const second = await desk.shipped(order);
    expect(await desk.journal(second)).toEqual(["INVENTORY credit 330", "COST_OF_GOODS_SOLD debit 330"]);
    expect(await desk.worth("FAB-001")).toEqual({ quantity: "0", value: "0" });
    for (const each of [number, second]) await shipmentDeliver(desk.at(), { number: each, idempotencyKey: desk.key() });
    expect(await desk.order(order)).toMatchObject({ deliveryStatus: "DELIVERED" });
  });
  it("takes lines of choice, from the warehouse that has them, and never more than is ready", async () => {
    await desk.stock("HORSENS", "LNG-210", "4", "100");
    await desk.stock("HORSENS", "TBL-100", "4", "100");
    const order = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "4", warehouse: "HORSENS" }, { itemNumber: "TBL-100", quantity: "4", warehouse: "HORSENS" }]);
    const first = (await shipmentCreate(desk.at(), { salesOrderNumber: order, input: { lines: [{ lineNumber: 2, quantity: "3" }] }, idempotencyKey: desk.key() })).shipment!;
    expect(first.warehouse).toBe("HORSENS");
    await expect(shipmentCreate(desk.at(), { salesOrderNumber: order, input: { lines: [{ lineNumber: 2, quantity: "2" }] }, idempotencyKey: desk.key() }))
      .rejects.toMatchObject({ userErrors: [{ code: "OVER_DELIVERY", path: ["input", "lines", "0", "quantity"] }] });
    const rest = await desk.shipped(order);
    expect(await desk.line(order, 2)).toMatchObject({ shippedQuantity: "1.0000", pickedQuantity: "3.0000" });
    expect(rest).not.toBe(first.number);
    await expect(shipmentCreate(desk.at(), { salesOrderNumber: order, input: {}, idempotencyKey: desk.key() })).rejects.toMatchObject({ userErrors: [{ code: "NOTHING_TO_SHIP" }] });
    await shipmentCancel(desk.at(), { number: first.number, reason: "Van broke down", idempotencyKey: desk.key() });
    expect(await desk.line(order, 2)).toMatchObject({ shippedQuantity: "1.0000", pickedQuantity: "0.0000", reservedQuantity: "3.0000" });
  });
});

it("leaves every rule of the books in force", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
