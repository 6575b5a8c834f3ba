import { dec, keySetOf, run, writeKeySet } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, fourCallers, NOW, refusedFor, SEAM_SECRET, type TestErp, TODAY } from "../../erp.fixture.ts";
import { allocation, aBilling, type Billing, LATER } from "../../finance/receivables/receivables.fixture.ts";
import { allocatePayment, postInvoice, reversePayment, undoAllocation } from "../../finance/receivables/receivables.module.ts";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { erpSchema } from "../../schema.ts";
import { createCustomer, creditStanding } from "./customers.module.ts";

let erp: Billing;
const schema = erpSchema();
beforeAll(async () => void (erp = await aBilling({ poolSize: 20 })));
afterAll(() => erp.close());

type CallerParts = Parameters<TestErp["as"]>[0];
const ask = async (source: string, variables: Record<string, unknown> = {}, caller: CallerParts = {}, now = NOW) => run(schema, erp.as({ permissions: ALL_PERMISSIONS, ...caller }, now), source, variables);
const data = async (source: string, variables: Record<string, unknown> = {}, caller: CallerParts = {}, now = NOW) => {
  const answered = await ask(source, variables, caller, now);
  if (answered.errors) throw new Error(JSON.stringify(answered.errors));
  return answered.data;
};
const without = (...permissions: string[]): CallerParts => ({ permissions: ALL_PERMISSIONS.filter((permission) => !permissions.includes(permission)) });
const ADDRESS = { line1: "Vej 1", postalCode: "8000", city: "Aarhus", country: "DK" };
let made = 0;
/** A customer of its own for a test, so that tests don't see each other's books. */
const aCustomer = async (parts: Partial<Parameters<typeof createCustomer>[2]> = {}): Promise<string> =>
  erp.inAct(async (tx) => (await createCustomer(tx, erp.at(), { name: `Customer ${++made}`, legalEntity: "NHDK", country: "DK", paymentTerms: "NET30", billingAddress: ADDRESS, ...parts })).number);
