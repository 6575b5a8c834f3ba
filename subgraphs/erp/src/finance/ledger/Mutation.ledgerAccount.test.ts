import { brokenInvariants, run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { withoutLocks } from "../../without-locks.fixture.ts";
import { aBilling, type Billing } from "../receivables/receivables.fixture.ts";
import { updateLedgerAccount } from "./ledger-account-update.action.ts";
import { createJournalEntry } from "./journal-entry-create.action.ts";
import { postJournalEntry } from "./journal-entry-post.action.ts";

let books: Billing;
const schema = erpSchema();
beforeAll(async () => void (books = await aBilling({ poolSize: 12 })));
afterAll(() => books.close());

const ACCOUNT = "ledgerAccount { id code name type control isActive purposes } userErrors { code message path }";
const CREATE = `mutation ($entity: ID!, $input: LedgerAccountCreateInput!) { r: ledgerAccountCreate(legalEntity: $entity, input: $input) { ${ACCOUNT} } }`;
const UPDATE = `mutation ($id: ID!, $input: LedgerAccountUpdateInput!) { r: ledgerAccountUpdate(id: $id, input: $input) { ${ACCOUNT} } }`;
const POSTING = `mutation ($entity: ID!, $purpose: PostingPurpose!, $code: ID!) { r: postingAccountSet(legalEntity: $entity, purpose: $purpose, ledgerAccountCode: $code) { ${ACCOUNT} } }`;
const ask = async (source: string, variables: object, ctx = books.at()): Promise<any> => {
  const { data, errors } = await run(schema, ctx, source, variables as Record<string, unknown>);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.r;
};
const codes = (answer: any): string[] => answer.userErrors.map((error: any) => `${error.code} ${error.path.join(".")}`);
let made = 0;
const anAccount = async (type = "EXPENSE"): Promise<{ id: string; code: string }> => (await ask(CREATE, { entity: "NHDK", input: { code: `59${String(++made).padStart(2, "0")}`, name: `Account ${made}`, type } })).ledgerAccount;
const idOf = async (code: string): Promise<string> => (await books.db.selectFrom("ledgerAccount").select("id").where("legalEntity", "=", "NHDK").where("code", "=", code).executeTakeFirstOrThrow()).id;
async function draftOn(code: string, amount = "10"): Promise<string> {
  const { journalEntry } = await createJournalEntry(books.at(), { input: { legalEntity: "NHDK", postingDate: "2026-03-16", text: "Try", lines: [{ ledgerAccountCode: code, debit: amount }, { ledgerAccountCode: "1930", credit: amount }] }, idempotencyKey: books.key() });
  return journalEntry!.id;
}

describe("Mutation.ledgerAccountCreate", () => {
  it("adds an account that may be posted to at once", async () => {
    expect(await ask(CREATE, { entity: "NHDK", input: { code: " 5901-a ", name: "Trade fairs", type: "EXPENSE" } })).toEqual({ ledgerAccount: { id: expect.any(String), code: "5901-A", name: "Trade fairs", type: "EXPENSE", control: null, isActive: true, purposes: [] }, userErrors: [] });
    await postJournalEntry(books.at(), { id: await draftOn("5901-A"), idempotencyKey: books.key() });
  });
  it.each([["a code the chart has", { code: "1930" }, "DUPLICATE_CODE input.code"], ["a code with blanks", { code: "59 01" }, "BAD_CODE input.code"], ["no name", { name: " " }, "EMPTY input.name"], ["an over-long name", { name: "x".repeat(121) }, "TOO_LONG input.name"]])("refuses %s", async (_, input, expected) => {
    const before = await books.count("ledger_account");
    expect(codes(await ask(CREATE, { entity: "NHDK", input: { code: "5999", name: "Other", type: "EXPENSE", ...input } }))).toEqual([expected]);
    expect(await books.count("ledger_account")).toBe(before);
  });
  it("meets four callers; an unknown company and another's look alike", async () => {
    const got = await fourCallers(books, schema, "company:edit", "NHDK", CREATE, { entity: "NHDK", input: { code: "5998", name: "Other", type: "EXPENSE" } });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), codes(got.right.data.r)]).toEqual([["NOT_FOUND legalEntity"], []]);
    expect(codes(await ask(CREATE, { entity: "NOPE", input: { code: "5998", name: "Other", type: "EXPENSE" } }))).toEqual(["NOT_FOUND legalEntity"]);
  });
});

