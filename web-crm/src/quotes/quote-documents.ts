import { graphql } from "../gql/index.ts";

/** All the CRM knows of one version of a quote; it never waits for the ERP. */
export const QuoteFacts = graphql(`
  fragment QuoteFacts on Quote {
    id
    number
    version
    lockVersion
    status
    title
    words
    market
    currency
    validUntilDate
    account { id name customerNumber team { code name discountLimitPercent } }
    opportunity { id name }
    contact { id name email jobTitle }
    owner { id name }
    sellingEntity { code }
    total { amount currency }
    highestDiscountPercent
    approvals { id reason limitPercent beyondLines unjudgedLines askedAt askedBy decidedAt decidedBy decision note }
    rejectReason
    sentAt
    contentHash
    signature { id signerName signerEmail signedAt recordedBy }
    handOver { status attempts lastError since nextAttemptAt deliveredAt cancelReason }
    versions { id version status createdAt total { amount currency } }
    acts
    pdfPath
    createdAt
    lines {
      id
      lineNumber
      item { number }
      quantity
      unitPrice { amount currency }
      discountPercent
      netAmount { amount currency }
      requestedDate
      note
      isOption
    }
  }
`);

export const QuotePageDocument = graphql(`
  query QuotePage($id: ID!) {
    quote(id: $id) { ...QuoteFacts }
  }
`);

/** Whether a draft may be sent as it is: the CRM holds it against the ERP's prices, and waits for them. */
export const QuoteApprovalNeedDocument = graphql(`
  query QuoteApprovalNeed($id: ID!) {
    quote(id: $id) { id approvalNeed { isNeeded reason limitPercent lines { lineNumber reductionPercent isBeyondLimit } } }
  }
`);

/** What a quote's lines are called: the ERP's words. */
export const QuoteItemsDocument = graphql(`
  query QuoteItems($id: ID!) {
    quote(id: $id) { id lines { id item { number name unit { code } } } sellingEntity { code name } }
  }
`);

/** How an order of the ERP stands, line by line. */
export const OrderProgress = graphql(`
  fragment OrderProgress on SalesOrder {
    number
    status
    deliveryStatus
    invoiceStatus
    cancelReason
    promisedDate
    blocks { id kind reason since line { id lineNumber } }
    lines {
      id
      lineNumber
      description
      item { number }
      quantity
      reservedQuantity
      pickedQuantity
      shippedQuantity
      invoicedQuantity
      cancelledQuantity
      promisedDate
      firstPromisedDate
      lateReason
    }
  }
`);

/** Where a signed quote is on its way, and the order that came of it. */
export const QuoteHandOverDocument = graphql(`
  query QuoteHandOver($id: ID!) {
    quote(id: $id) {
      id
      lockVersion
      status
      acts
      handOver { status attempts lastError since nextAttemptAt deliveredAt cancelReason }
      order { ...OrderProgress }
    }
  }
`);

/** One question for all lines: price, stock and day. Nothing is stored for asking. */
export const QuotePricesDocument = graphql(`
  query QuotePrices($customerNumber: ID, $market: String, $legalEntity: ID, $currency: CurrencyCode!, $lines: [PriceRequestLine!]!, $withCost: Boolean!) {
    priceAndPromise(customerNumber: $customerNumber, market: $market, legalEntity: $legalEntity, currency: $currency, lines: $lines) {
      asOf
      total { amount currency }
      lines {
        item { number name }
        quantity
        listPrice { amount currency }
        unitPrice { amount currency }
        lineTotal { amount currency }
        unitCost @include(if: $withCost) { amount currency }
        availableQuantity
        promiseDate
        trace { rule reason percent unitPrice { amount currency } }
        problem
      }
    }
  }
`);

/** Items the ERP sells, by number or by name. */
export const ItemChoicesDocument = graphql(`
  query ItemChoices($filter: ItemFilter) {
    items(filter: $filter, first: 12) { nodes { number name status } }
  }
`);

export const MarketChoicesDocument = graphql(`
  query MarketChoices {
    markets { code name }
  }
`);

/** What a new quote can begin with: the account, its people and what is in play. */
export const QuoteStartDocument = graphql(`
  query QuoteStart($accountId: ID!) {
    account(id: $accountId) {
      id
      name
      customerNumber
      team { code currency }
      contacts(first: 100) { nodes { id name role } }
      opportunities(first: 50) { nodes { id name status } }
    }
  }
`);

/** What one account offers to choose from while a draft is edited. */
export const QuoteChoicesDocument = graphql(`
  query QuoteChoices($accountId: ID!) {
    account(id: $accountId) { id contacts(first: 100) { nodes { id name jobTitle } } opportunities(first: 50) { nodes { id name status } } }
  }
`);

export const QuotesDocument = graphql(`
  query Quotes($filter: QuoteFilter, $orderBy: [QuoteOrder!], $after: String) {
    quotes(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes {
        id
        number
        version
        title
        status
        account { id name }
        contact { id name }
        owner { id name }
        total { amount currency }
        highestDiscountPercent
        validUntilDate
        sentAt
        createdAt
        handOver { status attempts since }
        signature { id signedAt }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const QuoteViewCountsDocument = graphql(`
  query QuoteViewCounts($mine: QuoteFilter, $approval: QuoteFilter, $sent: QuoteFilter, $expiring: QuoteFilter, $signed: QuoteFilter) {
    mine: quotes(filter: $mine, first: 0) { totalCount }
    approval: quotes(filter: $approval, first: 0) { totalCount }
    sent: quotes(filter: $sent, first: 0) { totalCount }
    expiring: quotes(filter: $expiring, first: 0) { totalCount }
    signed: quotes(filter: $signed, first: 0) { totalCount }
  }
`);

export const QuotesWaitingDocument = graphql(`
  query QuotesWaiting {
    quotes(filter: { status: { equals: IN_APPROVAL } }, first: 0) { totalCount }
  }
`);

export const QuoteCreateDocument = graphql(`
  mutation QuoteCreate($input: QuoteCreateInput!, $idempotencyKey: String) {
    quoteCreate(input: $input, idempotencyKey: $idempotencyKey) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteUpdateDocument = graphql(`
  mutation QuoteUpdate($id: ID!, $input: QuoteUpdateInput!, $expectedVersion: Int!) {
    quoteUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteAskApprovalDocument = graphql(`
  mutation QuoteAskApproval($id: ID!, $reason: String!, $expectedVersion: Int!) {
    quoteAskApproval(id: $id, reason: $reason, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteDecideApprovalDocument = graphql(`
  mutation QuoteDecideApproval($id: ID!, $decision: QuoteApprovalDecision!, $note: String, $expectedVersion: Int!) {
    quoteDecideApproval(id: $id, decision: $decision, note: $note, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteSendDocument = graphql(`
  mutation QuoteSend($id: ID!, $expectedVersion: Int!) {
    quoteSend(id: $id, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteSignDocument = graphql(`
  mutation QuoteSign($id: ID!, $input: QuoteSignInput!, $idempotencyKey: String!) {
    quoteSign(id: $id, input: $input, idempotencyKey: $idempotencyKey) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteRejectDocument = graphql(`
  mutation QuoteReject($id: ID!, $reason: String!, $expectedVersion: Int!) {
    quoteReject(id: $id, reason: $reason, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);

export const QuoteReviseDocument = graphql(`
  mutation QuoteRevise($id: ID!, $expectedVersion: Int!) {
    quoteRevise(id: $id, expectedVersion: $expectedVersion) { quote { ...QuoteFacts } userErrors { code message path } }
  }
`);
