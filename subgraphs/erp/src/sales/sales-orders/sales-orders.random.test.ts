/**
 * Whatever people do, in whatever order, alone or all at once: every rule of the books holds. Sequences are made up by fast-check, which
 * prints the seed of one that fails; repeat it with HOMEFIELD_SEED=….
 */
import { brokenInvariants, openDatabase, Refused, silentLog } from "@homefield/kit";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { creditInvoice } from "../../finance/receivables/invoice-credit.action.ts";
import { postInvoice } from "../../finance/receivables/invoice-post.action.ts";
import { recordPayment } from "../../finance/receivables/customer-payment-record.action.ts";
import { stockCount } from "../../supply/inventory/stock-count.action.ts";
import { stockReceive } from "../../supply/inventory/stock-receive.action.ts";
import { stockTransfer } from "../../supply/inventory/stock-transfer.action.ts";
import { shipmentCancel } from "../../supply/shipping/shipment-cancel.action.ts";
import { shipmentCreate } from "../../supply/shipping/shipment-create.action.ts";
import { shipmentDeliver } from "../../supply/shipping/shipment-deliver.action.ts";
import { shipmentPick } from "../../supply/shipping/shipment-pick.action.ts";
import { shipmentShip } from "../../supply/shipping/shipment-ship.action.ts";
import { holdCustomer, releaseCustomer } from "../customers/customer-hold.action.ts";
import { salesOrderCancel } from "./sales-order-cancel.action.ts";
import { salesOrderCreate } from "./sales-order-create.action.ts";
import { salesOrderLineUpdate } from "./sales-order-lines.action.ts";
import { salesOrderReallocate } from "./sales-order-reallocate.action.ts";
import { salesOrderReleaseCredit } from "./sales-order-release-credit.action.ts";
import { anOrderDesk, aSignedOrder, type OrderDesk } from "./sales-orders.fixture.ts";
import { signedOrderAccept } from "./signed-order-accept.action.ts";

