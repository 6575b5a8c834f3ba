import { answer, type Resolvers } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationErasureResumeArgs, MutationSubjectAccessArgs, MutationSubjectEraseArgs, QueryCrmReadAuditEntriesArgs, QueryErasureRequestsArgs } from "../generated/graphql.ts";
import { erasureRequests } from "./erasure.list.ts";
import { readAuditEntries } from "./read-audit.list.ts";
import { subjectAccess } from "./subject-access.action.ts";
import { eraseSubject, resumeErasure } from "./subject-erase.action.ts";

export const privacyResolvers: Resolvers = {
  Query: {
    crmReadAuditEntries: (_: unknown, args: QueryCrmReadAuditEntriesArgs, ctx: CrmContext) => readAuditEntries(ctx, args),
    erasureRequests: (_: unknown, args: QueryErasureRequestsArgs, ctx: CrmContext) => erasureRequests(ctx, args),
  },
  Mutation: {
    subjectAccess: (_: unknown, args: MutationSubjectAccessArgs, ctx: CrmContext) => answer(() => subjectAccess(ctx, args)),
    subjectErase: (_: unknown, args: MutationSubjectEraseArgs, ctx: CrmContext) => answer(() => eraseSubject(ctx, args)),
    erasureResume: (_: unknown, args: MutationErasureResumeArgs, ctx: CrmContext) => answer(() => resumeErasure(ctx, args)),
  },
};
