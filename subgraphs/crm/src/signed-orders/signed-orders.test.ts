import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "@homefield/kit";
import { aSalesHouse, BILLING, NOON, type Place, UNKNOWN_ID } from "../quotes/quotes.fixture.ts";
import { deliverNext, type DeliveryAnswer, type OrderToDeliver } from "./signed-order-deliver.action.ts";

let place: Place;
beforeAll(async () => { place = await aSalesHouse(); });
afterAll(() => place.close());

const STATE = `signedOrder { id quote { number status } handOver { status attempts lastError nextAttemptAt cancelReason deliveredAt } order { number } } userErrors { code message path }`;
const retry = async (id: string, correction?: object, who: "ines" | "rosa" | "camille" = "rosa", more = {}) => {
  const { data, errors } = await place.ask(`mutation ($id: ID!, $c: SignedOrderCorrectionInput) { signedOrderRetry(id: $id, correction: $c) { ${STATE} } }`, { id, c: correction }, who, more);
  return { ...data?.signedOrderRetry, errors };
};
const cancel = async (id: string, reason = "Item is gone", who: "ines" | "rosa" | "camille" = "rosa", more = {}) => {
  const { data, errors } = await place.ask(`mutation ($id: ID!, $r: String!) { signedOrderCancel(id: $id, reason: $r) { ${STATE} } }`, { id, r: reason }, who, more);
  return { ...data?.signedOrderCancel, errors };
};
const deliver = async (answer: DeliveryAnswer, now = NOON): Promise<OrderToDeliver | null> => {
  let given: OrderToDeliver | null = null;
  await deliverNext(place.db, { log: silentLog(), now, deliver: async (order) => { given = order; return answer; } });
  return given;
};
const row = (id: string) => place.db.selectFrom("signedOrder").selectAll().where("signatureId", "=", id).executeTakeFirstOrThrow();
let accounts = 0;
/** A signed order of a new account, in a state of its hand-over. */
async function order(state: "WAITING" | "REFUSED" | "DELIVERED"): Promise<string> {
  const quote = await place.signed(await place.account(`Account ${++accounts}`, "NORDIC"));
  if (state === "REFUSED") await deliver({ kind: "REFUSED", code: "UNKNOWN_ITEM" });
  if (state === "DELIVERED") await deliver({ kind: "ACCEPTED", orderNumber: `SO-${accounts}`, customerNumber: `C-9${accounts}` });
  return (await place.db.selectFrom("signature").select("id").where("quoteId", "=", quote.id).executeTakeFirstOrThrow()).id;
}
const settle = () => place.db.updateTable("signedOrder").set({ status: "CANCELLED", payload: null, cancelReason: "test" }).where("status", "in", ["WAITING", "REFUSED"]).execute();

describe("Query.signedOrders", () => {
  it("shows what is left to do, longest waiting first, without what is in it", async () => {
    const [refused, delivered, waiting] = [await order("REFUSED"), await order("DELIVERED"), await order("WAITING")];
    const { data } = await place.ask(`{ signedOrders { nodes { id quote { number } handOver { status attempts lastError since nextAttemptAt } order { number } } totalCount } }`, {}, "rosa");
    expect(data.signedOrders).toEqual({ totalCount: 2, nodes: [
      { id: refused, quote: { number: expect.stringMatching(/^Q-/) }, order: null, handOver: { status: "REFUSED", attempts: 1, lastError: expect.stringContaining("UNKNOWN_ITEM"), since: NOON.toISOString(), nextAttemptAt: null } },
      { id: waiting, quote: { number: expect.stringMatching(/^Q-/) }, order: null, handOver: { status: "WAITING", attempts: 0, lastError: null, since: NOON.toISOString(), nextAttemptAt: NOON.toISOString() } },
    ].sort((a, b) => (a.id < b.id ? -1 : 1)) });
    const done = await place.ask(`{ signedOrders(status: [DELIVERED]) { nodes { id order { number } } } }`, {}, "rosa");
    expect(done.data.signedOrders.nodes).toEqual([{ id: delivered, order: { number: "SO-2" } }]);
    expect((await place.ask(`{ signedOrders { nodes { id } } }`, {}, "camille")).data.signedOrders.nodes).toEqual([]);
    expect((await place.ask(`{ signedOrders { nodes { id } } }`, {}, "ines", { permissions: ["quote:read"] })).errors?.[0]?.code).toBe("FORBIDDEN");
    await settle();
  });
  it("pages in a constant number of statements", async () => {
    for (let i = 0; i < 3; i++) await order("WAITING");
    const statements = async (first: number): Promise<number> => {
      const before = place.database.statements();
      expect((await place.ask(`query ($first: Int) { signedOrders(first: $first) { nodes { id quote { number account { name } } handOver { status } } pageInfo { hasNextPage } } }`, { first }, "rosa")).errors).toBeUndefined();
      return place.database.statements() - before;
    };
    expect([await statements(1), await statements(3)]).toEqual([3, 3]);
    await settle();
  });
});

