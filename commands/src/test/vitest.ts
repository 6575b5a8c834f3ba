import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../house/places.ts";
import { runProgram } from "./program.ts";
import type { Tally } from "./tally.ts";

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Parts, then across, then browser, in one run with one database server; see vitest.config.ts. */
export async function runTests({ long }: { long: boolean }): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), "homefield-test-"));
  const file = join(folder, "report.json");
  try {
    const code = await runProgram(
      process.execPath,
      [join(root, "node_modules/vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
      long ? { HOMEFIELD_TEST_LONG: "1" } : {},
    );
    return tallyOf(JSON.parse(await readFile(file, "utf8")) as Report, code);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { passed: 0, failed: 1, skipped: 0 };
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that fails as a whole, and a run that fails without a failed test, are failures too. */
export function tallyOf(report: Report, exitCode: number): Tally {
  const brokenFiles = report.testResults.filter((file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
