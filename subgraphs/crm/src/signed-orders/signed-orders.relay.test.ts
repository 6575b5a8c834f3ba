import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "@homefield/kit";
import { rejectQuote } from "../quotes/quote-reject.action.ts";
import { expireDueQuotes } from "../quotes/quotes.module.ts";
import { aSalesHouse, BILLING, NOON, type Place } from "../quotes/quotes.fixture.ts";
import { ErpStandIn, type Fault } from "./erp-stand-in.fixture.ts";
import { deliverNext } from "./signed-order-deliver.action.ts";
import { deliveryTo } from "./signed-order.delivery.ts";
import { type Relay, startRelay } from "./signed-orders.relay.ts";

let place: Place;
let erp: ErpStandIn;
const relays: Relay[] = [];
beforeAll(async () => { place = await aSalesHouse(); });
afterAll(() => place.close());
beforeEach(async () => { erp = await new ErpStandIn().start(); });
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await erp.stop();
});

const relay = (more: Partial<Parameters<typeof startRelay>[0]> = {}): Relay => {
  const started = startRelay({ db: place.db, pool: place.database.pool, erpUrl: erp.url, secret: "secret", log: silentLog(), deadlineMs: 300, ...more });
  relays.push(started);
  return started;
};
const deliver = (now = NOON): Promise<boolean> => deliverNext(place.db, { deliver: deliveryTo({ erpUrl: erp.url, secret: "secret", deadlineMs: 300 }), log: silentLog(), now });
/** The relay goes by the clock on the wall. */
const signedNow = (accountId?: string) => place.signed(accountId, { now: new Date() });
const rowOf = (quoteId: string) => place.db.selectFrom("signedOrder").selectAll().where("quoteId", "=", quoteId).executeTakeFirstOrThrow();
const waiting = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from signed_order where status = 'WAITING'`.execute(place.db)).rows[0]!.n;
async function until(condition: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) if (await condition()) return;
  throw new Error(`not within ${withinMs} ms`);
}

describe("a delivery", () => {
  it("gives the ERP what was signed and what it alone needs to know, in the CRM's own name", async () => {
    const quote = await place.signed();
    expect(await deliver()).toBe(true);
    const row = await rowOf(quote.id);
    expect(erp.orders.get(row.signatureId)?.input).toEqual({
      signatureId: row.signatureId, relationshipKey: place.accounts.prospect, customerNumber: null, quoteNumber: quote.number, customerName: "Fjordby Kommune", legalEntity: "NHDK", currency: "DKK", country: "DK", signedDate: "2026-11-22",
      billingAddress: { name: null, line2: null, region: null, ...BILLING }, deliveryAddress: null, invoiceEmail: null, vatNumber: null, customerReference: null,
      lines: [{ itemNumber: "BEN-100", quantity: "2", unitPrice: "1200", discountPercent: "0", requestedDate: null }],
    });
    expect(erp.requests[0]!.authorization).toMatch(/^Bearer ey/);
  });
  it("writes the order and customer number down and wipes the addresses in the same transaction", async () => {
    const account = await place.account("Badehotellet", "NORDIC");
    const quote = await place.signed(account);
    expect((await rowOf(quote.id)).payload).toMatchObject({ billingAddress: BILLING });
    await deliver();
    const { orderNumber, ...row } = await rowOf(quote.id);
    expect(row).toMatchObject({ status: "DELIVERED", payload: null, attempts: 1, lastError: null, deliveredAt: NOON });
    expect(orderNumber).toMatch(/^SO-/);
    expect(await place.db.selectFrom("account").select("customerNumber").where("id", "=", account).executeTakeFirst()).toEqual({ customerNumber: erp.customers.get(account) });
    const trail = await place.db.selectFrom("auditEntry").select(["act", "subject", "changes"]).where("entityKey", "=", row.signatureId).execute();
    expect(trail).toEqual([{ act: "signedOrderDelivered", subject: "service:crm", changes: { orderNumber, customerNumber: erp.customers.get(account) } }]);
  });
  it("has nothing to do when nothing is due", async () => {
    expect(await deliver()).toBe(false);
    expect(erp.requests).toEqual([]);
  });
  it("backs off when the ERP is silent, and keeps the payload", async () => {
    const quote = await place.signed();
    erp.faults = ["before"];
    await deliver();
    const row = await rowOf(quote.id);
    expect(row).toMatchObject({ status: "WAITING", attempts: 1, lastError: "The ERP can't be reached. The order is tried again by itself." });
    expect(row.payload).not.toBeNull();
    expect(row.nextAttemptAt.getTime() - NOON.getTime()).toBeGreaterThanOrEqual(250);
    expect(await deliver()).toBe(false);
    expect(await deliver(new Date(NOON.getTime() + 600))).toBe(true);
    expect(await rowOf(quote.id)).toMatchObject({ status: "DELIVERED", attempts: 2, lastError: null });
  });
  it.each<[Fault, string]>([
    ["lost-reply", "The ERP can't be reached."], ["half-reply", "The ERP can't be reached."], ["garbage", "The ERP's answer broke off."], ["failure", "The ERP could not do it just now."], ["stuck", "The ERP did not answer in time."],
  ])("asks again after %s and finds the order that was made, once", async (fault, sentence) => {
    const quote = await place.signed();
    const { signatureId } = await rowOf(quote.id);
    erp.faults = [fault];
    await deliver();
    expect((await rowOf(quote.id)).lastError).toContain(sentence);
    await deliver(new Date(NOON.getTime() + 600));
    expect(await rowOf(quote.id)).toMatchObject({ status: "DELIVERED", orderNumber: erp.orders.get(signatureId)!.orderNumber });
    expect(erp.orders.size).toBe(1);
  });
  it("stops at a refusal for good, keeps its code and nothing the ERP said", async () => {
    const quote = await place.signed();
    erp.faults = ["refuse:UNKNOWN_ITEM"];
    await deliver();
    expect(await rowOf(quote.id)).toMatchObject({ status: "REFUSED", attempts: 1, lastError: "The ERP refused the order: UNKNOWN_ITEM. Have it put right in the ERP and try again, or call it off." });
    expect(await deliver(new Date(NOON.getTime() + 3_600_000))).toBe(false);
    expect(erp.orders.size).toBe(0);
  });
  it("keeps no word of the ERP's in its errors", async () => {
    const errors = (await place.db.selectFrom("signedOrder").select("lastError").where("lastError", "is not", null).execute()).map((row) => row.lastError);
    expect(errors.filter((error) => error!.includes("Sentinel"))).toEqual([]);
  });
  it("waits, and says why, when the answered customer belongs to another account", async () => {
    const account = await place.account("Dobbelt", "NORDIC");
    const quote = await place.signed(account);
    const { signatureId } = await rowOf(quote.id);
    erp.orders.set(signatureId, { orderNumber: "SO-77", customerNumber: "C-1", input: null! });
    await deliver();
    expect(await rowOf(quote.id)).toMatchObject({ status: "WAITING", orderNumber: null, attempts: 1, lastError: expect.stringContaining("belongs to another account") });
    expect(await place.db.selectFrom("account").select("customerNumber").where("id", "=", account).executeTakeFirst()).toEqual({ customerNumber: null });
    await place.db.updateTable("signedOrder").set({ status: "CANCELLED", cancelReason: "test", payload: null }).where("quoteId", "=", quote.id).execute();
  });
  it("gives the customer number an earlier order of the account brought", async () => {
    const account = await place.account("To ordrer", "NORDIC");
    const [first, second] = [await place.signed(account), await place.signed(account)];
    await deliver();
    await deliver();
    const inputs = [...erp.orders.values()].map(({ input }) => [input.quoteNumber, input.customerNumber]);
    expect(inputs).toEqual([[first.number, null], [second.number, erp.customers.get(account)]]);
  });
});

describe("the relay", () => {
  it("delivers at once when woken by a signature of another process", async () => {
    relay();
    await sleep(150);
    const started = Date.now();
    const quote = await signedNow();
    await until(async () => (await rowOf(quote.id)).status === "DELIVERED");
    expect(Date.now() - started).toBeLessThan(700);
  });
  it("finds what waits without being told", async () => {
    relay({ pool: undefined as never });
    const quote = await signedNow();
    await until(async () => (await rowOf(quote.id)).status === "DELIVERED", 3_000);
    expect(erp.requests).toHaveLength(1);
  });
  it("hands each of 60 orders over exactly once, with three relays, an ERP that often fails at first and a transaction that does not end", async () => {
    const accounts = await Promise.all(Array.from({ length: 12 }, (_, i) => place.account(`Kunde ${i}`, "NORDIC")));
    // The oldest row of all is held by somebody for the whole time.
    const held = await signedNow(await place.account("Holdt", "NORDIC"));
    const holder = await place.database.pool.connect();
    await holder.query("begin");
    await holder.query("select 1 from signed_order where quote_id = $1 for update", [held.id]);
    const faults: (Fault | null)[] = ["before", "lost-reply", "half-reply", "garbage", "failure", "stuck", "slow", null, null, null, null, null];
    // Up to three times each: after that the waits between tries would be longer than a test should take.
    erp.fault = ({ signatureId }) => (erp.requests.filter((request) => request.signatureId === signatureId).length > 3 ? null : faults[Math.floor(Math.random() * faults.length)]!);
    Array.from({ length: 3 }, () => relay({ workers: 3, pool: undefined as never }));
    const quotes = await Promise.all(Array.from({ length: 60 }, (_, i) => signedNow(accounts[i % accounts.length])));
    await until(async () => (await waiting()) === 1, 60_000);
    await holder.query("rollback");
    holder.release();
    await until(async () => (await waiting()) === 0);

    const rows = await place.db.selectFrom("signedOrder").select(["signatureId", "orderNumber", "accountId", "payload"]).where("quoteId", "in", [held.id, ...quotes.map((quote) => quote.id)]).execute();
    expect(rows.map((row) => row.orderNumber).sort()).toEqual(rows.map((row) => erp.orders.get(row.signatureId)!.orderNumber).sort());
    expect(new Set(rows.map((row) => row.orderNumber)).size).toBe(61);
    expect(erp.orders.size).toBe(61);
    expect(rows.every((row) => row.payload === null)).toBe(true);
    // One customer per account, however many of its orders came at once.
    const numbers = await place.db.selectFrom("account").select(["id", "customerNumber"]).where("id", "in", accounts).execute();
    expect(numbers.map((account) => account.customerNumber)).toEqual(numbers.map((account) => erp.customers.get(account.id)));
    expect(new Set(numbers.map((account) => account.customerNumber)).size).toBe(12);
  }, 90_000);
  it("never delivers one order twice at the same time", async () => {
    erp.fault = () => "slow";
    const quotes = await Promise.all(Array.from({ length: 8 }, () => signedNow()));
    Array.from({ length: 4 }, () => relay({ pool: undefined as never }));
    await until(async () => (await waiting()) === 0);
    expect([erp.mostAtOnce, erp.requests.length, quotes.length]).toEqual([1, 8, 8]);
  });
  it("stops within the deadline while the ERP is stuck, and leaves the order waiting", async () => {
    erp.fault = () => "stuck";
    const running = relay({ deadlineMs: 10_000 });
    const quote = await signedNow();
    await until(async () => erp.requests.length > 0);
    const started = Date.now();
    await running.stop();
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(await rowOf(quote.id)).toMatchObject({ status: "WAITING", orderNumber: null });
    erp.fault = () => null;
    relay();
    await until(async () => (await rowOf(quote.id)).status === "DELIVERED");
  });
  it("expires sent quotes whose last day is over", async () => {
    const quote = await place.sent();
    const due = await place.sent();
    expect(await expireDueQuotes(place.db, silentLog(), new Date("2026-12-22T12:00:00Z"))).toBe(0);
    await rejectQuote(place.ctx(), { id: quote.id, reason: "Too dear", expectedVersion: 2 });
    expect(await expireDueQuotes(place.db, silentLog(), new Date("2026-12-23T12:00:00Z"))).toBe(1);
    expect(await place.db.selectFrom("quote").select(["id", "status"]).where("id", "in", [quote.id, due.id]).orderBy("numberOrder").execute()).toEqual([{ id: quote.id, status: "REJECTED" }, { id: due.id, status: "EXPIRED" }]);
    expect(await place.db.selectFrom("auditEntry").select(["act", "subject"]).where("entityKey", "=", due.id).orderBy("id", "desc").executeTakeFirst()).toEqual({ act: "quoteExpire", subject: "service:crm" });
  });
});
