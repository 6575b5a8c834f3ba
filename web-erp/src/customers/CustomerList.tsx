import { useMemo, useState } from "react";
import {
  Bar, Button, column, DataTable, EmptyState, FilterBar, isNegative, isZero, Page, Pane, TableTools, Tag, today, useAlongside, useKeys, useListState, useMe, useNavigate, useOwned, usePages, useQuery, Views,
  type Column, type FilterField, type ListSpec, type Owned,
} from "@homefield/web-kit";
import type { CustomerFilter, CustomerOrder, CustomersBorrowedQuery, CustomersQuery } from "../gql/graphql.ts";
import { StackedSums } from "../app/StackedSums.tsx";
import { CustomerChoicesDocument, CustomersBorrowedDocument, CustomersDocument, CustomerTotalsDocument, CustomerViewCountsDocument } from "./customer-documents.ts";
import { NewCustomerDialog } from "./NewCustomerDialog.tsx";

type Own = NonNullable<NonNullable<CustomersQuery["customers"]>["nodes"]>[number];
type Borrowed = NonNullable<NonNullable<CustomersBorrowedQuery["customers"]>["nodes"]>[number];
interface Row {
  own: Own;
  account: Borrowed["account"] | undefined;
}
interface Sums {
  balance?: readonly { amount: string; currency: string }[];
  overdue?: readonly { amount: string; currency: string }[];
  orders?: number;
}
const rowKey = (row: Row) => row.own.number;
const erp = "erp" as const;

function columnsFor(sums: Sums): Column<Row>[] {
  const now = today();
  return [
    column.document<Row>({ id: "number", head: "Number", sort: "NUMBER", width: 84, pin: true, total: "", of: ({ own }) => own.number, to: ({ own }) => `/customers/${own.number}` }),
    column.any<Row>({
      id: "name",
      head: "Name",
      sort: "NAME",
      width: 190,
      grow: true,
      rank: 1,
      value: ({ own }) => own.name,
      cell: ({ own }) => (
        <span className="row g6">
          <span className="cut m">{own.name}</span>
          {own.isOnHold && (
            <span title={own.holdReason ?? undefined}>
              <Tag tone="bad">On hold</Tag>
            </span>
          )}
        </span>
      ),
    }),
    column.text<Row>({ id: "country", head: "Country", width: 62, rank: 3, quiet: true, of: ({ own }) => own.country }),
    column.text<Row>({ id: "group", head: "Group", width: 100, rank: 3, quiet: true, of: ({ own }) => own.customerGroup?.name }),
    column.text<Row>({ id: "company", head: "Company", width: 72, hidden: true, quiet: true, of: ({ own }) => own.legalEntity?.code }),
    column.number<Row>({ id: "orders", head: "Open orders", sort: "OPEN_ORDER_COUNT", width: 84, of: ({ own }) => own.openOrderCount, tone: ({ own }) => (own.openOrderCount === 0 ? "quiet" : undefined), total: sums.orders }),
    column.date<Row>({ id: "promise", head: "Next promise", sort: "NEXT_PROMISE_DATE", sortFirst: "asc", width: 88, of: ({ own }) => own.nextPromiseDate, tone: ({ own }) => (own.nextPromiseDate && own.nextPromiseDate < now ? "bad" : undefined) }),
    column.date<Row>({ id: "ordered", head: "Last order", sort: "LAST_ORDER_DATE", width: 88, rank: 3, of: ({ own }) => own.lastOrderDate }),
    column.money<Row>({ id: "balance", head: "Balance", sort: "OPEN_BALANCE", withCurrency: true, width: 128, of: ({ own }) => own.openBalance, total: sums.balance && <StackedSums values={sums.balance} /> }),
    column.money<Row>({ id: "overdue", head: "Overdue", sort: "OVERDUE_BALANCE", width: 124, of: ({ own }) => own.overdueBalance, tone: ({ own }) => (own.overdueBalance && !isZero(own.overdueBalance.amount) ? "bad" : undefined), total: sums.overdue && <StackedSums values={sums.overdue} /> }),
    column.money<Row>({ id: "left", head: "Credit left", width: 108, rank: 2, of: ({ own }) => own.creditLeft, tone: ({ own }) => (own.creditLeft && isNegative(own.creditLeft.amount) ? "bad" : undefined) }),
    column.person<Row>({ id: "owner", head: "Account owner", owner: "crm", width: 148, rank: 2, of: ({ account }) => account?.owner?.name, changeAt: ({ account }) => account?.id && `/accounts/${account.id}` }),
    column.moment<Row>({ id: "touch", head: "Last contact", owner: "crm", width: 104, rank: 3, of: ({ account }) => account?.lastTouchAt }),
  ];
}

