import { act, audit, notFound, refuse } from "@homefield/kit";
import { assertSees, type ErpContext } from "../../context.ts";
import type { MutationCreditNoteAllocateArgs } from "../../generated/graphql.ts";
import { lockCustomer } from "../../sales/customers/customers.module.ts";
import { assertAllocatable, creditNoteSource, lockAsked, recordAllocations } from "./allocation-record.ts";
import { invoiceById, type InvoiceRow } from "./receivables.list.ts";
import { lockInvoicesById } from "./receivables.locks.ts";

/** Sets what is left of a credit note against invoices of the same customer. */
export async function allocateCreditNote(ctx: ErpContext, args: MutationCreditNoteAllocateArgs): Promise<{ invoice: InvoiceRow | null }> {
  const id = await act(ctx, { name: "creditNoteAllocate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const head = await tx.selectFrom("invoice").select(["id", "kind", "legalEntity", "customerNumber", "currency"]).where("number", "=", args.number).executeTakeFirst();
    assertSees(ctx, head?.legalEntity, "credit note", args.number, ["number"]);
    if (!head) return notFound("credit note", args.number, ["number"]);
    if (head.kind !== "CREDIT_NOTE") refuse("WRONG_KIND", `${args.number} is an invoice; only a credit note or a payment is set against invoices. Name a credit note.`, ["number"]);
    await lockCustomer(tx, ctx, head.customerNumber, ["number"]);
    const parts = await lockAsked(tx, ctx, head, args.allocations, ["allocations"]);
    const [note] = await lockInvoicesById(tx, [head.id]);
    const source = creditNoteSource(note!);
    assertAllocatable(source, parts, ["allocations"]);
    await recordAllocations(tx, ctx, source, parts, { on: ctx.today, path: ["allocations"] });
    await audit(tx, ctx, { act: "creditNoteAllocate", entity: "Invoice", key: args.number, changes: { allocations: parts.map((part) => ({ invoice: part.invoice.number, amount: part.amount.toFixed() })) } });
    return head.id;
  });
  return { invoice: await invoiceById(ctx, id) };
}
