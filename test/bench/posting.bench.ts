// Invoices put in the books by the act, eight at a time, against a bare insert of the rows it wrote, eight at a time.
import { setTimeout as sleep } from "node:timers/promises";
import { type Caller, contextOf, openDatabase, silentLog } from "@homefield/kit";
import type { ErpContext } from "@homefield/erp/context.ts";
import type { DB } from "@homefield/erp/generated/tables.ts";
import { postInvoice } from "@homefield/erp/finance/receivables/receivables.module.ts";
import pg from "pg";
import { type BenchDatabase, benchDatabase, foundErp } from "./support/company.ts";
import { machine, median, seconds, table } from "./support/measuring.ts";
import { withServer } from "./support/with-server.ts";

const ROUNDS = 6;
const PER_ROUND = 300;
const AT_ONCE = 8;
const MOST_MS = 120_000;
const TABLES = ["invoice", "invoice_line", "journal_entry", "journal_line", "audit_entry", "idempotency_key"] as const;
/** One statement for all rows of an invoice; made from the tables. */
const BARE = { name: "bare", text: "" };
type Written = Record<(typeof TABLES)[number], unknown[]>;

await withServer(async (superuserUrl) => {
  const erp = await benchDatabase("erp", superuserUrl);
  const database = openDatabase<DB>(erp.url, { name: "bench", log: silentLog(), poolSize: AT_ONCE });
  const pool = new pg.Pool({ connectionString: erp.url, max: AT_ONCE });
  pool.on("error", () => {});
  try {
    await foundErp(erp);
    await bareTables(erp);
    const acts: number[] = [];
    const inserts: number[] = [];
    const caller: Caller = { subject: "user:bench", person: "user:bench", name: "Bench", email: null, employeeNumber: null, roles: [], permissions: new Set(["invoice:post", "invoice:read"]), teams: ["*"], legalEntities: ["*"], kind: "user" };
    const until = Date.now() + MOST_MS;
    // The first round warms up and does not count.
    for (let round = 0; round <= ROUNDS && (round < 2 || Date.now() < until); round++) {
      const ids = await drafts(erp, PER_ROUND);
      const act = await seconds(() => eachAtOnce(ids, async (id) => {
        const ctx = Object.assign(contextOf<DB>({ db: database.db, caller, log: silentLog() }), { seamSecret: "bench" }) satisfies ErpContext;
        const { invoice } = await postInvoice(ctx, { id, idempotencyKey: id });
        if (!invoice?.number) throw new Error(`invoice ${id} was not posted`);
      }));
      const written: Written[] = [];
      for (const id of ids) written.push(await writtenFor(erp, id));
      const insert = await seconds(() => eachAtOnce(written, (rows) => bareInsert(pool, rows)));
      if (round === 0) continue;
      acts.push(act);
      inserts.push(insert);
    }
    const broken = await brokenBooks(erp);
    const rows = Object.values(await writtenFor(erp, (await erp.client.query<{ id: string }>("select id from invoice where status = 'POSTED' limit 1")).rows[0]!.id)).flat().length;
    const [act, insert] = [median(acts), median(inserts)];
    console.log(`\n  ${acts.length} rounds of ${PER_ROUND} invoices with 3 lines, ${AT_ONCE} at once, ${rows} rows an invoice · ${machine()}\n`);
    console.log(table(["", "invoices/s", "ms each", "× floor"], [
      ["floor: the same rows inserted, no triggers", (PER_ROUND / insert).toFixed(0), ((insert / PER_ROUND) * 1000).toFixed(2), "1.0"],
      ["invoicePost: numbered, chained, checked, audited", (PER_ROUND / act).toFixed(0), ((act / PER_ROUND) * 1000).toFixed(2), (act / insert).toFixed(1)],
    ]));
    console.log(`\n  Afterwards ${broken.length === 0 ? "all books hold" : `BROKEN: ${broken.join(", ")}`}.`);
    if (broken.length > 0) process.exitCode = 1;
  } finally {
    await pool.end();
    await database.close();
    await sleep(50); // the pools' last goodbyes
    await erp.close();
  }
});

async function drafts({ client }: BenchDatabase, count: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    with i as (insert into invoice (legal_entity, customer_number, currency, payment_terms, net_amount, tax_amount, total_amount, created_by)
      select 'NHDK', 'C-' || 10001 + n % 600, 'DKK', 'NET30', 3000, 750, 3750, 'bench' from generate_series(1, $1) n returning id),
    l as (insert into invoice_line (invoice_id, line_number, item_number, description, quantity, unit_price, net_amount, tax_code, tax_percent, tax_amount)
      select i.id, n, 'I-' || n, 'Chair', 2, 500, 1000, 'DK25', 25, 250 from i cross join generate_series(1, 3) n)
    select id from i`, [count]);
  return rows.map(({ id }) => id);
}

/** The same tables with their indexes and defaults; no triggers, no foreign keys. */
async function bareTables({ client }: BenchDatabase): Promise<void> {
  const columns = new Map<string, string>();
  await client.query("create schema bare; grant usage on schema bare to erp");
  for (const name of TABLES) {
    await client.query(`create table bare.${name} (like public.${name} including defaults including generated including indexes); grant insert on bare.${name} to erp`);
    const { rows } = await client.query<{ name: string }>("select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum", [`bare.${name}`]);
    columns.set(name, rows.map((row) => pg.escapeIdentifier(row.name)).join(", "));
  }
  const inserts = TABLES.map((name, i) => `insert into bare.${name} (${columns.get(name)!}) select ${columns.get(name)!} from json_populate_recordset(null::bare.${name}, $${i + 1}::json)`);
  BARE.text = `with ${inserts.slice(0, -1).map((insert, i) => `w${i} as (${insert})`).join(", ")} ${inserts.at(-1)!}`;
}
function bareInsert(pool: pg.Pool, rows: Written): Promise<unknown> {
  return pool.query({ ...BARE, values: TABLES.map((name) => JSON.stringify(rows[name])) });
}

/** All rows that stand there because of one invoice. */
async function writtenFor({ client }: BenchDatabase, id: string): Promise<Written> {
  const { rows } = await client.query<Written>(`
    select (select json_agg(i) from invoice i where i.id = $1) as invoice, (select json_agg(l) from invoice_line l where l.invoice_id = $1) as invoice_line,
      (select json_agg(e) from journal_entry e where e.id = j.journal_entry_id) as journal_entry, (select json_agg(l) from journal_line l where l.entry_id = j.journal_entry_id) as journal_line,
      (select json_agg(a) from audit_entry a where a.entity = 'Invoice' and a.entity_key = j.number) as audit_entry,
      (select json_agg(k) from idempotency_key k where k.subject = 'user:bench' and k.act = 'invoicePost' and k.key = j.id::text) as idempotency_key from invoice j where j.id = $1`, [id]);
  return rows[0]!;
}

async function brokenBooks({ client }: BenchDatabase): Promise<string[]> {
  const views = await client.query<{ name: string }>("select table_name as name from information_schema.views where table_name like 'inv\\_%' order by 1");
  const broken: string[] = [];
  for (const { name } of views.rows) if ((await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`)).rowCount! > 0) broken.push(name);
  return broken;
}

async function eachAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items].reverse();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  }));
}
