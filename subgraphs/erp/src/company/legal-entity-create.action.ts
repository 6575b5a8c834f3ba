import { act, audit, dec, notNegative, refuse } from "@homefield/kit";
import { type ErpContext, seesAll, type Tx } from "../context.ts";
// The ledger's door knows company, not this act: a company is founded with its books.
import { createStandardChart } from "../finance/ledger/ledger.module.ts";
import type { MutationLegalEntityCreateArgs } from "../generated/graphql.ts";
import { isInEuropeanUnion, legalEntityByCode, type LegalEntityRow, openFiscalYear } from "./company.module.ts";
import { fiscalYearOf, isCountry, periodsOf, type TaxKind } from "./company.rules.ts";
import { type Facts, factsOf } from "./legal-entity-facts.ts";

/** Founds a company of the group with all it needs to trade: chart of accounts, fiscal year, tax codes. */
export async function createLegalEntity(ctx: ErpContext, { input }: MutationLegalEntityCreateArgs): Promise<{ legalEntity: LegalEntityRow | null }> {
  const code = input.code.trim().toUpperCase();
  if (!/^[A-Z0-9]{2,12}$/.test(code)) refuse("BAD_CODE", `"${input.code.slice(0, 40)}" can't be a company's code. Use 2 to 12 letters and digits without blanks: it stands in every document number.`, ["input", "code"]);
  const country = input.country.trim().toUpperCase();
  if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${input.country.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, ["input", "country"]);
  const startMonth = input.fiscalYearStartMonth ?? 1;
  if (startMonth < 1 || startMonth > 12) refuse("BAD_MONTH", `A fiscal year begins in one of the months 1 to 12, not in ${startMonth}.`, ["input", "fiscalYearStartMonth"]);
  const percent = assertTaxPercent(input.taxPercent, "DOMESTIC", ["input", "taxPercent"]);
  const facts = factsOf(input, country) as Facts;
  // Who works for some companies only would not see the one just made.
  if (!seesAll(ctx)) refuse("NOT_FOR_ALL_COMPANIES", "Only somebody who works for all companies of the group founds a new one. Ask an administrator.", ["input", "code"]);
  await act(ctx, { name: "legalEntityCreate" }, async (tx) => {
    const made = await tx.insertInto("legalEntity").values({ code, country, baseCurrency: input.baseCurrency, fiscalYearStartMonth: startMonth, ...facts }).onConflict((c) => c.column("code").doNothing()).returning("code").executeTakeFirst();
    if (!made) refuse("DUPLICATE_CODE", `There is a company ${code} already. Choose another code.`, ["input", "code"]);
    await createStandardChart(tx, code);
    const fiscalYear = fiscalYearOf(ctx.today, startMonth);
    await openFiscalYear(tx, code, fiscalYear);
    await standardTaxes(tx, code, country, percent, periodsOf(fiscalYear, startMonth)[0]!.startsOn);
    await audit(tx, ctx, { act: "legalEntityCreate", entity: "LegalEntity", key: code, changes: { country, baseCurrency: input.baseCurrency, ...facts, taxPercent: percent, fiscalYear } });
  });
  return { legalEntity: await legalEntityByCode(ctx, code) };
}
/** One code for each way goods may go. */
async function standardTaxes(tx: Tx, legalEntity: string, country: string, percent: string, validFrom: string): Promise<void> {
  const codes: { code: string; name: string; kind: TaxKind; percent: string }[] = [
    { code: `${country}${dec(percent).toFixed()}`, name: "Domestic tax", kind: "DOMESTIC", percent },
    ...(isInEuropeanUnion(country) ? [{ code: `${country}RC`, name: "Reverse charge, European Union", kind: "REVERSE_CHARGE" as const, percent: "0" }] : []),
    { code: `${country}EX`, name: "Export", kind: "EXPORT", percent: "0" },
  ];
  await tx.insertInto("taxCode").values(codes.map(({ code, name, kind }) => ({ legalEntity, code, name, kind }))).execute();
  await tx.insertInto("taxRate").values(codes.map(({ code, percent: rate }) => ({ legalEntity, taxCode: code, validFrom, percent: rate }))).execute();
}
export function assertTaxPercent(given: string, kind: TaxKind, path: string[]): string {
  const percent = notNegative(given, path, "The tax rate");
  if (!percent.lessThan(100)) refuse("TOO_LARGE", `A tax of ${percent.toFixed()} % is no tax. Give a rate below 100 %.`, path);
  if (kind !== "DOMESTIC" && !percent.isZero()) refuse("TAX_NOT_ZERO", "What leaves the country untaxed has a rate of 0 %. Choose the domestic kind for a rate above it.", path);
  return percent.toFixed();
}
