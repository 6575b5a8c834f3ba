import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import pg from "pg";

const KIT_MIGRATIONS = fileURLToPath(new URL("../migrations", import.meta.url));

/** Brings a database to the newest version: kit's migrations, then the subgraph's, in order of name. Safe to call at once from several processes. */
export async function migrate(databaseUrl: string, folder: string, options: { log?: (line: string) => void } = {}): Promise<string[]> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl, max: 1 }) }) });
  try {
    const migrations = { ...(await sqlFiles(KIT_MIGRATIONS, "kit")), ...(await sqlFiles(folder, "own")) };
    // What kit adds later stands before what a subgraph has already run.
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations }, migrationTableName: "migration", migrationLockTableName: "migration_lock", allowUnorderedMigrations: true });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    const done = (results ?? []).map((result) => result.migrationName);
    for (const name of done) options.log?.(name);
    return done;
  } finally {
    await db.destroy();
  }
}
// "kit_" sorts before "own_": what everyone needs comes first.
async function sqlFiles(folder: string, prefix: string): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const entries = names.map(async (name): Promise<[string, Migration]> => {
    const text = await readFile(join(folder, name), "utf8");
    return [`${prefix}_${name.replace(/\.sql$/, "")}`, { up: async (db) => { await sql.raw(text).execute(db); } }];
  });
  return Object.fromEntries(await Promise.all(entries));
}
