import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { reversePayment } from "./customer-payment-reverse.action.ts";
import { aBilling, allocation, type Billing, LATER } from "./receivables.fixture.ts";
import type { InvoiceRow } from "./receivables.list.ts";

let billing: Billing;
let old: InvoiceRow & { number: string };
let partly: InvoiceRow & { number: string };
const schema = erpSchema();
const JANUARY = new Date("2026-01-10T09:00:00Z");
beforeAll(async () => {
  billing = await aBilling();
  old = await billing.posted("1", "800", {}, billing.at(JANUARY));
  partly = await billing.posted("1", "400");
  await billing.paid("200", { allocations: [allocation(partly, "200")], reference: "Husleje æøå" });
  await billing.posted("1", "100", { customerNumber: "C-3" });
  await billing.posted("1", "100", { customerNumber: "C-2" });
  await billing.drafted("1", "50");
  await billing.credited((await billing.posted("1", "16")).number);
  await billing.paid("30");
});
afterAll(() => billing.close());
const ask = (source: string, variables: Record<string, unknown> = {}, at = billing.at()) => run(schema, at, source, variables);
const statements = async (work: () => Promise<unknown>): Promise<number> => {
  const before = billing.database.statements();
  await work();
  return billing.database.statements() - before;
};

const INVOICES = `query ($filter: InvoiceFilter, $orderBy: [InvoiceOrder!], $first: Int, $after: String) { invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
    number status kind daysOverdue customer { number name } legalEntity { code } salesOrder { number } lines { item { number } unitPrice { amount currency } shipment { number } } allocations { amount { amount } customerPayment { number } creditNote { number } invoice { number } isUndone exchangeDifference { amount } } creditsInvoice { number } creditNotes { number } billingAddress { city } journalEntry { number lines { ledgerAccount { code } customer { number } } } } } }`;
describe("Query.invoices", () => {
  const count = async (filter: object): Promise<number> => (await ask(INVOICES, { filter })).data.invoices.totalCount;
  it("filters by every field", async () => {
    expect(await count({})).toBe(7);
    expect(await count({ number: { equals: old.number } })).toBe(1);
    expect(await count({ customerNumber: { in: ["C-2", "C-3"] } })).toBe(2);
    expect(await count({ legalEntity: { equals: "NHFR" } })).toBe(1);
    expect(await count({ kind: { equals: "CREDIT_NOTE" } })).toBe(1);
    expect(await count({ status: { in: ["DRAFT", "PARTLY_PAID"] } })).toBe(2);
    expect(await count({ issueDate: { lessThan: "2026-02-01" } })).toBe(1);
    expect(await count({ dueDate: { isNull: true } })).toBe(1);
    expect(await count({ openAmount: { greaterThan: "0" }, total: { atLeast: "500" } })).toBe(2);
    expect(await count({ isOverdue: { equals: true } })).toBe(1);
    expect(await count({ not: { isOverdue: { equals: true } } })).toBe(6);
    expect(await count({ salesOrderNumber: { equals: (await ask(`{ invoice(number: "${old.number}") { salesOrder { number } } }`)).data.invoice.salesOrder.number } })).toBe(1);
  });
  it.each(["NUMBER", "ISSUE_DATE", "DUE_DATE", "TOTAL", "OPEN_AMOUNT", "STATUS"])("pages through all by %s, each once, in both directions", async (field) => {
    for (const direction of ["ASC", "DESC"]) {
      const orderBy = [{ field, direction }];
      const whole = (await ask(`query ($o: [InvoiceOrder!]) { invoices(orderBy: $o, first: 200) { nodes { id } } }`, { o: orderBy })).data.invoices.nodes.map((node: { id: string }) => node.id);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (await ask(`query ($o: [InvoiceOrder!], $a: String) { invoices(orderBy: $o, first: 2, after: $a) { nodes { id } pageInfo { hasNextPage endCursor } } }`, { o: orderBy, a: after })).data.invoices;
        seen.push(...page.nodes.map((node) => node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect(seen).toEqual(whole);
      expect(seen).toHaveLength(7);
    }
  });
  it("shows the newest first, drafts where they were made", async () => {
    const { nodes } = (await ask(INVOICES)).data.invoices;
    expect(nodes.at(-1).number).toBe(old.number);
    expect(nodes.findIndex((node: { status: string }) => node.status === "DRAFT")).toBeLessThan(6);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "invoice:read", "NHDK", `{ invoices { totalCount nodes { legalEntity { code } } } }`);
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:read"), refusedFor("invoice:read")]);
    expect(got.otherCompany.data.invoices).toEqual({ totalCount: 1, nodes: [{ legalEntity: { code: "NHFR" } }] });
    expect(got.right.data.invoices.totalCount).toBe(6);
  });
  it("keeps what a caller may not read out, and answers the rest", async () => {
    const reader = billing.as({ permissions: ["invoice:read"], legalEntities: ["NHDK"] });
    const { data, errors } = await run(schema, reader, `{ invoice(number: "${old.number}") { total { amount } customer { name } journalEntry { number } } }`);
    expect(data.invoice).toEqual({ total: { amount: "1000.00" }, customer: null, journalEntry: null });
    expect(errors?.map((error) => error.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });
  it("finds one by number, by identifier and by reference, and nobody else's", async () => {
    const FIND = `query ($n: ID!, $i: ID!, $r: [_Any!]!) { invoice(number: $n) { number } invoiceById(id: $i) { number } _entities(representations: $r) { ... on Invoice { number } ... on CustomerPayment { payment: number } } }`;
    const references = [{ __typename: "Invoice", number: old.number }, { __typename: "Invoice", id: old.id }, { __typename: "Invoice", id: "no id" }, { __typename: "CustomerPayment", number: "CP-0" }];
    expect((await ask(FIND, { n: old.number, i: old.id, r: references })).data).toEqual({ invoice: { number: old.number }, invoiceById: { number: old.number }, _entities: [{ number: old.number }, { number: old.number }, null, null] });
    const french = billing.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] });
    expect((await run(schema, french, FIND, { n: old.number, i: old.id, r: references })).data).toEqual({ invoice: null, invoiceById: null, _entities: [null, null, null, null] });
  });
});

