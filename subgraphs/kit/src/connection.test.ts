import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Connection, countOf, defineList, type OrderBy, pageOf, selectOver } from "./connection.ts";
import { pageOfMany } from "./connection-of-many.ts";
import type { Context } from "./context.ts";
import { by } from "./filter.ts";
import { aKitDatabase, type ChairTable, type KitDatabase, type KitTables } from "./kit.fixture.ts";
import { fc } from "./properties.fixture.ts";

type Ctx = Context<KitTables>;
let kit: KitDatabase;
beforeAll(async () => void (kit = await aKitDatabase()));
afterAll(() => kit.drop());

const chairs = defineList<ChairTable, Ctx>({
  name: "chairs",
  from: sql`chair c`,
  select: sql`c.*`,
  key: { by: sql`c.id`, type: "uuid" },
  visible: (ctx) => (ctx.caller.teams.includes("*") ? sql<boolean>`true` : sql<boolean>`c.shelf = any(${[...ctx.caller.teams]}::text[])`),
  filters: { name: by.text(sql`c.name`), seats: by.int(sql`c.seats`), price: by.decimal(sql`c.price`) },
  orders: {
    NAME: { by: sql`c.name`, type: "text", nullable: true }, SEATS: { by: sql`c.seats`, type: "int" }, PRICE: { by: sql`c.price`, type: "numeric", nullable: true }, MADE_ON: { by: sql`c.made_on`, type: "date", nullable: true },
    SOLD_AT: { by: sql`c.sold_at`, type: "timestamptz", nullable: true }, IS_BLUE: { by: sql`c.is_blue`, type: "boolean" },
  },
  defaultOrder: [{ field: "SEATS", direction: "ASC" }],
  needs: { price: "price:read", PRICE: "price:read" },
});
const ctxOf = (): Ctx => kit.as({ permissions: ["price:read"] });
/** Walks all pages from the first to the last. */
async function walk(first: number, orderBy: OrderBy[], ctx = ctxOf()): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page: Connection<ChairTable> = await pageOf(ctx, chairs, { first, after, orderBy });
    ids.push(...page.nodes.map((chair) => chair.id));
    expect(page.nodes.length).toBeLessThanOrEqual(first);
    if (!page.pageInfo.hasNextPage) return ids;
    expect(page.nodes).toHaveLength(first);
    after = page.pageInfo.endCursor;
  }
}
const insert = async (rows: Partial<ChairTable>[]): Promise<void> => {
  await sql`truncate chair`.execute(kit.db);
  if (rows.length > 0) await kit.db.insertInto("chair").values(rows as never).execute();
};

