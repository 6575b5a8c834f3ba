import { aCaller, allPermissions, type Caller, contextOf, type Database, type Money, openDatabase, Refused, run, silentLog } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";
import type { CrmContext } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import { crmSchema, sdl } from "../schema.ts";
import { createQuote } from "./quote-write.action.ts";
import { sendQuote } from "./quote-send.action.ts";
import { signQuote } from "./quote-sign.action.ts";
import type { QuoteRow } from "./quotes.list.ts";

export const NOON = new Date("2026-11-22T12:00:00Z");
const dkk = (amount: string): Money => ({ amount, currency: "DKK" });

/** An ERP that knows a few items, or does not answer. */
export class ErpInProcess {
  listPrices: Record<string, string> = { "BEN-100": "1200.00", "LNG-210": "4995.00", "TBL-300": "8940.00", "OLD-001": "1.00" };
  /** Prices after all rules, where they are not the list price. */
  agreedPrices: Record<string, string> = {};
  isSilent = false;
  refusesPrices = false;
  customers: Record<string, { currency: string; legalEntity: string }> = { "C-1": { currency: "DKK", legalEntity: "NHDK" } };
  orders: Record<string, string> = {};
  orderStatuses: Record<string, string> = {};
  calledOff: string[] = [];
  asked = 0;
  readonly questions: CrmContext["erp"] = {
    price: async (lines, about) => {
      this.#answer();
      if (this.refusesPrices) throw new Refused([{ code: "ERP_FORBIDDEN", message: "The ERP needs the permission \"price:ask\" to answer this.", path: null }]);
      return lines.map(({ itemNumber }) => {
        const known = this.listPrices[itemNumber];
        const price = known !== undefined && about.currency === "DKK" ? dkk(known) : null;
        const agreed = price && dkk(this.agreedPrices[itemNumber] ?? price.amount);
        return { item: known === undefined ? null : { number: itemNumber, name: `Item ${itemNumber}`, status: itemNumber === "OLD-001" ? "DISCONTINUED" : "ACTIVE", unit: itemNumber === "LNG-210" ? { code: "M", decimals: 2 } : { code: "PCS", decimals: 0 } }, listPrice: price, unitPrice: agreed, problem: price ? null : `No price in ${about.currency}.` };
      });
    },
    customerTerms: async (number) => {
      this.#answer();
      return this.customers[number] ?? null;
    },
    names: async (numbers) => {
      this.#answer();
      return {
        items: new Map(numbers.map((number) => [number, { name: `Item ${number}`, unit: "PCS" }])),
        seller: { name: "Nordhavn Møbler A/S", vatNumber: "DK31415926", address: { name: null, line1: "Nordhavnsgade 12", line2: null, postalCode: "8000", city: "Aarhus C", region: null, country: "DK" } },
      };
    },
    orderStatus: async (orderNumber) => {
      this.#answer();
      return this.orderStatuses[orderNumber] ?? null;
    },
    ask: async () => ({}),
    callOff: async (signatureId) => {
      this.#answer();
      const orderNumber = this.orders[signatureId] ?? null;
      if (orderNumber === null) this.calledOff.push(signatureId);
      return { orderNumber };
    },
  };
  #answer(): void {
    this.asked++;
    if (this.isSilent) throw new Refused([{ code: "ERP_SILENT", message: "The ERP does not answer at the moment.", path: null }]);
  }
}

