import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, fourCallers, refusedFor } from "../../erp.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { type Books, theBooks, twoLines } from "./ledger.fixture.ts";
import { createJournalEntry } from "./journal-entry-create.action.ts";

let books: Books;
const schema = erpSchema();
beforeAll(async () => {
  books = await theBooks();
  for (const [postingDate, amount] of [["2025-12-31", "1000"], ["2026-01-05", "10"], ["2026-01-05", "20.5"], ["2026-02-01", "30"], ["2026-03-16", "40"]] as const) await books.record({ postingDate, lines: twoLines(amount) });
  await books.record({ postingDate: "2026-01-20", lines: [{ accountCode: "1930", debit: "5" }, { accountCode: "6110", credit: "5" }], text: "Refund åben" });
  await books.record({ legalEntity: "NHFR", lines: twoLines("7") });
  await createJournalEntry(books.all(), { input: { legalEntity: "NHDK", postingDate: "2026-03-16", text: "Draft", lines: [{ ledgerAccountCode: "6110", debit: "999" }, { ledgerAccountCode: "1930", credit: "999" }] }, idempotencyKey: "draft" });
});
afterAll(() => books.close());
const ask = (source: string, variables: Record<string, unknown> = {}) => run(schema, books.all(), source, variables);

describe("Query.trialBalance", () => {
  const QUERY = `query ($entity: ID!, $asOf: Date!, $from: Date) { trialBalance(legalEntity: $entity, asOf: $asOf, from: $from) { asOf from legalEntity { code } rows { ledgerAccount { code } opening { amount } debit { amount } credit { amount } closing { amount currency } } totalDebit { amount } totalCredit { amount } } }`;
  const rowsOf = (data: any): string[][] => data.trialBalance.rows.map((row: any) => [row.ledgerAccount.code, row.opening.amount, row.debit.amount, row.credit.amount, row.closing.amount]);
  it("sums every account up to a day; debits equal credits; drafts don't count", async () => {
    const { data } = await ask(QUERY, { entity: "NHDK", asOf: "2026-03-16" });
    expect(rowsOf(data)).toEqual([["1930", "0.00", "5.00", "1100.50", "-1095.50"], ["6110", "0.00", "1100.50", "5.00", "1095.50"]]);
    expect([data.trialBalance.totalDebit.amount, data.trialBalance.totalCredit.amount]).toEqual(["1105.50", "1105.50"]);
  });
  it("shows movement between two days on top of the opening balance", async () => {
    const { data } = await ask(QUERY, { entity: "NHDK", asOf: "2026-01-31", from: "2026-01-01" });
    expect(rowsOf(data)).toEqual([["1930", "-1000.00", "5.00", "30.50", "-1025.50"], ["6110", "1000.00", "30.50", "5.00", "1025.50"]]);
    expect([data.trialBalance.totalDebit.amount, data.trialBalance.totalCredit.amount]).toEqual(["35.50", "35.50"]);
  });
  it("is empty before the first posting and null for an unknown company", async () => {
    expect(rowsOf((await ask(QUERY, { entity: "NHDK", asOf: "2024-01-01" })).data)).toEqual([]);
    expect((await ask(QUERY, { entity: "NOPE", asOf: "2026-03-16" })).data.trialBalance).toBeNull();
  });
  it("meets four callers", async () => {
    const got = await fourCallers(books, schema, "ledger:read", "NHDK", QUERY, { entity: "NHDK", asOf: "2026-03-16" });
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:read"), refusedFor("ledger:read")]);
    expect(got.otherCompany.data.trialBalance).toBeNull();
    expect(got.right.data.trialBalance.rows).toHaveLength(2);
  });
});

