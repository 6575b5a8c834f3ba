import { plainText } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Chance, compare, drawFilter, drawOrder, type Filter, instant, matches, type Meaning, on, SEED, walk } from "../users/plain-reading.fixture.ts";
import { aCrm, type Crm, NOON } from "../users/users.fixture.ts";

const DAY = 86_400_000;

interface Known {
  id: string; name: string; team: string; ownerId: string | null; segment: string | null; territory: string | null; country: string | null; city: string | null; tags: string[]; customerNumber: string | null;
  parentId: string | null; createdAt: Date; updatedAt: Date; archived: boolean; pipelineAmount: number; nextStepAt: Date | null; lastTouchAt: Date | null;
}
const WORDS = ["Nordhavn", "Møbler", "Ærø", "Badehotel", "Kommune", "Ørsted", "Café", "Köln", "Straße", "北京", "家具有限公司", "Hôtel", "du", "Lac", "Åkesson", "100%", "a_b"];
const CITIES = ["Ærøskøbing", "Køge", "Århus", "Malmö", "Évian", "上海", "Aalborg"];

let crm: Crm;
let known: Known[];
beforeAll(async () => {
  crm = await aCrm();
  known = await makeAccounts(new Chance(SEED), 260);
}, 60_000);
afterAll(() => crm.close());

async function makeAccounts(chance: Chance, count: number): Promise<Known[]> {
  const accounts: Known[] = [];
  const rows = { account: [] as object[], opportunity: [] as object[], activity: [] as object[] };
  for (let i = 0; i < count; i++) {
    const at = (): Date => new Date(NOON.getTime() - chance.int(0, 500) * DAY - chance.int(0, 86_399) * 1000);
    const id = crypto.randomUUID();
    const row = {
      name: `${chance.of(WORDS)} ${chance.of(WORDS)}${chance.maybe(` ${chance.of(WORDS)}`) ?? ""}`, team: chance.of(["NORDIC", "NORDIC", "SOUTH"]), ownerId: chance.maybe(chance.of([crm.users["Ines Holm"]!, crm.users["Joel Åkesson"]!]), 70),
      segment: chance.maybe(chance.of(["Hotels", "Retail", "Housing"]), 80), territory: chance.maybe(chance.of(["Denmark", "Sweden"])), country: chance.maybe(chance.of(["DK", "SE", "CN"]), 80), meetingCity: chance.maybe(chance.of(CITIES), 80),
      tags: ["VIP", "fair", "late payer"].filter(() => chance.next() < 0.3), customerNumber: chance.maybe(`C-${20_000 + i}`, 40), parentId: accounts.length > 0 ? chance.maybe(chance.of(accounts).id, 15) : null,
      createdAt: at(), updatedAt: at(), archivedAt: chance.maybe(NOON, 8),
    };
    rows.account.push({ id, ...row });
    const figures = { pipelineAmount: 0, nextStepAt: null as Date | null, lastTouchAt: null as Date | null };
    for (let n = chance.int(-1, 3); n > 0; n--) {
      const status = chance.of(["OPEN", "OPEN", "WON"]);
      const amount = chance.maybe(chance.int(0, 5) * 1000, 85);
      rows.opportunity.push({ accountId: id, name: "Deal", pipelineId: crm.pipeline.id, stageId: crm.pipeline.stages[0]!, currency: "DKK", amount, status, closedAt: status === "OPEN" ? null : NOON });
      if (status === "OPEN") figures.pipelineAmount += amount ?? 0;
    }
    for (let n = chance.int(-1, 3); n > 0; n--) {
      const [kind, status, due, done] = [chance.of(["CALL", "TASK", "EMAIL", "NOTE"]), chance.of(["OPEN", "COMPLETED", "CANCELLED"]), chance.maybe(at(), 80), at()];
      rows.activity.push({ kind, subject: "Something", accountId: id, status, dueAt: due, completedAt: status === "COMPLETED" ? done : null, createdBy: "test" });
      if (status === "OPEN" && due && (!figures.nextStepAt || due < figures.nextStepAt)) figures.nextStepAt = due;
      if (status === "COMPLETED" && ["CALL", "EMAIL"].includes(kind) && (!figures.lastTouchAt || done > figures.lastTouchAt)) figures.lastTouchAt = done;
    }
    const { meetingCity, archivedAt, ...rest } = row;
    accounts.push({ id, ...rest, city: meetingCity, archived: archivedAt !== null, ...figures });
  }
  for (const table of ["account", "opportunity", "activity"] as const) await crm.db.insertInto(table).values(rows[table] as never).execute();
  return accounts;
}

