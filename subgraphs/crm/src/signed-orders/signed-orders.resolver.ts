import { answer, pageOf, type Resolvers } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext } from "../context.ts";
import type { HandOverStatus, MutationSignedOrderCancelArgs, MutationSignedOrderRetryArgs, QuerySignedOrdersArgs } from "../generated/graphql.ts";
import { cancelSignedOrder, retrySignedOrder } from "./signed-order-unstick.action.ts";
import { type HandOverRow, signedOrderList } from "./signed-orders.list.ts";

const LEFT_TO_DO: HandOverStatus[] = ["WAITING", "REFUSED"];

// SignedOrder.quote is answered by the quotes, which know this module.
export const signedOrdersResolvers: Resolvers = {
  Query: {
    signedOrders: (_parent: unknown, args: QuerySignedOrdersArgs, ctx: CrmContext) => pageOf(ctx, signedOrderList, { first: args.first, after: args.after }, sql<boolean>`o.status = any(${args.status ?? LEFT_TO_DO}::text[])`),
  },
  Mutation: {
    signedOrderRetry: (_parent: unknown, args: MutationSignedOrderRetryArgs, ctx: CrmContext) => answer(() => retrySignedOrder(ctx, args)),
    signedOrderCancel: (_parent: unknown, args: MutationSignedOrderCancelArgs, ctx: CrmContext) => answer(() => cancelSignedOrder(ctx, args)),
  },
  SignedOrder: {
    id: (order: HandOverRow) => order.signatureId,
    handOver: (order: HandOverRow) => order,
    order: (order: HandOverRow) => order.orderNumber && { number: order.orderNumber },
  },
  HandOver: {
    since: (order: HandOverRow) => order.createdAt,
    nextAttemptAt: (order: HandOverRow) => (order.status === "WAITING" ? order.nextAttemptAt : null),
  },
};
