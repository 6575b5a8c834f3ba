/** What every act shares that sets a payment or a credit note against invoices. */
import { assertMinorUnits, type CalendarDate, dec, type Dec, laterOf, notFound, positive, refuse, sum } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import type { AllocationInput } from "../../generated/graphql.ts";
import { lockOrdersById, refreshOrders } from "../../sales/sales-orders/sales-orders.module.ts";
import { booksOf, recordJournals, reverseJournal } from "../ledger/ledger.module.ts";
import type { AllocationRow, CustomerPaymentRow, InvoiceRow } from "./receivables.list.ts";
import { lockInvoicesById } from "./receivables.locks.ts";
import { differenceLines } from "./receivables.posting.ts";
import { assertWithin, type OpenInvoice, type OpenItem, settle } from "./receivables.rules.ts";

const MOST_ALLOCATIONS = 500;

/** A payment or credit note with something left to set against invoices. */
export interface AllocationSource extends OpenItem { kind: "PAYMENT" | "CREDIT_NOTE"; id: string; number: string; customerNumber: string; legalEntity: string; currency: string; date: CalendarDate }
export const paymentSource = (payment: CustomerPaymentRow): AllocationSource => ({
  kind: "PAYMENT", id: payment.id, number: payment.number, customerNumber: payment.customerNumber, legalEntity: payment.legalEntity, currency: payment.currency,
  date: payment.paymentDate, open: dec(payment.unallocated), openBase: dec(payment.unallocatedBase), rate: payment.exchangeRate,
});
export const creditNoteSource = (note: InvoiceRow): AllocationSource => ({
  kind: "CREDIT_NOTE", id: note.id, number: note.number!, customerNumber: note.customerNumber, legalEntity: note.legalEntity, currency: note.currency,
  date: note.issueDate!, open: dec(note.openAmount), openBase: dec(note.openBaseAmount), rate: note.exchangeRate,
});
export const openInvoice = (invoice: InvoiceRow): OpenInvoice => ({
  id: invoice.id, number: invoice.number!, issueDate: invoice.issueDate!, salesOrderId: invoice.salesOrderId, open: dec(invoice.openAmount), openBase: dec(invoice.openBaseAmount), rate: invoice.exchangeRate,
});

type Debtor = Pick<AllocationSource, "customerNumber" | "legalEntity" | "currency">;
export interface AllocationPart { invoice: OpenInvoice; amount: Dec; path: string[] }

