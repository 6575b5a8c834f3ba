import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, NOON } from "../users/users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
  const account = await crm.account("Badehotel Ærø", "NORDIC", { customerNumber: "C-2044", meetingCity: "Ærøskøbing" });
  await crm.account("Ærø Camping", "NORDIC");
  await crm.account("青岛海天度假村", "NORDIC");
  await crm.account("Badehotel du Sud", "SOUTH");
  await crm.db.insertInto("contact").values([
    { accountId: account, name: "Lærke Sørensen", email: "laerke@badehotel.example", jobTitle: "Manager" }, { accountId: account, name: "Søren Badstue", isArchived: true }, { accountId: crm.south, name: "Badis Benali" },
  ]).execute();
  await crm.opportunity(account, "Badehotel terrace 2027");
  await crm.db.insertInto("quote").values([
    { number: "Q-2301", accountId: account, sellingEntity: "NHDK", currency: "DKK", title: "Terrace furniture" }, { number: "Q-2302", versionNumber: 1, accountId: account, sellingEntity: "NHDK", currency: "DKK", status: "SUPERSEDED", title: "Terrace, old" },
    { number: "Q-2303", accountId: crm.south, sellingEntity: "NHFR", currency: "EUR", createdAt: NOON },
  ]).execute();
});
afterAll(() => crm.close());

const SEARCH = `query ($text: String!, $first: Int) { crmSearch(text: $text, first: $first) { title detail rank hit { __typename ... on Account { id name } ... on Contact { name email } ... on Opportunity { name stage { name } } ... on Quote { number status } } } }`;
const titles = async (text: string, who: "ines" | "camille" | "rosa" = "ines", without: string[] = []): Promise<string[]> => {
  const { data, errors } = await crm.ask(SEARCH, { text, first: 20 }, who, { without });
  expect(errors).toBeUndefined();
  return data.crmSearch.map((hit: { title: string }) => hit.title);
};

describe("Query.crmSearch", () => {
  it("finds accounts, contacts, opportunities and quotes, best first", async () => {
    const { data } = await crm.ask(SEARCH, { text: "badehotel" });
    expect(data.crmSearch.map((hit: { title: string; rank: number; hit: { __typename: string } }) => [hit.hit.__typename, hit.title, hit.rank])).toEqual([
      ["Account", "Badehotel Ærø", 0.9], ["Opportunity", "Badehotel terrace 2027", 0.9], ["Contact", "Lærke Sørensen", 0.7],
    ]);
    expect(data.crmSearch[0]).toMatchObject({ detail: "Ærøskøbing", hit: { name: "Badehotel Ærø" } });
    expect(data.crmSearch[1]).toMatchObject({ detail: "Badehotel Ærø", hit: { stage: { name: "Qualify" } } });
  });
  it("ranks the whole name 1, its beginning 0.9, a word's beginning 0.8, within 0.7, and misspelt below", async () => {
    const ranks = async (text: string): Promise<[string, number][]> => (await crm.ask(SEARCH, { text })).data.crmSearch.map((hit: { title: string; rank: number }) => [hit.title, hit.rank]);
    expect((await ranks("aero camping"))[0]).toEqual(["Ærø Camping", 1]);
    expect((await ranks("q-2301"))[0]).toEqual(["Q-2301", 1]);
    expect((await ranks("C-2044"))[0]).toEqual(["Badehotel Ærø", 1]);
    expect(await ranks("aero")).toEqual([["Ærø Camping", 0.9], ["Badehotel Ærø", 0.8]]);
    expect(await ranks("hotel")).toContainEqual(["Badehotel Ærø", 0.7]);
    const [[title, rank]] = (await ranks("bdaehotel")) as [[string, number]];
    expect([title, rank > 0.2 && rank < 0.65]).toEqual(["Badehotel Ærø", true]);
  });
  it("forgives diacritics, case, a slip and the order of words, and reads Chinese", async () => {
    expect(await titles("LAERKE sorensn")).toEqual(["Lærke Sørensen"]);
    expect(await titles("sorensen lærke")).toEqual(["Lærke Sørensen"]);
    expect(await titles("bdaehotel aero")).toContain("Badehotel Ærø");
    expect(await titles("海天")).toEqual(["青岛海天度假村"]);
    expect(await titles("terrace")).toEqual(["Q-2301", "Badehotel terrace 2027"]);
  });
  it("finds nothing of other teams, nothing put away or superseded, and no kind the caller may not read", async () => {
    expect(await titles("badehotel", "camille")).toEqual(["Badehotel du Sud"]);
    expect(await titles("bad")).not.toContain("Søren Badstue");
    expect(await titles("q-230")).toEqual(["Q-2301"]);
    expect(await titles("q-230", "rosa")).toEqual(["Q-2301", "Q-2303"]);
    expect(await titles("badehotel", "ines", ["opportunity:read", "contact:read"])).toEqual(["Badehotel Ærø"]);
  });
  it("takes two statements to find and one per kind to load", async () => {
    const before = crm.database.statements();
    await titles("bad");
    expect(crm.database.statements() - before).toBeLessThanOrEqual(6);
  });
  it("asks for at least two letters and at most twenty hits", async () => {
    expect((await crm.ask(SEARCH, { text: " x " })).data.crmSearch).toEqual([]);
    expect((await crm.ask(SEARCH, { text: "bade", first: 21 })).errors?.[0]?.code).toBe("BAD_USER_INPUT");
    expect((await crm.ask(SEARCH, { text: "%%" })).data.crmSearch).toEqual([]);
  });
});
