import { brokenInvariants, dec } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contract, openWholeSystem, operation, orderOf, sell, type WholeSystem } from "../support/whole-system.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
type Json = Record<string, any>;
let system: WholeSystem;
beforeAll(async () => { system = await openWholeSystem(); });
afterAll(() => system?.stop());

const tried = new Set<string>();
const by = <T = Json>(name: string, variables: Json): Promise<T> => {
  tried.add(name);
  return system.get<T>(operation(name), variables);
};
const key = (): string => crypto.randomUUID();
const money = (amount: string) => ({ amount, currency: "DKK" });

describe("the contract's operations, asked by an integrator", () => {
  let quoteId: string;
  let order: { number: string; customerNumber: string };
  let invoice: { id: string; number: string };

  it("PriceAndPromise answers price, stock and promise with the reasons, and stores nothing", async () => {
    const written = () => writtenRows(system);
    const before = await written();
    const answer = await by("PriceAndPromise", { customerNumber: "C-1", currency: "DKK", lines: [{ itemNumber: "LNG-210", quantity: "2" }, { itemNumber: "SRV-ASM", quantity: "1" }] });
    expect(answer).toMatchObject({
      asOf: expect.any(String), total: money("4450.00"),
      lines: [
        { item: { number: "LNG-210", name: "Skagen lounge chair" }, quantity: expect.stringMatching(/^2/), unitPrice: money("2000.00"), lineTotal: money("4000.00"), promiseDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), trace: [expect.objectContaining({ rule: "List price DKK" })] },
        { item: { number: "SRV-ASM" }, lineTotal: money("450.00") },
      ],
    });
    expect(dec(answer["lines"][0].availableQuantity).toNumber()).toBe(100);
    expect(await written()).toEqual(before);
  });

  it("QuoteCreate and QuoteSend make an offer at the ERP's price and fix it", async () => {
    const { quote } = await by("QuoteCreate", { input: { accountId: system.accounts.nordic, lines: [{ itemNumber: "LNG-210", quantity: "2" }, { itemNumber: "TBL-100", quantity: "1" }] } });
    expect(quote).toMatchObject({ status: "DRAFT", number: expect.stringMatching(/^Q-/), total: money("8500.00") });
    quoteId = quote.id;
    expect((await by("QuoteSend", { id: quoteId, expectedVersion: 1 }))["quote"]).toEqual({ id: quoteId, status: "SENT", validUntilDate: expect.any(String) });
  });

  it("QuoteSign hands over once; the order appears by its number and a repeated key changes nothing", async () => {
    const { contentHash } = await system.get(`query ($id: ID!) { quote(id: $id) { contentHash } }`, { id: quoteId });
    const variables = { id: quoteId, input: { signerName: "Åse Ørsted", signerEmail: "aase@havecenter.example", contentHash }, idempotencyKey: key() };
    const { quote } = await by("QuoteSign", variables);
    expect(quote).toMatchObject({ id: quoteId, handOver: { status: expect.stringMatching(/WAITING|DELIVERED/) }, account: { customerNumber: "C-1" } });
    order = await orderOf(system, quoteId);
    expect(order).toEqual({ number: expect.stringMatching(/^SO-/), customerNumber: "C-1" });
    expect((await by("QuoteSign", variables))["quote"]).toMatchObject({ status: "SIGNED", order: { number: order.number, status: "CONFIRMED" } });
    expect(await system.erp.db.selectFrom("salesOrder").select("number").execute()).toEqual([{ number: order.number }]);
  });

  it("OrderDesk shows the order with the owner of its customer's account", async () => {
    const desk = await by("OrderDesk", { filter: { customerNumber: { equals: "C-1" } } });
    expect(desk).toMatchObject({ totalCount: 1, nodes: [{ number: order.number, customer: { number: "C-1", account: { id: system.accounts.nordic, owner: { name: "Ines Holm" } } }, deliveryStatus: "NOT_SHIPPED", invoiceStatus: "NOT_INVOICED", total: money("10625.00"), blocks: [] }] });
  });

  it("ShipmentCreate and ShipmentShip send it; a repeated key ships nothing twice", async () => {
    const { shipment } = await by("ShipmentCreate", { salesOrderNumber: order.number, input: {}, idempotencyKey: key() });
    expect(shipment).toEqual({ number: expect.stringMatching(/^SH-/), status: "DRAFT" });
    const ship = { number: shipment.number, idempotencyKey: key() };
    const shipped = { shipment: { number: shipment.number, status: "SHIPPED", shippedDate: expect.any(String) }, userErrors: [] };
    expect([await by("ShipmentShip", ship), await by("ShipmentShip", ship)]).toEqual([shipped, shipped]);
    const moves = await system.erp.db.selectFrom("stockMove").select(["itemNumber", "quantity"]).where("kind", "=", "SHIPMENT").orderBy("itemNumber").execute();
    expect(moves.map((move) => [move.itemNumber, dec(move.quantity).toNumber()])).toEqual([["LNG-210", -2], ["TBL-100", -1]]);
  });

  it("InvoiceCreate and InvoicePost book what was shipped: number, due date and a journal that balances", async () => {
    const drafted = (await by("InvoiceCreate", { salesOrderNumber: order.number, idempotencyKey: key() }))["invoice"];
    expect(drafted).toMatchObject({ status: "DRAFT", total: money("10625.00") });
    const posted = (await by("InvoicePost", { id: drafted.id, idempotencyKey: key() }))["invoice"];
    expect(posted).toMatchObject({ number: expect.stringMatching(/^INV-NHDK-\d{4}-000001$/), status: "POSTED", openAmount: money("10625.00") });
    expect(Date.parse(posted.dueDate) - Date.parse(posted.issueDate)).toBe(30 * 86_400_000);
    const total = (side: "debit" | "credit") => posted.journalEntry.lines.reduce((sum: string, line: Json) => dec(sum).plus(line[side]?.amount ?? "0").toFixed(2), "0");
    expect([total("debit"), total("credit")]).toEqual(["10625.00", "10625.00"]);
    invoice = { id: drafted.id, number: posted.number };
  });

  it("CustomerPaymentRecord pays in part, then the rest", async () => {
    const pay = (amount: string) => by("CustomerPaymentRecord", { input: { customerNumber: "C-1", amount, currency: "DKK", paymentDate: today(), allocations: [{ invoiceNumber: invoice.number, amount }] }, idempotencyKey: key() });
    expect((await pay("4000.00"))["customerPayment"]).toMatchObject({ amount: money("4000.00"), unallocated: money("0.00"), allocations: [{ invoice: { number: invoice.number, status: "PARTLY_PAID", openAmount: money("6625.00") }, amount: money("4000.00") }] });
    expect((await pay("6625.00"))["customerPayment"].allocations[0].invoice).toMatchObject({ status: "PAID", openAmount: money("0.00") });
  });

  it("TrialBalance balances, in total and row by row with the books", async () => {
    const { rows, totalDebit, totalCredit } = await by("TrialBalance", { legalEntity: "NHDK", asOf: today() });
    expect(totalDebit).toEqual(totalCredit);
    expect(dec(totalDebit.amount).gt(10_625)).toBe(true);
    expect(rows.reduce((sum: string, row: Json) => dec(sum).plus(row.debit.amount).minus(row.credit.amount).toFixed(2), "0")).toBe("0.00");
    expect(await brokenInvariants(system.erp.db)).toEqual([]);
    expect(await brokenInvariants(system.crm.db)).toEqual([]);
  });

  it("Account360 answers both owners' facts in one request", async () => {
    const account = await by("Account360", { id: system.accounts.nordic });
    expect(account).toMatchObject({
      name: "Ærø Havecenter", customerNumber: "C-1", owner: { name: "Ines Holm" }, quotes: { nodes: [{ status: "SIGNED", order: { number: order.number } }] },
      customer: {
        number: "C-1", isOnHold: false, paymentTerms: { code: "NET30", days: 30 }, creditLimit: money("100000.00"), openBalance: money("0.00"), overdueBalance: money("0.00"), turnover: money("8500.00"), lastOrderDate: today(),
        salesOrders: { totalCount: 1, nodes: [{ number: order.number, deliveryStatus: "SHIPPED", invoiceStatus: "PAID", lines: [{ lineNumber: 1, item: { name: "Skagen lounge chair" } }, { lineNumber: 2 }] }] },
        shipments: { nodes: [{ status: "SHIPPED" }] }, invoices: { totalCount: 1, nodes: [{ number: invoice.number, status: "PAID", openAmount: money("0.00") }] },
      },
    });
  });

  it("AccountsByOverdue narrows by CRM facts, orders, pages and totals by the ERP's", async () => {
    const accounts = await prospectsWithCustomers(system, 3);
    for (const [i, accountId] of accounts.entries()) {
      const sold = await sell(system, { accountId, lines: [{ itemNumber: "LNG-210", quantity: String([1, 3, 2][i]) }], paid: "0", signing: { billingAddress: { line1: "Vej 9", postalCode: "8000", city: "Aarhus", country: "DK" } } });
      await overdueSince(system, sold.invoiceNumber, "2026-01-31");
    }
    const variables = { accounts: { segment: { equals: "Late payers" } }, customers: { overdueBalance: { greaterThan: "0" } }, first: 2 };
    const first = await by("AccountsByOverdue", variables);
    expect(first["count"]).toBe(3);
    expect(first["customerTotals"]).toEqual({ count: 3, openBalance: [money("15000.00")], overdueBalance: [money("15000.00")] });
    const rowsOf = (answer: Json) => answer["customers"].nodes.map((node: Json) => [node.overdueBalance.amount, node.account.id]);
    expect(rowsOf(first)).toEqual([["7500.00", accounts[1]], ["5000.00", accounts[2]]]);
    expect(first["customers"]).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const second = await by("AccountsByOverdue", { ...variables, after: first["customers"].pageInfo.endCursor });
    expect(rowsOf(second)).toEqual([["2500.00", accounts[0]]]);
    expect(second["customers"].pageInfo.hasNextPage).toBe(false);
  });

  it("CustomerWithAccount asks the CRM who owns the relationship", async () => {
    await system.crm.db.insertInto("contact").values({ accountId: system.accounts.nordic, name: "Åse Ørsted", email: "aase@havecenter.example" }).execute();
    expect(await by("CustomerWithAccount", { number: "C-1" })).toEqual({ number: "C-1", name: "Ærø Havecenter", openBalance: money("0.00"), account: { id: system.accounts.nordic, name: "Ærø Havecenter", owner: { name: "Ines Holm" }, contacts: { nodes: [{ name: "Åse Ørsted", email: "aase@havecenter.example" }] } } });
  });

  it("leaves no operation of the contract untried", () => {
    expect([...contract.keys()].filter((name) => !tried.has(name))).toEqual([]);
  });
});

const today = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Copenhagen" }).format(new Date());
async function prospectsWithCustomers(on: WholeSystem, count: number): Promise<string[]> {
  return (await on.crm.db.insertInto("account").values(Array.from({ length: count }, (_, i) => ({ name: `Late payer ${i + 1}`, team: "NORDIC", country: "DK", segment: "Late payers" }))).returning("id").execute()).map((row) => row.id);
}
/** Days pass. What is posted can't be changed, not even by its owner, unless the guards are off for a moment. */
async function overdueSince(on: WholeSystem, number: string, dueDate: string): Promise<void> {
  const client = await on.erp.pool.connect();
  try {
    await client.query("begin; alter table invoice disable trigger invoice_guard");
    await client.query("update invoice set issue_date = $2, due_date = $2 where number = $1", [number, dueDate]);
    await client.query("set constraints all immediate; alter table invoice enable trigger invoice_guard; commit");
  } finally {
    client.release();
  }
}
async function writtenRows(on: WholeSystem): Promise<Json> {
  const { rows } = await on.erp.pool.query(`select relname, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), true, true, '')))[1]::text::int as n from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
  return Object.fromEntries(rows.map((row) => [row.relname, row.n]));
}
