import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase, silentLog } from "@homefield/kit";
import { openFiscalYear } from "@homefield/erp/company/company.module.ts";
import { createStandardChart } from "@homefield/erp/finance/ledger/ledger.module.ts";
import type { DB as ErpTables } from "@homefield/erp/generated/tables.ts";
import pg from "pg";
import type { ImportCompany } from "../import-run.ts";
import { CRM_REPORT, CRM_STEPS } from "./crm-steps.ts";
import { BASE_STEPS, ENTITY, ERP_REPORT, ORDER_STEPS, type Step, TORN_ORDERS } from "./erp-steps.ts";
import { report, type Totals } from "./report.ts";
import { type BadRow, closeStaging, dropOrphans, openStaging, stageFile } from "./stage.ts";
import { REFERENCES, TABLES } from "./tables.ts";

const SKIP = "--skip-bad-rows";
const MOST_SHOWN = 10;

/**
 * Brings AdventureWorks in: CSV → staging tables → the tables of both sides, set by set, one transaction a side.
 * With bad rows nothing is taken in, unless --skip-bad-rows says to take the rest. Either way they are listed with their lines.
 */
export const importCompany: ImportCompany = async ({ folder, options, databases, progress }) => {
  const unknown = options.filter((option) => option !== SKIP);
  if (unknown.length > 0) throw new Error(`Unknown option ${unknown[0]}. The only one is ${SKIP}.`);
  const clients = { crm: new pg.Client({ connectionString: databases.crm }), erp: new pg.Client({ connectionString: databases.erp }) };
  await Promise.all(Object.values(clients).map((client) => client.connect()));
  const bad: BadRow[] = [];
  try {
    await Promise.all(Object.values(clients).map(openStaging));
    await progress.step("Reading the files", async (note) => {
      for (const source of TABLES) {
        note(source.file);
        await stageFile(clients, folder, source, (row) => bad.push(row));
      }
    });
    await progress.step("Checking references", async () => {
      await dropOrphans(clients.erp, "erp", REFERENCES, (row) => bad.push(row));
      const torn = await clients.erp.query<{ line: number; sales_order_id: number; sub_total: string; lines: string }>(TORN_ORDERS);
      for (const order of torn.rows) bad.push({ file: "Sales.SalesOrderHeader.csv", line: order.line, column: "SubTotal", value: order.sub_total, reason: `the lines of order ${order.sales_order_id} that could be read add up to ${order.lines}: the order is left out` });
      await dropOrphans(clients.crm, "crm", REFERENCES, (row) => bad.push(row));
    });
    if (bad.length > 0) {
      const file = await writeErrors(bad);
      progress.say(`${bad.length} rows can't be read. They are listed with their lines in ${file}:`);
      for (const row of bad.slice(0, MOST_SHOWN)) progress.say(`  ${row.file}, line ${row.line}${row.column ? `, ${row.column}` : ""}: ${row.reason}${row.value ? ` (${row.value})` : ""}`);
      if (!options.includes(SKIP)) {
        progress.say(`Nothing was taken in. Mend the files and try again, or add ${SKIP} to take in the rest.`);
        return 1;
      }
    }
    const source = (await clients.erp.query<Totals>(SOURCE_TOTALS)).rows[0]!;
    await takeInErp(databases.erp, clients.erp, progress);
    await within(clients.crm, async () => { for (const step of CRM_STEPS) await progress.step(`CRM: ${step.what}`, () => run(clients.crm, step)); });
    const erp = (await clients.erp.query(ERP_REPORT)).rows[0] as Record<string, string>;
    const crm = (await clients.crm.query(CRM_REPORT)).rows[0] as Record<string, string>;
    const broken = await progress.step("Checking the books", () => brokenRules(clients.erp));
    for (const line of report(source, erp, crm, bad.length)) progress.say(line);
    for (const rule of broken) progress.say(`BROKEN: ${rule.name} shows ${rule.rows} rows.`);
    return broken.length > 0 || bad.length > 0 ? 1 : 0;
  } finally {
    await Promise.allSettled(Object.values(clients).map(closeStaging));
    await Promise.allSettled(Object.values(clients).map((client) => client.end()));
  }
};

async function takeInErp(url: string, client: pg.Client, progress: Parameters<ImportCompany>[0]["progress"]): Promise<void> {
  await within(client, async () => { for (const step of BASE_STEPS) await progress.step(`ERP: ${step.what}`, () => run(client, step)); });
  // The company's calendar and chart are made by the modules that own them.
  const { db, close } = openDatabase<ErpTables>(url, { name: "import", log: silentLog(), poolSize: 1 });
  try {
    await db.transaction().execute(async (tx) => {
      for (let year = 2011; year <= new Date().getUTCFullYear() + 1; year++) await openFiscalYear(tx, ENTITY, year);
      await createStandardChart(tx, ENTITY);
    });
  } finally {
    await close();
  }
  await within(client, async () => {
    for (const step of ORDER_STEPS) await progress.step(`ERP: ${step.what}`, () => run(client, step));
    // What waits until the end of the transaction, like the balance of each entry, is part of the work.
    await progress.step("ERP: checking every entry", () => client.query("set constraints all immediate"));
  });
  await progress.step("ERP: statistics", () => client.query("analyze"));
}
const run = async (client: pg.Client, step: Step): Promise<void> => void (await client.query(step.sql));
async function within(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await client.query("set local work_mem = '64MB'");
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
async function brokenRules(client: pg.Client): Promise<{ name: string; rows: number }[]> {
  const views = await client.query<{ name: string }>("select table_name as name from information_schema.views where table_name like 'inv\\_%' order by 1");
  const broken: { name: string; rows: number }[] = [];
  for (const { name } of views.rows) {
    const counted = await client.query<{ n: number }>(`select count(*)::int as n from ${pg.escapeIdentifier(name)}`);
    if (counted.rows[0]!.n > 0) broken.push({ name, rows: counted.rows[0]!.n });
  }
  return broken;
}
async function writeErrors(bad: BadRow[]): Promise<string> {
  const file = join(process.env["INIT_CWD"] ?? process.cwd(), "import-errors.csv");
  // A leading quote keeps a spreadsheet from running what somebody wrote into a cell.
  const cell = (value: string | number): string => `"${String(value).replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
  await writeFile(file, ["file,line,column,value,reason", ...bad.map((row) => [row.file, row.line, row.column, row.value, row.reason].map(cell).join(","))].join("\n") + "\n");
  return file;
}
const SOURCE_TOTALS = `select count(*)::text as orders, coalesce(sum(sub_total), 0)::text as net, coalesce(sum(tax_amt), 0)::text as tax, coalesce(sum(freight), 0)::text as freight, coalesce(sum(total_due), 0)::text as total,
  count(currency_rate_id)::text as "withRate", (select count(*)::text from adventureworks.inventory) as "inventoryRows", (select coalesce(sum(quantity), 0)::text from adventureworks.inventory) as "inventoryQuantity",
  (select count(*)::text from adventureworks.order_detail) as lines, (select count(*)::text from adventureworks.customer) as customers, (select count(*)::text from adventureworks.product) as items from adventureworks.order_header`;
