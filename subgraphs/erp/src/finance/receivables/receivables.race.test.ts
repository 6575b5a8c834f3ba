import { brokenInvariants, dec, type Refused, sum } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { undoAllocation } from "./allocation-undo.action.ts";
import { allocatePayment } from "./customer-payment-allocate.action.ts";
import { reversePayment } from "./customer-payment-reverse.action.ts";
import { createInvoiceForOrder } from "./invoice-create.action.ts";
import { creditInvoice } from "./invoice-credit.action.ts";
import { postInvoice } from "./invoice-post.action.ts";
import { aBilling, allocation, type Billing } from "./receivables.fixture.ts";

let billing: Billing;
beforeAll(async () => { billing = await aBilling({ poolSize: 34 }); });
afterAll(() => billing.close());

const codeOf = (reason: unknown): string => (reason as Partial<Refused>).userErrors?.[0]?.code ?? String(reason);
/** Starts all at once; tells how many were done and why the others were refused. */
async function race(racers: (() => Promise<unknown>)[]): Promise<{ done: number; refused: Record<string, number> }> {
  const results = await Promise.allSettled(racers.map((racer) => racer()));
  const refused: Record<string, number> = {};
  for (const result of results) if (result.status === "rejected") refused[codeOf(result.reason)] = (refused[codeOf(result.reason)] ?? 0) + 1;
  return { done: results.filter((result) => result.status === "fulfilled").length, refused };
}
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const allocated = async (invoiceId: string): Promise<string> => sum((await billing.db.selectFrom("allocation").select("amount").where("invoiceId", "=", invoiceId).execute()).map((row) => row.amount)).toFixed();

describe("sixteen payments for one invoice", () => {
  it("overpay it when each decides by what it read before the others wrote", async () => {
    const invoice = await billing.posted("1", "80");
    const payments = await Promise.all(times(16, () => billing.paid("10")));
    /** What an act without locks would do: read, decide, write what follows from what was read. */
    const naively = (paymentId: string): Promise<void> => billing.inAct(async (tx) => {
      const { openAmount } = await tx.selectFrom("invoice").select("openAmount").where("id", "=", invoice.id).executeTakeFirstOrThrow();
      if (dec(openAmount).lessThan(10)) throw new Error("nothing open");
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.insertInto("allocation").values({ invoiceId: invoice.id, paymentId, currency: "DKK", amount: "10", invoiceBase: "10", sourceBase: "10", allocatedOn: "2026-03-16", allocatedBy: "x" }).execute();
      const left = dec(openAmount).minus(10).toFixed();
      await tx.updateTable("invoice").set({ openAmount: left, openBaseAmount: left }).where("id", "=", invoice.id).execute();
      await tx.updateTable("customerPayment").set({ unallocated: "0", unallocatedBase: "0" }).where("id", "=", paymentId).execute();
    });
    expect((await race(payments.map((payment) => () => naively(payment.id)))).done).toBe(16);
    expect([await allocated(invoice.id), (await brokenInvariants(billing.db)).map((view) => view.name)]).toEqual(["160", ["inv_open_amount_is_total_less_allocations", "inv_receivables_control"]]);
    // Put right, so that the rules can be asked again below.
    await billing.inAct(async (tx) => {
      await sql`alter table allocation disable trigger user`.execute(tx);
      await sql`delete from allocation where invoice_id = ${invoice.id}`.execute(tx);
      await sql`alter table allocation enable trigger user`.execute(tx);
      await sql`update invoice set open_amount = 100, open_base_amount = 100 where id = ${invoice.id}`.execute(tx);
      await sql`update customer_payment set unallocated = 10, unallocated_base = 10 where unallocated = 0 and amount = 10`.execute(tx);
    });
    expect(await brokenInvariants(billing.db)).toEqual([]);
  });
  it("settle exactly what is open, however they come", async () => {
    const invoice = await billing.posted("1", "80");
    const payments = await Promise.all(times(16, () => billing.paid("10")));
    const result = await race(payments.map((payment) => () => allocatePayment(billing.at(), { number: payment.number, allocations: [allocation(invoice, "10")], idempotencyKey: billing.key() })));
    expect(result).toEqual({ done: 10, refused: { OVER_ALLOCATION: 6 } });
    expect([await allocated(invoice.id), (await billing.invoice(invoice.id)).openAmount]).toEqual(["100", "0.0000"]);
  });
  it("let one pay the whole and refuse fifteen, who leave no trace", async () => {
    const invoice = await billing.posted("1", "80");
    const before = await billing.count("customer_payment");
    const result = await race(times(16, () => () => billing.paid("100", { allocations: [allocation(invoice, "100")] })));
    expect(result).toEqual({ done: 1, refused: { OVER_ALLOCATION: 15 } });
    expect(await billing.count("customer_payment")).toBe(before + 1);
  });
  it("settle the oldest one after the other, without a crack between them", async () => {
    const invoices = [await billing.posted("1", "80", { customerNumber: "C-2" }), await billing.posted("1", "80", { customerNumber: "C-2" })];
    expect((await race(times(16, () => () => billing.paid("13", { customerNumber: "C-2", currency: "EUR", allocateOldestFirst: true })))).done).toBe(16);
    const open = await Promise.all(invoices.map(async (invoice) => (await billing.invoice(invoice.id)).openAmount));
    const left = sum((await billing.db.selectFrom("customerPayment").select("unallocated").where("customerNumber", "=", "C-2").execute()).map((row) => row.unallocated));
    // 16 × 13 = 208 came in for 2 × 96.
    expect([open, left.toFixed()]).toEqual([["0.0000", "0.0000"], "16"]);
  });
});

