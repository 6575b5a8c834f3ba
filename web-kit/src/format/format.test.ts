import { beforeAll, describe, expect, it } from "vitest";
import { csvCell, csvOf } from "./csv.ts";
import { addDays, daysBetween, formatDay, formatDayHead, formatDueDay, formatMoment, formatSlip, readTypedDay } from "./dates.ts";
import { addDecimals, compareDecimals, isZero, negateDecimal, parseTyped, shareOf, smallerDecimal, subtractDecimal } from "./decimal.ts";
import { formatDecimal, formatMoney, minorUnits, setFigureLocale, sumByCurrency } from "./money.ts";

beforeAll(() => setFigureLocale("en-GB"));

describe("decimals", () => {
  it("adds and subtracts without a float", () => {
    expect(addDecimals("0.1", "0.2")).toBe("0.3");
    expect(addDecimals("99999999999999999999.99", "0.01")).toBe("100000000000000000000.00");
    expect(subtractDecimal("25000.00", "23800")).toBe("1200.00");
    expect(negateDecimal("12.50")).toBe("-12.50");
  });
  it("compares whatever the number of decimals", () => {
    expect(compareDecimals("1.10", "1.1")).toBe(0);
    expect(compareDecimals("-2", "-1.999")).toBe(-1);
    expect(smallerDecimal("3", "2.99")).toBe("2.99");
    expect(isZero("-0.00")).toBe(true);
  });
  it("refuses what is no decimal", () => {
    expect(() => addDecimals("1e3")).toThrow(RangeError);
    expect(() => addDecimals("")).toThrow(RangeError);
  });
  it("keeps shares of bars between nothing and all", () => {
    expect(shareOf("5", "10")).toBe(0.5);
    expect(shareOf("15", "10")).toBe(1);
    expect(shareOf("1", "0")).toBe(0);
  });
});

describe("typed figures", () => {
  const english = { decimal: ".", group: "," };
  const danish = { decimal: ",", group: "." };
  it.each([
    ["1,250.50", english, "1250.50"],
    ["1.250,50", english, "1250.50"],
    ["1250,5", danish, "1250.5"],
    ["1.250", danish, "1250"],
    ["1.250", english, "1.250"],
    ["1,250", english, "1250"],
    ["1,25", english, "1.25"],
    ["1 234 567,8", danish, "1234567.8"],
    ["\u221212", english, "-12"],
    [".5", english, "0.5"],
  ])("reads %s", (typed, separators, value) => {
    expect(parseTyped(typed, separators)).toBe(value);
  });
  it.each(["", "abc", "1.2.3,4,5x", "--1"])("does not read %s", (typed) => {
    expect(parseTyped(typed, english)).toBeUndefined();
  });
});

describe("money", () => {
  it("writes a true minus, the currency's decimals, and every digit", () => {
    expect(formatMoney({ amount: "-1204.5", currency: "EUR" })).toBe("\u22121,204.50");
    expect(formatMoney({ amount: "1500000", currency: "JPY" })).toBe("1,500,000");
    expect(formatMoney({ amount: "99999999999999999.99", currency: "DKK" })).toBe("99,999,999,999,999,999.99");
    expect(formatMoney({ amount: "0.0375", currency: "EUR" })).toBe("0.0375");
    expect(formatMoney({ amount: "48210", currency: "EUR" }, { withCurrency: true })).toBe("48,210.00\u00A0EUR");
    expect(formatMoney({ amount: "61440.49", currency: "EUR" }, { whole: true })).toBe("61,440");
    expect(formatMoney({ amount: "12", currency: "EUR" }, { signed: true })).toBe("+12.00");
  });
  it("follows the reader's locale and survives names browsers invent", () => {
    setFigureLocale("da");
    expect(formatMoney({ amount: "48210", currency: "DKK" })).toBe("48.210,00");
    setFigureLocale("en-US@posix");
    expect(formatMoney({ amount: "48210", currency: "DKK" })).toBe("48,210.00");
    setFigureLocale("en-GB");
  });
  it("never adds up different currencies", () => {
    const sums = sumByCurrency([{ amount: "1.10", currency: "EUR" }, null, { amount: "2", currency: "DKK" }, { amount: "2.20", currency: "EUR" }]);
    expect(sums).toEqual([{ amount: "3.30", currency: "EUR" }, { amount: "2", currency: "DKK" }]);
  });
  it("knows minor units, also of currencies it does not know", () => {
    expect([minorUnits("DKK"), minorUnits("JPY"), minorUnits("??")]).toEqual([2, 0, 2]);
  });
  it("writes quantities without decimals they do not have", () => {
    expect(formatDecimal("12.500")).toBe("12.5");
    expect(formatDecimal("40")).toBe("40");
  });
});

