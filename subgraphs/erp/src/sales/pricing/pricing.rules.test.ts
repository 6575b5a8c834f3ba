import { dec, lineAmount, roundTo } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { applies, discountsFor, type PriceQuestion, priceFor, reasonOf, type Rule } from "./pricing.rules.ts";

let ids = 0;
const aRule = (parts: Partial<Rule>): Rule => ({
  id: `rule-${String(++ids).padStart(4, "0")}`, name: `Rule ${ids}`, kind: "PRICE", legalEntity: null, itemNumber: "LNG-210", itemCategory: null, customerNumber: null, customerGroup: null, market: null, currency: "DKK", minQuantity: "0", validFrom: "2025-01-01", validTo: null,
  unitPrice: parts.kind === "DISCOUNT" ? null : "2000", percent: null, ...parts, ...(parts.kind === "DISCOUNT" && { currency: null }),
});
const aDiscount = (percent: string, parts: Partial<Rule> = {}): Rule => aRule({ itemNumber: null, ...parts, kind: "DISCOUNT", percent });
const ask = (parts: Partial<PriceQuestion> = {}): PriceQuestion => ({
  legalEntity: "NHDK", currency: "DKK", today: "2026-03-16", customer: { number: "C-1", group: "RETAIL" }, market: "NORDIC", item: { number: "LNG-210", categories: ["CHAIRS", "SEATING"] }, quantity: dec(1), ...parts,
});
const priced = (rules: Rule[], question = ask()): string | null => priceFor(rules, question)?.unitPrice.toFixed() ?? null;
const PRICE = aRule({ name: "List price" });

describe("whether a rule applies", () => {
  it.each<[string, Partial<Rule>, boolean]>([
    ["for anybody", {}, true], ["for this customer", { customerNumber: "C-1" }, true], ["for another customer", { customerNumber: "C-2" }, false], ["for its group", { customerGroup: "RETAIL" }, true], ["for another group", { customerGroup: "PROJECT" }, false],
    ["for its market", { market: "NORDIC" }, true], ["for another market", { market: "ASIA" }, false], ["at this company", { legalEntity: "NHDK" }, true], ["at another company", { legalEntity: "NHFR" }, false],
    ["in another currency", { currency: "EUR" }, false], ["for another item", { itemNumber: "TBL-100" }, false], ["from more than asked", { minQuantity: "1.0001" }, false], ["from what is asked", { minQuantity: "1.0000" }, true],
    ["on its first day", { validFrom: "2026-03-16" }, true], ["before its first day", { validFrom: "2026-03-17" }, false], ["on its last day", { validTo: "2026-03-16" }, true], ["after its last day", { validTo: "2026-03-15" }, false],
    ["to the item's category", { itemNumber: null, itemCategory: "CHAIRS" }, true], ["to the category above", { itemNumber: null, itemCategory: "SEATING" }, true], ["to another category", { itemNumber: null, itemCategory: "TABLES" }, false],
  ])("%s", (_what, parts, expected) => expect(applies(aRule(parts), ask())).toBe(expected));
  it("a customer's or a group's never to somebody who is no customer yet", () => {
    expect(applies(aRule({ customerNumber: "C-1" }), ask({ customer: null }))).toBe(false);
    expect(applies(aRule({ customerGroup: "RETAIL" }), ask({ customer: null }))).toBe(false);
    expect(applies(aRule({ market: "NORDIC" }), ask({ customer: null }))).toBe(true);
    expect(applies(aRule({ customerGroup: "RETAIL" }), ask({ customer: { number: "C-9", group: null } }))).toBe(false);
  });
});

describe("which price wins", () => {
  const [forAll, forMarket, forGroup, forCustomer] = [aRule({ unitPrice: "2000" }), aRule({ unitPrice: "1900", market: "NORDIC" }), aRule({ unitPrice: "1950", customerGroup: "RETAIL" }), aRule({ unitPrice: "1980", customerNumber: "C-1" })] as const;
  it("the customer's before the group's before the market's before anybody's, dearer or not", () => {
    expect(priced([forAll])).toBe("2000");
    expect(priced([forAll, forMarket])).toBe("1900");
    expect(priced([forMarket, forGroup, forAll])).toBe("1950");
    expect(priced([forGroup, forCustomer, forAll, forMarket])).toBe("1980");
  });
  it("between equals that of a single company, then the higher quantity, then the later start", () => {
    const entity = aRule({ unitPrice: "1800", legalEntity: "NHDK" });
    const volume = aRule({ unitPrice: "1700", minQuantity: "10" });
    const newer = aRule({ unitPrice: "2100", validFrom: "2026-01-01" });
    expect(priced([forAll, entity, volume, newer], ask({ quantity: dec(10) }))).toBe("1800");
    expect(priced([forAll, volume, newer], ask({ quantity: dec(10) }))).toBe("1700");
    expect(priced([forAll, volume, newer], ask({ quantity: dec("9.9999") }))).toBe("2100");
  });
  it("none when no price rule applies: a discount alone makes no price", () => {
    expect(priceFor([aDiscount("10")], ask())).toBeNull();
    expect(priceFor([], ask())).toBeNull();
    expect(priceFor([aRule({ currency: "EUR" })], ask())).toBeNull();
  });
  it("never depends on the order rules come in", () => {
    const rules = [forAll, forMarket, forGroup, forCustomer, aRule({ unitPrice: "1979", customerNumber: "C-1" }), aDiscount("5"), aDiscount("3", { customerGroup: "RETAIL" }), aDiscount("2", { itemNumber: "LNG-210" }), aDiscount("4", { itemCategory: "SEATING", minQuantity: "1" })];
    const expected = JSON.stringify(priceFor(rules, ask()));
    for (let turn = 0; turn < rules.length; turn++) {
      rules.unshift(rules.pop()!);
      expect(JSON.stringify(priceFor(rules, ask()))).toBe(expected);
      expect(JSON.stringify(priceFor(rules.toReversed(), ask()))).toBe(expected);
    }
  });
});

