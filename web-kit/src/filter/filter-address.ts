import { isGroup, whyNotUsable, type FilterClause, type FilterField, type FilterGroup, type FilterNode, type FilterOp } from "./filters.ts";

/**
 * Filters in an address: `stage.is.CUSTOMER~any(overdue.over.0~hold.is.yes)`. Conditions are joined by a tilde, groups are
 * `all(…)`, `any(…)` and `none(…)` and may hold groups. Signs that mean something are escaped within values.
 */
const ESCAPED: Record<string, string> = { "!": "x", ".": ".", "~": "t", "(": "o", ")": "c" };
const MEANT: Record<string, string> = Object.fromEntries(Object.entries(ESCAPED).map(([sign, code]) => [code, sign]));
const escapePart = (text: string): string => text.replace(/[!.~()]/g, (sign) => `!${ESCAPED[sign] ?? ""}`);
const unescapePart = (text: string): string => text.replace(/!([x.toc])/g, (_, code: string) => MEANT[code] ?? "");

const MOST_VALUES = 50;
const DEEPEST = 6;
const JOINS: readonly string[] = ["all", "any", "none"];

export function writeFilters(nodes: readonly FilterNode[]): string | undefined {
  if (nodes.length === 0) return undefined;
  return nodes.map((node) => (isGroup(node) ? `${node.join}(${writeFilters(node.parts) ?? ""})` : [node.field, node.op, ...node.values].map(escapePart).join("."))).join("~");
}

/** Reads the words of an address without asking whether they make sense. */
export function parseFilters(text: string): FilterNode[] {
  let at = 0;
  const nodes = (depth: number): FilterNode[] => {
    const read: FilterNode[] = [];
    while (at < text.length && text[at] !== ")") {
      if (text[at] === "~") {
        at += 1;
        continue;
      }
      const start = at;
      while (at < text.length && !"~()".includes(text[at] ?? "")) at += text[at] === "!" ? 2 : 1;
      const words = text.slice(start, at);
      if (text[at] === "(" && depth === DEEPEST) {
        // Nobody nests this deep by hand; it is left out as a whole.
        for (let open = 0; at < text.length; at += text[at] === "!" ? 2 : 1) {
          open += text[at] === "(" ? 1 : text[at] === ")" ? -1 : 0;
          if (open === 0) break;
        }
        at += 1;
      } else if (text[at] === "(") {
        at += 1;
        const parts = nodes(depth + 1);
        at += 1;
        if (JOINS.includes(words)) read.push({ join: words as FilterGroup["join"], parts });
      } else if (words !== "") {
        const [field = "", op = "", ...values] = words.split(/(?<!!)\./).map(unescapePart);
        read.push({ field, op: op as FilterOp, values: values.slice(0, MOST_VALUES) });
      }
    }
    // A closing bracket too many ends nothing.
    if (depth === 0 && text[at] === ")") {
      at += 1;
      return [...read, ...nodes(0)];
    }
    return read;
  };
  return nodes(0);
}

export interface ReadFilters {
  nodes: FilterNode[];
  /** Conditions that were left out: on fields this reader does not have, or with values that make no sense. */
  unread: number;
}

/** Reads what an address says of these fields, and counts what it could not use. */
export function readFilters(text: string | undefined, fields: readonly FilterField[]): ReadFilters {
  let unread = 0;
  const usable = (clause: FilterClause): boolean => {
    const field = fields.find((one) => one.id === clause.field);
    return field !== undefined && whyNotUsable(clause, field) === undefined;
  };
  const keep = (nodes: readonly FilterNode[]): FilterNode[] =>
    nodes.flatMap((node): FilterNode[] => {
      if (isGroup(node)) {
        const parts = keep(node.parts);
        return parts.length > 0 ? [{ join: node.join, parts }] : [];
      }
      if (usable(node)) return [node];
      unread += 1;
      return [];
    });
  const nodes = keep(parseFilters(text ?? ""));
  return { nodes, unread };
}
