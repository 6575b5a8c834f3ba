/** The only door to legal entities, their calendars, currencies and taxes. */
import { addDays, assertSensibleDate, type CalendarDate, can, type Dec, dec, loaderOf, refuse } from "@homefield/kit";
import { type Kysely, sql, type Selectable } from "kysely";
import { type ErpContext, inEntities, type Tx } from "../context.ts";
import type { DB, FiscalPeriod, LegalEntity } from "../generated/tables.ts";
import { monthName, periodsOf, type TaxKind, taxKindFor } from "./company.rules.ts";
import type { Facts } from "./legal-entity-facts.ts";
export { periodById } from "./company.loaders.ts";
export { countryName, isCountry, isInEuropeanUnion, monthName, tidyCode, tidyVatNumber, vatNumberFits } from "./company.rules.ts";
export type { TaxKind } from "./company.rules.ts";

export type LegalEntityRow = Selectable<LegalEntity>;
export type FiscalPeriodRow = Selectable<FiscalPeriod>;
export type LedgerArea = "RECEIVABLES" | "INVENTORY" | "LEDGER";
export interface Tax { code: string; percent: Dec; kind: TaxKind }

/** Batched: the legal entity if the caller may see it, else null. */
export function legalEntityByCode(ctx: ErpContext, code: string): Promise<LegalEntityRow | null> {
  return loaderOf<DB, LegalEntityRow>(ctx, "legalEntity", (row) => row.code, (codes) =>
    ctx.db.selectFrom("legalEntity").selectAll().where("code", "in", codes).where(inEntities(ctx, sql`code`)).execute()).load(code);
}
/** The company as it was at a moment, for documents issued then; null if the caller may not see it. */
export async function legalEntityAt(ctx: ErpContext, code: string, moment: Date): Promise<LegalEntityRow | null> {
  const now = await legalEntityByCode(ctx, code);
  if (!now) return null;
  const former = await sql<{ facts: Facts }>`select facts from legal_entity_former where legal_entity = ${code} and replaced_at > ${moment}::timestamptz order by replaced_at limit 1`.execute(ctx.db);
  return { ...now, ...former.rows[0]?.facts };
}
/** Inside an act: a legal entity that a document already names. Read once per transaction. */
export function legalEntityOf(db: Kysely<DB>, code: string): Promise<LegalEntityRow> {
  const read = (): Promise<LegalEntityRow> => db.selectFrom("legalEntity").selectAll().where("code", "=", code).executeTakeFirstOrThrow();
  if (!db.isTransaction) return read();
  const entities = entitiesOf.get(db) ?? new Map<string, Promise<LegalEntityRow>>();
  entitiesOf.set(db, entities);
  const entity = entities.get(code) ?? read();
  entities.set(code, entity);
  return entity;
}
const entitiesOf = new WeakMap<Kysely<DB>, Map<string, Promise<LegalEntityRow>>>();

/** Price of one unit of `currency` in `baseCurrency`: the latest rate on or before the day; 1 for the same currency. */
export async function exchangeRateOn(db: Kysely<DB>, baseCurrency: string, currency: string, date: CalendarDate, path: string[] = ["currency"]): Promise<Dec> {
  if (baseCurrency === currency) return dec(1);
  const found = await db.selectFrom("exchangeRate").select("rate").where("baseCurrency", "=", baseCurrency).where("currency", "=", currency).where("rateDate", "<=", date)
    .orderBy("rateDate", "desc").limit(1).executeTakeFirst();
  if (!found) refuse("NO_EXCHANGE_RATE", `There is no exchange rate from ${currency} to ${baseCurrency} on or before ${date}. Record one, or use ${baseCurrency}.`, path);
  return dec(found.rate);
}

/** The tax a supply bears: see taxKindFor. A consumer is who has no VAT number. */
export async function taxFor(db: Kysely<DB>, supply: { legalEntity: string; country: string; vatNumber: string | null; date: CalendarDate }, path: string[] = ["country"]): Promise<Tax> {
  const entity = await legalEntityOf(db, supply.legalEntity);
  const kind = taxKindFor({ from: entity.country, to: supply.country, hasVatNumber: supply.vatNumber !== null });
  // An entity may know several codes of a kind, e.g. a reduced rate; the standard one has the highest rate.
  const found = await sql<{ code: string; percent: string }>`
    select c.code, r.percent from tax_code c cross join lateral (
      select r.percent from tax_rate r where r.legal_entity = c.legal_entity and r.tax_code = c.code and r.valid_from <= ${supply.date} order by r.valid_from desc limit 1) r
    where c.legal_entity = ${supply.legalEntity} and c.kind = ${kind} order by r.percent desc, c.code limit 1`.execute(db);
  const tax = found.rows[0];
  if (!tax) {
    refuse("NO_TAX_CODE", `${entity.name} has no ${TAX_WORDS[kind]} tax code valid on ${supply.date}, which a delivery from ${entity.country} to ${supply.country} needs. Have one set up.`, path);
  }
  return { code: tax.code, percent: dec(tax.percent), kind };
}
const TAX_WORDS: Record<TaxKind, string> = { DOMESTIC: "domestic", REVERSE_CHARGE: "reverse charge", EXPORT: "export" };

