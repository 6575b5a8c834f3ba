import { run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyResolvers } from "../../company/company.resolver.ts";
import { ALL_PERMISSIONS, anErp, fourCallers, NOW, refusedFor, schemaWith, type TestErp } from "../../erp.fixture.ts";
import { itemsResolvers } from "../../supply/items/items.resolver.ts";
import { customersResolvers } from "../customers/customers.resolver.ts";
import { pricingResolvers } from "./pricing.resolver.ts";

let erp: TestErp;
const schema = schemaWith(pricingResolvers, itemsResolvers, companyResolvers, customersResolvers);
beforeAll(async () => {
  erp = await anErp();
  await erp.db.insertInto("stockBalance").values([{ warehouse: "AARHUS", itemNumber: "LNG-210", onHand: "10", reserved: "4" }, { warehouse: "LYON", itemNumber: "LNG-210", onHand: "100", reserved: "0" }]).execute();
  await erp.db.insertInto("stockValue").values({ legalEntity: "NHDK", itemNumber: "LNG-210", quantity: "10", value: "8005" }).execute();
});
afterAll(() => erp.close());

type CallerParts = Parameters<TestErp["as"]>[0];
const ask = (source: string, variables: Record<string, unknown> = {}, caller: CallerParts = {}) => run(schema, erp.as({ permissions: ALL_PERMISSIONS, ...caller }), source, variables);
const PRICE = `query ($customer: ID, $market: String, $entity: ID, $currency: CurrencyCode!, $lines: [PriceRequestLine!]!) { priceAndPromise(customerNumber: $customer, market: $market, legalEntity: $entity, currency: $currency, lines: $lines) {
  asOf total { amount currency } taxTotal { amount } lines { item { number name } quantity listPrice { amount } unitPrice { amount currency } lineTotal { amount } unitCost { amount currency } taxAmount { amount } availableQuantity promiseDate problem trace { rule reason percent unitPrice { amount } } } } }`;
const line = (itemNumber: string, quantity = "1", requestedDate?: string) => ({ itemNumber, quantity, ...(requestedDate && { requestedDate }) });
const price = (variables: Record<string, unknown>, caller: CallerParts = {}) => ask(PRICE, { customer: "C-1", currency: "DKK", ...variables }, caller);
const tables = async (): Promise<unknown> => (await sql`select (select count(*) from price_rule) as rules, (select count(*) from audit_entry) as entries, (select sum(reserved) from stock_balance) as reserved`.execute(erp.db)).rows;

