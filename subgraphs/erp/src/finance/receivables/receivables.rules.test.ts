import { dec, type Dec, type Refused, sum } from "@homefield/kit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { billingLines, differenceLines } from "./receivables.posting.ts";
import { amountsOf, assertWithin, baseShare, creditAmounts, inBase, type OpenInvoice, settle, spread } from "./receivables.rules.ts";

const open = (amount: string, base = amount, rate = "1"): OpenInvoice => ({ id: amount, number: `INV-${amount}`, issueDate: "2026-03-16", salesOrderId: null, open: dec(amount), openBase: dec(base), rate });
const texts = (amounts: { net: Dec; tax: Dec }): string[] => [amounts.net.toFixed(), amounts.tax.toFixed()];

describe("amountsOf", () => {
  it("rounds net and tax once each, halves away from zero", () => {
    expect(texts(amountsOf({ quantity: "3", unitPrice: "33.335", discountPercent: "0", taxPercent: "25" }, "DKK"))).toEqual(["100.01", "25"]);
    expect(texts(amountsOf({ quantity: "1", unitPrice: "0.10", discountPercent: "50", taxPercent: "10" }, "EUR"))).toEqual(["0.05", "0.01"]);
    expect(texts(amountsOf({ quantity: "7", unitPrice: "99", discountPercent: "12.5", taxPercent: "10" }, "JPY"))).toEqual(["606", "61"]);
  });
});

describe("creditAmounts", () => {
  const line = { lineNumber: 1, unitPrice: "33.335", discountPercent: "0", taxPercent: "25" };
  it("gives the last piece the last cent", () => {
    const left = { ...line, quantity: dec("3"), net: dec("100.01"), tax: dec("25") };
    const first = creditAmounts(left, dec("1"), "DKK");
    expect(texts(first)).toEqual(["33.34", "8.34"]);
    const rest = { ...left, quantity: dec("2"), net: left.net.minus(first.net), tax: left.tax.minus(first.tax) };
    expect(texts(creditAmounts(rest, dec("2"), "DKK"))).toEqual(["66.67", "16.66"]);
  });
  it("never takes more than is left, however a line is cut up", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 100 }), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }), (quantity, price, discount, cuts) => {
      const form = { lineNumber: 1, unitPrice: dec(price).dividedBy(10_000).toFixed(), discountPercent: String(discount), taxPercent: "25" };
      const whole = amountsOf({ ...form, quantity: String(quantity) }, "DKK");
      let left = { ...form, quantity: dec(quantity), ...whole };
      const parts = [];
      for (const cut of [...cuts, quantity]) {
        if (left.quantity.isZero()) break;
        const piece = dec(Math.min(cut, left.quantity.toNumber()));
        const taken = creditAmounts(left, piece, "DKK");
        expect(taken.net.isNegative() || taken.tax.isNegative()).toBe(false);
        parts.push(taken);
        left = { ...left, quantity: left.quantity.minus(piece), net: left.net.minus(taken.net), tax: left.tax.minus(taken.tax) };
      }
      expect([sum(parts.map((part) => part.net)).toFixed(), sum(parts.map((part) => part.tax)).toFixed()]).toEqual(texts(whole));
    }), { seed: 20260316, numRuns: 300 });
  });
});

describe("settle", () => {
  it("gives the last part the residual in base currency, on both sides", () => {
    const invoice = open("100", "746.01", "7.46");
    const [first] = settle(open("60", "450", "7.5"), [{ invoice, amount: dec("33.33") }], "DKK");
    expect([first!.invoiceBase.toFixed(), first!.sourceBase.toFixed()]).toEqual(["248.64", "249.98"]);
    const rest = { ...invoice, open: dec("66.67"), openBase: invoice.openBase.minus(first!.invoiceBase) };
    expect(baseShare(rest, dec("66.67"), "DKK").toFixed()).toBe("497.37");
  });
  it("takes a source down invoice by invoice, so that its last part takes its residual", () => {
    const parts = settle(open("10", "74.59", "7.46"), [{ invoice: open("5", "37.3", "7.46"), amount: dec("5") }, { invoice: open("9", "67.14", "7.46"), amount: dec("5") }], "DKK");
    expect(parts.map((part) => [part.invoiceBase.toFixed(), part.sourceBase.toFixed()])).toEqual([["37.3", "37.3"], ["37.3", "37.29"]]);
  });
  it("leaves nothing in base currency when nothing is open, in any currency and cut in any way", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 20_000_000 }), fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 }), (cents, rate, shares) => {
      const rated = dec(rate).dividedBy(1_000_000).toFixed();
      let item = open(dec(cents).dividedBy(100).toFixed(), inBase(dec(cents).dividedBy(100), rated, "DKK").toFixed(), rated);
      for (const share of [...shares, 100]) {
        const amount = share === 100 ? item.open : item.open.times(share).dividedBy(100).toDecimalPlaces(2);
        if (!amount.greaterThan(0)) continue;
        const base = baseShare(item, amount, "DKK");
        expect(base.isNegative() || base.greaterThan(item.openBase)).toBe(false);
        item = { ...item, open: item.open.minus(amount), openBase: item.openBase.minus(base) };
      }
      expect([item.open.toFixed(), item.openBase.toFixed()]).toEqual(["0", "0"]);
    }), { seed: 20260316, numRuns: 500 });
  });
});

