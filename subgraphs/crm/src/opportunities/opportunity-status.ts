import { audit, differences } from "@homefield/kit";
import type { CrmContext, Tx } from "../context.ts";
import { type OpportunityRow, visibleOpportunity } from "./opportunities.lookup.ts";
import { recordStageChange } from "./stage-history.ts";

/** How an opportunity stands after it was won, lost or opened again. Its stage stays: opened again, it goes on where it was. */
export type Standing = Pick<OpportunityRow, "status" | "lostReason" | "closedNote" | "closedAt">;

export async function changeStatus(tx: Tx, ctx: CrmContext, opportunity: OpportunityRow, name: string, standing: Standing): Promise<void> {
  const change = { ...standing, version: opportunity.version + 1, updatedAt: ctx.now, ...(standing.status === "OPEN" && { stageSince: ctx.now }) };
  await tx.updateTable("opportunity").set(change).where("id", "=", opportunity.id).execute();
  await recordStageChange(tx, ctx, { opportunityId: opportunity.id, fromStageId: opportunity.stageId, toStageId: opportunity.stageId, status: standing.status });
  await audit(tx, ctx, { act: name, entity: "Opportunity", key: opportunity.id, changes: differences(opportunity, standing) });
}
/** In the transaction of a signature: what the customer signed is won, even if it was given up before. */
export async function winOpportunity(tx: Tx, ctx: CrmContext, id: string): Promise<void> {
  const opportunity = await visibleOpportunity(tx, ctx, id, ["opportunityId"], "update");
  if (opportunity.status === "WON") return;
  await changeStatus(tx, ctx, opportunity, "opportunityWin", { status: "WON", lostReason: null, closedNote: opportunity.closedNote, closedAt: ctx.now });
}
