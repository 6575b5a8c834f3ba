import { dec, sum } from "@homefield/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allot, costOfIssue, promiseOn, worthOfFound } from "./inventory.rules.ts";

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

describe("allot", () => {
  const shelf = (warehouse: string, available: number, item = "A") => ({ warehouse, item, available: dec(available) });
  const want = (quantity: number, parts: object = {}) => ({ lineId: "1", item: "A", quantity: dec(quantity), warehouse: "AARHUS", isFixed: false, ...parts });
  const shares = (...args: Parameters<typeof allot>): string[] => allot(...args).map((share) => `${share.lineId}: ${share.quantity.toFixed()} ${share.item} from ${share.warehouse}`);
  it("takes it all from its own warehouse if that has enough", () => {
    expect(shares([want(3)], [shelf("HORSENS", 9), shelf("AARHUS", 3)], "fixed")).toEqual(["1: 3 A from AARHUS"]);
  });
  it("takes it all from another rather than from two", () => {
    expect(shares([want(4)], [shelf("HORSENS", 4), shelf("AARHUS", 3), shelf("RANDERS", 6)], "fixed")).toEqual(["1: 4 A from RANDERS"]);
  });
  it("takes from its own and then from the fullest when none has enough", () => {
    expect(shares([want(9)], [shelf("HORSENS", 2), shelf("AARHUS", 3), shelf("RANDERS", 5)], "fixed")).toEqual(["1: 3 A from AARHUS", "1: 5 A from RANDERS", "1: 1 A from HORSENS"]);
  });
  it("leaves a line that names its warehouse there, unless it is to look everywhere", () => {
    const shelves = [shelf("HORSENS", 9), shelf("AARHUS", 1)];
    expect(shares([want(3, { isFixed: true })], shelves, "fixed")).toEqual(["1: 1 A from AARHUS"]);
    expect(shares([want(3, { isFixed: true })], shelves, "everywhere")).toEqual(["1: 1 A from AARHUS", "1: 2 A from HORSENS"]);
  });
  it("serves one after the other, each item from its own shelves", () => {
    expect(shares([want(2), want(3, { lineId: "2" }), want(1, { lineId: "3", item: "B" })], [shelf("AARHUS", 4), shelf("AARHUS", 7, "B")], "fixed")).toEqual(["1: 2 A from AARHUS", "2: 2 A from AARHUS", "3: 1 B from AARHUS"]);
  });
  it("never gives more than there is, nor more than is wanted", () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(amounts, amounts, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (available, wanted, fixed) => {
      const shelves = available.map((quantity, i) => shelf(`W${i}`, quantity));
      const got = allot(wanted.map((quantity, i) => want(quantity, { lineId: String(i), warehouse: `W${i % 3}`, isFixed: fixed[i] })), shelves, "fixed");
      for (const [i, each] of shelves.entries()) expect(sum(got.filter((share) => share.warehouse === `W${i}`).map((share) => share.quantity)).lessThanOrEqualTo(each.available)).toBe(true);
      for (const [i, quantity] of wanted.entries()) expect(sum(got.filter((share) => share.lineId === String(i)).map((share) => share.quantity)).lessThanOrEqualTo(quantity)).toBe(true);
      // With nobody tied to a place, as much goes out as there is or is wanted.
      if (!fixed.slice(0, wanted.length).includes(true)) expect(sum(got.map((share) => share.quantity)).toFixed()).toBe(String(Math.min(available.reduce((a, b) => a + b), wanted.reduce((a, b) => a + b))));
    }));
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
