import { useCallback, useMemo, useRef, useState } from "react";
import { rangeOf } from "./table-model.ts";

export interface Selection<Row> {
  selected: ReadonlySet<string>;
  selectedRows: Row[];
  toggle: (key: string, range: boolean) => void;
  selectAll: () => void;
  clear: () => void;
}

/** Which rows are chosen; with Shift all between the last one and this. */
export function useSelection<Row>(ordered: readonly Row[], keys: readonly string[]): Selection<Row> {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef<string>(undefined);
  const selectedRows = useMemo(() => (selected.size === 0 ? [] : ordered.filter((_, at) => selected.has(keys[at] ?? ""))), [ordered, keys, selected]);
  const toggle = useCallback(
    (key: string, range: boolean) => {
      const from = anchor.current;
      anchor.current = key;
      setSelected((before) => {
        const after = new Set(before);
        const on = !before.has(key);
        for (const one of range ? rangeOf(keys, from, key) : [key]) {
          if (range || on) after.add(one);
          else after.delete(one);
        }
        return after;
      });
    },
    [keys],
  );
  const selectAll = useCallback(() => setSelected(new Set(keys)), [keys]);
  const clear = useCallback(() => setSelected(new Set()), []);
  return { selected, selectedRows, toggle, selectAll, clear };
}
