import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { type Books, theBooks, twoLines } from "./ledger.fixture.ts";

let books: Books;
const schema = erpSchema();
beforeAll(async () => { books = await theBooks(); });
afterAll(() => books.close());

const LINES = "lines { lineNumber ledgerAccount { code } debit { amount currency } credit { amount } text }";
const FIELDS = `id number status postingDate area text version createdBy postedBy total { amount currency } fiscalPeriod { number } legalEntity { code } reverses { number } reversedBy { number } ${LINES}`;
const CREATE = `mutation ($input: JournalEntryCreateInput!, $key: String!) { journalEntryCreate(input: $input, idempotencyKey: $key) { journalEntry { ${FIELDS} } userErrors { code path message } } }`;
const UPDATE = `mutation ($id: ID!, $input: JournalEntryUpdateInput!, $version: Int!) { journalEntryUpdate(id: $id, input: $input, expectedVersion: $version) { journalEntry { ${FIELDS} } userErrors { code path } } }`;
const POST = `mutation ($id: ID!, $key: String!) { journalEntryPost(id: $id, idempotencyKey: $key) { journalEntry { ${FIELDS} } userErrors { code path message } } }`;
const DISCARD = `mutation ($id: ID!, $version: Int!) { journalEntryDiscard(id: $id, expectedVersion: $version) { journalEntry { id } userErrors { code path } } }`;
const REVERSE = `mutation ($number: ID!, $reason: String!, $date: Date, $key: String!) { journalEntryReverse(number: $number, reason: $reason, postingDate: $date, idempotencyKey: $key) { journalEntry { ${FIELDS} } userErrors { code path message } } }`;

const aJournal = (parts: object = {}) => ({ legalEntity: "NHDK", postingDate: "2026-03-16", text: "Rent for March", lines: [{ ledgerAccountCode: "5010", debit: "12000" }, { ledgerAccountCode: "1930", credit: "12000", text: "Rent" }], ...parts });
const ask = (source: string, variables: Record<string, unknown>) => run(schema, books.all(), source, variables);
const draft = async (parts: object = {}) => (await ask(CREATE, { input: aJournal(parts), key: books.key() })).data.journalEntryCreate.journalEntry;
const posted = async (parts: object = {}) => (await ask(POST, { id: (await draft(parts)).id, key: books.key() })).data.journalEntryPost.journalEntry;
const rows = async (): Promise<number[]> => Promise.all((["journalEntry", "journalLine", "auditEntry"] as const).map(async (table) => Number((await books.db.selectFrom(table).select((e) => e.fn.countAll().as("n")).executeTakeFirstOrThrow()).n)));
const errorsOf = (answered: { data: Record<string, { userErrors: { code: string; path: string[] }[] }> }) => Object.values(answered.data)[0]!.userErrors.map(({ code, path }) => [code, path?.join(".") ?? null]);
/** The refusal, and that it wrote nothing. */
async function refusal(source: string, variables: Record<string, unknown>): Promise<unknown[]> {
  const before = await rows();
  const errors = errorsOf(await ask(source, variables));
  expect(await rows()).toEqual(before);
  return errors;
}

