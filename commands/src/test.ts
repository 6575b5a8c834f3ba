import { runCommand } from "./complaint.ts";
import { summary, type Tally } from "./test/tally.ts";
import { checkTypes } from "./test/types.ts";
import { lint } from "./test/lint.ts";
import { runTests } from "./test/vitest.ts";

const only = process.argv.slice(2);

await runCommand(async () => {
  const steps: (() => Promise<Tally>)[] = only.includes("--types")
    ? [checkTypes]
    : only.includes("--lint")
      ? [lint]
      : only.includes("--long")
        ? [() => runTests({ long: true })]
        : [checkTypes, lint, () => runTests({ long: false })];
  const tallies: Tally[] = [];
  for (const step of steps) tallies.push(await step());
  console.log(`\n${summary(tallies)}`);
  return tallies.some((tally) => tally.failed > 0) ? 1 : 0;
});
