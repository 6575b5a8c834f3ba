/** Facts of a company as they are given, checked one by one. */
import { checkAll, optionalEmail, optionalText, refuse, text } from "@homefield/kit";
import type { LegalEntityRow } from "./company.module.ts";
import { ibanFits, isTimeZone, tidyVatNumber, vatNumberFits } from "./company.rules.ts";

export type Facts = Pick<LegalEntityRow, "name" | "vatNumber" | "registrationNumber" | "line1" | "postalCode" | "city" | "email" | "bankName" | "iban" | "bic" | "timeZone">;
type Given = { [Fact in keyof Facts]?: string | null | undefined };

const CHECKS: { [Fact in keyof Facts]: (given: string | null, path: string[], country: string) => Facts[Fact] } = {
  name: (given, path) => text(given ?? "", path, "The registered name", 120),
  line1: (given, path) => text(given ?? "", path, "The street", 120),
  postalCode: (given, path) => text(given ?? "", path, "The postal code", 20),
  city: (given, path) => text(given ?? "", path, "The town", 80),
  registrationNumber: (given, path) => optionalText(given, path, "The registration number", 40),
  email: (given, path) => optionalEmail(given, path, "The e-mail address"),
  bankName: (given, path) => optionalText(given, path, "The bank's name", 80),
  vatNumber: (given, path, country) => {
    const number = optionalText(given, path, "The VAT number", 40);
    if (number === null) return null;
    const tidy = tidyVatNumber(number);
    if (!vatNumberFits(tidy, country)) refuse("BAD_VAT_NUMBER", `"${tidy}" is not written like a VAT number of ${country}. Check it on the certificate.`, path);
    return tidy;
  },
  iban: (given, path) => {
    const iban = optionalText(given, path, "The IBAN", 50)?.replace(/\s/g, "").toUpperCase() ?? null;
    if (iban !== null && !ibanFits(iban)) refuse("BAD_IBAN", `"${iban}" is not an IBAN: its check digits don't fit. Type it again from the bank's letter.`, path);
    return iban;
  },
  bic: (given, path) => {
    const bic = optionalText(given, path, "The bank's code", 11)?.toUpperCase() ?? null;
    if (bic !== null && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) refuse("BAD_BIC", `"${bic}" is not a BIC: it has 8 or 11 letters and digits, e.g. OJBKDKKK.`, path);
    return bic;
  },
  timeZone: (given, path) => {
    const zone = text(given ?? "", path, "The time zone", 60);
    if (!isTimeZone(zone)) refuse("UNKNOWN_TIME_ZONE", `There is no time zone "${zone}". Name one like Europe/Copenhagen.`, path);
    return zone;
  },
};
const NAMES = Object.keys(CHECKS) as (keyof Facts)[];

/** What of these facts is given, as it is kept; all that is wrong is told at once. */
export function factsOf(given: Given, country: string, wanted: readonly (keyof Facts)[] = NAMES): Partial<Facts> {
  const facts: Record<string, unknown> = {};
  checkAll(wanted.map((name) => () => void (facts[name] = CHECKS[name](given[name] ?? null, ["input", name], country))));
  return facts;
}
/** Those that the input names at all: absent leaves. */
export const namedIn = (given: Given): (keyof Facts)[] => NAMES.filter((name) => given[name] !== undefined);
/** All of them, as a row has them. */
export const factsIn = (row: LegalEntityRow): Facts => Object.fromEntries(NAMES.map((name) => [name, row[name]])) as Facts;