describe("Query.invoiceTotals", () => {
  const TOTALS = `query ($filter: InvoiceFilter) { invoiceTotals(filter: $filter) { count total { amount currency } openAmount { amount currency } overdueAmount { amount currency } } }`;
  it("sums per currency; credit notes count negative, drafts nothing", async () => {
    expect((await ask(TOTALS)).data.invoiceTotals).toEqual({
      count: 7, total: [{ amount: "100.00", currency: "CNY" }, { amount: "1500.00", currency: "DKK" }, { amount: "120.00", currency: "EUR" }],
      openAmount: [{ amount: "100.00", currency: "CNY" }, { amount: "1300.00", currency: "DKK" }, { amount: "120.00", currency: "EUR" }], overdueAmount: [{ amount: "0.00", currency: "CNY" }, { amount: "1000.00", currency: "DKK" }, { amount: "0.00", currency: "EUR" }],
    });
  });
  it("counts for a caller what that caller may see", async () => {
    const got = await fourCallers(billing, schema, "invoice:read", "NHDK", TOTALS);
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("invoice:read"), refusedFor("invoice:read")]);
    expect([got.otherCompany.data.invoiceTotals.count, got.right.data.invoiceTotals.count]).toEqual([1, 6]);
  });
});

describe("Query.customerPayments", () => {
  const LIST = `query ($filter: CustomerPaymentFilter, $orderBy: [CustomerPaymentOrder!], $first: Int) { customerPayments(filter: $filter, orderBy: $orderBy, first: $first) { totalCount nodes { number unallocated { amount } customer { number } legalEntity { code } allocations { invoice { number } amount { amount } } journalEntry { number } } } }`;
  const count = async (filter: object): Promise<number> => (await ask(LIST, { filter })).data.customerPayments.totalCount;
  it("filters by every field", async () => {
    expect(await count({})).toBe(2);
    expect(await count({ unallocated: { greaterThan: "0" } })).toBe(1);
    expect(await count({ text: { contains: "HUSLEJE aeo" } })).toBe(1);
    expect(await count({ customerNumber: { equals: "C-1" }, legalEntity: { equals: "NHDK" }, paymentDate: { equals: "2026-03-16" } })).toBe(2);
    expect(await count({ number: { equals: "CP-0" } })).toBe(0);
    expect(await count({ amount: { atLeast: "200" } })).toBe(1);
    expect([await count({ status: { equals: "POSTED" } }), await count({ status: { in: ["REVERSED"] } })]).toEqual([2, 0]);
  });
  it.each(["NUMBER", "PAYMENT_DATE", "AMOUNT", "UNALLOCATED"])("is ordered by %s", async (field) => expect((await ask(LIST, { orderBy: [{ field, direction: "DESC" }] })).data.customerPayments.nodes).toHaveLength(2));
  it("loads a page with a constant number of statements", async () => expect(await statements(() => ask(LIST, { first: 2 }))).toBe(await statements(() => ask(LIST, { first: 1, orderBy: [{ field: "AMOUNT", direction: "DESC" }] }))));
  it("meets four callers", async () => {
    const got = await fourCallers(billing, schema, "customer-payment:read", "NHDK", LIST);
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:read"), refusedFor("customer-payment:read")]);
    expect([got.otherCompany.data.customerPayments.totalCount, got.right.data.customerPayments.totalCount]).toEqual([0, 2]);
  });
});

