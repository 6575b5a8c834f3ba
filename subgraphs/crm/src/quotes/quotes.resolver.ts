import { answer, can, money, pageOf, plain, type Resolvers } from "@homefield/kit";
import { accountById } from "../accounts/accounts.module.ts";
import { contactById } from "../contacts/contacts.module.ts";
import type { CrmContext } from "../context.ts";
import { WHILE_LOOKING } from "../erp/erp.module.ts";
import type {
  MutationQuoteAskApprovalArgs, MutationQuoteCreateArgs, MutationQuoteDecideApprovalArgs, MutationQuoteRejectArgs, MutationQuoteReviseArgs, MutationQuoteSendArgs, MutationQuoteSignArgs, MutationQuoteUpdateArgs, QueryQuoteArgs,
  QueryQuoteByNumberArgs, QueryQuotesArgs, QuoteAct,
} from "../generated/graphql.ts";
import { opportunityById } from "../opportunities/opportunities.module.ts";
import { type HandOverRow, handOverOf } from "../signed-orders/signed-orders.module.ts";
import { userById, viewerOf } from "../users/users.module.ts";
import { approvalNeedOf } from "./quote-approval-need.ts";
import { type LineReduction, shown } from "./quote-approval.rules.ts";
import { askApproval, decideApproval, isSamePerson } from "./quote-approval.action.ts";
import { pdfPath } from "./quotes.pdf.ts";
import { rejectQuote } from "./quote-reject.action.ts";
import { reviseQuote } from "./quote-revise.action.ts";
import { sendQuote } from "./quote-send.action.ts";
import { signQuote } from "./quote-sign.action.ts";
import { createQuote, updateQuote } from "./quote-write.action.ts";
import { quoteList, type QuoteRow, withoutSuperseded } from "./quotes.list.ts";
import { approvalsOf, linesOf, type QuoteApprovalRow, quoteById, type QuoteLineRow, signatureOf, versionsOf } from "./quotes.loaders.ts";
import { actsOf, highestDiscount, statusOn } from "./quotes.rules.ts";

