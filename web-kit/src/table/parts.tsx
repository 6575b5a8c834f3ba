import { memo, useEffect, useRef, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import { Button } from "@mantine/core";
import { ArrowDown, ArrowUp, ArrowUpRight } from "lucide-react";
import { failureOf } from "../client/failure.ts";
import { failureSentence } from "../client/act.ts";
import { OP_WORDS, needsValue, type FilterClause, type FilterField } from "../filter/filters.ts";
import type { ListState, Sort } from "../filter/list-state.ts";
import { formatTime } from "../format/dates.ts";
import type { Owned } from "../owner/owned.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import type { QueryLike } from "../owner/use-owned.ts";
import { Denied, NextTry } from "../panel/Panel.tsx";
import { Go } from "../parts/link.tsx";
import { Money } from "../parts/figures.tsx";
import { Mark } from "../parts/marks.tsx";
import { EmptyState, ErrorPage } from "../parts/say.tsx";
import { CellEditor, type EditMove } from "./CellEditor.tsx";
import type { Column } from "./columns.tsx";
import type { TableSection } from "./DataTable.tsx";
import { bandsOf, isMoney, startsBand, type Pin } from "./table-model.ts";

const pinStyle = (pin: Pin | undefined): CSSProperties | undefined => (pin ? { insetInlineStart: pin.start } : undefined);
const pinName = (pin: Pin | undefined): string | undefined => (pin ? (pin.edge ? "edge" : "") : undefined);

export function Spacer({ height, count }: { height: number; count: number }) {
  return (
    <tr className="spacer" aria-hidden>
      <td colSpan={count} style={{ height }} />
    </tr>
  );
}

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

export interface TableRowProps<Row> {
  row: Row;
  rowId: string;
  index: number | undefined;
  columns: readonly Column<Row>[];
  pins: ReadonlyMap<string, Pin>;
  side: Owner;
  readyBy: Record<Owner, boolean>;
  loadingBy: Partial<Record<Owner, Owned>> | undefined;
  selectable: boolean;
  isSelected: boolean;
  isCursor: boolean;
  /** The one row that Tab reaches. */
  reachable: boolean;
  atColumn: string | undefined;
  editing: { column: string; typed?: string } | undefined;
  onStopEdit: (how: EditMove) => void;
  onSelect: (key: string, range: boolean) => void;
  onCursor: (key: string) => void;
  onCell: (column: string | undefined) => void;
  onEdit: (key: string, column: string) => void;
  onOpen: ((row: Row) => void) | undefined;
}

const INSIDE = "a, button, input, select, textarea, label, [role='menuitem']";

function Row<R>({ row, rowId, index, columns, pins, side, readyBy, loadingBy, selectable, isSelected, isCursor, reachable, atColumn, editing, onStopEdit, onSelect, onCursor, onCell, onEdit, onOpen }: TableRowProps<R>) {
  const press = (event: MouseEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest(INSIDE)) return;
    onCursor(rowId);
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("td[data-column]") : null;
    const column = columns.find((one) => one.id === cell?.dataset.column);
    onCell(column?.edit ? column.id : undefined);
    if (event.shiftKey && selectable) {
      window.getSelection()?.removeAllRanges();
      onSelect(rowId, true);
    }
  };
  const twice = (event: MouseEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest(INSIDE)) return;
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("td[data-column]") : null;
    const column = columns.find((one) => one.id === cell?.dataset.column);
    if (column?.edit && (column.edit.can?.(row) ?? true)) onEdit(rowId, column.id);
    else onOpen?.(row);
  };
  return (
    <tr
      data-key={rowId}
      className={isCursor ? "cursor" : undefined}
      aria-selected={selectable ? isSelected : undefined}
      aria-current={isCursor || undefined}
      aria-rowindex={index}
      tabIndex={reachable ? 0 : -1}
      onClick={press}
      onDoubleClick={twice}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !isCursor) onCursor(rowId);
      }}
    >
      {selectable && (
        <td data-pin={pins.size === 0 ? "edge" : ""} style={{ insetInlineStart: 0 }}>
          <input
            type="checkbox"
            className="ck"
            aria-label="Select this row"
            checked={isSelected}
            onChange={() => undefined}
            onClick={(event) => onSelect(rowId, event.shiftKey)}
            tabIndex={isCursor ? 0 : -1}
          />
        </td>
      )}
      {columns.map((column, at) => {
        const borrowed = column.owner && column.owner !== side ? column.owner : undefined;
        const pin = pins.get(column.id);
        const isEdited = editing?.column === column.id && column.edit;
        const classes = [
          column.numeric && "num",
          borrowed,
          startsBand(columns, at, side) && "first",
          isEdited ? "editing" : atColumn === column.id && "at",
        ];
        const change = borrowed && readyBy[borrowed] ? column.changeAt?.(row) : undefined;
        return (
          <td key={column.id} data-column={column.id} data-pin={pinName(pin)} style={pinStyle(pin)} className={classes.filter(Boolean).join(" ") || undefined}>
            {isEdited ? (
              <CellEditor column={column} edit={isEdited} row={row} typed={editing.typed} onStop={onStopEdit} />
            ) : borrowed && !readyBy[borrowed] ? (
              loadingBy?.[borrowed]?.state === "loading" ? <span className="sk" style={{ width: "60%" }} /> : null
            ) : (
              column.cell(row)
            )}
            {change && borrowed && (
              <Go of={borrowed} to={change} className="goto change" tabIndex={-1} title={`Change in ${ownerName(borrowed)}`} aria-label={`Change ${column.head} in ${ownerName(borrowed)}`}>
                <ArrowUpRight size={12} aria-hidden />
              </Go>
            )}
          </td>
        );
      })}
    </tr>
  );
}

