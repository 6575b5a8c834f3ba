import { Refused, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyResolvers } from "../../company/company.resolver.ts";
import { ALL_PERMISSIONS, anErp, fourCallers, refusedFor, schemaWith, type TestErp } from "../../erp.fixture.ts";
import { inventoryResolvers } from "../inventory/inventory.resolver.ts";
import { assertSellable, itemQuantity, itemsByNumbers } from "./items.module.ts";
import { itemsResolvers } from "./items.resolver.ts";

let erp: TestErp;
const schema = schemaWith(itemsResolvers, inventoryResolvers, companyResolvers);
beforeAll(async () => {
  erp = await anErp();
  await erp.db.insertInto("stockBalance").values([
    { warehouse: "AARHUS", itemNumber: "LNG-210", onHand: "10", reserved: "4" }, { warehouse: "LYON", itemNumber: "LNG-210", onHand: "100", reserved: "0" }, { warehouse: "AARHUS", itemNumber: "FAB-001", onHand: "2.5", reserved: "0" },
  ]).execute();
});
afterAll(() => erp.close());

const ask = (source: string, variables: Record<string, unknown> = {}, caller: Parameters<TestErp["as"]>[0] = {}) => run(schema, erp.as({ permissions: ALL_PERMISSIONS, ...caller }), source, variables);
const numbers = async (args: string, caller = {}): Promise<string[]> => {
  const answered = await ask(`{ items${args} { nodes { number } } }`, {}, caller);
  if (answered.errors) throw new Error(answered.errors[0]!.message);
  return answered.data.items.nodes.map((item: { number: string }) => item.number);
};
const errorsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.userErrors;
    throw error;
  }
  return [];
};
const itemCount = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from item`.execute(erp.db)).rows[0]!.n;

describe("Query.item", () => {
  it("tells what it is, where it belongs and how it is counted", async () => {
    expect((await ask(`{ item(number: "LNG-210") { number name category { code name parent { code parent { code } } } unit { code decimals } status isStocked leadTimeDays weightGrams version } unknown: item(number: "NOPE") { number } }`)).data).toEqual({
      item: { number: "LNG-210", name: "Skagen lounge chair", category: { code: "CHAIRS", name: "Chairs", parent: { code: "SEATING", parent: null } }, unit: { code: "PCS", decimals: 0 }, status: "ACTIVE", isStocked: true, leadTimeDays: 14, weightGrams: null, version: 1 },
      unknown: null,
    });
  });
  it("sums stock over the warehouses of the caller's companies", async () => {
    const stock = async (legalEntities: string[]) => (await ask(`{ item(number: "LNG-210") { onHand available stock { warehouse { code } onHand reserved available } } }`, {}, { legalEntities })).data.item;
    expect(await stock(["NHDK"])).toEqual({ onHand: "10", available: "6", stock: [{ warehouse: { code: "AARHUS" }, onHand: "10", reserved: "4", available: "6" }] });
    expect(await stock(["*"])).toMatchObject({ onHand: "110", available: "106" });
  });
});

describe("Item by reference", () => {
  it("takes one statement for many, and blanks the unknown", async () => {
    const before = erp.database.statements();
    const { data } = await ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Item { name } } }`, { of: ["TBL-100", "NOPE", "LNG-210"].map((number) => ({ __typename: "Item", number })) });
    expect(data._entities).toEqual([{ name: "Æbelø table" }, null, { name: "Skagen lounge chair" }]);
    expect(erp.database.statements() - before).toBe(1);
  });
});

