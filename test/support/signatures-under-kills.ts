import { setTimeout as sleep } from "node:timers/promises";
import { brokenInvariants } from "@homefield/kit";
import { expect } from "vitest";
import type { Answered, HandOverHouse, Service } from "./hand-over-house.ts";

const CREATE = `mutation ($input: QuoteCreateInput!, $key: String) { quoteCreate(input: $input, idempotencyKey: $key) { quote { id lockVersion } userErrors { code message } } }`;
const SEND = `mutation ($id: ID!) { quoteSend(id: $id, expectedVersion: 1) { quote { id contentHash } userErrors { code message } } }`;
const SIGN = `mutation ($id: ID!, $input: QuoteSignInput!, $key: String!) { quoteSign(id: $id, input: $input, idempotencyKey: $key) { quote { id status } userErrors { code message } } }`;
/** Known to the ERP alone: searched for in everything the CRM keeps. */
export const STREET = "Sentinelgade 77";

export interface SentQuote { id: string; contentHash: string; accountId: string }
const LINES = [
  { itemNumber: "LNG-210", quantity: "2", unitPrice: "1999.00", discountPercent: "5" }, { itemNumber: "FAB-001", quantity: "3.25", unitPrice: "89.95" }, { itemNumber: "SRV-ASM", quantity: "1", unitPrice: "450.00" },
  { itemNumber: "TBL-100", quantity: "1", unitPrice: "4500.00", isOption: true },
];

/** Offers within what a seller may do alone, each sent; `more` goes with every one of them. */
export async function sentQuotes(house: HandOverHouse, accounts: readonly string[], count: number, more: { opportunityId?: string } = {}): Promise<SentQuote[]> {
  const quotes: SentQuote[] = [];
  await inLanes(6, Array.from({ length: count }, (_, i) => i), async (i) => {
    const accountId = accounts[i % accounts.length]!;
    const made = await house.ask(CREATE, { input: { accountId, lines: LINES.slice(0, 1 + (i % 4)), ...more }, key: crypto.randomUUID() });
    expect(made.data?.["quoteCreate"].userErrors, JSON.stringify(made.errors)).toEqual([]);
    const sent = await house.ask(SEND, { id: made.data!["quoteCreate"].quote.id });
    quotes.push({ ...sent.data!["quoteSend"].quote, accountId });
  });
  return quotes;
}

/** Signs as a client does whose connection may break: the same key again until there is an answer. */
export async function sign(house: HandOverHouse, quote: SentQuote): Promise<void> {
  const isSigned = ({ data }: Answered): boolean => data?.["quoteSign"]?.quote?.status === "SIGNED";
  const isRefused = ({ data }: Answered): boolean => (data?.["quoteSign"]?.userErrors ?? []).length > 0;
  const answer = await house.insist(SIGN, {
    id: quote.id, key: `sign ${quote.id}`,
    input: { signerName: "Åse Ørsted", signerEmail: "aase@fjordby.example", contentHash: quote.contentHash, billingAddress: { line1: STREET, postalCode: "8990", city: "Fårup", country: "DK" }, invoiceEmail: "sentinel-invoices@fjordby.example" },
  }, (one) => isSigned(one) || isRefused(one));
  expect(answer.data?.["quoteSign"]).toMatchObject({ quote: { status: "SIGNED" }, userErrors: [] });
}

/** Kills one of the processes again and again, at moments nobody chose. */
export function killing(services: readonly Service[], everyMs: number): { stop: () => Promise<number> } {
  let going = true;
  let kills = 0;
  const done = (async () => {
    while (going) {
      await sleep(everyMs * (0.3 + Math.random() * 1.4));
      const victim = services[Math.floor(Math.random() * services.length)]!;
      // One that is just starting does nothing that could be interrupted.
      if (!going || !victim.isUp) continue;
      victim.kill();
      kills++;
    }
  })();
  return {
    stop: async () => {
      going = false;
      await done;
      return kills;
    },
  };
}

