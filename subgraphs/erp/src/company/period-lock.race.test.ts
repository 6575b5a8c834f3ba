import { Refused } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, anErp, type TestErp } from "../erp.fixture.ts";
import { assertPeriodOpen, periodOn } from "./company.module.ts";
import { lockPeriod } from "./period-lock.action.ts";

/** Postings race with the closing of their period. Whoever comes first, no entry may enter the books of a period after it was closed. */
let erp: TestErp;
let periodId: string;
let accounts: string[];
let guard: string;
beforeAll(async () => {
  erp = await anErp({ poolSize: 40 });
  periodId = (await periodOn(erp.db, "NHDK", "2026-02-10")).id;
  accounts = (await erp.db.insertInto("ledgerAccount").values(["1000", "2000"].map((code) => ({ legalEntity: "NHDK", code, name: code, type: "ASSET" }))).returning("id").execute()).map((row) => row.id);
  guard = (await sql<{ source: string }>`select pg_get_functiondef('journal_entry_guard'::regproc) as source`.execute(erp.db)).rows[0]!.source;
});
afterAll(() => erp.close());
beforeEach(async () => {
  await sql.raw(guard).execute(erp.db);
  await sql`update period_lock set level = 'OPEN', changed_at = null, changed_by = null where period_id = ${periodId}`.execute(erp.db);
});

/** Posts by hand, as the trigger sees it; `beforeCommit` stays in the transaction after posting. Answers whether it was let in. */
const post = async (options: { beforeCommit?: () => Promise<void>; checked?: boolean } = {}): Promise<boolean> => {
  try {
    await erp.db.transaction().execute(async (tx) => {
      if (options.checked) await assertPeriodOpen(tx, erp.as({ permissions: ["ledger:post"] }), { legalEntity: "NHDK", date: "2026-02-10", area: "LEDGER", path: [] });
      const { id } = await tx.insertInto("journalEntry").values({ legalEntity: "NHDK", postingDate: "2026-02-10", periodId, area: "LEDGER", text: "Race", createdBy: "Test" }).returning("id").executeTakeFirstOrThrow();
      await tx.insertInto("journalLine").values([{ lineNumber: 1, debit: "1", accountId: accounts[0]! }, { lineNumber: 2, credit: "1", accountId: accounts[1]! }].map((line) => ({ entryId: id, currency: "DKK", currencyAmount: "1", ...line }))).execute();
      await tx.updateTable("journalEntry").set({ status: "POSTED", postedBy: "Test" }).where("id", "=", id).execute();
      await options.beforeCommit?.();
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === "HF005") return false;
    if (error instanceof Refused && error.userErrors[0]!.code === "PERIOD_CLOSED") return false;
    throw error;
  }
};
const posted = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from journal_entry where period_id = ${periodId} and status = 'POSTED'`.execute(erp.db)).rows[0]!.n;
/** Closes for good and answers how many entries the period then held. */
async function close(): Promise<number> {
  await lockPeriod(erp.as({ permissions: ALL_PERMISSIONS }), { id: periodId, input: { area: "LEDGER", level: "HARD" } });
  return posted();
}
/** A posting under way when the period is closed: it commits once the closing is done or waits for it. Answers what entered the books after the closing. */
async function lateEntries(): Promise<number> {
  const underWay = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const slow = post({ beforeCommit: () => { underWay.resolve(); return goOn.promise; } });
  await underWay.promise;
  let isClosed = false;
  const closing = close().finally(() => { isClosed = true; });
  await closedOrWaiting(() => isClosed);
  goOn.resolve();
  const atClosing = await closing;
  await slow;
  return (await posted()) - atClosing;
}
/** Until the closing is done, or waits for another transaction's lock. */
async function closedOrWaiting(isClosed: () => boolean): Promise<void> {
  while (!isClosed()) {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(erp.db);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("closing a period while somebody posts", () => {
  it("would let an entry in behind the closing without the posting's lock", async () => {
    expect(guard).toContain("for share");
    await sql.raw(guard.replace(" for share;", ";")).execute(erp.db);
    expect(await lateEntries()).toBe(1);
  });
  it("waits for the posting under way; nothing enters afterwards", async () => {
    expect(await lateEntries()).toBe(0);
    expect(await post()).toBe(false);
  });
  it("lets 24 racers in before or turns them away after, never behind its back", async () => {
    const before = await posted();
    const racers = Array.from({ length: 16 }, (_, i) => post({ checked: i % 2 === 0 }));
    const atClosing = await close();
    const late = Array.from({ length: 8 }, (_, i) => post({ checked: i % 2 === 0 }));
    expect(await Promise.all(late)).toEqual(late.map(() => false));
    const letIn = (await Promise.all(racers)).filter(Boolean).length;
    expect(await posted()).toBe(atClosing);
    expect(await posted()).toBe(before + letIn);
  });
  it("does not open a period while a later one is just being shut for good", async () => {
    const march = (await periodOn(erp.db, "NHDK", "2026-03-10")).id;
    await close();
    const opening = await erp.db.transaction().execute(async (tx) => {
      await sql`update period_lock set level = 'HARD' where area = 'LEDGER' and period_id = ${march}`.execute(tx);
      const asked = lockPeriod(erp.as({ permissions: ALL_PERMISSIONS }), { id: periodId, input: { area: "LEDGER", level: "OPEN", reason: "A late invoice" } });
      await sql`select pg_sleep(0.2)`.execute(tx);
      return { asked: asked.then(() => "opened", (error: Refused) => error.userErrors[0]!.code) };
    });
    expect(await opening.asked).toBe("LATER_PERIOD_CLOSED");
  });
});
