import { Menu, Popover, SegmentedControl } from "@mantine/core";
import { ArrowDown, ArrowDownUp, ArrowUp, Download, Layers, SlidersHorizontal } from "lucide-react";
import type { Owner } from "../owner/owner.ts";
import { ownerName, owners, useSide } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { ListState } from "../filter/list-state.ts";
import { Mark } from "../parts/marks.tsx";
import { usePreference, type Density } from "../shell/preferences.ts";
import { ViewMenu } from "../views/ViewMenu.tsx";
import { ColumnChooser } from "./ColumnChooser.tsx";
import type { Column } from "./columns.tsx";
import type { Pages } from "./pages.ts";
import { bandReady, nextSort, visibleColumns } from "./table-model.ts";
import { useExport } from "./use-export.ts";

/** A list that comes in pages, of which the export fetches those still missing; or rows that are all there are. */
type ExportedRows<Row> = { pages: Pages<Row>; rows?: undefined } | { rows: readonly Row[] | undefined; pages?: undefined };

export type TableToolsProps<Row> = ExportedRows<Row> & {
  columns: readonly Column<Row>[];
  /** With it: sorting, saved views, the choice of columns. */
  list?: ListState;
  /** Nothing borrowed that is silent or denied is written. */
  owned?: Partial<Record<Owner, Owned>>;
  /** The export's file name, without `.csv`. */
  file: string;
  /** Why nothing can be exported now: rows that are not what was asked for do not go into a file. */
  noExport?: string;
  /** The table's `id`, where it remembers its row height. */
  id?: string;
};

/** At the right of a bar: how the list is sorted, its saved views, and Display: columns and their order, row height, export. */
export function TableTools<Row>({ columns, list, rows: all, pages, owned, file, noExport, id }: TableToolsProps<Row>) {
  const rows = pages ? pages.rows : all;
  const [own, setOwn] = usePreference<Density | "">(id ? `rows.${id}` : "rows", "");
  // Groups have columns of their own; those of the address are the list’s.
  const grouped = list?.group !== undefined;
  const shown = visibleColumns(columns, grouped ? undefined : list?.columns, undefined);
  const exporting = useExport({ columns: shown, rows, pages, owned, file });
  const left = owners.filter((owner) => !bandReady(owner, owned) && shown.some((column) => column.owner === owner));
  const { running } = exporting;
  return (
    <>
      {running && (
        <span className="s t3 tab row g6" role="status">
          Exporting {running.rows}
          {running.of === undefined ? "" : ` of ${running.of}`}
          <button type="button" className="link s" onClick={exporting.stop}>
            Stop
          </button>
        </span>
      )}
      {!running && exporting.refused && (
        <span className="s warn cut" role="alert" title={exporting.refused}>
          {exporting.refused}
        </span>
      )}
      {list && !grouped && <SortMenu columns={columns} list={list} owned={owned} />}
      {list?.spec.groups && <GroupMenu list={list} owned={owned} />}
      {list && <ViewMenu />}
      <Popover position="bottom-end" withinPortal trapFocus>
        <Popover.Target>
          <button type="button" className="seg" aria-label="Display">
            <SlidersHorizontal size={13} aria-hidden />
            <span className="only-l">Display</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={0}>
          <div className="displaybox">
            {list && !grouped && <ColumnChooser columns={columns} list={list} />}
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
              <button type="button" className="seg" style={{ marginInline: -8 }} disabled={!rows || rows.length === 0 || running !== undefined || noExport !== undefined} onClick={exporting.start}>
                <Download size={13} aria-hidden />
                Export {pages?.hasMore ? `all ${pages.totalCount ?? ""} rows` : `${rows?.length ?? 0} rows`} as CSV
              </button>
              {noExport && <p className="s t3">{noExport}</p>}
              {!noExport && left.length > 0 && <p className="s t3">Without what {left.map(ownerName).join(" and ")} owns: it is not shown, so it is not written.</p>}
            </section>
          </div>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}

function SortMenu<Row>({ columns, list, owned }: { columns: readonly Column<Row>[]; list: ListState; owned: Partial<Record<Owner, Owned>> | undefined }) {
  const side = useSide();
  const sortable = columns.filter((column) => column.sort !== undefined);
  const sorted = sortable.find((column) => column.sort === list.sort?.field);
  if (sortable.length === 0) return null;
  return (
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
  );
}

function GroupMenu({ list, owned }: { list: ListState; owned: Partial<Record<Owner, Owned>> | undefined }) {
  const side = useSide();
  const groups = list.spec.groups ?? [];
  const chosen = groups.find((group) => group.id === list.group);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <button type="button" className="seg" aria-pressed={chosen !== undefined} aria-label={chosen ? `Grouped by ${chosen.label.toLowerCase()}` : "Group"}>
          <Layers size={13} aria-hidden />
          <span className="only-l">{chosen ? `By ${chosen.label.toLowerCase()}` : "Group"}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => list.setGroup(undefined)}>Not grouped</Menu.Item>
        <Menu.Label>Group by</Menu.Label>
        {groups.map((group) => (
          <Menu.Item key={group.id} leftSection={group.owner === side ? <span style={{ width: 7 }} /> : <Mark of={group.owner} quiet />} disabled={!bandReady(group.owner, owned)} onClick={() => list.setGroup(group.id)}>
            {group.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
