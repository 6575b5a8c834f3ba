import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKitDatabase, type KitDatabase, type KitTables } from "./kit.fixture.ts";
import type { Context } from "./context.ts";
import { silentLog } from "./log.ts";
import { refuse } from "./refusal.ts";
import { buildGuardedSchema } from "./schema.ts";
import { type RunningSubgraph, startSubgraph } from "./server.ts";
import { aCaller } from "./testing.ts";
import { Unauthenticated } from "./token.ts";

const SDL = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
scalar Date scalar DateTime scalar Decimal scalar CurrencyCode
type Query {
  who: String @requiresScopes(scopes: [["who:ask"]])
  absurd: String @requiresScopes(scopes: [["who:ask"]])
  bug: String @requiresScopes(scopes: [["who:ask"]])
  query: String @requiresScopes(scopes: [["who:ask"]])
}`;
const schema = buildGuardedSchema(SDL, [{ Query: {
  who: (_p: unknown, _a: unknown, ctx: Context<KitTables>) => `${ctx.caller.name} in ${ctx.requestId}`,
  absurd: () => refuse("ABSURD_DATE", "Check the year.", ["asOf"]),
  bug: () => { throw new Error("secret detail of row 7"); },
  query: (_p: unknown, _a: unknown, ctx: Context<KitTables>) => ctx.db.selectFrom("no_such_table" as never).selectAll().execute(),
} }]);
let kit: KitDatabase;
let subgraph: RunningSubgraph;
beforeAll(async () => {
  kit = await aKitDatabase();
  subgraph = await startSubgraph<KitTables, Context<KitTables>>({
    name: "test", schema, database: kit, log: silentLog(), port: 0,
    verify: async (authorization) => {
      if (authorization !== "Bearer ines") throw new Unauthenticated("no");
      return { caller: aCaller({ name: "Ines", permissions: ["who:ask"] }), token: "ines" };
    },
    routes: [{ method: "GET", path: "/pdf/quote/:id", handle: async (ctx, params, res) => void res.end(`${ctx.caller.name}: ${params["id"]}`) }],
  });
});
afterAll(async () => {
  await subgraph.stop();
  await kit.drop();
});
const post = (query: string, headers: Record<string, string> = { authorization: "Bearer ines" }) =>
  fetch(`${subgraph.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query }) });

describe("a subgraph's server", () => {
  it("answers nobody without a token, not even what there is to ask", async () => {
    for (const headers of [{}, { authorization: "Bearer camille" }]) {
      const refused = await post("{ __schema { types { name } } }", headers as Record<string, string>);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toEqual({ errors: [{ message: "This address answers the gateway only.", extensions: { code: "UNAUTHENTICATED" } }] });
    }
  });
  it("knows who asks and in which request", async () => {
    expect(await (await post("{ who }", { authorization: "Bearer ines", "x-request-id": "req-7" })).json()).toEqual({ data: { who: "Ines in req-7" } });
    const odd = (await (await post("{ who }", { authorization: "Bearer ines", "x-request-id": "a b<script>" })).json()) as { data: { who: string } };
    expect(odd.data.who).toMatch(/^Ines in [0-9a-f-]{36}$/);
  });
  it("tells a refusal, and keeps a bug and the database's words to itself", async () => {
    expect(await (await post("{ absurd }")).json()).toEqual({ data: { absurd: null }, errors: [{ message: "Check the year.", locations: [{ line: 1, column: 3 }], path: ["absurd"], extensions: { code: "ABSURD_DATE", inputPath: ["asOf"] } }] });
    for (const field of ["bug", "query"]) {
      expect(await (await post(`{ ${field} }`)).json()).toEqual({ data: { [field]: null }, errors: [{ message: "Something went wrong.", path: [field], extensions: { code: "INTERNAL" } }] });
    }
  });
  it("serves its routes with the same caller", async () => {
    expect((await fetch(`${subgraph.url}/pdf/quote/Q-1`)).status).toBe(401);
    expect(await (await fetch(`${subgraph.url}/pdf/quote/Q%2F1`, { headers: { authorization: "Bearer ines" } })).text()).toBe("Ines: Q/1");
    expect((await fetch(`${subgraph.url}/pdf/quote`, { headers: { authorization: "Bearer ines" } })).status).toBe(404);
  });
  it("says whether it is well, to anybody, and nothing else", async () => {
    const health = await fetch(`${subgraph.url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: "ok", name: "test" }]);
  });
  it("refuses a request nobody means to send", async () => {
    expect((await post("#".repeat(5 << 20))).status).toBe(413);
  });
  it("refuses what is no JSON as the asker's mistake", async () => {
    const answered = await fetch(`${subgraph.url}/graphql`, { method: "POST", headers: { authorization: "Bearer ines", "content-type": "application/json" }, body: "{" });
    expect(answered.status).toBe(400);
  });
});