/** Checks what was asked against what stands there, and locks it: the customer is locked already, orders and invoices are locked here. */
export async function lockAsked(tx: Tx, ctx: ErpContext, debtor: Debtor, asked: readonly AllocationInput[], path: string[]): Promise<AllocationPart[]> {
  if (asked.length === 0) refuse("EMPTY", "Name at least one invoice to set the money against.", path);
  if (asked.length > MOST_ALLOCATIONS) refuse("TOO_MANY", `At most ${MOST_ALLOCATIONS} invoices at once; these are ${asked.length}. Split them.`, path);
  const heads = await tx.selectFrom("invoice").select(["id", "number", "kind", "legalEntity", "customerNumber", "currency", "salesOrderId"]).where("number", "in", asked.map((part) => part.invoiceNumber)).execute();
  const parts = asked.map((part, i) => {
    const at = [...path, String(i)];
    const head = heads.find((row) => row.number === part.invoiceNumber);
    assertSees(ctx, head?.legalEntity, "invoice", part.invoiceNumber, [...at, "invoiceNumber"]);
    if (!head) return notFound("invoice", part.invoiceNumber, [...at, "invoiceNumber"]);
    if (asked.findIndex((other) => other.invoiceNumber === part.invoiceNumber) < i) refuse("DUPLICATE_INVOICE", `${head.number} is named twice. Add the amounts up.`, [...at, "invoiceNumber"]);
    if (head.kind !== "INVOICE") refuse("WRONG_KIND", `${head.number} is a credit note; money is set against invoices. Name an invoice.`, [...at, "invoiceNumber"]);
    if (head.customerNumber !== debtor.customerNumber) refuse("CUSTOMER_MISMATCH", `${head.number} is owed by customer ${head.customerNumber}, not by ${debtor.customerNumber}. Name an invoice of ${debtor.customerNumber}.`, [...at, "invoiceNumber"]);
    if (head.legalEntity !== debtor.legalEntity) refuse("ENTITY_MISMATCH", `${head.number} was issued by ${head.legalEntity}; this money belongs to ${debtor.legalEntity}. Name an invoice of ${debtor.legalEntity}.`, [...at, "invoiceNumber"]);
    if (head.currency !== debtor.currency) refuse("CURRENCY_MISMATCH", `${head.number} is in ${head.currency}, the money in ${debtor.currency}. Name an invoice in ${debtor.currency}.`, [...at, "invoiceNumber"]);
    const amount = positive(part.amount, [...at, "amount"], "The amount");
    assertMinorUnits(amount, debtor.currency, [...at, "amount"], "The amount");
    return { id: head.id, salesOrderId: head.salesOrderId, amount, path: [...at, "amount"] };
  });
  const locked = await lockOrdersAndInvoices(tx, parts);
  return parts.map(({ id, amount, path: at }) => ({ invoice: locked.get(id)!, amount, path: at }));
}
/** The debtor's open invoices, oldest due first, as many as an amount needs, locked. */
export async function lockOldest(tx: Tx, debtor: Debtor, amount: Dec): Promise<OpenInvoice[]> {
  const heads = await tx.selectFrom("invoice").select(["id", "salesOrderId", "openAmount"]).where("customerNumber", "=", debtor.customerNumber).where("legalEntity", "=", debtor.legalEntity)
    .where("currency", "=", debtor.currency).where("status", "=", "POSTED").where("kind", "=", "INVOICE").where("openAmount", ">", "0").orderBy("dueDate").orderBy("number").execute();
  let left = amount;
  const needed = heads.filter((head) => {
    const isNeeded = left.greaterThan(0);
    left = left.minus(head.openAmount);
    return isNeeded;
  });
  const locked = await lockOrdersAndInvoices(tx, needed);
  return needed.map((head) => locked.get(head.id)!);
}
async function lockOrdersAndInvoices(tx: Tx, heads: readonly { id: string; salesOrderId: string | null }[]): Promise<Map<string, OpenInvoice>> {
  await lockOrdersById(tx, heads.flatMap((head) => head.salesOrderId ?? []));
  return new Map((await lockInvoicesById(tx, heads.map((head) => head.id))).map((row) => [row.id, openInvoice(row)]));
}

/** Refuses what goes beyond an invoice or beyond the source. */
export function assertAllocatable(source: AllocationSource, parts: readonly AllocationPart[], path: string[]): void {
  for (const part of parts) assertWithin(part.amount, part.invoice.open, source.currency, part.invoice.number, part.path);
  assertWithin(sum(parts.map((part) => part.amount)), source.open, source.currency, source.number, path);
}

/**
 * Sets a locked source against locked invoices: allocation rows, open amounts on both sides and the journals of exchange differences.
 * `on` is the day of the books, or the later document's day if that is later.
 */
