import { dec, sum } from "@homefield/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOfIssue, promiseOn, worthOfFound } from "./inventory.rules.ts";

describe("promiseOn", () => {
  const monday = "2026-03-16";
  it("promises today what is there", () => {
    expect(promiseOn({ available: "5", quantity: "5", today: monday, leadTimeDays: 14 })).toBe(monday);
  });
  it("promises after the lead time when any of it is missing", () => {
    expect(promiseOn({ available: "4.9999", quantity: "5", today: monday, leadTimeDays: 14 })).toBe("2026-03-30");
  });
  it("never promises before the day it is wanted", () => {
    expect(promiseOn({ available: "9", quantity: "5", today: monday, leadTimeDays: 14, requestedDate: "2026-04-01" })).toBe("2026-04-01");
    expect(promiseOn({ available: "0", quantity: "5", today: monday, leadTimeDays: 14, requestedDate: "2026-03-18" })).toBe("2026-03-30");
  });
  it("lets nothing leave on a weekend", () => {
    expect(promiseOn({ available: "5", quantity: "5", today: "2026-03-21", leadTimeDays: 0 })).toBe("2026-03-23");
    expect(promiseOn({ available: "5", quantity: "5", today: monday, leadTimeDays: 0, requestedDate: "2026-03-22" })).toBe("2026-03-23");
  });
});

describe("costOfIssue", () => {
  it("takes the moving average, rounded to the minor unit", () => {
    expect(costOfIssue({ quantity: dec(3), value: dec(100) }, dec(1), "DKK").toFixed()).toBe("33.33");
  });
  it("gives the last piece all that is left", () => {
    expect(costOfIssue({ quantity: dec(1), value: dec("33.34") }, dec(1), "DKK").toFixed()).toBe("33.34");
  });
  it("refuses more than there is", () => {
    expect(() => costOfIssue({ quantity: dec(1), value: dec(10) }, dec(2), "DKK")).toThrow("cannot value 2 out of 1");
  });
  it("empties a shelf to exactly nothing, however it is taken, and never below", () => {
    const issues = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(issues, fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.constantFrom("DKK", "JPY"), (quantities, cents, currency) => {
      const value = currency === "JPY" ? dec(cents) : dec(cents).dividedBy(100);
      const stock = { quantity: sum(quantities.map(String)), value };
      for (const quantity of quantities.map((q) => dec(q))) {
        const cost = costOfIssue(stock, quantity, currency);
        stock.quantity = stock.quantity.minus(quantity);
        stock.value = stock.value.minus(cost);
        expect(stock.value.isNegative() && !stock.value.isZero()).toBe(false);
      }
      expect(stock.value.toFixed()).toBe("0");
    }));
  });
});

describe("worthOfFound", () => {
  it("is the moving average", () => expect(worthOfFound({ quantity: dec(3), value: dec(100) }, dec(2), null, "DKK").toFixed()).toBe("66.67"));
  it("is what the item last cost when none is left", () => expect(worthOfFound({ quantity: dec(0), value: dec(0) }, dec(2), dec("12.345"), "DKK").toFixed()).toBe("24.69"));
  it("is nothing for what never cost anything", () => expect(worthOfFound({ quantity: dec(0), value: dec(0) }, dec(2), null, "DKK").toFixed()).toBe("0"));
});
