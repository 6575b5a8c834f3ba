import type { Kysely, Transaction } from "kysely";
import type { Logger } from "pino";
import type { Caller } from "./caller.ts";
import type { CalendarDate } from "./calendar-date.ts";
import { dayIn } from "./calendar-date.ts";

/** What every resolver and act gets: who asks, when, and which database. The clock is given, never read. */
export interface Context<DB> {
  db: Kysely<DB>;
  caller: Caller;
  now: Date;
  today: CalendarDate;
  requestId: string;
  log: Logger;
  /** The caller's own token, to ask the other side on their behalf; null for services. */
  token: string | null;
  /** Batched loaders of this request by name; see loader.ts. */
  loaders: Map<string, unknown>;
}
export type Tx<DB> = Transaction<DB>;

/** The time zone in which "today" is decided where no legal entity is involved. */
export const HOUSE_TIME_ZONE = process.env["HOMEFIELD_TIME_ZONE"] ?? "Europe/Copenhagen";

export function contextOf<DB>(parts: { db: Kysely<DB>; caller: Caller; log: Logger; now?: Date; requestId?: string; token?: string | null }): Context<DB> {
  const now = parts.now ?? new Date();
  return { db: parts.db, caller: parts.caller, log: parts.log, now, today: dayIn(HOUSE_TIME_ZONE, now), requestId: parts.requestId ?? crypto.randomUUID(), token: parts.token ?? null, loaders: new Map() };
}
