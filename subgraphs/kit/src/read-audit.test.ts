import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase, type Database } from "./database.ts";
import { silentLog } from "./log.ts";
import { ReadAuditLog } from "./read-audit-log.ts";
import { ReadAudit } from "./read-audit.ts";
import { buildGuardedSchema } from "./schema.ts";
import { scratchDatabase, type ScratchDatabase } from "./scratch.ts";
import { aCaller } from "./testing.ts";

const schema = buildGuardedSchema(`
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@composeDirective"])
  @link(url: "https://homefield.example/privacy/v1.0", import: ["@personalData", "PersonalDataClass"]) @composeDirective(name: "@personalData")
directive @personalData(class: PersonalDataClass!, purpose: String, retention: String) on OBJECT | FIELD_DEFINITION
enum PersonalDataClass { NONE IDENTITY CONTACT FINANCIAL BEHAVIOUR }
scalar Date scalar DateTime scalar Decimal scalar CurrencyCode
type Debtor @key(fields: "number") @requiresScopes(scopes: [["debtor:read"]]) @personalData(class: IDENTITY) { number: ID! name: String balance: Purse @personalData(class: FINANCIAL) group: String @personalData(class: NONE) guarantor: Debtor debts: DebtConnection place: Place }
type Purse @personalData(class: NONE) { amount: String }
type Place @personalData(class: CONTACT) { line1: String }
type Debt @personalData(class: NONE) { text: String }
type DebtConnection { nodes: [Debt!]! }
type Query { debtor(number: ID!): Debtor @requiresScopes(scopes: [["debtor:read"]]) debtors: [Debtor!] @requiresScopes(scopes: [["debtor:read"]]) }
`, [{ Query: { debtor: () => null, debtors: () => [] } }]);
const audit = new ReadAudit(schema);
const seen = (query: string, data: object, variables: Record<string, unknown> = {}) => audit.seen({ query, variables }, JSON.stringify({ data }));

describe("what an answer showed", () => {
  it("are its personal and financial fields, by the keys of their records", () => {
    expect(seen("{ debtors { nr: number name balance { amount } group } }", { debtors: [{ nr: "D-1", name: "Ann", balance: { amount: "1" }, group: "x" }, { nr: "D-2", name: "Bo", balance: null, group: "x" }] })).toEqual([{ type: "Debtor", fields: ["balance", "name"], keys: ["D-1", "D-2"] }]);
  });
  it("knows the key from the question where the answer has none, through fragments and parts", () => {
    expect(seen("query ($n: ID!) { debtor(number: $n) { ...Facts } } fragment Facts on Debtor { place { line1 } guarantor { number name } }", { debtor: { place: { line1: "Havnevej" }, guarantor: { number: "D-9", name: "Cia" } } }, { n: "D-7" })).toEqual([
      { type: "Debtor", fields: ["name", "place"], keys: ["D-7", "D-9"] }, { type: "Place", fields: ["line1"], keys: ["D-7"] },
    ]);
  });
  it("knows which entity of those the gateway asked for an answer is", () => {
    const query = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Debtor { balance { amount } } } }";
    const found = seen(query, { _entities: [{ __typename: "Debtor", balance: { amount: "1" } }, null, { __typename: "Debtor", balance: { amount: "2" } }] }, { r: ["D-1", "D-2", "D-3"].map((number) => ({ __typename: "Debtor", number })) });
    expect(found).toEqual([{ type: "Debtor", fields: ["balance"], keys: ["D-1", "D-3"] }]);
    // The gateway knows the type and need not ask for it.
    expect(seen(query.replace("__typename ", ""), { _entities: [{ balance: { amount: "1" } }] }, { r: [{ __typename: "Debtor", number: "D-1" }] })).toEqual([{ type: "Debtor", fields: ["balance"], keys: ["D-1"] }]);
  });
  it("is nothing where nothing personal was asked for, answered or allowed", () => {
    expect([seen("{ debtors { number group } }", { debtors: [{ number: "D-1", group: "x" }] }), seen("{ debtors { name } }", { debtors: [{ name: null }] }), audit.seen({ query: "{ debtors { name } }" }, `{"errors":[{}]}`), audit.seen({ query: "not a document" }, "{}")]).toEqual([[], [], [], []]);
  });
});

