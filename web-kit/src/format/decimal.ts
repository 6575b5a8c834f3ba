/**
 * Exact arithmetic on decimal strings, for what a screen must add up itself: a selection's sum, what is left of a payment.
 * The owner's own sums always come from the owner. No figure ever becomes a float here.
 */
export type Decimal = string;

type Scaled = { digits: bigint; scale: number };

function scaled(value: Decimal): Scaled {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(value);
  if (!match || (!match[2] && !match[3])) throw new RangeError(`Not a decimal: ${value}`);
  const fraction = match[3] ?? "";
  const digits = BigInt(`${match[2] || "0"}${fraction}`);
  return { digits: match[1] === "-" ? -digits : digits, scale: fraction.length };
}

function written({ digits, scale }: Scaled): Decimal {
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = scale > 0 ? `.${text.slice(text.length - scale)}` : "";
  return `${negative ? "-" : ""}${whole}${fraction}`;
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const x = scaled(a);
  const y = scaled(b);
  const scale = Math.max(x.scale, y.scale);
  return [x.digits * 10n ** BigInt(scale - x.scale), y.digits * 10n ** BigInt(scale - y.scale), scale];
}

export function addDecimals(...values: Decimal[]): Decimal {
  return values.reduce((sum, value) => {
    const [a, b, scale] = aligned(sum, value);
    return written({ digits: a + b, scale });
  }, "0");
}

export function subtractDecimal(from: Decimal, value: Decimal): Decimal {
  const [a, b, scale] = aligned(from, value);
  return written({ digits: a - b, scale });
}

export function negateDecimal(value: Decimal): Decimal {
  return subtractDecimal("0", value);
}

export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function isZero(value: Decimal): boolean {
  return scaled(value).digits === 0n;
}

export function isNegative(value: Decimal): boolean {
  return scaled(value).digits < 0n;
}

/** The smaller of two: what can still be applied is never more than what is left. */
export function smallerDecimal(a: Decimal, b: Decimal): Decimal {
  return compareDecimals(a, b) <= 0 ? a : b;
}

/** A share between 0 and 1, for the width of a bar only; never for a figure that is shown. */
export function shareOf(part: Decimal, whole: Decimal): number {
  const total = Number(whole);
  if (!Number.isFinite(total) || total === 0) return 0;
  return Math.min(1, Math.max(0, Number(part) / total));
}

export function isDecimal(text: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text.trim());
}

/**
 * What a person typed, as a decimal string: "1.234,50", "1,234.50", "1 234,5" and "−12" all work. Undefined when it is no number.
 * One separator followed by exactly three digits is read as a thousands separator only where the locale groups with it.
 */
export function parseTyped(text: string, separators: { decimal: string; group: string }): Decimal | undefined {
  const clean = text.trim().replace(/[\s\u00A0\u202F']/g, "").replace(/[\u2212\u2013]/g, "-");
  if (clean === "") return undefined;
  const lastDot = clean.lastIndexOf(".");
  const lastComma = clean.lastIndexOf(",");
  let normal: string;
  if (lastDot >= 0 && lastComma >= 0) {
    const decimalAt = Math.max(lastDot, lastComma);
    normal = `${clean.slice(0, decimalAt).replace(/[.,]/g, "")}.${clean.slice(decimalAt + 1)}`;
  } else if (lastDot >= 0 || lastComma >= 0) {
    const sign = lastDot >= 0 ? "." : ",";
    const parts = clean.split(sign);
    const grouped = parts.length > 2 || (sign === separators.group && parts.at(-1)?.length === 3);
    normal = grouped ? parts.join("") : parts.join(".");
  } else {
    normal = clean;
  }
  return isDecimal(normal) ? written(scaled(normal)) : undefined;
}