export const quotesResolvers: Resolvers = {
  Query: {
    quote: (_parent: unknown, args: QueryQuoteArgs, ctx: CrmContext) => quoteById(ctx, args.id),
    quoteByNumber: async (_parent: unknown, args: QueryQuoteByNumberArgs, ctx: CrmContext) => (await versionsOf(ctx, args.number))[0] ?? null,
    quotes: (_parent: unknown, args: QueryQuotesArgs, ctx: CrmContext) => pageOf(ctx, quoteList, { ...args, filter: withoutSuperseded(args.filter) }),
  },
  Mutation: {
    quoteCreate: (_parent: unknown, args: MutationQuoteCreateArgs, ctx: CrmContext) => answer(() => createQuote(ctx, args)),
    quoteUpdate: (_parent: unknown, args: MutationQuoteUpdateArgs, ctx: CrmContext) => answer(() => updateQuote(ctx, args)),
    quoteAskApproval: (_parent: unknown, args: MutationQuoteAskApprovalArgs, ctx: CrmContext) => answer(() => askApproval(ctx, args)),
    quoteDecideApproval: (_parent: unknown, args: MutationQuoteDecideApprovalArgs, ctx: CrmContext) => answer(() => decideApproval(ctx, args)),
    quoteSend: (_parent: unknown, args: MutationQuoteSendArgs, ctx: CrmContext) => answer(() => sendQuote(ctx, args)),
    quoteSign: (_parent: unknown, args: MutationQuoteSignArgs, ctx: CrmContext) => answer(() => signQuote(ctx, args)),
    quoteReject: (_parent: unknown, args: MutationQuoteRejectArgs, ctx: CrmContext) => answer(() => rejectQuote(ctx, args)),
    quoteRevise: (_parent: unknown, args: MutationQuoteReviseArgs, ctx: CrmContext) => answer(() => reviseQuote(ctx, args)),
  },
  Quote: {
    __resolveReference: (reference: { id: string }, ctx: CrmContext) => quoteById(ctx, reference.id),
    version: (quote: QuoteRow) => quote.versionNumber,
    lockVersion: (quote: QuoteRow) => quote.version,
    account: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => accountById(ctx, quote.accountId),
    opportunity: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => quote.opportunityId && opportunityById(ctx, quote.opportunityId),
    contact: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => quote.contactId && contactById(ctx, quote.contactId),
    owner: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => quote.ownerId && userById(ctx, quote.ownerId),
    sellingEntity: (quote: QuoteRow) => ({ code: quote.sellingEntity }),
    validUntilDate: (quote: QuoteRow) => quote.validUntil,
    status: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => statusOn(quote, ctx.today),
    lines: async (quote: QuoteRow, _args: unknown, ctx: CrmContext) => (await linesOf(ctx, quote.id)).map((line) => ({ ...line, currency: quote.currency })),
    total: (quote: QuoteRow) => money(quote.totalAmount, quote.currency),
    highestDiscountPercent: async (quote: QuoteRow, _args: unknown, ctx: CrmContext) => plain(highestDiscount(await linesOf(ctx, quote.id))),
    approvalNeed: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => (quote.status === "DRAFT" || quote.status === "IN_APPROVAL" ? approvalNeedOf(ctx, quote, WHILE_LOOKING) : null),
    approvals: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => approvalsOf(ctx, quote.id),
    signature: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => signatureOf(ctx, quote.id),
    handOver: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => handOverOf(ctx, quote.id),
    order: async (quote: QuoteRow, _args: unknown, ctx: CrmContext) => {
      const number = (await handOverOf(ctx, quote.id))?.orderNumber;
      return number ? { number } : null;
    },
    versions: (quote: QuoteRow, _args: unknown, ctx: CrmContext) => versionsOf(ctx, quote.number),
    acts: actsNow,
    pdfPath: (quote: QuoteRow) => pdfPath(quote.id),
  },
  QuoteLine: {
    item: (line: QuoteLineRow) => ({ number: line.itemNumber }),
    quantity: (line: QuoteLineRow) => plain(line.quantity),
    unitPrice: (line: QuoteLineRow & { currency: string }) => money(line.unitPrice, line.currency),
    discountPercent: (line: QuoteLineRow) => plain(line.discountPercent),
    netAmount: (line: QuoteLineRow & { currency: string }) => money(line.netAmount, line.currency),
  },
  QuoteLineReduction: {
    reductionPercent: (line: LineReduction) => line.reductionPercent && shown(line.reductionPercent),
  },
  QuoteApproval: {
    limitPercent: (approval: QuoteApprovalRow) => approval.limitPercent && plain(approval.limitPercent),
    askedBy: (approval: QuoteApprovalRow) => approval.askedByName,
    decidedBy: (approval: QuoteApprovalRow) => approval.decidedByName,
  },
  SignedOrder: {
    quote: (order: HandOverRow, _args: unknown, ctx: CrmContext) => quoteById(ctx, order.quoteId),
  },
};

async function actsNow(quote: QuoteRow, _args: unknown, ctx: CrmContext): Promise<QuoteAct[]> {
  const [lines, approvals, versions, handOver, viewer] = await Promise.all([linesOf(ctx, quote.id), approvalsOf(ctx, quote.id), versionsOf(ctx, quote.number), handOverOf(ctx, quote.id), viewerOf(ctx)]);
  const question = approvals.find((approval) => approval.decidedAt === null);
  return actsOf({
    status: statusOn(quote, ctx.today),
    hasOfferedLine: lines.some((line) => !line.isOption),
    isNewest: versions[0]?.id === quote.id,
    askedByCaller: question !== undefined && isSamePerson(question, ctx.caller.subject, viewer?.id ?? null),
    handOver: handOver?.status ?? null,
  }, (permission) => can(ctx, permission));
}