export async function recordAllocations(tx: Tx, ctx: ErpContext, source: AllocationSource, parts: readonly { invoice: OpenInvoice; amount: Dec }[], posting: { on: CalendarDate; path: string[] }): Promise<void> {
  if (parts.length === 0) return;
  const { baseCurrency } = await booksOf(tx, source.legalEntity);
  const settlements = settle(source, parts, baseCurrency);
  const dayOf = (invoice: OpenInvoice): CalendarDate => laterOf(laterOf(posting.on, source.date), invoice.issueDate);
  const different = settlements.filter(({ invoiceBase, sourceBase }) => !invoiceBase.equals(sourceBase));
  const journals = await recordJournals(tx, ctx, different.map(({ invoice, invoiceBase, sourceBase }) => ({
    legalEntity: source.legalEntity, postingDate: dayOf(invoice), area: "RECEIVABLES", text: `Difference of ${source.number} against ${invoice.number}`,
    source: { kind: "ALLOCATION", number: source.number }, path: posting.path,
    lines: differenceLines({ customerNumber: source.customerNumber, invoiceBase, sourceBase, isSameRate: dec(invoice.rate).equals(source.rate) }),
  })));
  await tx.insertInto("allocation").values(settlements.map((settlement) => ({
    invoiceId: settlement.invoice.id, paymentId: source.kind === "PAYMENT" ? source.id : null, creditNoteId: source.kind === "CREDIT_NOTE" ? source.id : null, currency: source.currency,
    amount: settlement.amount.toFixed(), invoiceBase: settlement.invoiceBase.toFixed(), sourceBase: settlement.sourceBase.toFixed(), allocatedOn: dayOf(settlement.invoice),
    allocatedAt: ctx.now, allocatedBy: ctx.caller.name, journalEntryId: journals[different.indexOf(settlement)]?.id ?? null,
  }))).execute();
  await moveOpen(tx, source, settlements.map(({ invoice, amount, invoiceBase, sourceBase }) => ({ invoiceId: invoice.id, amount, invoiceBase, sourceBase })));
  await refreshOrders(tx, settlements.flatMap(({ invoice }) => invoice.salesOrderId ?? []));
}

/** Undoes allocations that still count: opposite rows, open amounts back, differences reversed. */
export async function undoAllocations(tx: Tx, ctx: ErpContext, source: Pick<AllocationSource, "kind" | "id">, allocations: readonly AllocationRow[], undo: { on: CalendarDate; reason: string; salesOrderIds: readonly string[]; path: string[] }): Promise<void> {
  if (allocations.length === 0) return;
  const rows = [];
  for (const allocation of allocations) {
    const reversal = allocation.journalEntryId ? await reverseJournal(tx, ctx, allocation.journalEntryId, { postingDate: laterOf(undo.on, allocation.allocatedOn), reason: undo.reason, path: undo.path }) : null;
    rows.push({
      invoiceId: allocation.invoiceId, paymentId: allocation.paymentId, creditNoteId: allocation.creditNoteId, currency: allocation.currency, amount: dec(allocation.amount).negated().toFixed(),
      invoiceBase: dec(allocation.invoiceBase).negated().toFixed(), sourceBase: dec(allocation.sourceBase).negated().toFixed(), allocatedOn: laterOf(undo.on, allocation.allocatedOn),
      allocatedAt: ctx.now, allocatedBy: ctx.caller.name, undoes: allocation.id, reason: undo.reason, journalEntryId: reversal?.id ?? null,
    });
  }
  await tx.insertInto("allocation").values(rows).execute();
  await moveOpen(tx, source, rows.map((row) => ({ invoiceId: row.invoiceId, amount: dec(row.amount), invoiceBase: dec(row.invoiceBase), sourceBase: dec(row.sourceBase) })));
  await refreshOrders(tx, undo.salesOrderIds);
}

interface Move { invoiceId: string; amount: Dec; invoiceBase: Dec; sourceBase: Dec }
async function moveOpen(tx: Tx, source: Pick<AllocationSource, "kind" | "id">, moves: readonly Move[]): Promise<void> {
  const rows = moves.map((move) => ({ id: move.invoiceId, amount: move.amount.toFixed(), base: move.invoiceBase.toFixed() }));
  await sql`update invoice i set open_amount = i.open_amount - m.amount, open_base_amount = i.open_base_amount - m.base, version = i.version + 1
    from (select id, sum(amount) as amount, sum(base) as base from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, amount numeric, base numeric) group by id) m where i.id = m.id`.execute(tx);
  const amount = sum(moves.map((move) => move.amount)).toFixed();
  const base = sum(moves.map((move) => move.sourceBase)).toFixed();
  await (source.kind === "PAYMENT"
    ? sql`update customer_payment set unallocated = unallocated - ${amount}::numeric, unallocated_base = unallocated_base - ${base}::numeric, version = version + 1 where id = ${source.id}::uuid`
    : sql`update invoice set open_amount = open_amount - ${amount}::numeric, open_base_amount = open_base_amount - ${base}::numeric, version = version + 1 where id = ${source.id}::uuid`).execute(tx);
}
