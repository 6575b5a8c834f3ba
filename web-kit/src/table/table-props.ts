import type { ReactNode } from "react";
import type { ListState, Sort } from "../filter/list-state.ts";
import type { Owned } from "../owner/owned.ts";
import type { Owner } from "../owner/owner.ts";
import type { QueryLike } from "../owner/use-owned.ts";
import type { Column } from "./columns.tsx";
import type { Pages } from "./pages.ts";

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
