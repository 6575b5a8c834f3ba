import { act, audit, refuse } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationQuoteSendArgs } from "../generated/graphql.ts";
import { needOfDraft } from "./quote-approval-need.ts";
import { linesIn, lockedQuote, moveTo, quoteById, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { contentHash, usualValidUntil } from "./quotes.rules.ts";

export async function sendQuote(ctx: CrmContext, args: MutationQuoteSendArgs): Promise<{ quote: QuoteRow | null }> {
  const need = await needOfDraft(ctx, args.id);
  await act(ctx, { name: "quoteSend" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (quote.status !== "DRAFT" && quote.status !== "APPROVED") refuseStatus(quote, ctx, "Only a draft or an approved quote can be sent.");
    const lines = await linesIn(tx, quote.id);
    if (!lines.some((line) => !line.isOption)) refuse("NOTHING_OFFERED", `Quote ${quote.number} has no line but options. Add what is offered before you send it.`, ["id"]);
    if (quote.status === "DRAFT" && need?.isNeeded) refuse("NEEDS_APPROVAL", `Quote ${quote.number} can't be sent yet. ${need.reason} Ask for approval${need.lines.some((line) => line.isBeyondLimit) ? ", or give less off" : ""}.`, ["id"]);
    const validUntil = quote.validUntil ?? usualValidUntil(ctx.today);
    if (validUntil < ctx.today) refuse("PAST_DATE", `The last day to sign quote ${quote.number} was ${validUntil}. ${quote.status === "DRAFT" ? "Set a later one" : "Make a new version with a later one"}, then send it.`, ["id"]);
    const sent = { validUntil, sentAt: ctx.now, contentHash: contentHash({ ...quote, validUntil }, lines) };
    await moveTo(tx, ctx, quote, "SENT", sent);
    await audit(tx, ctx, { act: "quoteSend", entity: "Quote", key: quote.id, changes: { status: [quote.status, "SENT"], validUntil: [quote.validUntil, validUntil], contentHash: [null, sent.contentHash] } });
  });
  return { quote: await quoteById(ctx, args.id) };
}
