import { graphql } from "../gql/index.ts";

/** What a row of the account list shows of an account. */
export const AccountCells = graphql(`
  fragment AccountCells on Account {
    id
    name
    stage
    customerNumber
    segment
    territory
    country
    tags
    meetingAddress { city }
    owner { id name }
    nextStep { id subject dueAt isOverdue }
    lastTouchAt
    pipelineAmounts { amount currency }
    archivedAt
    createdAt
    version
  }
`);

/** What the same row borrows from the ERP. */
export const CustomerCells = graphql(`
  fragment CustomerCells on Customer {
    number
    isOnHold
    holdReason
    openOrderCount
    nextPromiseDate
    lastOrderDate
    openBalance { amount currency }
    overdueBalance { amount currency }
    creditLeft { amount currency }
  }
`);

/** Who may own an account, what its filters can be set to, and who asks. */
export const AccountChoicesDocument = graphql(`
  query AccountChoices {
    viewer { id name team { code } }
    users { id name team { code name } }
    accountFacets { segments territories tags countries }
  }
`);

export const AccountNamesDocument = graphql(`
  query AccountNames($filter: AccountFilter) {
    accounts(filter: $filter, first: 12) { nodes { id name owner { id name } meetingAddress { city } } }
  }
`);

export const SimilarAccountsDocument = graphql(`
  query SimilarAccounts($name: String!) {
    similarAccounts(name: $name) { id name owner { id name } meetingAddress { city } }
  }
`);

/** The CRM's part of the account page; it never waits for the ERP. */
export const AccountPageDocument = graphql(`
  query AccountPage($id: ID!) {
    account(id: $id) {
      ...AccountCells
      website
      phone
      meetingAddress { line1 postalCode city country }
      team { code name currency }
      parent { id name }
      children { id name stage pipelineAmounts { amount currency } }
      updatedAt
      contacts(first: 100) { nodes { ...ContactCells } totalCount }
      opportunities(first: 50) {
        nodes { id name status stage { id name } amount { amount currency } closeDate quietDays }
        totalCount
      }
      quotes(first: 20) {
        nodes { id number version title status total { amount currency } validUntilDate }
        totalCount
      }
    }
  }
`);

/** What happened with an account on the CRM's side, and what is still to be done. */
export const AccountTimelineDocument = graphql(`
  query AccountTimeline($id: ID!, $open: ActivityFilter, $after: String) {
    activities(filter: $open, orderBy: [{ field: DUE_AT, direction: ASC }], first: 30) { nodes { ...ActivityCells } totalCount }
    account(id: $id) {
      id
      timeline(first: 40, after: $after) {
        nodes {
          id at kind actorName title detail
          activity { id kind subject durationMinutes contact { id name } }
          opportunity { id name }
          quote { id number }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** The ERP's part of the account page. */
export const AccountBorrowedDocument = graphql(`
  query AccountBorrowed($id: ID!) {
    account(id: $id) {
      id
      customer {
        number
        isOnHold
        holdReason
        heldAt
        createdAt
        currency
        legalEntity { code name }
        customerGroup { code name }
        paymentTerms { code name days }
        creditLimit { amount currency }
        creditLeft { amount currency }
        openBalance { amount currency }
        overdueBalance { amount currency }
        turnover { amount currency }
        ageing {
          asOf
          notDue { amount currency }
          days1To30 { amount currency }
          days31To60 { amount currency }
          days61To90 { amount currency }
          over90 { amount currency }
          unallocated { amount currency }
        }
        salesOrders(first: 6, filter: { status: { in: [DRAFT, CONFIRMED, IN_FULFILMENT] } }) {
          nodes {
            number
            status
            customerReference
            promisedDate
            total { amount currency }
            blocks { id kind reason since line { id } }
            lines {
              id lineNumber description quantity reservedQuantity pickedQuantity shippedQuantity invoicedQuantity cancelledQuantity promisedDate firstPromisedDate lateReason
            }
          }
          totalCount
        }
        orderHistory: salesOrders(first: 12) {
          nodes { number orderDate log { at actorName act text } }
        }
        shipments(first: 6, filter: { not: { status: { equals: CANCELLED } } }) {
          nodes { number status carrier trackingNumber promisedDate shippedDate deliveredDate }
          totalCount
        }
        invoices(first: 8, filter: { status: { in: [POSTED, PARTLY_PAID] } }, orderBy: [{ field: DUE_DATE, direction: ASC }]) {
          nodes { id number kind issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
          totalCount
        }
        invoiceHistory: invoices(first: 12) {
          nodes { id number kind status issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
        }
      }
    }
  }
`);

export const AccountCreateDocument = graphql(`
  mutation AccountCreate($input: AccountCreateInput!, $idempotencyKey: String) {
    accountCreate(input: $input, idempotencyKey: $idempotencyKey) { account { id name } userErrors { code message path } }
  }
`);

export const AccountUpdateDocument = graphql(`
  mutation AccountUpdate($id: ID!, $input: AccountUpdateInput!, $expectedVersion: Int!) {
    accountUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) {
      account {
        ...AccountCells
        website
        phone
        meetingAddress { line1 postalCode city country }
        team { code name currency }
        parent { id name }
        updatedAt
      }
      userErrors { code message path }
    }
  }
`);

export const AccountsAssignDocument = graphql(`
  mutation AccountsAssign($ids: [ID!]!, $ownerId: ID!) {
    accountsAssign(ids: $ids, ownerId: $ownerId) { accounts { ...AccountCells team { code name currency } } userErrors { code message path } }
  }
`);

export const AccountArchiveDocument = graphql(`
  mutation AccountArchive($id: ID!, $expectedVersion: Int!) {
    accountArchive(id: $id, expectedVersion: $expectedVersion) { account { id version archivedAt } userErrors { code message path } }
  }
`);

export const AccountRestoreDocument = graphql(`
  mutation AccountRestore($id: ID!, $expectedVersion: Int!) {
    accountRestore(id: $id, expectedVersion: $expectedVersion) { account { id version archivedAt } userErrors { code message path } }
  }
`);

export const AccountNewQuoteDocument = graphql(`
  mutation AccountNewQuote($input: QuoteCreateInput!, $idempotencyKey: String) {
    quoteCreate(input: $input, idempotencyKey: $idempotencyKey) { quote { id number } userErrors { code message path } }
  }
`);

export const AccountNewOpportunityDocument = graphql(`
  mutation AccountNewOpportunity($input: OpportunityCreateInput!, $idempotencyKey: String) {
    opportunityCreate(input: $input, idempotencyKey: $idempotencyKey) { opportunity { id name } userErrors { code message path } }
  }
`);
