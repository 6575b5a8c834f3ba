// Walks through whole lists while both owners change, and what crosses meanwhile.
import { pageOfAccounts } from "@homefield/lists/account-list.ts";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillListsHouse } from "../support/lists-company.ts";
import { PLANS, today } from "../support/lists-comparison.ts";
import { type ListsHouse, openListsHouse } from "../support/lists-house.ts";

let house: ListsHouse;
beforeAll(async () => {
  house = await openListsHouse({ listenIn: true });
  await fillListsHouse(house, { accounts: 300, customers: 200, seed: 7 });
  // Values by which each owner's facts can be told wherever they turn up.
  await house.admin.crm.query(`update account set name = 'CRMSECRET ' || name, meeting_city = 'CRMSECRET-city', website = 'CRMSECRET.example', segment = 'CRMSECRET-' || segment, territory = 'CRMSECRET-' || territory, tags = array['CRMSECRET-tag']`);
  await house.admin.erp.query(`insert into customer_group (code, name) values ('ERPSECRET', 'ERPSECRET'); insert into market (code, name) values ('ERPSECRET', 'ERPSECRET');
    update customer set name = 'ERPSECRET ' || name, customer_group = 'ERPSECRET', market = 'ERPSECRET', invoice_email = 'ERPSECRET@example.com'`);
});
afterAll(() => house?.stop());

const churns = (column: string): string => `abs(hashtext(${column}::text)) % 4 = 0`;
/** What happens on both sides while somebody pages: others come, go, and change what they are ordered by. */
async function somethingHappens({ crm, erp }: ListsHouse["admin"], n: number): Promise<void> {
  await crm.query(`update account set name = 'CRMSECRET account ' || lpad(((hashtext(id::text) + ${n} * 7919) & 65535)::text, 5, '0'), segment = case when ${n} % 2 = 0 then 'CRMSECRET-hotel' end where coalesce(${churns("customer_number")}, ${churns("id")});
    insert into account (name, team, segment) values ('CRMSECRET account 5', 'NORDIC', 'CRMSECRET-hotel')`);
  await changeOfMoney(erp, n);
}
const changeOfMoney = (erp: pg.Client, n: number): Promise<unknown> => erp.query(`set session_replication_role = replica;
  update invoice set open_amount = case when (hashtext(id::text) + ${n}) % 3 = 0 then total_amount else 0 end where status = 'POSTED' and ${churns("customer_number")};
  set session_replication_role = default;
  select refresh_customer_figures((select array_agg(number) from customer where ${churns("number")}))`);

const hotel = { segment: { equals: "CRMSECRET-hotel" } };
const FILTERS: Record<string, object> = {
  "of everybody": {}, "of both owners' conditions": { and: [{ account: hotel }, { customer: { openBalance: { greaterThan: "100" } } }] }, "of either's": { or: [{ account: hotel }, { customer: { overdueBalance: { greaterThan: "1000" } } }] },
  "of neither's": { not: { or: [{ account: hotel }, { customer: { overdueBalance: { greaterThan: "1000" } } }] } },
};
const ORDERS = { "by name": { account: "NAME", direction: "ASC" }, "by overdue": { customer: "OVERDUE_BALANCE", direction: "DESC" }, "by last order": { customer: "LAST_ORDER_DATE", direction: "ASC" } };

