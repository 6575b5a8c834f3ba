/** What the locks are for: the same races with each lock taken out of the posting trigger. */
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createJournalEntry } from "./journal-entry-create.action.ts";
import { type Books, theBooks } from "./ledger.fixture.ts";

let books: Books;
beforeAll(async () => { books = await theBooks({ poolSize: 24 }); });
afterAll(() => books.close());

const aDraft = async (postingDate: string): Promise<string> => (await createJournalEntry(books.all(), {
  input: { legalEntity: "NHDK", postingDate, text: "Race", lines: [{ ledgerAccountCode: "6110", debit: "1" }, { ledgerAccountCode: "1930", credit: "1" }] }, idempotencyKey: books.key(),
})).journalEntry!.id;
const post = (id: string): string => `update journal_entry set status = 'POSTED', posted_at = now(), posted_by = 'x' where id = '${id}'`;
/** The posting trigger as it is, with one kind of lock removed. */
async function without(lock: string, work: () => Promise<void>): Promise<void> {
  const { source } = (await sql<{ source: string }>`select pg_get_functiondef('journal_entry_guard'::regproc) as source`.execute(books.db)).rows[0]!;
  expect(source).toContain(lock);
  await sql.raw(source.replaceAll(lock, "")).execute(books.db);
  try {
    await work();
  } finally {
    await sql.raw(source).execute(books.db);
  }
}
/** Closes a month while a posting into it is under way; tells which came first. */
async function closeWhilePosting(number: number, postingDate: string): Promise<string[]> {
  const id = await aDraft(postingDate);
  const events: string[] = [];
  let closing: Promise<void> | undefined;
  await books.inAct(async (tx) => {
    await sql.raw(post(id)).execute(tx);
    closing = books.lock(number, "HARD").then(() => void events.push("closed"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    events.push("posted");
  });
  await closing;
  return events;
}

describe("closing a period while a posting is under way", () => {
  it("waits for it", async () => expect(await closeWhilePosting(1, "2026-01-10")).toEqual(["posted", "closed"]));
  it("would slip past it without the lock, and the posting would land in a closed period", async () => {
    await without(" for share", async () => expect(await closeWhilePosting(2, "2026-02-10")).toEqual(["closed", "posted"]));
  });
});

describe("sixteen posters at once", () => {
  const race = async (): Promise<{ posted: number; codes: string[] }> => {
    const ids = await Promise.all(Array.from({ length: 16 }, () => aDraft("2026-03-16")));
    const results = await Promise.all(ids.map((id) => books.attempt(post(id))));
    return { posted: results.filter((result) => result === "done").length, codes: [...new Set(results.filter((result) => result !== "done"))] };
  };
  it("get numbers one after the other", async () => expect(await race()).toEqual({ posted: 16, codes: [] }));
  it("would draw the same number without the lock; the unique index lets only one have it", async () => {
    await without(" for update", async () => {
      const { posted, codes } = await race();
      expect(posted).toBeLessThan(16);
      expect(codes).toEqual(["23505"]);
    });
  });
});
