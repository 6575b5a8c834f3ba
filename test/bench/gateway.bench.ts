// The same operations through our gateway, a stock one, an owner asked directly and the floor: latency, CPU per request by process, memory.
// Options: names of the pages to measure.
import { between, cpuTimes, memoryOf } from "./support/cpu.ts";
import { inTurns, machine, median, p99, quiet, table } from "./support/measuring.ts";
import { assertSameAnswers, pagesOf } from "./support/pages.ts";
import { withTwoOwners } from "./support/two-owners.ts";

const ROUNDS = 200;
const WARM_UP = 100;
const MOST_MS = 20_000;
const CPU_ROUNDS = 100;
const PROCESSES = ["gateway", "stock", "crm", "erp", "floor", "postgres"] as const;

await withTwoOwners(async (house) => {
  const wanted = process.argv.slice(2);
  const pages = (await pagesOf(house)).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  console.log(`\n  ${machine()}`);
  for (const page of pages) await assertSameAnswers(page);
  for (const { title, alike, parts } of pages) {
    const variants = [...alike, ...parts];
    const times = await inTurns(variants, { rounds: ROUNDS, warmUp: WARM_UP, withinMs: MOST_MS });
    const base = variants[0]!.name;
    const rows: string[][] = [];
    for (const { name, run } of variants) {
      const from = await cpuTimes(house);
      for (let round = 0; round < CPU_ROUNDS; round++) await run();
      const used = between(from, await cpuTimes(house));
      const own = times.get(name)!;
      const whole = PROCESSES.reduce((sum, process) => sum + used[process]!, 0) / CPU_ROUNDS;
      rows.push([name, median(own).toFixed(2), (median(own) / median(times.get(base)!)).toFixed(2), quiet(own).toFixed(2), p99(own).toFixed(1), whole.toFixed(2), ...PROCESSES.map((process) => (used[process]! / CPU_ROUNDS).toFixed(2))]);
    }
    console.log(`\n${table([title, "p50 ms", `× ${base.split(/[ :]/)[0]}`, "p5 ms", "p99 ms", "CPU ms", ...PROCESSES], rows)}`);
  }
  console.log(`\n  Memory after load, MiB: ${Object.entries(house.processes).map(([name, { pid }]) => `${name} ${memoryOf(pid).toFixed(0)}`).join(", ")}.`);
});
