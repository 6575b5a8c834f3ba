import { useCallback, useEffect, useMemo, useState } from "react";
import type { QueryLike } from "../owner/use-owned.ts";
import { connectionAt, joinPages, withAt } from "./connections.ts";
import { noteGrown } from "./grown-lists.ts";

/** The type at a path of an answer: `At<Data, "account.customer.invoices">`. */
export type At<T, Path extends string> = Path extends `${infer Step}.${infer Rest}`
  ? Step extends keyof NonNullable<T>
    ? At<NonNullable<T>[Step], Rest>
    : never
  : Path extends keyof NonNullable<T>
    ? NonNullable<T>[Path]
    : never;

export type NodeOf<C> = NonNullable<C> extends { nodes: readonly (infer Row)[] } ? Row : never;

export interface Pages<Row> {
  rows: readonly Row[] | undefined;
  hasMore: boolean;
  loadingMore: boolean;
  /** The next page failed; `more` tries again. */
  failed: boolean;
  more: () => void;
  totalCount: number | undefined;
}

interface PagedQueryLike<Data> extends QueryLike<Data> {
  observable: QueryLike["observable"] & { reobserve: (options: { fetchPolicy: "cache-first" }) => Promise<unknown> };
  fetchMore: (options: {
    variables: Record<string, unknown>;
    updateQuery: (before: Data, more: { fetchMoreResult: Data }) => Data;
  }) => Promise<unknown>;
}

/**
 * A connection of an answer as growing rows: `const pages = usePages(result, "accounts")`. The document takes `$after: String`
 * and asks for `nodes`, `pageInfo { hasNextPage endCursor }`, and `totalCount` if it is shown.
 */
export function usePages<Data, Path extends string>(result: PagedQueryLike<Data>, path: Path): Pages<NodeOf<At<Data, Path>>> {
  type Row = NodeOf<At<Data, Path>>;
  const [loadingMore, setLoadingMore] = useState(false);
  const [failed, setFailed] = useState(false);
  const steps = useMemo(() => path.split("."), [path]);
  const connection = connectionAt(result.data, steps);
  const cursor = connection?.pageInfo?.hasNextPage ? connection.pageInfo.endCursor : undefined;
  const { fetchMore, observable } = result;
  const more = useCallback(() => {
    if (!cursor || loadingMore) return;
    setLoadingMore(true);
    setFailed(false);
    let grew = false;
    fetchMore({
      variables: { after: cursor },
      updateQuery: (before, { fetchMoreResult }) => {
        const next = connectionAt(fetchMoreResult, steps);
        const old = connectionAt(before, steps);
        if (!next || !old) return before;
        grew = !next.pageInfo?.hasNextPage || next.pageInfo.endCursor !== cursor;
        return withAt(before, steps, joinPages(old, next)) as Data;
      },
    })
      // An answer that brings nothing further is asked for again by the reader, not by itself.
      .then(() => {
        if (!grew) return setFailed(true);
        noteGrown(observable, steps);
        // Two lists that grow at once may miss each other's news: what the cache has is read once more; nothing is asked.
        return observable.reobserve({ fetchPolicy: "cache-first" });
      })
      .catch(() => setFailed(true))
      .finally(() => setLoadingMore(false));
  }, [cursor, loadingMore, fetchMore, observable, steps]);
  return {
    rows: connection?.nodes as readonly Row[] | undefined,
    hasMore: Boolean(cursor),
    loadingMore,
    failed,
    more,
    totalCount: connection?.totalCount ?? undefined,
  };
}

/**
 * Pages of which each row is made of two answers: the list itself, and what another owner adds to the same rows in its own time.
 * The next page is there when both have it, unless the borrowed part failed.
 */
export function useAlongside<Row>(own: Pages<unknown>, borrowed: Pages<unknown>, rows: readonly Row[] | undefined): Pages<Row> {
  const behind = borrowed.hasMore && !borrowed.loadingMore && !borrowed.failed && (borrowed.rows?.length ?? 0) < (own.rows?.length ?? 0);
  const { more } = borrowed;
  useEffect(() => {
    if (behind) more();
  }, [behind, more]);
  return {
    ...own,
    rows,
    loadingMore: own.loadingMore || borrowed.loadingMore || behind,
    failed: own.failed || borrowed.failed,
    more: () => {
      own.more();
      more();
    },
  };
}