const AGO = (days: number): Date => LATER(-days);
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const customerCount = async (): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from customer`.execute(erp.db)).rows[0]!.n;
const rowOf = async (number: string) => (await sql<Record<string, unknown>>`select * from customer where number = ${number}`.execute(erp.db)).rows[0]!;

describe("Query.customer", () => {
  const FACTS = `query ($n: ID!) { customer(number: $n) { number name legalEntity { code } customerGroup { code name } market { code countries } country currency vatNumber paymentTerms { code days } creditLimit { amount currency } isOnHold holdReason heldAt invoiceEmail addresses(kind: BILLING) { kind isDefault address { name line1 postalCode city country } } version createdAt } }`;
  it("is for who may read customers, of their companies; another's is as if it were not there", async () => {
    const got = await fourCallers(erp, schema, "customer:read", "NHDK", FACTS, { n: "C-1" });
    expect(got.nobody).toEqual({ data: { customer: null }, errors: refusedFor("customer:read") });
    expect(got.wrongRole).toEqual({ data: { customer: null }, errors: refusedFor("customer:read") });
    expect(got.otherCompany).toEqual({ data: { customer: null } });
    expect(got.right).toEqual({ data: { customer: {
      number: "C-1", name: "Ærø Havecenter", legalEntity: { code: "NHDK" }, customerGroup: { code: "RETAIL", name: "Retailers" }, market: { code: "NORDIC", countries: ["DK", "SE"] }, country: "DK", currency: "DKK", vatNumber: "DK87654321", paymentTerms: { code: "NET30", days: 30 },
      creditLimit: null, isOnHold: false, holdReason: null, heldAt: null, invoiceEmail: null, addresses: [{ kind: "BILLING", isDefault: true, address: { name: "Reception", line1: "Vej 1", postalCode: "1000", city: "By", country: "DK" } }], version: 1, createdAt: NOW.toISOString(),
    } } });
    expect(await ask(FACTS, { n: "C-999" })).toEqual({ data: { customer: null } });
  });
  it("blanks what the caller's role leaves out and answers the rest", async () => {
    const answered = await ask(`{ customer(number: "C-1") { name openBalance { amount } creditLeft { amount } ageing { total { amount } } turnover { amount } lastOrderDate openOrderCount salesOrders(first: 1) { totalCount } invoices(first: 1) { totalCount nodes { number } } } }`, {}, { permissions: ["customer:read"] });
    expect(answered.data.customer).toMatchObject({ name: "Ærø Havecenter", openBalance: null, creditLeft: null, ageing: null, turnover: null, lastOrderDate: null, openOrderCount: null });
    expect(answered.errors!.map((error) => error.code)).toEqual(expect.arrayContaining(["FORBIDDEN"]));
    expect(new Set(answered.errors!.map((error) => error.code))).toEqual(new Set(["FORBIDDEN"]));
  });
});

describe("what a customer owes", () => {
  const OWED = `query ($n: ID!) { customer(number: $n) { openBalance { amount currency } overdueBalance { amount } ageing { asOf notDue { amount } days1To30 { amount } days31To60 { amount } days61To90 { amount } over90 { amount } unallocated { amount } total { amount } } turnover(months: 12) { amount } month: turnover(months: 1) { amount } } }`;
  it("is nothing at first", async () => {
    const { customer } = await data(OWED, { n: await aCustomer() });
    expect(customer).toMatchObject({ openBalance: { amount: "0.00", currency: "DKK" }, overdueBalance: { amount: "0.00" }, turnover: { amount: "0.00" }, ageing: { asOf: TODAY, total: { amount: "0.00" }, unallocated: { amount: "0.00" } } });
  });
  it("is open invoices less credit notes and money not allocated; overdue is the part past its due date, less what is not placed yet", async () => {
    const customerNumber = await aCustomer();
    const late = await erp.posted("1", "1000", { customerNumber }, erp.at(AGO(75)));
    const dueToday = await erp.posted("1", "200", { customerNumber }, erp.at(AGO(30)));
    const fresh = await erp.posted("1", "400", { customerNumber }, erp.at());
    await erp.paid("500", { customerNumber, allocations: [allocation(late, "300")] });
    expect([late.dueDate, dueToday.dueDate]).toEqual([dayOf(AGO(45)), TODAY]);
    const { customer } = await data(OWED, { n: customerNumber });
    // 1250 + 250 + 500, less 300 allocated and 200 not.
    expect(customer).toEqual({
      openBalance: { amount: "1500.00", currency: "DKK" }, overdueBalance: { amount: "750.00" }, turnover: { amount: "1600.00" }, month: { amount: "400.00" },
      ageing: { asOf: TODAY, notDue: { amount: "750.00" }, days1To30: { amount: "0.00" }, days31To60: { amount: "950.00" }, days61To90: { amount: "0.00" }, over90: { amount: "0.00" }, unallocated: { amount: "200.00" }, total: { amount: "1500.00" } },
    });
    const note = await erp.credited(fresh.number);
    expect(note.openAmount).toBe("0.0000");
    expect((await data(OWED, { n: customerNumber })).customer).toMatchObject({ openBalance: { amount: "1000.00" }, turnover: { amount: "1200.00" }, month: { amount: "0.00" } });
  });
  it("grows older day by day", async () => {
    const customerNumber = await aCustomer();
    await erp.posted("1", "80", { customerNumber }, erp.at());
    const bucketOn = async (days: number): Promise<string[]> => {
      const { ageing } = (await data(`query ($n: ID!, $on: Date) { customer(number: $n) { ageing(asOf: $on) { notDue { amount } days1To30 { amount } days31To60 { amount } days61To90 { amount } over90 { amount } } } }`, { n: customerNumber, on: dayOf(LATER(30 + days)) })).customer;
      return Object.entries(ageing as Record<string, { amount: string }>).filter(([, money]) => money.amount === "100.00").map(([bucket]) => bucket);
    };
    expect(await Promise.all([0, 1, 30, 31, 60, 61, 90, 91, 400].map(bucketOn))).toEqual([["notDue"], ["days1To30"], ["days1To30"], ["days31To60"], ["days31To60"], ["days61To90"], ["days61To90"], ["over90"], ["over90"]]);
  });
  it("on a past day is what it was then, whatever was paid, undone, credited or taken back since", async () => {
    const customerNumber = await aCustomer();
    const AGEING = `query ($n: ID!, $on: Date) { customer(number: $n) { ageing(asOf: $on) { asOf notDue { amount } days1To30 { amount } days31To60 { amount } days61To90 { amount } over90 { amount } unallocated { amount } total { amount } } } }`;
    const then: unknown[] = [];
    const days: number[] = [];
    const endOfDay = async (days_: number): Promise<void> => {
      days.push(days_);
      then.push((await data(AGEING, { n: customerNumber }, {}, AGO(days_))).customer.ageing);
    };
    const [a, b] = [await erp.posted("1", "1000", { customerNumber }, erp.at(AGO(70))), await erp.posted("1", "400", { customerNumber }, erp.at(AGO(70)))];
    await endOfDay(70);
    const paid = await erp.paid("600", { customerNumber, allocations: [allocation(a, "500")] }, erp.at(AGO(60)));
    await endOfDay(60);
    await allocatePayment(erp.at(AGO(50)), { number: paid.number, allocations: [allocation(b, "100")], idempotencyKey: erp.key() });
    await endOfDay(50);
    const undone = await sql<{ id: string }>`select id from allocation where invoice_id = ${b.id}`.execute(erp.db);
    await undoAllocation(erp.at(AGO(40)), { id: undone.rows[0]!.id, reason: "Wrong invoice", idempotencyKey: erp.key() });
    await endOfDay(40);
    await erp.credited(b.number, {}, erp.at(AGO(30)));
    await endOfDay(30);
    await reversePayment(erp.at(AGO(20)), { number: paid.number, reason: "Bounced", idempotencyKey: erp.key() });
    await endOfDay(20);
    await erp.paid("2000", { customerNumber, allocations: [allocation(a, "1250")] }, erp.at(AGO(10)));
    await endOfDay(10);
    expect(then.map((ageing) => (ageing as { total: { amount: string }; unallocated: { amount: string } })).map((ageing) => [ageing.total.amount, ageing.unallocated.amount])).toEqual([
      ["1750.00", "0.00"], ["1150.00", "100.00"], ["1150.00", "0.00"], ["1150.00", "100.00"], ["650.00", "100.00"], ["1250.00", "0.00"], ["-750.00", "750.00"],
    ]);
    expect(await Promise.all(days.map(async (day) => (await data(AGEING, { n: customerNumber, on: dayOf(AGO(day)) })).customer.ageing))).toEqual(then);
    expect((await data(AGEING, { n: customerNumber, on: dayOf(AGO(71)) })).customer.ageing.total.amount).toBe("0.00");
  });
  it("refuses absurd questions", async () => {
    expect((await ask(`{ customer(number: "C-1") { ageing(asOf: "0202-01-01") { asOf } } }`)).errors![0]!.message).toContain("ABSURD_DATE");
    for (const months of [0, -1, 121]) expect((await ask(`{ customer(number: "C-1") { turnover(months: ${months}) { amount } } }`)).errors![0]!.message).toContain("Turnover is summed over 1 to 120 months");
  });
});

describe("how much a customer may still order", () => {
  const left = async (n: string) => (await data(`query ($n: ID!) { customer(number: $n) { creditLeft { amount } openOrderCount lastOrderDate nextPromiseDate } }`, { n })).customer;
  it("is without end when there is no limit", async () => {
    expect((await left(await aCustomer())).creditLeft).toBeNull();
  });
  it("is the limit less what is open and what is confirmed and not in the books as an invoice", async () => {
    const customerNumber = await aCustomer({ creditLimit: "10000" });
    const line = { itemNumber: "SRV-ASM", quantity: "2", unitPrice: "1000" };
    expect((await left(customerNumber)).creditLeft.amount).toBe("10000.00");
    const order = await erp.draft([line], { customerNumber, freight: "100" });
    expect(await left(customerNumber)).toEqual({ creditLeft: { amount: "10000.00" }, openOrderCount: 0, lastOrderDate: TODAY, nextPromiseDate: null });
    await erp.confirm(order);
    expect(await left(customerNumber)).toMatchObject({ creditLeft: { amount: "7375.00" }, openOrderCount: 1, nextPromiseDate: (await erp.order(order)).promisedDate });
    await erp.shipped(order);
    const draft = (await createInvoiceForOrder(erp.at(), { salesOrderNumber: order, idempotencyKey: erp.key() })).invoice!;
    expect((await left(customerNumber)).creditLeft.amount).toBe("7375.00");
    await postInvoice(erp.at(), { id: draft.id, idempotencyKey: erp.key() });
    expect(await left(customerNumber)).toMatchObject({ creditLeft: { amount: "7375.00" }, openOrderCount: 0, nextPromiseDate: null });
    await erp.paid("2625", { customerNumber, allocations: [{ invoiceNumber: (await erp.invoice(draft.id)).number!, amount: "2625" }] });
    expect((await left(customerNumber)).creditLeft.amount).toBe("10000.00");
  });
  it("is what an act sees as well", async () => {
    const customerNumber = await aCustomer({ creditLimit: "5000" });
    await erp.posted("1", "1000", { customerNumber }, erp.at(AGO(60)));
    await erp.confirmed([{ itemNumber: "SRV-ASM", quantity: "1", unitPrice: "400" }], { customerNumber });
    const standing = await erp.inAct((tx) => creditStanding(tx, customerNumber, TODAY));
    const { overdueSince, ...amounts } = standing;
    expect(overdueSince).toBe(dayOf(AGO(30)));
    expect(Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amount?.toFixed()]))).toEqual({ openBalance: "1250", overdueBalance: "1250", openOrdersNotInvoiced: "500", creditLimit: "5000", creditLeft: "3250" });
    expect((await left(customerNumber)).creditLeft.amount).toBe("3250.00");
  });
});

describe("pages below customers", () => {
  const PAGES = `query ($filter: CustomerFilter!, $first: Int!) { customers(filter: $filter, first: 200) { nodes { number name openBalance { amount } overdueBalance { amount } creditLeft { amount } ageing { total { amount } } turnover { amount } lastOrderDate nextPromiseDate openOrderCount
    paymentTerms { code } customerGroup { code } market { code countries } legalEntity { name } addresses { address { city } }
    salesOrders(first: $first) { nodes { number orderDate } pageInfo { hasNextPage } totalCount } shipments(first: $first) { nodes { number } totalCount } invoices(first: $first) { nodes { number } totalCount } customerPayments(first: $first) { nodes { number } totalCount } } } }`;
  it("are those of each customer, newest first, in a constant number of statements", async () => {
    const numbers = [await aCustomer(), await aCustomer(), await aCustomer()];
    const orders: Record<string, string[]> = { [numbers[0]!]: [], [numbers[1]!]: [], [numbers[2]!]: [] };
    for (const [i, customerNumber] of numbers.slice(0, 2).entries()) {
      for (let day = 3; day > i; day--) orders[customerNumber]!.unshift(await erp.shippedOrder("1", "100", { customerNumber }, erp.at(AGO(day))));
      await erp.paid("10", { customerNumber });
    }
    const asked = async (keys: string[]) => {
      const before = erp.database.statements();
      const { customers } = await data(PAGES, { filter: { number: { in: keys } }, first: 2 });
      return { nodes: customers.nodes, statements: erp.database.statements() - before };
    };
    const { nodes, statements } = await asked(numbers);
    expect(nodes.map((node: { salesOrders: { nodes: { number: string }[]; totalCount: number; pageInfo: object } }) => [node.salesOrders.nodes.map((order) => order.number), node.salesOrders.totalCount, node.salesOrders.pageInfo])).toEqual([
      [orders[numbers[0]!]!.slice(0, 2), 3, { hasNextPage: true }], [orders[numbers[1]!]!.slice(0, 2), 2, { hasNextPage: false }], [[], 0, { hasNextPage: false }],
    ]);
    expect(nodes.map((node: Record<string, { totalCount: number }>) => [node["shipments"]!.totalCount, node["invoices"]!.totalCount, node["customerPayments"]!.totalCount])).toEqual([[3, 0, 1], [2, 0, 1], [0, 0, 0]]);
    expect((await asked(numbers.slice(0, 1))).statements).toBe(statements);
    const everyone = await data(PAGES, { filter: {}, first: 2 });
    expect(everyone.customers.nodes.length).toBeGreaterThan(8);
  });
  it("go on from a cursor, filtered and ordered", async () => {
    const customerNumber = await aCustomer();
    for (let day = 5; day > 0; day--) await erp.draft([{ itemNumber: "SRV-ASM", quantity: String(day) }], { customerNumber }, erp.at(AGO(day)));
    const PAGE = `query ($n: ID!, $after: String) { customer(number: $n) { salesOrders(first: 2, after: $after, filter: { total: { greaterThan: "600" } }, orderBy: [{ field: TOTAL, direction: ASC }]) { nodes { orderDate } pageInfo { hasNextPage endCursor } totalCount } } }`;
    const first = (await data(PAGE, { n: customerNumber })).customer.salesOrders;
    const second = (await data(PAGE, { n: customerNumber, after: first.pageInfo.endCursor })).customer.salesOrders;
    expect([...first.nodes, ...second.nodes].map((order: { orderDate: string }) => order.orderDate)).toEqual([2, 3, 4, 5].map((days) => dayOf(AGO(days))));
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([4, true, false]);
  });
});

describe("Query.customers", () => {
  const LIST = `query ($filter: CustomerFilter, $orderBy: [CustomerOrder!], $first: Int, $after: String) { customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number openBalance { amount } overdueBalance { amount } lastOrderDate nextPromiseDate openOrderCount } } }`;
  const list = async (variables: object, caller: CallerParts = {}) => (await data(LIST, variables as Record<string, unknown>, caller)).customers;
  const numbers = async (filter: object, caller: CallerParts = {}): Promise<string[]> => (await list({ filter, first: 200 }, caller)).nodes.map((node: { number: string }) => node.number);
  it("shows the caller's companies only", async () => {
    expect(await numbers({}, { legalEntities: ["NHFR"] })).toEqual(["C-2"]);
    expect(await numbers({}, { legalEntities: [] })).toEqual([]);
    expect((await numbers({})).length).toBe(await customerCount());
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

describe("Customer by reference", () => {
  it("takes one statement for many, and blanks the unknown and another company's", async () => {
    const before = erp.database.statements();
    const { _entities } = await data(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { name } } }`, { of: ["C-2", "C-999", "C-1", "C-3"].map((number) => ({ __typename: "Customer", number })) }, { legalEntities: ["NHDK"] });
    expect(_entities).toEqual([null, null, { name: "Ærø Havecenter" }, { name: "上海花园家具" }]);
    expect(erp.database.statements() - before).toBe(1);
  });
});

