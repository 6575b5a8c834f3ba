import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { act, answer, audit, differences } from "./act.ts";
import { aKitDatabase, type KitDatabase, type KitTables, NOW } from "./kit.fixture.ts";
import { loaderOf } from "./loader.ts";
import { refuse, Refused } from "./refusal.ts";

let kit: KitDatabase;
beforeAll(async () => void (kit = await aKitDatabase({ poolSize: 40 })));
afterAll(() => kit.drop());
beforeEach(async () => void (await sql`truncate chair, idempotency_key`.execute(kit.db)));

const chairs = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from chair`.execute(kit.db)).rows[0]!.n;
const makeChair = (ctx = kit.as(), key: string | null = null, body: unknown = { seats: 1 }): Promise<string> =>
  act(ctx, { name: "chairMake", idempotencyKey: key, body }, async (tx) => (await tx.insertInto("chair").values({ name: "made" } as never).returning("id").executeTakeFirstOrThrow()).id);
const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => "done", (error: unknown) => (error instanceof Refused ? error.userErrors[0]!.code : Promise.reject(error as Error)));

describe("an act", () => {
  it("writes all or nothing", async () => {
    const half = act(kit.as(), { name: "chairMake" }, async (tx) => {
      await tx.insertInto("chair").values({ name: "half" } as never).execute();
      refuse("NO_WOOD", "There is no wood left.", ["input"]);
    });
    await expect(half).rejects.toThrow("NO_WOOD");
    expect(await chairs()).toBe(0);
  });
  it("forgets what was loaded before it", async () => {
    const ctx = kit.as();
    const loader = () => loaderOf<KitTables, { n: number }>(ctx, "chairs", () => "all", async () => [{ n: await chairs() }]);
    expect(await loader().load("all")).toEqual({ n: 0 });
    await makeChair(ctx);
    expect(await loader().load("all")).toEqual({ n: 1 });
  });
  it("is tried again when it loses a deadlock", async () => {
    const [a, b] = [await makeChair(), await makeChair()];
    let attempts = 0;
    const touchBoth = (first: string, second: string) => act(kit.as(), { name: "chairPaint" }, async (tx) => {
      attempts++;
      await tx.updateTable("chair").set({ isBlue: true }).where("id", "=", first).execute();
      await sql`select pg_sleep(0.2)`.execute(tx);
      await tx.updateTable("chair").set({ isBlue: true }).where("id", "=", second).execute();
    });
    await Promise.all([touchBoth(a, b), touchBoth(b, a)]);
    expect(attempts).toBe(3);
  });
});

describe("an idempotency key", () => {
  it("gives the same answer again and does the work once", async () => {
    const first = await makeChair(kit.as(), "key-1");
    expect(await makeChair(kit.as(), "key-1")).toBe(first);
    expect(await chairs()).toBe(1);
  });
  it("does the work once under 32 racers, who all get the same answer", async () => {
    const answers = await Promise.all(Array.from({ length: 32 }, () => makeChair(kit.as(), "raced")));
    expect(new Set(answers).size).toBe(1);
    expect(await chairs()).toBe(1);
  });
  it("does the work 32 times without a key: the race is real", async () => {
    await Promise.all(Array.from({ length: 32 }, () => makeChair()));
    expect(await chairs()).toBe(32);
  });
  it("refuses another body and changes nothing", async () => {
    await makeChair(kit.as(), "key-1", { seats: 1, extras: ["arm"] });
    await expect(makeChair(kit.as(), "key-1", { seats: 2, extras: ["arm"] })).rejects.toMatchObject({ userErrors: [{ code: "IDEMPOTENCY_KEY_REUSED", path: ["idempotencyKey"] }] });
    expect(await chairs()).toBe(1);
  });
  it("takes the same body in another order of fields, with absent fields left out, as the same", async () => {
    const first = await makeChair(kit.as(), "key-1", { seats: 1, name: "x" });
    expect(await makeChair(kit.as(), "key-1", { name: "x", note: undefined, seats: 1 })).toBe(first);
  });
  it("lets exactly one of two racing bodies through", async () => {
    const outcomes = await Promise.all(Array.from({ length: 16 }, (_, i) => codeOf(makeChair(kit.as(), "raced", { seats: i % 2 }))));
    expect(await chairs()).toBe(1);
    expect(outcomes.toSorted()).toEqual([...Array<string>(8).fill("IDEMPOTENCY_KEY_REUSED"), ...Array<string>(8).fill("done")]);
  });
  it("belongs to one caller and one act", async () => {
    await makeChair(kit.as({ subject: "user:a" }), "key-1");
    await makeChair(kit.as({ subject: "user:b" }), "key-1");
    await act(kit.as({ subject: "user:a" }), { name: "tableMake", idempotencyKey: "key-1" }, async (tx) => void (await tx.insertInto("chair").values({ name: "other" } as never).execute()));
    expect(await chairs()).toBe(3);
  });
  it("is free again after a refusal, since nothing was done", async () => {
    const refused = act(kit.as(), { name: "chairMake", idempotencyKey: "key-1", body: { seats: 1 } }, async () => refuse("NO_WOOD", "There is no wood left."));
    expect(await codeOf(refused)).toBe("NO_WOOD");
    await makeChair(kit.as(), "key-1");
    expect(await chairs()).toBe(1);
  });
  it("is done by a waiting racer when its first holder fails", async () => {
    let holder = true;
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => codeOf(act(kit.as(), { name: "chairMake", idempotencyKey: "raced" }, async (tx) => {
      const fails = holder;
      holder = false;
      await sql`select pg_sleep(0.05)`.execute(tx);
      if (fails) refuse("NO_WOOD", "There is no wood left.");
      await tx.insertInto("chair").values({ name: "made" } as never).execute();
    }))));
    expect(outcomes.toSorted()).toEqual(["NO_WOOD", ...Array<string>(7).fill("done")]);
    expect(await chairs()).toBe(1);
  });
  it.each(["", "x".repeat(201)])("of a length nobody means is refused", async (key) => {
    expect(await codeOf(makeChair(kit.as(), key))).toBe("BAD_IDEMPOTENCY_KEY");
    expect(await chairs()).toBe(0);
  });
});

describe("the answer of a mutation", () => {
  it("carries its refusals, or none", async () => {
    expect(await answer(async () => ({ chair: 1 }))).toEqual({ chair: 1, userErrors: [] });
    expect(await answer(async () => refuse("NO_WOOD", "There is no wood left.", ["input"]))).toEqual({ userErrors: [{ code: "NO_WOOD", message: "There is no wood left.", path: ["input"] }] });
    await expect(answer(async () => { throw new Error("a bug"); })).rejects.toThrow("a bug");
  });
  it("turns the database's own guards into sentences", async () => {
    const guarded = act(kit.as(), { name: "auditForge" }, async (tx) => sql`truncate audit_entry`.execute(tx));
    await expect(guarded).rejects.toMatchObject({ userErrors: [{ code: "IMMUTABLE" }] });
  });
});

describe("the audit trail", () => {
  it("tells who did what to which record in which request, and goes with the act", async () => {
    const ctx = kit.as({ subject: "user:ines", name: "Ines Holm" });
    await act(ctx, { name: "chairPaint" }, (tx) => audit(tx, ctx, { act: "chairPaint", entity: "Chair", key: "7", changes: { isBlue: [false, true] } }));
    const undone = act(ctx, { name: "chairPaint" }, async (tx) => {
      await audit(tx, ctx, { act: "chairPaint", entity: "Chair", key: "8" });
      refuse("NO_PAINT", "There is no paint left.");
    });
    await expect(undone).rejects.toThrow("NO_PAINT");
    const { rows } = await sql`select at, subject, actor_name, act, entity, entity_key, request_id, changes from audit_entry`.execute(kit.db);
    expect(rows).toEqual([{ at: NOW, subject: "user:ines", actorName: "Ines Holm", act: "chairPaint", entity: "Chair", entityKey: "7", requestId: ctx.requestId, changes: { isBlue: [false, true] } }]);
  });
  it("can lose what was changed when a person is erased, and nothing else", async () => {
    const erasing = (change: string): Promise<unknown> => kit.db.transaction().execute(async (tx) => {
      await sql`select set_config('homefield.erasing', 'on', true)`.execute(tx);
      return sql.raw(`update audit_entry set ${change}`).execute(tx);
    });
    for (const change of ["act = 'x', changes = '{\"erased\": true}'", "changes = '{}'", "subject = 'x'"]) await expect(erasing(change)).rejects.toMatchObject({ code: "HF001" });
    await expect(erasing("changes = '{\"erased\": true}'")).resolves.toBeDefined();
  });
  it.each(["update audit_entry set act = 'x'", "update audit_entry set changes = '{\"erased\": true}'", "delete from audit_entry", "truncate audit_entry"])("can't be rewritten: %s", async (statement) => {
    await expect(sql.raw(statement).execute(kit.db)).rejects.toMatchObject({ code: "HF001" });
  });
  it("tells only what differs", () => {
    expect(differences({ name: "a", seats: 1, since: NOW, note: null }, { name: "b", seats: 1, since: new Date(NOW), version: 9 })).toEqual({ name: ["a", "b"] });
    expect(differences({}, { note: "new" })).toEqual({ note: [null, "new"] });
  });
});
