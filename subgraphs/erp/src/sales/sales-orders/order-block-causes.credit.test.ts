import { brokenInvariants, dec, run } from "@homefield/kit";
import { printedAmount } from "@homefield/kit/pdf";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordPayment } from "../../finance/receivables/customer-payment-record.action.ts";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { postInvoice } from "../../finance/receivables/invoice-post.action.ts";
import { erpSchema } from "../../schema.ts";
import { anOrderDesk, EVERYTHING, type OrderDesk } from "./sales-orders.fixture.ts";

let desk: OrderDesk;
const schema = erpSchema();
beforeAll(async () => { desk = await anOrderDesk(); });
afterAll(() => desk.close());
const later = (days: number): Date => new Date(Date.parse("2026-03-16T09:00:00Z") + days * 86_400_000);

describe("a block of a sales order", () => {
  it("tells the causes of a block as facts, and amounts only to who may read balances or release the order", async () => {
    await desk.db.updateTable("customer").set({ creditLimit: "20000" }).where("number", "=", "C-3").execute();
    await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "15000" }], { customerNumber: "C-3" });
    const number = await desk.confirmed([{ itemNumber: "TBL-100", quantity: "10", unitPrice: "600" }], { customerNumber: "C-3" });
    const CAUSES = `query ($number: ID!) { salesOrder(number: $number) { blocks { kind reason causes {
      code orderTotal { amount currency } item { number name } orderedQuantity missingQuantity warehouse { code } promisedDate text amount { amount currency } creditLimit { amount } openBalance { amount } openOrders { amount } overdueSince } } } }`;
    const none = { amount: null, creditLimit: null, openBalance: null, openOrders: null, overdueSince: null, orderTotal: null, item: null, orderedQuantity: null, missingQuantity: null, warehouse: null, promisedDate: null, text: null };
    const short = { ...none, code: "STOCK_SHORT", item: { number: "TBL-100", name: "Æbelø table" }, orderedQuantity: "10", missingQuantity: "10", promisedDate: "2026-04-06" };
    const { blocks } = (await run(schema, desk.at(), CAUSES, { number })).data.salesOrder;
    expect(blocks.map((block: { causes: unknown }) => block.causes)).toEqual([[short], [{
      ...none, code: "OVER_CREDIT_LIMIT", orderTotal: { amount: "6000.00", currency: "CNY" }, amount: { amount: "1000.00", currency: "CNY" }, creditLimit: { amount: "20000.00" }, openBalance: { amount: "0.00" }, openOrders: { amount: "15000.00" },
    }]]);
    const shipper = EVERYTHING.filter((permission) => !["customer-balance:read", "sales-order:release"].includes(permission));
    const { data, errors } = await run(schema, desk.as({ permissions: shipper }), CAUSES, { number });
    const [, credit] = data.salesOrder.blocks;
    const releasing = await run(schema, desk.as({ permissions: [...shipper, "sales-order:release"] }), CAUSES, { number });
    expect([releasing.errors, releasing.data.salesOrder.blocks]).toEqual([undefined, blocks]);
    expect(credit.reason).toBe("The order goes beyond the customer's credit limit.");
    expect(credit.causes).toEqual([{ ...none, code: "OVER_CREDIT_LIMIT", orderTotal: { amount: "6000.00", currency: "CNY" } }]);
    expect(new Set(errors!.map((error: any) => error.code))).toEqual(new Set(["FORBIDDEN"]));
  });
  it("does not block who owes nothing: what is paid and not placed counts against what is overdue", async () => {
    const overdue = async (of: string): Promise<{ number: string; openAmount: string }> => {
      const order = await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: of }], { customerNumber: "C-2" });
      await desk.shipped(order);
      const draft = (await createInvoiceForOrder(desk.at(), { salesOrderNumber: order, idempotencyKey: desk.key() })).invoice!;
      const posted = (await postInvoice(desk.at(), { id: draft.id, idempotencyKey: desk.key() })).invoice!;
      return { number: posted.number!, openAmount: posted.openAmount };
    };
    const paid = (amount: string): Promise<unknown> => recordPayment(desk.at(later(30)), { input: { customerNumber: "C-2", currency: "EUR", amount }, idempotencyKey: desk.key() });
    const confirmedThen = async (): Promise<unknown> => (await desk.blocks(await desk.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "10" }], { customerNumber: "C-2" }, desk.at(later(30))))).map((block) => block.reason);
    const { openAmount } = await overdue("1000");
    expect(await confirmedThen()).toEqual([`${printedAmount(openAmount, "EUR")} EUR is overdue, the oldest invoice since 2026-03-30.`]);
    await paid(dec(openAmount).minus("0.01").toFixed());
    expect(await confirmedThen()).toEqual(["0.01 EUR is overdue, the oldest invoice since 2026-03-30."]);
    await paid("0.01");
    expect(await confirmedThen()).toEqual([]);
    // More than owed: still nothing overdue, not less than nothing.
    await paid("500");
    expect(await confirmedThen()).toEqual([]);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
});
