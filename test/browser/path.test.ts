// From a chance to sell to money in the bank, through both UIs, by the people who do it. Every figure is worked out here, from what the ERP prices.
import { Dec, type DecimalString } from "@homefield/kit";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserHouse, type Json, openBrowserHouse, OPENING_MS, type Visit } from "./support.ts";

let house: BrowserHouse;
beforeAll(async () => { house = await openBrowserHouse(); }, OPENING_MS);
afterAll(() => house?.stop());

const written = (amount: DecimalString | Dec, digits = 2): string => new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(amount)).replace("-", "\u2212");
/** An amount as a part of a pattern. */
const figure = (amount: DecimalString | Dec): string => written(amount).replaceAll(".", "\\.");
const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole("button", { name });
const textOf = async (locator: Locator): Promise<string> => ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim();
/** Waits until the locator says exactly this. */
const says = (locator: Locator, text: string | RegExp): Promise<void> => expect.poll(() => textOf(locator), { timeout: 20_000, message: String(text) })[typeof text === "string" ? "toBe" : "toMatch"](text as string);

/** A Danish customer of Ines Holm's team that owes nothing, and two items it could have at once. */
async function chooseCustomerAndItems(): Promise<{ account: { id: string; name: string; customerNumber: string }; items: { number: string; name: string; price: DecimalString; free: DecimalString; promise: string }[] }> {
  const { accounts } = await house.ask<{ accounts: { nodes: Json[] } }>("sales", `{ accounts(filter: { customerNumber: { isNull: false }, country: { equals: "DK" } }, first: 100) {
    nodes { id name customerNumber customer { isOnHold currency openBalance { amount } overdueBalance { amount } creditLeft { amount } salesOrders(filter: { status: { in: [CONFIRMED, IN_FULFILMENT] } }, first: 1) { totalCount } } } } }`);
  const account = accounts.nodes.find(({ customer }) => customer && !customer.isOnHold && customer.currency === "DKK" && Number(customer.openBalance.amount) === 0 && Number(customer.overdueBalance.amount) === 0 && customer.salesOrders.totalCount === 0 && (customer.creditLeft === null || Number(customer.creditLeft.amount) > 100_000));
  if (!account) throw new Error("the demo company has no Danish customer without debts");
  const { items } = await house.ask<{ items: { nodes: Json[] } }>("sales", `{ items(filter: { status: { equals: ACTIVE } }, first: 60) { nodes { number name } } }`);
  const { priceAndPromise } = await house.ask<{ priceAndPromise: { lines: Json[] } }>("sales", `query ($customer: ID!, $lines: [PriceRequestLine!]!) { priceAndPromise(customerNumber: $customer, currency: "DKK", lines: $lines) { lines { item { number name } unitPrice { amount } availableQuantity promiseDate } } }`,
    { customer: account["customerNumber"], lines: items.nodes.map(({ number }) => ({ itemNumber: number, quantity: "1" })) });
  // From one warehouse: what leaves from two places travels as two shipments.
  const { items: stocked } = await house.ask<{ items: { nodes: Json[] } }>("planner", `query ($numbers: [ID!]!) { items(filter: { number: { in: $numbers } }, first: 60) { nodes { number stock { available warehouse { code legalEntity { code } } } } } }`, { numbers: items.nodes.map(({ number }) => number) });
  const leavesFrom = new Map(stocked.nodes.map(({ number, stock }) => {
    const fullest = stock.filter((shelf: Json) => shelf["warehouse"].legalEntity.code === "NHDK").sort((a: Json, b: Json) => Number(b["available"]) - Number(a["available"]))[0];
    return [number, Number(fullest?.available ?? 0) > 20 ? fullest.warehouse.code : undefined];
  }));
  const inReach = priceAndPromise.lines.filter((line) => line["unitPrice"] && leavesFrom.get(line["item"].number) !== undefined);
  const warehouse = leavesFrom.get(inReach[0]?.["item"].number);
  const chosen = inReach.filter((line) => leavesFrom.get(line["item"].number) === warehouse).slice(0, 2);
  expect(chosen).toHaveLength(2);
  return { account: account as never, items: chosen.map((line) => ({ number: line["item"].number, name: line["item"].name, price: line["unitPrice"].amount, free: line["availableQuantity"], promise: line["promiseDate"] })) };
}

