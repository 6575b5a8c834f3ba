import { act, assertSensibleDate, audit, differences, nextNumber, notFound, optionalText, refuse } from "@homefield/kit";
import { accountById, livingAccount } from "../accounts/accounts.module.ts";
import { contactOfAccount } from "../contacts/contacts.module.ts";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationQuoteCreateArgs, MutationQuoteUpdateArgs, QuoteCreateInput } from "../generated/graphql.ts";
import { visibleOpportunity } from "../opportunities/opportunities.module.ts";
import { teamOf, viewerOf } from "../users/users.module.ts";
import { insertLines, type Offer, offerOf } from "./quote-lines.ts";
import { lockedQuote, quoteById, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";

type Answer = Promise<{ quote: QuoteRow | null }>;

export async function createQuote(ctx: CrmContext, args: MutationQuoteCreateArgs): Answer {
  const { input } = args;
  const seen = (await accountById(ctx, input.accountId)) ?? notFound("account", input.accountId, ["input", "accountId"]);
  const team = (await teamOf(ctx, seen.team))!;
  const customer = seen.customerNumber === null ? null : await termsOfCustomer(ctx, seen.customerNumber);
  const currency = input.currency ?? customer?.currency ?? team.currency;
  const sellingEntity = customer?.legalEntity ?? team.sellingEntity;
  const market = optionalText(input.market, ["input", "market"], "The market", 40);
  // Asked before the transaction: a silent ERP holds no connection and no lock.
  const offer = await offerOf(ctx, input.lines ?? [], { customerNumber: seen.customerNumber, market, legalEntity: sellingEntity, currency });
  const ownerId = (await viewerOf(ctx))?.id ?? null;
  const id = await act(ctx, { name: "quoteCreate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    if (customer !== null && currency !== customer.currency) refuse("CURRENCY_MISMATCH", `${seen.name} orders in ${customer.currency}, so it can't be offered in ${currency}. Leave the currency out or give ${customer.currency}.`, ["input", "currency"]);
    const account = await livingAccount(tx, ctx, input.accountId, ["input", "accountId"]);
    const { lines, total } = offer();
    const values = {
      ...(await pointers(tx, ctx, input, account.id)), ...wordsOf(ctx, input), accountId: account.id, ownerId, sellingEntity, market, currency, totalAmount: total,
    };
    const number = await nextNumber(tx, "quote_number", "Q");
    const made = await tx.insertInto("quote").values({ ...values, number, createdAt: ctx.now, updatedAt: ctx.now }).returning("id").executeTakeFirstOrThrow();
    await insertLines(tx, made.id, lines);
    await audit(tx, ctx, { act: "quoteCreate", entity: "Quote", key: made.id, changes: { ...values, number, lines } });
    return made.id;
  });
  return { quote: await quoteById(ctx, id) };
}
/** In which currency and from which company a customer orders; null when the ERP is silent: it checks again when it gets the order. */
const termsOfCustomer = (ctx: CrmContext, customerNumber: string): ReturnType<CrmContext["erp"]["customerTerms"]> => ctx.erp.customerTerms(customerNumber).catch(() => null);

export async function updateQuote(ctx: CrmContext, args: MutationQuoteUpdateArgs): Answer {
  const { input } = args;
  const seen = (await quoteById(ctx, args.id)) ?? notFound("quote", args.id, ["id"]);
  const account = await accountById(ctx, seen.accountId);
  const offer = input.lines ? await offerOf(ctx, input.lines, { customerNumber: account?.customerNumber ?? null, market: seen.market, legalEntity: seen.sellingEntity, currency: seen.currency }) : null;
  await act(ctx, { name: "quoteUpdate" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (quote.status !== "DRAFT") refuseStatus(quote, ctx, "Only a draft can be changed; make a new version.");
    const changed: Offer | null = offer?.() ?? null;
    const values = { ...(await pointers(tx, ctx, input, quote.accountId, quote)), ...wordsOf(ctx, input), ...(changed && { totalAmount: changed.total }) };
    await tx.updateTable("quote").set({ ...values, updatedAt: ctx.now, version: quote.version + 1 }).where("id", "=", quote.id).execute();
    if (changed) {
      await tx.deleteFrom("quoteLine").where("quoteId", "=", quote.id).execute();
      await insertLines(tx, quote.id, changed.lines);
    }
    await audit(tx, ctx, { act: "quoteUpdate", entity: "Quote", key: quote.id, changes: { ...differences(quote, values), ...(changed && { lines: changed.lines }) } });
  });
  return { quote: await quoteById(ctx, args.id) };
}

/** Opportunity and contact: absent leaves, null clears, and both must be the account's. */
async function pointers(tx: Tx, ctx: CrmContext, input: Pick<QuoteCreateInput, "opportunityId" | "contactId">, accountId: string, current: Pick<QuoteRow, "opportunityId" | "contactId"> | null = null): Promise<{ opportunityId?: string | null; contactId?: string | null }> {
  const result: { opportunityId?: string | null; contactId?: string | null } = {};
  if (input.opportunityId !== undefined && input.opportunityId !== current?.opportunityId) {
    result.opportunityId = null;
    if (input.opportunityId !== null) {
      const opportunity = await visibleOpportunity(tx, ctx, input.opportunityId, ["input", "opportunityId"]);
      if (opportunity.accountId !== accountId) refuse("OPPORTUNITY_OF_OTHER_ACCOUNT", `${opportunity.name} is an opportunity of another account. Choose one of this account.`, ["input", "opportunityId"]);
      if (opportunity.status !== "OPEN") refuse("OPPORTUNITY_CLOSED", `${opportunity.name} is ${opportunity.status.toLowerCase()}. Open it again first, or offer without it.`, ["input", "opportunityId"]);
      result.opportunityId = opportunity.id;
    }
  }
  if (input.contactId !== undefined && input.contactId !== current?.contactId) result.contactId = input.contactId === null ? null : (await contactOfAccount(tx, ctx, input.contactId, accountId, ["input", "contactId"])).id;
  return result;
}
function wordsOf(ctx: CrmContext, input: Pick<QuoteCreateInput, "title" | "words" | "validUntilDate">): { title?: string | null; words?: string | null; validUntil?: string | null } {
  if (input.validUntilDate) {
    assertSensibleDate(input.validUntilDate, ctx.today, ["input", "validUntilDate"], "The last day to sign");
    if (input.validUntilDate < ctx.today) refuse("PAST_DATE", `The last day to sign is ${input.validUntilDate}, which is over. Choose today or later.`, ["input", "validUntilDate"]);
  }
  return {
    ...(input.title !== undefined && { title: optionalText(input.title, ["input", "title"], "The title", 200) }),
    ...(input.words !== undefined && { words: optionalText(input.words, ["input", "words"], "The words", 10_000) }),
    ...(input.validUntilDate !== undefined && { validUntil: input.validUntilDate }),
  };
}
