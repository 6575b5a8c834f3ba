import { act, audit } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerAddressAddArgs } from "../../generated/graphql.ts";
import { addAddress, assertAddress } from "./customer-addresses.ts";
import { customerByNumber, type CustomerRow, lockCustomer } from "./customer.rows.ts";

export async function addCustomerAddress(ctx: ErpContext, args: MutationCustomerAddressAddArgs): Promise<{ customer: CustomerRow | null }> {
  await act(ctx, { name: "customerAddressAdd" }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, args.number, ["number"]);
    const address = assertAddress(args.input, ["input"], customer.name);
    const row = await addAddress(tx, customer.number, args.kind, address, { isDefault: args.isDefault ?? false });
    await audit(tx, ctx, { act: "customerAddressAdd", entity: "Customer", key: customer.number, changes: { kind: args.kind, address, isDefault: row.isDefault } });
  });
  return { customer: await customerByNumber(ctx, args.number) };
}
