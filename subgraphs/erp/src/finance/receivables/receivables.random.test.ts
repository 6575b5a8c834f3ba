/**
 * Whatever is billed, paid, credited, allocated, undone and taken back, in whatever order and at whatever rates: every rule of the books
 * holds, and what the customer owes on any day can be told afterwards. Sequences are made up by fast-check, which prints the seed of one
 * that fails; repeat it with HOMEFIELD_SEED=….
 */
import { addDays, brokenInvariants, dec, Refused } from "@homefield/kit";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ageingRows, owed } from "../../sales/customers/customers.module.ts";
import { TODAY } from "../../erp.fixture.ts";
import { undoAllocation } from "./allocation-undo.action.ts";
import { allocateCreditNote } from "./credit-note-allocate.action.ts";
import { allocatePayment } from "./customer-payment-allocate.action.ts";
import { recordPayment } from "./customer-payment-record.action.ts";
import { reversePayment } from "./customer-payment-reverse.action.ts";
import { cancelInvoice } from "./invoice-cancel.action.ts";
import { creditInvoice } from "./invoice-credit.action.ts";
import { postInvoice } from "./invoice-post.action.ts";
import { aBilling, type Billing, LATER } from "./receivables.fixture.ts";

let billing: Billing;
beforeAll(async () => {
  billing = await aBilling();
  // A rate that moves every day.
  await billing.db.insertInto("exchangeRate").values(Array.from({ length: 60 }, (_, i) => ({ baseCurrency: "DKK", currency: "CNY", rateDate: addDays(TODAY, i), rate: dec(0.9).plus(dec((i * 37) % 60).dividedBy(777)).toFixed(10) }))).execute();
});
afterAll(() => billing.close());

