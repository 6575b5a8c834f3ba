import { ListChecks } from "lucide-react";
import { defineUi, today, useMe, useQuery } from "@homefield/web-kit";
import { endOfDay } from "../app/moments.ts";
import { ActivitiesDueDocument, WhoAsksDocument } from "./activity-documents.ts";

/** What waits for the reader today, beside "My activities". */
function useCounts(): Record<string, number | undefined> {
  const { can } = useMe();
  const may = can("activity:read");
  const viewer = useQuery(WhoAsksDocument, { fetchPolicy: "cache-first", skip: !may });
  const id = viewer.data?.viewer?.id;
  const due = useQuery(ActivitiesDueDocument, {
    variables: { due: { ownerId: { equals: id ?? "" }, status: { equals: "OPEN" }, dueAt: { lessThan: endOfDay(today()) } } },
    skip: !id,
    pollInterval: 300_000,
  });
  return { "/activities": due.data?.activities?.totalCount || undefined };
}

export const ui = defineUi({
  screens: [{ path: "/activities", need: "activity:read", screen: () => import("./ActivityList.tsx").then((module) => module.ActivityList) }],
  commands: [{ id: "new-task", label: "New task", group: "Do", to: "/activities?new=TASK", need: "activity:edit", icon: <ListChecks size={15} strokeWidth={1.6} aria-hidden />, words: "activity plan next step todo" }],
  useCounts,
});
