// The ERP goes away while somebody reads, and comes back.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserHouse, type Json, openBrowserHouse, OPENING_MS } from "./support.ts";

let house: BrowserHouse;
beforeAll(async () => { house = await openBrowserHouse(); }, OPENING_MS);
afterAll(() => house?.stop());

/** An account page on this machine, busy with everything else the tests run. */
const SOON_MS = 2_000;

test("the 360 without the ERP says so at once, and fills by itself when it is back", async () => {
  const { accounts } = await house.ask<{ accounts: { nodes: Json[] } }>("sales.manager", `{ accounts(filter: { customerNumber: { isNull: false } }, first: 100) { nodes { id name contacts(first: 1) { nodes { name } } customer { openBalance { amount } invoices(filter: { status: { in: [POSTED, PARTLY_PAID] } }, first: 1) { nodes { number } } } } } }`);
  const account = accounts.nodes.find(({ contacts, customer }) => contacts.nodes.length > 0 && customer.invoices.nodes.length > 0)!;
  const { page, go, close } = await house.visit("sales.manager");
  const erpSide = page.getByRole("region", { name: "What ERP knows" });
  const invoices = erpSide.getByRole("table", { name: "Open invoices" });
  await go(`/crm/accounts/${account["id"]}`);
  const bill: string = account["customer"].invoices.nodes[0].number;
  await invoices.getByText(bill).waitFor();
  const balance = await erpSide.locator(".bigfig").textContent();

  // ---- Gone while the page is open, then opened anew.
  await house.services.erp.stop("SIGKILL");
  const reloadedAt = Date.now();
  await page.reload({ waitUntil: "commit" });
  await page.getByRole("heading", { level: 2, name: account["name"] }).waitFor();
  await page.getByText(account["contacts"].nodes[0].name).first().waitFor();
  expect(Date.now() - reloadedAt).toBeLessThan(SOON_MS);
  await erpSide.getByText(/ERP is not answering since \d\d:\d\d/).first().waitFor();
  expect(Date.now() - reloadedAt).toBeLessThan(2 * SOON_MS);
  // Nothing old is shown as if it were known.
  expect(await erpSide.locator(".bigfig").count()).toBe(0);
  expect(await invoices.count()).toBe(0);
  expect(await erpSide.textContent()).not.toContain(bill);
  for (const title of ["Balance", "Orders", "Shipments", "Invoices"]) await erpSide.locator("section.panel.silent").filter({ has: page.getByRole("heading", { name: title }) }).waitFor();

  // ---- The CRM's own work goes on.
  await page.getByPlaceholder(/Write a note on/).fill("Called while the ERP was away");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Called while the ERP was away").last().waitFor();
  await page.evaluate(() => { (window as unknown as Json)["untouched"] = true; });

  // ---- Back: the panels fill on the page that stands there.
  await house.services.erp.start();
  await invoices.getByText(bill).waitFor();
  expect(await erpSide.locator(".bigfig").textContent()).toBe(balance);
  await expect.poll(() => erpSide.locator("section.panel.silent").count()).toBe(0);
  expect(await page.evaluate(() => (window as unknown as Json)["untouched"])).toBe(true);
  await close();
});

test("the open 360 notices by itself that the ERP went silent and came back", async () => {
  const { accounts } = await house.ask<{ accounts: { nodes: { id: string }[] } }>("sales.manager", `{ accounts(filter: { customerNumber: { isNull: false } }, first: 1) { nodes { id } } }`);
  const { page, go, close } = await house.visit("sales.manager");
  await go(`/crm/accounts/${accounts.nodes[0]!.id}`);
  const side = page.getByRole("complementary", { name: "Sidebar" }).getByRole("status");
  await side.getByText(/ERP answering/).waitFor();
  await house.services.erp.stop("SIGKILL");
  await side.getByText(/ERP silent since \d\d:\d\d/).waitFor();
  await house.services.erp.start();
  await side.getByText(/ERP answering/).waitFor();
  expect(await side.textContent()).not.toMatch(/silent/);
  await close();
});
