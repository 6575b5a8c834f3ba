/** Lists and batched lookups of invoices, payments and allocations for any module's resolvers. Reads only; imports no other module. */
import { by, defineList, listLoaderOf, loaderOf } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { Allocation, CustomerPayment, DB, Invoice, InvoiceLine } from "../../generated/tables.ts";

export type InvoiceRow = Selectable<Invoice>;
export type InvoiceLineRow = Selectable<InvoiceLine>;
/** A line with the currency of its document. */
export type InvoiceLineView = InvoiceLineRow & { currency: string };
export type CustomerPaymentRow = Selectable<CustomerPayment>;
export type AllocationRow = Selectable<Allocation>;

/** Open and past its due date on a day: credit notes are never overdue. */
export const overdue = (ctx: ErpContext) => sql<boolean>`(i.status = 'POSTED' and i.kind = 'INVOICE' and i.open_amount > 0 and i.due_date < ${ctx.today}::date)`;

/** Invoices and credit notes the caller may see, drafts included. Below a parent: `pageOfMany(ctx, invoiceList, { name: "customer", by: sql\`i.customer_number\`, type: "text" }, …)`. */
export const invoiceList = defineList<InvoiceRow, ErpContext>({
  name: "invoices",
  from: sql`invoice i`,
  select: sql`i.*`,
  key: { by: sql`i.id`, type: "uuid" },
  visible: (ctx) => inEntities(ctx, sql`i.legal_entity`),
  filters: (ctx) => ({
    number: by.id(sql`i.number`),
    customerNumber: by.id(sql`i.customer_number`),
    salesOrderNumber: by.with(by.id(sql`o.number`), (condition) => sql<boolean>`exists (select 1 from sales_order o where o.id = i.sales_order_id and ${condition})`),
    legalEntity: by.id(sql`i.legal_entity`),
    kind: by.enum(sql`i.kind`),
    status: by.enum(sql`i.payment_status`),
    issueDate: by.date(sql`i.issue_date`),
    dueDate: by.date(sql`i.due_date`),
    openAmount: by.decimal(sql`i.open_amount`),
    total: by.decimal(sql`i.total_amount`),
    isOverdue: by.boolean(overdue(ctx)),
  }),
  orders: {
    NUMBER: { by: sql`i.number`, type: "text", nullable: true },
    ISSUE_DATE: { by: sql`i.issue_date`, type: "date", nullable: true },
    DUE_DATE: { by: sql`i.due_date`, type: "date", nullable: true },
    TOTAL: { by: sql`i.total_amount`, type: "numeric" },
    OPEN_AMOUNT: { by: sql`i.open_amount`, type: "numeric" },
    STATUS: { by: sql`i.payment_status`, type: "text" },
    DOCUMENT_DATE: { by: sql`i.document_date`, type: "date" },
  },
  // Drafts have no issue date yet; they stand under the day they were made.
  defaultOrder: [{ field: "DOCUMENT_DATE", direction: "DESC" }],
});

export const customerPaymentList = defineList<CustomerPaymentRow, ErpContext>({
  name: "customerPayments",
  from: sql`customer_payment p`,
  select: sql`p.*`,
  key: { by: sql`p.id`, type: "uuid" },
  visible: (ctx) => inEntities(ctx, sql`p.legal_entity`),
  filters: {
    number: by.id(sql`p.number`),
    customerNumber: by.id(sql`p.customer_number`),
    legalEntity: by.id(sql`p.legal_entity`),
    paymentDate: by.date(sql`p.payment_date`),
    status: by.enum(sql`p.status`),
    amount: by.decimal(sql`p.amount`),
    unallocated: by.decimal(sql`p.unallocated`),
    text: by.text(sql`concat_ws(' ', p.reference, p.bank_text)`, sql`p.search_text`),
  },
  orders: {
    NUMBER: { by: sql`p.number`, type: "text" },
    PAYMENT_DATE: { by: sql`p.payment_date`, type: "date" },
    AMOUNT: { by: sql`p.amount`, type: "numeric" },
    UNALLOCATED: { by: sql`p.unallocated`, type: "numeric" },
  },
  defaultOrder: [{ field: "PAYMENT_DATE", direction: "DESC" }],
});

const invoices = (ctx: ErpContext) => ctx.db.selectFrom("invoice").selectAll().where(inEntities(ctx, sql`legal_entity`));

