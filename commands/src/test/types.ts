import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../house/places.ts";
import { runProgram } from "./program.ts";
import type { Tally } from "./tally.ts";

/** Every package of the workspace; one without a tsconfig would go unchecked and counts as failed. */
export async function checkTypes(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const folder of packageFolders()) {
    const startedAt = Date.now();
    let ok = false;
    if (existsSync(join(root, folder, "tsconfig.json"))) {
      ok = (await runProgram(join(root, "node_modules/.bin/tsc"), ["--noEmit", "--pretty", "-p", folder])) === 0;
    } else {
      console.log(`${folder} has no tsconfig.json`);
    }
    console.log(`${ok ? "✓" : "✗"} types of ${folder} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    tally[ok ? "passed" : "failed"] += 1;
  }
  return tally;
}

function packageFolders(): string[] {
  return [".", "subgraphs"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => (folder === "." ? name : `${folder}/${name}`)))
    .filter((folder) => folder !== "node_modules" && existsSync(join(root, folder, "package.json")))
    .sort();
}
