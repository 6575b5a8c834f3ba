import { answer, type Resolvers } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationFourEyesAmountSetArgs } from "../../generated/graphql.ts";
import { setFourEyesAmount } from "./four-eyes-amount-set.action.ts";

export const fourEyesResolvers: Resolvers = {
  Mutation: { fourEyesAmountSet: (_: unknown, args: MutationFourEyesAmountSetArgs, ctx: ErpContext) => answer(() => setFourEyesAmount(ctx, args)) },
};
