import { type Caller, contextOf, type Context, type Database, openDatabase, silentLog } from "@homefield/kit";
import type { CrmContext } from "@homefield/crm/context.ts";
import type { DB as CrmTables } from "@homefield/crm/generated/tables.ts";
import { crmSchema, sdl as crmSdl } from "@homefield/crm/schema.ts";
import type { ErpContext } from "@homefield/erp/context.ts";
import type { DB as ErpTables } from "@homefield/erp/generated/tables.ts";
import { erpSchema, sdl as erpSdl } from "@homefield/erp/schema.ts";
import { type DocumentNode, execute, type GraphQLSchema, parse } from "graphql";
import { LIST_PRICE } from "./base.ts";
import { ITEMS } from "./catalogue.ts";

const LOG = silentLog();

/** Somebody in the demo company who acts at a moment in the past. */
export interface Actor { name: string; email: string | null }

/**
 * One side of the house, asked through its own schema but in process and with the clock of the story:
 * every rule, number and journal comes about as if the day had been lived.
 */
export class Desk<DB, C extends Context<DB>> {
  readonly database: Database<DB>;
  readonly #schema: GraphQLSchema;
  readonly #permissions: ReadonlySet<string>;
  readonly #extend: (ctx: Context<DB>) => C;
  readonly #documents = new Map<string, DocumentNode>();
  #acts = 0;

  constructor(parts: { schema: GraphQLSchema; sdl: string; database: Database<DB>; extend: (ctx: Context<DB>) => C }) {
    this.#schema = parts.schema;
    this.#permissions = new Set([...parts.sdl.matchAll(/"([a-z-]+:[a-z-]+)"/g)].map((match) => match[1]!));
    this.database = parts.database;
    this.#extend = parts.extend;
  }
  get acts(): number {
    return this.#acts;
  }
  context(who: Actor, at: Date): C {
    const caller: Caller = { subject: `demo:${who.email ?? who.name}`, person: `demo:${who.email ?? who.name}`, name: who.name, email: who.email, employeeNumber: null, roles: [], permissions: this.#permissions, teams: ["*"], legalEntities: ["*"], kind: "user" };
    return this.#extend(contextOf({ db: this.database.db, caller, log: LOG, now: at, requestId: "demo-company" }));
  }
  /** Runs one operation; an error or a refusal ends the story, with the operation named. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the story reads what it asked for; the schema is what checks it
  async ask<T = any>(who: Actor, at: Date, source: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { value, refusals } = await this.try<T>(who, at, source, variables);
    if (refusals.length > 0) throw new Error(`The demo company was refused: ${refusals.join("; ")}\n${source}\n${JSON.stringify(variables)}`);
    return value;
  }
  /** The same, for acts that may rightly be refused. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  async try<T = any>(who: Actor, at: Date, source: string, variables: Record<string, unknown> = {}): Promise<{ value: T; refusals: string[] }> {
    this.#acts++;
    let document = this.#documents.get(source);
    if (!document) this.#documents.set(source, (document = parse(source)));
    const result = await execute({ schema: this.#schema, document, variableValues: variables, contextValue: this.context(who, at) });
    if (result.errors) throw new Error(`The demo company hit an error: ${result.errors.map((error) => `${error.message} ${error.originalError?.stack ?? ""}`).join("; ")}\n${source}\n${JSON.stringify(variables)}`);
    const value = Object.values(result.data ?? {})[0] as T & { userErrors?: { code: string; message: string }[] };
    return { value, refusals: (value?.userErrors ?? []).map((error) => `${error.code}: ${error.message}`) };
  }
}

export type ErpDesk = Desk<ErpTables, ErpContext>;
export type CrmDesk = Desk<CrmTables, CrmContext>;

/** A story that breaks off is told anew, so its commits need not wait for the disk. Its plans are made on empty tables that will not stay so. */
function unhurried(url: string): string {
  const address = new URL(url);
  address.searchParams.set("options", "-c synchronous_commit=off -c enable_seqscan=off");
  return address.toString();
}
const seamSecret = "in-process";
export const erpDesk = (url: string): ErpDesk => new Desk<ErpTables, ErpContext>({
  schema: erpSchema(), sdl: erpSdl(), database: openDatabase<ErpTables>(unhurried(url), { name: "demo-erp", log: silentLog(), poolSize: 8 }), extend: (ctx) => Object.assign(ctx, { seamSecret }),
});
export const crmDesk = (url: string): CrmDesk => new Desk<CrmTables, CrmContext>({
  schema: crmSchema(), sdl: crmSdl(), database: openDatabase<CrmTables>(unhurried(url), { name: "demo-crm", log: silentLog(), poolSize: 8 }),
  extend: (ctx) => Object.assign(ctx, { seamSecret, wakeRelay: () => undefined, erp: ERP }),
});
const nobody = (): Promise<never> => Promise.reject(new Error("the demo company asks the ERP for prices only"));
// The story gives every price itself and holds it against the list, as the ERP would for somebody without terms of their own.
const ERP: CrmContext["erp"] = {
  price: (lines, { currency }) => Promise.resolve(lines.map(({ itemNumber }) => {
    const item = ITEMS.find(({ number }) => number === itemNumber);
    const price = item ? { amount: String(LIST_PRICE[currency as keyof typeof LIST_PRICE](item.listPriceDkk)), currency } : null;
    return { item: item ? { number: itemNumber, name: item.name, status: item.status, unit: null } : null, listPrice: price, unitPrice: price, problem: null };
  })),
  customerTerms: nobody, names: nobody, orderStatus: nobody, callOff: nobody, ask: nobody,
};
