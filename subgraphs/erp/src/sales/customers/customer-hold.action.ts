import { act, audit, dayIn, HOUSE_TIME_ZONE, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerHoldArgs, MutationCustomerReleaseArgs } from "../../generated/graphql.ts";
import { liftHoldBlocks, raiseHoldBlocks } from "../sales-orders/sales-orders.module.ts";
import { customerByNumber, type CustomerRow, lockCustomer } from "./customer.rows.ts";

/** From now on nothing is confirmed or shipped to the customer; open orders show why they wait. */
export async function holdCustomer(ctx: ErpContext, args: MutationCustomerHoldArgs): Promise<{ customer: CustomerRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  await act(ctx, { name: "customerHold" }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, args.number, ["number"]);
    if (customer.heldAt) refuse("ALREADY_ON_HOLD", `${customer.name} is on hold since ${dayIn(HOUSE_TIME_ZONE, customer.heldAt)}: ${customer.holdReason}. Release it first to give another reason.`, ["number"]);
    await tx.updateTable("customer").set({ isOnHold: true, holdReason: reason, heldAt: ctx.now, version: customer.version + 1 }).where("number", "=", customer.number).execute();
    await raiseHoldBlocks(tx, ctx, customer.number, reason);
    await audit(tx, ctx, { act: "customerHold", entity: "Customer", key: customer.number, changes: { isOnHold: [false, true], reason } });
  });
  return { customer: await customerByNumber(ctx, args.number) };
}
export async function releaseCustomer(ctx: ErpContext, args: MutationCustomerReleaseArgs): Promise<{ customer: CustomerRow | null }> {
  const reason = text(args.reason, ["reason"], "The reason", 500);
  await act(ctx, { name: "customerRelease" }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, args.number, ["number"]);
    if (!customer.heldAt) refuse("NOT_ON_HOLD", `${customer.name} is not on hold: there is nothing to release.`, ["number"]);
    await tx.updateTable("customer").set({ isOnHold: false, holdReason: null, heldAt: null, version: customer.version + 1 }).where("number", "=", customer.number).execute();
    await liftHoldBlocks(tx, ctx, customer.number, reason);
    await audit(tx, ctx, { act: "customerRelease", entity: "Customer", key: customer.number, changes: { isOnHold: [true, false], reason } });
  });
  return { customer: await customerByNumber(ctx, args.number) };
}
