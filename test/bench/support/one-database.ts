import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

/** Copies tables with their btree indexes, but no triggers and no foreign keys, into a database of the floor's own. */
export async function oneDatabase(superuserUrl: string, sources: readonly { client: pg.Client; tables: readonly string[] }[], name = "floor"): Promise<{ url: string }> {
  const admin = new pg.Client({ connectionString: superuserUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  const floor = new pg.Client({ connectionString: url.href });
  await floor.connect();
  try {
    for (const { client, tables } of sources) {
      for (const table of tables) {
        const columns = await client.query<{ name: string; type: string }>("select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum", [table]);
        const names = columns.rows.map(({ name }) => pg.escapeIdentifier(name)).join(", ");
        await floor.query(`create table ${table} (${columns.rows.map(({ name, type }) => `${pg.escapeIdentifier(name)} ${type}`).join(", ")})`);
        await pipeline(client.query(copyTo(`copy (select ${names} from ${table}) to stdout`)), floor.query(copyFrom(`copy ${table} (${names}) from stdin`)));
        const indexes = await client.query<{ sql: string }>("select pg_get_indexdef(i.indexrelid) as sql from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam where i.indrelid = $1::regclass and m.amname = 'btree' and i.indexprs is null", [table]);
        for (const { sql } of indexes.rows) await floor.query(sql);
      }
    }
    await floor.query("create index on account (name) where archived_at is null; analyze");
  } finally {
    await floor.end();
  }
  return { url: url.href };
}
