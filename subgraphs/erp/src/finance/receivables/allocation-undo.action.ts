import { act, audit, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationAllocationUndoArgs } from "../../generated/graphql.ts";
import { lockCustomer } from "../../sales/customers/customers.module.ts";
import { lockOrdersById } from "../../sales/sales-orders/sales-orders.module.ts";
import { undoAllocations } from "./allocation-record.ts";
import { customerPaymentById, type CustomerPaymentRow, invoiceById, type InvoiceRow } from "./receivables.list.ts";
import { headOfAllocation, lockInvoicesById, lockPaymentById } from "./receivables.locks.ts";

interface Undone { invoiceId: string; paymentId: string | null; creditNoteId: string | null }
export interface AllocationUndone { invoice: InvoiceRow | null; customerPayment: CustomerPaymentRow | null; creditNote: InvoiceRow | null }

/** Undoes one allocation: both sides are open again by its amount, and its exchange difference is reversed. */
export async function undoAllocation(ctx: ErpContext, args: MutationAllocationUndoArgs): Promise<AllocationUndone> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  const undone = await act(ctx, { name: "allocationUndo", idempotencyKey: args.idempotencyKey, body: args }, async (tx): Promise<Undone> => {
    const head = await headOfAllocation(tx, ctx, args.id);
    await lockCustomer(tx, ctx, head.customerNumber, ["id"]);
    const orders = await tx.selectFrom("invoice").select("salesOrderId").where("id", "=", head.invoiceId).execute();
    const salesOrderIds = orders.flatMap((row) => row.salesOrderId ?? []);
    await lockOrdersById(tx, salesOrderIds);
    const [invoice] = await lockInvoicesById(tx, head.creditNoteId ? [head.invoiceId, head.creditNoteId] : [head.invoiceId]);
    if (head.paymentId) await lockPaymentById(tx, head.paymentId);
    // Asked again now that nobody else can undo it.
    const later = await tx.selectFrom("allocation").select("id").where("undoes", "=", head.id).executeTakeFirst();
    if (head.undoes !== null || later) refuse("WRONG_STATE", head.undoes !== null ? "This line itself undoes an allocation. Allocate anew instead." : "This allocation was undone already.", ["id"]);
    await undoAllocations(tx, ctx, head.paymentId ? { kind: "PAYMENT", id: head.paymentId } : { kind: "CREDIT_NOTE", id: head.creditNoteId! }, [head], { on: ctx.today, reason, salesOrderIds, path: ["id"] });
    await audit(tx, ctx, { act: "allocationUndo", entity: "Allocation", key: head.id, changes: { invoice: invoice!.id, amount: head.amount, currency: head.currency, reason } });
    return { invoiceId: head.invoiceId, paymentId: head.paymentId, creditNoteId: head.creditNoteId };
  });
  return {
    invoice: await invoiceById(ctx, undone.invoiceId),
    customerPayment: undone.paymentId ? await customerPaymentById(ctx, undone.paymentId) : null,
    creditNote: undone.creditNoteId ? await invoiceById(ctx, undone.creditNoteId) : null,
  };
}
