// One box over both owners: hits of both stand in one order, and nobody finds what they may not read.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
let nordic: Sold;
let south: Sold;
beforeAll(async () => {
  system = await openWholeSystem();
  nordic = await sell(system, { accountId: system.accounts.nordic, quote: { title: "Terrasse på Ærø" } });
  south = await sell(system, { accountId: system.accounts.south });
  const names = ["Ærø Havecenter", "Badehotel Ærø", "青岛海天度假村", "Crème Brûlée Café", "Åse Møbler", "Havestuen"];
  await system.crm.db.insertInto("account").values(names.slice(1).map((name, i) => ({ name, team: "NORDIC", country: "DK", customerNumber: `C-5${i + 1}` }))).execute();
  await system.erp.db.insertInto("customer").values(names.slice(1).map((name, i) => ({ name, number: `C-5${i + 1}`, legalEntity: "NHDK", country: "DK", currency: "DKK", paymentTerms: "NET30" }))).execute();
  await system.crm.db.insertInto("contact").values([{ accountId: system.accounts.nordic, name: "Søren Ærøskøbing", email: "soren@aero.example" }, { accountId: system.accounts.south, name: "Zoë Ærøsson" }]).execute();
});
afterAll(() => system?.stop());

interface Hit { side: "crm" | "erp"; kind: string; title: string; rank: number }
const SEARCH = `query ($text: String!) { crmSearch(text: $text, first: 20) { title rank hit { __typename } } erpSearch(text: $text, first: 20) { title rank hit { __typename } } }`;
type Found = { title: string; rank: number; hit: { __typename: string } }[] | null;
/** As the palette puts them: by rank alone. */
async function search(text: string, who = "sales"): Promise<Hit[]> {
  const { data, errors } = await system.ask(SEARCH, { text }, who);
  expect(errors).toBeUndefined();
  return (["crm", "erp"] as const).flatMap((side) => (data![`${side}Search`] as Found)!.map(({ title, rank, hit }): Hit => ({ side, title, rank, kind: hit.__typename }))).toSorted((a, b) => b.rank - a.rank);
}
const titles = (hits: Hit[]): string[] => hits.map(({ kind, title }) => `${kind} ${title}`);

describe("a search over both owners", () => {
  it("finds on both sides what is called so, in any spelling", async () => {
    for (const [text, name] of [["ærø havecenter", "Ærø Havecenter"], ["AERO HAVECENTER", "Ærø Havecenter"], ["havecenter ærø", "Ærø Havecenter"], ["creme brulee", "Crème Brûlée Café"], ["ase mobler", "Åse Møbler"], ["海天", "青岛海天度假村"], ["havecnter", "Ærø Havecenter"], ["badehtoel", "Badehotel Ærø"]] as const) {
      expect(titles(await search(text)), text).toEqual(expect.arrayContaining([`Account ${name}`, `Customer ${name}`]));
    }
  });
  it.each(["Ærø Havecenter", "ærø have", "badehotel", "center", "aero", "havecnter", "badehtoel", "海天"])("ranks “%s” alike on both sides, so that one order of both means something", async (text) => {
    const hits = await search(text);
    const rankOf = (kind: string, title: string) => hits.find((hit) => hit.kind === kind && hit.title === title)?.rank;
    const both = [...new Set(hits.filter(({ kind }) => kind === "Account").map(({ title }) => title))].filter((title) => rankOf("Customer", title) !== undefined);
    expect(both.length).toBeGreaterThan(0);
    for (const title of both) expect(rankOf("Account", title)).toBeCloseTo(rankOf("Customer", title)!, 1);
    for (const { rank } of hits) expect(rank > 0 && rank <= 1).toBe(true);
  });
  it("puts the very thing first, then its beginning, a word's beginning, what it is part of, and slips last, whosever it is", async () => {
    expect(titles(await search(nordic.invoiceNumber, "accountant"))[0]).toBe(`Invoice ${nordic.invoiceNumber}`);
    expect(titles(await search("lng-210"))[0]).toMatch(/^Item /);
    const hits = await search("ærø", "sales");
    expect(hits.map(({ rank }) => rank)).toEqual(hits.map(({ rank }) => rank).toSorted((a, b) => b - a));
    const place = (title: string): number => titles(hits).indexOf(title);
    expect(place("Customer Ærø Havecenter")).toBeLessThan(place("Account Badehotel Ærø"));
    expect(place("Account Ærø Havecenter")).toBeLessThan(place("Customer Badehotel Ærø"));
    expect(titles(hits)).toContain("Contact Søren Ærøskøbing");
    const slips = await search("havestuem");
    expect(slips.every(({ rank }) => rank < 0.65)).toBe(true);
    expect(titles(slips)).toEqual(expect.arrayContaining(["Account Havestuen", "Customer Havestuen"]));
  });
  it("finds nothing of another team or company, and no kind a role does not read", async () => {
    expect(titles(await search("ærø", "sales"))).not.toContain("Contact Zoë Ærøsson");
    expect(titles(await search("ærø", "sales.south"))).toEqual(["Contact Zoë Ærøsson"]);
    for (const [who, mine, other] of [["accountant", nordic, south], ["accountant.fr", south, nordic], ["sales", nordic, south], ["sales.south", south, nordic]] as const) {
      expect(titles(await search(mine.invoiceNumber, who)), who).toContain(`Invoice ${mine.invoiceNumber}`);
      for (const number of [other.invoiceNumber, other.orderNumber]) expect((await search(number, who)).filter(({ title }) => title === number), who).toEqual([]);
    }
    // The warehouse reads orders and no invoices.
    expect(titles(await search(nordic.orderNumber, "warehouse"))).toContain(`SalesOrder ${nordic.orderNumber}`);
    expect((await search(nordic.invoiceNumber, "warehouse")).filter(({ kind }) => kind === "Invoice")).toEqual([]);
    expect((await system.askBare(SEARCH)).status).toBe(401);
  });
  it("goes on with one owner when the other is silent, and says so", async () => {
    await system.token("sales");
    await system.services.erp.stop("SIGKILL");
    const { data, errors } = await system.ask(SEARCH, { text: "havecenter" });
    expect((data!["crmSearch"] as Found)!.map(({ title }) => title)).toContain("Ærø Havecenter");
    expect(data!["erpSearch"]).toBeNull();
    expect(errors!.map(({ extensions }) => [extensions["code"], extensions["source"]])).toEqual([["SOURCE_UNAVAILABLE", "erp"]]);
  });
});
