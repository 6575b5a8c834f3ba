import { describe, expect, it } from "vitest";
import { and, conditionWithSets, FALSE, holds, leaf, lift, not, or, ownersIn, treeOf, treesIn, TRUE, type Tree, upperBound, without } from "./tree.ts";

const c = (n: number): Tree => leaf("crm", { segment: { equals: String(n) } });
const e = (n: number): Tree => leaf("erp", { openOrderCount: { equals: n } });

/** What a tree says when each leaf says what it is told; leaves of an owner without such a row say no. */
function said(tree: Tree, says: (leaf: Tree) => boolean): boolean {
  if ("and" in tree) return tree.and.every((part) => said(part, says));
  if ("or" in tree) return tree.or.some((part) => said(part, says));
  return "not" in tree ? !said(tree.not, says) : says(tree);
}
const LEAVES = [c(1), c(2), e(1), e(2)];
/** Every tree of three levels over these leaves would be many; these are the shapes that go wrong. */
const SHAPES: Tree[] = [
  c(1), e(1), not(e(1)), not(c(1)), and([c(1), e(1)]), or([c(1), e(1)]), not(and([c(1), e(1)])), not(or([c(1), not(e(1))])), and([not(e(1)), c(1), e(2)]), or([not(e(1)), e(2), c(1)]),
  or([and([c(1), e(1)]), and([c(2), not(e(2))])]), and([or([c(1), e(1)]), or([not(c(2)), e(2)])]), not(or([and([not(c(1)), e(1)]), not(or([c(2), e(2)]))])), TRUE, FALSE,
];
const everyWorld = function* (): Generator<(tree: Tree) => boolean> {
  for (let bits = 0; bits < 1 << LEAVES.length; bits++) yield (tree) => ((bits >> LEAVES.findIndex((one) => JSON.stringify(one) === JSON.stringify(tree))) & 1) === 1;
};

describe("a filter across owners", () => {
  it("is a tree: absent says nothing, several parts must all hold, an empty OR matches nothing", () => {
    const owners = { account: "crm", customer: "erp" } as const;
    expect(treeOf(null, owners)).toEqual(TRUE);
    expect(treeOf({ account: null, and: null, customer: { isOnHold: { equals: true } } }, owners)).toEqual(leaf("erp", { isOnHold: { equals: true } }));
    expect(treeOf({ or: [] }, owners)).toEqual(FALSE);
    expect(treeOf({ not: { or: [] }, account: {} }, owners)).toEqual(leaf("crm", {}));
    expect(treeOf({ account: { id: 1 }, or: [{ customer: {} }, { not: { account: {} } }] }, owners)).toEqual({ and: [leaf("crm", { id: 1 }), { or: [leaf("erp", {}), { not: leaf("crm", {}) }] }] });
  });
  it("is never bounded more narrowly by one owner than by both", () => {
    for (const tree of SHAPES) {
      for (const owner of ["crm", "erp"] as const) {
        const bound = upperBound(tree, owner);
        expect([...ownersIn(bound)].filter((other) => other !== owner)).toEqual([]);
        for (const world of everyWorld()) if (said(tree, world)) expect(said(bound, world), JSON.stringify(tree)).toBe(true);
      }
    }
  });
  it("says without an owner what it says when that owner has no such row", () => {
    for (const tree of SHAPES) for (const world of everyWorld()) expect(said(without(tree, "erp"), world)).toBe(said(tree, (one) => !("leaf" in one && one.leaf === "erp") && world(one)));
  });
  it("is cut into parts that hold for no row their owner does not have, and comes together again", () => {
    for (const tree of SHAPES) {
      for (const owner of ["crm", "erp"] as const) {
        const { rest, parts } = lift(tree, owner);
        for (const part of parts) {
          expect([...ownersIn(part)]).toEqual([owner]);
          expect(said(part, () => false), `${JSON.stringify(part)} of ${JSON.stringify(tree)}`).toBe(false);
        }
        for (const world of everyWorld()) {
          const whole = holds(rest, treesIn(rest).map((part) => said(part, world)), parts.map((part) => said(part, world)));
          expect(whole, JSON.stringify(tree)).toBe(said(tree, world));
        }
      }
    }
  });
  it("takes the largest parts, and each once", () => {
    const { rest, parts } = lift(or([and([e(1), not(e(2)), c(1)]), and([not(e(2)), e(1), c(2)]), and([e(1), not(e(2)), not(c(1))])]), "erp");
    expect(parts).toHaveLength(2);
    expect(conditionWithSets(rest)).toEqual({ or: [{ and: [{ set: 0 }, { own: { segment: { equals: "1" } } }] }, { and: [{ set: 1 }, { own: { segment: { equals: "2" } } }] }, { and: [{ set: 0 }, { not: { own: { segment: { equals: "1" } } } }] }] });
  });
});
