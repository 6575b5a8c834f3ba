import { act, audit, plain, refuse, sum } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationSalesOrderReallocateArgs } from "../../generated/graphql.ts";
import { linesOf, lockOrder } from "./order-lock.ts";
import { reserveForLines, shortOf } from "./order-promises.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderRow } from "./order-rows.ts";

export async function salesOrderReallocate(ctx: ErpContext, args: MutationSalesOrderReallocateArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  await act(ctx, { name: "salesOrderReallocate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const order = await lockOrder(tx, ctx, args.number);
    const short = order.status === "CONFIRMED" || order.status === "IN_FULFILMENT" ? (await linesOf(tx, order.id)).filter((line) => line.isStocked && shortOf(line).greaterThan(0)) : [];
    if (short.length === 0) refuse("WRONG_STATE", `Nothing is missing on ${order.number}. There is nothing to reallocate.`, ["number"]);
    const reserved = await reserveForLines(tx, ctx, short.map((line) => ({ ...line, orderRequestedDate: order.requestedDate })), { legalEntity: order.legalEntity, everywhere: true });
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderReallocate", entity: "SalesOrder", key: order.number, changes: { reserved: plain(sum(reserved.values())) } });
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}
