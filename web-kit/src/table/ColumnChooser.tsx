import { ArrowDown, ArrowUp } from "lucide-react";
import { useState, type KeyboardEvent } from "react";
import { useSide } from "../owner/owner.ts";
import type { ListState } from "../filter/list-state.ts";
import { Mark } from "../parts/marks.tsx";
import type { Column } from "./columns.tsx";
import { visibleColumns } from "./table-model.ts";

/** Moves one of a list's members by a step; what cannot move stays. */
export function moved(ids: readonly string[], id: string, step: number): string[] {
  const at = ids.indexOf(id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  const rest = ids.toSpliced(at, 1);
  return rest.toSpliced(to, 0, id);
}

/** Which columns are shown, and in which order: ticks, arrows, or Alt with the arrow keys. The address keeps it. */
export function ColumnChooser<Row>({ columns, list }: { columns: readonly Column<Row>[]; list: ListState }) {
  const side = useSide();
  const [said, setSaid] = useState("");
  const usual = columns.filter((column) => !column.pin && !column.hidden).map((column) => column.id);
  const chosen = visibleColumns(columns, list.columns, undefined).filter((column) => !column.pin);
  const ids = chosen.map((column) => column.id);
  const listed = [...columns.filter((column) => column.pin), ...chosen, ...columns.filter((column) => !column.pin && !chosen.includes(column))];
  const set = (next: readonly string[]) => list.setColumns(next.length === usual.length && next.every((one, at) => one === usual[at]) ? undefined : next);
  const move = (column: Column<Row>, step: number) => {
    const next = moved(ids, column.id, step);
    set(next);
    setSaid(`${column.head || column.id}: column ${next.indexOf(column.id) + 1} of ${next.length}`);
  };
  const keys = (column: Column<Row>) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(column, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <section>
      <p className="head">Columns</p>
      <div className="optlist">
        {listed.map((column) => {
          const on = column.pin === true || chosen.includes(column);
          const name = column.head || column.id;
          return (
            <div key={column.id} className="choice">
              <label>
                <input
                  type="checkbox"
                  className="ck"
                  checked={on}
                  disabled={column.pin}
                  aria-keyshortcuts={on && !column.pin ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
                  onKeyDown={on && !column.pin ? keys(column) : undefined}
                  onChange={(event) => set(event.currentTarget.checked ? [...ids, column.id] : ids.filter((id) => id !== column.id))}
                />
                {column.owner && column.owner !== side && <Mark of={column.owner} quiet />}
                <span className="cut">{name}</span>
              </label>
              {on && !column.pin && (
                <span className="steps">
                  <button type="button" tabIndex={-1} aria-label={`${name} further left`} onClick={() => move(column, -1)}>
                    <ArrowUp size={11} aria-hidden />
                  </button>
                  <button type="button" tabIndex={-1} aria-label={`${name} further right`} onClick={() => move(column, 1)}>
                    <ArrowDown size={11} aria-hidden />
                  </button>
                </span>
              )}
            </div>
          );
        })}
      </div>
      <span className="sr" role="status">
        {said}
      </span>
      {list.columns && (
        <button type="button" className="link s" onClick={() => list.setColumns(undefined)}>
          The usual columns
        </button>
      )}
    </section>
  );
}