describe("a walk through a list while both owners change", { timeout: 300_000 }, () => {
  it.each(Object.keys(FILTERS).flatMap((filter) => Object.keys(ORDERS).map((order) => [filter, order] as const)))("%s %s sees each account that stays as it is exactly once, in order", async (filterName, orderName) => {
    const asked = { filter: FILTERS[filterName]! as never, orderBy: ORDERS[orderName as keyof typeof ORDERS] as never };
    const whole = async (first: number): Promise<string[]> => {
      const ids: string[] = [];
      for (let after: string | null = null; ; ) {
        const page = await pageOfAccounts({ owners: house.owners(), today: today() }, { ...asked, first, after });
        ids.push(...page.rows.map(({ ref }) => ref));
        if (!page.hasNextPage) return ids;
        after = page.rows.at(-1)!.cursor;
      }
    };
    // Who comes while walking is not known yet and counts as moving.
    const still = new Set((await house.admin.crm.query<{ id: string }>(`select id from account where not coalesce(${churns("customer_number")}, ${churns("id")})`)).rows.map(({ id }) => id));
    const staying = (ids: readonly string[]): string[] => ids.filter((id) => still.has(id));
    const before = staying(await whole(200));
    expect(new Set(before).size).toBe(before.length);
    for (const plan of PLANS) {
      const seen: string[] = [];
      let n = 0;
      for (let after: string | null = null; ; ) {
        const page = await pageOfAccounts({ owners: house.owners(), today: today(), plan }, { ...asked, first: 30, after });
        seen.push(...page.rows.map(({ ref }) => ref));
        if (!page.hasNextPage) break;
        after = page.rows.at(-1)!.cursor;
        await somethingHappens(house.admin, n++);
      }
      expect(staying(seen), plan ?? "by itself").toEqual(before);
    }
  });
  it("stops at a cursor of another list, filter or order, and at one that was made up", async () => {
    const [one, other] = [{ account: hotel }, { account: { not: hotel } }];
    const cursor = (await house.get(`query ($filter: AccountListFilter) { accountList(filter: $filter, first: 1) { pageInfo { endCursor } } }`, { filter: one }))["accountList"].pageInfo.endCursor as string;
    const codes = async (query: string, variables: object): Promise<unknown> => (await house.ask(query, variables as never)).errors?.map(({ extensions }) => extensions["code"]);
    const PAGE = `query ($filter: AccountListFilter, $after: String, $orderBy: AccountListOrder) { accountList(filter: $filter, after: $after, orderBy: $orderBy, first: 1) { nodes { id } } }`;
    expect(await codes(PAGE, { filter: one, after: cursor })).toBeUndefined();
    expect(await codes(PAGE, { filter: other, after: cursor })).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(PAGE, { filter: one, after: cursor, orderBy: { account: "CITY", direction: "ASC" } })).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(PAGE, { filter: one, after: "nonsense" })).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(`query ($after: String) { customerList(after: $after) { totalCount } }`, { after: cursor })).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(`{ accountList(first: 201) { totalCount } }`, {})).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(`{ accountList(orderBy: { direction: ASC }) { nodes { id } } }`, {})).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("what crosses between the owners", () => {
  it("is numbers and bits: no value of the one in a question to the other, in its database or in any log", async () => {
    for (const groupBy of ["SEGMENT", "OWNER", "MARKET"]) await house.get(`query ($groupBy: AccountListGroupBy!) { accountListGroups(groupBy: $groupBy) { value totals { count pipelineAmounts { amount } openBalances { amount } turnover { amount } } } }`, { groupBy });
    for (const list of ["customerList", "salesOrderList", "invoiceList"]) await house.get(`{ ${list}(filter: { account: { segment: { equals: "CRMSECRET-hotel" } } }) { totalCount totals { count } } }`);
    const { to, log } = house.heard;
    expect(to.crm.length).toBeGreaterThan(100);
    expect(to.erp.length).toBeGreaterThan(100);
    expect(to.crm.join("\n")).toContain("CRMSECRET");
    expect(to.erp.filter((question) => question.includes("CRMSECRET"))).toEqual([]);
    expect(to.crm.filter((question) => question.includes("ERPSECRET"))).toEqual([]);
    const accountIds = (await house.admin.crm.query<{ id: string }>("select id from account")).rows.map(({ id }) => id);
    expect(to.erp.filter((question) => accountIds.some((id) => question.includes(id)))).toEqual([]);
    expect(log.filter((line) => /CRMSECRET|ERPSECRET/.test(line))).toEqual([]);
    expect(await tablesWith(house.admin.erp, "CRMSECRET")).toEqual([]);
    expect(await tablesWith(house.admin.crm, "ERPSECRET")).toEqual([]);
    // The search would find them where they are at home.
    expect(await tablesWith(house.admin.erp, "ERPSECRET")).toContain("customer");
    expect(await tablesWith(house.admin.crm, "CRMSECRET")).toContain("account");
  });
});
async function tablesWith(client: pg.Client, word: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1");
  const found: string[] = [];
  for (const { name } of rows) if ((await client.query<{ n: number }>(`select count(*)::int as n from ${name} t where t::text like '%${word}%'`)).rows[0]!.n > 0) found.push(name);
  return found;
}
