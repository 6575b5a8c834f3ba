import { act, audit, text } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationQuoteRejectArgs } from "../generated/graphql.ts";
import { lockedQuote, moveTo, quoteById, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { isRejectable, statusOn } from "./quotes.rules.ts";

export async function rejectQuote(ctx: CrmContext, args: MutationQuoteRejectArgs): Promise<{ quote: QuoteRow | null }> {
  const rejectReason = text(args.reason, ["reason"], "The reason", 2_000);
  await act(ctx, { name: "quoteReject" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (!isRejectable(statusOn(quote, ctx.today))) refuseStatus(quote, ctx, "There is nothing left to decline.");
    await moveTo(tx, ctx, quote, "REJECTED", { rejectReason });
    await audit(tx, ctx, { act: "quoteReject", entity: "Quote", key: quote.id, changes: { status: [quote.status, "REJECTED"], rejectReason } });
  });
  return { quote: await quoteById(ctx, args.id) };
}
