import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Complaint, runCommand } from "./complaint.ts";
import { demoState, setDemoState } from "./demo/state.ts";
import { progressOn } from "./house/progress.ts";
import { readSettings } from "./house/settings.ts";
import { withDatabases } from "./house/with-databases.ts";
import type { ImportCompany } from "./import-run.ts";

/** Brings a real company's data in; each source knows its own files. */
await runCommand(async () => {
  const [source, folder, ...options] = process.argv.slice(2);
  const sources = readdirSync(import.meta.dirname).filter((name) => existsSync(resolve(import.meta.dirname, name, "import.ts")));
  if (!source || !sources.includes(source) || !folder) throw new Complaint(`Say what to import and from where: npm run import -- ${sources.join("|")} DIR`);
  const from = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
  if (!existsSync(from)) throw new Complaint(`There is no folder ${from}: name the one that holds the company's files.`);
  const { importCompany } = (await import(`./${source}/import.ts`)) as { importCompany: ImportCompany };
  const settings = readSettings(process.env);
  const progress = progressOn(process.stdout);
  return await withDatabases(settings, "import", progress, async ({ databases, secrets }) => {
    // A real company came first: the demo company is never to be mixed into it.
    if ((await demoState(databases.crm)) === "untouched") await setDemoState(databases.crm, "declined");
    return importCompany({ folder: from, options, databases, secrets, progress });
  });
});
