import { useState } from "react";
import { AskDialog, DateText, DocumentNumber, Go, isZero, MiniTable, Money, SwitchField, useAct, useMe, type MiniColumn } from "@homefield/web-kit";
import type { AllocationCellsFragment } from "../gql/graphql.ts";
import { AllocationUndo, RECEIVABLES } from "./payment-documents.ts";

type Row = AllocationCellsFragment;
/** Which side of an allocation the page is not about, and so has to be named. */
export type Other = "invoice" | "source";

/** What is set against what, with the act that undoes it. Undone ones stay in the books and are shown when asked for. */
export function Allocations({ rows, other }: { rows: readonly Row[]; other: Other }) {
  const { can } = useMe();
  const [undoing, setUndoing] = useState<Row>();
  const [all, showAll] = useState(false);
  const [undo] = useAct(AllocationUndo, { done: "Allocation undone", refetch: RECEIVABLES });
  const counting = rows.filter((row) => !row.isUndone);
  const shown = all ? rows : counting;
  const columns: MiniColumn<Row>[] = [
    { id: "date", head: "Date", width: 84, cell: (row) => <DateText value={row.allocatedOn} /> },
    { id: "other", head: other === "invoice" ? "Invoice" : "By", cell: (row) => <OtherSide row={row} other={other} /> },
    { id: "who", head: "Placed by", wide: true, cell: (row) => <span className="t2">{row.allocatedBy}</span> },
    { id: "fx", head: "Exchange difference", numeric: true, width: 150, wide: true, cell: (row) => <Difference row={row} /> },
    { id: "amount", head: "Amount", numeric: true, width: 112, cell: (row) => <Money value={row.amount} /> },
    { id: "undo", head: "Act", width: 64, cell: (row) => (row.isUndone ? <span className="t3 s">undone</span> : can("customer-payment:post") ? <button type="button" className="link s" onClick={() => setUndoing(row)} aria-label={`Undo the allocation of ${row.invoice?.number ?? ""}`}>Undo</button> : null) },
  ];
  return (
    <>
      {shown.length === 0 ? <p className="t3 s">Nothing yet.</p> : <MiniTable label="Allocations" rows={shown} rowKey={(row) => row.id} columns={columns} />}
      {counting.length < rows.length && <SwitchField label="Show undone" value={all} onChange={showAll} />}
      <AskDialog opened={undoing !== undefined} onClose={() => setUndoing(undefined)} title="Undo this allocation" verb="Undo" reason="required" onAct={(reason) => undo({ id: undoing?.id ?? "", reason })}>
        The invoice, and what settled it, are open again by <Money value={undoing?.amount} withCurrency />. An exchange difference is taken back too.
      </AskDialog>
    </>
  );
}
function OtherSide({ row, other }: { row: Row; other: Other }) {
  if (other === "invoice") return <DocumentNumber number={row.invoice?.number} to={`/invoices/${row.invoice?.number}`} />;
  if (row.customerPayment) return <DocumentNumber number={row.customerPayment.number} to={`/payments/${row.customerPayment.number}`} />;
  return <DocumentNumber number={row.creditNote?.number} to={`/invoices/${row.creditNote?.number}`} />;
}
function Difference({ row }: { row: Row }) {
  if (!row.exchangeDifference || isZero(row.exchangeDifference.amount)) return null;
  const figure = <Money value={row.exchangeDifference} withCurrency />;
  return row.journalEntry ? <Go to={`/journal/${row.journalEntry.id}`} className="link">{figure}</Go> : figure;
}
