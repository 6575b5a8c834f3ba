import { createHash } from "node:crypto";
import { badInput, type CalendarDate, isCalendarDate } from "@homefield/kit";

/** Where a walk through a list stands, and what it must not change on the way: conditions, order and the day that decides what is overdue. */
export interface Cursor {
  /** `body`: rows of the leader; `tail`: those it has no value for. */
  phase: "body" | "tail";
  asOf: CalendarDate;
  /** The owner's own cursor; null at the start of the phase. */
  at: string | null;
}

const fingerprint = (asked: unknown): string => createHash("sha256").update(JSON.stringify(asked) ?? "").digest("base64url").slice(0, 16);
export const writeCursor = (asked: unknown, { phase, asOf, at }: Cursor): string => Buffer.from(JSON.stringify([fingerprint(asked), phase, asOf, at])).toString("base64url");

/** `asked`: list, filter and order. */
export function readCursor(asked: unknown, text: string): Cursor {
  try {
    const [made, phase, asOf, at] = JSON.parse(Buffer.from(text, "base64url").toString()) as [string, Cursor["phase"], CalendarDate, string | null];
    if (made === fingerprint(asked) && (phase === "body" || phase === "tail") && isCalendarDate(asOf) && (at === null || typeof at === "string")) return { phase, asOf, at };
  } catch { /* fall through: the message below says it all */ }
  throw badInput(`This "after" cursor belongs to another list, filter or order. Start again without it.`);
}