const CREATE = `mutation ($input: CustomerCreateInput!, $key: String!) { customerCreate(input: $input, idempotencyKey: $key) { customer { number name legalEntity { code } country market { code } currency vatNumber paymentTerms { code } creditLimit { amount } invoiceEmail addresses { kind isDefault address { name line1 line2 city country } } version } userErrors { code message path } } }`;
const NEW = { name: "Göteborgs Trädgård", legalEntity: "NHDK", country: "SE", vatNumber: "SE 123456-789001", paymentTerms: "NET14", invoiceEmail: "faktura@example.se", billingAddress: { line1: "Gatan 1", postalCode: "41101", city: "Göteborg", country: "SE" } };
describe("Mutation.customerCreate", () => {
  const create = async (input: object, key = erp.key(), caller: CallerParts = {}) => (await ask(CREATE, { input, key }, caller)).data.customerCreate;
  it("is for who may edit customers, in their companies", async () => {
    const before = await customerCount();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", CREATE, { input: NEW, key: "four" });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerCreate).toEqual({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "legalEntity"], message: "There is no legal entity NHDK that you may see. Check the number, or ask its owner for access." }] });
    const address = { name: "Göteborgs Trädgård", line1: "Gatan 1", line2: null, city: "Göteborg", country: "SE" };
    expect(got.right.data.customerCreate).toEqual({ userErrors: [], customer: {
      number: expect.stringMatching(/^C-1\d{4}$/), name: "Göteborgs Trädgård", legalEntity: { code: "NHDK" }, country: "SE", market: { code: "NORDIC" }, currency: "DKK", vatNumber: "SE123456789001", paymentTerms: { code: "NET14" }, creditLimit: null, invoiceEmail: "faktura@example.se", version: 1,
      addresses: [{ kind: "BILLING", isDefault: true, address }, { kind: "DELIVERY", isDefault: true, address }],
    } });
    expect(await customerCount()).toBe(before + 1);
  });
  it("answers the same key with the same customer, and another body with a refusal", async () => {
    const key = erp.key();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(NEW, key)));
    expect(new Set(answers.map((answered) => answered.customer.number)).size).toBe(1);
    expect(await create({ ...NEW, name: "Another" }, key)).toMatchObject({ customer: null, userErrors: [{ code: "IDEMPOTENCY_KEY_REUSED", path: ["idempotencyKey"] }] });
  });
  it("takes a credit limit only from who may set one", async () => {
    expect((await create({ ...NEW, creditLimit: "5000" }, erp.key(), without("customer-credit:edit"))).userErrors).toEqual([{ code: "FORBIDDEN", path: ["input", "creditLimit"], message: "Your role may not set credit limits. Leave it out and ask accounting to set one." }]);
    expect((await create({ ...NEW, creditLimit: "5000" })).customer.creditLimit).toEqual({ amount: "5000.00" });
  });
  it.each([
    ["no name", { name: " " }, "EMPTY", ["name"]], ["an over-long name", { name: "x".repeat(201) }, "TOO_LONG", ["name"]], ["control characters", { name: "a\u0000b" }, "BAD_CHARACTERS", ["name"]], ["a made-up country", { country: "ZZ" }, "UNKNOWN_COUNTRY", ["country"]],
    ["an unknown company", { legalEntity: "NOPE" }, "NOT_FOUND", ["legalEntity"]], ["unknown terms", { paymentTerms: "NOPE" }, "NOT_FOUND", ["paymentTerms"]], ["an unknown group", { customerGroup: "NOPE" }, "NOT_FOUND", ["customerGroup"]],
    ["a VAT number of another country", { vatNumber: "DK12345678" }, "BAD_VAT_NUMBER", ["vatNumber"]], ["no e-mail address", { invoiceEmail: "faktura" }, "BAD_EMAIL", ["invoiceEmail"]], ["a negative limit", { creditLimit: "-1" }, "NEGATIVE", ["creditLimit"]],
    ["a limit too fine", { creditLimit: "1.005" }, "TOO_MANY_DECIMALS", ["creditLimit"]], ["an enormous limit", { creditLimit: "1000000000000" }, "TOO_LARGE", ["creditLimit"]], ["an address without a street", { billingAddress: { ...NEW.billingAddress, line1: "" } }, "EMPTY", ["billingAddress", "line1"]],
    ["an address in no country", { deliveryAddress: { ...NEW.billingAddress, country: "Sweden" } }, "UNKNOWN_COUNTRY", ["deliveryAddress", "country"]], ["an over-long town", { billingAddress: { ...NEW.billingAddress, city: "x".repeat(81) } }, "TOO_LONG", ["billingAddress", "city"]],
  ])("refuses %s and makes nothing", async (_what, more, code, path) => {
    const before = await erp.count("customer_address");
    expect(await create({ ...NEW, ...more })).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", ...path], message: expect.stringMatching(/\.$/) }] });
    expect(await erp.count("customer_address")).toBe(before);
  });
});

