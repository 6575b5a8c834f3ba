import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fourCallers, NOW, refusedFor, TODAY } from "../../erp.fixture.ts";
import { createInvoiceForOrder } from "../../finance/receivables/invoice-create.action.ts";
import { allocation, LATER } from "../../finance/receivables/receivables.fixture.ts";
import { allocatePayment, postInvoice, reversePayment, undoAllocation } from "../../finance/receivables/receivables.module.ts";
import { aCustomerHouse, AGO, type CustomerHouse, dayOf, schema } from "./customers.fixture.ts";
import { creditStanding } from "./customers.module.ts";

let house: CustomerHouse;
let erp: CustomerHouse["erp"];
beforeAll(async () => {
  house = await aCustomerHouse();
  ({ erp } = house);
});
afterAll(() => erp.close());
const ask: CustomerHouse["ask"] = (...asked) => house.ask(...asked);
const data: CustomerHouse["data"] = (...asked) => house.data(...asked);
const aCustomer: CustomerHouse["aCustomer"] = (parts) => house.aCustomer(parts);

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

describe("Customer by reference", () => {
  it("takes one statement for many, and blanks the unknown and another company's", async () => {
    const before = erp.database.statements();
    const { _entities } = await data(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { name } } }`, { of: ["C-2", "C-999", "C-1", "C-3"].map((number) => ({ __typename: "Customer", number })) }, { legalEntities: ["NHDK"] });
    expect(_entities).toEqual([null, null, { name: "Ærø Havecenter" }, { name: "上海花园家具" }]);
    expect(erp.database.statements() - before).toBe(1);
  });
});

describe("afterwards", () => {
  it("no rule of the books is broken", async () => expect(await house.broken()).toEqual([]));
});
