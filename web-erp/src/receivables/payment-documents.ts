import { graphql } from "../gql/index.ts";

/** All queries that show what is open, placed or left: asked again after any act of this module. */
export const RECEIVABLES = ["ToPlace", "OpenItems", "PaymentList", "PaymentSums", "PaymentByNumber", "InvoiceByNumber", "InvoiceList", "InvoiceSums", "CustomerBalance", "CustomerFlow"];

export const PaymentList = graphql(`
  query PaymentList($filter: CustomerPaymentFilter, $orderBy: [CustomerPaymentOrder!], $after: String) {
    customerPayments(filter: $filter, orderBy: $orderBy, first: 100, after: $after) {
      nodes {
        number paymentDate status reference bankText
        customer { number name account { id owner { id name } } }
        legalEntity { code }
        amount { amount currency }
        unallocated { amount currency }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
export const PaymentSums = graphql(`
  query PaymentSums($filter: CustomerPaymentFilter) {
    customerPaymentTotals(filter: $filter) { count amount { amount currency } unallocated { amount currency } }
  }
`);
export const PaymentByNumber = graphql(`
  query PaymentByNumber($number: ID!) {
    customerPayment(number: $number) {
      number paymentDate status reference bankText exchangeRate recordedBy recordedAt version
      legalEntity { code name baseCurrency }
      customer { number name account { id name owner { id name } } }
      amount { amount currency }
      baseAmount { amount currency }
      unallocated { amount currency }
      allocations { ...AllocationCells }
      journalEntry { id number }
      reversalEntry { id number text postedBy postedAt }
    }
  }
`);
export const AllocationCells = graphql(`
  fragment AllocationCells on Allocation {
    id allocatedOn allocatedBy isUndone
    amount { amount currency }
    exchangeDifference { amount currency }
    journalEntry { id number }
    invoice { id number dueDate }
    customerPayment { number }
    creditNote { id number }
  }
`);
/** Payments and credit notes with something left; each takes a right of its own. */
export const ToPlace = graphql(`
  query ToPlace {
    customerPayments(filter: { unallocated: { greaterThan: "0" } }, orderBy: [{ field: PAYMENT_DATE, direction: ASC }], first: 200) {
      nodes { number paymentDate bankText reference customer { number name } amount { amount currency } unallocated { amount currency } }
      totalCount
    }
    invoices(filter: { kind: { equals: CREDIT_NOTE }, openAmount: { greaterThan: "0" }, status: { in: [POSTED, PARTLY_PAID] } }, orderBy: [{ field: ISSUE_DATE, direction: ASC }], first: 200) {
      nodes { id number issueDate reason customer { number name } creditsInvoice { id number } total { amount currency } openAmount { amount currency } }
      totalCount
    }
  }
`);
export const OpenItems = graphql(`
  query OpenItems($customer: ID!) {
    customer(number: $customer) {
      number
      name
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
      customerPayment { number unallocated { amount currency } }
      userErrors { code message path }
    }
  }
`);
export const CreditNoteAllocate = graphql(`
  mutation CreditNoteAllocate($number: ID!, $allocations: [AllocationInput!]!, $idempotencyKey: String!) {
    creditNoteAllocate(number: $number, allocations: $allocations, idempotencyKey: $idempotencyKey) {
      invoice { id number status openAmount { amount currency } }
      userErrors { code message path }
    }
  }
`);
export const AllocationUndo = graphql(`
  mutation AllocationUndo($id: ID!, $reason: String!, $idempotencyKey: String!) {
    allocationUndo(id: $id, reason: $reason, idempotencyKey: $idempotencyKey) {
      customerPayment { number unallocated { amount currency } }
      creditNote { id openAmount { amount currency } }
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
