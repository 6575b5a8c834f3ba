import { dec, type Refused } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { assertQuantityFits, pickOf, readyIn } from "./shipping.rules.ts";

const aLine = (parts: object = {}) => ({ lineNumber: 1, itemName: "Skagen lounge chair", quantity: "10", shippedQuantity: "0", cancelledQuantity: "0", pickedQuantity: "0", unitDecimals: 0, ...parts });
const refusalOf = (work: () => unknown): { code: string; path: string[] | null; message: string } => {
  try {
    work();
  } catch (error) {
    return (error as Refused).userErrors[0]!;
  }
  throw new Error("it was not refused");
};

describe("what may go on a shipment", () => {
  const line = aLine();
  const ready = [{ line, in: [{ warehouse: "AARHUS", quantity: dec(4) }, { warehouse: "HORSENS", quantity: dec(2) }], anywhere: dec(0) }];
  it("is what is reserved in the warehouse", () => {
    expect(readyIn(ready, "AARHUS")).toEqual([{ line, quantity: dec(4) }]);
    expect(readyIn(ready, "LYON")).toEqual([]);
  });
  it("includes services anywhere", () => {
    expect(readyIn([{ line, in: [], anywhere: dec(3) }], "LYON")).toEqual([{ line, quantity: dec(3) }]);
  });
  it("takes part of it", () => expect(assertQuantityFits(line, ready, "AARHUS", "3", ["q"]).toFixed()).toBe("3"));
  it("refuses more than was ordered", () => {
    expect(refusalOf(() => assertQuantityFits(line, ready, "AARHUS", "11", ["q"]))).toMatchObject({ code: "OVER_DELIVERY", path: ["q"] });
    const half = aLine({ shippedQuantity: "3", cancelledQuantity: "1", pickedQuantity: "2" });
    expect(refusalOf(() => assertQuantityFits(half, [], "AARHUS", "5", ["q"])).code).toBe("OVER_DELIVERY");
  });
  it("refuses more than is reserved there and says where the rest is", () => {
    const refusal = refusalOf(() => assertQuantityFits(line, ready, "AARHUS", "5", ["q"]));
    expect(refusal.code).toBe("NOT_RESERVED");
    expect(refusal.message).toBe("4 of line 1 (Skagen lounge chair) are reserved in AARHUS, 2 in HORSENS, not 5. Ship what is reserved, or reallocate the order.");
  });
  it("refuses nothing, less than nothing and halves of pieces", () => {
    expect(refusalOf(() => assertQuantityFits(line, ready, "AARHUS", "0", ["q"])).code).toBe("NOT_POSITIVE");
    expect(refusalOf(() => assertQuantityFits(line, ready, "AARHUS", "-1", ["q"])).code).toBe("NOT_POSITIVE");
    expect(refusalOf(() => assertQuantityFits(line, ready, "AARHUS", "1.5", ["q"])).code).toBe("TOO_MANY_DECIMALS");
  });
});

describe("what was picked", () => {
  const lines = [{ ...aLine(), id: "a", quantity: "4" }, { ...aLine({ lineNumber: 2 }), id: "b", quantity: "3" }];
  const picked = (given: { lineNumber: number; quantity: string }[] | null) => pickOf(lines, given, ["lines"]).map((pick) => pick.picked.toFixed());
  it("is everything when nothing else is said", () => expect(picked(null)).toEqual(["4", "3"]));
  it("is nothing of a line that is not named", () => expect(picked([{ lineNumber: 2, quantity: "1" }])).toEqual(["0", "1"]));
  it("refuses more than planned, unknown and doubled lines, and nothing at all", () => {
    expect(refusalOf(() => picked([{ lineNumber: 2, quantity: "4" }]))).toMatchObject({ code: "OVER_DELIVERY", path: ["lines", "0", "quantity"] });
    expect(refusalOf(() => picked([{ lineNumber: 7, quantity: "1" }])).code).toBe("NOT_FOUND");
    expect(refusalOf(() => picked([{ lineNumber: 1, quantity: "1" }, { lineNumber: 1, quantity: "1" }]))).toMatchObject({ code: "DUPLICATE_LINE", path: ["lines", "1", "lineNumber"] });
    expect(refusalOf(() => picked([{ lineNumber: 1, quantity: "0" }])).code).toBe("NOTHING_PICKED");
    expect(refusalOf(() => picked([{ lineNumber: 1, quantity: "-1" }])).code).toBe("NEGATIVE");
  });
});
