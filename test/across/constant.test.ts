import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Call, openWholeSystem, operation, sell, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
const MANY = 50;
const FEW = 10;
let small: string;
let large: string;
beforeAll(async () => {
  system = await openWholeSystem({ listenIn: true });
  small = system.accounts.nordic;
  await sell(system, { accountId: small });
  await fiftyCustomersWithAccounts();
  [large] = (await system.crm.db.selectFrom("account").select("id").where("customerNumber", "=", "C-1001").execute()).map((row) => row.id) as [string];
  await fillThePage(large);
});
afterAll(() => system?.stop());

/** What the account list shows: the CRM's columns, and the ERP's beside them. */
const LIST = `query ($first: Int!) { accounts(first: $first, filter: { segment: { equals: "Measured" } }, orderBy: [{ field: NAME, direction: ASC }]) { totalCount nodes {
  id name segment owner { name } team { name } nextStep { subject dueAt } pipelineAmounts { amount currency } contacts(first: 3) { nodes { name } }
  customer { number name isOnHold paymentTerms { code } openBalance { amount } overdueBalance { amount } turnover(months: 12) { amount } lastOrderDate nextPromiseDate openOrderCount
    salesOrders(first: 3) { nodes { number status lines { item { name } } } } invoices(first: 3) { nodes { number } } } } } }`;
/** The other way round: the ERP's list, the CRM's columns. */
const DESK = `query ($first: Int!) { customers(first: $first, filter: { number: { in: ${JSON.stringify(Array.from({ length: MANY }, (_, i) => `C-${1001 + i}`))} } }) { nodes { number openBalance { amount } account { id name owner { name } contacts(first: 3) { nodes { name } } } } } }`;

describe("the work for a page does not grow with its rows", () => {
  it.each([
    ["the account list", LIST, (answer: Answer) => answer["accounts"].nodes],
    ["the accounts by overdue balance", operation("AccountsByOverdue"), (answer: Answer) => answer["accountSelection"].customers.nodes],
    ["the customer list with account owners", DESK, (answer: Answer) => answer["customers"].nodes],
  ])("%s", async (_, query, rows) => {
    const few = await measured(query, { first: FEW, accounts: { segment: { equals: "Measured" } } });
    const many = await measured(query, { first: MANY, accounts: { segment: { equals: "Measured" } } });
    expect([rows(few.data).length, rows(many.data).length]).toEqual([FEW, MANY]);
    expect(statementsOf(many)).toEqual(statementsOf(few));
    expect(callsOf(many)).toEqual(callsOf(few));
    expectOneHopEach(many.calls);
  });

  it("the 360 page, with one of everything or dozens", async () => {
    const little = await measured(operation("Account360"), { id: small });
    const much = await measured(operation("Account360"), { id: large });
    expect(much.data["account"]).toMatchObject({ contacts: { totalCount: 30 }, customer: { salesOrders: { totalCount: 5 } } });
    // Nothing to load is not loaded: an empty list spares the statements of what would hang on it, and never costs more.
    for (const side of ["crm", "erp"] as const) expect(much.statements[side] - little.statements[side]).toBeLessThanOrEqual(SPARED[side]);
    expect(much.calls.length).toBeLessThanOrEqual(CALLS_OF_360);
    expectOneHopEach(much.calls);
  });
});

/** Statements that the sparse account saves: its opportunity list is empty, so no stages are asked. */
const SPARED = { crm: 2, erp: 1 };
/** The account; its customer; the order each quote became, and what the account's owner is in the ERP. */
const CALLS_OF_360 = 4;

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever an answer has
type Answer = Record<string, any>;
interface Measured { data: Answer; calls: Call[]; statements: Record<Call["source"], number> }

