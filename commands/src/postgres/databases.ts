import pg from "pg";
import { Complaint, reasonOf } from "../complaint.ts";
import type { Secrets } from "../house/secrets.ts";
import { databaseVariable, type DatabaseName } from "../house/settings.ts";
import { databaseExtensions } from "@homefield/kit/extensions";
import { superuserUrl } from "./cluster.ts";
import { withConnection } from "./connect.ts";

interface Server {
  port: number;
  password: string;
}

/** One database per owner, each with one role that can connect to no other. Safe to repeat. */
export async function ensureDatabases(server: Server, names: readonly DatabaseName[], passwords: Secrets["rolePasswords"]): Promise<void> {
  await withConnection(superuserUrl(server), async (client) => {
    for (const database of ["postgres", "template1"]) await client.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
    const roles = await namesIn(client, "SELECT rolname AS name FROM pg_roles");
    const databases = await namesIn(client, "SELECT datname AS name FROM pg_database");
    for (const name of names) {
      const role = pg.escapeIdentifier(name);
      await client.query(`${roles.has(name) ? "ALTER" : "CREATE"} ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(passwords[name])}`);
      if (!databases.has(name)) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
      await client.query(`REVOKE ALL ON DATABASE ${role} FROM PUBLIC`);
    }
  });
  for (const name of names) {
    await withConnection(superuserUrl(server, name), async (client) => {
      for (const extension of databaseExtensions) await client.query(`CREATE EXTENSION IF NOT EXISTS ${pg.escapeIdentifier(extension)}`);
    });
  }
}

/** Removes what an interrupted first start left half-made. */
export async function dropDatabases(server: Server, names: readonly DatabaseName[]): Promise<void> {
  await withConnection(superuserUrl(server), async (client) => {
    for (const name of names) await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
  });
}

export function roleUrl(server: { port: number }, name: DatabaseName, passwords: Secrets["rolePasswords"]): string {
  return `postgres://${name}:${passwords[name]}@127.0.0.1:${server.port}/${name}`;
}

/** Looks whether servers of one's own answer and hold, or may be given, the extensions the migrations need. */
export async function checkOwnDatabase(name: DatabaseName, url: string): Promise<void> {
  const variable = databaseVariable(name);
  const { host, pathname } = new URL(url);
  try {
    await withConnection(url, async (client) => {
      const present = await namesIn(client, "SELECT extname AS name FROM pg_extension");
      for (const extension of databaseExtensions.filter((each) => !present.has(each))) {
        try {
          await client.query(`CREATE EXTENSION IF NOT EXISTS ${pg.escapeIdentifier(extension)}`);
        } catch (error) {
          throw new Complaint(`The database at ${variable} needs the extension ${extension} (${reasonOf(error)}): have a superuser run CREATE EXTENSION ${extension} in it.`);
        }
      }
    });
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw new Complaint(`The database at ${variable} (${host}${pathname}) can't be reached (${reasonOf(error)}): start it or correct the address.`);
  }
}

async function namesIn(client: pg.Client, sql: string): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(sql);
  return new Set(rows.map((row) => row.name));
}
