import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, fourCallers, refusedFor, type TestErp } from "../erp.fixture.ts";
import { aBilling, type Billing } from "../finance/receivables/receivables.fixture.ts";
import { erpSchema } from "../schema.ts";

let erp: Billing;
let order: string;
let invoice: string;
const schema = erpSchema();
beforeAll(async () => {
  erp = await aBilling();
  order = await erp.shippedOrder("1", "100", { customerNumber: "C-2" });
  invoice = (await erp.posted("1", "100")).number;
  await erp.draft([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "400" }], { customerNumber: "C-3", customerReference: "Bestilling 4711/Å" });
  await erp.db.insertInto("customer").values(Array.from({ length: 30 }, (_, i) => ({ number: `C-9${String(i).padStart(2, "0")}`, name: `Haveland ${i}`, legalEntity: "NHDK", country: "DK", currency: "DKK", paymentTerms: "NET30" }))).execute();
});
afterAll(() => erp.close());

type CallerParts = Parameters<TestErp["as"]>[0];
const SEARCH = `query ($text: String!, $first: Int) { erpSearch(text: $text, first: $first) { title detail rank hit { __typename ... on Customer { number } ... on SalesOrder { orderNumber: number } ... on Invoice { invoiceNumber: number } ... on Item { itemNumber: number } } } }`;
const search = async (text: string, caller: CallerParts = {}, first = 8): Promise<{ title: string; detail: string | null; rank: number; hit: Record<string, string> }[]> => {
  const answered = await run(schema, erp.as({ permissions: ALL_PERMISSIONS, ...caller }), SEARCH, { text, first });
  if (answered.errors) throw new Error(JSON.stringify(answered.errors));
  return answered.data.erpSearch;
};
const titles = async (text: string, caller: CallerParts = {}): Promise<string[]> => (await search(text, caller)).map((result) => result.title);

describe("Query.erpSearch", () => {
  it("is for who may read items, and shows of other kinds what the caller may read, of their companies", async () => {
    const got = await fourCallers(erp, schema, "item:read", "NHFR", SEARCH, { text: order });
    expect(got.nobody.errors).toEqual(refusedFor("item:read"));
    expect(got.wrongRole.errors).toEqual(refusedFor("item:read"));
    expect(got.otherCompany.data.erpSearch.filter((result: { title: string }) => result.title === order)).toEqual([]);
    expect(got.right.data.erpSearch[0]).toEqual({ title: order, detail: "Café Soleil", rank: 1, hit: { __typename: "SalesOrder", orderNumber: order } });
  });
  it("finds each kind by its number, exactly and first", async () => {
    expect((await search(invoice))[0]).toEqual({ title: invoice, detail: "Ærø Havecenter", rank: 1, hit: { __typename: "Invoice", invoiceNumber: invoice } });
    expect((await search("lng-210"))[0]).toEqual({ title: "Skagen lounge chair", detail: "LNG-210", rank: 1, hit: { __typename: "Item", itemNumber: "LNG-210" } });
    expect((await search("c-2"))[0]).toEqual({ title: "Café Soleil", detail: "C-2", rank: 1, hit: { __typename: "Customer", number: "C-2" } });
  });
  it("finds numbers by their beginning and by their end", async () => {
    expect((await search(invoice.slice(0, 12)))[0]).toMatchObject({ title: invoice, rank: 0.9 });
    expect(await titles(invoice.slice(-6))).toContain(invoice);
    expect(await titles(order.slice(3))).toContain(order);
  });
  it("finds names without case and diacritics, in any order of words, and in Chinese", async () => {
    expect(await titles("AERO")).toEqual(["Ærø Havecenter"]);
    expect(await titles("havecenter ærø")).toEqual(["Ærø Havecenter"]);
    expect((await search("ærø havecenter"))[0]!.rank).toBe(1);
    expect(await titles("cafe")).toContain("Café Soleil");
    expect(await titles("花园")).toEqual(["上海花园家具"]);
    expect(await titles("上海")).toEqual(["上海花园家具"]);
    expect(await titles("aebelo")).toEqual(["Æbelø table"]);
  });
  it("finds orders by the customer's own reference", async () => {
    expect((await search("4711"))[0]!.detail).toBe("上海花园家具");
  });
  it("forgives small slips", async () => {
    expect(await titles("havecentre")).toContain("Ærø Havecenter");
    expect(await titles("soliel")).toContain("Café Soleil");
    expect(await titles("skagan")).toContain("Skagen lounge chair");
    expect(await titles("longe chair")).toContain("Skagen lounge chair");
  });
  it("ranks between 0 and 1, the better fit first: itself, its beginning, a word's, within, misspelt", async () => {
    const ranks = (await search("have", {}, 20)).map((result) => result.rank);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const rankOf = async (text: string, title: string): Promise<number> => (await search(text, {}, 20)).find((result) => result.title === title)!.rank;
    const [exact, beginning, word, within, misspelt] = [await rankOf("LNG-210", "Skagen lounge chair"), await rankOf("skag", "Skagen lounge chair"), await rankOf("loun", "Skagen lounge chair"), await rankOf("ounge", "Skagen lounge chair"), await rankOf("skagan", "Skagen lounge chair")];
    expect([exact, beginning, word, within]).toEqual([1, 0.9, 0.8, 0.7]);
    expect(misspelt).toBeGreaterThan(0.2);
    expect(misspelt).toBeLessThan(0.65);
  });
  it("answers at most what was asked for", async () => {
    expect(await search("haveland", {}, 20)).toHaveLength(20);
    expect(await search("haveland")).toHaveLength(8);
    for (const first of [0, 21, -1]) await expect(search("haveland", {}, first)).rejects.toThrow("it must be between 1 and 20");
  });
  it("answers nothing for less than two characters, and takes wildcards and quotes as they are", async () => {
    expect(await Promise.all(["", " ", "h", "  h  ", "%%", "__", "\\\\", "'; drop table customer", "x".repeat(5_000)].map((text) => titles(text)))).toEqual(Array(9).fill([]));
  });
  it("leaves out kinds and companies that are not the caller's", async () => {
    expect(await titles("soleil", { legalEntities: ["NHDK"] })).toEqual([]);
    expect(await titles("C-9", { permissions: ["item:read"] })).toEqual([]);
    const found = await search(order, { permissions: ["item:read", "sales-order:read"], legalEntities: ["NHFR"] });
    expect(found[0]).toMatchObject({ title: order, detail: null });
  });
  it("takes as many statements for many hits as for one", async () => {
    const statements = async (text: string): Promise<number> => {
      const before = erp.database.statements();
      expect((await search(text, {}, 20)).length).toBeGreaterThan(0);
      return erp.database.statements() - before;
    };
    expect(await statements("haveland")).toBe(await statements("haveland 7"));
  });
});
