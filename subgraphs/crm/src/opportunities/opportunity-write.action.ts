import { act, audit, differences, isUuid, notFound, plain, refuse } from "@homefield/kit";
import { livingAccount } from "../accounts/accounts.module.ts";
import { contactOfAccount } from "../contacts/contacts.module.ts";
import type { CrmContext, Tx } from "../context.ts";
import type { MutationOpportunityCreateArgs, MutationOpportunityMoveArgs, MutationOpportunityUpdateArgs } from "../generated/graphql.ts";
import { viewerOf, workingUser } from "../users/users.module.ts";
import { opportunityById, type OpportunityRow } from "./opportunities.lookup.ts";
import { assertAmountFits, factsOf, type Line } from "./opportunities.rules.ts";
import { openOpportunity } from "./opportunity-close.action.ts";
import { recordStageChange } from "./stage-history.ts";

type Answer = { opportunity: OpportunityRow | null };

export async function createOpportunity(ctx: CrmContext, args: MutationOpportunityCreateArgs): Promise<Answer> {
  const { input } = args;
  const { lines, name, ...facts } = factsOf(input, ctx.today);
  const viewer = await viewerOf(ctx);
  const id = await act(ctx, { name: "opportunityCreate", idempotencyKey: args.idempotencyKey, body: input }, async (tx) => {
    const account = await livingAccount(tx, ctx, input.accountId, ["input", "accountId"]);
    const { pipelineId, stageId } = await placeFor(tx, input);
    const currency = input.currency ?? (await tx.selectFrom("team").select("currency").where("code", "=", account.team).executeTakeFirstOrThrow()).currency;
    assertAmountFits(facts.amount ?? null, currency);
    const made = {
      accountId: account.id, name: name!, pipelineId, stageId, currency, ...facts,
      ownerId: input.ownerId === undefined ? (viewer?.id ?? null) : input.ownerId === null ? null : (await workingUser(tx, input.ownerId, ["input", "ownerId"])).id,
      contactId: input.contactId == null ? null : (await contactOfAccount(tx, ctx, input.contactId, account.id, ["input", "contactId"])).id,
    };
    const { id } = await tx.insertInto("opportunity").values({ ...made, stageSince: ctx.now, createdAt: ctx.now, updatedAt: ctx.now }).returning("id").executeTakeFirstOrThrow();
    if (lines && lines.length > 0) await tx.insertInto("opportunityLine").values(lines.map((line) => ({ ...line, opportunityId: id }))).execute();
    await recordStageChange(tx, ctx, { opportunityId: id, fromStageId: null, toStageId: stageId, status: "OPEN" });
    await audit(tx, ctx, { act: "opportunityCreate", entity: "Opportunity", key: id, changes: differences({}, { ...made, ...(lines && { lines: inWords(lines) }) }) });
    return id;
  });
  return { opportunity: await opportunityById(ctx, id) };
}
export async function updateOpportunity(ctx: CrmContext, args: MutationOpportunityUpdateArgs): Promise<Answer> {
  const { input } = args;
  const { lines, ...facts } = factsOf(input, ctx.today);
  await act(ctx, { name: "opportunityUpdate" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    const change: Partial<OpportunityRow> = { ...facts };
    if (input.currency !== undefined) change.currency = input.currency ?? refuse("EMPTY", "An opportunity always has a currency. Give one, or leave the field out.", ["input", "currency"]);
    if (input.ownerId !== undefined) change.ownerId = input.ownerId === null ? null : (await workingUser(tx, input.ownerId, ["input", "ownerId"])).id;
    if (input.contactId !== undefined) change.contactId = input.contactId === null ? null : (await contactOfAccount(tx, ctx, input.contactId, opportunity.accountId, ["input", "contactId"])).id;
    assertAmountFits(change.amount === undefined ? opportunity.amount : change.amount, change.currency ?? opportunity.currency);
    const changes: Record<string, unknown> = differences({ ...opportunity, amount: plainOf(opportunity.amount) }, change);
    if (lines) Object.assign(changes, await replaceLines(tx, opportunity.id, lines));
    if (Object.keys(changes).length === 0) return;
    await tx.updateTable("opportunity").set({ ...change, updatedAt: ctx.now, version: opportunity.version + 1 }).where("id", "=", opportunity.id).execute();
    await audit(tx, ctx, { act: "opportunityUpdate", entity: "Opportunity", key: opportunity.id, changes });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}
export async function moveOpportunity(ctx: CrmContext, args: MutationOpportunityMoveArgs): Promise<Answer> {
  await act(ctx, { name: "opportunityMove" }, async (tx) => {
    const opportunity = await openOpportunity(tx, ctx, args);
    const stage = isUuid(args.stageId) ? await tx.selectFrom("stage").selectAll().where("id", "=", args.stageId).forShare().executeTakeFirst() : undefined;
    if (!stage) return notFound("stage", args.stageId, ["stageId"]);
    if (stage.pipelineId !== opportunity.pipelineId) refuse("STAGE_OF_OTHER_PIPELINE", `Stage ${stage.name} belongs to another pipeline. Choose a stage of this opportunity's pipeline.`, ["stageId"]);
    // Dropped where it was picked up: nothing moved.
    if (stage.id === opportunity.stageId) return;
    await tx.updateTable("opportunity").set({ stageId: stage.id, stageSince: ctx.now, updatedAt: ctx.now, version: opportunity.version + 1 }).where("id", "=", opportunity.id).execute();
    await recordStageChange(tx, ctx, { opportunityId: opportunity.id, fromStageId: opportunity.stageId, toStageId: stage.id, status: "OPEN" });
    await audit(tx, ctx, { act: "opportunityMove", entity: "Opportunity", key: opportunity.id, changes: { stageId: [opportunity.stageId, stage.id] } });
  });
  return { opportunity: await opportunityById(ctx, args.id) };
}

/** Where a new opportunity starts. The pipeline stays as it is until the act ends. */
async function placeFor(tx: Tx, input: { pipelineId?: string | null; stageId?: string | null }): Promise<{ pipelineId: string; stageId: string }> {
  const stage = input.stageId == null ? null : isUuid(input.stageId) ? await tx.selectFrom("stage").selectAll().where("id", "=", input.stageId).executeTakeFirst() : undefined;
  if (stage === undefined) return notFound("stage", input.stageId!, ["input", "stageId"]);
  const wanted = input.pipelineId ?? stage?.pipelineId ?? null;
  if (wanted !== null && !isUuid(wanted)) return notFound("pipeline", wanted, ["input", "pipelineId"]);
  const query = tx.selectFrom("pipeline").selectAll().forShare();
  const pipeline = await (wanted === null ? query.where("isArchived", "=", false).orderBy("position").orderBy("name").limit(1) : query.where("id", "=", wanted)).executeTakeFirst();
  if (!pipeline) return wanted === null ? refuse("NO_PIPELINE", "There is no pipeline yet. Ask who looks after the settings to make one.", ["input", "pipelineId"]) : notFound("pipeline", wanted, ["input", "pipelineId"]);
  if (pipeline.isArchived) refuse("ARCHIVED", `Pipeline ${pipeline.name} is no longer used. Choose another.`, ["input", "pipelineId"]);
  if (stage && stage.pipelineId !== pipeline.id) refuse("STAGE_OF_OTHER_PIPELINE", `Stage ${stage.name} does not belong to pipeline ${pipeline.name}. Choose one of its stages.`, ["input", "stageId"]);
  return { pipelineId: pipeline.id, stageId: stage?.id ?? (await tx.selectFrom("stage").select("id").where("pipelineId", "=", pipeline.id).orderBy("position").limit(1).executeTakeFirstOrThrow()).id };
}
async function replaceLines(tx: Tx, opportunityId: string, lines: Line[]): Promise<{ lines?: [unknown, unknown] }> {
  const before = (await tx.selectFrom("opportunityLine").selectAll().where("opportunityId", "=", opportunityId).orderBy("lineNumber").execute()).map((line) => ({ ...line, quantity: plainOf(line.quantity)! }));
  const [was, is] = [inWords(before), inWords(lines)];
  if (was.join("\n") === is.join("\n")) return {};
  await tx.deleteFrom("opportunityLine").where("opportunityId", "=", opportunityId).execute();
  if (lines.length > 0) await tx.insertInto("opportunityLine").values(lines.map((line) => ({ ...line, opportunityId }))).execute();
  return { lines: [was, is] };
}
// The database gives "10.0000" where "10" was given.
const plainOf = (value: string | null): string | null => (value === null ? null : plain(value));
const inWords = (lines: readonly Line[]): string[] => lines.map((line) => `${line.quantity} × ${line.itemNumber}`);
