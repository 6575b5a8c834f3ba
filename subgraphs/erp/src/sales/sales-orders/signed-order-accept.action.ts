/**
 * The ERP's end of the hand-over: one order per signature, under any crash and any number of repetitions. The signature is what is
 * repeated, so it decides: whatever else a repetition says, the order that exists is the answer.
 */
import { act, addDays, assertSameCurrency, assertSensibleDate, audit, dec, notFound, optionalText, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import type { AddressInput, MutationSignedOrderAcceptArgs, MutationSignedOrderCallOffArgs, SignedOrderInput } from "../../generated/graphql.ts";
import { addAddress, assertAddress, createCustomer, type CustomerRow, defaultAddress, lockCustomer } from "../customers/customers.module.ts";
import { insertOrder } from "./order-insert.ts";
import { assertLineCount, brief, linesAsSigned } from "./order-lines.ts";
import { lockOrder } from "./order-lock.ts";
import { salesOrderByNumber, type SalesOrderRow } from "./order-rows.ts";
import { confirmLocked } from "./sales-order-confirm.action.ts";
import { taxOf } from "./sales-order-create.action.ts";

interface Accepted { orderNumber: string; customerNumber: string; isNew: boolean }

export async function signedOrderAccept(ctx: ErpContext, args: MutationSignedOrderAcceptArgs): Promise<Accepted & { salesOrder: () => Promise<SalesOrderRow | null> }> {
  const accepted = await act(ctx, { name: "signedOrderAccept" }, (tx) => acceptIn(tx, ctx, args.input));
  return { ...accepted, salesOrder: () => salesOrderByNumber(ctx, accepted.orderNumber) };
}
/** Takes over a signed order within an act. */
export async function acceptIn(tx: Tx, ctx: ErpContext, input: SignedOrderInput): Promise<Accepted> {
  const signatureId = text(input.signatureId, ["input", "signatureId"], "The signature");
  await takeTurns(tx, `signature ${signatureId}`);
  const existing = await orderOf(tx, ctx, signatureId, ["input", "signatureId"]);
  if (existing) return { orderNumber: existing.number, customerNumber: existing.customerNumber, isNew: false };
  const calledOff = await tx.selectFrom("signedOrderCalledOff").select("calledOffAt").where("signatureId", "=", signatureId).executeTakeFirst();
  if (calledOff) refuse("CALLED_OFF", "The CRM called this order off. Have a new version of the quote signed.", ["input", "signatureId"]);
  assertLineCount(input.lines.length, ["input", "lines"]);
  assertSensibleDate(input.signedDate, ctx.today, ["input", "signedDate"], "The day of signing");
  if (input.signedDate > addDays(ctx.today, 1)) refuse("DATE_IN_FUTURE", `The day of signing is ${input.signedDate}, which is still to come.`, ["input", "signedDate"]);
  const customer = await customerFor(tx, ctx, input, signatureId);
  const billing = await addressFor(tx, customer, "BILLING", input.billingAddress);
  const delivery = await addressFor(tx, customer, "DELIVERY", input.deliveryAddress ?? input.billingAddress);
  const tax = await taxOf(tx, ctx, customer, delivery?.country ?? customer.country, ["input", "deliveryAddress", "country"]);
  const frame = { legalEntity: customer.legalEntity, currency: customer.currency, today: input.signedDate, customer, tax };
  const lines = await linesAsSigned(tx, frame, input.lines, (i) => ["input", "lines", String(i)]);
  const { number } = await insertOrder(tx, ctx, {
    customer, tax, freight: dec(0), orderDate: input.signedDate, requestedDate: null, customerReference: optionalText(input.customerReference, ["input", "customerReference"], "The customer's reference", 80),
    billingAddress: billing?.id ?? null, deliveryAddress: delivery?.id ?? null, signature: { id: signatureId, quoteNumber: text(input.quoteNumber, ["input", "quoteNumber"], "The quote number", 40) },
  }, lines);
  await audit(tx, ctx, { act: "signedOrderAccept", entity: "SalesOrder", key: number, changes: { customer: customer.number, quote: input.quoteNumber, lines: brief(lines) } });
  await confirmLocked(tx, ctx, await lockOrder(tx, ctx, number), customer);
  return { orderNumber: number, customerNumber: customer.number, isNew: true };
}
/** The CRM gives a hand-over up: from now on no order is made for its signature. Answers the order that was made before, if one was. */
export async function signedOrderCallOff(ctx: ErpContext, args: MutationSignedOrderCallOffArgs): Promise<{ orderNumber: string | null }> {
  const signatureId = text(args.signatureId, ["signatureId"], "The signature");
  return act(ctx, { name: "signedOrderCallOff" }, async (tx) => {
    await takeTurns(tx, `signature ${signatureId}`);
    const existing = await orderOf(tx, ctx, signatureId, ["signatureId"]);
    if (existing) return { orderNumber: existing.number };
    await tx.insertInto("signedOrderCalledOff").values({ signatureId, calledOffAt: ctx.now }).onConflict((c) => c.doNothing()).execute();
    await audit(tx, ctx, { act: "signedOrderCallOff", entity: "Signature", key: signatureId });
    return { orderNumber: null };
  });
}
async function orderOf(tx: Tx, ctx: ErpContext, signatureId: string, path: string[]): Promise<{ number: string; customerNumber: string } | null> {
  const order = await tx.selectFrom("salesOrder").select(["number", "customerNumber", "legalEntity"]).where("signatureId", "=", signatureId).executeTakeFirst();
  if (order) assertSees(ctx, order.legalEntity, "signature", signatureId, path);
  return order ?? null;
}
/** Who comes second waits until the first is done and then sees what it did. Held until the transaction ends. */
async function takeTurns(tx: Tx, about: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signed order: ${about}`}, 0))`.execute(tx);
}

/** The customer the account already is, or the one made now. Two orders of one new account signed at once make one customer. */
async function customerFor(tx: Tx, ctx: ErpContext, input: SignedOrderInput, signatureId: string): Promise<CustomerRow> {
  const relationshipKey = text(input.relationshipKey, ["input", "relationshipKey"], "The relationship key");
  await takeTurns(tx, `relationship ${relationshipKey}`);
  const known = input.customerNumber ?? (await tx.selectFrom("customer").select("number").where("relationshipKey", "=", relationshipKey).executeTakeFirst())?.number;
  const customer = known ? await lockCustomer(tx, ctx, known, ["input", "customerNumber"]) : await newCustomer(tx, ctx, input, { firstSignature: signatureId, relationshipKey });
  if (customer.legalEntity !== input.legalEntity) {
    const entity = await tx.selectFrom("legalEntity").select("code").where("code", "=", input.legalEntity).executeTakeFirst();
    if (!entity) notFound("legal entity", input.legalEntity, ["input", "legalEntity"]);
    refuse("WRONG_LEGAL_ENTITY", `Customer ${customer.number} is served by ${customer.legalEntity}, but the order was signed for ${input.legalEntity}. Have the quote made out by ${customer.legalEntity}.`, ["input", "legalEntity"]);
  }
  assertSameCurrency(customer.currency, input.currency, ["input", "currency"], "The order");
  return customer;
}
async function newCustomer(tx: Tx, ctx: ErpContext, input: SignedOrderInput, origin: { firstSignature: string; relationshipKey: string }): Promise<CustomerRow> {
  const billingAddress = input.billingAddress ?? refuse("EMPTY", "A new customer needs a billing address. Have it given at signing.", ["input", "billingAddress"]);
  return createCustomer(tx, ctx, {
    ...origin, billingAddress, name: input.customerName, legalEntity: input.legalEntity, currency: input.currency, country: input.country ?? billingAddress.country, vatNumber: input.vatNumber, invoiceEmail: input.invoiceEmail,
    deliveryAddress: input.deliveryAddress,
  });
}
/** The address given at signing, added to the customer's if it is new; the customer's own when none was given. */
async function addressFor(tx: Tx, customer: CustomerRow, kind: "BILLING" | "DELIVERY", given: AddressInput | null | undefined): Promise<{ id: string; country: string } | null> {
  if (!given) return defaultAddress(tx, customer.number, kind);
  return addAddress(tx, customer.number, kind, assertAddress(given, ["input", kind === "BILLING" ? "billingAddress" : "deliveryAddress"], customer.name));
}
