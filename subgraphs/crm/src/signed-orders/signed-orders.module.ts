/** The only door to signed orders: putting one on its way, and where it stands. */
import { loaderOf } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext, Tx } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import type { SignedOrderPayload } from "./signed-order.payload.ts";
import { handOverColumns, type HandOverRow } from "./signed-orders.list.ts";

export { type Deliver, type DeliveryAnswer, deliverNext, type OrderToDeliver, serviceContext } from "./signed-order-deliver.action.ts";
export type { SignedAddress, SignedOrderPayload } from "./signed-order.payload.ts";
export type { HandOverRow } from "./signed-orders.list.ts";
export { signingDetails } from "./signing-details.ts";

/** Puts a signed order on its way, in the transaction of the signature. */
export async function handOver(tx: Tx, order: { signatureId: string; quoteId: string; accountId: string; payload: SignedOrderPayload; at: Date }): Promise<void> {
  await tx.insertInto("signedOrder").values({
    signatureId: order.signatureId, quoteId: order.quoteId, accountId: order.accountId, payload: JSON.stringify(order.payload), status: "WAITING", createdAt: order.at, nextAttemptAt: order.at,
  }).execute();
  // Heard at commit by the relays of all processes.
  await sql`select pg_notify('signed_order', '')`.execute(tx);
}

/** The hand-over of a quote; null before it is signed. Seen by whoever sees the quote. Batched. */
export const handOverOf = (ctx: CrmContext, quoteId: string): Promise<HandOverRow | null> =>
  loaderOf<DB, HandOverRow>(ctx, "hand-over of quote", (row) => row.quoteId, async (ids) =>
    (await sql<HandOverRow>`select ${handOverColumns} from signed_order o where o.quote_id = any(${[...ids]}::uuid[])`.execute(ctx.db)).rows).load(quoteId);

/** True while an order of an account is on its way to the ERP or stuck there. */
export async function hasWaitingHandOver(tx: Tx, accountId: string): Promise<boolean> {
  const found = await sql`select 1 from signed_order where account_id = ${accountId} and status in ('WAITING', 'REFUSED') limit 1`.execute(tx);
  return found.rows.length > 0;
}
