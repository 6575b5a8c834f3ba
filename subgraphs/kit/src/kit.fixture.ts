/** A database with kit's own tables and a shelf of chairs, for tests of kit against real PostgreSQL. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caller } from "./caller.ts";
import { contextOf, type Context } from "./context.ts";
import { type Database, openDatabase } from "./database.ts";
import { silentLog } from "./log.ts";
import { migrate } from "./migrate.ts";
import { blankDatabase } from "./scratch.ts";
import { aCaller } from "./testing.ts";

export interface ChairTable { id: string; shelf: string; name: string | null; seats: number; price: string | null; madeOn: string | null; soldAt: Date | null; isBlue: boolean }
export interface KitTables { chair: ChairTable; numberSeries: { legalEntity: string; series: string; fiscalYear: number; lastNumber: string } }

const SHELF = `
  create table chair (id uuid primary key default uuidv7(), shelf text not null default 'A', name text, seats int not null default 1, price numeric(20, 4), made_on date, sold_at timestamptz, is_blue boolean not null default false);
  create table number_series (legal_entity text not null, series text not null, fiscal_year int not null, last_number bigint not null default 0, primary key (legal_entity, series, fiscal_year));
  create table numbered (number text not null);
  create sequence chair_number start 100;`;

export interface KitDatabase extends Database<KitTables> {
  url: string;
  as(caller?: Partial<Omit<Caller, "permissions">> & { permissions?: Iterable<string> }): Context<KitTables>;
  drop(): Promise<void>;
}
export const NOW = new Date("2026-03-16T09:00:00Z");

export async function aKitDatabase(options: { poolSize?: number } = {}): Promise<KitDatabase> {
  const blank = await blankDatabase("erp");
  const folder = await mkdtemp(join(tmpdir(), "kit-migrations-"));
  await writeFile(join(folder, "0001_shelf.sql"), SHELF);
  await migrate(blank.url, folder);
  await rm(folder, { recursive: true });
  const database = openDatabase<KitTables>(blank.url, { name: "kit-test", log: silentLog(), poolSize: options.poolSize ?? 10 });
  return {
    ...database, url: blank.url,
    as: (caller = {}) => contextOf({ db: database.db, caller: aCaller(caller), log: silentLog(), now: NOW }),
    drop: async () => {
      await database.close();
      await blank.drop();
    },
  };
}
