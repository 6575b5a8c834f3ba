import { Refused, run } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ErpContext } from "../context.ts";
import { ALL_PERMISSIONS, anErp, fourCallers, NOW, refusedFor, schemaWith, type TestErp, TODAY } from "../erp.fixture.ts";
import { assertPeriodOpen, assertPostingDate, exchangeRateOn, type LedgerArea, periodOn, taxFor } from "./company.module.ts";
import { companyResolvers } from "./company.resolver.ts";

let erp: TestErp;
const schema = schemaWith(companyResolvers);
beforeAll(async () => void (erp = await anErp()));
afterAll(() => erp.close());
afterEach(async () => void (await sql`update period_lock set level = 'OPEN', changed_at = null, changed_by = null, reason = null where level <> 'OPEN'`.execute(erp.db)));

const everybody = (caller: Parameters<TestErp["as"]>[0] = {}): ErpContext => erp.as({ permissions: ALL_PERMISSIONS, ...caller });
const ask = (source: string, variables: Record<string, unknown> = {}, ctx = everybody()) => run(schema, ctx, source, variables);
const errorsOf = (work: () => Promise<unknown>) => work().then(() => [], (error: unknown) => (error instanceof Refused ? error.userErrors : Promise.reject(error as Error)));
const periodId = async (month: string, legalEntity = "NHDK"): Promise<string> => (await periodOn(erp.db, legalEntity, `${month}-01`)).id;
const LOCK = `mutation ($id: ID!, $input: PeriodLockInput!) { periodLock(id: $id, input: $input) { fiscalPeriod { startsOn locks { area level changedBy changedAt reason } } userErrors { code message path } } }`;
const lock = async (month: string, level: string, more: object = {}, ctx = everybody()) =>
  (await ask(LOCK, { id: await periodId(month), input: { area: "LEDGER", level, ...more } }, ctx)).data.periodLock as { fiscalPeriod: { locks: { area: string; level: string }[] } | null; userErrors: { code: string; message: string; path: string[] }[] };
const levelOf = async (month: string, area = "LEDGER"): Promise<string> =>
  (await sql<{ level: string }>`select level from period_lock where period_id = ${await periodId(month)} and area = ${area}`.execute(erp.db)).rows[0]!.level;
const auditCount = async (act: string): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from audit_entry where act = ${act}`.execute(erp.db)).rows[0]!.n;

describe("legal entities", () => {
  it("are those the caller works for, with their address and their day", async () => {
    const { data } = await ask(`{ legalEntities { code name country baseCurrency vatNumber address { name line1 postalCode city country } today timeZone } }`, {}, everybody({ legalEntities: ["NHFR"] }));
    expect(data.legalEntities).toEqual([{
      code: "NHFR", name: "Nordhavn France SAS", country: "FR", baseCurrency: "EUR", vatNumber: "FRAB123456789",
      address: { name: "Nordhavn France SAS", line1: "Quai 2", postalCode: "69002", city: "Lyon", country: "FR" }, today: TODAY, timeZone: "Europe/Paris",
    }]);
    expect((await ask(`{ legalEntities { code } }`)).data.legalEntities).toEqual([{ code: "NHDK" }, { code: "NHFR" }]);
  });
  it("are answered by reference, the unknown and another's alike with nothing", async () => {
    const { data } = await ask(`{ _entities(representations: [{ __typename: "LegalEntity", code: "NHDK" }, { __typename: "LegalEntity", code: "NHFR" }, { __typename: "LegalEntity", code: "XX" }]) { ... on LegalEntity { name } } }`, {}, everybody({ legalEntities: ["NHDK"] }));
    expect(data._entities).toEqual([{ name: "Nordhavn Møbler A/S" }, null, null]);
  });
  it("load periods and locks of many in a constant number of statements", async () => {
    const statements = async (codes: string[]): Promise<number> => {
      const before = erp.database.statements();
      const answered = await ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on LegalEntity { fiscalPeriods(fiscalYear: 2026) { startsOn locks { area level } } } } }`, { of: codes.map((code) => ({ __typename: "LegalEntity", code })) });
      expect(answered.errors).toBeUndefined();
      expect(answered.data._entities.map((entity: { fiscalPeriods: object[] }) => entity.fiscalPeriods.length)).toEqual(codes.map(() => 12));
      return erp.database.statements() - before;
    };
    expect(await statements(["NHDK", "NHFR"])).toBe(await statements(["NHDK"]));
  });
  it("show fiscal periods newest first, all years or one", async () => {
    const { data } = await ask(`{ legalEntities { fiscalPeriods { startsOn fiscalYear number locks { area level changedAt } } } }`, {}, everybody({ legalEntities: ["NHDK"] }));
    const periods = data.legalEntities[0].fiscalPeriods;
    expect([periods.length, periods[0].startsOn, periods.at(-1).startsOn]).toEqual([24, "2026-12-01", "2025-01-01"]);
    expect(periods[0].locks).toEqual(["RECEIVABLES", "LEDGER", "INVENTORY"].map((area) => ({ area, level: "OPEN", changedAt: null })));
  });
});

