import { act, audit, refuse } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerPaymentAllocateArgs } from "../../generated/graphql.ts";
import { lockCustomer } from "../../sales/customers/customers.module.ts";
import { assertAllocatable, lockAsked, paymentSource, recordAllocations } from "./allocation-record.ts";
import { customerPaymentById, type CustomerPaymentRow } from "./receivables.list.ts";
import { headOfPayment, lockPaymentById } from "./receivables.locks.ts";

const PATH = ["allocations"];

/** Sets what is left of a payment against invoices. */
export async function allocatePayment(ctx: ErpContext, args: MutationCustomerPaymentAllocateArgs): Promise<{ customerPayment: CustomerPaymentRow | null }> {
  const id = await act(ctx, { name: "customerPaymentAllocate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const head = await headOfPayment(tx, ctx, args.number);
    await lockCustomer(tx, ctx, head.customerNumber, ["number"]);
    const parts = await lockAsked(tx, ctx, head, args.allocations, PATH);
    const payment = await lockPaymentById(tx, head.id);
    if (payment.status !== "POSTED") refuse("WRONG_STATE", `Payment ${payment.number} was taken back; nothing of it is left to allocate.`, ["number"]);
    const source = paymentSource(payment);
    assertAllocatable(source, parts, PATH);
    await recordAllocations(tx, ctx, source, parts, { on: ctx.today, path: PATH });
    await audit(tx, ctx, { act: "customerPaymentAllocate", entity: "CustomerPayment", key: payment.number, changes: { allocations: parts.map((part) => ({ invoice: part.invoice.number, amount: part.amount.toFixed() })) } });
    return payment.id;
  });
  return { customerPayment: await customerPaymentById(ctx, id) };
}
