import { useMemo, useState } from "react";
import type { Sort } from "../filter/list-state.ts";
import type { Column } from "./columns.tsx";
import { orderRows } from "./table-model.ts";
import type { DataTableProps, TableSection } from "./table-props.ts";

/** A line of the table's body. */
export type Item<Row> = { kind: "section"; section: TableSection } | { kind: "row"; row: Row; key: string; at: number };

export interface Order<Row> {
  /** The rows as they stand. */
  ordered: readonly Row[];
  keys: readonly string[];
  items: readonly Item<Row>[];
  sort: Sort | undefined;
  sortable: (column: Column<Row>) => boolean;
  setSort: (sort: Sort) => void;
}

/** In which order rows stand: as they came when their owner orders them, otherwise by a column's plain values. */
export function useOrder<Row>({ rows, rowKey, columns, list, sort: given, onSort, sectionOf }: DataTableProps<Row>): Order<Row> {
  const [localSort, setLocalSort] = useState<Sort>();
  const elsewhere = list !== undefined || onSort !== undefined;
  const ordered = useMemo(() => {
    if (!rows) return [];
    if (elsewhere || !localSort) return rows;
    return orderRows(rows, columns.find((column) => (column.sort ?? column.id) === localSort.field), localSort.direction);
  }, [rows, columns, elsewhere, localSort]);
  const keys = useMemo(() => ordered.map(rowKey), [ordered, rowKey]);
  const items = useMemo<Item<Row>[]>(() => {
    const made: Item<Row>[] = [];
    let section: string | undefined;
    ordered.forEach((row, at) => {
      const now = sectionOf?.(row);
      if (now && now.key !== section) {
        made.push({ kind: "section", section: now });
        section = now.key;
      }
      made.push({ kind: "row", row, key: keys[at] ?? "", at });
    });
    return made;
  }, [ordered, keys, sectionOf]);
  return {
    ordered,
    keys,
    items,
    sort: list ? list.sort : onSort ? given : localSort,
    sortable: (column) => (elsewhere ? column.sort !== undefined : column.value !== undefined && !sectionOf),
    setSort: (next) => (list ? list.setSort(next) : onSort ? onSort(next) : setLocalSort(next)),
  };
}
