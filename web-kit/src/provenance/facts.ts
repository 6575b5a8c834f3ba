/** A field of the graph as it was read for the screen. */
export interface Fact {
  /** `Customer.openBalance`; what holds it follows, for fields of types without a home of their own: `Money.amount`, `Customer.openBalance`. */
  names: readonly string[];
  /** The object it was read from, as `Customer:C-100`: the nearest one with a key. */
  entity: string;
}

let keys: Readonly<Record<string, string>> = {};

/** Which field identifies an object of a type, where it is not `id`. */
export function setEntityKeys(given: Readonly<Record<string, string>>): void {
  keys = given;
}

type Typed = Record<string, unknown> & { __typename: string };

export const isTyped = (value: unknown): value is Typed => typeof value === "object" && value !== null && typeof (value as { __typename?: unknown }).__typename === "string";

/** `Account:7` for an object the graph can be asked for again; one without its key is part of what holds it. */
export function entityOf(object: Typed): string | undefined {
  const value = object[keys[object.__typename] ?? "id"];
  return typeof value === "string" || typeof value === "number" ? `${object.__typename}:${value}` : undefined;
}

/** Follows steps from an object and tells which fields of the graph were read on the way, the last one first. */
function factAlong(root: unknown, steps: readonly string[]): Fact | undefined {
  const names: string[] = [];
  let entity = "";
  let value = root;
  for (const step of steps) {
    if (!isTyped(value) || !(step in value)) break;
    entity = entityOf(value) ?? entity;
    names.unshift(`${value.__typename}.${step}`);
    value = value[step];
  }
  return names.length > 0 ? { names, entity } : undefined;
}

const MOST_FACTS = 4;
const write = (fact: Fact): string => `${fact.names.join("<")}@${encodeURIComponent(fact.entity)}`;

/**
 * What an element shows, for its `data-fact`: the paths its expression reads, as `[account, "owner", "name"]`. Screens do not call
 * it: it is written into them when they are built (`vite-facts.ts`).
 */
export function factOf(...paths: readonly (readonly [unknown, ...string[]])[]): string | undefined {
  const facts = new Set<string>();
  for (const [root, ...steps] of paths) {
    const fact = factAlong(root, steps);
    if (fact) facts.add(write(fact));
  }
  return facts.size === 0 ? undefined : [...facts].slice(0, MOST_FACTS).join(" ");
}

/** Reads a `data-fact`. */
export function factsIn(text: string): Fact[] {
  return text.split(" ").flatMap((one) => {
    const [names = "", entity = ""] = one.split("@");
    return names === "" ? [] : [{ names: names.split("<"), entity: decodeURIComponent(entity) }];
  });
}

/** Which fields of the graph a function reads of a row: runs it on a row that takes notes. */
export function factsReadBy(read: (row: never) => unknown, row: unknown): Fact[] {
  const read_ = new Map<string, Fact>();
  const noting = (value: unknown, names: readonly string[], entity: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const here = isTyped(value) ? (entityOf(value) ?? entity) : entity;
    return new Proxy(value, {
      get(target, step, receiver) {
        const found: unknown = Reflect.get(target, step, Array.isArray(target) ? receiver : target);
        if (typeof step !== "string" || typeof found === "function") return found;
        if (!isTyped(target)) return noting(found, names, here);
        if (step === "__typename") return found;
        const below = [`${target.__typename}.${step}`, ...names];
        // Going deeper says more exactly what was read.
        read_.delete(write({ names, entity }));
        const fact = { names: below, entity: here };
        read_.set(write(fact), fact);
        return noting(found, below, here);
      },
    });
  };
  try {
    read(noting(row, [], "") as never);
  } catch {
    // A row may lack what the function counts on; what it read until then still tells.
  }
  return [...read_.values()].slice(0, MOST_FACTS);
}

type Resolve = (target: Element) => Fact[];
const regions = new WeakMap<Element, Resolve>();

/** Lets a part of the page tell the facts of what is inside it, when it is asked. */
export function tellFacts(region: Element, resolve: Resolve): () => void {
  regions.set(region, resolve);
  region.setAttribute("data-tells", "");
  return () => regions.delete(region);
}

/** What is shown at an element: by its own note, by the region it stands in, or by the line of a list of facts it labels. */
export function factsAt(target: Element): { element: Element; facts: Fact[] } | undefined {
  const noted = target.closest("[data-fact]");
  const cell = target.closest("td[data-column], th[data-column]");
  if (noted && !(cell && noted.contains(cell))) return { element: noted, facts: factsIn(noted.getAttribute("data-fact") ?? "") };
  if (cell) {
    const region = cell.closest("[data-tells]");
    const facts = (region && regions.get(region)?.(cell)) ?? [];
    const inside = facts.length === 0 ? cell.querySelector("[data-fact]") : null;
    if (inside) return { element: cell, facts: factsIn(inside.getAttribute("data-fact") ?? "") };
    return facts.length > 0 ? { element: cell, facts } : undefined;
  }
  const line = target.closest("dl > div");
  const value = line?.querySelector("[data-fact]");
  return line && value ? { element: line, facts: factsIn(value.getAttribute("data-fact") ?? "") } : undefined;
}
