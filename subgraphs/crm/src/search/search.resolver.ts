import type { Resolvers } from "@homefield/kit";
import { accountById } from "../accounts/accounts.module.ts";
import { contactById } from "../contacts/contacts.module.ts";
import type { CrmContext } from "../context.ts";
import type { QueryCrmSearchArgs } from "../generated/graphql.ts";
import { opportunityById } from "../opportunities/opportunities.module.ts";
import { quoteById } from "../quotes/quotes.module.ts";
import { type HitKind, searchCrm, type SearchRow } from "./search.report.ts";

const load: Record<HitKind, (ctx: CrmContext, id: string) => Promise<object | null>> = { Account: accountById, Contact: contactById, Opportunity: opportunityById, Quote: quoteById };

export const searchResolvers: Resolvers = {
  Query: {
    crmSearch: (_: unknown, args: QueryCrmSearchArgs, ctx: CrmContext) => searchCrm(ctx, args),
  },
  CrmSearchResult: {
    hit: async ({ kind, id }: SearchRow, _: unknown, ctx: CrmContext) => {
      const hit = await load[kind](ctx, id);
      return hit && { ...hit, __typename: kind };
    },
  },
};
