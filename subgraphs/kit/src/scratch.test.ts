import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { type ScratchDatabase, scratchDatabase } from "./scratch.ts";

const made: ScratchDatabase[] = [];

async function scratch(side: "crm" | "erp"): Promise<ScratchDatabase> {
  const database = await scratchDatabase(side);
  made.push(database);
  return database;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(() => Promise.all(made.map((database) => database.drop())));

describe("scratch databases", () => {
  it("are migrated, empty, and apart from each other, also when asked for at once", async () => {
    const [one, two] = await Promise.all([scratch("crm"), scratch("crm")]);
    await query(one.url, "INSERT INTO audit_entry (subject, actor_name, act, entity, entity_key, request_id) VALUES ('s', 'n', 'a', 'e', 'k', 'r')");
    expect(await query(one.url, "SELECT count(*)::int AS n FROM audit_entry")).toEqual([{ n: 1 }]);
    expect(await query(two.url, "SELECT count(*)::int AS n FROM audit_entry")).toEqual([{ n: 0 }]);
  });

  it("are opened by the side's own role, which is no superuser and can't look into the other side's", async () => {
    const [crm, erp] = await Promise.all([scratch("crm"), scratch("erp")]);
    expect(await query(crm.url, "SELECT current_user::text AS role, usesuper FROM pg_user WHERE usename = current_user")).toEqual([{ role: "crm", usesuper: false }]);
    const trespass = new URL(crm.url);
    trespass.pathname = new URL(erp.url).pathname;
    await expect(query(trespass.href, "SELECT 1")).rejects.toThrow(/permission denied for database/);
  });

  it("are gone after drop", async () => {
    const database = await scratchDatabase("erp");
    await database.drop();
    await expect(query(database.url, "SELECT 1")).rejects.toThrow(/does not exist/);
  });
});
