import { answer, money, type Resolvers } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationSalesQuotaSaveArgs, MutationTeamSaveArgs, MutationUserSaveArgs, QueryUsersArgs } from "../generated/graphql.ts";
import { saveQuota, saveTeam, saveUser } from "./user-save.action.ts";
import { type TeamRow, teamOf, userById, type UserRow, viewerOf } from "./users.module.ts";
import { quotasOf, type QuotaRow, teamsOf, usersByName } from "./users.report.ts";

type Ctx = CrmContext;
export const usersResolvers: Resolvers = {
  Query: {
    viewer: (_: unknown, _args: unknown, ctx: Ctx) => viewerOf(ctx),
    users: (_: unknown, { activeOnly }: QueryUsersArgs, ctx: Ctx) => usersByName(ctx, activeOnly ?? true),
    teams: (_: unknown, _args: unknown, ctx: Ctx) => teamsOf(ctx),
  },
  Mutation: {
    teamSave: (_: unknown, args: MutationTeamSaveArgs, ctx: Ctx) => answer(() => saveTeam(ctx, args)),
    userSave: (_: unknown, args: MutationUserSaveArgs, ctx: Ctx) => answer(() => saveUser(ctx, args)),
    salesQuotaSave: (_: unknown, args: MutationSalesQuotaSaveArgs, ctx: Ctx) => answer(() => saveQuota(ctx, args)),
  },
  User: {
    __resolveReference: ({ id }: { id: string }, ctx: Ctx) => userById(ctx, id),
    employee: (user: UserRow) => user.employeeNumber && { __typename: "Employee", number: user.employeeNumber },
    team: (user: UserRow, _: unknown, ctx: Ctx) => user.team && teamOf(ctx, user.team),
    quotas: (user: UserRow, _: unknown, ctx: Ctx) => quotasOf(ctx, user.id),
  },
  Team: {
    sellingEntity: (team: TeamRow) => ({ __typename: "LegalEntity", code: team.sellingEntity }),
  },
  SalesQuota: {
    amount: (quota: QuotaRow) => money(quota.amount, quota.currency),
  },
};
