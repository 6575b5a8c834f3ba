import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "../../test/house.ts";

let house: House;
/** Cookies: the maker and a colleague are of NORDIC, the stranger of SOUTH, the manager of all teams. */
let maker: string;
let colleague: string;
let stranger: string;
let manager: string;

beforeAll(async () => {
  house = await openHouse();
  [maker, colleague, stranger, manager] = (await Promise.all(["sales", "accountant", "sales.south", "sales.manager"].map((name) => house.signIn(name)))) as [string, string, string, string];
});
afterAll(() => house.stop());

const view = (over: object = {}) => ({ side: "crm", screen: "/accounts", label: "Late payers", search: "?filter=overdue.over.0", sharedWith: null, ...over });
const client = { "x-homefield-client": "test" };
const keep = (cookie: string, over: object = {}) => house.send("/views", { headers: { cookie }, body: view(over) });
const change = (cookie: string, id: string, over: object = {}) => house.send(`/views/${id}`, { method: "PUT", headers: { cookie }, body: view(over) });
const drop = (cookie: string, id: string) => house.send(`/views/${id}`, { method: "DELETE", headers: { cookie, ...client } });
const list = async (cookie: string, query = "side=crm&screen=/accounts") => {
  const { body } = await house.send(`/views?${query}`, { headers: { cookie } });
  return (body.views as { label: string; own: boolean }[]).map(({ label, own }) => `${label}${own ? "" : " (lent)"}`);
};
const code = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];

describe("four callers", () => {
  it("nobody is told nothing and keeps nothing", async () => {
    expect(code(await house.send("/views?side=crm"))).toEqual([401, "UNAUTHENTICATED"]);
    expect(code(await house.send("/views", { body: view() }))).toEqual([401, "UNAUTHENTICATED"]);
    const key = (await house.send("/auth/api-keys", { headers: { cookie: await house.signIn("integrator") }, body: { name: "Shop", permissions: ["account:read"] } })).body.key as string;
    expect(code(await house.send("/views?side=crm", { headers: { "x-api-key": key } }))).toEqual([401, "UNAUTHENTICATED"]);
  });

  it("an own view is its maker's; shared with a team it is the team's; with everybody, everybody's", async () => {
    const made = await keep(maker);
    expect(made.status).toBe(201);
    const id = made.body.id as string;
    expect(made.body).toEqual({ ...view(), id: expect.any(String) as string, own: true, makerName: "Ines Holm" });
    expect(await Promise.all([maker, colleague, stranger, manager].map((one) => list(one)))).toEqual([["Late payers"], [], [], []]);

    expect((await change(maker, id, { sharedWith: "NORDIC" })).body).toMatchObject({ sharedWith: "NORDIC" });
    expect(await Promise.all([maker, colleague, stranger, manager].map((one) => list(one)))).toEqual([["Late payers"], ["Late payers (lent)"], [], ["Late payers (lent)"]]);

    // Who may not see it cannot tell it from one that never was; who may use it is told whose it is.
    const unknown = await change(stranger, "00000000-0000-0000-0000-000000000000");
    const hidden = await change(stranger, id);
    expect([unknown.status, unknown.body.code, unknown.body.message]).toEqual([hidden.status, hidden.body.code, hidden.body.message]);
    expect(hidden.status).toBe(404);
    expect(code(await drop(stranger, id))).toEqual([404, "NOT_FOUND"]);
    expect(code(await change(colleague, id))).toEqual([403, "FORBIDDEN"]);
    expect(code(await drop(colleague, id))).toEqual([403, "FORBIDDEN"]);
    expect(code(await drop(manager, id))).toEqual([403, "FORBIDDEN"]);

    await change(maker, id, { sharedWith: "*", label: "Owing" });
    expect(await list(stranger)).toEqual(["Owing (lent)"]);
    expect((await drop(maker, id)).status).toBe(200);
    expect(await list(maker)).toEqual([]);
    expect(code(await drop(maker, id))).toEqual([404, "NOT_FOUND"]);
  });

  it("share with teams of their own only; who belongs to all chooses among those there are", async () => {
    expect(code(await keep(maker, { sharedWith: "SOUTH" }))).toEqual([403, "FOREIGN_TEAM"]);
    expect((await keep(maker, { sharedWith: "SOUTH" })).body.message).toContain("NORDIC");
    expect((await house.send("/views?side=crm", { headers: { cookie: maker } })).body.teams).toEqual(["NORDIC"]);
    expect((await house.send("/views?side=crm", { headers: { cookie: manager } })).body.teams).toEqual(["ASIA", "NORDIC", "SOUTH"]);
    expect(code(await keep(manager, { sharedWith: "MARS" }))).toEqual([403, "FOREIGN_TEAM"]);
    const lent = await keep(manager, { sharedWith: "SOUTH", label: "For the south" });
    expect([await list(maker), await list(stranger)]).toEqual([[], ["For the south (lent)"]]);
    await drop(manager, lent.body.id as string);
  });

  it("another site's page does nothing with a cookie", async () => {
    expect(code(await house.send("/views", { headers: { cookie: maker, origin: "https://evil.example" }, body: view() }))).toEqual([403, "FOREIGN_ORIGIN"]);
    expect(code(await house.send("/views", { headers: { cookie: maker, "content-type": "text/plain" }, body: JSON.stringify(view()) }))).toEqual([415, "JSON_EXPECTED"]);
    const made = await keep(maker, { label: "Mine" });
    expect(code(await house.send(`/views/${made.body.id as string}`, { method: "DELETE", headers: { cookie: maker } }))).toEqual([403, "CSRF_HEADER_MISSING"]);
    await drop(maker, made.body.id as string);
  });
});

