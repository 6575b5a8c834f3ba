import { useEffect, useRef, type ReactNode } from "react";
import { useAnswer, type QueryLike } from "../owner/use-owned.ts";
import { useSource, onSourceReturn } from "../owner/sources.ts";
import { ownerName, useSide } from "../owner/owner.ts";
import { formatTime } from "../format/dates.ts";
import { failureOf, type Failure } from "../client/failure.ts";
import { failureSentence } from "../client/act.ts";
import { EmptyState, ErrorPage } from "../parts/say.tsx";
import { SkeletonRecord, useSlow } from "../parts/skeleton.tsx";
import { Denied, NextTry } from "./Panel.tsx";

export interface ReadyProps<Data, Part> {
  result: QueryLike<Data>;
  /** The part without which there is no page: `(data) => data.account`. Null there means not found. */
  pick: (data: Data) => Part | null | undefined;
  /** What this page is about: "account", "journal entry". */
  what: string;
  /** A link back to where one came from, for pages that failed or found nothing. */
  back?: ReactNode;
  skeleton?: ReactNode;
  children: (part: NonNullable<Part>, data: Data) => ReactNode;
}

/**
 * The page's own query: nothing for 150 ms, then a skeleton; the page; not found; not permitted; the owner silent; or what failed.
 * Content already shown stays while it is asked again.
 */
export function Ready<Data, Part>({ result, pick, what, back, skeleton, children }: ReadyProps<Data, Part>) {
  const side = useSide();
  const source = useSource(side);
  const answer = useAnswer(result);
  const { data, error, loading } = result;
  const part = data === undefined ? undefined : pick(data);
  const there = part !== null && part !== undefined;
  const slow = useSlow(loading && !there);

  const failure: Failure | undefined = error ? failureOf(error) : undefined;
  const rootError = answer?.errors[0];
  const code = failure?.code ?? rootError?.code;
  const silent = !there && code === "SOURCE_UNAVAILABLE";
  const latest = useRef(result);
  latest.current = result;
  useEffect(() => (silent ? onSourceReturn(() => void latest.current.refetch()) : undefined), [silent]);

  if (there) return <>{children(part as NonNullable<Part>, data as Data)}</>;
  if (loading) return slow ? <>{skeleton ?? <SkeletonRecord />}</> : null;

  const retry = () => void result.refetch();
  if (code === "FORBIDDEN") {
    return (
      <div className="centre">
        <div className="say">
          <h2>This {what} is not for your role</h2>
          <Denied what={`this ${what}`} permission={failure?.permission ?? rootError?.permission} />
          {back}
        </div>
      </div>
    );
  }
  if (silent) {
    const owner = failure?.source ?? rootError?.source ?? side;
    const since = failure?.since ?? rootError?.since ?? source.since;
    return (
      <ErrorPage title={`${ownerName(owner)} is not answering${since ? ` since ${formatTime(since)}` : ""}`} failure={failure} onRetry={retry} back={back}>
        Nothing is shown rather than something old, and nothing was changed. This page fills by itself once {ownerName(owner)} is back. <NextTry />
      </ErrorPage>
    );
  }
  if (failure) {
    return (
      <ErrorPage title={`This ${what} did not load`} failure={{ ...failure, requestId: failure.requestId ?? answer?.requestId }} onRetry={retry} back={back}>
        {failure.code === "UNREACHABLE" ? failure.message : failureSentence(failure)} Nothing was changed by looking.
      </ErrorPage>
    );
  }
  return (
    <EmptyState title={`There is no such ${what}`} act={back}>
      It may have another number, or belong to a company you do not work for.
    </EmptyState>
  );
}
