import type { ReactNode } from "react";
import { Button } from "@mantine/core";
import { failureSentence } from "../client/act.ts";
import { failureOf } from "../client/failure.ts";
import { isGroup, JOIN_WORDS, needsValue, OP_WORDS, type FilterField, type FilterNode } from "../filter/filters.ts";
import type { ListState } from "../filter/list-state.ts";
import { formatTime } from "../format/dates.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import type { QueryLike } from "../owner/use-owned.ts";
import { Denied, NextTry } from "../panel/Panel.tsx";
import { EmptyState, ErrorPage } from "../parts/say.tsx";

/** What a condition or a group says, in words: `Overdue over 0.00`, `any of Stage is Customer, On hold is yes`. */
export function nodeWords(node: FilterNode, fields: readonly FilterField[]): string {
  if (isGroup(node)) return `${JOIN_WORDS[node.join]} ${node.parts.map((part) => nodeWords(part, fields)).join(", ")}`;
  const field = fields.find((one) => one.id === node.field);
  const named = (value: string) => field?.options?.find((option) => option.value === value)?.label ?? value;
  return `${field?.label ?? node.field} ${OP_WORDS[node.op]}${needsValue(node.op) ? ` ${node.values.map(named).join(", ")}` : ""}`;
}

/** No rows: nothing belongs here yet, or a filter hides it all. */
export function Nothing({ list, empty }: { list: ListState | undefined; empty: ReactNode }) {
  if (!list?.isFiltered) return <div className="tablesay">{empty ?? <EmptyState title="Nothing here yet" />}</div>;
  const last = list.filters.at(-1);
  return (
    <div className="tablesay">
      <div className="say">
        <h2>Nothing fits</h2>
        <p>{list.q ? `Nothing is called \u201C${list.q}\u201D${list.filters.length > 0 ? " among what the filters leave" : ""}.` : "No row meets all of these filters."}</p>
        <div className="row">
          <Button onClick={list.dropLast}>{list.q ? "Clear the search" : last ? `Drop \u201C${nodeWords(last, list.spec.fields ?? [])}\u201D` : "Drop the last filter"}</Button>
          {list.filters.length + (list.q ? 1 : 0) > 1 && (
            <button type="button" className="link s" onClick={list.clear}>
              Drop all
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** Rows that could not be had: not permitted, the owner silent, or what failed. */
export function NoRows({ label, result, answerCode, permission, since, side }: { label: string; result: QueryLike | undefined; answerCode: string | undefined; permission: string | undefined; since: string | undefined; side: Owner }) {
  const failure = result?.error ? failureOf(result.error) : undefined;
  const code = failure?.code ?? answerCode;
  const what = label.toLowerCase();
  if (code === "FORBIDDEN") {
    return (
      <div className="tablesay">
        <div className="say">
          <h2>{label} are not for your role</h2>
          <Denied what={what} permission={failure?.permission ?? permission} />
        </div>
      </div>
    );
  }
  const retry = result && (() => void result.refetch());
  if (code === "SOURCE_UNAVAILABLE") {
    const owner = failure?.source ?? side;
    const from = failure?.since ?? since;
    return (
      <ErrorPage title={`${ownerName(owner)} is not answering${from ? ` since ${formatTime(from)}` : ""}`} failure={failure} onRetry={retry}>
        Nothing is shown rather than something old. This list fills by itself once {ownerName(owner)} is back. <NextTry />
      </ErrorPage>
    );
  }
  return (
    <ErrorPage title={`${label} did not load`} failure={failure} onRetry={retry}>
      {failure ? failureSentence(failure) : "The answer came without them."} Nothing was changed by looking.
    </ErrorPage>
  );
}
