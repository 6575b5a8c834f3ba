import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { scratchDatabase, type ScratchSide } from "@homefield/kit/scratch";
import { startThrowawayServer } from "../postgres/throwaway.ts";
import type { DerivedFile } from "./files.ts";
import type { Subgraph } from "./subgraphs.ts";

const run = promisify(execFile);
const program = join(dirname(createRequire(import.meta.url).resolve("kysely-codegen/package.json")), "dist/cli/bin.js");

/** Reads the tables as the migrations leave them, from a database made for the purpose. */
export async function tableTypes(subgraphs: readonly Subgraph[]): Promise<DerivedFile[]> {
  if (process.env.HOMEFIELD_TEST_POSTGRES) return readTables(subgraphs);
  const server = await startThrowawayServer();
  process.env.HOMEFIELD_TEST_POSTGRES = server.superuserUrl;
  try {
    return await readTables(subgraphs);
  } finally {
    delete process.env.HOMEFIELD_TEST_POSTGRES;
    await server.stop();
  }
}

async function readTables(subgraphs: readonly Subgraph[]): Promise<DerivedFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "homefield-types-"));
  const files: DerivedFile[] = [];
  try {
    for (const { name, generatedFolder, hasTables } of subgraphs) {
      if (!hasTables) continue;
      const database = await scratchDatabase(name as ScratchSide);
      const file = join(folder, `${name}.ts`);
      const options = {
        dialect: "postgres",
        url: database.url,
        "date-parser": "string",
        "numeric-parser": "string",
        "exclude-pattern": "{migration,migration_lock,inv_*}",
        "out-file": file,
      };
      await run(process.execPath, [program, "--camel-case", ...Object.entries(options).flatMap(([option, value]) => [`--${option}`, value])]);
      files.push({ file: `${generatedFolder}/tables.ts`, content: await readFile(file, "utf8") });
      await database.drop();
    }
    return files;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
