import { describe, expect, it } from "vitest";
import { dec, sum } from "./decimal.ts";
import { assertMinorUnits, assertSameCurrency, isCurrency, lineAmount, minorUnits, money, moneyOrNull, moneyPerCurrency, percentOf, roundTo } from "./money.ts";
import { fc } from "./properties.fixture.ts";

const currency = fc.constantFrom("EUR", "DKK", "CNY", "JPY", "KWD");
const amount = fc.bigInt({ min: 0n, max: 10n ** 14n });
const percent = fc.integer({ min: 0, max: 1_000_000 });
/** Rounds a fraction of whole numbers, halves away from zero, without decimal.js. */
const rounded = (numerator: bigint, denominator: bigint): bigint => (2n * numerator + denominator) / (2n * denominator);

describe("money", () => {
  it("is written alike from what the database stores and from arithmetic", () => {
    const stored = fc.tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 8 })).map(([value, places]) => {
      const digits = String(value < 0n ? -value : value).padStart(places + 1, "0");
      return `${value < 0n ? "-" : ""}${digits.slice(0, digits.length - places)}${places > 0 ? `.${digits.slice(digits.length - places)}` : ""}`;
    });
    const withZeros = fc.tuple(stored, fc.integer({ min: 0, max: 6 })).map(([text, zeros]) => (text.includes(".") ? text + "0".repeat(zeros) : text));
    fc.assert(fc.property(currency, withZeros, (code, text) => { expect(money(text, code).amount).toBe(roundTo(text, code).toFixed(minorUnits(code))); }));
  });
  it("has exactly the decimals of its currency's minor unit", () => {
    expect(money("1204.5", "EUR")).toEqual({ amount: "1204.50", currency: "EUR" });
    expect(money("1204.5", "JPY")).toEqual({ amount: "1205", currency: "JPY" });
    expect(money("1204.5", "KWD")).toEqual({ amount: "1204.500", currency: "KWD" });
    fc.assert(fc.property(currency, amount, (code, value) => {
      const shown = money(dec(value).dividedBy(10_000), code).amount;
      expect((shown.split(".")[1] ?? "").length).toBe(minorUnits(code));
    }));
  });
  it("rounds halves away from zero, also below zero", () => {
    expect(roundTo("0.005", "EUR").toFixed()).toBe("0.01");
    expect(roundTo("-0.005", "EUR").toFixed()).toBe("-0.01");
    expect(roundTo("2.675", "EUR").toFixed()).toBe("2.68");
  });
  it("keeps an unknown amount unknown", () => {
    expect(moneyOrNull(null, "EUR")).toBeNull();
    expect(moneyOrNull(undefined, "EUR")).toBeNull();
    expect(moneyOrNull("0", "EUR")).toEqual({ amount: "0.00", currency: "EUR" });
  });
  it("knows which currencies there are", () => {
    expect([isCurrency("EUR"), isCurrency("eur"), isCurrency("XYZ"), isCurrency("")]).toEqual([true, false, false, false]);
  });
});

describe("line amounts", () => {
  it("equal the same sum in whole numbers: quantity × price less discount, rounded once", () => {
    // Ten-thousandths times ten-thousandths times (1,000,000 - percent in ten-thousandths).
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 10n }), percent, currency, (quantity, price, discount, code) => {
      const exact = quantity * price * BigInt(1_000_000 - discount);
      const unit = 10n ** BigInt(minorUnits(code));
      const expected = rounded(exact * unit, 10n ** 14n);
      const computed = lineAmount(dec(quantity).dividedBy(10_000), dec(price).dividedBy(10_000), dec(discount).dividedBy(10_000), code);
      expect(computed.times(unit.toString()).toFixed()).toBe(expected.toString());
    }));
  });
  it("take a percentage to the minor unit", () => {
    expect(percentOf("89.95", "25", "DKK").toFixed()).toBe("22.49");
    fc.assert(fc.property(amount, percent, currency, (value, points, code) => {
      const unit = 10n ** BigInt(minorUnits(code));
      const expected = rounded(value * BigInt(points) * unit, 10n ** 10n);
      expect(percentOf(dec(value).dividedBy(10_000), dec(points).dividedBy(10_000), code).times(unit.toString()).toFixed()).toBe(expected.toString());
    }));
  });
});

describe("several currencies", () => {
  it("are never added: one sum for each, by code", () => {
    fc.assert(fc.property(fc.array(fc.record({ currency, amount: amount.map((v) => v.toString()) })), (rows) => {
      const sums = moneyPerCurrency(rows);
      expect(sums.map((s) => s.currency)).toEqual([...new Set(rows.map((r) => r.currency))].toSorted());
      for (const { currency: code, amount: total } of sums) expect(dec(total).equals(sum(rows.filter((r) => r.currency === code).map((r) => r.amount)))).toBe(true);
    }));
  });
  it("refuses an amount in another currency and says which is needed", () => {
    expect(() => assertSameCurrency("EUR", "DKK", ["input", "currency"], "The payment")).toThrow("CURRENCY_MISMATCH: The payment is in DKK, but EUR is needed here. Give the amount in EUR.");
    expect(() => assertSameCurrency("EUR", "EUR", [], "The payment")).not.toThrow();
  });
  it("refuses more decimals than the currency has", () => {
    expect(() => assertMinorUnits("1.005", "EUR", ["amount"], "The amount")).toThrow("TOO_MANY_DECIMALS");
    expect(() => assertMinorUnits("1.5", "JPY", ["amount"], "The amount")).toThrow("at most 0 decimals in JPY");
    expect(() => assertMinorUnits("1.50", "EUR", ["amount"], "The amount")).not.toThrow();
  });
});