describe("Mutation.ledgerAccountUpdate", () => {
  it("renames, closes and opens again; nothing is posted by hand to a closed one", async () => {
    const account = await anAccount();
    const draft = await draftOn(account.code);
    expect((await ask(UPDATE, { id: account.id, input: { name: "Fairs", isActive: false } })).ledgerAccount).toMatchObject({ name: "Fairs", isActive: false });
    await expect(draftOn(account.code)).rejects.toMatchObject({ userErrors: [{ code: "INACTIVE_ACCOUNT" }] });
    await expect(postJournalEntry(books.at(), { id: draft, idempotencyKey: books.key() })).rejects.toMatchObject({ userErrors: [{ code: "INACTIVE_ACCOUNT" }] });
    expect((await ask(UPDATE, { id: account.id, input: { isActive: true } })).ledgerAccount).toMatchObject({ name: "Fairs", isActive: true });
    await postJournalEntry(books.at(), { id: draft, idempotencyKey: books.key() });
  });
  it("refuses to close what has a balance or what documents post to", async () => {
    const account = await anAccount();
    await postJournalEntry(books.at(), { id: await draftOn(account.code), idempotencyKey: books.key() });
    const answer = await ask(UPDATE, { id: account.id, input: { isActive: false } });
    expect([codes(answer), answer.userErrors[0].message]).toEqual([["HAS_BALANCE input.isActive"], `${account.code} Account ${made} has a balance of 10 debit. Post it to another account first.`]);
    expect((await ask(UPDATE, { id: await idOf("3000"), input: { isActive: false } })).userErrors[0]).toMatchObject({ code: "POSTED_TO", message: expect.stringContaining("(sales)") });
  });
  it("meets four callers; unknown and another's look alike", async () => {
    const { id } = await anAccount();
    const got = await fourCallers(books, schema, "company:edit", "NHDK", UPDATE, { id, input: { name: "Y" } });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), codes(got.right.data.r)]).toEqual([["NOT_FOUND id"], []]);
    for (const unknown of ["nonsense", "00000000-0000-7000-8000-000000000000"]) expect(codes(await ask(UPDATE, { id: unknown, input: { name: "Y" } }))).toEqual(["NOT_FOUND id"]);
  });
  describe("closing while somebody posts", () => {
    /** Posts and closes at once, up to so many times; how often a closed account ended with a balance, until it did. */
    async function race(at: typeof books.at, rounds: number): Promise<number> {
      let broken = 0;
      for (let round = 0; round < rounds && broken === 0; round++) {
        const account = await anAccount();
        const drafts = await Promise.all(Array.from({ length: 3 }, () => draftOn(account.code)));
        await Promise.allSettled([
          ...drafts.map((id) => postJournalEntry(at(), { id, idempotencyKey: books.key() })),
          updateLedgerAccount(at(), { id: account.id, input: { isActive: false } }),
        ]);
        const { isActive } = await books.db.selectFrom("ledgerAccount").select("isActive").where("id", "=", account.id).executeTakeFirstOrThrow();
        const posted = await books.db.selectFrom("journalLine as l").innerJoin("journalEntry as e", "e.id", "l.entryId").select("l.id").where("l.accountId", "=", account.id).where("e.status", "=", "POSTED").execute();
        if (!isActive && posted.length > 0) broken++;
      }
      return broken;
    }
    it("ends with one or the other", async () => expect(await race(books.at, 8)).toBe(0));
    it("would end with a closed account that has a balance, were its row not locked", async () => expect(await race(() => withoutLocks(books.at()), 60)).toBe(1), 60_000);
  });
});

describe("Mutation.postingAccountSet", () => {
  it("has documents post to another account from now on", async () => {
    const account = await anAccount("INCOME");
    const invoice = await books.posted("1", "100");
    expect((await ask(POSTING, { entity: "NHDK", purpose: "SALES", code: account.code })).ledgerAccount).toMatchObject({ code: account.code, purposes: ["SALES"] });
    const next = await books.posted("1", "100");
    expect([await books.entry(invoice.number), await books.entry(next.number)]).toEqual([expect.arrayContaining(["3000 credit 100"]), expect.arrayContaining([`${account.code} credit 100`])]);
    expect((await ask(POSTING, { entity: "NHDK", purpose: "SALES", code: "3000" })).ledgerAccount.purposes).toEqual(["SALES"]);
  });
  it.each([["what controls a subledger", "RECEIVABLES", "1930", "CONTROL_PURPOSE purpose"], ["a control account", "SALES", "1510", "CONTROL_ACCOUNT ledgerAccountCode"], ["an account the chart does not have", "SALES", "0000", "NOT_FOUND ledgerAccountCode"]])("refuses %s", async (_, purpose, code, expected) => {
    expect(codes(await ask(POSTING, { entity: "NHDK", purpose, code }))).toEqual([expected]);
  });
  it("refuses a closed account", async () => {
    const account = await anAccount();
    await ask(UPDATE, { id: account.id, input: { isActive: false } });
    expect(codes(await ask(POSTING, { entity: "NHDK", purpose: "ROUNDING", code: account.code }))).toEqual(["INACTIVE_ACCOUNT ledgerAccountCode"]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(books, schema, "company:edit", "NHDK", POSTING, { entity: "NHDK", purpose: "ROUNDING", code: "3740" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("company:edit"), refusedFor("company:edit")]);
    expect([codes(got.otherCompany.data.r), codes(got.right.data.r)]).toEqual([["NOT_FOUND legalEntity"], []]);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await brokenInvariants(books.db)).toEqual([]));
});
