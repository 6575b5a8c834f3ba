import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aSalesHouse, type Place, UNKNOWN_ID } from "./quotes.fixture.ts";
import { rejectQuote } from "./quote-reject.action.ts";
import { reviseQuote } from "./quote-revise.action.ts";
import type { QuoteRow } from "./quotes.list.ts";

let place: Place;
const quotes: Record<string, QuoteRow> = {};
const AFTER = new Date("2026-12-23T12:00:00Z");
beforeAll(async () => {
  place = await aSalesHouse();
  quotes.draft = await place.offer(undefined, undefined, { title: "Ærø harbour" });
  quotes.sent = await place.sent();
  quotes.signed = await place.signed(place.accounts.customer);
  quotes.rejected = (await rejectQuote(place.ctx(), { id: (await place.sent()).id, reason: "x", expectedVersion: 2 })).quote!;
  quotes.superseded = await place.sent(undefined, { opportunityId: await place.opportunity(place.accounts.prospect) });
  quotes.revised = (await reviseQuote(place.ctx(), { id: quotes.superseded.id, expectedVersion: 2 })).quote!;
});
afterAll(() => place.close());

const nameOf = (id: string): string => Object.entries(quotes).find(([, quote]) => quote.id === id)![0];
const list = async (args: Record<string, unknown> = {}, who: "ines" | "camille" | "rosa" = "ines", more = {}): Promise<string[]> => {
  const { data, errors } = await place.ask(`query ($filter: QuoteFilter, $orderBy: [QuoteOrder!]) { quotes(filter: $filter, orderBy: $orderBy) { nodes { id } totalCount } }`, args, who, more);
  expect(errors).toBeUndefined();
  expect(data.quotes.totalCount).toBe(data.quotes.nodes.length);
  return data.quotes.nodes.map((node: { id: string }) => nameOf(node.id));
};

describe("Query.quotes", () => {
  it("shows the newest first and leaves superseded versions out unless asked for by status", async () => {
    expect((await list()).sort()).toEqual(["draft", "rejected", "revised", "sent", "signed"]);
    expect(await list({ filter: { status: { equals: "SUPERSEDED" } } })).toEqual(["superseded"]);
    expect((await list({ filter: { or: [{ status: { in: ["SUPERSEDED", "SENT"] } }] } })).sort()).toEqual(["sent", "superseded"]);
    expect((await list({ filter: { not: { status: { equals: "DRAFT" } } } })).sort()).toEqual(["rejected", "sent", "signed", "superseded"]);
  });
  it.each<[string, object, string[]]>([
    ["number", { number: { equals: "Q-2001" } }, ["draft"]], ["account", { accountId: { equals: "customer" } }, ["signed"]], ["status", { status: { in: ["DRAFT"] } }, ["draft", "revised"]], ["no status", { status: { in: [] } }, []],
    ["title", { title: { contains: "aero" } }, ["draft"]], ["total", { total: { greaterThan: "2400" } }, []], ["hand-over", { handOver: { equals: "WAITING" } }, ["signed"]], ["last day", { validUntilDate: { isNull: true } }, ["draft", "revised"]],
    ["opportunity", { opportunityId: { isNull: false } }, ["revised"]], ["owner", { ownerId: { isNull: true } }, []],
  ])("filters by %s", async (_name, filter, expected) => {
    const asked = JSON.parse(JSON.stringify(filter).replace('"customer"', JSON.stringify(place.accounts.customer)));
    expect((await list({ filter: asked })).sort()).toEqual(expected);
  });
  it("counts what is due as expired before anybody has written it down", async () => {
    const status = (value: string) => list({ filter: { status: { equals: value } } }, "ines", { now: AFTER });
    expect([await status("EXPIRED"), await status("SENT")]).toEqual([["sent"], []]);
  });
  it.each(["NUMBER", "CREATED_AT", "VALID_UNTIL_DATE", "TOTAL", "STATUS"])("pages by %s in both directions without losing or repeating any", async (field) => {
    for (const direction of ["ASC", "DESC"]) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { data } = await place.ask(`query ($o: [QuoteOrder!], $after: String) { quotes(orderBy: $o, first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`, { o: [{ field, direction }], after });
        seen.push(...data.quotes.nodes.map((node: { id: string }) => nameOf(node.id)));
        ({ hasNextPage: more, endCursor: after } = data.quotes.pageInfo);
      }
      expect(seen.toSorted()).toEqual(["draft", "rejected", "revised", "sent", "signed"]);
    }
  });
  it("counts Q-10000 after Q-9999", async () => {
    const made: QuoteRow[] = [];
    for (const number of ["Q-9999", "Q-10000"]) made.push(await place.db.insertInto("quote").values({ number, accountId: place.accounts.southern, sellingEntity: "NHFR", currency: "EUR" }).returningAll().executeTakeFirstOrThrow());
    const { data } = await place.ask(`{ quotes(orderBy: [{ field: NUMBER, direction: DESC }]) { nodes { number } } }`, {}, "camille");
    expect(data.quotes.nodes).toEqual([{ number: "Q-10000" }, { number: "Q-9999" }]);
    await place.db.deleteFrom("quote").where("id", "in", made.map((quote) => quote.id)).execute();
  });
  it("shows nothing of another team's", async () => {
    expect(await list({}, "camille")).toEqual([]);
    for (const id of [quotes.draft!.id, UNKNOWN_ID, "x"]) expect((await place.ask(`query ($id: ID!) { quote(id: $id) { id } }`, { id }, "camille")).data).toEqual({ quote: null });
    expect((await place.ask(`{ quoteByNumber(number: "Q-2001") { id } }`, {}, "camille")).data).toEqual({ quoteByNumber: null });
  });
  it("is for those who may read quotes", async () => {
    expect((await place.ask(`{ quotes { nodes { id } } }`, {}, "ines", { permissions: ["account:read"] })).errors?.[0]?.code).toBe("FORBIDDEN");
  });
  it("takes the same number of statements for one quote as for many", async () => {
    const source = `query ($first: Int) { quotes(first: $first) { nodes { id number status acts highestDiscountPercent total { amount } lines { item { number } netAmount { amount } } approvals { decision } signature { signerName } handOver { status } order { number }
      account { name } contact { name } owner { name } opportunity { name } versions { version } } totalCount } }`;
    const statements = async (first: number): Promise<number> => {
      const before = place.database.statements();
      const { errors } = await place.ask(source, { first });
      expect(errors).toBeUndefined();
      return place.database.statements() - before;
    };
    const [one, many] = [await statements(1), await statements(50)];
    expect(many - one).toBeLessThanOrEqual(1); // an opportunity is asked for only where one is pointed to
    expect(many).toBeLessThanOrEqual(14);
  });
});

describe("Quote as others point to it", () => {
  it("answers the gateway's references, in one statement, and null for what is not the caller's", async () => {
    const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Quote { number } } }`;
    const r = [quotes.draft!, quotes.sent!].map(({ id }) => ({ __typename: "Quote", id })).concat({ __typename: "Quote", id: UNKNOWN_ID });
    const before = place.database.statements();
    expect((await place.ask(source, { r })).data._entities).toEqual([{ number: quotes.draft!.number }, { number: quotes.sent!.number }, null]);
    expect(place.database.statements() - before).toBe(1);
    expect((await place.ask(source, { r }, "camille")).data._entities).toEqual([null, null, null]);
  });
});
