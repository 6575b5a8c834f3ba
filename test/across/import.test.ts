import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importCompany } from "@homefield/commands/adventureworks/import.ts";
import { brokenInvariants, openDatabase, silentLog } from "@homefield/kit";
import { scratchDatabase, type ScratchDatabase } from "@homefield/kit/scratch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeBicycles } from "../support/tiny-bicycles.ts";

let crm: ScratchDatabase;
let erp: ScratchDatabase;
let folder: string;
let said: string[];
const before = process.env["INIT_CWD"];
beforeEach(async () => {
  [crm, erp] = await Promise.all([scratchDatabase("crm"), scratchDatabase("erp")]);
  folder = mkdtempSync(join(tmpdir(), "homefield-import-"));
  process.env["INIT_CWD"] = folder;
  said = [];
});
afterEach(async () => {
  if (before === undefined) delete process.env["INIT_CWD"];
  else process.env["INIT_CWD"] = before;
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([crm.drop(), erp.drop()]);
});

const SKIP = "--skip-bad-rows";
const take = (...options: string[]): Promise<number> => importCompany({
  folder, options, databases: { crm: crm.url, erp: erp.url, identity: "" },
  secrets: { postgresPassword: "", rolePasswords: { crm: "", erp: "", identity: "" }, identitySecret: "", handoverSecret: "", demoPassword: "" },
  progress: { step: (_, work) => work(() => undefined), say: (line) => void said.push(line) },
});
const errors = (): string[] => readFileSync(join(folder, "import-errors.csv"), "utf8").trim().split("\n");
async function on<T>(side: ScratchDatabase, work: (database: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const database = openDatabase(side.url, { name: "look", log: silentLog(), poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
/** Rows of every table, by name: what was taken in. */
async function rows(side: ScratchDatabase): Promise<Record<string, number>> {
  return on(side, async ({ pool }) => {
    const tables = (await pool.query<{ name: string }>("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%' order by 1")).rows;
    const counts: Record<string, number> = {};
    for (const { name } of tables) counts[name] = (await pool.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n;
    return counts;
  });
}
const everything = async () => ({ crm: await rows(crm), erp: await rows(erp) });
const broken = async () => [...(await on(crm, ({ db }) => brokenInvariants(db))), ...(await on(erp, ({ db }) => brokenInvariants(db)))];
const orders = () => on(erp, async ({ pool }) => (await pool.query<{ number: string }>("select number from sales_order order by 1")).rows.map((row) => row.number));
/** Replaces one text in one file. */
const damaged = (file: string, from: string, to: string) => writeBicycles(folder, (name, text) => {
  if (name !== file) return text;
  expect(text).toContain(from);
  return text.replace(from, to);
});

describe("importing AdventureWorks, in small", () => {
  it("takes both sides in, books what was sold, and a second time changes nothing", async () => {
    writeBicycles(folder);
    expect(await take()).toBe(0);
    const first = await everything();
    expect(first.crm).toMatchObject({ account: 4, contact: 4, crm_user: 2, sales_quota: 2, team: 1 });
    expect(first.erp).toMatchObject({ customer: 4, item: 3, sales_order: 4, sales_order_line: 5, shipment: 4, invoice: 4, employee: 3, warehouse: 2, exchange_rate: 2 });
    expect(await broken()).toEqual([]);
    // Cents, each document rounded once: 2477.7259 → 2477.73, 37.6142 → 37.61, 3953.9884 → 3953.99, 38.6640 → 38.66.
    expect(await on(erp, async ({ pool }) => (await pool.query("select number, total_amount::text as total, status from invoice order by issue_date")).rows)).toEqual(
      [["INV-AWUS-2011-000001", "2477.7300"], ["INV-AWUS-2011-000002", "37.6100"], ["INV-AWUS-2011-000003", "3953.9900"], ["INV-AWUS-2012-000001", "38.6600"]].map(([number, total]) => ({ number, total, status: "POSTED" })));
    // Stock as counted, after all that was shipped.
    expect(await on(erp, async ({ pool }) => (await pool.query("select warehouse, item_number, on_hand::int from stock_balance order by 1, 2")).rows)).toEqual([
      { warehouse: "AW01", item_number: "AR-5381", on_hand: 408 }, { warehouse: "AW07", item_number: "BK-R93R-62", on_hand: 0 }, { warehouse: "AW07", item_number: "HL-U509-R", on_hand: 288 }]);
    expect(await on(crm, async ({ pool }) => (await pool.query("select name, customer_number from account order by customer_number")).rows)).toEqual([
      { name: 'Next-Door "Bike" Store', customer_number: "AW00000001" }, { name: "Vélos du Bois", customer_number: "AW00000002" }, { name: "Jon V Yang", customer_number: "AW00011000" }, { name: "小明 王", customer_number: "AW00011001" }]);

    expect(await take()).toBe(0);
    expect(await everything()).toEqual(first);
    expect(await broken()).toEqual([]);
    // Nothing of the way there is left behind.
    for (const side of [crm, erp]) expect(await on(side, async ({ pool }) => (await pool.query("select nspname from pg_namespace where nspname = 'adventureworks'")).rows)).toEqual([]);
    expect(existsSync(join(folder, "import-errors.csv"))).toBe(false);
  });

  it("takes in what was added since the first time, and only that", async () => {
    const later = (file: string, text: string) => (/SalesOrder(Header|Detail)/.test(file) ? text.replace(/\n43700,.*/, "") : text);
    writeBicycles(folder, later);
    expect(await take()).toBe(0);
    expect(await orders()).toEqual(["SO43659", "SO43660", "SO43697"]);
    writeBicycles(folder);
    expect(await take()).toBe(0);
    expect(await orders()).toEqual(["SO43659", "SO43660", "SO43697", "SO43700"]);
    expect(await broken()).toEqual([]);
  });

  it.each([
    { what: "a missing column", file: "Sales.SalesOrderHeader", from: ",DueDate,", to: ",Due,", error: '"Sales.SalesOrderHeader.csv","1","DueDate","","the column is missing from the file"', left: [] },
    { what: "a wrong date", file: "Sales.SalesOrderHeader", from: "43660,2011-06-01 00:00:00", to: "43660,2011-02-30 00:00:00", error: '"Sales.SalesOrderHeader.csv","3","OrderDate","2011-02-30 00:00:00","it is no date"', left: ["SO43659", "SO43697", "SO43700"] },
    { what: "an unknown reference", file: "Sales.SalesOrderHeader", from: ",,11000,3,3,1,,", to: ",,99999,3,3,1,,", error: '"Sales.SalesOrderHeader.csv","4","CustomerID","99999","Sales.Customer has no such CustomerID"', left: ["SO43659", "SO43660", "SO43700"] },
    { what: "a broken quote", file: "Sales.SalesOrderHeader", from: "SO43697,,", to: 'SO43697,"half,', error: '"Sales.SalesOrderHeader.csv","4","",', left: ["SO43659", "SO43660", "SO43700"] },
    { what: "a line that lost its article number", file: "Sales.SalesOrderDetail", from: "3,707,23.0836", to: "3,seven,23.0836", error: '"Sales.SalesOrderDetail.csv","3","ProductID","seven","it is no whole number"', left: ["SO43660", "SO43697", "SO43700"] },
    { what: "a row with a cell too few", file: "Sales.Customer", from: "\n11001,402,,2,AW00011001", to: "\n11001,402,2,AW00011001", error: '"Sales.Customer.csv","5","",', left: ["SO43659", "SO43660", "SO43697"] },
    { what: "an empty cell that must not be", file: "Production.Product", from: "749,\"Road-150 Red, 62\",BK-R93R-62", to: "749,\"Road-150 Red, 62\",", error: '"Production.Product.csv","4","ProductNumber","","it is empty"', left: ["SO43660", "SO43700"] },
  ])("with $what takes nothing in unless told to, then takes the rest, and names the line", async ({ file, from, to, error, left }) => {
    damaged(file, from, to);
    const empty = await everything();
    expect(await take()).toBe(1);
    expect(await everything()).toEqual(empty);
    expect(errors()[0]).toBe("file,line,column,value,reason");
    expect(errors().filter((line) => line.startsWith(error))).toHaveLength(1);
    expect(said.join("\n")).toContain("Nothing was taken in.");

    expect(await take(SKIP)).toBe(1);
    expect(await orders()).toEqual(left);
    expect(await broken()).toEqual([]);
    expect((await everything()).crm).toMatchObject({ team: 1, crm_user: 2 });

    // The files mended, the rest follows.
    writeBicycles(folder);
    expect(await take()).toBe(0);
    expect(await orders()).toEqual(["SO43659", "SO43660", "SO43697", "SO43700"]);
    expect(await broken()).toEqual([]);
  });

  it("names a file that is missing, and an option it doesn't know", async () => {
    writeBicycles(folder, (file, text) => (file === "Sales.Store" ? null : text));
    expect(await take()).toBe(1);
    expect(errors()).toContain('"Sales.Store.csv","0","","","the file is missing"');
    await expect(take("--yes")).rejects.toThrow(/Unknown option --yes/);
  });
});
