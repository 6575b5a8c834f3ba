import { act, audit, optionalEmail, plain, refuse, text } from "@homefield/kit";
import { visibleAccount } from "../accounts/accounts.module.ts";
import type { CrmContext } from "../context.ts";
import type { MutationQuoteSignArgs } from "../generated/graphql.ts";
import { winOpportunity } from "../opportunities/opportunities.module.ts";
import { handOver, signingDetails } from "../signed-orders/signed-orders.module.ts";
import { linesIn, lockedQuote, moveTo, quoteById, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { contentHash, statusOn } from "./quotes.rules.ts";

/** Signature, order on its way to the ERP and won opportunity stand in one transaction: all or none. The ERP is not asked, so it may be away. */
export async function signQuote(ctx: CrmContext, args: MutationQuoteSignArgs): Promise<{ quote: QuoteRow | null }> {
  const { input } = args;
  const signerName = text(input.signerName, ["input", "signerName"], "The signer's name", 200);
  const signerEmail = optionalEmail(input.signerEmail, ["input", "signerEmail"], "The signer's e-mail") ?? refuse("EMPTY", "The signer's e-mail can't be empty.", ["input", "signerEmail"]);
  const details = signingDetails(input, ["input"]);
  const id = await act(ctx, { name: "quoteSign", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, { id: args.id });
    const status = statusOn(quote, ctx.today);
    if (status === "EXPIRED") refuse("QUOTE_EXPIRED", `Quote ${quote.number} could be signed until ${quote.validUntil}. Make a new version and send it.`, ["id"]);
    if (status !== "SENT") refuseStatus(quote, ctx, "Only a sent quote can be signed.");
    if (input.contentHash.trim().toLowerCase() !== quote.contentHash) {
      refuse("CONTENT_DIFFERS", `What is to be signed is not what was sent as version ${quote.versionNumber} of quote ${quote.number}. Open the quote again and sign what it shows now.`, ["input", "contentHash"]);
    }
    const lines = await linesIn(tx, quote.id);
    if (contentHash(quote, lines) !== quote.contentHash) throw new Error(`quote ${quote.id} is not what was sent`);
    const account = await visibleAccount(tx, ctx, quote.accountId, ["id"]);
    if (account.customerNumber === null && details.billingAddress === null) {
      refuse("ADDRESS_NEEDED", `${account.name} is no customer yet. Give the address to bill, so that the ERP can make it one.`, ["input", "billingAddress"]);
    }
    const signature = await tx.insertInto("signature").values({ quoteId: quote.id, signerName, signerEmail, signedAt: ctx.now, recordedBy: ctx.caller.name, contentHash: quote.contentHash }).returning("id").executeTakeFirstOrThrow();
    await moveTo(tx, ctx, quote, "SIGNED");
    await handOver(tx, {
      signatureId: signature.id, quoteId: quote.id, accountId: account.id, at: ctx.now,
      payload: {
        ...details, quoteNumber: quote.number, customerName: account.name, legalEntity: quote.sellingEntity, currency: quote.currency, country: details.billingAddress?.country ?? account.country, signedDate: ctx.today,
        // What was offered on the side was not ordered.
        lines: lines.filter((line) => !line.isOption).map((line) => ({ itemNumber: line.itemNumber, quantity: plain(line.quantity), unitPrice: plain(line.unitPrice), discountPercent: plain(line.discountPercent), requestedDate: line.requestedDate })),
      },
    });
    if (quote.opportunityId !== null) await winOpportunity(tx, ctx, quote.opportunityId);
    // The addresses stay out of the trail: they are the ERP's.
    await audit(tx, ctx, { act: "quoteSign", entity: "Quote", key: quote.id, changes: { status: ["SENT", "SIGNED"], signature: signature.id, signerName, contentHash: quote.contentHash } });
    return quote.id;
  });
  ctx.wakeRelay();
  return { quote: await quoteById(ctx, id) };
}