describe("Query.accountSheet", () => {
  const QUERY = `query ($from: Date, $to: Date, $first: Int, $after: String, $code: ID! = "1930", $entity: ID! = "NHDK") { accountSheet(legalEntity: $entity, code: $code, from: $from, to: $to, first: $first, after: $after) {
    ledgerAccount { code } opening { amount } debit { amount } credit { amount } closing { amount } pageInfo { hasNextPage endCursor } postings { amount { amount } balance { amount currency } line { lineNumber credit { amount } } journalEntry { number postingDate } } } }`;
  const postings = (sheet: any): string[][] => sheet.postings.map((posting: any) => [posting.journalEntry.postingDate, posting.amount.amount, posting.balance.amount]);
  it("runs the balance from the opening to the closing", async () => {
    const { data } = await ask(QUERY, { from: "2026-01-01", to: "2026-02-28" });
    expect(data.accountSheet).toMatchObject({ opening: { amount: "-1000.00" }, debit: { amount: "5.00" }, credit: { amount: "60.50" }, closing: { amount: "-1055.50" }, pageInfo: { hasNextPage: false } });
    expect(postings(data.accountSheet)).toEqual([["2026-01-05", "-10.00", "-1010.00"], ["2026-01-05", "-20.50", "-1030.50"], ["2026-01-20", "5.00", "-1025.50"], ["2026-02-01", "-30.00", "-1055.50"]]);
  });
  it("carries the balance from page to page, also when the past grows meanwhile", async () => {
    const pages: string[][] = [];
    let after: string | null = null;
    do {
      const { accountSheet }: any = (await ask(QUERY, { first: 2, after, to: "2026-03-16" })).data;
      pages.push(...postings(accountSheet));
      after = accountSheet.pageInfo.hasNextPage ? accountSheet.pageInfo.endCursor : null;
    } while (after);
    expect(pages).toEqual(postings((await ask(QUERY, { to: "2026-03-16" })).data.accountSheet));
    expect(pages.at(-1)![2]).toBe("-1095.50");
    const first = (await ask(QUERY, { first: 3, to: "2026-03-16" })).data.accountSheet;
    await books.record({ postingDate: "2025-06-01", lines: twoLines("1") });
    const second = (await ask(QUERY, { first: 3, after: first.pageInfo.endCursor, to: "2026-03-16" })).data.accountSheet;
    expect(second.postings.at(-1).balance.amount).toBe(second.closing.amount);
  });
  it("refuses a cursor of another account and too many rows, and knows no unknown account", async () => {
    const { endCursor } = (await ask(QUERY, { first: 1, code: "6110" })).data.accountSheet.pageInfo;
    expect((await ask(QUERY, { after: endCursor })).errors?.[0]?.code).toBe("BAD_USER_INPUT");
    expect((await ask(QUERY, { after: "nonsense" })).errors?.[0]?.code).toBe("BAD_USER_INPUT");
    expect((await ask(QUERY, { first: 201 })).errors?.[0]?.code).toBe("BAD_USER_INPUT");
    expect((await ask(QUERY, { code: "9999" })).data.accountSheet).toBeNull();
  });
  it("meets four callers", async () => {
    const got = await fourCallers(books, schema, "ledger:read", "NHDK", QUERY, {});
    expect([got.nobody.errors, got.wrongRole.errors]).toEqual([refusedFor("ledger:read"), refusedFor("ledger:read")]);
    expect(got.otherCompany.data.accountSheet).toBeNull();
    expect(got.right.data.accountSheet.postings.length).toBeGreaterThan(0);
  });
});

describe("Query.journalEntries", () => {
  const QUERY = `query ($filter: JournalEntryFilter, $orderBy: [JournalEntryOrder!], $first: Int) { journalEntries(filter: $filter, orderBy: $orderBy, first: $first) { totalCount nodes { number status text total { amount } fiscalPeriod { number } legalEntity { code } lines { ledgerAccount { code } customer { number } } } } }`;
  const count = async (filter: object): Promise<number> => (await ask(QUERY, { filter })).data.journalEntries.totalCount;
  it("filters by every field", async () => {
    expect(await count({ status: { equals: "DRAFT" } })).toBe(1);
    expect(await count({ legalEntity: { equals: "NHFR" } })).toBe(1);
    expect(await count({ postingDate: { atLeast: "2026-01-05", atMost: "2026-01-31" } })).toBe(3);
    expect(await count({ text: { contains: "ABEN" } })).toBe(1);
    expect(await count({ ledgerAccountCode: { startsWith: "61" }, legalEntity: { equals: "NHFR" } })).toBe(1);
    expect(await count({ sourceKind: { isNull: true }, number: { isNull: true } })).toBe(1);
    expect(await count({ sourceNumber: { equals: "SH-1" } })).toBe(0);
  });
  it("loads a page with a constant number of statements", async () => {
    const statements = async (first: number): Promise<number> => {
      const before = books.database.statements();
      await ask(QUERY, { first });
      return books.database.statements() - before;
    };
    expect(await statements(7)).toBe(await statements(2));
  });
  it("shows nobody another company's entries, not even by identifier", async () => {
    const { id } = await books.record({ legalEntity: "NHFR" });
    const danish = books.as({ permissions: ALL_PERMISSIONS, legalEntities: ["NHDK"] });
    expect((await run(schema, danish, `{ journalEntryById(id: "${id}") { id } journalEntries(filter: { legalEntity: { equals: "NHFR" } }) { totalCount } ledgerAccounts(legalEntity: "NHFR") { code } }`)).data).toEqual({ journalEntryById: null, journalEntries: { totalCount: 0 }, ledgerAccounts: [] });
    expect((await run(schema, danish, `query ($r: [_Any!]!) { _entities(representations: $r) { ... on JournalEntry { id } } }`, { r: [{ __typename: "JournalEntry", id }, { __typename: "JournalEntry", id: "x" }] })).data._entities).toEqual([null, null]);
  });
});
describe("Query.ledgerAccounts", () => {
  it("is the chart by code, with its control accounts", async () => {
    const { ledgerAccounts } = (await ask(`{ ledgerAccounts(legalEntity: "NHDK") { code name type control isActive legalEntity { code } } }`)).data;
    expect(ledgerAccounts.map((account: any) => account.code)).toEqual(ledgerAccounts.map((account: any) => account.code).toSorted());
    expect(ledgerAccounts.filter((account: any) => account.control).map((account: any) => [account.code, account.control])).toEqual([["1460", "INVENTORY"], ["1510", "RECEIVABLES"]]);
  });
});
