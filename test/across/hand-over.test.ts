import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handOverToken } from "@homefield/kit";
import { HANDOVER_SECRET, type HandOverHouse, openHandOverHouse } from "../support/hand-over-house.ts";
import { drained, expectExactlyOnce, inLanes, killing, type SentQuote, sentQuotes, sign } from "../support/signatures-under-kills.ts";

let house: HandOverHouse;
beforeAll(async () => { house = await openHandOverHouse(); });
afterAll(() => house.stop());

const STATE = `query ($id: ID!) { quote(id: $id) { status handOver { status attempts lastError } order { number status customer { number } quote { number } } account { customerNumber } } }`;
const stateOf = async (quote: SentQuote) => (await house.ask(STATE, { id: quote.id })).data!["quote"];
const until = (quote: SentQuote, status: string) => expect.poll(async () => (await stateOf(quote)).handOver.status, { timeout: 40_000, interval: 100 }).toBe(status);

describe("a signed quote", () => {
  it("becomes an order and its account a customer, each known to the other side by number", async () => {
    const accounts = await house.prospects(1);
    const [quote] = await sentQuotes(house, accounts, 1);
    await sign(house, quote!);
    await until(quote!, "DELIVERED");
    const state = await stateOf(quote!);
    expect(state).toMatchObject({ status: "SIGNED", handOver: { status: "DELIVERED", attempts: 1, lastError: null }, order: { number: expect.stringMatching(/^SO-/), status: "CONFIRMED", customer: { number: state.account.customerNumber }, quote: { number: expect.stringMatching(/^Q-/) } } });
    await expectExactlyOnce(house, [quote!], accounts);
  });

  it("waits while the ERP is away, says so, and arrives once when it is back", async () => {
    const accounts = await house.prospects(1);
    const quotes = await sentQuotes(house, accounts, 3);
    await house.services.erp.stop("SIGKILL");
    await inLanes(3, quotes, (quote) => sign(house, quote));
    await expect.poll(async () => (await stateOf(quotes[0]!)).handOver, { timeout: 10_000 }).toEqual({ status: "WAITING", attempts: expect.any(Number), lastError: "The ERP can't be reached. The order is tried again by itself." });
    const pdf = await fetch(`${house.urls.gateway}/pdf/quote/${quotes[0]!.id}`, { headers: { authorization: `Bearer ${await house.token("sales")}` } });
    expect([pdf.status, await pdf.text()]).toEqual([503, expect.stringContaining("does not answer")]);
    await house.services.erp.start();
    await drained(house, 60_000);
    await expectExactlyOnce(house, quotes, accounts);
    const document = await fetch(`${house.urls.gateway}/pdf/quote/${quotes[0]!.id}`, { headers: { authorization: `Bearer ${await house.token("sales")}` } });
    expect([document.status, document.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  });

  it("that the ERP refuses can be called off for good, and a new version arrives", async () => {
    const [accountId] = await house.prospects(1);
    await house.services.erp.stop();
    const made = await house.ask(`mutation ($input: QuoteCreateInput!) { quoteCreate(input: $input) { quote { id } userErrors { code } } }`, { input: { accountId, lines: [{ itemNumber: "NOBODY-KNOWS", quantity: "1", unitPrice: "10.00" }] } });
    await house.services.erp.start();
    const { id } = made.data!["quoteCreate"].quote;
    // There is no price to hold it against, so somebody has to take it on.
    expect((await house.ask(`mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 1) { userErrors { code } } }`, { id })).data!["quoteSend"].userErrors).toEqual([{ code: "NEEDS_APPROVAL" }]);
    await house.ask(`mutation ($id: ID!) { quoteAskApproval(id: $id, reason: "Made for them", expectedVersion: 1) { userErrors { code } } }`, { id });
    await house.ask(`mutation ($id: ID!) { quoteDecideApproval(id: $id, decision: APPROVED, expectedVersion: 2) { userErrors { code } } }`, { id }, "sales.manager");
    const sent = (await house.ask(`mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 3) { quote { contentHash } } }`, { id })).data!["quoteSend"].quote;
    const quote = { id, contentHash: sent.contentHash, accountId: accountId! };
    await sign(house, quote);
    await until(quote, "REFUSED");
    expect((await stateOf(quote)).handOver.lastError).toBe("The ERP refused the order over line 1: NOT_FOUND. That was signed and stays: have it put right in the ERP and try again, or call it off and make a new version.");

    const [order] = await house.crm.db.selectFrom("signedOrder").select(["signatureId", "payload"]).where("quoteId", "=", id).execute();
    const cancelled = await house.ask(`mutation ($id: ID!) { signedOrderCancel(id: $id, reason: "No such item") { signedOrder { handOver { status } } userErrors { code message } } }`, { id: order!.signatureId }, "sales.manager");
    expect(cancelled.data!["signedOrderCancel"]).toEqual({ signedOrder: { handOver: { status: "CANCELLED" } }, userErrors: [] });
    // A delivery that was still on its way somewhere comes too late.
    const late = await fetch(`${house.urls.erp}/graphql`, {
      method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${await handOverToken(HANDOVER_SECRET)}` },
      body: JSON.stringify({ query: `mutation ($input: SignedOrderInput!) { signedOrderAccept(input: $input) { orderNumber userErrors { code } } }`, variables: { input: { ...(order!.payload as object), signatureId: order!.signatureId, relationshipKey: accountId, customerNumber: null } } }),
    });
    expect(((await late.json()) as { data: unknown }).data).toEqual({ signedOrderAccept: { orderNumber: null, userErrors: [{ code: "CALLED_OFF" }] } });

    const revised = (await house.ask(`mutation ($id: ID!) { quoteRevise(id: $id, expectedVersion: 5) { quote { id } userErrors { code message } } }`, { id })).data!["quoteRevise"];
    expect(revised.userErrors).toEqual([]);
    await house.ask(`mutation ($id: ID!) { quoteUpdate(id: $id, expectedVersion: 1, input: { lines: [{ itemNumber: "LNG-210", quantity: "1" }] }) { quote { id } userErrors { code } } }`, { id: revised.quote.id });
    const again = (await house.ask(`mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 2) { quote { id contentHash } userErrors { code message } } }`, { id: revised.quote.id })).data!["quoteSend"];
    const second = { ...again.quote, accountId: accountId! };
    await sign(house, second);
    await until(second, "DELIVERED");
  });

  it("can be amended once its order was called off in the ERP, and becomes an order of its own", async () => {
    const accounts = await house.prospects(1);
    const [quote] = (await sentQuotes(house, accounts, 1)) as [SentQuote];
    await sign(house, quote);
    await until(quote, "DELIVERED");
    const { number } = (await stateOf(quote)).order;
    const revise = async () => (await house.ask(`mutation ($id: ID!) { quoteRevise(id: $id, expectedVersion: 3) { quote { id lockVersion } userErrors { code } } }`, { id: quote.id })).data!["quoteRevise"];
    expect((await revise()).userErrors).toEqual([{ code: "ORDER_STANDS" }]);
    const { version } = (await house.ask(`query ($n: ID!) { salesOrder(number: $n) { version } }`, { n: number }, "planner")).data!["salesOrder"];
    const cancelled = await house.ask(`mutation ($n: ID!, $v: Int!, $k: String!) { salesOrderCancel(number: $n, reason: "They want another colour", expectedVersion: $v, idempotencyKey: $k) { userErrors { code message } } }`, { n: number, v: version, k: crypto.randomUUID() }, "planner");
    expect(cancelled.data!["salesOrderCancel"].userErrors).toEqual([]);
    const made = (await revise()).quote;
    const again = (await house.ask(`mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 1) { quote { id contentHash } userErrors { code message } } }`, { id: made.id })).data!["quoteSend"];
    const second = { ...again.quote, accountId: accounts[0]! };
    await sign(house, second);
    await until(second, "DELIVERED");
    expect((await stateOf(second)).order.number).not.toBe(number);
    expect(await stateOf(quote)).toMatchObject({ status: "SUPERSEDED", order: { number, status: "CANCELLED" } });
  });

  it("becomes exactly one order, 40 times over, while ERP, CRM and gateway are killed", async () => {
    const accounts = await house.prospects(16);
    const quotes = await sentQuotes(house, accounts, 40);
    const { gateway, crm, secondCrm, erp } = house.services;
    // Whatever chance does: each of them at least once, the ERP while it has orders in its hands.
    const killer = killing([erp, erp, crm, secondCrm, gateway], 1_500);
    let signed = 0;
    await inLanes(4, quotes, async (quote) => {
      await sign(house, quote);
      const victim = [erp, crm, gateway, secondCrm][++signed / 8 - 1];
      victim?.kill();
    });
    await killer.stop();
    await drained(house, 60_000);
    await expectExactlyOnce(house, quotes, accounts);
    expect([gateway, crm, secondCrm, erp].every((service) => service.kills > 0)).toBe(true);
  });
});
