import { assertSensibleDate, type CalendarDate, checkAll, optionalText, refuse, text } from "@homefield/kit";
import type { ActivityKind, ActivityUpdateInput } from "../generated/graphql.ts";

/** What an activity says about itself, as given: absent leaves, null clears. */
export interface ActivityFacts { subject?: string; body?: string | null; dueAt?: Date | null; durationMinutes?: number | null }
const MOST_MINUTES = 1_440;

export function factsOf(input: ActivityUpdateInput, today: CalendarDate, path: readonly string[]): ActivityFacts {
  const facts: ActivityFacts = {};
  checkAll([
    () => { if (input.subject !== undefined) facts.subject = text(input.subject ?? "", [...path, "subject"], "The subject", 300); },
    () => { if (input.body !== undefined) facts.body = optionalText(input.body, [...path, "body"], "The text", 20_000); },
    () => {
      if (input.dueAt) assertSensibleDate(input.dueAt.toISOString().slice(0, 10), today, [...path, "dueAt"], "The due time");
      if (input.dueAt !== undefined) facts.dueAt = input.dueAt;
    },
    () => {
      if (input.durationMinutes != null && (input.durationMinutes < 0 || input.durationMinutes > MOST_MINUTES)) {
        refuse("OUT_OF_RANGE", `A duration lies between 0 and ${MOST_MINUTES} minutes; it is ${input.durationMinutes}.`, [...path, "durationMinutes"]);
      }
      if (input.durationMinutes !== undefined) facts.durationMinutes = input.durationMinutes;
    },
  ]);
  return facts;
}
export const outcomeOf = (outcome: string | null | undefined, path: string[]): string | null => optionalText(outcome, path, "The outcome", 5_000);

/** When it happened; null if it still is to. A note has always happened, and nothing happens in the future. */
export function completedAt(activity: { kind: ActivityKind; isCompleted: boolean; dueAt: Date | null; outcome: string | null }, now: Date, path: readonly string[]): Date | null {
  if (activity.kind !== "NOTE" && !activity.isCompleted) {
    if (activity.outcome !== null) refuse("NOT_COMPLETED", "An outcome needs something that has happened. Mark it as completed, or leave the outcome out.", [...path, "outcome"]);
    return null;
  }
  if (activity.dueAt && activity.dueAt > now) {
    refuse("NOT_YET_HAPPENED", activity.kind === "NOTE" ? "A note can't be due. Make it a task instead." : "What is completed can't lie in the future. Leave the time out, or plan it instead.", [...path, "dueAt"]);
  }
  return activity.dueAt ?? now;
}