describe("taxes", () => {
  const tax = async (country: string, vatNumber: string | null, legalEntity = "NHDK", date = TODAY) => {
    const { code, percent, kind } = await taxFor(erp.db, { legalEntity, country, vatNumber, date });
    return [code, percent.toFixed(), kind];
  };
  it("follow where goods go and whether a business buys them", async () => {
    expect(await tax("DK", null)).toEqual(["DK25", "25", "DOMESTIC"]);
    expect(await tax("SE", "SE123456789001")).toEqual(["DKRC", "0", "REVERSE_CHARGE"]);
    expect(await tax("SE", null)).toEqual(["DK25", "25", "DOMESTIC"]);
    expect(await tax("CN", null)).toEqual(["DKEX", "0", "EXPORT"]);
    expect(await tax("DK", "DK87654321", "NHFR")).toEqual(["FRRC", "0", "REVERSE_CHARGE"]);
  });
  it("have the rate of the day", async () => {
    await erp.db.insertInto("taxRate").values({ legalEntity: "NHDK", taxCode: "DK25", validFrom: "2026-04-01", percent: "26" }).execute();
    expect([await tax("DK", null, "NHDK", "2026-03-31"), await tax("DK", null, "NHDK", "2026-04-01")]).toEqual([["DK25", "25", "DOMESTIC"], ["DK25", "26", "DOMESTIC"]]);
  });
  it("are refused where none is set up, saying which is missing", async () => {
    expect(await errorsOf(() => tax("DK", null, "NHDK", "2019-12-31"))).toEqual([{ code: "NO_TAX_CODE", path: ["country"], message: "Nordhavn Møbler A/S has no domestic tax code valid on 2019-12-31, which a delivery from DK to DK needs. Have one set up." }]);
  });
});

describe("exchange rates", () => {
  it("are one for the same currency and else the latest on or before the day", async () => {
    await erp.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "NOK", rateDate: "2026-03-10", rate: "0.64" }).execute();
    await erp.db.insertInto("exchangeRate").values({ baseCurrency: "DKK", currency: "NOK", rateDate: "2026-03-20", rate: "0.66" }).execute();
    const rate = async (currency: string, date: string) => (await exchangeRateOn(erp.db, "DKK", currency, date)).toFixed();
    expect([await rate("DKK", TODAY), await rate("NOK", "2026-03-10"), await rate("NOK", "2026-03-19"), await rate("NOK", "2026-03-20")]).toEqual(["1", "0.64", "0.64", "0.66"]);
  });
  it("are refused where there is none, saying for what", async () => {
    expect(await errorsOf(() => exchangeRateOn(erp.db, "DKK", "JPY", TODAY, ["input", "currency"]))).toEqual([{ code: "NO_EXCHANGE_RATE", path: ["input", "currency"], message: "There is no exchange rate from JPY to DKK on or before 2026-03-16. Record one, or use DKK." }]);
    expect(await errorsOf(() => exchangeRateOn(erp.db, "DKK", "EUR", "2024-12-31"))).toMatchObject([{ code: "NO_EXCHANGE_RATE" }]);
  });
});

