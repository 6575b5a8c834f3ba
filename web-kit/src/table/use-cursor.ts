import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { Density } from "../shell/preferences.ts";
import type { Column } from "./columns.tsx";
import type { Order } from "./use-order.ts";
import type { DataTableProps } from "./table-props.ts";

const VIRTUAL_ABOVE = 100;
const ROW_PX: Record<Density, number> = { compact: 28, regular: 32, relaxed: 40 };

export interface Cursor<Row> {
  key: string | undefined;
  /** Its position among the rows, or -1. */
  at: number;
  row: Row | undefined;
  set: (key: string | undefined) => void;
  /** Goes to a row by keyboard: it is scrolled to, focused, and further pages are fetched near the end. */
  move: (to: number) => void;
  /** Focuses the row of this key as soon as it is drawn. */
  moveTo: (key: string) => void;
  column: string | undefined;
  setColumn: (id: string | undefined) => void;
  moveColumn: (step: number) => void;
  virtualizer: ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>;
  isVirtual: boolean;
}

/** The row and the column under the cursor. Above 100 rows only those in sight exist, so going to one may have to draw it first. */
export function useCursor<Row>(props: DataTableProps<Row>, { ordered, keys, items }: Order<Row>, shown: readonly Column<Row>[], scroller: RefObject<HTMLDivElement | null>, density: Density): Cursor<Row> {
  const [ownCursor, setOwnCursor] = useState<string>();
  const key = props.cursor ?? ownCursor;
  const [column, setColumn] = useState<string>();
  const byKeyboard = useRef(false);
  const latest = useRef({ keys, ordered, onCursor: props.onCursor });
  latest.current = { keys, ordered, onCursor: props.onCursor };
  const set = useCallback((next: string | undefined) => {
    setOwnCursor(next);
    const at = next === undefined ? -1 : latest.current.keys.indexOf(next);
    latest.current.onCursor?.(next, latest.current.ordered[at]);
  }, []);
  const at = key === undefined ? -1 : keys.indexOf(key);

  const isVirtual = items.length > VIRTUAL_ABOVE;
  const cursorItem = useMemo(() => items.findIndex((item) => item.kind === "row" && item.key === key), [items, key]);
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: items.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX[density],
    overscan: 12,
    scrollPaddingStart: 56,
    scrollPaddingEnd: props.totals ? 80 : 44,
  });
  useEffect(() => {
    if (isVirtual) virtualizer.measure();
  }, [isVirtual, virtualizer, density]);

  useEffect(() => {
    if (!byKeyboard.current || key === undefined) return;
    byKeyboard.current = false;
    if (isVirtual && cursorItem >= 0) virtualizer.scrollToIndex(cursorItem, { align: "auto" });
    const focus = () => {
      const row = scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`);
      row?.focus({ preventScroll: true });
      if (!isVirtual) row?.scrollIntoView?.({ block: "nearest" });
    };
    if (isVirtual) requestAnimationFrame(focus);
    else focus();
  }, [key, cursorItem, isVirtual, virtualizer, scroller]);

  const move = (to: number) => {
    if (keys.length === 0) return;
    const next = Math.max(0, Math.min(keys.length - 1, to));
    byKeyboard.current = true;
    set(keys[next]);
    if (next >= keys.length - 5 && props.pages?.hasMore) props.pages.more();
  };
  const moveTo = (to: string) => {
    byKeyboard.current = true;
    set(to);
    scroller.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(to)}"]`)?.focus({ preventScroll: true });
  };
  const moveColumn = (step: number) => {
    if (shown.length === 0) return;
    if (at < 0) move(0);
    const now = shown.findIndex((one) => one.id === column);
    const next = now < 0 ? (step > 0 ? 0 : shown.length - 1) : Math.max(0, Math.min(shown.length - 1, now + step));
    setColumn(shown[next]?.id);
    const head = scroller.current?.querySelector(`th[data-column="${CSS.escape(shown[next]?.id ?? "")}"]`);
    head?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };
  return { key, at, row: ordered[at], set, move, moveTo, column, setColumn, moveColumn, virtualizer, isVirtual };
}
