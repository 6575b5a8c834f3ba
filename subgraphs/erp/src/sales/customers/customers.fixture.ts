import { run } from "@homefield/kit";
import { sql } from "kysely";
import { ALL_PERMISSIONS, NOW, type TestErp } from "../../erp.fixture.ts";
import { aBilling, type Billing, LATER } from "../../finance/receivables/receivables.fixture.ts";
import { erpSchema } from "../../schema.ts";
import { createCustomer } from "./customers.module.ts";

export type CallerParts = Parameters<TestErp["as"]>[0];
export const schema = erpSchema();
export const without = (...permissions: string[]): CallerParts => ({ permissions: ALL_PERMISSIONS.filter((permission) => !permissions.includes(permission)) });
export const AGO = (days: number): Date => LATER(-days);
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const ADDRESS = { line1: "Vej 1", postalCode: "8000", city: "Aarhus", country: "DK" };

type Asking<T> = (source: string, variables?: Record<string, unknown>, caller?: CallerParts, now?: Date) => Promise<T>;
export interface CustomerHouse {
  erp: Billing;
  ask: Asking<Awaited<ReturnType<typeof run>>>;
  /** Asks and insists on an answer without errors. */
  data: Asking<Awaited<ReturnType<typeof run>>["data"]>;
  /** A customer of its own for a test, so that tests don't see each other's books. */
  aCustomer(parts?: Partial<Parameters<typeof createCustomer>[2]>): Promise<string>;
  customerCount(): Promise<number>;
  /** Names of the invariants that are broken. */
  broken(): Promise<unknown[]>;
}
/** Books with items, stock and three customers, asked through the schema. */
export async function aCustomerHouse(): Promise<CustomerHouse> {
  const erp = await aBilling({ poolSize: 20 });
  let made = 0;
  const ask: CustomerHouse["ask"] = (source, variables = {}, caller = {}, now = NOW) => run(schema, erp.as({ permissions: ALL_PERMISSIONS, ...caller }, now), source, variables);
  const data: CustomerHouse["data"] = async (source, variables, caller, now) => {
    const answered = await ask(source, variables, caller, now);
    if (answered.errors) throw new Error(JSON.stringify(answered.errors));
    return answered.data;
  };
  return {
    erp, ask, data,
    aCustomer: async (parts = {}) => erp.inAct(async (tx) => (await createCustomer(tx, erp.at(), { name: `Customer ${++made}`, legalEntity: "NHDK", country: "DK", paymentTerms: "NET30", billingAddress: ADDRESS, ...parts })).number),
    customerCount: async () => (await sql<{ n: number }>`select count(*)::int as n from customer`.execute(erp.db)).rows[0]!.n,
    broken: async () => (await data(`{ invariantChecks { name violations examples } }`)).invariantChecks.filter((check: { violations: number }) => check.violations > 0),
  };
}
