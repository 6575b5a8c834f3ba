import { brokenInvariants, Refused, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { erpSchema } from "../../schema.ts";
import type { SignedOrderInput } from "../../generated/graphql.ts";
import { anOrderDesk, aSignedOrder, type OrderDesk } from "./sales-orders.fixture.ts";
import { signedOrderAccept, signedOrderCallOff } from "./signed-order-accept.action.ts";

let desk: OrderDesk;
beforeAll(async () => { desk = await anOrderDesk(); });
afterAll(() => desk.close());
/** The CRM under its own name: it may hand orders over and nothing else. */
const crm = (): ReturnType<OrderDesk["as"]> => desk.as({ subject: "service:crm", name: "CRM hand-over", kind: "service", permissions: ["signed-order:accept"] });
const accept = (input: SignedOrderInput): ReturnType<typeof signedOrderAccept> => signedOrderAccept(crm(), { input });

describe("Mutation.signedOrderAccept", () => {
  it("makes customer, addresses and order, at the signed price, and confirms it at once", async () => {
    await desk.stock("AARHUS", "LNG-210", "1");
    const input = aSignedOrder({ lines: [{ itemNumber: "LNG-210", quantity: "3", unitPrice: "1899.95", discountPercent: "7.5", requestedDate: "2026-03-25" }, { itemNumber: "OLD-001", quantity: "1", unitPrice: "10", discountPercent: "0", requestedDate: null }] });
    const accepted = await accept(input);
    expect(accepted).toMatchObject({ isNew: true, orderNumber: expect.stringMatching(/^SO-/), customerNumber: expect.stringMatching(/^C-/) });
    expect(await desk.order(accepted.orderNumber)).toMatchObject({
      // 3 × 1899.95 less 7.5 % = 5272.36; Denmark to Denmark is taxed.
      status: "CONFIRMED", orderDate: "2026-03-13", customerReference: "PO 77", signatureId: input.signatureId, quoteNumber: input.quoteNumber, createdBy: "CRM hand-over", netAmount: "5282.3600", taxAmount: "1320.5900", isBlocked: true,
    });
    expect(await desk.line(accepted.orderNumber)).toMatchObject({ unitPrice: "1899.9500", discountPercent: "7.5000", priceIsAgreed: true, reservedQuantity: "1.0000", promisedDate: "2026-03-30" });
    const customer = await desk.db.selectFrom("customer").selectAll().where("number", "=", accepted.customerNumber).executeTakeFirstOrThrow();
    expect(customer).toMatchObject({ name: "Østergaard & Søn", legalEntity: "NHDK", currency: "DKK", market: "NORDIC", firstSignature: input.signatureId, relationshipKey: input.relationshipKey, invoiceEmail: "faktura@ostergaard.example" });
    const addresses = await sql<{ kind: string; line1: string }>`select a.kind, a.line1 from sales_order o join customer_address a on a.id in (o.billing_address, o.delivery_address) where o.number = ${accepted.orderNumber} order by a.kind`.execute(desk.db);
    expect(addresses.rows).toEqual([{ kind: "BILLING", line1: "Torvet 4" }, { kind: "DELIVERY", line1: "Kajen 9" }]);
  });
  it("answers a repetition with the order that exists, whatever else the repetition says", async () => {
    const input = aSignedOrder();
    const first = await accept(input);
    const counts = async (): Promise<number[]> => Promise.all(["sales_order", "customer", "audit_entry"].map((table) => desk.count(table)));
    const before = await counts();
    const again = { orderNumber: first.orderNumber, customerNumber: first.customerNumber, isNew: false };
    expect(await accept(input)).toMatchObject(again);
    expect(await accept({ ...input, relationshipKey: "another", legalEntity: "NOWHERE", currency: "SEK", lines: [] })).toMatchObject(again);
    expect(await counts()).toEqual(before);
  });
  it("knows the account again by its relationship, and by its number once that is known", async () => {
    const first = await accept(aSignedOrder({ relationshipKey: "account-77" }));
    const second = await accept(aSignedOrder({ relationshipKey: "account-77", customerName: "Renamed since", deliveryAddress: { line1: "Nyvej 1", postalCode: "7100", city: "Vejle", country: "DK" } }));
    expect(second.customerNumber).toBe(first.customerNumber);
    const third = await accept(aSignedOrder({ customerNumber: first.customerNumber, relationshipKey: "merged-into", billingAddress: null, deliveryAddress: null }));
    expect(third.customerNumber).toBe(first.customerNumber);
    const places = await sql<{ line1: string }>`select line1 from customer_address where customer_number = ${first.customerNumber} and kind = 'DELIVERY' order by id`.execute(desk.db);
    expect(places.rows.map((row) => row.line1)).toEqual(["Kajen 9", "Nyvej 1"]);
  });
  it("makes no order for a signature that was called off, and calls off none that is made", async () => {
    const input = aSignedOrder();
    expect(await signedOrderCallOff(crm(), { signatureId: input.signatureId })).toEqual({ orderNumber: null });
    await expect(accept(input)).rejects.toMatchObject({ userErrors: [{ code: "CALLED_OFF", path: ["input", "signatureId"] }] });
    const other = aSignedOrder();
    const { orderNumber } = await accept(other);
    expect(await signedOrderCallOff(crm(), { signatureId: other.signatureId })).toEqual({ orderNumber });
    expect(await accept(other)).toMatchObject({ orderNumber, isNew: false });
  });
  it("ends in an order or in none when accepted and called off at once, and both sides know which", async () => {
    for (let i = 0; i < 6; i++) {
      const input = aSignedOrder();
      const [accepted, calledOff] = await Promise.allSettled([accept(input), signedOrderCallOff(crm(), { signatureId: input.signatureId })]);
      const order = accepted.status === "fulfilled" ? accepted.value.orderNumber : null;
      expect(calledOff).toMatchObject({ status: "fulfilled", value: { orderNumber: order } });
    }
  });
  it("accepts for a customer on hold and lets the order wait", async () => {
    await desk.db.updateTable("customer").set({ isOnHold: true, heldAt: new Date(), holdReason: "Dispute" }).where("number", "=", "C-1").execute();
    const { orderNumber } = await accept(aSignedOrder({ customerNumber: "C-1" }));
    expect((await desk.blocks(orderNumber)).map((block) => block.kind)).toEqual(["HOLD", "STOCK"]);
  });
  it("answers the CRM, which may not read orders, with the number", async () => {
    const source = `mutation ($input: SignedOrderInput!) { signedOrderAccept(input: $input) { orderNumber customerNumber isNew userErrors { code } } }`;
    const { data, errors } = await run(erpSchema(), crm(), source, { input: aSignedOrder() });
    expect(errors).toBeUndefined();
    expect(data.signedOrderAccept).toMatchObject({ isNew: true, orderNumber: expect.stringMatching(/^SO-/), userErrors: [] });
    const asked = await run(erpSchema(), crm(), source.replace("isNew", "isNew salesOrder { number }"), { input: aSignedOrder() });
    expect(asked.errors).toMatchObject([{ code: "FORBIDDEN" }]);
  });
  it("is a fault, not a refusal, when the database is in the way: the CRM tries again", async () => {
    await sql`alter table sales_order_line rename to elsewhere`.execute(desk.db);
    const error: unknown = await accept(aSignedOrder()).then(() => null, (reason: unknown) => reason);
    await sql`alter table elsewhere rename to sales_order_line`.execute(desk.db);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(Refused);
  });

  const line = { itemNumber: "LNG-210", quantity: "1", unitPrice: "1", discountPercent: "0", requestedDate: null };
  it.each<[string, Partial<SignedOrderInput>, string, string[]]>([
    ["an unknown item", { lines: [line, { ...line, itemNumber: "GONE-1" }] }, "NOT_FOUND", ["input", "lines", "1", "itemNumber"]],
    ["no lines", { lines: [] }, "NO_LINES", ["input", "lines"]],
    ["too many lines", { lines: Array.from({ length: 501 }, () => line) }, "TOO_MANY_LINES", ["input", "lines"]],
    ["half a chair", { lines: [{ ...line, quantity: "0.5" }] }, "TOO_MANY_DECIMALS", ["input", "lines", "0", "quantity"]],
    ["a price below zero", { lines: [{ ...line, unitPrice: "-1" }] }, "NEGATIVE", ["input", "lines", "0", "unitPrice"]],
    ["a price finer than coins", { lines: [{ ...line, unitPrice: "1.005" }] }, "TOO_MANY_DECIMALS", ["input", "lines", "0", "unitPrice"]],
    ["a discount beyond all", { lines: [{ ...line, discountPercent: "100.01" }] }, "TOO_LARGE", ["input", "lines", "0", "discountPercent"]],
    ["a line beyond all sense", { lines: [{ ...line, quantity: "999999999", unitPrice: "999999999" }] }, "TOO_LARGE", ["input", "lines", "0", "quantity"]],
    ["an unknown company", { legalEntity: "MARS" }, "NOT_FOUND", ["input", "legalEntity"]],
    ["an unknown company, for a known customer", { customerNumber: "C-3", legalEntity: "MARS" }, "NOT_FOUND", ["input", "legalEntity"]],
    ["another company than the customer's", { customerNumber: "C-2" }, "WRONG_LEGAL_ENTITY", ["input", "legalEntity"]],
    ["another currency than the customer's", { customerNumber: "C-3", currency: "DKK" }, "CURRENCY_MISMATCH", ["input", "currency"]],
    ["an unknown customer", { customerNumber: "C-404" }, "NOT_FOUND", ["input", "customerNumber"]],
    ["a new customer without address", { billingAddress: null }, "EMPTY", ["input", "billingAddress"]],
    ["a country nobody knows", { billingAddress: { line1: "1", postalCode: "1", city: "1", country: "ZZ" } }, "UNKNOWN_COUNTRY", ["input", "billingAddress", "country"]],
    ["a number that is no VAT number", { vatNumber: "DK-12" }, "BAD_VAT_NUMBER", ["input", "vatNumber"]],
    ["an empty signature", { signatureId: " " }, "EMPTY", ["input", "signatureId"]],
    ["an empty relationship", { relationshipKey: "" }, "EMPTY", ["input", "relationshipKey"]],
    ["a signature of tomorrow week", { signedDate: "2026-03-25" }, "DATE_IN_FUTURE", ["input", "signedDate"]],
    ["a signature of another century", { signedDate: "1890-03-25" }, "ABSURD_DATE", ["input", "signedDate"]],
  ])("refuses %s for good and writes nothing", async (_, parts, code, path) => {
    const state = (): Promise<number[]> => Promise.all(["sales_order", "sales_order_line", "customer", "customer_address", "audit_entry", "stock_balance"].map((table) => desk.count(table)));
    const before = await state();
    await expect(accept(aSignedOrder(parts))).rejects.toMatchObject({ userErrors: [{ code, path }] });
    expect(await state()).toEqual(before);
  });
  it("says all that is wrong with its lines at once", async () => {
    await expect(accept(aSignedOrder({ lines: [{ ...line, itemNumber: "GONE-1" }, line, { ...line, quantity: "0" }] }))).rejects.toMatchObject({ userErrors: [{ code: "NOT_FOUND" }, { code: "NOT_POSITIVE", path: ["input", "lines", "2", "quantity"] }] });
  });
});

it("leaves every rule of the books in force", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
