import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request as rawRequest } from "node:http";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse, PASSWORD } from "../../test/house.ts";

let house: House;
const pages = mkdtempSync(join(tmpdir(), "homefield-pages-"));

beforeAll(async () => {
  mkdirSync(join(pages, "assets"));
  writeFileSync(join(pages, "index.html"), "<!doctype html><script>start()</script><script src=/crm/assets/app-1a2b.js></script>");
  writeFileSync(join(pages, "assets/app-1a2b.js"), `console.log("${"x".repeat(2_000)}")`);
  writeFileSync(join(pages, "..", "secret.txt"), "secret");
  house = await openHouse({ webs: { crm: pages, erp: undefined, explorer: pages } });
});
afterAll(() => house.stop());

describe("/auth and /me", () => {
  it("signs in with an HttpOnly cookie and tells scripts no token", async () => {
    const { status, headers, body } = await house.send("/auth/sign-in/email", { body: { email: "sales@demo.homefield.example", password: PASSWORD } });
    expect([status, body]).toEqual([200, { ok: true }]);
    expect(headers.getSetCookie()[0]).toMatch(/^homefield\.session_token=.*; HttpOnly; SameSite=Lax$/);
    const me = await house.send("/me", { headers: { cookie: headers.getSetCookie()[0]!.split(";")[0]! } });
    expect(me.body).toEqual({
      id: expect.any(String) as string,
      name: "Ines Holm",
      email: "sales@demo.homefield.example",
      employeeNumber: "E-1001",
      roles: ["sales"],
      permissions: ["account:edit", "account:read", "contact:read", "customer:read"],
      teams: ["NORDIC"],
      legalEntities: ["NHDK"],
    });
  });

  it("refuses a wrong password like an unknown address, and slows down guessing", async () => {
    const attempt = (email: string, address: string) => house.send("/auth/sign-in/email", { headers: { "x-forwarded-for": address }, body: { email, password: "wrong wrong wrong" } });
    const [wrong, unknown] = [await attempt("planner@demo.homefield.example", "9.9.9.9"), await attempt("nobody@example.com", "9.9.9.9")];
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body]);
    expect(wrong.status).toBe(401);
    for (let more = 0; more < 4; more++) await attempt("planner@demo.homefield.example", "9.9.9.9");
    const slowed = await attempt("planner@demo.homefield.example", "9.9.9.9");
    expect([slowed.status, slowed.body.code, slowed.headers.get("retry-after")]).toEqual([429, "TOO_MANY_ATTEMPTS", "2"]);
    expect(await house.signIn("planner")).not.toBe("");
  });

  it("keeps the rest of better-auth shut", async () => {
    const cookie = await house.signIn("sales");
    for (const path of ["/auth/token", "/auth/get-session", "/auth/list-sessions", "/auth/api-key/list", "/auth/error"]) expect((await house.send(path, { headers: { cookie } })).status).toBe(404);
    for (const path of ["/auth/sign-up/email", "/auth/update-user", "/auth/api-key/create", "/auth/delete-user"]) expect((await house.send(path, { headers: { cookie }, body: {} })).status).toBe(404);
  });

  it("publishes the keys by which tokens are verified", async () => {
    const { body } = await house.send("/auth/demo-token", { body: { email: "sales@demo.homefield.example", password: PASSWORD } });
    const keys = (await house.send("/auth/jwks")).body as unknown as JSONWebKeySet;
    expect((await jwtVerify(body.token as string, createLocalJWKSet(keys), { issuer: "homefield", audience: "homefield-subgraphs" })).payload).toMatchObject({ name: "Ines Holm", kind: "user" });
    expect(JSON.stringify(keys)).not.toContain('"d"');
  });

  it("gives demo tokens to demo users with the right password only", async () => {
    expect((await house.send("/auth/demo-token", { body: { email: "sales@demo.homefield.example", password: "wrong wrong wrong" } })).status).toBe(401);
    expect((await house.send("/auth/demo-token", { body: { email: "other@example.com", password: PASSWORD } })).status).toBe(403);
    expect((await house.send("/auth/demo-users")).body.users).toContainEqual({ email: "sales@demo.homefield.example", name: "Ines Holm", role: "sales" });
  });

  it("lets an administrator add, change and disable users, and nobody else", async () => {
    const admin = { cookie: await house.signIn("admin") };
    const user = { email: "new@example.com", name: "New", password: "a long new password", roles: ["sales"], teams: ["SOUTH"], legalEntities: ["NHFR"] };
    const { status, body } = await house.send("/auth/users", { headers: admin, body: user });
    expect(status).toBe(201);
    const change = (id: string, to: unknown) => house.send(`/auth/users/${id}`, { method: "PATCH", headers: admin, body: to });
    expect((await change(body.id as string, { disabled: true, teams: ["NORDIC"] })).body).toMatchObject({ disabled: true, teams: ["NORDIC"], legalEntities: ["NHFR"] });
    expect((await change("unknown", { disabled: true })).status).toBe(404);
    const own = (await house.send("/me", { headers: admin })).body.id as string;
    expect((await change(own, { disabled: true })).body.code).toBe("OWN_USER");
    const { users, roles } = (await house.send("/auth/users", { headers: admin })).body;
    expect(users).toContainEqual(expect.objectContaining({ email: "new@example.com", disabled: true }));
    expect(roles).toEqual(expect.arrayContaining(["sales", "sales-manager", "accountant", "admin"]));
    const sales = { cookie: await house.signIn("sales") };
    expect((await house.send("/auth/users", { headers: sales })).status).toBe(403);
    expect((await house.send("/auth/users", { headers: sales, body: user })).status).toBe(403);
    expect((await house.send("/auth/users")).status).toBe(401);
  });

  it("makes, lists and revokes API keys for who may", async () => {
    const cookie = await house.signIn("integrator");
    const made = await house.send("/auth/api-keys", { headers: { cookie }, body: { name: "Shop", permissions: ["account:read"], expiresInDays: 10 } });
    expect(made.status).toBe(201);
    expect((await house.send("/auth/api-keys", { headers: { cookie } })).body.apiKeys).toEqual([expect.objectContaining({ id: made.body.id, name: "Shop" })]);
    expect((await house.send(`/auth/api-keys/${made.body.id}`, { method: "DELETE", headers: { cookie, "x-homefield-client": "test" } })).body).toEqual({ revoked: true });
    expect((await house.send(`/auth/api-keys/${made.body.id}`, { method: "DELETE", headers: { cookie, "x-homefield-client": "test" } })).status).toBe(404);
    expect((await house.send("/auth/api-keys", { headers: { cookie: await house.signIn("sales") }, body: { name: "x", permissions: [] } })).status).toBe(403);
    // A key can't make keys.
    expect((await house.send("/auth/api-keys", { headers: { "x-api-key": made.body.key as string }, body: { name: "x", permissions: [] } })).status).toBe(401);
  });

  it("does nothing with a cookie for another site", async () => {
    const cookie = await house.signIn("integrator");
    const foreign = await house.send("/auth/api-keys", { headers: { cookie, origin: "https://evil.example" }, body: { name: "x", permissions: [] } });
    expect([foreign.status, foreign.body.code]).toEqual([403, "FOREIGN_ORIGIN"]);
    expect((await house.send("/auth/sign-out", { headers: { cookie, origin: "https://evil.example" }, body: {} })).status).toBe(403);
    expect((await house.send("/me", { headers: { cookie } })).status).toBe(200);
  });
});

