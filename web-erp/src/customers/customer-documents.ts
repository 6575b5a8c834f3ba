import { graphql } from "../gql/index.ts";

export const CustomersDocument = graphql(`
  query Customers($filter: CustomerFilter, $orderBy: [CustomerOrder!], $after: String) {
    customers(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes {
        number
        name
        country
        currency
        isOnHold
        holdReason
        openOrderCount
        nextPromiseDate
        lastOrderDate
        legalEntity { code }
        customerGroup { code name }
        openBalance { amount currency }
        overdueBalance { amount currency }
        creditLeft { amount currency }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

/** The same rows once more, for who looks after them in the CRM: the rows themselves never wait for it. */
export const CustomersBorrowedDocument = graphql(`
  query CustomersBorrowed($filter: CustomerFilter, $orderBy: [CustomerOrder!], $after: String) {
    customers(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes { number account { id name owner { id name } lastTouchAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const CustomerTotalsDocument = graphql(`
  query CustomerTotals($filter: CustomerFilter) {
    customerTotals(filter: $filter) { count openOrderCount openBalance { amount currency } overdueBalance { amount currency } }
  }
`);

export const CustomerViewCountsDocument = graphql(`
  query CustomerViewCounts {
    all: customers(first: 1) { totalCount }
    overdue: customers(filter: { overdueBalance: { greaterThan: "0" } }, first: 1) { totalCount }
    hold: customers(filter: { isOnHold: { equals: true } }, first: 1) { totalCount }
  }
`);

export const CustomerChoicesDocument = graphql(`
  query CustomerChoices {
    legalEntities { code name baseCurrency }
    customerGroups { code name }
    paymentTermsList { code name days }
  }
`);

export const CustomerNamesDocument = graphql(`
  query CustomerNames($filter: CustomerFilter) {
    customers(filter: $filter, first: 12, orderBy: [{ field: NAME, direction: ASC }]) { nodes { number name country currency } }
  }
`);

export const CustomerFacts = graphql(`
  fragment CustomerFacts on Customer {
    number
    name
    country
    currency
    vatNumber
    isOnHold
    holdReason
    heldAt
    invoiceEmail
    createdAt
    version
    legalEntity { code name }
    customerGroup { code name }
    market { code name }
    paymentTerms { code name days }
    addresses { id kind isDefault address { name line1 line2 postalCode city region country } }
  }
`);

export const CustomerDocument = graphql(`
  query CustomerPage($number: ID!) {
    customer(number: $number) { ...CustomerFacts }
  }
`);

export const CustomerBalanceDocument = graphql(`
  query CustomerBalance($number: ID!) {
    customer(number: $number) {
      number
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
        total { amount currency }
      }
    }
  }
`);

export const CustomerFlowDocument = graphql(`
  query CustomerFlow($number: ID!) {
    customer(number: $number) {
      number
      salesOrders(first: 20, filter: { status: { in: [DRAFT, CONFIRMED, IN_FULFILMENT] } }) { nodes { ...OrderCells } totalCount }
      invoices(first: 20, filter: { status: { in: [POSTED, PARTLY_PAID] } }, orderBy: [{ field: DUE_DATE, direction: ASC }]) {
        nodes { id number kind status issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
        totalCount
      }
      customerPayments(first: 10) { nodes { number paymentDate status reference amount { amount currency } unallocated { amount currency } } }
    }
  }
`);

export const CustomerBorrowedDocument = graphql(`
  query CustomerBorrowed($number: ID!) {
    customer(number: $number) {
      number
      account {
        id
        name
        segment
        owner { id name }
        lastTouchAt
        nextStep { id subject dueAt }
        contacts(first: 8) { nodes { id name jobTitle role email phone } totalCount }
      }
    }
  }
`);

export const CustomerCreateDocument = graphql(`
  mutation CustomerCreate($input: CustomerCreateInput!, $idempotencyKey: String!) {
    customerCreate(input: $input, idempotencyKey: $idempotencyKey) { customer { number } userErrors { code message path } }
  }
`);

export const CustomerUpdateDocument = graphql(`
  mutation CustomerUpdate($number: ID!, $input: CustomerUpdateInput!, $expectedVersion: Int!) {
    customerUpdate(number: $number, input: $input, expectedVersion: $expectedVersion) { customer { ...CustomerFacts } userErrors { code message path } }
  }
`);

export const CustomerAddressAddDocument = graphql(`
  mutation CustomerAddressAdd($number: ID!, $kind: AddressKind!, $input: AddressInput!, $isDefault: Boolean) {
    customerAddressAdd(number: $number, kind: $kind, input: $input, isDefault: $isDefault) { customer { ...CustomerFacts } userErrors { code message path } }
  }
`);

export const CustomerCreditLimitSetDocument = graphql(`
  mutation CustomerCreditLimitSet($number: ID!, $creditLimit: Decimal, $expectedVersion: Int!) {
    customerCreditLimitSet(number: $number, creditLimit: $creditLimit, expectedVersion: $expectedVersion) {
      customer { ...CustomerFacts creditLimit { amount currency } creditLeft { amount currency } }
      userErrors { code message path }
    }
  }
`);

export const CustomerHoldDocument = graphql(`
  mutation CustomerHold($number: ID!, $reason: String!) {
    customerHold(number: $number, reason: $reason) { customer { ...CustomerFacts } userErrors { code message path } }
  }
`);

export const CustomerReleaseDocument = graphql(`
  mutation CustomerRelease($number: ID!, $reason: String!) {
    customerRelease(number: $number, reason: $reason) { customer { ...CustomerFacts } userErrors { code message path } }
  }
`);
