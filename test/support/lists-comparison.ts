import { dec } from "@homefield/kit";
import { pageOfAccounts } from "@homefield/lists/account-list.ts";
import { type ErpList, pageOfErp } from "@homefield/lists/erp-lists.ts";
import type { ListPlan } from "@homefield/lists/generated/graphql.ts";
import type { Page } from "@homefield/lists/page.ts";
import type pg from "pg";
import { expect } from "vitest";
import type { ListsHouse } from "./lists-house.ts";
import { speaksOfArchived, turnover, whereOf } from "./lists-oracle.ts";
import { type Noun, type Random, randomFilter } from "./lists-predicates.ts";

type Json = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- tests look into whatever an answer has
export const PLANS: readonly (ListPlan | undefined)[] = [undefined, "STREAM", "KEYS", "BITMAP", "NARROWED"];
export const today = (): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" }).format(new Date());

const ACCOUNT_ORDERS: Record<string, string> = { NAME: "a.name", PIPELINE_AMOUNT: "a.pipeline_amount", CREATED_AT: "a.created_at", SEGMENT: "a.segment", CITY: "a.meeting_city" };
const CUSTOMER_ORDERS: Record<string, string> = { OVERDUE_BALANCE: "c.overdue_balance", OPEN_BALANCE: "c.open_balance", LAST_ORDER_DATE: "c.last_order_date", OPEN_ORDER_COUNT: "c.open_order_count", NEXT_PROMISE_DATE: "c.next_promise_date", NUMBER: "c.number" };
const LISTS: Record<ErpList, { noun: Noun; from: string; ref: string; key: string; field: string; orders: Record<string, string>; sums: Record<string, string>; totals: string }> = {
  customers: { noun: "customer", from: "customer_fact c left join account_fact a on a.customer_number = c.number", ref: "c.number", key: "c.number", field: "customerList", orders: CUSTOMER_ORDERS, sums: { openBalances: "c.open_balance", overdueBalances: "c.overdue_balance" }, totals: "openBalances { amount currency } overdueBalances { amount currency }" },
  salesOrders: { noun: "salesOrder", from: "sales_order o join customer_fact c on c.number = o.customer_number left join account_fact a on a.customer_number = c.number", ref: "o.number", key: "o.id", field: "salesOrderList", orders: { ORDER_DATE: "o.order_date", TOTAL: "o.total_amount", PROMISED_DATE: "o.promised_date" }, sums: { totalAmounts: "o.total_amount" }, totals: "totalAmounts { amount currency }" },
  invoices: { noun: "invoice", from: "invoice i join customer_fact c on c.number = i.customer_number left join account_fact a on a.customer_number = c.number", ref: "i.id", key: "i.id", field: "invoiceList", orders: { DUE_DATE: "i.due_date", OPEN_AMOUNT: "i.open_amount", TOTAL: "i.total_amount" },
    sums: { totalAmounts: "case i.kind when 'INVOICE' then i.total_amount else -i.total_amount end", openAmounts: "case i.kind when 'INVOICE' then i.open_amount else -i.open_amount end" }, totals: "totalAmounts { amount currency } openAmounts { amount currency }" },
};
const money = (rows: readonly { currency: string; amount: string }[]): Json => Object.fromEntries(rows.map(({ currency, amount }) => [currency, dec(amount).toFixed(2)]));
const FROM_ACCOUNTS = "account_fact a left join customer_fact c on c.number = a.customer_number";

