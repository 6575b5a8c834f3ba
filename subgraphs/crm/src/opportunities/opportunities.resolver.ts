import { answer, dayIn, HOUSE_TIME_ZONE, money, moneyOrNull, pageOf, pageOfMany, type Resolvers } from "@homefield/kit";
import { sql } from "kysely";
import { accountById } from "../accounts/accounts.module.ts";
import { activityList } from "../activities/activities.list.ts";
import { lastActivityAt, nextStepOfOpportunity } from "../activities/activities.module.ts";
import { contactById } from "../contacts/contacts.module.ts";
import type { CrmContext } from "../context.ts";
import type {
  MutationLostReasonSaveArgs, MutationOpportunityCreateArgs, MutationOpportunityLoseArgs, MutationOpportunityMoveArgs, MutationOpportunityReopenArgs, MutationOpportunityUpdateArgs, MutationOpportunityWinArgs,
  MutationPipelineSaveArgs, OpportunityActivitiesArgs, QueryOpportunitiesArgs, QueryOpportunityArgs, QueryPipelineBoardArgs, QueryPipelinesArgs,
} from "../generated/graphql.ts";
import { quotesOfOpportunity } from "../quotes/quotes.module.ts";
import { userById } from "../users/users.module.ts";
import { opportunityList } from "./opportunities.list.ts";
import { opportunityById, type OpportunityRow } from "./opportunities.lookup.ts";
import { quietDays, weightedAmount } from "./opportunities.rules.ts";
import { closeAsLost, closeAsWon, reopenOpportunity } from "./opportunity-close.action.ts";
import { createOpportunity, moveOpportunity, updateOpportunity } from "./opportunity-write.action.ts";
import { saveLostReason, savePipeline } from "./pipeline-save.action.ts";
import { boardOf, linesOf, lostReasons, type OpportunityLineRow, pipelineById, type PipelineRow, pipelinesInOrder, reasonByCode, stageById, type StageChangeRow, stageHistoryOf, stagesOf } from "./pipelines.report.ts";

type Ctx = CrmContext;
export const opportunitiesResolvers: Resolvers = {
  Query: {
    opportunity: (_: unknown, { id }: QueryOpportunityArgs, ctx: Ctx) => opportunityById(ctx, id),
    opportunities: (_: unknown, args: QueryOpportunitiesArgs, ctx: Ctx) => pageOf(ctx, opportunityList, args),
    pipelines: (_: unknown, { includeArchived }: QueryPipelinesArgs, ctx: Ctx) => pipelinesInOrder(ctx, includeArchived ?? false),
    pipelineBoard: (_: unknown, args: QueryPipelineBoardArgs, ctx: Ctx) => boardOf(ctx, args),
    lostReasons: (_: unknown, _args: unknown, ctx: Ctx) => lostReasons(ctx),
  },
  Mutation: {
    opportunityCreate: (_: unknown, args: MutationOpportunityCreateArgs, ctx: Ctx) => answer(() => createOpportunity(ctx, args)),
    opportunityUpdate: (_: unknown, args: MutationOpportunityUpdateArgs, ctx: Ctx) => answer(() => updateOpportunity(ctx, args)),
    opportunityMove: (_: unknown, args: MutationOpportunityMoveArgs, ctx: Ctx) => answer(() => moveOpportunity(ctx, args)),
    opportunityWin: (_: unknown, args: MutationOpportunityWinArgs, ctx: Ctx) => answer(() => closeAsWon(ctx, args)),
    opportunityLose: (_: unknown, args: MutationOpportunityLoseArgs, ctx: Ctx) => answer(() => closeAsLost(ctx, args)),
    opportunityReopen: (_: unknown, args: MutationOpportunityReopenArgs, ctx: Ctx) => answer(() => reopenOpportunity(ctx, args)),
    pipelineSave: (_: unknown, args: MutationPipelineSaveArgs, ctx: Ctx) => answer(() => savePipeline(ctx, args)),
    lostReasonSave: (_: unknown, args: MutationLostReasonSaveArgs, ctx: Ctx) => answer(() => saveLostReason(ctx, args)),
  },
  Opportunity: {
    __resolveReference: ({ id }: { id: string }, ctx: Ctx) => opportunityById(ctx, id),
    account: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => accountById(ctx, opportunity.accountId),
    contact: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => opportunity.contactId && contactById(ctx, opportunity.contactId),
    owner: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => opportunity.ownerId && userById(ctx, opportunity.ownerId),
    pipeline: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => pipelineById(ctx, opportunity.pipelineId),
    stage: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => stageById(ctx, opportunity.stageId),
    amount: (opportunity: OpportunityRow) => moneyOrNull(opportunity.amount, opportunity.currency),
    weightedAmount: async (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => {
      const weighted = weightedAmount(opportunity, (await stageById(ctx, opportunity.stageId))!.probabilityPercent);
      return weighted && money(weighted, opportunity.currency);
    },
    lostReason: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => opportunity.lostReason && reasonByCode(ctx, opportunity.lostReason),
    quietDays: async (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => {
      const [stage, done] = await Promise.all([stageById(ctx, opportunity.stageId), lastActivityAt(ctx, opportunity.id)]);
      const moved = done && done > opportunity.stageSince ? done : opportunity.stageSince;
      return quietDays(opportunity.status, dayIn(HOUSE_TIME_ZONE, moved), ctx.today, stage!.quietAfterDays);
    },
    nextStep: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => nextStepOfOpportunity(ctx, opportunity.id),
    lines: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => linesOf(ctx, opportunity.id),
    quotes: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => quotesOfOpportunity(ctx, opportunity.id),
    activities: (opportunity: OpportunityRow, args: OpportunityActivitiesArgs, ctx: Ctx) =>
      pageOfMany(ctx, activityList, { name: "opportunity", by: sql`v.opportunity_id`, type: "uuid" }, opportunity.id, { ...args, orderBy: [{ field: "HAPPENS_AT", direction: "DESC" }] }),
    stageHistory: (opportunity: OpportunityRow, _: unknown, ctx: Ctx) => stageHistoryOf(ctx, opportunity.id),
  },
  OpportunityLine: {
    item: (line: OpportunityLineRow) => ({ __typename: "Item", number: line.itemNumber }),
  },
  StageChange: {
    fromStage: (change: StageChangeRow, _: unknown, ctx: Ctx) => change.fromStageId && stageById(ctx, change.fromStageId),
    toStage: (change: StageChangeRow, _: unknown, ctx: Ctx) => change.toStageId && stageById(ctx, change.toStageId),
  },
  Pipeline: {
    stages: (pipeline: PipelineRow, _: unknown, ctx: Ctx) => stagesOf(ctx, pipeline.id),
  },
};