describe("Query.items", () => {
  it("is filtered and ordered", async () => {
    expect(await numbers("")).toEqual(["FAB-001", "LNG-210", "OLD-001", "SRV-ASM", "TBL-100"]);
    expect(await numbers(`(filter: { name: { contains: "aebelo" } })`)).toEqual(["TBL-100"]);
    expect(await numbers(`(filter: { status: { equals: ACTIVE }, category: { in: ["CHAIRS", "TABLES"] } }, orderBy: [{ field: LEAD_TIME_DAYS, direction: DESC }])`)).toEqual(["TBL-100", "LNG-210"]);
    expect(await numbers(`(filter: { leadTimeDays: { atMost: 7 } })`)).toEqual(["FAB-001", "SRV-ASM"]);
    expect(await numbers(`(orderBy: [{ field: ON_HAND, direction: DESC }], first: 2)`)).toEqual(["LNG-210", "FAB-001"]);
  });
  it("looks at stock the caller may see, and treats no stock as none", async () => {
    expect(await numbers(`(filter: { onHand: { atLeast: "50" } })`, { legalEntities: ["NHDK"] })).toEqual([]);
    expect(await numbers(`(filter: { onHand: { atLeast: "50" } })`, { legalEntities: ["NHFR"] })).toEqual(["LNG-210"]);
    expect(await numbers(`(filter: { available: { equals: "0" } })`)).toEqual(["OLD-001", "SRV-ASM", "TBL-100"]);
  });
  it("can't be narrowed or ordered by stock without the right to read it", async () => {
    const without = { permissions: ALL_PERMISSIONS.filter((permission) => permission !== "stock:read") };
    for (const args of [`(filter: { not: { onHand: { equals: "0" } } })`, `(orderBy: [{ field: ON_HAND, direction: ASC }])`]) expect((await ask(`{ items${args} { nodes { number } } }`, {}, without)).errors).toEqual(refusedFor("stock:read"));
    expect(await numbers("(first: 1)", without)).toEqual(["FAB-001"]);
  });
  it("takes the same number of statements for one row and for many", async () => {
    const statements = async (first: number): Promise<number> => {
      const before = erp.database.statements();
      await ask(`{ items(first: ${first}) { totalCount nodes { name category { name } unit { name } onHand stock { onHand warehouse { name } } } } }`);
      return erp.database.statements() - before;
    };
    expect(await statements(5)).toBe(await statements(2));
  });
  it("leaves stock alone when nobody asks for it", async () => {
    const plan = await sql<{ "QUERY PLAN": string }>`explain select i.number from item i join unit u on u.code = i.unit left join (select b.item_number, sum(b.on_hand) as on_hand from stock_balance b join warehouse w on w.code = b.warehouse group by b.item_number) s on s.item_number = i.number order by i.number limit 5`.execute(erp.db);
    expect(JSON.stringify(plan.rows)).not.toContain("stock_balance");
  });
});

