import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "../../test/house.ts";

let house: House;
let cookie: string;
let name: string;
beforeAll(async () => {
  house = await openHouse();
  cookie = await house.signIn("sales");
  name = (await house.gateway.identity.pool.query<{ name: string }>("SELECT current_database() AS name")).rows[0]!.name;
});
afterAll(() => house.stop());

async function asSuperuser(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env["HOMEFIELD_TEST_POSTGRES"]! });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
const shut = () => asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
const reopen = () => asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);

describe("without the identity database", () => {
  it("everything that needs to know who asks says so, with 503 and a sentence; health and status tell; back, it goes on", async () => {
    await shut();
    try {
      const asked: [string, object][] = [
        ["/graphql", { headers: { cookie, "x-homefield-client": "test" }, body: { query: "{ accounts { totalCount } }" } }],
        ["/graphql", { headers: { "x-api-key": "hf_unknown" }, body: { query: "{ accounts { totalCount } }" } }],
        ["/me", { headers: { cookie } }], ["/events", { headers: { cookie } }], ["/views", { headers: { cookie } }], ["/pdf/quote/Q-1", { headers: { cookie } }],
        ["/auth/sign-in/email", { body: { email: "sales@demo.homefield.example", password: "correct horse battery" } }],
      ];
      for (const [path, options] of asked) {
        const { status, body, headers } = await house.send(path, options);
        expect([path, status, body["errors"]?.[0].extensions.code ?? body["code"]]).toEqual([path, 503, "IDENTITY_UNAVAILABLE"]);
        expect(body["errors"]?.[0].message ?? body["message"]).toContain("try again in a moment");
        expect(headers.get("retry-after")).toBe("2");
        expect(JSON.stringify(body)).not.toContain(name);
      }
      const page = await house.send("/", { headers: { cookie, accept: "text/html" } });
      expect([page.status, page.body["text"]]).toEqual([503, expect.stringContaining("Not available")]);
      const health = await house.send("/health");
      expect([health.status, health.body["status"], health.body["identity"]]).toEqual([503, "failing", { status: "failing" }]);
      expect((await house.send("/status", { headers: { accept: "text/html" } })).body["text"]).toMatch(/Sign-in<\/th><td><strong>not answering/);
    } finally {
      await reopen();
    }
    await expect.poll(async () => (await house.send("/me", { headers: { cookie } })).status).toBe(200);
    expect((await house.send("/health")).body["identity"]).toEqual({ status: "ok" });
  });
});
