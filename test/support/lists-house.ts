// Both owners and the lists across them in one process, each with its own database, and beside them one database with both: the oracle.
import { randomBytes } from "node:crypto";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { inspect } from "node:util";
import { type Database, type Logger, openDatabase, type RunningSubgraph, silentLog, type Caller, aCaller, allPermissions, type Verify } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";
import { startCrm } from "@homefield/crm/main.ts";
import type { DB as CrmTables } from "@homefield/crm/generated/tables.ts";
import { startErp } from "@homefield/erp/main.ts";
import type { DB as ErpTables } from "@homefield/erp/generated/tables.ts";
import { ownersFor, type OwnerUrls } from "@homefield/lists/owners.ts";
import { sdl } from "@homefield/lists/sdl.ts";
import { startLists } from "@homefield/lists/main.ts";
import pg from "pg";
import { oneDatabase } from "../bench/support/one-database.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
type Json = Record<string, any>;
export type Who = Partial<Omit<Caller, "permissions">> & { permissions?: Iterable<string> };
export interface Answered { data: Json | null; errors?: { message: string; path?: string[]; extensions: Json }[] }

export interface ListsHouse {
  crm: Database<CrmTables>;
  erp: Database<ErpTables>;
  /** As superusers, for data that is put there without being lived. */
  admin: { crm: pg.Client; erp: pg.Client };
  urls: OwnerUrls & { lists: string };
  ask(query: string, variables?: Json, who?: Who): Promise<Answered>;
  /** Insists on an answer without errors. */
  get(query: string, variables?: Json, who?: Who): Promise<Json>;
  /** The owners as a caller asks them, for going each way there is. */
  owners(who?: Who): ReturnType<typeof ownersFor>;
  /** Everything asked as somebody else, unless said otherwise. */
  as(who: Who): ListsHouse;
  /** What the coordinator asked each owner and was answered, and what all three wrote into their logs. */
  heard: { to: Record<keyof OwnerUrls, string[]>; from: Record<keyof OwnerUrls, string[]>; log: string[] };
  /** One database with the tables of both, as they are now. */
  oracle(): Promise<pg.Client>;
  stop(): Promise<void>;
}
export const EVERYTHING = [...allPermissions(sdl()), ...["account:read", "contact:read", "activity:read"]];

export async function openListsHouse({ listenIn = false } = {}): Promise<ListsHouse> {
  const scratches = { crm: await scratchDatabase("crm"), erp: await scratchDatabase("erp") };
  const quiet = silentLog();
  const heard: ListsHouse["heard"] = { to: { crm: [], erp: [] }, from: { crm: [], erp: [] }, log: [] };
  const log = listenIn ? listeningLog(heard.log) : quiet;
  const callers = new Map<string, Caller>();
  // Tokens stand for callers: what a token proves is the gateway's matter.
  const verify: Verify = async (authorization) => {
    const token = (authorization ?? "").slice("Bearer ".length);
    return { caller: callers.get(token)!, token };
  };
  const tokenOf = (who: Who): string => {
    const caller = aCaller({ permissions: EVERYTHING, ...who });
    const token = JSON.stringify([caller.subject, [...caller.permissions], caller.teams, caller.legalEntities]).replace(/[^\w:*-]+/g, ".");
    callers.set(token, caller);
    return token;
  };
  const running: RunningSubgraph[] = [];
  const start = async (service: Promise<RunningSubgraph>): Promise<string> => (running.push(await service), running.at(-1)!.url);
  const common = { verify, seamSecret: "seam secret of the tests", port: 0, log };
  const erpUrl = await start(startErp({ ...common, databaseUrl: scratches.erp.url }));
  const crmUrl = await start(startCrm({ ...common, databaseUrl: scratches.crm.url, erpUrl }));
  const listeners: Server[] = [];
  const between = async (owner: keyof OwnerUrls, url: string): Promise<string> => (listenIn ? listenBefore(url, heard.to[owner], heard.from[owner], listeners) : url);
  const ownerUrls = { crm: await between("crm", crmUrl), erp: await between("erp", erpUrl) };
  const urls = { ...ownerUrls, lists: await start(startLists({ ownerUrls, verify, port: 0, log })) };
  const [crm, erp] = [openDatabase<CrmTables>(scratches.crm.url, { name: "test", log: quiet, poolSize: 4 }), openDatabase<ErpTables>(scratches.erp.url, { name: "test", log: quiet, poolSize: 4 })];
  const asAdmin = async (url: string): Promise<pg.Client> => {
    const admin = new URL(process.env["HOMEFIELD_TEST_POSTGRES"]!);
    admin.pathname = new URL(url).pathname;
    const client = new pg.Client({ connectionString: admin.href });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const admin = { crm: await asAdmin(scratches.crm.url), erp: await asAdmin(scratches.erp.url) };
  const oracles: pg.Client[] = [];
  const ask: ListsHouse["ask"] = async (query, variables = {}, who = {}) => {
    const response = await fetch(`${urls.lists}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${tokenOf(who)}` }, body: JSON.stringify({ query, variables }) });
    return (await response.json()) as Answered;
  };
  const house: ListsHouse = {
    crm, erp, admin, urls, ask, heard,
    as: (who) => ({ ...house, ask: (query, variables, other) => house.ask(query, variables, other ?? who), get: (query, variables, other) => house.get(query, variables, other ?? who), owners: (other) => house.owners(other ?? who) }),
    get: async (query, variables, who) => {
      const { data, errors } = await ask(query, variables, who);
      if (errors || !data) throw new Error(`${JSON.stringify(errors)} to ${JSON.stringify(variables)}`);
      return data;
    },
    owners: (who = {}) => ownersFor(ownerUrls, { token: tokenOf(who), requestId: crypto.randomUUID() }),
    oracle: async () => {
      const { url } = await oneDatabase(process.env["HOMEFIELD_TEST_POSTGRES"]!, [
        { client: admin.crm, tables: ["account", "account_figure", "opportunity"] }, { client: admin.erp, tables: ["customer", "invoice", "customer_payment", "sales_order", "sales_order_line"] },
      ], `oracle_${randomBytes(6).toString("hex")}`);
      oracles.push(await asAdmin(url));
      return oracles.at(-1)!;
    },
    stop: async () => {
      for (const service of running.toReversed()) await service.stop();
      for (const listener of listeners) listener.close();
      for (const client of [...oracles, ...Object.values(admin)]) await client.end();
      await Promise.all([crm.close(), erp.close()]);
      await Promise.all(Object.values(scratches).map((scratch) => scratch.drop()));
    },
  };
  return house;
}

/** Passes on what is asked and answered, and keeps it. */
async function listenBefore(url: string, asked: string[], answered: string[], listeners: Server[]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      asked.push(body);
      const passed = request(new URL(incoming.url!, url), { method: incoming.method, headers: incoming.headers }, (answer) => {
        void text(answer).then((said) => {
          answered.push(said);
          outgoing.writeHead(answer.statusCode!, answer.headers).end(said);
        });
      });
      passed.on("error", () => outgoing.destroy());
      passed.end(body);
    });
  });
  listeners.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
/** Keeps all that is written, at every level. */
function listeningLog(lines: string[]): Logger {
  const write = (...said: unknown[]): void => void lines.push(inspect(said, { depth: 8 }));
  return Object.assign(silentLog(), Object.fromEntries(["trace", "debug", "info", "warn", "error", "fatal"].map((level) => [level, write])));
}
