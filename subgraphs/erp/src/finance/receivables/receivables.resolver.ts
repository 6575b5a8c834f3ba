import { answer, daysBetween, dec, isUuid, money, pageOf } from "@homefield/kit";
import { legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type {
  MutationAllocationUndoArgs, MutationCreditNoteAllocateArgs, MutationCustomerPaymentAllocateArgs, MutationCustomerPaymentRecordArgs, MutationCustomerPaymentReverseArgs,
  MutationInvoiceCancelArgs, MutationInvoiceCreateArgs, MutationInvoiceCreditArgs, MutationInvoicePostArgs,
  QueryCustomerPaymentArgs, QueryCustomerPaymentsArgs, QueryCustomerPaymentTotalsArgs, QueryInvoiceArgs, QueryInvoiceByIdArgs, QueryInvoicesArgs, QueryInvoiceTotalsArgs, QueryReceivablesAgeingArgs,
} from "../../generated/graphql.ts";
import { addressById, customerByNumber, postalAddress } from "../../sales/customers/customers.module.ts";
import { salesOrderById } from "../../sales/sales-orders/sales-orders.module.ts";
import { itemByNumber } from "../../supply/items/items.module.ts";
import { shipmentOfLine } from "../../supply/shipping/shipping.module.ts";
import { journalEntryById } from "../ledger/ledger.module.ts";
import { undoAllocation } from "./allocation-undo.action.ts";
import { allocateCreditNote } from "./credit-note-allocate.action.ts";
import { allocatePayment } from "./customer-payment-allocate.action.ts";
import { recordPayment } from "./customer-payment-record.action.ts";
import { reversePayment } from "./customer-payment-reverse.action.ts";
import { cancelInvoice } from "./invoice-cancel.action.ts";
import { createInvoiceForOrder } from "./invoice-create.action.ts";
import { creditInvoice } from "./invoice-credit.action.ts";
import { postInvoice } from "./invoice-post.action.ts";
import { receivablesAgeing } from "./receivables-ageing.report.ts";
import { customerPaymentTotals, invoiceTotals } from "./receivables-totals.report.ts";
import {
  allocationsOfCreditNote, allocationsOfInvoice, allocationsOfPayment, type AllocationView, creditNotesOf, customerPaymentById, customerPaymentByNumber, customerPaymentList, type CustomerPaymentRow,
  invoiceById, invoiceByNumber, invoiceList, type InvoiceLineView, type InvoiceRow, linesOfInvoice,
} from "./receivables.list.ts";

const invoiceOf = (ctx: ErpContext, id: string): Promise<InvoiceRow | null> | null => (isUuid(id) ? invoiceById(ctx, id) : null);

export const receivablesResolvers = {
  Query: {
    invoice: (_p: unknown, args: QueryInvoiceArgs, ctx: ErpContext) => invoiceByNumber(ctx, args.number),
    invoiceById: (_p: unknown, args: QueryInvoiceByIdArgs, ctx: ErpContext) => invoiceOf(ctx, args.id),
    invoices: (_p: unknown, args: QueryInvoicesArgs, ctx: ErpContext) => pageOf(ctx, invoiceList, args),
    invoiceTotals: (_p: unknown, args: QueryInvoiceTotalsArgs, ctx: ErpContext) => invoiceTotals(ctx, args.filter),
    customerPayment: (_p: unknown, args: QueryCustomerPaymentArgs, ctx: ErpContext) => customerPaymentByNumber(ctx, args.number),
    customerPayments: (_p: unknown, args: QueryCustomerPaymentsArgs, ctx: ErpContext) => pageOf(ctx, customerPaymentList, args),
    customerPaymentTotals: (_p: unknown, args: QueryCustomerPaymentTotalsArgs, ctx: ErpContext) => customerPaymentTotals(ctx, args.filter),
    receivablesAgeing: (_p: unknown, args: QueryReceivablesAgeingArgs, ctx: ErpContext) => receivablesAgeing(ctx, args),
  },
  Mutation: {
    invoiceCreate: (_p: unknown, args: MutationInvoiceCreateArgs, ctx: ErpContext) => answer(() => createInvoiceForOrder(ctx, args)),
    invoicePost: (_p: unknown, args: MutationInvoicePostArgs, ctx: ErpContext) => answer(() => postInvoice(ctx, args)),
    invoiceCancel: (_p: unknown, args: MutationInvoiceCancelArgs, ctx: ErpContext) => answer(() => cancelInvoice(ctx, args)),
    invoiceCredit: (_p: unknown, args: MutationInvoiceCreditArgs, ctx: ErpContext) => answer(() => creditInvoice(ctx, args)),
    customerPaymentRecord: (_p: unknown, args: MutationCustomerPaymentRecordArgs, ctx: ErpContext) => answer(() => recordPayment(ctx, args)),
    customerPaymentAllocate: (_p: unknown, args: MutationCustomerPaymentAllocateArgs, ctx: ErpContext) => answer(() => allocatePayment(ctx, args)),
    creditNoteAllocate: (_p: unknown, args: MutationCreditNoteAllocateArgs, ctx: ErpContext) => answer(() => allocateCreditNote(ctx, args)),
    allocationUndo: (_p: unknown, args: MutationAllocationUndoArgs, ctx: ErpContext) => answer(() => undoAllocation(ctx, args)),
    customerPaymentReverse: (_p: unknown, args: MutationCustomerPaymentReverseArgs, ctx: ErpContext) => answer(() => reversePayment(ctx, args)),
  },
  Invoice: {
    __resolveReference: (ref: { number?: string; id?: string }, ctx: ErpContext) => (ref.number !== undefined ? invoiceByNumber(ctx, ref.number) : invoiceOf(ctx, ref.id!)),
    legalEntity: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, invoice.legalEntity),
    customer: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => customerByNumber(ctx, invoice.customerNumber),
    salesOrder: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => invoice.salesOrderId && salesOrderById(ctx, invoice.salesOrderId),
    creditsInvoice: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => invoice.creditsInvoice && invoiceById(ctx, invoice.creditsInvoice),
    creditNotes: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => (invoice.kind === "INVOICE" ? creditNotesOf(ctx, invoice.id) : []),
    daysOverdue: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) =>
      (invoice.kind === "INVOICE" && invoice.status === "POSTED" && invoice.dueDate && !dec(invoice.openAmount).isZero() ? Math.max(0, daysBetween(invoice.dueDate, ctx.today)) : 0),
    status: (invoice: InvoiceRow) => invoice.paymentStatus,
    lines: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => linesOfInvoice(ctx, invoice.id),
    netAmount: (invoice: InvoiceRow) => money(invoice.netAmount, invoice.currency),
    taxAmount: (invoice: InvoiceRow) => money(invoice.taxAmount, invoice.currency),
    total: (invoice: InvoiceRow) => money(invoice.totalAmount, invoice.currency),
    openAmount: (invoice: InvoiceRow) => money(invoice.openAmount, invoice.currency),
    allocations: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => (invoice.kind === "INVOICE" ? allocationsOfInvoice(ctx, invoice.id) : allocationsOfCreditNote(ctx, invoice.id)),
    billingAddress: async (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => invoice.billingAddress && postalAddress(await addressById(ctx, invoice.billingAddress)),
    journalEntry: (invoice: InvoiceRow, _a: unknown, ctx: ErpContext) => invoice.journalEntryId && journalEntryById(ctx, invoice.journalEntryId),
    pdfPath: (invoice: InvoiceRow) => invoice.number && `/pdf/${invoice.kind === "INVOICE" ? "invoice" : "credit-note"}/${invoice.number}`,
  },
  InvoiceLine: {
    item: (line: InvoiceLineView, _a: unknown, ctx: ErpContext) => line.itemNumber && itemByNumber(ctx, line.itemNumber),
    shipment: (line: InvoiceLineView, _a: unknown, ctx: ErpContext) => line.shipmentLineId && shipmentOfLine(ctx, line.shipmentLineId),
    unitPrice: (line: InvoiceLineView) => money(line.unitPrice, line.currency),
    netAmount: (line: InvoiceLineView) => money(line.netAmount, line.currency),
    taxAmount: (line: InvoiceLineView) => money(line.taxAmount, line.currency),
  },
  CustomerPayment: {
    __resolveReference: (ref: { number: string }, ctx: ErpContext) => customerPaymentByNumber(ctx, ref.number),
    legalEntity: (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, payment.legalEntity),
    customer: (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => customerByNumber(ctx, payment.customerNumber),
    amount: (payment: CustomerPaymentRow) => money(payment.amount, payment.currency),
    unallocated: (payment: CustomerPaymentRow) => money(payment.unallocated, payment.currency),
    allocations: (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => allocationsOfPayment(ctx, payment.id),
    baseAmount: async (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => money(payment.baseAmount, (await legalEntityByCode(ctx, payment.legalEntity))!.baseCurrency),
    journalEntry: (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => journalEntryById(ctx, payment.journalEntryId),
    reversalEntry: (payment: CustomerPaymentRow, _a: unknown, ctx: ErpContext) => payment.reversalEntryId && journalEntryById(ctx, payment.reversalEntryId),
    recordedBy: (payment: CustomerPaymentRow) => payment.createdBy,
    recordedAt: (payment: CustomerPaymentRow) => payment.createdAt,
  },
  Allocation: {
    invoice: (allocation: AllocationView, _a: unknown, ctx: ErpContext) => invoiceById(ctx, allocation.invoiceId),
    customerPayment: (allocation: AllocationView, _a: unknown, ctx: ErpContext) => allocation.paymentId && customerPaymentById(ctx, allocation.paymentId),
    creditNote: (allocation: AllocationView, _a: unknown, ctx: ErpContext) => allocation.creditNoteId && invoiceById(ctx, allocation.creditNoteId),
    amount: (allocation: AllocationView) => money(allocation.amount, allocation.currency),
    journalEntry: (allocation: AllocationView, _a: unknown, ctx: ErpContext) => allocation.journalEntryId && journalEntryById(ctx, allocation.journalEntryId),
    exchangeDifference: (allocation: AllocationView) => money(dec(allocation.sourceBase).minus(allocation.invoiceBase), allocation.baseCurrency),
  },
  CustomerAgeing: {
    customer: (row: { customerNumber: string }, _a: unknown, ctx: ErpContext) => customerByNumber(ctx, row.customerNumber),
  },
  // The ledger knows no customers; who may follow a line to its customer asks here.
  JournalLine: {
    customer: (line: { customerNumber: string | null }, _a: unknown, ctx: ErpContext) => line.customerNumber && customerByNumber(ctx, line.customerNumber),
  },
};
