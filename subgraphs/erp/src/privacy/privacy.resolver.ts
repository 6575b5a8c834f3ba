import { act, answer, audit, type Resolvers } from "@homefield/kit";
import type { ErpContext } from "../context.ts";
import type { MutationErpPersonalDataEraseArgs, QueryErpPersonalDataArgs, QueryErpReadAuditEntriesArgs } from "../generated/graphql.ts";
import { erasePersonalData } from "./personal-data-erase.action.ts";
import { personalDataOfSubject } from "./privacy.report.ts";
import { readAuditEntries } from "./read-audit.list.ts";

export const privacyResolvers: Resolvers = {
  Query: {
    erpReadAuditEntries: (_: unknown, args: QueryErpReadAuditEntriesArgs, ctx: ErpContext) => readAuditEntries(ctx, args),
    erpPersonalData: async (_: unknown, { subject }: QueryErpPersonalDataArgs, ctx: ErpContext) => {
      const items = await personalDataOfSubject(ctx, subject);
      // That somebody looked is kept, not at whom: the trail would be one more place with the address in it.
      await act(ctx, { name: "erpPersonalData" }, (tx) => audit(tx, ctx, { act: "erpPersonalData", entity: "Subject", key: ctx.requestId, changes: { items: items.length } }));
      return items;
    },
  },
  Mutation: { erpPersonalDataErase: (_: unknown, args: MutationErpPersonalDataEraseArgs, ctx: ErpContext) => answer(() => erasePersonalData(ctx, args)) },
};
