import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { failureOf } from "../client/failure.ts";
import { failureSentence } from "../client/act.ts";
import type { ListState, Sort } from "../filter/list-state.ts";
import { formatTime } from "../format/dates.ts";
import { useKeys } from "../keys/keys.tsx";
import type { KeyMap } from "../keys/strokes.ts";
import type { Owned } from "../owner/owned.ts";
import { ownerName, useSide, type Owner } from "../owner/owner.ts";
import { useAnswer, type QueryLike } from "../owner/use-owned.ts";
import { Notice } from "../parts/say.tsx";
import { useSlow } from "../parts/skeleton.tsx";
import { useStable } from "../parts/stable.ts";
import { usePreference, type Density } from "../shell/preferences.ts";
import { useActiveTable } from "./active-table.ts";
import { BulkBar } from "./BulkBar.tsx";
import type { EditMove } from "./CellEditor.tsx";
import type { Column } from "./columns.tsx";
import { BandRow, Head, NoRows, Nothing, SectionCells, SelectAll, SkeletonRow, Spacer, TableRow, TotalCell } from "./parts.tsx";
import type { Pages } from "./pages.ts";
import { bandReady, fitFigures, nextSort, orderRows, pinOffsets, rangeOf, SELECT_WIDTH, startsBand, visibleColumns, widthOf } from "./table-model.ts";

export interface BulkAct<Row> {
  id: string;
  label: string;
  /** One letter, while something is selected. */
  key?: string;
  run: (rows: Row[]) => void;
  /** Why it cannot be done to these. */
  why?: (rows: Row[]) => string | undefined;
  danger?: boolean;
}

export interface Bulk<Row> {
  acts: readonly BulkAct<Row>[];
  /** The two sums that matter. */
  sums?: (rows: Row[]) => ReactNode;
  /** Borrowed fields are not bulk-edited; points to their home. */
  elsewhere?: { label: string; owner: Owner; to: string };
}

export interface TableSection {
  key: string;
  label: ReactNode;
  /** Cells of the section's own line, by column. */
  cells?: Record<string, ReactNode>;
}

export interface DataTableProps<Row> {
  /** Spoken name of the table. */
  label: string;
  /** Undefined while nothing was answered yet. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Constant, or memoised. */
  columns: readonly Column<Row>[];
  /** The query behind the rows: for waiting, failing and being asked again. */
  result?: QueryLike;
  /** Further pages, from `usePages`. */
  pages?: Pages<Row>;
  /** State in the address, from `useListState`: sort and columns. */
  list?: ListState;
  /** Or sort without an address. Without either, loaded rows are ordered here by their columns' values. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** How borrowed columns stand: `{ erp: useOwned(result, "accounts.nodes.customer") }`. */
  owned?: Partial<Record<Owner, Owned>>;
  bulk?: Bulk<Row>;
  /** The totals row; its figures come from the columns. `by` names who summed them up. */
  totals?: { label: ReactNode; by?: Owner };
  /** Enter, or a click on the row's link. */
  onOpen?: (row: Row) => void;
  /** Space. */
  onPeek?: (row: Row) => void;
  /** The row under the cursor; for a panel beside the table. */
  cursor?: string;
  onCursor?: (key: string | undefined, row: Row | undefined) => void;
  /** Further keys on the row under the cursor: `{ r: { label: "Release", run: (row) => … } }`. */
  rowKeys?: Record<string, { label: string; run: (row: Row) => void }>;
  /** When there is nothing at all. */
  empty?: ReactNode;
  /** Rows of one section must stand together. */
  sectionOf?: (row: Row) => TableSection | undefined;
  /** A line after the last row: where a new one is added. */
  tail?: ReactNode;
  /** Vertical hairlines; ERP tables are ruled unless told. */
  ruled?: boolean;
  /** Remembers its own row height under this name. */
  id?: string;
  fontSize?: 12 | 13;
}

const VIRTUAL_ABOVE = 100;
const ROW_PX: Record<Density, number> = { compact: 28, regular: 32, relaxed: 40 };
const SKELETON_ROWS = 12;

type Item<Row> = { kind: "section"; section: TableSection } | { kind: "row"; row: Row; key: string; at: number };