/** One random list of accounts, every way there is, against the oracle; throws with the filter when anything differs. */
export async function compareAccounts(house: ListsHouse, oracle: pg.Client, random: Random): Promise<string[]> {
  const filter = randomFilter(random, ["account", "customer"]);
  const where = `${whereOf(filter, "account")} ${speaksOfArchived(filter) ? "" : "and a.archived_at is null"}`;
  const direction = random.oneOf(["ASC", "DESC"] as const);
  const [account, customer] = random.below(2) === 0 ? [random.oneOf(Object.keys(ACCOUNT_ORDERS)), undefined] : [undefined, random.oneOf(Object.keys(CUSTOMER_ORDERS))];
  const orderBy = { ...(account && { account }), ...(customer && { customer }), direction };
  const order = account ? `${ACCOUNT_ORDERS[account]} ${direction} nulls last, a.id ${direction}` : `c.number is null, ${CUSTOMER_ORDERS[customer!]} ${direction} nulls last, c.number ${direction}, a.name, a.id`;
  const first = random.oneOf([3, 20, 50]);
  const said = JSON.stringify({ filter, orderBy, first });
  const expected = (await oracle.query<{ id: string }>(`select a.id from ${FROM_ACCOUNTS} where ${where} order by ${order}`)).rows.map(({ id }) => id);
  const ways = await everyWay(house, first, (asking, after) => pageOfAccounts(asking, { filter: filter as never, orderBy: orderBy as never, first, after }), expected, said);
  const { accountList } = await house.get(`query ($filter: AccountListFilter) { accountList(filter: $filter, first: 1) { totalCount totals { count customerCount openOrderCount pipelineAmounts { amount currency } openBalances { amount currency } overdueBalances { amount currency } turnover { amount currency } } } }`, { filter });
  const sums = async (select: string, from = FROM_ACCOUNTS, also = "true") => money((await oracle.query(`select currency, sum(amount) as amount from (${select}) s group by 1`.replace("$from", `${from} where ${where} and ${also}`))).rows as never);
  const counts = (await oracle.query<{ customers: number; orders: number }>(`select count(c.number)::int as customers, coalesce(sum(c.open_order_count), 0)::int as orders from ${FROM_ACCOUNTS} where ${where}`)).rows[0]!;
  const { totals } = accountList;
  expect({ ...totals, totalCount: accountList.totalCount, ...Object.fromEntries(["pipelineAmounts", "openBalances", "overdueBalances", "turnover"].map((sum) => [sum, money(totals[sum])])) }, said).toEqual({
    count: expected.length, totalCount: expected.length, customerCount: counts.customers, openOrderCount: counts.orders,
    pipelineAmounts: await sums("select o.currency, o.amount from $from", `${FROM_ACCOUNTS} join opportunity o on o.account_id = a.id and o.status = 'OPEN' and o.amount is not null`),
    openBalances: await sums("select c.currency, c.open_balance as amount from $from", FROM_ACCOUNTS, "c.number is not null"),
    overdueBalances: await sums("select c.currency, c.overdue_balance as amount from $from", FROM_ACCOUNTS, "c.number is not null"),
    turnover: await sums(`select c.currency, ${turnover()} as amount from $from`, FROM_ACCOUNTS, `exists (select 1 from invoice i where i.customer_number = c.number and i.status = 'POSTED' and i.issue_date > current_date - interval '12 months' and i.issue_date <= current_date)`),
  });
  return ways;
}
/** The same for a list of the ERP. */
export async function compareErp(house: ListsHouse, oracle: pg.Client, list: ErpList, random: Random): Promise<string[]> {
  const { noun, from, ref, key, field, orders, sums, totals } = LISTS[list];
  const filter = randomFilter(random, [noun, "account"]);
  const [orderField, direction, first] = [random.oneOf(Object.keys(orders)), random.oneOf(["ASC", "DESC"] as const), random.oneOf([3, 20, 50])];
  const orderBy = { field: orderField, direction };
  const said = JSON.stringify({ list, filter, orderBy, first });
  const where = whereOf(filter, noun);
  const expected = (await oracle.query<{ ref: string }>(`select ${ref} as ref from ${from} where ${where} order by ${orders[orderField]} ${direction} nulls last, ${key} ${direction}`)).rows.map((row) => row.ref);
  const ways = await everyWay(house, first, (asking, after) => pageOfErp(asking, list, { filter, orderBy, first, after }), expected, said);
  const answer = (await house.get(`query ($filter: ${field[0]!.toUpperCase()}${field.slice(1)}Filter) { ${field}(filter: $filter, first: 1) { totals { count ${totals} } } }`, { filter }))[field];
  expect(answer.totals.count, said).toBe(expected.length);
  for (const [sum, column] of Object.entries(sums)) {
    const { rows } = await oracle.query(`select ${noun[0] === "c" ? "c" : noun[0] === "s" ? "o" : "i"}.currency, sum(${column}) as amount from ${from} where ${where} group by 1`);
    expect(money(answer.totals[sum]), said).toEqual(money(rows as never));
  }
  return ways;
}

