import { addDays, addMonths, type CalendarDate, refuse } from "@homefield/kit";

/** Members of the European Union, whose value-added tax area Monaco shares with France. Northern Ireland counts for goods only and is left out. */
const EUROPEAN_UNION = new Set([
  "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "MC",
]);
export const isInEuropeanUnion = (country: string): boolean => EUROPEAN_UNION.has(country);

export type TaxKind = "DOMESTIC" | "REVERSE_CHARGE" | "EXPORT";

/**
 * Which tax a supply of goods bears: at home the home rate; to a business in another state of the Union none, because the buyer accounts
 * for it; to a consumer there the home rate; outside the Union none, because the goods leave its tax area.
 */
export function taxKindFor(supply: { from: string; to: string; hasVatNumber: boolean }): TaxKind {
  if (supply.from === supply.to) return "DOMESTIC";
  if (!isInEuropeanUnion(supply.from) || !isInEuropeanUnion(supply.to)) return "EXPORT";
  return supply.hasVatNumber ? "REVERSE_CHARGE" : "DOMESTIC";
}

// Greece writes EL before its VAT numbers. Switzerland, Norway and Great Britain are trade partners with numbers of their own form.
const VAT_FORMS: Record<string, RegExp> = {
  AT: /^ATU\d{8}$/, BE: /^BE[01]\d{9}$/, BG: /^BG\d{9,10}$/, CY: /^CY\d{8}[A-Z]$/, CZ: /^CZ\d{8,10}$/, DE: /^DE\d{9}$/, DK: /^DK\d{8}$/, EE: /^EE\d{9}$/,
  ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^FI\d{8}$/, FR: /^FR[A-Z0-9]{2}\d{9}$/, GR: /^EL\d{9}$/, HR: /^HR\d{11}$/, HU: /^HU\d{8}$/, IE: /^IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^IT\d{11}$/, LT: /^LT(\d{9}|\d{12})$/, LU: /^LU\d{8}$/, LV: /^LV\d{11}$/, MC: /^FR[A-Z0-9]{2}\d{9}$/, MT: /^MT\d{8}$/, NL: /^NL\d{9}B\d{2}$/, PL: /^PL\d{10}$/, PT: /^PT\d{9}$/, RO: /^RO\d{2,10}$/,
  SE: /^SE\d{10}01$/, SI: /^SI\d{8}$/, SK: /^SK\d{10}$/, GB: /^GB(\d{9}|\d{12})$/, NO: /^(NO)?\d{9}(MVA)?$/, CH: /^CHE\d{9}(MWST|TVA|IVA)?$/,
};
/** A VAT number as it is written on documents: upper case, without blanks, dots and dashes. */
export const tidyVatNumber = (given: string): string => given.toUpperCase().replace(/[\s.-]/g, "");
/** True when a number has the form its country gives such numbers; countries whose form is not known here accept 2 to 20 letters and digits. */
export const vatNumberFits = (vatNumber: string, country: string): boolean => (VAT_FORMS[country] ?? /^[A-Z0-9]{2,20}$/).test(vatNumber);

export interface PeriodDays { number: number; startsOn: CalendarDate; endsOn: CalendarDate }
/** The twelve months of a fiscal year, which is named after the calendar year it starts in. */
export function periodsOf(fiscalYear: number, startMonth: number): PeriodDays[] {
  const first = `${String(fiscalYear).padStart(4, "0")}-${String(startMonth).padStart(2, "0")}-01`;
  return Array.from({ length: 12 }, (_, i) => ({ number: i + 1, startsOn: addMonths(first, i), endsOn: addDays(addMonths(first, i + 1), -1) }));
}

export type LockLevel = "OPEN" | "SOFT" | "HARD";
const RANK: Record<LockLevel, number> = { OPEN: 0, SOFT: 1, HARD: 2 };
export const opensUp = (from: LockLevel, to: LockLevel): boolean => RANK[to] < RANK[from];

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/** "March 2026", as sentences name a period. */
export const monthName = (date: CalendarDate): string => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** True for an ISO 3166 country code the platform knows. */
export const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && !["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"].includes(code) && COUNTRY_NAMES.of(code) !== undefined;
export const countryName = (code: string): string => COUNTRY_NAMES.of(code) ?? code;

/** The fiscal year a day lies in: named after the calendar year it starts in. */
export const fiscalYearOf = (date: CalendarDate, startMonth: number): number => Number(date.slice(0, 4)) - (Number(date.slice(5, 7)) < startMonth ? 1 : 0);

/** A short code as masters have them: capital letters, digits, hyphens. */
export function tidyCode(given: string, path: string[]): string {
  const code = given.trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9-]{0,19}$/.test(code)) refuse("BAD_CODE", `"${given.slice(0, 40)}" can't be a code. Use 1 to 20 letters, digits and hyphens, beginning with a letter or digit.`, path);
  return code;
}
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
/** True when the check digits of an IBAN fit (ISO 13616): the number it stands for leaves 1 when divided by 97. */
export function ibanFits(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}
