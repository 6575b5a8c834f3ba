import { recall, remember, usePreference } from "./preferences.ts";
import type { Owner } from "../owner/owner.ts";

export interface Visit {
  to: string;
  label: string;
}

const MOST = 5;

/** The records opened last, newest first, each once. */
export function withVisit(visits: readonly Visit[], visit: Visit): Visit[] {
  return [visit, ...visits.filter((one) => one.to !== visit.to)].slice(0, MOST);
}

export function noteVisit(side: Owner, visit: Visit): void {
  remember(`recent.${side}`, withVisit(recall<Visit[]>(`recent.${side}`) ?? [], visit));
}

const none: Visit[] = [];

export function useVisits(side: Owner): Visit[] {
  return usePreference<Visit[]>(`recent.${side}`, none)[0];
}
