// The hand-over house with its books open, goods in stock and accounts that point at customers: enough to go from an offer to money in the bank.
import { readdirSync, readFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createStandardChart } from "@homefield/erp/finance/ledger/ledger.module.ts";
import { type DocumentNode, Kind, parse, print } from "graphql";
import { expect, vi } from "vitest";
import { type Answered, type HandOverHouse, openHandOverHouse } from "./hand-over-house.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
type Json = Record<string, any>;

export interface WholeSystem extends HandOverHouse {
  /** Accounts that point at the customers C-1 (Nordic, NHDK) and C-2 (South, NHFR). */
  accounts: { nordic: string; south: string };
  calls: Call[];
  /** Asks and insists on an answer without errors and refusals; answers the operation's first field. */
  get<T = Json>(query: string, variables?: Json, who?: string): Promise<T>;
  /** Asks without a bearer, or with whatever else: the status and the body. */
  askBare(query: string, headers?: Record<string, string>): Promise<{ status: number; body: Json }>;
}

/** One question of the gateway to one source. */
export interface Call { source: "crm" | "erp"; query: string; variables: Json; representations: number }

/** With `listenIn` everything the gateway asks its sources is noted in `calls`. */
export async function openWholeSystem({ listenIn = false } = {}): Promise<WholeSystem> {
  const calls: Call[] = [];
  const listeners: Server[] = [];
  const house = await openHandOverHouse(listenIn ? { between: async (urls) => ({ crm: await listenBefore(urls, "crm", calls, listeners), erp: await listenBefore(urls, "erp", calls, listeners) }) } : {});
  await house.erp.db.transaction().execute(async (tx) => { for (const entity of ["NHDK", "NHFR"]) await createStandardChart(tx, entity); });
  const { db } = house.crm;
  const pipeline = await db.insertInto("pipeline").values({ name: "New business" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("stage").values([{ pipelineId: pipeline.id, name: "Qualify", position: 1, probabilityPercent: 10 }, { pipelineId: pipeline.id, name: "Propose", position: 2, probabilityPercent: 50 }]).execute();
  const owner = await db.selectFrom("crmUser").select("id").where("team", "=", "NORDIC").executeTakeFirstOrThrow();
  const [nordic, south] = await db.insertInto("account").values([
    { name: "Ærø Havecenter", team: "NORDIC", country: "DK", customerNumber: "C-1", ownerId: owner.id, segment: "Garden centres" },
    { name: "Café Soleil", team: "SOUTH", country: "FR", customerNumber: "C-2" },
  ]).returning("id").execute();
  const get: WholeSystem["get"] = async <T>(query: string, variables: Json = {}, who = "integrator"): Promise<T> => {
    const answer = await house.ask(query, variables, who);
    expect(answer.errors, query).toBeUndefined();
    const first = Object.values(answer.data!)[0];
    if (first?.userErrors) expect(first.userErrors, query).toEqual([]);
    return first as T;
  };
  const system: WholeSystem = {
    ...house, accounts: { nordic: nordic!.id, south: south!.id }, get, calls,
    stop: async () => {
      await house.stop();
      for (const listener of listeners) listener.close();
    },
    askBare: async (query, headers = {}) => {
      const response = await fetch(`${house.urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify({ query }) });
      return { status: response.status, body: (await response.json()) as Json };
    },
  };
  for (const [warehouse, item, unitCost] of [["AARHUS", "LNG-210", "900.25"], ["AARHUS", "TBL-100", "2100"], ["LYON", "LNG-210", "121"]]) await receive(system, warehouse!, item!, unitCost!);
  return system;
}
export const receive = (system: WholeSystem, warehouse: string, item: string, unitCost: string, quantity = "100"): Promise<Json> =>
  system.get(`mutation ($input: StockReceiveInput!, $key: String!) { stockReceive(input: $input, idempotencyKey: $key) { userErrors { code message } } }`, { input: { warehouse, item, quantity, unitCost }, key: crypto.randomUUID() });

async function listenBefore(urls: Record<Call["source"], string>, source: Call["source"], calls: Call[], listeners: Server[]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
      const body = Buffer.concat(chunks);
      if (incoming.url === "/graphql") {
        const { query, variables = {} } = JSON.parse(body.toString()) as { query: string; variables?: Json };
        calls.push({ source, query, variables, representations: variables["representations"]?.length ?? 0 });
      }
      const passed = request(new URL(incoming.url!, urls[source]), { method: incoming.method, headers: incoming.headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => outgoing.destroy());
      passed.end(body);
    });
  });
  listeners.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const folder = new URL("../contract/", import.meta.url);
/** Every operation of the contract by its name, alone. */
export const contract: ReadonlyMap<string, string> = new Map(readdirSync(folder).filter((name) => name.endsWith(".graphql")).flatMap((name) => {
  const document: DocumentNode = parse(readFileSync(new URL(name, folder), "utf8"));
  return document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [[definition.name!.value, print(definition)] as const] : []));
}));
export const operation = (name: string): string => contract.get(name) ?? (() => { throw new Error(`the contract has no operation ${name}`); })();

export interface Sold { quoteId: string; orderNumber: string; customerNumber: string; shipmentNumber: string; invoiceId: string; invoiceNumber: string; total: { amount: string; currency: string } }
export interface Sale {
  accountId: string;
  lines?: Json[];
  signing?: Json;
  carrier?: string;
  /** What of the invoice is paid; all of it when absent, nothing when "0". */
  paid?: string;
  bankText?: string;
  quote?: Json;
}

/** From an offer to cash with the operations of the contract, as the integrator; answers what came of it. */
export async function sell(system: WholeSystem, { accountId, lines = [{ itemNumber: "LNG-210", quantity: "2" }], signing = {}, quote = {}, ...rest }: Sale): Promise<Sold> {
  const { get } = system;
  const key = (): string => crypto.randomUUID();
  const made = (await get(operation("QuoteCreate"), { input: { accountId, lines, ...quote } }))["quote"];
  await get(operation("QuoteSend"), { id: made.id, expectedVersion: 1 });
  const { contentHash } = await get(`query ($id: ID!) { quote(id: $id) { contentHash } }`, { id: made.id });
  const order = await signed(system, made.id, { signerName: "Åse Ørsted", signerEmail: "aase@fjordby.example", contentHash, ...signing });
  const delivered = await deliver(system, order.number, rest.carrier);
  const invoice = (await get(operation("InvoiceCreate"), { salesOrderNumber: order.number, idempotencyKey: key() }))["invoice"];
  const posted = (await get(operation("InvoicePost"), { id: invoice.id, idempotencyKey: key() }))["invoice"];
  const paid = rest.paid ?? invoice.total.amount;
  if (paid !== "0") {
    await get(operation("CustomerPaymentRecord"), {
      input: { customerNumber: order.customerNumber, amount: paid, currency: invoice.total.currency, paymentDate: posted.issueDate, ...(rest.bankText && { bankText: rest.bankText }), allocations: [{ invoiceNumber: posted.number, amount: paid }] }, idempotencyKey: key(),
    });
  }
  return { quoteId: made.id, orderNumber: order.number, customerNumber: order.customerNumber, shipmentNumber: delivered, invoiceId: invoice.id, invoiceNumber: posted.number, total: invoice.total };
}
async function signed(system: WholeSystem, id: string, input: Json): Promise<{ number: string; customerNumber: string }> {
  await system.get(operation("QuoteSign"), { id, input, idempotencyKey: crypto.randomUUID() });
  return orderOf(system, id);
}
/** Waits for the order that a signature becomes. */
export async function orderOf(system: WholeSystem, quoteId: string): Promise<{ number: string; customerNumber: string }> {
  const state = (): Promise<Answered> => system.ask(`query ($id: ID!) { quote(id: $id) { handOver { status lastError } order { number customer { number } } } }`, { id: quoteId }, "integrator");
  await vi.waitFor(async () => expect((await state()).data!["quote"].handOver).toMatchObject({ status: "DELIVERED" }), { timeout: 20_000, interval: 50 });
  const { order } = (await state()).data!["quote"];
  return { number: order.number, customerNumber: order.customer.number };
}
async function deliver(system: WholeSystem, salesOrderNumber: string, carrier = "Nordfragt"): Promise<string> {
  const { number } = (await system.get(operation("ShipmentCreate"), { salesOrderNumber, input: { carrier }, idempotencyKey: crypto.randomUUID() }))["shipment"];
  await system.get(operation("ShipmentShip"), { number, idempotencyKey: crypto.randomUUID() });
  return number;
}
