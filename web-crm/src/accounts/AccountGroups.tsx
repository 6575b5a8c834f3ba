import { useMemo } from "react";
import { column, DataTable, EmptyState, sumByCurrency, useOwned, useQuery, type Column, type ListState, type MoneyValue, type Owned } from "@homefield/web-kit";
import type { AccountListGroupBy, AccountListGroupsQuery } from "../gql/graphql.ts";
import { countryName } from "./account-choices.ts";
import { Sums } from "./account-columns.tsx";
import { groupCondition, type AccountQuestion } from "./account-filters.ts";
import { AccountListGroupsDocument } from "./account-list-documents.ts";

export type AccountGroup = NonNullable<AccountListGroupsQuery["accountListGroups"]>[number];

const rowKey = (row: AccountGroup): string => row.value ?? "";

/** Several currencies stand under each other; a spreadsheet gets them in one cell. */
const sums = (id: string, head: string, of: (row: AccountGroup) => readonly MoneyValue[] | null | undefined, owner?: "erp", total?: readonly MoneyValue[], whole?: boolean): Column<AccountGroup> =>
  column.any<AccountGroup>({
    id, head, owner, numeric: true, width: 148, rank: 1, sortFirst: "desc",
    value: (row) => (of(row) ?? []).map((sum) => `${sum.amount} ${sum.currency}`).join(" and ") || null,
    cell: (row) => <Sums values={of(row)} whole={whole} />,
    total: total && <Sums values={total} whole={whole} />,
  });

const over = (rows: readonly AccountGroup[] | undefined, of: (row: AccountGroup) => readonly MoneyValue[] | null | undefined): MoneyValue[] => sumByCurrency((rows ?? []).flatMap((row) => of(row) ?? []));
const count = (rows: readonly AccountGroup[] | undefined, of: (row: AccountGroup) => number | null | undefined): string => String((rows ?? []).reduce((sum, row) => sum + (of(row) ?? 0), 0));

function columnsFor(groupBy: AccountListGroupBy, label: string, rows: readonly AccountGroup[] | undefined): Column<AccountGroup>[] {
  const name = (row: AccountGroup) => (row.owner ? row.owner.name : row.value ? (groupBy === "COUNTRY" ? countryName(row.value) : row.value) : `No ${label.toLowerCase()}`);
  return [
    column.name<AccountGroup>({ id: "group", head: label, of: name, width: 200 }),
    column.number<AccountGroup>({ id: "accounts", head: "Accounts", of: (row) => row.totals.count, width: 92, rank: 1, total: count(rows, (row) => row.totals.count) }),
    sums("pipeline", "Pipeline", (row) => row.totals.pipelineAmounts, undefined, over(rows, (row) => row.totals.pipelineAmounts), true),
    column.number<AccountGroup>({ id: "customers", head: "Customers", owner: "erp", of: (row) => row.totals.customerCount, width: 96, total: count(rows, (row) => row.totals.customerCount) }),
    column.number<AccountGroup>({ id: "orders", head: "Open orders", owner: "erp", of: (row) => row.totals.openOrderCount, width: 100, total: count(rows, (row) => row.totals.openOrderCount) }),
    sums("turnover", "Turnover, 12 months", (row) => row.totals.turnover, "erp", over(rows, (row) => row.totals.turnover)),
    sums("balance", "Balance", (row) => row.totals.openBalances, "erp", over(rows, (row) => row.totals.openBalances)),
    sums("overdue", "Overdue", (row) => row.totals.overdueBalances, "erp", over(rows, (row) => row.totals.overdueBalances)),
  ];
}

/** The groups of the list, with both owners' sums. */
export function useAccountGroups(list: ListState, question: AccountQuestion, ready: boolean) {
  const groupBy = list.group as AccountListGroupBy | undefined;
  const result = useQuery(AccountListGroupsDocument, { variables: { filter: question.filter, groupBy: groupBy ?? "OWNER" }, skip: !ready || groupBy === undefined, fetchPolicy: "no-cache" });
  const owned = useOwned(result, "accountListGroups");
  const label = list.spec.groups?.find((group) => group.id === groupBy)?.label ?? "";
  const rows = result.data?.accountListGroups ?? undefined;
  const columns = useMemo(() => (groupBy ? columnsFor(groupBy, label, rows) : []), [groupBy, label, rows]);
  return { result, owned, rows, columns };
}

/** Accounts by one fact they have in common, with sums of both owners; a group opens as a list. */
export function AccountGroups({ list, groups, owned }: { list: ListState; groups: ReturnType<typeof useAccountGroups>; owned: Owned }) {
  const open = (row: AccountGroup) => {
    const condition = list.group === undefined ? undefined : groupCondition(list.group, row.value, list.spec);
    if (condition) list.openGroup(condition);
  };
  return (
    <DataTable
      label="Groups of accounts"
      rows={groups.rows}
      rowKey={rowKey}
      columns={groups.columns}
      result={groups.result}
      owned={{ erp: owned }}
      totals={{ label: `${groups.rows?.length ?? 0} ${groups.rows?.length === 1 ? "group" : "groups"}` }}
      onOpen={open}
      empty={<EmptyState title="No accounts to group">No account meets these conditions.</EmptyState>}
    />
  );
}
