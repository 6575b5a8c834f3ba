import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { importCompany } from "@homefield/commands/adventureworks/import.ts";
import { brokenInvariants, openDatabase, silentLog } from "@homefield/kit";
import { scratchDatabase, type ScratchDatabase } from "@homefield/kit/scratch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Not part of the product: whoever has the files lays them here, or says where they are. */
const folder = process.env["HOMEFIELD_ADVENTUREWORKS"] ?? fileURLToPath(new URL("../../../shared/data/adventureworks", import.meta.url));
const present = existsSync(folder);
if (!present) console.warn(`The import of AdventureWorks 2019 is not tested: there is no folder ${folder}. Name yours with HOMEFIELD_ADVENTUREWORKS.`);

const AIM_MS = 120_000;
let crm: ScratchDatabase;
let erp: ScratchDatabase;
const said: string[] = [];
const take = (): Promise<number> => importCompany({
  folder, options: [], databases: { crm: crm.url, erp: erp.url, identity: "" },
  secrets: { postgresPassword: "", rolePasswords: { crm: "", erp: "", identity: "" }, identitySecret: "", handoverSecret: "", demoPassword: "" },
  progress: { step: (_, work) => work(() => undefined), say: (line) => void said.push(line) },
});
async function one(side: ScratchDatabase, sql: string): Promise<unknown> {
  const database = openDatabase(side.url, { name: "look", log: silentLog(), poolSize: 1 });
  try {
    return (await database.pool.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await database.close();
  }
}
async function broken(): Promise<unknown[]> {
  const found = await Promise.all([crm, erp].map(async ({ url }) => {
    const database = openDatabase(url, { name: "look", log: silentLog(), poolSize: 1 });
    return brokenInvariants(database.db).finally(() => database.close());
  }));
  return found.flat();
}

describe.skipIf(!present)("importing AdventureWorks 2019 as published", () => {
  beforeAll(async () => { [crm, erp] = await Promise.all([scratchDatabase("crm"), scratchDatabase("erp")]); });
  afterAll(() => Promise.all([crm.drop(), erp.drop()]));

  it("meets the control totals within two minutes, and the books are in order", async () => {
    const startedAt = Date.now();
    expect(await take()).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(AIM_MS);
    expect(await one(erp, "select count(*)::int as orders, (select count(*)::int from sales_order_line) as lines, (select count(*)::int from item) as items from sales_order")).toEqual([{ orders: 31_465, lines: 121_317, items: 504 }]);
    // Each document is rounded to cents once: half a cent at most for each of 31,465.
    const [sums] = (await one(erp, "select sum(net_amount) - 109846381.4039 as net, sum(tax_amount) - 10186974.4602 as tax, sum(freight_amount) - 3183430.2518 as freight, sum(total_amount) - 123216786.1159 as total from sales_order")) as Record<string, string>[];
    for (const difference of Object.values(sums!)) expect(Math.abs(Number(difference))).toBeLessThan(31_465 * 0.015);
    // By year and by way of selling, as the source counts them.
    const counts = await one(erp, `select extract(year from o.order_date)::int as year, count(*) filter (where c.customer_group = 'AW-STORE')::int as store, count(*) filter (where c.customer_group = 'AW-ONLINE')::int as online
      from sales_order o join customer c on c.number = o.customer_number group by 1 order by 1`);
    expect(counts).toEqual([{ year: 2011, store: 406, online: 1_201 }, { year: 2012, store: 1_172, online: 2_743 }, { year: 2013, store: 1_598, online: 12_584 }, { year: 2014, store: 630, online: 11_131 }]);
    expect(await one(erp, "select sum(on_hand)::int as quantity from stock_balance")).toEqual([{ quantity: 335_974 }]);
    expect(said.join("\n")).toMatch(/Σ TotalDue → invoiced\s+123216786\.1159/);
    expect(await broken()).toEqual([]);
  });

  it("a second time changes nothing", async () => {
    const counts = () => Promise.all([one(erp, "select (select count(*) from sales_order) as o, (select count(*) from journal_line) as j, (select count(*) from stock_move) as m, (select sum(last_number) from number_series) as s"), one(crm, "select (select count(*) from account) as a, (select count(*) from contact) as c")]);
    const first = await counts();
    expect(await take()).toBe(0);
    expect(await counts()).toEqual(first);
    expect(await broken()).toEqual([]);
  });
});