it("one payment set against sixteen invoices at once is spent once", async () => {
  const payment = await billing.paid("50");
  const invoices = await Promise.all(times(16, () => billing.posted("1", "8")));
  const result = await race(invoices.map((invoice) => () => allocatePayment(billing.at(), { number: payment.number, allocations: [allocation(invoice, "10")], idempotencyKey: billing.key() })));
  expect([result, (await billing.payment(payment.number)).unallocated]).toEqual([{ done: 5, refused: { OVER_ALLOCATION: 11 } }, "0.0000"]);
});

describe("invoices", () => {
  it("get gapless numbers under 32 posters in two companies, some of whom are refused", async () => {
    const drafts = await Promise.all(times(32, (i) => billing.drafted("1", "10", { customerNumber: i % 2 === 0 ? "C-1" : "C-2" })));
    const hopeless = times(8, () => () => postInvoice(billing.at(), { id: drafts[0]!.id, issueDate: "2026-01-02", idempotencyKey: billing.key() }));
    const result = await race([...drafts.flatMap((draft) => [() => postInvoice(billing.at(), { id: draft.id, idempotencyKey: billing.key() })]), ...hopeless]);
    expect(result.done).toBe(32);
    expect(Object.values(result.refused).reduce((a, b) => a + b, 0)).toBe(8);
    const numbers = await sql<{ legalEntity: string; gapless: boolean }>`select legal_entity, count(*) = max(right(number, 6)::int) and min(right(number, 6)::int) = 1 as gapless from invoice where kind = 'INVOICE' and number is not null group by 1 order by 1`.execute(billing.db);
    expect(numbers.rows).toEqual([{ legalEntity: "NHDK", gapless: true }, { legalEntity: "NHFR", gapless: true }]);
  });
  it("are posted once by sixteen who post the same draft", async () => {
    const { id } = await billing.drafted();
    expect(await race(times(16, () => () => postInvoice(billing.at(), { id, idempotencyKey: billing.key() })))).toEqual({ done: 1, refused: { WRONG_STATE: 15 } });
    const key = billing.key();
    const again = await billing.drafted();
    expect((await race(times(8, () => () => postInvoice(billing.at(), { id: again.id, idempotencyKey: key })))).done).toBe(8);
    expect(await billing.entry((await billing.invoice(again.id)).number!)).toHaveLength(3);
  });
  it("bill a shipment once when sixteen invoice the order at once", async () => {
    const order = await billing.shippedOrder("3", "10");
    expect(await race(times(16, () => () => createInvoiceForOrder(billing.at(), { salesOrderNumber: order, idempotencyKey: billing.key() })))).toEqual({ done: 1, refused: { NOTHING_TO_INVOICE: 15 } });
    expect((await billing.line(order)).invoicedQuantity).toBe("3.0000");
  });
  it("are credited once when eight take the same piece back", async () => {
    const invoice = await billing.posted("1", "80");
    expect(await race(times(8, () => () => creditInvoice(billing.at(), { number: invoice.number, input: { reason: "x", lines: [{ lineNumber: 1, quantity: "1" }] }, idempotencyKey: billing.key() })))).toEqual({ done: 1, refused: { OVER_CREDIT: 7 } });
  });
});

describe("everything at once", () => {
  it("an allocation is undone once, also while its payment is taken back", async () => {
    const invoice = await billing.posted("1", "80");
    const payment = await billing.paid("100", { allocations: [allocation(invoice, "100")] });
    const { id } = await billing.db.selectFrom("allocation").select("id").where("paymentId", "=", payment.id).executeTakeFirstOrThrow();
    const result = await race([...times(8, () => () => undoAllocation(billing.at(), { id, reason: "x", idempotencyKey: billing.key() })), () => reversePayment(billing.at(), { number: payment.number, reason: "Bounced", idempotencyKey: billing.key() })]);
    expect(result.done).toBeGreaterThanOrEqual(1);
    expect(Object.keys(result.refused)).toEqual(["WRONG_STATE"]);
    expect([await allocated(invoice.id), (await billing.invoice(invoice.id)).openAmount, (await billing.payment(payment.number)).status]).toEqual(["0", "100.0000", "REVERSED"]);
  });
  it("payments, credits, postings and new orders of one customer finish without deadlock and without breaking a rule", async () => {
    const invoices = await Promise.all(times(4, () => billing.posted("1", "80")));
    const drafts = await Promise.all(times(6, () => billing.drafted("1", "10")));
    const result = await race([
      ...invoices.flatMap((invoice) => [
        () => billing.paid("60", { allocations: [allocation(invoice, "60")] }), () => billing.paid("60", { allocations: [allocation(invoice, "60")] }),
        () => creditInvoice(billing.at(), { number: invoice.number, input: { reason: "x" }, idempotencyKey: billing.key() }),
      ]),
      ...drafts.map((draft) => () => postInvoice(billing.at(), { id: draft.id, idempotencyKey: billing.key() })), ...times(6, () => () => billing.shippedOrder("1", "5")),
    ]);
    expect(Object.keys(result.refused).every((code) => code === "OVER_ALLOCATION")).toBe(true);
    for (const invoice of invoices) expect((await billing.invoice(invoice.id)).openAmount).toBe("0.0000");
  });
  it("leave every rule of the books kept", async () => expect(await brokenInvariants(billing.db)).toEqual([]));
});