const EVERYTHING = allPermissions(sdl());
export const UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";
export type Place = Awaited<ReturnType<typeof aSalesHouse>>;
/** A CRM database with two teams, three users, accounts on both sides of the row policy and one opportunity. */
export async function aSalesHouse(options: { poolSize?: number } = {}) {
  const scratch = await scratchDatabase("crm");
  const database: Database<DB> = openDatabase<DB>(scratch.url, { name: "test-crm", log: silentLog(), poolSize: options.poolSize ?? 12 });
  const { db } = database;
  const erp = new ErpInProcess();
  await db.insertInto("team").values([
    { code: "NORDIC", name: "Nordic", sellingEntity: "NHDK", currency: "DKK", discountLimitPercent: "10" }, { code: "SOUTH", name: "South", sellingEntity: "NHFR", currency: "EUR", discountLimitPercent: "10" },
  ]).execute();
  const [ines, rosa] = await db.insertInto("crmUser").values([{ name: "Ines Holm", email: "ines@example.com", team: "NORDIC" }, { name: "Rosa Castellan", email: "rosa@example.com", team: null }]).returning("id").execute();
  const account = async (name: string, team: string, more: { customerNumber?: string } = {}): Promise<string> => (await db.insertInto("account").values({ name, team, ownerId: ines!.id, country: "DK", ...more }).returning("id").executeTakeFirstOrThrow()).id;
  const prospect = await account("Fjordby Kommune", "NORDIC");
  const customer = await account("Havnens Hotel", "NORDIC", { customerNumber: "C-1" });
  const southern = await account("Côte Sud", "SOUTH");
  const contact = await db.insertInto("contact").values({ accountId: prospect, name: "Åse Ørsted", email: "aase@fjordby.example" }).returning("id").executeTakeFirstOrThrow();
  const pipeline = await db.insertInto("pipeline").values({ name: "Direct" }).returning("id").executeTakeFirstOrThrow();
  const stage = await db.insertInto("stage").values({ pipelineId: pipeline.id, name: "Propose", position: 1, probabilityPercent: 50 }).returning("id").executeTakeFirstOrThrow();
  const opportunity = async (accountId: string): Promise<string> => (await db.insertInto("opportunity").values({ accountId, name: "Town square", pipelineId: pipeline.id, stageId: stage.id, currency: "DKK", amount: "50000" }).returning("id").executeTakeFirstOrThrow()).id;
  const callers: Record<"ines" | "rosa" | "camille", Partial<Caller>> = {
    ines: { subject: "user:ines", name: "Ines Holm", email: "ines@example.com", teams: ["NORDIC"] },
    rosa: { subject: "user:rosa", name: "Rosa Castellan", email: "rosa@example.com", teams: ["*"] },
    camille: { subject: "user:camille", name: "Camille Moreau", email: "camille@example.com", teams: ["SOUTH"] },
  };
  const woken = { times: 0 };
  const schema = crmSchema();
  /** What an act or resolver gets, as one of the three. */
  const ctx = (who: keyof typeof callers = "ines", more: { permissions?: Iterable<string>; now?: Date } & Partial<Omit<Caller, "permissions">> = {}): CrmContext => {
    const { permissions, now, ...caller } = more;
    const base = contextOf<DB>({ db, log: silentLog(), now: now ?? NOON, requestId: "test", caller: aCaller({ ...callers[who], ...caller, permissions: permissions ?? EVERYTHING }) });
    return Object.assign(base, { erp: erp.questions, seamSecret: "secret", wakeRelay: () => void woken.times++ });
  };
  /** Runs an operation as somebody; permissions and row policy as in the running system. */
  const ask = (source: string, variables: Record<string, unknown> = {}, who: keyof typeof callers = "ines", more: Parameters<typeof ctx>[1] = {}) => run(schema, ctx(who, more), source, variables);
  const one = async (answer: Promise<{ quote: QuoteRow | null }>): Promise<QuoteRow> => (await answer).quote!;
  const offer = (accountId = prospect, lines: { itemNumber: string; quantity: string; unitPrice?: string; discountPercent?: string; isOption?: boolean }[] = [{ itemNumber: "BEN-100", quantity: "2", unitPrice: "1200.00" }], more: { opportunityId?: string; title?: string } = {}): Promise<QuoteRow> =>
    one(createQuote(ctx(), { input: { accountId, lines, ...more } }));
  const sent = async (accountId?: string, more: { opportunityId?: string } = {}): Promise<QuoteRow> => {
    const draft = await offer(accountId, undefined, more);
    return one(sendQuote(ctx(), { id: draft.id, expectedVersion: 1 }));
  };
  const signed = async (accountId?: string, more: { opportunityId?: string; now?: Date } = {}): Promise<QuoteRow> => {
    const { now, ...points } = more;
    const quote = await sent(accountId, points);
    return one(signQuote(ctx("ines", { ...(now && { now }) }), { id: quote.id, idempotencyKey: `sign ${quote.id}`, input: { signerName: "Åse Ørsted", signerEmail: "aase@fjordby.example", contentHash: quote.contentHash!, billingAddress: BILLING } }));
  };
  return { database, db, erp, ctx, ask, woken, users: { ines: ines!.id, rosa: rosa!.id }, accounts: { prospect, customer, southern }, contact: contact.id, account, opportunity, offer, sent, signed, url: scratch.url,
    close: async () => {
      await database.close();
      await scratch.drop();
    } };
}
/** An address only the ERP may keep: searched for afterwards. */
export const BILLING = { line1: "Sentinelgade 77", postalCode: "8990", city: "Sentinelby", country: "DK" };