const SET = `mutation ($input: ExchangeRateSetInput!) { exchangeRateSet(input: $input) { exchangeRate { baseCurrency currency rateDate rate } userErrors { code message path } } }`;
describe("Mutation.exchangeRateSet", () => {
  const input = { baseCurrency: "DKK", currency: "USD", rateDate: TODAY, rate: "6.91" };
  const set = async (more: object, ctx = everybody()) => (await ask(SET, { input: { ...input, ...more } }, ctx)).data.exchangeRateSet;
  it("is for who posts to the ledger of a company with that base currency", async () => {
    const got = await fourCallers(erp, schema, "ledger:post", "NHDK", SET, { input });
    expect(got.nobody.errors).toEqual(refusedFor("ledger:post"));
    expect(got.wrongRole.errors).toEqual(refusedFor("ledger:post"));
    expect(got.otherCompany.data.exchangeRateSet).toMatchObject({ exchangeRate: null, userErrors: [{ code: "UNKNOWN_BASE_CURRENCY", path: ["input", "baseCurrency"] }] });
    expect(got.right.data.exchangeRateSet).toEqual({ exchangeRate: { ...input, rate: "6.91" }, userErrors: [] });
    expect(await auditCount("exchangeRateSet")).toBe(1);
  });
  it("replaces the rate of the same day", async () => {
    await set({ rate: "7" });
    expect((await exchangeRateOn(erp.db, "DKK", "USD", TODAY)).toFixed()).toBe("7");
    const { data } = await ask(`{ exchangeRates(on: "${TODAY}") { baseCurrency currency rate } }`);
    expect(data.exchangeRates).toContainEqual({ baseCurrency: "DKK", currency: "USD", rate: "7" });
  });
  it.each([
    ["zero", { rate: "0" }, "NOT_POSITIVE", "rate"], ["below zero", { rate: "-1" }, "NOT_POSITIVE", "rate"], ["enormous", { rate: "1000000000" }, "TOO_LARGE", "rate"], ["of a currency to itself", { currency: "DKK" }, "SAME_CURRENCY", "currency"],
    ["of a day to come", { rateDate: "2026-04-16" }, "DATE_IN_FUTURE", "rateDate"], ["of an absurd day", { rateDate: "0026-03-16" }, "ABSURD_DATE", "rateDate"],
  ])("refuses a rate that is %s and records nothing", async (_what, more, code, field) => {
    const before = await sql`select * from exchange_rate order by 1, 2, 3`.execute(erp.db);
    expect(await set(more)).toMatchObject({ exchangeRate: null, userErrors: [{ code, path: ["input", field] }] });
    expect((await sql`select * from exchange_rate order by 1, 2, 3`.execute(erp.db)).rows).toEqual(before.rows);
  });
});

