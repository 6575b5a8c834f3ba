import { act, audit, optionalText, refuse, text } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationQuoteAskApprovalArgs, MutationQuoteDecideApprovalArgs } from "../generated/graphql.ts";
import { viewerOf } from "../users/users.module.ts";
import { needOfDraft } from "./quote-approval-need.ts";
import type { LineReduction } from "./quote-approval.rules.ts";
import { lockedQuote, moveTo, quoteById, type QuoteApprovalRow, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";

export async function askApproval(ctx: CrmContext, args: MutationQuoteAskApprovalArgs): Promise<{ quote: QuoteRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 2_000);
  const [user, need] = [(await viewerOf(ctx))?.id ?? null, await needOfDraft(ctx, args.id)];
  await act(ctx, { name: "quoteAskApproval" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (quote.status !== "DRAFT") refuseStatus(quote, ctx, "Approval is asked for a draft only.");
    if (!need?.isNeeded) refuse("NO_APPROVAL_NEEDED", `Nothing on quote ${quote.number} is further below the ERP's prices than the team may go. Send it without approval.`, ["id"]);
    const linesOf = (which: (line: LineReduction) => boolean): number[] => need.lines.filter(which).map((line) => line.lineNumber);
    await tx.insertInto("quoteApproval").values({
      quoteId: quote.id, reason, limitPercent: need.limitPercent, beyondLines: linesOf((line) => line.isBeyondLimit), unjudgedLines: linesOf((line) => line.reductionPercent === null),
      askedAt: ctx.now, askedBy: ctx.caller.subject, askedByUser: user, askedByName: ctx.caller.name,
    }).execute();
    await moveTo(tx, ctx, quote, "IN_APPROVAL");
    await audit(tx, ctx, { act: "quoteAskApproval", entity: "Quote", key: quote.id, changes: { status: ["DRAFT", "IN_APPROVAL"], reason } });
  });
  return { quote: await quoteById(ctx, args.id) };
}
export async function decideApproval(ctx: CrmContext, args: MutationQuoteDecideApprovalArgs): Promise<{ quote: QuoteRow | null }> {
  const note = optionalText(args.note, ["note"], "The note", 2_000);
  if (args.decision === "DECLINED" && note === null) refuse("EMPTY", "Say what would have to change before you decline.", ["note"]);
  const user = (await viewerOf(ctx))?.id ?? null;
  await act(ctx, { name: "quoteDecideApproval" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (quote.status !== "IN_APPROVAL") refuseStatus(quote, ctx, "There is no question for approval to answer.");
    const question = await tx.selectFrom("quoteApproval").selectAll().where("quoteId", "=", quote.id).where("decidedAt", "is", null).executeTakeFirstOrThrow();
    if (isSamePerson(question, ctx.caller.subject, user)) refuse("OWN_APPROVAL", `You asked for this approval yourself. Somebody else has to answer for quote ${quote.number}.`, ["id"]);
    await tx.updateTable("quoteApproval").set({ decision: args.decision, note, decidedAt: ctx.now, decidedBy: ctx.caller.subject, decidedByUser: user, decidedByName: ctx.caller.name }).where("id", "=", question.id).execute();
    const status = args.decision === "APPROVED" ? "APPROVED" : "DRAFT";
    await moveTo(tx, ctx, quote, status);
    await audit(tx, ctx, { act: "quoteDecideApproval", entity: "Quote", key: quote.id, changes: { status: ["IN_APPROVAL", status], decision: args.decision, note } });
  });
  return { quote: await quoteById(ctx, args.id) };
}
/** An API key is still the person who holds it. */
export const isSamePerson = (question: Pick<QuoteApprovalRow, "askedBy" | "askedByUser">, subject: string, user: string | null): boolean =>
  question.askedBy === subject || (user !== null && question.askedByUser === user);