describe("Query.priceAndPromise", () => {
  it("is for who may ask for prices, of customers of their companies", async () => {
    const got = await fourCallers(erp, schema, "price:ask", "NHDK", PRICE, { customer: "C-1", currency: "DKK", lines: [line("LNG-210")] });
    expect(got.nobody).toEqual({ data: { priceAndPromise: null }, errors: refusedFor("price:ask") });
    expect(got.wrongRole.errors).toEqual(refusedFor("price:ask"));
    expect(got.otherCompany).toEqual({ data: { priceAndPromise: null }, errors: [expect.objectContaining({ message: expect.stringContaining("There is no customer C-1 that you may see.") })] });
    expect(got.right.data.priceAndPromise.total).toEqual({ amount: "2000.00", currency: "DKK" });
    const unknown = await price({ customer: "C-999", lines: [line("LNG-210")] });
    expect(unknown.errors![0]!.message).toBe(got.otherCompany.errors![0]!.message.replace("C-1", "C-999"));
  });
  it("answers price, cost, tax, availability and promise with the reasons, and stores nothing", async () => {
    const before = await tables();
    const { data } = await price({ lines: [line("LNG-210", "6"), line("FAB-001", "2.5")] });
    expect(data.priceAndPromise).toEqual({
      asOf: NOW.toISOString(), total: { amount: "12224.88", currency: "DKK" }, taxTotal: { amount: "3056.22" },
      lines: [
        {
          item: { number: "LNG-210", name: "Skagen lounge chair" }, quantity: "6", listPrice: { amount: "2000.00" }, unitPrice: { amount: "2000.00", currency: "DKK" }, lineTotal: { amount: "12000.00" }, unitCost: { amount: "800.50", currency: "DKK" },
          taxAmount: { amount: "3000.00" }, availableQuantity: "6", promiseDate: "2026-03-16", problem: null, trace: [{ rule: "List price DKK", reason: "for everybody, since 2025-01-01", percent: null, unitPrice: { amount: "2000.00" } }],
        },
        {
          item: { number: "FAB-001", name: "Outdoor fabric" }, quantity: "2.5", listPrice: { amount: "89.95" }, unitPrice: { amount: "89.95", currency: "DKK" }, lineTotal: { amount: "224.88" }, unitCost: null,
          taxAmount: { amount: "56.22" }, availableQuantity: "0", promiseDate: "2026-03-23", problem: null, trace: [{ rule: "List price DKK", reason: "for everybody, since 2025-01-01", percent: null, unitPrice: { amount: "89.95" } }],
        },
      ],
    });
    expect(await tables()).toEqual(before);
  });
  it("serves earlier lines for the same item first, and promises nothing before it is wanted", async () => {
    const { data } = await price({ lines: [line("LNG-210", "4"), line("LNG-210", "3"), line("LNG-210", "2"), line("LNG-210", "1", "2026-05-02"), line("SRV-ASM", "1")] });
    // 6 are there: 4 go at once, 3 hold the last 2 and wait for one more, the next 2 wait; the last is wanted on a Saturday.
    expect(data.priceAndPromise.lines.map((row: { promiseDate: string }) => row.promiseDate)).toEqual(["2026-03-16", "2026-03-30", "2026-03-30", "2026-05-04", "2026-03-19"]);
    expect(data.priceAndPromise.lines.map((row: { availableQuantity: string | null }) => row.availableQuantity)).toEqual(["6", "6", "6", "6", null]);
  });
  it("tells per line why there is no price, and prices the others", async () => {
    await erp.db.updateTable("item").set({ status: "PHASING_OUT" }).where("number", "=", "TBL-100").execute();
    const { data, errors } = await price({ lines: [line("NOPE"), line("OLD-001"), line("LNG-210", "0"), line("LNG-210", "-2"), line("LNG-210", "1.5"), line("TBL-100"), line("LNG-210")] });
    expect(errors).toBeUndefined();
    expect(data.priceAndPromise.lines.map((row: { problem: string | null; promiseDate: string | null }) => [row.problem, row.promiseDate])).toEqual([
      ["There is no item NOPE. Check the number.", null], ["Old bench is no longer sold. Choose its successor.", null], ["The quantity must be above zero; it is 0.", null], ["The quantity must be above zero; it is -2.", null],
      ["Skagen lounge chair is counted in PCS with no decimals; the quantity is 1.5.", "2026-03-16"], [null, null], [null, "2026-03-16"],
    ]);
    expect(data.priceAndPromise.total.amount).toBe("6500.00");
    const sek = await price({ currency: "SEK", lines: [line("LNG-210", "2")] });
    expect(sek.data.priceAndPromise.lines[0]).toMatchObject({ unitPrice: null, lineTotal: null, problem: "No price of Skagen lounge chair in SEK is set for customer C-1, from 2, on 2026-03-16. Add a price rule or agree on a price." });
    await erp.db.updateTable("item").set({ status: "ACTIVE" }).where("number", "=", "TBL-100").execute();
  });
  it("taxes exports and reverse charge with nothing", async () => {
    await erp.db.insertInto("priceRule").values({ name: "China", kind: "PRICE", itemNumber: "LNG-210", currency: "CNY", unitPrice: "2100", market: "ASIA", validFrom: "2025-01-01" }).execute();
    const { data } = await price({ customer: "C-3", currency: "CNY", lines: [line("LNG-210")] });
    expect(data.priceAndPromise).toMatchObject({ total: { amount: "2100.00", currency: "CNY" }, taxTotal: { amount: "0.00" } });
  });
  it("prices for a market when there is no customer yet, without guessing the tax", async () => {
    const { data } = await price({ customer: null, market: "ASIA", entity: "NHDK", currency: "CNY", lines: [line("LNG-210")] });
    expect(data.priceAndPromise).toMatchObject({ total: { amount: "2100.00" }, taxTotal: null, lines: [{ taxAmount: null, availableQuantity: "6" }] });
    const french = await price({ customer: null, market: "SOUTH", entity: null, currency: "EUR", lines: [line("LNG-210")] }, { legalEntities: ["NHFR"] });
    expect(french.data.priceAndPromise).toMatchObject({ total: { amount: "270.00" }, lines: [{ availableQuantity: "100" }] });
  });
  it("refuses what can't be asked", async () => {
    const refusal = async (variables: Record<string, unknown>, caller: CallerParts = {}) => (await price({ lines: [line("LNG-210")], ...variables }, caller)).errors![0]!.message;
    expect(await refusal({ lines: [] })).toContain("Ask for 1 to 200 lines at a time; these are 0.");
    expect(await refusal({ lines: Array.from({ length: 201 }, () => line("LNG-210")) })).toContain("these are 201.");
    expect(await refusal({ lines: [line("LNG-210", "1", "2126-01-01")] })).toContain("can't be meant");
    expect(await refusal({ customer: null, market: "NOPE" })).toContain("There is no market NOPE");
    expect(await refusal({ customer: null, entity: "NHFR" }, { legalEntities: ["NHDK"] })).toContain("There is no legal entity NHFR");
  });
  it("shows cost only to who may see what things cost", async () => {
    const { data, errors } = await price({ lines: [line("LNG-210")] }, { permissions: ALL_PERMISSIONS.filter((permission) => permission !== "item-cost:read") });
    expect(data.priceAndPromise.lines[0]).toMatchObject({ unitCost: null, unitPrice: { amount: "2000.00" } });
    expect(errors).toEqual(refusedFor("item-cost:read"));
    const manager = await price({ lines: [line("LNG-210")] }, { permissions: ["price:ask", "item:read", "item-cost:read"] });
    expect([manager.errors, manager.data.priceAndPromise.lines[0].unitCost]).toEqual([undefined, { amount: "800.50", currency: "DKK" }]);
  });
  it("shows cost in the currency of the answer, so that it can be taken off the price", async () => {
    await erp.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "EUR", rateDate: NOW.toISOString().slice(0, 10), rate: "7.5" }).onConflict((on) => on.columns(["baseCurrency", "currency", "rateDate"]).doUpdateSet({ rate: "7.5" })).execute();
    const cost = async (currency: string) => (await price({ customer: null, entity: "NHDK", currency, lines: [line("LNG-210"), line("LNG-210", "2")] })).data.priceAndPromise.lines.map((row: { unitCost: unknown }) => row.unitCost);
    expect(await cost("EUR")).toEqual([{ amount: "106.73", currency: "EUR" }, { amount: "106.73", currency: "EUR" }]);
    expect(await cost("ISK")).toEqual([null, null]);
  });
  it("takes as many statements for 200 lines as for two", async () => {
    const items = Array.from({ length: 200 }, (_, i) => ({ number: `MANY-${i}`, name: `Item ${i}`, category: i % 2 === 0 ? "CHAIRS" : "TABLES", unit: "PCS", leadTimeDays: 7 }));
    await erp.db.insertInto("item").values(items).execute();
    await erp.db.insertInto("priceRule").values(items.flatMap((item) => ["C-1", null].map((customerNumber) => ({ name: "Price", kind: "PRICE", itemNumber: item.number, currency: "DKK", unitPrice: customerNumber ? "90" : "100", customerNumber, validFrom: "2025-01-01" })))).execute();
    const statements = async (count: number): Promise<number> => {
      const before = erp.database.statements();
      const { data, errors } = await price({ lines: items.slice(0, count).map((item) => line(item.number, "3")) });
      expect([errors, data.priceAndPromise.total.amount]).toEqual([undefined, `${count * 270}.00`]);
      return erp.database.statements() - before;
    };
    const two = await statements(2);
    expect(await statements(200)).toBe(two);
    expect(two).toBeLessThanOrEqual(12);
  });
});

