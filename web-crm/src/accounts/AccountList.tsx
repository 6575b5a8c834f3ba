import { useMemo, useState } from "react";
import {
  addDays, Bar, Button, csvOf, DataTable, downloadText, EmptyState, FilterBar, formatTime, GoButton, Kbd, MoneySums, Notice, Page, sumByCurrency, TableTools, today, useKeys, useListState, useMe, useNavigate, useOwned, usePages, useQuery,
  useSource, Views, type Bulk, type Column, type ListSpec, type Owned, type Pages,
} from "@homefield/web-kit";
import { startOfDay } from "../app/moments.ts";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { ActivityForManyDialog } from "../activities/ActivityForManyDialog.tsx";
import type { AccountCellsFragment } from "../gql/graphql.ts";
import { AssignDialog } from "./AssignDialog.tsx";
import { NewAccountDialog } from "./AccountDialog.tsx";
import { useAccountChoices } from "./account-choices.ts";
import { accountColumns, type AccountRow } from "./account-columns.tsx";
import {
  AccountsBorrowedDocument, AccountsByErpDocument, AccountsDocument, AccountsOverdueCountDocument, AccountTotalsByErpDocument, AccountTotalsDocument, AccountViewCountsDocument,
} from "./account-documents.ts";
import { accountListSpec, accountQuestion, sortInForce } from "./account-filters.ts";

/** Accounts with both owners' facts side by side. */
export function AccountList() {
  const { choices, known } = useAccountChoices();
  const { can } = useMe();
  const spec = useMemo(() => accountListSpec(choices, can), [choices, can]);
  return <List spec={spec} viewerId={choices.viewerId} ready={known} />;
}

/** Counts, sums and borrowed cells look at the same fields as the list with other eyes; in one cache they would take each other's place. */
const apart = { fetchPolicy: "no-cache" } as const;

const rowKey = (row: AccountRow) => row.account.id;

function useRows(spec: ListSpec, ready: boolean) {
  const list = useListState(spec);
  const { can } = useMe();
  const seesCustomers = can("customer:read");
  const source = useSource("erp");
  const question = useMemo(() => accountQuestion(list), [list]);
  const wantsErp = question.needsErp && seesCustomers;
  // A silent ERP neither narrows nor orders; the list goes on with what the CRM knows, and says so.
  const byErp = wantsErp && source.state !== "silent";

  const variables = { filter: question.accounts, orderBy: question.accountOrder };
  const own = useQuery(AccountsDocument, { variables, skip: !ready || byErp });
  const borrowed = useQuery(AccountsBorrowedDocument, { variables, skip: !ready || byErp || !seesCustomers, ...apart });
  const erp = useQuery(AccountsByErpDocument, { variables: { accounts: question.accounts, customers: question.customers, orderBy: question.customerOrder }, skip: !ready || !byErp });

  const ownPages = usePages(own, "accounts");
  const borrowedPages = usePages(borrowed, "accounts");
  const erpPages = usePages(erp, "accountSelection.customers");
  const ownFacts = useOwned(borrowed, "accounts.nodes.customer.isOnHold");
  const erpFacts = useOwned(erp, "accountSelection.customers");

  const rows = useMemo<AccountRow[] | undefined>(() => {
    if (byErp) return erpPages.rows?.flatMap(({ account, ...customer }) => (account ? [{ account, customer }] : []));
    const customers = new Map(borrowedPages.rows?.map((row) => [row.id, row.customer]));
    return ownPages.rows?.map((account: AccountCellsFragment) => ({ account, customer: customers.get(account.id) }));
  }, [byErp, erpPages.rows, borrowedPages.rows, ownPages.rows]);

  const active = byErp ? erpPages : ownPages;
  const pages: Pages<AccountRow> = {
    ...active,
    rows,
    more: () => {
      active.more();
      if (!byErp) borrowedPages.more();
    },
  };
  const notForRole: Owned = { state: "denied", owner: "erp", permission: "customer:read", asking: false, retry: () => undefined };
  const owned: Owned = !seesCustomers ? notForRole : byErp ? erpFacts : ownFacts;
  return { list: { ...list, sort: sortInForce(list.sort, byErp) }, question, byErp, setAside: wantsErp && !byErp, since: source.since, rows, pages, owned, result: byErp ? erp : own };
}

function useTotals(question: ReturnType<typeof accountQuestion>, byErp: boolean, ready: boolean, complete: readonly AccountRow[] | undefined) {
  const { can } = useMe();
  const seesBalances = can("customer:read") && can("customer-balance:read");
  const own = useQuery(AccountTotalsDocument, { variables: { filter: question.accounts }, skip: !ready });
  const erp = useQuery(AccountTotalsByErpDocument, { variables: { accounts: question.accounts, customers: byErp ? question.customers : undefined }, skip: !ready || !seesBalances, ...apart });
  const sums = useOwned(erp, "accountSelection.customerTotals");
  const borrowed = sums.state === "ready" ? erp.data?.accountSelection?.customerTotals : undefined;
  return {
    all: own.data?.accountTotals?.count,
    totals: {
      // What the ERP narrows, the CRM cannot sum up; rows that are all here can be.
      pipeline: byErp ? (complete ? sumByCurrency(complete.flatMap((row) => row.account.pipelineAmounts ?? [])) : undefined) : own.data?.accountTotals?.pipelineAmounts,
      openOrders: borrowed?.openOrderCount,
      balance: borrowed?.openBalance,
      overdue: borrowed?.overdueBalance,
    },
  };
}