const searched = (account: Known, query: string): boolean => {
  const hay = plainText(`${account.name} ${account.city ?? ""} ${account.customerNumber ?? ""}`);
  return query.trim().split(/\s+/).filter(Boolean).every((word) => hay.includes(plainText(word)) || slipped([...hay], [...plainText(word)]));
};
/** By definition instead of by pattern: some stretch of the text is one slip away from the word. */
function slipped(hay: string[], word: string[]): boolean {
  const n = word.length;
  if (n < 4 || /\d/.test(word.join(""))) return false;
  const stretches = (length: number): string[][] => hay.map((_, i) => hay.slice(i, i + length)).filter((s) => s.length === length);
  const same = (a: string[], b: string[]): boolean => a.join("\n") === b.join("\n");
  const without = (letters: string[], i: number): string[] => letters.filter((_, at) => at !== i);
  if (stretches(n).some((s) => s.some((_, i) => i + 1 < n && same(s, [...word.slice(0, i), word[i + 1]!, word[i]!, ...word.slice(i + 2)])))) return true;
  if (n < 5) return false;
  return stretches(n - 1).some((s) => word.some((_, i) => same(without(word, i), s))) || stretches(n + 1).some((s) => s.some((_, i) => i > 0 && i < n && same(without(s, i), word)))
    || stretches(n).some((s) => s.some((_, i) => Math.max(i, n - 1 - i) >= 3 && same(without(s, i), without(word, i))));
}
const speaksOfArchive = (filter: Filter): boolean => "isArchived" in filter || [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].some(speaksOfArchive);

const accounts: Meaning<Known> = {
  fields: {
    id: on((a) => a.id), name: on((a) => a.name), ownerId: on((a) => a.ownerId), team: on((a) => a.team), segment: on((a) => a.segment), territory: on((a) => a.territory), country: on((a) => a.country), city: on((a) => a.city), customerNumber: on((a) => a.customerNumber), parentId: on((a) => a.parentId),
    pipelineAmount: on((a) => a.pipelineAmount, Number), nextStepAt: on((a) => a.nextStepAt, instant), lastTouchAt: on((a) => a.lastTouchAt, instant), createdAt: on((a) => a.createdAt, instant), updatedAt: on((a) => a.updatedAt, instant),
    isArchived: on((a) => a.archived), search: (a, _, text) => searched(a, text), stage: on((a) => (a.customerNumber === null ? "PROSPECT" : "CUSTOMER")),
    tag: (a, operator, tags) => (operator === "isNull" ? (a.tags.length === 0) === tags : [tags].flat().some((tag) => a.tags.includes(tag))),
  },
  orders: {
    NAME: (a) => plainText(a.name), CREATED_AT: (a) => a.createdAt.getTime(), UPDATED_AT: (a) => a.updatedAt.getTime(), CITY: (a) => a.city, SEGMENT: (a) => a.segment, PIPELINE_AMOUNT: (a) => a.pipelineAmount,
    NEXT_STEP_AT: (a) => a.nextStepAt?.getTime() ?? null, LAST_TOUCH_AT: (a) => a.lastTouchAt?.getTime() ?? null,
  },
};
const LIST = { field: "accounts", filterType: "AccountFilter", orderType: "AccountOrder" };