describe("periods", () => {
  it("are found by day, and refused where there is none", async () => {
    expect(await periodOn(erp.db, "NHDK", "2026-02-28")).toMatchObject({ fiscalYear: 2026, number: 2, startsOn: "2026-02-01", endsOn: "2026-02-28" });
    expect(await errorsOf(() => periodOn(erp.db, "NHDK", "2031-01-01"))).toEqual([{ code: "NO_PERIOD", path: ["postingDate"], message: "2031-01-01 lies in no fiscal period of NHDK. Choose another date, or ask a controller to open the fiscal year." }]);
  });
  const posting = (ctx: ErpContext, area: LedgerArea = "LEDGER", date = "2026-02-10") => errorsOf(() => erp.db.transaction().execute(async (tx) => {
    await assertPeriodOpen(tx, ctx, { legalEntity: "NHDK", date, area, path: ["input", "postingDate"] });
    return (await sql<{ soft: string }>`select coalesce(current_setting('homefield.may_post_soft', true), '') as soft`.execute(tx)).rows[0]!.soft;
  }));
  it("take postings while open, area by area", async () => {
    await lock("2026-02", "HARD");
    expect(await posting(everybody(), "RECEIVABLES")).toEqual([]);
    expect(await posting(everybody(), "LEDGER")).toEqual([{ code: "PERIOD_CLOSED", path: ["input", "postingDate"], message: "February 2026 is closed for the general ledger of NHDK. Choose a later date, or ask a controller to open the period again." }]);
  });
  it("closed softly take postings of who may lock periods, and of nobody else", async () => {
    await lock("2026-02", "SOFT");
    expect(await posting(everybody())).toEqual([]);
    expect(await posting(erp.as({ permissions: ["ledger:post"] }))).toEqual([{ code: "PERIOD_CLOSED", path: ["input", "postingDate"], message: "February 2026 is closed for the general ledger of NHDK. Choose a later date, or ask a controller, who may still post there." }]);
  });
  it("let the leave to post softly end with the transaction", async () => {
    await lock("2026-02", "SOFT");
    await erp.db.connection().execute(async (connection) => {
      await connection.transaction().execute(async (tx) => {
        await assertPeriodOpen(tx, everybody(), { legalEntity: "NHDK", date: "2026-02-10", area: "LEDGER", path: [] });
        expect((await sql`select current_setting('homefield.may_post_soft', true) as soft`.execute(tx)).rows).toEqual([{ soft: "on" }]);
      });
      expect((await sql`select coalesce(current_setting('homefield.may_post_soft', true), '') as soft`.execute(connection)).rows).toEqual([{ soft: "" }]);
    });
  });
  it("refuse posting dates that are to come or absurd", async () => {
    const ctx = everybody();
    const date = (day: string) => errorsOf(async () => assertPostingDate(ctx, day, ["postingDate"]));
    expect(await date("2026-03-17")).toEqual([]);
    expect(await date("2026-03-18")).toEqual([{ code: "DATE_IN_FUTURE", path: ["postingDate"], message: "The posting date is 2026-03-18, which is still to come. Give a day up to today." }]);
    expect(await date("0202-03-18")).toMatchObject([{ code: "ABSURD_DATE" }]);
  });
});

describe("Mutation.periodLock", () => {
  it("is for who may lock periods of that company", async () => {
    const before = await auditCount("periodLock");
    const got = await fourCallers(erp, schema, "period:lock", "NHDK", LOCK, { id: await periodId("2026-01"), input: { area: "RECEIVABLES", level: "SOFT", reason: "Month end" } });
    expect(got.nobody.errors).toEqual(refusedFor("period:lock"));
    expect(got.wrongRole.errors).toEqual(refusedFor("period:lock"));
    const id = await periodId("2026-01");
    expect(got.otherCompany.data.periodLock).toEqual({ fiscalPeriod: null, userErrors: [{ code: "NOT_FOUND", path: ["id"], message: `There is no fiscal period ${id} that you may see. Check the number, or ask its owner for access.` }] });
    expect(got.right.data.periodLock.userErrors).toEqual([]);
    expect(got.right.data.periodLock.fiscalPeriod.locks[0]).toEqual({ area: "RECEIVABLES", level: "SOFT", changedBy: "Test Caller", changedAt: NOW.toISOString(), reason: "Month end" });
    expect(await auditCount("periodLock")).toBe(before + 1);
  });
  it("answers an unknown period and one of another company alike", async () => {
    const unknown = async (id: string) => (await ask(LOCK, { id, input: { area: "LEDGER", level: "HARD" } }, everybody({ legalEntities: ["NHFR"] }))).data.periodLock.userErrors[0].code;
    expect([await unknown(await periodId("2026-01")), await unknown("0198f1c2-7a3b-7c4d-8e5f-0123456789ab"), await unknown("'; drop table period_lock")]).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
  });
  it("does nothing, and says nothing in the trail, when the level is there already", async () => {
    const before = await auditCount("periodLock");
    expect((await lock("2026-05", "OPEN")).userErrors).toEqual([]);
    expect(await auditCount("periodLock")).toBe(before);
  });
  it("wants a reason to open a period again, and keeps it", async () => {
    await lock("2026-02", "HARD");
    expect(await lock("2026-02", "OPEN")).toEqual({ fiscalPeriod: null, userErrors: [{ code: "REASON_NEEDED", path: ["input", "reason"], message: "Say why February 2026 is opened again: the audit trail keeps it." }] });
    expect(await lock("2026-02", "SOFT", { reason: "  " })).toMatchObject({ userErrors: [{ code: "REASON_NEEDED" }] });
    expect(await levelOf("2026-02")).toBe("HARD");
    expect((await lock("2026-02", "OPEN", { reason: "A late invoice" })).userErrors).toEqual([]);
    expect(await levelOf("2026-02")).toBe("OPEN");
  });
  it("refuses an over-long reason", async () => {
    expect(await lock("2026-02", "SOFT", { reason: "x".repeat(501) })).toMatchObject({ userErrors: [{ code: "TOO_LONG", path: ["input", "reason"] }] });
  });
  it("keeps a period shut while a later one of the area is shut for good", async () => {
    await lock("2026-01", "HARD");
    await lock("2026-03", "HARD");
    expect(await lock("2026-01", "SOFT", { reason: "A late invoice" })).toMatchObject({ fiscalPeriod: null, userErrors: [{ code: "LATER_PERIOD_CLOSED", path: ["input", "level"], message: "January 2026 can't be opened while March 2026 is closed hard: its figures build on it. Open March 2026 first." }] });
    expect(await levelOf("2026-01")).toBe("HARD");
    expect((await lock("2026-03", "OPEN", { reason: "A late invoice" })).userErrors).toEqual([]);
    expect((await lock("2026-01", "SOFT", { reason: "A late invoice" })).userErrors).toEqual([]);
  });
  it("leaves the other areas alone", async () => {
    await lock("2026-01", "HARD");
    expect([await levelOf("2026-01", "RECEIVABLES"), await levelOf("2026-01", "INVENTORY"), await levelOf("2026-01")]).toEqual(["OPEN", "OPEN", "HARD"]);
  });
});

