import { join } from "node:path";
import { root } from "../house/places.ts";
import { runProgram } from "./program.ts";
import type { Tally } from "./tally.ts";

export async function lint(): Promise<Tally> {
  const ok = (await runProgram(join(root, "node_modules/.bin/oxlint"), ["--deny-warnings"])) === 0;
  console.log(`${ok ? "✓" : "✗"} lint`);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}
