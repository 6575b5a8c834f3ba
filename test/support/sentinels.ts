// Words, figures and days that stand nowhere else, planted in every column of a database that can hold one.
import { randomInt } from "node:crypto";
import pg from "pg";

export interface Column {
  /** "invoice.open_amount" */
  name: string;
  table: string;
  column: string;
  type: string;
  /** Digits of a numeric before and after the point. */
  digits: { whole: number; fraction: number };
  isUnique: boolean;
  /** Why no sentinel can stand in it; null when one can. */
  barred: string | null;
}

/** Every column of every table, as the catalogue has it; what bars a sentinel is read from there too. */
export async function columnsOf(pool: pg.Pool): Promise<Column[]> {
  const { rows } = await pool.query<Omit<Column, "digits" | "barred"> & { modifier: number; generated: boolean; points: boolean; key: boolean; closed: boolean }>(`
    select c.relname || '.' || a.attname as name, c.relname as "table", a.attname as "column", t.typname as type, a.atttypmod as modifier, a.attgenerated <> '' as generated,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey)) as points,
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any(k.conkey)) or exists (select from pg_constraint k where k.confrelid = c.oid and k.contype = 'f' and a.attnum = any(k.confkey)) as key,
      exists (select from pg_index i where i.indrelid = c.oid and (i.indisunique or i.indisexclusion) and a.attnum = any(i.indkey)) as "isUnique",
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY') as closed
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and c.relname !~ 'migration' order by 1`);
  return rows.map(({ modifier, generated, points, key, closed, ...rest }) => ({
    ...rest, digits: digitsOf(rest.type, modifier),
    barred: generated ? "made of other columns of its row" : points ? "points at a row of its own database" : key ? "a key: its own values are looked for" : closed ? "a word out of a closed list"
      : rest.type === "bool" ? "yes or no" : rest.type === "bpchar" ? "two or three letters of an ISO code" : null,
  }));
}
function digitsOf(type: string, modifier: number): Column["digits"] {
  if (type !== "numeric" || modifier < 0) return { whole: 7, fraction: 0 };
  const precision = ((modifier - 4) >> 16) & 0xffff, scale = (modifier - 4) & 0x7ff;
  // A percentage stays below a hundred; an amount fits into what is made of it.
  return { whole: Math.min(precision - scale <= 3 ? 2 : 7, precision - scale), fraction: Math.min(scale, 4) };
}

const used = new Set<string>();
/** A value of the column's type, and how it reads wherever it turns up. */
export function sentinelFor({ type, digits, column }: Column): { value: unknown; mark: string } {
  for (;;) {
    const made = oneOf(type, digits, column);
    if (used.has(made.mark)) continue;
    used.add(made.mark);
    return made;
  }
}
function oneOf(type: string, digits: Column["digits"], column: string): { value: unknown; mark: string } {
  const whole = (places: number): string => String(randomInt(10 ** (places - 1), 10 ** places));
  const word = `k${column.replaceAll("_", "").slice(0, 6)}${randomInt(2 ** 40).toString(36)}`;
  const day = `2${randomInt(300, 900)}-${String(randomInt(1, 13)).padStart(2, "0")}-${String(randomInt(1, 28)).padStart(2, "0")}`;
  if (type.startsWith("_")) {
    const { value, mark } = oneOf(type.slice(1), digits, column);
    return { value: [value], mark };
  }
  switch (type) {
    case "int2": case "int4": case "int8": { const value = whole(8); return { value, mark: value }; }
    case "numeric": { const value = `${whole(digits.whole)}${digits.fraction ? `.${whole(digits.fraction).replace(/0$/, "7")}` : ""}`; return { value, mark: value }; }
    case "date": return { value: day, mark: day };
    case "timestamptz": return { value: `${day}T12:00:00Z`, mark: day };
    case "jsonb": return { value: JSON.stringify({ word }), mark: word };
    case "uuid": { const value = crypto.randomUUID(); return { value, mark: value }; }
    case "bytea": return { value: Buffer.from(word), mark: Buffer.from(word).toString("hex") };
    default: return { value: word, mark: word };
  }
}

