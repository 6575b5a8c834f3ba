import { act, audit, checkVersion, differences, optionalEmail, refuse, text } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationCustomerCreditLimitSetArgs, MutationCustomerUpdateArgs } from "../../generated/graphql.ts";
import { assertCreditLimit, assertCustomerGroup, assertVatNumber } from "./customer-create.action.ts";
import { customerByNumber, type CustomerRow, lockCustomer } from "./customer.rows.ts";
import { paymentTermsOf } from "./payment-terms.ts";

export async function updateCustomer(ctx: ErpContext, { number, input, expectedVersion }: MutationCustomerUpdateArgs): Promise<{ customer: CustomerRow | null }> {
  await act(ctx, { name: "customerUpdate" }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, number, ["number"]);
    checkVersion(customer, expectedVersion, "customer");
    await change(tx, ctx, "customerUpdate", customer, {
      ...(input.name !== undefined && { name: text(given(input.name, "name", "The name"), ["input", "name"], "The name") }),
      ...(input.customerGroup !== undefined && { customerGroup: await assertCustomerGroup(tx, input.customerGroup, ["input", "customerGroup"]) }),
      ...(input.vatNumber !== undefined && { vatNumber: assertVatNumber(input.vatNumber, customer.country, ["input", "vatNumber"]) }),
      ...(input.paymentTerms !== undefined && { paymentTerms: (await paymentTermsOf(tx, given(input.paymentTerms, "paymentTerms", "The payment terms"), ["input", "paymentTerms"])).code }),
      ...(input.invoiceEmail !== undefined && { invoiceEmail: optionalEmail(input.invoiceEmail, ["input", "invoiceEmail"], "The invoice address") }),
    });
  });
  return { customer: await customerByNumber(ctx, number) };
}
export async function setCreditLimit(ctx: ErpContext, { number, creditLimit, expectedVersion }: MutationCustomerCreditLimitSetArgs): Promise<{ customer: CustomerRow | null }> {
  // An argument forgotten is not a limit lifted.
  if (creditLimit === undefined) refuse("MISSING", "Give the limit, or null for no limit.", ["creditLimit"]);
  await act(ctx, { name: "customerCreditLimitSet" }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, number, ["number"]);
    checkVersion(customer, expectedVersion, "customer");
    await change(tx, ctx, "customerCreditLimitSet", customer, { creditLimit: assertCreditLimit(creditLimit, customer.currency, ["creditLimit"]) });
  });
  return { customer: await customerByNumber(ctx, number) };
}
type Changes = Partial<Pick<CustomerRow, "name" | "customerGroup" | "vatNumber" | "paymentTerms" | "invoiceEmail" | "creditLimit">>;
async function change(tx: Tx, ctx: ErpContext, act: string, customer: CustomerRow, changes: Changes): Promise<void> {
  const changed = differences({ ...customer }, changes);
  if (Object.keys(changed).length === 0) return;
  await tx.updateTable("customer").set({ ...changes, version: customer.version + 1 }).where("number", "=", customer.number).execute();
  await audit(tx, ctx, { act, entity: "Customer", key: customer.number, changes: changed });
}
const given = <T>(value: T | null | undefined, field: string, what: string): T => value ?? refuse("EMPTY", `${what} can't be cleared. Leave it out to keep it.`, ["input", field]);