const CREATE = `mutation ($input: ItemCreateInput!) { itemCreate(input: $input) { item { number name unit { code } status isStocked version } userErrors { code message path } } }`;
describe("Mutation.itemCreate", () => {
  const input = { number: "BNC-1", name: "Læsø bench", category: "SEATING", unit: "PCS", leadTimeDays: 21 };
  const create = async (more: object) => (await ask(CREATE, { input: { ...input, ...more } })).data.itemCreate;
  it("is for who may edit items; the catalogue is common to all companies", async () => {
    const got = await fourCallers(erp, schema, "item:edit", "NHDK", CREATE, { input });
    expect(got.nobody.errors).toEqual(refusedFor("item:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("item:edit"));
    expect(got.otherCompany.data.itemCreate).toEqual({ item: { number: "BNC-1", name: "Læsø bench", unit: { code: "PCS" }, status: "ACTIVE", isStocked: true, version: 1 }, userErrors: [] });
    expect(got.right.data.itemCreate).toEqual({ item: null, userErrors: [{ code: "DUPLICATE_NUMBER", path: ["input", "number"], message: "There is an item BNC-1 already. Choose another number, or change that item." }] });
  });
  it.each([
    ["an empty number", { number: " " }, "BAD_NUMBER", "number"], ["a number with blanks", { number: "A B" }, "BAD_NUMBER", "number"], ["an over-long number", { number: "A".repeat(41) }, "BAD_NUMBER", "number"],
    ["no name", { name: "" }, "EMPTY", "name"], ["an over-long name", { name: "x".repeat(201) }, "TOO_LONG", "name"], ["an over-long description", { description: "x".repeat(2001) }, "TOO_LONG", "description"],
    ["an unknown category", { category: "NOPE" }, "NOT_FOUND", "category"], ["an unknown unit", { unit: "NOPE" }, "NOT_FOUND", "unit"],
    ["a lead time below zero", { leadTimeDays: -1 }, "OUT_OF_RANGE", "leadTimeDays"], ["an absurd lead time", { leadTimeDays: 731 }, "OUT_OF_RANGE", "leadTimeDays"], ["a negative weight", { weightGrams: -1 }, "OUT_OF_RANGE", "weightGrams"],
  ])("refuses %s and makes nothing", async (_what, more, code, field) => {
    const before = await itemCount();
    expect(await create({ number: "BNC-2", ...more })).toMatchObject({ item: null, userErrors: [{ code, path: ["input", field], message: expect.stringMatching(/\.$/) }] });
    expect(await itemCount()).toBe(before);
  });
  it("makes one item when eight ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ number: "RACE-1" })));
    expect(answers.filter((answered) => answered.item !== null)).toHaveLength(1);
    expect(answers.flatMap((answered) => answered.userErrors).map((error: { code: string }) => error.code)).toEqual(Array(7).fill("DUPLICATE_NUMBER"));
  });
});

const UPDATE = `mutation ($number: ID!, $input: ItemUpdateInput!, $version: Int!) { itemUpdate(number: $number, input: $input, expectedVersion: $version) { item { name description leadTimeDays weightGrams status version } userErrors { code message path } } }`;
describe("Mutation.itemUpdate", () => {
  const update = async (input: object, version: number, number = "TBL-100") => (await ask(UPDATE, { number, input, version })).data.itemUpdate;
  it("is for who may edit items", async () => {
    const got = await fourCallers(erp, schema, "item:edit", "NHDK", UPDATE, { number: "SRV-ASM", input: { description: "By our own fitters" }, version: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("item:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("item:edit"));
    expect(got.otherCompany.data.itemUpdate.item).toMatchObject({ description: "By our own fitters", version: 2 });
    expect(got.right.data.itemUpdate.userErrors).toMatchObject([{ code: "STALE_VERSION", path: ["expectedVersion"] }]);
  });
  it("leaves what is absent, clears what is null, and tells the trail what changed", async () => {
    expect(await update({ description: "Oak", weightGrams: 52_000 }, 1)).toMatchObject({ item: { name: "Æbelø table", description: "Oak", leadTimeDays: 21, weightGrams: 52_000, version: 2 }, userErrors: [] });
    expect(await update({ weightGrams: null, status: "PHASING_OUT" }, 2)).toMatchObject({ item: { description: "Oak", weightGrams: null, status: "PHASING_OUT", version: 3 } });
    const trail = await sql`select act, changes from audit_entry where entity_key = 'TBL-100' order by id`.execute(erp.db);
    expect(trail.rows).toEqual([{ act: "itemUpdate", changes: { description: [null, "Oak"], weightGrams: [null, 52_000] } }, { act: "itemUpdate", changes: { status: ["ACTIVE", "PHASING_OUT"], weightGrams: [52_000, null] } }]);
  });
  it("does nothing when nothing differs", async () => {
    expect(await update({ description: "Oak" }, 3)).toMatchObject({ item: { version: 3 }, userErrors: [] });
  });
  it.each([["a cleared name", { name: null }, "EMPTY", "name"], ["a cleared category", { category: null }, "EMPTY", "category"], ["a cleared status", { status: null }, "EMPTY", "status"], ["an unknown category", { category: "NOPE" }, "NOT_FOUND", "category"], ["an absurd lead time", { leadTimeDays: 9999 }, "OUT_OF_RANGE", "leadTimeDays"]])(
    "refuses %s and changes nothing", async (_what, input, code, field) => {
      expect(await update(input, 3)).toMatchObject({ item: null, userErrors: [{ code, path: ["input", field] }] });
      expect((await ask(`{ item(number: "TBL-100") { version } }`)).data.item.version).toBe(3);
    });
  it("answers an unknown item as not found", async () => {
    expect(await update({ name: "x" }, 1, "NOPE")).toEqual({ item: null, userErrors: [{ code: "NOT_FOUND", path: ["number"], message: "There is no item NOPE that you may see. Check the number, or ask its owner for access." }] });
  });
});

describe("what may be ordered", () => {
  it("is what exists and is still sold", async () => {
    const items = await itemsByNumbers(erp.db, ["LNG-210", "OLD-001", "NOPE"]);
    expect(errorsOf(() => assertSellable(items, "LNG-210", ["lines", "0", "itemNumber"]))).toEqual([]);
    expect(errorsOf(() => assertSellable(items, "OLD-001", ["lines", "0", "itemNumber"]))).toEqual([{ code: "ITEM_DISCONTINUED", path: ["lines", "0", "itemNumber"], message: "Old bench (OLD-001) is no longer sold. Choose its successor or take the line off." }]);
    expect(errorsOf(() => assertSellable(items, "NOPE", ["x"]))).toMatchObject([{ code: "NOT_FOUND" }]);
  });
  it("is counted as finely as its unit", async () => {
    const items = await itemsByNumbers(erp.db, ["LNG-210", "FAB-001"]);
    const quantity = (item: string, given: string) => errorsOf(() => itemQuantity(items.get(item)!, given, ["quantity"]));
    expect([quantity("FAB-001", "2.25"), quantity("LNG-210", "2"), quantity("LNG-210", "2.0")]).toEqual([[], [], []]);
    expect(quantity("LNG-210", "2.5")).toEqual([{ code: "TOO_MANY_DECIMALS", path: ["quantity"], message: "Skagen lounge chair is counted in PCS with no decimals; the quantity is 2.5." }]);
    expect(quantity("FAB-001", "2.255")).toMatchObject([{ code: "TOO_MANY_DECIMALS", message: expect.stringContaining("at most 2 decimals") }]);
    expect([quantity("LNG-210", "0"), quantity("LNG-210", "-3"), quantity("LNG-210", "1000000000000")].map((errors) => errors[0]!.code)).toEqual(["NOT_POSITIVE", "NOT_POSITIVE", "TOO_LARGE"]);
  });
});

describe("Query.itemCategories and Query.units", () => {
  it("answer the catalogue's words by code", async () => {
    const { data } = await ask(`{ itemCategories { code parent { code } } units { code decimals } }`);
    expect(data).toEqual({ itemCategories: [{ code: "CHAIRS", parent: { code: "SEATING" } }, { code: "EXTRAS", parent: null }, { code: "SEATING", parent: null }, { code: "TABLES", parent: null }], units: [{ code: "M", decimals: 2 }, { code: "PCS", decimals: 0 }] });
  });
});