const CUSTOMERS = { "C-1": ["NHDK", "DKK"], "C-2": ["NHFR", "EUR"], "C-3": ["NHDK", "CNY"] } as const;
const customer = fc.constantFrom("C-1" as const, "C-2" as const, "C-3" as const, "C-3" as const);
const pick = fc.nat({ max: 999 });
const cents = fc.integer({ min: 1, max: 40_000 });
const step = fc.record({
  days: fc.nat({ max: 2 }), customer, pick, other: pick, cents, quantity: fc.integer({ min: 1, max: 6 }),
  act: fc.constantFrom("bill", "bill", "bill", "discard", "pay", "payOldest", "payNamed", "allocate", "allocate", "credit", "credit", "setCredit", "undo", "undo", "reverse"),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const money = (amount: number): string => dec(amount).dividedBy(100).toFixed();

/** A draft without an order: what it bills is another module's business. */
async function aDraft({ customer, cents, quantity }: Step): Promise<string> {
  const [legalEntity, currency] = CUSTOMERS[customer];
  const line = { itemNumber: "SRV-ASM", description: "Assembly", quantity: String(quantity), unitPrice: money(cents), netAmount: money(cents * quantity), taxCode: "X", taxPercent: "25", taxAmount: dec(cents * quantity).times("0.0025").toDecimalPlaces(2).toFixed() };
  const freight = { itemNumber: null, description: "Freight", quantity: "1", unitPrice: "7.77", netAmount: "7.77", taxCode: "X", taxPercent: "25", taxAmount: "1.94" };
  const net = dec(line.netAmount).plus(freight.netAmount);
  const tax = dec(line.taxAmount).plus(freight.taxAmount);
  const { id } = await billing.db.insertInto("invoice").values({ legalEntity, customerNumber: customer, currency, paymentTerms: quantity % 2 === 0 ? "NET14" : "NET30", netAmount: net.toFixed(), taxAmount: tax.toFixed(), totalAmount: net.plus(tax).toFixed(), createdBy: "x" }).returning("id").executeTakeFirstOrThrow();
  await billing.db.insertInto("invoiceLine").values([line, freight].map((each, i) => ({ invoiceId: id, lineNumber: i + 1, ...each }))).execute();
  return id;
}
/** Picks a document by a number that stays meaningful while sequences are shortened. */
async function chosen<T>(rows: Promise<{ rows: T[] }>, index: number): Promise<T | null> {
  const found = (await rows).rows;
  return found.length === 0 ? null : found[index % found.length]!;
}
const invoiceOf = (step: Step) => chosen(sql<{ number: string; openAmount: string }>`select number, open_amount from invoice where kind = 'INVOICE' and status = 'POSTED' and customer_number = ${step.customer} order by number`.execute(billing.db), step.other);

async function carryOut(step: Step, now: Date): Promise<void> {
  const ctx = billing.at(now);
  const idempotencyKey = billing.key();
  const [, currency] = CUSTOMERS[step.customer];
  const amount = money(step.cents);
  switch (step.act) {
    case "bill": return void (await postInvoice(ctx, { id: await aDraft(step), idempotencyKey }));
    case "discard": return void (await cancelInvoice(ctx, { id: await aDraft(step), reason: "x" }));
    case "pay": return void (await recordPayment(ctx, { input: { customerNumber: step.customer, currency, amount }, idempotencyKey }));
    case "payOldest": return void (await recordPayment(ctx, { input: { customerNumber: step.customer, currency, amount, allocateOldestFirst: true }, idempotencyKey }));
    case "payNamed": {
      // Exactly what is open, as most people pay.
      const invoice = await invoiceOf(step);
      if (invoice && !dec(invoice.openAmount).isZero()) await recordPayment(ctx, { input: { customerNumber: step.customer, currency, amount: dec(invoice.openAmount).toFixed(), allocations: [{ invoiceNumber: invoice.number, amount: dec(invoice.openAmount).toFixed() }] }, idempotencyKey });
      return;
    }
    case "allocate": {
      const payment = await chosen(sql<{ number: string }>`select number from customer_payment where customer_number = ${step.customer} order by number`.execute(billing.db), step.pick);
      const invoice = await invoiceOf(step);
      if (payment && invoice) await allocatePayment(ctx, { number: payment.number, allocations: [{ invoiceNumber: invoice.number, amount }], idempotencyKey });
      return;
    }
    case "credit": {
      const invoice = await invoiceOf(step);
      const lines = step.pick % 3 === 0 ? null : [{ lineNumber: 1 + (step.pick % 2), quantity: step.pick % 2 === 0 ? String(step.quantity) : "0.3" }];
      if (invoice) await creditInvoice(ctx, { number: invoice.number, input: { reason: "x", billAgain: step.pick % 2 === 0, ...(lines && { lines }) }, idempotencyKey });
      return;
    }
    case "setCredit": {
      const note = await chosen(sql<{ number: string }>`select number from invoice where kind = 'CREDIT_NOTE' and customer_number = ${step.customer} order by number`.execute(billing.db), step.pick);
      const invoice = await invoiceOf(step);
      if (note && invoice) await allocateCreditNote(ctx, { number: note.number, allocations: [{ invoiceNumber: invoice.number, amount }], idempotencyKey });
      return;
    }
    case "undo": {
      const found = await chosen(sql<{ id: string }>`select id from allocation order by id`.execute(billing.db), step.pick);
      if (found) await undoAllocation(ctx, { id: found.id, reason: "x", idempotencyKey });
      return;
    }
    case "reverse": {
      const payment = await chosen(sql<{ number: string }>`select number from customer_payment where customer_number = ${step.customer} order by number`.execute(billing.db), step.pick);
      if (payment) await reversePayment(ctx, { number: payment.number, reason: "x", idempotencyKey });
      return;
    }
    default: throw new Error(`no such act: ${step.act}`);
  }
}
const seed = process.env.HOMEFIELD_SEED ? { seed: Number(process.env.HOMEFIELD_SEED) } : {};
const lookBack = new Map<string, string>();
const owedBy = async (day: string, asOf = day): Promise<Record<string, string>> =>
  Object.fromEntries((await ageingRows(billing.db, { customers: Object.keys(CUSTOMERS) }, day, asOf)).map((row) => [row.customerNumber, owed(row).toFixed()] as const).filter(([, amount]) => amount !== "0"));

describe("any sequence of acts", () => {
  it("keeps every rule of the books, and what was owed on a day stays known", async () => {
    let day = 0;
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      for (const each of steps) {
        if (each.days > 0 && day < 50) {
          const today = addDays(TODAY, day);
          lookBack.set(today, JSON.stringify(await owedBy(today)));
          day += each.days;
        }
        await carryOut(each, LATER(day)).catch((error: unknown) => { if (!(error instanceof Refused)) throw error; });
      }
      expect(await brokenInvariants(billing.db)).toEqual([]);
      // Today's figures and their reconstruction from allocations are the same.
      const today = addDays(TODAY, day);
      expect(await owedBy(today, addDays(today, 1))).toEqual(await owedBy(today));
    }), { numRuns: 20, ...seed });
    expect(await billing.count("allocation")).toBeGreaterThan(20);
    for (const [past, owedThen] of lookBack) expect([past, await owedBy(past, addDays(TODAY, 59))]).toEqual([past, JSON.parse(owedThen)]);
  }, 180_000);
});
