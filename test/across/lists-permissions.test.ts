// Who may not know a fact can't list, narrow, order, sum or group by it; and rows of another team or company are not there for anybody.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareAccounts, compareErp, compareGroups } from "../support/lists-comparison.ts";
import { fillListsHouse } from "../support/lists-company.ts";
import { EVERYTHING, type ListsHouse, openListsHouse, type Who } from "../support/lists-house.ts";
import { prepareOracle } from "../support/lists-oracle.ts";
import { randomFrom } from "../support/lists-predicates.ts";

const seed = Number(process.env["LISTS_SEED"] ?? Date.now() % 1_000_000);
let house: ListsHouse;
let oracle: pg.Client;
beforeAll(async () => {
  console.log(`lists run with LISTS_SEED=${seed}`);
  house = await openListsHouse();
  await fillListsHouse(house, { accounts: 300, customers: 200, seed });
  oracle = await house.oracle();
  await prepareOracle(oracle);
});
afterAll(() => house?.stop());

const without = (...permissions: string[]): Who => ({ permissions: EVERYTHING.filter((permission) => !permissions.includes(permission)) });
const refusals = async (query: string, who: Who): Promise<unknown[]> => {
  const { data, errors } = await house.ask(query, {}, who);
  expect(JSON.stringify(data ?? null)).not.toMatch(/"(id|number|amount|value)":/);
  return (errors ?? []).map(({ extensions }) => [extensions["code"], extensions["permission"]]);
};
const ROOTS = { accountList: "account:read", customerList: "customer:read", salesOrderList: "sales-order:read", invoiceList: "invoice:read" };

