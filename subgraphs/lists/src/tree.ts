/** A filter across owners as a tree of conditions, each leaf one owner's, and what can be cut out of it for one of them. */
import { type Condition, type FilterInput, speaksOf as filterSpeaksOf } from "@homefield/kit";

export type Owner = "crm" | "erp";
export const otherOf = (owner: Owner): Owner => (owner === "crm" ? "erp" : "crm");

/** Two-valued: a leaf of the owner that has no such row is false, and `not` of it is true. */
export type Tree = { and: Tree[] } | { or: Tree[] } | { not: Tree } | { leaf: Owner; filter: object };
export const TRUE: Tree = { and: [] };
export const FALSE: Tree = { or: [] };
export const isTrue = (tree: Tree): boolean => "and" in tree && tree.and.length === 0;
export const isFalse = (tree: Tree): boolean => "or" in tree && tree.or.length === 0;

export const leaf = (owner: Owner, filter: object): Tree => ({ leaf: owner, filter });
export function and(parts: readonly Tree[]): Tree {
  const flat = distinct(parts.flatMap((part) => ("and" in part ? part.and : [part])));
  return flat.some(isFalse) ? FALSE : flat.length === 1 ? flat[0]! : { and: flat };
}
export function or(parts: readonly Tree[]): Tree {
  const flat = distinct(parts.flatMap((part) => ("or" in part ? part.or : [part])));
  return flat.some(isTrue) ? TRUE : flat.length === 1 ? flat[0]! : { or: flat };
}
export const not = (part: Tree): Tree => (isTrue(part) ? FALSE : isFalse(part) ? TRUE : "not" in part ? part.not : { not: part });
const distinct = (parts: readonly Tree[]): Tree[] => [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];

/** As GraphQL gives it: all parts of an object must hold; a part that is absent or null says nothing. */
export interface ListFilter { and?: ListFilter[] | null | undefined; or?: ListFilter[] | null | undefined; not?: ListFilter | null | undefined; [leaf: string]: unknown }
export function treeOf(filter: ListFilter | null | undefined, owners: Record<string, Owner>): Tree {
  if (!filter) return TRUE;
  const parts = Object.entries(filter).flatMap(([name, value]): Tree[] => {
    if (value === null || value === undefined) return [];
    if (name === "and") return [and((value as ListFilter[]).map((part) => treeOf(part, owners)))];
    if (name === "or") return [or((value as ListFilter[]).map((part) => treeOf(part, owners)))];
    if (name === "not") return [not(treeOf(value as ListFilter, owners))];
    return [leaf(owners[name]!, value as object)];
  });
  return and(parts);
}

/** The tree with each leaf of one owner replaced by a constant; `isPositive` tells whether more of it makes more rows match. */
export function replaced(tree: Tree, owner: Owner, by: (isPositive: boolean) => Tree, isPositive = true): Tree {
  if ("and" in tree) return and(tree.and.map((part) => replaced(part, owner, by, isPositive)));
  if ("or" in tree) return or(tree.or.map((part) => replaced(part, owner, by, isPositive)));
  if ("not" in tree) return not(replaced(tree.not, owner, by, !isPositive));
  return tree.leaf === owner ? by(isPositive) : tree;
}
/** What an owner alone can say: never false where the whole may be true. */
export const upperBound = (tree: Tree, owner: Owner): Tree => replaced(tree, otherOf(owner), (isPositive) => (isPositive ? TRUE : FALSE));
/** What is left where the owner has no such row. */
export const without = (tree: Tree, owner: Owner): Tree => replaced(tree, owner, () => FALSE);

export const ownersIn = (tree: Tree): Set<Owner> =>
  "leaf" in tree ? new Set([tree.leaf]) : new Set(("and" in tree ? tree.and : "or" in tree ? tree.or : [tree.not]).flatMap((part) => [...ownersIn(part)]));
