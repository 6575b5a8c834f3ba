import { withConnection } from "../postgres/connect.ts";

/** "declined": the databases began without the demo company, so it must never be added to what is in them now. */
export type DemoState = "untouched" | "seeding" | "seeded" | "declined";

/** Kept beside the data and not in the data folder: whoever moves the databases moves the answer along. */
export async function demoState(crmDatabaseUrl: string): Promise<DemoState> {
  return withConnection(crmDatabaseUrl, async (client) => {
    const { rows: tables } = await client.query<{ known: boolean }>("SELECT to_regclass('homefield.demo_company') IS NOT NULL AS known");
    if (!tables[0]?.known) return "untouched";
    const { rows } = await client.query<{ state: DemoState }>("SELECT state FROM homefield.demo_company");
    return rows[0]?.state ?? "untouched";
  });
}

export async function setDemoState(crmDatabaseUrl: string, state: Exclude<DemoState, "untouched">): Promise<void> {
  await withConnection(crmDatabaseUrl, async (client) => {
    await client.query("BEGIN");
    await client.query("CREATE SCHEMA IF NOT EXISTS homefield");
    await client.query("CREATE TABLE IF NOT EXISTS homefield.demo_company (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), state text NOT NULL, at timestamptz NOT NULL)");
    await client.query("INSERT INTO homefield.demo_company (state, at) VALUES ($1, now()) ON CONFLICT (only_row) DO UPDATE SET state = excluded.state, at = excluded.at", [state]);
    await client.query("COMMIT");
  });
}
