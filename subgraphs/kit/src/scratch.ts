import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { databaseExtensions } from "./extensions.ts";
import { migrate } from "./migrate.ts";

export type ScratchSide = "crm" | "erp" | "identity";

export interface ScratchDatabase {
  /** Connects as the side's own role, which may do what the running service may and no more. */
  url: string;
  drop(): Promise<void>;
}

const top = fileURLToPath(new URL("../../../", import.meta.url));
const migrations: Record<ScratchSide, string> = {
  crm: join(top, "subgraphs/crm/migrations"),
  erp: join(top, "subgraphs/erp/migrations"),
  identity: join(top, "gateway/migrations"),
};
const ROLE_PASSWORD = "scratch";

/** A migrated, empty database for one test file. Its template is migrated once per run and set of migrations. */
export async function scratchDatabase(side: ScratchSide): Promise<ScratchDatabase> {
  const template = `template_${side}_${migrationsHash(side)}`;
  const name = `scratch_${side}_${randomBytes(6).toString("hex")}`;
  await asSuperuser("postgres", async (client) => {
    await withTemplate(client, side, template);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${side}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
  });
  return {
    url: roleUrl(side, name),
    drop: () => asSuperuser("postgres", async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** An empty database with the extensions and nothing else, for trying migrations themselves. */
export async function blankDatabase(side: ScratchSide): Promise<ScratchDatabase> {
  const name = `blank_${side}_${randomBytes(6).toString("hex")}`;
  await asSuperuser("postgres", async (client) => {
    await alone(client, `roles`, () => makeRole(client, side));
    await client.query(`CREATE DATABASE ${name} OWNER ${side}`);
  });
  await addExtensions(name);
  return {
    url: roleUrl(side, name),
    drop: () => asSuperuser("postgres", async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

async function withTemplate(client: pg.Client, side: ScratchSide, template: string): Promise<void> {
  await alone(client, template, async () => {
    if (await databaseExists(client, template)) return;
    await alone(client, "roles", () => makeRole(client, side));
    // Built under another name: a worker that dies half-way leaves no template that looks finished.
    const building = `${template}_building`;
    await client.query(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${building} OWNER ${side}`);
    await addExtensions(building);
    if (existsSync(migrations[side])) await migrate(roleUrl(side, building), migrations[side], { log: () => {} });
    await client.query(`ALTER DATABASE ${building} RENAME TO ${template}`);
  });
}

/** Test workers are processes of their own: only the database can make them take turns. */
async function alone(client: pg.Client, what: string, work: () => Promise<void>): Promise<void> {
  await client.query("SELECT pg_advisory_lock(hashtext($1))", [what]);
  try {
    await work();
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext($1))", [what]);
  }
}

async function makeRole(client: pg.Client, side: ScratchSide): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [side]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${side} LOGIN PASSWORD '${ROLE_PASSWORD}'`);
}

async function addExtensions(database: string): Promise<void> {
  await asSuperuser(database, async (client) => {
    for (const extension of databaseExtensions) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
  });
}

async function databaseExists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  return rowCount === 1;
}

async function asSuperuser<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(server());
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function roleUrl(side: ScratchSide, database: string): string {
  const url = new URL(server());
  url.username = side;
  url.password = ROLE_PASSWORD;
  url.pathname = `/${database}`;
  return url.href;
}

function server(): string {
  const url = process.env.HOMEFIELD_TEST_POSTGRES;
  if (!url) throw new Error("HOMEFIELD_TEST_POSTGRES is not set: scratch databases exist in tests only, where test/support/global-setup.ts starts a server for them");
  return url;
}

function migrationsHash(side: ScratchSide): string {
  const hash = createHash("sha256");
  for (const folder of [join(top, "subgraphs/kit/migrations"), migrations[side]]) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}
