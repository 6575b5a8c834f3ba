// Runs before every npm command, on whatever Node npm brought along (20 or newer), with nothing installed yet.
// Installs the locked dependencies when they are missing or older than the lock file, and nothing else.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@12.21.0";
const OLDEST_NODE_TO_INSTALL = 20;
const OLDEST_NODE_TO_RUN = [22, 18];

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const marker = join(root, "node_modules", ".homefield-installed");

refuseOldNode();
const wanted = fingerprint();
if (wanted !== installed()) install();
refuseMissingRuntime();

function refuseOldNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_NODE_TO_INSTALL) {
    stop(`Homefield needs Node ${OLDEST_NODE_TO_INSTALL} or newer and this is ${process.version}: install a newer Node, then run the command again.`);
  }
}

/** Everything that decides what an installation contains; the lock file knows every package and its version. */
function fingerprint() {
  const hash = createHash("sha256").update(`${PNPM} ${process.platform} ${process.arch}\n`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function installed() {
  try {
    return readFileSync(marker, "utf8").trim();
  } catch {
    return "";
  }
}

function install() {
  const first = !existsSync(join(root, "node_modules"));
  console.log(first ? "Installing the dependencies, once; this takes a minute or two." : "The dependencies changed; installing what is missing.");
  const startedAt = Date.now();
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const result = spawnSync(
    npx,
    ["--yes", PNPM, "install", "--frozen-lockfile", "--prefer-offline", "--config.confirmModulesPurge=false"],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (result.signal) process.exit(1);
  if (result.error || result.status !== 0) {
    stop("The dependencies could not be installed; the reason stands above. Check the network and the free disk space, then run the command again.");
  }
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, `${wanted}\n`);
  console.log(`Installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

/** Linux installations bring their own Node; elsewhere the user's must be able to run TypeScript. */
function refuseMissingRuntime() {
  const own = join(root, "node_modules", ".bin", "node");
  if (existsSync(own) && statSync(own).size > 0) return;
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE_TO_RUN;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    stop(`Homefield brings no Node of its own for ${process.platform}-${process.arch} and ${process.version} is too old: install Node 24, then run the command again.`);
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
