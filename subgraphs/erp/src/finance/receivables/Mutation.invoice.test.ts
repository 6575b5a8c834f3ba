import { brokenInvariants, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { aBilling, type Billing, LATER } from "./receivables.fixture.ts";

let billing: Billing;
const schema = erpSchema();
beforeAll(async () => { billing = await aBilling(); });
afterAll(() => billing.close());

const FIELDS = `id number kind status netAmount { amount } taxAmount { amount } total { amount currency } openAmount { amount } issueDate dueDate daysOverdue reason pdfPath version
  lines { lineNumber item { number } description quantity unitPrice { amount } netAmount { amount } taxPercent taxAmount { amount } shipment { number } } creditsInvoice { number } journalEntry { number lines { ledgerAccount { code } debit { amount } credit { amount } } }`;
const CREATE = `mutation ($order: ID!, $key: String!) { invoiceCreate(salesOrderNumber: $order, idempotencyKey: $key) { invoice { ${FIELDS} } userErrors { code path message } } }`;
const POST = `mutation ($id: ID!, $date: Date, $key: String!) { invoicePost(id: $id, issueDate: $date, idempotencyKey: $key) { invoice { ${FIELDS} } userErrors { code path message } } }`;
const CANCEL = `mutation ($id: ID!, $reason: String!) { invoiceCancel(id: $id, reason: $reason) { invoice { ${FIELDS} } userErrors { code path message } } }`;
const CREDIT = `mutation ($number: ID!, $input: InvoiceCreditInput!, $key: String!) { invoiceCredit(number: $number, input: $input, idempotencyKey: $key) { invoice { ${FIELDS} } userErrors { code path message } } }`;

const ask = (source: string, variables: Record<string, unknown>, at = billing.at()) => run(schema, at, source, variables);
type Answer = { data: Record<string, { userErrors: { code: string; path: string[] | null }[] }> };
const errorsOf = (answered: Answer) => Object.values(answered.data)[0]!.userErrors.map(({ code, path }) => [code, path?.join(".") ?? null]);
async function refusal(source: string, variables: Record<string, unknown>, at = billing.at()): Promise<unknown[]> {
  const before = await billing.written();
  const errors = errorsOf(await ask(source, variables, at));
  expect(await billing.written()).toEqual(before);
  return errors;
}
const lock = (level: string, month: number): Promise<unknown> => sql`update period_lock set level = ${level}, changed_by = 'test', changed_at = now() where area = 'RECEIVABLES' and period_id = (select id from fiscal_period where legal_entity = 'NHDK' and fiscal_year = 2026 and number = ${month})`.execute(billing.db);

describe("Mutation.invoiceCreate", () => {
  it("drafts what was shipped, line by line, with freight on the first invoice", async () => {
    await billing.stock("AARHUS", "FAB-001", "10", "40");
    const order = await billing.confirmed([{ itemNumber: "FAB-001", quantity: "10.5", unitPrice: "89.95", discountPercent: "10" }, { itemNumber: "SRV-ASM", quantity: "2", unitPrice: "450" }], { freight: "120", customerReference: "PO 7" });
    const shipment = await billing.shipped(order);
    const first = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    expect(first).toMatchObject({ number: null, kind: "INVOICE", status: "DRAFT", issueDate: null, dueDate: null, pdfPath: null, journalEntry: null, netAmount: { amount: "1829.55" }, taxAmount: { amount: "457.39" }, total: { amount: "2286.94", currency: "DKK" }, openAmount: { amount: "0.00" } });
    expect(first.lines.map((line: { item: { number: string } | null; quantity: string; netAmount: { amount: string }; taxAmount: { amount: string }; shipment: { number: string } | null }) => [line.item?.number ?? null, line.quantity, line.netAmount.amount, line.taxAmount.amount, line.shipment?.number ?? null])).toEqual([
      ["FAB-001", "10", "809.55", "202.39", shipment], ["SRV-ASM", "2", "900.00", "225.00", shipment], [null, "1", "120.00", "30.00", null],
    ]);
    expect(await billing.line(order)).toMatchObject({ invoicedQuantity: "10.0000" });
    expect(await billing.order(order)).toMatchObject({ invoiceStatus: "NOT_INVOICED" });
    // The rest comes later and without freight.
    await billing.stock("AARHUS", "FAB-001", "0.5", "40");
    const second = await billing.shipped(order);
    const later = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    expect(later.lines).toMatchObject([{ item: { number: "FAB-001" }, quantity: "0.5", netAmount: { amount: "40.48" }, shipment: { number: second } }]);
  });
  it("refuses when nothing is there to bill, and says why", async () => {
    const order = await billing.confirmed([{ itemNumber: "SRV-ASM", quantity: "1" }]);
    expect((await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.userErrors).toEqual([{ code: "NOTHING_TO_INVOICE", path: ["salesOrderNumber"], message: `Nothing of ${order} has been shipped yet. Ship it first: invoices are made from shipments.` }]);
    await billing.shipped(order);
    await ask(CREATE, { order, key: billing.key() });
    expect((await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.userErrors[0].message).toMatch(/a draft. Post or discard that draft/);
    expect(await refusal(CREATE, { order, key: billing.key() })).toEqual([["NOTHING_TO_INVOICE", "salesOrderNumber"]]);
    expect(await refusal(CREATE, { order: "SO-0", key: billing.key() })).toEqual([["NOT_FOUND", "salesOrderNumber"]]);
  });
  it("drafts once for a repeated key", async () => {
    const variables = { order: await billing.shippedOrder(), key: billing.key() };
    const { id } = (await ask(CREATE, variables)).data.invoiceCreate.invoice;
    expect((await ask(CREATE, variables)).data.invoiceCreate.invoice.id).toBe(id);
    expect(await refusal(CREATE, { ...variables, order: "SO-1" })).toEqual([["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"]]);
    expect(await refusal(CREATE, { ...variables, key: "" })).toEqual([["BAD_IDEMPOTENCY_KEY", "idempotencyKey"]]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "invoice:edit", "NHDK", CREATE, { order: await billing.shippedOrder(), key: "create" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:edit"), refusedFor("invoice:edit")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "salesOrderNumber"]]);
    expect(got.right.data.invoiceCreate.invoice.status).toBe("DRAFT");
  });
});

describe("Mutation.invoicePost", () => {
  it("draws the number, posts the journal, sets the due date by the terms and tells the order", async () => {
    const order = await billing.shippedOrder("3", "100.10");
    const draft = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    const invoice = (await ask(POST, { id: draft.id, key: billing.key() })).data.invoicePost.invoice;
    expect(invoice).toMatchObject({
      number: expect.stringMatching(/^INV-NHDK-2026-\d{6}$/), status: "POSTED", issueDate: "2026-03-16", dueDate: "2026-04-15", daysOverdue: 0, openAmount: { amount: "375.38" }, pdfPath: `/pdf/invoice/${invoice.number}`,
      journalEntry: { lines: [{ ledgerAccount: { code: "1510" }, debit: { amount: "375.38" }, credit: null }, { ledgerAccount: { code: "3000" }, credit: { amount: "300.30" } }, { ledgerAccount: { code: "2610" }, credit: { amount: "75.08" } }] },
    });
    expect(await billing.order(order)).toMatchObject({ invoiceStatus: "INVOICED", status: "CLOSED" });
    const overdue = (await ask(`query ($n: ID!) { invoice(number: $n) { daysOverdue } }`, { n: invoice.number }, billing.at(LATER(40)))).data.invoice;
    expect(overdue).toEqual({ daysOverdue: 10 });
  });
  it("converts at the rate of the issue date and posts the rounding difference", async () => {
    await billing.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "CNY", rateDate: "2026-03-10", rate: "0.9333" }).execute();
    const invoice = await billing.posted("3", "33.33", { customerNumber: "C-3", freight: "10.01" });
    expect(invoice).toMatchObject({ currency: "CNY", exchangeRate: "0.9333000000", totalAmount: "110.0000", baseTotal: "102.6600", openBaseAmount: "102.6600", taxAmount: "0.0000" });
    expect(await billing.entry(invoice.number)).toEqual(["1510 debit 102.66 CNY 110 C-3", "3000 credit 93.32 CNY -99.99", "3520 credit 9.34 CNY -10.01"]);
  });
  it("taxes at the rate of the issue date when that changed since the order", async () => {
    const draft = await billing.drafted("1", "100");
    await billing.db.insertInto("taxRate").values({ legalEntity: "NHDK", taxCode: "DK25", validFrom: "2026-03-18", percent: "26" }).execute();
    const invoice = (await ask(POST, { id: draft.id, date: "2026-03-18", key: billing.key() }, billing.at(LATER(2)))).data.invoicePost.invoice;
    expect(invoice).toMatchObject({ taxAmount: { amount: "26.00" }, total: { amount: "126.00" }, lines: [{ taxPercent: "26" }] });
    await sql`delete from tax_rate where valid_from = '2026-03-18'`.execute(billing.db);
  });
  it("posts free goods without a journal, and counts them as settled", async () => {
    const order = await billing.shippedOrder("1", "0");
    const draft = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    expect((await ask(POST, { id: draft.id, key: billing.key() })).data.invoicePost.invoice).toMatchObject({ number: expect.stringMatching(/^INV/), status: "PAID", total: { amount: "0.00" }, journalEntry: null });
    expect(await billing.order(order)).toMatchObject({ invoiceStatus: "PAID", status: "CLOSED" });
  });
  it("numbers each fiscal year and company by itself", async () => {
    const old = await billing.posted("1", "10", {}, billing.at(new Date("2025-11-03T09:00:00Z")));
    expect([old.number, old.dueDate]).toEqual(["INV-NHDK-2025-000001", "2025-12-03"]);
    expect((await billing.posted("1", "10", { customerNumber: "C-2" })).number).toBe("INV-NHFR-2026-000001");
  });
  it("refuses closed months, absurd days, days to come, days before the goods left, and what is no draft", async () => {
    const draft = await billing.drafted();
    await lock("HARD", 3);
    expect(await refusal(POST, { id: draft.id, key: billing.key() })).toEqual([["PERIOD_CLOSED", "issueDate"]]);
    await lock("OPEN", 3);
    expect(await refusal(POST, { id: draft.id, date: "1026-03-16", key: billing.key() })).toEqual([["ABSURD_DATE", "issueDate"]]);
    expect(await refusal(POST, { id: draft.id, date: "2026-03-20", key: billing.key() })).toEqual([["DATE_IN_FUTURE", "issueDate"]]);
    expect(await refusal(POST, { id: draft.id, date: "2026-03-15", key: billing.key() })).toEqual([["DATE_BEFORE_SHIPMENT", "issueDate"]]);
    await sql`delete from exchange_rate where currency = 'CNY' and base_currency = 'DKK'`.execute(billing.db);
    expect(await refusal(POST, { id: (await billing.drafted("1", "5", { customerNumber: "C-3" })).id, key: billing.key() })).toEqual([["NO_EXCHANGE_RATE", "issueDate"]]);
    await billing.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "CNY", rateDate: "2025-01-01", rate: "0.95" }).execute();
    await ask(POST, { id: draft.id, key: billing.key() });
    expect(await refusal(POST, { id: draft.id, key: billing.key() })).toEqual([["WRONG_STATE", "id"]]);
    expect(await refusal(POST, { id: "nonsense", key: billing.key() })).toEqual([["NOT_FOUND", "id"]]);
    expect(await refusal(POST, { id: "00000000-0000-7000-8000-000000000000", key: billing.key() })).toEqual([["NOT_FOUND", "id"]]);
  });
  it("uses no number when it is refused", async () => {
    const before = (await billing.posted()).number;
    await lock("HARD", 3);
    const draft = await billing.drafted();
    expect(await refusal(POST, { id: draft.id, key: billing.key() })).toHaveLength(1);
    await lock("OPEN", 3);
    const after = (await ask(POST, { id: draft.id, key: billing.key() })).data.invoicePost.invoice.number;
    expect(Number(after.slice(-6))).toBe(Number(before.slice(-6)) + 1);
  });
  it("posts once for a repeated key", async () => {
    const variables = { id: (await billing.drafted()).id, key: billing.key() };
    const { number } = (await ask(POST, variables)).data.invoicePost.invoice;
    expect((await ask(POST, variables)).data.invoicePost.invoice.number).toBe(number);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "invoice:post", "NHDK", POST, { id: (await billing.drafted()).id, key: "post" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:post"), refusedFor("invoice:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.invoicePost.invoice.status).toBe("POSTED");
  });
});

describe("Mutation.invoiceCancel", () => {
  it("discards a draft and lets its goods be billed anew", async () => {
    const order = await billing.shippedOrder();
    const { id } = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    expect((await ask(CANCEL, { id, reason: "Wrong price" })).data.invoiceCancel.invoice).toMatchObject({ status: "CANCELLED", reason: "Wrong price", number: null });
    expect(await billing.line(order)).toMatchObject({ invoicedQuantity: "0.0000" });
    expect((await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.userErrors).toEqual([]);
    expect(await refusal(CANCEL, { id, reason: "Again" })).toEqual([["WRONG_STATE", "id"]]);
    expect(await refusal(POST, { id, key: billing.key() })).toEqual([["WRONG_STATE", "id"]]);
  });
  it("refuses what is posted, no reason and an over-long one", async () => {
    const { id } = await billing.posted();
    expect(await refusal(CANCEL, { id, reason: "x" })).toEqual([["WRONG_STATE", "id"]]);
    const draft = await billing.drafted();
    expect(await refusal(CANCEL, { id: draft.id, reason: " " })).toEqual([["EMPTY", "reason"]]);
    expect(await refusal(CANCEL, { id: draft.id, reason: "x".repeat(501) })).toEqual([["TOO_LONG", "reason"]]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "invoice:edit", "NHDK", CANCEL, { id: (await billing.drafted()).id, reason: "x" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:edit"), refusedFor("invoice:edit")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.invoiceCancel.invoice.status).toBe("CANCELLED");
  });
});

describe("Mutation.invoiceCredit", () => {
  it("takes all of an open invoice back and settles both", async () => {
    const order = await billing.shippedOrder("2", "100", { freight: "50" });
    const draft = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    const { number, id } = (await ask(POST, { id: draft.id, key: billing.key() })).data.invoicePost.invoice;
    const note = (await ask(CREDIT, { number, input: { reason: "Damaged" }, key: billing.key() })).data.invoiceCredit.invoice;
    expect(note).toMatchObject({
      kind: "CREDIT_NOTE", number: expect.stringMatching(/^CN-NHDK-2026-\d{6}$/), status: "PAID", total: { amount: "312.50" }, openAmount: { amount: "0.00" }, reason: "Damaged", creditsInvoice: { number }, pdfPath: `/pdf/credit-note/${note.number}`,
      journalEntry: { lines: [{ ledgerAccount: { code: "1510" }, credit: { amount: "312.50" } }, { ledgerAccount: { code: "3000" }, debit: { amount: "200.00" } }, { ledgerAccount: { code: "3520" }, debit: { amount: "50.00" } }, { ledgerAccount: { code: "2610" }, debit: { amount: "62.50" } }] },
    });
    expect(await billing.invoice(id)).toMatchObject({ openAmount: "0.0000", openBaseAmount: "0.0000", paymentStatus: "PAID" });
    expect(await billing.line(order)).toMatchObject({ invoicedQuantity: "0.0000" });
    // What was credited can be billed anew, freight included.
    expect((await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice.total.amount).toBe("312.50");
    expect(await refusal(CREDIT, { number, input: { reason: "Again" }, key: billing.key() })).toEqual([["NOTHING_TO_CREDIT", "number"]]);
  });
  it("takes part of it back and leaves the rest open", async () => {
    const invoice = await billing.posted("3", "33.33");
    expect(invoice.totalAmount).toBe("124.9900");
    const first = await billing.credited(invoice.number, { lines: [{ lineNumber: 1, quantity: "1" }] });
    expect([first.totalAmount, (await billing.invoice(invoice.id)).openAmount]).toEqual(["41.6600", "83.3300"]);
    expect(await refusal(CREDIT, { number: invoice.number, input: { reason: "x", lines: [{ lineNumber: 1, quantity: "2.5" }] }, key: billing.key() })).toEqual([["OVER_CREDIT", "input.lines.0.quantity"]]);
    const rest = await billing.credited(invoice.number);
    expect([rest.totalAmount, (await billing.invoice(invoice.id)).openAmount]).toEqual(["83.3300", "0.0000"]);
  });
  it("leaves the credit open when the invoice was paid", async () => {
    const invoice = await billing.posted("1", "100");
    await billing.paid("100", { allocateOldestFirst: false, allocations: [{ invoiceNumber: invoice.number, amount: "100" }] });
    const note = await billing.credited(invoice.number);
    expect(note).toMatchObject({ totalAmount: "125.0000", openAmount: "100.0000", openBaseAmount: "100.0000", paymentStatus: "PARTLY_PAID" });
    expect(await billing.invoice(invoice.id)).toMatchObject({ openAmount: "0.0000" });
  });
  it("keeps the order billed when the credit is out of goodwill", async () => {
    const order = await billing.shippedOrder("2", "100");
    const draft = (await ask(CREATE, { order, key: billing.key() })).data.invoiceCreate.invoice;
    const { number } = (await ask(POST, { id: draft.id, key: billing.key() })).data.invoicePost.invoice;
    await billing.credited(number, { billAgain: false, lines: [{ lineNumber: 1, quantity: "1" }] });
    expect(await billing.line(order)).toMatchObject({ invoicedQuantity: "2.0000" });
    expect(await billing.order(order)).toMatchObject({ invoiceStatus: "INVOICED", status: "CLOSED" });
    expect(await refusal(CREATE, { order, key: billing.key() })).toEqual([["NOTHING_TO_INVOICE", "salesOrderNumber"]]);
  });
  it("converts at the invoice's own rate, whatever the rate is today", async () => {
    const invoice = await billing.posted("1", "100", { customerNumber: "C-3" });
    await billing.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "CNY", rateDate: "2026-03-20", rate: "1.1" }).execute();
    const note = await billing.credited(invoice.number, {}, billing.at(LATER(10)));
    expect([note.exchangeRate, note.baseTotal, note.issueDate]).toEqual([invoice.exchangeRate, invoice.baseTotal, "2026-03-26"]);
    expect(await billing.entry(note.number)).toEqual(["1510 credit 95 CNY -100 C-3", "3000 debit 95 CNY 100"]);
  });
  it("refuses drafts, credit notes, unknown lines and numbers, zero, negative and doubled quantities, no reason, a closed month", async () => {
    const { number } = await billing.posted("2", "10");
    const with_ = (lines: object[]): object => ({ number, input: { reason: "x", lines }, key: billing.key() });
    expect(await refusal(CREDIT, with_([{ lineNumber: 9, quantity: "1" }]) as never)).toEqual([["NOT_FOUND", "input.lines.0.lineNumber"]]);
    expect(await refusal(CREDIT, with_([{ lineNumber: 1, quantity: "0" }]) as never)).toEqual([["NOT_POSITIVE", "input.lines.0.quantity"]]);
    expect(await refusal(CREDIT, with_([{ lineNumber: 1, quantity: "-1" }]) as never)).toEqual([["NOT_POSITIVE", "input.lines.0.quantity"]]);
    expect(await refusal(CREDIT, with_([{ lineNumber: 1, quantity: "1.00001" }]) as never)).toEqual([["TOO_MANY_DECIMALS", "input.lines.0.quantity"]]);
    expect(await refusal(CREDIT, with_([{ lineNumber: 1, quantity: "1" }, { lineNumber: 1, quantity: "1" }]) as never)).toEqual([["DUPLICATE_LINE", "input.lines.1.lineNumber"]]);
    expect(await refusal(CREDIT, with_([]) as never)).toEqual([["EMPTY", "input.lines"]]);
    expect(await refusal(CREDIT, { number, input: { reason: "" }, key: billing.key() })).toEqual([["EMPTY", "input.reason"]]);
    expect(await refusal(CREDIT, { number: "INV-NHDK-2026-999999", input: { reason: "x" }, key: billing.key() })).toEqual([["NOT_FOUND", "number"]]);
    const note = await billing.credited(number, { lines: [{ lineNumber: 1, quantity: "1" }] });
    expect(await refusal(CREDIT, { number: note.number, input: { reason: "x" }, key: billing.key() })).toEqual([["WRONG_KIND", "number"]]);
    await lock("HARD", 3);
    expect(await refusal(CREDIT, { number, input: { reason: "x" }, key: billing.key() })).toEqual([["PERIOD_CLOSED", "number"]]);
    await lock("OPEN", 3);
  });
  it("credits once for a repeated key", async () => {
    const variables = { number: (await billing.posted()).number, input: { reason: "x", lines: [{ lineNumber: 1, quantity: "0.5" }] }, key: billing.key() };
    const { number } = (await ask(CREDIT, variables)).data.invoiceCredit.invoice;
    expect((await ask(CREDIT, variables)).data.invoiceCredit.invoice.number).toBe(number);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "invoice:post", "NHDK", CREDIT, { number: (await billing.posted()).number, input: { reason: "x" }, key: "credit" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:post"), refusedFor("invoice:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "number"]]);
    expect(got.right.data.invoiceCredit.invoice.kind).toBe("CREDIT_NOTE");
  });
});

describe("posted invoices", () => {
  it("are refused UPDATE, DELETE and TRUNCATE by the database, and so are their lines", async () => {
    const { id } = await billing.posted();
    const attempt = (statement: string): Promise<string> => sql.raw(statement).execute(billing.db).then(() => "done", (error: { code: string }) => error.code);
    for (const statement of [
      `update invoice set total_amount = 1, net_amount = 1, tax_amount = 0 where id = '${id}'`, `update invoice set number = 'INV-X' where id = '${id}'`, `update invoice set status = 'DRAFT' where id = '${id}'`, `update invoice set due_date = due_date + 90 where id = '${id}'`,
      `update invoice set customer_number = 'C-2' where id = '${id}'`, `delete from invoice where id = '${id}'`, `truncate invoice cascade`, `update invoice_line set quantity = 9 where invoice_id = '${id}'`, `delete from invoice_line where invoice_id = '${id}'`, `truncate invoice_line cascade`,
      `insert into invoice_line (invoice_id, line_number, description, quantity, unit_price, net_amount, tax_code, tax_percent, tax_amount) values ('${id}', 9, 'x', 1, 1, 1, 'DK25', 25, 0)`,
    ]) expect([statement, await attempt(statement)]).toEqual([statement, "HF001"]);
    expect(await attempt(`update invoice set open_amount = -1 where id = '${id}'`)).toBe("23514");
  });
  it("leave every rule of the books kept", async () => expect(await brokenInvariants(billing.db)).toEqual([]));
});
