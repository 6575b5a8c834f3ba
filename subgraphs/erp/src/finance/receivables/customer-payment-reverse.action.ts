import { act, audit, laterOf, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerPaymentReverseArgs } from "../../generated/graphql.ts";
import { lockCustomer } from "../../sales/customers/customers.module.ts";
import { lockOrdersById } from "../../sales/sales-orders/sales-orders.module.ts";
import { assertFourEyes } from "../../company/four-eyes/four-eyes.module.ts";
import { reverseJournal } from "../ledger/ledger.module.ts";
import { undoAllocations } from "./allocation-record.ts";
import { customerPaymentById, type CustomerPaymentRow } from "./receivables.list.ts";
import { headOfPayment, lockInvoicesById, lockPaymentById } from "./receivables.locks.ts";

/** Takes a payment back, e.g. a bounced transfer: its allocations are undone and the opposite entry is posted. */
export async function reversePayment(ctx: ErpContext, args: MutationCustomerPaymentReverseArgs): Promise<{ customerPayment: CustomerPaymentRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  const id = await act(ctx, { name: "customerPaymentReverse", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const head = await headOfPayment(tx, ctx, args.number);
    await lockCustomer(tx, ctx, head.customerNumber, ["number"]);
    const allocations = await tx.selectFrom("allocation as a").selectAll().where("a.paymentId", "=", head.id).where("a.undoes", "is", null)
      .where((e) => e.not(e.exists(e.selectFrom("allocation as u").select("u.id").whereRef("u.undoes", "=", "a.id")))).orderBy("a.id").execute();
    const invoiceIds = allocations.map((allocation) => allocation.invoiceId);
    const orders = invoiceIds.length === 0 ? [] : await tx.selectFrom("invoice").select("salesOrderId").where("id", "in", invoiceIds).execute();
    const salesOrderIds = orders.flatMap((row) => row.salesOrderId ?? []);
    await lockOrdersById(tx, salesOrderIds);
    await lockInvoicesById(tx, invoiceIds);
    const payment = await lockPaymentById(tx, head.id);
    if (payment.status !== "POSTED") refuse("WRONG_STATE", `Payment ${payment.number} was taken back already.`, ["number"]);
    await assertFourEyes(tx, ctx, {
      legalEntity: payment.legalEntity, amount: payment.baseAmount, why: `You recorded payment ${payment.number} yourself`, path: ["number"],
      earlier: [{ acts: ["customerPaymentRecord"], entity: "CustomerPayment", key: payment.number }],
    });
    await undoAllocations(tx, ctx, { kind: "PAYMENT", id: payment.id }, allocations, { on: ctx.today, reason, salesOrderIds, path: ["number"] });
    const reversal = await reverseJournal(tx, ctx, payment.journalEntryId, { postingDate: laterOf(ctx.today, payment.paymentDate), reason, path: ["number"] });
    await tx.updateTable("customerPayment").set((e) => ({ status: "REVERSED", reversalEntryId: reversal.id, unallocated: "0", unallocatedBase: "0", version: e("version", "+", 1) })).where("id", "=", payment.id).execute();
    await audit(tx, ctx, { act: "customerPaymentReverse", entity: "CustomerPayment", key: payment.number, changes: { status: ["POSTED", "REVERSED"], undone: allocations.length, reason } });
    return payment.id;
  });
  return { customerPayment: await customerPaymentById(ctx, id) };
}
