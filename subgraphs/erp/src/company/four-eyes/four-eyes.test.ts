import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ErpContext } from "../../context.ts";
import { ALL_PERMISSIONS, fourCallers, NOW, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { run } from "@homefield/kit";
import { aBilling, type Billing } from "../../finance/receivables/receivables.fixture.ts";

const schema = erpSchema();
let billing: Billing;
beforeAll(async () => {
  billing = await aBilling();
  await billing.db.updateTable("legalEntity").set({ fourEyesAmount: "1000" }).execute();
});
afterAll(() => billing.close());

const somebody = (person: string, subject = person): ErpContext => billing.as({ permissions: ALL_PERMISSIONS, subject, person, name: person }, NOW);
const [ann, bo] = [() => somebody("ann"), () => somebody("bo")];
/** Ann with a key of her own, an administrator with every role: no second person. */
const annsKey = (): ErpContext => billing.as({ permissions: ALL_PERMISSIONS, subject: "key:1", person: "ann", kind: "api-key", roles: ["admin", "controller"] }, NOW);
async function ask(ctx: ErpContext, source: string, variables: Record<string, unknown>): Promise<string[]> {
  const { data, errors } = await run(schema, ctx, source, { key: billing.key(), ...variables });
  expect(errors).toBeUndefined();
  return data.r.userErrors.map(({ code }: { code: string }) => code);
}
/** The first step was Ann's: what she is told in each guise, whether that wrote anything, and what Bo is told. */
async function asAnnThenBo(source: string, variables: Record<string, unknown>) {
  const before = await billing.written();
  const ann1 = await ask(ann(), source, variables);
  const ann2 = await ask(annsKey(), source, variables);
  const wrote = JSON.stringify(await billing.written()) !== JSON.stringify(before);
  return { ann: ann1, annsKey: ann2, wrote, bo: await ask(bo(), source, variables) };
}
const NEEDS_BO = { ann: ["FOUR_EYES"], annsKey: ["FOUR_EYES"], wrote: false, bo: [] };
const POST = "mutation ($id: ID!, $key: String!) { r: journalEntryPost(id: $id, idempotencyKey: $key) { userErrors { code } } }";
const REVERSE = `mutation ($number: ID!, $key: String!) { r: journalEntryReverse(number: $number, reason: "Twice", idempotencyKey: $key) { userErrors { code } } }`;
async function drafted(amount: string): Promise<string> {
  const { data } = await run(schema, ann(), `mutation ($i: JournalEntryCreateInput!, $k: String!) { r: journalEntryCreate(input: $i, idempotencyKey: $k) { journalEntry { id } userErrors { code message } } }`, {
    i: { legalEntity: "NHDK", postingDate: "2026-03-16", text: "Paper", lines: [{ ledgerAccountCode: "6110", debit: amount }, { ledgerAccountCode: "1930", credit: amount }] }, k: billing.key() });
  expect(data.r.userErrors).toEqual([]);
  return data.r.journalEntry.id;
}
const numberOf = async (id: string): Promise<string> => (await billing.db.selectFrom("journalEntry").select("number").where("id", "=", id).executeTakeFirstOrThrow()).number!;

describe("from the four-eyes amount on", () => {
  it("a journal is posted by another person than drafted or changed it", async () => {
    expect(await asAnnThenBo(POST, { id: await drafted("1000") })).toEqual(NEEDS_BO);
    const changed = await drafted("1000");
    await ask(bo(), `mutation ($id: ID!) { r: journalEntryUpdate(id: $id, input: { text: "Paper and pens" }, expectedVersion: 1) { userErrors { code } } }`, { id: changed });
    expect(await ask(bo(), POST, { id: changed })).toEqual(["FOUR_EYES"]);
    expect(await ask(somebody("cia"), POST, { id: changed })).toEqual([]);
  });

  it("a journal is reversed by another person than posted it", async () => {
    const id = await drafted("2000");
    expect(await ask(bo(), POST, { id })).toEqual([]);
    const number = await numberOf(id);
    expect(await ask(bo(), REVERSE, { number })).toEqual(["FOUR_EYES"]);
    expect(await ask(ann(), REVERSE, { number })).toEqual([]);
  });

  it("a payment is taken back by another person than recorded it", async () => {
    const { number } = await billing.paid("1500", {}, ann());
    expect(await asAnnThenBo(`mutation ($number: ID!, $key: String!) { r: customerPaymentReverse(number: $number, reason: "Bounced", idempotencyKey: $key) { userErrors { code } } }`, { number })).toEqual(NEEDS_BO);
  });

  it("an invoice is credited by another person than posted it; what is weighed is the credit", async () => {
    const { number } = await billing.posted("2", "1000", {}, ann());
    const credit = `mutation ($number: ID!, $input: InvoiceCreditInput!, $key: String!) { r: invoiceCredit(number: $number, input: $input, idempotencyKey: $key) { userErrors { code } } }`;
    expect(await asAnnThenBo(credit, { number, input: { reason: "Damaged" } })).toEqual(NEEDS_BO);
  });

  it("an order's credit block is released by another person than made it or set the limit", async () => {
    await billing.db.updateTable("customer").set({ creditLimit: "1" }).where("number", "=", "C-1").execute();
    const order = await billing.confirmed([{ itemNumber: "SRV-ASM", quantity: "2", unitPrice: "1000" }], {}, ann());
    const { version } = await billing.db.selectFrom("customer").select("version").where("number", "=", "C-1").executeTakeFirstOrThrow();
    await ask(somebody("cia"), `mutation ($v: Int!) { r: customerCreditLimitSet(number: "C-1", creditLimit: "2", expectedVersion: $v) { userErrors { code } } }`, { v: version });
    const release = `mutation ($number: ID!, $key: String!) { r: salesOrderReleaseCredit(number: $number, reason: "Paid by telephone", idempotencyKey: $key) { userErrors { code } } }`;
    expect(await ask(somebody("cia"), release, { number: order })).toEqual(["FOUR_EYES"]);
    expect(await asAnnThenBo(release, { number: order })).toEqual(NEEDS_BO);
    await billing.db.updateTable("customer").set({ creditLimit: null }).where("number", "=", "C-1").execute();
  });
});

describe("below it", () => {
  it("one person does both", async () => {
    const id = await drafted("999.99");
    expect(await ask(ann(), POST, { id })).toEqual([]);
    expect(await ask(ann(), REVERSE, { number: await numberOf(id) })).toEqual([]);
  });
});

describe("Mutation.fourEyesAmountSet", () => {
  const SET = `mutation ($amount: Decimal!) { r: fourEyesAmountSet(legalEntity: "NHDK", amount: $amount) { legalEntity { fourEyesAmount { amount currency } } userErrors { code } } }`;
  it("meets four callers, and stands in the audit trail", async () => {
    const got = await fourCallers(billing, schema, "period:lock", "NHDK", SET, { amount: "5000" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("period:lock"), refusedFor("period:lock")]);
    expect(got.otherCompany.data.r).toEqual({ legalEntity: null, userErrors: [{ code: "NOT_FOUND" }] });
    expect(got.right.data.r).toEqual({ legalEntity: { fourEyesAmount: { amount: "5000.00", currency: "DKK" } }, userErrors: [] });
    expect((await sql<{ changes: unknown }>`select changes from audit_entry where act = 'fourEyesAmountSet'`.execute(billing.db)).rows).toEqual([{ changes: { fourEyesAmount: ["1000.0000", "5000"] } }]);
  });
  it("refuses an amount below zero, without end and finer than the currency", async () => {
    for (const [amount, code] of [["-1", "NEGATIVE"], ["10000000000000000", "TOO_LARGE"], ["10.001", "TOO_MANY_DECIMALS"]]) expect([amount, await ask(ann(), SET, { amount })]).toEqual([amount, [code]]);
  });
});
