/** What happens when everybody wants the last piece at once. Each race is first run without the locks, where it must go wrong. */
import { brokenInvariants, Refused } from "@homefield/kit";
import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ErpContext } from "../../context.ts";
import { stockCount } from "../../supply/inventory/stock-count.action.ts";
import { receiveIn, stockReceive } from "../../supply/inventory/stock-receive.action.ts";
import { shipmentCreate } from "../../supply/shipping/shipment-create.action.ts";
import { shipmentShip } from "../../supply/shipping/shipment-ship.action.ts";
import { withoutLocks } from "../../without-locks.fixture.ts";
import { lockCustomer } from "../customers/customers.module.ts";
import { lockOrder } from "./order-lock.ts";
import { confirmLocked, salesOrderConfirm } from "./sales-order-confirm.action.ts";
import { anOrderDesk, aSignedOrder, type OrderDesk } from "./sales-orders.fixture.ts";
import { signedOrderAccept } from "./signed-order-accept.action.ts";

// A race that is to go wrong may need several goes, on a machine that has other things to do.
vi.setConfig({ testTimeout: 90_000 });

let desk: OrderDesk;
afterEach(() => desk.close());
const open = async (): Promise<OrderDesk> => (desk = await anOrderDesk({ poolSize: 20 }));

/** All at once; tells how each ended: done, refused with a code, or broken. */
async function atOnce<T>(count: number, work: (ctx: ErpContext, i: number) => Promise<T>, locked: boolean): Promise<{ done: T[]; refused: string[]; broken: unknown[] }> {
  // Connections first, so that nobody is late because of them.
  await Promise.all(Array.from({ length: Math.min(count, 18) }, () => sql`select pg_sleep(0.02)`.execute(desk.db)));
  const results = await Promise.allSettled(Array.from({ length: count }, (_, i) => {
    const ctx = desk.at();
    return work(locked ? ctx : withoutLocks(ctx), i);
  }));
  const failures = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  return {
    done: results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    refused: failures.flatMap((error) => (error instanceof Refused ? [error.userErrors[0]!.code] : [])),
    broken: failures.filter((error) => !(error instanceof Refused)),
  };
}
/** Without the locks the constraints are the last guard; take them away as well, to see what the locks alone hold. */
const withoutGuards = (db: OrderDesk["db"]): Promise<unknown> => sql`
  do $$ declare c record; begin
    for c in select conrelid::regclass as t, conname as n from pg_constraint where contype = 'c' and conrelid in ('stock_balance'::regclass, 'stock_value'::regclass, 'sales_order_line'::regclass, 'reservation'::regclass)
    loop execute format('alter table %s drop constraint %I', c.t, c.n); end loop; end $$`.execute(db);
/** Luck may hide a race: it is run until it goes wrong, a few times at most. */
async function goesWrong(race: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 1; attempt <= 8; attempt++) {
    if (attempt > 1) await desk.close();
    if (await race()) return true;
  }
  return false;
}
const times = <T>(count: number, value: (i: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, i) => value(i)));

describe("16 orders confirmed at once for the last piece", () => {
  async function race(locked: boolean): Promise<{ outcome: Awaited<ReturnType<typeof atOnce>>; holders: number; blocked: number; broken: unknown[] }> {
    await open();
    if (!locked) await withoutGuards(desk.db);
    await desk.stock("AARHUS", "LNG-210", "1");
    // Making the row of a shelf that never held the item is a queue of its own; here it is the last piece that is raced for.
    await desk.db.insertInto("stockBalance").values({ warehouse: "HORSENS", itemNumber: "LNG-210" }).execute();
    const orders: string[] = [];
    for (let i = 0; i < 16; i++) orders.push(await desk.draft([{ itemNumber: "LNG-210", quantity: "1" }], { customerNumber: i % 2 ? "C-1" : "C-3", lines: [{ itemNumber: "LNG-210", quantity: "1", unitPrice: "10" }] }));
    const outcome = await atOnce(16, async (ctx, i) => salesOrderConfirm(ctx, { number: orders[i]!, expectedVersion: 1, idempotencyKey: `c${i}` }), locked);
    const lines = await times(16, (i) => desk.line(orders[i]!));
    const blocks = await times(16, (i) => desk.blocks(orders[i]!));
    return { outcome, holders: lines.filter((line) => line.reservedQuantity === "1.0000").length, blocked: blocks.filter((b) => b[0]?.kind === "STOCK").length, broken: await brokenInvariants(desk.db) };
  }
  it("oversells without the locks", async () => {
    expect(await goesWrong(async () => (await race(false)).holders > 1)).toBe(true);
  });
  it("gives it to one and blocks the others", async () => {
    const { outcome, holders, blocked, broken } = await race(true);
    expect(outcome).toMatchObject({ refused: [], broken: [] });
    expect({ holders, blocked, broken }).toEqual({ holders: 1, blocked: 15, broken: [] });
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "1", reserved: "1" });
  });
});

