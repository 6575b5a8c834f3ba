import { readdirSync, readFileSync } from "node:fs";
import type { TwoOwners } from "./two-owners.ts";

export type CpuTimes = Record<string, number>;

/** CPU milliseconds used so far by each process of the house, and by all of PostgreSQL's that work for it. Linux tells it to the microsecond. */
export async function cpuTimes({ processes, erp }: TwoOwners): Promise<CpuTimes> {
  const backends = await erp.query<{ pid: number }>("select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()");
  const times = Object.entries(processes).map(([name, { pid }]) => [name, cpuOf(pid)] as const);
  return Object.fromEntries([...times, ["postgres", backends.rows.reduce((sum, { pid }) => sum + cpuOf(pid), 0)]]);
}
export const between = (from: CpuTimes, to: CpuTimes): CpuTimes => Object.fromEntries(Object.entries(to).map(([name, ms]) => [name, ms - (from[name] ?? 0)]));

function cpuOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e6, 0);
}
/** What a process holds of memory, in MiB. */
export function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}