describe("Mutation.fiscalYearOpen", () => {
  const OPEN = `mutation ($entity: ID!, $year: Int!) { fiscalYearOpen(legalEntity: $entity, fiscalYear: $year) { fiscalPeriods { number startsOn endsOn locks { area level } } userErrors { code message path } } }`;
  it("is for who may lock periods of that company", async () => {
    const got = await fourCallers(erp, schema, "period:lock", "NHFR", OPEN, { entity: "NHFR", year: 2027 });
    expect(got.nobody.errors).toEqual(refusedFor("period:lock"));
    expect(got.wrongRole.errors).toEqual(refusedFor("period:lock"));
    expect(got.otherCompany.data.fiscalYearOpen).toMatchObject({ fiscalPeriods: null, userErrors: [{ code: "NOT_FOUND", path: ["legalEntity"] }] });
    expect(got.right.data.fiscalYearOpen.userErrors).toEqual([]);
    expect(got.right.data.fiscalYearOpen.fiscalPeriods).toHaveLength(12);
    expect(got.right.data.fiscalYearOpen.fiscalPeriods[0]).toEqual({ number: 1, startsOn: "2027-01-01", endsOn: "2027-01-31", locks: ["RECEIVABLES", "LEDGER", "INVENTORY"].map((area) => ({ area, level: "OPEN" })) });
  });
  it("may be repeated, and leaves locks as they are", async () => {
    await lock("2026-01", "HARD");
    const { data } = await ask(OPEN, { entity: "NHDK", year: 2026 });
    expect(data.fiscalYearOpen).toMatchObject({ userErrors: [] });
    expect(await levelOf("2026-01")).toBe("HARD");
  });
  it("refuses to leave a gap", async () => {
    const { data } = await ask(OPEN, { entity: "NHDK", year: 2030 });
    expect(data.fiscalYearOpen).toEqual({ fiscalPeriods: null, userErrors: [{ code: "FISCAL_YEAR_GAP", path: ["fiscalYear"], message: "Fiscal years follow one another without a gap. NHDK can open 2024 or 2027; you asked for 2030." }] });
    expect((await ask(OPEN, { entity: "NOPE", year: 2027 })).data.fiscalYearOpen.userErrors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
  it("opens the next year once when two ask at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(OPEN, { entity: "NHDK", year: 2027 })));
    expect(answers.map((answered) => answered.data.fiscalYearOpen.userErrors)).toEqual(Array(8).fill([]));
    expect((await sql<{ n: number }>`select count(*)::int as n from fiscal_period where legal_entity = 'NHDK' and fiscal_year = 2027`.execute(erp.db)).rows).toEqual([{ n: 12 }]);
  });
});

describe("the rules of the books", () => {
  it("are read from the database's views, each with its rule in words", async () => {
    const { data, errors } = await ask(`{ invariantChecks { name rule violations examples } }`);
    expect(errors).toBeUndefined();
    const views = await sql<{ n: number }>`select count(*)::int as n from information_schema.views where table_name like 'inv\\_%'`.execute(erp.db);
    expect(data.invariantChecks).toHaveLength(views.rows[0]!.n);
    expect(data.invariantChecks.filter((check: { violations: number }) => check.violations > 0)).toEqual([]);
    expect(data.invariantChecks.filter((check: { rule: string }) => !/^[A-Z].*\.$/.test(check.rule))).toEqual([]);
  });
  it("show what breaks them to who sees all companies, and only how much to others", async () => {
    await sql`insert into number_series values ('NHDK', 'INV', 2026, 3)`.execute(erp.db);
    const gap = async (ctx: ErpContext) => (await ask(`{ invariantChecks { name violations examples } }`, {}, ctx)).data.invariantChecks.find((check: { name: string }) => check.name === "inv_legal_number_gap");
    expect(await gap(everybody())).toEqual({ name: "inv_legal_number_gap", violations: 1, examples: [expect.stringContaining("NHDK,INV,2026,3")] });
    expect(await gap(everybody({ legalEntities: ["NHFR"] }))).toEqual({ name: "inv_legal_number_gap", violations: 1, examples: [] });
    await sql`delete from number_series where series = 'INV'`.execute(erp.db);
  });
});

describe("the audit trail", () => {
  const trail = async (ctx: ErpContext, args = "") => (await ask(`{ erpAuditEntries${args} { nodes { act entity entityKey actorName requestId changes } pageInfo { hasNextPage endCursor } } }`, {}, ctx)).data.erpAuditEntries;
  it("tells what was done, newest first, page by page", async () => {
    await lock("2026-07", "SOFT", { reason: "Holidays" }, everybody({ name: "Rosa Castellan" }));
    const [newest] = (await trail(everybody(), "(first: 1)")).nodes;
    expect(newest).toMatchObject({ act: "periodLock", entity: "FiscalPeriod", entityKey: await periodId("2026-07"), actorName: "Rosa Castellan" });
    expect(JSON.parse(newest.changes)).toEqual({ period: "NHDK July 2026", area: "LEDGER", level: ["OPEN", "SOFT"], reason: "Holidays" });
    const first = await trail(everybody(), "(first: 2)");
    const second = await trail(everybody(), `(first: 2, after: "${first.pageInfo.endCursor}")`);
    expect(second.nodes).not.toEqual(first.nodes);
  });
  it("is narrowed by kind and record", async () => {
    const { nodes } = await trail(everybody(), `(entity: "LegalEntity", entityKey: "NHFR")`);
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map((node: { entityKey: string }) => node.entityKey))).toEqual(new Set(["NHFR"]));
  });
  it("shows what belongs to the caller's companies and what is common", async () => {
    await lock("2026-08", "SOFT");
    const { nodes } = await trail(everybody({ legalEntities: ["NHFR"] }), "(first: 200)");
    const kinds = new Set(nodes.map((node: { entity: string }) => node.entity));
    expect(kinds).toEqual(new Set(["LegalEntity", "ExchangeRate"]));
    expect(nodes.filter((node: { entityKey: string }) => node.entityKey === "NHDK")).toEqual([]);
  });
});
