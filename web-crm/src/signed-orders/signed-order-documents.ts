import { graphql } from "../gql/index.ts";

export const HandOverCells = graphql(`
  fragment HandOverCells on SignedOrder {
    id
    handOver { status attempts lastError since nextAttemptAt deliveredAt cancelReason }
    quote { id number version title status account { id name } owner { id name } total { amount currency } signature { id signerName signedAt } }
  }
`);

export const SignedOrdersDocument = graphql(`
  query SignedOrders($status: [HandOverStatus!], $after: String) {
    signedOrders(status: $status, first: 50, after: $after) {
      nodes { ...HandOverCells order { number } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const SignedOrderCountsDocument = graphql(`
  query SignedOrderCounts {
    waiting: signedOrders(first: 0) { totalCount }
    delivered: signedOrders(status: [DELIVERED], first: 0) { totalCount }
    cancelled: signedOrders(status: [CANCELLED], first: 0) { totalCount }
  }
`);

export const SignedOrderRetryDocument = graphql(`
  mutation SignedOrderRetry($id: ID!, $correction: SignedOrderCorrectionInput) {
    signedOrderRetry(id: $id, correction: $correction) { signedOrder { ...HandOverCells } userErrors { code message path } }
  }
`);

export const SignedOrderCancelDocument = graphql(`
  mutation SignedOrderCancel($id: ID!, $reason: String!) {
    signedOrderCancel(id: $id, reason: $reason) { signedOrder { ...HandOverCells } userErrors { code message path } }
  }
`);

/** An order of the ERP as the seller sees it: all of it borrowed. */
export const SellerOrder = graphql(`
  fragment SellerOrder on SalesOrder {
    ...OrderProgress
    orderDate
    requestedDate
    currency
    customerReference
    version
    acts
    netAmount { amount currency }
    freightAmount { amount currency }
    taxAmount { amount currency }
    total { amount currency }
    customer { number name account { id name } }
    legalEntity { code name }
    paymentTerms { code name }
    deliveryAddress { name line1 line2 postalCode city country }
    lines { id unitPrice { amount currency } discountPercent netAmount { amount currency } requestedDate }
  }
`);

export const OrderPageDocument = graphql(`
  query OrderPage($number: ID!) {
    salesOrder(number: $number) {
      ...SellerOrder
      shipments { number status shippedDate deliveredDate carrier trackingNumber }
      invoices { id number kind status issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
    }
  }
`);

export const OrderLineAddDocument = graphql(`
  mutation OrderLineAdd($number: ID!, $input: SalesOrderLineInput!, $expectedVersion: Int!, $idempotencyKey: String!) {
    salesOrderLineAdd(number: $number, input: $input, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) { salesOrder { ...SellerOrder } userErrors { code message path } }
  }
`);

export const OrderLineUpdateDocument = graphql(`
  mutation OrderLineUpdate($number: ID!, $lineNumber: Int!, $input: SalesOrderLineUpdateInput!, $expectedVersion: Int!) {
    salesOrderLineUpdate(number: $number, lineNumber: $lineNumber, input: $input, expectedVersion: $expectedVersion) { salesOrder { ...SellerOrder } userErrors { code message path } }
  }
`);

export const OrderLineRemoveDocument = graphql(`
  mutation OrderLineRemove($number: ID!, $lineNumber: Int!, $expectedVersion: Int!) {
    salesOrderLineRemove(number: $number, lineNumber: $lineNumber, expectedVersion: $expectedVersion) { salesOrder { ...SellerOrder } userErrors { code message path } }
  }
`);
