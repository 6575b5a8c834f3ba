// Every screen of both UIs, light and dark: axe finds nothing serious, the browser complains about nothing.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BrowserHouse, type Json, openBrowserHouse, OPENING_MS, type Visit } from "./support.ts";

const top = fileURLToPath(new URL("../../", import.meta.url));
type App = "crm" | "erp";

/** The paths the modules of a UI bring. */
function screensOf(app: App): string[] {
  const folder = join(top, `web-${app}/src`);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.ui\.tsx?$/.test(file));
  return files.flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/\bpath: "([^"]+)"/g)].map((match) => match[1]!));
}

interface Looked { who: string; at: (house: BrowserHouse) => Promise<string[]> | string[] }
const plainly = (who: string, ...paths: string[]): Looked => ({ who, at: () => paths });
const first = (who: string, query: string, path: (found: Json) => string | string[]): Looked => ({ who, at: async (house) => [path(await house.ask(who, query))].flat() });
const nodes = (found: Json, list: string): Json[] => found[list].nodes;

/** Where each screen is looked at: records in every state that looks different. */
const screens: Record<App, Record<string, Looked>> = {
  crm: {
    "/accounts": plainly("sales.manager", "/accounts", "/accounts?view=overdue", "/accounts?new=1"),
    "/accounts/$id": first("sales.manager", `{ held: accounts(filter: { customerNumber: { isNull: false } }, first: 2) { nodes { id } } prospects: accounts(filter: { customerNumber: { isNull: true } }, first: 1) { nodes { id } } }`,
      (found) => [...nodes(found, "held"), ...nodes(found, "prospects")].map(({ id }) => `/accounts/${id}`)),
    "/activities": plainly("sales.manager", "/activities", "/activities?new=TASK"),
    "/contacts": plainly("sales.manager", "/contacts", "/contacts?new=1"),
    "/pipeline": plainly("sales.manager", "/pipeline", "/pipeline?new=1"),
    "/opportunities/$id": first("sales.manager", `{ open: opportunities(filter: { status: { equals: OPEN } }, first: 1) { nodes { id } } lost: opportunities(filter: { status: { equals: LOST } }, first: 1) { nodes { id } } }`,
      (found) => [...nodes(found, "open"), ...nodes(found, "lost")].map(({ id }) => `/opportunities/${id}`)),
    "/quotes": plainly("sales.manager", "/quotes"),
    "/quotes/new": plainly("sales.manager", "/quotes/new"),
    "/quotes/$id": first("sales.manager", `{ ${["DRAFT", "IN_APPROVAL", "SENT", "SIGNED", "REJECTED", "EXPIRED"].map((status) => `${status}: quotes(filter: { status: { equals: ${status} } }, first: 1) { nodes { id } }`).join(" ")} }`,
      (found) => Object.keys(found).flatMap((status) => nodes(found, status).map(({ id }) => `/quotes/${id}`))),
    "/quotes/$id/sign": first("sales.manager", `{ sent: quotes(filter: { status: { equals: SENT } }, first: 1) { nodes { id } } }`, (found) => nodes(found, "sent").map(({ id }) => `/quotes/${id}/sign`)),
    "/signed-orders": plainly("sales.manager", "/signed-orders"),
    "/orders/$number": first("sales.manager", `{ blocked: salesOrders(filter: { isBlocked: { equals: true } }, first: 1) { nodes { number } } done: salesOrders(filter: { status: { equals: CLOSED } }, first: 1) { nodes { number } } }`,
      (found) => [...nodes(found, "blocked"), ...nodes(found, "done")].map(({ number }) => `/orders/${number}`)),
    "/privacy": plainly("privacy", "/privacy", "/privacy?part=requests"),
    "/audit": plainly("auditor", "/audit", "/audit?what=Nothing.seen"),
    "/settings": plainly("sales.manager", "/settings", "/settings?part=people", "/settings?part=pipelines", "/settings?part=reasons"),
  },
  erp: {
    "/orders": plainly("planner", "/orders", "/orders?view=blocked"),
    "/orders/new": plainly("planner", "/orders/new"),
    "/orders/$number": first("planner", `{ blocked: salesOrders(filter: { isBlocked: { equals: true } }, first: 1) { nodes { number } } draft: salesOrders(filter: { status: { equals: DRAFT } }, first: 1) { nodes { number } } }`,
      (found) => [...nodes(found, "blocked"), ...nodes(found, "draft")].map(({ number }) => `/orders/${number}`)),
    "/shipments": plainly("warehouse", "/shipments", "/shipments?view=way"),
    "/shipments/$number": first("warehouse", `{ draft: shipmentList(filter: { status: { equals: DRAFT } }, first: 1) { nodes { number } } gone: shipmentList(filter: { status: { equals: SHIPPED } }, first: 1) { nodes { number } } }`,
      (found) => [...nodes(found, "draft"), ...nodes(found, "gone")].map(({ number }) => `/shipments/${number}`)),
    "/items": plainly("planner", "/items", "/items?view=short"),
    "/items/$number": first("planner", `{ items(first: 2) { nodes { number } } }`, (found) => nodes(found, "items").map(({ number }) => `/items/${number}`)),
    "/prices": plainly("planner", "/prices"),
    "/customers": plainly("controller", "/customers", "/customers?view=hold"),
    "/customers/$number": first("controller", `{ customers(first: 2) { nodes { number } } }`, (found) => nodes(found, "customers").map(({ number }) => `/customers/${number}`)),
    "/invoices": plainly("controller", "/invoices"),
    "/invoices/draft/$id": first("controller", `{ invoices(filter: { status: { equals: DRAFT } }, first: 1) { nodes { id } } }`, (found) => nodes(found, "invoices").map(({ id }) => `/invoices/draft/${id}`)),
    "/invoices/$number": first("controller", `{ paid: invoices(filter: { status: { equals: PAID } }, first: 1) { nodes { number } } open: invoices(filter: { status: { equals: POSTED } }, first: 1) { nodes { number } } }`,
      (found) => [...nodes(found, "paid"), ...nodes(found, "open")].map(({ number }) => `/invoices/${number}`)),
    "/payments": plainly("controller", "/payments", "/payments?view=open"),
    "/payments/$number": first("controller", `{ open: customerPayments(filter: { unallocated: { greaterThan: "0" } }, first: 1) { nodes { number } } placed: customerPayments(filter: { unallocated: { equals: "0" }, status: { equals: POSTED } }, first: 1) { nodes { number } } }`,
      (found) => [...nodes(found, "open"), ...nodes(found, "placed")].map(({ number }) => `/payments/${number}`)),
    "/cash": plainly("controller", "/cash"),
    "/receivables": plainly("controller", "/receivables"),
    "/trial-balance": plainly("controller", "/trial-balance"),
    "/chart": plainly("controller", "/chart"),
    "/journal": plainly("controller", "/journal"),
    "/journal/new": plainly("controller", "/journal/new"),
    "/journal/$id": first("controller", `{ journalEntries(first: 1) { nodes { id } } }`, (found) => nodes(found, "journalEntries").map(({ id }) => `/journal/${id}`)),
    "/users": plainly("admin", "/users"),
    "/companies": plainly("controller", "/companies"),
    "/exchange-rates": plainly("controller", "/exchange-rates"),
    "/lists": plainly("controller", "/lists"),
    "/periods": plainly("controller", "/periods"),
    "/health": plainly("controller", "/health"),
    "/audit": plainly("auditor", "/audit", "/audit?what=Nothing.seen"),
  },
};

