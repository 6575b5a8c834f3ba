import { describe, expect, it } from "vitest";
import { dec, isDecimalString, LARGEST, notNegative, plain, positive, sum } from "./decimal.ts";
import { fc } from "./properties.fixture.ts";
import { Refused } from "./refusal.ts";

/** An amount as a whole number of ten-thousandths, the oracle floats can't be. */
const scaled = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
const textOf = (tenThousandths: bigint): string => {
  const digits = (tenThousandths < 0n ? -tenThousandths : tenThousandths).toString().padStart(5, "0");
  return `${tenThousandths < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
};
const refusalOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.userErrors;
    throw error;
  }
  return [];
};

describe("exact decimals", () => {
  it("adds without losing a digit, in any order", () => {
    fc.assert(fc.property(fc.array(scaled, { maxLength: 50 }), (values) => {
      const exact = values.reduce((a, b) => a + b, 0n);
      expect(sum(values.map(textOf)).times(10_000).toFixed()).toBe(exact.toString());
      expect(sum(values.toReversed().map(textOf)).equals(sum(values.map(textOf)))).toBe(true);
    }));
  });
  it("adds a tenth ten times to one, which floats don't", () => {
    expect(sum(Array.from({ length: 10 }, () => "0.1")).toFixed()).toBe("1");
    expect(Array.from({ length: 10 }, () => 0.1).reduce((a, b) => a + b)).not.toBe(1);
  });
  it("multiplies exactly", () => {
    fc.assert(fc.property(scaled, scaled, (a, b) => {
      expect(dec(textOf(a)).times(textOf(b)).times(100_000_000).toFixed()).toBe((a * b).toString());
    }));
  });
  it("writes no exponents and no needless zeros", () => {
    fc.assert(fc.property(scaled, (value) => {
      const text = plain(textOf(value));
      expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
      expect(dec(text).equals(textOf(value))).toBe(true);
    }));
    expect(plain("2.0000")).toBe("2");
    expect(plain("0.0000000001")).toBe("0.0000000001");
  });
});

describe("what counts as a decimal", () => {
  it.each(["0", "-1", "12.5", "999999999999999999.9999999999"])("takes %s", (text) => expect(isDecimalString(text)).toBe(true));
  it.each(["", " 1", "1e3", "1.", ".5", "+1", "NaN", "Infinity", "0x10", "1,5", "1.12345678901", "1234567890123456789"])("refuses %j", (text) => expect(isDecimalString(text)).toBe(false));
});

describe("limits of given numbers", () => {
  const path = ["input", "quantity"];
  it("refuses zero and less where something must be above zero", () => {
    expect(refusalOf(() => positive("0", path, "The quantity"))).toEqual([{ code: "NOT_POSITIVE", message: "The quantity must be above zero; it is 0.", path }]);
    expect(refusalOf(() => positive("-0.0001", path, "The quantity"))).toMatchObject([{ code: "NOT_POSITIVE" }]);
    expect(positive("0.0001", path, "The quantity").toFixed()).toBe("0.0001");
  });
  it("refuses less than zero where zero will do", () => {
    expect(refusalOf(() => notNegative("-1", path, "Freight"))).toEqual([{ code: "NEGATIVE", message: "Freight can't be below zero; it is -1.", path }]);
    expect(notNegative("0", path, "Freight").isZero()).toBe(true);
    expect(notNegative("-0", path, "Freight").isZero()).toBe(true);
  });
  it("refuses finer and larger numbers than anything here means", () => {
    expect(refusalOf(() => positive("1.00001", path, "The quantity"))).toMatchObject([{ code: "TOO_MANY_DECIMALS", path }]);
    expect(refusalOf(() => positive(LARGEST.plus("0.01").toFixed(), path, "The quantity"))).toMatchObject([{ code: "TOO_LARGE", path }]);
    expect(refusalOf(() => positive(LARGEST.toFixed(), path, "The quantity"))).toEqual([]);
  });
});
