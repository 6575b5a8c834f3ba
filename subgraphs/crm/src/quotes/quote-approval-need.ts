import { dec, Refused } from "@homefield/kit";
import { accountById } from "../accounts/accounts.module.ts";
import type { CrmContext } from "../context.ts";
import type { Patience } from "../erp/erp.module.ts";
import { teamOf } from "../users/users.module.ts";
import { type ApprovalNeed, approvalNeed, type Silence } from "./quote-approval.rules.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { linesOf, quoteById, type QuoteLineRow } from "./quotes.loaders.ts";

/** Holds a quote the caller sees against the ERP's prices of this moment. Asked outside acts: a silent ERP holds no connection and no lock. */
export async function approvalNeedOf(ctx: CrmContext, quote: QuoteRow, patience?: Patience): Promise<ApprovalNeed> {
  const [account, lines] = await Promise.all([accountById(ctx, quote.accountId), linesOf(ctx, quote.id)]);
  if (!account) throw new Error(`quote ${quote.id} is seen without its account`);
  const [team, prices] = await Promise.all([teamOf(ctx, account.team), erpPricesOf(ctx, quote, account.customerNumber, lines, patience)]);
  return approvalNeed(lines, prices, team!);
}
/**
 * How a draft stands, asked before the act that needs it; null for anything but a draft that the caller sees. The act then checks the
 * version the caller saw, so that what was judged is what is acted on.
 */
export async function needOfDraft(ctx: CrmContext, id: string): Promise<ApprovalNeed | null> {
  const quote = await quoteById(ctx, id);
  return quote?.status === "DRAFT" ? approvalNeedOf(ctx, quote) : null;
}
async function erpPricesOf(ctx: CrmContext, quote: QuoteRow, customerNumber: string | null, lines: readonly QuoteLineRow[], patience?: Patience): Promise<Parameters<typeof approvalNeed>[1]> {
  if (lines.length === 0) return [];
  try {
    const answers = await ctx.erp.price(lines, { customerNumber, market: quote.market, legalEntity: quote.sellingEntity, currency: quote.currency }, patience);
    return answers.map(({ unitPrice }) => unitPrice && dec(unitPrice.amount));
  } catch (error) {
    const code = error instanceof Refused ? error.userErrors[0]!.code : null;
    if (code === "ERP_SILENT" || code === "ERP_FORBIDDEN") return code satisfies Silence;
    // A market the ERP has given up meanwhile has no prices any more.
    if (code === "UNKNOWN_MARKET") return lines.map(() => null);
    throw error;
  }
}
