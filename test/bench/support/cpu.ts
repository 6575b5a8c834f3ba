import { readdirSync, readFileSync } from "node:fs";
import type { TwoOwners } from "./two-owners.ts";

/** By process id: which part of the house it is, and the CPU milliseconds it has used. */
export type CpuTimes = ReadonlyMap<number, { part: string; ms: number }>;

/** Of each process of the house, and of PostgreSQL's that work for it. Linux tells it to the nanosecond. */
export async function cpuTimes({ processes, erp }: TwoOwners): Promise<CpuTimes> {
  const { rows } = await erp.query<{ pid: number }>("select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");
  const parts = [...Object.entries(processes).map(([part, { pid }]) => ({ part, pid })), ...rows.map(({ pid }) => ({ part: "postgres", pid }))];
  return new Map(parts.map(({ part, pid }) => [pid, { part, ms: cpuOf(pid) }]));
}
/** Milliseconds used in between, by part of the house. */
export function between(from: CpuTimes, to: CpuTimes): Map<string, number> {
  const used = new Map<string, number>();
  for (const [pid, { part, ms }] of to) used.set(part, (used.get(part) ?? 0) + ms - (from.get(pid)?.ms ?? 0));
  return used;
}
function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);
}
/** What a process holds of memory, in MiB. */
export function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
