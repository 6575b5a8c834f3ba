// From a commit in the ERP to the screens that show it: how long until a page hears of it, until it has the new answer, and what a hundred pages cost the ERP.
import { setTimeout as sleep } from "node:timers/promises";
import { EventListener } from "../support/event-listener.ts";
import { openHandOverHouse } from "../support/hand-over-house.ts";
import { machine, median, p95, table, verdict } from "./support/measuring.ts";
import { withServer } from "./support/with-server.ts";

const CHANGES = 30;
const SCREENS = 100;
const AIM_MS = 1_000;
const QUESTION = `query ($number: ID!) { customer(number: $number) { number name isOnHold } }`;

await withServer(async () => {
  const house = await openHandOverHouse();
  const token = await house.token("accountant");
  const listeners = Array.from({ length: SCREENS }, () => new EventListener(house.urls.gateway, async () => ({ authorization: `Bearer ${token}` })));
  try {
    while (!listeners.every(({ isOpen }) => isOpen)) await sleep(50);
    const ask = async (event: string | null): Promise<string> => {
      const response = await fetch(`${house.urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...(event && { "x-homefield-event": event }) }, body: JSON.stringify({ query: QUESTION, variables: { number: "C-1" } }) });
      return ((await response.json()) as { data: { customer: { name: string } } }).data.customer.name;
    };
    const statements = async (): Promise<number> => Number(/^homefield_sql_statements_total\S* (\d+)$/m.exec(await (await fetch(`${house.urls.erp}/metrics`)).text())![1]);
    /** One change after the other; each of the first `screens` pages asks again when it hears of it. */
    const changes = async (screens: number, saysWhy: boolean) => {
      const heardAfter: number[] = [];
      const shownAfter: number[] = [];
      const before = await statements();
      for (let i = 0; i < CHANGES; i++) {
        const name = `Name ${screens} ${saysWhy} ${i}`;
        const from = listeners.map(({ heard }) => heard.length);
        await house.erp.db.updateTable("customer").set({ name }).where("number", "=", "C-1").execute();
        const committedAt = performance.now();
        await Promise.all(listeners.slice(0, screens).map(async (listener, n) => {
          while (listener.heard.length === from[n]) await sleep(1);
          const event = listener.heard[from[n]!]!;
          heardAfter.push(event.at - committedAt);
          if ((await ask(saysWhy ? event.id : null)) !== name) throw new Error("a screen was given an older answer than the event it asked for");
          shownAfter.push(performance.now() - committedAt);
        }));
        await sleep(Math.random() * 200);
      }
      return { heardAfter, shownAfter, perChange: ((await statements()) - before) / CHANGES };
    };
    await changes(1, true);
    const one = await changes(1, true);
    const hundred = await changes(SCREENS, true);
    const hundredEach = await changes(SCREENS, false);
    console.log(`\n  ${machine()}`);
    const row = (name: string, { heardAfter, shownAfter, perChange }: typeof one): string[] => [name, median(heardAfter).toFixed(0), p95(heardAfter).toFixed(0), median(shownAfter).toFixed(0), p95(shownAfter).toFixed(0), perChange.toFixed(1)];
    console.log(`\n${table(["ms after the commit", "heard p50", "p95", "new answer p50", "p95", "SQL statements a change"], [row("one screen", one), row(`${SCREENS} screens`, hundred), row(`${SCREENS} screens, each asked for itself`, hundredEach)])}`);
    console.log(`\n  Commit to screen ≤ ${AIM_MS} ms with ${SCREENS} screens: p95 ${p95(hundred.shownAfter).toFixed(0)} ms, ${verdict(p95(hundred.shownAfter) <= AIM_MS)}.`);
    console.log(`  A hundred screens cost the owner what one costs: ${(hundred.perChange / one.perChange).toFixed(2)} × its statements, ${verdict(hundred.perChange <= 1.5 * one.perChange)}.`);
  } finally {
    for (const listener of listeners) listener.close();
    await house.stop();
  }
});
