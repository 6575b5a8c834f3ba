import { brokenInvariants, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { aBilling, allocation, type Billing, LATER } from "./receivables.fixture.ts";

let billing: Billing;
const schema = erpSchema();
beforeAll(async () => { billing = await aBilling(); });
afterAll(() => billing.close());

const ALLOCATIONS = "allocations { id invoice { number status openAmount { amount } } creditNote { number } customerPayment { number } amount { amount } exchangeDifference { amount currency } allocatedOn isUndone }";
const FIELDS = `number status amount { amount currency } unallocated { amount } paymentDate reference bankText version ${ALLOCATIONS} journalEntry { lines { ledgerAccount { code } debit { amount } credit { amount } customer { number } } }`;
const RECORD = `mutation ($input: CustomerPaymentRecordInput!, $key: String!) { customerPaymentRecord(input: $input, idempotencyKey: $key) { customerPayment { ${FIELDS} } userErrors { code path message } } }`;
const ALLOCATE = `mutation ($number: ID!, $allocations: [AllocationInput!]!, $key: String!) { customerPaymentAllocate(number: $number, allocations: $allocations, idempotencyKey: $key) { customerPayment { ${FIELDS} } userErrors { code path message } } }`;
const ALLOCATE_NOTE = `mutation ($number: ID!, $allocations: [AllocationInput!]!, $key: String!) { creditNoteAllocate(number: $number, allocations: $allocations, idempotencyKey: $key) { invoice { number openAmount { amount } ${ALLOCATIONS} } userErrors { code path message } } }`;
const UNDO = `mutation ($id: ID!, $reason: String!, $key: String!) { allocationUndo(id: $id, reason: $reason, idempotencyKey: $key) { invoice { number openAmount { amount } } customerPayment { number unallocated { amount } ${ALLOCATIONS} } creditNote { number openAmount { amount } } userErrors { code path message } } }`;
const REVERSE = `mutation ($number: ID!, $reason: String!, $key: String!) { customerPaymentReverse(number: $number, reason: $reason, idempotencyKey: $key) { customerPayment { ${FIELDS} } userErrors { code path message } } }`;

const ask = (source: string, variables: Record<string, unknown>, at = billing.at()) => run(schema, at, source, variables);
type Answer = { data: Record<string, { userErrors: { code: string; path: string[] | null }[] }> };
const errorsOf = (answered: Answer) => Object.values(answered.data)[0]!.userErrors.map(({ code, path }) => [code, path?.join(".") ?? null]);
async function refusal(source: string, variables: Record<string, unknown>, at = billing.at()): Promise<unknown[]> {
  const before = await billing.written();
  const errors = errorsOf(await ask(source, variables, at));
  expect(await billing.written()).toEqual(before);
  return errors;
}
const aPayment = (parts: object = {}) => ({ customerNumber: "C-1", amount: "100", currency: "DKK", ...parts });
const lock = (level: string): Promise<unknown> => sql`update period_lock set level = ${level}, changed_by = 'test', changed_at = now() where area = 'RECEIVABLES' and period_id = (select id from fiscal_period where legal_entity = 'NHDK' and fiscal_year = 2026 and number = 3)`.execute(billing.db);
const rateOf = (currency: string, rateDate: string, rate: string): Promise<unknown> => billing.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency, rateDate, rate }).execute();

