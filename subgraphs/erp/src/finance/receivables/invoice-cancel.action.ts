import { act, audit, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationInvoiceCancelArgs } from "../../generated/graphql.ts";
import { refreshOrder } from "../../sales/sales-orders/sales-orders.module.ts";
import { moveInvoiced } from "./invoice-create.action.ts";
import { invoiceById, type InvoiceRow } from "./receivables.list.ts";
import { lockInvoice } from "./receivables.locks.ts";

/** Discards a draft; what it billed can be invoiced again. */
export async function cancelInvoice(ctx: ErpContext, args: MutationInvoiceCancelArgs): Promise<{ invoice: InvoiceRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  const id = await act(ctx, { name: "invoiceCancel" }, async (tx) => {
    const { invoice, order } = await lockInvoice(tx, ctx, { id: args.id }, "invoice");
    if (invoice.status === "POSTED") refuse("WRONG_STATE", `Invoice ${invoice.number} is in the books and can't be discarded. Credit it instead.`, ["id"]);
    if (invoice.status === "CANCELLED") refuse("WRONG_STATE", "This draft was discarded already.", ["id"]);
    await moveInvoiced(tx, invoice.id, -1);
    await tx.updateTable("invoice").set({ status: "CANCELLED", reason, version: invoice.version + 1 }).where("id", "=", invoice.id).execute();
    if (order) await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "invoiceCancel", entity: "Invoice", key: invoice.id, changes: { status: ["DRAFT", "CANCELLED"], reason } });
    return invoice.id;
  });
  return { invoice: await invoiceById(ctx, id) };
}
