import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { by, type FilterInput, whereOf } from "./filter.ts";
import { aKitDatabase, type KitDatabase } from "./kit.fixture.ts";

let kit: KitDatabase;
const CHAIRS = [
  { name: "Ærø lounge", shelf: "A", seats: 1, price: "100.0000", madeOn: "2026-01-01", soldAt: null, isBlue: true },
  { name: "Møn chair 100%", shelf: "A", seats: 2, price: "200.0000", madeOn: "2026-02-01", soldAt: new Date("2026-02-02T10:00:00Z"), isBlue: false },
  { name: "Café_table", shelf: "B", seats: 4, price: null, madeOn: null, soldAt: null, isBlue: false },
  { name: "上海花园椅", shelf: "B", seats: 3, price: "99.9900", madeOn: "2025-12-31", soldAt: new Date("2026-03-01T10:00:00Z"), isBlue: true },
  { name: null, shelf: "C", seats: 0, price: "0.0000", madeOn: "2026-02-01", soldAt: null, isBlue: false },
];
beforeAll(async () => {
  kit = await aKitDatabase();
  await kit.db.insertInto("chair").values(CHAIRS as never).execute();
});
afterAll(() => kit.drop());

const FIELDS = {
  name: by.text(sql`name`), words: by.words(sql`plain_text(name)`), shelf: by.id(sql`shelf`), kind: by.enum(sql`shelf`), id: by.uuid(sql`id`), seats: by.int(sql`seats`), price: by.decimal(sql`price`),
  madeOn: by.date(sql`made_on`), soldAt: by.instant(sql`sold_at`), isBlue: by.boolean(sql`is_blue`), cheap: by.with(by.boolean(sql`price < 100`), (condition) => sql<boolean>`(price is not null and ${condition})`),
};
const seatsOf = async (filter: FilterInput | null): Promise<number[]> => (await sql<{ seats: number }>`select seats from chair where ${whereOf(filter, FIELDS)} order by seats`.execute(kit.db)).rows.map((row) => row.seats);
const ALL = [0, 1, 2, 3, 4];

describe("filters", () => {
  it.each<[string, FilterInput | null, number[]]>([
    ["nothing asked", null, ALL],
    ["an empty filter", {}, ALL],
    ["absent parts", { name: null, and: null, not: null, seats: { equals: null } }, ALL],
    ["text equals", { name: { equals: "Café_table" } }, [4]],
    ["text in", { name: { in: ["Café_table", "Ærø lounge"] } }, [1, 4]],
    ["text contains, without case and diacritics", { name: { contains: "AERO" } }, [1]],
    ["text contains Chinese", { name: { contains: "花园" } }, [3]],
    ["per cent means itself", { name: { contains: "100%" } }, [2]],
    ["a wildcard is no wildcard", { name: { contains: "%" } }, [2]],
    ["an underscore means itself", { name: { startsWith: "café_" } }, [4]],
    ["a backslash means itself", { name: { contains: "\\" } }, []],
    ["a quote means itself", { name: { equals: "' or true --" } }, []],
    ["starts with, without case", { name: { startsWith: "møn" } }, [2]],
    ["has no text", { name: { isNull: true } }, [0]],
    ["has text", { name: { isNull: false } }, [1, 2, 3, 4]],
    ["words in any order", { words: { contains: "chair mon" } }, [2]],
    ["codes", { shelf: { in: ["A", "C"] } }, [0, 1, 2]],
    ["enums", { kind: { equals: "B" } }, [3, 4]],
    ["an id that is none matches nothing", { id: { equals: "1 or 1=1" } }, []],
    ["ids that are none match nothing", { id: { in: ["x"] } }, []],
    ["whole numbers", { seats: { atLeast: 2, lessThan: 4 } }, [2, 3]],
    ["decimals compare as numbers, not as text", { price: { greaterThan: "99.990" } }, [1, 2]],
    ["decimals at most", { price: { atMost: "100" } }, [0, 1, 3]],
    ["decimals equal whatever the zeros", { price: { equals: "100.00" } }, [1]],
    ["no value", { price: { isNull: true } }, [4]],
    ["days", { madeOn: { atLeast: "2026-01-01", atMost: "2026-02-01" } }, [0, 1, 2]],
    ["instants", { soldAt: { lessThan: new Date("2026-02-02T10:00:01Z") } }, [2]],
    ["yes", { isBlue: { equals: true } }, [1, 3]],
    ["no", { isBlue: { equals: false } }, [0, 2, 4]],
    ["a condition of its own making", { cheap: { equals: true } }, [0, 3]],
    ["all of", { and: [{ isBlue: { equals: true } }, { seats: { greaterThan: 1 } }] }, [3]],
    ["any of", { or: [{ seats: { equals: 0 } }, { seats: { equals: 4 } }] }, [0, 4]],
    ["any of nothing", { or: [] }, []],
    ["all of nothing", { and: [] }, ALL],
    ["not, where nothing is known, is true", { not: { price: { lessThan: "150" } } }, [2, 4]],
    ["not not", { not: { not: { isBlue: { equals: true } } } }, [1, 3]],
    ["fields beside each other hold together", { shelf: { equals: "A" }, isBlue: { equals: false } }, [2]],
  ])("%s", async (_what, filter, expected) => expect(await seatsOf(filter)).toEqual(expected));

  it("split the rows in two: a filter and its opposite never overlap and leave nobody out", async () => {
    for (const filter of [{ price: { lessThan: "150" } }, { name: { contains: "a" } }, { or: [{ madeOn: { isNull: true } }, { isBlue: { equals: true } }] }] as FilterInput[]) {
      expect([...(await seatsOf(filter)), ...(await seatsOf({ not: filter }))].toSorted()).toEqual(ALL);
    }
  });
  it("refuse more conditions than anyone means", () => {
    const many = { or: Array.from({ length: 201 }, (_, seats) => ({ seats: { equals: seats } })) };
    expect(() => whereOf(many, FIELDS)).toThrow("A filter may have at most 200 conditions.");
  });
  it("refuse a comparison a field does not know", () => {
    expect(() => whereOf({ isBlue: { lessThan: true } }, FIELDS)).toThrow(`"lessThan" can't be used on this field.`);
  });
  it("fail loudly where schema and definition differ", () => {
    expect(() => whereOf({ colour: { equals: "x" } }, FIELDS)).toThrow("Filter field colour is in the schema but not in the list's definition");
  });
});
