import { useEffect, useId, useMemo, useRef } from "react";
import { failureOf } from "../client/failure.ts";
import { failureSentence } from "../client/act.ts";
import { formatTime } from "../format/dates.ts";
import { useSide } from "../owner/owner.ts";
import { useAnswer } from "../owner/use-owned.ts";
import { Notice } from "../parts/say.tsx";
import { useSlow } from "../parts/skeleton.tsx";
import { useStable } from "../parts/stable.ts";
import { factsReadBy, tellFacts } from "../provenance/facts.ts";
import { usePreference, type Density } from "../shell/preferences.ts";
import { useActiveTable } from "./active-table.ts";
import { BulkBar } from "./BulkBar.tsx";
import { NoRows, Nothing } from "./NoRows.tsx";
import { SectionCells, SkeletonRow, Spacer, TableRow } from "./Rows.tsx";
import { MoreRow, TableFoot, TableHead, TailRow, type Drawn } from "./TableParts.tsx";
import { bandReady, fitFigures, pinOffsets, SELECT_WIDTH, visibleColumns, widthOf } from "./table-model.ts";
import type { DataTableProps } from "./table-props.ts";
import { useCursor } from "./use-cursor.ts";
import { useEditing } from "./use-editing.ts";
import { useOrder } from "./use-order.ts";
import { useRoom } from "./use-room.ts";
import { useSelection } from "./use-selection.ts";
import { useTableKeys } from "./use-table-keys.ts";

const SKELETON_ROWS = 12;
const HEAD_READS = 10;