/** One database under test, as its owner would never open it: without triggers, and on demand without conditions. */
export class Planting {
  readonly #client: pg.Client;
  readonly marks = new Map<string, string[]>();

  private constructor(client: pg.Client) {
    this.#client = client;
  }
  static async open(pool: pg.Pool, superuserUrl: string): Promise<Planting> {
    const { database } = (await pool.query<{ database: string }>("select current_database() as database")).rows[0]!;
    const client = new pg.Client({ connectionString: Object.assign(new URL(superuserUrl), { pathname: `/${database}` }).href });
    await client.connect();
    await client.query("set session_replication_role = replica");
    return new Planting(client);
  }
  close(): Promise<void> {
    return this.#client.end();
  }
  note(column: string, mark: string): string {
    this.marks.set(column, [...(this.marks.get(column) ?? []), mark]);
    return mark;
  }
  /** Into every row, or where rows must differ into one; answers why not, if the database refuses. */
  async plant(column: Column): Promise<string | null> {
    const { value, mark } = sentinelFor(column);
    const where = column.isUnique ? `where ctid = (select ctid from ${column.table} limit 1)` : "";
    try {
      const { rowCount } = await this.#client.query(`update ${column.table} set ${column.column} = $1 ${where}`, [value]);
      if (rowCount === 0) return "no row";
      this.note(column.name, mark);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }
  /** Conditions on single values would keep most figures out; nothing acts on the data any more when they go. */
  async dropConditions(): Promise<void> {
    const { rows } = await this.#client.query<{ table: string; name: string }>("select conrelid::regclass::text as \"table\", conname as name from pg_constraint where contype in ('c', 'x') and connamespace = 'public'::regnamespace and conrelid <> 0");
    for (const { table, name } of rows) await this.#client.query(`alter table ${table} drop constraint "${name}"`);
    // A table kept by months takes days of any year.
    const parts = await this.#client.query<{ name: string; owner: string }>("select c.relname as name, pg_get_userbyid(c.relowner) as owner from pg_class c where relkind = 'p' and relnamespace = 'public'::regnamespace");
    for (const { name, owner } of parts.rows) await this.#client.query(`create table ${name}_of_any_day partition of ${name} default; alter table ${name}_of_any_day owner to ${owner}`);
  }
  /** A row made of sentinels in each table that has none. */
  async fillEmpty(columns: readonly Column[]): Promise<void> {
    for (const table of new Set(columns.map((column) => column.table))) {
      if ((await this.#client.query(`select from ${table} limit 1`)).rowCount) continue;
      const own = columns.filter((column) => column.table === table && column.barred !== "made of other columns of its row");
      const values = own.map((column) => (column.type === "bool" ? false : column.type === "bpchar" ? "DK" : sentinelFor(column).value));
      await this.#client.query(`insert into ${table} (${own.map(({ column }) => column).join(", ")}) values (${own.map((_, i) => `$${i + 1}`).join(", ")})`, values);
    }
  }
}

/** What stands in each column, every value once, as text. */
export type Cells = Map<string, string[]>;
export const both = (a: Cells, b: Cells): Cells => new Map([...b].map(([name, values]) => [name, [...new Set([...(a.get(name) ?? []), ...values])]]));
export async function cellsOf(pool: pg.Pool, columns: readonly Column[]): Promise<Cells> {
  const cells: Cells = new Map();
  for (const { name, table, column } of columns) {
    cells.set(name, (await pool.query<{ value: string }>(`select distinct "${column}"::text as value from "${table}" where "${column}" is not null`)).rows.map(({ value }) => value));
  }
  return cells;
}
/** Long or odd enough not to be met twice by chance. */
export const isTelling = (value: string): boolean => (/\p{L}/u.test(value) ? value.length >= 4 : /^-?[\d.]+$/.test(value) && value.replaceAll(/^[-0.]+|\.|0+$/g, "").length >= 5);
