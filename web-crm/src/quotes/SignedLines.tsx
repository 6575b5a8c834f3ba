import { useMemo } from "react";
import { column, DataTable, DateText, Money, type Column } from "@homefield/web-kit";
import { LineStrip, type Progress, type ProgressLine } from "../signed-orders/order-progress.tsx";
import type { HandOverNow } from "./HandOverSteps.tsx";
import type { Quote, QuoteLine } from "./quote-words.tsx";

/** Signed lines turn read-only and gain the ERP's strips; they meet by their position, which the order keeps. */
export function SignedLines({ quote, order, names, now }: { quote: Quote; order: Progress; names: ReadonlyMap<string, string>; now: HandOverNow }) {
  const columns = useMemo<Column<QuoteLine>[]>(() => {
    const offered = quote.lines.filter((line) => !line.isOption);
    const byLine = new Map<string, ProgressLine>();
    const rest = [...(order.lines ?? [])];
    for (const line of offered) {
      const at = rest.findIndex((one) => one.item?.number === line.item?.number);
      if (at >= 0) byLine.set(line.id, ...(rest.splice(at, 1) as [ProgressLine]));
    }
    return [
      column.any<QuoteLine>({ id: "number", head: "#", width: 40, rank: 1, cell: (line) => <span className="t3 tab">{line.lineNumber}</span> }),
      column.any<QuoteLine>({
        id: "item", head: "Item", width: 200, grow: true, rank: 1,
        cell: (line) => (
          <span className="row">
            <span className={names.has(line.item?.number ?? "") ? "t3 s only-l itemnumber" : "itemnumber"}>{line.item?.number}</span>
            <span className="cut">{names.get(line.item?.number ?? "")}</span>
            {line.isOption && <span className="tag">Option</span>}
          </span>
        ),
      }),
      column.number<QuoteLine>({ id: "quantity", head: "Qty", width: 64, rank: 1, of: (line) => line.quantity }),
      column.money<QuoteLine>({ id: "price", head: "Price", width: 96, of: (line) => line.unitPrice }),
      column.percent<QuoteLine>({ id: "discount", head: "Disc.", width: 64, of: (line) => (Number(line.discountPercent) === 0 ? null : line.discountPercent) }),
      column.any<QuoteLine>({
        id: "order", head: "Order line", owner: "erp", width: 224, rank: 1,
        cell: (line) => {
          const found = byLine.get(line.id);
          return found ? <LineStrip line={found} order={order} /> : line.isOption ? <span className="t3">not ordered</span> : null;
        },
      }),
      column.any<QuoteLine>({
        id: "promise", head: "Promise", owner: "erp", width: 104, numeric: true, rank: 1,
        cell: (line) => {
          const found = byLine.get(line.id);
          const slipped = found?.firstPromisedDate && found.firstPromisedDate !== found.promisedDate ? found.firstPromisedDate : undefined;
          return <span title={found?.lateReason ?? undefined}><DateText value={found?.promisedDate} was={slipped} tone={found?.lateReason ? "warn" : undefined} /></span>;
        },
      }),
      column.any<QuoteLine>({ id: "total", head: "Total", width: 104, numeric: true, rank: 1, cell: (line) => <Money value={line.netAmount} strong={!line.isOption} tone={line.isOption ? "quiet" : undefined} /> }),
    ];
  }, [quote.lines, order, names]);
  return <DataTable id="quote-signed-lines" label="Lines as signed, and how their order stands" rows={quote.lines} rowKey={(line) => String(line.lineNumber)} columns={columns} owned={{ erp: now.owned }} />;
}