/** Batched by identifier: the invoice or credit note if the caller may see it, else null. */
export const invoiceById = (ctx: ErpContext, id: string): Promise<InvoiceRow | null> =>
  loaderOf<DB, InvoiceRow>(ctx, "invoice", (row) => row.id, (ids) => invoices(ctx).where("id", "in", ids).execute()).load(id);
/** Batched by legal number. */
export const invoiceByNumber = (ctx: ErpContext, number: string): Promise<InvoiceRow | null> =>
  loaderOf<DB, InvoiceRow>(ctx, "invoice by number", (row) => row.number!, (numbers) => invoices(ctx).where("number", "in", numbers).execute()).load(number);
/** Batched: invoices and credit notes of an order by its identifier, newest first, drafts included. */
export const invoicesOfOrder = (ctx: ErpContext, salesOrderId: string): Promise<InvoiceRow[]> =>
  listLoaderOf<DB, InvoiceRow>(ctx, "invoices of order", (row) => row.salesOrderId!, (ids) =>
    invoices(ctx).where("salesOrderId", "in", ids).orderBy("documentDate", "desc").orderBy("id", "desc").execute()).load(salesOrderId);
export const creditNotesOf = (ctx: ErpContext, invoiceId: string): Promise<InvoiceRow[]> =>
  listLoaderOf<DB, InvoiceRow>(ctx, "credit notes of invoice", (row) => row.creditsInvoice!, (ids) =>
    invoices(ctx).where("creditsInvoice", "in", ids).where("status", "=", "POSTED").orderBy("id", "desc").execute()).load(invoiceId);
/** Batched: the lines of an invoice, for rows whose visibility is decided already. */
export const linesOfInvoice = (ctx: ErpContext, invoiceId: string): Promise<InvoiceLineView[]> =>
  listLoaderOf<DB, InvoiceLineView>(ctx, "lines of invoice", (row) => row.invoiceId, (ids) =>
    ctx.db.selectFrom("invoiceLine as l").innerJoin("invoice as i", "i.id", "l.invoiceId").selectAll("l").select("i.currency").where("l.invoiceId", "in", ids).orderBy("l.invoiceId").orderBy("l.lineNumber").execute()).load(invoiceId);

const payments = (ctx: ErpContext) => ctx.db.selectFrom("customerPayment").selectAll().where(inEntities(ctx, sql`legal_entity`));
export const customerPaymentById = (ctx: ErpContext, id: string): Promise<CustomerPaymentRow | null> =>
  loaderOf<DB, CustomerPaymentRow>(ctx, "customerPayment", (row) => row.id, (ids) => payments(ctx).where("id", "in", ids).execute()).load(id);
export const customerPaymentByNumber = (ctx: ErpContext, number: string): Promise<CustomerPaymentRow | null> =>
  loaderOf<DB, CustomerPaymentRow>(ctx, "customerPayment by number", (row) => row.number, (numbers) => payments(ctx).where("number", "in", numbers).execute()).load(number);

/** An allocation and whether it still counts: it neither undoes another nor was undone. */
export interface AllocationView extends AllocationRow { isUndone: boolean; baseCurrency: string }
const allocationsBy = (ctx: ErpContext, column: "invoiceId" | "paymentId" | "creditNoteId", id: string): Promise<AllocationView[]> =>
  listLoaderOf<DB, AllocationView>(ctx, `allocations by ${column}`, (row) => row[column]!, async (ids) => {
    const rows = await ctx.db.selectFrom("allocation as a").innerJoin("invoice as i", "i.id", "a.invoiceId").innerJoin("legalEntity as e", "e.code", "i.legalEntity")
      .selectAll("a").select("e.baseCurrency").select(sql<boolean>`(a.undoes is not null or exists (select 1 from allocation u where u.undoes = a.id))`.as("isUndone"))
      .where(`a.${column}`, "in", ids).where(inEntities(ctx, sql`i.legal_entity`)).orderBy("a.allocatedOn").orderBy("a.id").execute();
    return rows;
  }).load(id);
export const allocationsOfInvoice = (ctx: ErpContext, invoiceId: string): Promise<AllocationView[]> => allocationsBy(ctx, "invoiceId", invoiceId);
export const allocationsOfPayment = (ctx: ErpContext, paymentId: string): Promise<AllocationView[]> => allocationsBy(ctx, "paymentId", paymentId);
export const allocationsOfCreditNote = (ctx: ErpContext, creditNoteId: string): Promise<AllocationView[]> => allocationsBy(ctx, "creditNoteId", creditNoteId);
