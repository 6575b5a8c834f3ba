import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process as it can be recognised later: the number alone may be given to another one. */
export interface ProcessMark {
  pid: number;
  /** When it started, in whatever form the system tells; opaque. */
  started: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, started: startOf(pid) ?? "" };
}

/** True while exactly this process lives. */
export function lives(mark: ProcessMark): boolean {
  const started = startOf(mark.pid);
  return started !== undefined && started === mark.started;
}

export function exists(pid: number): boolean {
  return startOf(pid) !== undefined;
}

export function commandLineOf(pid: number): string {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return askPs("command", pid) ?? "";
  } catch {
    return "";
  }
}

/** Sends a signal; a process that is gone already is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until `gone()`; false when that took longer than allowed. */
export async function waitUntil(gone: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (!gone()) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

export function parentOf(pid: number): number | undefined {
  const parent = Number(process.platform === "linux" ? statOf(pid)?.[1] : askPs("ppid", pid));
  return Number.isInteger(parent) && parent > 0 ? parent : undefined;
}

/** Undefined for a process that is gone, or dead and only waiting to be collected by its parent. */
function startOf(pid: number): string | undefined {
  if (process.platform !== "linux") return askPs("lstart", pid);
  const stat = statOf(pid);
  return stat?.[0] === "Z" || stat?.[0] === "X" ? undefined : stat?.[19];
}

/** The fields after the name: state, parent, …, start time as the twentieth. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name may hold spaces and brackets: count from its end.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function askPs(column: string, pid: number): string | undefined {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
