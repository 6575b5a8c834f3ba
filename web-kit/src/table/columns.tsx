import type { ReactNode } from "react";
import type { CsvCell } from "../format/csv.ts";
import type { MoneyValue } from "../format/money.ts";
import type { Owner } from "../owner/owner.ts";
import type { ActResult } from "../client/act.ts";
import { DateText, Money, Moment, Percent, Quantity, Strip, type DateTextProps, type MoneyProps, type StripProps } from "../parts/figures.tsx";
import { DocumentNumber, Go } from "../parts/link.tsx";
import { Tag, Tile, Who, type Tone } from "../parts/marks.tsx";

export interface CellEdit<Row> {
  kind: "text" | "figure" | "date";
  value: (row: Row) => string;
  /** Refusals keep the cell open and stand under it. */
  save: (row: Row, value: string) => Promise<ActResult<unknown> | void> | void;
  can?: (row: Row) => boolean;
}

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** In pixels; what it needs at least when it grows. */
  width?: number;
  /** Takes what is left over. Give it to names and sentences. */
  grow?: boolean;
  /** Right-aligned, tabular, never cut. */
  numeric?: boolean;
  /** How many characters stand beside the figure: a currency, a slip. */
  beside?: number;
  /** Whose facts these are, when not this side's. */
  owner?: Owner;
  /** The sort key its head sends. */
  sort?: string;
  /** Sort first this way round; figures and dates usually descend. */
  sortFirst?: "asc" | "desc";
  /** The plain value: for the export, and for ordering rows that are all loaded. */
  value?: (row: Row) => CsvCell;
  /** Its cell in the totals row; an amount as it came, or anything. */
  total?: ReactNode | MoneyValue | null;
  /** Stays at the left. */
  pin?: boolean;
  /** Columns leave by rank when it gets narrow: 3 first, then 2; 1 never. */
  rank?: 1 | 2 | 3;
  /** Not shown until chosen. */
  hidden?: boolean;
  edit?: CellEdit<Row>;
  /** For a borrowed field: the page at its owner's where it is changed. */
  changeAt?: (row: Row) => string | undefined;
}

type Base<Row> = Omit<Column<Row>, "cell" | "value" | "numeric">;
type Text = string | null | undefined;

const figure = (text: string | null | undefined): CsvCell => (text === null || text === undefined ? null : { figure: text });

