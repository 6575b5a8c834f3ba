import { dec, keySetOf, writeKeySet } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW, refusedFor, SEAM_SECRET } from "../../erp.fixture.ts";
import { aCustomerHouse, AGO, type CallerParts, type CustomerHouse, without } from "./customers.fixture.ts";

let house: CustomerHouse;
let erp: CustomerHouse["erp"];
beforeAll(async () => {
  house = await aCustomerHouse();
  ({ erp } = house);
  // Late by much, by little and by the same; on time; with money of theirs in hand; with an order open; and some that never bought.
  const [most, some, same, fresh, ahead, waits] = await Promise.all(Array.from({ length: 10 }, () => house.aCustomer()));
  for (const [customerNumber, price, ago] of [[most, "1000", 75], [some, "200", 60], [same, "200", 60], [fresh, "400", 0]] as const) await erp.posted("1", price, { customerNumber: customerNumber! }, erp.at(AGO(ago)));
  await erp.paid("500", { customerNumber: ahead! });
  await erp.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "100" }], { customerNumber: waits! });
});
afterAll(() => erp.close());
const ask: CustomerHouse["ask"] = (...asked) => house.ask(...asked);
const data: CustomerHouse["data"] = (...asked) => house.data(...asked);

describe("Query.customers", () => {
  const LIST = `query ($filter: CustomerFilter, $orderBy: [CustomerOrder!], $first: Int, $after: String) { customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number openBalance { amount } overdueBalance { amount } lastOrderDate nextPromiseDate openOrderCount } } }`;
  const list = async (variables: object, caller: CallerParts = {}) => (await data(LIST, variables as Record<string, unknown>, caller)).customers;
  const numbers = async (filter: object, caller: CallerParts = {}): Promise<string[]> => (await list({ filter, first: 200 }, caller)).nodes.map((node: { number: string }) => node.number);
  it("shows the caller's companies only", async () => {
    expect(await numbers({}, { legalEntities: ["NHFR"] })).toEqual(["C-2"]);
    expect(await numbers({}, { legalEntities: [] })).toEqual([]);
    expect((await numbers({})).length).toBe(await house.customerCount());
  });
  it("finds by name without case and diacritics, in any script, and by facts", async () => {
    expect(await numbers({ name: { contains: "aero" } })).toEqual(["C-1"]);
    expect(await numbers({ name: { contains: "花园" } })).toEqual(["C-3"]);
    expect(await numbers({ name: { contains: "C-2" } })).toEqual(["C-2"]);
    expect(await numbers({ country: { in: ["CN", "FR"] } })).toEqual(["C-2", "C-3"]);
    expect(await numbers({ customerGroup: { equals: "RETAIL" }, market: { equals: "NORDIC" }, legalEntity: { equals: "NHDK" } })).toEqual(["C-1"]);
    expect(await numbers({ isOnHold: { equals: true } })).toEqual([]);
  });
  it("orders by what customers owe and ordered, and pages through it without losing or repeating anyone", async () => {
    const all = (await list({ first: 200 })).nodes as Record<string, { amount: string } & string>[];
    for (const [field, value] of [["OVERDUE_BALANCE", (n) => dec(n["overdueBalance"]!.amount)], ["OPEN_BALANCE", (n) => dec(n["openBalance"]!.amount)], ["OPEN_ORDER_COUNT", (n) => dec(n["openOrderCount"] as unknown as number)]] as [string, (n: (typeof all)[number]) => ReturnType<typeof dec>][]) {
      const walked: (typeof all)[number][] = [];
      for (let after: string | null = null; ;) {
        const page = await list({ first: 4, after, orderBy: [{ field, direction: "DESC" }] });
        walked.push(...page.nodes);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(walked.map((node) => node["number"]).toSorted()).toEqual(all.map((node) => node["number"]).toSorted());
      for (const [i, node] of walked.entries()) if (i > 0) expect(value(walked[i - 1]!).greaterThanOrEqualTo(value(node))).toBe(true);
    }
    for (const field of ["LAST_ORDER_DATE", "NEXT_PROMISE_DATE"]) {
      const dates = (await list({ first: 200, orderBy: [{ field, direction: "ASC" }] })).nodes.map((node: Record<string, string | null>) => node[field === "LAST_ORDER_DATE" ? "lastOrderDate" : "nextPromiseDate"] ?? "none");
      expect(dates).toEqual(dates.toSorted((a: string, b: string) => (a === b ? 0 : a === "none" ? 1 : b === "none" ? -1 : a < b ? -1 : 1)));
    }
  });
  it("filters by the same figures its fields show", async () => {
    const all = (await list({ first: 200 })).nodes as { number: string; openBalance: { amount: string }; overdueBalance: { amount: string }; openOrderCount: number; lastOrderDate: string | null }[];
    const those = (condition: (node: (typeof all)[number]) => boolean): string[] => all.filter(condition).map((node) => node.number);
    expect(await numbers({ overdueBalance: { greaterThan: "0" } })).toEqual(those((node) => dec(node.overdueBalance.amount).greaterThan(0)));
    // Who owes nothing is not overdue, and nobody is by more than they owe.
    expect(those((node) => dec(node.overdueBalance.amount).greaterThan(0) && dec(node.overdueBalance.amount).greaterThan(node.openBalance.amount))).toEqual([]);
    expect(await numbers({ openBalance: { lessThan: "0" } })).toEqual(those((node) => dec(node.openBalance.amount).isNegative() && !dec(node.openBalance.amount).isZero()));
    expect(await numbers({ openBalance: { equals: "0" } })).toEqual(those((node) => dec(node.openBalance.amount).isZero()));
    expect(await numbers({ openOrderCount: { atLeast: 1 } })).toEqual(those((node) => node.openOrderCount >= 1));
    expect(await numbers({ lastOrderDate: { isNull: true } })).toEqual(those((node) => node.lastOrderDate === null));
    expect(those((node) => dec(node.overdueBalance.amount).greaterThan(0)).length).toBeGreaterThan(1);
  });
  it("can't be narrowed or ordered by figures the caller may not read", async () => {
    for (const [variables, permission] of [[{ filter: { or: [{ overdueBalance: { greaterThan: "0" } }] } }, "customer-balance:read"], [{ orderBy: [{ field: "OPEN_BALANCE", direction: "DESC" }] }, "customer-balance:read"], [{ filter: { lastOrderDate: { isNull: true } } }, "sales-order:read"], [{ orderBy: [{ field: "NEXT_PROMISE_DATE", direction: "ASC" }] }, "sales-order:read"]] as const) {
      const answered = await ask(`query ($filter: CustomerFilter, $orderBy: [CustomerOrder!]) { customers(filter: $filter, orderBy: $orderBy) { nodes { number } } }`, variables, without(permission));
      expect(answered.errors).toEqual(refusedFor(permission));
    }
  });
  it("sums what a filter leaves, per currency", async () => {
    const TOTALS = `query ($filter: CustomerFilter) { customerTotals(filter: $filter) { count openBalance { amount currency } overdueBalance { amount currency } openOrderCount } }`;
    const all = (await list({ first: 200 })).nodes as { openBalance: { amount: string }; overdueBalance: { amount: string }; openOrderCount: number }[];
    const { customerTotals } = await data(TOTALS);
    const total = (pick: (node: (typeof all)[number]) => string): string => all.reduce((a, node) => a.plus(pick(node)), dec(0)).toFixed(2);
    expect(customerTotals).toEqual({
      count: all.length, openOrderCount: all.reduce((n, node) => n + node.openOrderCount, 0),
      openBalance: [{ amount: "0.00", currency: "CNY" }, { amount: total((node) => node.openBalance.amount), currency: "DKK" }, { amount: "0.00", currency: "EUR" }],
      overdueBalance: [{ amount: "0.00", currency: "CNY" }, { amount: total((node) => node.overdueBalance.amount), currency: "DKK" }, { amount: "0.00", currency: "EUR" }],
    });
    expect((await data(TOTALS, {}, { legalEntities: ["NHFR"] })).customerTotals).toEqual({ count: 1, openBalance: [{ amount: "0.00", currency: "EUR" }], overdueBalance: [{ amount: "0.00", currency: "EUR" }], openOrderCount: 0 });
    expect((await data(TOTALS, { filter: { number: { equals: "C-999" } } })).customerTotals).toEqual({ count: 0, openBalance: [], overdueBalance: [], openOrderCount: 0 });
    expect((await ask(TOTALS, {}, without("customer-balance:read"))).errors).toEqual(refusedFor("customer-balance:read"));
  });
  it("lists payment terms by code", async () => {
    expect((await data(`{ paymentTermsList { code days } }`)).paymentTermsList).toEqual([{ code: "NET14", days: 14 }, { code: "NET30", days: 30 }]);
  });
});

describe("AccountSelection", () => {
  const SELECTION = `query ($set: CustomerSet!, $filter: CustomerFilter, $orderBy: [CustomerOrder!]) { _entities(representations: [{ __typename: "AccountSelection", customerSet: $set }]) { ... on AccountSelection { customers(filter: $filter, orderBy: $orderBy, first: 200) { nodes { number } totalCount } customerTotals(filter: $filter) { count } } } }`;
  const setOf = (keys: string[], subject = "user:test", at = NOW): string => writeKeySet(keySetOf(keys), { secret: SEAM_SECRET, subject, requestId: null, now: at });
  const select = async (set: string, more: object = {}, caller: CallerParts = {}) => {
    // The set travels as text inside the representation, as the gateway sends it.
    const answered = await ask(SELECTION.replace("$set: CustomerSet!, ", "").replace("customerSet: $set", `customerSet: ${JSON.stringify(set)}`), more as Record<string, unknown>, caller);
    return answered.errors ? answered : answered.data._entities[0];
  };
  it("is those customers of the set the caller may see, filtered, ordered and summed", async () => {
    expect(await select(setOf(["C-1", "C-2", "C-3", "C-999"]))).toEqual({ customers: { nodes: [{ number: "C-1" }, { number: "C-2" }, { number: "C-3" }], totalCount: 3 }, customerTotals: { count: 3 } });
    expect(await select(setOf(["C-1", "C-2", "C-3"]), { filter: { country: { equals: "CN" } } })).toEqual({ customers: { nodes: [{ number: "C-3" }], totalCount: 1 }, customerTotals: { count: 1 } });
    expect(await select(setOf(["C-1", "C-2"]), {}, { legalEntities: ["NHFR"] })).toEqual({ customers: { nodes: [{ number: "C-2" }], totalCount: 1 }, customerTotals: { count: 1 } });
    expect(await select(setOf([]))).toEqual({ customers: { nodes: [], totalCount: 0 }, customerTotals: { count: 0 } });
  });
  it("may hold tens of thousands of keys", async () => {
    expect(await select(setOf(["C-1", ...Array.from({ length: 60_000 }, (_, i) => `X-${i}`)]))).toMatchObject({ customers: { totalCount: 1 } });
  });
  it("is refused when it was made for somebody else, has expired or was made up", async () => {
    for (const set of [setOf(["C-1"], "user:other"), setOf(["C-1"], "user:test", AGO(1)), "v1.9999999999.x.y", "C-1"]) {
      const answered = await select(set);
      expect(answered.errors.map((error: { code: string }) => error.code)).toEqual(["SELECTION_EXPIRED", "SELECTION_EXPIRED"]);
      expect(JSON.stringify(answered.data)).not.toContain("C-1\"");
    }
  });
  it("needs the permissions of what it shows", async () => {
    expect((await select(setOf(["C-1"]), {}, without("customer-balance:read"))).errors).toEqual(refusedFor("customer-balance:read"));
    expect((await select(setOf(["C-1"]), {}, { permissions: [] })).errors.map((error: { code: string }) => error.code)).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  });
});
