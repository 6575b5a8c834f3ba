import { availableParallelism, cpus, loadavg } from "node:os";

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
/** Near the best: what it takes when nothing else runs in between. */
export const quiet = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.05)]!;
export const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;
export const p99 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!;
export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

export interface Variant { name: string; run: () => Promise<unknown> }

/** Times each variant once a round, in turns, so that what else the machine does falls on all alike. Milliseconds, by name. */
export async function inTurns(variants: readonly Variant[], { rounds, warmUp, withinMs }: { rounds: number; warmUp: number; withinMs: number }): Promise<Map<string, number[]>> {
  for (let round = 0; round < warmUp; round++) for (const { run } of variants) await run();
  const times = new Map(variants.map(({ name }) => [name, [] as number[]]));
  const until = performance.now() + withinMs;
  for (let round = 0; round < rounds && performance.now() < until; round++) {
    // Nobody always goes first.
    for (let i = 0; i < variants.length; i++) {
      const { name, run } = variants[(i + round) % variants.length]!;
      times.get(name)!.push((await seconds(run)) * 1000);
    }
  }
  return times;
}

/** Columns as wide as what stands in them; figures to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(width[column]!) : cell.padStart(width[column]!))).join("   ")}`;
  return [line(head), line(width.map((n) => "-".repeat(n))), ...rows.map(line)].join("\n");
}

export const machine = (): string => `${availableParallelism()} cores (${cpus()[0]?.model ?? "unknown"}), Node ${process.versions.node}, load ${loadavg()[0]!.toFixed(1)}, ${new Date().toISOString().slice(0, 10)}`;
export const verdict = (holds: boolean): string => (holds ? "holds" : "MISSED");