test("from an opportunity to reconciled cash", { timeout: 300_000 }, async () => {
  const { account, items: [first, second] } = await chooseCustomerAndItems();
  const opened: Visit[] = [];
  const as = async (who?: string): Promise<Visit> => {
    const visit = await house.visit(who);
    opened.push(visit);
    return visit;
  };

  // ---- Sales signs in and finds the account.
  const sales = await as();
  const { page } = sales;
  await sales.go("/crm/");
  await button(page, /Ines Holm/).click();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Accounts" }).click();
  await page.getByPlaceholder("Find in accounts").fill(account.name);
  await page.getByRole("row").filter({ hasText: account.name }).getByRole("link", { name: account.name, exact: true }).first().click();
  const erpSide = page.getByRole("region", { name: "What ERP knows" });
  await says(erpSide.locator("section.panel").filter({ hasText: "Balance" }).locator(".bigfig"), "0.00");

  // ---- An opportunity, seen on the board.
  const deal = "Terrace for the path test";
  await button(page, "Add an opportunity").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(deal);
  await dialog.getByLabel("May bring").fill("24000");
  await button(dialog, "Make opportunity").click();
  await page.getByRole("heading", { level: 1, name: deal }).waitFor();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pipeline" }).click();
  const card = page.locator("[data-lane='0']").getByRole("listitem").filter({ hasText: deal });
  await says(card, new RegExp(`^${deal}24,000${account.name}`));
  await card.getByRole("link", { name: deal }).click();

  // ---- A quote with two lines: price, availability and promise come from the ERP while it is written.
  await button(page, "New quote").first().click();
  await page.getByLabel("What it is about").fill("Chairs and more");
  expect(await page.getByRole("combobox", { name: "Account" }).inputValue()).toBe(account.name);
  await button(page, "Make the quote").click();
  await page.getByRole("heading", { level: 1, name: /Chairs and more/ }).waitFor();
  const row = (line: number): Locator => page.getByRole("table", { name: "Lines of the quote" }).locator(`tr[data-key="${line}"]`);
  const cell = (line: number, column: string): Locator => row(line).locator(`td[data-column="${column}"]`);
  for (const [at, item] of [first!, second!].entries()) {
    await page.getByPlaceholder("Add a line: item number or name").fill(item.number);
    await page.getByRole("option").filter({ hasText: item.number }).first().click();
    await says(cell(at + 1, "erpprice"), written(item.price));
    await says(cell(at + 1, "free"), written(item.free, 0));
  }
  await cell(1, "quantity").dblclick();
  await cell(1, "quantity").getByRole("textbox").fill("4");
  await page.keyboard.press("Enter");
  await says(cell(1, "quantity"), "4");
  const { quotes } = await house.ask<{ quotes: { nodes: Json[] } }>("sales", `{ quotes(filter: { accountId: { equals: "${account.id}" }, status: { equals: DRAFT } }, first: 1) { nodes { id number total { amount } lines { lineNumber quantity unitPrice { amount } } } } }`);
  const quote = quotes.nodes[0]!;
  const prices = [0, 1].map((at) => new Dec(quote["lines"][at].unitPrice.amount));
  const net = prices[0]!.times(4).plus(prices[1]!);
  await says(cell(1, "total"), written(prices[0]!.times(4)));
  await says(cell(2, "total"), written(prices[1]!));
  await says(page.getByLabel("Totals, delivery and record"), new RegExp(`Offered, without tax ?${figure(net)}`));
  const day = new Date(`${first!.promise}T12:00:00Z`);
  await says(cell(1, "promise"), new RegExp(`^${day.getUTCDate()} ${day.toLocaleString("en-GB", { month: "short", timeZone: "UTC" }).slice(0, 3)}`));
  expect(quote["total"].amount).toBe(net.toFixed(2));

  // ---- Sent, signed, handed over.
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await button(page.getByRole("dialog"), /^Send/).click();
  await button(page, "Record signature").click();
  await page.getByLabel("Name as signed").fill("Åse Ørsted");
  await page.getByRole("textbox", { name: "E-mail", exact: true }).fill("aase@fjordby.example");
  await page.getByLabel("Their order number").fill("PO-4711");
  await says(page.getByRole("table", { name: "Lines that are signed" }).locator("tfoot"), new RegExp(`${figure(net)}\\s?DKK`));
  await button(page, "Sign and hand over").click();
  const handed = page.getByText("This deal now lives in ERP as");
  await handed.waitFor();
  const order = /SO-\d+/.exec(await textOf(handed))![0];

  // ---- The ERP has it: the same customer, the same lines, and tax on top.
  const { salesOrder } = await house.ask<{ salesOrder: Json }>("planner", `{ salesOrder(number: "${order}") { status blocks { kind reason } total { amount } netAmount { amount } lines { quantity netAmount { amount } } } }`);
  expect(salesOrder["lines"].map((line: Json) => [line["quantity"], line["netAmount"].amount]).slice(0, 2)).toEqual([["4", prices[0]!.times(4).toFixed(2)], ["1", prices[1]!.toFixed(2)]]);
  expect(salesOrder).toMatchObject({ status: "CONFIRMED", blocks: [] });
  const total: string = salesOrder["total"].amount;
  expect(total).toBe(new Dec(salesOrder["netAmount"].amount).times("1.25").toFixed(2));
  const planner = await as("planner");
  await planner.go("/erp/orders");
  await button(planner.page.getByRole("columnheader", { name: "Order" }), "Order").click();
  const onDesk = planner.page.getByRole("table", { name: "Orders" }).locator(`tr[data-key="${order}"]`);
  await says(onDesk.locator("td[data-column=value]"), new RegExp(`^${figure(total)}\\s?DKK$`));
  await says(onDesk.locator("td[data-column=customer]"), account.name);

  // ---- The warehouse picks and sends it.
  const warehouse = await as("warehouse");
  await warehouse.go(`/erp/orders/${order}`);
  await button(warehouse.page, "Make shipment").click();
  await warehouse.page.waitForURL(/\/erp\/shipments\/SH-/);
  const shipment = /SH-\d+/.exec(warehouse.page.url())![0];
  await button(warehouse.page, "All picked").click();
  await button(warehouse.page, "Send off").first().click();
  await warehouse.page.getByRole("dialog").getByLabel("Carrier").fill("Nordfragt");
  await warehouse.page.getByRole("dialog").getByLabel("Tracking number").fill("NF-0042");
  await button(warehouse.page.getByRole("dialog"), /^Send off/).click();
  await button(warehouse.page, "Arrived").waitFor();

  // ---- The accountant bills it.
  const accountant = await as("accountant");
  await accountant.go(`/erp/orders/${order}`);
  await button(accountant.page, "Make invoice").click();
  await accountant.page.waitForURL(/\/erp\/invoices\/draft\//);
  await accountant.page.getByText("To pay").waitFor();
  await says(accountant.page.getByText("To pay").locator("xpath=.."), new RegExp(`^To pay\\s?${figure(total)}\\s?DKK$`));
  await button(accountant.page, /^Post/).click();
  await button(accountant.page.getByRole("dialog"), /^Post/).click();
  await accountant.page.waitForURL(/\/erp\/invoices\/INV-/);
  const invoice = /INV-[A-Z]+-\d+-\d+/.exec(accountant.page.url())![0];
  await accountant.page.getByRole("heading", { level: 1, name: invoice }).waitFor();

  // ---- Meanwhile the salesperson sees it open.
  await sales.go(`/crm/accounts/${account.id}`);
  await says(erpSide.getByRole("table", { name: "Open invoices" }).locator("tbody tr"), new RegExp(`^${invoice}.*${figure(total)}$`));
  await says(erpSide.locator("section.panel").filter({ hasText: "Balance" }).locator(".bigfig"), written(total));

  // ---- The money comes in and is placed: nothing is left over.
  await accountant.go("/erp/cash");
  await button(accountant.page, "Record payment").click();
  const payment = accountant.page.getByRole("dialog");
  await payment.getByRole("combobox", { name: "Customer" }).fill(account.name);
  await accountant.page.getByRole("option").filter({ hasText: account.name }).first().click();
  await payment.getByLabel("Amount").fill(total);
  await payment.getByLabel("Text from the bank").fill(`Invoice ${invoice}`);
  await button(payment, "Record").click();
  await accountant.page.getByRole("table", { name: "Open invoices" }).getByRole("checkbox", { name: `Pay ${invoice}` }).waitFor();
  expect(await accountant.page.getByLabel(`Apply to ${invoice}`).inputValue()).toBe(written(total));
  await accountant.page.getByText(`${written(total)} \u2212 ${written(total)} = 0.00 DKK nothing left over`).waitFor();
  await button(accountant.page, /^Place/).click();
  await accountant.page.getByText("Placed", { exact: true }).waitFor();
  await accountant.go(`/erp/invoices/${invoice}`);
  await says(accountant.page.locator("dl, .facts").filter({ hasText: "Status" }).first(), /Status\s?Paid/);
  await says(accountant.page.getByRole("table", { name: "Allocations" }).locator("tbody tr td").nth(4), written(total));

  // ---- Back in the CRM nothing is open any more.
  await sales.go(`/crm/accounts/${account.id}`);
  await says(erpSide.locator("section.panel").filter({ hasText: "Balance" }).locator(".bigfig"), "0.00");
  await erpSide.getByText("No open invoices.").waitFor();
  await page.getByText(`billed ${written(total)} DKK`).waitFor();
  await sales.go(`/crm/orders/${order}`);
  await page.getByRole("main").getByText(shipment).first().waitFor();
  await page.getByRole("main").getByText(/\bPaid\b/i).first().waitFor();
  expect(opened.flatMap(({ complaints }) => complaints).filter((complaint) => !complaint.includes("401"))).toEqual([]);
  for (const visit of opened) await visit.close();
});
