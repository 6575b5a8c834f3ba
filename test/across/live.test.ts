// What one person does stands on the screens of the others: over real processes, and through their deaths.
import { readFileSync } from "node:fs";
import { entitiesAtHome } from "@homefield/commands/ownership/register.ts";
import { Kind, type ObjectTypeDefinitionNode, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EventListener } from "../support/event-listener.ts";
import { openWholeSystem, operation, sell, type WholeSystem } from "../support/whole-system.ts";

let system: WholeSystem;
const listeners: EventListener[] = [];
beforeAll(async () => { system = await openWholeSystem({ listenIn: true }); });
afterAll(async () => {
  for (const listener of listeners) listener.close();
  await system?.stop();
});
const WAIT = { timeout: 30_000, interval: 20 };
async function listen(who: string): Promise<EventListener> {
  const listener = new EventListener(system.urls.gateway, async () => ({ authorization: `Bearer ${await system.token(who)}` }));
  listeners.push(listener);
  await expect.poll(() => listener.isOpen, WAIT).toBe(true);
  return listener;
}
const balance = async (): Promise<unknown> => (await system.get(`query ($id: ID!) { account(id: $id) { customer { openBalance { amount } } } }`, { id: system.accounts.nordic })).customer.openBalance?.amount;
let renamed = 0;
/** Something that everybody here may hear of, told after all that came before. */
async function mark(entity: "NHDK" | "NHFR", ...of: EventListener[]): Promise<void> {
  const number = entity === "NHDK" ? "C-1" : "C-2";
  const before = of.map((listener) => listener.numbersOf("Customer").filter((one) => one === number).length);
  await system.erp.db.updateTable("customer").set({ holdReason: `mark ${++renamed}` }).where("number", "=", number).execute();
  await expect.poll(() => of.every((listener, i) => listener.numbersOf("Customer").filter((one) => one === number).length > before[i]!), WAIT).toBe(true);
}

