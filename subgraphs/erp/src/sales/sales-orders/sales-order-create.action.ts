import { act, assertMinorUnits, audit, notNegative, optionalText } from "@homefield/kit";
import { sql } from "kysely";
import { type Tax, taxFor } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationSalesOrderCreateArgs, SalesOrderCreateInput } from "../../generated/graphql.ts";
import { type CustomerRow, defaultAddress, lockCustomer } from "../customers/customers.module.ts";
import { insertOrder } from "./order-insert.ts";
import { assertLineCount, assertRequestedDate, brief, linesFromDesk } from "./order-lines.ts";
import { salesOrderByNumber, type SalesOrderRow } from "./order-rows.ts";

export async function salesOrderCreate(ctx: ErpContext, args: MutationSalesOrderCreateArgs): Promise<{ salesOrder: SalesOrderRow | null }> {
  const number = await act(ctx, { name: "salesOrderCreate", idempotencyKey: args.idempotencyKey, body: args }, (tx) => createOrderIn(tx, ctx, args.input));
  return { salesOrder: await salesOrderByNumber(ctx, number) };
}
/** Makes a draft within an act and answers its number. */
export async function createOrderIn(tx: Tx, ctx: ErpContext, input: SalesOrderCreateInput): Promise<string> {
  assertLineCount(input.lines.length, ["input", "lines"]);
  if (input.requestedDate) assertRequestedDate(input.requestedDate, ctx.today, ["input", "requestedDate"]);
  const customer = await lockCustomer(tx, ctx, input.customerNumber, ["input", "customerNumber"]);
  const freight = notNegative(input.freight ?? "0", ["input", "freight"], "Freight");
  assertMinorUnits(freight, customer.currency, ["input", "freight"], "Freight");
  const [billing, delivery] = [await defaultAddress(tx, customer.number, "BILLING"), await defaultAddress(tx, customer.number, "DELIVERY")];
  const tax = await taxOf(tx, ctx, customer, delivery?.country ?? customer.country, ["input", "customerNumber"]);
  const lines = await linesFromDesk(tx, ctx, { legalEntity: customer.legalEntity, currency: customer.currency, today: ctx.today, customer, tax }, input.lines, (i) => ["input", "lines", String(i)]);
  const { number } = await insertOrder(tx, ctx, {
    customer, tax, freight, orderDate: ctx.today, requestedDate: input.requestedDate ?? null, customerReference: optionalText(input.customerReference, ["input", "customerReference"], "The customer's reference", 80),
    billingAddress: billing?.id ?? null, deliveryAddress: delivery?.id ?? null,
  }, lines);
  await audit(tx, ctx, { act: "salesOrderCreate", entity: "SalesOrder", key: number, changes: { customer: customer.number, lines: brief(lines) } });
  return number;
}
/** The tax an order to a country bears today. */
export async function taxOf(tx: Tx, ctx: ErpContext, customer: CustomerRow, country: string, path: string[]): Promise<Tax> {
  return taxFor(tx, { legalEntity: customer.legalEntity, country, vatNumber: customer.vatNumber, date: ctx.today }, path);
}
/** The country an order goes to; null when it names no address. */
export async function countryOfDelivery(tx: Tx, order: SalesOrderRow): Promise<string | null> {
  return (await sql<{ country: string }>`select country from customer_address where id = ${order.deliveryAddress}::uuid`.execute(tx)).rows[0]?.country ?? null;
}
