import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { Owner } from "../owner/owner.ts";

/** Shared with everybody who can sign in. */
export const EVERYBODY = "*";

/** A list's state under a name, as `/views` keeps it: own, or lent by who made it. */
export interface SavedView {
  id: string;
  side: Owner;
  /** The list's path within its side. */
  screen: string;
  label: string;
  /** What stands behind the path: filters, sort, columns. */
  search: string;
  /** A team by its code, `*` for everybody, or nobody. */
  sharedWith: string | null;
  own: boolean;
  makerName: string;
}

export type ViewState = Pick<SavedView, "label" | "search" | "sharedWith">;

interface Kept {
  state: "asking" | "ready" | "failed";
  views: readonly SavedView[];
  /** Teams the reader may share with. */
  teams: readonly string[];
}

const nothing: Kept = { state: "asking", views: [], teams: [] };
const kept = new Map<Owner, Kept>();
const listeners = new Set<() => void>();

function become(side: Owner, next: Kept): void {
  kept.set(side, next);
  for (const listener of listeners) listener();
}

/** For tests. */
export function forgetViews(): void {
  kept.clear();
}

async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(path, {
    credentials: "same-origin",
    ...init,
    headers: { accept: "application/json", "x-homefield-client": "views", ...(init?.body === undefined ? {} : { "content-type": "application/json" }) },
  });
  const body = (await response.json().catch(() => ({}))) as Answer & { message?: string };
  if (!response.ok) throw new Error(body.message ?? `The server answered ${response.status}. Try again.`);
  return body;
}

export async function askViews(side: Owner): Promise<void> {
  try {
    const { views, teams } = await ask<{ views: SavedView[]; teams: string[] }>(`/views?side=${side}`);
    become(side, { state: "ready", views, teams });
  } catch {
    become(side, { ...(kept.get(side) ?? nothing), state: "failed" });
  }
}

const byLabel = (a: SavedView, b: SavedView) => Number(b.own) - Number(a.own) || a.label.localeCompare(b.label);

export interface SavedViews extends Kept {
  /** Keeps a state of a screen's list; under a name of one's own that is taken, it takes that one's place. */
  keep: (screen: string, state: ViewState) => Promise<void>;
  drop: (view: SavedView) => Promise<void>;
}

/** The views of a side, asked for once. Failures of `keep` and `drop` are errors whose message is for people. */
export function useSavedViews(side: Owner): SavedViews {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept.get(side) ?? nothing,
  );
  useEffect(() => {
    if (!kept.has(side)) {
      become(side, nothing);
      void askViews(side);
    }
  }, [side]);
  const keep = useCallback(
    async (screen: string, state: ViewState) => {
      const before = kept.get(side) ?? nothing;
      const same = before.views.find((view) => view.own && view.screen === screen && view.label === state.label);
      const saved = same
        ? await ask<SavedView>(`/views/${same.id}`, { method: "PUT", body: JSON.stringify(state) })
        : await ask<SavedView>("/views", { method: "POST", body: JSON.stringify({ side, screen, ...state }) });
      become(side, { ...before, state: "ready", views: [...before.views.filter((view) => view.id !== saved.id), saved].toSorted(byLabel) });
    },
    [side],
  );
  const drop = useCallback(
    async (view: SavedView) => {
      await ask(`/views/${view.id}`, { method: "DELETE" });
      const before = kept.get(side) ?? nothing;
      become(side, { ...before, views: before.views.filter((one) => one.id !== view.id) });
    },
    [side],
  );
  return { ...now, keep, drop };
}
