// The lists as a source of the graph: rows lead on to both owners' facts, and a silent owner takes only what is its own.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
let sold: Sold;
beforeAll(async () => {
  system = await openWholeSystem();
  sold = await sell(system, { accountId: system.accounts.nordic, paid: "0" });
});
afterAll(() => system?.stop());

const BY_BALANCE = `{ accountList(orderBy: { customer: OPEN_BALANCE, direction: DESC }) { nodes { name customer { number openBalance { amount currency } } } totalCount totals { openBalances { amount currency } } explain { leads plan calls keysShipped } } }`;
const codes = (errors: { extensions: Record<string, unknown> }[] | undefined): unknown[] => (errors ?? []).map(({ extensions: { code, source, permission } }) => [code, source ?? permission]);

describe("a list across owners in the graph", () => {
  it("orders accounts by what the ERP knows, and leads on to both owners' facts", async () => {
    const list = await system.get(BY_BALANCE, {}, "sales.manager");
    expect(list).toMatchObject({
      nodes: [{ name: "Ærø Havecenter", customer: { number: "C-1", openBalance: sold.total } }, { name: "Café Soleil", customer: { number: "C-2", openBalance: { amount: "0.00", currency: "EUR" } } }],
      totalCount: 2, totals: { openBalances: [sold.total, { amount: "0.00", currency: "EUR" }] }, explain: { leads: "ERP" },
    });
    expect((await system.get(BY_BALANCE, {}, "sales.south")).nodes).toEqual([{ name: "Café Soleil", customer: { number: "C-2", openBalance: { amount: "0.00", currency: "EUR" } } }]);
  });
  it("finds the ERP's customers, orders and invoices by facts of the CRM", async () => {
    const account = { segment: { equals: "Garden centres" } };
    const { nodes: customers } = await system.get(`query ($filter: CustomerListFilter) { customerList(filter: $filter) { nodes { name account { name owner { name } } } } }`, { filter: { account } }, "accountant");
    expect(customers).toEqual([{ name: "Ærø Havecenter", account: { name: "Ærø Havecenter", owner: { name: "Ines Holm" } } }]);
    const orders = `query ($filter: SalesOrderListFilter) { salesOrderList(filter: $filter) { nodes { number customer { name } } totals { totalAmounts { amount currency } } } }`;
    expect((await system.get(orders, { filter: { account } }, "planner")).nodes.map(({ number }: { number: string }) => number)).toEqual([sold.orderNumber]);
    expect((await system.get(orders, { filter: { not: { account } } }, "planner")).nodes).toEqual([]);
    expect((await system.get(`query ($filter: InvoiceListFilter) { invoiceList(filter: $filter) { nodes { number } totals { count openAmounts { amount currency } } } }`, { filter: { account, invoice: { status: { equals: "POSTED" } } } }, "accountant"))).toEqual({
      nodes: [{ number: sold.invoiceNumber }], totals: { count: 1, openAmounts: [sold.total] },
    });
  });
  it("sums pipeline and receivables by owner", async () => {
    const groups = await system.get(`{ accountListGroups(groupBy: OWNER) { owner { name } totals { count openBalances { amount currency } } } }`, {}, "sales.manager");
    expect(groups).toEqual([{ owner: { name: "Ines Holm" }, totals: { count: 1, openBalances: [sold.total] } }, { owner: null, totals: { count: 1, openBalances: [{ amount: "0.00", currency: "EUR" }] } }]);
  });
  it("is refused before anything is asked where a condition would tell what the caller may not know", async () => {
    const { data, errors } = await system.ask(`{ accountList(filter: { not: { customer: { overdueBalance: { greaterThan: "0" } } } }) { totalCount } }`, {}, "marketing");
    expect([data, codes(errors)]).toEqual([{ accountList: null }, [["FORBIDDEN", "customer-balance:read"]]]);
    expect(await system.askBare("{ accountList { totalCount } }")).toMatchObject({ status: 401 });
  });
  it("without the ERP still lists by the CRM's facts, and says whom it misses for the rest", async () => {
    await system.services.erp.stop("SIGKILL");
    const own = await system.ask(`{ accountList(filter: { account: { segment: { equals: "Garden centres" } } }) { nodes { name } totalCount } }`, {}, "sales.manager");
    expect([own.errors, own.data]).toEqual([undefined, { accountList: { nodes: [{ name: "Ærø Havecenter" }], totalCount: 1 } }]);
    const { data, errors } = await system.ask(BY_BALANCE, {}, "sales.manager");
    expect([data, codes(errors)]).toEqual([{ accountList: null }, [["SOURCE_UNAVAILABLE", "erp"]]]);
    await system.services.erp.start();
    await expect.poll(async () => (await system.ask(BY_BALANCE, {}, "sales.manager")).errors, { timeout: 20_000, interval: 200 }).toBeUndefined();
  });
});