describe("16 shipments made and shipped at once of the last piece of an order", () => {
  async function race(locked: boolean): Promise<Awaited<ReturnType<typeof atOnce>>> {
    await open();
    if (!locked) await withoutGuards(desk.db);
    await desk.stock("AARHUS", "LNG-210", "1");
    const order = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "1" }]);
    return atOnce(16, async (ctx, i) => {
      const { shipment } = await shipmentCreate(ctx, { salesOrderNumber: order, input: {}, idempotencyKey: `a${i}` });
      return shipmentShip(ctx, { number: shipment!.number, idempotencyKey: `b${i}` });
    }, locked);
  }
  it("makes several shipments without the locks", async () => {
    expect(await goesWrong(async () => { await race(false); return (await desk.count("shipment")) > 1; })).toBe(true);
  });
  it("ships it once", async () => {
    const { done, refused, broken } = await race(true);
    expect({ done: done.length, broken }).toEqual({ done: 1, broken: [] });
    // Who comes late finds nothing ready, or the order shipped.
    expect(refused).toHaveLength(15);
    expect(refused.every((code) => code === "NOTHING_TO_SHIP")).toBe(true);
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "0", reserved: "0" });
    expect(await desk.worth("LNG-210")).toEqual({ quantity: "0", value: "0" });
    expect(await brokenInvariants(desk.db)).toEqual([]);
  });
});

describe("16 people ship the same shipment at once", () => {
  async function race(locked: boolean): Promise<Awaited<ReturnType<typeof atOnce>>> {
    await open();
    if (!locked) await withoutGuards(desk.db);
    await desk.stock("AARHUS", "LNG-210", "5");
    const number = await desk.shipment(await desk.confirmed([{ itemNumber: "LNG-210", quantity: "2" }]));
    return atOnce(16, (ctx, i) => shipmentShip(ctx, { number, idempotencyKey: `s${i}` }), locked);
  }
  it("goes wrong without the locks", async () => {
    expect(await goesWrong(async () => { const { done, broken } = await race(false); return done.length > 1 || broken.length > 0; })).toBe(true);
  });
  it("lets it leave once", async () => {
    const { done, refused, broken } = await race(true);
    expect({ done: done.length, refused: refused.filter((code) => code === "WRONG_STATE").length, broken }).toEqual({ done: 1, refused: 15, broken: [] });
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "3", reserved: "0" });
    expect(await brokenInvariants(desk.db)).toEqual([]);
  });
});