const GROUPINGS = { TERRITORY: "a.territory", OWNER: "a.owner_id::text", TEAM: "a.team", SEGMENT: "a.segment", COUNTRY: "a.country", CUSTOMER_GROUP: "c.customer_group", MARKET: "c.market", LEGAL_ENTITY: "c.legal_entity" } as const;
/** Sums by one fact of either owner; answers how many groups there were. */
export async function compareGroups(house: ListsHouse, oracle: pg.Client, groupBy: keyof typeof GROUPINGS, random: Random): Promise<number> {
  const filter = randomFilter(random, ["account", "customer"], 2);
  const where = `${whereOf(filter, "account")} ${speaksOfArchived(filter) ? "" : "and a.archived_at is null"}`;
  const value = GROUPINGS[groupBy];
  const { accountListGroups } = await house.get(`query ($filter: AccountListFilter, $groupBy: AccountListGroupBy!) { accountListGroups(filter: $filter, groupBy: $groupBy) { value owner { id } totals { count customerCount pipelineAmounts { amount currency } openBalances { amount currency } turnover(from: "2020-01-01") { amount currency } } } }`, { filter, groupBy });
  const { rows } = await oracle.query<{ value: string | null; count: number; customers: number }>(`select ${value} as value, count(*)::int as count, count(c.number)::int as customers from ${FROM_ACCOUNTS} where ${where} group by 1 order by 1 nulls last`);
  const sums = async (select: string): Promise<Json> => {
    const summed: Json = {};
    for (const row of (await oracle.query(`select value, currency, sum(amount) as amount from (${select}) s group by 1, 2`)).rows) Object.assign((summed[String(row.value)] ??= {}), money([row]));
    return summed;
  };
  const pipeline = await sums(`select ${value} as value, o.currency, o.amount from ${FROM_ACCOUNTS} join opportunity o on o.account_id = a.id and o.status = 'OPEN' and o.amount is not null where ${where}`);
  const open = await sums(`select ${value} as value, c.currency, c.open_balance as amount from ${FROM_ACCOUNTS} where ${where} and c.number is not null`);
  const bought = await sums(`select ${value} as value, c.currency, ${turnover({ from: "2020-01-01" })} as amount from ${FROM_ACCOUNTS} where ${where} and exists (select 1 from invoice i where i.customer_number = c.number and i.status = 'POSTED')`);
  expect(accountListGroups.map(({ value: of, owner, totals }: Json) => ({ value: of, owner: owner?.id ?? null, count: totals.count, customers: totals.customerCount, pipeline: money(totals.pipelineAmounts), open: money(totals.openBalances), turnover: money(totals.turnover) })), JSON.stringify({ filter, groupBy })).toEqual(
    rows.map((row) => ({ ...row, owner: groupBy === "OWNER" ? row.value : null, pipeline: pipeline[String(row.value)] ?? {}, open: open[String(row.value)] ?? {}, turnover: bought[String(row.value)] ?? {} })));
  return rows.length;
}

type Asking = Parameters<typeof pageOfAccounts>[0];
/** The first two pages by each plan, against the beginning of what is expected; answers the plans chosen by themselves. */
async function everyWay(house: ListsHouse, first: number, page: (asking: Asking, after: string | null) => Promise<Page>, expected: readonly string[], said: string): Promise<string[]> {
  const chosen: string[] = [];
  for (const plan of PLANS) {
    const asking = (): Asking => ({ owners: house.owners(), today: today(), plan });
    const one = await page(asking(), null);
    if (plan === undefined && one.choice) chosen.push(`${one.leader} ${one.choice.plan}`);
    const why = `${plan ?? "by itself"}: ${said}`;
    expect(one.rows.map(({ ref }) => ref), why).toEqual(expected.slice(0, first));
    expect(one.hasNextPage, why).toBe(expected.length > first);
    if (!one.hasNextPage) continue;
    const two = await page(asking(), one.rows.at(-1)!.cursor);
    expect(two.rows.map(({ ref }) => ref), why).toEqual(expected.slice(first, 2 * first));
    expect(two.hasNextPage, why).toBe(expected.length > 2 * first);
  }
  return chosen;
}
