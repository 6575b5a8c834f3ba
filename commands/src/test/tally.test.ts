import { describe, expect, it } from "vitest";
import { summary } from "./tally.ts";
import { tallyOf } from "./vitest.ts";

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe("counting a test run", () => {
  it("counts a file that broke before its tests as a failure", () => {
    expect(tallyOf({ ...report, testResults: [{ status: "failed", assertionResults: [] }] }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it("counts a failed test once, not its file too", () => {
    expect(tallyOf({ ...report, numFailedTests: 1, testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }] }, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it("doesn't call a run passed that ended with an error outside any test", () => {
    expect(tallyOf(report, 1).failed).toBe(1);
  });

  it("sums up types, lint and tests in the line that is read by machines", () => {
    expect(summary([{ passed: 9, failed: 0, skipped: 0 }, { passed: 1, failed: 0, skipped: 0 }])).toBe("10 passed, 0 failed");
    expect(summary([{ passed: 9, failed: 2, skipped: 1 }])).toBe("9 passed, 2 failed, 1 skipped");
  });
});