describe("Mutation.signedOrderRetry", () => {
  it("puts a refused one on its way again, with what was put right", async () => {
    const id = await order("REFUSED");
    const woken = place.woken.times;
    expect((await retry(id, { billingAddress: { ...BILLING, country: "se" }, vatNumber: null, customerReference: "PO 8" })).signedOrder).toMatchObject({ handOver: { status: "WAITING", attempts: 1, nextAttemptAt: NOON.toISOString() } });
    expect(place.woken.times).toBe(woken + 1);
    expect(await deliver({ kind: "ACCEPTED", orderNumber: "SO-500", customerNumber: "C-500" })).toMatchObject({ signatureId: id, country: "SE", billingAddress: { country: "SE" }, vatNumber: null, customerReference: "PO 8", lines: [{ itemNumber: "BEN-100", unitPrice: "1200" }] });
    const trail = await place.db.selectFrom("auditEntry").select(["act", "changes"]).where("entityKey", "=", id).where("act", "=", "signedOrderRetry").execute();
    expect(trail).toEqual([{ act: "signedOrderRetry", changes: { status: ["REFUSED", "WAITING"], corrected: ["billingAddress", "vatNumber", "customerReference"] } }]);
  });
  it("is told which line of the quote the ERP stumbled over, options left out", async () => {
    const quote = await place.offer(await place.account(`Account ${++accounts}`, "NORDIC"), [{ itemNumber: "BEN-100", quantity: "1", isOption: true }, { itemNumber: "BEN-100", quantity: "1" }, { itemNumber: "LNG-210", quantity: "1" }]);
    const { contentHash } = (await place.ask(`mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 1) { quote { contentHash } } }`, { id: quote.id })).data.quoteSend.quote;
    await place.ask(`mutation ($id: ID!, $input: QuoteSignInput!) { quoteSign(id: $id, input: $input, idempotencyKey: "stumble") { quote { id } } }`, { id: quote.id, input: { signerName: "Åse", signerEmail: "a@fjordby.example", contentHash, billingAddress: BILLING } });
    await deliver({ kind: "REFUSED", code: "NOT_FOUND", path: ["input", "lines", "1", "itemNumber"] });
    expect((await place.db.selectFrom("signedOrder").select("lastError").where("quoteId", "=", quote.id).executeTakeFirstOrThrow()).lastError).toContain("over line 3: NOT_FOUND.");
    await settle();
  });
  it("is not waited out by others once one is answered: the ERP is back", async () => {
    const [away, failed, answered] = [await order("WAITING"), await order("WAITING"), await order("WAITING")];
    const states = { [away]: { lastError: "The ERP can't be reached. The order is tried again by itself." }, [failed]: { lastError: "The ERP could not do it just now. The order is tried again by itself." } };
    const later = new Date(NOON.getTime() + 25_000);
    for (const [id, state] of Object.entries(states)) await place.db.updateTable("signedOrder").set({ ...state, attempts: 7, nextAttemptAt: later }).where("signatureId", "=", id).execute();
    expect((await deliver({ kind: "ACCEPTED", orderNumber: "SO-BACK", customerNumber: "C-BACK" }))!.signatureId).toBe(answered);
    expect((await row(away)).nextAttemptAt).toEqual(NOON);
    expect((await row(failed)).nextAttemptAt).toEqual(later);
    await settle();
  });
  it("brings a waiting one forward", async () => {
    const id = await order("WAITING");
    await deliver({ kind: "SILENT", why: "UNREACHABLE" });
    expect((await row(id)).nextAttemptAt > NOON).toBe(true);
    await retry(id);
    expect((await row(id)).nextAttemptAt).toEqual(NOON);
    await settle();
  });
  it.each<[string, object, string, string[]]>([
    ["a bad VAT number", { vatNumber: "?" }, "BAD_VAT_NUMBER", ["correction", "vatNumber"]], ["an unknown country", { billingAddress: { ...BILLING, country: "XX" } }, "UNKNOWN_COUNTRY", ["correction", "billingAddress", "country"]],
    ["no address for a new customer", { billingAddress: null }, "ADDRESS_NEEDED", ["correction", "billingAddress"]],
  ])("refuses %s and leaves it refused", async (_name, correction, code, path) => {
    const id = await order("REFUSED");
    expect((await retry(id, correction)).userErrors[0]).toMatchObject({ code, path });
    expect(await row(id)).toMatchObject({ status: "REFUSED", payload: { billingAddress: { country: "DK" } } });
    await settle();
  });
  it("does not meddle with one that is being delivered, has arrived or was called off", async () => {
    const id = await order("WAITING");
    const holder = await place.database.pool.connect();
    await holder.query("begin");
    await holder.query("select 1 from signed_order where signature_id = $1 for no key update", [id]);
    expect([(await retry(id)).userErrors[0].code, (await cancel(id)).userErrors[0].code]).toEqual(["HAND_OVER_BUSY", "HAND_OVER_BUSY"]);
    await holder.query("rollback");
    holder.release();
    await settle();
    expect([(await retry(id)).userErrors[0].code, (await cancel(id)).userErrors[0].code]).toEqual(["ALREADY_CANCELLED", "ALREADY_CANCELLED"]);
    const delivered = await order("DELIVERED");
    expect([(await retry(delivered)).userErrors[0].code, (await cancel(delivered)).userErrors[0].code]).toEqual(["ALREADY_DELIVERED", "ALREADY_DELIVERED"]);
  });
});

