import { answer, pageOf, type Resolvers } from "@homefield/kit";
import { accountById } from "../accounts/accounts.module.ts";
import { contactById } from "../contacts/contacts.module.ts";
import type { CrmContext } from "../context.ts";
import type {
  MutationActivityCancelArgs, MutationActivityCompleteArgs, MutationActivityCreateArgs, MutationActivityReopenArgs, MutationActivityUpdateArgs, QueryActivitiesArgs, QueryActivityArgs,
} from "../generated/graphql.ts";
import { opportunityById } from "../opportunities/opportunities.module.ts";
import { userById } from "../users/users.module.ts";
import { activityList } from "./activities.list.ts";
import { activityById, type ActivityRow } from "./activities.module.ts";
import { cancelActivity, completeActivity, createActivity, reopenActivity, updateActivity } from "./activity-write.action.ts";

type Ctx = CrmContext;
export const activitiesResolvers: Resolvers = {
  Query: {
    activity: (_: unknown, { id }: QueryActivityArgs, ctx: Ctx) => activityById(ctx, id),
    activities: (_: unknown, args: QueryActivitiesArgs, ctx: Ctx) => pageOf(ctx, activityList, args),
  },
  Mutation: {
    activityCreate: (_: unknown, args: MutationActivityCreateArgs, ctx: Ctx) => answer(() => createActivity(ctx, args)),
    activityUpdate: (_: unknown, args: MutationActivityUpdateArgs, ctx: Ctx) => answer(() => updateActivity(ctx, args)),
    activityComplete: (_: unknown, args: MutationActivityCompleteArgs, ctx: Ctx) => answer(() => completeActivity(ctx, args)),
    activityReopen: (_: unknown, args: MutationActivityReopenArgs, ctx: Ctx) => answer(() => reopenActivity(ctx, args)),
    activityCancel: (_: unknown, args: MutationActivityCancelArgs, ctx: Ctx) => answer(() => cancelActivity(ctx, args)),
  },
  Activity: {
    __resolveReference: ({ id }: { id: string }, ctx: Ctx) => activityById(ctx, id),
    account: (activity: ActivityRow, _: unknown, ctx: Ctx) => activity.accountId && accountById(ctx, activity.accountId),
    opportunity: (activity: ActivityRow, _: unknown, ctx: Ctx) => activity.opportunityId && opportunityById(ctx, activity.opportunityId),
    contact: (activity: ActivityRow, _: unknown, ctx: Ctx) => activity.contactId && contactById(ctx, activity.contactId),
    owner: (activity: ActivityRow, _: unknown, ctx: Ctx) => activity.ownerId && userById(ctx, activity.ownerId),
    isOverdue: (activity: ActivityRow, _: unknown, ctx: Ctx) => activity.status === "OPEN" && activity.dueAt !== null && activity.dueAt < ctx.now,
  },
};
