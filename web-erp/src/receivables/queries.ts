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
    allocations { ...AllocationCells }
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