describe("a customer made from a signature", () => {
  const sign = (firstSignature: string, relationshipKey: string | null = null, name = "Signed"): Promise<string> => aCustomer({ name, firstSignature, relationshipKey, paymentTerms: null });
  it("exists once for the signature, however often and at once it is handed over", async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, () => sign("signature-1")));
    expect(new Set(numbers).size).toBe(1);
    expect((await sql<{ n: number }>`select count(*)::int as n from customer where first_signature = 'signature-1'`.execute(erp.db)).rows).toEqual([{ n: 1 }]);
    expect((await sql<{ n: number }>`select count(*)::int as n from customer_address where customer_number = ${numbers[0]!}`.execute(erp.db)).rows).toEqual([{ n: 2 }]);
  });
  it("exists once for the relationship, when two of its quotes are signed at once", async () => {
    const numbers = await Promise.all(Array.from({ length: 12 }, (_, i) => sign(`signature-2-${i}`, "account-2")));
    expect(new Set(numbers).size).toBe(1);
  });
  it("gets the usual terms", async () => {
    expect((await rowOf(await sign("signature-3")))["paymentTerms"]).toBe("NET30");
  });
});

describe("Mutation.customerUpdate", () => {
  const UPDATE = `mutation ($n: ID!, $input: CustomerUpdateInput!, $v: Int!) { customerUpdate(number: $n, input: $input, expectedVersion: $v) { customer { name vatNumber customerGroup { code } paymentTerms { code } invoiceEmail version } userErrors { code message path } } }`;
  const update = async (n: string, input: object, v = 1) => (await ask(UPDATE, { n, input, v })).data.customerUpdate;
  it("is for who may edit customers, of their companies", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", UPDATE, { n, input: { name: "Renamed" }, v: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerUpdate).toEqual({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"], message: `There is no customer ${n} that you may see. Check the number, or ask its owner for access.` }] });
    expect(got.right.data.customerUpdate).toMatchObject({ customer: { name: "Renamed", version: 2 }, userErrors: [] });
  });
  it("leaves what is absent, clears what is null, and does nothing when nothing differs", async () => {
    const n = await aCustomer({ vatNumber: "DK11223344", customerGroup: "RETAIL", invoiceEmail: "a@b.dk" });
    expect((await update(n, { customerGroup: null, invoiceEmail: "c@d.dk" })).customer).toEqual({ name: expect.any(String), vatNumber: "DK11223344", customerGroup: null, paymentTerms: { code: "NET30" }, invoiceEmail: "c@d.dk", version: 2 });
    expect((await update(n, { vatNumber: null, invoiceEmail: "c@d.dk" }, 2)).customer).toMatchObject({ vatNumber: null, version: 3 });
    expect((await update(n, { invoiceEmail: "c@d.dk" }, 3)).customer.version).toBe(3);
    const trail = await sql`select changes from audit_entry where entity_key = ${n} and act = 'customerUpdate' order by id`.execute(erp.db);
    expect(trail.rows).toEqual([{ changes: { customerGroup: ["RETAIL", null], invoiceEmail: ["a@b.dk", "c@d.dk"] } }, { changes: { vatNumber: ["DK11223344", null] } }]);
  });
  it.each([["a cleared name", { name: null }, "EMPTY", "name"], ["an empty name", { name: "" }, "EMPTY", "name"], ["cleared terms", { paymentTerms: null }, "EMPTY", "paymentTerms"], ["unknown terms", { paymentTerms: "NOPE" }, "NOT_FOUND", "paymentTerms"], ["an unknown group", { customerGroup: "NOPE" }, "NOT_FOUND", "customerGroup"], ["a bad VAT number", { vatNumber: "DK1" }, "BAD_VAT_NUMBER", "vatNumber"], ["no e-mail address", { invoiceEmail: "x" }, "BAD_EMAIL", "invoiceEmail"]])(
    "refuses %s and changes nothing", async (_what, input, code, field) => {
      const n = await aCustomer();
      const before = await rowOf(n);
      expect(await update(n, { name: "Half", ...input })).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", field] }] });
      expect(await rowOf(n)).toEqual(before);
    });
  it("lets one of two editors win and tells the other", async () => {
    const n = await aCustomer();
    const answers = await Promise.all(["One", "Two"].map((name) => update(n, { name })));
    expect(answers.flatMap((answered) => answered.userErrors).map((error: { code: string }) => error.code)).toEqual(["STALE_VERSION"]);
    expect((await rowOf(n))["version"]).toBe(2);
  });
});

