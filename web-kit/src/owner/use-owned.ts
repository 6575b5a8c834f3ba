import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { DocumentNode } from "graphql";
import { questionKey, recallAnswer, subscribeAnswers, type Answer } from "./answers.ts";
import { onSourceReturn, useSource } from "./sources.ts";
import { ownedState, type Owned } from "./owned.ts";
import { useSide, otherOwner, type Owner } from "./owner.ts";
import { failureOf } from "../client/failure.ts";

/** The part of a `useQuery` result the kit reads. */
export interface QueryLike<Data = unknown> {
  data?: Data | undefined;
  error?: unknown;
  loading: boolean;
  refetch: () => Promise<unknown>;
  observable: { options: { query: DocumentNode }; variables?: Record<string, unknown> | undefined };
}

/** What is known about the last answer to a query. */
export function useAnswer(result: QueryLike | undefined): Answer | undefined {
  // The observable is one object for the life of the hook; its variables change underneath it.
  const query = result?.observable.options.query;
  const variables = result?.observable.variables;
  const key = useMemo(() => (query ? questionKey(query, variables) : ""), [query, variables]);
  return useSyncExternalStore(
    subscribeAnswers,
    useCallback(() => recallAnswer(key), [key]),
  );
}

const underWay = new WeakMap<object, Promise<unknown>>();

/** Four panels of one query ask once. */
function askAgain(result: QueryLike): void {
  const key = result.observable as object;
  if (underWay.has(key)) return;
  const asking = result
    .refetch()
    .catch(() => undefined)
    .finally(() => underWay.delete(key));
  underWay.set(key, asking);
}

/**
 * How one part of a query's answer stands. `path` names the field from the root, without list positions:
 * `useOwned(result, "account.customer.invoices")`. The owner is the other side unless told.
 * A silent part asks again by itself once its owner is back.
 */
export function useOwned(result: QueryLike, path: string, owner?: Owner): Owned {
  const side = useSide();
  const whose = owner ?? otherOwner(side);
  const source = useSource(whose);
  const answer = useAnswer(result);
  const { data, error, loading } = result;

  const latest = useRef(result);
  latest.current = result;
  const retry = useCallback(() => askAgain(latest.current), []);

  const failure = error && data === undefined ? failureOf(error) : undefined;
  const decided = ownedState({ path, owner: whose, data, loading, failure, answer, source });
  const waiting = decided.state === "silent" ? decided.owner : undefined;
  useEffect(() => (waiting ? onSourceReturn((back) => back === waiting && retry()) : undefined), [waiting, retry]);

  return { ...decided, retry };
}
