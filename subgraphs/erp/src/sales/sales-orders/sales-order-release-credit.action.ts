import { act, audit, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationSalesOrderReleaseCreditArgs } from "../../generated/graphql.ts";
import { assertFourEyes } from "../../company/four-eyes/four-eyes.module.ts";
import { liftBlocks } from "./order-blocks.ts";
import { lockOrder } from "./order-lock.ts";
import { refreshOrder } from "./order-refresh.ts";
import { salesOrderByNumber, type SalesOrderRow } from "./order-rows.ts";

export async function salesOrderReleaseCredit(ctx: ErpContext, args: MutationSalesOrderReleaseCreditArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  await act(ctx, { name: "salesOrderReleaseCredit", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const reason = text(args.reason, ["reason"], "The reason", 500);
    const order = await lockOrder(tx, ctx, args.number);
    const lifted = await liftBlocks(tx, ctx, { orderIds: [order.id], kinds: ["CREDIT"] }, reason);
    if (lifted === 0) refuse("WRONG_STATE", `${order.number} is not blocked for credit. There is nothing to release.`, ["number"]);
    await assertFourEyes(tx, ctx, {
      legalEntity: order.legalEntity, amount: order.totalAmount, currency: order.currency, why: `You made or confirmed ${order.number}, or set this customer's credit limit`, path: ["number"],
      earlier: [
        { acts: ["salesOrderCreate", "salesOrderConfirm"], entity: "SalesOrder", key: order.number },
        { acts: ["customerCreditLimitSet", "customerCreate"], entity: "Customer", key: order.customerNumber, latestOnly: true },
      ],
    });
    await refreshOrder(tx, order.id);
    await audit(tx, ctx, { act: "salesOrderReleaseCredit", entity: "SalesOrder", key: order.number, changes: { reason, madeBy: order.createdBy } });
    return null;
  });
  return { salesOrder: await salesOrderByNumber(ctx, args.number) };
}
