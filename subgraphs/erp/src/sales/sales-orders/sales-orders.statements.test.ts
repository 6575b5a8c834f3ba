/** The number of SQL statements does not grow with the number of rows. */
import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { erpSchema } from "../../schema.ts";
import { anOrderDesk, type OrderDesk } from "./sales-orders.fixture.ts";

const schema = erpSchema();
let desk: OrderDesk;
beforeAll(async () => {
  desk = await anOrderDesk();
  await desk.stock("AARHUS", "LNG-210", "500", "10");
  for (let i = 0; i < 12; i++) {
    const number = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "1", unitPrice: "1" }, { itemNumber: "TBL-100", quantity: "1", unitPrice: "1" }]);
    await desk.shipped(number);
    await createInvoiceForOrder(desk.at(), { salesOrderNumber: number, idempotencyKey: desk.key() });
  }
});
afterAll(() => desk.close());
async function statements(source: string, variables: Record<string, unknown>): Promise<number> {
  const before = desk.database.statements();
  const { errors } = await run(schema, desk.at(), source, variables);
  expect(errors).toBeUndefined();
  return desk.database.statements() - before;
}

describe("reading", () => {
  const ORDERS = `query ($n: Int!) { salesOrders(first: $n) { totalCount nodes { number acts lines { lateReason item { number } warehouse { code } } customer { number } legalEntity { code } blocks { reason line { lineNumber } } paymentTerms { code } billingAddress { city } deliveryAddress { city } log { text }
    shipments { number warehouse { code } customer { number } deliveryAddress { city } lines { orderLine { lineNumber } item { number } costAmount { amount } } journalEntry { number } salesOrder { number } } invoices { id } } } }`;
  const SHIPMENTS = `query ($n: Int!) { shipmentList(first: $n) { totalCount nodes { number salesOrder { number } customer { number } warehouse { code legalEntity { code } } deliveryAddress { city } lines { orderLine { lineNumber } item { number } costAmount { amount } } journalEntry { number } } } }`;
  it.each([["orders", ORDERS, 20], ["shipments", SHIPMENTS, 12]])("takes no more statements for a page of %s than for two of them", async (_, source, most) => {
    const few = await statements(source, { n: 2 });
    const many = await statements(source, { n: 12 });
    // Which rows answer first decides whether a batch goes out in one or in two.
    expect(many).toBeLessThanOrEqual(few + 2);
    expect(many).toBeLessThanOrEqual(most);
  });
});

describe("acting", () => {
  it("takes as many statements for an order of forty lines as for one of two", async () => {
    const forOrderOf = async (count: number): Promise<number[]> => {
      const marks = [desk.database.statements()];
      const number = await desk.draft(Array.from({ length: count }, (_, i) => ({ itemNumber: i % 2 ? "LNG-210" : "FAB-001", quantity: "1", unitPrice: "1" })));
      marks.push(desk.database.statements());
      await desk.confirm(number);
      marks.push(desk.database.statements());
      await desk.shipped(number);
      marks.push(desk.database.statements());
      return marks.slice(1).map((mark, i) => mark - marks[i]!);
    };
    expect(await forOrderOf(40)).toEqual(await forOrderOf(2));
  });
});
