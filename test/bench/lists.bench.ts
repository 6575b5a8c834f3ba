// Pages across owners, over HTTP from the coordinator, against one hand-written statement in a database that has both schemas.
import type pg from "pg";
import { fillListsHouse } from "../support/lists-company.ts";
import { type ListsHouse, openListsHouse } from "../support/lists-house.ts";
import { inTurns, machine, median, table, verdict } from "./support/measuring.ts";
import { oneDatabase } from "./support/one-database.ts";
import { withServer } from "./support/with-server.ts";

const AIM = 3;
const ROUNDS = 40;
const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]!;

interface Question { name: string; filter: object; orderBy: object; sql: string }
const living = "a.archived_at is null";
const from = "account a left join account_figure g on g.account_id = a.id left join (customer c join customer_figure f on f.customer_number = c.number) on c.number = a.customer_number";
const linked = "customer_figure f join customer c on c.number = f.customer_number join account a on a.customer_number = c.number left join account_figure g on g.account_id = a.id";
const byName = { account: "NAME", direction: "ASC" };
const byOverdue = { customer: "OVERDUE_BALANCE", direction: "DESC" };
const overdueFirst = "order by f.overdue_balance desc, f.customer_number desc";
const QUESTIONS: Question[] = [
  { name: "by overdue, everybody", filter: {}, orderBy: byOverdue, sql: `select a.id from ${linked} where ${living} ${overdueFirst}` },
  { name: "by overdue, of one segment", filter: { account: { segment: { equals: "hotel" } } }, orderBy: byOverdue, sql: `select a.id from ${linked} where ${living} and a.segment = 'hotel' ${overdueFirst}` },
  { name: "by overdue, of a few accounts", filter: { account: { segment: { equals: "hotel" }, territory: { equals: "north" }, city: { equals: "town 1" }, pipelineAmount: { greaterThan: "90000" } } }, orderBy: byOverdue, sql: `select a.id from ${from} where ${living} and a.segment = 'hotel' and a.territory = 'north' and a.meeting_city = 'town 1' and g.pipeline_amount > 90000 order by c.number is null, f.overdue_balance desc, f.customer_number desc, a.name, a.id` },
  { name: "by name, overdue or of a segment", filter: { or: [{ account: { segment: { equals: "hotel" } } }, { customer: { overdueBalance: { greaterThan: "2000" } } }] }, orderBy: byName, sql: `select a.id from ${from} where ${living} and (a.segment = 'hotel' or f.overdue_balance > 2000) order by a.name, a.id` },
  { name: "by name, not a customer on hold", filter: { not: { customer: { isOnHold: { equals: true } } } }, orderBy: byName, sql: `select a.id from ${from} where ${living} and (c.is_on_hold is not true) order by a.name, a.id` },
  { name: "by name, who owes most", filter: { customer: { overdueBalance: { greaterThan: "20000" } } }, orderBy: byName, sql: `select a.id from ${linked} where ${living} and f.overdue_balance > 20000 order by a.name, a.id` },
  { name: "by pipeline, who orders nothing now", filter: { account: { territory: { equals: "islands" } }, customer: { openOrderCount: { equals: 0 } } }, orderBy: { account: "PIPELINE_AMOUNT", direction: "DESC" }, sql: `select a.id from account_figure g join account a on a.id = g.account_id join customer_figure f on f.customer_number = a.customer_number where ${living} and a.territory = 'islands' and f.open_order_count = 0 order by g.pipeline_amount desc, g.account_id desc` },
  { name: "by name, bought a thing this quarter", filter: { customer: { bought: { itemNumber: "I-3", from: new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10) } } }, orderBy: byName, sql: `select a.id from ${linked} where ${living} and exists (select 1 from sales_order o join sales_order_line l on l.sales_order_id = o.id where o.customer_number = c.number and o.status not in ('DRAFT', 'CANCELLED') and l.item_number = 'I-3' and o.order_date >= current_date - 90) order by a.name, a.id` },
  { name: "by name, much turnover, much pipeline", filter: { account: { pipelineAmount: { greaterThan: "80000" } }, customer: { turnover: { amount: { greaterThan: "20000" } } } }, orderBy: byName, sql: `select a.id from ${linked} where ${living} and g.pipeline_amount > 80000 and coalesce((select sum(case i.kind when 'INVOICE' then i.net_amount else -i.net_amount end) from invoice i where i.customer_number = c.number and i.status = 'POSTED' and i.issue_date > current_date - interval '12 months' and i.issue_date <= current_date), 0) > 20000 order by a.name, a.id` },
];
const PAGE = `query ($filter: AccountListFilter, $orderBy: AccountListOrder) { accountList(filter: $filter, orderBy: $orderBy, first: 50) { nodes { id } explain { leads plan keysShipped calls } } }`;
const SWEEP = `query ($filter: AccountListFilter, $orderBy: AccountListOrder) { accountList(filter: $filter, orderBy: $orderBy, first: 50) { nodes { id } totalCount totals { openBalances { amount currency } pipelineAmounts { amount currency } } } }`;

