import { getMigrations } from "better-auth/db/migration";
import type pg from "pg";
import { savedViewTable } from "../views/saved-views.ts";
import type { Auth } from "./auth.ts";

/** Brings the identity database to the shape better-auth, its plugins and saved views want. Two gateways starting at once take turns. */
export async function migrateIdentity(auth: Auth, pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('homefield identity migrations'))");
    const { runMigrations } = await getMigrations(auth.options);
    await runMigrations();
    await client.query(savedViewTable);
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('homefield identity migrations'))").catch(() => {});
    client.release();
  }
}