describe("Mutation.customerAddressAdd", () => {
  const ADD = `mutation ($n: ID!, $kind: AddressKind!, $input: AddressInput!, $default: Boolean) { customerAddressAdd(number: $n, kind: $kind, input: $input, isDefault: $default) { customer { addresses(kind: DELIVERY) { isDefault address { name line1 } } } userErrors { code message path } } }`;
  const input = { line1: "Havnen 7", postalCode: "8700", city: "Horsens", country: "dk" };
  const add = async (n: string, more: object = {}, isDefault = false) => (await ask(ADD, { n, kind: "DELIVERY", input: { ...input, ...more }, default: isDefault })).data.customerAddressAdd;
  it("is for who may edit customers, of their companies", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer:edit", "NHDK", ADD, { n, kind: "DELIVERY", input });
    expect(got.nobody.errors).toEqual(refusedFor("customer:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer:edit"));
    expect(got.otherCompany.data.customerAddressAdd).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
    expect(got.right.data.customerAddressAdd.customer.addresses.map((row: { isDefault: boolean; address: { line1: string } }) => [row.address.line1, row.isDefault])).toEqual([["Vej 1", true], ["Havnen 7", false]]);
  });
  it("keeps one default, and one row of the same address", async () => {
    const n = await aCustomer();
    const lines = (answered: { customer: { addresses: { isDefault: boolean; address: { line1: string } }[] } }) => answered.customer.addresses.map((row) => [row.address.line1, row.isDefault]);
    expect(lines(await add(n, {}, true))).toEqual([["Havnen 7", true], ["Vej 1", false]]);
    expect(lines(await add(n))).toEqual([["Havnen 7", true], ["Vej 1", false]]);
    expect(lines(await add(n, { line1: "Vej 1", postalCode: "8000", city: "Aarhus" }, true))).toEqual([["Vej 1", true], ["Havnen 7", false]]);
    await Promise.all(Array.from({ length: 8 }, (_, i) => add(n, { line1: `Kaj ${i}` }, true)));
    expect((await sql<{ n: number }>`select count(*)::int as n from customer_address where customer_number = ${n} and kind = 'DELIVERY' and is_default`.execute(erp.db)).rows).toEqual([{ n: 1 }]);
  });
  it.each([["no street", { line1: " " }, "EMPTY", "line1"], ["no town", { city: "" }, "EMPTY", "city"], ["an over-long postal code", { postalCode: "1".repeat(21) }, "TOO_LONG", "postalCode"], ["no country there is", { country: "XX" }, "UNKNOWN_COUNTRY", "country"]])("refuses %s", async (_what, more, code, field) => {
    const n = await aCustomer();
    const before = await erp.count("customer_address");
    expect(await add(n, more)).toMatchObject({ customer: null, userErrors: [{ code, path: ["input", field] }] });
    expect(await erp.count("customer_address")).toBe(before);
  });
});

