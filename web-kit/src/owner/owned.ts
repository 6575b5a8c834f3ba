import { ownerName, type Owner } from "./owner.ts";
import type { Answer } from "./answers.ts";
import type { SourceState } from "./sources.ts";

export type OwnedState = "loading" | "ready" | "silent" | "denied" | "failed";

/** How one part of an answer stands: whose it is, how fresh it is, and why it is not there. */
export interface Owned {
  state: OwnedState;
  owner: Owner;
  /** When the owner answered. */
  asOf?: string;
  /** Since when the owner is silent. */
  since?: string;
  /** Which permission is missing, as noun:verb. */
  permission?: string;
  /** The request to name to support. */
  requestId?: string;
  /** A question is under way while something else is shown. */
  asking: boolean;
  /** Asks again. */
  retry: () => void;
}

/** Whether an error at `errorPath` takes away what stands at `path`: it stands there, or further up. */
export function covers(errorPath: string, path: string): boolean {
  return errorPath === "" || errorPath === path || path.startsWith(`${errorPath}.`);
}

/** Whether anything stands at `path`. Lists are entered: one element that has it is enough. An empty list counts as being there. */
export function standsAt(data: unknown, path: string): boolean {
  const steps = path === "" ? [] : path.split(".");
  const look = (value: unknown, at: number): boolean => {
    if (value === null || value === undefined) return false;
    if (Array.isArray(value)) return value.length === 0 || value.some((element) => look(element, at));
    const step = steps[at];
    if (step === undefined) return true;
    return look((value as Record<string, unknown>)[step], at + 1);
  };
  return look(data, 0);
}

export interface OwnedQuestion {
  path: string;
  owner: Owner;
  data: unknown;
  loading: boolean;
  /** The whole request failed: nothing was answered. */
  failure?: { code: string; requestId?: string };
  answer?: Answer;
  source: SourceState;
}

/** Decides what a panel may show. Pure, so that it can be tested without a browser. */
export function ownedState(question: OwnedQuestion): Omit<Owned, "retry"> {
  const { path, owner, data, loading, failure, answer, source } = question;
  const base = { owner, asking: loading, requestId: answer?.requestId ?? failure?.requestId };
  const errors = (answer?.errors ?? []).filter((error) => covers(error.path, path));
  const denied = errors.find((error) => error.code === "FORBIDDEN");
  if (denied) return { ...base, state: "denied", permission: denied.permission };

  // An outage further up hides what lies below, whoever owns that. One within counts when it is the owner's own: across a pointer
  // the object stands, because its key is known here, and each field behind it is missing. Half of it is not shown either.
  const silent =
    errors.find((error) => error.code === "SOURCE_UNAVAILABLE") ??
    answer?.errors.find((error) => error.code === "SOURCE_UNAVAILABLE" && error.source === owner && error.path.startsWith(`${path}.`));
  if (silent) {
    const since = silent.since ?? source.since ?? answer?.receivedAt;
    return { ...base, state: "silent", owner: silent.source ?? owner, since };
  }
  if (errors.length > 0) return { ...base, state: "failed" };

  const there = standsAt(data, path);
  if (!there && loading && (data === undefined || !answer)) return { ...base, state: "loading" };
  if (failure && data === undefined) {
    return failure.code === "SOURCE_UNAVAILABLE" ? { ...base, state: "silent", since: source.since } : { ...base, state: "failed" };
  }
  // Another question's outage may have blanked what this one had read: blank with a silent owner is silence, not emptiness.
  if (!there && source.state === "silent") return { ...base, state: "silent", since: source.since };
  if (data === undefined) return { ...base, state: loading ? "loading" : "failed" };
  return { ...base, state: "ready", asOf: answer?.asOf[owner] ?? answer?.receivedAt };
}

export const silentSentence = (owner: Owner, since: string | undefined): string =>
  since ? `${ownerName(owner)} is not answering since ${since}.` : `${ownerName(owner)} is not answering.`;
