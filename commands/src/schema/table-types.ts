import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { scratchDatabase } from "@homefield/kit/scratch";
import { startThrowawayServer } from "../postgres/throwaway.ts";
import type { DerivedFile } from "./files.ts";
import type { Subgraph } from "./subgraphs.ts";

const run = promisify(execFile);
const program = join(dirname(createRequire(import.meta.url).resolve("kysely-codegen/package.json")), "dist/cli/bin.js");

/** Reads the tables as the migrations leave them, from a database made for the purpose. */
export async function tableTypes(subgraphs: readonly Subgraph[]): Promise<DerivedFile[]> {
  const server = await startThrowawayServer();
  process.env.HOMEFIELD_TEST_POSTGRES = server.superuserUrl;
  const folder = await mkdtemp(join(tmpdir(), "homefield-types-"));
  try {
    const files: DerivedFile[] = [];
    for (const subgraph of subgraphs) {
      const { url } = await scratchDatabase(subgraph.name);
      const file = join(folder, `${subgraph.name}.ts`);
      await run(process.execPath, [
        program,
        ...["--dialect", "postgres", "--url", url, "--camel-case", "--date-parser", "string", "--numeric-parser", "string"],
        ...["--exclude-pattern", "{migration,migration_lock,inv_*}", "--out-file", file],
      ]);
      files.push({ file: `${subgraph.generatedFolder}/tables.ts`, content: await readFile(file, "utf8") });
    }
    return files;
  } finally {
    delete process.env.HOMEFIELD_TEST_POSTGRES;
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
