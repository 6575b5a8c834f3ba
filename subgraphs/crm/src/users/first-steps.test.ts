import { aCaller, contextOf, type Database, openDatabase, run, silentLog } from "@homefield/kit";
import { scratchDatabase, type ScratchDatabase } from "@homefield/kit/scratch";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CrmContext } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import { crmSchema } from "../schema.ts";

let scratch: ScratchDatabase;
let database: Database<DB>;
const schema = crmSchema();
beforeAll(async () => {
  scratch = await scratchDatabase("crm");
  database = openDatabase<DB>(scratch.url, { name: "test-crm", log: silentLog(), poolSize: 4 });
});
afterAll(async () => {
  await database.close();
  await scratch.drop();
});

const as = (email: string, permissions: readonly string[], teams: string[]): CrmContext => {
  const notAsked = (): never => { throw new Error("nothing here asks the ERP"); };
  const caller = aCaller({ subject: `user:${email}`, name: email, email, permissions, teams });
  return Object.assign(contextOf<DB>({ db: database.db, log: silentLog(), now: new Date("2026-11-22T12:00:00Z"), requestId: "first", caller }), {
    erp: { price: notAsked, customerTerms: notAsked, names: notAsked, orderStatus: notAsked, callOff: notAsked, ask: notAsked }, seamSecret: "secret", wakeRelay: () => undefined,
  });
};
const administrator = () => as("admin@example.com", ["crm-settings:edit", "crm-user:read"], ["*"]);
const seller = () => as("ines@example.com", ["account:read", "account:edit", "opportunity:read", "opportunity:edit", "crm-user:read"], ["NORDIC"]);
const done = async (context: CrmContext, source: string) => {
  const { data, errors } = await run(schema, context, source);
  expect(errors).toBeUndefined();
  return Object.values(data as Record<string, { userErrors: { code: string }[] } & Record<string, unknown>>)[0]!;
};

it("can be worked from an empty database, once its administrator has set it up", async () => {
  const account = `mutation { accountCreate(input: { name: "Havnens Hotel" }) { account { id team { code } owner { name } } userErrors { code } } }`;
  const deal = (id: string) => `mutation { opportunityCreate(input: { accountId: "${id}", name: "Terrace" }) { opportunity { stage { name } amount { currency } } userErrors { code } } }`;
  expect((await done(seller(), account)).userErrors).not.toEqual([]);

  for (const act of [
    `mutation { teamSave(input: { code: "NORDIC", name: "Nordic", sellingEntity: "NHDK", currency: "DKK", discountLimitPercent: "10" }) { userErrors { code } } }`,
    `mutation { userSave(input: { name: "Ines Holm", email: "ines@example.com", team: "NORDIC" }) { userErrors { code } } }`,
  ]) expect((await done(administrator(), act)).userErrors).toEqual([]);
  const made = (await done(seller(), account)) as { account: { id: string } } & { userErrors: unknown[] };
  expect(made).toMatchObject({ account: { team: { code: "NORDIC" }, owner: { name: "Ines Holm" } }, userErrors: [] });

  expect((await done(seller(), deal(made.account.id))).userErrors).toEqual([{ code: "NO_PIPELINE" }]);
  for (const act of [
    `mutation { pipelineSave(input: { name: "New business", stages: [{ name: "Qualify", probabilityPercent: 10 }, { name: "Decide", probabilityPercent: 90 }] }) { pipeline { name } userErrors { code } } }`,
    `mutation { lostReasonSave(input: { code: "PRICE", name: "Too expensive" }) { userErrors { code } } }`,
  ]) expect((await done(administrator(), act)).userErrors).toEqual([]);
  expect(await done(seller(), deal(made.account.id))).toEqual({ opportunity: { stage: { name: "Qualify" }, amount: null }, userErrors: [] });
});