describe("Mutation.customerPaymentRecord", () => {
  it("books what came in and leaves it unallocated unless told", async () => {
    const { customerPayment } = (await ask(RECORD, { input: aPayment({ amount: "1204.50", paymentDate: "2026-03-12", reference: " R-1 ", bankText: "ÆRØ HAVECENTER" }), key: billing.key() })).data.customerPaymentRecord;
    expect(customerPayment).toMatchObject({
      number: expect.stringMatching(/^CP-\d+$/), status: "POSTED", amount: { amount: "1204.50", currency: "DKK" }, unallocated: { amount: "1204.50" }, paymentDate: "2026-03-12", reference: "R-1", bankText: "ÆRØ HAVECENTER", allocations: [],
      journalEntry: { lines: [{ ledgerAccount: { code: "1930" }, debit: { amount: "1204.50" }, customer: null }, { ledgerAccount: { code: "1510" }, credit: { amount: "1204.50" }, customer: { number: "C-1" } }] },
    });
  });
  it("settles the invoices named, partly and wholly", async () => {
    const [one, two] = [await billing.posted("1", "80"), await billing.posted("1", "40")];
    const { customerPayment } = (await ask(RECORD, { input: aPayment({ amount: "130", allocations: [allocation(one, "100"), allocation(two, "20.50")] }), key: billing.key() })).data.customerPaymentRecord;
    expect(customerPayment).toMatchObject({ unallocated: { amount: "9.50" }, allocations: [
      { invoice: { number: one.number, status: "PAID", openAmount: { amount: "0.00" } }, amount: { amount: "100.00" }, exchangeDifference: { amount: "0.00", currency: "DKK" }, isUndone: false, allocatedOn: "2026-03-16" },
      { invoice: { number: two.number, status: "PARTLY_PAID", openAmount: { amount: "29.50" } }, amount: { amount: "20.50" } },
    ] });
  });
  it("settles the oldest due first as far as the money goes", async () => {
    const customerNumber = "C-2";
    const newer = await billing.posted("1", "100", { customerNumber });
    const older = await billing.posted("1", "100", { customerNumber }, billing.at(new Date("2026-01-10T09:00:00Z")));
    const { customerPayment } = (await ask(RECORD, { input: { customerNumber, amount: "130", currency: "EUR", allocateOldestFirst: true }, key: billing.key() })).data.customerPaymentRecord;
    expect(customerPayment.allocations.map((part: { invoice: { number: string }; amount: { amount: string } }) => [part.invoice.number, part.amount.amount])).toEqual([[older.number, "120.00"], [newer.number, "10.00"]]);
    expect(customerPayment.unallocated.amount).toBe("0.00");
  });
  it("dates an allocation no earlier than either document", async () => {
    const invoice = await billing.posted("1", "8");
    const { customerPayment } = (await ask(RECORD, { input: aPayment({ amount: "10", paymentDate: "2026-03-02", allocations: [allocation(invoice, "10")] }), key: billing.key() })).data.customerPaymentRecord;
    expect(customerPayment.allocations[0].allocatedOn).toBe("2026-03-16");
  });
  it.each([
    ["zero", { amount: "0" }, ["NOT_POSITIVE", "input.amount"]], ["a negative amount", { amount: "-5" }, ["NOT_POSITIVE", "input.amount"]], ["part of an øre", { amount: "1.001" }, ["TOO_MANY_DECIMALS", "input.amount"]],
    ["an absurd amount", { amount: "99999999999999" }, ["TOO_LARGE", "input.amount"]], ["another currency than the customer's", { currency: "EUR" }, ["CURRENCY_MISMATCH", "input.currency"]],
    ["an absurd day", { paymentDate: "0226-03-16" }, ["ABSURD_DATE", "input.paymentDate"]], ["a day to come", { paymentDate: "2026-05-01" }, ["DATE_IN_FUTURE", "input.paymentDate"]], ["a day before the books began", { paymentDate: "2019-05-01" }, ["NO_PERIOD", "input.paymentDate"]],
    ["an unknown customer", { customerNumber: "C-0" }, ["NOT_FOUND", "input.customerNumber"]], ["an over-long reference", { reference: "x".repeat(141) }, ["TOO_LONG", "input.reference"]], ["an over-long bank text", { bankText: "x".repeat(501) }, ["TOO_LONG", "input.bankText"]],
    ["an unknown invoice", { allocations: [{ invoiceNumber: "INV-NHDK-2026-999999", amount: "1" }] }, ["NOT_FOUND", "input.allocations.0.invoiceNumber"]],
  ])("refuses %s and writes nothing", async (_what, parts, error) => expect(await refusal(RECORD, { input: aPayment(parts), key: billing.key() })).toEqual([error]));
  it("refuses more than is open, more than came in, doubled invoices, credit notes, and both ways of allocating", async () => {
    const invoice = await billing.posted("1", "80");
    const tryOut = (allocations: object[], more: object = {}): Promise<unknown[]> => refusal(RECORD, { input: aPayment({ amount: "500", allocations, ...more }), key: billing.key() });
    expect(await tryOut([allocation(invoice, "100.01")])).toEqual([["OVER_ALLOCATION", "input.allocations.0.amount"]]);
    expect(await tryOut([allocation(invoice, "60")], { amount: "50" })).toEqual([["OVER_ALLOCATION", "input.allocations"]]);
    expect(await tryOut([allocation(invoice, "1"), allocation(invoice, "1")])).toEqual([["DUPLICATE_INVOICE", "input.allocations.1.invoiceNumber"]]);
    expect(await tryOut([allocation(invoice, "0")])).toEqual([["NOT_POSITIVE", "input.allocations.0.amount"]]);
    expect(await tryOut([allocation(invoice, "0.001")])).toEqual([["TOO_MANY_DECIMALS", "input.allocations.0.amount"]]);
    expect(await tryOut([allocation(invoice, "1")], { allocateOldestFirst: true })).toEqual([["CONFLICTING_INPUT", "input.allocateOldestFirst"]]);
    expect(await tryOut(Array.from({ length: 501 }, () => allocation(invoice, "1")))).toEqual([["TOO_MANY", "input.allocations"]]);
    const note = await billing.credited(invoice.number, { lines: [{ lineNumber: 1, quantity: "0.1" }] });
    expect(await tryOut([allocation(note, "1")])).toEqual([["WRONG_KIND", "input.allocations.0.invoiceNumber"]]);
    const foreign = await billing.posted("1", "80", { customerNumber: "C-3" });
    expect(await tryOut([allocation(foreign, "1")])).toEqual([["CUSTOMER_MISMATCH", "input.allocations.0.invoiceNumber"]]);
    const french = await billing.posted("1", "80", { customerNumber: "C-2" });
    const danish = billing.at(undefined, { legalEntities: ["NHDK"] });
    expect(await refusal(RECORD, { input: aPayment({ allocations: [allocation(french, "1")] }), key: billing.key() }, danish)).toEqual([["NOT_FOUND", "input.allocations.0.invoiceNumber"]]);
  });
  it("refuses an invoice in another currency and one of another company", async () => {
    const order = (await billing.posted("1", "80")).salesOrderId!;
    const make = async (parts: object): Promise<string> => {
      const { id } = await billing.db.insertInto("invoice").values({ legalEntity: "NHDK", customerNumber: "C-1", salesOrderId: order, currency: "DKK", paymentTerms: "NET30", netAmount: "10", totalAmount: "10", createdBy: "x", ...parts }).returning("id").executeTakeFirstOrThrow();
      await billing.db.updateTable("invoice").set({ number: `INV-X-${id}`, status: "POSTED", issueDate: "2026-03-01", dueDate: "2026-03-31", openAmount: "10", postedAt: new Date() }).where("id", "=", id).execute();
      return `INV-X-${id}`;
    };
    expect(await refusal(RECORD, { input: aPayment({ allocations: [{ invoiceNumber: await make({ currency: "EUR" }), amount: "1" }] }), key: billing.key() })).toEqual([["CURRENCY_MISMATCH", "input.allocations.0.invoiceNumber"]]);
    expect(await refusal(RECORD, { input: aPayment({ allocations: [{ invoiceNumber: await make({ legalEntity: "NHFR" }), amount: "1" }] }), key: billing.key() })).toEqual([["ENTITY_MISMATCH", "input.allocations.0.invoiceNumber"]]);
  });
  it("refuses a closed month, and money worth less than the smallest coin", async () => {
    await lock("HARD");
    expect(await refusal(RECORD, { input: aPayment(), key: billing.key() })).toEqual([["PERIOD_CLOSED", "input.paymentDate"]]);
    await lock("OPEN");
    await rateOf("CNY", "2026-03-16", "0.0001");
    expect(await refusal(RECORD, { input: aPayment({ customerNumber: "C-3", currency: "CNY", amount: "0.05" }), key: billing.key() })).toEqual([["TOO_SMALL", "input.amount"]]);
    await sql`delete from exchange_rate where rate = 0.0001`.execute(billing.db);
  });
  it("records once for a repeated key and refuses it for another amount", async () => {
    const variables = { input: aPayment(), key: billing.key() };
    const { number } = (await ask(RECORD, variables)).data.customerPaymentRecord.customerPayment;
    expect((await ask(RECORD, variables)).data.customerPaymentRecord.customerPayment.number).toBe(number);
    expect(await refusal(RECORD, { ...variables, input: aPayment({ amount: "101" }) })).toEqual([["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"]]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "customer-payment:post", "NHDK", RECORD, { input: aPayment(), key: "record" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:post"), refusedFor("customer-payment:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "input.customerNumber"]]);
    expect(got.right.data.customerPaymentRecord.customerPayment.status).toBe("POSTED");
  });
});

