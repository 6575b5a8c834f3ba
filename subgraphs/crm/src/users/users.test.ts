import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, meetsItsCallers, payloadOf, refusalOf, UNKNOWN_ID } from "./users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const TEAM = `mutation ($input: TeamSaveInput!) { teamSave(input: $input) { team { code name sellingEntity { __typename code } currency discountLimitPercent } userErrors { code message path } } }`;
const USER = `mutation ($input: UserSaveInput!) { userSave(input: $input) { user { id name email employee { number } team { code } territory isActive } userErrors { code message path } } }`;
const QUOTA = `mutation ($input: SalesQuotaInput!) { salesQuotaSave(input: $input) { user { name quotas { startsOn amount { amount currency } } } userErrors { code message path } } }`;
const nordic = { code: "NORDIC", name: "Nordic", sellingEntity: "NHDK", currency: "DKK", discountLimitPercent: "10" };

describe("Query.viewer", () => {
  it("knows the caller by mail, however it is capitalised", async () => {
    expect((await crm.ask(`{ viewer { name email employee { number } team { name sellingEntity { code } } } }`)).data.viewer).toEqual({ name: "Ines Holm", email: "ines@example.com", employee: { number: "E-1001" }, team: { name: "Nordic", sellingEntity: { code: "NHDK" } } });
  });
  it("is nobody for callers who are no user of the CRM, who left, or have no mail; they still read", async () => {
    const asked = `{ viewer { name } accounts { totalCount } }`;
    for (const email of ["henrik@example.com", "gone@example.com", null]) expect((await crm.ask(asked, {}, "accountant", { email })).data).toEqual({ viewer: null, accounts: { totalCount: 1 } });
  });
});

describe("Query.users and teams", () => {
  it("lists colleagues by name, and one's own teams", async () => {
    const { data } = await crm.ask(`{ users { name } all: users(activeOnly: false) { name isActive } teams { code } }`);
    expect(data.users.map((user: { name: string }) => user.name)).toEqual(["Camille Moreau", "Ines Holm", "Joel Åkesson", "Rosa Castellan"]);
    expect(data.all).toContainEqual({ name: "Gone Away", isActive: false });
    expect(data.teams).toEqual([{ code: "NORDIC" }]);
    expect((await crm.ask(`{ teams { code } }`, {}, "rosa")).data.teams).toEqual([{ code: "NORDIC" }, { code: "SOUTH" }]);
  });
});

describe("Mutation.teamSave", () => {
  it("changes a team of the caller's", async () => {
    const { team } = await meetsItsCallers(crm, { source: TEAM, permission: "crm-settings:edit", variables: { input: { ...nordic, name: "Nordic countries", discountLimitPercent: "12.5" } } });
    expect(team).toEqual({ code: "NORDIC", name: "Nordic countries", sellingEntity: { __typename: "LegalEntity", code: "NHDK" }, currency: "DKK", discountLimitPercent: "12.5" });
    expect(await crm.db.selectFrom("auditEntry").select(["act", "changes"]).where("entityKey", "=", "NORDIC").execute()).toEqual([{ act: "teamSave", changes: { name: ["Nordic", "Nordic countries"], discountLimitPercent: ["10", "12.5"] } }]);
  });
  it("makes teams for who sees all of them only", async () => {
    const input = { ...nordic, code: "ASIA", name: "Asia" };
    expect(await refusalOf(crm, TEAM, { input })).toEqual(["NOT_FOUND input.code"]);
    expect(await refusalOf(crm, TEAM, { input: { ...input, code: "SOUTH" } })).toEqual(["NOT_FOUND input.code"]);
    expect(payloadOf(await crm.ask(TEAM, { input }, "rosa")).team.name).toBe("Asia");
  });
  it("refuses what makes no team", async () => {
    expect(await refusalOf(crm, TEAM, { input: { code: "no code", name: " ", sellingEntity: "", currency: "DKK", discountLimitPercent: "101" } }, "rosa")).toEqual(["BAD_CODE input.code", "EMPTY input.name", "EMPTY input.sellingEntity", "OUT_OF_RANGE input.discountLimitPercent"]);
    expect(await refusalOf(crm, TEAM, { input: { ...nordic, discountLimitPercent: "-1" } }, "rosa")).toEqual(["NEGATIVE input.discountLimitPercent"]);
  });
});

