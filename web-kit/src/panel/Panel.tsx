import { createContext, useContext, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { Button } from "@mantine/core";
import { ArrowUpRight } from "lucide-react";
import { formatTime } from "../format/dates.ts";
import type { Owned } from "../owner/owned.ts";
import { otherOwner, ownerName, useSide, type Owner } from "../owner/owner.ts";
import { readNextTry, subscribeSources } from "../owner/sources.ts";
import { Mark } from "../parts/marks.tsx";
import { Go } from "../parts/link.tsx";
import { Notice } from "../parts/say.tsx";
import { SkeletonRows, useSlow } from "../parts/skeleton.tsx";

export interface PanelProps {
  title: string;
  /** The facts as one says them: "Your role does not include invoices." The title in lower case unless told. */
  what?: string;
  /** How its part of the answer stands, from `useOwned`. Leave out for facts of this side that came with the page. */
  owned?: Owned;
  /** Beside the title: "3 open". */
  count?: ReactNode;
  /** The page at the owner's where these facts live. */
  to?: string;
  /** How many rows the loading state has. */
  rows?: number;
  isEmpty?: boolean;
  /** "No open orders." */
  empty?: ReactNode;
  /** At the right of the head, instead of the provenance of own facts. */
  end?: ReactNode;
  foot?: ReactNode;
  /** Called only when the facts are there. */
  children?: ReactNode | (() => ReactNode);
}

type Register = (id: string, state: { title: string; owned: Owned } | undefined) => void;

const GroupContext = createContext<{ register: Register; merged: boolean } | undefined>(undefined);

/** Facts of one owner in a frame, in one of five states: ready, loading, empty, silent, not permitted. It fails alone. */
export function Panel({ title, what = title.toLowerCase(), owned, count, to, rows = 3, isEmpty, empty, end, foot, children }: PanelProps) {
  const id = useId();
  const group = useContext(GroupContext);
  const register = group?.register;
  const latest = useRef(owned);
  latest.current = owned;
  const silent = owned?.state === "silent";
  const silentSince = silent ? owned.since : undefined;
  const silentOwner = silent ? owned.owner : undefined;
  const asking = owned?.asking;
  useEffect(() => {
    if (!register) return undefined;
    register(id, silentOwner && latest.current ? { title, owned: latest.current } : undefined);
    return () => register(id, undefined);
  }, [register, id, title, silentOwner, silentSince, asking]);

  const slow = useSlow(owned?.state === "loading");
  const name = owned ? ownerName(owned.owner) : "";
  const state = owned?.state ?? "ready";
  const merged = silent && group?.merged === true;
  const shown = state === "ready";

  return (
    <section className={`panel ${state}${merged ? " merged" : ""}`} aria-labelledby={`${id}h`} aria-busy={state === "loading" || undefined}>
      <header>
        {owned && <Mark of={owned.owner} state={state === "silent" || state === "failed" ? "silent" : state === "denied" ? "denied" : "ready"} />}
        <h2 id={`${id}h`}>{title}</h2>
        {shown && count !== undefined && <span className="t3 s tab">{count}</span>}
        <span className="prov">
          {!owned && end}
          {owned && shown && (
            <>
              owned by {name}
              {owned.asOf ? ` \u00B7 as of ${formatTime(owned.asOf)}` : ""}
            </>
          )}
          {state === "loading" && `asking ${name}`}
          {(state === "silent" || state === "failed") && <span className="warn">not shown</span>}
          {state === "denied" && `owned by ${name}`}
        </span>
        {owned && shown && end}
        {owned && shown && to && (
          <Go to={to} of={owned.owner} className="goto" aria-label={`Open ${what} in ${name}`} title={`Open in ${name}`}>
            <ArrowUpRight size={13} strokeWidth={1.6} aria-hidden />
          </Go>
        )}
      </header>
      {shown && isEmpty && <div className="blank t3">{empty ?? `No ${what}.`}</div>}
      {shown && !isEmpty && (typeof children === "function" ? children() : children)}
      {shown && foot && <div className="foot">{foot}</div>}
      {state === "loading" && <div className="waits">{slow ? <SkeletonRows rows={rows} label={`Asking ${name} for ${what}`} /> : <div style={{ height: rows * 26 + 13 }} />}</div>}
      {owned && silent && !merged && (
        <div className="blank" role="status">
          <div className="grow">
            <div>
              {name} is not answering{owned.since ? ` since ${formatTime(owned.since)}` : ""}.
            </div>
            <div className="t3">Nothing shown rather than something old.</div>
          </div>
          <Button size="xs" onClick={owned.retry} loading={owned.asking} aria-label={`Retry ${what}`}>
            Retry
          </Button>
        </div>
      )}
      {owned && state === "failed" && (
        <div className="blank" role="status">
          <div className="grow">
            <div>{name} could not answer for {what}.</div>
            <div className="t3 tab">{owned.requestId ? `Request ${owned.requestId}` : "The rest of this page is not affected."}</div>
          </div>
          <Button size="xs" onClick={owned.retry} loading={owned.asking} aria-label={`Retry ${what}`}>
            Retry
          </Button>
        </div>
      )}
      {owned && state === "denied" && <Denied what={what} permission={owned.permission} />}
    </section>
  );
}

/** Which right is missing, who grants it, and a way to ask for it. */
export function Denied({ what, permission }: { what: string; permission?: string }) {
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    const right = permission ? `the permission “${permission}”` : `the right to see ${what}`;
    await navigator.clipboard.writeText(`Please add ${right} to my role. I need it on ${window.location.href}`);
    setAsked(true);
  };
  return (
    <div className="blank" role="status">
      <div className="grow">
        <div>Your role does not include {what}.</div>
        <div className="t3">
          {asked ? "The request is copied. Paste it into a message to your administrator." : permission ? `Needs “${permission}”, granted by an administrator.` : "An administrator grants it."}
        </div>
      </div>
      <Button size="xs" onClick={ask} aria-label={`Ask for it: ${what}`}>
        Ask for it
      </Button>
    </div>
  );
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/**
 * A column of panels. Once two or more are silent they say so together: one sentence, one Retry all, the next try;
 * each panel keeps its head, so nothing jumps when the answer comes.
 */
export function PanelGroup({ children, also = [] }: { children: ReactNode; also?: readonly { title: string; owned: Owned }[] }) {
  const side = useSide();
  const [silent, setSilent] = useState<ReadonlyMap<string, { title: string; owned: Owned }>>(new Map());
  const register = useMemo<Register>(
    () => (id, state) =>
      setSilent((before) => {
        if (!state && !before.has(id)) return before;
        const after = new Map(before);
        if (state) after.set(id, state);
        else after.delete(id);
        return after;
      }),
    [],
  );
  const parts = [...silent.values(), ...also.filter((part) => part.owned.state === "silent")];
  const merged = parts.length >= 2;
  const value = useMemo(() => ({ register, merged }), [register, merged]);
  const first = parts[0];
  return (
    <GroupContext.Provider value={value}>
      {merged && first && <SilentNotice parts={parts} owner={first.owned.owner} side={side} />}
      {children}
    </GroupContext.Provider>
  );
}

function SilentNotice({ parts, owner, side }: { parts: readonly { title: string; owned: Owned }[]; owner: Owner; side: Owner }) {
  const since = parts.map((part) => part.owned.since).filter((at) => at !== undefined).toSorted()[0];
  const name = ownerName(owner);
  return (
    <Notice
      tone="warn"
      icon="silent"
      acts={
        <Button size="xs" loading={parts.some((part) => part.owned.asking)} onClick={() => parts.forEach((part) => part.owned.retry())}>
          Retry all
        </Button>
      }
    >
      <b className="m">
        {name} is not answering{since ? ` since ${formatTime(since)}` : ""}.
      </b>{" "}
      {list(parts.map((part) => part.title))} {parts.length > 1 ? "are" : "is"} not shown rather than shown old.
      {owner !== side && ` ${ownerName(otherOwner(owner))} facts here are current.`} <NextTry />
    </Notice>
  );
}

/** When the kit asks again by itself. Not read aloud: it changes every second. */
export function NextTry() {
  const at = useSyncExternalStore(subscribeSources, readNextTry);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (!at) return null;
  return (
    <span className="t3 tab" aria-hidden>
      Next try in {Math.max(1, Math.ceil((at - now) / 1_000))} s.
    </span>
  );
}
