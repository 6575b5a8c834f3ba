/** A small trading company in a scratch database, for tests of any ERP module. */
import { fileURLToPath } from "node:url";
import { aCaller, allPermissions, buildGuardedSchema, contextOf, type Database, loadSdl, openDatabase, type Resolvers, run, silentLog, type Caller } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";
import { type GraphQLSchema, parse } from "graphql";
import type { Kysely } from "kysely";
import { expect } from "vitest";
import { openFiscalYear } from "./company/company.module.ts";
import type { ErpContext } from "./context.ts";
import type { DB } from "./generated/tables.ts";

/** A Monday. */
export const NOW = new Date("2026-03-16T09:00:00Z");
export const TODAY = "2026-03-16";

const SDL = loadSdl(fileURLToPath(new URL(".", import.meta.url)));
/** Every permission the ERP's schema asks for. */
export const ALL_PERMISSIONS = allPermissions(SDL);

/** The guarded schema with the resolvers of some modules; asking for what belongs to another one is an error. */
export function schemaWith(...modules: Resolvers[]): GraphQLSchema {
  const elsewhere: Resolvers = { Query: {}, Mutation: {} };
  for (const definition of parse(SDL).definitions) {
    if (definition.kind !== "ObjectTypeDefinition" || !(definition.name.value in elsewhere)) continue;
    for (const { name } of definition.fields ?? []) {
      if (modules.some((module) => module[definition.name.value]?.[name.value])) continue;
      elsewhere[definition.name.value][name.value] = () => { throw new Error(`${name.value} belongs to a module this test left out`); };
    }
  }
  return buildGuardedSchema(SDL, [...modules, elsewhere]);
}

/**
 * A permission meets four callers: nobody, the wrong role (everything but this), the right role of another company, and the right one.
 * Answers what each got; the right one comes last, so that the others find things as they were.
 */
export async function fourCallers(erp: TestErp, schema: GraphQLSchema, permission: string, legalEntity: string, source: string, variables: Record<string, unknown> = {}): Promise<Record<"nobody" | "wrongRole" | "otherCompany" | "right", Answered>> {
  const ask = (permissions: readonly string[], legalEntities: string[]): Promise<Answered> => run(schema, erp.as({ permissions, legalEntities }), source, variables);
  return {
    nobody: await ask([], []),
    wrongRole: await ask(ALL_PERMISSIONS.filter((other) => other !== permission), [legalEntity]),
    otherCompany: await ask(ALL_PERMISSIONS, [legalEntity === "NHDK" ? "NHFR" : "NHDK"]),
    right: await ask(ALL_PERMISSIONS, [legalEntity]),
  };
}
export type Answered = Awaited<ReturnType<typeof run>>;
/** What a caller without a permission gets. */
export const refusedFor = (permission: string): unknown[] => [expect.objectContaining({ code: "FORBIDDEN", message: expect.stringContaining(`Your role does not include "${permission}"`) })];

export interface TestErp {
  database: Database<DB>;
  db: Kysely<DB>;
  /** A context for a caller who sees all entities and may do nothing, unless said otherwise. */
  as(caller?: Partial<Omit<Caller, "permissions">> & { permissions?: Iterable<string> }, now?: Date): ErpContext;
  close(): Promise<void>;
}
export const SEAM_SECRET = "seam-secret-of-the-tests";

export async function anErp(options: { poolSize?: number; company?: boolean } = {}): Promise<TestErp> {
  const scratch = await scratchDatabase("erp");
  const log = silentLog();
  const database = openDatabase<DB>(scratch.url, { name: "erp-test", log, poolSize: options.poolSize ?? 10 });
  if (options.company !== false) await aTinyCompany(database.db);
  return {
    database, db: database.db,
    as: (caller = {}, now = NOW) => Object.assign(contextOf<DB>({ db: database.db, caller: aCaller(caller), log, now }), { seamSecret: SEAM_SECRET }),
    close: async () => {
      await database.close();
      await scratch.drop();
    },
  };
}

