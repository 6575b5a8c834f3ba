import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties } from "react";
import { useMe } from "../client/session.ts";
import { formatMoment } from "../format/dates.ts";
import { useKeys } from "../keys/keys.tsx";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Mark } from "../parts/marks.tsx";
import { factsAt, type Fact } from "./facts.ts";
import { askProvenance, permissionWords, tell, type ToldFact } from "./field-provenance.ts";

/** How long the pointer rests before a fact tells where it comes from; with Alt it tells at once. */
const REST_MS = 900;
const CARD_PX = 320;
const FACTS = "[data-fact], th[data-column], td[data-column]";

interface Shown {
  element: Element;
  facts: Fact[];
  /** Opened by key: the keys lead on from here. */
  byKey: boolean;
}

const DATA_WORDS: Record<string, string> = {
  NONE: "No personal data", IDENTITY: "Who somebody is", CONTACT: "How to reach somebody", FINANCIAL: "What somebody owes or may owe", BEHAVIOUR: "What somebody did",
};

const visible = (element: Element): boolean => element.getClientRects().length > 0;

/** Tells of any fact on the screen whose it is, as of when, who may see it and what it says: by resting the pointer on it, or by `I`. */
export function ProvenanceCard() {
  const [shown, setShown] = useState<Shown>();
  const under = useRef<Element>(undefined);
  const byKey = useRef(false);
  byKey.current = shown?.byKey === true;
  const openAt = (target: Element | null | undefined, byKey: boolean): boolean => {
    const found = target ? factsAt(target) : undefined;
    setShown(found && { ...found, byKey });
    return found !== undefined;
  };

  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const move = (event: PointerEvent) => {
      if (event.pointerType === "touch" || !(event.target instanceof Element) || event.target === under.current) return;
      under.current = event.target;
      clearTimeout(rest);
      setShown((now) => (now && !now.byKey ? undefined : now));
      const { target } = event;
      const tellHere = () => !byKey.current && openAt(target, false);
      if (event.altKey) tellHere();
      else rest = setTimeout(() => document.hasFocus() && tellHere(), REST_MS);
    };
    const leave = () => {
      clearTimeout(rest);
      setShown(undefined);
    };
    document.addEventListener("pointerover", move);
    document.addEventListener("pointerdown", leave);
    document.addEventListener("scroll", leave, true);
    return () => {
      clearTimeout(rest);
      document.removeEventListener("pointerover", move);
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("scroll", leave, true);
    };
  }, []);

  const start = () => {
    const focused = document.activeElement;
    // A row in focus means the cell under its cursor; without one its first.
    const cell = focused?.matches("tr[data-key]") ? (focused.querySelector("td.at") ?? focused.querySelector("td[data-column]")) : undefined;
    const inside = focused && focused !== document.body ? (focused.closest("[data-fact]") ?? focused.querySelector("[data-fact]")) : undefined;
    const first = [...document.querySelectorAll("main [data-fact]")].find(visible);
    return [cell, inside, focused?.closest(FACTS), under.current, first].some((target) => target?.isConnected && openAt(target, true));
  };
  const step = (by: 1 | -1) => {
    // Of a cell with facts of its own inside, the cell is one step.
    const all = [...document.querySelectorAll(FACTS)].filter((one) => visible(one) && (one.matches("td, th") || !one.closest("td[data-column]")) && factsAt(one)?.element === one);
    const at = shown ? all.indexOf(shown.element) : -1;
    const next = all[(at + by + all.length) % all.length];
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    openAt(next, true);
  };
  useKeys({ i: { label: "Where this comes from", run: () => (shown?.byKey ? setShown(undefined) : shown ? setShown({ ...shown, byKey: true }) : start()) } }, { group: "Anywhere" });
  const next = { label: "Next fact", run: () => step(1) };
  const back = { label: "Fact before", run: () => step(-1) };
  useKeys(
    { escape: { label: "Close", run: () => setShown(undefined), hidden: true }, right: next, down: next, j: next, l: next, left: back, up: back, k: back, h: back },
    { group: "Where facts come from", enabled: shown?.byKey === true },
  );

  const element = shown?.element;
  useEffect(() => {
    element?.setAttribute("data-told", "");
    return () => element?.removeAttribute("data-told");
  }, [element]);
  return shown ? <Card shown={shown} /> : null;
}

function Card({ shown }: { shown: Shown }) {
  const [told, setTold] = useState<readonly ToldFact[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let here = true;
    askProvenance().then(
      (provenance) => here && setTold(shown.facts.flatMap((fact) => tell(provenance, fact) ?? [])),
      () => here && setFailed(true),
    );
    return () => {
      here = false;
    };
  }, [shown.facts]);
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({ visibility: "hidden" });
  useLayoutEffect(() => {
    const at = shown.element.getBoundingClientRect();
    const height = box.current?.offsetHeight ?? 0;
    const below = at.bottom + 6 + height < window.innerHeight;
    setPlace({ left: Math.max(8, Math.min(at.left, window.innerWidth - CARD_PX - 8)), top: below ? at.bottom + 6 : Math.max(8, at.top - 6 - height) });
  }, [shown.element, told, failed]);
  if (told?.length === 0) return null;
  return (
    <div className="toldcard" role="status" ref={box} style={{ ...place, width: CARD_PX }}>
      {failed && <p className="t3">Where this comes from cannot be told: the server is not answering.</p>}
      {told?.map((fact) => <Told key={fact.name} fact={fact} />)}
      {shown.byKey && <p className="t3 xs">Arrow keys lead on, Esc closes.</p>}
    </div>
  );
}

function Told({ fact }: { fact: ToldFact }) {
  const { can } = useMe();
  const owner: Owner | undefined = fact.owner === "crm" || fact.owner === "erp" ? fact.owner : undefined;
  const needs = permissionWords(fact.permissions);
  const held = fact.permissions.every((set) => set.some((all) => all.every(can)));
  return (
    <section>
      <h2>
        {owner ? <Mark of={owner} quiet /> : null}
        <b>{owner ? `Owned by ${ownerName(owner)}` : "Put together from both owners"}</b>
        <code>{fact.name}</code>
      </h2>
      {fact.description && <p>{fact.description}</p>}
      <dl>
        <dt>As of</dt>
        <dd className="tab">{fact.asOf ? formatMoment(fact.asOf, { always: true }) : "not known"}</dd>
        <dt>Needs</dt>
        <dd>{needs === "" ? "to be signed in" : <>{needs}{held ? "" : ", which your role lacks"}</>}</dd>
        <dt>Personal</dt>
        <dd>
          {fact.personalData === null ? "Not classified" : (DATA_WORDS[fact.personalData] ?? fact.personalData)}
          {fact.purpose && fact.personalData !== "NONE" ? `, for ${fact.purpose.charAt(0).toLowerCase()}${fact.purpose.slice(1)}` : ""}
        </dd>
      </dl>
    </section>
  );
}