describe("Query.customerPaymentTotals", () => {
  const TOTALS = `query ($filter: CustomerPaymentFilter) { customerPaymentTotals(filter: $filter) { count amount { amount currency } unallocated { amount currency } } }`;
  it("sums per currency", async () => {
    expect((await ask(TOTALS)).data.customerPaymentTotals).toEqual({
      count: 2, amount: [{ amount: "230.00", currency: "DKK" }], unallocated: [{ amount: "30.00", currency: "DKK" }],
    });
    expect((await ask(TOTALS, { filter: { status: { equals: "POSTED" }, unallocated: { greaterThan: "0" } } })).data.customerPaymentTotals).toMatchObject({ count: 1, amount: [{ amount: "30.00" }] });
  });
  it("counts for a caller what that caller may see", async () => {
    const got = await fourCallers(billing, schema, "customer-payment:read", "NHDK", TOTALS);
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-payment:read"), refusedFor("customer-payment:read")]);
    expect([got.otherCompany.data.customerPaymentTotals.count, got.right.data.customerPaymentTotals.count]).toEqual([0, 2]);
  });
});

describe("Query.receivablesAgeing", () => {
  const AGEING = `query ($asOf: Date, $entity: ID! = "NHDK") { receivablesAgeing(legalEntity: $entity, asOf: $asOf) { asOf rows { customer { number } ageing { notDue { amount currency } days1To30 { amount } days31To60 { amount } days61To90 { amount } over90 { amount } unallocated { amount } total { amount } } } totals { total { amount currency } days31To60 { amount } } } }`;
  const row = (data: { receivablesAgeing: { rows: { customer: { number: string }; ageing: Record<string, { amount: string }> }[] } }, customer: string): string[] =>
    Object.values(data.receivablesAgeing.rows.find((each) => each.customer.number === customer)!.ageing).map((money) => money.amount);
  it("shows open amounts by days past due today, most overdue first, and their sums per currency", async () => {
    const { data } = await ask(AGEING);
    expect(data.receivablesAgeing.rows.map((each: { customer: { number: string } }) => each.customer.number)).toEqual(["C-1", "C-3"]);
    // Due on 9 February, 35 days ago; 300 of the second invoice is open; 30 came in without an invoice.
    expect(row(data, "C-1")).toEqual(["300.00", "0.00", "1000.00", "0.00", "0.00", "30.00", "1270.00"]);
    expect(data.receivablesAgeing.totals).toEqual([{ total: { amount: "100.00", currency: "CNY" }, days31To60: { amount: "0.00" } }, { total: { amount: "1270.00", currency: "DKK" }, days31To60: { amount: "1000.00" } }]);
  });
  it("reconstructs a past day", async () => {
    expect(row((await ask(AGEING, { asOf: "2026-01-31" })).data, "C-1")).toEqual(["1000.00", "0.00", "0.00", "0.00", "0.00", "0.00", "1000.00"]);
    expect(row((await ask(AGEING, { asOf: "2026-03-01" })).data, "C-1")).toEqual(["0.00", "1000.00", "0.00", "0.00", "0.00", "0.00", "1000.00"]);
    expect((await ask(AGEING, { asOf: "2026-01-01" })).data.receivablesAgeing.rows).toEqual([]);
    // Seen from later, the day itself has not changed.
    expect(row((await ask(AGEING, { asOf: "2026-03-16" }, billing.at(LATER(30)))).data, "C-1")).toEqual(row((await ask(AGEING)).data, "C-1"));
  });
  it("meets four callers, and knows no unknown company", async () => {
    const got = await fourCallers(billing, schema, "customer-balance:read", "NHDK", AGEING);
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("customer-balance:read"), refusedFor("customer-balance:read")]);
    expect(got.otherCompany.data.receivablesAgeing).toBeNull();
    expect(got.right.data.receivablesAgeing.rows).toHaveLength(2);
    expect((await ask(AGEING, { entity: "NOPE" })).data.receivablesAgeing).toBeNull();
  });
});