export const TableRow = memo(Row) as typeof Row;

export function SectionCells<R>({ section, columns, selectable }: { section: TableSection; columns: readonly Column<R>[]; selectable: boolean }) {
  const firstWithCell = columns.findIndex((column) => section.cells?.[column.id] !== undefined);
  const span = firstWithCell < 0 ? columns.length : Math.max(1, firstWithCell);
  return (
    <>
      <th scope="rowgroup" colSpan={span + (selectable ? 1 : 0)} className="sectionhead">
        {section.label}
      </th>
      {columns.slice(span).map((column) => (
        <td key={column.id} className={column.numeric ? "num" : undefined}>
          {section.cells?.[column.id]}
        </td>
      ))}
    </>
  );
}

export function SkeletonRow<R>({ at, columns, selectable }: { at: number; columns: readonly Column<R>[]; selectable: boolean }) {
  return (
    <tr aria-hidden>
      {selectable && <td />}
      {columns.map((column, position) => (
        <td key={column.id} className={column.numeric ? "num" : undefined}>
          <span className="sk" style={{ width: column.numeric ? "60%" : `${40 + ((at * 37 + position * 23) % 45)}%` }} />
        </td>
      ))}
    </tr>
  );
}

export function TotalCell<R>({ column, columns, first, pin, totals, side, ready }: { side: Owner; column: Column<R>; columns: readonly Column<R>[]; first: boolean; pin: Pin | undefined; totals: { label: ReactNode; by?: Owner }; ready: boolean }) {
  const labelAt = (columns.find((one) => one.total === undefined && (one.pin || one.grow)) ?? columns.find((one) => one.total === undefined))?.id;
  const labelled = columns.findIndex((one) => one.id === labelAt);
  const byAt = totals.by && columns.slice(labelled + 1).findLast((one) => one.total === undefined && (one.owner ?? side) === totals.by && one.id !== labelAt)?.id;
  const inside =
    column.total !== undefined ? (
      ready ? isMoney(column.total) ? <Money value={column.total} /> : (column.total as ReactNode) : null
    ) : column.id === labelAt ? (
      totals.label
    ) : column.id === byAt && totals.by && ready ? (
      <span className="by" title={`Summed by ${ownerName(totals.by)} over all rows, not only those loaded`}>
        by {ownerName(totals.by)}
      </span>
    ) : null;
  return (
    <td data-pin={pinName(pin)} style={pinStyle(pin)} className={`${column.numeric ? "num" : ""}${first ? " first" : ""}`}>
      {inside}
    </td>
  );
}

/** What a clause says, in words: `Overdue over 0.00`. */
export function clauseWords(clause: FilterClause, field: FilterField | undefined): string {
  const named = (value: string) => field?.options?.find((option) => option.value === value)?.label ?? value;
  const values = needsValue(clause.op) ? ` ${clause.values.map(named).join(", ")}` : "";
  return `${field?.label ?? clause.field} ${OP_WORDS[clause.op]}${values}`;
}

/** No rows: nothing belongs here yet, or a filter hides it all. */
export function Nothing({ list, empty }: { list: ListState | undefined; empty: ReactNode }) {
  if (!list?.isFiltered) return <div className="tablesay">{empty ?? <EmptyState title="Nothing here yet" />}</div>;
  const last = list.filters.at(-1);
  const field = list.spec.fields?.find((one) => one.id === last?.field);
  return (
    <div className="tablesay">
      <div className="say">
        <h2>Nothing fits</h2>
        <p>{list.q ? `Nothing is called \u201C${list.q}\u201D${list.filters.length > 0 ? " among what the filters leave" : ""}.` : "No row meets all of these filters."}</p>
        <div className="row">
          <Button onClick={list.dropLast}>{list.q ? "Clear the search" : last ? `Drop \u201C${clauseWords(last, field)}\u201D` : "Drop the last filter"}</Button>
          {list.filters.length + (list.q ? 1 : 0) > 1 && (
            <button type="button" className="link s" onClick={list.clear}>
              Drop all
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

/** Rows that could not be had: not permitted, the owner silent, or what failed. */
export function NoRows({ label, result, answerCode, permission, since, side }: { label: string; result: QueryLike | undefined; answerCode: string | undefined; permission: string | undefined; since: string | undefined; side: Owner }) {
  const failure = result?.error ? failureOf(result.error) : undefined;
  const code = failure?.code ?? answerCode;
  const what = label.toLowerCase();
  if (code === "FORBIDDEN") {
    return (
      <div className="tablesay">
        <div className="say">
          <h2>{label} are not for your role</h2>
          <Denied what={what} permission={failure?.permission ?? permission} />
        </div>
      </div>
    );
  }
  const retry = result && (() => void result.refetch());
  if (code === "SOURCE_UNAVAILABLE") {
    const owner = failure?.source ?? side;
    const from = failure?.since ?? since;
    return (
      <ErrorPage title={`${ownerName(owner)} is not answering${from ? ` since ${formatTime(from)}` : ""}`} failure={failure} onRetry={retry}>
        Nothing is shown rather than something old. This list fills by itself once {ownerName(owner)} is back. <NextTry />
      </ErrorPage>
    );
  }
  return (
    <ErrorPage title={`${label} did not load`} failure={failure} onRetry={retry}>
      {failure ? failureSentence(failure) : "The answer came without them."} Nothing was changed by looking.
    </ErrorPage>
  );
}
