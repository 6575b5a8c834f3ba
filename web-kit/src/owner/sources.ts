import { useSyncExternalStore } from "react";
import { listen } from "../client/live.ts";
import { owners, type Owner } from "./owner.ts";

/** Whether a side answers, and since when not. */
export interface SourceState {
  state: "unknown" | "answering" | "silent";
  /** When it fell silent. */
  since?: string;
  /** When it was last heard of, either way. */
  heardAt?: string;
  /** How long it took to answer last time. */
  milliseconds?: number;
}

type Sources = Record<Owner, SourceState>;

let sources: Sources = { crm: { state: "unknown" }, erp: { state: "unknown" } };
const listeners = new Set<() => void>();
const returnListeners = new Set<(owner: Owner) => void>();

export function readSources(): Sources {
  return sources;
}

export function subscribeSources(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Hears of a source that answers again after it was silent. */
export function onSourceReturn(listener: (owner: Owner) => void): () => void {
  returnListeners.add(listener);
  return () => returnListeners.delete(listener);
}

/** Records what an answer or the status says about a side. */
export function reportSource(owner: Owner, report: { silent: boolean; since?: string; milliseconds?: number; at?: Date }): void {
  const before = sources[owner];
  const heardAt = (report.at ?? new Date()).toISOString();
  const next: SourceState = report.silent
    ? { state: "silent", since: report.since ?? (before.state === "silent" ? before.since : undefined) ?? heardAt, heardAt }
    : { state: "answering", heardAt, milliseconds: report.milliseconds ?? before.milliseconds };
  sources = { ...sources, [owner]: next };
  for (const listener of listeners) listener();
  if (before.state === "silent" && next.state === "answering") {
    for (const listener of returnListeners) listener(owner);
  }
}

export function forgetSources(): void {
  sources = { crm: { state: "unknown" }, erp: { state: "unknown" } };
  for (const listener of listeners) listener();
}

export function useSources(): Sources {
  return useSyncExternalStore(subscribeSources, readSources);
}

export function useSource(owner: Owner): SourceState {
  return useSources()[owner];
}

/** What `GET /status` answers. */
export interface StatusAnswer {
  sources: Record<Owner, { state: "answering" | "silent" | "not-asked"; since?: string }>;
}

export function applyStatus(answer: StatusAnswer): void {
  for (const owner of owners) {
    const source = answer.sources?.[owner];
    if (source && source.state !== "not-asked") reportSource(owner, { silent: source.state === "silent", since: source.since });
  }
}

const POLL_MS = 10_000;
let watchers = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let nextTryAt: number | undefined;

export function readNextTry(): number | undefined {
  return nextTryAt;
}

/** Asks `/status` now. Failing to reach it says nothing about the sources, so nothing is recorded then. */
export async function askStatus(): Promise<void> {
  try {
    const response = await fetch("/status", { headers: { accept: "application/json" }, signal: AbortSignal.timeout(5_000) });
    if (response.ok) applyStatus((await response.json()) as StatusAnswer);
  } catch {
    // The gateway itself is unreachable; queries report that themselves.
  }
}

function schedule(): void {
  nextTryAt = Date.now() + POLL_MS;
  timer = setTimeout(async () => {
    if (document.visibilityState === "visible") await askStatus();
    if (watchers > 0) schedule();
  }, POLL_MS);
  for (const listener of listeners) listener();
}

/** Keeps asking `/status` while anything watches and the page is visible. A turn told live is taken at once. */
export function watchStatus(): () => void {
  watchers += 1;
  if (watchers === 1) {
    void askStatus();
    schedule();
  }
  const deaf = listen(({ type, source }) => {
    const owner = owners.find((one) => one === source);
    if (owner && type === "SourceSilent") reportSource(owner, { silent: true });
    if (owner && type === "SourceAnswering") reportSource(owner, { silent: false });
  });
  return () => {
    deaf();
    watchers -= 1;
    if (watchers === 0) clearTimeout(timer);
  };
}
