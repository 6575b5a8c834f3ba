import { brokenInvariants, dayIn, HOUSE_TIME_ZONE, pageOf, silentLog } from "@homefield/kit";
import { type Kysely, sql, type Transaction } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { anErp, type TestErp } from "../../erp.fixture.ts";
import type { DB } from "../../generated/tables.ts";
import { keepFigures, rollFigures } from "./customer-figures.ts";
import { customerList } from "./customers.list.ts";


let erp: TestErp;
beforeAll(async () => {
  erp = await anErp({ poolSize: 8 });
});
afterAll(() => erp.close());

let last = 0;
/** Free goods: in the books without a journal, so that the figures alone are looked at. */
async function draft(db: Kysely<DB>, customer = "C-1"): Promise<string> {
  const { currency, legalEntity } = await db.selectFrom("customer").select(["currency", "legalEntity"]).where("number", "=", customer).executeTakeFirstOrThrow();
  return (await db.insertInto("invoice").values({ customerNumber: customer, legalEntity, currency, paymentTerms: "NET30", createdBy: "test", netAmount: "100", totalAmount: "100" }).returning("id").executeTakeFirstOrThrow()).id;
}
const post = (db: Kysely<DB>, id: string, dueDate: string): Promise<unknown> =>
  sql`update invoice set status = 'POSTED', number = ${`X-${++last}`}, issue_date = '2026-01-05', due_date = ${dueDate}::date, posted_at = now(), open_amount = 100 where id = ${id}::uuid`.execute(db);
const figures = async (customer = "C-1") => (await sql<{ pastDue: string; openBalance: string; overdueBalance: string }>`select past_due::int as past_due, open_balance::int as open_balance, overdue_balance::int as overdue_balance from customer_figure where customer_number = ${customer}`.execute(erp.db)).rows[0];
const drifted = async (): Promise<number> => (await brokenInvariants(erp.db)).find(({ name }) => name === "inv_customer_figures")?.rows ?? 0;

describe("the figures of a customer", () => {
  it("are there from the beginning, follow what is posted when it commits, and the calendar when it is moved on", async () => {
    expect(await figures("C-3")).toEqual({ pastDue: 0, openBalance: 0, overdueBalance: 0 });
    await rollFigures(erp.db, "2026-03-16");
    const id = await draft(erp.db, "C-3");
    expect(await figures("C-3")).toMatchObject({ openBalance: 0 });
    await post(erp.db, id, "2026-03-16");
    expect(await figures("C-3")).toEqual({ pastDue: 0, openBalance: 100, overdueBalance: 0 });
    await rollFigures(erp.db, "2026-03-17");
    expect(await figures("C-3")).toEqual({ pastDue: 100, openBalance: 100, overdueBalance: 100 });
    await rollFigures(erp.db, "2026-03-16");
    expect(await figures("C-3")).toEqual({ pastDue: 0, openBalance: 100, overdueBalance: 0 });
    await sql`update invoice set open_amount = 40 where id = ${id}::uuid`.execute(erp.db);
    expect(await figures("C-3")).toMatchObject({ openBalance: 40 });
    expect(await drifted()).toBe(0);
  });
  it("are added up once however many statements an act takes, and not at all when it is given up", async () => {
    const [one, two] = [await draft(erp.db, "C-2"), await draft(erp.db, "C-2")];
    await expect(erp.db.transaction().execute(async (tx) => {
      await post(tx, one, "2026-03-01");
      await post(tx, two, "2026-03-01");
      expect((await sql<{ n: number }>`select open_balance::int as n from customer_figure where customer_number = 'C-2'`.execute(tx)).rows[0]!.n).toBe(0);
      throw new Error("given up");
    })).rejects.toThrow("given up");
    expect(await figures("C-2")).toMatchObject({ openBalance: 0 });
    await erp.db.transaction().execute(async (tx) => {
      await post(tx, one, "2026-03-01");
      await post(tx, two, "2026-03-01");
    });
    expect(await figures("C-2")).toEqual({ pastDue: 200, openBalance: 200, overdueBalance: 200 });
  });
  it("are read only for their own day; a list for another one adds up afresh and says the same as they would", async () => {
    await rollFigures(erp.db, "2026-03-16");
    const ctx = (figureDay: string | null) => Object.assign(erp.as({ permissions: ["customer-balance:read"] }), { figureDay });
    const overdue = async (figureDay: string | null): Promise<string[]> => (await pageOf(ctx(figureDay), customerList, { filter: { overdueBalance: { greaterThan: "0" } } })).nodes.map(({ number }) => number);
    expect(await overdue("2026-03-16")).toEqual(["C-2"]);
    expect(await overdue("2026-03-15")).toEqual(["C-2"]);
    expect(await overdue(null)).toEqual(["C-2"]);
    // Another process moved them on meanwhile: an error, never a wrong answer.
    await rollFigures(erp.db, "2026-03-20");
    await expect(overdue("2026-03-16")).rejects.toThrow("not of 2026-03-16");
  });
  it("are moved on to today by the process that serves them", async () => {
    await rollFigures(erp.db, "2026-01-01");
    const keeper = keepFigures(erp.db, silentLog());
    const today = dayIn(HOUSE_TIME_ZONE, new Date());
    await vi.waitFor(() => expect(keeper.day()).toBe(today));
    await keeper.stop();
    expect(await drifted()).toBe(0);
  });
});

describe("moving the figures on while somebody posts", () => {
  /** A posting that has added up, with the figures' day of before, and is not committed when the figures are moved on. */
  async function race(from: string, to: string): Promise<void> {
    await rollFigures(erp.db, from);
    const id = await draft(erp.db);
    let moved: Promise<void> | undefined;
    await erp.db.transaction().execute(async (tx: Transaction<DB>) => {
      await post(tx, id, from);
      await sql`set constraints all immediate`.execute(tx);
      moved = rollFigures(erp.db, to);
      await Promise.race([moved, new Promise((resolve) => setTimeout(resolve, 300))]);
    });
    await moved;
  }
  it("waits for it, so that what it posted is past due the day after", async () => {
    await race("2026-03-16", "2026-03-17");
    expect(await drifted()).toBe(0);
    expect(await figures()).toMatchObject({ pastDue: 100 });
  });
  it("would miss it without the lock", async () => {
    const original = (await sql<{ sql: string }>`select pg_get_functiondef('roll_customer_figures'::regproc) as sql`.execute(erp.db)).rows[0]!.sql;
    const unlocked = original.replace("perform pg_advisory_xact_lock(hashtext('customer_figure'));", "");
    expect(unlocked).not.toBe(original);
    await sql.raw(unlocked).execute(erp.db);
    await race("2026-03-18", "2026-03-19");
    expect(await drifted()).toBe(1);
    await sql.raw(original).execute(erp.db);
    await sql`select refresh_customer_figures(array['C-1'])`.execute(erp.db);
    expect(await drifted()).toBe(0);
  });
});