describe("exchange differences", () => {
  it("are posted with the allocation: a gain, a loss, and the last cent with the last part", async () => {
    const invoice = await billing.posted("1", "1000", { customerNumber: "C-3" });
    expect(invoice).toMatchObject({ totalAmount: "1000.0000", baseTotal: "950.0000" });
    await rateOf("CNY", "2026-03-20", "0.9777");
    await rateOf("CNY", "2026-03-25", "0.9");
    const pay = async (amount: string, at: Date) => (await ask(RECORD, { input: { customerNumber: "C-3", currency: "CNY", amount, allocations: [allocation(invoice, amount)] }, key: billing.key() }, billing.at(at))).data.customerPaymentRecord.customerPayment;
    const gain = await pay("333.33", LATER(4));
    expect(gain.allocations[0].exchangeDifference).toEqual({ amount: "9.24", currency: "DKK" });
    expect(await billing.entry(gain.number, "ALLOCATION")).toEqual(["1510 debit 9.24 C-3", "3960 credit 9.24"]);
    const loss = await pay("666.67", LATER(9));
    // 950.00 − 316.66 is left at the invoice's rate; 666.67 at 0.9 brought 600.00.
    expect(loss.allocations[0].exchangeDifference).toEqual({ amount: "-33.34", currency: "DKK" });
    expect(await billing.entry(loss.number, "ALLOCATION")).toEqual(["1510 credit 33.34 C-3", "7960 debit 33.34"]);
    expect(await billing.invoice(invoice.id)).toMatchObject({ openAmount: "0.0000", openBaseAmount: "0.0000" });
    const control = await sql<{ balance: string }>`select sum(l.debit - l.credit)::text as balance from journal_line l join ledger_account a on a.id = l.account_id where a.control = 'RECEIVABLES' and l.customer_number = 'C-3' and l.entry_id in (select id from journal_entry where text like ${`%${invoice.number}%`} or source_number in (${gain.number}, ${loss.number}))`.execute(billing.db);
    expect(control.rows[0]!.balance).toBe("0.0000");
  });
});

