import { audit, contextOf, type Context, type Logger } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import { setCustomerNumber } from "../accounts/accounts.module.ts";
import type { Tx } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import { aboutOf, AWAY, backOffMs, type DeliveryFailure, inWords } from "./signed-orders.rules.ts";
import type { SignedOrderPayload } from "./signed-order.payload.ts";

/** `SignedOrderInput` of the ERP. */
export interface OrderToDeliver extends SignedOrderPayload { signatureId: string; relationshipKey: string; customerNumber: string | null }
export type DeliveryAnswer =
  | { kind: "ACCEPTED"; orderNumber: string; customerNumber: string }
  /** For good: trying again changes nothing by itself. */
  | { kind: "REFUSED"; code: string; path?: unknown }
  /** Whether the ERP took it is not known: it is asked again. */
  | { kind: "SILENT"; why: DeliveryFailure };
export type Deliver = (order: OrderToDeliver) => Promise<DeliveryAnswer>;

/** The CRM in its own name, for what no caller asked for. */
export const serviceContext = (db: Kysely<DB>, log: Logger, now: Date): Context<DB> =>
  contextOf({ db, log, now, caller: { subject: "service:crm", person: "service:crm", name: "CRM hand-over", email: null, employeeNumber: null, roles: [], permissions: new Set(), teams: ["*"], legalEntities: [], kind: "service" } });

interface Due { signatureId: string; quoteId: string; accountId: string; payload: SignedOrderPayload; attempts: number; customerNumber: string | null }

/**
 * Delivers the signed order that is due longest and that nobody else is delivering; false when there is none.
 * Its row stays locked until the answer is written down, so a process that dies at any point leaves it waiting, and the ERP
 * answers a repeated signature with the order that exists.
 */
export async function deliverNext(db: Kysely<DB>, options: { deliver: Deliver; log: Logger; now: Date }): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // Skipping locked rows, never a position in the table: a transaction that takes long holds nobody up.
    const due = await sql<Due>`select o.signature_id, o.quote_id, o.account_id, o.payload, o.attempts from signed_order o
      where o.status = 'WAITING' and o.next_attempt_at <= ${options.now} order by o.next_attempt_at for no key update of o skip locked limit 1`.execute(tx);
    const order = due.rows[0];
    if (!order) return false;
    // Read now, not at signing: an earlier order of the same account may have made it a customer meanwhile.
    const account = await tx.selectFrom("account").select("customerNumber").where("id", "=", order.accountId).executeTakeFirstOrThrow();
    const answer = await options.deliver({ ...order.payload, signatureId: order.signatureId, relationshipKey: order.accountId, customerNumber: account.customerNumber });
    await record(tx, serviceContext(db, options.log, options.now), order, answer);
    return true;
  });
}
async function record(tx: Tx, ctx: Context<DB>, order: Due, answer: DeliveryAnswer): Promise<void> {
  if (answer.kind === "ACCEPTED") return recordAccepted(tx, ctx, order, answer);
  if (answer.kind === "REFUSED") {
    await update(tx, order, { status: "REFUSED", lastError: inWords(answer.code, aboutOf(answer.path, await lineNumbersSent(tx, order.quoteId))), attempts: order.attempts + 1 });
    await audit(tx, ctx, { act: "signedOrderRefused", entity: "SignedOrder", key: order.signatureId, changes: { reason: answer.code } });
    ctx.log.warn({ signature: order.signatureId, reason: answer.code }, "the ERP refused a signed order");
    return;
  }
  await waitAgain(tx, ctx, order, answer.why);
}
/** An answer tells that the ERP is back: what only waits because it was away is due now. What somebody else is delivering is left to them. */
async function bringForward(tx: Tx, now: Date): Promise<void> {
  await sql`update signed_order set next_attempt_at = ${now} where signature_id in (select signature_id from signed_order
    where status = 'WAITING' and next_attempt_at > ${now} and last_error = any(${AWAY.map((why) => inWords(why))}::text[]) for no key update skip locked)`.execute(tx);
}
/** Options stay behind, so that the fourth line sent may be the sixth of the quote. */
const lineNumbersSent = async (tx: Tx, quoteId: string): Promise<number[]> =>
  (await tx.selectFrom("quoteLine").select("lineNumber").where("quoteId", "=", quoteId).where("isOption", "=", false).orderBy("lineNumber").execute()).map((line) => line.lineNumber);
async function recordAccepted(tx: Tx, ctx: Context<DB>, order: Due, answer: { orderNumber: string; customerNumber: string }): Promise<void> {
  await sql`savepoint accepted`.execute(tx);
  try {
    await setCustomerNumber(tx, order.accountId, answer.customerNumber, ctx.now);
    // The addresses were the ERP's from the start; from here on nobody needs them here.
    await update(tx, order, { status: "DELIVERED", payload: null, orderNumber: answer.orderNumber, deliveredAt: ctx.now, lastError: null, attempts: order.attempts + 1 });
    await audit(tx, ctx, { act: "signedOrderDelivered", entity: "SignedOrder", key: order.signatureId, changes: { orderNumber: answer.orderNumber, customerNumber: answer.customerNumber } });
    await bringForward(tx, ctx.now);
  } catch (error) {
    // E.g. another account points to that customer already. The order exists; somebody has to look at the accounts.
    await sql`rollback to savepoint accepted`.execute(tx);
    ctx.log.error({ signature: order.signatureId, code: (error as { code?: string }).code }, "the ERP's answer could not be written down");
    await waitAgain(tx, ctx, order, "ANSWER_NOT_RECORDED");
  }
}
async function waitAgain(tx: Tx, ctx: Context<DB>, order: Due, why: DeliveryFailure): Promise<void> {
  const attempts = order.attempts + 1;
  await update(tx, order, { lastError: inWords(why), attempts, nextAttemptAt: new Date(ctx.now.getTime() + backOffMs(attempts, Math.random())) });
  ctx.log.info({ signature: order.signatureId, attempts, why }, "a signed order waits");
}
const update = (tx: Tx, order: Due, change: { status?: string; payload?: null; orderNumber?: string; deliveredAt?: Date; lastError?: string | null; attempts: number; nextAttemptAt?: Date }): Promise<unknown> =>
  tx.updateTable("signedOrder").set(change).where("signatureId", "=", order.signatureId).execute();
