// The short lists every company keeps: made and changed by one act each, alike in what they accept and refuse.
import { brokenInvariants, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, anErp, refusedFor, type TestErp } from "../erp.fixture.ts";
import { erpSchema } from "../schema.ts";

let erp: TestErp;
const schema = erpSchema();
beforeAll(async () => void (erp = await anErp()));
afterAll(() => erp.close());

interface Master { permission: string; answer: string; fields: string; input: Record<string, unknown>; made: Record<string, unknown>; change: Record<string, unknown>; entity: string }
const MASTERS: Record<string, Master> = {
  unitSet: { permission: "item:edit", answer: "unit", fields: "code name decimals", input: { code: " kg ", name: "Kilograms", decimals: 3 }, made: { code: "KG", name: "Kilograms", decimals: 3 }, change: { name: "Kilos", decimals: 2 }, entity: "Unit" },
  itemCategorySet: { permission: "item:edit", answer: "itemCategory", fields: "code name parent { code }", input: { code: "sofas", name: "Sofas", parent: "SEATING" }, made: { code: "SOFAS", name: "Sofas", parent: { code: "SEATING" } }, change: { name: "Couches" }, entity: "ItemCategory" },
  warehouseSet: { permission: "company:edit", answer: "warehouse", fields: "code name legalEntity { code } address { line1 city country }", input: { code: "odense", name: "Odense", legalEntity: "NHDK", line1: "Kanalvej 1", postalCode: "5000", city: "Odense", country: "dk" }, made: { code: "ODENSE", name: "Odense", legalEntity: { code: "NHDK" }, address: { line1: "Kanalvej 1", city: "Odense", country: "DK" } }, change: { name: "Odense harbour" }, entity: "Warehouse" },
  customerGroupSet: { permission: "price:edit", answer: "customerGroup", fields: "code name", input: { code: "public", name: "Public sector" }, made: { code: "PUBLIC", name: "Public sector" }, change: { name: "The public" }, entity: "CustomerGroup" },
  marketSet: { permission: "price:edit", answer: "market", fields: "code name countries", input: { code: "alps", name: "Alps", countries: ["at", "CH", "AT"] }, made: { code: "ALPS", name: "Alps", countries: ["AT", "CH"] }, change: { countries: ["AT", "LI"] }, entity: "Market" },
  paymentTermsSet: { permission: "company:edit", answer: "paymentTerms", fields: "code name days", input: { code: "net7", name: "A week", days: 7 }, made: { code: "NET7", name: "A week", days: 7 }, change: { days: 10 }, entity: "PaymentTerms" },
};
async function set(name: string, input: Record<string, unknown>, permissions: readonly string[] = ALL_PERMISSIONS): Promise<any> {
  const { answer, fields } = MASTERS[name]!;
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await run(schema, erp.as({ permissions }), `mutation ($input: ${type}!) { r: ${name}(input: $input) { it: ${answer} { ${fields} } userErrors { code message path } } }`, { input });
  return errors ? { errors } : data.r;
}
const codes = (answer: any): string[] => answer.userErrors.map((error: any) => `${error.code} ${error.path.join(".")}`);
const audits = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from audit_entry`.execute(erp.db)).rows[0]!.n;

describe.each(Object.entries(MASTERS))("Mutation.%s", (name, master) => {
  it("makes what is not there and changes what is, each in the audit trail", async () => {
    expect(await set(name, master.input)).toEqual({ it: master.made, userErrors: [] });
    const changed = await set(name, { ...master.input, ...master.change });
    expect(changed).toEqual({ it: { ...master.made, ...master.change }, userErrors: [] });
    const trail = await sql<{ act: string }>`select act from audit_entry where entity = ${master.entity} and entity_key = ${master.made["code"]} order by id`.execute(erp.db);
    expect(trail.rows).toEqual([{ act: name }, { act: name }]);
  });
  it("refuses a bad code, no name and an over-long one, and writes nothing", async () => {
    const before = await audits();
    expect(codes(await set(name, { ...master.input, code: "a b" }))).toEqual(["BAD_CODE input.code"]);
    expect(codes(await set(name, { ...master.input, name: "  " }))).toEqual(["EMPTY input.name"]);
    expect(codes(await set(name, { ...master.input, name: "x".repeat(200) }))).toEqual(["TOO_LONG input.name"]);
    expect(await audits()).toBe(before);
  });
  it(`needs ${master.permission}`, async () => {
    expect((await set(name, master.input, [])).errors).toEqual(refusedFor(master.permission));
    expect((await set(name, master.input, ALL_PERMISSIONS.filter((one) => one !== master.permission))).errors).toEqual(refusedFor(master.permission));
  });
});

describe("what a list must keep", () => {
  it("a unit's decimals, once items are counted in it", async () => {
    expect(codes(await set("unitSet", { code: "PCS", name: "Pieces", decimals: 1 }))).toEqual(["UNIT_IN_USE input.decimals"]);
    expect((await set("unitSet", { code: "PCS", name: "Items", decimals: 0 })).it.name).toBe("Items");
    expect(codes(await set("unitSet", { code: "T", name: "Tons", decimals: 5 }))[0]).toContain("input.decimals");
  });
  it("a catalogue without rings", async () => {
    expect(codes(await set("itemCategorySet", { code: "SEATING", name: "Seating", parent: "CHAIRS" }))).toEqual(["CYCLE input.parent"]);
    expect(codes(await set("itemCategorySet", { code: "TABLES", name: "Tables", parent: "TABLES" }))).toEqual(["CYCLE input.parent"]);
    expect(codes(await set("itemCategorySet", { code: "X", name: "X", parent: "NOPE" }))).toEqual(["NOT_FOUND input.parent"]);
  });
  it("also when two categories are put below each other at once", async () => {
    await set("itemCategorySet", { code: "A1", name: "A" });
    await set("itemCategorySet", { code: "B1", name: "B" });
    await Promise.all([set("itemCategorySet", { code: "A1", name: "A", parent: "B1" }), set("itemCategorySet", { code: "B1", name: "B", parent: "A1" })]);
    const rows = await erp.db.selectFrom("itemCategory").select("parent").where("code", "in", ["A1", "B1"]).execute();
    expect(rows.filter((row) => row.parent !== null)).toHaveLength(1);
  });
  it("a warehouse's company, and other companies' warehouses unseen", async () => {
    const warehouse = { code: "AARHUS", name: "Aarhus", line1: "Lager 1", postalCode: "8000", city: "Aarhus", country: "DK" };
    expect(codes(await set("warehouseSet", { ...warehouse, legalEntity: "NHFR" }))).toEqual(["ENTITY_FIXED input.legalEntity"]);
    expect(codes(await set("warehouseSet", { ...warehouse, code: "NEW", legalEntity: "NOPE" }))).toEqual(["NOT_FOUND input.legalEntity"]);
    expect(codes(await set("warehouseSet", { ...warehouse, legalEntity: "NHDK", country: "Danmark" }))).toEqual(["UNKNOWN_COUNTRY input.country"]);
    const french = (legalEntity: string) => run(schema, erp.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] }), `mutation ($input: WarehouseSetInput!) { r: warehouseSet(input: $input) { warehouse { code } userErrors { code path } } }`, { input: { ...warehouse, legalEntity } });
    expect([codes((await french("NHDK")).data.r), codes((await french("NHFR")).data.r)]).toEqual([["NOT_FOUND input.legalEntity"], ["DUPLICATE_CODE input.code"]]);
  });
  it("one market per country", async () => {
    expect(codes(await set("marketSet", { code: "BALTIC", name: "Baltic", countries: ["LT", "DK"] }))).toEqual(["COUNTRY_TAKEN input.countries.1"]);
    expect(codes(await set("marketSet", { code: "BALTIC", name: "Baltic", countries: ["Litauen"] }))).toEqual(["UNKNOWN_COUNTRY input.countries.0"]);
  });
  it("a due date within a year", async () => {
    for (const days of [-1, 366]) expect(codes(await set("paymentTermsSet", { code: "NETX", name: "X", days }))).toEqual(["OUT_OF_RANGE input.days"]);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await brokenInvariants(erp.db)).toEqual([]));
});
