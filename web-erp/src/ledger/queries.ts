import { graphql } from "../gql/index.ts";

export const TrialBalance = graphql(`
  query TrialBalanceOf($legalEntity: ID!, $asOf: Date!, $from: Date) {
    trialBalance(legalEntity: $legalEntity, asOf: $asOf, from: $from) {
      asOf
      from
      rows {
        ledgerAccount { id code name type control }
        opening { amount currency }
        debit { amount currency }
        credit { amount currency }
        closing { amount currency }
      }
      totalDebit { amount currency }
      totalCredit { amount currency }
    }
  }
`);

export const AccountSheet = graphql(`
  query AccountSheetOf($legalEntity: ID!, $code: ID!, $from: Date, $to: Date, $first: Int, $after: String) {
    accountSheet(legalEntity: $legalEntity, code: $code, from: $from, to: $to, first: $first, after: $after) {
      ledgerAccount { id code name type control }
      opening { amount currency }
      debit { amount currency }
      credit { amount currency }
      closing { amount currency }
      postings {
        amount { amount currency }
        balance { amount currency }
        line { id text customer { number name } }
        journalEntry { id number postingDate text status }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const Entry = graphql(`
  query JournalEntryById($id: ID!) {
    journalEntryById(id: $id) {
      ...EntryFacts
    }
  }
  fragment EntryFacts on JournalEntry {
    id
    number
    version
    postingDate
    status
    area
    text
    sourceKind
    sourceNumber
    createdBy
    postedBy
    postedAt
    hash
    total { amount currency }
    legalEntity { code name baseCurrency }
    fiscalPeriod { id fiscalYear number locks { area level } }
    reverses { id number }
    reversedBy { id number }
    lines {
      id
      lineNumber
      text
      ledgerAccount { id code name }
      debit { amount currency }
      credit { amount currency }
      currencyAmount { amount currency }
      customer { number name }
    }
  }
`);

export const Entries = graphql(`
  query JournalEntries($filter: JournalEntryFilter, $orderBy: [JournalEntryOrder!], $first: Int, $after: String) {
    journalEntries(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id
        number
        postingDate
        status
        text
        sourceKind
        sourceNumber
        createdBy
        legalEntity { code }
        total { amount currency }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const Chart = graphql(`
  query ChartOfAccounts($legalEntity: ID!) {
    ledgerAccounts(legalEntity: $legalEntity) { id code name type control isActive }
  }
`);

export const EntryCreate = graphql(`
  mutation JournalEntryCreate($input: JournalEntryCreateInput!, $idempotencyKey: String!) {
    journalEntryCreate(input: $input, idempotencyKey: $idempotencyKey) {
      journalEntry { ...EntryFacts }
      userErrors { code message path }
    }
  }
`);
export const EntryUpdate = graphql(`
  mutation JournalEntryUpdate($id: ID!, $input: JournalEntryUpdateInput!, $expectedVersion: Int!) {
    journalEntryUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) {
      journalEntry { ...EntryFacts }
      userErrors { code message path }
    }
  }
`);
export const EntryPost = graphql(`
  mutation JournalEntryPost($id: ID!, $idempotencyKey: String!) {
    journalEntryPost(id: $id, idempotencyKey: $idempotencyKey) {
      journalEntry { ...EntryFacts }
      userErrors { code message path }
    }
  }
`);
export const EntryDiscard = graphql(`
  mutation JournalEntryDiscard($id: ID!, $expectedVersion: Int!) {
    journalEntryDiscard(id: $id, expectedVersion: $expectedVersion) {
      journalEntry { id }
      userErrors { code message path }
    }
  }
`);
export const EntryReverse = graphql(`
  mutation JournalEntryReverse($number: ID!, $postingDate: Date, $reason: String!, $idempotencyKey: String!) {
    journalEntryReverse(number: $number, postingDate: $postingDate, reason: $reason, idempotencyKey: $idempotencyKey) {
      journalEntry { ...EntryFacts }
      userErrors { code message path }
    }
  }
`);
