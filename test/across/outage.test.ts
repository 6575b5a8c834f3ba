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

  it("but not gone (it hangs): a few pages wait for the deadline, then they open at once; back: they fill", async () => {
    const hung = system.services.erp.pid!;
    const stoppedAt = Date.now();
    process.kill(hung, "SIGSTOP");
    try {
      const first = await open360();
      expect(first.ms).toBeLessThan(DEADLINE_MS + 2 * A_SECOND);
      expectCrmAlone(first, stoppedAt);
      await expect.poll(async () => (await open360()).ms, { timeout: 20_000, interval: 0 }).toBeLessThan(A_SECOND);
      const quick = [];
      for (let i = 0; i < 10; i++) {
        const answer = await open360();
        expectCrmAlone(answer, stoppedAt);
        quick.push(answer.ms);
      }
      // One question in between finds out whether it is back, and pays for that.
      expect(quick.filter((ms) => ms >= A_SECOND).length).toBeLessThanOrEqual(1);
    } finally {
      process.kill(hung, "SIGCONT");
    }
    await backAgain();
    expect(erpFigure(await open360())).toEqual({ amount: "4000.00", currency: "DKK" });
  });

  it("never sends a mutation twice, while a question may be asked again", async () => {
    await Promise.all([system.token("warehouse"), system.services.erp.stop()]);
    // In its place stands one that takes every request and hangs up without a word.
    const heard: string[] = [];
    const deaf = createServer((request) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString())).on("end", () => {
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
