import { act, audit, optionalText, refuse, text } from "@homefield/kit";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationQuoteAskApprovalArgs, MutationQuoteDecideApprovalArgs } from "../generated/graphql.ts";
import { viewerOf } from "../users/users.module.ts";
import { linesIn, lockedQuote, moveTo, quoteById, type QuoteApprovalRow, refuseStatus } from "./quotes.loaders.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { approvalReason } from "./quotes.rules.ts";

export async function askApproval(ctx: CrmContext, args: MutationQuoteAskApprovalArgs): Promise<{ quote: QuoteRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 2_000);
  const user = (await viewerOf(ctx))?.id ?? null;
  await act(ctx, { name: "quoteAskApproval" }, async (tx) => {
    const quote = await lockedQuote(tx, ctx, args);
    if (quote.status !== "DRAFT") refuseStatus(quote, ctx, "Approval is asked for a draft only.");
    if ((await neededApproval(tx, quote)) === null) refuse("NO_APPROVAL_NEEDED", `No discount on quote ${quote.number} is above the team's limit. Send it without approval.`, ["id"]);
    await tx.insertInto("quoteApproval").values({ quoteId: quote.id, reason, askedAt: ctx.now, askedBy: ctx.caller.subject, askedByUser: user, askedByName: ctx.caller.name }).execute();
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

/** Inside an act: why a draft needs approval; null when it does not. */
export async function neededApproval(tx: Tx, quote: QuoteRow): Promise<string | null> {
  const team = await tx.selectFrom("account").innerJoin("team", "team.code", "account.team").select(["team.name", "team.discountLimitPercent"]).where("account.id", "=", quote.accountId).executeTakeFirstOrThrow();
  return approvalReason(await linesIn(tx, quote.id), team);
}
