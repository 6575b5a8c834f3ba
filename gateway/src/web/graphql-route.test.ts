import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, type Json, openHouse, PASSWORD, trustedDocument, trustedId } from "../../test/house.ts";

let house: House;
let sales: string;
let integrator: string;
let key: string;

beforeAll(async () => {
  house = await openHouse();
  [sales, integrator] = (await Promise.all(["sales", "integrator"].map((name) => house.signIn(name)))) as [string, string];
  const made = await house.send("/auth/api-keys", { headers: { cookie: integrator }, body: { name: "Shop", permissions: ["account:read", "customer:read", "customer-balance:read"] } });
  key = made.body.key as string;
});
afterAll(() => house.stop());

const graph = (headers: Record<string, string>, body: unknown) => house.send("/graphql", { headers, body });
const codeOf = ({ status, body }: { status: number; body: Json }) => [status, body.errors?.[0]?.extensions?.code];
const free = { query: '{ account(id: "a0") { name } }' };

describe("nobody in particular", () => {
  it("learns nothing: neither schema nor suggestions nor whether a document is known", async () => {
    for (const body of [free, { query: "{ __schema { types { name } } }" }, { query: "{ acount }" }, { query: "{" }, { documentId: trustedId }, "nonsense"]) {
      const answer = await graph({}, body);
      expect(codeOf(answer)).toEqual([401, "UNAUTHENTICATED"]);
      expect(answer.body.errors[0].message).toBe("Sign in, or send an API key.");
    }
  });

  it("is told what is wrong with a key or a token", async () => {
    expect(codeOf(await graph({ "x-api-key": "hf_wrong" }, free))).toEqual([401, "UNAUTHENTICATED"]);
    expect(codeOf(await graph({ authorization: "Bearer a.b.c" }, free))).toEqual([401, "UNAUTHENTICATED"]);
    // A key that is refused is not made good by a cookie.
    expect(codeOf(await graph({ "x-api-key": "hf_wrong", cookie: integrator }, free))).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("a session", () => {
  it("is answered the documents of our own screens, by either way of naming them", async () => {
    for (const body of [{ documentId: trustedId }, { documentId: `sha256:${trustedId}` }, { extensions: { persistedQuery: { version: 1, sha256Hash: trustedId } } }, { query: trustedDocument }]) {
      const { status, body: answer } = await graph({ cookie: sales }, body);
      expect(status).toBe(200);
      expect(answer.data.accounts.nodes[0]).toEqual({ id: "a0", customer: { number: "C-1", openBalance: null } });
      expect(answer.errors[0]).toMatchObject({ path: ["accounts", "nodes", 0, "customer", "openBalance"], extensions: { code: "FORBIDDEN", permission: "customer-balance:read" } });
    }
  });

  it("is refused any other document, and one of another version", async () => {
    house.company.crm.forget();
    expect(codeOf(await graph({ cookie: sales }, free))).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
    expect(codeOf(await graph({ cookie: sales }, { query: "{ __schema { types { name } } }" }))).toEqual([403, "DOCUMENT_NOT_TRUSTED"]);
    expect(codeOf(await graph({ cookie: sales }, { documentId: "0".repeat(64) }))).toEqual([400, "DOCUMENT_UNKNOWN"]);
    expect(house.company.crm.received).toEqual([]);
  });

  it("with graph:explore may explore", async () => {
    expect((await graph({ cookie: integrator }, free)).body.data).toEqual({ account: { name: "Account 0" } });
    expect((await graph({ cookie: integrator }, { query: '{ __type(name: "Account") { description } }' })).body.data).toEqual({ __type: { description: "Somebody we know." } });
  });

  it("is of no use to another site", async () => {
    const document = { documentId: trustedId };
    expect(codeOf(await graph({ cookie: sales, origin: "https://evil.example" }, document))).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(codeOf(await graph({ cookie: sales, "sec-fetch-site": "cross-site" }, document))).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(codeOf(await graph({ cookie: sales, "sec-fetch-site": "same-site" }, document))).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(codeOf(await house.send(`/graphql?documentId=${trustedId}`, { headers: { cookie: sales } }))).toEqual([403, "CSRF_HEADER_MISSING"]);
    expect(codeOf(await graph({ cookie: sales, "content-type": "text/plain" }, document))).toEqual([403, "CSRF_HEADER_MISSING"]);
    expect((await graph({ cookie: sales, origin: house.gateway.url, "sec-fetch-site": "same-origin" }, document)).status).toBe(200);
    expect((await house.send(`/graphql?documentId=${trustedId}`, { headers: { cookie: sales, "x-homefield-client": "web-crm" } })).status).toBe(200);
  });

  it("ends for the graph when it ends", async () => {
    const cookie = await house.signIn("sales");
    expect((await graph({ cookie }, { documentId: trustedId })).status).toBe(200);
    await house.send("/auth/sign-out", { headers: { cookie }, body: {} });
    expect(codeOf(await graph({ cookie }, { documentId: trustedId }))).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("a program", () => {
  it("with a key is answered what the key may have, told its cost and the state of its budget", async () => {
    const { status, headers, body } = await graph({ "x-api-key": key }, { query: '{ account(id: "a0") { name margin customer { openBalance } } }' });
    expect(status).toBe(200);
    expect(body.data).toEqual({ account: null });
    expect(body.errors[0].extensions).toEqual({ code: "FORBIDDEN", permission: "account:margin" });
    expect(headers.get("x-graph-cost")).toBe("2");
    expect(headers.get("ratelimit-limit")).toBe("5000");
    expect(Number(headers.get("ratelimit-remaining"))).toBeLessThan(5_000);
  });

  it("gets introspection and helpful errors", async () => {
    expect((await graph({ "x-api-key": key }, { query: "{ __schema { queryType { name } } }" })).body.data).toEqual({ __schema: { queryType: { name: "Query" } } });
    const program = { "x-api-key": key, accept: "application/graphql-response+json" };
    const wrong = await graph(program, { query: "{ acounts { totalCount } }" });
    expect(codeOf(wrong)).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    expect(wrong.body.errors[0].message).toContain('Did you mean "accounts"');
    expect(codeOf(await graph(program, { query: "{ account(" }))).toEqual([400, "GRAPHQL_PARSE_FAILED"]);
    // Under application/json the status speaks of the transport alone (GraphQL over HTTP, 6.4.1).
    expect(codeOf(await graph({ "x-api-key": key }, { query: "{ account(" }))).toEqual([200, "GRAPHQL_PARSE_FAILED"]);
  });

  it("may use a demo token", async () => {
    const { body } = await house.send("/auth/demo-token", { body: { email: "controller@demo.homefield.example", password: PASSWORD } });
    expect((await graph({ authorization: `Bearer ${body.token}` }, { query: '{ account(id: "a0") { margin } }' })).body.data).toEqual({ account: { margin: "12.50" } });
  });

  it.each([
    ["a batch", [free, free], 400, "BATCHING_REFUSED"],
    ["no document", {}, 400, "NO_DOCUMENT"],
    ["variables that are none", { ...free, variables: [] }, 400, "BAD_REQUEST"],
    ["what is not JSON", "{", 400, "BAD_JSON"],
    ["a page that is too long", { query: "{ accounts(first: 201) { totalCount } }" }, 400, "PAGE_TOO_LARGE"],
    ["a page that is too long by variable", { query: "query($n: Int) { accounts(first: $n) { totalCount } }", variables: { n: 1_000 } }, 400, "PAGE_TOO_LARGE"],
    ["what costs too much", { query: "{ accounts(first: 100) { nodes { notes { text } contacts { nodes { id } } } } }" }, 400, "TOO_COSTLY"],
    ["what nests too deeply", { query: `{ accounts { nodes { ${"customer { account { ".repeat(7)} id ${"} } ".repeat(7)} } } }` }, 400, "TOO_DEEP"],
    ["too many tokens", { query: `{ ${"a ".repeat(4_001)} }` }, 400, "TOO_MANY_TOKENS"],
    ["too long a document", { query: `{ a } #${"x".repeat(101 * 1024)}` }, 413, "DOCUMENT_TOO_LARGE"],
    ["too long a body", { ...free, variables: { x: "x".repeat(1024 * 1024) } }, 413, "BODY_TOO_LARGE"],
    ["variables of the wrong type", { query: "query($id: ID!) { account(id: $id) { id } }", variables: { id: {} } }, 400, "BAD_USER_INPUT"],
    ["an operation that is not there", { ...free, operationName: "Other" }, 400, "NO_SUCH_OPERATION"],
    ["several operations of which none is named", { query: "query A { __typename } query B { __typename }" }, 400, "NO_SUCH_OPERATION"],
  ])("is refused %s", async (_, body, status, code) => {
    expect(codeOf(await graph({ "x-api-key": key, accept: "application/graphql-response+json" }, body))).toEqual([status, code]);
  });

  it("may read with GET and change nothing with it", async () => {
    const get = (query: string) => house.send(`/graphql?query=${encodeURIComponent(query)}`, { headers: { "x-api-key": key } });
    expect((await get(free.query)).body.data).toEqual({ account: { name: "Account 0" } });
    house.company.crm.forget();
    expect(codeOf(await get('mutation { accountRename(id: "a0", name: "x") { account { id } } }'))).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(house.company.crm.received).toEqual([]);
    expect(codeOf(await house.send("/graphql", { method: "DELETE", headers: { "x-api-key": key } }))).toEqual([405, "METHOD_NOT_ALLOWED"]);
  });

  it("is stopped when its budget is spent", async () => {
    const made = await house.send("/auth/api-keys", { headers: { cookie: integrator }, body: { name: "Greedy", permissions: ["account:read"] } });
    const asked = await Promise.all(Array.from({ length: 30 }, () => graph({ "x-api-key": made.body.key as string }, { query: "{ accounts(first: 200) { nodes { id } } }" })));
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(30 - Math.floor(5_000 / 202));
    expect(codeOf(refused[0]!)).toEqual([429, "BUDGET_SPENT"]);
    expect(Number(refused[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

it("names the request in every answer", async () => {
  const given = await graph({ "x-api-key": key, "x-request-id": "my-request-0001" }, free);
  expect(given.headers.get("x-request-id")).toBe("my-request-0001");
  expect(given.body.extensions.requestId).toBe("my-request-0001");
  const made = await graph({}, free);
  expect(made.body.extensions.requestId).toBe(made.headers.get("x-request-id"));
  expect((await graph({ "x-request-id": "bad id; drop" }, free)).headers.get("x-request-id")).not.toContain("drop");
});
