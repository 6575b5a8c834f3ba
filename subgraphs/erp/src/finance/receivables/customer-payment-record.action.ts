import { act, assertMinorUnits, assertSameCurrency, audit, dec, nextNumber, optionalText, positive, refuse, roundTo } from "@homefield/kit";
import { assertPostingDate, exchangeRateOn } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerPaymentRecordArgs } from "../../generated/graphql.ts";
import { lockCustomer } from "../../sales/customers/customers.module.ts";
import { booksOf, recordJournal } from "../ledger/ledger.module.ts";
import { assertAllocatable, lockAsked, lockOldest, paymentSource, recordAllocations } from "./allocation-record.ts";
import { customerPaymentById, type CustomerPaymentRow } from "./receivables.list.ts";
import { paymentLines } from "./receivables.posting.ts";
import { spread } from "./receivables.rules.ts";

/** Records money that came in and posts it; sets it against invoices at once if asked. */
export async function recordPayment(ctx: ErpContext, args: MutationCustomerPaymentRecordArgs): Promise<{ customerPayment: CustomerPaymentRow | null }> {
  const { input } = args;
  const asked = input.allocations ?? [];
  if (asked.length > 0 && input.allocateOldestFirst) refuse("CONFLICTING_INPUT", "Either name the invoices or have the oldest settled first, not both.", ["input", "allocateOldestFirst"]);
  const amount = positive(input.amount, ["input", "amount"], "The amount");
  const paymentDate = input.paymentDate ?? ctx.today;
  assertPostingDate(ctx, paymentDate, ["input", "paymentDate"], "The payment date");
  const reference = optionalText(input.reference, ["input", "reference"], "The reference", 140);
  const bankText = optionalText(input.bankText, ["input", "bankText"], "The bank's text", 500);

  const id = await act(ctx, { name: "customerPaymentRecord", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    const customer = await lockCustomer(tx, ctx, input.customerNumber, ["input", "customerNumber"]);
    assertSameCurrency(customer.currency, input.currency, ["input", "currency"], "The payment");
    assertMinorUnits(amount, input.currency, ["input", "amount"], "The amount");
    const debtor = { customerNumber: customer.number, legalEntity: customer.legalEntity, currency: input.currency };
    const parts = asked.length > 0 ? await lockAsked(tx, ctx, debtor, asked, ["input", "allocations"])
      : input.allocateOldestFirst ? spread(amount, await lockOldest(tx, debtor, amount)).map((part) => ({ ...part, path: ["input", "allocateOldestFirst"] })) : [];

    const { baseCurrency } = await booksOf(tx, customer.legalEntity);
    const rate = await exchangeRateOn(tx, baseCurrency, input.currency, paymentDate, ["input", "paymentDate"]);
    const baseAmount = roundTo(amount.times(rate), baseCurrency);
    if (baseAmount.isZero()) refuse("TOO_SMALL", `${amount.toFixed()} ${input.currency} is worth less than the smallest coin of ${baseCurrency}, the currency of the books. Record it together with a larger payment.`, ["input", "amount"]);
    const number = await nextNumber(tx, "customer_payment_number", "CP");
    assertAllocatable({ ...debtor, kind: "PAYMENT", id: "", number, date: paymentDate, open: amount, openBase: baseAmount, rate: rate.toFixed() }, parts, ["input", "allocations"]);
    const journal = await recordJournal(tx, ctx, {
      legalEntity: customer.legalEntity, postingDate: paymentDate, area: "RECEIVABLES", text: `Payment ${number} from ${customer.number}`, source: { kind: "CUSTOMER_PAYMENT", number },
      lines: paymentLines({ customerNumber: customer.number, currency: input.currency, amount, baseAmount }), path: ["input", "paymentDate"],
    });
    const payment = await tx.insertInto("customerPayment").values({
      number, legalEntity: customer.legalEntity, customerNumber: customer.number, currency: input.currency, exchangeRate: rate.toFixed(), amount: amount.toFixed(), baseAmount: baseAmount.toFixed(),
      unallocated: amount.toFixed(), unallocatedBase: baseAmount.toFixed(), paymentDate, reference, bankText, journalEntryId: journal.id, createdAt: ctx.now, createdBy: ctx.caller.name,
    }).returningAll().executeTakeFirstOrThrow();
    await recordAllocations(tx, ctx, paymentSource(payment), parts, { on: paymentDate, path: ["input", "paymentDate"] });
    await audit(tx, ctx, {
      act: "customerPaymentRecord", entity: "CustomerPayment", key: number,
      changes: { customer: customer.number, amount: amount.toFixed(), currency: input.currency, paymentDate, allocations: parts.map((part) => ({ invoice: part.invoice.number, amount: dec(part.amount).toFixed() })) },
    });
    return payment.id;
  });
  return { customerPayment: await customerPaymentById(ctx, id) };
}