/** Whether an owner's conditions say something about a field, at any depth. */
export const speaksOf = (tree: Tree, owner: Owner, field: string): boolean =>
  "leaf" in tree ? tree.leaf === owner && filterSpeaksOf(tree.filter as FilterInput, field) : ("and" in tree ? tree.and : "or" in tree ? tree.or : [tree.not]).some((part) => speaksOf(part, owner, field));
const isOf = (tree: Tree, owner: Owner): boolean => !ownersIn(tree).has(otherOf(owner));

/** A tree of one owner as that owner is asked it. */
export function conditionOf(tree: Tree): Condition {
  if ("and" in tree) return { and: tree.and.map(conditionOf) };
  if ("or" in tree) return { or: tree.or.map(conditionOf) };
  return "not" in tree ? { not: conditionOf(tree.not) } : { own: tree.filter };
}

/** A tree whose largest parts of one owner stand in a list of their own. */
export type Lifted<Part> = { and: Lifted<Part>[] } | { or: Lifted<Part>[] } | { not: Lifted<Part> } | Part;
/** `part`: the n-th of the lifted ones. `tree`: what the other owner has to say here. */
export type Rest = { part: number } | { tree: Tree };

/** Cuts the largest parts of an owner out of a tree. Each part is false where the owner has no such row, so that a set of rows can stand for it. */
export function lift(tree: Tree, owner: Owner): { rest: Lifted<Rest>; parts: Tree[] } {
  const parts: Tree[] = [];
  const place = (part: Tree): Lifted<Rest> => {
    // What holds for rows the owner does not have can't be listed by it; the opposite can.
    if (isTrue(without(part, owner))) return { not: place(not(part)) };
    const known = parts.findIndex((other) => JSON.stringify(other) === JSON.stringify(part));
    return { part: known >= 0 ? known : parts.push(part) - 1 };
  };
  const cut = (part: Tree): Lifted<Rest> => {
    if (isOf(part, otherOf(owner))) return { tree: part };
    if (isOf(part, owner)) return place(part);
    if ("not" in part) return { not: cut(part.not) };
    const [join, children] = "and" in part ? ([and, part.and] as const) : ([or, (part as { or: Tree[] }).or] as const);
    const own = children.filter((child) => isOf(child, owner));
    const lifted = [...(own.length > 0 ? [place(join(own))] : []), ...children.filter((child) => !isOf(child, owner)).map(cut)];
    return "and" in part ? { and: lifted } : { or: lifted };
  };
  return { rest: cut(tree), parts };
}
/** The rest as the other owner is asked it, with a set for each part. */
export function conditionWithSets(rest: Lifted<Rest>): Condition {
  if ("and" in rest) return { and: rest.and.map(conditionWithSets) };
  if ("or" in rest) return { or: rest.or.map(conditionWithSets) };
  if ("not" in rest) return { not: conditionWithSets(rest.not) };
  return "part" in rest ? { set: rest.part } : conditionOf(rest.tree);
}
/** The largest trees of the other owner in a rest, in the order `holds` takes them. */
export function treesIn(rest: Lifted<Rest>): Tree[] {
  if ("and" in rest) return rest.and.flatMap(treesIn);
  if ("or" in rest) return rest.or.flatMap(treesIn);
  if ("not" in rest) return treesIn(rest.not);
  return "part" in rest ? [] : [rest.tree];
}
/** Whether the whole holds for a row, given what both owners said of its parts. */
export function holds(rest: Lifted<Rest>, ofTrees: readonly boolean[], ofParts: readonly boolean[]): boolean {
  let next = 0;
  const value = (part: Lifted<Rest>): boolean => {
    if ("and" in part) return part.and.map(value).every(Boolean);
    if ("or" in part) return part.or.map(value).some(Boolean);
    if ("not" in part) return !value(part.not);
    return "part" in part ? ofParts[part.part]! : ofTrees[next++]!;
  };
  return value(rest);
}
