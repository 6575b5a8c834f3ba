import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ScratchDatabase, scratchDatabase } from "./scratch.ts";
import { bySearch, plainText, saysWords, slipsOf } from "./search-text.ts";

let scratch: ScratchDatabase;
let db: Kysely<unknown>;
beforeAll(async () => {
  scratch = await scratchDatabase("crm");
  db = new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: scratch.url, max: 2 }) }) });
  await sql`create table thing (id int primary key, search_text text)`.execute(db);
  await sql`insert into thing select i, plain_text(name) from unnest(${["Badehotel Ærø", "Solvang Møbler", "上海锦绣家居", "100% Cotton", "C-10234 Larsen"]}::text[]) with ordinality t (name, i)`.execute(db);
});
afterAll(async () => {
  await db.destroy();
  await scratch.drop();
});
const found = async (text: string): Promise<number[]> => (await sql<{ id: number }>`select id from thing where ${saysWords(sql`search_text`, text)} order by id`.execute(db)).rows.map((row) => row.id);

describe("plain text", () => {
  it("is made alike here and in the database", async () => {
    const letters = Array.from({ length: 0x250 - 0x20 }, (_, i) => String.fromCodePoint(0x20 + i)).filter((letter) => !/[\u007f-\u009fİ]/.test(letter));
    const texts = [...letters, "Ærøskøbing", "A\u030angstro\u0308m", "Straße ŒUVRE Ðorđe", "上海 Ärzte"];
    const made = await sql<{ plain: string }>`select plain_text(t) as plain from unnest(${texts}::text[]) with ordinality x (t, i) order by i`.execute(db);
    expect(texts.map(plainText)).toEqual(made.rows.map((row) => row.plain));
  });
});
describe("slips", () => {
  it("are looked for in longer words, not in short ones nor in numbers", () => {
    expect(slipsOf("abc")).toEqual([]);
    expect(slipsOf("C-10234")).toEqual([]);
    expect(slipsOf("abcd")).toEqual(["%bacd%", "%acbd%", "%abdc%"]);
    expect(slipsOf("x".repeat(25))).toEqual([]);
  });
  it("leave three letters in a row that are certain, for the index to find", () => {
    for (const word of ["larse", "larsen", "havemøbler"]) for (const pattern of slipsOf(word)) expect(pattern).toMatch(/[^_%]{3}/);
  });
  it("take % and _ as they are", () => {
    expect(slipsOf("a_b%c")).toContain("%\\_b\\%c%");
  });
});
describe("search for words", () => {
  it("finds all of them in any order, ignoring case, diacritics and a slip", async () => {
    expect(await found("ÆRØ bade")).toEqual([1]);
    expect(await found("badehotl")).toEqual([1]);
    expect(await found("sovlang")).toEqual([2]);
    expect(await found("锦绣")).toEqual([3]);
    expect(await found("100%")).toEqual([4]);
    expect(await found("c-10234")).toEqual([5]);
    expect(await found("c-10243")).toEqual([]);
    expect(await found("bade solvang")).toEqual([]);
    expect(await found("  ")).toEqual([1, 2, 3, 4, 5]);
  });
  it("is a filter field that looks its table up by itself", async () => {
    const by = async (comparator: object): Promise<number[]> => {
      const conditions = bySearch("thing", sql`t.id`)(comparator as Record<string, unknown>);
      return (await sql<{ id: number }>`select t.id from thing t where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`} order by 1`.execute(db)).rows.map((row) => row.id);
    };
    expect(await by({ contains: "solvang" })).toEqual([2]);
    expect(await by({ in: ["solvang", "aero"] })).toEqual([1, 2]);
    expect(await by({ contains: " " })).toEqual([1, 2, 3, 4, 5]);
    expect(await by({ isNull: true })).toEqual([]);
  });
});