describe("Query.invoices, again", () => {
  it("loads a page with a constant number of statements", async () => {
    const page = { filter: { issueDate: { atLeast: "2026-03-16" } } };
    const before = await statements(() => ask(INVOICES, page));
    for (const unitPrice of ["24", "32", "40", "48"]) await billing.credited((await billing.posted("1", unitPrice)).number);
    // One more at most: invoices reached by two ways are loaded in one batch or in two, as their ways end together or not.
    expect(await statements(() => ask(INVOICES, page))).toBeLessThanOrEqual(before + 1);
  });
});

describe("Query.customerPayment", () => {
  it("tells what it was worth in the books, who recorded it, what took it back and which entry holds an exchange difference", async () => {
    const invoice = await billing.posted("1", "1000", { customerNumber: "C-3" });
    await billing.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "CNY", rateDate: "2026-03-20", rate: "1.10" }).execute();
    const payment = await billing.paid("1000", { customerNumber: "C-3", currency: "CNY", allocations: [allocation(invoice, "1000")] }, billing.at(LATER(5)));
    const ONE = `query ($n: ID!) { customerPayment(number: $n) { status exchangeRate baseAmount { amount currency } recordedBy recordedAt journalEntry { sourceNumber } reversalEntry { text } allocations { isUndone exchangeDifference { amount currency } journalEntry { sourceKind total { amount } } } } }`;
    const before = (await ask(ONE, { n: payment.number })).data.customerPayment;
    const difference = before.allocations[0].exchangeDifference.amount;
    expect(before).toEqual({
      status: "POSTED", exchangeRate: "1.1", baseAmount: { amount: "1100.00", currency: "DKK" }, recordedBy: billing.at().caller.name, recordedAt: LATER(5).toISOString(), journalEntry: { sourceNumber: payment.number }, reversalEntry: null,
      allocations: [{ isUndone: false, exchangeDifference: { amount: difference, currency: "DKK" }, journalEntry: { sourceKind: "ALLOCATION", total: { amount: difference } } }],
    });
    expect(Number(difference)).toBeGreaterThan(0);
    await reversePayment(billing.at(LATER(6)), { number: payment.number, reason: "Bounced", idempotencyKey: billing.key() });
    const after = (await ask(ONE, { n: payment.number })).data.customerPayment;
    // Counted, and adds nothing.
    expect((await ask(`{ customerPaymentTotals(filter: { status: { equals: REVERSED } }) { count amount { amount } unallocated { amount } } }`)).data.customerPaymentTotals).toEqual({ count: 1, amount: [{ amount: "0.00" }], unallocated: [{ amount: "0.00" }] });
    expect([after.status, after.reversalEntry.text, after.allocations.map((one: { isUndone: boolean }) => one.isUndone)]).toEqual(["REVERSED", expect.stringContaining("Bounced"), [true, true]]);
    expect((await ask(ONE, { n: "CP-0" })).data.customerPayment).toBeNull();
    expect((await run(schema, billing.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHFR"] }), ONE, { n: payment.number })).data).toEqual({ customerPayment: null });
  });
});