const CREATE = `mutation ($input: PriceRuleCreateInput!) { priceRuleCreate(input: $input) { priceRule { id name kind legalEntity { code } item { number } category { code } customer { number } customerGroup { code } market { code countries } minQuantity validFrom validTo unitPrice { amount currency } percent version } userErrors { code message path } } }`;
const ruleCount = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from price_rule`.execute(erp.db)).rows[0]!.n;
const A_PRICE = { name: "Agreed", kind: "PRICE", itemNumber: "LNG-210", customerNumber: "C-1", unitPrice: "1850", currency: "DKK", validFrom: "2026-04-01" };

describe("Mutation.priceRuleCreate", () => {
  const create = async (input: object, caller: CallerParts = {}) => (await ask(CREATE, { input }, caller)).data.priceRuleCreate;
  it("is for who may edit prices, for customers and companies of theirs", async () => {
    const before = await ruleCount();
    const got = await fourCallers(erp, schema, "price:edit", "NHDK", CREATE, { input: A_PRICE });
    expect(got.nobody.errors).toEqual(refusedFor("price:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("price:edit"));
    expect(got.otherCompany.data.priceRuleCreate).toEqual({ priceRule: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "customerNumber"], message: "There is no customer C-1 that you may see. Check the number, or ask its owner for access." }] });
    expect(got.right.data.priceRuleCreate).toEqual({ userErrors: [], priceRule: {
      id: expect.any(String), name: "Agreed", kind: "PRICE", legalEntity: null, item: { number: "LNG-210" }, category: null, customer: { number: "C-1" }, customerGroup: null, market: null, minQuantity: "0", validFrom: "2026-04-01", validTo: null, unitPrice: { amount: "1850.00", currency: "DKK" }, percent: null, version: 1,
    } });
    expect(await ruleCount()).toBe(before + 1);
  });
  it("makes discounts", async () => {
    const { priceRule } = await create({ name: "Autumn", kind: "DISCOUNT", categoryCode: "SEATING", market: "SOUTH", percent: "12.5", minQuantity: "10", validFrom: "2026-09-01", validTo: "2026-10-31" });
    expect(priceRule).toMatchObject({ kind: "DISCOUNT", category: { code: "SEATING" }, market: { code: "SOUTH", countries: ["FR"] }, percent: "12.5", minQuantity: "10", unitPrice: null, validTo: "2026-10-31" });
  });
  it("wants a company named by who does not see all: the rule would count for the whole group", async () => {
    const general = { ...A_PRICE, customerNumber: undefined };
    expect((await create(general, { legalEntities: ["NHDK"] })).userErrors).toEqual([{ code: "COMPANY_NEEDED", path: ["input", "legalEntity"], message: "Without a company the rule would count for all of the group, but you work for NHDK. Name the company it is for." }]);
    expect((await create({ ...general, legalEntity: "NHFR" }, { legalEntities: ["NHDK"] })).userErrors).toMatchObject([{ code: "NOT_FOUND", path: ["input", "legalEntity"] }]);
    expect((await create({ ...general, legalEntity: "NHDK" }, { legalEntities: ["NHDK"] })).userErrors).toEqual([]);
  });
  it("tells all contradictions at once", async () => {
    const { userErrors } = await create({ name: "x", kind: "PRICE", categoryCode: "SEATING", customerNumber: "C-1", customerGroup: "RETAIL", percent: "5", validFrom: "2026-01-01" });
    expect(userErrors.map((error: { code: string; path: string[] }) => [error.code, error.path[1]])).toEqual([["MISSING", "itemNumber"], ["MISSING", "unitPrice"], ["MISSING", "currency"], ["NOT_FOR_KIND", "percent"], ["TOO_MANY_CONDITIONS", "customerNumber"]]);
    const discount = await create({ name: "x", kind: "DISCOUNT", unitPrice: "5", currency: "DKK", itemNumber: "LNG-210", categoryCode: "SEATING", validFrom: "2026-01-01" });
    expect(discount.userErrors.map((error: { code: string; path: string[] }) => [error.code, error.path[1]])).toEqual([["MISSING", "percent"], ["NOT_FOR_KIND", "unitPrice"], ["NOT_FOR_KIND", "currency"], ["TOO_MANY_CONDITIONS", "categoryCode"]]);
  });
  const A_DISCOUNT = { name: "x", kind: "DISCOUNT", percent: "5", validFrom: "2026-01-01" };
  it.each([
    ["no name", { ...A_PRICE, name: " " }, "EMPTY", "name"], ["an over-long name", { ...A_PRICE, name: "x".repeat(121) }, "TOO_LONG", "name"], ["a price below zero", { ...A_PRICE, unitPrice: "-1" }, "NEGATIVE", "unitPrice"], ["a price too fine", { ...A_PRICE, unitPrice: "1.00001" }, "TOO_MANY_DECIMALS", "unitPrice"],
    ["a quantity below zero", { ...A_PRICE, minQuantity: "-1" }, "NEGATIVE", "minQuantity"], ["the wrong currency", { ...A_PRICE, currency: "EUR" }, "CURRENCY_MISMATCH", "currency"], ["an unknown item", { ...A_PRICE, itemNumber: "NOPE" }, "NOT_FOUND", "itemNumber"],
    ["an unknown customer", { ...A_PRICE, customerNumber: "C-999" }, "NOT_FOUND", "customerNumber"], ["an end before the start", { ...A_PRICE, validTo: "2026-03-31" }, "ENDS_BEFORE_START", "validTo"], ["an absurd start", { ...A_PRICE, validFrom: "0206-01-01" }, "ABSURD_DATE", "validFrom"],
    ["nothing off", { ...A_DISCOUNT, percent: "0" }, "OUT_OF_RANGE", "percent"], ["all off", { ...A_DISCOUNT, percent: "100" }, "OUT_OF_RANGE", "percent"], ["an unknown category", { ...A_DISCOUNT, categoryCode: "NOPE" }, "NOT_FOUND", "categoryCode"],
    ["an unknown group", { ...A_DISCOUNT, customerGroup: "NOPE" }, "NOT_FOUND", "customerGroup"], ["an unknown market", { ...A_DISCOUNT, market: "NOPE" }, "NOT_FOUND", "market"], ["an unknown company", { ...A_DISCOUNT, legalEntity: "NOPE" }, "NOT_FOUND", "legalEntity"],
  ])("refuses %s and makes nothing", async (_what, input, code, field) => {
    const before = await ruleCount();
    expect(await create(input)).toMatchObject({ priceRule: null, userErrors: [{ code, path: ["input", field], message: expect.stringMatching(/\.$/) }] });
    expect(await ruleCount()).toBe(before);
  });
});

describe("Mutation.priceRuleEnd", () => {
  const END = `mutation ($id: ID!, $to: Date!, $version: Int!) { priceRuleEnd(id: $id, validTo: $to, expectedVersion: $version) { priceRule { validTo version } userErrors { code message path } } }`;
  const make = async (): Promise<string> => (await ask(CREATE, { input: { ...A_PRICE, minQuantity: String(Math.floor(Math.random() * 1e6)) } })).data.priceRuleCreate.priceRule.id;
  const end = async (id: string, to: string, version = 1) => (await ask(END, { id, to, version })).data.priceRuleEnd;
  it("is for who may edit prices, of customers and companies of theirs", async () => {
    const id = await make();
    const got = await fourCallers(erp, schema, "price:edit", "NHDK", END, { id, to: "2026-06-30", version: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("price:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("price:edit"));
    expect(got.otherCompany.data.priceRuleEnd).toMatchObject({ priceRule: null, userErrors: [{ code: "NOT_FOUND", path: ["id"] }] });
    expect(got.right.data.priceRuleEnd).toEqual({ priceRule: { validTo: "2026-06-30", version: 2 }, userErrors: [] });
  });
  it("may come sooner than meant, never later; what was priced keeps its price", async () => {
    const id = await make();
    await end(id, "2026-06-30");
    expect(await end(id, "2026-07-01", 2)).toMatchObject({ userErrors: [{ code: "ALREADY_ENDED", path: ["validTo"] }] });
    expect(await end(id, "2026-05-31", 2)).toEqual({ priceRule: { validTo: "2026-05-31", version: 3 }, userErrors: [] });
    expect(await end(id, "2026-05-31", 3)).toEqual({ priceRule: { validTo: "2026-05-31", version: 3 }, userErrors: [] });
  });
  it("refuses a stale version, a day before its first, an absurd day and an unknown rule", async () => {
    const id = await make();
    expect((await end(id, "2026-06-30", 7)).userErrors).toMatchObject([{ code: "STALE_VERSION" }]);
    expect((await end(id, "2026-03-31")).userErrors).toMatchObject([{ code: "ENDS_BEFORE_START", path: ["validTo"] }]);
    expect((await end(id, "2100-03-31")).userErrors).toMatchObject([{ code: "ABSURD_DATE", path: ["validTo"] }]);
    expect((await end("0198f1c2-7a3b-7c4d-8e5f-0123456789ab", "2026-06-30")).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
    expect((await end("'; drop table price_rule", "2026-06-30")).userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});

describe("price rules", () => {
  it("of an item are those that name it or a category it is in, for companies of the caller", async () => {
    const names = async (number: string, caller: CallerParts = {}): Promise<string[]> => [...new Set<string>((await ask(`{ item(number: "${number}") { priceRules { name } } }`, {}, caller)).data.item.priceRules.map((rule: { name: string }) => rule.name))].toSorted();
    expect(await names("LNG-210")).toEqual(["Agreed", "Autumn", "China", "List price DKK", "List price EUR"]);
    expect(await names("LNG-210", { legalEntities: ["NHFR"] })).toEqual(["Autumn", "China", "List price DKK", "List price EUR"]);
    expect(await names("TBL-100")).toEqual(["List price DKK", "List price EUR"]);
  });
  it("are listed with filters, also those for everything", async () => {
    await ask(CREATE, { input: { name: "House fair", kind: "DISCOUNT", percent: "1", validFrom: "2026-11-01", validTo: "2026-11-02" } });
    const { data } = await ask(`{ priceRules(filter: { kind: { equals: DISCOUNT }, itemNumber: { isNull: true }, category: { isNull: true } }) { nodes { name } totalCount } }`);
    expect(data.priceRules).toEqual({ nodes: [{ name: "House fair" }], totalCount: 1 });
    const { data: agreed } = await ask(`{ priceRules(filter: { customerNumber: { equals: "C-1" } }, orderBy: [{ field: VALID_TO, direction: ASC }], first: 200) { totalCount } }`, {}, { legalEntities: ["NHFR"] });
    expect(agreed.priceRules.totalCount).toBe(0);
  });
  it("take as many statements for many items as for one", async () => {
    const statements = async (first: number): Promise<number> => {
      const before = erp.database.statements();
      const { errors } = await ask(`{ items(first: ${first}, orderBy: [{ field: NAME, direction: DESC }]) { nodes { priceRules { name item { name } category { name } customer { name } customerGroup { name } market { name countries } legalEntity { name } } } } }`);
      expect(errors).toBeUndefined();
      return erp.database.statements() - before;
    };
    await statements(1);
    expect(await statements(150)).toBeLessThanOrEqual(9);
  });
});
