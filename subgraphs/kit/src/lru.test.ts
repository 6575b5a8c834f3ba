import { expect, it } from "vitest";
import { Lru } from "./lru.ts";

it("forgets what was not used for longest", () => {
  const map = new Lru<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.get("a");
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c"), map.size]).toEqual([1, undefined, 3, 2]);
});

it("counts weight, and does not keep what is too heavy alone", () => {
  const map = new Lru<string>(10, (text) => text.length);
  map.set("a", "12345");
  map.set("b", "12345");
  map.set("b", "123");
  map.set("c", "12");
  expect(map.size).toBe(3);
  map.set("d", "1");
  expect(map.get("a")).toBeUndefined();
  map.set("e", "12345678901");
  expect(map.size).toBe(0);
});