function leafOf(chance: Chance): Filter {
  const some = chance.of(known);
  const word = (): string => chance.of(some.name.split(" "));
  const day = (): string => chance.of([some.nextStepAt, some.lastTouchAt, some.createdAt, NOON].filter((d) => d !== null)).toISOString();
  const slip = (of: string): string => {
    const letters = [...of];
    const at = chance.int(0, letters.length - 1);
    return chance.of([of, letters.toSpliced(at, 1), letters.toSpliced(at, 0, "x"), letters.toSpliced(at, 1, "x"), at + 1 < letters.length ? letters.toSpliced(at, 2, letters[at + 1]!, letters[at]!) : letters]).toString().replaceAll(",", "");
  };
  const texts = (value: string | null, other: string): Filter => chance.of([{ equals: value ?? other }, { in: [value ?? other, other] }, { contains: (value ?? other).slice(1, 4).toUpperCase() }, { startsWith: (value ?? other).slice(0, 2) }, { isNull: chance.next() < 0.5 }]);
  const times = (): Filter => chance.of([{ lessThan: day() }, { atLeast: day() }, { atMost: day(), greaterThan: some.createdAt.toISOString() }, { isNull: chance.next() < 0.5 }]);
  const leaves: (() => Filter)[] = [
    () => ({ name: chance.of<Filter>([{ contains: word() }, { startsWith: some.name.slice(0, 3) }, { equals: some.name }]) }), () => ({ segment: texts(some.segment, "Retail") }), () => ({ city: texts(some.city, "Køge") }),
    () => ({ country: texts(some.country, "DK") }), () => ({ territory: texts(some.territory, "Sweden") }), () => ({ ownerId: chance.of<Filter>([{ equals: some.ownerId ?? "no uuid" }, { isNull: true }, { in: [crm.users["Ines Holm"]] }]) }),
    () => ({ team: { in: [some.team] } }), () => ({ stage: chance.of<Filter>([{ equals: "CUSTOMER" }, { in: ["PROSPECT"] }, { in: [] }]) }), () => ({ tag: chance.of<Filter>([{ equals: "VIP" }, { in: ["fair", "VIP"] }, { isNull: true }, { isNull: false }]) }),
    () => ({ customerNumber: chance.of<Filter>([{ isNull: false }, { equals: some.customerNumber ?? "C-1" }]) }), () => ({ parentId: chance.of<Filter>([{ isNull: false }, { equals: some.parentId ?? some.id }]) }), () => ({ id: { in: [some.id, "nonsense"] } }),
    () => ({ pipelineAmount: chance.of<Filter>([{ equals: String(some.pipelineAmount) }, { atLeast: "2000" }, { lessThan: "3000.5" }, { greaterThan: "0", atMost: "4000" }]) }), () => ({ nextStepAt: times() }), () => ({ lastTouchAt: times() }), () => ({ createdAt: times() }),
    () => ({ updatedAt: times() }), () => ({ isArchived: { equals: chance.next() < 0.5 } }), () => ({ search: { contains: chance.of([word(), slip(word()), `${slip(word())} ${some.city ?? ""}`, some.customerNumber ?? "C-2", ""]) } }),
  ];
  return chance.of(leaves)();
}

describe("Query.accounts", () => {
  it(`finds, orders and pages what a plain reading of the filter finds (SEED=${SEED})`, async () => {
    const chance = new Chance(SEED + 1);
    for (let round = 0; round < 100; round++) {
      const filter = drawFilter(chance, () => leafOf(chance));
      const orderBy = drawOrder(chance, Object.keys(accounts.orders));
      const expected = known.filter((account) => account.team === "NORDIC" && (speaksOfArchive(filter) || !account.archived) && matches(accounts, account, filter)).sort(compare(accounts, orderBy)).map((account) => account.id);
      const found = await walk(crm, LIST, { filter, orderBy }, chance.int(20, 120));
      const own = new Set(known.map((account) => account.id));
      expect({ round, filter, orderBy, ids: found.ids.filter((id) => own.has(id)) }).toEqual({ round, filter, orderBy, ids: expected });
      expect(new Set(found.ids).size).toBe(found.ids.length);
      expect(found.totalCount).toBe(found.ids.length);
    }
  }, 60_000);

  it("forgives a slip in a longer word, diacritics and case, and finds Chinese by a part of the name", async () => {
    await crm.account("Solvang Havemøbler", "NORDIC", { meetingCity: "Helsingør" });
    await crm.account("上海锦绣家居有限公司", "NORDIC");
    const find = async (contains: string): Promise<string[]> => (await crm.ask(`query ($contains: String) { accounts(filter: { search: { contains: $contains } }, first: 200) { nodes { name } } }`, { contains })).data.accounts.nodes.map((node: { name: string }) => node.name);
    for (const typed of ["solvang", "SLOVANG", "solvag", "solvvang", "solwang", "havemobler", "helsingor solvang", "Helsingr"]) expect(await find(typed), typed).toContain("Solvang Havemøbler");
    for (const typed of ["锦绣", "家居", "上海锦绣"]) expect(await find(typed), typed).toContain("上海锦绣家居有限公司");
    expect(await find("slvnag")).toEqual([]);
    expect(await find("C-1002")).toEqual([]);
    expect(await find("C-1001")).toEqual(["Fjordby Kommune"]);
    expect(await find("%")).toHaveLength((await find("100%")).length);
  });
  it("refuses pages too large, cursors of other lists and what a label can't be asked", async () => {
    const code = async (args: string): Promise<unknown> => (await crm.ask(`{ accounts(${args}) { nodes { id } } }`)).errors?.[0]?.code;
    expect(await code("first: 201")).toBe("BAD_USER_INPUT");
    expect(await code("first: -1")).toBe("BAD_USER_INPUT");
    expect(await code(`after: "bm9uc2Vuc2U"`)).toBe("BAD_USER_INPUT");
    expect(await code(`filter: { tag: { contains: "V" } }`)).toBe("BAD_USER_INPUT");
  });
  it("tells nobody through a filter or an order what they may not read", async () => {
    const code = async (args: string, without: string[]): Promise<unknown> => (await crm.ask(`{ accounts(${args}) { totalCount } }`, {}, "ines", { without })).errors?.[0]?.code;
    expect(await code(`filter: { pipelineAmount: { atLeast: "1" } }`, ["opportunity:read"])).toBe("FORBIDDEN");
    expect(await code("orderBy: [{ field: PIPELINE_AMOUNT, direction: DESC }]", ["opportunity:read"])).toBe("FORBIDDEN");
    expect(await code("filter: { not: { nextStepAt: { isNull: true } } }", ["activity:read"])).toBe("FORBIDDEN");
    const totals = await crm.ask(`{ accountTotals { count pipelineAmounts { amount } } }`, {}, "ines", { without: ["opportunity:read"] });
    expect(totals).toMatchObject({ data: { accountTotals: { pipelineAmounts: null } }, errors: [{ code: "FORBIDDEN" }] });
    expect(totals.data.accountTotals.count).toBeGreaterThan(100);
  });
});

