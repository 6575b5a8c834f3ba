// The board and the order desk without a mouse.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserHouse, type Json, openBrowserHouse, OPENING_MS } from "./support.ts";

let house: BrowserHouse;
beforeAll(async () => { house = await openBrowserHouse(); }, OPENING_MS);
afterAll(() => house?.stop());

interface Lane { stage: { id: string; name: string }; opportunities: { id: string; name: string }[] }
const lanes = async (): Promise<Lane[]> => (await house.ask<{ pipelineBoard: { lanes: Lane[] } }>("sales.manager", `{ pipelineBoard { lanes { stage { id name } opportunities { id name } } } }`)).pipelineBoard.lanes;

test("the board: choose, lift, carry, drop; it holds after a reload", async () => {
  const before = await lanes();
  const from = before.findIndex(({ opportunities }, at) => opportunities.length > 1 && at + 1 < before.length);
  const deal = before[from]!.opportunities[1]!;
  const { page, go, complaints, close } = await house.visit("sales.manager");
  await go("/crm/pipeline");
  const board = page.getByRole("group", { name: "Pipeline" });
  const lane = (at: number) => board.locator(`[data-lane="${at}"]`);
  const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.getAttribute("data-card") ?? null);

  await lane(from).getByRole("listitem").first().focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe(deal.id);
  await page.keyboard.press("Space");
  await page.getByText(`lifted from ${before[from]!.stage.name}`).waitFor({ state: "attached" });
  await page.keyboard.press("Escape");
  await page.getByText(`is back in ${before[from]!.stage.name}`).waitFor({ state: "attached" });
  expect((await lanes())[from]!.opportunities.map(({ id }) => id)).toContain(deal.id);

  await page.keyboard.press("Space");
  await page.getByText(`lifted from ${before[from]!.stage.name}`).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowRight");
  await page.getByText(`Over ${before[from + 1]!.stage.name}`).waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await page.getByText(`moved to ${before[from + 1]!.stage.name}.`).waitFor({ state: "attached" });
  await expect.poll(async () => (await lanes())[from + 1]!.opportunities.some(({ id }) => id === deal.id)).toBe(true);
  await expect.poll(focused, { message: "the focus stays on the deal" }).toBe(deal.id);

  await page.reload();
  await lane(from + 1).locator(`[data-card="${deal.id}"]`).waitFor();
  expect(await lane(from).locator(`[data-card="${deal.id}"]`).count()).toBe(0);
  await lane(from + 1).locator(`[data-card="${deal.id}"]`).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: deal.name }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test("the order desk: J and K choose, R releases with a reason, Enter opens", async () => {
  const held = await heldForCredit();
  const { page, go, complaints, close } = await house.visit("planner");
  await go("/erp/orders?view=blocked");
  const table = page.getByRole("table", { name: "Orders" });
  const rows = await table.locator("tbody tr[data-key]").evaluateAll((found) => found.map((row) => row.getAttribute("data-key")!));
  expect(rows).toContain(held);
  expect(rows.length).toBeGreaterThan(1);
  const current = (): Promise<string | null> => table.locator("tr[aria-current=true]").getAttribute("data-key");

  // The first row is chosen when the desk opens; from there down to the order and back up again.
  await expect.poll(current).toBe(rows[0]);
  await page.keyboard.press("j");
  await expect.poll(current).toBe(rows[1]);
  await page.keyboard.press("k");
  await expect.poll(current).toBe(rows[0]);
  for (let at = 0; at < rows.indexOf(held); at++) {
    await page.keyboard.press("j");
    await expect.poll(current).toBe(rows[at + 1]);
  }

  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: `Release ${held} for delivery` });
  await dialog.waitFor();
  await page.keyboard.press("Control+Enter");
  await dialog.getByText("Give a reason first.").waitFor();
  await page.keyboard.type("Their bank confirmed the transfer");
  await page.keyboard.press("Control+Enter");
  await dialog.waitFor({ state: "hidden" });
  await expect.poll(async () => (await blocksOf(held)).includes("CREDIT")).toBe(false);
  const { salesOrder } = await house.ask<{ salesOrder: Json }>("planner", `{ salesOrder(number: "${held}") { log { text actorName } } }`);
  expect(salesOrder["log"].some((line: Json) => line["actorName"] === "Pavel Novák" && line["text"].includes("Their bank confirmed the transfer"))).toBe(true);

  await go("/erp/orders");
  await expect.poll(current).not.toBeNull();
  await page.keyboard.press("j");
  const chosen = await expect.poll(current).not.toBe(null).then(current);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/erp/orders/${chosen}`);
  await page.getByRole("heading", { level: 1, name: chosen! }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

const blocksOf = async (number: string): Promise<string[]> => (await house.ask<{ salesOrder: { blocks: { kind: string }[] } }>("planner", `{ salesOrder(number: "${number}") { blocks { kind } } }`)).salesOrder.blocks.map(({ kind }) => kind);

/** An open order the credit limit holds. */
async function heldForCredit(): Promise<string> {
  const { salesOrders } = await house.ask<{ salesOrders: { nodes: { number: string; blocks: { kind: string }[] }[] } }>("planner", `{ salesOrders(filter: { isBlocked: { equals: true }, status: { in: [CONFIRMED, IN_FULFILMENT] } }, first: 50) { nodes { number blocks { kind } } } }`);
  const found = salesOrders.nodes.find(({ blocks }) => blocks.length === 1 && blocks[0]!.kind === "CREDIT");
  if (!found) throw new Error("no order is held for credit alone");
  return found.number;
}
