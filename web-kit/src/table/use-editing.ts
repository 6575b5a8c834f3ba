import { useState, type KeyboardEvent } from "react";
import { useStable } from "../parts/stable.ts";
import type { EditMove } from "./CellEditor.tsx";
import type { Column } from "./columns.tsx";
import type { Cursor } from "./use-cursor.ts";
import type { Order } from "./use-order.ts";

export interface Editing {
  key: string;
  column: string;
  /** What was typed to start it; undefined starts with the value. */
  typed?: string;
}

export interface CellEditing<Row> {
  editing: Editing | undefined;
  /** Whether this cell can be edited in its place. */
  editable: (column: Column<Row> | undefined, row: Row | undefined) => boolean;
  start: (key: string, column: string, typed?: string) => void;
  stop: (how: EditMove) => void;
  /** Edits the cell under the cursor, or the first of its row; a borrowed one is changed at its owner's. */
  edit: () => void;
  /** A letter on a cell under the cursor starts with that letter. */
  typeToEdit: (event: KeyboardEvent) => void;
}

/** Which cell is being edited, and where the cursor goes when it is left. */
export function useEditing<Row>({ ordered, keys }: Order<Row>, shown: readonly Column<Row>[], cursor: Cursor<Row>): CellEditing<Row> {
  const [editing, setEditing] = useState<Editing>();
  const editable = (column: Column<Row> | undefined, row: Row | undefined): boolean => (column?.edit && row !== undefined ? (column.edit.can?.(row) ?? true) : false);
  const here = shown.find((column) => column.id === cursor.column);
  const start = useStable((key: string, column: string, typed?: string) => {
    cursor.set(key);
    cursor.setColumn(column);
    setEditing({ key, column, typed });
  });
  const edit = () => {
    if (cursor.key === undefined || cursor.row === undefined) return;
    const column = editable(here, cursor.row) ? here : here ? undefined : shown.find((one) => editable(one, cursor.row));
    if (column) start(cursor.key, column.id);
    else if (here?.changeAt && here.owner) {
      const to = here.changeAt(cursor.row);
      if (to) window.location.assign(`/${here.owner}${to}`);
    }
  };
  /** The next cell that can be edited, along the row and then along the rows. */
  const nextCell = (at: Editing, step: 1 | -1): [key: string, column: string] | undefined => {
    const cells = shown.filter((column) => column.edit);
    let cell = cells.findIndex((column) => column.id === at.column) + step;
    for (let row = keys.indexOf(at.key); row >= 0 && row < keys.length; row += step) {
      for (; cell >= 0 && cell < cells.length; cell += step) {
        const key = keys[row];
        const column = cells[cell];
        if (key !== undefined && column && editable(column, ordered[row])) return [key, column.id];
      }
      cell = step > 0 ? 0 : cells.length - 1;
    }
    return undefined;
  };
  const stop = useStable((how: EditMove) => {
    const at = editing;
    setEditing(undefined);
    if (!at || how === "leave") return;
    const rowAt = keys.indexOf(at.key);
    if (how === "stay" || rowAt < 0) cursor.moveTo(at.key);
    else if (how === "down") cursor.move(rowAt + 1);
    else {
      const next = nextCell(at, how === "next" ? 1 : -1);
      if (next) start(...next);
    }
  });
  const typeToEdit = (event: KeyboardEvent) => {
    if (editing || event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLInputElement || !here?.edit || cursor.key === undefined || !editable(here, cursor.row)) return;
    if (here.edit.kind === "figure" && !/[\d.,+\-\u2212]/.test(event.key)) return;
    event.preventDefault();
    start(cursor.key, here.id, event.key);
  };
  return { editing, editable, start, stop, edit, typeToEdit };
}
