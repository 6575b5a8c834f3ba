import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium as playwright, type Browser } from "playwright-core";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, "../../node_modules/.cache/homefield");
const onPath = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

interface Program {
  executablePath: string;
  environment: Record<string, string>;
}

/** A headless Chromium: BROWSER_PATH, else the one that came with the dependencies, else the machine's. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, environment } = await findChromium();
  return playwright.launch({
    executablePath,
    env: { ...definedEnvironment(), ...environment },
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--font-render-hinting=none"],
  });
}

async function findChromium(): Promise<Program> {
  const given = process.env.BROWSER_PATH;
  if (given) {
    if (!existsSync(given)) throw new Error(`BROWSER_PATH names ${given}, which does not exist`);
    return { executablePath: given, environment: {} };
  }
  if (process.platform === "linux" && process.arch === "x64") return unpacked();
  for (const name of onPath) {
    const { status, stdout } = spawnSync("which", [name], { encoding: "utf8" });
    if (status === 0) return { executablePath: stdout.trim(), environment: {} };
  }
  throw new Error("There is no Chromium for the browser tests: install one, or name it with BROWSER_PATH");
}

/** Unpacked once into the project and then only used: a program that is being written can't be started. */
async function unpacked(): Promise<Program> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const { version } = JSON.parse(await readFile(join(dirname(entry), "../package.json"), "utf8")) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`;
    await mkdir(aside, { recursive: true });
    // The package unpacks into the temporary folder, and its libraries only where it believes to be in a Lambda.
    await run(process.execPath, ["--input-type=module", "-e", 'await (await import("@sparticuz/chromium")).default.executablePath()'], {
      cwd: here,
      env: { PATH: process.env.PATH ?? "", TMPDIR: aside, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    });
    await chmod(join(aside, "chromium"), 0o755);
    // Another worker may have been quicker; its copy is as good.
    await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
  }
  const executablePath = join(folder, "chromium");
  return { executablePath, environment: missingParts(executablePath, folder) };
}

/** Bare machines lack the libraries and fonts a desktop has; the package brings both. */
function missingParts(executablePath: string, folder: string): Record<string, string> {
  const environment: Record<string, string> = {};
  if (spawnSync("ldd", [executablePath], { encoding: "utf8" }).stdout?.includes("not found")) environment.LD_LIBRARY_PATH = join(folder, "al2023/lib");
  if (!existsSync("/etc/fonts/fonts.conf")) environment.FONTCONFIG_PATH = join(folder, "fonts");
  return environment;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