/** The usual columns. Each knows its alignment, its width, its export and its rank. */
export const column = {
  /** Anything. */
  any<Row>(spec: Column<Row>): Column<Row> {
    return spec;
  },
  text<Row>(spec: Base<Row> & { of: (row: Row) => Text; quiet?: boolean }): Column<Row> {
    const { of, quiet, ...rest } = spec;
    return { width: 140, rank: 2, ...rest, value: of, cell: (row) => <span className={quiet ? "t2" : undefined}>{of(row)}</span> };
  },
  /** What the row is called; pinned, and the link that opens it. */
  name<Row>(spec: Base<Row> & { of: (row: Row) => string; to?: (row: Row) => string; tile?: boolean }): Column<Row> {
    const { of, to, tile, ...rest } = spec;
    return {
      width: 214, pin: true, grow: true, rank: 1, ...rest,
      value: of,
      cell: (row) => (
        <span className="row">
          {tile && <Tile name={of(row)} />}
          {to ? <Go to={to(row)} className="cut m">{of(row)}</Go> : <span className="cut m">{of(row)}</span>}
        </span>
      ),
    };
  },
  /** A document's number; pinned when it names the row. */
  document<Row>(spec: Base<Row> & { of: (row: Row) => Text; to?: (row: Row) => string | undefined; none?: string }): Column<Row> {
    const { of, to, none, ...rest } = spec;
    return { width: 96, rank: 1, ...rest, value: of, cell: (row) => <DocumentNumber number={of(row)} to={to?.(row)} of={rest.owner} none={none} /> };
  },
  person<Row>(spec: Base<Row> & { of: (row: Row) => Text }): Column<Row> {
    const { of, ...rest } = spec;
    return { width: 128, rank: 2, ...rest, value: of, cell: (row) => (of(row) ? <Who name={of(row)} withName /> : null) };
  },
  money<Row>(spec: Base<Row> & { of: (row: Row) => MoneyValue | null | undefined; tone?: (row: Row) => MoneyProps["tone"]; whole?: boolean; withCurrency?: boolean }): Column<Row> {
    const { of, tone, whole, withCurrency, ...rest } = spec;
    return {
      width: withCurrency ? 124 : 104, rank: 1, sortFirst: "desc", beside: withCurrency ? 4 : 0, ...rest, numeric: true,
      value: (row) => figure(of(row)?.amount),
      cell: (row) => <Money value={of(row)} tone={tone?.(row)} whole={whole} withCurrency={withCurrency} />,
    };
  },
  number<Row>(spec: Base<Row> & { of: (row: Row) => string | number | null | undefined; unit?: string; tone?: (row: Row) => "warn" | "bad" | "ok" | "quiet" | undefined }): Column<Row> {
    const { of, unit, tone, ...rest } = spec;
    return {
      width: 72, rank: 2, sortFirst: "desc", ...rest, numeric: true,
      value: (row) => {
        const value = of(row);
        return value === null || value === undefined ? null : { figure: String(value) };
      },
      cell: (row) => <Quantity value={of(row)} unit={unit} tone={tone?.(row)} />,
    };
  },
  percent<Row>(spec: Base<Row> & { of: (row: Row) => string | number | null | undefined; most?: number; tone?: (row: Row) => "warn" | "bad" | "ok" | "quiet" | undefined }): Column<Row> {
    const { of, most, tone, ...rest } = spec;
    return {
      width: 72, rank: 2, sortFirst: "desc", ...rest, numeric: true,
      value: (row) => {
        const value = of(row);
        return value === null || value === undefined ? null : { figure: String(value) };
      },
      cell: (row) => <Percent value={of(row)} most={most} tone={tone?.(row)} />,
    };
  },
  date<Row>(spec: Base<Row> & { of: (row: Row) => Text; due?: boolean; settled?: (row: Row) => boolean; was?: (row: Row) => Text; tone?: (row: Row) => DateTextProps["tone"] }): Column<Row> {
    const { of, due, settled, was, tone, ...rest } = spec;
    return {
      width: was ? 104 : 84, rank: 2, sortFirst: due ? "asc" : "desc", beside: was ? 5 : 0, ...rest, numeric: true,
      value: (row) => of(row)?.slice(0, 10),
      cell: (row) => <DateText value={of(row)} due={due} settled={settled?.(row)} was={was?.(row)} tone={tone?.(row)} />,
    };
  },
  moment<Row>(spec: Base<Row> & { of: (row: Row) => Text }): Column<Row> {
    const { of, ...rest } = spec;
    return { width: 124, rank: 2, sortFirst: "desc", ...rest, numeric: true, value: of, cell: (row) => <Moment value={of(row)} /> };
  },
  /** A state. Normal states are plain words; give a tone only to exceptions, and the tag appears. */
  tag<Row>(spec: Base<Row> & { of: (row: Row) => Text; tone?: (row: Row) => Tone | undefined }): Column<Row> {
    const { of, tone, ...rest } = spec;
    return {
      width: 96, rank: 2, ...rest,
      value: of,
      cell: (row) => {
        const text = of(row);
        const chosen = tone?.(row);
        if (!text) return null;
        return chosen && chosen !== "plain" ? <Tag tone={chosen}>{text}</Tag> : <span className="t2">{text}</span>;
      },
    };
  },
  strip<Row>(spec: Base<Row> & { of: (row: Row) => StripProps | null | undefined; label?: (row: Row) => string }): Column<Row> {
    const { of, label, ...rest } = spec;
    return {
      width: 204, rank: 2, ...rest,
      value: (row) => {
        const words = label?.(row) ?? of(row)?.label;
        return typeof words === "string" ? words : null;
      },
      cell: (row) => {
        const strip = of(row);
        return strip ? <Strip {...strip} /> : null;
      },
    };
  },
};
