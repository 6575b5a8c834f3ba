import { compareDecimals } from "../format/decimal.ts";
import type { CsvCell } from "../format/csv.ts";
import { formatDay, formatMoment } from "../format/dates.ts";
import type { MoneyValue } from "../format/money.ts";
import type { Owner } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { Sort } from "../filter/list-state.ts";
import type { Column } from "./columns.tsx";

export const SELECT_WIDTH = 40;
const USUAL_WIDTH = 120;

export const widthOf = (column: { width?: number }): number => column.width ?? USUAL_WIDTH;

/** How long a decimal string is once it is written with separators and at least two decimals. */
export function writtenLength(figure: string): number {
  const [whole = "", fraction = ""] = figure.replace("-", "").split(".");
  return (figure.startsWith("-") ? 1 : 0) + whole.length + Math.floor(Math.max(0, whole.length - 1) / 3) + (fraction === "" ? 0 : 1 + Math.max(2, fraction.length));
}

export const isMoney = (value: unknown): value is MoneyValue =>
  typeof value === "object" && value !== null && "amount" in value && "currency" in value && typeof (value as MoneyValue).amount === "string";

const FIGURE_PX = 7.4;
const CELL_PX = 26;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A figure is never cut: a column of figures grows to its longest, totals included. */
export function fitFigures<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly Column<Row>[] {
  let grown = false;
  const fitted = columns.map((column) => {
    if (!column.numeric || !column.value) return column;
    let longest = isMoney(column.total) ? writtenLength(column.total.amount) : typeof column.total === "string" ? column.total.length : 0;
    for (const row of rows) {
      const cell = column.value(row);
      if (cell && typeof cell === "object") longest = Math.max(longest, writtenLength(cell.figure));
      else if (typeof cell === "string" && DAY.test(cell)) longest = Math.max(longest, formatDay(cell).length);
      else if (typeof cell === "string" && MOMENT.test(cell)) longest = Math.max(longest, formatMoment(cell).length);
    }
    const needs = longest === 0 ? 0 : Math.ceil((longest + (column.beside ?? 0)) * FIGURE_PX + CELL_PX);
    if (needs <= widthOf(column)) return column;
    grown = true;
    return { ...column, width: needs };
  });
  return grown ? fitted : columns;
}

/**
 * The columns to show, in order. What was chosen counts; otherwise all that are not hidden, and while it is too narrow
 * columns leave by rank, from the right. Pinned columns come first and never leave.
 */
export function visibleColumns<Row>(columns: readonly Column<Row>[], chosen: readonly string[] | undefined, room: number | undefined): Column<Row>[] {
  const pinned = columns.filter((column) => column.pin);
  if (chosen) {
    const picked = chosen.flatMap((id) => columns.find((column) => column.id === id && !column.pin) ?? []);
    return byOwner([...pinned, ...picked], columns);
  }
  let shown = columns.filter((column) => column.pin || !column.hidden);
  if (room !== undefined) {
    let over = shown.reduce((sum, column) => sum + widthOf(column), 0) - room;
    const leaving = [3, 2].flatMap((rank) => shown.filter((column) => !column.pin && (column.rank ?? 2) === rank).toReversed());
    const gone = new Set<Column<Row>>();
    for (const column of leaving) {
      if (over <= 0) break;
      gone.add(column);
      over -= widthOf(column);
    }
    shown = shown.filter((column) => !gone.has(column));
  }
  return [...shown.filter((column) => column.pin), ...shown.filter((column) => !column.pin)];
}

/** Chosen columns keep their owners together, in the order the table has them, so that each band is one. */
function byOwner<Row>(picked: Column<Row>[], all: readonly Column<Row>[]): Column<Row>[] {
  const bands = [...new Set(all.map((column) => column.owner))];
  const mixed = bands.length > 1 && all.filter((column, at) => column.owner && column.owner !== all[at - 1]?.owner).length <= 1;
  if (!mixed) return picked;
  return [...picked.filter((column) => column.pin), ...bands.flatMap((owner) => picked.filter((column) => !column.pin && column.owner === owner))];
}

export interface Band {
  owner: Owner | undefined;
  span: number;
  width: number;
  key: string;
}

/** Runs of neighbouring columns with one owner. */
export function bandsOf<Row>(columns: readonly Column<Row>[]): Band[] {
  const bands: Band[] = [];
  for (const column of columns) {
    const last = bands.at(-1);
    if (last && last.owner === column.owner) {
      last.span += 1;
      last.width += widthOf(column);
    } else {
      bands.push({ owner: column.owner, span: 1, width: widthOf(column), key: column.id });
    }
  }
  return bands;
}

/** Whether a column begins a run of another owner's facts, or ends one. */
export function startsBand<Row>(columns: readonly Column<Row>[], at: number, side: Owner): boolean {
  const whose = (column: Column<Row> | undefined) => column?.owner ?? side;
  return at > 0 && whose(columns[at]) !== whose(columns[at - 1]);
}

export interface Pin {
  start: number;
  /** The last one casts the edge. */
  edge: boolean;
}

/** How far from the left each pinned column sticks. */
export function pinOffsets<Row>(columns: readonly Column<Row>[], selectable: boolean): ReadonlyMap<string, Pin> {
  const pins = new Map<string, Pin>();
  let start = selectable ? SELECT_WIDTH : 0;
  const pinned = columns.filter((column) => column.pin);
  for (const column of pinned) {
    pins.set(column.id, { start, edge: column === pinned.at(-1) });
    start += widthOf(column);
  }
  return pins;
}

function compareCells(a: CsvCell, b: CsvCell): number {
  const nothing = (value: CsvCell) => value === null || value === undefined || value === "";
  if (nothing(a) || nothing(b)) return nothing(a) && nothing(b) ? 0 : nothing(a) ? 1 : -1;
  if (typeof a === "object" && typeof b === "object" && a && b) return compareDecimals(a.figure, b.figure);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}

/** Loaded rows, ordered by a column's plain values; what has none comes last either way round. */
export function orderRows<Row>(rows: readonly Row[], column: Column<Row> | undefined, direction: "asc" | "desc"): readonly Row[] {
  const value = column?.value;
  if (!value) return rows;
  return rows.toSorted((a, b) => {
    const x = value(a);
    const y = value(b);
    const missing = (cell: CsvCell) => cell === null || cell === undefined || cell === "";
    if (missing(x) || missing(y)) return compareCells(x, y);
    return direction === "desc" ? -compareCells(x, y) : compareCells(x, y);
  });
}

/** What the head of a column asks for when it is pressed. */
export function nextSort<Row>(column: Column<Row>, sort: Sort | undefined): Sort {
  const field = column.sort ?? column.id;
  const first = column.sortFirst ?? "asc";
  if (sort?.field !== field) return { field, direction: first };
  return { field, direction: sort.direction === "asc" ? "desc" : "asc" };
}

/** The keys between two rows, both included: what Shift and a click select. */
export function rangeOf(keys: readonly string[], from: string | undefined, to: string): string[] {
  const a = from === undefined ? -1 : keys.indexOf(from);
  const b = keys.indexOf(to);
  if (b < 0) return [];
  if (a < 0) return [to];
  return keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Whether a borrowed column may show anything. */
export function bandReady(owner: Owner | undefined, owned: Partial<Record<Owner, Owned>> | undefined): boolean {
  const state = owner && owned?.[owner]?.state;
  return state === undefined || state === "ready";
}
