import { Kind, visit, type DocumentNode } from "graphql";
import type { Owner } from "../owner/owner.ts";
import { entityOf, isTyped, type Fact } from "./facts.ts";

/** When an answer came, and as of when each owner gave its part. */
export interface AnswerTime {
  receivedAt: string;
  asOf: Partial<Record<Owner, string>>;
}

const MOST_ENTITIES = 5_000;
const times = new Map<string, Map<string, AnswerTime>>();
const aliases = new Map<string, Set<string>>();
const read = new WeakSet<DocumentNode>();

/** Notes of every field of an answer when it was given. A later answer with the same field of the same object takes its place. */
export function noteAnswer(document: DocumentNode, data: unknown, time: AnswerTime): void {
  noteAliases(document);
  const walk = (value: unknown, entity: string): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, entity);
    } else if (isTyped(value)) {
      const here = entityOf(value) ?? entity;
      const fields = times.get(here) ?? new Map<string, AnswerTime>();
      times.delete(here);
      times.set(here, fields);
      for (const [field, below] of Object.entries(value)) {
        if (field === "__typename") continue;
        fields.set(`${value.__typename}.${field}`, time);
        walk(below, here);
      }
    } else if (value && typeof value === "object") {
      for (const below of Object.values(value)) walk(below, entity);
    }
  };
  walk(data, "");
  for (const oldest of times.keys()) {
    if (times.size <= MOST_ENTITIES) break;
    times.delete(oldest);
  }
}

/** A field may be asked for under another name; the answer then knows only that one. */
function noteAliases(document: DocumentNode): void {
  if (read.has(document)) return;
  read.add(document);
  visit(document, {
    [Kind.FIELD](node) {
      if (node.alias && node.alias.value !== node.name.value) aliases.set(node.alias.value, (aliases.get(node.alias.value) ?? new Set()).add(node.name.value));
    },
  });
}

/** What a name of an answer may be called in the graph, the name itself first. */
export const namesOf = (field: string): string[] => [field, ...(aliases.get(field) ?? [])];

/** When a fact was answered. */
export function answeredAt(fact: Fact, name: string): AnswerTime | undefined {
  return times.get(fact.entity)?.get(name);
}

/** For tests. */
export function forgetAnswerTimes(): void {
  times.clear();
}