describe("Mutation.signedOrderCancel", () => {
  it.each(["REFUSED", "WAITING"] as const)("calls a %s one off after the ERP has agreed, and wipes what was in it", async (state) => {
    const id = await order(state);
    expect((await cancel(id)).signedOrder).toMatchObject({ quote: { status: "SIGNED" }, handOver: { status: "CANCELLED", cancelReason: "Item is gone", nextAttemptAt: null }, order: null });
    expect(place.erp.calledOff).toContain(id);
    expect((await row(id)).payload).toBeNull();
    expect(await deliver({ kind: "ACCEPTED", orderNumber: "SO-X", customerNumber: "C-X" }, new Date("2027-01-01"))).toBeNull();
  });
  it("does not when the ERP is silent, or has an order for it", async () => {
    const id = await order("WAITING");
    place.erp.isSilent = true;
    expect((await cancel(id)).userErrors[0].code).toBe("ERP_SILENT");
    place.erp.isSilent = false;
    place.erp.orders[id] = "SO-8";
    expect((await cancel(id)).userErrors[0]).toMatchObject({ code: "ORDER_EXISTS", path: ["id"] });
    expect(await row(id)).toMatchObject({ status: "WAITING", cancelReason: null });
    await settle();
  });
  it("needs a reason", async () => {
    const id = await order("WAITING");
    expect((await cancel(id, " ")).userErrors[0]).toMatchObject({ code: "EMPTY", path: ["reason"] });
    expect((await row(id)).status).toBe("WAITING");
    await settle();
  });
});

describe("whom each act obeys", () => {
  it.each([["signedOrderRetry", (id: string, who: "ines" | "camille", more: object) => retry(id, undefined, who, more)], ["signedOrderCancel", (id: string, who: "ines" | "camille", more: object) => cancel(id, "x", who, more)]] as const)(
    "%s: neither nobody, nor the wrong role, nor the right role of another team", async (_name, attempt) => {
      const id = await order("REFUSED");
      for (const permissions of [[], ["signed-order:read", "quote:read"]]) expect((await attempt(id, "ines", { permissions })).errors?.[0]?.code).toBe("FORBIDDEN");
      for (const unknown of [UNKNOWN_ID, "x"]) expect((await attempt(unknown, "ines", {})).userErrors[0]).toMatchObject({ code: "NOT_FOUND", path: ["id"] });
      expect((await attempt(id, "camille", {})).userErrors[0]).toMatchObject({ code: "NOT_FOUND", path: ["id"] });
      expect((await row(id)).status).toBe("REFUSED");
      await settle();
    });
});
