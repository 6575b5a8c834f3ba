import { describe, expect, it } from "vitest";
import { choose, shareOf } from "./plan.ts";

const expected = (crm: [number, number], erp: [number, number]) => ({ crm: { rows: crm[0], of: crm[1] }, erp: { rows: erp[0], of: erp[1] } });

describe("which way a list is found", () => {
  it("reads on in order where a page fills soon", () => {
    expect(choose("erp", expected([50_000, 100_000], [60_000, 60_000]), 50).plan).toBe("STREAM");
    expect(choose("crm", expected([100_000, 100_000], [6_000, 60_000]), 50).plan).toBe("STREAM");
  });
  it("takes few keys, or all of them as bits, where it would not", () => {
    expect(choose("crm", expected([100_000, 100_000], [2_000, 60_000]), 50).plan).toBe("KEYS");
    expect(choose("crm", expected([100_000, 100_000], [4_000, 60_000]), 50).plan).toBe("BITMAP");
  });
  it("asks the other owner only about what can match, where the leader has little of it", () => {
    expect(choose("crm", expected([1_000, 100_000], [4_000, 60_000]), 50).plan).toBe("NARROWED");
    expect(choose("erp", expected([50_000, 100_000], [500, 60_000]), null).plan).toBe("NARROWED");
  });
  it("never streams where all that match are wanted", () => {
    expect(choose("erp", expected([100_000, 100_000], [60_000, 60_000]), null).plan).toBe("BITMAP");
  });
  it("counts accounts that are no customers as unsuitable, and never expects less than one", () => {
    expect(shareOf("crm", expected([100_000, 100_000], [60_000, 60_000]))).toBe(0.6);
    expect(shareOf("erp", expected([0, 100_000], [60_000, 60_000]))).toBe(1 / 100_000);
  });
  it("says why, with what was expected", () => {
    expect(choose("crm", expected([100_000, 100_000], [2_000, 60_000]), 50)).toEqual({ plan: "KEYS", reason: "The ERP expects only 2000 to match, few enough to look up one by one.", expected: { crm: 100_000, erp: 2_000 } });
  });
});
