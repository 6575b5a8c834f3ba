import { act, checkVersion, optionalText, refuse } from "@homefield/kit";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationOpportunityLoseArgs, MutationOpportunityReopenArgs, MutationOpportunityWinArgs } from "../generated/graphql.ts";
import { hasSignedQuote } from "../quotes/quotes.module.ts";
import { opportunityById, type OpportunityRow, visibleOpportunity } from "./opportunities.lookup.ts";
import { changeStatus } from "./opportunity-status.ts";

type Answer = { opportunity: OpportunityRow | null };
const MOST_WORDS = 2_000;

/** What only an open opportunity allows; also checks the version. */
export async function openOpportunity(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion: number }): Promise<OpportunityRow> {
  const opportunity = await visibleOpportunity(tx, ctx, args.id, ["id"], "update");
  checkVersion(opportunity, args.expectedVersion, "opportunity");
  if (opportunity.status !== "OPEN") refuse("OPPORTUNITY_CLOSED", `${opportunity.name} is ${opportunity.status.toLowerCase()}. Open it again first.`, ["id"]);
  return opportunity;
}
export async function closeAsWon(ctx: CrmContext, args: MutationOpportunityWinArgs): Promise<Answer> {
  const closedNote = optionalText(args.note, ["note"], "The note", MOST_WORDS);
  await act(ctx, { name: "opportunityWin" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    await changeStatus(tx, ctx, opportunity, "opportunityWin", { status: "WON", lostReason: null, closedNote, closedAt: ctx.now });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
export async function closeAsLost(ctx: CrmContext, args: MutationOpportunityLoseArgs): Promise<Answer> {
  const closedNote = optionalText(args.note, ["note"], "The note", MOST_WORDS);
  await act(ctx, { name: "opportunityLose" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    const reason = await tx.selectFrom("lostReason").select("code").where("code", "=", args.reason).executeTakeFirst();
    if (!reason) refuse("UNKNOWN_LOST_REASON", `There is no reason "${args.reason.slice(0, 80)}". Choose one of the list of reasons.`, ["reason"]);
    if (await hasSignedQuote(tx, opportunity.id)) refuse("QUOTE_SIGNED", `A quote of "${opportunity.name}" is signed, so it can't be lost. Close it as won.`, ["id"]);
    await changeStatus(tx, ctx, opportunity, "opportunityLose", { status: "LOST", lostReason: reason.code, closedNote, closedAt: ctx.now });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
export async function reopenOpportunity(ctx: CrmContext, args: MutationOpportunityReopenArgs): Promise<Answer> {
  await act(ctx, { name: "opportunityReopen" }, async (tx) => {
    const opportunity = await visibleOpportunity(tx, ctx, args.id, ["id"], "update");
    checkVersion(opportunity, args.expectedVersion, "opportunity");
    if (opportunity.status === "OPEN") refuse("ALREADY_OPEN", `${opportunity.name} is open already. Nothing needs to be done.`, ["id"]);
    if (await hasSignedQuote(tx, opportunity.id)) refuse("QUOTE_SIGNED", `A quote of "${opportunity.name}" is signed and its order is the ERP's now. Make a new opportunity for further sales.`, ["id"]);
    const account = await tx.selectFrom("account").select(["name", "archivedAt"]).where("id", "=", opportunity.accountId).forShare().executeTakeFirstOrThrow();
    if (account.archivedAt) refuse("ARCHIVED", `${account.name} was put away. Restore the account first.`, ["id"]);
    const pipeline = await tx.selectFrom("pipeline").select(["name", "isArchived"]).where("id", "=", opportunity.pipelineId).forShare().executeTakeFirstOrThrow();
    if (pipeline.isArchived) refuse("ARCHIVED", `Pipeline ${pipeline.name} is no longer used. Make a new opportunity instead.`, ["id"]);
    await changeStatus(tx, ctx, opportunity, "opportunityReopen", { status: "OPEN", lostReason: null, closedNote: null, closedAt: null });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
