// The same operations through our gateway, a stock one, an owner asked directly and the floor: latency, CPU per request by process, memory.
// Options: names of the pages to measure, e.g. npm run bench gateway list heavy.
import { between, cpuTimes, memoryOf } from "./support/cpu.ts";
import { inTurns, machine, median, p99, quiet, table, type Variant } from "./support/measuring.ts";
import { assertSameAnswers, pagesOf } from "./support/pages.ts";
import { type TwoOwners, withTwoOwners } from "./support/two-owners.ts";

const ROUNDS = 120;
const WARM_UP = 100;
const MOST_MS = 20_000;
const CPU_BLOCKS = 7;
const PER_BLOCK = 15;
const PARTS = ["gateway", "stock", "crm", "erp", "floor", "postgres"] as const;

await withTwoOwners(async (house) => {
  const wanted = process.argv.slice(2);
  const pages = (await pagesOf(house)).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  console.log(`\n  ${machine()}`);
  for (const page of pages) await assertSameAnswers(page);
  for (const { title, alike, parts } of pages) {
    const variants = [...alike, ...parts];
    const times = await inTurns(variants, { rounds: ROUNDS, warmUp: WARM_UP, withinMs: MOST_MS });
    const cpu = await cpuPerRequest(house, variants);
    const base = variants[0]!.name;
    const sum = (name: string): number => PARTS.reduce((total, part) => total + cpu.get(name)![part], 0);
    console.log(`\n${table([title, "p50 ms", "× first", "p5 ms", "p99 ms", "CPU ms", "× first", ...PARTS], variants.map(({ name }) => {
      const own = times.get(name)!;
      return [name, median(own).toFixed(2), (median(own) / median(times.get(base)!)).toFixed(2), quiet(own).toFixed(2), p99(own).toFixed(1), sum(name).toFixed(2), (sum(name) / sum(base)).toFixed(2), ...PARTS.map((part) => (cpu.get(name)![part] < 0.05 ? "" : cpu.get(name)![part].toFixed(2)))];
    }))}`);
  }
  console.log(`\n  Memory after load, MiB: ${Object.entries(house.processes).map(([name, { pid }]) => `${name} ${memoryOf(pid).toFixed(0)}`).join(", ")}.`);
});

/** CPU milliseconds of one request, by variant and part: the median of blocks taken in turns, since what else the machine does costs caches too. */
async function cpuPerRequest(house: TwoOwners, variants: readonly Variant[]): Promise<Map<string, Record<(typeof PARTS)[number], number>>> {
  const blocks = new Map(variants.map(({ name }) => [name, [] as Map<string, number>[]]));
  for (let block = 0; block < CPU_BLOCKS; block++) {
    for (const { name, run } of variants) {
      const from = await cpuTimes(house);
      for (let request = 0; request < PER_BLOCK; request++) await run();
      blocks.get(name)!.push(between(from, await cpuTimes(house)));
    }
  }
  return new Map([...blocks].map(([name, used]) => [name, Object.fromEntries(PARTS.map((part) => [part, median(used.map((one) => (one.get(part) ?? 0) / PER_BLOCK))])) as Record<(typeof PARTS)[number], number>]));
}
