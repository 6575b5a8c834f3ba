import { useKeys } from "../keys/keys.tsx";
import type { KeyMap } from "../keys/strokes.ts";
import type { Column } from "./columns.tsx";
import type { Cursor } from "./use-cursor.ts";
import type { CellEditing } from "./use-editing.ts";
import type { Selection } from "./use-selection.ts";
import type { DataTableProps } from "./table-props.ts";

export interface TableKeysProps<Row> {
  props: DataTableProps<Row>;
  shown: readonly Column<Row>[];
  count: number;
  cursor: Cursor<Row>;
  cells: CellEditing<Row>;
  selection: Selection<Row>;
  /** Of several tables on a page one hears the keys. */
  active: boolean;
}

/** Everything the keyboard does in a table. */
export function useTableKeys<Row>({ props, shown, count, cursor, cells, selection, active }: TableKeysProps<Row>): void {
  const { label, bulk, onOpen, onPeek, rowKeys } = props;
  const selectable = bulk !== undefined;
  const edits = shown.some((column) => column.edit);
  const here = shown.find((column) => column.id === cursor.column);
  const next = { label: "Next row", run: () => cursor.move(cursor.at + 1) };
  const above = { label: "Row above", run: () => cursor.move(Math.max(0, cursor.at - 1)) };
  const right = { label: "Next column", run: () => cursor.moveColumn(1) };
  const left = { label: "Column before", run: () => cursor.moveColumn(-1) };
  const map: KeyMap = {
    j: next,
    down: next,
    k: above,
    up: above,
    l: right,
    right,
    h: left,
    left,
    home: { label: "First row", run: () => cursor.move(0), hidden: true },
    end: { label: "Last row", run: () => cursor.move(count - 1), hidden: true },
    x: selectable && { label: "Select", run: () => cursor.key !== undefined && selection.toggle(cursor.key, false) },
    "shift+x": selectable && { label: "Select up to here", run: () => cursor.key !== undefined && selection.toggle(cursor.key, true) },
    enter: (onOpen || edits) && {
      label: edits ? "Edit or open" : "Open",
      run: () => {
        if (cursor.row === undefined) return;
        if (here && cells.editable(here, cursor.row)) cells.edit();
        else onOpen?.(cursor.row);
      },
    },
    e: shown.some((column) => column.edit || column.changeAt) && { label: "Edit", run: cells.edit },
    space: onPeek && { label: "Peek", run: () => cursor.row !== undefined && onPeek(cursor.row) },
    escape: (cursor.column !== undefined || selection.selected.size > 0) && {
      label: "Back",
      run: () => {
        if (selection.selected.size > 0) selection.clear();
        else cursor.setColumn(undefined);
      },
      hidden: true,
    },
  };
  for (const [key, act] of Object.entries(rowKeys ?? {})) {
    map[key] = { label: act.label, run: () => cursor.row !== undefined && act.run(cursor.row) };
  }
  useKeys(map, { group: label, enabled: active && cells.editing === undefined });
}
