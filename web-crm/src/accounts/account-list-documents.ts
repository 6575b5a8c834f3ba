import { graphql } from "../gql/index.ts";

/** Accounts by facts of the CRM alone: it needs nobody else. */
export const AccountsDocument = graphql(`
  query Accounts($filter: AccountFilter, $orderBy: [AccountOrder!], $after: String) {
    accounts(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes { ...AccountCells }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

/** The same rows once more, for what the ERP knows of them: so the rows themselves never wait for it. */
export const AccountsBorrowedDocument = graphql(`
  query AccountsBorrowed($filter: AccountFilter, $orderBy: [AccountOrder!], $after: String) {
    accounts(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes { id customer { ...CustomerCells } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** Accounts by any mix of facts of both owners. */
export const AccountListDocument = graphql(`
  query AccountList($filter: AccountListFilter, $orderBy: AccountListOrder, $after: String) {
    accountList(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes { ...AccountCells customer { ...CustomerCells } }
      pageInfo { hasNextPage endCursor }
      totalCount
      explain { leads plan reason estimatedInCrm estimatedInErp keysShipped bytesShipped calls statements asOf }
    }
  }
`);

/** Sums over all accounts that match, of both owners. */
export const AccountListTotalsDocument = graphql(`
  query AccountListTotals($filter: AccountListFilter) {
    accountList(filter: $filter, first: 0) { totals { ...AccountSums } }
  }
`);

/** What a total or a group sums up. */
export const AccountSums = graphql(`
  fragment AccountSums on AccountListTotals {
    count
    customerCount
    pipelineAmounts { amount currency }
    openOrderCount
    openBalances { amount currency }
    overdueBalances { amount currency }
    turnover { amount currency }
  }
`);

/** Sums over the CRM's own facts, for when the lists over both owners do not answer. */
export const AccountTotalsDocument = graphql(`
  query AccountTotals($filter: AccountFilter) {
    accountTotals(filter: $filter) { count pipelineAmounts { amount currency } }
  }
`);

export const AccountListGroupsDocument = graphql(`
  query AccountListGroups($filter: AccountListFilter, $groupBy: AccountListGroupBy!) {
    accountListGroups(filter: $filter, groupBy: $groupBy) { value owner { id name } totals { ...AccountSums } }
  }
`);

export const AccountViewCountsDocument = graphql(`
  query AccountViewCounts($mine: AccountFilter, $untouched: AccountFilter) {
    all: accountTotals { count }
    mine: accountTotals(filter: $mine) { count }
    untouched: accountTotals(filter: $untouched) { count }
  }
`);

export const AccountsOverdueCountDocument = graphql(`
  query AccountsOverdueCount($filter: AccountListFilter) {
    accountList(filter: $filter, first: 0) { totalCount }
  }
`);
