import { Menu, Popover, SegmentedControl } from "@mantine/core";
import { ArrowDown, ArrowDownUp, ArrowUp, Bookmark, Download, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useRouterState } from "@tanstack/react-router";
import type { Owner } from "../owner/owner.ts";
import { useSide } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { ListState } from "../filter/list-state.ts";
import { Mark } from "../parts/marks.tsx";
import { useSavedViews } from "../shell/visits.ts";
import { usePreference, type Density } from "../shell/preferences.ts";
import type { Column } from "./columns.tsx";
import { downloadTable } from "./export.ts";
import { bandReady, nextSort, visibleColumns } from "./table-model.ts";

export interface TableToolsProps<Row> {
  columns: readonly Column<Row>[];
  list: ListState;
  /** For the export of what is shown; nothing borrowed that is silent or denied is written. */
  rows: readonly Row[] | undefined;
  owned?: Partial<Record<Owner, Owned>>;
  /** The export's file name, without `.csv`. */
  file: string;
  /** The table's `id`, where it remembers its row height. */
  id?: string;
}

/** At the right of a bar: how the list is sorted; and Display: columns, row height, keeping the view, export. */
export function TableTools<Row>({ columns, list, rows, owned, file, id }: TableToolsProps<Row>) {
  const side = useSide();
  const sortable = columns.filter((column) => column.sort !== undefined);
  const sorted = sortable.find((column) => column.sort === list.sort?.field);
  const [own, setOwn] = usePreference<Density | "">(id ? `rows.${id}` : "rows", "");
  const [views, setViews] = useSavedViews(side);
  const address = useRouterState({ select: (state) => state.location.href });
  const [name, setName] = useState("");
  const chosen = new Set(visibleColumns(columns, list.columns, undefined).map((column) => column.id));
  const choose = (column: Column<Row>, on: boolean) => {
    const next = columns.filter((one) => !one.pin && (one.id === column.id ? on : chosen.has(one.id))).map((one) => one.id);
    const usual = columns.filter((one) => !one.pin && !one.hidden).map((one) => one.id);
    list.setColumns(next.length === usual.length && next.every((one, at) => one === usual[at]) ? undefined : next);
  };
  const keep = () => {
    const label = name.trim();
    if (label === "") return;
    setViews([...views.filter((view) => view.label !== label), { label, to: address }]);
    setName("");
  };
  return (
    <>
      {sortable.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <button type="button" className="seg" aria-label={`Sort: ${sorted?.head ?? "as it comes"}`}>
              <ArrowDownUp size={13} aria-hidden />
              <span className="only-l">{sorted?.head ?? "Sort"}</span>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>Sort by</Menu.Label>
            {sortable.map((column) => (
              <Menu.Item
                key={column.id}
                leftSection={column.owner && column.owner !== side ? <Mark of={column.owner} quiet /> : <span style={{ width: 7 }} />}
                rightSection={column === sorted ? list.sort?.direction === "desc" ? <ArrowDown size={12} aria-label="descending" /> : <ArrowUp size={12} aria-label="ascending" /> : null}
                disabled={!bandReady(column.owner, owned)}
                onClick={() => list.setSort(nextSort(column, list.sort))}
              >
                {column.head}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Popover position="bottom-end" withinPortal trapFocus>
        <Popover.Target>
          <button type="button" className="seg" aria-label="Display">
            <SlidersHorizontal size={13} aria-hidden />
            <span className="only-l">Display</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <div className="displaybox">
            <section>
              <p className="head">Columns</p>
              <div className="optlist">
                {columns.map((column) => (
                  <label key={column.id}>
                    <input type="checkbox" className="ck" checked={column.pin === true || chosen.has(column.id)} disabled={column.pin} onChange={(event) => choose(column, event.currentTarget.checked)} />
                    {column.owner && column.owner !== side && <Mark of={column.owner} quiet />}
                    <span className="cut">{column.head || column.id}</span>
                  </label>
                ))}
              </div>
              {list.columns && (
                <button type="button" className="link s" onClick={() => list.setColumns(undefined)}>
                  The usual columns
                </button>
              )}
            </section>
            {id && (
              <section>
                <p className="head">Rows</p>
                <SegmentedControl
                  fullWidth
                  data={[
                    { value: "", label: "As set" },
                    { value: "compact", label: "28" },
                    { value: "regular", label: "32" },
                    { value: "relaxed", label: "40" },
                  ]}
                  value={own}
                  onChange={(value) => setOwn(value === "" ? undefined : (value as Density))}
                />
              </section>
            )}
            <section>
              <p className="head">Keep this view in the sidebar</p>
              <form
                className="row g6"
                onSubmit={(event) => {
                  event.preventDefault();
                  keep();
                }}
              >
                <input className="cellin l" aria-label="Name of the view" placeholder="Name it" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={40} />
                <button type="submit" className="seg" disabled={name.trim() === ""}>
                  <Bookmark size={13} aria-hidden />
                  Keep
                </button>
              </form>
            </section>
            <section>
              <button type="button" className="seg" style={{ marginInline: -8 }} disabled={!rows || rows.length === 0} onClick={() => rows && downloadTable(file, visibleColumns(columns, list.columns, undefined), rows, owned)}>
                <Download size={13} aria-hidden />
                Export {rows?.length ?? 0} loaded rows as CSV
              </button>
            </section>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