describe("Mutation.journalEntryCreate", () => {
  it("drafts a journal that has no number yet", async () => {
    expect(await draft()).toMatchObject({
      number: null, status: "DRAFT", area: "LEDGER", version: 1, createdBy: "Ann Accountant", postedBy: null, total: { amount: "12000.00", currency: "DKK" }, fiscalPeriod: { number: 3 }, legalEntity: { code: "NHDK" },
      lines: [
        { lineNumber: 1, ledgerAccount: { code: "5010" }, debit: { amount: "12000.00", currency: "DKK" }, credit: null, text: null },
        { lineNumber: 2, ledgerAccount: { code: "1930" }, debit: null, credit: { amount: "12000.00" }, text: "Rent" },
      ],
    });
  });
  it("lets a draft be out of balance", async () => expect((await draft({ lines: [{ ledgerAccountCode: "5010", debit: "1" }, { ledgerAccountCode: "1930", credit: "2" }] })).status).toBe("DRAFT"));
  it.each([
    ["a control account", { lines: [{ ledgerAccountCode: "1510", debit: "1" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["CONTROL_ACCOUNT", "input.lines.0.ledgerAccountCode"]],
    ["stock by hand", { lines: [{ ledgerAccountCode: "5010", debit: "1" }, { ledgerAccountCode: "1460", credit: "1" }] }, ["CONTROL_ACCOUNT", "input.lines.1.ledgerAccountCode"]],
    ["an unknown account", { lines: [{ ledgerAccountCode: "9999", debit: "1" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["NOT_FOUND", "input.lines.0.ledgerAccountCode"]],
    ["an unknown company", { legalEntity: "NOPE" }, ["NOT_FOUND", "input.legalEntity"]],
    ["one line", { lines: [{ ledgerAccountCode: "5010", debit: "1" }] }, ["TOO_FEW_LINES", "input.lines"]],
    ["501 lines", { lines: Array.from({ length: 501 }, () => ({ ledgerAccountCode: "5010", debit: "1" })) }, ["TOO_MANY_LINES", "input.lines"]],
    ["both sides", { lines: [{ ledgerAccountCode: "5010", debit: "1", credit: "1" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["ONE_SIDE", "input.lines.0"]],
    ["neither side", { lines: [{ ledgerAccountCode: "5010" }, { ledgerAccountCode: "1930", credit: "0" }] }, ["ONE_SIDE", "input.lines.0"]],
    ["a negative amount", { lines: [{ ledgerAccountCode: "5010", debit: "-1" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["NEGATIVE", "input.lines.0.debit"]],
    ["a fraction of the smallest coin", { lines: [{ ledgerAccountCode: "5010", debit: "1.005" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["TOO_MANY_DECIMALS", "input.lines.0.debit"]],
    ["an absurd amount", { lines: [{ ledgerAccountCode: "5010", debit: "999999999999999" }, { ledgerAccountCode: "1930", credit: "1" }] }, ["TOO_LARGE", "input.lines.0.debit"]],
    ["an absurd year", { postingDate: "1066-10-14" }, ["ABSURD_DATE", "input.postingDate"]],
    ["a day without a period", { postingDate: "2030-01-01" }, ["NO_PERIOD", "input.postingDate"]],
    ["no text", { text: "  " }, ["EMPTY", "input.text"]],
    ["an over-long text", { text: "x".repeat(201) }, ["TOO_LONG", "input.text"]],
    ["an over-long line text", { lines: [{ ledgerAccountCode: "5010", debit: "1", text: "x".repeat(201) }, { ledgerAccountCode: "1930", credit: "1" }] }, ["TOO_LONG", "input.lines.0.text"]],
  ])("refuses %s and writes nothing", async (_what, parts, error) => expect(await refusal(CREATE, { input: aJournal(parts), key: books.key() })).toEqual([error]));
  it("answers a repeated key with the same draft, and refuses it for another body", async () => {
    const variables = { input: aJournal(), key: books.key() };
    const first = (await ask(CREATE, variables)).data.journalEntryCreate.journalEntry.id;
    expect((await ask(CREATE, variables)).data.journalEntryCreate.journalEntry.id).toBe(first);
    expect(await refusal(CREATE, { ...variables, input: aJournal({ text: "Another" }) })).toEqual([["IDEMPOTENCY_KEY_REUSED", "idempotencyKey"]]);
  });
  it("meets four callers", async () => {
    const got = await fourCallers(books, schema, "ledger:post", "NHDK", CREATE, { input: aJournal(), key: "four callers" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:post"), refusedFor("ledger:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "input.legalEntity"]]);
    expect(got.right.data.journalEntryCreate.journalEntry.status).toBe("DRAFT");
  });
});

describe("Mutation.journalEntryUpdate", () => {
  it("replaces the lines as a whole and leaves what is absent", async () => {
    const { id } = await draft();
    const { data } = await ask(UPDATE, { id, version: 1, input: { postingDate: "2026-02-10", lines: [{ ledgerAccountCode: "6110", debit: "5" }, { ledgerAccountCode: "6310", debit: "6" }, { ledgerAccountCode: "1930", credit: "11" }] } });
    expect(data.journalEntryUpdate.journalEntry).toMatchObject({ text: "Rent for March", postingDate: "2026-02-10", fiscalPeriod: { number: 2 }, version: 2, total: { amount: "11.00" }, lines: [{ ledgerAccount: { code: "6110" } }, { ledgerAccount: { code: "6310" } }, { ledgerAccount: { code: "1930" } }] });
  });
  it("refuses a stale version, a control account and what is posted", async () => {
    const { id } = await draft();
    expect(await refusal(UPDATE, { id, version: 7, input: { text: "x" } })).toEqual([["STALE_VERSION", "expectedVersion"]]);
    expect(await refusal(UPDATE, { id, version: 1, input: { lines: [{ ledgerAccountCode: "1510", debit: "5" }, { ledgerAccountCode: "1930", credit: "5" }] } })).toEqual([["CONTROL_ACCOUNT", "input.lines.0.ledgerAccountCode"]]);
    const done = await posted();
    expect(await refusal(UPDATE, { id: done.id, version: done.version, input: { text: "x" } })).toEqual([["WRONG_STATE", "id"]]);
    expect(await refusal(UPDATE, { id: "not-an-id", version: 1, input: { text: "x" } })).toEqual([["NOT_FOUND", "id"]]);
  });
  it("meets four callers", async () => {
    const { id } = await draft();
    const got = await fourCallers(books, schema, "ledger:post", "NHDK", UPDATE, { id, version: 1, input: { text: "Changed" } });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:post"), refusedFor("ledger:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.journalEntryUpdate.journalEntry).toMatchObject({ text: "Changed", version: 2 });
  });
});

describe("Mutation.journalEntryPost", () => {
  it("puts a draft in the books", async () => {
    expect(await posted()).toMatchObject({ status: "POSTED", number: expect.stringMatching(/^JE-NHDK-2026-\d{6}$/), postedBy: "Ann Accountant" });
  });
  it("refuses what does not balance and says by how much", async () => {
    const { id } = await draft({ lines: [{ ledgerAccountCode: "5010", debit: "100.10" }, { ledgerAccountCode: "1930", credit: "100" }] });
    const answered = await ask(POST, { id, key: books.key() });
    expect(answered.data.journalEntryPost.userErrors).toEqual([{ code: "UNBALANCED", path: ["id"], message: "Debits are 100.1 and credits 100: they differ by 0.1 DKK. Make them equal before posting." }]);
  });
  it("refuses a closed period, a day to come, an account closed meanwhile and a second posting", async () => {
    await books.lock(1, "HARD");
    expect(await refusal(POST, { id: (await draft({ postingDate: "2026-01-10" })).id, key: books.key() })).toEqual([["PERIOD_CLOSED", "id"]]);
    expect(await refusal(POST, { id: (await draft({ postingDate: "2026-06-10" })).id, key: books.key() })).toEqual([["DATE_IN_FUTURE", "id"]]);
    const stale = await draft({ lines: [{ ledgerAccountCode: "5410", debit: "1" }, { ledgerAccountCode: "1930", credit: "1" }] });
    await books.db.updateTable("ledgerAccount").set({ isActive: false }).where("code", "=", "5410").execute();
    expect(await refusal(POST, { id: stale.id, key: books.key() })).toEqual([["INACTIVE_ACCOUNT", "id"]]);
    expect(await refusal(POST, { id: (await posted()).id, key: books.key() })).toEqual([["WRONG_STATE", "id"]]);
  });
  it("posts once for a repeated key", async () => {
    const variables = { id: (await draft()).id, key: books.key() };
    const number = (await ask(POST, variables)).data.journalEntryPost.journalEntry.number;
    expect((await ask(POST, variables)).data.journalEntryPost.journalEntry.number).toBe(number);
  });
  it("meets four callers", async () => {
    const { id } = await draft();
    const got = await fourCallers(books, schema, "ledger:post", "NHDK", POST, { id, key: "post" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:post"), refusedFor("ledger:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.journalEntryPost.journalEntry.status).toBe("POSTED");
  });
});

describe("Mutation.journalEntryDiscard", () => {
  it("deletes a draft with its lines", async () => {
    const { id } = await draft();
    expect((await ask(DISCARD, { id, version: 1 })).data.journalEntryDiscard).toEqual({ journalEntry: null, userErrors: [] });
    expect(await books.db.selectFrom("journalLine").select("id").where("entryId", "=", id).execute()).toEqual([]);
    expect((await run(schema, books.all(), `{ journalEntryById(id: "${id}") { id } }`)).data.journalEntryById).toBeNull();
  });
  it("refuses a stale version and what is posted", async () => {
    expect(await refusal(DISCARD, { id: (await draft()).id, version: 2 })).toEqual([["STALE_VERSION", "expectedVersion"]]);
    expect(await refusal(DISCARD, { id: (await posted()).id, version: 2 })).toEqual([["WRONG_STATE", "id"]]);
  });
  it("meets four callers", async () => {
    const { id } = await draft();
    const got = await fourCallers(books, schema, "ledger:post", "NHDK", DISCARD, { id, version: 1 });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:post"), refusedFor("ledger:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "id"]]);
    expect(got.right.data.journalEntryDiscard.userErrors).toEqual([]);
  });
});

describe("Mutation.journalEntryReverse", () => {
  it("posts the opposite and links both", async () => {
    const entry = await posted();
    const reversal = (await ask(REVERSE, { number: entry.number, reason: "Paid twice", key: books.key() })).data.journalEntryReverse.journalEntry;
    expect(reversal).toMatchObject({ status: "POSTED", text: `Reversal of ${entry.number}: Paid twice`, reverses: { number: entry.number }, lines: [{ ledgerAccount: { code: "5010" }, debit: null, credit: { amount: "12000.00" } }, { ledgerAccount: { code: "1930" }, debit: { amount: "12000.00" } }] });
    expect((await run(schema, books.all(), `{ journalEntry(number: "${entry.number}") { status reversedBy { number } } }`)).data.journalEntry).toEqual({ status: "REVERSED", reversedBy: { number: reversal.number } });
    expect(await refusal(REVERSE, { number: entry.number, reason: "Again", key: books.key() })).toEqual([["WRONG_STATE", "number"]]);
    expect(await refusal(REVERSE, { number: reversal.number, reason: "Back", key: books.key() })).toEqual([["WRONG_STATE", "number"]]);
  });
  it("refuses entries of documents, unknown numbers, earlier days, days to come, closed periods and no reason", async () => {
    const document = await books.record({ source: { kind: "SHIPMENT", number: "SH-1" } });
    expect(await refusal(REVERSE, { number: document.number, reason: "x", key: books.key() })).toEqual([["WRONG_STATE", "number"]]);
    expect(await refusal(REVERSE, { number: "JE-NHDK-2026-999999", reason: "x", key: books.key() })).toEqual([["NOT_FOUND", "number"]]);
    const { number } = await posted();
    expect(await refusal(REVERSE, { number, reason: "x", date: "2026-03-01", key: books.key() })).toEqual([["DATE_BEFORE_ORIGINAL", "postingDate"]]);
    expect(await refusal(REVERSE, { number, reason: "x", date: "2026-04-01", key: books.key() })).toEqual([["DATE_IN_FUTURE", "postingDate"]]);
    expect(await refusal(REVERSE, { number, reason: " ", key: books.key() })).toEqual([["EMPTY", "reason"]]);
    const february = await posted({ postingDate: "2026-02-10" });
    await books.lock(2, "HARD");
    expect(await refusal(REVERSE, { number: february.number, reason: "x", date: "2026-02-11", key: books.key() })).toEqual([["PERIOD_CLOSED", "postingDate"]]);
  });
  it("meets four callers", async () => {
    const { number } = await books.record({ lines: twoLines("3") });
    const got = await fourCallers(books, schema, "ledger:post", "NHDK", REVERSE, { number, reason: "Wrong", key: "reverse" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:post"), refusedFor("ledger:post")]);
    expect(errorsOf(got.otherCompany)).toEqual([["NOT_FOUND", "number"]]);
    expect(got.right.data.journalEntryReverse.journalEntry.status).toBe("POSTED");
  });
});