/** Two legal entities with calendars, taxes and rates; a catalogue of five, prices, three customers, two warehouses without stock. */
export async function aTinyCompany(db: Kysely<DB>): Promise<void> {
  await db.insertInto("legalEntity").values([
    { code: "NHDK", name: "Nordhavn Møbler A/S", country: "DK", baseCurrency: "DKK", vatNumber: "DK12345678", line1: "Havnegade 1", postalCode: "8000", city: "Aarhus", timeZone: "Europe/Copenhagen" },
    { code: "NHFR", name: "Nordhavn France SAS", country: "FR", baseCurrency: "EUR", vatNumber: "FRAB123456789", line1: "Quai 2", postalCode: "69002", city: "Lyon", timeZone: "Europe/Paris" },
  ]).execute();
  for (const legalEntity of ["NHDK", "NHFR"]) for (const year of [2025, 2026]) await openFiscalYear(db, legalEntity, year);
  const taxes = [["NHDK", "DK25", "DOMESTIC", "25"], ["NHDK", "DKRC", "REVERSE_CHARGE", "0"], ["NHDK", "DKEX", "EXPORT", "0"], ["NHFR", "FR20", "DOMESTIC", "20"], ["NHFR", "FRRC", "REVERSE_CHARGE", "0"], ["NHFR", "FREX", "EXPORT", "0"]] as const;
  await db.insertInto("taxCode").values(taxes.map(([legalEntity, code, kind]) => ({ legalEntity, code, name: code, kind }))).execute();
  await db.insertInto("taxRate").values(taxes.map(([legalEntity, taxCode, , percent]) => ({ legalEntity, taxCode, validFrom: "2020-01-01", percent }))).execute();
  await db.insertInto("exchangeRate").values([["DKK", "EUR", "7.46"], ["DKK", "SEK", "0.65"], ["DKK", "CNY", "0.95"], ["EUR", "DKK", "0.134"], ["EUR", "SEK", "0.087"], ["EUR", "CNY", "0.127"]]
    .map(([baseCurrency, currency, rate]) => ({ baseCurrency: baseCurrency!, currency: currency!, rateDate: "2025-01-01", rate: rate! }))).execute();
  await db.insertInto("paymentTerms").values([{ code: "NET14", name: "14 days net", days: 14 }, { code: "NET30", name: "30 days net", days: 30 }]).execute();
  await db.insertInto("customerGroup").values([{ code: "RETAIL", name: "Retailers" }, { code: "PROJECT", name: "Projects" }]).execute();
  await db.insertInto("market").values([{ code: "NORDIC", name: "Nordic countries" }, { code: "SOUTH", name: "Southern Europe" }, { code: "ASIA", name: "Asia" }]).execute();
  await db.insertInto("marketCountry").values([{ country: "DK", market: "NORDIC" }, { country: "SE", market: "NORDIC" }, { country: "FR", market: "SOUTH" }, { country: "CN", market: "ASIA" }]).execute();
  await db.insertInto("unit").values([{ code: "PCS", name: "Pieces", decimals: 0 }, { code: "M", name: "Metres", decimals: 2 }]).execute();
  await db.insertInto("itemCategory").values([{ code: "SEATING", name: "Seating", parent: null }, { code: "CHAIRS", name: "Chairs", parent: "SEATING" }, { code: "TABLES", name: "Tables", parent: null }, { code: "EXTRAS", name: "Extras", parent: null }]).execute();
  await db.insertInto("item").values([
    { number: "LNG-210", name: "Skagen lounge chair", category: "CHAIRS", unit: "PCS", leadTimeDays: 14 },
    { number: "TBL-100", name: "Æbelø table", category: "TABLES", unit: "PCS", leadTimeDays: 21 },
    { number: "FAB-001", name: "Outdoor fabric", category: "EXTRAS", unit: "M", leadTimeDays: 7 },
    { number: "SRV-ASM", name: "Assembly", category: "EXTRAS", unit: "PCS", isStocked: false, leadTimeDays: 3 },
    { number: "OLD-001", name: "Old bench", category: "SEATING", unit: "PCS", status: "DISCONTINUED", leadTimeDays: 30 },
  ]).execute();
  const prices = [["LNG-210", "2000", "270"], ["TBL-100", "4500", "600"], ["FAB-001", "89.95", "12.05"], ["SRV-ASM", "450", "60"]] as const;
  await db.insertInto("priceRule").values(prices.flatMap(([itemNumber, dkk, eur]) => [["DKK", dkk] as const, ["EUR", eur] as const].map(([currency, unitPrice]) => (
    { name: `List price ${currency}`, kind: "PRICE", itemNumber, currency, unitPrice, validFrom: "2025-01-01" })))).execute();
  await db.insertInto("customer").values([
    { number: "C-1", name: "Ærø Havecenter", legalEntity: "NHDK", country: "DK", currency: "DKK", paymentTerms: "NET30", market: "NORDIC", customerGroup: "RETAIL", vatNumber: "DK87654321", creditLimit: "100000" },
    { number: "C-2", name: "Café Soleil", legalEntity: "NHFR", country: "FR", currency: "EUR", paymentTerms: "NET14", market: "SOUTH" },
    { number: "C-3", name: "上海花园家具", legalEntity: "NHDK", country: "CN", currency: "CNY", paymentTerms: "NET30", market: "ASIA" },
  ].map((customer) => ({ createdAt: NOW, ...customer }))).execute();
  await db.insertInto("customerAddress").values(["C-1", "C-2", "C-3"].flatMap((customerNumber) => ["BILLING", "DELIVERY"].map((kind) => (
    { customerNumber, kind, name: "Reception", line1: "Vej 1", postalCode: "1000", city: "By", country: customerNumber === "C-2" ? "FR" : customerNumber === "C-3" ? "CN" : "DK", isDefault: true })))).execute();
  await db.insertInto("warehouse").values([
    { code: "AARHUS", name: "Aarhus", legalEntity: "NHDK", line1: "Lager 1", postalCode: "8000", city: "Aarhus", country: "DK" },
    { code: "LYON", name: "Lyon", legalEntity: "NHFR", line1: "Dépôt 2", postalCode: "69002", city: "Lyon", country: "FR" },
  ]).execute();
}