describe("figures of an account", () => {
  it("are what adding up afresh gives, also when many write at once", async () => {
    const account = await crm.account("Contended");
    await Promise.all(Array.from({ length: 30 }, (_, i) => crm.ask(
      i % 2 === 0 ? `mutation ($account: ID!) { opportunityCreate(input: { accountId: $account, name: "Race", amount: "10" }) { userErrors { code } } }` : `mutation ($account: ID!) { activityCreate(input: { kind: CALL, subject: "Race", accountId: $account, isCompleted: true }) { userErrors { code } } }`,
      { account })));
    expect(await crm.db.selectFrom("accountFigure").select(["pipelineAmount", "lastTouchAt"]).where("accountId", "=", account).executeTakeFirst()).toEqual({ pipelineAmount: "150.0000", lastTouchAt: NOON });
    expect((await sql`select * from inv_account_figures`.execute(crm.db)).rows).toEqual([]);
  });
});

describe("Query.similarAccounts and accountFacets", () => {
  it("shows names much like a new one, closest first", async () => {
    await crm.account("Strandhotellet Skagen A/S");
    await crm.account("Strandhotel Skagen");
    await crm.account("Strandhotel Skagen", "SOUTH");
    const { data } = await crm.ask(`{ similarAccounts(name: "strandhotel skagen") { name } unlike: similarAccounts(name: "Zzyzx") { name } }`);
    expect(data.similarAccounts.map((account: { name: string }) => account.name)).toEqual(["Strandhotel Skagen", "Strandhotellet Skagen A/S"]);
    expect(data.unlike).toEqual([]);
    expect((await crm.ask(`{ similarAccounts(name: "x") { name } }`)).errors).toHaveLength(1);
  });
  it("offers the values in use, without those of other teams and of accounts put away", async () => {
    const living = known.filter((account) => account.team === "NORDIC" && !account.archived);
    const values = (pick: (account: Known) => (string | null)[]): string[] => [...new Set(living.flatMap(pick).filter((value) => value !== null))].sort((a, b) => (plainText(a) < plainText(b) ? -1 : 1));
    const { data } = await crm.ask(`{ accountFacets { segments territories tags countries } }`);
    expect(data.accountFacets).toEqual({ segments: values((a) => [a.segment]), territories: values((a) => [a.territory]), tags: values((a) => a.tags), countries: values((a) => [a.country]) });
  });
});
