import { graphql } from "../gql/index.ts";

/** What any act changes of an order, without what takes rights of its own: an act that was done must not seem refused. */
export const OrderState = graphql(`
  fragment OrderState on SalesOrder {
    number
    status
    deliveryStatus
    invoiceStatus
    orderDate
    requestedDate
    promisedDate
    customerReference
    version
    acts
    total { amount currency }
    customer {
      number
      name
      isOnHold
      holdReason
    }
    blocks { id kind reason since liftedBy line { id lineNumber item { number } } }
    lines {
      id
      lineNumber
      item { number isStocked }
      warehouse { code }
      quantity
      reservedQuantity
      pickedQuantity
      shippedQuantity
      invoicedQuantity
      cancelledQuantity
      promisedDate
      firstPromisedDate
    }
  }
`);

/** What a row of the order desk shows, and what its block needs to be told shortly. */
export const OrderCells = graphql(`
  fragment OrderCells on SalesOrder {
    ...OrderState
    customer { number creditLeft { amount currency } overdueBalance { amount currency } }
    blocks {
      id
      causes {
        code
        amount { amount currency }
        overdueSince
        creditLimit { amount currency }
        openBalance { amount currency }
        openOrders { amount currency }
        orderTotal { amount currency }
        item { number name }
        orderedQuantity
        missingQuantity
        warehouse { code name }
        promisedDate
        text
      }
    }
  }
`);

/** Everything an order says of itself, for its page and for the panel beside the desk. */
export const OrderFacts = graphql(`
  fragment OrderFacts on SalesOrder {
    ...OrderCells
    createdAt
    currency
    cancelReason
    legalEntity { code name }
    paymentTerms { code name days }
    netAmount { amount currency }
    freightAmount { amount currency }
    taxAmount { amount currency }
    billingAddress { name line1 line2 postalCode city region country }
    deliveryAddress { name line1 line2 postalCode city region country }
    customer { number creditLimit { amount currency } openBalance { amount currency } }
    lines {
      id
      lineNumber
      description
      item { number name isStocked unit { code } stock { available warehouse { code } } }
      warehouse { code name }
      quantity
      unitPrice { amount currency }
      discountPercent
      netAmount { amount currency }
      taxPercent
      requestedDate
      promisedDate
      firstPromisedDate
      deliveredQuantity
      lateReason
    }
    log { at actorName act text }
  }
`);

export const OrdersDocument = graphql(`
  query Orders($filter: SalesOrderFilter, $orderBy: [SalesOrderOrder!], $after: String) {
    salesOrders(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes { ...OrderCells }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const OrderTotalsDocument = graphql(`
  query OrderTotals($filter: SalesOrderFilter, $blocked: SalesOrderFilter) {
    all: salesOrderTotals(filter: $filter) { count total { amount currency } }
    blocked: salesOrderTotals(filter: $blocked) { count total { amount currency } }
  }
`);

export const OrderViewCountsDocument = graphql(`
  query OrderViewCounts($open: SalesOrderFilter, $blocked: SalesOrderFilter, $late: SalesOrderFilter, $today: SalesOrderFilter, $bill: SalesOrderFilter, $draft: SalesOrderFilter) {
    open: salesOrderTotals(filter: $open) { count }
    blocked: salesOrderTotals(filter: $blocked) { count }
    late: salesOrderTotals(filter: $late) { count }
    today: salesOrderTotals(filter: $today) { count }
    bill: salesOrderTotals(filter: $bill) { count }
    draft: salesOrderTotals(filter: $draft) { count }
  }
`);

export const OrderDeskChoicesDocument = graphql(`
  query OrderDeskChoices {
    warehouses { code name }
    legalEntities { code name }
  }
`);

export const OrderDocument = graphql(`
  query Order($number: ID!) {
    salesOrder(number: $number) { ...OrderFacts }
  }
`);

/** Shipments and invoices have rights of their own, so they are asked for beside the order. */
export const OrderDocumentsDocument = graphql(`
  query OrderDocuments($number: ID!) {
    salesOrder(number: $number) {
      number
      shipments { number status carrier trackingNumber promisedDate shippedDate deliveredDate warehouse { code } }
      invoices { id number kind status issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
    }
  }
`);

/** What the CRM knows around an order; the order itself never waits for it. */
export const OrderBorrowedDocument = graphql(`
  query OrderBorrowed($number: ID!) {
    salesOrder(number: $number) {
      number
      quote { id number version status title validUntilDate owner { id name } total { amount currency } }
      opportunity { id name status stage { id name } owner { id name } }
      customer {
        number
        account {
          id
          name
          owner { id name }
          lastTouchAt
          contacts(first: 5) { nodes { id name jobTitle role email phone } totalCount }
        }
      }
    }
  }
`);

export const OrderCreateDocument = graphql(`
  mutation OrderCreate($input: SalesOrderCreateInput!, $idempotencyKey: String!) {
    salesOrderCreate(input: $input, idempotencyKey: $idempotencyKey) { salesOrder { number } userErrors { code message path } }
  }
`);

export const OrderLineAddDocument = graphql(`
  mutation OrderLineAdd($number: ID!, $input: SalesOrderLineInput!, $expectedVersion: Int!, $idempotencyKey: String!) {
    salesOrderLineAdd(number: $number, input: $input, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderLineUpdateDocument = graphql(`
  mutation OrderLineUpdate($number: ID!, $lineNumber: Int!, $input: SalesOrderLineUpdateInput!, $expectedVersion: Int!) {
    salesOrderLineUpdate(number: $number, lineNumber: $lineNumber, input: $input, expectedVersion: $expectedVersion) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderLineRemoveDocument = graphql(`
  mutation OrderLineRemove($number: ID!, $lineNumber: Int!, $expectedVersion: Int!) {
    salesOrderLineRemove(number: $number, lineNumber: $lineNumber, expectedVersion: $expectedVersion) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderConfirmDocument = graphql(`
  mutation OrderConfirm($number: ID!, $expectedVersion: Int!, $idempotencyKey: String!) {
    salesOrderConfirm(number: $number, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderReleaseCreditDocument = graphql(`
  mutation OrderReleaseCredit($number: ID!, $reason: String!, $idempotencyKey: String!) {
    salesOrderReleaseCredit(number: $number, reason: $reason, idempotencyKey: $idempotencyKey) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderReallocateDocument = graphql(`
  mutation OrderReallocate($number: ID!, $idempotencyKey: String!) {
    salesOrderReallocate(number: $number, idempotencyKey: $idempotencyKey) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderCancelDocument = graphql(`
  mutation OrderCancel($number: ID!, $reason: String!, $expectedVersion: Int!, $idempotencyKey: String!) {
    salesOrderCancel(number: $number, reason: $reason, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) {
      salesOrder { ...OrderState }
      userErrors { code message path }
    }
  }
`);

export const OrderShipDocument = graphql(`
  mutation OrderShip($number: ID!, $input: ShipmentCreateInput!, $idempotencyKey: String!) {
    shipmentCreate(salesOrderNumber: $number, input: $input, idempotencyKey: $idempotencyKey) {
      shipment { number salesOrder { ...OrderState } }
      userErrors { code message path }
    }
  }
`);

export const OrderInvoiceDocument = graphql(`
  mutation OrderInvoice($number: ID!, $idempotencyKey: String!) {
    invoiceCreate(salesOrderNumber: $number, idempotencyKey: $idempotencyKey) {
      invoice { id salesOrder { ...OrderState } }
      userErrors { code message path }
    }
  }
`);
