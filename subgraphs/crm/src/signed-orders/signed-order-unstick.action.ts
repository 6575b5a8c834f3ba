import { act, audit, isUuid, notFound, refuse, text } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { visibleAccount } from "../accounts/accounts.module.ts";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { MutationSignedOrderCancelArgs, MutationSignedOrderRetryArgs } from "../generated/graphql.ts";
import type { SignedOrder } from "../generated/tables.ts";
import type { SignedOrderPayload } from "./signed-order.payload.ts";
import { handOverColumns, type HandOverRow } from "./signed-orders.list.ts";
import { signingDetails } from "./signing-details.ts";

type Row = Omit<Selectable<SignedOrder>, "payload"> & { payload: SignedOrderPayload | null };
type Answer = Promise<{ signedOrder: HandOverRow | null }>;

export async function retrySignedOrder(ctx: CrmContext, args: MutationSignedOrderRetryArgs): Answer {
  const given = args.correction ? signingDetails(args.correction, ["correction"]) : null;
  await act(ctx, { name: "signedOrderRetry" }, async (tx) => {
    const order = await stuckOrder(tx, ctx, args.id);
    // Absent leaves, null clears; an address is replaced as a whole.
    const changed = given ? Object.fromEntries(Object.entries(given).filter(([field]) => args.correction![field as keyof typeof args.correction] !== undefined)) : {};
    const payload = { ...order.payload!, ...changed };
    if (payload.billingAddress) payload.country = payload.billingAddress.country;
    if (payload.billingAddress === null) {
      const account = await visibleAccount(tx, ctx, order.accountId, ["id"]);
      if (account.customerNumber === null) refuse("ADDRESS_NEEDED", `${account.name} is no customer yet. Give the address to bill, so that the ERP can make it one.`, ["correction", "billingAddress"]);
    }
    await tx.updateTable("signedOrder").set({ status: "WAITING", nextAttemptAt: ctx.now, payload: JSON.stringify(payload) }).where("signatureId", "=", order.signatureId).execute();
    await sql`select pg_notify('signed_order', '')`.execute(tx);
    await audit(tx, ctx, { act: "signedOrderRetry", entity: "SignedOrder", key: order.signatureId, changes: { status: [order.status, "WAITING"], corrected: Object.keys(changed) } });
  });
  ctx.wakeRelay();
  return { signedOrder: await signedOrderById(ctx, args.id) };
}

export async function cancelSignedOrder(ctx: CrmContext, args: MutationSignedOrderCancelArgs): Answer {
  const reason = text(args.reason, ["reason"], "The reason", 2_000);
  await act(ctx, { name: "signedOrderCancel" }, async (tx) => {
    // Locked while the ERP is asked: no relay delivers it meanwhile. Once the ERP has agreed it takes no order for this signature any more,
    // so that a delivery still under way somewhere comes too late.
    const order = await stuckOrder(tx, ctx, args.id);
    const { orderNumber } = await ctx.erp.callOff(order.signatureId);
    if (orderNumber !== null) refuse("ORDER_EXISTS", "The ERP has an order for this signature already. Try the hand-over again to get its number; then have the order cancelled in the ERP.", ["id"]);
    await tx.updateTable("signedOrder").set({ status: "CANCELLED", payload: null, cancelReason: reason }).where("signatureId", "=", order.signatureId).execute();
    await audit(tx, ctx, { act: "signedOrderCancel", entity: "SignedOrder", key: order.signatureId, changes: { status: [order.status, "CANCELLED"], reason } });
  });
  return { signedOrder: await signedOrderById(ctx, args.id) };
}

/** Locked for the act, unless the relay has it in its hands at this moment. */
async function stuckOrder(tx: Tx, ctx: CrmContext, id: string): Promise<Row> {
  if (!isUuid(id)) return notFound("signed order", id, ["id"]);
  const mine = sql`o.signature_id = ${id}::uuid and ${onVisibleAccount(ctx, sql`o.account_id`)}`;
  const locked = await sql<Row>`select o.* from signed_order o where ${mine} for no key update of o skip locked`.execute(tx);
  const order = locked.rows[0];
  if (!order) {
    const known = await sql`select 1 from signed_order o where ${mine}`.execute(tx);
    if (known.rows.length === 0) return notFound("signed order", id, ["id"]);
    return refuse("HAND_OVER_BUSY", "This order is being handed over at this moment. Look again in a few seconds.", ["id"]);
  }
  if (order.status === "DELIVERED") refuse("ALREADY_DELIVERED", `The ERP has taken this order as ${order.orderNumber}. Have it changed or cancelled there.`, ["id"]);
  if (order.status === "CANCELLED") refuse("ALREADY_CANCELLED", "This hand-over was called off. Make a new version of the quote to sell it after all.", ["id"]);
  return order;
}
async function signedOrderById(ctx: CrmContext, id: string): Promise<HandOverRow | null> {
  const found = await sql<HandOverRow>`select ${handOverColumns} from signed_order o where o.signature_id = ${id}::uuid and ${onVisibleAccount(ctx, sql`o.account_id`)}`.execute(ctx.db);
  return found.rows[0] ?? null;
}
