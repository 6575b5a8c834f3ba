// Pages that need both owners: through our gateway, through a stock one, each owner asked alone, and one hand-written JOIN as the floor.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { scratchDatabase } from "@homefield/kit/scratch";
import { type Child, send, startChild } from "./support/children.ts";
import { benchDatabase, foundErp, historyOfCrm, historyOfErp } from "./support/company.ts";
import { inTurns, machine, median, quiet, table, type Variant, verdict } from "./support/measuring.ts";
import { oneDatabase } from "./support/one-database.ts";
import { withServer } from "./support/with-server.ts";

const ROUNDS = 100;
const WARM_UP = 25;
const MOST_MS = 20_000;
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PASSWORD = "correct horse battery";

const CRM_COLUMNS = "id name segment country meetingAddress { city } owner { id name }";
const ERP_COLUMNS = "number isOnHold openOrderCount nextPromiseDate lastOrderDate openBalance { amount currency } overdueBalance { amount currency }";
const LIST = `query List($first: Int!) { accounts(first: $first) { nodes { ${CRM_COLUMNS} customer { ${ERP_COLUMNS} } } pageInfo { hasNextPage } } }`;
const LIST_OF_CRM = `query List($first: Int!) { accounts(first: $first) { nodes { ${CRM_COLUMNS} customer { number } } pageInfo { hasNextPage } } }`;
const LIST_OF_ERP = `query Columns($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { ${ERP_COLUMNS} } } }`;
const HEAVY = `query Heavy($first: Int!) { invoices(first: $first, orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { number total { amount currency }
  customer { number name account { id name owner { id name employee { number name jobTitle department } } } } } } }`;
const ACCOUNT = await readFile(file("../contract/account-360.graphql"), "utf8");

