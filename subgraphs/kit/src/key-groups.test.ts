import { describe, expect, it } from "vitest";
import { keyGroupsOf, readKeyGroups, writeKeyGroups } from "./key-groups.ts";
import { readKeySet, writeKeySet } from "./key-set.ts";

const bound = { secret: "secret", subject: "user:ines", requestId: "r-1", now: new Date("2026-03-16T09:00:00Z") };

describe("customers in groups that cross the seam", () => {
  it("are two bytes for each key where SQL's get_byte looks, and by number for those without a key", () => {
    const groups = keyGroupsOf([{ customer: "C-1", group: 2 }, { customer: "C-3", group: 300 }, { customer: "AW00000001", group: 7 }]);
    expect([...groups.byKey]).toEqual([0, 0, 2, 0, 0, 0, 44, 1]);
    expect(groups.byText).toEqual({ AW00000001: 7 });
    expect(readKeyGroups(writeKeyGroups(groups, bound), bound)).toEqual(groups);
    expect(readKeyGroups(writeKeyGroups(keyGroupsOf([]), bound), bound)).toEqual({ byKey: Buffer.alloc(0), byText: {} });
  });
  it("are only for whom and the request they were made for, and are no key set", () => {
    const text = writeKeyGroups(keyGroupsOf([{ customer: "C-1", group: 1 }]), bound);
    for (const other of [{ subject: "user:camille" }, { requestId: "r-2" }, { secret: "mine" }]) expect(() => readKeyGroups(text, { ...bound, ...other })).toThrow("was not made for you");
    expect(() => readKeySet(text, bound)).toThrow("was not made for you");
    expect(() => readKeyGroups(writeKeySet({ keys: [1], texts: [] }, bound), bound)).toThrow("was not made for you");
  });
  it("are at most a thousand", () => {
    expect(() => keyGroupsOf([{ customer: "C-1", group: 1_002 }])).toThrow("more than 1000 groups");
  });
});
