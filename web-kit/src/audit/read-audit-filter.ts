import { useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { addDays, type DayText, type MomentText } from "../format/dates.ts";

/** What the address asks of a read audit. */
export interface ReadAuditSearch {
  /** Who, as the gateway knows them. */
  who?: string;
  /** `Customer` or `Customer.openBalance`. */
  what?: string;
  /** Key of one record. */
  key?: string;
  from?: DayText;
  until?: DayText;
}

/** The same as arguments of `crmReadAuditEntries` and `erpReadAuditEntries`. */
export interface ReadAuditArguments {
  subject?: string;
  type?: string;
  field?: string;
  key?: string;
  from?: MomentText;
  until?: MomentText;
}

export interface ReadAuditFilter {
  search: ReadAuditSearch;
  args: ReadAuditArguments;
  isFiltered: boolean;
  set: (next: ReadAuditSearch) => void;
}

const NAMES = ["who", "what", "key", "from", "until"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const startOfDay = (day: DayText): MomentText => new Date(`${day}T00:00:00`).toISOString();

/** An address is anybody's writing: keys that look like figures come as such, and empty words narrow nothing. */
export function readAuditSearch(address: Record<string, unknown>): ReadAuditSearch {
  const search: ReadAuditSearch = {};
  for (const name of NAMES) {
    const word = address[name] === undefined || address[name] === null ? "" : String(address[name]).trim();
    if (word !== "" && ((name !== "from" && name !== "until") || isDay(word))) search[name] = word;
  }
  return search;
}
const isDay = (word: string): boolean => DAY.test(word) && !Number.isNaN(Date.parse(word));

/** Days are the reader's own, and the last one counts whole. A word with a small letter at its front and no dot is a field. */
export function readAuditArguments({ who, what, key, from, until }: ReadAuditSearch): ReadAuditArguments {
  const [front = "", field] = (what ?? "").split(".", 2);
  const isType = /^[A-Z]/.test(front);
  return {
    ...(who && { subject: who }),
    ...(front && isType && { type: front }),
    ...(front && (isType ? field && { field } : { field: front })),
    ...(key && { key }),
    ...(from && { from: startOfDay(from) }),
    ...(until && { until: startOfDay(addDays(until, 1)) }),
  };
}

/** The filter of a read audit, held in the address: the same address shows the same reads to anybody who may see them. */
export function useReadAuditFilter(): ReadAuditFilter {
  const address = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  return useMemo(() => {
    const search = readAuditSearch(address);
    return {
      search,
      args: readAuditArguments(search),
      isFiltered: Object.keys(search).length > 0,
      set: (next) => void navigate({ to: ".", replace: true, search: readAuditSearch({ ...next }) }),
    };
  }, [address, navigate]);
}
