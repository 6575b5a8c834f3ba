import { act, audit, checkVersion, differences, optionalText, refuse } from "@homefield/kit";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationOpportunityLoseArgs, MutationOpportunityReopenArgs, MutationOpportunityWinArgs } from "../generated/graphql.ts";
import { opportunityById, type OpportunityRow, visibleOpportunity } from "./opportunities.lookup.ts";
import { recordStageChange } from "./stage-history.ts";

type Close = Pick<OpportunityRow, "status" | "lostReason" | "closedNote" | "closedAt">;
const MOST_WORDS = 2_000;

async function changeStatus(tx: Tx, ctx: CrmContext, opportunity: OpportunityRow, name: string, close: Close): Promise<void> {
  const change = { ...close, version: opportunity.version + 1, updatedAt: ctx.now, ...(close.status === "OPEN" && { stageSince: ctx.now }) };
  await tx.updateTable("opportunity").set(change).where("id", "=", opportunity.id).execute();
  await recordStageChange(tx, ctx, { opportunityId: opportunity.id, fromStageId: opportunity.stageId, toStageId: opportunity.stageId, status: close.status });
  await audit(tx, ctx, { act: name, entity: "Opportunity", key: opportunity.id, changes: differences(opportunity, close) });
}
/** In the transaction of a signature: what the customer signed is won, even if it was given up before. */
export async function winOpportunity(tx: Tx, ctx: CrmContext, id: string): Promise<void> {
  const opportunity = await visibleOpportunity(tx, ctx, id, ["opportunityId"], "update");
  if (opportunity.status === "WON") return;
  await changeStatus(tx, ctx, opportunity, "opportunityWin", { status: "WON", lostReason: null, closedNote: opportunity.closedNote, closedAt: ctx.now });
}
export async function closeAsWon(ctx: CrmContext, args: MutationOpportunityWinArgs): Promise<{ opportunity: OpportunityRow | null }> {
  const closedNote = optionalText(args.note, ["note"], "The note", MOST_WORDS);
  await act(ctx, { name: "opportunityWin" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    await changeStatus(tx, ctx, opportunity, "opportunityWin", { status: "WON", lostReason: null, closedNote, closedAt: ctx.now });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
export async function closeAsLost(ctx: CrmContext, args: MutationOpportunityLoseArgs): Promise<{ opportunity: OpportunityRow | null }> {
  const closedNote = optionalText(args.note, ["note"], "The note", MOST_WORDS);
  await act(ctx, { name: "opportunityLose" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    const reason = await tx.selectFrom("lostReason").select("code").where("code", "=", args.reason).executeTakeFirst();
    if (!reason) refuse("UNKNOWN_LOST_REASON", `There is no reason "${args.reason.slice(0, 80)}". Choose one of the list of reasons.`, ["reason"]);
    const quote = await tx.selectFrom("quote").select("number").where("opportunityId", "=", opportunity.id).where("status", "=", "SIGNED").executeTakeFirst();
    if (quote) refuse("QUOTE_SIGNED", `Quote ${quote.number} of this opportunity is signed, so it can't be lost. Close it as won.`, ["id"]);
    await changeStatus(tx, ctx, opportunity, "opportunityLose", { status: "LOST", lostReason: args.reason, closedNote, closedAt: ctx.now });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
export async function reopenOpportunity(ctx: CrmContext, args: MutationOpportunityReopenArgs): Promise<{ opportunity: OpportunityRow | null }> {
  await act(ctx, { name: "opportunityReopen" }, async (tx) => {
    const opportunity = await visibleOpportunity(tx, ctx, args.id, ["id"], "update");
    checkVersion(opportunity, args.expectedVersion, "opportunity");
    if (opportunity.status === "OPEN") refuse("ALREADY_OPEN", `${opportunity.name} is open already. Nothing needs to be done.`, ["id"]);
    const quote = await tx.selectFrom("quote").select("number").where("opportunityId", "=", opportunity.id).where("status", "=", "SIGNED").executeTakeFirst();
    if (quote) refuse("QUOTE_SIGNED", `Quote ${quote.number} of this opportunity is signed and its order is the ERP's now. Make a new opportunity for further sales.`, ["id"]);
    const account = await tx.selectFrom("account").select(["name", "archivedAt"]).where("id", "=", opportunity.accountId).forShare().executeTakeFirstOrThrow();
    if (account.archivedAt) refuse("ARCHIVED", `${account.name} was put away. Restore the account first.`, ["id"]);
    await changeStatus(tx, ctx, opportunity, "opportunityReopen", { status: "OPEN", lostReason: null, closedNote: null, closedAt: null });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
/** What only an open opportunity allows; also checks the version. */
export async function openOpportunity(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion: number }): Promise<OpportunityRow> {
  const opportunity = await visibleOpportunity(tx, ctx, args.id, ["id"], "update");
  checkVersion(opportunity, args.expectedVersion, "opportunity");
  if (opportunity.status !== "OPEN") refuse("OPPORTUNITY_CLOSED", `${opportunity.name} is ${opportunity.status.toLowerCase()}. Open it again first.`, ["id"]);
  return opportunity;
}