describe("Mutation.userSave", () => {
  it("makes a user, known by mail from then on", async () => {
    const { user } = await meetsItsCallers(crm, { source: USER, permission: "crm-settings:edit", variables: { input: { name: " Katrin Weiß ", email: "Katrin@Example.com", employeeNumber: "E-1005", team: "NORDIC", territory: "Germany" } } });
    expect(user).toEqual({ id: user.id, name: "Katrin Weiß", email: "katrin@example.com", employee: { number: "E-1005" }, team: { code: "NORDIC" }, territory: "Germany", isActive: true });
    expect((await crm.ask(`{ viewer { name } }`, {}, "ines", { email: "KATRIN@example.com" })).data.viewer).toEqual({ name: "Katrin Weiß" });
  });
  it("changes a user; who leaves gets no more work", async () => {
    const { id } = payloadOf(await crm.ask(USER, { input: { name: "Leaver", email: "leaver@example.com", team: "NORDIC" } })).user;
    expect((await meetsItsCallers(crm, { source: USER, permission: "crm-settings:edit", variables: { input: { id, isActive: false, territory: null } } })).user).toMatchObject({ name: "Leaver", isActive: false });
    expect(await refusalOf(crm, `mutation ($owner: ID!) { accountCreate(input: { name: "X", ownerId: $owner }) { userErrors { code message path } } }`, { owner: id })).toEqual(["USER_INACTIVE input.ownerId"]);
  });
  it("refuses doubles, strangers' teams and what is missing", async () => {
    expect(await refusalOf(crm, USER, { input: { name: "Copy", email: "INES@example.com", team: "NORDIC" } })).toEqual(["EMAIL_TAKEN input.email"]);
    expect(await refusalOf(crm, USER, { input: { name: "Copy", email: "copy@example.com", team: "NORDIC", employeeNumber: "E-1001" } })).toEqual(["EMPLOYEE_TAKEN input.employeeNumber"]);
    expect(await refusalOf(crm, USER, { input: {} })).toEqual(["EMPTY input.name", "EMPTY input.email"]);
    expect(await refusalOf(crm, USER, { input: { name: "A", email: "a@example.com", team: "SOUTH" } })).toEqual(["NOT_FOUND input.team"]);
    expect(await refusalOf(crm, USER, { input: { name: "A", email: "a@example.com" } })).toEqual(["TEAM_NEEDED input.team"]);
    expect(await refusalOf(crm, USER, { input: { id: crm.users["Camille Moreau"], name: "Mine now" } })).toEqual(["NOT_FOUND input.id"]);
    expect(await refusalOf(crm, USER, { input: { id: UNKNOWN_ID, name: "A" } })).toEqual(["NOT_FOUND input.id"]);
    const answers = await Promise.all([1, 2].map(() => crm.ask(USER, { input: { name: "Race", email: "race@example.com", team: "NORDIC" } })));
    expect(answers.map((answer) => payloadOf(answer).userErrors[0]?.code ?? "made").sort()).toEqual(["EMAIL_TAKEN", "made"]);
  });
});

describe("Mutation.salesQuotaSave", () => {
  it("sets, changes and takes away a quota", async () => {
    const userId = crm.users["Joel Åkesson"];
    const { user } = await meetsItsCallers(crm, { source: QUOTA, permission: "crm-settings:edit", variables: { input: { userId, startsOn: "2026-10-01", amount: "1500000" } } });
    expect(user).toEqual({ name: "Joel Åkesson", quotas: [{ startsOn: "2026-10-01", amount: { amount: "1500000.00", currency: "DKK" } }] });
    await crm.ask(QUOTA, { input: { userId, startsOn: "2027-01-01", amount: "1600000", currency: "EUR" } });
    expect(payloadOf(await crm.ask(QUOTA, { input: { userId, startsOn: "2026-10-01", amount: "1" } })).user.quotas).toEqual([{ startsOn: "2027-01-01", amount: { amount: "1600000.00", currency: "EUR" } }, { startsOn: "2026-10-01", amount: { amount: "1.00", currency: "DKK" } }]);
    expect(payloadOf(await crm.ask(QUOTA, { input: { userId, startsOn: "2026-10-01", amount: null } })).user.quotas).toHaveLength(1);
  });
  it("refuses what is no quota", async () => {
    const save = (input: object): Promise<string[]> => refusalOf(crm, QUOTA, { input: { userId: crm.users["Ines Holm"], startsOn: "2026-10-01", amount: "1", ...input } });
    expect(await save({ amount: "-1" })).toEqual(["NEGATIVE input.amount"]);
    expect(await save({ amount: "1.001" })).toEqual(["TOO_MANY_DECIMALS input.amount"]);
    expect(await save({ startsOn: "2026-10-02" })).toEqual(["NOT_FIRST_OF_MONTH input.startsOn"]);
    expect(await save({ startsOn: "1926-10-01" })).toEqual(["ABSURD_DATE input.startsOn"]);
    expect(await save({ userId: crm.users["Camille Moreau"] })).toEqual(["NOT_FOUND input.userId"]);
    expect(await refusalOf(crm, QUOTA, { input: { userId: crm.users["Rosa Castellan"], startsOn: "2026-10-01", amount: "1" } }, "rosa")).toEqual(["CURRENCY_NEEDED input.currency"]);
  });
  it("shows quotas to their owner and to who sees the team, to nobody else", async () => {
    await crm.ask(QUOTA, { input: { userId: crm.users["Camille Moreau"], startsOn: "2026-07-01", amount: "5" } }, "rosa");
    const seenBy = async (who: "ines" | "camille" | "rosa"): Promise<number> => (await crm.ask(`{ users { name quotas { startsOn } } }`, {}, who)).data.users.find((user: { name: string }) => user.name === "Camille Moreau").quotas.length;
    expect([await seenBy("ines"), await seenBy("camille"), await seenBy("rosa")]).toEqual([0, 1, 1]);
  });
});