describe("the log of it", () => {
  let scratch: ScratchDatabase;
  let database: Database<never>;
  beforeAll(async () => {
    scratch = await scratchDatabase("crm");
    database = openDatabase<never>(scratch.url, { name: "read-audit-test", log: silentLog(), poolSize: 3 });
  });
  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });
  const request = (now: string, requestId = "r-1") => ({ caller: aCaller({ name: "Ines" }), requestId, now: new Date(now) });
  const some = (key: string) => [{ type: "Debtor", fields: ["name"], keys: [key] }];
  const written = async (): Promise<unknown[]> => (await sql`select request_id, type, fields, keys, key_count, actor_name from read_audit order by at`.execute(database.db)).rows;
  const months = async (): Promise<string[]> => (await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'read_audit'::regclass order by 1`.execute(database.db)).rows.map(({ name }) => name);

  it("writes nothing while answers wait, and all of it on an orderly stop, in the month it belongs to", async () => {
    const log = new ReadAuditLog({ pool: database.pool, log: silentLog(), everyMs: 60_000 });
    for (let i = 0; i < 1_000; i++) log.note(request(`2026-11-2${i % 2}T10:00:00Z`, `r-${i}`), some(`D-${i}`));
    expect(await written()).toEqual([]);
    await log.stop();
    const rows = await written();
    expect(rows).toHaveLength(1_000);
    expect(rows[0]).toEqual({ requestId: "r-0", type: "Debtor", fields: ["name"], keys: ["D-0"], keyCount: 1, actorName: "Ines" });
    expect(await months()).toEqual(["read_audit_2026_11"]);
  });
  it("keeps what the database would not take, makes answers wait when it is full, and goes on", async () => {
    let isAway = true;
    const pool = { query: (...args: unknown[]) => (isAway ? Promise.reject(Object.assign(new Error("away"), { code: "57P01" })) : (database.pool.query as (...a: unknown[]) => Promise<unknown>)(...args)) } as unknown as typeof database.pool;
    const log = new ReadAuditLog({ pool, log: silentLog(), everyMs: 60_000, most: 2 });
    const before = (await written()).length;
    log.note(request("2026-11-20T11:00:00Z"), some("D-1"));
    expect(log.full).toBeNull();
    log.note(request("2026-11-20T11:00:00Z"), some("D-2"));
    await log.full;
    expect((await written()).length).toBe(before);
    isAway = false;
    await log.full;
    expect((await written()).length).toBe(before + 2);
  });
  it("writes what came in while it was writing, by itself", async () => {
    const slow = { query: async (...args: unknown[]) => { await new Promise((resolve) => setTimeout(resolve, 20)); return (database.pool.query as (...a: unknown[]) => Promise<unknown>)(...args); } } as unknown as typeof database.pool;
    const log = new ReadAuditLog({ pool: slow, log: silentLog(), everyMs: 5 });
    const before = (await written()).length;
    for (let i = 0; i < 20; i++) {
      log.note(request("2026-11-20T12:00:00Z"), some("D-1"));
      await new Promise((resolve) => setTimeout(resolve, 7));
    }
    await expect.poll(async () => (await written()).length, { timeout: 5_000 }).toBe(before + 20);
  });
  it("drops months past their time when a new one begins", async () => {
    const log = new ReadAuditLog({ pool: database.pool, log: silentLog(), keepMonths: 2 });
    for (const month of ["2026-12", "2027-01", "2027-02"]) {
      log.note(request(`${month}-15T10:00:00Z`), some("D-1"));
      await log.flush();
    }
    expect(await months()).toEqual(["read_audit_2026_12", "read_audit_2027_01", "read_audit_2027_02"]);
    await log.stop();
  });
});
