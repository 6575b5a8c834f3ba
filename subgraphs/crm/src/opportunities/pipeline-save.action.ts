import { act, audit, checkAll, isUuid, notFound, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationLostReasonSaveArgs, MutationPipelineSaveArgs, StageInput } from "../generated/graphql.ts";
import { type LostReasonRow, type PipelineRow, pipelineById, reasonByCode } from "./pipelines.report.ts";

interface StageFacts { id: string | null; name: string; position: number; probabilityPercent: number; quietAfterDays: number }
const MOST_STAGES = 20;
const MOST_DAYS = 3_650;

function stagesOf(given: readonly StageInput[]): StageFacts[] {
  if (given.length === 0) refuse("EMPTY", "A pipeline needs at least one stage. Add one.", ["input", "stages"]);
  if (given.length > MOST_STAGES) refuse("TOO_MANY", `A pipeline may have at most ${MOST_STAGES} stages; these are ${given.length}. Leave some out.`, ["input", "stages"]);
  const stages: StageFacts[] = [];
  checkAll(given.map((stage, i) => () => {
    const path = (field: string): string[] => ["input", "stages", String(i), field];
    const quietAfterDays = stage.quietAfterDays ?? 21;
    const name = text(stage.name, path("name"), "The name of a stage", 60);
    if (given.findIndex((other) => other.name.trim() === name) < i) refuse("DUPLICATE_NAME", `Two stages are called ${name}. Rename one.`, path("name"));
    if (stage.id != null && given.findIndex((other) => other.id === stage.id) < i) refuse("DUPLICATE_STAGE", `Stage ${name} was given twice. Leave one out.`, path("id"));
    if (stage.probabilityPercent < 0 || stage.probabilityPercent > 100) refuse("OUT_OF_RANGE", `A probability lies between 0 and 100; it is ${stage.probabilityPercent}.`, path("probabilityPercent"));
    if (quietAfterDays < 1 || quietAfterDays > MOST_DAYS) refuse("OUT_OF_RANGE", `A deal may be called quiet after 1 to ${MOST_DAYS} days; these are ${quietAfterDays}.`, path("quietAfterDays"));
    stages[i] = { id: stage.id ?? null, name, position: i + 1, probabilityPercent: stage.probabilityPercent, quietAfterDays };
  }));
  return stages;
}
export async function savePipeline(ctx: CrmContext, { input }: MutationPipelineSaveArgs): Promise<{ pipeline: PipelineRow | null }> {
  const name = text(input.name, ["input", "name"], "The name", 60);
  const stages = stagesOf(input.stages);
  if (input.position != null && (input.position < 1 || input.position > 1_000)) refuse("OUT_OF_RANGE", `A position lies between 1 and 1000; it is ${input.position}.`, ["input", "position"]);
  const id = await act(ctx, { name: "pipelineSave" }, async (tx) => {
    // Settings change rarely: one at a time, so that names stay unique without surprises.
    await sql`lock table pipeline in share row exclusive mode`.execute(tx);
    const before = input.id == null ? null : await pipelineWithStages(tx, input.id);
    const other = await tx.selectFrom("pipeline").select("id").where("name", "=", name).executeTakeFirst();
    if (other && other.id !== before?.id) refuse("DUPLICATE_NAME", `There is a pipeline called ${name} already. Choose another name.`, ["input", "name"]);
    if (input.isArchived === true) await assertNoOpenOpportunity(tx, before);
    const last = await tx.selectFrom("pipeline").select((e) => e.fn.max("position").as("position")).executeTakeFirstOrThrow();
    const values = { name, position: input.position ?? before?.position ?? (last.position ?? 0) + 1, isArchived: input.isArchived ?? before?.isArchived ?? false };
    const id = before?.id ?? (await tx.insertInto("pipeline").values(values).returning("id").executeTakeFirstOrThrow()).id;
    if (before) await tx.updateTable("pipeline").set(values).where("id", "=", id).execute();
    await saveStages(tx, id, before?.stages ?? [], stages);
    await audit(tx, ctx, { act: "pipelineSave", entity: "Pipeline", key: id, changes: { before, after: { ...values, stages } } });
    return id;
  });
  return { pipeline: await pipelineById(ctx, id) };
}
type Known = PipelineRow & { stages: { id: string; name: string }[] };
async function pipelineWithStages(tx: Tx, id: string): Promise<Known> {
  const pipeline = isUuid(id) ? await tx.selectFrom("pipeline").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined;
  if (!pipeline) return notFound("pipeline", id, ["input", "id"]);
  return { ...pipeline, stages: await tx.selectFrom("stage").selectAll().where("pipelineId", "=", pipeline.id).orderBy("position").execute() };
}
async function assertNoOpenOpportunity(tx: Tx, pipeline: Known | null): Promise<void> {
  if (!pipeline) return;
  const open = await tx.selectFrom("opportunity").select("name").where("pipelineId", "=", pipeline.id).where("status", "=", "OPEN").limit(1).executeTakeFirst();
  if (open) refuse("OPEN_OPPORTUNITY", `"${open.name}" is still open in this pipeline. Win or lose its opportunities first.`, ["input", "isArchived"]);
}
async function saveStages(tx: Tx, pipelineId: string, before: Known["stages"], stages: StageFacts[]): Promise<void> {
  const known = new Map(before.map((stage) => [stage.id, stage]));
  stages.forEach((stage, i) => stage.id === null || known.has(stage.id) || notFound("stage", stage.id, ["input", "stages", String(i), "id"]));
  const kept = new Set(stages.map((stage) => stage.id));
  for (const gone of before.filter((stage) => !kept.has(stage.id))) {
    const used = await sql`select 1 from opportunity where stage_id = ${gone.id} union all select 1 from opportunity_stage_change where ${gone.id} in (from_stage_id, to_stage_id) limit 1`.execute(tx);
    if (used.rows.length > 0) refuse("STAGE_IN_USE", `Opportunities are or were in stage ${gone.name}, so it stays. Rename it, or archive the pipeline and make a new one.`, ["input", "stages"]);
    await tx.deleteFrom("stage").where("id", "=", gone.id).execute();
  }
  for (const { id, ...values } of stages) {
    if (id === null) await tx.insertInto("stage").values({ ...values, pipelineId }).execute();
    else await tx.updateTable("stage").set(values).where("id", "=", id).execute();
  }
}

export async function saveLostReason(ctx: CrmContext, { input }: MutationLostReasonSaveArgs): Promise<{ lostReason: LostReasonRow | null }> {
  const code = input.code.trim();
  if (!/^[A-Z0-9_]{1,40}$/.test(code)) refuse("BAD_CODE", `"${code.slice(0, 60)}" can't be a code. Use 1 to 40 capitals, digits and underscores, e.g. TOO_EXPENSIVE.`, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The reason", 100);
  await act(ctx, { name: "lostReasonSave" }, async (tx) => {
    const before = await tx.selectFrom("lostReason").selectAll().where("code", "=", code).executeTakeFirst();
    await tx.insertInto("lostReason").values({ code, name }).onConflict((on) => on.column("code").doUpdateSet({ name })).execute();
    await audit(tx, ctx, { act: "lostReasonSave", entity: "LostReason", key: code, changes: { name: [before?.name ?? null, name] } });
  });
  return { lostReason: await reasonByCode(ctx, code) };
}