describe("spread", () => {
  it("settles in the order given, as far as the money goes", () => {
    const parts = (amount: string): string[][] => spread(dec(amount), [open("100"), open("0"), open("50")]).map((part) => [part.invoice.number, part.amount.toFixed()]);
    expect(parts("120")).toEqual([["INV-100", "100"], ["INV-50", "20"]]);
    expect(parts("100")).toEqual([["INV-100", "100"]]);
    expect(parts("999")).toEqual([["INV-100", "100"], ["INV-50", "50"]]);
    expect(parts("0")).toEqual([]);
  });
});

describe("assertWithin", () => {
  const message = (amount: string, left: string): unknown => {
    try {
      return assertWithin(dec(amount), dec(left), "EUR", "INV-1", ["amount"]) ?? "accepted";
    } catch (error) {
      return (error as Refused).userErrors[0]!.message;
    }
  };
  it("names both amounts", () => {
    expect(message("10", "10")).toBe("accepted");
    expect(message("10.01", "10")).toBe("10.01 EUR is more than the 10.00 EUR open of INV-1. Set at most that against it.");
    expect(message("0.01", "0")).toBe("Nothing is open of INV-1 any more, so 0.01 EUR can't be set against it.");
  });
});

describe("billingLines", () => {
  const bill = { customerNumber: "C-1", currency: "EUR", baseCurrency: "DKK", rate: "7.4605", total: dec("123.75"), goods: dec("89"), freight: dec("10"), taxes: [{ code: "DK25", percent: "25.0000", amount: dec("24.75") }] };
  const printed = (lines: ReturnType<typeof billingLines>): string[] => lines.map((line) => [line.purpose, line.debit ? `debit ${dec(line.debit).toFixed()}` : `credit ${dec(line.credit!).toFixed()}`, line.currency && `${line.currency} ${dec(line.currencyAmount!).toFixed()}`, line.text].filter(Boolean).join(" "));
  it("converts each amount by itself and posts what that leaves over as rounding", () => {
    expect(printed(billingLines("INVOICE", bill))).toEqual(["RECEIVABLES debit 923.24 EUR 123.75", "SALES credit 663.98 EUR -89", "SALES_FREIGHT credit 74.61 EUR -10", "TAX_PAYABLE credit 184.65 EUR -24.75 DK25 25 %", "ROUNDING credit 0"]);
    expect(printed(billingLines("INVOICE", { ...bill, rate: "7.465" })).at(-1)).toBe("ROUNDING credit -0.01");
  });
  it("turns the sign for a credit note", () => expect(printed(billingLines("CREDIT_NOTE", bill))[0]).toBe("RECEIVABLES debit -923.24 EUR -123.75"));
  it("has the largest line carry what is too small for a line in base currency", () => {
    const tiny = { ...bill, currency: "VND", rate: "0.0003", total: dec("100005"), goods: dec("100000"), freight: dec("0"), taxes: [{ code: "X", percent: "0.005", amount: dec("5") }] };
    expect(printed(billingLines("INVOICE", tiny))).toEqual(["RECEIVABLES debit 30 VND 100005", "SALES credit 30 VND -100005", "ROUNDING credit 0"]);
  });
  it("posts nothing for free goods", () => expect(billingLines("INVOICE", { ...bill, total: dec(0), goods: dec(0), freight: dec(0), taxes: [] })).toEqual([]));
});

describe("differenceLines", () => {
  const purposes = (invoiceBase: string, sourceBase: string, isSameRate = false) =>
    differenceLines({ customerNumber: "C-1", invoiceBase: dec(invoiceBase), sourceBase: dec(sourceBase), isSameRate }).map((line) => [line.purpose, dec(line.debit ?? "0").minus(line.credit ?? "0").toFixed()]);
  it("is a gain when the source brought more, a loss when it brought less, rounding at one rate", () => {
    expect(purposes("746", "750")).toEqual([["RECEIVABLES", "4"], ["EXCHANGE_GAIN", "-4"]]);
    expect(purposes("746", "740")).toEqual([["RECEIVABLES", "-6"], ["EXCHANGE_LOSS", "6"]]);
    expect(purposes("746", "745.99", true)).toEqual([["RECEIVABLES", "-0.01"], ["ROUNDING", "0.01"]]);
  });
});
