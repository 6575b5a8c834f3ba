import { aCaller, brokenInvariants } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockPeriod } from "../../company/period-lock.action.ts";
import { type Books, theBooks, twoLines } from "./ledger.fixture.ts";
import { recordJournal, recordJournals, reverseJournal } from "./ledger.module.ts";

let books: Books;
beforeAll(async () => { books = await theBooks({ poolSize: 40 }); });
afterAll(() => books.close());

const refused = (code: string) => ({ userErrors: [expect.objectContaining({ code })] });
const entries = async (): Promise<number> => (await books.db.selectFrom("journalEntry").select((e) => e.fn.countAll<string>().as("n")).executeTakeFirstOrThrow()).n as unknown as number;

describe("recordJournal", () => {
  it("posts lines with number, clock, name and hash, and drops zeros", async () => {
    const { id, number } = await books.record({ legalEntity: "NHFR", lines: [...twoLines("12.50"), { purpose: "ROUNDING", debit: "0" }] });
    expect(number).toBe("JE-NHFR-2026-000001");
    expect(await books.lines(id)).toEqual(["6110 debit 12.5", "1930 credit 12.5"]);
    expect(await books.db.selectFrom("journalEntry").selectAll().where("id", "=", id).executeTakeFirstOrThrow()).toMatchObject({
      status: "POSTED", postedBy: "Ann Accountant", postedAt: books.all().now, chainNumber: "1", previousHash: "", fiscalYear: 2026, version: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
  it("refuses what does not balance, in code, and writes nothing", async () => {
    const before = await entries();
    await expect(books.record({ lines: [{ accountCode: "6110", debit: "100" }, { accountCode: "1930", credit: "99.99" }] })).rejects.toMatchObject(refused("UNBALANCED"));
    await expect(books.record({ lines: [{ accountCode: "9999", debit: "1" }, { accountCode: "1930", credit: "1" }] })).rejects.toMatchObject(refused("NOT_FOUND"));
    expect(await entries()).toBe(before);
  });
  it("takes its accounts from the entity's own chart", async () => {
    await sql`delete from posting_account where legal_entity = 'NHFR' and purpose = 'ROUNDING'`.execute(books.db);
    await expect(books.record({ legalEntity: "NHFR", lines: [{ purpose: "ROUNDING", debit: "1" }, { accountCode: "1930", credit: "1" }] })).rejects.toMatchObject(refused("NO_POSTING_ACCOUNT"));
  });
  it("records many with a constant number of statements, numbered in the order given", async () => {
    const drafts = (n: number) => Array.from({ length: n }, (_, i) => ({ legalEntity: "NHDK", postingDate: "2026-02-10", area: "LEDGER" as const, text: `Paper ${i}`, lines: twoLines(String(i + 1)) }));
    const statementsFor = async (n: number): Promise<number> => {
      const before = books.database.statements();
      await books.inAct((tx) => recordJournals(tx, books.all(), drafts(n)));
      return books.database.statements() - before;
    };
    expect(await statementsFor(200)).toBe(await statementsFor(2));
    const recorded = await books.inAct((tx) => recordJournals(tx, books.all(), drafts(50)));
    const numbers = recorded.map((journal) => Number(journal.number.split("-").at(-1)));
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => numbers[0]! + i));
    expect(await books.lines(recorded[6]!.id)).toEqual(["6110 debit 7", "1930 credit 7"]);
  });
});

describe("reverseJournal", () => {
  it("posts the same lines with sides swapped and leaves the original's amounts alone", async () => {
    const original = await books.record({ lines: twoLines("77") });
    const reversal = await books.inAct((tx) => reverseJournal(tx, books.all(), original.id, { postingDate: "2026-03-16", reason: "Wrong account" }));
    expect(await books.lines(original.id)).toEqual(["6110 debit 77", "1930 credit 77"]);
    expect(await books.lines(reversal.id)).toEqual(["6110 credit 77", "1930 debit 77"]);
    expect(await books.db.selectFrom("journalEntry").select(["id", "status", "reversesId", "text"]).where("id", "in", [original.id, reversal.id]).orderBy("chainNumber").execute()).toEqual([
      { id: original.id, status: "REVERSED", reversesId: null, text: "Paper" },
      { id: reversal.id, status: "POSTED", reversesId: original.id, text: `Reversal of ${original.number}: Wrong account` },
    ]);
    await expect(books.inAct((tx) => reverseJournal(tx, books.all(), original.id, { postingDate: "2026-03-16", reason: "Again" }))).rejects.toMatchObject(refused("WRONG_STATE"));
  });
});

describe("period locks", () => {
  it("refuse in code and in the database", async () => {
    await books.lock(1, "HARD");
    await expect(books.record({ postingDate: "2026-01-10" })).rejects.toMatchObject(refused("PERIOD_CLOSED"));
    await expect(books.record({ postingDate: "2031-01-10" })).rejects.toMatchObject(refused("NO_PERIOD"));
    // Another area of the same month is open.
    await books.record({ postingDate: "2026-01-10", area: "INVENTORY" });
    const [period] = await books.db.selectFrom("fiscalPeriod").select("id").where("legalEntity", "=", "NHDK").where("fiscalYear", "=", 2026).where("number", "=", 1).execute();
    const { id } = await books.db.insertInto("journalEntry").values({ legalEntity: "NHDK", postingDate: "2026-01-10", periodId: period!.id, area: "LEDGER", text: "Around the code", createdBy: "x" }).returning("id").executeTakeFirstOrThrow();
    await sql`insert into journal_line (entry_id, line_number, account_id, debit, credit, currency, currency_amount) select ${id}, n, a.id, case n when 1 then 5 else 0 end, case n when 2 then 5 else 0 end, 'DKK', case n when 1 then 5 else -5 end
      from (values (1, '6110'), (2, '1930')) v (n, code) join ledger_account a on a.code = v.code and a.legal_entity = 'NHDK'`.execute(books.db);
    expect(await books.attempt(`update journal_entry set status = 'POSTED' where id = '${id}'`)).toBe("HF005");
    await sql`delete from journal_entry where id = ${id}`.execute(books.db);
  });
  it("let a controller post under a soft lock, and nobody else", async () => {
    await books.lock(2, "SOFT");
    const accountant = books.as({ permissions: ["ledger:post"] });
    await expect(books.record({ postingDate: "2026-02-10" }, accountant)).rejects.toMatchObject(refused("PERIOD_CLOSED"));
    await books.record({ postingDate: "2026-02-10" }, books.as({ permissions: ["ledger:post", "period:lock"] }));
    // The permission does not leak into the next transaction of the same connection.
    await expect(books.record({ postingDate: "2026-02-10" }, accountant)).rejects.toMatchObject(refused("PERIOD_CLOSED"));
    await books.lock(2, "OPEN");
  });
  it("race with postings: whoever comes first is done before the other begins", async () => {
    const period = await books.db.selectFrom("fiscalPeriod").select("id").where("legalEntity", "=", "NHDK").where("fiscalYear", "=", 2026).where("number", "=", 4).executeTakeFirstOrThrow();
    const april = { legalEntity: "NHDK", postingDate: "2026-04-10", area: "LEDGER", text: "Race", lines: twoLines() } as const;
    const controller = books.all();
    // A posting under way holds the closing back until it is in the books.
    const events: string[] = [];
    let closing: Promise<unknown> | undefined;
    await books.inAct(async (tx) => {
      await recordJournal(tx, controller, april);
      closing = lockPeriod(controller, { id: period.id, input: { area: "LEDGER", level: "HARD" } }).then(() => events.push("closed"));
      await new Promise((resolve) => setTimeout(resolve, 300));
      events.push("posted");
    });
    await closing;
    expect(events).toEqual(["posted", "closed"]);
    await expect(books.record(april)).rejects.toMatchObject(refused("PERIOD_CLOSED"));
    // Many at once against one closing: each is either in the books or refused, and none came after it.
    await books.lock(5, "OPEN");
    const may = await books.db.selectFrom("fiscalPeriod").select("id").where("legalEntity", "=", "NHDK").where("fiscalYear", "=", 2026).where("number", "=", 5).executeTakeFirstOrThrow();
    const results = await Promise.allSettled([
      ...Array.from({ length: 16 }, () => books.record({ ...april, postingDate: "2026-05-10" })), lockPeriod(controller, { id: may.id, input: { area: "LEDGER", level: "HARD" } }),
      ...Array.from({ length: 16 }, () => books.record({ ...april, postingDate: "2026-05-10" })),
    ]);
    const codes = results.flatMap((result) => (result.status === "rejected" ? [(result.reason as { userErrors: { code: string }[] }).userErrors[0]!.code] : []));
    expect(new Set(codes).size <= 1 && codes.every((code) => code === "PERIOD_CLOSED")).toBe(true);
    const inMay = await sql<{ n: number }>`select count(*)::int as n from journal_entry where period_id = ${may.id} and status = 'POSTED'`.execute(books.db);
    expect(inMay.rows[0]!.n).toBe(32 - codes.length);
  });
});

describe("posted entries", () => {
  it("are refused UPDATE, DELETE and TRUNCATE by the database, and so are their lines", async () => {
    const { id } = await books.record();
    const attempts = [
      `update journal_entry set text = 'other' where id = '${id}'`, `update journal_entry set posting_date = '2026-03-01' where id = '${id}'`, `update journal_entry set status = 'DRAFT' where id = '${id}'`,
      `update journal_entry set status = 'REVERSED' where id = '${id}'`, `delete from journal_entry where id = '${id}'`, `truncate journal_entry cascade`,
      `update journal_line set debit = debit + 1 where entry_id = '${id}'`, `update journal_line set text = 'x' where entry_id = '${id}'`, `delete from journal_line where entry_id = '${id}'`, `truncate journal_line`,
      `insert into journal_line (entry_id, line_number, account_id, debit, currency, currency_amount) select '${id}', 9, account_id, 1, 'DKK', 1 from journal_line where entry_id = '${id}' limit 1`,
      `update ledger_account set code = '6111' where code = '6110' and legal_entity = 'NHDK'`, `update ledger_account set type = 'ASSET' where code = '6110' and legal_entity = 'NHDK'`,
    ];
    for (const statement of attempts) expect([statement, await books.attempt(statement)]).toEqual([statement, "HF001"]);
    expect(await books.lines(id)).toEqual(["6110 debit 100", "1930 credit 100"]);
  });
  it("can't be made in one go, past the draft, nor out of balance, nor with another company's account", async () => {
    const period = `(select id from fiscal_period where legal_entity = 'NHDK' and '2026-03-16' between starts_on and ends_on)`;
    expect(await books.attempt(`insert into journal_entry (legal_entity, posting_date, period_id, area, status, text, created_by, number, entry_number, chain_number, hash, posted_at, posted_by)
      values ('NHDK', '2026-03-16', ${period}, 'LEDGER', 'POSTED', 'x', 'x', 'JE-X', 999, 999, 'x', now(), 'x')`)).toBe("HF002");
    const post = async (lines: [code: string, entity: string, amount: number, currency: string, currencyAmount: number][]): Promise<string> => {
      const { id } = (await sql<{ id: string }>`insert into journal_entry (legal_entity, posting_date, period_id, area, text, created_by) values ('NHDK', '2026-03-16', ${sql.raw(period)}, 'LEDGER', 'x', 'x') returning id`.execute(books.db)).rows[0]!;
      for (const [i, [code, entity, amount, currency, currencyAmount]] of lines.entries()) {
        await sql`insert into journal_line (entry_id, line_number, account_id, debit, credit, currency, currency_amount) select ${id}, ${i + 1}, id, greatest(${amount}::numeric, 0), greatest(-${amount}::numeric, 0), ${currency}, ${currencyAmount} from ledger_account where code = ${code} and legal_entity = ${entity}`.execute(books.db);
      }
      const result = await books.attempt(`update journal_entry set status = 'POSTED' where id = '${id}'`);
      await sql`delete from journal_entry where id = ${id} and status = 'DRAFT'`.execute(books.db);
      return result;
    };
    expect(await post([["6110", "NHDK", 5, "DKK", 5], ["1930", "NHDK", -4, "DKK", -4]])).toBe("HF003");
    expect(await post([["6110", "NHDK", 5, "DKK", 5], ["1930", "NHFR", -5, "DKK", -5]])).toBe("HF003");
    expect(await post([["6110", "NHDK", 5, "EUR", 1], ["1930", "NHDK", -5, "EUR", -2]])).toBe("HF003");
    expect(await post([["6110", "NHDK", 5, "DKK", 5]])).toBe("HF003");
    expect(await post([["6110", "NHDK", 5, "DKK", 5], ["1930", "NHDK", -5, "DKK", -5]])).toBe("done");
  });
});

describe("the hash chain", () => {
  it("has one order and no gaps when 32 post at once into two companies", async () => {
    const before = await entries();
    await Promise.all(Array.from({ length: 64 }, (_, i) => books.record({ legalEntity: i % 2 === 0 ? "NHDK" : "NHFR", lines: twoLines(String(i + 1)) }, books.as({ permissions: [], name: aCaller().name }))));
    expect(Number(await entries())).toBe(Number(before) + 64);
    expect(await brokenInvariants(books.db)).toEqual([]);
    const chain = await sql<{ legalEntity: string; ok: boolean }>`select legal_entity, max(chain_number) = count(*) as ok from journal_entry where status <> 'DRAFT' group by 1 order by 1`.execute(books.db);
    expect(chain.rows).toEqual([{ legalEntity: "NHDK", ok: true }, { legalEntity: "NHFR", ok: true }]);
  });
  it("shows a change, a removal and a cut-off end made with the guards switched off", async () => {
    const { id } = await books.record({ lines: twoLines("40") });
    const broken = async (tampering: string): Promise<string[]> => {
      let names: string[] = [];
      await books.inAct(async (tx) => {
        for (const table of ["journal_entry", "journal_line"]) await sql.raw(`alter table ${table} disable trigger user`).execute(tx);
        await sql.raw(tampering).execute(tx);
        names = (await brokenInvariants(tx)).map((view) => view.name);
        throw new Error("undo");
      }).catch((error: Error) => { if (error.message !== "undo") throw error; });
      return names;
    };
    expect(await broken(`update journal_line set debit = debit * 2, credit = credit * 2, currency_amount = currency_amount * 2 where entry_id = '${id}'`)).toEqual(["inv_ledger_chain_broken"]);
    expect(await broken(`update journal_entry set posted_by = 'Somebody else' where id = '${id}'`)).toEqual(["inv_ledger_chain_broken"]);
    expect(await broken(`delete from journal_entry where id = '${id}'`)).toContain("inv_ledger_chain_broken");
    expect(await broken(`delete from journal_entry where id = (select id from journal_entry where legal_entity = 'NHDK' and status = 'POSTED' order by chain_number limit 1)`)).toContain("inv_ledger_chain_broken");
    expect(await brokenInvariants(books.db)).toEqual([]);
  });
});
