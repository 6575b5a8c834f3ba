import { act, audit, refuse } from "@homefield/kit";
import { livingAccount } from "../accounts/accounts.module.ts";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationQuoteReviseArgs } from "../generated/graphql.ts";
import { handOverOf } from "../signed-orders/signed-orders.module.ts";
import { insertLines } from "./quote-lines.ts";
import { linesIn, lockedQuote, moveTo, quoteById, type QuoteLineRow, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { isRevisable, type OfferedLine, statusOn } from "./quotes.rules.ts";

/**
 * Makes a draft of the next version with the same content. What the customer still could sign is superseded, so that only one version can be signed.
 * What is signed is amended as the trade does it: its order is called off in the ERP first, then a new version is offered and signed.
 */
export async function reviseQuote(ctx: CrmContext, args: MutationQuoteReviseArgs): Promise<{ quote: QuoteRow | null }> {
  await assertOrderIsOff(ctx, args.id);
  const id = await act(ctx, { name: "quoteRevise" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    const status = statusOn(quote, ctx.today);
    if (!isRevisable(status, await handOverStatusIn(tx, quote))) refuseStatus(quote, ctx, status === "SIGNED" ? "Its order is on its way to the ERP. Call the hand-over off first, or wait until the order exists and have it called off there." : "Change it as it is.");
    const newest = await tx.selectFrom("quote").select((q) => q.fn.max("versionNumber").as("versionNumber")).where("number", "=", quote.number).executeTakeFirstOrThrow();
    if (newest.versionNumber !== quote.versionNumber) refuse("NOT_NEWEST", `Version ${newest.versionNumber} of quote ${quote.number} is newer than this one. Go on from there.`, ["id"]);
    await livingAccount(tx, ctx, quote.accountId, ["id"]);
    const before = status === "EXPIRED" ? "EXPIRED" : status === "REJECTED" ? "REJECTED" : "SUPERSEDED";
    if (quote.status !== before) await moveTo(tx, ctx, quote, before);
    const made = await tx.insertInto("quote").values({
      number: quote.number, versionNumber: quote.versionNumber + 1, accountId: quote.accountId, opportunityId: quote.opportunityId, contactId: quote.contactId, ownerId: quote.ownerId,
      sellingEntity: quote.sellingEntity, market: quote.market, currency: quote.currency, title: quote.title, words: quote.words, totalAmount: quote.totalAmount, createdAt: ctx.now, updatedAt: ctx.now,
    }).returning("id").executeTakeFirstOrThrow();
    await insertLines(tx, made.id, (await linesIn(tx, quote.id)).map(offeredLine));
    await audit(tx, ctx, { act: "quoteRevise", entity: "Quote", key: quote.id, changes: { status: [quote.status, before], newVersion: made.id } });
    return made.id;
  });
  return { quote: await quoteById(ctx, id) };
}
const offeredLine = (row: QuoteLineRow): OfferedLine => ({
  lineNumber: row.lineNumber, itemNumber: row.itemNumber, quantity: row.quantity, unitPrice: row.unitPrice, discountPercent: row.discountPercent, netAmount: row.netAmount,
  requestedDate: row.requestedDate, note: row.note, isOption: row.isOption,
});
const handOverStatusIn = async (tx: Tx, quote: QuoteRow): Promise<string | null> =>
  (await tx.selectFrom("signedOrder").select("status").where("quoteId", "=", quote.id).forShare().executeTakeFirst())?.status ?? null;

/** Asked before the act. An order that was called off stays so, and one that is delivered to the ERP stays delivered: nothing can change in between. */
async function assertOrderIsOff(ctx: CrmContext, id: string): Promise<void> {
  const quote = await quoteById(ctx, id);
  const orderNumber = quote?.status === "SIGNED" ? (await handOverOf(ctx, quote.id))?.orderNumber : null;
  if (!quote || !orderNumber) return;
  const status = await ctx.erp.orderStatus(orderNumber);
  if (status === null) refuse("ERP_FORBIDDEN", `The ERP does not show you order ${orderNumber} of quote ${quote.number}. Ask somebody who works for the company that delivers it.`, ["id"]);
  if (status !== "CANCELLED") refuse("ORDER_STANDS", `Quote ${quote.number} is signed and order ${orderNumber} stands in the ERP. Have the order called off there, then make a new version. For more of the same, make a new quote.`, ["id"]);
}
