import { graphql } from "../gql/index.ts";

export const ShipmentCells = graphql(`
  fragment ShipmentCells on Shipment {
    number
    status
    carrier
    trackingNumber
    promisedDate
    shippedDate
    deliveredDate
    version
    warehouse { code name }
    customer { number name }
    salesOrder { number }
    deliveryAddress { name line1 line2 postalCode city region country }
    lines { id quantity pickedQuantity item { number name } }
  }
`);

export const ShipmentFacts = graphql(`
  fragment ShipmentFacts on Shipment {
    ...ShipmentCells
    createdAt
    salesOrder { number customerReference requestedDate status version acts }
    lines {
      id
      quantity
      pickedQuantity
      item { number name unit { code } weightGrams }
      orderLine { id lineNumber description quantity shippedQuantity cancelledQuantity promisedDate }
    }
  }
`);

export const ShipmentsDocument = graphql(`
  query Shipments($filter: ShipmentFilter, $orderBy: [ShipmentOrder!], $after: String) {
    shipmentList(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes { ...ShipmentCells }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const ShipmentViewCountsDocument = graphql(`
  query ShipmentViewCounts {
    pick: shipmentList(filter: { status: { equals: DRAFT } }, first: 1) { totalCount }
    picked: shipmentList(filter: { status: { equals: PICKED } }, first: 1) { totalCount }
    way: shipmentList(filter: { status: { equals: SHIPPED } }, first: 1) { totalCount }
  }
`);

export const ShipmentDocument = graphql(`
  query Shipment($number: ID!) {
    shipment(number: $number) { ...ShipmentFacts }
  }
`);

/** The cost and the journal are for those who read the ledger. */
export const ShipmentLedgerDocument = graphql(`
  query ShipmentLedger($number: ID!) {
    shipment(number: $number) {
      number
      journalEntry { id number postingDate }
      lines { id costAmount { amount currency } }
    }
  }
`);

export const ShipmentBorrowedDocument = graphql(`
  query ShipmentBorrowed($number: ID!) {
    shipment(number: $number) {
      number
      customer { number account { id name owner { id name } lastTouchAt contacts(first: 5) { nodes { id name jobTitle role email phone } totalCount } } }
    }
  }
`);

export const ShipmentPickDocument = graphql(`
  mutation ShipmentPick($number: ID!, $input: ShipmentPickInput!, $expectedVersion: Int, $idempotencyKey: String!) {
    shipmentPick(number: $number, input: $input, expectedVersion: $expectedVersion, idempotencyKey: $idempotencyKey) {
      shipment { ...ShipmentFacts }
      userErrors { code message path }
    }
  }
`);

export const ShipmentCarrierSetDocument = graphql(`
  mutation ShipmentCarrierSet($number: ID!, $input: ShipmentCarrierInput!, $expectedVersion: Int!) {
    shipmentCarrierSet(number: $number, input: $input, expectedVersion: $expectedVersion) {
      shipment { ...ShipmentFacts }
      userErrors { code message path }
    }
  }
`);

export const ShipmentShipDocument = graphql(`
  mutation ShipmentShip($number: ID!, $idempotencyKey: String!) {
    shipmentShip(number: $number, idempotencyKey: $idempotencyKey) { shipment { ...ShipmentFacts } userErrors { code message path } }
  }
`);

export const ShipmentDeliverDocument = graphql(`
  mutation ShipmentDeliver($number: ID!, $deliveredDate: Date, $idempotencyKey: String!) {
    shipmentDeliver(number: $number, deliveredDate: $deliveredDate, idempotencyKey: $idempotencyKey) { shipment { ...ShipmentFacts } userErrors { code message path } }
  }
`);

export const ShipmentCancelDocument = graphql(`
  mutation ShipmentCancel($number: ID!, $reason: String!, $idempotencyKey: String!) {
    shipmentCancel(number: $number, reason: $reason, idempotencyKey: $idempotencyKey) { shipment { ...ShipmentFacts } userErrors { code message path } }
  }
`);