describe("dates", () => {
  const now = "2026-11-18";
  it("leaves out this year and names others", () => {
    expect(formatDay("2026-11-09", { today: now })).toBe("9 Nov");
    expect(formatDay("2025-11-18", { today: now })).toBe("18 Nov 2025");
  });
  it("says Today of a due day only on the day", () => {
    expect(formatDueDay("2026-11-18", now)).toBe("Today");
    expect(formatDueDay("2026-11-19", now)).toBe("19 Nov");
  });
  it("counts days across months, years and the change of clocks", () => {
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(formatSlip("2026-11-19", "2026-11-21")).toBe("+2 d");
    expect(formatSlip("2026-11-19", "2026-11-18")).toBe("\u22121 d");
    expect(formatSlip("2026-11-19", "2026-11-19")).toBe("");
  });
  it("heads a day's events", () => {
    expect([formatDayHead("2026-11-18", now), formatDayHead("2026-11-17", now), formatDayHead("2026-11-13", now), formatDayHead("2025-11-13", now)]).toEqual([
      "Today, 18 November", "Yesterday", "Friday 13 November", "Thursday 13 November 2025",
    ]);
  });
  it("shows only the time of what happened today", () => {
    const at = new Date(2026, 10, 18, 14, 2);
    expect(formatMoment(at, { now: new Date(2026, 10, 18, 20) })).toBe("14:02");
    expect(formatMoment(at, { now: new Date(2026, 10, 19) })).toBe("18 Nov, 14:02");
    expect(formatMoment("nonsense")).toBe("");
  });
  it.each([
    ["2026-11-18", "2026-11-18"], ["18 nov", "2026-11-18"], ["18 November 2027", "2027-11-18"], ["18.11.", "2026-11-18"], ["18/11/26", "2026-11-18"], ["3. dec", "2026-12-03"],
  ])("reads the typed day %s", (typed, day) => {
    expect(readTypedDay(typed, new Date(2026, 5, 1))).toBe(day);
  });
  it.each(["31 feb", "2026-02-30", "soon", "18", ""])("does not read %s as a day", (typed) => {
    expect(readTypedDay(typed)).toBeUndefined();
  });
});

describe("csv", () => {
  it.each(["=1+1", "+46 8 1", "-HYPERLINK(1)", "@cmd", "\tx", "  =1", "\uFF1D1"])("guards %j, which a spreadsheet would run", (text) => {
    expect(csvCell(text).replace(/^"/, "")).toMatch(/^'/);
  });
  it("keeps figures figures and quotes what must be quoted", () => {
    expect(csvCell({ figure: "-1204.50" })).toBe("-1204.50");
    expect(csvCell({ figure: "-cmd|x" })).toBe("'-cmd|x");
    expect(csvCell('Finch, "Harrow"')).toBe('"Finch, ""Harrow"""');
    expect([csvCell(null), csvCell(undefined), csvCell(Number.NaN), csvCell(true)]).toEqual(["", "", "", "yes"]);
  });
  it("writes a file spreadsheets open rightly", () => {
    expect(csvOf(["Name", "Open"], [["Åse", { figure: "1.5" }], ["上海\nline", null]])).toBe('\uFEFFName,Open\r\nÅse,1.5\r\n"上海\nline",\r\n');
  });
});
