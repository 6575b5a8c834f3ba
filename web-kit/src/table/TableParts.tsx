import type { ReactNode } from "react";
import { ownerName, type Owner } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { Column } from "./columns.tsx";
import { BandRow, Head, SelectAll } from "./Head.tsx";
import type { Pages } from "./pages.ts";
import { TotalCell } from "./Rows.tsx";
import { nextSort, startsBand, type Pin } from "./table-model.ts";
import type { DataTableProps } from "./table-props.ts";
import type { Order } from "./use-order.ts";
import type { Selection } from "./use-selection.ts";

/** What every part of a drawn table has to know of its columns. */
export interface Drawn<Row> {
  columns: readonly Column<Row>[];
  pins: ReadonlyMap<string, Pin>;
  side: Owner;
  selectable: boolean;
  readyBy: Record<Owner, boolean>;
  owned: Partial<Record<Owner, Owned>> | undefined;
}

export function TableHead<Row>({ drawn, order, selection }: { drawn: Drawn<Row>; order: Order<Row>; selection: Selection<Row> }) {
  const { columns, pins, side, selectable, readyBy, owned } = drawn;
  const anyOwner = columns.some((column) => column.owner && column.owner !== side);
  return (
    <thead>
      {anyOwner && <BandRow columns={columns} selectable={selectable} pins={pins} owned={owned} side={side} />}
      <tr>
        {selectable && (
          <th data-pin={pins.size === 0 ? "edge" : ""} style={{ insetInlineStart: 0 }} scope="col">
            <SelectAll keys={order.keys} selected={selection.selected} onAll={selection.selectAll} onNone={selection.clear} />
          </th>
        )}
        {columns.map((column, at) => (
          <Head
            key={column.id}
            column={column}
            first={startsBand(columns, at, side)}
            pin={pins.get(column.id)}
            sort={order.sortable(column) ? order.sort : undefined}
            onSort={order.sortable(column) ? () => order.setSort(nextSort(column, order.sort)) : undefined}
            why={column.owner && !readyBy[column.owner] ? `${ownerName(column.owner)} is not answering for this` : undefined}
          />
        ))}
      </tr>
    </thead>
  );
}

export function TableFoot<Row>({ drawn, totals }: { drawn: Drawn<Row>; totals: NonNullable<DataTableProps<Row>["totals"]> }) {
  const { columns, pins, side, selectable, readyBy } = drawn;
  return (
    <tfoot>
      <tr>
        {selectable && <td data-pin="" style={{ insetInlineStart: 0 }} />}
        {columns.map((column, at) => (
          <TotalCell key={column.id} column={column} first={startsBand(columns, at, side)} pin={pins.get(column.id)} totals={totals} columns={columns} side={side} ready={!column.owner || readyBy[column.owner]} />
        ))}
      </tr>
    </tfoot>
  );
}

/** Below the rows: the next page, or that it did not load. */
export function MoreRow<Row>({ pages, count }: { pages: Pages<Row>; count: number }) {
  if (!pages.hasMore && !pages.loadingMore) return null;
  return (
    <tr>
      <td colSpan={count} className="more">
        {pages.loadingMore ? (
          "Loading more\u2026"
        ) : (
          <button type="button" className="link s" onClick={pages.more}>
            {pages.failed ? "The next rows did not load. Try again" : `Load more${pages.totalCount === undefined ? "" : ` of ${pages.totalCount}`}`}
          </button>
        )}
      </td>
    </tr>
  );
}

export function TailRow({ children, count }: { children: ReactNode; count: number }) {
  return (
    <tr className="tail">
      <td colSpan={count}>{children}</td>
    </tr>
  );
}
