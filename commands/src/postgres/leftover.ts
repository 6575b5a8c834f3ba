import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandLineOf, exists, signal, waitUntil } from "../house/processes.ts";

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

/** Ends the server that runs on this cluster, whoever started it, and clears the lock of one that died. */
export async function stopServerIn(cluster: string): Promise<void> {
  const pidFile = join(cluster, "postmaster.pid");
  const pid = serverIn(cluster);
  if (pid !== undefined) {
    const gone = () => !exists(pid);
    // Fast shutdown first: it rolls back and writes a checkpoint. Immediate only when that hangs.
    signal(pid, "SIGINT");
    if (!(await waitUntil(gone, FAST_MS))) {
      signal(pid, "SIGQUIT");
      if (!(await waitUntil(gone, IMMEDIATE_MS))) signal(pid, "SIGKILL");
      await waitUntil(gone, IMMEDIATE_MS);
    }
  }
  rmSync(pidFile, { force: true });
}

/** The process that serves this cluster now. The lock file may name a process that is somebody else by now. */
export function serverIn(cluster: string): number | undefined {
  const pidFile = join(cluster, "postmaster.pid");
  if (!existsSync(pidFile)) return undefined;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  return Number.isInteger(pid) && pid > 1 && exists(pid) && commandLineOf(pid).includes(cluster) ? pid : undefined;
}
