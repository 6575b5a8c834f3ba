import { useEffect, useRef, type CSSProperties } from "react";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { Sort } from "../filter/list-state.ts";
import { formatTime } from "../format/dates.ts";
import type { Owned } from "../owner/owned.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Mark } from "../parts/marks.tsx";
import type { Column } from "./columns.tsx";
import { bandsOf, startsBand, type Pin } from "./table-model.ts";

export const pinStyle = (pin: Pin | undefined): CSSProperties | undefined => (pin ? { insetInlineStart: pin.start } : undefined);
export const pinName = (pin: Pin | undefined): string | undefined => (pin ? (pin.edge ? "edge" : "") : undefined);

export function SelectAll({ keys, selected, onAll, onNone }: { keys: readonly string[]; selected: ReadonlySet<string>; onAll: () => void; onNone: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  const some = selected.size > 0;
  const all = some && keys.every((key) => selected.has(key));
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !all;
  }, [some, all]);
  return <input type="checkbox" className="ck" ref={box} aria-label={all ? "Select none" : "Select all loaded rows"} checked={all} onChange={() => (all ? onNone() : onAll())} disabled={keys.length === 0} />;
}

export interface HeadProps<Row> {
  column: Column<Row>;
  first: boolean;
  pin: Pin | undefined;
  sort: Sort | undefined;
  onSort: (() => void) | undefined;
  /** Why it cannot be sorted by this now. */
  why: string | undefined;
}

export function Head<Row>({ column, first, pin, sort, onSort, why }: HeadProps<Row>) {
  const sorted = sort?.field === (column.sort ?? column.id) ? sort.direction : undefined;
  const arrow = sorted === "desc" ? <ArrowDown size={11} aria-hidden /> : sorted === "asc" ? <ArrowUp size={11} aria-hidden /> : null;
  return (
    <th
      scope="col"
      data-column={column.id}
      data-pin={pinName(pin)}
      style={pinStyle(pin)}
      className={`${column.numeric ? "num " : ""}${first ? "first " : ""}${sorted ? "sorted" : ""}`}
      aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
    >
      {onSort ? (
        <button type="button" onClick={onSort} disabled={why !== undefined} title={why ?? (column.head ? undefined : column.id)}>
          <span className="cut">{column.head}</span>
          {arrow}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

const FULL_BAND = 190;
const SHORT_BAND = 120;

/** Over borrowed columns: whose they are and how fresh, said once; or that the owner is silent, with the act that asks again. */
export function BandRow<Row>({ columns, selectable, pins, owned, side }: { columns: readonly Column<Row>[]; selectable: boolean; pins: ReadonlyMap<string, Pin>; owned: Partial<Record<Owner, Owned>> | undefined; side: Owner }) {
  const pinned = columns.filter((column) => column.pin);
  const free = columns.filter((column) => !column.pin);
  const said = new Set<Owner>();
  return (
    <tr className="band">
      {selectable && <td data-pin={pinned.length === 0 ? "edge" : ""} style={{ insetInlineStart: 0 }} />}
      {pinned.map((column) => (
        <td key={column.id} data-pin={pinName(pins.get(column.id))} style={pinStyle(pins.get(column.id))} />
      ))}
      {bandsOf(free).map((band, at) => {
        const owner = band.owner && band.owner !== side ? band.owner : undefined;
        const again = owner !== undefined && said.has(owner);
        if (owner) said.add(owner);
        const first = startsBand(columns, columns.findIndex((column) => column.id === band.key), side);
        const edge = first || (at > 0 && owner) ? "first" : undefined;
        return owner ? (
          <th key={band.key} colSpan={band.span} className={edge} scope="colgroup">
            <BandLabel owner={owner} owned={owned?.[owner]} width={band.width} again={again} />
          </th>
        ) : (
          <td key={band.key} colSpan={band.span} className={edge} />
        );
      })}
    </tr>
  );
}

function BandLabel({ owner, owned, width, again }: { owner: Owner; owned: Owned | undefined; width: number; again: boolean }) {
  const name = ownerName(owner);
  const state = owned?.state ?? "ready";
  const asOf = owned?.asOf ? ` \u00B7 as of ${formatTime(owned.asOf)}` : "";
  if (state === "silent" || state === "failed") {
    const since = owned?.since ? ` since ${formatTime(owned.since)}` : "";
    return (
      <span className="bandlab" role="status">
        <Mark of={owner} state="silent" quiet />
        {!again && width >= SHORT_BAND && (
          <span className="cut warn">
            {state === "failed" ? `${name} could not answer` : `${name} is not answering${since}`}
          </span>
        )}
        {!again && owned && (
          <button type="button" className="link" onClick={owned.retry} disabled={owned.asking}>
            {owned.asking ? "Asking" : "Retry"}
          </button>
        )}
      </span>
    );
  }
  if (state === "denied") {
    return (
      <span className="bandlab" title={owned?.permission ? `Needs ${owned.permission}` : undefined}>
        <Mark of={owner} state="denied" quiet />
        <span className="cut">{width >= FULL_BAND ? `owned by ${name} \u00B7 not for your role` : "not for your role"}</span>
      </span>
    );
  }
  const full = state === "loading" ? `asking ${name}` : `owned by ${name}${asOf}`;
  const words = width >= FULL_BAND && !again ? full : width >= SHORT_BAND && !again ? `${name}${asOf}` : "";
  return (
    <span className="bandlab" title={full}>
      <Mark of={owner} quiet />
      {words && (
        <span className="cut" aria-hidden>
          {words}
        </span>
      )}
      <span className="sr">{full}</span>
    </span>
  );
}
