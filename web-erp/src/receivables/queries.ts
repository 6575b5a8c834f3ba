import { graphql } from "../gql/index.ts";

export const Invoices = graphql(`
  query InvoiceList($filter: InvoiceFilter, $orderBy: [InvoiceOrder!], $first: Int, $after: String) {
    invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id number kind status issueDate dueDate daysOverdue
        customer { number name account { id owner { id name } } }
        salesOrder { number }
        legalEntity { code }
        total { amount currency }
        openAmount { amount currency }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
export const InvoiceSums = graphql(`
  query InvoiceSums($filter: InvoiceFilter) {
    invoiceTotals(filter: $filter) { count total { amount currency } openAmount { amount currency } overdueAmount { amount currency } }
  }
`);
export const InvoiceByNumber = graphql(`
  query InvoiceByNumber($number: ID!) {
    invoice(number: $number) { ...InvoiceFacts }
  }
  fragment InvoiceFacts on Invoice {
    id number kind status issueDate dueDate daysOverdue version reason customerReference pdfPath
    legalEntity { code name baseCurrency }
    customer { number name account { id name owner { id name } contacts(first: 5) { nodes { id name email role } } } }
    salesOrder { number }
    creditsInvoice { id number }
    creditNotes { id number status total { amount currency } }
    billingAddress { name line1 line2 postalCode city country }
    netAmount { amount currency }
    taxAmount { amount currency }
    total { amount currency }
    openAmount { amount currency }
    lines { id lineNumber description quantity unitPrice { amount currency } discountPercent netAmount { amount currency } taxPercent taxAmount { amount currency } item { number } shipment { number } }
    allocations { id amount { amount currency } allocatedOn allocatedBy isUndone exchangeDifference { amount currency } customerPayment { number } creditNote { number } }
    journalEntry { id number }
  }
`);
export const InvoiceById = graphql(`
  query InvoiceById($id: ID!) {
    invoiceById(id: $id) { ...InvoiceFacts }
  }
`);
export const InvoicePost = graphql(`
  mutation InvoicePostNow($id: ID!, $issueDate: Date, $idempotencyKey: String!) {
    invoicePost(id: $id, issueDate: $issueDate, idempotencyKey: $idempotencyKey) { invoice { ...InvoiceFacts } userErrors { code message path } }
  }
`);
export const InvoiceCancel = graphql(`
  mutation InvoiceCancel($id: ID!, $reason: String!) {
    invoiceCancel(id: $id, reason: $reason) { invoice { ...InvoiceFacts } userErrors { code message path } }
  }
`);
export const InvoiceCredit = graphql(`
  mutation InvoiceCredit($number: ID!, $input: InvoiceCreditInput!, $idempotencyKey: String!) {
    invoiceCredit(number: $number, input: $input, idempotencyKey: $idempotencyKey) { invoice { ...InvoiceFacts } userErrors { code message path } }
  }
`);
export const AllocationUndo = graphql(`
  mutation AllocationUndo($id: ID!, $reason: String!, $idempotencyKey: String!) {
    allocationUndo(id: $id, reason: $reason, idempotencyKey: $idempotencyKey) { customerPayment { number unallocated { amount currency } } userErrors { code message path } }
  }
`);

export const Payments = graphql(`
  query PaymentsToPlace($filter: CustomerPaymentFilter, $first: Int) {
    customerPayments(filter: $filter, orderBy: [{ field: PAYMENT_DATE, direction: ASC }], first: $first) {
      nodes { number paymentDate bankText reference status version customer { number name } amount { amount currency } unallocated { amount currency } }
      totalCount
    }
  }
`);
export const OpenItems = graphql(`
  query OpenItems($customer: ID!) {
    customer(number: $customer) {
      number
      name
      openBalance { amount currency }
      overdueBalance { amount currency }
      account { id owner { id name } }
    }
    invoices(filter: { customerNumber: { equals: $customer }, kind: { equals: INVOICE }, openAmount: { greaterThan: "0" }, status: { in: [POSTED, PARTLY_PAID] } }, orderBy: [{ field: DUE_DATE, direction: ASC }], first: 200) {
      nodes { id number issueDate dueDate daysOverdue total { amount currency } openAmount { amount currency } }
    }
  }
`);
export const Allocate = graphql(`
  mutation CustomerPaymentAllocate($number: ID!, $allocations: [AllocationInput!]!, $idempotencyKey: String!) {
    customerPaymentAllocate(number: $number, allocations: $allocations, idempotencyKey: $idempotencyKey) {
      customerPayment { number unallocated { amount currency } allocations { id invoice { id number status openAmount { amount currency } } amount { amount currency } } }
      userErrors { code message path }
    }
  }
`);
export const PaymentRecord = graphql(`
  mutation CustomerPaymentRecordNow($input: CustomerPaymentRecordInput!, $idempotencyKey: String!) {
    customerPaymentRecord(input: $input, idempotencyKey: $idempotencyKey) {
      customerPayment { number unallocated { amount currency } }
      userErrors { code message path }
    }
  }
`);
export const PaymentReverse = graphql(`
  mutation CustomerPaymentReverse($number: ID!, $reason: String!, $idempotencyKey: String!) {
    customerPaymentReverse(number: $number, reason: $reason, idempotencyKey: $idempotencyKey) {
      customerPayment { number status unallocated { amount currency } }
      userErrors { code message path }
    }
  }
`);
export const FindCustomers = graphql(`
  query FindCustomers($text: String!) {
    customers(filter: { name: { contains: $text } }, first: 8) { nodes { number name currency } }
  }
`);
export const AgeingOf = graphql(`
  query ReceivablesAgeingOf($legalEntity: ID!, $asOf: Date) {
    receivablesAgeing(legalEntity: $legalEntity, asOf: $asOf) {
      asOf
      rows {
        customer { number name isOnHold account { id owner { id name } } }
        ageing { notDue { amount currency } days1To30 { amount currency } days31To60 { amount currency } days61To90 { amount currency } over90 { amount currency } unallocated { amount currency } total { amount currency } }
      }
    }
  }
`);
