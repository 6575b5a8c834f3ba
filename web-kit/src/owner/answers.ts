import type { DocumentNode } from "graphql";
import type { Owner } from "./owner.ts";

/** An error of an answer, with list positions taken out of its path: `account.customer.invoices`. */
export interface AnsweredError {
  path: string;
  code: string;
  message: string;
  source?: Owner;
  since?: string;
  permission?: string;
}

/** What is known about the last answer to one question. */
export interface Answer {
  receivedAt: string;
  asOf: Partial<Record<Owner, string>>;
  errors: AnsweredError[];
  requestId?: string;
}

const answers = new Map<string, Answer>();
const listeners = new Set<() => void>();
const MOST_REMEMBERED = 300;

/** The next page of a list is the same question, so the cursor does not count. */
const PAGING = new Set(["after", "before"]);

export function questionKey(document: DocumentNode, variables: Record<string, unknown> | undefined): string {
  let name = "";
  for (const definition of document.definitions) {
    if (definition.kind === "OperationDefinition") name = definition.name?.value ?? "";
  }
  return `${name}:${stableText(variables ?? {})}`;
}

function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(",")}]`;
  if (value && typeof value === "object") {
    const entries = Object.entries(value)
      .filter(([key, part]) => part !== undefined && part !== null && !PAGING.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, part]) => `${key}:${stableText(part)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

export function rememberAnswer(key: string, answer: Answer): void {
  answers.delete(key);
  answers.set(key, answer);
  const oldest = answers.size > MOST_REMEMBERED ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
  for (const listener of listeners) listener();
}

export function recallAnswer(key: string): Answer | undefined {
  return answers.get(key);
}

export function forgetAnswers(): void {
  answers.clear();
  for (const listener of listeners) listener();
}

export function subscribeAnswers(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export interface WireError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

export function readError(error: WireError): AnsweredError {
  const extensions = error.extensions ?? {};
  const source = text(extensions.source);
  return {
    path: (error.path ?? []).filter((step) => typeof step === "string").join("."),
    code: text(extensions.code) ?? "INTERNAL",
    message: error.message,
    source: source === "crm" || source === "erp" ? source : undefined,
    since: text(extensions.since),
    permission: text(extensions.permission),
  };
}
