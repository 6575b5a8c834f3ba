import type { ReactNode } from "react";
import { CalendarClock, CircleCheck, Mail, MonitorPlay, Phone, StickyNote, Users } from "lucide-react";
import type { FilterOption } from "@homefield/web-kit";
import type { ActivityKind } from "../gql/graphql.ts";

export const kindWords: Record<ActivityKind, string> = { CALL: "Call", MEETING: "Meeting", DEMO: "Demonstration", TASK: "Task", EMAIL: "Email", NOTE: "Note" };

/** What one does when one has done it: "Ines called". */
export const kindPast: Record<ActivityKind, string> = { CALL: "called", MEETING: "met", DEMO: "showed", TASK: "did", EMAIL: "wrote to", NOTE: "noted" };

const look = { size: 14, strokeWidth: 1.6, "aria-hidden": true } as const;

export const kindIcons: Record<ActivityKind, ReactNode> = {
  CALL: <Phone {...look} />, MEETING: <Users {...look} />, DEMO: <MonitorPlay {...look} />, TASK: <CircleCheck {...look} />, EMAIL: <Mail {...look} />, NOTE: <StickyNote {...look} />,
};

export const plannedIcon = <CalendarClock {...look} />;

/** A note has always happened already, so it cannot be planned. */
export const plannable: readonly FilterOption[] = (["CALL", "MEETING", "DEMO", "TASK", "EMAIL"] as const).map((value) => ({ value, label: kindWords[value] }));
export const allKinds: readonly FilterOption[] = (Object.keys(kindWords) as ActivityKind[]).map((value) => ({ value, label: kindWords[value] }));
