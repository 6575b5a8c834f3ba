import { brokenInvariants, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, anErp, fourCallers, NOW, refusedFor, schemaWith, type TestErp } from "../erp.fixture.ts";
import { companyResolvers } from "./company.resolver.ts";
import { legalEntityAt } from "./company.module.ts";
import { legalEntitiesResolvers } from "./legal-entities.resolver.ts";

let erp: TestErp;
const schema = schemaWith(companyResolvers, legalEntitiesResolvers);
beforeAll(async () => void (erp = await anErp()));
afterAll(() => erp.close());

const GERMANY = {
  code: "nhde", name: "Nordhavn Möbel GmbH", country: "de", baseCurrency: "EUR", vatNumber: "de 123.456.789", registrationNumber: "HRB 4711", line1: "Am Sandtorkai 1", postalCode: "20457", city: "Hamburg",
  email: "buch@nordhavn.example", bankName: "Elbbank", iban: "de89 3704 0044 0532 0130 00", bic: "cobadeffxxx", timeZone: "Europe/Berlin", fiscalYearStartMonth: 7, taxPercent: "19",
};
const FACTS = "code name country baseCurrency vatNumber registrationNumber address { line1 postalCode city } email bankName iban bic timeZone fiscalYearStartMonth version";
const CREATE = `mutation ($input: LegalEntityCreateInput!) { r: legalEntityCreate(input: $input) { legalEntity { ${FACTS} taxCodes { code kind percent rates { validFrom percent } } numberSeries { next } fiscalPeriods { fiscalYear number startsOn locks { level } } } userErrors { code message path } } }`;
const UPDATE = `mutation ($code: ID!, $input: LegalEntityUpdateInput!, $v: Int!) { r: legalEntityUpdate(code: $code, input: $input, expectedVersion: $v) { legalEntity { ${FACTS} } userErrors { code message path } } }`;
const TAX = `mutation ($entity: ID!, $input: TaxCodeSetInput!) { r: taxCodeSet(legalEntity: $entity, input: $input) { legalEntity { taxCodes { code name kind percent rates { validFrom percent } } } userErrors { code message path } } }`;
const ask = async (source: string, variables: object, ctx = erp.as({ permissions: ALL_PERMISSIONS })): Promise<any> => {
  const { data, errors } = await run(schema, ctx, source, variables as Record<string, unknown>);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.r;
};
const codes = (answer: { userErrors: { code: string; path: string[] }[] }): string[] => answer.userErrors.map((error) => `${error.code} ${error.path.join(".")}`);
const count = async (table: string): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(erp.db)).rows[0]!.n;

