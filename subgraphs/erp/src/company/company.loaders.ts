import { isUuid, listLoaderOf, loaderOf } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import type { FiscalPeriodRow, LedgerArea } from "./company.module.ts";
import type { LockLevel } from "./company.rules.ts";

export interface PeriodLockRow { periodId: string; area: LedgerArea; level: LockLevel; changedAt: Date | null; changedBy: string | null; reason: string | null }

export const periodById = (ctx: ErpContext, id: string): Promise<FiscalPeriodRow | null> =>
  loaderOf<DB, FiscalPeriodRow>(ctx, "fiscalPeriod", (row) => row.id, (ids) => {
    return ctx.db.selectFrom("fiscalPeriod").selectAll().where("id", "in", ids.filter(isUuid).concat(NO_ID)).where(inEntities(ctx, sql`legal_entity`)).execute();
  }).load(id);
// An IN needs at least one value.
const NO_ID = "00000000-0000-0000-0000-000000000000";

/** Newest first. */
export const periodsOfEntity = (ctx: ErpContext, legalEntity: string, fiscalYear: number | null): Promise<FiscalPeriodRow[]> =>
  listLoaderOf<DB, FiscalPeriodRow>(ctx, `fiscalPeriods ${fiscalYear ?? "all"}`, (row) => row.legalEntity, (codes) =>
    ctx.db.selectFrom("fiscalPeriod").selectAll().where("legalEntity", "in", codes).where(inEntities(ctx, sql`legal_entity`))
      .$if(fiscalYear !== null, (q) => q.where("fiscalYear", "=", fiscalYear!)).orderBy("startsOn", "desc").execute()).load(legalEntity);

export const locksOf = (ctx: ErpContext, periodId: string): Promise<PeriodLockRow[]> =>
  listLoaderOf<DB, PeriodLockRow>(ctx, "periodLocks", (row) => row.periodId, async (ids) =>
    (await sql<PeriodLockRow>`select period_id, area, level, changed_at, changed_by, reason from period_lock where period_id = any(${[...ids]}::uuid[]) order by area desc`.execute(ctx.db)).rows).load(periodId);