describe("pages", () => {
  it("are served with a policy that knows their own scripts, for every address they route", async () => {
    for (const path of ["/crm", "/crm/accounts/1?x=1"]) {
      const { status, headers, body } = await house.send(path);
      expect([status, body.text]).toEqual([200, expect.stringContaining("app-1a2b.js")]);
      expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-[\w+/]+=*';/);
      expect(headers.get("cache-control")).toBe("no-cache");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("cache hashed files for good, compressed, and answer 404 for a file that is not there", async () => {
    const { status, headers, body } = await house.send("/crm/assets/app-1a2b.js", { headers: { "accept-encoding": "gzip, br" } });
    expect([status, headers.get("cache-control"), headers.get("content-encoding"), headers.get("content-type")]).toEqual([200, "public, max-age=31536000, immutable", "br", "text/javascript; charset=utf-8"]);
    expect(body.text).toContain("console.log");
    expect((await house.send("/crm/assets/app-1a2b.js", { headers: { "if-none-match": headers.get("etag")! } })).status).toBe(304);
    expect((await house.send("/crm/assets/gone.js")).status).toBe(404);
    expect((await house.send("/crm", { method: "POST", body: {} })).status).toBe(405);
  });

  it("lead to no file outside", async () => {
    for (const path of ["/crm/../secret.txt", "/crm/%2e%2e/secret.txt", "/crm/..%2fsecret.txt", "/crm/%2e%2e%2fsecret.txt", "/crm/%00", "/crm/%ff"]) {
      const { port } = house.gateway;
      const answer = await new Promise<string>((resolve, reject) => {
        rawRequest({ port, path }, (response) => {
          let text = "";
          response.on("data", (chunk) => (text += String(chunk)));
          response.on("end", () => resolve(text));
        })
          .on("error", reject)
          .end();
      });
      expect(answer).not.toBe("secret");
    }
  });

  it("say so when they were not built", async () => {
    const { status, body } = await house.send("/erp/orders", { headers: { accept: "text/html" } });
    expect([status, body.text]).toEqual([503, expect.stringContaining("npm start")]);
  });

  it("of the explorer are for who may explore", async () => {
    expect((await house.send("/explorer")).headers.get("location")).toBe("/");
    expect((await house.send("/explorer", { headers: { cookie: await house.signIn("sales") } })).status).toBe(403);
    expect((await house.send("/explorer", { headers: { cookie: await house.signIn("integrator") } })).status).toBe(200);
  });

  it("begin at the house one works in", async () => {
    expect((await house.send("/")).headers.get("location")).toBe("/crm");
    expect((await house.send("/", { headers: { cookie: await house.signIn("controller") } })).headers.get("location")).toBe("/erp");
    expect((await house.send("/nowhere", { headers: { accept: "text/html" } })).status).toBe(404);
  });
});

describe("documents", () => {
  it("come from their owner in the caller's name", async () => {
    const cookie = await house.signIn("sales");
    for (const path of ["/pdf/quote/Q-1", "/pdf/invoice/I-1", "/pdf/order/O-1", "/pdf/credit-note/K-1"]) {
      const { status, headers, body } = await house.send(path, { headers: { cookie } });
      expect([status, headers.get("content-type"), body.text]).toEqual([200, "application/pdf", "%PDF for Bearer "]);
      expect(headers.get("cache-control")).toBe("private, no-store");
    }
    expect((await house.send("/pdf/quote/unknown", { headers: { cookie } })).status).toBe(404);
    expect((await house.send("/pdf/secret/1", { headers: { cookie } })).status).toBe(404);
    expect((await house.send("/pdf/quote/Q-1")).status).toBe(401);
  });

  it("are said to be unavailable when their owner is", async () => {
    const cookie = await house.signIn("sales");
    await house.company.erp.stop();
    expect((await house.send("/pdf/invoice/I-1", { headers: { cookie } })).status).toBe(503);
    expect((await house.send("/pdf/quote/Q-1", { headers: { cookie } })).status).toBe(200);
    await house.company.erp.start();
  });
});

describe("health, status and events", () => {
  it("tell of a silent source and of its return", async () => {
    await expect.poll(async () => (await house.send("/health")).body).toMatchObject({ status: "ok", identity: { status: "ok" }, sources: { crm: { status: "ok" }, erp: { status: "ok" } } });
    const cookie = await house.signIn("integrator");
    const reader = new AbortController();
    const stream = await fetch(`${house.gateway.url}/events`, { headers: { cookie }, signal: reader.signal });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const events: unknown[] = [];
    const reading = (async () => {
      for await (const chunk of stream.body!) for (const [, data] of new TextDecoder().decode(chunk).matchAll(/^data: (.*)$/gm)) events.push(JSON.parse(data!));
    })().catch(() => {});

    await expect.poll(async () => (await house.send("/status")).body.sources.erp.state).toBe("answering");
    await house.company.erp.stop();
    await house.send("/graphql", { headers: { cookie }, body: { query: "{ customers { totalCount } }" } });
    expect((await house.send("/status")).body.sources).toEqual({ crm: { state: "answering", since: expect.any(String) as string }, erp: { state: "silent", since: expect.any(String) as string } });
    const health = await house.send("/health");
    expect([health.status, health.body]).toMatchObject([200, { status: "degraded", sources: { crm: { status: "ok" }, erp: { status: "unreachable" } } }]);
    await house.company.erp.start();
    await expect.poll(async () => (await house.send("/status")).body.sources.erp.state).toBe("answering");
    await expect.poll(() => events).toContainEqual({ type: "SourceAnswering", source: "erp" });
    expect(events).toContainEqual({ type: "SourceSilent", source: "erp" });
    reader.abort();
    await reading;
  });

  it("have a page for anybody, with what is not answering and since when, and no more", async () => {
    const page = async () => (await house.send("/status", { headers: { accept: "text/html" } })).body["text"] as string;
    await expect.poll(page).toMatch(/Homefield works.*CRM.*answering since <time datetime="[^"]+">\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/s);
    await house.company.erp.stop();
    await expect.poll(page, { timeout: 10_000 }).toMatch(/Part of Homefield is not answering.*ERP<\/th><td><strong>not answering<\/strong> since/s);
    expect(await page()).not.toMatch(/127\.0\.0\.1|http:|ECONN|postgres/);
    await house.company.erp.start();
    await expect.poll(page).toContain("Homefield works");
  });

  it("keep events from strangers", async () => {
    expect((await house.send("/events")).status).toBe(401);
  });
});
