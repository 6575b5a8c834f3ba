import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aKitDatabase, type KitDatabase, type KitTables } from "./kit.fixture.ts";
import type { Context } from "./context.ts";
import { type Changes, CHANGES_PATH, CHANGES_PERMISSION, changesSince, forgetChanges, MOST_WAIT_MS } from "./live-changes.ts";
import { silentLog } from "./log.ts";
import { buildGuardedSchema } from "./schema.ts";
import { type RunningSubgraph, startSubgraph } from "./server.ts";
import { aCaller } from "./testing.ts";

let kit: KitDatabase;
let subgraph: RunningSubgraph;
const schema = buildGuardedSchema(`
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes"])
scalar Date scalar DateTime scalar Decimal scalar CurrencyCode
type Query { nothing: String @requiresScopes(scopes: [["who:ask"]]) }`, [{ Query: { nothing: () => null } }]);
beforeAll(async () => {
  kit = await aKitDatabase();
  await kit.pool.query(`call name_changes('chair', $$ ('Chair', t.name), ('Shelf', t.shelf), ('ChairReport', '*') $$, team => 't.shelf')`);
  const callers = { gateway: aCaller({ kind: "service", permissions: [CHANGES_PERMISSION] }), user: aCaller({ permissions: [CHANGES_PERMISSION] }), "hand-over": aCaller({ kind: "service" }) };
  subgraph = await startSubgraph<KitTables, Context<KitTables>>({
    name: "test", schema, database: kit, log: silentLog(), port: 0, verify: async (authorization) => ({ caller: callers[authorization as keyof typeof callers], token: "" }),
  });
});
afterAll(async () => {
  await subgraph.stop();
  await kit.drop();
});
const seenNow = async (): Promise<string> => (await changesSince(kit.pool, null)).seen;
const since = (seen: string): Promise<Changes> => changesSince(kit.pool, seen);
const insert = (...names: (string | null)[]) => kit.pool.query("insert into chair (name) select unnest($1::text[])", [names]);