describe("what is told", () => {
  it("of an act is every document that changed by it, by type and number, once it is committed", async () => {
    const clerk = await listen("accountant");
    const sold = await sell(system, { accountId: system.accounts.nordic, paid: "0" });
    await expect.poll(() => clerk.numbersOf("Invoice"), WAIT).toContain(sold.invoiceNumber);
    expect(clerk.numbersOf("SalesOrder")).toContain(sold.orderNumber);
    expect(clerk.numbersOf("Shipment")).toContain(sold.shipmentNumber);
    expect(clerk.numbersOf("TrialBalance", "ReceivablesAgeing")).toEqual(expect.arrayContaining(["TrialBalance", "ReceivablesAgeing"]));

    // Money comes in without saying what for; then it is placed.
    const recorded = await system.get(operation("CustomerPaymentRecord"), { input: { customerNumber: sold.customerNumber, amount: sold.total.amount, currency: "DKK", paymentDate: new Date().toISOString().slice(0, 10) }, idempotencyKey: crypto.randomUUID() });
    const payment: string = recorded["customerPayment"].number;
    await expect.poll(() => clerk.numbersOf("CustomerPayment"), WAIT).toContain(payment);
    await mark("NHDK", clerk);
    const from = clerk.heard.length;
    await system.get(`mutation ($number: ID!, $input: [AllocationInput!]!, $key: String!) { customerPaymentAllocate(number: $number, allocations: $input, idempotencyKey: $key) { userErrors { code message } } }`, { number: payment, input: [{ invoiceNumber: sold.invoiceNumber, amount: sold.total.amount }], key: crypto.randomUUID() });
    const told = () => clerk.heard.slice(from).map(({ type, number }) => `${type} ${number ?? ""}`.trim());
    await expect.poll(told, WAIT).toEqual(expect.arrayContaining([`Invoice ${sold.invoiceNumber}`, `CustomerPayment ${payment}`, `Customer ${sold.customerNumber}`]));
    // Who hears of it and asks is answered the new state.
    expect(await balance()).toBe("0.00");
  });

  it("is told to nobody who may not read it: another role, team or company", async () => {
    const [ines, camille, clerk, french, stock] = await Promise.all(["sales", "sales.south", "accountant", "accountant.fr", "warehouse"].map(listen)) as [EventListener, EventListener, EventListener, EventListener, EventListener];
    const [nordic, south] = [await sell(system, { accountId: system.accounts.nordic }), await sell(system, { accountId: system.accounts.south })];
    await Promise.all([mark("NHDK", ines, clerk, stock), mark("NHFR", camille, french, stock)]);
    const heardOf = ({ raw }: EventListener, sold: typeof nordic) => [sold.invoiceNumber, sold.orderNumber, sold.quoteId].filter((number) => raw.includes(`"${number}"`));
    const all = (sold: typeof nordic): string[] => [sold.invoiceNumber, sold.orderNumber, sold.quoteId];
    // Who works in the books reads the quotes of their own company's teams as well.
    await expect.poll(() => [ines, clerk].map((listener) => heardOf(listener, nordic)), WAIT).toEqual([all(nordic), all(nordic)]);
    await expect.poll(() => [camille, french].map((listener) => heardOf(listener, south)), WAIT).toEqual([all(south), all(south)]);
    expect([ines, clerk].map((listener) => heardOf(listener, south))).toEqual([[], []]);
    expect([camille, french].map((listener) => heardOf(listener, nordic))).toEqual([[], []]);
    // The warehouse works for both companies, and reads neither invoices nor ledgers.
    expect([heardOf(stock, nordic), heardOf(stock, south)]).toEqual([[nordic.orderNumber], [south.orderNumber]]);
    expect(stock.numbersOf("Invoice", "JournalEntry", "TrialBalance", "Quote")).toEqual([]);
  });

  it("carries neither values nor names nor whose it is", async () => {
    const mira = await listen("integrator");
    await system.erp.db.updateTable("customer").set({ name: "Sentinel Ørsted", creditLimit: "471137.11" }).where("number", "=", "C-1").execute();
    await system.crm.db.updateTable("account").set({ name: "Sentinel Åse" }).where("id", "=", system.accounts.nordic).execute();
    await expect.poll(() => mira.numbersOf("Account"), WAIT).toContain(system.accounts.nordic);
    await mark("NHDK", mira);
    for (const { raw } of listeners) expect(raw).not.toMatch(/Sentinel|471137|NORDIC|SOUTH|"NHDK"|mark \d/);
    for (const { heard } of listeners) for (const event of heard) expect(Object.keys(event).toSorted().filter((name) => !["at", "id", "number", "source", "type"].includes(name))).toEqual([]);
  });
});

describe("nothing is lost", () => {
  it("when the gateway starts anew: who comes back asks for everything", async () => {
    const clerk = await listen("accountant");
    await mark("NHDK", clerk);
    system.services.gateway.kill();
    await expect.poll(() => clerk.numbersOf("Everything"), WAIT).toEqual(["Everything"]);
    await mark("NHDK", clerk);
    clerk.close();
  });

  it("when the owner is killed: what was committed meanwhile is told when it is back, and nothing twice", async () => {
    const clerk = await listen("accountant");
    await mark("NHDK", clerk);
    const from = clerk.heard.length;
    await system.services.erp.stop("SIGKILL");
    const numbers = ["C-71", "C-72", "C-73"];
    for (const number of numbers) await system.erp.db.insertInto("customer").values({ number, name: number, legalEntity: "NHDK", country: "DK", currency: "DKK", paymentTerms: "NET30" }).execute();
    await system.services.erp.start();
    await expect.poll(() => clerk.numbersOf("Customer"), WAIT).toEqual(expect.arrayContaining(numbers));
    await mark("NHDK", clerk);
    const told = clerk.heard.slice(from);
    expect(told.filter(({ type, number }) => type === "Customer" && numbers.includes(number!)).map(({ number }) => number).toSorted()).toEqual(numbers);
    expect(told.filter(({ type }) => type === "Everything")).toEqual([]);
    clerk.close();
  });

  it("when the line breaks for a moment: it goes on where it left off", async () => {
    const clerk = await listen("accountant");
    await mark("NHDK", clerk);
    const lastId = clerk.heard.at(-1)!.id;
    clerk.close();
    const witness = await listen("accountant");
    await mark("NHDK", witness);
    const again = new EventListener(system.urls.gateway, async () => ({ authorization: `Bearer ${await system.token("accountant")}`, "last-event-id": lastId }));
    listeners.push(again);
    await expect.poll(() => again.heard.map(({ id }) => id), WAIT).toEqual(witness.heard.filter(({ id }) => Number(id.split("-")[1]) > Number(lastId.split("-")[1])).map(({ id }) => id));
    expect(again.numbersOf("Customer")).toContain("C-1");
  });
});