export async function drained(house: HandOverHouse, withinMs: number): Promise<void> {
  // A connection that broke with the server says so once, and the next one works.
  const asked = () => house.crm.db.selectFrom("signedOrder").select(["status", "attempts", "lastError", "nextAttemptAt"]).where("status", "in", ["WAITING", "REFUSED"]).execute();
  const waiting = (): Promise<unknown[]> => asked().catch(asked);
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(100)) if ((await waiting()).length === 0) return;
  throw new Error(`still not delivered: ${JSON.stringify((await waiting()).slice(0, 5))}\n${house.services.crm.said.slice(-1_000)}`);
}

/** Each signature one order, exactly as signed; each new account one customer; nothing of the ERP's left in the CRM. */
export async function expectExactlyOnce(house: HandOverHouse, quotes: readonly SentQuote[], accounts: readonly string[]): Promise<void> {
  const ids = quotes.map((quote) => quote.id);
  const signed = await house.crm.db.selectFrom("signedOrder as o").innerJoin("quote as q", "q.id", "o.quoteId").select(["o.signatureId", "o.orderNumber", "o.accountId", "o.payload", "q.number", "q.totalAmount", "q.id"]).where("q.id", "in", ids).execute();
  expect(signed).toHaveLength(quotes.length);
  expect(signed.filter((order) => order.payload !== null)).toEqual([]);

  const orders = await house.erp.db.selectFrom("salesOrder").select(["number", "signatureId", "quoteNumber", "netAmount", "customerNumber"]).where("signatureId", "in", signed.map((order) => order.signatureId)).execute();
  const shown = (rows: { signatureId: string | null; order: string | null; quote: string | null; net: string }[]): unknown[] => rows.toSorted((a, b) => (a.signatureId! < b.signatureId! ? -1 : 1));
  expect(shown(orders.map((order) => ({ signatureId: order.signatureId, order: order.number, quote: order.quoteNumber, net: order.netAmount })))).toEqual(shown(signed.map((order) => ({ signatureId: order.signatureId, order: order.orderNumber, quote: order.number, net: order.totalAmount }))));
  const all = await house.erp.db.selectFrom("salesOrder").select((o) => o.fn.countAll<string>().as("n")).where("signatureId", "is not", null).executeTakeFirstOrThrow();
  expect(Number(all.n)).toBe((await house.crm.db.selectFrom("signedOrder").select("signatureId").where("status", "=", "DELIVERED").execute()).length);

  const pointers = await house.crm.db.selectFrom("account").select(["id", "customerNumber"]).where("id", "in", [...accounts]).orderBy("id").execute();
  const customers = await house.erp.db.selectFrom("customer").select(["relationshipKey as id", "number as customerNumber"]).where("relationshipKey", "in", [...accounts]).orderBy("relationshipKey").execute();
  expect(pointers).toEqual(customers);
  expect(await brokenInvariants(house.erp.db)).toEqual([]);

  for (const sentinel of [STREET, "sentinel-invoices"]) {
    expect(await tablesWith(house, sentinel)).toEqual([]);
    for (const { name, said } of [house.services.crm, house.services.secondCrm, house.services.gateway]) expect(`${name}: ${said.includes(sentinel)}`).toBe(`${name}: false`);
  }
}
async function tablesWith({ crm }: HandOverHouse, text: string): Promise<string[]> {
  const tables = await crm.pool.query<{ name: string }>("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
  const holders: string[] = [];
  for (const { name } of tables.rows) {
    const found = await crm.pool.query(`select 1 from ${name} t where position($1 in t::text) > 0 limit 1`, [text]);
    if (found.rows.length > 0) holders.push(name);
  }
  return holders;
}
/** Works through a list in a few lanes at once. */
export async function inLanes<T>(lanes: number, list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  await Promise.all(Array.from({ length: lanes }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  }));
}
