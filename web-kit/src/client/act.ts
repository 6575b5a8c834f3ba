import { useCallback, useRef, useState } from "react";
import { useMutation } from "@apollo/client/react";
import type { OperationVariables } from "@apollo/client";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import type { DocumentNode } from "graphql";
import { failureOf, type Failure } from "./failure.ts";
import { toast } from "../parts/toast.tsx";

/** A refusal as the graph answers it: what happened, where, and what to do. */
export interface UserError {
  code: string;
  message: string;
  path?: readonly string[] | null;
}

export interface ActResult<Data> {
  ok: boolean;
  data?: Data;
  userErrors: UserError[];
  failure?: Failure;
}

export interface ActState {
  running: boolean;
  userErrors: UserError[];
  failure?: Failure;
  reset: () => void;
}

export interface ActOptions<Data> {
  /** What to say when it went well. Bad news is never a toast: it stands where the act was. */
  done?: string | ((data: Data) => string | undefined);
  /** Names of queries to ask again afterwards, for lists that gain or lose a row. */
  refetch?: string[];
}

export type ActVariables<Variables> = Omit<Variables, "idempotencyKey">;

/** Whether a mutation takes an idempotency key, read from its own text. */
export function takesKey(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) =>
      definition.kind === "OperationDefinition" &&
      (definition.variableDefinitions ?? []).some((variable) => variable.variable.name.value === "idempotencyKey"),
  );
}

/**
 * One key per intent: the same act with the same words keeps its key until it was answered, so a repeat after a broken line
 * cannot happen twice. Other words, or a definite answer, make a new intent.
 */
export function intents(newKey: () => string = () => crypto.randomUUID()) {
  const open = new Map<string, string>();
  return {
    keyFor(words: unknown): string {
      const text = JSON.stringify(words) ?? "";
      const key = open.get(text) ?? newKey();
      open.set(text, key);
      return key;
    },
    answered(words: unknown): void {
      open.delete(JSON.stringify(words) ?? "");
    },
  };
}

/** The refusals of every payload in an answer. */
export function userErrorsOf(data: unknown): UserError[] {
  if (!data || typeof data !== "object") return [];
  return Object.values(data).flatMap((payload) =>
    payload && typeof payload === "object" && "userErrors" in payload && Array.isArray(payload.userErrors) ? (payload.userErrors as UserError[]) : [],
  );
}

/**
 * Whether every act of an answer came back with its payload. What is missing below one was not for this reader, or its owner is
 * silent; the act itself happened.
 */
export function wasDone(data: unknown): boolean {
  const payloads = data && typeof data === "object" ? Object.values(data) : [];
  return payloads.length > 0 && payloads.every((payload) => payload !== null && payload !== undefined);
}

/**
 * Runs a mutation as an act: `const [post, posting] = useAct(InvoicePost, { done: "Posted" })`, then `await post({ id })`.
 * Idempotency keys are made here; refusals and failures come back as values and never as exceptions.
 */
export function useAct<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  options: ActOptions<Data> = {},
): [act: (variables: ActVariables<Variables>) => Promise<ActResult<Data>>, state: ActState] {
  const [mutate] = useMutation(document as TypedDocumentNode<Data, OperationVariables>);
  const [state, setState] = useState<Omit<ActState, "reset">>({ running: false, userErrors: [] });
  const keys = useRef<ReturnType<typeof intents>>(undefined);
  keys.current ??= intents();
  const latest = useRef(options);
  latest.current = options;

  const act = useCallback(
    async (variables: ActVariables<Variables>): Promise<ActResult<Data>> => {
      const intent = keys.current ?? intents();
      setState({ running: true, userErrors: [] });
      const result = await (async (): Promise<ActResult<Data>> => {
        try {
          const { data, error } = await mutate({
            variables: takesKey(document) ? { ...variables, idempotencyKey: intent.keyFor(variables) } : variables,
            refetchQueries: latest.current.refetch,
          });
          const userErrors = userErrorsOf(data);
          if (error && userErrors.length === 0 && !wasDone(data)) {
            const failure = failureOf(error);
            if (failure.code !== "UNREACHABLE" && failure.code !== "SOURCE_UNAVAILABLE") intent.answered(variables);
            return { ok: false, data: data ?? undefined, userErrors, failure };
          }
          intent.answered(variables);
          return { ok: userErrors.length === 0, data: data ?? undefined, userErrors };
        } catch (error) {
          return { ok: false, userErrors: [], failure: failureOf(error) };
        }
      })();
      setState({ running: false, userErrors: result.userErrors, failure: result.failure });
      if (result.ok && result.data !== undefined) {
        const { done } = latest.current;
        const words = typeof done === "function" ? done(result.data) : done;
        if (words) toast(words);
      }
      return result;
    },
    [document, mutate],
  );
  const reset = useCallback(() => setState({ running: false, userErrors: [] }), []);
  return [act, { ...state, reset }];
}

/** What an act's failure means to the person at the screen, in one sentence. */
export function failureSentence(failure: Failure): string {
  switch (failure.code) {
    case "FORBIDDEN":
      return failure.permission ? `Your role does not include ${failure.permission}. Nothing was changed.` : "Your role does not include this. Nothing was changed.";
    case "SOURCE_UNAVAILABLE":
      return `${failure.source ? failure.source.toUpperCase() : "The owner"} is not answering. Nothing is known to have changed; trying again cannot do it twice.`;
    case "UNREACHABLE":
      return `${failure.message} Trying again cannot do it twice.`;
    case "UNAUTHENTICATED":
      return "You are signed out. Sign in, then do it again.";
    default:
      return failure.message;
  }
}
