import { runCommand } from "./complaint.ts";
import { progressOn } from "./house/progress.ts";
import { deriveAll } from "./schema/derive.ts";
import { settle } from "./schema/files.ts";

/** Writes both SDLs, the supergraph and all derived types; with --check only tells what is out of date. */
await runCommand(async () => {
  const check = process.argv.includes("--check");
  const changed = await settle(await deriveAll(progressOn(process.stdout)), check);
  for (const file of changed) console.log(`${check ? "out of date" : "written"}: ${file}`);
  if (changed.length === 0) console.log("Everything is up to date.");
  if (check && changed.length > 0) console.log("Run npm run schema and commit what it writes.");
  return check && changed.length > 0 ? 1 : 0;
});
