// Pages across owners, over HTTP from the coordinator, against one hand-written statement in a database that has both schemas.
import { fileURLToPath } from "node:url";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { scratchDatabase } from "@homefield/kit/scratch";
import { fillListsHouse } from "../support/lists-company.ts";
import { type Child, send, startChild } from "./support/children.ts";
import { benchDatabase } from "./support/company.ts";
import { inTurns, machine, median, quiet, table, verdict } from "./support/measuring.ts";
import { oneDatabase } from "./support/one-database.ts";
import { withServer } from "./support/with-server.ts";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- answers of the graph
const AIM = 3;
const ROUNDS = 40;
const INVOICES_EACH = 1_000_000 / 60_000;
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

const PASSWORD = "correct horse battery";
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
interface Asked { ours: (query: string, variables: object) => Promise<Json>; floor: (name: string, sql: string) => Promise<{ id: string }[]> }

/** A company in two databases with all services before them as processes of their own, and once more in one database: the floor. */
async function withCompany(size: { accounts: number; customers: number }, superuserUrl: string, work: (asked: Asked) => Promise<void>): Promise<void> {
  const children: Child[] = [];
  const databases = { crm: await benchDatabase("crm", superuserUrl), erp: await benchDatabase("erp", superuserUrl) };
  const identity = await scratchDatabase("identity");
  try {
    await fillListsHouse({ admin: { crm: databases.crm.client, erp: databases.erp.client } }, { ...size, invoicesEach: INVOICES_EACH, seed: 1, foreign: false });
    const floorDatabase = await oneDatabase(superuserUrl, [
      { client: databases.crm.client, tables: ["account", "account_figure", "opportunity"] }, { client: databases.erp.client, tables: ["customer", "customer_figure", "invoice", "sales_order", "sales_order_line"] },
    ], `floor_${size.accounts}`);
    await Promise.all([databases.crm, databases.erp].map(({ client }) => client.query("vacuum analyze")));
    const [gatewayPort, crmPort, erpPort, listsPort] = (await freePorts(4)) as [number, number, number, number];
    const urls = { CRM_URL: `http://127.0.0.1:${crmPort}`, ERP_URL: `http://127.0.0.1:${erpPort}`, LISTS_URL: `http://127.0.0.1:${listsPort}` };
    const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
    const source = { ...urls, IDENTITY_JWKS_URL: `${gatewayUrl}/auth/jwks`, HANDOVER_SECRET: "secret of the benchmark" };
    const start = async (path: string, environment: Record<string, string>): Promise<Child> => (children.push(await startChild(file(path), environment)), children.at(-1)!);
    const [floor] = (await Promise.all([
      start("./support/statement-server.ts", { FLOOR_DATABASE_URL: floorDatabase.url }),
      start("../../subgraphs/crm/src/main.ts", { ...source, PORT: String(crmPort), CRM_DATABASE_URL: databases.crm.url }),
      start("../../subgraphs/erp/src/main.ts", { ...source, PORT: String(erpPort), ERP_DATABASE_URL: databases.erp.url }),
      start("../../subgraphs/lists/src/main.ts", { ...source, PORT: String(listsPort) }),
      start("../../gateway/src/main.ts", { ...urls, PORT: String(gatewayPort), IDENTITY_DATABASE_URL: identity.url, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-bench", HOMEFIELD_DEMO: "1", DEMO_PASSWORD: PASSWORD }),
    ])) as [Child, ...Child[]];
    const { token } = JSON.parse(await send(`${gatewayUrl}/auth/demo-token`, { body: JSON.stringify({ email: "integrator@demo.homefield.example", password: PASSWORD }) })) as { token: string };
    await work({
      ours: async (query, variables) => {
        const { data, errors } = JSON.parse(await send(`${urls.LISTS_URL}/graphql`, { body: JSON.stringify({ query, variables }), token })) as { data: Json; errors?: unknown };
        if (errors) throw new Error(JSON.stringify(errors));
        return data;
      },
      floor: async (name, sql) => (JSON.parse(await send(`http://127.0.0.1:${floor.port}/`, { body: JSON.stringify({ name, sql }) })) as { data: { id: string }[] }).data,
    });
  } finally {
    for (const child of children.toReversed()) await child.stop();
    await Promise.all([databases.crm.close(), databases.erp.close(), identity.drop()]);
  }
}
const sums = (sql: string): string => `select count(*), sum(f.open_balance), sum(g.pipeline_amount) from (${sql.replace(/ order by .*$/s, "")}) m join account a using (id) left join account_figure g on g.account_id = a.id left join customer_figure f on f.customer_number = a.customer_number`;

// `npm run bench lists 100000` measures one size only.
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000];

await withServer(async (superuserUrl) => {
  const costs = new Map<string, number[]>();
  for (const accounts of sizes) {
    const customers = accounts * 0.6;
    await withCompany({ accounts, customers }, superuserUrl, async ({ ours, floor }) => {
      const rows: string[][] = [];
      const all = { ours: [] as number[], floor: [] as number[] };
      for (const { name, filter, orderBy, sql } of QUESTIONS) {
        const page = async (): Promise<Json> => (await ours(PAGE, { filter, orderBy }))["accountList"];
        const floorPage = async (): Promise<{ id: string }[]> => (await floor(name, `${sql} limit 51`)).slice(0, 50);
        const answer = await page();
        const [got, expected] = [answer.nodes.map(({ id }: { id: string }) => id), (await floorPage()).map(({ id }) => id)];
        if (JSON.stringify(got) !== JSON.stringify(expected)) throw new Error(`${name}: the answers differ`);
        const floorSweep = async (): Promise<unknown> => [await floorPage(), await floor(`${name}, sums`, sums(sql))];
        const times = await inTurns([{ name: "ours", run: page }, { name: "floor", run: floorPage }, { name: "sweep", run: () => ours(SWEEP, { filter, orderBy }) }, { name: "floor sweep", run: floorSweep }], { rounds: ROUNDS, warmUp: 5, withinMs: 6_000 });
        const of = (variant: string): number[] => times.get(variant)!;
        all.ours.push(...of("ours"));
        all.floor.push(...of("floor"));
        costs.set(name, [...(costs.get(name) ?? []), quiet(of("ours"))]);
        const figures = [quiet(of("ours")), median(of("ours")), p95(of("ours")), quiet(of("floor")), median(of("floor")), p95(of("floor")), p95(of("ours")) / p95(of("floor")), median(of("sweep")), median(of("sweep")) / median(of("floor sweep"))];
        rows.push([name, `${answer.explain.leads} ${answer.explain.plan}`, String(answer.explain.calls), ...figures.map((figure) => figure.toFixed(1))]);
      }
      console.log(`\n  ${accounts} accounts, ${customers} customers, ${Math.round(customers * INVOICES_EACH)} invoices · ${machine()}\n`);
      console.log(table(["page of 50, ms", "way", "calls", "p5", "p50", "p95", "floor p5", "p50", "p95", "× p95", "with sums p50", "× floor"], rows));
      const ratio = p95(all.ours) / p95(all.floor);
      console.log(`\n  All pages together: p95 ${p95(all.ours).toFixed(1)} ms to ${p95(all.floor).toFixed(1)} ms, ${ratio.toFixed(1)} × (aim ≤ ${AIM} ×: ${verdict(ratio <= AIM)}).`);
    });
  }
  if (sizes.length > 1) console.log(`\n${table(["p5 as accounts grow, ms", ...sizes.map(String), "×"], [...costs].map(([name, each]) => [name, ...each.map((ms) => ms.toFixed(1)), (each.at(-1)! / each[0]!).toFixed(1)]))}`);
});
