import { act, audit, isUuid, notFound, optionalText, refuse } from "@homefield/kit";
import { assertSees, type ErpContext, type Tx } from "../context.ts";
import type { MutationPeriodLockArgs } from "../generated/graphql.ts";
import { periodById } from "./company.loaders.ts";
import type { FiscalPeriodRow } from "./company.module.ts";
import { type LockLevel, monthName, opensUp } from "./company.rules.ts";

export async function lockPeriod(ctx: ErpContext, { id, input }: MutationPeriodLockArgs): Promise<{ fiscalPeriod: FiscalPeriodRow | null }> {
  const reason = optionalText(input.reason, ["input", "reason"], "The reason", 500);
  await act(ctx, { name: "periodLock" }, async (tx) => {
    const period = await visiblePeriod(tx, ctx, id);
    const locks = await lockFromHereOn(tx, period, input.area);
    const current = locks.find((lock) => lock.id === period.id)?.level ?? "HARD";
    if (current === input.level) return;
    if (opensUp(current, input.level) && reason === null) {
      refuse("REASON_NEEDED", `Say why ${monthName(period.startsOn)} is opened again: the audit trail keeps it.`, ["input", "reason"]);
    }
    const later = locks.find((lock) => lock.id !== period.id && lock.level === "HARD");
    if (current === "HARD" && later) {
      refuse("LATER_PERIOD_CLOSED", `${monthName(period.startsOn)} can't be opened while ${monthName(later.startsOn)} is closed hard: its figures build on it. Open ${monthName(later.startsOn)} first.`, ["input", "level"]);
    }
    await tx.insertInto("periodLock").values({ periodId: period.id, area: input.area, level: input.level, changedAt: ctx.now, changedBy: ctx.caller.name, reason })
      .onConflict((c) => c.columns(["periodId", "area"]).doUpdateSet({ level: input.level, changedAt: ctx.now, changedBy: ctx.caller.name, reason })).execute();
    await audit(tx, ctx, { act: "periodLock", entity: "FiscalPeriod", key: period.id, changes: { period: `${period.legalEntity} ${monthName(period.startsOn)}`, area: input.area, level: [current, input.level], reason } });
  });
  return { fiscalPeriod: await periodById(ctx, id) };
}
async function visiblePeriod(tx: Tx, ctx: ErpContext, id: string): Promise<FiscalPeriodRow> {
  const period = isUuid(id) ? await tx.selectFrom("fiscalPeriod").selectAll().where("id", "=", id).executeTakeFirst() : undefined;
  assertSees(ctx, period?.legalEntity, "fiscal period", id, ["id"]);
  return period ?? notFound("fiscal period", id, ["id"]);
}
/**
 * Locks the period's row and those of all later periods of the area, so that postings under way end first and no later period is closed
 * behind this decision's back.
 */
const lockFromHereOn = (tx: Tx, period: FiscalPeriodRow, area: string): Promise<{ id: string; startsOn: string; level: LockLevel }[]> =>
  tx.selectFrom("periodLock as l").innerJoin("fiscalPeriod as p", "p.id", "l.periodId").select(["p.id", "p.startsOn", "l.level"]).$narrowType<{ level: LockLevel }>()
    .where("p.legalEntity", "=", period.legalEntity).where("p.startsOn", ">=", period.startsOn).where("l.area", "=", area).orderBy("p.startsOn").forUpdate("l").execute();