let house: BrowserHouse;
beforeAll(async () => { house = await openBrowserHouse(); }, OPENING_MS);
afterAll(() => house?.stop());

for (const app of ["crm", "erp"] as const) {
  test(`no screen of the ${app.toUpperCase()} is left out`, () => expect(Object.keys(screens[app]).toSorted()).toEqual(screensOf(app).toSorted()));
  for (const look of ["light", "dark"] as const) {
    describe(`${app.toUpperCase()}, ${look}`, () => {
      const visits = new Map<string, Promise<Visit>>();
      const visit = (who: string): Promise<Visit> => visits.get(who) ?? visits.set(who, house.visit(who, { dark: look === "dark" })).get(who)!;
      afterAll(async () => { for (const open of visits.values()) await (await open).close(); });

      test.for(Object.entries(screens[app]))("%s", async ([, { who, at }]) => {
        const { page, go, complaints } = await visit(who);
        const paths = await at(house);
        expect(paths).not.toEqual([]);
        for (const path of paths) {
          complaints.length = 0;
          await go(`/${app}${path}`);
          expect(await page.getByRole("heading", { level: 1 }).first().textContent(), path).not.toBe("");
          expect.soft(complaints, `${path} in the console`).toEqual([]);
          expect.soft(await seriousFindings(page), path).toEqual([]);
        }
      });
    });
  }
  test(`${app.toUpperCase()}: signing in`, async () => {
    const { page, go, complaints, close } = await house.visit();
    await go(`/${app}/`);
    await page.getByRole("heading", { name: "Sign in", exact: true }).waitFor();
    // The browser itself notes that nobody is signed in.
    expect(complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await close();
  });
}

async function seriousFindings(page: Visit["page"]): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").flatMap(({ id, nodes: found }) => found.map((node) => `${id}: ${node.html.slice(0, 160)} (${node.any.concat(node.all, node.none)[0]?.message ?? ""})`));
}
