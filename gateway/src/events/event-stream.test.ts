import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type House, openHouse } from "../../test/house.ts";
import type { Told } from "../../test/fake-subgraph.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

interface Listening {
  heard: { id: string; type: string; number?: string; source?: string }[];
  isOpen: boolean;
  raw: string;
  close(): void;
}
async function listen(headers: Record<string, string>): Promise<Listening> {
  const leaving = new AbortController();
  const response = await fetch(`${house.gateway.url}/events`, { headers, signal: leaving.signal });
  expect(response.status).toBe(200);
  const listening: Listening = { heard: [], isOpen: true, raw: "", close: () => leaving.abort() };
  void (async () => {
    for await (const chunk of response.body!) {
      listening.raw += new TextDecoder().decode(chunk);
      listening.heard = [...listening.raw.matchAll(/^id: (.*)\ndata: (.*)$/gm)].map(([, id, data]) => ({ ...(JSON.parse(data!) as { type: string }), id: id! }));
    }
  })().catch(() => {}).finally(() => (listening.isOpen = false));
  return listening;
}
const changed = (type: string, key: string, audience: Partial<Told> = {}): Told => ({ type, keys: [key], team: null, legalEntity: null, ...audience });
const told = ({ heard }: Listening): string[] => heard.flatMap(({ type, number }) => (type.startsWith("Source") ? [] : [number ?? type]));
let count = 0;
/** A name that was not told yet. */
const next = (): string => `n${++count}`;
/** When this was heard, everything told before it was heard or never will be. */
async function until(listening: Listening): Promise<void> {
  const last = next();
  house.company.crm.tell(changed("Account", last));
  await expect.poll(() => told(listening)).toContain(last);
}
const cookies: Record<string, string> = {};
beforeEach(async () => {
  for (const name of ["sales", "sales.south", "controller", "integrator"]) cookies[name] ??= await house.signIn(name);
  await new Promise((resolve) => setTimeout(resolve, 50));
});

