import { today, type FilterOption, type ListSpec } from "@homefield/web-kit";
import { endOfDay, startOfDay } from "../app/moments.ts";
import type { ActivityFilter, ActivityOrder } from "../gql/graphql.ts";
import { allKinds } from "./activity-words.tsx";

export type When = "todo" | "overdue" | "today" | "upcoming" | "done";

export const whens: readonly { id: When; label: string }[] = [
  { id: "todo", label: "To do" }, { id: "overdue", label: "Overdue" }, { id: "today", label: "Today" }, { id: "upcoming", label: "Upcoming" }, { id: "done", label: "Done" },
];

/** The conditions of a part of the list, whoever's it is. */
export function whenFilter(when: When, ownerId: string | undefined): ActivityFilter {
  const whose: ActivityFilter = ownerId ? { ownerId: { equals: ownerId } } : {};
  const open: ActivityFilter = { ...whose, status: { equals: "OPEN" } };
  const morning = startOfDay(today());
  const night = endOfDay(today());
  switch (when) {
    case "todo":
      return open;
    case "overdue":
      return { ...open, dueAt: { lessThan: morning } };
    case "today":
      return { ...open, dueAt: { atLeast: morning, lessThan: night } };
    case "upcoming":
      return { ...open, or: [{ dueAt: { atLeast: night } }, { dueAt: { isNull: true } }] };
    case "done":
      return { ...whose, status: { equals: "COMPLETED" } };
  }
}

export const whenOrder = (when: When): ActivityOrder[] => (when === "done" ? [{ field: "HAPPENS_AT", direction: "DESC" }] : [{ field: "DUE_AT", direction: "ASC" }]);

export const ACTIVITY_MOMENTS: ReadonlySet<string> = new Set(["dueAt"]);

export function activityListSpec(owners: readonly FilterOption[]): ListSpec {
  return {
    fields: [
      { id: "kind", label: "Kind", owner: "crm", kind: "enum", options: allKinds, ops: ["is", "any"] },
      { id: "whose", label: "Whose", owner: "crm", kind: "person", at: "ownerId", options: owners },
      { id: "subject", label: "What", owner: "crm", kind: "text", ops: ["has"] },
      { id: "due", label: "Due", owner: "crm", kind: "date", at: "dueAt", ops: ["from", "until"] },
    ],
    views: whens,
  };
}