describe("Mutation.legalEntityCreate", () => {
  it("founds a company with chart, fiscal year and taxes, and tidies what is given", async () => {
    const { legalEntity, userErrors } = await ask(CREATE, { input: GERMANY });
    expect(userErrors).toEqual([]);
    expect(legalEntity).toMatchObject({
      code: "NHDE", name: "Nordhavn Möbel GmbH", country: "DE", baseCurrency: "EUR", vatNumber: "DE123456789", iban: "DE89370400440532013000", bic: "COBADEFFXXX", timeZone: "Europe/Berlin", version: 1, numberSeries: [],
      taxCodes: [{ code: "DE19", kind: "DOMESTIC", percent: "19", rates: [{ validFrom: "2025-07-01", percent: "19" }] }, { code: "DEEX", kind: "EXPORT", percent: "0" }, { code: "DERC", kind: "REVERSE_CHARGE", percent: "0" }],
    });
    // March 2026 lies in the fiscal year that began in July 2025.
    expect(legalEntity.fiscalPeriods.map((period: any) => `${period.fiscalYear}/${period.number} ${period.startsOn}`)).toEqual(expect.arrayContaining(["2025/1 2025-07-01", "2025/12 2026-06-01"]));
    expect(legalEntity.fiscalPeriods.length).toBe(12);
    const purposes = await erp.db.selectFrom("postingAccount").select("purpose").where("legalEntity", "=", "NHDE").execute();
    expect(purposes.length).toBe(14);
  });
  it.each([
    ["a code that exists", { code: "NHDK" }, "DUPLICATE_CODE input.code"], ["a code with blanks", { code: "N H" }, "BAD_CODE input.code"], ["no country", { country: "Denmark" }, "UNKNOWN_COUNTRY input.country"], ["a month that is none", { fiscalYearStartMonth: 13 }, "BAD_MONTH input.fiscalYearStartMonth"],
    ["no name", { name: " " }, "EMPTY input.name"], ["an over-long street", { line1: "x".repeat(121) }, "TOO_LONG input.line1"], ["another country's VAT number", { vatNumber: "DK12345678" }, "BAD_VAT_NUMBER input.vatNumber"], ["an IBAN with a slip", { iban: "DE89370400440532013001" }, "BAD_IBAN input.iban"],
    ["no BIC", { bic: "ELBE" }, "BAD_BIC input.bic"], ["no time zone", { timeZone: "Europe/Atlantis" }, "UNKNOWN_TIME_ZONE input.timeZone"], ["a negative tax", { taxPercent: "-1" }, "NEGATIVE input.taxPercent"], ["a tax of all", { taxPercent: "100" }, "TOO_LARGE input.taxPercent"], ["no e-mail address", { email: "us" }, "BAD_EMAIL input.email"],
  ])("refuses %s and founds nothing", async (_, wrong, expected) => {
    const before = [await count("legal_entity"), await count("ledger_account"), await count("audit_entry")];
    expect(codes(await ask(CREATE, { input: { ...GERMANY, code: "NHXX", ...wrong } }))).toEqual([expected]);
    expect([await count("legal_entity"), await count("ledger_account"), await count("audit_entry")]).toEqual(before);
  });
  it("tells all that is wrong at once", async () => expect(codes(await ask(CREATE, { input: { ...GERMANY, code: "NHYY", name: "", city: "", iban: "1" } }))).toEqual(["EMPTY input.name", "EMPTY input.city", "BAD_IBAN input.iban"]));
  it("meets four callers; who works for one company founds none", async () => {
    const got = await fourCallers(erp, schema, "company:edit", "NHDK", CREATE, { input: { ...GERMANY, code: "NHZZ" } });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), codes(got.right.data.r)]).toEqual([["NOT_FOR_ALL_COMPANIES input.code"], ["NOT_FOR_ALL_COMPANIES input.code"]]);
  });
});

describe("Mutation.legalEntityUpdate", () => {
  it("changes what is named, clears what is null, and remembers what documents were issued with", async () => {
    const before = await legalEntityAt(erp.as(), "NHDK", NOW);
    const later = new Date(NOW.getTime() + 3_600_000);
    const { legalEntity } = await ask(UPDATE, { code: "NHDK", input: { name: "Nordhavn Group A/S", city: "Aarhus C", email: null, iban: "DK5000400440116243" }, v: 1 }, erp.as({ permissions: ALL_PERMISSIONS }, later));
    expect(legalEntity).toMatchObject({ name: "Nordhavn Group A/S", address: { line1: "Havnegade 1", city: "Aarhus C" }, email: null, iban: "DK5000400440116243", version: 2 });
    const then = async (moment: Date) => { const { name, city } = (await legalEntityAt(erp.as(), "NHDK", moment))!; return { name, city }; };
    expect(await then(NOW)).toEqual({ name: before!.name, city: before!.city });
    expect(await then(new Date(later.getTime() + 1))).toEqual({ name: "Nordhavn Group A/S", city: "Aarhus C" });
  });
  it("writes nothing when nothing changes", async () => {
    const before = await count("audit_entry");
    expect((await ask(UPDATE, { code: "NHDK", input: { name: "Nordhavn Group A/S" }, v: 2 })).legalEntity.version).toBe(2);
    expect(await count("audit_entry")).toBe(before);
  });
  it("refuses a stale version, an empty name, and tells unknown and another's company alike", async () => {
    expect(codes(await ask(UPDATE, { code: "NHDK", input: { name: "X" }, v: 1 }))).toEqual(["STALE_VERSION expectedVersion"]);
    expect(codes(await ask(UPDATE, { code: "NHDK", input: { name: "" }, v: 2 }))).toEqual(["EMPTY input.name"]);
    const french = erp.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] });
    const [unknown, anothers] = [await ask(UPDATE, { code: "NOPE", input: {}, v: 1 }, french), await ask(UPDATE, { code: "NHDK", input: {}, v: 1 }, french)];
    expect([codes(unknown), anothers.userErrors[0].message.replace("NHDK", "NOPE")]).toEqual([["NOT_FOUND code"], unknown.userErrors[0].message]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(erp, schema, "company:edit", "NHFR", UPDATE, { code: "NHFR", input: { email: "compta@nordhavn.example" }, v: 1 });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), got.right.data.r.legalEntity.email]).toEqual([["NOT_FOUND code"], "compta@nordhavn.example"]);
  });
});

