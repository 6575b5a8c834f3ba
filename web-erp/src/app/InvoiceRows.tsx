import { DateText, DocumentNumber, MiniTable, Money, type MiniColumn } from "@homefield/web-kit";
import type { InvoiceKind, InvoiceStatus } from "../gql/graphql.ts";
import { INVOICE_KIND_WORDS, INVOICE_STATUS_WORDS } from "./document-words.ts";

interface InvoiceRow {
  id: string;
  number?: string | null;
  kind?: InvoiceKind | null;
  status?: InvoiceStatus | null;
  issueDate?: string | null;
  dueDate?: string | null;
  daysOverdue?: number | null;
  total?: { amount: string; currency: string } | null;
  openAmount?: { amount: string; currency: string } | null;
}

const isSettled = (row: InvoiceRow) => row.status === "PAID" || row.status === "CANCELLED" || row.status === "DRAFT";

/** Credit notes are the exception, so they say what they are. */
const wordsOf = (row: InvoiceRow) => [row.kind === "CREDIT_NOTE" && INVOICE_KIND_WORDS.CREDIT_NOTE, row.status && INVOICE_STATUS_WORDS[row.status]].filter(Boolean).join(", ");

const COLUMNS: MiniColumn<InvoiceRow>[] = [
  { id: "number", head: "Number", width: 172, cell: (row) => <DocumentNumber number={row.number ?? "Draft"} to={row.number ? `/invoices/${row.number}` : `/invoices/draft/${row.id}`} /> },
  { id: "status", head: "Status", cell: (row) => <span className={row.daysOverdue ? "bad m" : "t2"}>{row.daysOverdue ? `${row.daysOverdue} d late` : wordsOf(row)}</span> },
  { id: "issued", head: "Issued", numeric: true, width: 84, wide: true, cell: (row) => <DateText value={row.issueDate} /> },
  { id: "due", head: "Due", numeric: true, width: 84, cell: (row) => (row.kind === "CREDIT_NOTE" ? null : <DateText value={row.dueDate} due settled={isSettled(row)} />) },
  { id: "total", head: "Total", numeric: true, width: 96, cell: (row) => <Money value={row.total} /> },
  { id: "open", head: "Open", numeric: true, width: 96, cell: (row) => <Money value={row.openAmount} /> },
];

export function InvoiceRows({ rows, label }: { rows: readonly InvoiceRow[]; label: string }) {
  return <MiniTable label={label} rows={rows} rowKey={(row) => row.id} columns={COLUMNS} />;
}
