import { addDecimals, isNegative, isZero, type Decimal } from "./decimal.ts";

/** An amount as the graph answers it: a decimal string and its currency. */
export interface MoneyValue {
  amount: Decimal;
  currency: string;
}

/** The first of these the runtime knows; browsers are known to report names such as `en-US@posix`. */
function knownLocale(...names: (string | undefined)[]): string {
  for (const name of names) {
    try {
      const [found] = Intl.NumberFormat.supportedLocalesOf(name?.split("@")[0] ?? "");
      if (found) return found;
    } catch {
      // Not a language tag at all.
    }
  }
  return "en-GB";
}

let locale = knownLocale(...(typeof navigator === "undefined" ? [] : [...navigator.languages, navigator.language]));

/** Figures follow the reader's locale; words and dates follow the language of the screens. */
export function figureLocale(): string {
  return locale;
}

export function setFigureLocale(next: string): void {
  locale = knownLocale(next);
  formatters.clear();
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(least: number, most: number): Intl.NumberFormat {
  const key = `${least}/${most}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most });
    formatters.set(key, found);
  }
  return found;
}

export function separators(): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.8);
  return {
    decimal: parts.find((part) => part.type === "decimal")?.value ?? ".",
    group: parts.find((part) => part.type === "group")?.value ?? ",",
  };
}

const digits = new Map<string, number>();

/** How many decimals a currency is written with: 2 for DKK, 0 for JPY. */
export function minorUnits(currency: string): number {
  let found = digits.get(currency);
  if (found === undefined) {
    try {
      found = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    } catch {
      found = 2;
    }
    digits.set(currency, found);
  }
  return found;
}

/** A decimal string written for reading, with a true minus. Intl formats the string itself, so no digit passes through a float. */
export function formatDecimal(value: Decimal, options: { least?: number; most?: number } = {}): string {
  const given = value.split(".")[1]?.replace(/0+$/, "").length ?? 0;
  const least = options.least ?? 0;
  const most = options.most ?? Math.max(least, Math.min(given, 6));
  return formatter(Math.min(least, most), most).format(value as Intl.StringNumericLiteral).replace("-", "\u2212");
}

export interface MoneyFormat {
  /** No decimals: for pipelines and other rough figures. */
  whole?: boolean;
  /** Write the currency code after the figure. */
  withCurrency?: boolean;
  /** Put a plus before what is above zero. */
  signed?: boolean;
}

/** `48,210.00`; a unit price keeps the decimals it came with. */
export function formatMoney(value: MoneyValue, format: MoneyFormat = {}): string {
  const text = format.whole
    ? formatDecimal(value.amount, { least: 0, most: 0 })
    : formatDecimal(value.amount, { least: minorUnits(value.currency) });
  const sign = format.signed && !isZero(value.amount) && !isNegative(value.amount) ? "+" : "";
  return `${sign}${text}${format.withCurrency ? `\u00A0${value.currency}` : ""}`;
}

/** Sums per currency, in the order the currencies first occur. Different currencies are never added up. */
export function sumByCurrency(values: Iterable<MoneyValue | null | undefined>): MoneyValue[] {
  const sums = new Map<string, Decimal>();
  for (const value of values) {
    if (value) sums.set(value.currency, addDecimals(sums.get(value.currency) ?? "0", value.amount));
  }
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
