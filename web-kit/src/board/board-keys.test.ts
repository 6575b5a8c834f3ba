import { describe, expect, it } from "vitest";
import { boardKey, followCard, type BoardKey, type BoardState } from "./board-keys.ts";

const shape = { columns: [["a1", "a2"], [], ["c1", "c2", "c3"], ["d1"]] };

function press(state: BoardState, ...keys: BoardKey[]) {
  let effect: ReturnType<typeof boardKey>["effect"];
  for (const key of keys) ({ state, effect } = boardKey(state, key, shape));
  return { state, effect };
}

describe("choosing a card", () => {
  it("goes up and down within the column and stops at its ends", () => {
    expect(press({ column: 0, index: 0 }, "down").state).toEqual({ column: 0, index: 1 });
    expect(press({ column: 0, index: 1 }, "down")).toEqual({ state: { column: 0, index: 1 }, effect: undefined });
    expect(press({ column: 2, index: 1 }, "end").state.index).toBe(2);
  });
  it("steps over empty columns and onto the last card of a shorter one", () => {
    expect(press({ column: 0, index: 1 }, "right").state).toEqual({ column: 2, index: 1 });
    expect(press({ column: 2, index: 2 }, "right").state).toEqual({ column: 3, index: 0 });
    expect(press({ column: 3, index: 0 }, "right").effect).toBeUndefined();
  });
});

describe("carrying a card", () => {
  it("lifts, carries and drops, also into an empty column", () => {
    expect(press({ column: 0, index: 1 }, "space").effect).toEqual({ kind: "lifted", key: "a2", column: 0 });
    expect(press({ column: 0, index: 1 }, "space", "right").effect).toEqual({ kind: "carried", key: "a2", column: 1 });
    expect(press({ column: 0, index: 1 }, "space", "right", "space")).toEqual({ state: { column: 1, index: 0 }, effect: { kind: "dropped", key: "a2", from: 0, to: 1 } });
  });
  it("puts back with Escape, and where it was lifted", () => {
    expect(press({ column: 2, index: 2 }, "space", "left", "left", "escape")).toEqual({ state: { column: 2, index: 2 }, effect: { kind: "put-back", key: "c3", column: 2 } });
    expect(press({ column: 2, index: 1 }, "space", "left", "right", "space").effect).toEqual({ kind: "put-back", key: "c2", column: 2 });
  });
  it("ignores up and down while carrying and stops at the last column", () => {
    expect(press({ column: 3, index: 0 }, "space", "right").effect).toBeUndefined();
    expect(press({ column: 3, index: 0 }, "space", "up").effect).toBeUndefined();
    expect(press({ column: 0, index: 0 }, "space", "end").effect).toEqual({ kind: "carried", key: "a1", column: 3 });
  });
});

describe("after cards came or went", () => {
  it("stays on its card", () => {
    expect(followCard(shape, "c3", { column: 0, index: 0 })).toEqual({ column: 2, index: 2 });
  });
  it("stays near when its card is gone", () => {
    expect(followCard(shape, "gone", { column: 0, index: 5 })).toEqual({ column: 0, index: 1 });
    expect(followCard({ columns: [] }, "gone", { column: 3, index: 5 })).toEqual({ column: 0, index: 0 });
  });
});
