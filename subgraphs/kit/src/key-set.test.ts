import { describe, expect, it } from "vitest";
import { bitsOf, customerKey, keySetOf, type KeySet, MOST_KEYS, readKeySet, writeKeySet } from "./key-set.ts";
import { fc } from "./properties.fixture.ts";

const now = new Date("2026-03-16T09:00:00Z");
const bound = { secret: "secret", subject: "user:ines", requestId: "r-1", now };
const later = (seconds: number) => ({ ...bound, now: new Date(now.getTime() + seconds * 1000) });
const written = (...numbers: string[]): string => writeKeySet(keySetOf(numbers), bound);
const EXPIRED = "This selection has expired or was not made for you. Ask for it again.";

describe("a customer number", () => {
  it("has a key when the ERP drew it itself, and none when it came from elsewhere", () => {
    expect(["C-1", "C-10418", "C-9999999"].map(customerKey)).toEqual([1, 10418, 9999999]);
    expect(["C-0", "C-01", "C-10000000", "AW00000001", "c-1", "C-1 ", "C-", ""].map(customerKey)).toEqual(Array(8).fill(null));
  });
});

describe("a set of keys that crosses the seam", () => {
  it("comes out as it went in, in order, with numbers of both kinds", () => {
    const number = fc.oneof(fc.integer({ min: 1, max: 9_999_999 }).map((key) => `C-${key}`), fc.string({ minLength: 1 }).filter((text) => !text.includes("\n")));
    fc.assert(fc.property(fc.uniqueArray(number, { maxLength: 500 }), (numbers) => {
      const set = keySetOf(numbers);
      expect(readKeySet(writeKeySet(set, bound), bound)).toEqual(set);
      expect([...set.keys.map((key) => `C-${key}`), ...set.texts].toSorted()).toEqual(numbers.toSorted());
    }));
    expect(readKeySet(written(), bound)).toEqual({ keys: [], texts: [] });
  });
  it("is dense where customers are, and as small as the fewer of bits and differences", () => {
    const everyone = Array.from({ length: 60_000 }, (_, i) => `C-${10_000 + i}`);
    const bits = written(...everyone);
    expect(bits.length).toBeLessThan((70_000 / 8) * 1.34 + 100);
    const few = written(...everyone.filter((_, i) => i % 600 === 0));
    expect(few.length).toBeLessThan(100 * 2 * 1.34 + 100);
    expect(bits).not.toContain("C-1");
  });
  it("has its bits where PostgreSQL's get_bit looks for them", () => {
    expect([...bitsOf([0, 9, 16])]).toEqual([0b1, 0b10, 0b1]);
  });
  it("lives for a minute", () => {
    expect(readKeySet(written("C-1"), later(60)).keys).toEqual([1]);
    expect(() => readKeySet(written("C-1"), later(61))).toThrow(EXPIRED);
  });
  it("is only for whom and for the request it was made for", () => {
    for (const other of [{ subject: "user:camille" }, { secret: "another" }, { requestId: "r-2" }, { requestId: null }]) {
      expect(() => readKeySet(written("C-1"), { ...bound, ...other })).toThrow(EXPIRED);
    }
  });
  it("can't be changed: not its keys, its end or its signature", () => {
    const [version, expires, kind, body, texts, signature] = written("C-1").split(".") as [string, string, string, string, string, string];
    const other = writeKeySet(keySetOf(["C-2"]), { ...bound, secret: "mine" }).split(".")[3]!;
    const forged = [[version, expires, kind, other, texts, signature], [version, Number(expires) + 600, kind, body, texts, signature], [version, expires, "b", body, texts, signature], [version, expires, kind, body, texts, signature.slice(1)],
      ["v1", expires, kind, body, texts, signature], [version, expires, kind, body, texts, ""], ["v2"], ["v2", "", "", "", "", ""], [""], ["nonsense"]];
    for (const parts of forged) expect(() => readKeySet(parts.join("."), bound), parts.join(".")).toThrow(EXPIRED);
  });
  it("has a most, and says so", () => {
    const set: KeySet = { keys: { length: MOST_KEYS } as unknown as number[], texts: ["AW00000001"] };
    expect(() => writeKeySet(set, bound)).toThrow("The selection has more than 1000000 keys. Narrow the filter.");
  });
});