describe("a list across owners", () => {
  it.each(Object.entries(ROOTS))("%s needs %s, of nobody and of the wrong role alike", async (field, permission) => {
    const query = `{ ${field} { nodes { ${field === "accountList" || field === "invoiceList" ? "id" : "number"} } totalCount } }`;
    for (const who of [{ permissions: [] }, without(permission)]) expect(await refusals(query, who)).toEqual([["FORBIDDEN", permission]]);
    expect((await house.get(query))[field].totalCount).toBeGreaterThan(100);
  });
  it.each([
    ["customer:read", "customer: {}"], ["customer:read", "not: { customer: { isOnHold: { equals: true } } }"], ["customer-balance:read", "customer: { overdueBalance: { greaterThan: \"0\" } }"],
    ["customer-balance:read", "or: [{ account: { segment: { equals: \"hotel\" } } }, { customer: { not: { turnover: { amount: { atLeast: \"1\" } } } } }]"], ["sales-order:read", "customer: { bought: { itemNumber: \"I-1\" } }"],
    ["sales-order:read", "customer: { openOrderCount: { atLeast: 1 } }"], ["opportunity:read", "account: { pipelineAmount: { greaterThan: \"0\" } }"], ["activity:read", "account: { nextStepAt: { isNull: true } }"],
  ])("can't be narrowed without %s by { %s }", async (permission, filter) => {
    for (const query of [`{ accountList(filter: { ${filter} }) { nodes { id } } }`, `{ accountList(filter: { ${filter} }, orderBy: { customer: NUMBER, direction: ASC }) { totalCount } }`, `{ accountListGroups(filter: { ${filter} }, groupBy: SEGMENT) { value } }`]) {
      const who = without(permission);
      expect(await refusals(query, who), query).toEqual([["FORBIDDEN", permission]]);
    }
    await house.get(`{ accountList(filter: { ${filter} }) { totalCount } }`);
  });
  it.each([["customer-balance:read", "customer: OVERDUE_BALANCE"], ["sales-order:read", "customer: LAST_ORDER_DATE"], ["opportunity:read", "account: PIPELINE_AMOUNT"], ["customer:read", "customer: NUMBER"]])("can't be ordered without %s by { %s }", async (permission, order) => {
    expect(await refusals(`{ accountList(orderBy: { ${order}, direction: DESC }) { nodes { id } } }`, without(permission))).toEqual([["FORBIDDEN", permission]]);
  });
  it.each([["customer-balance:read", "openBalances { amount }"], ["customer-balance:read", "overdueBalances { amount }"], ["customer-balance:read", "turnover { amount }"], ["sales-order:read", "openOrderCount"], ["opportunity:read", "pipelineAmounts { amount }"], ["customer:read", "customerCount"]])(
    "tells no sum without %s: %s, in all and in groups", async (permission, sum) => {
      const who = without(permission);
      const { data, errors } = await house.ask(`{ accountList { totals { count ${sum} } } }`, {}, who);
      expect(data!["accountList"].totals).toEqual({ count: expect.any(Number), [sum.split(" ")[0]!]: null });
      expect(errors!.map(({ extensions }) => extensions["permission"])).toEqual([permission]);
      const grouped = await house.ask(`{ accountListGroups(groupBy: TEAM) { totals { count ${sum} } } }`, {}, who);
      expect(new Set(grouped.errors!.map(({ extensions }) => extensions["permission"]))).toEqual(new Set([permission]));
    });
  it("can't be grouped by a fact of customers without customer:read", async () => {
    expect(await refusals(`{ accountListGroups(groupBy: MARKET) { value totals { count } } }`, without("customer:read"))).toEqual([["FORBIDDEN", "customer:read"]]);
  });
  it("keeps each owner's own check: what the coordinator let through is refused there", async () => {
    const owners = house.owners(without("customer-balance:read"));
    const question = { list: "customers", asOf: "2026-01-01", sets: [], condition: { own: { overdueBalance: { greaterThan: "0" } } } };
    await expect(owners.ask("erp", { ...question, count: true })).rejects.toMatchObject({ extensions: { code: "FORBIDDEN", permission: "customer-balance:read" } });
    expect((await owners.ask("erp", { ...question, condition: { and: [] }, sums: { turnover: null } })).sums!.every((row) => !("openBalance" in row))).toBe(true);
    await expect(owners.ask("crm", { ...question, list: "customers", count: true })).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    await expect(owners.ask("erp", { ...question, condition: { own: { nonsense: 1 } }, count: true })).rejects.toMatchObject({ extensions: { code: "BAD_USER_INPUT" } });
    const everything = house.owners();
    const { keys } = await everything.ask("erp", { ...question, condition: { and: [] }, keys: [{ and: [] }] });
    await expect(house.owners().ask("crm", { ...question, list: "accounts", sets: [keys![0]!.set], condition: { set: 0 }, count: true })).rejects.toMatchObject({ extensions: { code: "SELECTION_EXPIRED" } });
    await expect(everything.ask("crm", { ...question, list: "accounts", sets: Array(9).fill(keys![0]!.set) as string[], condition: { set: 0 }, count: true })).rejects.toMatchObject({ extensions: { code: "SELECTION_TOO_LARGE" } });
  });
});

describe("rows of another team and of another company", { timeout: 300_000 }, () => {
  it("are in no list, sum or group: all is as in a database that never had them", async () => {
    await oracle.query(`create schema mine;
      create view mine.account_fact as select * from public.account_fact where team = 'SOUTH';
      create view mine.customer_fact as select * from public.customer_fact where legal_entity = 'NHFR';
      create view mine.sales_order as select * from public.sales_order where legal_entity = 'NHFR';
      create view mine.invoice as select * from public.invoice where legal_entity = 'NHFR';
      set search_path = mine, public`);
    const mine = house.as({ subject: "user:camille", teams: ["SOUTH"], legalEntities: ["NHFR"] });
    const random = randomFrom(seed);
    for (let i = 0; i < 25; i++) await compareAccounts(mine, oracle, random);
    for (const list of ["customers", "salesOrders", "invoices"] as const) for (let i = 0; i < 8; i++) await compareErp(mine, oracle, list, random);
    for (const groupBy of ["TERRITORY", "TEAM", "LEGAL_ENTITY"] as const) for (let i = 0; i < 4; i++) await compareGroups(mine, oracle, groupBy, random);
    expect((await mine.get(`{ accountListGroups(groupBy: TEAM) { value } }`))["accountListGroups"]).toEqual([{ value: "SOUTH" }]);
    await oracle.query("set search_path = public");
  });
});
