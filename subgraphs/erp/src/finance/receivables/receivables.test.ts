import { brokenInvariants } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aBilling, allocation, type Billing } from "./receivables.fixture.ts";

let billing: Billing;
beforeAll(async () => { billing = await aBilling(); });
afterAll(async () => {
  expect(await brokenInvariants(billing.db)).toEqual([]);
  await billing.close();
});

describe("from shipment to cash", () => {
  it("bills what was shipped, books it, and is settled by a payment", async () => {
    const order = await billing.shippedOrder("3", "100.10", { freight: "50" });
    const invoice = await billing.posted("3", "100.10", { freight: "50" });
    expect(invoice).toMatchObject({ number: "INV-NHDK-2026-000001", netAmount: "350.3000", taxAmount: "87.5800", totalAmount: "437.8800", openAmount: "437.8800", dueDate: "2026-04-15", paymentStatus: "POSTED" });
    expect(await billing.entry(invoice.number)).toEqual(["1510 debit 437.88 C-1", "3000 credit 300.3", "3520 credit 50", "2610 credit 87.58"]);
    const payment = await billing.paid("500", { allocations: [allocation(invoice, "437.88")] });
    expect(payment).toMatchObject({ unallocated: "62.1200", status: "POSTED" });
    expect(await billing.entry(payment.number)).toEqual(["1930 debit 500", "1510 credit 500 C-1"]);
    expect(await billing.invoice(invoice.id)).toMatchObject({ openAmount: "0.0000", openBaseAmount: "0.0000", paymentStatus: "PAID" });
    expect(await billing.order(order)).toMatchObject({ invoiceStatus: "NOT_INVOICED" });
  });
});