describe("Mutation.customerPaymentAllocate", () => {
  it("sets what is left against invoices, and no more than that", async () => {
    const [invoice, payment] = [await billing.posted("1", "80"), await billing.paid("120")];
    const { customerPayment } = (await ask(ALLOCATE, { number: payment.number, allocations: [allocation(invoice, "70")], key: billing.key() })).data.customerPaymentAllocate;
    expect(customerPayment).toMatchObject({ unallocated: { amount: "50.00" }, version: 2, allocations: [{ invoice: { number: invoice.number, openAmount: { amount: "30.00" } } }] });
    const answered = await ask(ALLOCATE, { number: payment.number, allocations: [allocation(invoice, "30.01")], key: billing.key() });
    expect(answered.data.customerPaymentAllocate.userErrors).toEqual([{ code: "OVER_ALLOCATION", path: ["allocations", "0", "amount"], message: `30.01 DKK is more than the 30.00 DKK open of ${invoice.number}. Set at most that against it.` }]);
    const other = await billing.posted("1", "80");
    expect(await refusal(ALLOCATE, { number: payment.number, allocations: [allocation(invoice, "30"), allocation(other, "20.01")], key: billing.key() })).toEqual([["OVER_ALLOCATION", "allocations"]]);
    expect(await refusal(ALLOCATE, { number: payment.number, allocations: [], key: billing.key() })).toEqual([["EMPTY", "allocations"]]);
    expect(await refusal(ALLOCATE, { number: "CP-0", allocations: [allocation(invoice, "1")], key: billing.key() })).toEqual([["NOT_FOUND", "number"]]);
  });
  it("tells the order that it is paid", async () => {
    const order = await billing.shippedOrder("1", "80");
    const invoice = (await billing.db.selectFrom("salesOrder").select("id").where("number", "=", order).executeTakeFirstOrThrow()).id;
    const { invoiceCreate } = (await ask(`mutation ($o: ID!, $k: String!) { invoiceCreate(salesOrderNumber: $o, idempotencyKey: $k) { invoice { id } } }`, { o: order, k: billing.key() })).data;
    await ask(`mutation ($i: ID!, $k: String!) { invoicePost(id: $i, idempotencyKey: $k) { invoice { number } } }`, { i: invoiceCreate.invoice.id, k: billing.key() });
    const posted = await billing.db.selectFrom("invoice").selectAll().where("salesOrderId", "=", invoice).executeTakeFirstOrThrow();
    const payment = await billing.paid("100");
    expect((await billing.order(order)).invoiceStatus).toBe("INVOICED");
    await ask(ALLOCATE, { number: payment.number, allocations: [allocation(posted, "100")], key: billing.key() });
    expect((await billing.order(order)).invoiceStatus).toBe("PAID");
    const { id } = await billing.db.selectFrom("allocation").select("id").where("invoiceId", "=", posted.id).executeTakeFirstOrThrow();
    await ask(UNDO, { id, reason: "Wrong invoice", key: billing.key() });
    expect((await billing.order(order)).invoiceStatus).toBe("INVOICED");
  });
  it("meets four callers", async () => {
    const [invoice, payment] = [await billing.posted("1", "80"), await billing.paid("120")];
    const got = await fourCallers(billing, schema, "customer-payment:post", "NHDK", ALLOCATE, { number: payment.number, allocations: [allocation(invoice, "70")], key: "allocate" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:post"), refusedFor("customer-payment:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "number"]]);
    expect(got.right.data.customerPaymentAllocate.customerPayment.unallocated.amount).toBe("50.00");
  });
});