export function CustomerList() {
  const { can } = useMe();
  const choices = useQuery(CustomerChoicesDocument).data;
  const seesBalances = can("customer-balance:read");
  const spec = useMemo<ListSpec>(() => {
    const fields: FilterField[] = [
      { id: "name", label: "Name", owner: erp, kind: "text", ops: ["has", "starts"] },
      { id: "hold", label: "On hold", owner: erp, kind: "boolean", at: "isOnHold" },
      ...(seesBalances
        ? ([
            { id: "overdue", label: "Overdue", owner: erp, kind: "money", at: "overdueBalance" },
            { id: "balance", label: "Balance", owner: erp, kind: "money", at: "openBalance" },
          ] satisfies FilterField[])
        : []),
      { id: "orders", label: "Open orders", owner: erp, kind: "number", at: "openOrderCount" },
      { id: "promise", label: "Next promise", owner: erp, kind: "date", at: "nextPromiseDate" },
      { id: "ordered", label: "Last order", owner: erp, kind: "date", at: "lastOrderDate" },
      { id: "group", label: "Group", owner: erp, kind: "enum", ops: ["is", "any"], at: "customerGroup", options: (choices?.customerGroups ?? []).map((one) => ({ value: one.code, label: one.name })) },
      { id: "company", label: "Company", owner: erp, kind: "enum", ops: ["is", "any"], at: "legalEntity", options: (choices?.legalEntities ?? []).map((one) => ({ value: one.code, label: one.name })) },
      { id: "country", label: "Country", owner: erp, kind: "text", ops: ["is"] },
    ];
    return {
      fields,
      sort: { field: "NAME", direction: "asc" },
      views: [
        { id: "all", label: "All" },
        ...(seesBalances ? [{ id: "overdue", label: "Overdue", filters: [{ field: "overdue", op: "over" as const, values: ["0"] }], sort: { field: "OVERDUE_BALANCE", direction: "desc" as const } }] : []),
        { id: "hold", label: "On hold", filters: [{ field: "hold", op: "is", values: ["yes"] }] },
        { id: "orders", label: "With open orders", filters: [{ field: "orders", op: "over", values: ["0"] }], sort: { field: "NEXT_PROMISE_DATE", direction: "asc" } },
      ],
    };
  }, [choices, seesBalances]);
  return <List spec={spec} />;
}

function List({ spec }: { spec: ListSpec }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const list = useListState(spec);
  const filter = useMemo(() => list.filterInput<CustomerFilter>(), [list]);
  const orderBy = useMemo(() => list.orderBy<CustomerOrder>(), [list]);
  const variables = { filter, orderBy };
  const own = useQuery(CustomersDocument, { variables });
  // The same rows asked in other words: under the same words they would take the place of the list itself in the cache.
  const sameRows = useMemo(() => ({ filter: { and: filter ? [filter] : [] }, orderBy }), [filter, orderBy]);
  const borrowed = useQuery(CustomersBorrowedDocument, { variables: sameRows, skip: !can("account:read") });
  const ownPages = usePages(own, "customers");
  const borrowedPages = usePages(borrowed, "customers");
  const facts = useOwned(borrowed, "customers.nodes.account", "crm");
  const denied: Owned = { state: "denied", owner: "crm", permission: "account:read", asking: false, retry: () => undefined };
  const crm = can("account:read") ? facts : denied;
  const rows = useMemo<Row[] | undefined>(() => {
    const accounts = new Map(borrowedPages.rows?.map((row) => [row.number, row.account]));
    return ownPages.rows?.map((row) => ({ own: row, account: accounts.get(row.number) }));
  }, [ownPages.rows, borrowedPages.rows]);
  const seesBalances = can("customer-balance:read");
  const totals = useQuery(CustomerTotalsDocument, { variables: { filter }, skip: !seesBalances }).data?.customerTotals;
  const counts = useQuery(CustomerViewCountsDocument, { skip: !seesBalances }).data;
  const columns = useMemo(() => {
    const made = columnsFor({ balance: totals?.openBalance, overdue: totals?.overdueBalance, orders: totals?.openOrderCount });
    return seesBalances ? made : made.filter((one) => !["balance", "overdue", "left"].includes(one.id));
  }, [totals, seesBalances]);
  const pages = useAlongside(ownPages, borrowedPages, rows);
  const [adding, setAdding] = useState(false);
  const edits = can("customer:edit");
  useKeys({ c: edits && { label: "New customer", run: () => setAdding(true) } }, { group: "Customers" });
  const count: Record<string, number | undefined> = { all: counts?.all?.totalCount, overdue: counts?.overdue?.totalCount, hold: counts?.hold?.totalCount };
  return (
    <Page
      title="Customers"
      acts={
        edits && (
          <Button variant="filled" onClick={() => setAdding(true)}>
            New customer
          </Button>
        )
      }
    >
      <Bar end={<TableTools columns={columns} list={list} pages={pages} owned={{ crm }} file="customers" id="customers" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: count[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <Pane>
        <FilterBar list={list} owned={{ crm }} count={ownPages.totalCount === undefined ? undefined : `${ownPages.totalCount} ${ownPages.totalCount === 1 ? "customer" : "customers"}`} />
        <DataTable
          id="customers"
          label="Customers"
          fontSize={12}
          rows={rows}
          rowKey={rowKey}
          columns={columns}
          result={own}
          pages={pages}
          list={list}
          owned={{ crm }}
          totals={{ label: ownPages.totalCount === undefined ? "" : `${ownPages.totalCount} customers` }}
          onOpen={({ own: row }) => void navigate({ to: `/customers/${row.number}` })}
          empty={
            <EmptyState title="No customers here" elsewhere="Most customers come into being by themselves when the first quote is signed in the CRM.">
              Customers are whom this house delivers to and bills.
            </EmptyState>
          }
        />
      </Pane>
      <NewCustomerDialog opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}