describe("changes", () => {
  it("are named once per transaction, with what they stand on and whose they are, and without any fact", async () => {
    const seen = await seenNow();
    await kit.db.transaction().execute(async (tx) => {
      await tx.insertInto("chair").values([{ name: "Ø1", shelf: "A", price: "4711.00" }, { name: "Ø2", shelf: "B", price: "4711.00" }] as never).execute();
      await tx.updateTable("chair").set({ seats: 3 }).where("name", "=", "Ø1").execute();
    });
    const { changes, isLost } = await since(seen);
    expect(isLost).toBe(false);
    expect(changes).toEqual([
      { type: "Chair", team: "A", legalEntity: null, keys: ["Ø1"] }, { type: "Chair", team: "B", legalEntity: null, keys: ["Ø2"] },
      { type: "ChairReport", team: "A", legalEntity: null, keys: null }, { type: "ChairReport", team: "B", legalEntity: null, keys: null },
      { type: "Shelf", team: "A", legalEntity: null, keys: ["A"] }, { type: "Shelf", team: "B", legalEntity: null, keys: ["B"] },
    ]);
    expect(JSON.stringify((await kit.pool.query("select * from change")).rows)).not.toContain("4711");
  });
  it("of a row that moves are named where it was and where it is; one that is gone is named, and one without a name is not", async () => {
    await insert("moving", null);
    const seen = await seenNow();
    await kit.pool.query("update chair set shelf = 'C' where name = 'moving'");
    await kit.pool.query("delete from chair where name is null");
    expect((await since(seen)).changes.filter(({ type }) => type === "Chair")).toEqual([{ type: "Chair", team: "A", legalEntity: null, keys: ["moving"] }, { type: "Chair", team: "C", legalEntity: null, keys: ["moving"] }]);
    const then = await seenNow();
    await kit.pool.query("delete from chair where name = 'moving'");
    expect((await since(then)).changes.find(({ type }) => type === "Chair")!.keys).toEqual(["moving"]);
  });
  it("are not told before they are committed, and never when they are not", async () => {
    const seen = await seenNow();
    const client = await kit.pool.connect();
    await client.query("begin");
    await client.query("insert into chair (name) values ('undone')");
    expect((await since(seen)).changes).toEqual([]);
    await client.query("rollback");
    client.release();
    expect((await since(seen)).changes).toEqual([]);
  });
  it("are none missed and none told twice, in whatever order transactions end", async () => {
    let seen = await seenNow();
    const heard: string[] = [];
    const listen = async (): Promise<void> => {
      const found = await since(seen);
      seen = found.seen;
      for (const { type, keys } of found.changes) if (type === "Chair") heard.push(...keys!);
    };
    const long = await kit.pool.connect();
    await long.query("begin");
    await long.query("insert into chair (name) values ('begun first, ended last')");
    const names = Array.from({ length: 40 }, (_, i) => `race ${i}`);
    await Promise.all([...names.map((name) => insert(name)), (async () => { for (let i = 0; i < 30; i++) await listen(); })()]);
    await listen();
    expect(heard.toSorted()).toEqual(names.toSorted());
    await long.query("commit");
    long.release();
    await listen();
    expect(heard.at(-1)).toBe("begun first, ended last");
    await listen();
    expect(heard).toHaveLength(names.length + 1);
  });
  it("of very many at once are named by their type alone", async () => {
    const seen = await seenNow();
    await insert(...Array.from({ length: 51 }, (_, i) => `many ${i}`));
    expect((await kit.pool.query("select count(*)::int as n from change where transaction >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(transaction, $1::pg_snapshot)", [seen])).rows[0].n).toBe(3);
    expect((await since(seen)).changes.find(({ type }) => type === "Chair")!.keys).toBeNull();
    const one = await seenNow();
    for (let i = 0; i < 51; i++) await insert(`one by one ${i}`);
    expect((await since(one)).changes.find(({ type }) => type === "Chair")!.keys).toBeNull();
  });
  it("that were forgotten are missed by who comes late, who is told so; who comes in time misses nothing", async () => {
    const old = await seenNow();
    await insert("forgotten");
    const seen = await seenNow();
    await insert("remembered");
    await forgetChanges(kit.pool, seen);
    expect((await kit.pool.query("select from change where key = 'forgotten'")).rowCount).toBe(0);
    expect((await since(old)).isLost).toBe(true);
    expect(await since(seen)).toMatchObject({ isLost: false, changes: [{ type: "Chair", keys: ["remembered"] }, { type: "ChairReport" }, { type: "Shelf" }] });
    // A database that was set back knows nothing of what it is asked about.
    expect((await since("99999999:99999999:")).isLost).toBe(true);
  });
});

describe("GET /changes", () => {
  const ask = (who: string, seen?: string) => fetch(`${subgraph.url}${CHANGES_PATH}${seen === undefined ? "" : `?seen=${encodeURIComponent(seen)}`}`, { headers: { authorization: who } });
  it("is for the gateway itself, and for no user, whatever their permissions", async () => {
    for (const who of ["user", "hand-over"]) expect((await ask(who)).status).toBe(403);
    expect((await ask("gateway")).status).toBe(200);
    expect((await ask("gateway", "1;drop table change")).status).toBe(400);
  });
  it("waits until something is committed", async () => {
    const { seen } = (await (await ask("gateway")).json()) as Changes;
    const told: string[] = [];
    const waiting = ask("gateway", seen).then(async (response) => {
      const { changes } = (await response.json()) as Changes;
      told.push("answered");
      return changes;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toEqual([]);
    await insert("waited for");
    expect((await waiting)[0]).toMatchObject({ type: "Chair", keys: ["waited for"] });
  });
  it("lets go when the subgraph stops", async () => {
    const other = await startSubgraph<KitTables, Context<KitTables>>({ name: "other", schema, database: null, log: silentLog(), port: 0, verify: async () => ({ caller: aCaller(), token: "" }) });
    expect((await fetch(`${other.url}${CHANGES_PATH}`)).status).toBe(404);
    await other.stop();
    const seen = await seenNow();
    const waiting = ask("gateway", seen).then((response) => response.status);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const stopping = performance.now();
    await subgraph.stop();
    expect(await waiting).toBe(200);
    expect(performance.now() - stopping).toBeLessThan(MOST_WAIT_MS);
  });
});
