import { memo, type MouseEvent, type ReactNode } from "react";
import { ArrowUpRight } from "lucide-react";
import type { Owned } from "../owner/owned.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Go } from "../parts/link.tsx";
import { Money } from "../parts/figures.tsx";
import { CellEditor, type EditMove } from "./CellEditor.tsx";
import type { Column } from "./columns.tsx";
import { pinName, pinStyle } from "./Head.tsx";
import { isMoney, startsBand, type Pin } from "./table-model.ts";
import type { TableSection } from "./table-props.ts";

export function Spacer({ height, count }: { height: number; count: number }) {
  return (
    <tr className="spacer" aria-hidden>
      <td colSpan={count} style={{ height }} />
    </tr>
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