describe("bounds", () => {
  it("refuses what is no view, each with its reason", async () => {
    const wrong: object[] = [
      { side: "hr" }, { screen: "accounts" }, { screen: "//evil.example" }, { screen: "/a/../b" }, { screen: `/${"a".repeat(200)}` }, { screen: 7 }, { label: "" }, { label: "   " }, { label: "a\nb" },
      { label: "x".repeat(61) }, { search: "javascript:alert(1)" }, { search: "?a=b#c" }, { search: `?${"x".repeat(4_000)}` }, { search: null }, { sharedWith: 3 }, { sharedWith: "x".repeat(101) },
    ];
    for (const over of wrong) expect([over, ...code(await keep(maker, over))]).toEqual([over, 400, "BAD_USER_INPUT"]);
    expect(code(await house.send("/views", { headers: { cookie: maker }, body: "[1]" }))).toEqual([400, "BAD_USER_INPUT"]);
    expect(code(await house.send("/views", { headers: { cookie: maker }, body: "{" }))).toEqual([400, "BAD_JSON"]);
    expect(code(await keep(maker, { more: "x".repeat(20_000) }))).toEqual([413, "BODY_TOO_LARGE"]);
    expect(code(await change(maker, "1' OR true --"))).toEqual([404, "NOT_FOUND"]);
    expect(code(await house.send("/views?side=hr", { headers: { cookie: maker } }))).toEqual([400, "BAD_USER_INPUT"]);
    expect((await house.send("/views", { method: "PATCH", headers: { cookie: maker }, body: view() })).status).toBe(405);
    expect(await list(maker, "side=crm")).toEqual([]);
  });

  it("keeps one view of a name for each maker and screen, and no more than a hundred", async () => {
    const first = await keep(maker);
    expect(code(await keep(maker))).toEqual([409, "VIEW_EXISTS"]);
    expect((await keep(maker, { screen: "/contacts" })).status).toBe(201);
    expect((await keep(stranger)).status).toBe(201);
    const second = await keep(maker, { label: "Other" });
    expect(code(await change(maker, second.body.id as string, { label: "Late payers" }))).toEqual([409, "VIEW_EXISTS"]);
    expect((await change(maker, first.body.id as string, { search: "" })).body.search).toBe("");
    for (let at = 3; at < 100; at++) expect((await keep(maker, { label: `View ${at}` })).status).toBe(201);
    expect(code(await keep(maker, { label: "One too many" }))).toEqual([409, "TOO_MANY_VIEWS"]);
    expect(await list(maker, "side=crm")).toHaveLength(100);
  });
});