describe("Mutation.customerCreditLimitSet", () => {
  const SET = `mutation ($n: ID!, $limit: Decimal, $v: Int!) { customerCreditLimitSet(number: $n, creditLimit: $limit, expectedVersion: $v) { customer { creditLimit { amount currency } creditLeft { amount } version } userErrors { code message path } } }`;
  const set = async (n: string, limit: string | null, v = 1) => (await ask(SET, { n, limit, v })).data.customerCreditLimitSet;
  it("is for who may decide on credit, of their companies' customers", async () => {
    const n = await aCustomer();
    const got = await fourCallers(erp, schema, "customer-credit:edit", "NHDK", SET, { n, limit: "25000", v: 1 });
    expect(got.nobody.errors).toEqual(refusedFor("customer-credit:edit"));
    expect(got.wrongRole.errors).toEqual(refusedFor("customer-credit:edit"));
    expect(got.otherCompany.data.customerCreditLimitSet).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
    expect(got.right.data.customerCreditLimitSet).toEqual({ customer: { creditLimit: { amount: "25000.00", currency: "DKK" }, creditLeft: { amount: "25000.00" }, version: 2 }, userErrors: [] });
  });
  it("may be nothing at all, or none; but a forgotten limit is not a lifted one", async () => {
    const n = await aCustomer({ creditLimit: "100" });
    expect((await set(n, "0")).customer).toMatchObject({ creditLimit: { amount: "0.00" }, version: 2 });
    expect((await set(n, null, 2)).customer).toMatchObject({ creditLimit: null, creditLeft: null, version: 3 });
    const forgotten = await ask(`mutation { customerCreditLimitSet(number: "${n}", expectedVersion: 3) { customer { version } userErrors { code path } } }`);
    expect(forgotten.data.customerCreditLimitSet).toEqual({ customer: null, userErrors: [{ code: "MISSING", path: ["creditLimit"] }] });
  });
  it("refuses a negative, a too fine and an enormous limit and a stale version", async () => {
    const n = await aCustomer();
    expect((await set(n, "-0.01")).userErrors).toMatchObject([{ code: "NEGATIVE", path: ["creditLimit"] }]);
    expect((await set(n, "0.001")).userErrors).toMatchObject([{ code: "TOO_MANY_DECIMALS", path: ["creditLimit"] }]);
    expect((await set(n, "1000000000000")).userErrors).toMatchObject([{ code: "TOO_LARGE", path: ["creditLimit"] }]);
    expect((await set(n, "1", 9)).userErrors).toMatchObject([{ code: "STALE_VERSION", path: ["expectedVersion"] }]);
    expect((await rowOf(n))["creditLimit"]).toBeNull();
  });
});

