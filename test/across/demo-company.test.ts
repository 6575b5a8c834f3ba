/** The demo company: told twice it is the same, and its books hold. */
import { seedDemo } from "@homefield/commands/demo/seed.ts";
import { withConnection } from "@homefield/commands/postgres/connect.ts";
import { brokenInvariants, openDatabase, silentLog } from "@homefield/kit";
import { type ScratchDatabase, scratchDatabase } from "@homefield/kit/scratch";
import { afterAll, beforeAll, expect, it } from "vitest";

// A spring in which customers come, order, are delivered and pay; 18 months would take a minute twice.
const STORY = { today: "2026-06-12", months: 3 };
const sides = ["crm", "erp"] as const;
const told: Record<(typeof sides)[number], ScratchDatabase>[] = [];

beforeAll(async () => {
  for (let time = 0; time < 2; time++) {
    const databases = { crm: await scratchDatabase("crm"), erp: await scratchDatabase("erp") };
    told.push(databases);
    await seedDemo({ databases: { crm: databases.crm.url, erp: databases.erp.url }, progress: () => undefined, ...STORY });
  }
}, 300_000);
afterAll(async () => {
  for (const databases of told) for (const side of sides) await databases[side].drop();
});

it.each(sides)("tells the %s the same story each time, number by number", async (side) => {
  const [first, second] = [await rowsOf(told[0]![side].url), await rowsOf(told[1]![side].url)];
  expect(Object.keys(first).length).toBeGreaterThan(10);
  const differing = Object.keys(first).flatMap((table) => first[table]!.flatMap((row, i) => (row === second[table]![i] ? [] : [{ table, row, again: second[table]![i] }])).slice(0, 1));
  expect(differing).toEqual([]);
});

it("leaves books that hold, with something in each of them", async () => {
  for (const side of sides) {
    const { db, close } = openDatabase<Record<string, never>>(told[0]![side].url, { name: "test", log: silentLog() });
    expect(await brokenInvariants(db)).toEqual([]);
    await close();
  }
  const rows = await rowsOf(told[0]!.erp.url);
  for (const table of ["sales_order", "shipment", "invoice", "customer_payment", "journal_entry", "ledger_chain"]) expect(rows[table]!.length, table).toBeGreaterThan(1);
});

/** What differs from one database to another: identifiers, hashes of texts that hold them, numbers of transactions. The ledger's chain holds none. */
const ITS_OWN = [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, /(?<="(body_hash|content_hash|contentHash)": (\[null, )?")[0-9a-f]{64}/g, /(?<="transaction": ")\d+/g];

/** Every row of every table as text, in a fixed order. */
function rowsOf(url: string): Promise<Record<string, string[]>> {
  return withConnection(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%' order by 1");
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
      found[name] = rows.map(({ row }) => ITS_OWN.reduce((text, own) => text.replace(own, "…"), row)).sort();
    }
    return found;
  });
}
