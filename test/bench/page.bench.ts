// Pages that need both owners: through our gateway, through a stock one, each owner asked alone, and one hand-written JOIN as the floor.
import { inTurns, machine, median, quiet, table, verdict } from "./support/measuring.ts";
import { assertSameAnswers, FLOOR, OURS, pagesOf, STOCK } from "./support/pages.ts";
import { withTwoOwners } from "./support/two-owners.ts";

const ROUNDS = 100;
const WARM_UP = 25;
const MOST_MS = 20_000;

await withTwoOwners(async (house) => {
  const pages = (await pagesOf(house)).filter(({ name }) => name === "list" || name === "account" || name === "heavy");
  console.log(`\n  ${machine()}`);
  const ratios = new Map<string, { ours: number; stock: number }>();
  for (const page of pages) await assertSameAnswers(page);
  for (const { name: page, title, alike, parts } of pages) {
    const variants = [...alike, ...parts];
    const times = await inTurns(variants, { rounds: ROUNDS, warmUp: WARM_UP, withinMs: MOST_MS });
    const p50 = (name: string): number => median(times.get(name)!);
    const p5 = (name: string): number => quiet(times.get(name)!);
    ratios.set(page, { ours: p50(OURS) / p50(FLOOR), stock: p50(STOCK) / p50(OURS) });
    const bytes = (await alike[1]!.run() as string).length;
    console.log(`\n${table([`${title}, ${(bytes / 1024).toFixed(0)} kB`, "p50 ms", "× floor", "× ours", "p5 ms", "× floor", "× ours"], variants.map(({ name }) => [
      name, p50(name).toFixed(1), (p50(name) / p50(FLOOR)).toFixed(2), (p50(name) / p50(OURS)).toFixed(2), p5(name).toFixed(1), (p5(name) / p5(FLOOR)).toFixed(2), (p5(name) / p5(OURS)).toFixed(2),
    ]))}`);
  }
  const listRatio = ratios.get("list")!.ours;
  const heavyRatio = ratios.get("heavy")!.stock;
  console.log(`\n  List ≤ 3 × floor: ${listRatio.toFixed(2)}, ${verdict(listRatio <= 3)}.`);
  console.log(`  Heavy query ≥ 1.7 × as quick as a stock gateway: ${heavyRatio.toFixed(2)}, ${verdict(heavyRatio >= 1.7)}.`);
});
