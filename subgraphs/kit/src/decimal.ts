// decimal.js: exact arithmetic with explicit rounding; the most used and best kept of its kind.
import { Decimal } from "decimal.js";
import { refuse } from "./refusal.ts";

/** An exact number as text, e.g. "1204.50". */
export type DecimalString = string;

/** Exact decimal arithmetic. 40 digits, halves away from zero: what an accountant expects of "rounded". */
export const Dec = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
export type Dec = Decimal;

export const dec = (value: string | number | bigint | Dec): Dec => new Dec(typeof value === "bigint" ? value.toString() : value);
export const sum = (values: Iterable<string | Dec>): Dec => {
  let total = new Dec(0);
  for (const value of values) total = total.plus(value);
  return total;
};
export const isZero = (value: string | Dec): boolean => dec(value).isZero();

/** Text of a quantity without needless zeros: "2.0000" → "2". */
export const plain = (value: string | Dec): DecimalString => dec(value).toFixed();

const DECIMAL = /^-?\d{1,18}(\.\d{1,10})?$/;
export const isDecimalString = (text: string): boolean => DECIMAL.test(text);

/** Refuses what is not above zero or has more decimals than allowed. */
export function positive(value: string, path: string[], what: string, decimals = 4): Dec {
  const amount = dec(value);
  if (!amount.greaterThan(0)) refuse("NOT_POSITIVE", `${what} must be above zero; it is ${plain(amount)}.`, path);
  return withinDecimals(amount, path, what, decimals);
}
/** Refuses what is below zero or has more decimals than allowed. */
export function notNegative(value: string, path: string[], what: string, decimals = 4): Dec {
  const amount = dec(value);
  if (amount.isNegative() && !amount.isZero()) refuse("NEGATIVE", `${what} can't be below zero; it is ${plain(amount)}.`, path);
  return withinDecimals(amount, path, what, decimals);
}
/** The largest amount or quantity anything here takes: beyond it lies a typing error, not a sale. */
export const LARGEST = dec("999999999999");
function withinDecimals(amount: Dec, path: string[], what: string, decimals: number): Dec {
  if (amount.decimalPlaces() > decimals) refuse("TOO_MANY_DECIMALS", `${what} may have at most ${decimals} decimals; it is ${plain(amount)}.`, path);
  if (amount.abs().greaterThan(LARGEST)) refuse("TOO_LARGE", `${what} is larger than ${plain(LARGEST)}. Check it for a typing error.`, path);
  return amount;
}