/**
 * A real table over one or two owners' facts: bands say whose and how fresh, the head sorts, the keyboard chooses, the foot totals.
 * Above 100 rows only those in sight exist.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns: all, result, pages, list, owned, bulk, totals, onOpen, empty, tail, id: name, fontSize } = props;
  const side = useSide();
  const id = useId();
  const [sideDensity] = usePreference<Density>(`density.${side}`, side === "erp" ? "compact" : "regular");
  const [ownDensity] = usePreference<Density | "">(name ? `rows.${name}` : "rows", "");
  const density = (name && ownDensity) || sideDensity;
  const selectable = bulk !== undefined;

  const box = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoom(box);
  const columns = useMemo(
    () => visibleColumns(fitFigures(all, rows ?? []), list?.columns, room === undefined ? undefined : room - (selectable ? SELECT_WIDTH : 0)),
    [all, rows, list?.columns, room, selectable],
  );
  const order = useOrder(props);
  const selection = useSelection(order.ordered, order.keys);
  const cursor = useCursor(props, order, columns, scroller, density);
  const cells = useEditing(order, columns, cursor);
  const [active, activate] = useActiveTable(id);
  useTableKeys({ props, shown: columns, count: order.keys.length, cursor, cells, selection, active });
  const open = useStable((row: Row) => onOpen?.(row));

  const cellFacts = useStable((cell: Element) => {
    const { column: id } = (cell as HTMLElement).dataset;
    const column = columns.find((one) => one.id === id);
    const at = order.keys.indexOf(cell.closest("tr")?.dataset.key ?? "");
    // A head tells of its column: what the first row that has it reads.
    const asked = at >= 0 ? order.ordered.slice(at, at + 1) : order.ordered.slice(0, HEAD_READS);
    const told = column ? asked.map((row) => factsReadBy(column.value ?? column.cell, row)) : [];
    return told.find((facts) => facts.length > 0) ?? [];
  });
  useEffect(() => (box.current ? tellFacts(box.current, cellFacts) : undefined), [cellFacts]);

  const onScroll = () => {
    const element = scroller.current;
    element?.toggleAttribute("data-scrolled", element.scrollLeft > 0);
    if (!element || !pages?.hasMore || pages.loadingMore || pages.failed) return;
    if (element.scrollHeight - element.scrollTop - element.clientHeight < 480) pages.more();
  };

  const answer = useAnswer(result);
  const waiting = rows === undefined && (result ? result.loading : true);
  const slow = useSlow(waiting);
  const failure = result?.error ? failureOf(result.error) : undefined;

  const pins = useMemo(() => pinOffsets(columns, selectable), [columns, selectable]);
  const readyBy = useMemo(() => ({ crm: bandReady("crm", owned), erp: bandReady("erp", owned) }), [owned]);
  const drawn: Drawn<Row> = { columns, pins, side, selectable, readyBy, owned };
  const count = columns.length + (selectable ? 1 : 0);
  const least = columns.reduce((sum, column) => sum + widthOf(column), selectable ? SELECT_WIDTH : 0);
  const inSight = cursor.isVirtual ? cursor.virtualizer.getVirtualItems() : undefined;
  const before = inSight?.[0]?.start ?? 0;
  const after = inSight ? cursor.virtualizer.getTotalSize() - (inSight.at(-1)?.end ?? 0) : 0;
  const body = (inSight ? inSight.map((one) => order.items[one.index]) : order.items).filter((item) => item !== undefined);

  return (
    <div
      className={`tablebox${(props.ruled ?? side === "erp") ? " ruled" : ""}`}
      ref={box}
      data-density={name && ownDensity ? ownDensity : undefined}
      role="presentation"
      onPointerDownCapture={activate}
      onFocusCapture={activate}
      onKeyDown={cells.typeToEdit}
    >
      {rows !== undefined && failure && (failure.code === "UNREACHABLE" || failure.code.startsWith("HTTP_")) && (
        <div style={{ padding: "8px 16px" }}>
          <Notice tone="warn" acts={result && <button type="button" className="link s" onClick={() => void result.refetch()}>Retry</button>}>
            {answer ? `These rows were read at ${formatTime(answer.receivedAt)}. ` : ""}
            {failureSentence(failure)}
          </Notice>
        </div>
      )}
      <div className="scroll" ref={scroller} onScroll={onScroll} tabIndex={-1} data-quiet-focus>
        <table className={`tbl${fontSize === 12 ? " f12" : ""}`} style={{ minWidth: least }} aria-label={label} aria-rowcount={cursor.isVirtual ? (pages?.totalCount ?? order.items.length) + 1 : undefined} aria-busy={waiting || undefined}>
          <colgroup>
            {selectable && <col style={{ width: SELECT_WIDTH }} />}
            {columns.map((column) => (
              <col key={column.id} style={{ width: column.grow ? undefined : widthOf(column) }} />
            ))}
          </colgroup>
          <TableHead drawn={drawn} order={order} selection={selection} />
          <tbody>
            {before > 0 && <Spacer height={before} count={count} />}
            {body.map((item) =>
              item.kind === "section" ? (
                <tr key={`section ${item.section.key}`} className="section">
                  <SectionCells section={item.section} columns={columns} selectable={selectable} />
                </tr>
              ) : (
                <TableRow
                  key={item.key}
                  row={item.row}
                  rowId={item.key}
                  index={cursor.isVirtual ? item.at + 2 : undefined}
                  columns={columns}
                  pins={pins}
                  side={side}
                  readyBy={readyBy}
                  loadingBy={owned}
                  selectable={selectable}
                  isSelected={selection.selected.has(item.key)}
                  isCursor={item.key === cursor.key}
                  reachable={cursor.at < 0 ? item.at === 0 : item.key === cursor.key}
                  atColumn={item.key === cursor.key ? cursor.column : undefined}
                  editing={cells.editing?.key === item.key ? cells.editing : undefined}
                  onStopEdit={cells.stop}
                  onSelect={selection.toggle}
                  onCursor={cursor.set}
                  onCell={cursor.setColumn}
                  onEdit={cells.start}
                  onOpen={onOpen && open}
                />
              ),
            )}
            {after > 0 && <Spacer height={after} count={count} />}
            {waiting && slow && Array.from({ length: SKELETON_ROWS }, (_, at) => <SkeletonRow key={at} at={at} columns={columns} selectable={selectable} />)}
            {pages && rows !== undefined && <MoreRow pages={pages} count={count} />}
            {tail && rows !== undefined && <TailRow count={count}>{tail}</TailRow>}
          </tbody>
          {totals && rows !== undefined && rows.length > 0 && <TableFoot drawn={drawn} totals={totals} />}
        </table>
        {rows !== undefined && rows.length === 0 && <Nothing list={list} empty={empty} />}
        {rows === undefined && !waiting && <NoRows label={label} result={result} answerCode={answer?.errors[0]?.code} permission={answer?.errors[0]?.permission} since={answer?.errors[0]?.since} side={side} />}
      </div>
      {bulk && selection.selectedRows.length > 0 && <BulkBar bulk={bulk} rows={selection.selectedRows} room={room ?? 900} onClear={selection.clear} active={active && cells.editing === undefined} />}
      <span className="sr" role="status">
        {result?.loading && rows !== undefined ? "Asking again" : ""}
      </span>
    </div>
  );
}
