import { daysBetween } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { isCountry, monthName, opensUp, periodsOf, taxKindFor, tidyVatNumber, vatNumberFits } from "./company.rules.ts";

describe("which tax a supply bears", () => {
  it.each([
    ["at home, to a business", "DK", "DK", true, "DOMESTIC"],
    ["at home, to a consumer", "DK", "DK", false, "DOMESTIC"],
    ["to a business elsewhere in the Union", "DK", "SE", true, "REVERSE_CHARGE"],
    ["to a consumer elsewhere in the Union", "DK", "SE", false, "DOMESTIC"],
    ["out of the Union, to a business", "DK", "CN", true, "EXPORT"],
    ["out of the Union, to a consumer", "DK", "NO", false, "EXPORT"],
    ["to a state that left the Union", "FR", "GB", true, "EXPORT"],
    ["from outside into the Union", "US", "DE", true, "EXPORT"],
    ["at home outside the Union", "US", "US", false, "DOMESTIC"],
  ])("%s", (_what, from, to, hasVatNumber, kind) => expect(taxKindFor({ from, to, hasVatNumber })).toBe(kind));
});

describe("VAT numbers", () => {
  it.each([["DK12345678", "DK"], ["FRAB123456789", "FR"], ["SE123456789001", "SE"], ["DE123456789", "DE"], ["EL123456789", "GR"], ["NL123456789B01", "NL"], ["CHE123456789MWST", "CH"], ["91310000775785552L", "CN"]])("%s fits %s", (number, country) => expect(vatNumberFits(number, country)).toBe(true));
  it.each([["DK1234567", "DK"], ["SE123456789001", "DK"], ["12345678", "DK"], ["GR123456789", "GR"], ["DE12345678X", "DE"], ["", "CN"], ["A".repeat(21), "US"]])("%j does not fit %s", (number, country) => expect(vatNumberFits(number, country)).toBe(false));
  it("are kept as documents print them", () => expect(tidyVatNumber(" dk 12.34-56 78 ")).toBe("DK12345678"));
});

describe("countries", () => {
  it("are those of ISO 3166, not unions or placeholders", () => {
    expect(["DK", "FR", "CN", "GL", "XK"].map(isCountry)).toEqual([true, true, true, true, true]);
    expect(["EU", "UN", "ZZ", "dk", "DNK", "", "QQ", "1A"].map(isCountry)).toEqual(Array(8).fill(false));
  });
});

describe("fiscal periods", () => {
  it("are the twelve months of a calendar year", () => {
    const periods = periodsOf(2024, 1);
    expect(periods).toHaveLength(12);
    expect(periods[0]).toEqual({ number: 1, startsOn: "2024-01-01", endsOn: "2024-01-31" });
    expect(periods[1]!.endsOn).toBe("2024-02-29");
    expect(periods[11]).toEqual({ number: 12, startsOn: "2024-12-01", endsOn: "2024-12-31" });
  });
  it("may start in another month; the year is named after the one it starts in", () => {
    const periods = periodsOf(2026, 7);
    expect([periods[0]!.startsOn, periods[11]!.endsOn]).toEqual(["2026-07-01", "2027-06-30"]);
  });
  it("follow one another without a gap, year after year", () => {
    const all = [...periodsOf(2023, 5), ...periodsOf(2024, 5)];
    const gaps = all.slice(1).map((period, i) => daysBetween(all[i]!.endsOn, period.startsOn));
    expect(gaps).toEqual(Array(23).fill(1));
  });
  it("are called by their month", () => expect(monthName("2026-03-16")).toBe("March 2026"));
});

describe("locks", () => {
  it("open up from right to left: open, soft, hard", () => {
    expect([opensUp("HARD", "SOFT"), opensUp("HARD", "OPEN"), opensUp("SOFT", "OPEN")]).toEqual([true, true, true]);
    expect([opensUp("OPEN", "SOFT"), opensUp("SOFT", "HARD"), opensUp("HARD", "HARD")]).toEqual([false, false, false]);
  });
});
