// The whole system as people meet it: the demo company behind CRM, ERP and gateway, each a process, and a Chromium in front.
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { silentProgress } from "@homefield/commands/house/progress.ts";
import { buildWebs, sourceHash, type Web } from "@homefield/commands/web/build.ts";
import { scratchDatabase } from "@homefield/kit/scratch";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { Service } from "../support/hand-over-house.ts";

const top = fileURLToPath(new URL("../../", import.meta.url));
const PASSWORD = "correct horse battery";
/** Making the demo company, building the pages and starting everything; the company and the pages once per run. */
export const OPENING_MS = 600_000;

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
export type Json = Record<string, any>;

export interface BrowserHouse {
  url: string;
  browser: Browser;
  services: Record<"gateway" | "crm" | "erp" | "lists", Service>;
  /** A new window of a demo user who has signed in; without a name, of nobody. */
  visit(who?: string, look?: { dark?: boolean }): Promise<Visit>;
  /** Asks the graph as a demo user; throws on any error. */
  ask<T = Json>(who: string, query: string, variables?: Json): Promise<T>;
  stop(): Promise<void>;
}

export interface Visit {
  page: Page;
  /** What the browser complained about so far. */
  complaints: string[];
  go(path: string): Promise<void>;
  /** Nothing is being asked and nothing is being waited for on the screen. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function openBrowserHouse(): Promise<BrowserHouse> {
  const [company, webs, browser] = [await copyOfDemo(), await buildWebs(join(top, "node_modules/.cache/homefield/web"), silentProgress), await launchChromium()];
  const identity = await scratchDatabase("identity");
  const [gatewayPort, crmPort, erpPort, listsPort] = (await freePorts(4)) as [number, number, number, number];
  const url = `http://localhost:${gatewayPort}`;
  const services = servicesOf({ ports: { gateway: gatewayPort, crm: crmPort, erp: erpPort, lists: listsPort }, url, webs, databases: { ...company.urls, identity: identity.url } });
  const stop = async (): Promise<void> => {
    await browser.close();
    await Promise.all(Object.values(services).map((service) => service.stop()));
    await Promise.all([company.drop(), identity.drop()]);
  };
  try {
    await Promise.all(Object.values(services).map((service) => service.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  const tokens = new Map<string, string>();
  const token = async (who: string): Promise<string> => {
    const known = tokens.get(who);
    if (known) return known;
    const response = await fetch(`${url}/auth/demo-token`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: addressOf(who), password: PASSWORD }) });
    const answer = (await response.json()) as { token?: string };
    if (!answer.token) throw new Error(`no token for ${who}: ${response.status} ${JSON.stringify(answer)}`);
    // A token lasts five minutes, longer than any test waits between two questions.
    setTimeout(() => tokens.delete(who), 120_000).unref();
    tokens.set(who, answer.token);
    return answer.token;
  };
  return {
    url, browser, services, stop,
    async ask<T = Json>(who: string, query: string, variables: Json = {}): Promise<T> {
      const response = await fetch(`${url}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${await token(who)}` }, body: JSON.stringify({ query, variables }) });
      const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
      if (!data || errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      return data;
    },
    visit: (who, look = {}) => visit(browser, url, who, look),
  };
}

const addressOf = (who: string): string => `${who}@demo.homefield.example`;

async function visit(browser: Browser, url: string, who: string | undefined, { dark = false }: { dark?: boolean }): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, colorScheme: dark ? "dark" : "light", reducedMotion: "reduce", locale: "en-GB" });
  context.setDefaultTimeout(30_000);
  if (who !== undefined) {
    const response = await context.request.post("/auth/sign-in/email", { data: { email: addressOf(who), password: PASSWORD }, headers: { origin: url } });
    expect(response.status(), `${who} signs in: ${await response.text()}`).toBe(200);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(`${error.name}: ${error.message}`));
  const asked = new Set<unknown>();
  page.on("request", (request) => request.url().endsWith("/graphql") && asked.add(request));
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  const settled = async (): Promise<void> => {
    // Quiet in two looks, a frame apart: an answer may lead to the next question.
    let quiet = 0;
    await expect.poll(async () => {
      const waits = asked.size > 0 || (await page.evaluate(() => new Promise<boolean>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.querySelector("#main, .sign") === null || document.querySelector("[aria-busy=true], .sk") !== null))))));
      quiet = waits ? 0 : quiet + 1;
      return quiet >= 2;
    }, { timeout: 30_000, interval: 60, message: `${page.url()} comes to rest` }).toBe(true);
  };
  return {
    page, complaints, settled,
    go: async (path) => {
      await page.goto(path);
      await settled();
    },
    close: () => context.close(),
  };
}

function servicesOf({ ports, url, webs, databases }: { ports: Record<"gateway" | "crm" | "erp" | "lists", number>; url: string; webs: Record<Web, string>; databases: Record<"crm" | "erp" | "identity", string> }): BrowserHouse["services"] {
  const common = { HOST: "127.0.0.1", LOG_LEVEL: "warn" };
  const subgraph = { ...common, IDENTITY_JWKS_URL: `http://127.0.0.1:${ports.gateway}/auth/jwks`, HANDOVER_SECRET: "hand-over secret of the tests" };
  const inside = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    gateway: new Service("gateway", "gateway", {
      ...common, PORT: String(ports.gateway), PUBLIC_URL: url, IDENTITY_DATABASE_URL: databases.identity, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-test", CRM_URL: inside(ports.crm), ERP_URL: inside(ports.erp), LISTS_URL: inside(ports.lists),
      HOMEFIELD_DEMO: "1", DEMO_PASSWORD: PASSWORD, WEB_CRM_DIST: webs.crm, WEB_ERP_DIST: webs.erp, WEB_EXPLORER_DIST: webs.explorer,
    }),
    crm: new Service("crm", "subgraphs/crm", { ...subgraph, PORT: String(ports.crm), CRM_DATABASE_URL: databases.crm, ERP_URL: inside(ports.erp) }),
    erp: new Service("erp", "subgraphs/erp", { ...subgraph, PORT: String(ports.erp), ERP_DATABASE_URL: databases.erp }),
    lists: new Service("lists", "subgraphs/lists", { ...common, IDENTITY_JWKS_URL: subgraph.IDENTITY_JWKS_URL, PORT: String(ports.lists), CRM_URL: inside(ports.crm), ERP_URL: inside(ports.erp) }),
  };
}

/** The demo company in databases of one's own; lived through once per run, then copied. */
async function copyOfDemo(): Promise<{ urls: Record<"crm" | "erp", string>; drop(): Promise<void> }> {
  const made = `${sourceHash(["commands/src/demo", "subgraphs/crm/migrations", "subgraphs/erp/migrations"].map((folder) => join(top, folder))).slice(0, 12)}_${new Date().toISOString().slice(0, 10).replaceAll("-", "")}`;
  const name = (side: "crm" | "erp"): string => `demo_${side}_${made}`;
  return asSuperuser(async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name("crm")]);
    if (rowCount === 0) {
      const [crm, erp] = [await scratchDatabase("crm"), await scratchDatabase("erp")];
      await seed(crm.url, erp.url);
      // The one that is looked for comes last.
      for (const [side, { url }] of [["erp", erp], ["crm", crm]] as const) await client.query(`alter database ${databaseOf(url)} rename to ${name(side)}`);
    }
    const suffix = randomBytes(6).toString("hex");
    const urls = { crm: "", erp: "" };
    for (const side of ["crm", "erp"] as const) {
      const copy = `browser_${side}_${suffix}`;
      await client.query(`create database ${copy} template ${name(side)} owner ${side}`);
      const url = new URL((await roleUrl(side)).href);
      url.pathname = `/${copy}`;
      urls[side] = url.href;
    }
    return { urls, drop: () => asSuperuser(async (again) => { for (const url of Object.values(urls)) await again.query(`drop database if exists ${databaseOf(url)} with (force)`); }) };
  });
}

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);

/** How the side's own role connects: as to any scratch database. */
async function roleUrl(side: "crm" | "erp"): Promise<URL> {
  const scratch = await scratchDatabase(side);
  await scratch.drop();
  return new URL(scratch.url);
}

function seed(crm: string, erp: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(join(top, "commands/src/demo/seed-process.ts"), [], { env: { PATH: process.env.PATH ?? "", CRM_DATABASE_URL: crm, ERP_DATABASE_URL: erp }, execArgv: [], stdio: ["ignore", "pipe", "pipe", "ipc"] });
    let said = "";
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the demo company could not be made:\n${said.slice(-2_000)}`))));
  });
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(process.env.HOMEFIELD_TEST_POSTGRES ?? "");
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