/** The fiscal period a day lies in. */
export async function periodOn(db: Kysely<DB>, legalEntity: string, date: CalendarDate, path: string[] = ["postingDate"]): Promise<FiscalPeriodRow> {
  const period = await db.selectFrom("fiscalPeriod").selectAll().where("legalEntity", "=", legalEntity).where("startsOn", "<=", date).where("endsOn", ">=", date).executeTakeFirst();
  if (!period) refuse("NO_PERIOD", `${date} lies in no fiscal period of ${legalEntity}. Choose another date, or ask a controller to open the fiscal year.`, path);
  return period;
}

/**
 * The friendly half of the period lock: tells why a posting would be refused before anything is written. The trigger on journal_entry is
 * the half that counts. A SOFT lock lets callers with period:lock through and tells the trigger so, for this transaction only.
 */
export async function assertPeriodOpen(tx: Tx, ctx: ErpContext, posting: { legalEntity: string; date: CalendarDate; area: LedgerArea; path: string[] }): Promise<FiscalPeriodRow> {
  // FOR SHARE: who closes the period waits until this act is done, and this act waits for who is closing it.
  const found = await tx.selectFrom("fiscalPeriod as p").innerJoin("periodLock as l", "l.periodId", "p.id").selectAll("p").select("l.level")
    .where("p.legalEntity", "=", posting.legalEntity).where("p.startsOn", "<=", posting.date).where("p.endsOn", ">=", posting.date).where("l.area", "=", posting.area).forShare("l").executeTakeFirst();
  const { level, ...period } = found ?? { ...(await periodOn(tx, posting.legalEntity, posting.date, posting.path)), level: "HARD" };
  if (level === "OPEN") return period;
  if (level === "SOFT" && can(ctx, "period:lock")) {
    await sql`set local homefield.may_post_soft = 'on'`.execute(tx);
    return period;
  }
  const who = level === "SOFT" ? "Choose a later date, or ask a controller, who may still post there." : "Choose a later date, or ask a controller to open the period again.";
  return refuse("PERIOD_CLOSED", `${monthName(period.startsOn)} is closed for ${AREA_WORDS[posting.area]} of ${posting.legalEntity}. ${who}`, posting.path);
}
const AREA_WORDS: Record<LedgerArea, string> = { RECEIVABLES: "receivables", INVENTORY: "inventory", LEDGER: "the general ledger" };

/** Refuses days nobody means and days to come: the books record what has happened. */
export function assertPostingDate(ctx: ErpContext, date: CalendarDate, path: string[], what = "The posting date"): void {
  assertSensibleDate(date, ctx.today, path, what);
  // One day of grace: in a time zone further east tomorrow has begun.
  if (date > addDays(ctx.today, 1)) refuse("DATE_IN_FUTURE", `${what} is ${date}, which is still to come. Give a day up to today.`, path);
}

/** Makes the twelve periods of a fiscal year with every area open. Does nothing where they exist. */
export async function openFiscalYear(tx: Kysely<DB>, legalEntity: string, fiscalYear: number): Promise<void> {
  const { fiscalYearStartMonth } = await legalEntityOf(tx, legalEntity);
  const periods = periodsOf(fiscalYear, fiscalYearStartMonth);
  await tx.insertInto("fiscalPeriod").values(periods.map((period) => ({ legalEntity, fiscalYear, ...period }))).onConflict((c) => c.columns(["legalEntity", "fiscalYear", "number"]).doNothing()).execute();
  await sql`insert into period_lock (period_id, area) select p.id, a from fiscal_period p cross join unnest(array['RECEIVABLES', 'INVENTORY', 'LEDGER']) a
    where p.legal_entity = ${legalEntity} and p.fiscal_year = ${fiscalYear} on conflict do nothing`.execute(tx);
}
