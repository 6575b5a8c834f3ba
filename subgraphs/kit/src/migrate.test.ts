import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";
import { blankDatabase, type ScratchDatabase } from "./scratch.ts";

const KIT = readdirSync(new URL("../migrations", import.meta.url)).sort().map((name) => `kit_${name.replace(/\.sql$/, "")}`);
let database: ScratchDatabase;
let folder: string;
beforeEach(async () => {
  database = await blankDatabase("erp");
  folder = await mkdtemp(join(tmpdir(), "migrations-"));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});
const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
async function rowsOf(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe("migrations", () => {
  it("run once, kit's first, in order of name, several statements each", async () => {
    await write("0002_more.sql", "insert into chair values (2);");
    await write("0001_chair.sql", "create table chair (n int); insert into chair values (1);");
    await write("notes.txt", "not SQL");
    const lines: string[] = [];
    expect(await migrate(database.url, folder, { log: (line) => lines.push(line) })).toEqual([...KIT, "own_0001_chair", "own_0002_more"]);
    expect(lines).toEqual([...KIT, "own_0001_chair", "own_0002_more"]);
    expect(await migrate(database.url, folder)).toEqual([]);
    expect(await rowsOf("select n from chair order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  });
  it("go on from where an older version stopped", async () => {
    await write("0001_chair.sql", "create table chair (n int);");
    await migrate(database.url, folder);
    await write("0002_more.sql", "alter table chair add name text;");
    expect(await migrate(database.url, folder)).toEqual(["own_0002_more"]);
  });
  it("take in what was added since, though it stands before what has run, as kit's does", async () => {
    await write("0002_chair.sql", "create table chair (n int);");
    await migrate(database.url, folder);
    await write("0001_shelf.sql", "create table shelf (n int);");
    expect(await migrate(database.url, folder)).toEqual(["own_0001_shelf"]);
  });
  it("leave nothing behind when one fails, and say which", async () => {
    await write("0001_chair.sql", "create table chair (n int);");
    await write("0002_broken.sql", "create table half (n int); select * from no_such_table;");
    await expect(migrate(database.url, folder)).rejects.toThrow("no_such_table");
    expect(await rowsOf("select to_regclass('half') as half")).toEqual([{ half: null }]);
    await write("0002_broken.sql", "create table half (n int);");
    await migrate(database.url, folder);
    expect(await rowsOf("select to_regclass('half')::text as half")).toEqual([{ half: "half" }]);
  });
  it("are run once when several processes start at once", async () => {
    await write("0001_chair.sql", "create table chair (n int); insert into chair values (1); select pg_sleep(0.3);");
    const done = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, folder)));
    expect(done.flat().toSorted()).toEqual([...KIT, "own_0001_chair"]);
    expect(await rowsOf("select n from chair")).toEqual([{ n: 1 }]);
  });
  it("give what searchers type and what is searched the same plain form", async () => {
    await migrate(database.url, folder);
    expect(await rowsOf("select plain_text('ÆRØ Møbler, Çafé Straße Łódź Œuvre Ýmir 上海') as text, plain_text(null) as nothing")).toEqual([{ text: "aero mobler, cafe strasse lodz oeuvre ymir 上海", nothing: null }]);
  });
});
