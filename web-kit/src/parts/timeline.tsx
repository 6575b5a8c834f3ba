import { useMemo, type ReactNode } from "react";
import { dayOf, formatDayHead, formatMoment, formatTime } from "../format/dates.ts";
import { Mark } from "./marks.tsx";
import type { Owned } from "../owner/owned.ts";
import { ownerName } from "../owner/owner.ts";

export interface TimelineEvent {
  id: string;
  /** A moment, or a day. */
  at: string;
  /** Who or what it is about, in bold: a person, a document number with its link. */
  who: ReactNode;
  what: ReactNode;
  body?: ReactNode;
  icon?: ReactNode;
  /** Set for an event the other side owns: its mark stands instead of an icon. */
  owner?: TimelineOwner;
  acts?: ReactNode;
}

type TimelineOwner = "crm" | "erp";

export interface TimelineProps {
  /** What is still to come, first to last. */
  next?: readonly TimelineEvent[];
  /** What happened, in any order. */
  events: readonly TimelineEvent[];
  /** Borrowed parts: while one is silent or denied its events are left out and a line says so. */
  borrowed?: readonly { owned: Owned; what: string }[];
  empty?: ReactNode;
}

/** What happened, by day, newest first. Facts a panel may not show are not here either. */
export function Timeline({ next = [], events, borrowed = [], empty }: TimelineProps) {
  const missing = borrowed.filter((part) => part.owned.state === "silent" || part.owned.state === "denied" || part.owned.state === "failed");
  const days = useMemo(() => {
    const hidden = new Set(missing.map((part) => part.owned.owner));
    const byDay = new Map<string, TimelineEvent[]>();
    for (const event of events.filter((one) => !one.owner || !hidden.has(one.owner)).toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))) {
      const day = dayOf(event.at);
      byDay.set(day, [...(byDay.get(day) ?? []), event]);
    }
    return [...byDay];
  }, [events, missing]);
  return (
    <div className="tl">
      {next.length > 0 && (
        <section>
          <h3 className="day">Next</h3>
          {next.map((event) => (
            <Event key={event.id} event={event} future />
          ))}
        </section>
      )}
      {missing.map((part) => (
        <div className="ev missing" key={part.what} role="status">
          <span className="ic">
            <Mark of={part.owned.owner} state={part.owned.state === "denied" ? "denied" : "silent"} />
          </span>
          <div className="s t3">
            {part.owned.state === "denied"
              ? `${part.what} are not shown: your role does not include them.`
              : `${part.what} are not shown while ${ownerName(part.owned.owner)} is not answering.`}
          </div>
          <span />
        </div>
      ))}
      {days.map(([day, list]) => (
        <section key={day}>
          <h3 className="day">{formatDayHead(day)}</h3>
          {list.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </section>
      ))}
      {days.length === 0 && next.length === 0 && empty && <p className="t3">{empty}</p>}
    </div>
  );
}

function Event({ event, future }: { event: TimelineEvent; future?: boolean }) {
  const exact = event.at.length > 10;
  return (
    <article className="ev">
      <span className="ic">{event.owner ? <Mark of={event.owner} /> : event.icon}</span>
      <div className="what">
        <div className="cut">
          <span className="m">{event.who}</span> <span className="t2">{event.what}</span>
        </div>
        {event.body && <div className="words">{event.body}</div>}
        {event.acts}
      </div>
      <time className="at" dateTime={event.at}>
        {future ? formatMoment(exact ? event.at : `${event.at}T00:00`, { always: true, weekday: true }).replace(exact ? "" : ", 00:00", "") : exact ? formatTime(event.at) : ""}
      </time>
    </article>
  );
}
