import { Bar, column, type Column, DataTable, EmptyState, FilterBar, type ListSpec, MoneySums, Page, TableTools, useListState, useNavigate, useOwned, usePages, useQuery, Views } from "@homefield/web-kit";
import type { InvoiceFilter, InvoiceListQuery, InvoiceOrder } from "../gql/graphql.ts";
import { Invoices, InvoiceSums } from "./queries.ts";
import { invoiceState, KIND, STATUS } from "./words.ts";

type Row = NonNullable<InvoiceListQuery["invoices"]>["nodes"][number];
const SPEC: ListSpec = {
  fields: [
    { id: "status", label: "Status", owner: "erp", kind: "enum", options: Object.entries(STATUS).map(([value, label]) => ({ value, label })) },
    { id: "kind", label: "Kind", owner: "erp", kind: "enum", options: Object.entries(KIND).map(([value, label]) => ({ value, label })) },
    { id: "isOverdue", label: "Overdue", owner: "erp", kind: "boolean" },
    { id: "openAmount", label: "Open amount", owner: "erp", kind: "money" },
    { id: "total", label: "Total", owner: "erp", kind: "money" },
    { id: "dueDate", label: "Due", owner: "erp", kind: "date" },
    { id: "issueDate", label: "Issued", owner: "erp", kind: "date" },
    { id: "customerNumber", label: "Customer number", owner: "erp", kind: "text", ops: ["is"] },
    { id: "salesOrderNumber", label: "Order number", owner: "erp", kind: "text", ops: ["is"] },
    { id: "legalEntity", label: "Company", owner: "erp", kind: "text", ops: ["is"] },
  ],
  sort: { field: "ISSUE_DATE", direction: "desc" },
  views: [
    { id: "all", label: "All" },
    { id: "drafts", label: "To post", filters: [{ field: "status", op: "is", values: ["DRAFT"] }] },
    { id: "open", label: "Open", filters: [{ field: "openAmount", op: "over", values: ["0"] }], sort: { field: "DUE_DATE", direction: "asc" } },
    { id: "overdue", label: "Overdue", filters: [{ field: "isOverdue", op: "is", values: ["yes"] }], sort: { field: "DUE_DATE", direction: "asc" } },
    { id: "credit", label: "Credit notes", filters: [{ field: "kind", op: "is", values: ["CREDIT_NOTE"] }] },
  ],
};
export const invoicePath = (row: { id: string; number?: string | null }): string => (row.number ? `/invoices/${row.number}` : `/invoices/draft/${row.id}`);

/** Invoices and credit notes, drafts included. */
export function InvoicesScreen() {
  const list = useListState(SPEC);
  const navigate = useNavigate();
  const filter = list.filterInput<InvoiceFilter>("erp") as InvoiceFilter;
  const result = useQuery(Invoices, { variables: { filter, orderBy: list.orderBy() as InvoiceOrder[], first: 100 } });
  const sums = useQuery(InvoiceSums, { variables: { filter } }).data?.invoiceTotals;
  const pages = usePages(result, "invoices");
  const crm = useOwned(result, "invoices.nodes.customer.account");
  const columns: readonly Column<Row>[] = [
    column.document<Row>({ id: "number", head: "Invoice", width: 196, pin: true, sort: "NUMBER", of: (row) => row.number, none: "draft", to: invoicePath }),
    column.text<Row>({ id: "customer", head: "Customer", grow: true, width: 180, rank: 1, of: (row) => row.customer?.name }),
    column.text<Row>({ id: "kind", head: "Kind", width: 92, rank: 3, of: (row) => KIND[row.kind!], quiet: true }),
    column.document<Row>({ id: "order", head: "Order", width: 96, rank: 3, of: (row) => row.salesOrder?.number, to: (row) => (row.salesOrder ? `/orders/${row.salesOrder.number}` : undefined), none: "" }),
    column.date<Row>({ id: "issued", head: "Issued", sort: "ISSUE_DATE", of: (row) => row.issueDate }),
    column.date<Row>({ id: "due", head: "Due", sort: "DUE_DATE", due: true, settled: (row) => row.status === "PAID" || row.status === "CANCELLED", of: (row) => (row.kind === "INVOICE" ? row.dueDate : null) }),
    column.number<Row>({ id: "age", head: "Days late", rank: 2, tone: (row) => ((row.daysOverdue ?? 0) > 0 ? "bad" : "quiet"), of: (row) => (row.daysOverdue ? row.daysOverdue : null) }),
    column.tag<Row>({ id: "status", head: "Status", rank: 2, of: invoiceState, tone: (row) => (row.status === "DRAFT" ? "warn" : undefined) }),
    column.money<Row>({ id: "total", head: "Total", sort: "TOTAL", withCurrency: true, of: (row) => row.total }),
    column.money<Row>({ id: "open", head: "Open", sort: "OPEN_AMOUNT", of: (row) => row.openAmount, tone: (row) => ((row.daysOverdue ?? 0) > 0 ? "bad" : undefined) }),
    column.person<Row>({ id: "owner", head: "Account owner", owner: "crm", rank: 3, of: (row) => row.customer?.account?.owner?.name }),
  ];
  return (
    <Page title="Invoices">
      <Bar end={<TableTools columns={columns} list={list} pages={pages} owned={{ crm }} file="invoices" />}>
        <Views views={SPEC.views!} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} count={pages.totalCount} />
      <DataTable label="Invoices" rows={pages.rows} rowKey={(row) => row.id} columns={columns} list={list} pages={pages} result={result} owned={{ crm }} onOpen={(row) => void navigate({ to: invoicePath(row) })}
        empty={<EmptyState title="No invoices yet">What has been shipped is billed from its order.</EmptyState>} />
      {sums && (
        <Bar foot end={<span className="row g12 s"><span className="t3">Open</span><MoneySums values={sums.openAmount} whole /><span className="t3">Overdue</span><span className="bad"><MoneySums values={sums.overdueAmount} whole /></span></span>}>
          <span className="s m">{sums.count} documents</span> <span className="s t3">credit notes count against invoices</span>
        </Bar>
      )}
    </Page>
  );
}
