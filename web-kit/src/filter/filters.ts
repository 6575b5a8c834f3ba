import type { Owner } from "../owner/owner.ts";
import { isDecimal } from "../format/decimal.ts";

export type FilterKind = "text" | "number" | "money" | "date" | "enum" | "boolean" | "person";

export type FilterOp =
  | "is" | "not" | "any" | "has" | "starts" | "over" | "under" | "atLeast" | "atMost" | "before" | "after" | "from" | "until" | "empty" | "filled";

export interface FilterOption {
  value: string;
  label: string;
  hint?: string;
}

export interface FilterField {
  id: string;
  label: string;
  owner: Owner;
  kind: FilterKind;
  /** For enums, and for persons known beforehand. */
  options?: readonly FilterOption[];
  /** For persons and other records that are looked up. */
  search?: (text: string) => Promise<FilterOption[]>;
  /** Names values that came with an address, for records that are looked up. */
  resolve?: (values: readonly string[]) => Promise<FilterOption[]>;
  /** Only these operators, if not all of the kind. */
  ops?: readonly FilterOp[];
  /** Behind a figure: "EUR", "days". */
  unit?: string;
  /** The graph takes the value itself and no comparator; only for `is`. */
  bare?: boolean;
  /** Where it stands in the filter input, if not under its id: "customer.overdueBalance". */
  at?: string;
}

export interface FilterClause {
  field: string;
  op: FilterOp;
  /** Several values for `any`; none for `empty` and `filled`. */
  values: readonly string[];
}

/** Conditions that belong together. Groups may hold groups; on their own, nodes in a row must all hold. */
export interface FilterGroup {
  /** All of them, any of them, or none of them. */
  join: "all" | "any" | "none";
  parts: readonly FilterNode[];
}

export type FilterNode = FilterClause | FilterGroup;

export const isGroup = (node: FilterNode): node is FilterGroup => "parts" in node;

export const JOIN_WORDS: Record<FilterGroup["join"], string> = { all: "all of", any: "any of", none: "none of" };

/** Every condition, whichever group it stands in. */
export function clausesOf(nodes: readonly FilterNode[]): FilterClause[] {
  return nodes.flatMap((node) => (isGroup(node) ? clausesOf(node.parts) : [node]));
}

export const OP_WORDS: Record<FilterOp, string> = {
  is: "is", not: "is not", any: "any of", has: "has", starts: "begins with", over: "over", under: "under", atLeast: "at least", atMost: "at most",
  before: "before", after: "after", from: "from", until: "until", empty: "is empty", filled: "is filled",
};

export const OPS_OF: Record<FilterKind, readonly FilterOp[]> = {
  text: ["has", "starts", "is", "not", "empty", "filled"],
  number: ["over", "atLeast", "is", "atMost", "under", "empty"],
  money: ["over", "atLeast", "is", "atMost", "under"],
  date: ["from", "until", "before", "after", "is", "empty", "filled"],
  enum: ["is", "any", "not"],
  boolean: ["is"],
  person: ["is", "any", "not", "empty"],
};

export const opsOf = (field: FilterField): readonly FilterOp[] => field.ops ?? OPS_OF[field.kind];

export const needsValue = (op: FilterOp): boolean => op !== "empty" && op !== "filled";

/** Why a clause cannot be used yet, or nothing when it can. */
export function whyNotUsable(clause: FilterClause, field: FilterField): string | undefined {
  if (!opsOf(field).includes(clause.op)) return "Choose how to compare.";
  if (!needsValue(clause.op)) return undefined;
  const value = clause.values[0]?.trim() ?? "";
  if (value === "") return "Give a value.";
  if ((field.kind === "number" || field.kind === "money") && !isDecimal(value)) return "Give a figure, such as 1000 or 99.50.";
  if (field.kind === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return "Give a day.";
  if (field.kind === "boolean" && value !== "yes" && value !== "no") return "Choose yes or no.";
  return undefined;
}

/** The comparator of a clause, in the words of the graph's filter inputs. */
function comparator(clause: FilterClause, field: FilterField): unknown {
  const value = clause.values[0] ?? "";
  if (field.bare) return value;
  switch (clause.op) {
    case "is":
      return { equals: field.kind === "boolean" ? value === "yes" : field.kind === "number" && /^-?\d+$/.test(value) && !field.unit ? numberOrText(value) : value };
    case "not":
      return field.kind === "text" ? { equals: value } : { in: [...clause.values] };
    case "any":
      return { in: [...clause.values] };
    case "has":
      return { contains: value };
    case "starts":
      return { startsWith: value };
    case "over":
    case "after":
      return { greaterThan: numeric(field, value) };
    case "under":
    case "before":
      return { lessThan: numeric(field, value) };
    case "atLeast":
    case "from":
      return { atLeast: numeric(field, value) };
    case "atMost":
    case "until":
      return { atMost: numeric(field, value) };
    case "empty":
      return { isNull: true };
    case "filled":
      return { isNull: false };
  }
}

const numberOrText = (value: string): number | string => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** Counts are integers in the graph, amounts decimal strings. */
const numeric = (field: FilterField, value: string): number | string => (field.kind === "number" ? numberOrText(value) : value);

/** What a condition or a group asks, as an input of the graph; nothing when it can't be asked. */
function nodeInput(node: FilterNode, fields: readonly FilterField[]): Record<string, unknown> | undefined {
  if (isGroup(node)) {
    const parts = node.parts.flatMap((part) => nodeInput(part, fields) ?? []);
    if (parts.length === 0) return undefined;
    return node.join === "all" ? { and: parts } : node.join === "any" ? { or: parts } : { not: { or: parts } };
  }
  const field = fields.find((one) => one.id === node.field);
  if (!field || whyNotUsable(node, field)) return undefined;
  const nested = (field.at ?? field.id).split(".").reduceRight<unknown>((inner, step) => ({ [step]: inner }), comparator(node, field)) as Record<string, unknown>;
  return node.op === "not" ? { not: nested } : nested;
}

/** The nodes one owner can answer alone, in either order: a group counts when all its conditions are that owner's. */
export function nodesOf(nodes: readonly FilterNode[], fields: readonly FilterField[], owner: Owner): FilterNode[] {
  const whose = (clause: FilterClause) => fields.find((one) => one.id === clause.field)?.owner;
  return nodes.filter((node) => clausesOf([node]).every((clause) => whose(clause) === owner));
}

/**
 * The filter input of all conditions, or of those one owner can answer alone: `{ and: [{ stage: { equals: "CUSTOMER" } }] }`;
 * nothing without conditions.
 */
export function filterInput(nodes: readonly FilterNode[], fields: readonly FilterField[], owner?: Owner): Record<string, unknown> | undefined {
  const parts = (owner ? nodesOf(nodes, fields, owner) : nodes).flatMap((node) => nodeInput(node, fields) ?? []);
  return parts.length === 0 ? undefined : { and: parts };
}