it("a hundred screens that show what changed cost its owner one question", async () => {
  const [ines, rosa] = [await listen("sales"), await listen("sales.manager")];
  await mark("NHDK", ines, rosa);
  const event = ines.heard.at(-1)!.id;
  const token = await system.token("sales");
  const question = `{ customers(filter: { number: { in: ["C-1", "C-2"] } }) { nodes { number name isOnHold } } }`;
  const ask = (bearer: string) => fetch(`${system.urls.gateway}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${bearer}`, "x-homefield-event": event }, body: JSON.stringify({ query: question }) }).then((response) => response.json() as Promise<{ data: { customers: { nodes: { number: string }[] } } }>);
  const from = system.calls.length;
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(token)));
  expect(answers.map(({ data }) => data.customers.nodes.map(({ number }) => number))).toEqual(Array(100).fill(["C-1"]));
  expect(system.calls.slice(from)).toHaveLength(1);
  // Who sees more is not given less, nor the other way round.
  expect((await ask(await system.token("sales.manager"))).data.customers.nodes.map(({ number }) => number).toSorted()).toEqual(["C-1", "C-2"]);
  expect((await ask(token)).data.customers.nodes).toHaveLength(1);
});

// ---- The list of what tables are called, held to the graph.
const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const argument = (type: ObjectTypeDefinitionNode, directive: string): boolean => type.directives!.some(({ name }) => name.value === directive);

describe.each(["crm", "erp"] as const)("the names that changes have in the %s", (side) => {
  const named = async (): Promise<string[][]> => {
    const { rows } = await system[side].pool.query<{ source: string }>("select prosrc as source from pg_proc where proname like 'change\\_of\\_%'");
    return rows.map(({ source }) => [...new Set([...source.matchAll(/\('([A-Z]\w+)', /g)].map(([, type]) => type!))]);
  };
  const sdl = text(`subgraphs/${side}/schema.graphql`);
  const types = parse(sdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const home = entitiesAtHome(sdl);
  const entities = types.filter((type) => home.has(type.name.value) && argument(type, "key") && type.name.value !== "AccountSelection");

  it("are types that the graph asks a permission for", async () => {
    const guarded = types.filter((type) => argument(type, "requiresScopes")).map((type) => type.name.value);
    expect((await named()).flat().filter((type) => !guarded.includes(type))).toEqual([]);
  });
  it("leave out no entity", async () => {
    const all = new Set((await named()).flat());
    expect(entities.map((type) => type.name.value).filter((name) => !all.has(name))).toEqual([]);
  });
  it("include the object whose list the row stands in", async () => {
    const tables = await named();
    const lists = entities.flatMap((type) => (type.fields ?? []).flatMap((field) => {
      const returned = /"value":"(\w+)Connection"/.exec(JSON.stringify(field.type))?.[1];
      return returned && tables.some((names) => names.includes(returned)) ? [[type.name.value, returned] as const] : [];
    }));
    expect(lists.length).toBeGreaterThan(2);
    expect(lists.filter(([entity, row]) => !tables.some((names) => names[0] === row && names.includes(entity))).map(([entity, row]) => `a change of ${row} names no ${entity}`)).toEqual([]);
  });
});