function useViewCounts(viewerId: string | undefined, spec: ListSpec, ready: boolean): Record<string, number | undefined> {
  const before = startOfDay(addDays(today(), -60));
  const { data } = useQuery(AccountViewCountsDocument, {
    variables: { mine: { ownerId: { equals: viewerId ?? "" } }, untouched: { or: [{ lastTouchAt: { lessThan: before } }, { lastTouchAt: { isNull: true } }] } },
    skip: !ready,
    ...apart,
  });
  const overdue = useQuery(AccountsOverdueCountDocument, {
    variables: { accounts: { pipelineAmount: { greaterThan: "0" } }, customers: { overdueBalance: { greaterThan: "0" } } },
    skip: !ready || !spec.views?.some((view) => view.id === "overdue"),
    ...apart,
  });
  const overdueFacts = useOwned(overdue, "accountSelection.customers");
  return {
    all: data?.all?.count,
    mine: data?.mine?.count,
    untouched: data?.untouched?.count,
    overdue: overdueFacts.state === "ready" ? overdue.data?.accountSelection?.customers?.totalCount : undefined,
  };
}

function exportRows(columns: readonly Column<AccountRow>[], rows: readonly AccountRow[], erpReady: boolean): void {
  const written = columns.filter((column) => column.value && (column.owner !== "erp" || erpReady));
  downloadText("accounts.csv", csvOf(written.map((column) => column.head), rows.map((row) => written.map((column) => column.value?.(row)))));
}

function List({ spec, viewerId, ready }: { spec: ListSpec; viewerId: string | undefined; ready: boolean }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const { list, question, byErp, setAside, since, rows, pages, owned, result } = useRows(spec, ready);
  const { all, totals } = useTotals(question, byErp, ready, pages.hasMore ? undefined : rows);
  const counts = useViewCounts(viewerId, spec, ready);
  const adding = useDialogInAddress("new");
  const [assigning, setAssigning] = useState<readonly AccountRow[]>();
  const [logging, setLogging] = useState<readonly AccountRow[]>();
  const edits = can("account:edit");
  const add = () => adding.open();
  useKeys({ c: edits && { label: "New account", run: add } }, { group: "Accounts" });

  const { pipeline, openOrders, balance, overdue } = totals;
  const sums = JSON.stringify(pipeline);
  const columns = useMemo(() => {
    const made = accountColumns({ pipeline, openOrders, balance, overdue }, byErp);
    return can("customer:read") ? made : made.filter((one) => one.owner !== "erp");
    // Sums made of the rows are new on each turn, and the same by their words.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sums, openOrders, balance, overdue, byErp, can]);
  const erpReady = owned.state === "ready";
  const bulk = useMemo<Bulk<AccountRow>>(
    () => ({
      acts: [
        ...(edits ? [{ id: "assign", label: "Assign", key: "a", run: (chosen: AccountRow[]) => setAssigning(chosen) }] : []),
        ...(can("activity:edit") ? [{ id: "task", label: "Log task", key: "t", run: (chosen: AccountRow[]) => setLogging(chosen) }] : []),
        { id: "export", label: "Export", key: "e", run: (chosen: AccountRow[]) => exportRows(columns, chosen, erpReady) },
      ],
      sums: (chosen) => (
        <>
          pipeline <MoneySums values={chosen.flatMap((row) => row.account.pipelineAmounts ?? [])} whole />
          {erpReady && can("customer-balance:read") && (
            <>
              {" \u00B7 overdue "}
              <MoneySums values={chosen.map((row) => row.customer?.overdueBalance)} />
            </>
          )}
        </>
      ),
      elsewhere: can("customer:read") ? { label: "Credit is changed in ERP", owner: "erp", to: "/customers" } : undefined,
    }),
    [edits, can, columns, erpReady],
  );

  const shown = pages.totalCount;
  return (
    <Page
      title="Accounts"
      acts={
        edits && (
          <Button variant="filled" onClick={add} rightSection={<Kbd keys="c" />}>
            New account
          </Button>
        )
      }
    >
      <Bar end={<TableTools columns={columns} list={list} pages={pages} owned={{ erp: owned }} file="accounts" id="accounts" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: counts[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} owned={{ erp: owned }} searchIn="Find in accounts" count={shown === undefined ? undefined : counts.all === undefined ? String(shown) : `${shown} of ${counts.all}`} />
      {setAside && (
        <div className="setaside">
          <Notice tone="warn" icon="silent">
            <b className="m">ERP is not answering{since ? ` since ${formatTime(since)}` : ""}.</b> What it narrows and orders by is set aside: these are all accounts that meet the CRM’s conditions, by name. The list narrows by itself once ERP is back.
          </Notice>
        </div>
      )}
      <DataTable
        id="accounts"
        label="Accounts"
        rows={rows}
        rowKey={rowKey}
        columns={columns}
        list={list}
        pages={pages}
        result={result}
        owned={{ erp: owned }}
        bulk={bulk}
        totals={{ label: `${shown ?? all ?? ""} ${shown === 1 ? "account" : "accounts"}`, by: "erp" }}
        onOpen={(row) => void navigate({ to: `/accounts/${row.account.id}` } as unknown as Parameters<typeof navigate>[0])}
        empty={
          <EmptyState
            title="No accounts yet"
            act={edits && <Button variant="filled" onClick={add}>New account</Button>}
            elsewhere={can("customer:read") && <>Looking for somebody the company bills? <GoButton of="erp" to="/customers" variant="subtle" size="xs">Customers in ERP</GoButton></>}
          >
            An account is an organisation you sell to or would like to. It becomes a customer in the ERP with its first signed order.
          </EmptyState>
        }
      />
      <NewAccountDialog opened={adding.value !== undefined} name={adding.value} onClose={adding.close} />
      <AssignDialog accounts={assigning} onClose={() => setAssigning(undefined)} />
      <ActivityForManyDialog accounts={logging?.map((row) => row.account)} onClose={() => setLogging(undefined)} />
    </Page>
  );
}