describe("Mutation.taxCodeSet", () => {
  const tax = (input: object, entity = "NHDK") => ask(TAX, { entity, input: { code: "DK25", name: "Danish VAT", kind: "DOMESTIC", percent: "26", validFrom: "2026-07-01", ...input } });
  it("gives a code a new rate from a day on, and makes one there is not", async () => {
    const { legalEntity } = await tax({});
    expect(legalEntity.taxCodes.find((one: any) => one.code === "DK25")).toEqual({ code: "DK25", name: "Danish VAT", kind: "DOMESTIC", percent: "25", rates: [{ validFrom: "2026-07-01", percent: "26" }, { validFrom: "2020-01-01", percent: "25" }] });
    const reduced = await tax({ code: "dk-book", name: "Books", percent: "0", validFrom: "2020-01-01" });
    expect(reduced.legalEntity.taxCodes.find((one: any) => one.code === "DK-BOOK").percent).toBe("0");
  });
  it.each([
    ["a rate for days that have passed", { validFrom: "2026-03-15" }, "RATE_IN_PAST input.validFrom"], ["another kind", { kind: "EXPORT", percent: "0" }, "KIND_FIXED input.kind"], ["a tax on what leaves untaxed", { code: "NEW", kind: "EXPORT", percent: "5" }, "TAX_NOT_ZERO input.percent"],
    ["an absurd day", { validFrom: "0026-01-01" }, "ABSURD_DATE input.validFrom"], ["a code of blanks", { code: " " }, "BAD_CODE input.code"],
  ])("refuses %s", async (_, input, expected) => {
    const before = await count("tax_rate");
    expect(codes(await tax(input))).toEqual([expected]);
    expect(await count("tax_rate")).toBe(before);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(erp, schema, "company:edit", "NHDK", TAX, { entity: "NHDK", input: { code: "X1", name: "X", kind: "DOMESTIC", percent: "1", validFrom: "2026-01-01" } });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), codes(got.right.data.r)]).toEqual([["NOT_FOUND legalEntity"], []]);
  });
});

describe("Query.exchangeRateHistory", () => {
  const HISTORY = `query ($first: Int) { r: exchangeRateHistory(baseCurrency: "DKK", currency: "EUR", first: $first) { rateDate rate } }`;
  it("shows the rates of one currency, latest first", async () => {
    await erp.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "EUR", rateDate: "2026-02-01", rate: "7.47" }).execute();
    expect(await ask(HISTORY, {})).toEqual([{ rateDate: "2026-02-01", rate: "7.47" }, { rateDate: "2025-01-01", rate: "7.46" }]);
    expect(await ask(HISTORY, { first: 1 })).toHaveLength(1);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await brokenInvariants(erp.db)).toEqual([]));
});
