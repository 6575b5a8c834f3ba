import type { CrmContext, Tx } from "../context.ts";

/** Each stage and status an opportunity has been in; the table takes no changes. */
export async function recordStageChange(tx: Tx, ctx: CrmContext, change: { opportunityId: string; fromStageId: string | null; toStageId: string; status: string }): Promise<void> {
  await tx.insertInto("opportunityStageChange").values({ ...change, changedAt: ctx.now, changedBy: ctx.caller.name }).execute();
}