await withServer(async (superuserUrl) => {
  const children: Child[] = [];
  const [crm, erp] = await Promise.all([benchDatabase("crm", superuserUrl), benchDatabase("erp", superuserUrl)]);
  const identity = await scratchDatabase("identity");
  try {
    await foundErp(erp);
    await Promise.all([historyOfErp(erp), historyOfCrm(crm)]);
    const floorDatabase = await oneDatabase(superuserUrl, [
      { client: crm.client, tables: ["account", "crm_user", "contact", "activity", "opportunity", "stage", "quote"] },
      { client: erp.client, tables: ["customer", "invoice", "sales_order", "sales_order_line", "shipment", "item", "payment_terms", "employee"] },
    ]);
    const [gatewayPort, crmPort, erpPort] = (await freePorts(3)) as [number, number, number];
    const urls = { CRM_URL: `http://127.0.0.1:${crmPort}`, ERP_URL: `http://127.0.0.1:${erpPort}` };
    const gateway = `http://127.0.0.1:${gatewayPort}`;
    const subgraph = { IDENTITY_JWKS_URL: `${gateway}/auth/jwks`, HANDOVER_SECRET: "secret of the benchmark" };
    const start = async (path: string, environment: Record<string, string>): Promise<Child> => {
      const child = await startChild(file(path), environment);
      children.push(child);
      return child;
    };
    const [stock, floor] = (await Promise.all([
      start("./support/stock-gateway.ts", urls),
      start("./support/floor-server.ts", { FLOOR_DATABASE_URL: floorDatabase.url }),
      start("../../subgraphs/crm/src/main.ts", { ...subgraph, PORT: String(crmPort), CRM_DATABASE_URL: crm.url, ERP_URL: urls.ERP_URL }),
      start("../../subgraphs/erp/src/main.ts", { ...subgraph, PORT: String(erpPort), ERP_DATABASE_URL: erp.url }),
      start("../../gateway/src/main.ts", { ...urls, PORT: String(gatewayPort), IDENTITY_DATABASE_URL: identity.url, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-bench", HOMEFIELD_DEMO: "1", DEMO_PASSWORD: PASSWORD, GRAPH_BUDGET_PER_MINUTE: "1000000000" }),
    ])) as [Child, Child, Child, Child, Child];
    const { token } = JSON.parse(await send(`${gateway}/auth/demo-token`, { body: JSON.stringify({ email: "sales.manager@demo.homefield.example", password: PASSWORD }) })) as { token: string };
    const ask = (url: string, query: string, variables: object) => {
      const body = JSON.stringify({ query, variables });
      return () => send(`${url}/graphql`, { body, token });
    };
    const at = (child: Child): string => `http://127.0.0.1:${child.port}`;
    const through = (page: string, query: string, variables: object): Variant[] => [
      { name: "floor: one SQL JOIN, node:http", run: () => send(`${at(floor)}/${page}`) },
      { name: "our gateway", run: ask(gateway, query, variables) },
      { name: "stock @apollo/gateway", run: ask(at(stock), query, variables) },
    ];
    const firstAccount = (await crm.client.query<{ id: string }>("select id from account order by name limit 1")).rows[0]!.id;
    const customers = (await crm.client.query<{ number: string }>("select customer_number as number from account order by name limit 50")).rows;
    const pages: { title: string; variants: Variant[] }[] = [
      { title: "Account list, 50 rows with ERP columns", variants: [
        ...through("list", LIST, { first: 50 }),
        { name: "CRM alone, its columns", run: ask(urls.CRM_URL, LIST_OF_CRM, { first: 50 }) },
        { name: "ERP alone, its columns", run: ask(urls.ERP_URL, LIST_OF_ERP, { representations: customers.map(({ number }) => ({ __typename: "Customer", number })) }) },
      ] },
      { title: "Account 360", variants: through(`account/${firstAccount}`, ACCOUNT, { id: firstAccount }) },
      { title: "Heavy: 200 invoices of 40 customers → account → owner → employee", variants: through("invoices", HEAVY, { first: 200 }) },
    ];
    console.log(`\n  ${machine()}`);
    const ratios = new Map<string, { ours: number; stock: number }>();
    for (const { title, variants } of pages) await sameAnswers(title, variants.slice(0, 3));
    for (const { title, variants } of pages) {
      const times = await inTurns(variants, { rounds: ROUNDS, warmUp: WARM_UP, withinMs: MOST_MS });
      const p50 = (name: string): number => median(times.get(name)!);
      const p5 = (name: string): number => quiet(times.get(name)!);
      const floorName = variants[0]!.name;
      const floorTime = p50(floorName);
      ratios.set(title, { ours: p50("our gateway") / floorTime, stock: p50("stock @apollo/gateway") / p50("our gateway") });
      const bytes = (await variants[1]!.run() as string).length;
      console.log(`\n${table([`${title}, ${(bytes / 1024).toFixed(0)} kB`, "p50 ms", "× floor", "× ours", "p5 ms", "× floor", "× ours"], variants.map(({ name }) => [
        name, p50(name).toFixed(1), (p50(name) / floorTime).toFixed(2), (p50(name) / p50("our gateway")).toFixed(2), p5(name).toFixed(1), (p5(name) / p5(floorName)).toFixed(2), (p5(name) / p5("our gateway")).toFixed(2),
      ]))}`);
    }
    const listRatio = ratios.get(pages[0]!.title)!.ours;
    const heavyRatio = ratios.get(pages[2]!.title)!.stock;
    console.log(`\n  List ≤ 3 × floor: ${listRatio.toFixed(2)}, ${verdict(listRatio <= 3)}.`);
    console.log(`  Heavy query ≥ 1.7 × as quick as a stock gateway: ${heavyRatio.toFixed(2)}, ${verdict(heavyRatio >= 1.7)}.`);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await Promise.all([crm.close(), erp.close(), identity.drop()]);
  }
});

/** A variant that answers something else would win by doing less. Instants are compared as instants. */
async function sameAnswers(title: string, variants: readonly Variant[]): Promise<void> {
  const [expected, ...others] = await Promise.all(variants.map(async ({ name, run }) => {
    const { data, errors } = JSON.parse(await run() as string) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(`${title}: ${name} answered with errors: ${JSON.stringify(errors)}`);
    return { name, data: JSON.parse(JSON.stringify(data), (key, value: unknown) => (key === "dueAt" && typeof value === "string" ? new Date(value).getTime() : value)) as unknown };
  }));
  for (const other of others) if (!isDeepStrictEqual(other.data, expected!.data)) throw new Error(`${title}: ${other.name} answers something else than ${expected!.name}:\n${difference(expected!.data, other.data)}`);
}
function difference(a: unknown, b: unknown, path = "data"): string {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
    if (!isDeepStrictEqual(left, right)) return difference(left, right, `${path}.${key}`);
  }
  return path;
}