describe("Mutation.customerHold and customerRelease", () => {
  const HOLD = `mutation ($n: ID!, $reason: String!) { customerHold(number: $n, reason: $reason) { customer { isOnHold holdReason heldAt } userErrors { code message path } } }`;
  const RELEASE = `mutation ($n: ID!, $reason: String!) { customerRelease(number: $n, reason: $reason) { customer { isOnHold holdReason heldAt } userErrors { code message path } } }`;
  it("are for who may decide on credit, of their companies' customers", async () => {
    const n = await aCustomer();
    for (const [mutation, field, right] of [[HOLD, "customerHold", { isOnHold: true, holdReason: "Disputed", heldAt: NOW.toISOString() }], [RELEASE, "customerRelease", { isOnHold: false, holdReason: null, heldAt: null }]] as const) {
      const got = await fourCallers(erp, schema, "customer-credit:edit", "NHDK", mutation, { n, reason: "Disputed" });
      expect(got.nobody.errors).toEqual(refusedFor("customer-credit:edit"));
      expect(got.wrongRole.errors).toEqual(refusedFor("customer-credit:edit"));
      expect(got.otherCompany.data[field]).toMatchObject({ customer: null, userErrors: [{ code: "NOT_FOUND", path: ["number"] }] });
      expect(got.right.data[field]).toEqual({ customer: right, userErrors: [] });
    }
  });
  it("block open orders and let them go again", async () => {
    const n = await aCustomer();
    const order = await erp.confirmed([{ itemNumber: "SRV-ASM", quantity: "1" }], { customerNumber: n });
    const done = await erp.shippedOrder("1", "100", { customerNumber: n });
    await ask(HOLD, { n, reason: "Disputed" });
    expect(await erp.blocks(order)).toEqual([{ kind: "HOLD", reason: "The customer is on hold: Disputed" }]);
    expect(await erp.blocks(done)).toEqual([]);
    await ask(RELEASE, { n, reason: "Settled" });
    expect(await erp.blocks(order)).toEqual([]);
  });
  it("refuse what is so already, and want a reason", async () => {
    const n = await aCustomer();
    expect((await ask(RELEASE, { n, reason: "x" })).data.customerRelease.userErrors).toMatchObject([{ code: "NOT_ON_HOLD", path: ["number"] }]);
    expect((await ask(HOLD, { n, reason: " " })).data.customerHold.userErrors).toMatchObject([{ code: "EMPTY", path: ["reason"] }]);
    expect((await ask(HOLD, { n, reason: "x".repeat(501) })).data.customerHold.userErrors).toMatchObject([{ code: "TOO_LONG", path: ["reason"] }]);
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(HOLD, { n, reason: "Disputed" })));
    expect(answers.filter((answered) => answered.data.customerHold.userErrors.length === 0)).toHaveLength(1);
    expect((await ask(HOLD, { n, reason: "Again" })).data.customerHold.userErrors).toEqual([{ code: "ALREADY_ON_HOLD", path: ["number"], message: `${String((await rowOf(n))["name"])} is on hold since 2026-03-16: Disputed. Release it first to give another reason.` }]);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => {
    expect((await data(`{ invariantChecks { name violations examples } }`)).invariantChecks.filter((check: { violations: number }) => check.violations > 0)).toEqual([]);
  });
});
