import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Complaint, reasonOf } from "../complaint.ts";
import { POSTGRES_MAJOR } from "./binaries.ts";
import { connect } from "./connect.ts";
import { stopServerIn } from "./leftover.ts";
import type { ServerPlace } from "./place.ts";

export const SUPERUSER = "homefield";
const READY_WITHIN_MS = 120_000;

export interface ServerOptions {
  place: ServerPlace;
  port: number;
  password: string;
  log: string;
  /** A cluster that is thrown away need not survive a power cut. */
  throwaway?: boolean;
}

export function superuserUrl(options: { port: number; password: string }, database = "postgres"): string {
  return `postgres://${SUPERUSER}:${options.password}@127.0.0.1:${options.port}/${database}`;
}

/** Makes the cluster if there is none, refuses one of another version, and ends a server that was left over. */
export async function prepareCluster(place: ServerPlace, password: string): Promise<void> {
  if (!existsSync(join(place.cluster, "PG_VERSION"))) {
    await makeCluster(place, password);
    return;
  }
  const major = Number(readFileSync(join(place.cluster, "PG_VERSION"), "utf8"));
  if (major !== POSTGRES_MAJOR) {
    throw new Complaint(
      major > POSTGRES_MAJOR
        ? `The data in ${place.cluster} was written by PostgreSQL ${major} and this Homefield brings ${POSTGRES_MAJOR}: update this checkout, or choose another folder with HOMEFIELD_DATA.`
        : `The data in ${place.cluster} was written by PostgreSQL ${major} and this Homefield brings ${POSTGRES_MAJOR}: move it with pg_upgrade, or choose another folder with HOMEFIELD_DATA.`,
    );
  }
  await stopServerIn(place.cluster);
}

/** Starts the server process; it is not ready yet. In a session of its own, so that Ctrl-C reaches the launcher only. */
export function spawnServer(options: ServerOptions, log = openSync(options.log, "a", 0o600)): ChildProcess {
  const { place, port } = options;
  const settings = { ...serverSettings(port), ...(options.throwaway ? throwawaySettings : {}) };
  try {
    return spawn(join(place.bin, "postgres"), ["-D", place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])], {
      ...place.account,
      cwd: "/",
      detached: true,
      env: { TZ: "UTC", LANG: "C" },
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Waits until the server answers; recovery after a crash may take a while. */
export async function serverReady(options: ServerOptions, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("PostgreSQL ended while starting");
    try {
      const client = await connect(superuserUrl(options));
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL does not answer: ${reasonOf(error)}`, { cause: error });
      await sleep(25);
    }
  }
}

async function makeCluster(place: ServerPlace, password: string): Promise<void> {
  const { account } = place;
  const aside = `${place.cluster}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  const secret = mkdtempSync(join(tmpdir(), "homefield-"));
  const passwordFile = join(secret, "password");
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account) for (const path of [aside, secret, passwordFile]) chownSync(path, account.uid, account.gid);
    const settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"];
    const { code, said } = await runInitdb(place, ["-D", aside, "-U", SUPERUSER, `--pwfile=${passwordFile}`, ...settings]);
    if (code !== 0) throw new Complaint(`The database in ${place.cluster} can't be made: ${lastLine(said)}`);
    chmodSync(aside, 0o700);
    rmSync(place.cluster, { recursive: true, force: true });
    renameSync(aside, place.cluster);
  } finally {
    rmSync(secret, { recursive: true, force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Out of reach of Ctrl-C, which would leave half a cluster and the wrong reason; it takes a second. */
function runInitdb(place: ServerPlace, programArguments: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(place.bin, "initdb"), programArguments, { ...place.account, cwd: "/", detached: true, env: { TZ: "UTC", LANG: "C" }, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("error", (error) => resolve({ code: null, said: error.message }));
    child.once("close", (code) => resolve({ code, said }));
  });
}

function serverSettings(port: number): Record<string, string | number> {
  return {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "256MB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    // Short queries in great number: compiling them costs more than it saves.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] %q%d ",
  };
}

const throwawaySettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum_naptime: "10s" };

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** The folder that holds nothing but this cluster, for removing all of it. */
export function clusterHome(place: Pick<ServerPlace, "cluster">): string {
  return dirname(place.cluster);
}