describe("a walk through all pages", () => {
  // Few distinct values, so that ties and nulls meet page borders.
  const chair = fc.record({
    name: fc.constantFrom(null, "a", "B", "ø", "椅", ""), seats: fc.integer({ min: -1, max: 2 }), price: fc.constantFrom(null, "0", "1.5", "10", "9.9999", "-1"), madeOn: fc.constantFrom(null, "2026-01-01", "1999-12-31"),
    soldAt: fc.constantFrom(null, new Date("2026-03-16T09:00:00.123Z"), new Date("2026-10-25T00:30:00Z"), new Date("1950-01-01T00:00:00Z")), isBlue: fc.boolean(),
  });
  const orderBy = fc.uniqueArray(fc.record({ field: fc.constantFrom("NAME", "SEATS", "PRICE", "MADE_ON", "SOLD_AT", "IS_BLUE"), direction: fc.constantFrom("ASC" as const, "DESC" as const) }), { maxLength: 4, selector: (order) => order.field });
  it("sees each row once and in order, whatever the order, the page size and the nulls", async () => {
    await fc.assert(fc.asyncProperty(fc.array(chair, { maxLength: 30 }), orderBy, fc.integer({ min: 1, max: 7 }), async (rows, order, first) => {
      await insert(rows as Partial<ChairTable>[]);
      const clauses = (order.length > 0 ? order : [{ field: "SEATS", direction: "ASC" as const }]);
      const last = clauses.at(-1)!.direction;
      const expected = await sql<{ id: string }>`select id from chair order by ${sql.raw([...clauses.map((o) => `${o.field.toLowerCase()} ${o.direction} nulls last`), `id ${last}`].join(", "))}`.execute(kit.db);
      expect(await walk(first, order)).toEqual(expected.rows.map((row) => row.id));
    }), { numRuns: 60 });
  });
  it("sees every row that stays exactly once while others come and go", async () => {
    await insert(Array.from({ length: 40 }, (_, i) => ({ name: "stays", seats: i })));
    const stays = new Set((await sql<{ id: string }>`select id from chair`.execute(kit.db)).rows.map((row) => row.id));
    const seen: string[] = [];
    for (let after: string | null = null, round = 0; ; round++) {
      const page: Connection<ChairTable> = await pageOf(ctxOf(), chairs, { first: 5, after });
      seen.push(...page.nodes.map((row) => row.id).filter((id) => stays.has(id)));
      await kit.db.insertInto("chair").values([{ name: "comes", seats: round }, { name: "comes", seats: 40 - round }] as never).execute();
      await sql`delete from chair where id = (select id from chair where name = 'comes' order by random() limit 1)`.execute(kit.db);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual([...stays].toSorted());
  });
});

describe("a page", () => {
  beforeEach(() => insert(Array.from({ length: 12 }, (_, i) => ({ name: `chair ${i}`, shelf: i % 2 === 0 ? "A" : "B", seats: i, price: i < 6 ? String(i) : null }))));

  it("holds 50 rows unless asked, says where it ends, and gives each edge its cursor", async () => {
    await insert(Array.from({ length: 51 }, (_, seats) => ({ seats })));
    const page = await pageOf(ctxOf(), chairs, {});
    expect([page.nodes.length, page.pageInfo.hasNextPage]).toEqual([50, true]);
    expect(page.edges().map((edge) => edge.node)).toEqual(page.nodes);
    const next = await pageOf(ctxOf(), chairs, { after: page.edges()[9]!.cursor, first: 1 });
    expect(next.nodes[0]!.seats).toBe(10);
    expect(page.pageInfo.endCursor).toBe(page.edges().at(-1)!.cursor);
  });
  it("counts only when asked", async () => {
    const before = kit.statements();
    const page = await pageOf(ctxOf(), chairs, { first: 3, filter: { seats: { lessThan: 8 } } });
    expect(kit.statements() - before).toBe(1);
    expect(await page.totalCount()).toBe(8);
    expect(kit.statements() - before).toBe(2);
  });
  it("may be empty", async () => {
    const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
    expect(await pageOf(ctxOf(), chairs, { filter: { seats: { equals: 99 } } })).toMatchObject(none);
    const before = kit.statements();
    expect(await pageOf(ctxOf(), chairs, { first: 0 })).toMatchObject(none);
    expect(kit.statements()).toBe(before);
  });
  it("shows, counts and sums only what the caller may see", async () => {
    const ctx = kit.as({ teams: ["A"] });
    const page = await pageOf(ctx, chairs, {});
    expect(page.nodes.map((row) => row.shelf)).toEqual(Array(6).fill("A"));
    expect(await page.totalCount()).toBe(6);
    expect(await countOf(ctx, chairs, { not: { seats: { equals: 0 } } })).toBe(5);
    expect(await selectOver<{ seats: number }, Ctx>(ctx, chairs, null, sql`sum(c.seats)::int as seats`)).toEqual([{ seats: 30 }]);
    expect((await pageOf(kit.as({ teams: [] }), chairs, {})).nodes).toEqual([]);
  });
  it.each([-1, 201, 1.5, Number.NaN])("of %s rows is refused", async (first) => {
    await expect(pageOf(ctxOf(), chairs, { first })).rejects.toThrow("it must be between 0 and 200");
  });
  it("refuses a cursor of another order, and one that was made up", async () => {
    const made = (await pageOf(ctxOf(), chairs, { first: 2, orderBy: [{ field: "NAME", direction: "ASC" }] })).pageInfo.endCursor!;
    const forged = (values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");
    const bad = [made, "", "x", forged([]), forged(["SEATS:ASC,KEY:ASC", "1"]), forged(["SEATS:ASC,KEY:ASC", "1; drop table chair", "0198f1c2-7a3b-7c4d-8e5f-0123456789ab"]), forged(["SEATS:ASC,KEY:ASC", null, "0198f1c2-7a3b-7c4d-8e5f-0123456789ab"]), forged(["SEATS:ASC,KEY:ASC", "1", "no uuid"])].filter((cursor) => cursor !== "");
    for (const after of bad) await expect(pageOf(ctxOf(), chairs, { after })).rejects.toThrow(`This "after" cursor belongs to another list or order.`);
  });
  it("refuses more than four orders, and takes a repeated one once", async () => {
    const asc = (field: string): OrderBy => ({ field, direction: "ASC" });
    await expect(pageOf(ctxOf(), chairs, { orderBy: ["NAME", "SEATS", "PRICE", "MADE_ON", "SOLD_AT"].map(asc) })).rejects.toThrow("at most four");
    expect((await pageOf(ctxOf(), chairs, { orderBy: [asc("SEATS"), { field: "SEATS", direction: "DESC" }], first: 1 })).nodes[0]!.seats).toBe(0);
  });
  it("can't be narrowed or ordered by what the caller may not read", async () => {
    await expect(pageOf(kit.as(), chairs, { filter: { or: [{ price: { greaterThan: "1" } }] } })).rejects.toMatchObject({ extensions: { code: "FORBIDDEN", permission: "price:read" } });
    await expect(pageOf(kit.as(), chairs, { orderBy: [{ field: "PRICE", direction: "ASC" }] })).rejects.toMatchObject({ extensions: { code: "FORBIDDEN", permission: "price:read" } });
    expect((await pageOf(kit.as(), chairs, { filter: { seats: { equals: 1 } } })).nodes).toHaveLength(1);
  });
});

describe("the same page for many parents", () => {
  const onShelf = { name: "shelf", by: sql`c.shelf`, type: "text" as const };
  beforeEach(() => insert(["A", "B", "C"].flatMap((shelf, s) => Array.from({ length: 4 * s }, (_, seats) => ({ shelf, seats, price: seats % 2 === 0 ? null : String(seats) })))));

  it("takes one statement for the rows and one for the counts", async () => {
    const ctx = ctxOf();
    const before = kit.statements();
    const pages = await Promise.all(["C", "A", "B", "none"].map((shelf) => pageOfMany(ctx, chairs, onShelf, shelf, { first: 3, orderBy: [{ field: "SEATS", direction: "DESC" }] })));
    expect(kit.statements() - before).toBe(1);
    expect(pages.map((page) => page.nodes.map((row) => row.seats))).toEqual([[7, 6, 5], [], [3, 2, 1], []]);
    expect(pages.map((page) => page.pageInfo.hasNextPage)).toEqual([true, false, true, false]);
    expect(await Promise.all(pages.map((page) => page.totalCount()))).toEqual([8, 0, 4, 0]);
    expect(kit.statements() - before).toBe(2);
  });
  it("equals the page of each parent alone, whatever the order and filter", async () => {
    for (const orderBy of [[], [{ field: "PRICE", direction: "DESC" }], [{ field: "PRICE", direction: "ASC" }, { field: "SEATS", direction: "DESC" }]] as OrderBy[][]) {
      const args = { first: 2, orderBy, filter: { seats: { greaterThan: 0 } } };
      for (const shelf of ["A", "B", "C"]) {
        const [many, alone] = [await pageOfMany(ctxOf(), chairs, onShelf, shelf, args), await pageOf(ctxOf(), chairs, args, sql<boolean>`c.shelf = ${shelf}`)];
        expect(many.nodes.map((row) => row.id)).toEqual(alone.nodes.map((row) => row.id));
        expect(many.pageInfo).toEqual(alone.pageInfo);
        const [manyNext, aloneNext] = await Promise.all([pageOfMany(ctxOf(), chairs, onShelf, shelf, { ...args, after: many.pageInfo.endCursor }), pageOf(ctxOf(), chairs, { ...args, after: alone.pageInfo.endCursor }, sql<boolean>`c.shelf = ${shelf}`)]);
        expect(manyNext.nodes.map((row) => row.id)).toEqual(aloneNext.nodes.map((row) => row.id));
      }
    }
  });
  it("keeps fields with other arguments apart", async () => {
    const ctx = ctxOf();
    const [one, two] = await Promise.all([pageOfMany(ctx, chairs, onShelf, "C", { first: 1 }), pageOfMany(ctx, chairs, onShelf, "C", { first: 2, filter: { seats: { atLeast: 5 } } })]);
    expect([one.nodes.map((row) => row.seats), two.nodes.map((row) => row.seats)]).toEqual([[0], [5, 6]]);
    expect([await one.totalCount(), await two.totalCount()]).toEqual([8, 3]);
  });
  it("shows and counts only what the caller may see", async () => {
    const ctx = kit.as({ teams: ["B"] });
    const [b, c] = await Promise.all(["B", "C"].map((shelf) => pageOfMany(ctx, chairs, onShelf, shelf, {})));
    expect([b!.nodes.length, c!.nodes.length, await b!.totalCount(), await c!.totalCount()]).toEqual([4, 0, 4, 0]);
  });
});