describe("Mutation.creditNoteAllocate", () => {
  const openNote = async () => {
    const invoice = await billing.posted("1", "80");
    await billing.paid("100", { allocations: [allocation(invoice, "100")] });
    return billing.credited(invoice.number);
  };
  it("settles another invoice of the customer with what is left of a credit note", async () => {
    const [note, invoice] = [await openNote(), await billing.posted("1", "40")];
    const answered = (await ask(ALLOCATE_NOTE, { number: note.number, allocations: [allocation(invoice, "50")], key: billing.key() })).data.creditNoteAllocate;
    expect(answered.invoice).toMatchObject({ openAmount: { amount: "50.00" }, allocations: [{ invoice: { number: invoice.number, status: "PAID" }, creditNote: { number: note.number }, customerPayment: null, amount: { amount: "50.00" } }] });
    expect(await refusal(ALLOCATE_NOTE, { number: note.number, allocations: [allocation(await billing.posted("1", "80"), "50.01")], key: billing.key() })).toEqual([["OVER_ALLOCATION", "allocations"]]);
  });
  it("refuses invoices in its place and unknown numbers", async () => {
    const invoice = await billing.posted("1", "40");
    expect(await refusal(ALLOCATE_NOTE, { number: invoice.number, allocations: [allocation(invoice, "1")], key: billing.key() })).toEqual([["WRONG_KIND", "number"]]);
    expect(await refusal(ALLOCATE_NOTE, { number: "CN-NHDK-2026-999999", allocations: [allocation(invoice, "1")], key: billing.key() })).toEqual([["NOT_FOUND", "number"]]);
  });
  it("meets four callers", async () => {
    const [note, invoice] = [await openNote(), await billing.posted("1", "40")];
    const got = await fourCallers(billing, schema, "customer-payment:post", "NHDK", ALLOCATE_NOTE, { number: note.number, allocations: [allocation(invoice, "50")], key: "allocate note" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:post"), refusedFor("customer-payment:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "number"]]);
    expect(got.right.data.creditNoteAllocate.invoice.openAmount.amount).toBe("50.00");
  });
});

