import { Dec, dec, type DecimalString } from "./decimal.ts";
import { refuse } from "./refusal.ts";

/** An amount of money as the graph shows it. */
export interface Money {
  amount: DecimalString;
  currency: string;
}

const digits = new Map<string, number>();
const known = new Set(Intl.supportedValuesOf("currency"));

/** True for an ISO 4217 code the platform knows. */
export const isCurrency = (code: string): boolean => known.has(code);

/** Decimals of the currency's minor unit by ISO 4217: 2 for EUR, 0 for JPY. */
export function minorUnits(currency: string): number {
  let found = digits.get(currency);
  if (found === undefined) {
    found = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digits.set(currency, found);
  }
  return found;
}

/** Rounds to the currency's minor unit, halves away from zero. */
export const roundTo = (amount: string | Dec, currency: string): Dec => dec(amount).toDecimalPlaces(minorUnits(currency), Dec.ROUND_HALF_UP);

/** Money with exactly the currency's decimals. The amount must already be rounded, or is rounded here. */
export function money(amount: string | Dec, currency: string): Money {
  const decimals = minorUnits(currency);
  return { amount: (typeof amount === "string" ? alreadyRounded(amount, decimals) : undefined) ?? roundTo(amount, currency).toFixed(decimals), currency };
}
const AS_STORED = /^-?(?:0|[1-9]\d*)\.(\d+)$/;
/** What the database stores, "1204.5000", without its needless zeros, if nothing but zeros is left over. */
function alreadyRounded(amount: string, decimals: number): string | undefined {
  const places = AS_STORED.exec(amount)?.[1]?.length ?? 0;
  if (decimals === 0 || places < decimals) return undefined;
  const end = amount.length - places + decimals;
  for (let i = end; i < amount.length; i++) if (amount[i] !== "0") return undefined;
  return amount.slice(0, end);
}
/** Null stays null: an unknown amount is not zero. */
export const moneyOrNull = (amount: string | Dec | null | undefined, currency: string): Money | null =>
  amount === null || amount === undefined ? null : money(amount, currency);

/** quantity × unit price less a percentage, rounded once, to the minor unit. */
export const lineAmount = (quantity: string | Dec, unitPrice: string | Dec, discountPercent: string | Dec, currency: string): Dec =>
  roundTo(dec(quantity).times(unitPrice).times(dec(100).minus(discountPercent)).dividedBy(100), currency);

/** percent of amount, rounded to the minor unit. */
export const percentOf = (amount: string | Dec, percent: string | Dec, currency: string): Dec => roundTo(dec(amount).times(percent).dividedBy(100), currency);

export function assertSameCurrency(expected: string, given: string, path: string[], what: string): void {
  if (expected !== given) refuse("CURRENCY_MISMATCH", `${what} is in ${given}, but ${expected} is needed here. Give the amount in ${expected}.`, path);
}
/** Refuses an amount with more decimals than the currency has. */
export function assertMinorUnits(amount: string | Dec, currency: string, path: string[], what: string): void {
  if (dec(amount).decimalPlaces() > minorUnits(currency)) {
    refuse("TOO_MANY_DECIMALS", `${what} may have at most ${minorUnits(currency)} decimals in ${currency}; it is ${dec(amount).toFixed()}.`, path);
  }
}
/** Sums rows of (currency, amount) into one Money per currency, by currency code. */
export function moneyPerCurrency(rows: Iterable<{ currency: string; amount: string }>): Money[] {
  const totals = new Map<string, Dec>();
  for (const row of rows) totals.set(row.currency, (totals.get(row.currency) ?? dec(0)).plus(row.amount));
  return [...totals].sort(([a], [b]) => a.localeCompare(b)).map(([currency, amount]) => money(amount, currency));
}
