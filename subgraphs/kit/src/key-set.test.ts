import { describe, expect, it } from "vitest";
import { MOST_KEYS, readKeySet, writeKeySet } from "./key-set.ts";
import { fc } from "./properties.fixture.ts";

const now = new Date("2026-03-16T09:00:00Z");
const bound = { secret: "secret", subject: "user:ines", now };
const later = (seconds: number) => ({ ...bound, now: new Date(now.getTime() + seconds * 1000) });
const EXPIRED = "This selection has expired or was not made for you. Ask for it again.";

describe("a set of keys that crosses the seam", () => {
  it("comes out as it went in, sorted", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1 }).filter((key) => !key.includes("\n")), { maxLength: 500 }), (keys) => {
      expect(readKeySet(writeKeySet(keys, bound), bound)).toEqual(keys.toSorted());
    }));
    expect(readKeySet(writeKeySet([], bound), bound)).toEqual([]);
  });
  it("is opaque and small: no key can be read off it", () => {
    const text = writeKeySet(Array.from({ length: 20_000 }, (_, i) => `C-${10_000 + i}`), bound);
    expect(text).not.toContain("C-1");
    expect(text.length).toBeLessThan(120_000);
  });
  it("lives for a minute", () => {
    const text = writeKeySet(["C-1"], bound);
    expect(readKeySet(text, later(60))).toEqual(["C-1"]);
    expect(() => readKeySet(text, later(61))).toThrow(EXPIRED);
  });
  it("is only for whom it was made", () => {
    expect(() => readKeySet(writeKeySet(["C-1"], bound), { ...bound, subject: "user:camille" })).toThrow(EXPIRED);
    expect(() => readKeySet(writeKeySet(["C-1"], bound), { ...bound, secret: "another" })).toThrow(EXPIRED);
  });
  it("can't be changed: not its keys, its end or its signature", () => {
    const [version, expires, body, signature] = writeKeySet(["C-1"], bound).split(".") as [string, string, string, string];
    const other = writeKeySet(["C-2"], { ...bound, secret: "mine" }).split(".")[2]!;
    for (const forged of [`${version}.${expires}.${other}.${signature}`, `${version}.${Number(expires) + 600}.${body}.${signature}`, `${version}.${expires}.${body}.${signature.slice(1)}`, `v2.${expires}.${body}.${signature}`, `${version}.${expires}.${body}.`, "", "v1", "v1...", "nonsense"]) {
      expect(() => readKeySet(forged, bound)).toThrow(EXPIRED);
    }
  });
  it("has a most, and says so", () => {
    const keys = { length: MOST_KEYS + 1 } as unknown as string[];
    expect(() => writeKeySet(keys, bound)).toThrow("The selection has more than 1000000 keys. Narrow the filter.");
  });
});
