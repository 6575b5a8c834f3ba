import { Refused } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { factsOf, quietDays, weightedAmount } from "./opportunities.rules.ts";

const TODAY = "2026-11-22";
const refusals = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.userErrors.map(({ code, path }) => `${code} ${path?.join(".")}`);
    throw error;
  }
  return [];
};
describe("facts of an opportunity, as given", () => {
  it("numbers the lines and writes quantities plainly", () => {
    expect(factsOf({ name: " Terrace ", amount: "1200.50", closeDate: "2027-01-31", lines: [{ itemNumber: " BEN-100 ", quantity: "2.000" }] }, TODAY)).toEqual({ name: "Terrace", amount: "1200.5", closeDate: "2027-01-31", lines: [{ lineNumber: 1, itemNumber: "BEN-100", quantity: "2" }] });
    expect(factsOf({ amount: null, lines: null }, TODAY)).toEqual({ amount: null, lines: [] });
  });
  it("names all that is wrong at once", () => {
    expect(refusals(() => factsOf({ name: "", amount: "-1", closeDate: "2126-01-01", lines: [{ itemNumber: "A", quantity: "1" }, { itemNumber: " ", quantity: "0" }] }, TODAY))).toEqual(["EMPTY input.name", "NEGATIVE input.amount", "ABSURD_DATE input.closeDate", "EMPTY input.lines.1.itemNumber"]);
    expect(refusals(() => factsOf({ lines: [{ itemNumber: "A", quantity: "0" }, { itemNumber: "A", quantity: "-2" }, { itemNumber: "A", quantity: "1.00001" }] }, TODAY))).toEqual(["NOT_POSITIVE input.lines.0.quantity", "NOT_POSITIVE input.lines.1.quantity", "TOO_MANY_DECIMALS input.lines.2.quantity"]);
    expect(refusals(() => factsOf({ amount: "9999999999999" }, TODAY))).toEqual(["TOO_LARGE input.amount"]);
    expect(refusals(() => factsOf({ lines: Array.from({ length: 201 }, () => ({ itemNumber: "A", quantity: "1" })) }, TODAY))).toEqual(["TOO_MANY input.lines"]);
  });
});
describe("what an opportunity weighs", () => {
  const deal = (status: string, amount: string | null = "1000.05", currency = "DKK") => ({ status, amount, currency });
  it("is its amount times the stage's probability, rounded to the minor unit", () => {
    expect(weightedAmount(deal("OPEN"), 50)?.toFixed(2)).toBe("500.03");
    expect(weightedAmount(deal("OPEN", "1001", "JPY"), 50)?.toFixed(0)).toBe("501");
  });
  it("is all of it once won, nothing once lost, unknown without an amount", () => {
    expect([weightedAmount(deal("WON"), 10)?.toFixed(), weightedAmount(deal("LOST"), 10)?.toFixed(), weightedAmount(deal("OPEN", null), 10)]).toEqual(["1000.05", "0", null]);
  });
});
describe("how long an opportunity has been quiet", () => {
  it("counts the days only once there are more than its stage allows, and only while it is open", () => {
    expect([quietDays("OPEN", "2026-11-01", TODAY, 21), quietDays("OPEN", "2026-10-31", TODAY, 21), quietDays("WON", "2026-01-01", TODAY, 21)]).toEqual([null, 22, null]);
  });
});
