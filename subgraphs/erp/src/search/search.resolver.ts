import type { ErpContext } from "../context.ts";
import type { QueryErpSearchArgs } from "../generated/graphql.ts";
import { erpSearch } from "./search.report.ts";

export const searchResolvers = {
  Query: {
    erpSearch: (_p: unknown, args: QueryErpSearchArgs, ctx: ErpContext) => erpSearch(ctx, args.text, args.first ?? 8),
  },
};