describe("counting a shelf while goods come in", () => {
  async function race(locked: boolean): Promise<Awaited<ReturnType<typeof atOnce>>> {
    await open();
    await desk.stock("AARHUS", "LNG-210", "10");
    return atOnce(8, (ctx, i) => stockCount(ctx, { input: { warehouse: "AARHUS", item: "LNG-210", countedQuantity: "100", reason: "Yearly count" }, idempotencyKey: `c${i}` }), locked);
  }
  it("counts the difference several times without the locks", async () => {
    expect(await goesWrong(async () => { await race(false); return (await desk.balance("AARHUS", "LNG-210")).onHand !== "100"; })).toBe(true);
  });
  it("finds what was counted, and posts the difference once", async () => {
    const { refused, broken } = await race(true);
    expect({ refused, broken }).toEqual({ refused: [], broken: [] });
    expect(await desk.balance("AARHUS", "LNG-210")).toEqual({ onHand: "100", reserved: "0" });
    expect(await desk.count("stock_move")).toBe(2);
  });
  it("keeps stock, value and ledger equal when receipts, counts and shipments mix", async () => {
    await open();
    await desk.stock("AARHUS", "LNG-210", "40", "99.99");
    const shipments: string[] = [];
    for (let i = 0; i < 6; i++) shipments.push(await desk.shipment(await desk.confirmed([{ itemNumber: "LNG-210", quantity: "3", unitPrice: "1" }])));
    const { refused, broken } = await atOnce(18, async (ctx, i) => {
      if (i % 3 === 0) return void (await shipmentShip(ctx, { number: shipments[i / 3]!, idempotencyKey: `s${i}` }));
      if (i % 3 === 1) return void (await stockReceive(ctx, { input: { warehouse: "AARHUS", item: "LNG-210", quantity: "7", unitCost: String(90 + i) }, idempotencyKey: `r${i}` }));
      return void (await stockCount(ctx, { input: { warehouse: "AARHUS", item: "LNG-210", countedQuantity: String(20 + i), reason: "Count" }, idempotencyKey: `c${i}` }));
    }, true);
    expect({ refused, broken }).toEqual({ refused: [], broken: [] });
    expect(await brokenInvariants(desk.db)).toEqual([]);
  });
});

describe("goods come in while an order asks for them", () => {
  /** Until an act is done, or waits for another transaction's lock. */
  async function doneOrWaiting(act: Promise<unknown>): Promise<void> {
    let isDone = false;
    void act.then(() => { isDone = true; }, () => { isDone = true; });
    while (!isDone) {
      const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(desk.db);
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const goods = { warehouse: "AARHUS", item: "TBL-100", quantity: "1", unitCost: "5" };
  /** The first is done but not committed when the second begins. Tells who still waits, and what lies on the shelf. */
  async function overlap(locked: boolean, first: "receipt" | "order", shelf: "empty" | "new"): Promise<{ waiting: number; onHand: string; reserved: string }> {
    await open();
    const ctx = (): ErpContext => (locked ? desk.at() : withoutLocks(desk.at()));
    const number = await desk.draft([{ itemNumber: "TBL-100", quantity: "1", unitPrice: "1" }]);
    if (shelf === "empty") {
      await desk.db.insertInto("stockBalance").values({ warehouse: "AARHUS", itemNumber: "TBL-100" }).execute();
      await desk.db.insertInto("stockValue").values({ legalEntity: "NHDK", itemNumber: "TBL-100" }).execute();
    }
    const receive = (c: ErpContext): Promise<unknown> => stockReceive(c, { input: goods, idempotencyKey: desk.key() });
    const confirm = (c: ErpContext): Promise<unknown> => salesOrderConfirm(c, { number, expectedVersion: 1, idempotencyKey: desk.key() });
    const second = await ctx().db.transaction().execute(async (tx) => {
      if (first === "receipt") await receiveIn(tx, desk.at(), goods);
      else await confirmLocked(tx, desk.at(), await lockOrder(tx, desk.at(), number), await lockCustomer(tx, desk.at(), "C-1", []));
      const later = first === "receipt" ? confirm(ctx()) : receive(ctx());
      await doneOrWaiting(later);
      return { later };
    });
    await second.later;
    return { waiting: (await desk.blocks(number)).length, ...(await desk.balance("AARHUS", "TBL-100")) };
  }
  // The other way round nothing goes wrong without them: making sure of the shelf's row waits for the receipt by itself.
  it("leaves the order waiting beside a full shelf without the locks, the order first", async () => {
    expect(await overlap(false, "order", "empty")).toEqual({ waiting: 1, onHand: "1", reserved: "0" });
  });
  for (const first of ["receipt", "order"] as const) {
    for (const shelf of ["empty", "new"] as const) {
      it(`serves the order from a shelf that was ${shelf}, the ${first} first`, async () => {
        expect(await overlap(true, first, shelf)).toEqual({ waiting: 0, onHand: "1", reserved: "1" });
        expect(await brokenInvariants(desk.db)).toEqual([]);
      });
    }
  }
  it("serves 16 orders from 16 receipts, all at once", async () => {
    await open();
    const orders: string[] = [];
    for (let i = 0; i < 16; i++) orders.push(await desk.draft([{ itemNumber: "TBL-100", quantity: "1", unitPrice: "1" }]));
    const outcome = await atOnce<unknown>(32, async (ctx, i) => (i % 2 === 0
      ? salesOrderConfirm(ctx, { number: orders[i / 2]!, expectedVersion: 1, idempotencyKey: `c${i}` }) : stockReceive(ctx, { input: goods, idempotencyKey: `r${i}` })), true);
    expect(outcome).toMatchObject({ refused: [], broken: [] });
    expect((await times(16, (i) => desk.blocks(orders[i]!))).flat()).toEqual([]);
    expect(await desk.balance("AARHUS", "TBL-100")).toEqual({ onHand: "16", reserved: "16" });
    expect(await brokenInvariants(desk.db)).toEqual([]);
  });
});

describe("two orders that fit into the credit only one by one", () => {
  async function race(locked: boolean): Promise<string[][]> {
    await open();
    const orders = [await desk.draft([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "60000" }]), await desk.draft([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "60000" }])];
    await atOnce(2, (ctx, i) => salesOrderConfirm(ctx, { number: orders[i]!, expectedVersion: 1, idempotencyKey: `c${i}` }), locked);
    return (await times(2, (i) => desk.blocks(orders[i]!))).map((blocks) => blocks.map((block) => block.kind));
  }
  it("both pass without the locks", async () => expect(await goesWrong(async () => (await race(false)).flat().length === 0)).toBe(true));
  it("blocks the second", async () => expect((await race(true)).flat()).toEqual(["CREDIT"]));
});

