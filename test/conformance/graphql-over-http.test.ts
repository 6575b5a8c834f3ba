// The gateway held to the GraphQL over HTTP specification (https://graphql.github.io/graphql-over-http/draft/) by the audits of graphql-http, the reference implementation.
import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse, PASSWORD } from "../../gateway/test/house.ts";

let house: House;
let bearer = "";
beforeAll(async () => {
  house = await openHouse();
  const { body } = await house.send("/auth/demo-token", { body: { email: "admin@demo.homefield.example", password: PASSWORD } });
  bearer = `Bearer ${body["token"]}`;
});
afterAll(() => house.stop());

const audits = serverAudits({
  url: () => `${house.gateway.url}/graphql`,
  // The audits speak for a program with a bearer: whoever doesn't say who they are is answered 401 to everything.
  fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string> | undefined), authorization: bearer } }),
});

describe("GraphQL over HTTP", () => {
  it("is audited in full", () => expect(audits.length).toBeGreaterThanOrEqual(60));
  it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))("%s: %s", async (_id, _name, audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  });
});
