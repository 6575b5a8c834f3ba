import { act, audit, refuse } from "@homefield/kit";
import { livingAccount } from "../accounts/accounts.module.ts";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationQuoteReviseArgs } from "../generated/graphql.ts";
import { insertLines } from "./quote-lines.ts";
import { linesIn, lockedQuote, moveTo, quoteById, type QuoteLineRow, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { isRevisable, type OfferedLine, statusOn } from "./quotes.rules.ts";

/** Makes a draft of the next version with the same content. What the customer still could sign is superseded, so that only one version can be signed. */
export async function reviseQuote(ctx: CrmContext, args: MutationQuoteReviseArgs): Promise<{ quote: QuoteRow | null }> {
  const id = await act(ctx, { name: "quoteRevise" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    const status = statusOn(quote, ctx.today);
    if (!isRevisable(status, await isCalledOff(tx, quote))) refuseStatus(quote, ctx, status === "SIGNED" ? "Its order is the ERP's now; make a new quote." : "Change it as it is.");
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
const isCalledOff = async (tx: Tx, quote: QuoteRow): Promise<boolean> =>
  (await tx.selectFrom("signedOrder").select("status").where("quoteId", "=", quote.id).forShare().executeTakeFirst())?.status === "CANCELLED";