describe("GET /events", () => {
  it("tells type and number, and neither whose they are nor anything else", async () => {
    const ines = await listen({ cookie: cookies["sales"]! });
    const number = next();
    house.company.crm.tell({ ...changed("Account", number, { team: "NORDIC" }), secret: "4711.00" } as Told);
    await until(ines);
    const event = ines.heard.find((one) => one.number === number)!;
    expect(Object.keys(event).toSorted()).toEqual(["id", "number", "type"]);
    expect(ines.raw).not.toMatch(/NORDIC|4711/);
    ines.close();
  });
  it("tells nobody of what they may not read: other teams, other companies, types without permission or unknown", async () => {
    const [ines, camille, mira] = await Promise.all([listen({ cookie: cookies["sales"]! }), listen({ cookie: cookies["sales.south"]! }), listen({ cookie: cookies["controller"]! })]);
    const [nordic, south, danish, french, hidden, unknown, many] = [next(), next(), next(), next(), next(), next(), next()];
    house.company.crm.tell(changed("Account", nordic, { team: "NORDIC" }), changed("Account", south, { team: "SOUTH" }));
    house.company.erp.tell(changed("Customer", danish, { legalEntity: "NHDK" }), changed("Customer", french, { legalEntity: "NHFR" }), changed("Note", hidden), changed("No such type", unknown), { ...changed("Customer", many, { legalEntity: "NHFR" }), keys: null });
    // Both owners have been heard to the end.
    const last = next();
    house.company.erp.tell(changed("Customer", last));
    await expect.poll(() => told(mira)).toContain(last);
    await Promise.all([until(ines), until(camille), until(mira)]);
    const seen = (listening: Listening) => told(listening).filter((name) => [nordic, south, danish, french, hidden, unknown, "Customer"].includes(name)).toSorted();
    expect(seen(ines)).toEqual([nordic, danish].toSorted());
    expect(seen(camille)).toEqual([south, french, "Customer"].toSorted());
    expect(seen(mira)).toEqual([nordic, south, danish, french, "Customer"].toSorted());
    for (const one of [ines, camille, mira]) one.close();
  });
  it("goes on where it left off, for somebody who was away for a moment, and says so when it can't", async () => {
    const ines = await listen({ cookie: cookies["sales"]! });
    await until(ines);
    ines.close();
    const [first, second] = [next(), next()];
    house.company.crm.tell(changed("Account", first), changed("Account", second, { team: "SOUTH" }));
    const witness = await listen({ cookie: cookies["sales"]! });
    await until(witness);
    const again = await listen({ cookie: cookies["sales"]!, "last-event-id": ines.heard.at(-1)!.id });
    await expect.poll(() => told(again)).toEqual([first, told(witness).at(-1)]);
    const elsewhere = await fetch(`${house.gateway.url}/events?after=${ines.heard.at(-1)!.id}`, { headers: { cookie: cookies["sales"]! } });
    expect(new TextDecoder().decode((await elsewhere.body!.getReader().read()).value)).toMatch(new RegExp(`"number":"${first}"`));
    await elsewhere.body?.cancel().catch(() => {});
    const late = await listen({ cookie: cookies["sales"]!, "last-event-id": "5f0c-17" });
    await expect.poll(() => told(late)).toEqual(["Everything"]);
    for (const one of [witness, again, late]) one.close();
  });
  it("ends within five seconds for who was signed out, and follows who may less", async () => {
    const cookie = await house.signIn("controller");
    const [leaving, staying] = await Promise.all([listen({ cookie }), listen({ cookie: cookies["controller"]! })]);
    await until(leaving);
    const signedOutAt = performance.now();
    await house.send("/auth/sign-out", { headers: { cookie }, body: {} });
    await expect.poll(() => leaving.isOpen, { timeout: 6_000 }).toBe(false);
    expect(performance.now() - signedOutAt).toBeLessThan(5_000);
    expect(staying.isOpen).toBe(true);
    const { rowCount } = await house.gateway.identity.pool.query(`update "user" set "legalEntities" = '["NHFR"]' where email like 'controller@%'`);
    expect(rowCount).toBe(1);
    await expect.poll(async () => {
      const [mine, other] = [next(), next()];
      house.company.erp.tell(changed("Customer", other, { legalEntity: "NHDK" }), changed("Customer", mine, { legalEntity: "NHFR" }));
      await expect.poll(() => told(staying)).toContain(mine);
      return told(staying).includes(other);
    }, { timeout: 8_000 }).toBe(false);
    staying.close();
  });
  it("asks an owner once for all who ask because of one event, and each for themselves otherwise", async () => {
    const ines = await listen({ cookie: cookies["integrator"]! });
    await until(ines);
    const event = ines.heard.at(-1)!.id;
    const ask = (headers: Record<string, string> = {}) => house.send("/graphql", { headers: { cookie: cookies["integrator"]!, "x-homefield-client": "test", ...headers }, body: { query: "{ accounts { nodes { id name } } }" } });
    house.company.crm.forget();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask({ "x-homefield-event": event })));
    expect(house.company.crm.received).toHaveLength(1);
    for (const { body } of answers) expect(body["data"]).toEqual(answers[0]!.body["data"]);
    expect(answers[0]!.body["data"]["accounts"]["nodes"]).toHaveLength(6);
    await ask();
    await ask({ "x-homefield-event": "5f0c-17" });
    expect(house.company.crm.received).toHaveLength(3);
    // What is not a question is never shared.
    const rename = () => house.send("/graphql", { headers: { cookie: cookies["integrator"]!, "x-homefield-client": "test", "x-homefield-event": event }, body: { query: 'mutation { accountRename(id: "a1", name: "Å") { account { name } } }' } });
    await Promise.all([rename(), rename()]);
    expect(house.company.crm.received.filter(({ query }) => query.startsWith("mutation"))).toHaveLength(2);
    ines.close();
  });
});
