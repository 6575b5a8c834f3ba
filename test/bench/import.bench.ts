// AdventureWorks through the importer, with every check, against COPY of the same files into unlogged text tables.
import { fork } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { TABLES } from "@homefield/commands/adventureworks/tables.ts";
import { scratchDatabase } from "@homefield/kit/scratch";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { machine, median, seconds, table, verdict } from "./support/measuring.ts";
import { withServer } from "./support/with-server.ts";

const AIM_SECONDS = 120;
const AIM_MIB = 1024;
const folder = process.env["ADVENTUREWORKS_DIR"] ?? fileURLToPath(new URL("../../../shared/data/adventureworks", import.meta.url));

interface Imported { code: number; seconds: number; peakMiB: number; steps: { title: string; seconds: number }[]; said: string[] }

if (!existsSync(join(folder, `${TABLES[0]!.file}.csv`))) {
  console.log(`  Skipped: there is no AdventureWorks in ${folder}. Set ADVENTUREWORKS_DIR to the folder of its CSV files.`);
} else await withServer(async (superuserUrl) => {
  const floor = new pg.Client({ connectionString: superuserUrl });
  floor.on("error", () => {}); // ends with the server when the benchmark is interrupted
  await floor.connect();
  const databases = await Promise.all((["crm", "erp", "identity"] as const).map(scratchDatabase));
  const [crm, erp, identity] = databases.map(({ url }) => url) as [string, string, string];
  try {
    const copied: number[] = [];
    let rows = 0;
    const copy = async (): Promise<void> => void copied.push(await seconds(async () => { rows = await copyAll(floor); }));
    for (let i = 0; i < 3; i++) await copy();
    const watch = watchBackends(floor);
    const imported = await runImport({ folder, databases: { crm, erp, identity } });
    const backendMiB = await watch.stop();
    for (let i = 0; i < 3; i++) await copy();
    const copySeconds = median(copied);
    console.log(`\n  ${rows} rows of ${TABLES.length} files · ${machine()}\n`);
    console.log(table(["", "rows/s", "seconds", "× floor"], [
      ["floor: COPY into unlogged text tables", (rows / copySeconds).toFixed(0), copySeconds.toFixed(2), "1.0"],
      ["import, both sides, with every check", (rows / imported.seconds).toFixed(0), imported.seconds.toFixed(2), (imported.seconds / copySeconds).toFixed(1)],
    ]));
    console.log(`\n${table(["slowest steps", "seconds"], imported.steps.toSorted((a, b) => b.seconds - a.seconds).slice(0, 12).map((step) => [step.title, step.seconds.toFixed(1)]))}`);
    console.log(`\n  Time ≤ ${AIM_SECONDS} s: ${imported.seconds.toFixed(1)} s, ${verdict(imported.seconds <= AIM_SECONDS)}.`);
    console.log(`  Memory ≤ ${AIM_MIB} MiB a process: importer ${imported.peakMiB.toFixed(0)} MiB, largest backend ${backendMiB === null ? "not measurable here" : `${backendMiB.toFixed(0)} MiB (shared buffers included)`}, ${verdict(Math.max(imported.peakMiB, backendMiB ?? 0) <= AIM_MIB)}.`);
    const broken = imported.said.filter((line) => line.startsWith("BROKEN"));
    console.log(`  The importer ended with ${imported.code}; ${broken.length === 0 ? "all books hold" : broken.join(" ")}.`);
    if (imported.code !== 0) process.exitCode = 1;
  } finally {
    await floor.end();
    await Promise.all(databases.map((database) => database.drop()));
  }
});

async function copyAll(client: pg.Client): Promise<number> {
  await client.query("drop schema if exists floor cascade; create schema floor");
  let rows = 0;
  for (const source of TABLES) {
    const path = join(folder, `${source.file}.csv`);
    const head = (await readFile(path, "utf8")).split("\n", 1)[0]!.replace(/^\uFEFF/, "").trim().split(",");
    await client.query(`create unlogged table floor.${source.table} (${head.map((_, i) => `c${i} text`).join(", ")})`);
    const target = client.query(copyFrom(`copy floor.${source.table} from stdin (format csv, header)`));
    await pipeline(createReadStream(path), target);
    rows += target.rowCount;
  }
  return rows;
}

function runImport(run: { folder: string; databases: Record<"crm" | "erp" | "identity", string> }): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL("./support/import-process.ts", import.meta.url)), [JSON.stringify(run)]);
    let result: Imported | undefined;
    child.once("message", (message) => { result = message as Imported; });
    child.once("exit", (code) => (result ? resolve(result) : reject(new Error(`The importer ended with ${code} and said nothing.`))));
  });
}

/** The most memory any backend had, by the kernel's own high-water mark. */
function watchBackends(client: pg.Client): { stop(): Promise<number | null> } {
  let most: number | null = null;
  let done = false;
  const watching = (async () => {
    while (!done) {
      const { rows } = await client.query<{ pid: number }>("select pid from pg_stat_activity where backend_type in ('client backend', 'parallel worker') and pid <> pg_backend_pid()");
      for (const { pid } of rows) {
        const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
        const kib = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
        if (kib) most = Math.max(most ?? 0, Number(kib) / 1024);
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  return {
    async stop() {
      done = true;
      await watching;
      return most;
    },
  };
}