describe("Mutation.allocationUndo", () => {
  const anAllocation = async (customerNumber = "C-1", currency = "DKK", at = billing.at()) => {
    const invoice = await billing.posted("1", "80", { customerNumber });
    const total = invoice.totalAmount;
    const payment = await billing.paid("150", { customerNumber, currency, allocations: [allocation(invoice, total)] }, at);
    const { id } = await billing.db.selectFrom("allocation").select("id").where("paymentId", "=", payment.id).executeTakeFirstOrThrow();
    return { id, invoice, payment };
  };
  it("opens invoice and payment again and keeps both lines", async () => {
    const { id, invoice, payment } = await anAllocation();
    const { allocationUndo } = (await ask(UNDO, { id, reason: "Wrong invoice", key: billing.key() })).data;
    expect(allocationUndo).toMatchObject({ invoice: { number: invoice.number, openAmount: { amount: "100.00" } }, creditNote: null, customerPayment: { number: payment.number, unallocated: { amount: "150.00" }, allocations: [{ amount: { amount: "100.00" }, isUndone: true }, { amount: { amount: "-100.00" }, isUndone: true }] } });
    expect(await refusal(UNDO, { id, reason: "Again", key: billing.key() })).toEqual([["WRONG_STATE", "id"]]);
    const { id: undoing } = await billing.db.selectFrom("allocation").select("id").where("undoes", "=", id).executeTakeFirstOrThrow();
    expect(await refusal(UNDO, { id: undoing, reason: "Back", key: billing.key() })).toEqual([["WRONG_STATE", "id"]]);
  });
  it("reverses the exchange difference", async () => {
    const { id, payment } = await anAllocation("C-3", "CNY", billing.at(LATER(20)));
    expect(await billing.entry(payment.number, "ALLOCATION")).toEqual(["1510 credit 4 C-3", "7960 debit 4"]);
    await ask(UNDO, { id, reason: "Wrong invoice", key: billing.key() }, billing.at(LATER(21)));
    expect(await billing.entry(payment.number, "ALLOCATION")).toEqual(["1510 credit 4 C-3", "7960 debit 4", "1510 debit 4 C-3", "7960 credit 4"]);
  });
  it("undoes what a credit note settled", async () => {
    const invoice = await billing.posted("1", "80");
    const note = await billing.credited(invoice.number);
    const { id } = await billing.db.selectFrom("allocation").select("id").where("creditNoteId", "=", note.id).executeTakeFirstOrThrow();
    expect((await ask(UNDO, { id, reason: "Meant for another", key: billing.key() })).data.allocationUndo).toMatchObject({ invoice: { openAmount: { amount: "100.00" } }, customerPayment: null, creditNote: { number: note.number, openAmount: { amount: "100.00" } } });
  });
  it("refuses unknown identifiers, no reason, and a closed month when there is a difference to reverse", async () => {
    expect(await refusal(UNDO, { id: "x", reason: "x", key: billing.key() })).toEqual([["NOT_FOUND", "id"]]);
    expect(await refusal(UNDO, { id: "00000000-0000-7000-8000-000000000000", reason: "x", key: billing.key() })).toEqual([["NOT_FOUND", "id"]]);
    const { id } = await anAllocation();
    expect(await refusal(UNDO, { id, reason: "", key: billing.key() })).toEqual([["EMPTY", "reason"]]);
    const foreign = await anAllocation("C-3", "CNY", billing.at(LATER(14)));
    await lock("HARD");
    expect(await refusal(UNDO, { id: foreign.id, reason: "x", key: billing.key() }, billing.at(LATER(15)))).toEqual([["PERIOD_CLOSED", "id"]]);
    await lock("OPEN");
  });
  it("meets four callers", async () => {
    const { id } = await anAllocation();
    const got = await fourCallers(billing, schema, "customer-payment:post", "NHDK", UNDO, { id, reason: "x", key: "undo" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:post"), refusedFor("customer-payment:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.allocationUndo.userErrors).toEqual([]);
  });
});

describe("Mutation.customerPaymentReverse", () => {
  it("undoes its allocations and posts the opposite entry", async () => {
    const [one, two] = [await billing.posted("1", "80"), await billing.posted("1", "40")];
    const payment = await billing.paid("200", { allocations: [allocation(one, "100"), allocation(two, "25")] });
    const { customerPayment } = (await ask(REVERSE, { number: payment.number, reason: "Bounced", key: billing.key() })).data.customerPaymentReverse;
    expect(customerPayment).toMatchObject({ status: "REVERSED", unallocated: { amount: "0.00" } });
    expect(customerPayment.allocations.map((part: { amount: { amount: string }; isUndone: boolean }) => [part.amount.amount, part.isUndone])).toEqual([["100.00", true], ["25.00", true], ["-100.00", true], ["-25.00", true]]);
    expect([(await billing.invoice(one.id)).openAmount, (await billing.invoice(two.id)).openAmount]).toEqual(["100.0000", "50.0000"]);
    expect(await billing.entry(payment.number)).toEqual(["1930 debit 200", "1510 credit 200 C-1", "1930 credit 200", "1510 debit 200 C-1"]);
    expect(await refusal(REVERSE, { number: payment.number, reason: "Again", key: billing.key() })).toEqual([["WRONG_STATE", "number"]]);
    expect(await refusal(ALLOCATE, { number: payment.number, allocations: [allocation(one, "1")], key: billing.key() })).toEqual([["WRONG_STATE", "number"]]);
  });
  it("leaves alone what was undone before", async () => {
    const invoice = await billing.posted("1", "80");
    const payment = await billing.paid("200", { allocations: [allocation(invoice, "100")] });
    const { id } = await billing.db.selectFrom("allocation").select("id").where("paymentId", "=", payment.id).executeTakeFirstOrThrow();
    await ask(UNDO, { id, reason: "x", key: billing.key() });
    await ask(REVERSE, { number: payment.number, reason: "Bounced", key: billing.key() });
    expect((await billing.invoice(invoice.id)).openAmount).toBe("100.0000");
  });
  it("refuses unknown numbers, no reason and a closed month", async () => {
    const payment = await billing.paid("5");
    expect(await refusal(REVERSE, { number: "CP-0", reason: "x", key: billing.key() })).toEqual([["NOT_FOUND", "number"]]);
    expect(await refusal(REVERSE, { number: payment.number, reason: "", key: billing.key() })).toEqual([["EMPTY", "reason"]]);
    await lock("HARD");
    expect(await refusal(REVERSE, { number: payment.number, reason: "x", key: billing.key() })).toEqual([["PERIOD_CLOSED", "number"]]);
    await lock("OPEN");
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "customer-payment:post", "NHDK", REVERSE, { number: (await billing.paid("5")).number, reason: "x", key: "reverse" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:post"), refusedFor("customer-payment:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "number"]]);
    expect(got.right.data.customerPaymentReverse.customerPayment.status).toBe("REVERSED");
  });
});

