import { dec, type Dec } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { approvalNeed, reductionOf } from "./quote-approval.rules.ts";

const nordic = { name: "Nordic", discountLimitPercent: "10.0000" };
const aLine = (lineNumber: number, unitPrice: string, discountPercent = "0") => ({ lineNumber, unitPrice, discountPercent });
const prices = (...amounts: (string | null)[]): (Dec | null)[] => amounts.map((amount) => amount && dec(amount)).map((price) => price || null);

describe("how far below the ERP's price a line is", () => {
  const reduction = (unitPrice: string, discountPercent: string, erp: string): string => reductionOf(aLine(1, unitPrice, discountPercent), dec(erp)).toFixed();
  it("is the same whether the price is lowered, a discount given, or both", () => {
    expect([reduction("830", "0", "1000"), reduction("1000", "17", "1000"), reduction("900", "10", "1000")]).toEqual(["17", "17", "19"]);
  });
  it("is nothing when a raised price is discounted back to it", () => {
    expect(reduction("2000", "50", "1000")).toBe("0");
  });
  it("is below zero when dearer, and nothing when the ERP gives it away", () => {
    expect([reduction("1100", "0", "1000"), reduction("5", "0", "0")]).toEqual(["-10", "0"]);
  });
  it("is not rounded: a cent beyond is beyond", () => {
    expect(approvalNeed([aLine(1, "899.99")], prices("1000"), nordic).isNeeded).toBe(true);
    expect(approvalNeed([aLine(1, "900.00")], prices("1000"), nordic).isNeeded).toBe(false);
  });
});

describe("when approval is needed", () => {
  it("is not needed up to the limit itself", () => {
    expect(approvalNeed([aLine(1, "1000", "10")], prices("1000"), nordic)).toEqual({ isNeeded: false, reason: null, limitPercent: "10", lines: [{ lineNumber: 1, reductionPercent: dec(10), isBeyondLimit: false }] });
  });
  it("names the line and the limit beyond it", () => {
    expect(approvalNeed([aLine(1, "50"), aLine(3, "825", "0")], prices("50", "1000"), nordic).reason).toBe("Line 3 is 17.5 % below the ERP's price; Nordic may go up to 10 % without approval.");
  });
  it("names several lines in their order and never shows the limit for more than the limit", () => {
    expect(approvalNeed([aLine(5, "800"), aLine(2, "899.9999")], prices("1000", "1000"), nordic).reason).toBe("Lines 2, 5 are up to 20 % below the ERP's prices; Nordic may go up to 10 % without approval.");
    expect(approvalNeed([aLine(1, "899.9999")], prices("1000"), nordic).reason).toContain("Line 1 is 10.01 % below");
  });
  it("is needed where the ERP has no price: there is nothing to hold the offer against", () => {
    const need = approvalNeed([aLine(1, "1000"), aLine(2, "5")], prices("1000", null), nordic);
    expect([need.isNeeded, need.reason]).toEqual([true, "The ERP has no price for line 2 to hold the offer against."]);
    expect(need.lines[1]).toEqual({ lineNumber: 2, reductionPercent: null, isBeyondLimit: false });
  });
  it("says both when both hold", () => {
    expect(approvalNeed([aLine(1, "500"), aLine(2, "5")], prices("1000", null), nordic).reason).toBe("Line 1 is 50 % below the ERP's price; Nordic may go up to 10 % without approval. The ERP has no price for line 2 to hold the offer against.");
  });
  it("is needed when the ERP does not answer, or not to this caller", () => {
    expect(approvalNeed([aLine(1, "1000")], "ERP_SILENT", nordic)).toMatchObject({ isNeeded: true, reason: "The ERP does not answer, so nobody can tell how far below its prices this is." });
    expect(approvalNeed([aLine(1, "1000")], "ERP_FORBIDDEN", nordic)).toMatchObject({ isNeeded: true, lines: [{ reductionPercent: null }] });
  });
  it("is not needed for what offers nothing yet", () => {
    expect(approvalNeed([], "ERP_SILENT", nordic).isNeeded).toBe(false);
  });
  it("names no more than ten lines", () => {
    const many = Array.from({ length: 12 }, (_, i) => aLine(i + 1, "1"));
    expect(approvalNeed(many, many.map(() => dec(1000)), nordic).reason).toContain("Lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … are");
  });
});
