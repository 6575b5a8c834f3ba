import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answered } from "../support/hand-over-house.ts";
import { openWholeSystem, operation, sell, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
beforeAll(async () => {
  system = await openWholeSystem();
  await sell(system, { accountId: system.accounts.nordic });
});
afterAll(() => system?.stop());

/** The gateway waits this long for a source, then says that it is silent; once it knows, it does not wait. */
const DEADLINE_MS = 2_500;
const A_SECOND = 1_000;
interface Timed extends Answered { ms: number; sources: Record<string, { status: string; since?: string }> }
const open360 = async (who = "sales"): Promise<Timed> => {
  const token = await system.token(who);
  const startedAt = performance.now();
  const response = await fetch(`${system.urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify({ query: operation("Account360"), variables: { id: system.accounts.nordic } }) });
  const body = (await response.json()) as { data: Answered["data"]; errors?: Answered["errors"]; extensions?: { sources: Timed["sources"] } };
  return { data: body.data, errors: body.errors, sources: body.extensions?.sources ?? {}, ms: performance.now() - startedAt };
};
const erpFigure = (answer: Answered): unknown => answer.data!["account"].customer?.turnover ?? null;
const backAgain = (): Promise<unknown> => expect.poll(async () => (await open360()).errors, { timeout: 20_000, interval: 100 }).toBeUndefined();

function expectCrmAlone(answer: Timed, silentAfter: number): void {
  expect(answer.data!["account"]).toMatchObject({ name: "Ærø Havecenter", customerNumber: "C-1", owner: { name: "Ines Holm" }, quotes: { nodes: [{ status: "SIGNED" }] } });
  // What the ERP owns is not shown at all rather than as it was; its number is our pointer.
  const { customer, quotes } = answer.data!["account"];
  expect(Object.entries(customer ?? {}).filter(([name, value]) => name !== "number" && value !== null)).toEqual([]);
  expect(quotes.nodes[0].order?.status ?? null).toBeNull();
  const silent = answer.errors!.filter((error) => error.extensions["code"] === "SOURCE_UNAVAILABLE");
  expect(silent.length).toBeGreaterThan(0);
  expect(silent).toHaveLength(answer.errors!.length);
  for (const { extensions } of silent) {
    expect(extensions).toMatchObject({ source: "erp", since: expect.any(String) });
    expect(Date.parse(extensions["since"])).toBeGreaterThanOrEqual(silentAfter);
    expect(Date.parse(extensions["since"])).toBeLessThanOrEqual(Date.now());
  }
  expect(answer.sources["erp"]).toMatchObject({ status: "silent" });
  expect(answer.sources["crm"]).toMatchObject({ status: "answered" });
}

describe("the ERP stopped", () => {
  it.each(["SIGKILL", "SIGTERM"] as const)("by %s: the 360 page opens within a second with the CRM's facts and says what is missing; back: it fills without a restart", async (signal) => {
    expect(erpFigure(await open360())).toEqual({ amount: "4000.00", currency: "DKK" });
    const stoppedAt = Date.now();
    await system.services.erp.stop(signal);
    for (let i = 0; i < 8; i++) {
      const answer = await open360();
      expect(answer.ms).toBeLessThan(A_SECOND);
      expectCrmAlone(answer, stoppedAt);
    }
    await system.services.erp.start();
    await backAgain();
    expect(erpFigure(await open360())).toEqual({ amount: "4000.00", currency: "DKK" });
  });

  it("but not gone (it hangs): who waits is told before the deadline, everybody after at once; back: it is noticed though nobody asks", async () => {
    const hung = system.services.erp.pid!;
    const stoppedAt = Date.now();
    process.kill(hung, "SIGSTOP");
    try {
      const waiting = await Promise.all([open360(), open360("sales.manager")]);
      for (const answer of waiting) {
        expect(answer.ms).toBeLessThan(DEADLINE_MS);
        expectCrmAlone(answer, stoppedAt);
      }
      // While it hangs nobody waits again, not even to find out whether it is back.
      for (const until = Date.now() + 3 * A_SECOND; Date.now() < until; ) {
        const answer = await open360();
        expect(answer.ms).toBeLessThan(A_SECOND);
        expectCrmAlone(answer, stoppedAt);
      }
    } finally {
      process.kill(hung, "SIGCONT");
    }
    const status = async () => ((await (await fetch(`${system.urls.gateway}/status`)).json()) as { sources: Record<string, { state: string }> }).sources["erp"]!.state;
    await expect.poll(status, { timeout: 10 * A_SECOND, interval: 50 }).toBe("answering");
    expect((await open360()).errors).toBeUndefined();
    expect(erpFigure(await open360())).toEqual({ amount: "4000.00", currency: "DKK" });
  });

  it("never sends a mutation twice, while a question may be asked again", async () => {
    await Promise.all([system.token("warehouse"), system.services.erp.stop()]);
    // In its place stands one that says it is well, takes every request and hangs up without a word.
    const heard: string[] = [];
    const deaf = createServer((request, response) => {
      if (request.url === "/health") return void response.end("{}");
      let body = "";
      return void request.on("data", (chunk: Buffer) => (body += chunk.toString())).on("end", () => {
        if (request.url === "/graphql") heard.push((JSON.parse(body) as { query: string }).query.startsWith("mutation") ? "mutation" : "query");
        request.socket.destroy();
      });
    });
    await new Promise<void>((resolve) => deaf.listen(Number(new URL(system.urls.erp).port), "127.0.0.1", resolve));
    const receive = `mutation ($input: StockReceiveInput!, $key: String!) { stockReceive(input: $input, idempotencyKey: $key) { userErrors { code } } }`;
    const variables = { input: { warehouse: "AARHUS", item: "FAB-001", quantity: "1", unitCost: "10" }, key: "one receipt" };
    try {
      // Once the breaker lets somebody through.
      await expect.poll(async () => ((await system.ask(receive, variables, "warehouse")).errors![0]!.extensions["code"] === "SOURCE_UNAVAILABLE" ? heard.length : "another answer"), { timeout: 20_000, interval: 100 }).toBe(1);
      expect(heard).toEqual(["mutation"]);
      await expect.poll(async () => { await system.ask("{ legalEntities { code } }"); return heard.filter((kind) => kind === "query").length; }, { timeout: 20_000, interval: 100 }).toBe(2);
      expect(heard).toEqual(["mutation", "query", "query"]);
    } finally {
      deaf.closeAllConnections();
      await new Promise((resolve) => deaf.close(resolve));
    }
    await system.services.erp.start();
    await backAgain();
    const received = () => system.erp.db.selectFrom("stockMove").select("quantity").where("itemNumber", "=", "FAB-001").execute();
    expect(await received()).toEqual([]);
    // The client may: the key makes it one receipt.
    for (let i = 0; i < 2; i++) expect(await system.ask(receive, variables, "warehouse")).toEqual({ data: { stockReceive: { userErrors: [] } }, errors: undefined });
    expect(await received()).toHaveLength(1);
  });
});

describe("the CRM stopped", () => {
  it("the ERP takes orders, ships, bills and collects, and says what is missing of the CRM's", async () => {
    await Promise.all(["planner", "warehouse", "accountant"].map(system.token));
    const stoppedAt = Date.now();
    await Promise.all([system.services.crm.stop("SIGKILL"), system.services.secondCrm.stop("SIGKILL")]);
    const key = (): string => crypto.randomUUID();
    const made = await system.get(`mutation ($input: SalesOrderCreateInput!, $key: String!) { salesOrderCreate(input: $input, idempotencyKey: $key) { salesOrder { number version } userErrors { code message } } }`, { input: { customerNumber: "C-1", lines: [{ itemNumber: "LNG-210", quantity: "1" }] }, key: key() }, "planner");
    const { number, version } = made["salesOrder"];
    await system.get(`mutation ($number: ID!, $version: Int!, $key: String!) { salesOrderConfirm(number: $number, expectedVersion: $version, idempotencyKey: $key) { salesOrder { status } userErrors { code message } } }`, { number, version, key: key() }, "planner");
    const { shipment } = await system.get(operation("ShipmentCreate"), { salesOrderNumber: number, input: { carrier: "Nordfragt" }, idempotencyKey: key() }, "warehouse");
    expect((await system.get(operation("ShipmentShip"), { number: shipment.number, idempotencyKey: key() }, "warehouse"))["shipment"]).toMatchObject({ status: "SHIPPED" });
    const { invoice } = await system.get(operation("InvoiceCreate"), { salesOrderNumber: number, idempotencyKey: key() }, "accountant");
    const posted = (await system.get(operation("InvoicePost"), { id: invoice.id, idempotencyKey: key() }, "accountant"))["invoice"];
    expect(posted).toMatchObject({ status: "POSTED", number: expect.stringMatching(/^INV-NHDK-/) });
    const input = { customerNumber: "C-1", amount: invoice.total.amount, currency: invoice.total.currency, paymentDate: posted.issueDate, allocations: [{ invoiceNumber: posted.number, amount: invoice.total.amount }] };
    const paid = await system.get(operation("CustomerPaymentRecord"), { input, idempotencyKey: key() }, "accountant");
    expect(paid["customerPayment"].allocations).toMatchObject([{ invoice: { status: "PAID" } }]);

    const { data, errors } = await system.ask(operation("CustomerWithAccount"), { number: "C-1" }, "accountant");
    expect(data!["customer"]).toMatchObject({ number: "C-1", name: "Ærø Havecenter", openBalance: { currency: "DKK" }, account: null });
    expect(errors!.map(({ extensions }) => [extensions["code"], extensions["source"]])).toEqual([["SOURCE_UNAVAILABLE", "crm"]]);
    expect(Date.parse(errors![0]!.extensions["since"])).toBeGreaterThanOrEqual(stoppedAt);

    await Promise.all([system.services.crm.start(), system.services.secondCrm.start()]);
    await expect.poll(async () => (await system.ask(operation("CustomerWithAccount"), { number: "C-1" }, "accountant")).data!["customer"].account?.name, { timeout: 20_000 }).toBe("Ærø Havecenter");
  });
});
