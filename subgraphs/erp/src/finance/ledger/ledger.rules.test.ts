import type { Refused } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { assertBalanced, lineAmounts, type JournalLineDraft } from "./ledger.rules.ts";

const amounts = (lines: JournalLineDraft[], base = "DKK") => lines.map((line) => lineAmounts(line, base)).filter((line) => line !== null);
const sides = (line: JournalLineDraft): string[] | null => {
  const found = lineAmounts(line, "DKK");
  return found && [found.debit.toFixed(), found.credit.toFixed(), found.currency, found.currencyAmount.toFixed()];
};
const codeOf = (work: () => void): unknown => {
  try {
    work();
    return "accepted";
  } catch (error) {
    return (error as Refused).userErrors[0]!.code;
  }
};

describe("lineAmounts", () => {
  it("puts an amount on the side its sign says", () => {
    expect(sides({ debit: "119" })).toEqual(["119", "0", "DKK", "119"]);
    expect(sides({ debit: "-119" })).toEqual(["0", "119", "DKK", "-119"]);
    expect(sides({ credit: "-0.01" })).toEqual(["0.01", "0", "DKK", "0.01"]);
    expect(sides({ debit: "10", credit: "4" })).toEqual(["6", "0", "DKK", "6"]);
  });
  it("keeps the document's currency beside the books'", () => expect(sides({ debit: "746", currency: "EUR", currencyAmount: "100" })).toEqual(["746", "0", "EUR", "100"]));
  it("drops what has no amount", () => expect(amounts([{ debit: "0" }, { credit: "0.00" }, {}])).toEqual([]));
});

describe("assertBalanced", () => {
  it("accepts equal sides in the books' and in every other currency", () => {
    expect(codeOf(() => assertBalanced(amounts([{ debit: "0.10" }, { debit: "0.20" }, { credit: "0.3" }]), "DKK"))).toBe("accepted");
    expect(codeOf(() => assertBalanced(amounts([{ debit: "746", currency: "EUR", currencyAmount: "100" }, { credit: "745.99", currency: "EUR", currencyAmount: "-100" }, { credit: "0.01" }]), "DKK"))).toBe("accepted");
  });
  it("refuses a difference of a hundredth, in either currency", () => {
    expect(codeOf(() => assertBalanced(amounts([{ debit: "100" }, { credit: "99.99" }]), "DKK"))).toBe("UNBALANCED");
    expect(codeOf(() => assertBalanced(amounts([{ debit: "746", currency: "EUR", currencyAmount: "100" }, { credit: "746", currency: "EUR", currencyAmount: "-99.99" }]), "DKK"))).toBe("UNBALANCED");
  });
  it("refuses an entry of fewer than two lines", () => {
    expect(codeOf(() => assertBalanced([], "DKK"))).toBe("UNBALANCED");
    expect(codeOf(() => assertBalanced(amounts([{ debit: "1" }]), "DKK"))).toBe("UNBALANCED");
  });
});
