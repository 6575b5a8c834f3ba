import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Complaint } from "../complaint.ts";
import { root } from "../house/places.ts";
import type { Progress } from "../house/progress.ts";

export type Web = "crm" | "erp" | "explorer";

/** What browsers are given, and the sources each is made of. */
export const webs: readonly { name: Web; folder: string; shares: string[] }[] = [
  { name: "crm", folder: join(root, "web-crm"), shares: [join(root, "web-kit")] },
  { name: "erp", folder: join(root, "web-erp"), shares: [join(root, "web-kit")] },
  { name: "explorer", folder: join(root, "gateway/explorer"), shares: [] },
];

const HASH_FILE = "source.sha256";

/** Builds the pages whose sources changed since they were last built; answers where they lie. */
export async function buildWebs(into: string, progress: Progress, onChild: (child: ChildProcess) => void = () => {}): Promise<Record<Web, string>> {
  const built = websIn(into);
  const stale: ((typeof webs)[number] & { hash: string })[] = [];
  for (const web of webs) {
    const hash = sourceHash([web.folder, ...web.shares]);
    if ((await hashOfBuilt(built[web.name])) !== hash) stale.push({ ...web, hash });
  }
  if (stale.length > 0) {
    await progress.step(`Web pages (${stale.map((web) => web.name).join(", ")})`, () =>
      Promise.all(stale.map((web) => build(web.folder, built[web.name], web.hash, onChild))),
    );
  }
  return built;
}

export function websIn(folder: string): Record<Web, string> {
  return { crm: join(folder, "crm"), erp: join(folder, "erp"), explorer: join(folder, "explorer") };
}

/** Builds aside and swaps: a browser never gets half a build, and an interrupted build is not taken for a whole one. */
async function build(folder: string, into: string, hash: string, onChild: (child: ChildProcess) => void): Promise<void> {
  const aside = `${into}.building`;
  await rm(aside, { recursive: true, force: true });
  await runVite(folder, ["build", "--outDir", aside, "--emptyOutDir", "--logLevel", "warn"], onChild);
  await writeFile(join(aside, HASH_FILE), `${hash}\n`);
  await rm(into, { recursive: true, force: true });
  await rename(aside, into);
}

export const viteProgram = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");

function runVite(folder: string, argumentsAfter: string[], onChild: (child: ChildProcess) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [viteProgram, ...argumentsAfter], { cwd: folder, env: { ...process.env, NODE_ENV: "production" }, stdio: ["ignore", "pipe", "pipe"] });
    onChild(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Complaint(`The web pages in ${relative(root, folder)} can't be built:\n${said.trim()}`));
    });
  });
}

/** Everything a build is made of: its own sources, the shared ones, and the locked dependencies. */
export function sourceHash(folders: readonly string[]): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "pnpm-lock.yaml")));
  for (const file of folders.flatMap(filesIn)) hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|\/)(?:node_modules|dist|\.vite)\/|\.test\.tsx?$|\.md$/.test(relative(folder, file)))
    .sort();
}

async function hashOfBuilt(folder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(folder, HASH_FILE), "utf8")).trim();
  } catch {
    return undefined;
  }
}
