import { isUuid, listLoaderOf, loaderOf, minorUnits, type Money, moneyPerCurrency } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { DB, LostReason, OpportunityLine, OpportunityStageChange, Pipeline, Stage } from "../generated/tables.ts";
import type { OpportunityRow } from "./opportunities.lookup.ts";

export type PipelineRow = Selectable<Pipeline>;
export type StageRow = Selectable<Stage>;
export type LostReasonRow = Selectable<LostReason>;
export type StageChangeRow = Selectable<OpportunityStageChange>;
export type OpportunityLineRow = Selectable<OpportunityLine>;

// Settings are the same for everybody.
export const pipelineById = (ctx: CrmContext, id: string): Promise<PipelineRow | null> =>
  loaderOf<DB, PipelineRow>(ctx, "pipeline", (row) => row.id, (ids) => ctx.db.selectFrom("pipeline").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).execute()).load(id.toLowerCase());
export const stageById = (ctx: CrmContext, id: string): Promise<StageRow | null> =>
  loaderOf<DB, StageRow>(ctx, "stage", (row) => row.id, (ids) => ctx.db.selectFrom("stage").selectAll().where("id", "in", [...ids]).execute()).load(id);
export const stagesOf = (ctx: CrmContext, pipelineId: string): Promise<StageRow[]> =>
  listLoaderOf<DB, StageRow>(ctx, "stages of pipeline", (row) => row.pipelineId, (ids) => ctx.db.selectFrom("stage").selectAll().where("pipelineId", "in", [...ids]).orderBy("position").execute()).load(pipelineId);
export const reasonByCode = (ctx: CrmContext, code: string): Promise<LostReasonRow | null> =>
  loaderOf<DB, LostReasonRow>(ctx, "lost reason", (row) => row.code, (codes) => ctx.db.selectFrom("lostReason").selectAll().where("code", "in", [...codes]).execute()).load(code);
export const lostReasons = (ctx: CrmContext): Promise<LostReasonRow[]> => ctx.db.selectFrom("lostReason").selectAll().orderBy(sql`plain_text(name)`).execute();
export const pipelinesInOrder = (ctx: CrmContext, includeArchived: boolean): Promise<PipelineRow[]> =>
  ctx.db.selectFrom("pipeline").selectAll().$if(!includeArchived, (query) => query.where("isArchived", "=", false)).orderBy("position").orderBy("name").execute();

// What hangs on an opportunity is seen by whoever sees it; its id came through a loader or list that checked.
export const linesOf = (ctx: CrmContext, opportunityId: string): Promise<OpportunityLineRow[]> =>
  listLoaderOf<DB, OpportunityLineRow>(ctx, "lines of opportunity", (row) => row.opportunityId, (ids) =>
    ctx.db.selectFrom("opportunityLine").selectAll().where("opportunityId", "in", [...ids]).orderBy("lineNumber").execute()).load(opportunityId);
export const stageHistoryOf = (ctx: CrmContext, opportunityId: string): Promise<StageChangeRow[]> =>
  listLoaderOf<DB, StageChangeRow>(ctx, "stage history", (row) => row.opportunityId, (ids) =>
    ctx.db.selectFrom("opportunityStageChange").selectAll().where("opportunityId", "in", [...ids]).orderBy("changedAt").orderBy("id").execute()).load(opportunityId);

export interface Lane { stage: StageRow; count: number; amounts: Money[]; weightedAmounts: Money[]; opportunities: OpportunityRow[] }
export interface Board { pipeline: PipelineRow; lanes: () => Promise<Lane[]>; wonAmounts: Money[]; wonCount: number; lostCount: number }
const MOST_IN_LANE = 200;
const CLOSED_DAYS = 90;

// Rounded per deal to the minor unit of its currency, as the deal itself shows it. Most have two decimals; these don't.
const otherDigits = Intl.supportedValuesOf("currency").filter((code) => minorUnits(code) !== 2);
const digits = sql`unnest(${otherDigits}::text[], ${otherDigits.map(minorUnits)}::int[]) as d (code, digits)`;

/** The board in a number of statements that does not depend on how much is on it. */
export async function boardOf(ctx: CrmContext, args: { pipelineId?: string | null; ownerId?: string | null }): Promise<Board | null> {
  if (args.ownerId != null && !isUuid(args.ownerId)) return null;
  const pipeline = args.pipelineId == null ? ((await pipelinesInOrder(ctx, false))[0] ?? null) : await pipelineById(ctx, args.pipelineId);
  if (!pipeline) return null;
  const mine = sql<boolean>`o.pipeline_id = ${pipeline.id}::uuid and ${onVisibleAccount(ctx, sql`o.account_id`)} and ${args.ownerId == null ? sql`true` : sql`o.owner_id = ${args.ownerId}::uuid`}`;
  const since = new Date(ctx.now.getTime() - CLOSED_DAYS * 86_400_000);
  const closed = await sql<{ status: string; currency: string; amount: string | null; n: number }>`select o.status, o.currency, sum(o.amount) as amount, count(*)::int as n from opportunity o
    where ${mine} and o.status <> 'OPEN' and o.closed_at >= ${since} group by o.status, o.currency`.execute(ctx.db);
  const counted = (status: string): number => closed.rows.filter((row) => row.status === status).reduce((n, row) => n + row.n, 0);
  return {
    pipeline,
    lanes: () => lanesOf(ctx, pipeline, mine),
    wonAmounts: moneyPerCurrency(closed.rows.flatMap((row) => (row.status === "WON" && row.amount !== null ? [{ currency: row.currency, amount: row.amount }] : []))),
    wonCount: counted("WON"),
    lostCount: counted("LOST"),
  };
}
async function lanesOf(ctx: CrmContext, pipeline: PipelineRow, mine: ReturnType<typeof sql<boolean>>): Promise<Lane[]> {
  const [stages, sums, deals] = await Promise.all([
    stagesOf(ctx, pipeline.id),
    sql<{ stageId: string; currency: string; n: number; amount: string | null; weighted: string | null }>`select o.stage_id, o.currency, count(*)::int as n, sum(o.amount) as amount, sum(round(o.amount * s.probability_percent / 100, coalesce(d.digits, 2))) as weighted
      from opportunity o join stage s on s.id = o.stage_id left join ${digits} on d.code = o.currency where ${mine} and o.status = 'OPEN' group by o.stage_id, o.currency`.execute(ctx.db),
    sql<OpportunityRow>`select deal.* from stage s cross join lateral (
        select o.* from opportunity o where o.stage_id = s.id and ${mine} and o.status = 'OPEN' order by o.amount desc nulls last, o.id limit ${MOST_IN_LANE}) deal
      where s.pipeline_id = ${pipeline.id}::uuid order by s.position, deal.amount desc nulls last, deal.id`.execute(ctx.db),
  ]);
  return stages.map((stage) => {
    const own = sums.rows.filter((row) => row.stageId === stage.id);
    const perCurrency = (pick: (row: (typeof own)[number]) => string | null): Money[] => moneyPerCurrency(own.flatMap((row) => { const amount = pick(row); return amount === null ? [] : [{ currency: row.currency, amount }]; }));
    return { stage, count: own.reduce((n, row) => n + row.n, 0), amounts: perCurrency((row) => row.amount), weightedAmounts: perCurrency((row) => row.weighted), opportunities: deals.rows.filter((deal) => deal.stageId === stage.id) };
  });
}
