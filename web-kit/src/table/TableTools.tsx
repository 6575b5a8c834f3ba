import type { ReactNode } from "react";
import type { Owner } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { ListState } from "../filter/list-state.ts";
import type { Column } from "./columns.tsx";

export interface TableToolsProps<Row> {
  columns: readonly Column<Row>[];
  list: ListState;
  /** For the export of what is shown; nothing borrowed that is silent or denied is written. */
  rows: readonly Row[] | undefined;
  owned?: Partial<Record<Owner, Owned>>;
  /** The export's file name, without `.csv`. */
  file: string;
  /** The table's id, where it remembers its row height. */
  id?: string;
}

/** At the right of a bar: how the list is sorted, and Display: columns, row height, export. */
export function TableTools<Row>(_props: TableToolsProps<Row>): ReactNode {
  return null;
}