describe("which discounts are taken", () => {
  const names = (rules: Rule[], question = ask()) => discountsFor(rules, question).map((rule) => rule.percent);
  it("all that apply, each once, from item to category to everything, and from customer to group to market to any", () => {
    const rules = [aDiscount("1"), aDiscount("2", { market: "NORDIC" }), aDiscount("3", { itemCategory: "SEATING" }), aDiscount("4", { itemNumber: "LNG-210" }), aDiscount("5", { customerNumber: "C-1" }), aDiscount("6", { itemNumber: "LNG-210", customerGroup: "RETAIL" }), aDiscount("7", { market: "ASIA" })];
    expect(names(rules)).toEqual(["6", "4", "3", "5", "2", "1"]);
  });
  it("of the steps of a scale only the highest reached", () => {
    const scale = [aDiscount("2", { minQuantity: "10" }), aDiscount("5", { minQuantity: "50" }), aDiscount("8", { minQuantity: "100" })];
    expect([names(scale), names(scale, ask({ quantity: dec(10) })), names(scale, ask({ quantity: dec(99) })), names(scale, ask({ quantity: dec(100) }))]).toEqual([[], ["2"], ["5"], ["8"]]);
  });
  it("steps of different scales beside each other", () => {
    expect(names([aDiscount("2", { minQuantity: "10" }), aDiscount("3", { minQuantity: "10", itemCategory: "CHAIRS" })], ask({ quantity: dec(10) }))).toEqual(["3", "2"]);
  });
});

describe("a price", () => {
  it("explains itself step by step", () => {
    const price = priceFor([PRICE, aDiscount("10", { name: "Retail agreement", customerGroup: "RETAIL" }), aDiscount("2.5", { name: "From ten", minQuantity: "10", itemCategory: "SEATING", validTo: "2026-12-31" })], ask({ quantity: dec(12) }))!;
    expect(price.trace.map((step) => ({ ...step, percent: step.percent?.toFixed() ?? null, unitPrice: step.unitPrice.toFixed() }))).toEqual([
      { rule: "List price", reason: "for everybody, since 2025-01-01", percent: null, unitPrice: "2000" },
      { rule: "From ten", reason: "for everybody, on category SEATING, from 10, from 2025-01-01 to 2026-12-31", percent: "2.5", unitPrice: "1950" },
      { rule: "Retail agreement", reason: "for customer group RETAIL, on all items, since 2025-01-01", percent: "10", unitPrice: "1755" },
    ]);
    expect([price.listPrice, price.unitPrice, price.lineTotal].map((amount) => amount.toFixed())).toEqual(["2000", "1755", "21060"]);
  });
  it("is rounded once, after the last discount, to the currency's minor unit", () => {
    // 99.99 less a third of a per cent three times: rounded in between it would be 98.98.
    const discounts = ["0.3333", "0.3333", "0.3333"].map((percent, i) => aDiscount(percent, { name: `${i}` }));
    const price = priceFor([aRule({ unitPrice: "99.99" }), ...discounts], ask({ quantity: dec(3) }))!;
    const exact = dec("99.99").times(dec("99.6667").dividedBy(100).pow(3));
    expect(price.unitPrice.toFixed()).toBe(roundTo(exact, "DKK").toFixed());
    expect(price.lineTotal.toFixed()).toBe(lineAmount("3", price.unitPrice, "0", "DKK").toFixed());
  });
  it("has no decimals in a currency without", () => {
    expect(priceFor([aRule({ unitPrice: "1234.5", currency: "JPY" })], ask({ currency: "JPY", quantity: dec(2) }))).toMatchObject({ unitPrice: dec("1235"), lineTotal: dec("2470") });
  });
  it("may be nothing: a free item is free, not unknown", () => {
    expect(priced([aRule({ unitPrice: "0" })])).toBe("0");
  });
  it("says who it is for", () => {
    expect(reasonOf(aRule({ customerNumber: "C-1", legalEntity: "NHDK", minQuantity: "5.0000" }))).toBe("agreed with customer C-1, at NHDK, from 5, since 2025-01-01");
    expect(reasonOf(aRule({ market: "ASIA" }))).toBe("for market ASIA, since 2025-01-01");
  });
});