interface Editing {
  key: string;
  column: string;
  /** What was typed to start it; undefined starts with the value. */
  typed?: string;
}

/**
 * A real table over one or two owners' facts: bands say whose and how fresh, the head sorts, the keyboard chooses, the foot totals.
 * Above 100 rows only those in sight exist.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, columns, result, pages, list, owned, bulk, totals, onOpen, onPeek, empty, sectionOf, tail, rowKeys, id: name, fontSize } = props;
  const side = useSide();
  const id = useId();
  const ruled = props.ruled ?? side === "erp";
  const [sideDensity] = usePreference<Density>(`density.${side}`, side === "erp" ? "compact" : "regular");
  const [ownDensity] = usePreference<Density | "">(name ? `rows.${name}` : "rows", "");
  const density = (name && ownDensity) || sideDensity;

  const box = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    setRoom(element.clientWidth || undefined);
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth || undefined));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const selectable = bulk !== undefined;
  const shown = useMemo(
    () => visibleColumns(fitFigures(columns, rows ?? []), list?.columns, room === undefined ? undefined : room - (selectable ? SELECT_WIDTH : 0)),
    [columns, rows, list?.columns, room, selectable],
  );

  // ---- order
  const [localSort, setLocalSort] = useState<Sort>();
  const sort = list ? list.sort : props.onSort ? props.sort : localSort;
  const sortable = (column: Column<Row>) => (list || props.onSort ? column.sort !== undefined : column.value !== undefined && !sectionOf);
  const setSort = (next: Sort) => (list ? list.setSort(next) : props.onSort ? props.onSort(next) : setLocalSort(next));
  const ordered = useMemo(() => {
    if (!rows) return [];
    if (list || props.onSort || !localSort) return rows;
    return orderRows(rows, columns.find((column) => (column.sort ?? column.id) === localSort.field), localSort.direction);
  }, [rows, columns, list, props.onSort, localSort]);

  const keys = useMemo(() => ordered.map(rowKey), [ordered, rowKey]);
  const items = useMemo<Item<Row>[]>(() => {
    const made: Item<Row>[] = [];
    let section: string | undefined;
    ordered.forEach((row, at) => {
      const now = sectionOf?.(row);
      if (now && now.key !== section) {
        made.push({ kind: "section", section: now });
        section = now.key;
      }
      made.push({ kind: "row", row, key: keys[at] ?? "", at });
    });
    return made;
  }, [ordered, keys, sectionOf]);

  // ---- selection
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string>(undefined);
  const selectedRows = useMemo(() => (selected.size === 0 ? [] : ordered.filter((_, at) => selected.has(keys[at] ?? ""))), [ordered, keys, selected]);
  const toggle = useCallback(
    (key: string, range: boolean) => {
      const from = anchor.current;
      anchor.current = key;
      setSelected((before) => {
        const after = new Set(before);
        const on = !before.has(key);
        for (const one of range ? rangeOf(keys, from, key) : [key]) {
          if (range || on) after.add(one);
          else after.delete(one);
        }
        return after;
      });
    },
    [keys],
  );
  const clear = useCallback(() => setSelected(new Set()), []);

  // ---- cursor
  const [ownCursor, setOwnCursor] = useState<string>();
  const cursor = props.cursor ?? ownCursor;
  const [atColumn, setAtColumn] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const byKeyboard = useRef(false);
  const latest = useRef({ keys, ordered, onCursor: props.onCursor });
  latest.current = { keys, ordered, onCursor: props.onCursor };
  const setCursor = useCallback((key: string | undefined) => {
    setOwnCursor(key);
    const at = key === undefined ? -1 : latest.current.keys.indexOf(key);
    latest.current.onCursor?.(key, latest.current.ordered[at]);
  }, []);
  const cursorAt = cursor === undefined ? -1 : keys.indexOf(cursor);
  const cursorRow = ordered[cursorAt];

  const virtual = items.length > VIRTUAL_ABOVE;
  const cursorItem = useMemo(() => items.findIndex((item) => item.kind === "row" && item.key === cursor), [items, cursor]);
  const virtualizer = useVirtualizer({
    count: items.length,
    enabled: virtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX[density],
    overscan: 12,
    scrollPaddingStart: 56,
    scrollPaddingEnd: totals ? 80 : 44,
  });
  useEffect(() => {
    if (virtual) virtualizer.measure();
  }, [virtual, virtualizer, density]);

  useEffect(() => {
    if (!byKeyboard.current || cursor === undefined) return;
    byKeyboard.current = false;
    if (virtual && cursorItem >= 0) virtualizer.scrollToIndex(cursorItem, { align: "auto" });
    const focus = () => {
      const row = scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(cursor)}"]`);
      row?.focus({ preventScroll: true });
      if (!virtual) row?.scrollIntoView?.({ block: "nearest" });
    };
    if (virtual) requestAnimationFrame(focus);
    else focus();
  }, [cursor, cursorItem, virtual, virtualizer]);

  const move = (to: number) => {
    if (keys.length === 0) return;
    const next = Math.max(0, Math.min(keys.length - 1, to));
    byKeyboard.current = true;
    setCursor(keys[next]);
    if (next >= keys.length - 5 && pages?.hasMore) pages.more();
  };
  const moveColumn = (step: number) => {
    if (shown.length === 0) return;
    if (cursorAt < 0) move(0);
    const now = shown.findIndex((column) => column.id === atColumn);
    const next = now < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.max(0, Math.min(shown.length - 1, now + step));
    setAtColumn(shown[next]?.id);
    const head = scroller.current?.querySelector(`th[data-column="${CSS.escape(shown[next]?.id ?? "")}"]`);
    head?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };
  const editable = useCallback((column: Column<Row> | undefined, row: Row | undefined): boolean => {
    if (!column?.edit || row === undefined) return false;
    return column.edit.can?.(row) ?? true;
  }, []);
  const here = shown.find((column) => column.id === atColumn);
  const startEdit = useStable((key: string, column: string, typed?: string) => {
    setCursor(key);
    setAtColumn(column);
    setEditing({ key, column, typed });
  });
  const edit = () => {
    if (cursor === undefined || cursorRow === undefined) return;
    const column = editable(here, cursorRow) ? here : here ? undefined : shown.find((one) => editable(one, cursorRow));
    if (column) startEdit(cursor, column.id);
    else if (here?.changeAt && here.owner) {
      const to = here.changeAt(cursorRow);
      if (to) window.location.assign(`/${here.owner}${to}`);
    }
  };
  const stopEdit = useStable((how: EditMove) => {
    const at = editing;
    setEditing(undefined);
    if (!at) return;
    byKeyboard.current = true;
    const rowAt = keys.indexOf(at.key);
    if (how === "stay" || rowAt < 0) {
      setCursor(at.key);
      scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(at.key)}"]`)?.focus({ preventScroll: true });
      return;
    }
    if (how === "down") {
      move(rowAt + 1);
      return;
    }
    if (how === "leave") return;
    const step = how === "next" ? 1 : -1;
    const cells = shown.flatMap((column) => (column.edit ? [column] : []));
    for (let row = rowAt, cell = cells.findIndex((column) => column.id === at.column) + step; row >= 0 && row < keys.length; row += step, cell = step > 0 ? 0 : cells.length - 1) {
      for (; cell >= 0 && cell < cells.length; cell += step) {
        const key = keys[row];
        const column = cells[cell];
        if (key !== undefined && column && editable(column, ordered[row])) {
          startEdit(key, column.id);
          return;
        }
      }
    }
  });
  const open = useStable((row: Row) => onOpen?.(row));

  const [active, activate] = useActiveTable(id);
  const map: KeyMap = {
    j: { label: "Next row", run: () => move(cursorAt + 1) },
    k: { label: "Row above", run: () => move(Math.max(0, cursorAt - 1)) },
    down: { label: "Next row", run: () => move(cursorAt + 1) },
    up: { label: "Row above", run: () => move(Math.max(0, cursorAt - 1)) },
    l: { label: "Next column", run: () => moveColumn(1) },
    h: { label: "Column before", run: () => moveColumn(-1) },
    right: { label: "Next column", run: () => moveColumn(1) },
    left: { label: "Column before", run: () => moveColumn(-1) },
    home: { label: "First row", run: () => move(0), hidden: true },
    end: { label: "Last row", run: () => move(keys.length - 1), hidden: true },
    x: selectable && { label: "Select", run: () => cursor !== undefined && toggle(cursor, false) },
    "shift+x": selectable && { label: "Select up to here", run: () => cursor !== undefined && toggle(cursor, true) },
    enter: (onOpen || shown.some((column) => column.edit)) && {
      label: shown.some((column) => column.edit) ? "Edit or open" : "Open",
      run: () => {
        if (cursorRow === undefined) return;
        if (here && editable(here, cursorRow)) edit();
        else onOpen?.(cursorRow);
      },
    },
    e: shown.some((column) => column.edit || column.changeAt) && { label: "Edit", run: edit },
    space: onPeek && { label: "Peek", run: () => cursorRow !== undefined && onPeek(cursorRow) },
    escape: (atColumn !== undefined || selected.size > 0) && {
      label: "Back",
      run: () => {
        if (selected.size > 0) clear();
        else setAtColumn(undefined);
      },
      hidden: true,
    },
  };
  for (const [key, act] of Object.entries(rowKeys ?? {})) {
    map[key] = { label: act.label, run: () => cursorRow !== undefined && act.run(cursorRow) };
  }
  useKeys(map, { group: label, enabled: active && editing === undefined });

  const typeToEdit = (event: KeyboardEvent) => {
    if (editing || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || !here?.edit || cursor === undefined || !editable(here, cursorRow)) return;
    if (here.edit.kind === "figure" && !/[\d.,+\-\u2212]/.test(event.key)) return;
    event.preventDefault();
    startEdit(cursor, here.id, event.key);
  };

  // ---- paging
  const nearEnd = () => {
    const element = scroller.current;
    if (!element || !pages?.hasMore || pages.loadingMore || pages.failed) return;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < 480) pages.more();
  };
  const onScroll = () => {
    const element = scroller.current;
    element?.toggleAttribute("data-scrolled", element.scrollLeft > 0);
    nearEnd();
  };

  // ---- what is not there
  const answer = useAnswer(result);
  const waiting = rows === undefined && (result ? result.loading : true);
  const slow = useSlow(waiting);
  const failure = result?.error ? failureOf(result.error) : undefined;

  const count = shown.length + (selectable ? 1 : 0);
  const least = shown.reduce((sum, column) => sum + widthOf(column), selectable ? SELECT_WIDTH : 0);
  const pins = useMemo(() => pinOffsets(shown, selectable), [shown, selectable]);
  const anyOwner = shown.some((column) => column.owner && column.owner !== side);
  const rendered = virtual ? virtualizer.getVirtualItems() : undefined;
  const before = rendered?.[0]?.start ?? 0;
  const after = rendered ? virtualizer.getTotalSize() - (rendered.at(-1)?.end ?? 0) : 0;
  const readyBy = useMemo(() => ({ crm: bandReady("crm", owned), erp: bandReady("erp", owned) }), [owned]);
  const body = (rendered ? rendered.map((one) => items[one.index]) : items).filter((item) => item !== undefined);
  const firstKey = keys[0];

  return (
    <div
      className={`tablebox${ruled ? " ruled" : ""}`}
      ref={box}
      data-density={name && ownDensity ? ownDensity : undefined}
      role="presentation"
      onPointerDownCapture={activate}
      onFocusCapture={activate}
      onKeyDown={typeToEdit}
    >
      {rows !== undefined && failure && (failure.code === "UNREACHABLE" || failure.code.startsWith("HTTP_")) && (
        <div style={{ padding: "8px 16px" }}>
          <Notice tone="warn" acts={result && <button type="button" className="link s" onClick={() => void result.refetch()}>Retry</button>}>
            {answer ? `These rows were read at ${formatTime(answer.receivedAt)}. ` : ""}
            {failureSentence(failure)}
          </Notice>
        </div>
      )}
      <div className="scroll" ref={scroller} onScroll={onScroll} tabIndex={-1} data-quiet-focus>
        <table className={`tbl${fontSize === 12 ? " f12" : ""}`} style={{ minWidth: least }} aria-label={label} aria-rowcount={virtual ? (pages?.totalCount ?? items.length) + 1 : undefined} aria-busy={waiting || undefined}>
          <colgroup>
            {selectable && <col style={{ width: SELECT_WIDTH }} />}
            {shown.map((column) => (
              <col key={column.id} style={{ width: column.grow ? undefined : widthOf(column) }} />
            ))}
          </colgroup>
          <thead>
            {anyOwner && <BandRow columns={shown} selectable={selectable} pins={pins} owned={owned} side={side} />}
            <tr>
              {selectable && (
                <th data-pin={pins.size === 0 ? "edge" : ""} style={{ insetInlineStart: 0 }} scope="col">
                  <SelectAll keys={keys} selected={selected} onAll={() => setSelected(new Set(keys))} onNone={clear} />
                </th>
              )}
              {shown.map((column, at) => (
                <Head
                  key={column.id}
                  column={column}
                  first={startsBand(shown, at, side)}
                  pin={pins.get(column.id)}
                  sort={sortable(column) ? sort : undefined}
                  onSort={sortable(column) ? () => setSort(nextSort(column, sort)) : undefined}
                  why={column.owner && !readyBy[column.owner] ? `${ownerName(column.owner)} is not answering for this` : undefined}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Spacer height={before} count={count} />}
            {body.map((item) =>
              item.kind === "section" ? (
                <tr key={`section ${item.section.key}`} className="section">
                  <SectionCells section={item.section} columns={shown} selectable={selectable} />
                </tr>
              ) : (
                <TableRow
                  key={item.key}
                  row={item.row}
                  rowId={item.key}
                  index={virtual ? item.at + 2 : undefined}
                  columns={shown}
                  pins={pins}
                  side={side}
                  readyBy={readyBy}
                  loadingBy={owned}
                  selectable={selectable}
                  isSelected={selected.has(item.key)}
                  isCursor={item.key === cursor}
                  reachable={cursor === undefined || cursorAt < 0 ? item.key === firstKey : item.key === cursor}
                  atColumn={item.key === cursor ? atColumn : undefined}
                  editing={editing?.key === item.key ? editing : undefined}
                  onStopEdit={stopEdit}
                  onSelect={toggle}
                  onCursor={setCursor}
                  onCell={setAtColumn}
                  onEdit={startEdit}
                  onOpen={onOpen && open}
                />
              ),
            )}
            {after > 0 && <Spacer height={after} count={count} />}
            {waiting && slow && Array.from({ length: SKELETON_ROWS }, (_, at) => <SkeletonRow key={at} at={at} columns={shown} selectable={selectable} />)}
            {pages && rows !== undefined && (pages.hasMore || pages.loadingMore) && (
              <tr>
                <td colSpan={count} className="more">
                  {pages.loadingMore ? (
                    "Loading more\u2026"
                  ) : (
                    <button type="button" className="link s" onClick={pages.more}>
                      {pages.failed ? "The next rows did not load. Try again" : `Load more${pages.totalCount === undefined ? "" : ` of ${pages.totalCount}`}`}
                    </button>
                  )}
                </td>
              </tr>
            )}
            {tail && rows !== undefined && (
              <tr className="tail">
                <td colSpan={count}>{tail}</td>
              </tr>
            )}
          </tbody>
          {totals && rows !== undefined && rows.length > 0 && (
            <tfoot>
              <tr>
                {selectable && <td data-pin="" style={{ insetInlineStart: 0 }} />}
                {shown.map((column, at) => (
                  <TotalCell key={column.id} column={column} first={startsBand(shown, at, side)} pin={pins.get(column.id)} totals={totals} columns={shown} side={side} ready={!column.owner || readyBy[column.owner]} />
                ))}
              </tr>
            </tfoot>
          )}
        </table>
        {rows !== undefined && rows.length === 0 && <Nothing list={list} empty={empty} />}
        {rows === undefined && !waiting && <NoRows label={label} result={result} answerCode={answer?.errors[0]?.code} permission={answer?.errors[0]?.permission} since={answer?.errors[0]?.since} side={side} />}
      </div>
      {bulk && selectedRows.length > 0 && <BulkBar bulk={bulk} rows={selectedRows} room={room ?? 900} onClear={clear} active={active && editing === undefined} />}
      <span className="sr" role="status">
        {result?.loading && rows !== undefined ? "Asking again" : ""}
      </span>
    </div>
  );
}