describe("payments and allocations in the books", () => {
  it("are refused UPDATE, DELETE and TRUNCATE by the database", async () => {
    const invoice = await billing.posted("1", "80");
    const payment = await billing.paid("100", { allocations: [allocation(invoice, "100")] });
    const attempt = (statement: string): Promise<string> => sql.raw(statement).execute(billing.db).then(() => "done", (error: { code: string }) => error.code);
    for (const statement of [
      `update customer_payment set amount = 1 where id = '${payment.id}'`, `update customer_payment set customer_number = 'C-2' where id = '${payment.id}'`, `update customer_payment set payment_date = '2026-01-01' where id = '${payment.id}'`,
      `delete from customer_payment where id = '${payment.id}'`, `truncate customer_payment cascade`, `update allocation set amount = 1 where payment_id = '${payment.id}'`, `delete from allocation where payment_id = '${payment.id}'`, `truncate allocation`,
    ]) expect([statement, await attempt(statement)]).toEqual([statement, "HF001"]);
    const foreign = await billing.posted("1", "80", { customerNumber: "C-2" });
    expect(await attempt(`insert into allocation (invoice_id, payment_id, currency, amount, invoice_base, source_base, allocated_on, allocated_by) values ('${foreign.id}', '${payment.id}', 'EUR', 1, 1, 1, '2026-03-16', 'x')`)).toBe("HF006");
  });
  it("leave every rule of the books kept", async () => {
    // The two invoices made by hand above stand in no ledger.
    const made = await billing.db.selectFrom("invoice").select("id").where("number", "like", "INV-X-%").execute();
    expect(made).toHaveLength(2);
    expect((await brokenInvariants(billing.db)).map((view) => view.name)).toEqual(["inv_invoice_totals"]);
  });
});
