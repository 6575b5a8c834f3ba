// What a page costs while the ERP is gone, hangs or is slow to come back: the account 360 through the gateway.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openHandOverHouse } from "../support/hand-over-house.ts";
import { machine, median, p95, table, verdict } from "./support/measuring.ts";
import { withServer } from "./support/with-server.ts";

const PAGES = 30;
const RECOVERIES = 5;
const PAGE_AIM_MS = 1_000;
const OPEN_AIM_MS = 50;
const RECOVERY_AIM_MS = 10_000;
const PAGE = readFileSync(new URL("../contract/account-360.graphql", import.meta.url), "utf8");

await withServer(async () => {
  const house = await openHandOverHouse();
  try {
    const [{ id }] = await house.crm.db.insertInto("account").values({ name: "Ærø Havecenter", team: "NORDIC", country: "DK", customerNumber: "C-1" }).returning("id").execute() as [{ id: string }];
    const token = await house.token("sales");
    const open = async (): Promise<{ ms: number; isWhole: boolean }> => {
      const from = performance.now();
      const response = await fetch(`${house.urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify({ query: PAGE, variables: { id } }) });
      const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
      if (errors?.some(({ extensions }) => extensions.code !== "SOURCE_UNAVAILABLE")) throw new Error(JSON.stringify(errors));
      return { ms: performance.now() - from, isWhole: errors === undefined };
    };
    const pages = async (count: number): Promise<number[]> => {
      const times: number[] = [];
      for (let i = 0; i < count; i++) times.push((await open()).ms);
      return times;
    };
    /** How long until it is seen to be back, by a page that only asks the gateway how the ERP is. */
    const recovery = async (comesBack: () => Promise<void>): Promise<number> => {
      await comesBack();
      const from = performance.now();
      for (;;) {
        const { sources } = (await (await fetch(`${house.urls.gateway}/status`)).json()) as { sources: { erp: { state: string } } };
        if (sources.erp.state === "answering" && (await open()).isWhole) return performance.now() - from;
        await sleep(20);
      }
    };
    await pages(30);
    const well = await pages(PAGES);
    const { erp } = house.services;
    const gone = { first: [] as number[], next: [] as number[], back: [] as number[] };
    const hung = { first: [] as number[], next: [] as number[], back: [] as number[] };
    for (let i = 0; i < RECOVERIES; i++) {
      await erp.stop("SIGKILL");
      gone.first.push(...await pages(5));
      gone.next.push(...await pages(PAGES));
      gone.back.push(await recovery(() => erp.start()));
      process.kill(erp.pid!, "SIGSTOP");
      hung.first.push((await open()).ms);
      hung.next.push(...await pages(PAGES));
      await sleep(2_000 * i); // a long silence must not make it a longer one
      hung.back.push(await recovery(async () => void process.kill(erp.pid!, "SIGCONT")));
    }
    console.log(`\n  ${machine()}`);
    const row = (name: string, times: number[]): string[] => [name, median(times).toFixed(0), p95(times).toFixed(0), Math.max(...times).toFixed(0)];
    console.log(`\n${table(["account 360, ms", "p50", "p95", "most"], [
      row("both answer", well), row("ERP killed: the first five pages", gone.first), row("ERP killed: the next", gone.next), row("ERP back until it is seen and the page is whole", gone.back),
      row("ERP hangs: the first page", hung.first), row("ERP hangs: the next", hung.next), row("ERP goes on until it is seen and the page is whole", hung.back),
    ])}`);
    const worst = Math.max(...gone.first, ...gone.next, ...hung.next);
    const paused = p95([...gone.next, ...hung.next]);
    const back = Math.max(...gone.back, ...hung.back);
    console.log(`\n  Page ≤ ${PAGE_AIM_MS} ms with the ERP down: ${worst.toFixed(0)} ms at most, ${verdict(worst <= PAGE_AIM_MS)}; the one page that meets a hanging ERP first: ${Math.max(...hung.first).toFixed(0)} ms.`);
    console.log(`  Answer ≤ ${OPEN_AIM_MS} ms once the breaker is open: p95 ${paused.toFixed(0)} ms, ${verdict(paused <= OPEN_AIM_MS)}.`);
    console.log(`  Recovery ≤ ${RECOVERY_AIM_MS / 1000} s: ${(back / 1000).toFixed(1)} s at most, ${verdict(back <= RECOVERY_AIM_MS)}.`);
  } finally {
    await house.stop();
  }
});
