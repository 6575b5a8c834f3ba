import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Complaint, runCommand } from "./complaint.ts";
import { root } from "./house/places.ts";
import { runProgram } from "./test/program.ts";

const folder = join(root, "test/bench");

/** Runs one benchmark by name, or all; each prints ratios to its named floor and peers. */
await runCommand(async () => {
  const [wanted, ...options] = process.argv.slice(2);
  const names = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".bench.ts")).map((file) => file.slice(0, -".bench.ts".length)).sort() : [];
  if (wanted && !names.includes(wanted)) throw new Complaint(`There is no benchmark ${wanted}: choose from ${names.join(", ") || "none"}.`);
  let failed = 0;
  for (const name of wanted ? [wanted] : names) {
    console.log(`\n${name}`);
    if ((await runProgram(process.execPath, [join(folder, `${name}.bench.ts`), ...options])) !== 0) failed += 1;
  }
  return failed > 0 ? 1 : 0;
});