const ITEMS = ["LNG-210", "TBL-100", "FAB-001", "SRV-ASM"] as const;
const WAREHOUSES = ["AARHUS", "HORSENS", "LYON"] as const;
const pick = fc.nat({ max: 999 });
const quantity = fc.integer({ min: 1, max: 9 });
const line = fc.record({ item: fc.constantFrom(...ITEMS), quantity });
const step = fc.oneof(
  fc.record({ act: fc.constant("receive" as const), item: fc.constantFrom(...ITEMS.slice(0, 3)), warehouse: fc.constantFrom(...WAREHOUSES), quantity, cost: fc.integer({ min: 0, max: 99_999 }) }),
  fc.record({ act: fc.constant("count" as const), item: fc.constantFrom(...ITEMS.slice(0, 3)), warehouse: fc.constantFrom(...WAREHOUSES), quantity }),
  fc.record({ act: fc.constant("transfer" as const), item: fc.constantFrom(...ITEMS.slice(0, 3)), from: fc.constantFrom(...WAREHOUSES), to: fc.constantFrom(...WAREHOUSES), quantity }),
  fc.record({ act: fc.constantFrom("order" as const, "sign" as const), customer: fc.constantFrom("C-1", "C-2", "C-3"), lines: fc.array(line, { minLength: 1, maxLength: 3 }), freight: fc.boolean() }),
  fc.record({ act: fc.constantFrom("confirm" as const, "confirm" as const, "edit" as const, "reallocate" as const, "release" as const, "cancelOrder" as const, "ship" as const, "ship" as const, "invoice" as const), order: pick, quantity }),
  fc.record({ act: fc.constantFrom("pick" as const, "leave" as const, "leave" as const, "arrive" as const, "cancelShipment" as const), shipment: pick, quantity }),
  fc.record({ act: fc.constantFrom("post" as const, "post" as const, "credit" as const, "pay" as const), invoice: pick, quantity }),
  fc.record({ act: fc.constantFrom("hold" as const, "unhold" as const), customer: fc.constantFrom("C-1", "C-2", "C-3") }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Picks a document by a number that stays meaningful while sequences are shortened. */
async function chosen(desk: OrderDesk, table: string, column: string, index: number): Promise<string | null> {
  const { rows } = await sql<{ key: string }>`select ${sql.ref(column)}::text as key from ${sql.table(table)} order by id`.execute(desk.db);
  return rows.length === 0 ? null : rows[index % rows.length]!.key;
}
async function carryOut(desk: OrderDesk, step: Step): Promise<void> {
  const ctx = desk.at();
  const idempotencyKey = desk.key();
  const withOne = async (table: string, column: string, index: number, work: (key: string) => Promise<unknown>): Promise<void> => {
    const key = await chosen(desk, table, column, index);
    if (key) await work(key);
  };
  switch (step.act) {
    case "receive": return void (await stockReceive(ctx, { idempotencyKey, input: { warehouse: step.warehouse, item: step.item, quantity: String(step.quantity), unitCost: `${Math.floor(step.cost / 100)}.${String(step.cost % 100).padStart(2, "0")}` } }));
    case "count": return void (await stockCount(ctx, { idempotencyKey, input: { warehouse: step.warehouse, item: step.item, countedQuantity: String(step.quantity), reason: "Count" } }));
    case "transfer": return void (await stockTransfer(ctx, { idempotencyKey, input: { from: step.from, to: step.to, item: step.item, quantity: String(step.quantity) } }));
    case "order": return void (await salesOrderCreate(ctx, { idempotencyKey, input: { customerNumber: step.customer, freight: step.freight ? "49" : null, lines: step.lines.map((l) => ({ itemNumber: l.item, quantity: String(l.quantity), unitPrice: "12" })) } }));
    case "sign": return void (await signedOrderAccept(ctx, { input: aSignedOrder({ customerNumber: step.customer, legalEntity: step.customer === "C-2" ? "NHFR" : "NHDK", currency: { "C-1": "DKK", "C-2": "EUR", "C-3": "CNY" }[step.customer],
      lines: step.lines.map((l) => ({ itemNumber: l.item, quantity: String(l.quantity), unitPrice: "99", discountPercent: "7.5", requestedDate: null })) }) }));
    case "confirm": return withOne("sales_order", "number", step.order, (number) => desk.confirm(number));
    case "edit": return withOne("sales_order", "number", step.order, async (number) => salesOrderLineUpdate(ctx, { number, lineNumber: 1, expectedVersion: (await desk.order(number)).version, input: { quantity: String(step.quantity) } }));
    case "reallocate": return withOne("sales_order", "number", step.order, (number) => salesOrderReallocate(ctx, { number, idempotencyKey }));
    case "release": return withOne("sales_order", "number", step.order, (number) => salesOrderReleaseCredit(ctx, { number, reason: "Paid", idempotencyKey }));
    case "cancelOrder": return withOne("sales_order", "number", step.order, async (number) => salesOrderCancel(ctx, { number, reason: "No more wanted", expectedVersion: (await desk.order(number)).version, idempotencyKey }));
    case "ship": return withOne("sales_order", "number", step.order, (number) => shipmentCreate(ctx, { salesOrderNumber: number, input: {}, idempotencyKey }));
    case "invoice": return withOne("sales_order", "number", step.order, (number) => createInvoiceForOrder(ctx, { salesOrderNumber: number, idempotencyKey }));
    case "pick": return withOne("shipment", "number", step.shipment, (number) => shipmentPick(ctx, { number, input: { lines: [{ lineNumber: 1, quantity: String(step.quantity) }] }, idempotencyKey }));
    case "leave": return withOne("shipment", "number", step.shipment, (number) => shipmentShip(ctx, { number, idempotencyKey }));
    case "arrive": return withOne("shipment", "number", step.shipment, (number) => shipmentDeliver(ctx, { number, idempotencyKey }));
    case "cancelShipment": return withOne("shipment", "number", step.shipment, (number) => shipmentCancel(ctx, { number, reason: "Van broke down", idempotencyKey }));
    case "post": return withOne("invoice", "id", step.invoice, (id) => postInvoice(ctx, { id, idempotencyKey }));
    case "credit": return withOne("invoice", "number", step.invoice, (number) => creditInvoice(ctx, { number, input: { reason: "Damaged", lines: [{ lineNumber: 1, quantity: "1" }] }, idempotencyKey }));
    case "pay": return withOne("invoice", "customer_number", step.invoice, (customerNumber) => recordPayment(ctx, { idempotencyKey, input: { customerNumber, amount: String(step.quantity * 100), currency: { "C-1": "DKK", "C-2": "EUR", "C-3": "CNY" }[customerNumber]!, allocateOldestFirst: true } }));
    case "hold": return void (await holdCustomer(ctx, { number: step.customer, reason: "Late again" }));
    case "unhold": return void (await releaseCustomer(ctx, { number: step.customer, reason: "Paid" }));
  }
}
/** A refusal is an answer; anything else is a fault. */
async function tryOut(desk: OrderDesk, each: Step): Promise<boolean> {
  try {
    await carryOut(desk, each);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
const seed = process.env.HOMEFIELD_SEED ? { seed: Number(process.env.HOMEFIELD_SEED) } : {};
const opening: Step[] = [
  { act: "receive", item: "LNG-210", warehouse: "AARHUS", quantity: 9, cost: 9999 }, { act: "receive", item: "TBL-100", warehouse: "HORSENS", quantity: 7, cost: 3333 },
  { act: "receive", item: "FAB-001", warehouse: "AARHUS", quantity: 9, cost: 101 }, { act: "receive", item: "LNG-210", warehouse: "LYON", quantity: 5, cost: 1234 },
];

describe("random acts", () => {
  let done = 0;
  it("one after the other keep every rule of the books, after each step", async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 45, size: "max" }), async (steps) => {
      const desk = await anOrderDesk({ poolSize: 2 });
      try {
        for (const each of opening) await tryOut(desk, each);
        for (const each of steps) {
          if (!(await tryOut(desk, each))) continue;
          done++;
          expect(await brokenInvariants(desk.db)).toEqual([]);
        }
      } finally {
        await desk.close();
      }
    }), { numRuns: 12, ...seed });
  }, 120_000);

  it("all at once keep every rule of the books, and never wait for each other in a circle", async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 80, maxLength: 120, size: "max" }), async (steps) => {
      const desk = await anOrderDesk({ poolSize: 12 });
      try {
        for (const each of opening) await tryOut(desk, each);
        const queue = [...steps];
        const worker = async (): Promise<void> => { for (let each = queue.shift(); each; each = queue.shift()) if (await tryOut(desk, each)) done++; };
        await Promise.all(Array.from({ length: 8 }, worker));
        expect(await brokenInvariants(desk.db)).toEqual([]);
        expect(await deadlocksSoFar(desk)).toBe(0);
      } finally {
        await desk.close();
      }
    }), { numRuns: 4, ...seed });
  }, 120_000);

  it("are mostly carried out, not refused", () => expect(done).toBeGreaterThan(150));

  it("would be seen to wait in a circle, if they did", async () => {
    const desk = await anOrderDesk({ poolSize: 4 });
    await desk.stock("AARHUS", "LNG-210", "1");
    await desk.stock("AARHUS", "TBL-100", "1");
    const grab = (first: string, second: string): Promise<unknown> => desk.inAct(async (tx) => {
      for (const item of [first, second]) {
        await sql`select 1 from stock_balance where item_number = ${item} for no key update`.execute(tx);
        await sql`select pg_sleep(0.1)`.execute(tx);
      }
    });
    const results = await Promise.allSettled([grab("LNG-210", "TBL-100"), grab("TBL-100", "LNG-210")]);
    expect(results.filter((result) => result.status === "rejected")).toHaveLength(1);
    expect(await deadlocksSoFar(desk)).toBe(1);
    await desk.close();
  });
});
/** As the server counted them; a backend reports when its connection ends at the latest. */
async function deadlocksSoFar(desk: OrderDesk): Promise<number> {
  const named = await sql<{ name: string }>`select current_database() as name`.execute(desk.db);
  await desk.database.close();
  const server = openDatabase(process.env.HOMEFIELD_TEST_POSTGRES!, { name: "deadlocks", log: silentLog(), poolSize: 1 });
  try {
    await sql`select pg_sleep(0.3)`.execute(server.db);
    const { rows } = await sql<{ deadlocks: string }>`select deadlocks from pg_stat_database where datname = ${named.rows[0]!.name}`.execute(server.db);
    return Number(rows[0]!.deadlocks);
  } finally {
    await server.close();
  }
}