/** The CRM's relay looks for work every second: the least of several tries is what the page costs. */
async function measured(query: string, variables: Answer): Promise<Measured> {
  const tries: Measured[] = [];
  for (let i = 0; i < 6; i++) {
    system.calls.length = 0;
    const before = await statements();
    const answer = await system.ask(query, variables, "integrator");
    const after = await statements();
    expect(answer.errors).toBeUndefined();
    tries.push({ data: answer.data!, calls: [...system.calls], statements: { crm: after.crm - before.crm, erp: after.erp - before.erp } });
  }
  const least = (side: Call["source"]): number => Math.min(...tries.slice(1).map((one) => one.statements[side]));
  return { ...tries.at(-1)!, statements: { crm: least("crm"), erp: least("erp") } };
}
async function statements(): Promise<Record<Call["source"], number>> {
  const of = async (side: Call["source"]): Promise<number> => Number(/^homefield_sql_statements_total\{[^}]*\} (\d+)$/m.exec(await (await fetch(`${system.urls[side]}/metrics`)).text())![1]);
  return { crm: await of("crm"), erp: await of("erp") };
}
const statementsOf = ({ statements: counted }: Measured): unknown => counted;
const callsOf = ({ calls }: Measured): string[] => calls.map((call) => `${call.source}: ${call.query}`).toSorted();

/** At one level of the plan a source is asked once for all rows: no two hops to it carry the same question, and each carries all rows at once. */
function expectOneHopEach(calls: readonly Call[]): void {
  const hops = calls.filter((call) => call.query.includes("_entities"));
  const shapes = hops.map((hop) => `${hop.source} ${[...hop.query.matchAll(/\.\.\. ?on (\w+)/g)].map((match) => match[1]).join(",")}`);
  expect(shapes).toEqual([...new Set(shapes)]);
}

async function fiftyCustomersWithAccounts(): Promise<void> {
  const numbers = Array.from({ length: MANY }, (_, i) => `C-${1001 + i}`);
  const owner = (await system.crm.db.selectFrom("crmUser").select("id").execute())[0]!.id;
  await system.erp.db.insertInto("customer").values(numbers.map((number) => ({ number, name: `Customer ${number}`, legalEntity: "NHDK", country: "DK", currency: "DKK", paymentTerms: "NET30", market: "NORDIC", creditLimit: "100000", createdAt: new Date() }))).execute();
  await system.erp.db.insertInto("customerAddress").values(numbers.flatMap((customerNumber) => ["BILLING", "DELIVERY"].map((kind) => ({ customerNumber, kind, name: "Reception", line1: "Vej 1", postalCode: "8000", city: "Aarhus", country: "DK", isDefault: true })))).execute();
  const accounts = await system.crm.db.insertInto("account").values(numbers.map((customerNumber) => ({ name: `Account ${customerNumber}`, team: "NORDIC", country: "DK", customerNumber, segment: "Measured", ownerId: owner }))).returning(["id", "customerNumber"]).execute();
  await system.crm.db.insertInto("contact").values(accounts.flatMap(({ id }) => [1, 2].map((n) => ({ accountId: id, name: `Contact ${n}` })))).execute();
  for (const number of numbers) await system.get(`mutation ($input: SalesOrderCreateInput!, $key: String!) { salesOrderCreate(input: $input, idempotencyKey: $key) { userErrors { code message } } }`, { input: { customerNumber: number, lines: [{ itemNumber: "LNG-210", quantity: "1" }, { itemNumber: "TBL-100", quantity: "1" }] }, key: crypto.randomUUID() });
}
async function fillThePage(accountId: string): Promise<void> {
  const { db } = system.crm;
  await db.insertInto("contact").values(Array.from({ length: 28 }, (_, i) => ({ accountId, name: `More contact ${i}` }))).execute();
  await db.insertInto("activity").values(Array.from({ length: 20 }, (_, i) => ({ accountId, kind: "CALL", subject: `Call ${i}`, createdBy: "test", dueAt: new Date() }))).execute();
  const stage = await db.selectFrom("stage").select(["id", "pipelineId"]).limit(1).executeTakeFirstOrThrow();
  await db.insertInto("opportunity").values(Array.from({ length: 15 }, (_, i) => ({ accountId, name: `Deal ${i}`, pipelineId: stage.pipelineId, stageId: stage.id, currency: "DKK", amount: "1000" }))).execute();
  for (let i = 0; i < 4; i++) await sell(system, { accountId, paid: "0", lines: [{ itemNumber: "LNG-210", quantity: "1" }, { itemNumber: "TBL-100", quantity: "1" }, { itemNumber: "SRV-ASM", quantity: "2" }] });
}