async function withCompany<T>(size: { accounts: number; customers: number; invoicesEach: number }, superuserUrl: string, work: (house: ListsHouse, floor: pg.Client) => Promise<T>): Promise<T> {
  const house = await openListsHouse();
  try {
    await fillListsHouse(house, { ...size, seed: 1, foreign: false });
    const { default: { Client } } = await import("pg");
    const { url } = await oneDatabase(superuserUrl, [
      { client: house.admin.crm, tables: ["account", "account_figure", "opportunity"] }, { client: house.admin.erp, tables: ["customer", "customer_figure", "invoice", "sales_order", "sales_order_line"] },
    ], `floor_${size.accounts}`);
    const floor = new Client({ connectionString: url });
    floor.on("error", () => undefined);
    await floor.connect();
    for (const client of [house.admin.crm, house.admin.erp, floor]) await client.query("vacuum analyze");
    try {
      return await work(house, floor);
    } finally {
      await floor.end();
    }
  } finally {
    await house.stop();
  }
}
const sums = (sql: string): string => `select count(*), sum(f.open_balance), sum(g.pipeline_amount) from (${sql.replace(/ order by .*$/s, "")}) m join account a using (id) left join account_figure g on g.account_id = a.id left join customer_figure f on f.customer_number = a.customer_number`;

await withServer(async (superuserUrl) => {
  const costs = new Map<string, number[]>();
  for (const [accounts, customers] of [[10_000, 6_000], [100_000, 60_000]] as const) {
    await withCompany({ accounts, customers, invoicesEach: 1_000_000 / 60_000 }, superuserUrl, async (house, floor) => {
      const rows: string[][] = [];
      const all = { ours: [] as number[], floor: [] as number[] };
      for (const { name, filter, orderBy, sql } of QUESTIONS) {
        const ours = async () => (await house.get(PAGE, { filter, orderBy }))["accountList"];
        const floors = async () => (await floor.query<{ id: string }>(`${sql} limit 51`)).rows.slice(0, 50);
        const answer = await ours();
        const [got, expected] = [answer.nodes.map(({ id }: { id: string }) => id), (await floors()).map(({ id }) => id)];
        // Where the ERP leads and has no more, the tail follows; the statement lists customers only.
        if (JSON.stringify(got.slice(0, expected.length)) !== JSON.stringify(expected)) throw new Error(`${name}: the answers differ`);
        const times = await inTurns([{ name: "ours", run: ours }, { name: "floor", run: floors }, { name: "sweep", run: () => house.get(SWEEP, { filter, orderBy }) }, { name: "floor sweep", run: async () => { await floors(); await floor.query(sums(sql)); } }], { rounds: ROUNDS, warmUp: 5, withinMs: 12_000 });
        const of = (variant: string): number[] => times.get(variant)!;
        all.ours.push(...of("ours"));
        all.floor.push(...of("floor"));
        costs.set(name, [...(costs.get(name) ?? []), median(of("ours"))]);
        rows.push([name, `${answer.explain.leads} ${answer.explain.plan}`, String(answer.explain.calls), median(of("ours")).toFixed(1), p95(of("ours")).toFixed(1), median(of("floor")).toFixed(1), p95(of("floor")).toFixed(1), (p95(of("ours")) / p95(of("floor"))).toFixed(1), median(of("sweep")).toFixed(1), (median(of("sweep")) / median(of("floor sweep"))).toFixed(1)]);
      }
      console.log(`\n  ${accounts} accounts, ${customers} customers, ${Math.round(customers * 1_000_000 / 60_000)} invoices · ${machine()}\n`);
      console.log(table(["page of 50", "way", "calls", "p50 ms", "p95 ms", "floor p50", "floor p95", "× p95", "with sums", "× floor"], rows));
      const ratio = p95(all.ours) / p95(all.floor);
      console.log(`\n  All pages together: p95 ${p95(all.ours).toFixed(1)} ms to ${p95(all.floor).toFixed(1)} ms, ${ratio.toFixed(1)} × (aim ≤ ${AIM} ×: ${verdict(ratio <= AIM)}).`);
    });
  }
  console.log(`\n${table(["p50 as accounts grow tenfold", "10,000", "100,000", "×"], [...costs].map(([name, [small, large]]) => [name, small!.toFixed(1), large!.toFixed(1), (large! / small!).toFixed(1)]))}`);
});
