import { useMemo, useState } from "react";
import { Bar, Button, column, type Column, DataTable, EmptyState, FilterBar, isZero, type ListSpec, MoneySums, Page, TableTools, useKeys, useListState, useMe, useNavigate, useOwned, usePages, useQuery, Views } from "@homefield/web-kit";
import type { CustomerPaymentFilter, CustomerPaymentOrder, PaymentListQuery } from "../gql/graphql.ts";
import { PaymentList, PaymentSums } from "./payment-documents.ts";
import { RecordPaymentDialog } from "./RecordPayment.tsx";
import { paymentState } from "./words.ts";

type Row = NonNullable<PaymentListQuery["customerPayments"]>["nodes"][number];
const erp = "erp" as const;
const SPEC: ListSpec = {
  fields: [
    { id: "text", label: "Reference or bank text", owner: erp, kind: "text", ops: ["has"] },
    { id: "status", label: "Status", owner: erp, kind: "enum", ops: ["is"], options: [{ value: "POSTED", label: "In the books" }, { value: "REVERSED", label: "Taken back" }] },
    { id: "paymentDate", label: "Came in", owner: erp, kind: "date" },
    { id: "amount", label: "Amount", owner: erp, kind: "money" },
    { id: "unallocated", label: "Not placed", owner: erp, kind: "money" },
    { id: "number", label: "Number", owner: erp, kind: "text", ops: ["is"] },
    { id: "customerNumber", label: "Customer number", owner: erp, kind: "text", ops: ["is"] },
    { id: "legalEntity", label: "Company", owner: erp, kind: "text", ops: ["is"] },
  ],
  sort: { field: "PAYMENT_DATE", direction: "desc" },
  views: [
    { id: "all", label: "All" },
    { id: "open", label: "To place", filters: [{ field: "unallocated", op: "over", values: ["0"] }] },
    { id: "reversed", label: "Taken back", filters: [{ field: "status", op: "is", values: ["REVERSED"] }] },
  ],
};

/** All money that came in, placed or not. */
export function PaymentsScreen() {
  const { can } = useMe();
  const navigate = useNavigate();
  const list = useListState(SPEC);
  const filter = useMemo(() => list.filterInput<CustomerPaymentFilter>(), [list]);
  const orderBy = useMemo(() => list.orderBy<CustomerPaymentOrder>(), [list]);
  const result = useQuery(PaymentList, { variables: { filter, orderBy } });
  const sums = useQuery(PaymentSums, { variables: { filter } }).data?.customerPaymentTotals;
  const pages = usePages(result, "customerPayments");
  const crm = useOwned(result, "customerPayments.nodes.customer.account");
  const [recording, record] = useState(false);
  const mayRecord = can("customer-payment:post");
  useKeys(mayRecord ? { c: { label: "Record a payment", run: () => record(true) } } : {}, { group: "Payments" });
  const path = (row: Row) => `/payments/${row.number}`;
  const columns: readonly Column<Row>[] = [
    column.document<Row>({ id: "number", head: "Payment", width: 104, pin: true, sort: "NUMBER", of: (row) => row.number, to: path }),
    column.text<Row>({ id: "customer", head: "Customer", grow: true, width: 180, rank: 1, of: (row) => row.customer?.name }),
    column.date<Row>({ id: "day", head: "Came in", sort: "PAYMENT_DATE", of: (row) => row.paymentDate }),
    column.text<Row>({ id: "words", head: "Text from the bank", grow: true, width: 200, rank: 2, quiet: true, of: (row) => [row.bankText, row.reference].filter(Boolean).join(" · ") }),
    column.tag<Row>({ id: "state", head: "State", width: 108, rank: 1, of: paymentState, tone: (row) => (row.status === "REVERSED" ? "bad" : row.unallocated && !isZero(row.unallocated.amount) ? "warn" : undefined) }),
    column.money<Row>({ id: "amount", head: "Amount", sort: "AMOUNT", withCurrency: true, of: (row) => row.amount }),
    column.money<Row>({ id: "left", head: "Not placed", sort: "UNALLOCATED", of: (row) => row.unallocated, tone: (row) => (row.unallocated && !isZero(row.unallocated.amount) ? "warn" : "quiet") }),
    column.text<Row>({ id: "entity", head: "Company", width: 84, rank: 3, quiet: true, of: (row) => row.legalEntity?.code }),
    column.person<Row>({ id: "owner", head: "Account owner", owner: "crm", rank: 3, of: (row) => row.customer?.account?.owner?.name }),
  ];
  return (
    <Page title="Payments" acts={mayRecord ? <Button variant="filled" onClick={() => record(true)}>Record payment</Button> : undefined}>
      <Bar end={<TableTools columns={columns} list={list} pages={pages} owned={{ crm }} file="payments" />}>
        <Views views={SPEC.views!} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} count={pages.totalCount} />
      <DataTable label="Payments" rows={pages.rows} rowKey={(row) => row.number} columns={columns} list={list} pages={pages} result={result} owned={{ crm }} onOpen={(row) => void navigate({ to: path(row) })}
        empty={<EmptyState title="No payments yet">Record what comes in at the bank; it is posted at once and placed against invoices.</EmptyState>} />
      {sums && sums.count > 0 && (
        <Bar foot end={<span className="row g12 s"><span className="t3">Came in</span><MoneySums values={sums.amount} whole /><span className="t3">Not placed</span><MoneySums values={sums.unallocated} whole /></span>}>
          <span className="s m">{sums.count === 1 ? "1 payment" : `${sums.count} payments`}</span> <span className="s t3">what was taken back adds nothing</span>
        </Bar>
      )}
      <RecordPaymentDialog opened={recording} onClose={(made) => { record(false); if (made) void navigate({ to: `/payments/${made}` }); }} />
    </Page>
  );
}
