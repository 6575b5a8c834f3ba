// CRM, ERP and gateway as processes of their own, with a small company on both sides. Each process is started again when it dies, as the launcher does.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { aTinyCompany } from "@homefield/erp/erp.fixture.ts";
import { openFiscalYear } from "@homefield/erp/company/company.module.ts";
import type { DB as CrmTables } from "@homefield/crm/generated/tables.ts";
import type { DB as ErpTables } from "@homefield/erp/generated/tables.ts";
import { type Database, openDatabase, silentLog } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";

const file = (path: string): string => fileURLToPath(new URL(`../../${path}/src/main.ts`, import.meta.url));
const PASSWORD = "correct horse battery";
export const HANDOVER_SECRET = "hand-over secret of the tests";
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
type Json = Record<string, any>;
export interface Answered { data: Json | null; errors: { message: string; extensions: Json }[] | undefined }

/** One process that comes back when it is killed. */
export class Service {
  readonly name: string;
  readonly #file: string;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #wanted = false;
  isUp = false;
  kills = 0;
  said = "";
  readonly memoryFolder: string;

  constructor(name: string, path: string, environment: Record<string, string>) {
    this.name = name;
    this.#file = file(path);
    this.#environment = environment;
    this.memoryFolder = join(tmpdir(), `homefield-memory-${name.replace(" ", "-")}-${process.pid}`);
  }
  start(): Promise<void> {
    this.#wanted = true;
    // On SIGUSR2 it writes down what it holds in memory.
    const child = spawn(process.execPath, ["--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${this.memoryFolder}`, this.#file], { env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...this.#environment }, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
    child.on("exit", () => {
      if (this.#child === child) this.isUp = false;
      if (this.#wanted && this.#child === child) void this.start().catch(() => undefined);
    });
    return new Promise((resolve, reject) => {
      child.once("message", () => {
        this.isUp = true;
        resolve();
      });
      child.once("exit", () => reject(new Error(`${this.name} ended before it was ready:\n${this.said.slice(-2_000)}`)));
    });
  }
  get pid(): number | undefined {
    return this.#child?.pid;
  }
  /** Dies at once, whatever it is doing, and comes back. */
  kill(): void {
    this.kills++;
    this.isUp = false;
    this.#child?.kill("SIGKILL");
  }
  /** Everything it holds in memory after the garbage is collected, as text. */
  async memory(): Promise<string> {
    await mkdir(this.memoryFolder, { recursive: true });
    this.#child!.kill("SIGUSR2");
    // The file is complete when its last bracket is written.
    let before = 0;
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(250)) {
      const [name] = (await readdir(this.memoryFolder)).filter((one) => one.endsWith(".heapsnapshot"));
      const written = name ? (await stat(join(this.memoryFolder, name))).size : 0;
      if (written === 0 || written !== before) {
        before = written;
        continue;
      }
      const text = await readFile(join(this.memoryFolder, name!), "utf8");
      if (!/\]\s*\}\s*$/.test(text.slice(-10))) continue;
      await rm(this.memoryFolder, { recursive: true, force: true });
      return text;
    }
    throw new Error(`${this.name} wrote no snapshot of its memory`);
  }
  /** Ends and stays away. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    this.#wanted = false;
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}

export interface HandOverHouse {
  crm: Database<CrmTables>;
  erp: Database<ErpTables>;
  services: { gateway: Service; crm: Service; secondCrm: Service; erp: Service; lists: Service };
  urls: { gateway: string; crm: string; erp: string };
  /** The gateway's own database: who signs in. */
  identityUrl: string;
  /** New prospects of the Nordic team. */
  prospects(count: number): Promise<string[]>;
  /** Asks the gateway as a demo user; throws when it is not answered at all. */
  ask(query: string, variables?: Json, who?: string): Promise<Answered>;
  /** Asks until somebody answers: what a client does with an idempotency key when a connection breaks. */
  insist(query: string, variables: Json, isAnswer: (answer: Answered) => boolean): Promise<Answered>;
  token(who: string): Promise<string>;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** May put something between the gateway and its sources: gets their addresses and answers the ones the gateway is to use. */
  between?: (urls: Record<"crm" | "erp", string>) => Promise<Record<"crm" | "erp", string>>;
  /** The same between the CRM and the ERP, where signed orders are handed over. */
  beforeErp?: (erpUrl: string) => Promise<string>;
}

export async function openHandOverHouse({ between = async (urls) => urls, beforeErp = async (url) => url }: HouseOptions = {}): Promise<HandOverHouse> {
  const [crmScratch, erpScratch, identityScratch] = await Promise.all([scratchDatabase("crm"), scratchDatabase("erp"), scratchDatabase("identity")]);
  const log = silentLog();
  const crm = openDatabase<CrmTables>(crmScratch.url, { name: "test-crm", log, poolSize: 4 });
  const erp = openDatabase<ErpTables>(erpScratch.url, { name: "test-erp", log, poolSize: 4 });
  await aCompanyOnBothSides(crm, erp);

  const [gatewayPort, crmPort, secondCrmPort, erpPort, listsPort] = (await freePorts(5)) as [number, number, number, number, number];
  const urls = { gateway: `http://127.0.0.1:${gatewayPort}`, crm: `http://127.0.0.1:${crmPort}`, erp: `http://127.0.0.1:${erpPort}` };
  const sources = await between(urls);
  const common = { HOST: "127.0.0.1", LOG_LEVEL: "info" };
  const subgraph = { ...common, IDENTITY_JWKS_URL: `${urls.gateway}/auth/jwks`, HANDOVER_SECRET };
  const crmEnvironment = { ...subgraph, CRM_DATABASE_URL: crmScratch.url, ERP_URL: await beforeErp(urls.erp) };
  const services = {
    gateway: new Service("gateway", "gateway", {
      ...common, PORT: String(gatewayPort), IDENTITY_DATABASE_URL: identityScratch.url, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-test", CRM_URL: sources.crm, ERP_URL: sources.erp, LISTS_URL: `http://127.0.0.1:${listsPort}`, HOMEFIELD_DEMO: "1", DEMO_PASSWORD: PASSWORD,
    }),
    crm: new Service("crm", "subgraphs/crm", { ...crmEnvironment, PORT: String(crmPort) }),
    // A second process of the CRM: nobody asks it, but its relay delivers too.
    secondCrm: new Service("second crm", "subgraphs/crm", { ...crmEnvironment, PORT: String(secondCrmPort) }),
    erp: new Service("erp", "subgraphs/erp", { ...subgraph, PORT: String(erpPort), ERP_DATABASE_URL: erpScratch.url }),
    lists: new Service("lists", "subgraphs/lists", { ...common, IDENTITY_JWKS_URL: subgraph.IDENTITY_JWKS_URL, PORT: String(listsPort), CRM_URL: urls.crm, ERP_URL: urls.erp }),
  };
  await Promise.all(Object.values(services).map((service) => service.start()));

  const signIn = async (who: string): Promise<string> => {
    const response = await fetch(`${urls.gateway}/auth/demo-token`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: `${who}@demo.homefield.example`, password: PASSWORD }) });
    if (!response.ok) throw new Error(`no token for ${who}: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { token: string }).token;
  };
  const tokens = new Map<string, { token: Promise<string>; until: number }>();
  const token = (who: string): Promise<string> => {
    const known = tokens.get(who);
    if (known && known.until > Date.now()) return known.token;
    // Many who ask at once wait for one sign-in.
    const made = signIn(who);
    tokens.set(who, { token: made, until: Date.now() + 60_000 });
    made.catch(() => tokens.delete(who));
    return made;
  };
  const ask: HandOverHouse["ask"] = async (query, variables = {}, who = "sales") => {
    const response = await fetch(`${urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${await token(who)}` }, body: JSON.stringify({ query, variables }), signal: AbortSignal.timeout(20_000) });
    const body = (await response.json()) as { data?: Json | null; errors?: Answered["errors"] };
    return { data: body.data ?? null, errors: body.errors };
  };
  return {
    crm, erp, services, urls, identityUrl: identityScratch.url, ask, token,
    prospects: async (count) => (await crm.db.insertInto("account").values(Array.from({ length: count }, (_, i) => ({ name: `Prospect ${i + 1}`, team: "NORDIC", country: "DK" }))).returning("id").execute()).map((row) => row.id),
    insist: async (query, variables, isAnswer) => {
      for (const end = Date.now() + 90_000; ;) {
        const answer = await ask(query, variables).catch(() => null);
        if (answer && isAnswer(answer)) return answer;
        if (Date.now() > end) throw new Error(`nobody answers: ${JSON.stringify(answer)}`);
        await sleep(100 + Math.random() * 200);
      }
    },
    stop: async () => {
      await Promise.all(Object.values(services).map((service) => service.stop()));
      await Promise.all([crm.close(), erp.close()]);
      await Promise.all([crmScratch.drop(), erpScratch.drop(), identityScratch.drop()]);
    },
  };
}
async function aCompanyOnBothSides(crm: Database<CrmTables>, erp: Database<ErpTables>): Promise<void> {
  await aTinyCompany(erp.db);
  // The processes go by the clock on the wall.
  const year = new Date().getUTCFullYear();
  for (const legalEntity of ["NHDK", "NHFR"]) for (const missing of [year, year + 1].filter((y) => y > 2026)) await openFiscalYear(erp.db, legalEntity, missing);
  await crm.db.insertInto("team").values([{ code: "NORDIC", name: "Nordic", sellingEntity: "NHDK", currency: "DKK" }, { code: "SOUTH", name: "South", sellingEntity: "NHFR", currency: "EUR" }]).execute();
  await crm.db.insertInto("crmUser").values([{ name: "Ines Holm", email: "sales@demo.homefield.example", team: "NORDIC" }, { name: "Rosa Castellan", email: "sales.manager@demo.homefield.example" }]).execute();
}
