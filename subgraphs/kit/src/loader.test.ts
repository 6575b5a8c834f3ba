import { describe, expect, it } from "vitest";
import type { Context } from "./context.ts";
import { listLoaderOf, loaderOf } from "./loader.ts";

interface Chair { id: string; shelf: string }
const CHAIRS: Chair[] = [{ id: "1", shelf: "A" }, { id: "2", shelf: "B" }, { id: "3", shelf: "A" }];
const context = () => ({ loaders: new Map() }) as unknown as Context<unknown>;

describe("loaders", () => {
  it("ask once for all keys of a tick, each key once, and give null for what is not there", async () => {
    const ctx = context();
    const batches: (readonly string[])[] = [];
    const load = (id: string) => loaderOf<unknown, Chair>(ctx, "chair", (row) => row.id, async (ids) => (batches.push(ids), CHAIRS.filter((chair) => ids.includes(chair.id)))).load(id);
    expect(await Promise.all(["3", "9", "1", "3"].map(load))).toEqual([CHAIRS[2], null, CHAIRS[0], CHAIRS[2]]);
    await load("1");
    expect(batches).toEqual([["3", "9", "1"]]);
  });
  it("group rows below their key, in the batch's order, and drop rows nobody asked for", async () => {
    const ctx = context();
    const load = (shelf: string) => listLoaderOf<unknown, Chair>(ctx, "chairsOfShelf", (row) => row.shelf, async () => CHAIRS).load(shelf);
    expect(await Promise.all(["A", "C"].map(load))).toEqual([[CHAIRS[0], CHAIRS[2]], []]);
  });
  it("belong to one request: another one asks again", async () => {
    let asked = 0;
    const load = (ctx: Context<unknown>) => loaderOf<unknown, Chair>(ctx, "chair", (row) => row.id, async () => (asked++, CHAIRS)).load("1");
    await load(context());
    await load(context());
    expect(asked).toBe(2);
  });
  it("fail for every key when the batch fails", async () => {
    const ctx = context();
    const load = (id: string) => loaderOf<unknown, Chair>(ctx, "chair", (row) => row.id, () => Promise.reject(new Error("the database is away"))).load(id);
    expect((await Promise.allSettled(["1", "2"].map(load))).map((result) => result.status)).toEqual(["rejected", "rejected"]);
  });
});