describe("a signed order handed over 32 times at once", () => {
  const race = async (locked: boolean): Promise<Awaited<ReturnType<typeof atOnce<Awaited<ReturnType<typeof signedOrderAccept>>>>>> => {
    await open();
    const input = aSignedOrder();
    return atOnce(32, (ctx) => signedOrderAccept(ctx, { input }), locked);
  };
  it("breaks without the locks", async () => {
    expect(await goesWrong(async () => { const { done, broken } = await race(false); return broken.length > 0 || done.filter((answer) => answer.isNew).length > 1; })).toBe(true);
  });
  it("makes one order and one customer, and everybody hears of it", async () => {
    const { done, refused, broken } = await race(true);
    expect({ refused, broken, done: done.length }).toEqual({ refused: [], broken: [], done: 32 });
    expect(new Set(done.map((answer) => answer.orderNumber)).size).toBe(1);
    expect(done.filter((answer) => answer.isNew)).toHaveLength(1);
    expect([await desk.count("sales_order"), await desk.count("customer")]).toEqual([1, 4]);
  });
});

describe("eight quotes of one new account signed at once", () => {
  const race = async (locked: boolean): Promise<Awaited<ReturnType<typeof atOnce<Awaited<ReturnType<typeof signedOrderAccept>>>>>> => {
    await open();
    if (!locked) await sql`alter table customer drop constraint customer_relationship_key_key`.execute(desk.db);
    return atOnce(8, (ctx, i) => signedOrderAccept(ctx, { input: aSignedOrder({ signatureId: `many-${i}`, relationshipKey: "account-of-many" }) }), locked);
  };
  it("make several customers without the locks", async () => {
    expect(await goesWrong(async () => new Set((await race(false)).done.map((answer) => answer.customerNumber)).size > 1)).toBe(true);
  });
  it("make one customer and eight orders", async () => {
    const { done, refused, broken } = await race(true);
    expect({ refused, broken }).toEqual({ refused: [], broken: [] });
    expect([new Set(done.map((answer) => answer.customerNumber)).size, new Set(done.map((answer) => answer.orderNumber)).size]).toEqual([1, 8]);
    expect(await brokenInvariants(desk.db)).toEqual([]);
  });
});
