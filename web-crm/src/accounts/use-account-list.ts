import { useMemo } from "react";
import { addDays, today, useAlongside, useListState, useMe, useOwned, usePages, useQuery, useSource, type ListSpec, type ListState, type MoneyValue, type Owned, type Pages, type QueryLike } from "@homefield/web-kit";
import { startOfDay } from "../app/moments.ts";
import type { AccountListQuery } from "../gql/graphql.ts";
import type { AccountListTotals, AccountRow } from "./account-columns.tsx";
import { accountQuestion, listFilter, sortWithoutErp, type AccountQuestion } from "./account-filters.ts";
import {
  AccountListDocument, AccountListTotalsDocument, AccountsBorrowedDocument, AccountsDocument, AccountsOverdueCountDocument, AccountTotalsDocument, AccountViewCountsDocument,
} from "./account-list-documents.ts";

/** Counts and sums look at the same fields as the list with other eyes; in one cache they would take each other's place. */
const apart = { fetchPolicy: "no-cache" } as const;

const notForRole: Owned = { state: "denied", owner: "erp", permission: "customer:read", asking: false, retry: () => undefined };

export interface AccountRows {
  /** The list's state, with the order the rows really have. */
  list: ListState;
  question: AccountQuestion;
  /** Both owners answer together; otherwise the CRM alone. */
  together: boolean;
  /** What the ERP narrows and orders by is left out, because it does not answer. */
  setAside: boolean;
  pages: Pages<AccountRow>;
  owned: Owned;
  result: QueryLike;
  /** Asks the lists over both owners once more. */
  again: () => void;
  found: NonNullable<AccountListQuery["accountList"]>["explain"] | undefined;
}

/**
 * The rows of the list. What the CRM answers alone is asked of it alone, so that rows never wait for the ERP; what mixes both
 * owners' facts is asked of the lists over both. While those do not answer, the list goes on with what the CRM knows.
 */
export function useAccountRows(spec: ListSpec, ready: boolean): AccountRows {
  const list = useListState(spec);
  const { can } = useMe();
  const seesCustomers = can("customer:read");
  const source = useSource("erp");
  const question = useMemo(() => accountQuestion(list), [list]);
  const wanted = ready && list.group === undefined;
  const wantsBoth = question.needsErp && seesCustomers;
  const asksBoth = wantsBoth && source.state !== "silent";

  const both = useQuery(AccountListDocument, { variables: { filter: question.filter, orderBy: question.orderBy }, skip: !wanted || !asksBoth });
  const bothFacts = useOwned(both, "accountList");
  const together = asksBoth && bothFacts.state !== "silent";
  const variables = { filter: question.crmFilter, orderBy: question.crmOrder };
  const own = useQuery(AccountsDocument, { variables, skip: !wanted || together });
  // The same rows asked in other words: under the same words they would take the place of the list itself in the cache.
  const sameRows = useMemo(() => ({ filter: { and: question.crmFilter ? [question.crmFilter] : [] }, orderBy: question.crmOrder }), [question]);
  const borrowed = useQuery(AccountsBorrowedDocument, { variables: sameRows, skip: !wanted || together || !seesCustomers });

  const bothPages = usePages(both, "accountList");
  const ownPages = usePages(own, "accounts");
  const borrowedPages = usePages(borrowed, "accounts");
  const bothCells = useOwned(both, "accountList.nodes.customer.isOnHold");
  const ownCells = useOwned(borrowed, "accounts.nodes.customer.isOnHold");
  const rows = useMemo<AccountRow[] | undefined>(() => {
    if (together) return bothPages.rows?.map(({ customer, ...account }) => ({ account, customer }));
    const customers = new Map(borrowedPages.rows?.map((row) => [row.id, row.customer]));
    return ownPages.rows?.map((account) => ({ account, customer: customers.get(account.id) }));
  }, [together, bothPages.rows, borrowedPages.rows, ownPages.rows]);
  const alone = useAlongside(ownPages, borrowedPages, rows);
  return {
    list: together || !wantsBoth ? list : { ...list, sort: sortWithoutErp(list.sort) },
    question,
    together,
    setAside: wantsBoth && !together,
    pages: together ? { ...bothPages, rows } : alone,
    owned: !seesCustomers ? notForRole : together ? bothCells : ownCells,
    result: together ? both : own,
    again: () => void both.refetch(),
    found: together ? both.data?.accountList?.explain : undefined,
  };
}

/** Sums over all rows, of both owners while both answer. */
export function useAccountTotals({ question, setAside }: AccountRows, ready: boolean): { all: number | undefined; totals: AccountListTotals } {
  const both = useQuery(AccountListTotalsDocument, { variables: { filter: question.filter }, skip: !ready || setAside, ...apart });
  const own = useQuery(AccountTotalsDocument, { variables: { filter: question.crmFilter }, skip: !ready || !setAside, ...apart });
  const facts = useOwned(both, "accountList.totals", "erp");
  const sums = setAside || facts.state !== "ready" ? undefined : both.data?.accountList?.totals;
  const money = (values: readonly MoneyValue[] | null | undefined) => values ?? undefined;
  return {
    all: sums?.count ?? own.data?.accountTotals?.count,
    totals: {
      pipeline: sums ? sums.pipelineAmounts : own.data?.accountTotals?.pipelineAmounts,
      openOrders: sums?.openOrderCount ?? undefined,
      balance: money(sums?.openBalances),
      overdue: money(sums?.overdueBalances),
    },
  };
}

/** How many accounts each view holds. */
export function useViewCounts(viewerId: string | undefined, spec: ListSpec, ready: boolean): Record<string, number | undefined> {
  const before = startOfDay(addDays(today(), -60));
  const { data } = useQuery(AccountViewCountsDocument, {
    variables: { mine: { ownerId: { equals: viewerId ?? "" } }, untouched: { or: [{ lastTouchAt: { lessThan: before } }, { lastTouchAt: { isNull: true } }] } },
    skip: !ready,
    ...apart,
  });
  const overdueView = spec.views?.find((view) => view.id === "overdue");
  const overdue = useQuery(AccountsOverdueCountDocument, { variables: { filter: listFilter(overdueView?.filters ?? [], spec.fields ?? [], "") }, skip: !ready || !overdueView, ...apart });
  const facts = useOwned(overdue, "accountList");
  return {
    all: data?.all?.count,
    mine: data?.mine?.count,
    untouched: data?.untouched?.count,
    overdue: facts.state === "ready" ? overdue.data?.accountList?.totalCount : undefined,
  };
}
