// A sentinel in every column of both databases; then the whole flow and every field of the graph; then a search for each of them on the other side.
import { readFileSync } from "node:fs";
import { entitiesAtHome, ownershipRegister } from "@homefield/commands/ownership/register.ts";
import { buildSchema } from "graphql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CROSSINGS, KEPT_AS_THEY_ARE } from "../support/crossings.ts";
import { knownArguments, recordsOfEveryKind } from "../support/known-arguments.ts";
import { pathsToEveryField, type ValueOf } from "../support/schema-paths.ts";
import { both, type Cells, cellsOf, type Column, columnsOf, isTelling, Planting } from "../support/sentinels.ts";
import { openWholeSystem, operation, receive, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

type Side = "crm" | "erp";
const SIDES = ["crm", "erp"] as const;
const other = (side: Side): Side => (side === "crm" ? "erp" : "crm");
const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

let system: WholeSystem;
let columns: Record<Side, Column[]>;
let planting: Record<Side, Planting>;
let cells: Record<Side, Cells>;
/** Why the database refused a sentinel. */
const refused: Record<Side, Map<string, string>> = { crm: new Map(), erp: new Map() };
let asked = 0;

/** A column whose value somebody types into an act of the flow, and what is typed. */
const typed = (side: Side, column: string, value: string): string => planting[side].note(column, value);
const word = (side: Side, column: string): string => typed(side, column, `k${column.split(".")[1]!.replaceAll("_", "").slice(0, 6)}${Math.random().toString(36).slice(2, 9)}`);

beforeAll(async () => {
  system = await openWholeSystem();
  await sell(system, { accountId: system.accounts.nordic });
  await beginnings();
  columns = { crm: await columnsOf(system.crm.pool), erp: await columnsOf(system.erp.pool) };
  const superuser = process.env["HOMEFIELD_TEST_POSTGRES"]!;
  planting = { crm: await Planting.open(system.crm.pool, superuser), erp: await Planting.open(system.erp.pool, superuser) };
  // Before the flow: every word, and the price that an offer is made of.
  await plant((column) => ["text", "_text"].includes(column.type) && !column.isUnique);
  await system.erp.pool.query("update price_rule set unit_price = $1 where kind = 'PRICE'", [typed("erp", "price_rule.unit_price", "4711.37")]);
  const { accountId, sold } = await theWholeFlow();
  const then = await snapshot();
  const known = await knownArguments(system, accountId, sold);
  // A document of somebody's own is remembered as it was written, with what they looked for.
  const valueOf: ValueOf = (coordinate, name, type) => (coordinate === "Query.crmSearch.text" ? "Fjordby" : known(coordinate, name, type));
  // After it: figures, days and whatever the flow needed as it was. Nothing acts on the ERP's data any more, so nothing has to add up.
  for (const side of SIDES) {
    await planting[side].dropConditions();
    await planting[side].fillEmpty(columns[side]);
  }
  await plant((column, side) => !planting[side].marks.has(column.name));
  await system.crm.db.updateTable("account").set({ archivedAt: null }).where("id", "=", accountId).execute();
  await readEverything(accountId, sold, valueOf);
  const now = await snapshot();
  cells = { crm: both(then.crm, now.crm), erp: both(then.erp, now.erp) };
}, 300_000);
afterAll(async () => {
  for (const side of SIDES) await planting?.[side].close();
  await system?.stop();
});

const snapshot = async (): Promise<Record<Side, Cells>> => ({ crm: await cellsOf(system.crm.pool, columns.crm), erp: await cellsOf(system.erp.pool, columns.erp) });

async function plant(which: (column: Column, side: Side) => boolean): Promise<void> {
  for (const side of SIDES) {
    for (const column of columns[side]) {
      if (column.barred || `${side}.${column.name}` in KEPT_AS_THEY_ARE || isPointer(side, column) || !which(column, side)) continue;
      const why = await planting[side].plant(column);
      if (why) refused[side].set(column.name, why);
      else refused[side].delete(column.name);
    }
  }
}
const isPointer = (side: Side, { name }: Column): boolean => CROSSINGS.some((crossing) => crossing.isPointer === true && crossing[side].includes(name));

/** A prospect with what the CRM keeps about it, and somebody who works on both sides. */
async function beginnings(): Promise<void> {
  const { id } = await system.crm.db.insertInto("account").values({ name: "Fjordby Kommune", team: "NORDIC", country: "DK", tags: ["first"] }).returning("id").executeTakeFirstOrThrow();
  await recordsOfEveryKind(system, id);
}

/** From an offer to money in the bank, for somebody who was no customer before; whatever is typed is a sentinel. */
async function theWholeFlow() {
  const { id: accountId } = await system.crm.db.selectFrom("account").select("id").where("customerNumber", "is", null).executeTakeFirstOrThrow();
  const { id: contactId } = await system.crm.db.selectFrom("contact").select("id").where("accountId", "=", accountId).executeTakeFirstOrThrow();
  await receive(system, "AARHUS", "LNG-210", typed("erp", "stock_move.unit_cost", "8193.57"), "3000");
  const sold = await sell(system, {
    accountId, carrier: word("erp", "shipment.carrier"), bankText: word("erp", "customer_payment.bank_text"), paid: typed("erp", "customer_payment.amount", "1037.49"),
    quote: { contactId, market: "NORDIC", title: word("crm", "quote.title"), words: word("crm", "quote.words") },
    lines: [{ itemNumber: "LNG-210", quantity: "2", discountPercent: "7.3519", note: word("crm", "quote_line.note") }],
    signing: {
      signerName: word("crm", "signature.signer_name"), signerEmail: `${word("crm", "signature.signer_email")}@fjordby.example`, customerReference: word("erp", "sales_order.customer_reference"), vatNumber: typed("erp", "customer.vat_number", "DK73918246"),
      invoiceEmail: `${word("erp", "customer.invoice_email")}@fjordby.example`,
      billingAddress: { name: word("erp", "customer_address.name"), line1: word("erp", "customer_address.line1"), line2: word("erp", "customer_address.line2"), postalCode: "8991", city: word("erp", "customer_address.city"), region: word("erp", "customer_address.region"), country: "DK" },
    },
  });
  return { accountId, sold };
}

/** Every field of the composed graph, twice, so that whatever remembers has something to remember; and the acts by which the CRM asks the ERP. */
async function readEverything(accountId: string, sold: Sold, valueOf: ValueOf): Promise<void> {
  const paths = pathsToEveryField(buildSchema(text("gateway/supergraph.graphql"), { assumeValidSDL: true }), valueOf);
  const documents = Map.groupBy(paths, ({ steps }) => steps[0]!.field.name);
  for (let round = 0; round < 2; round++) {
    for (const group of documents.values()) {
      for (let i = 0; i < group.length; i += 15) {
        await system.ask(`{ ${group.slice(i, i + 15).map(({ selection }, n) => `f${n}: ${selection}`).join(" ")} }`, {}, "integrator");
        asked++;
      }
    }
    for (const name of ["Account360", "AccountsByOverdue", "OrderDesk", "CustomerWithAccount"]) await system.ask(operation(name), { id: accountId, number: sold.customerNumber }, "sales");
    const draft = await system.ask(operation("QuoteCreate"), { input: { accountId, lines: [{ itemNumber: "LNG-210", quantity: "5", unitPrice: "1" }] } }, "integrator");
    expect(draft.data?.["quoteCreate"].userErrors).toEqual([]);
  }
}

/** "account.name = customer.name": where a sentinel or a telling value of one side stands on the other. */
function shared(): Set<string> {
  const pairs = new Set<string>();
  const pair = (side: Side, mine: string, theirs: string): void => void pairs.add(side === "crm" ? `${mine} = ${theirs}` : `${theirs} = ${mine}`);
  for (const side of SIDES) {
    for (const [theirs, values] of cells[other(side)]) {
      for (const [mine, marks] of planting[side].marks) if (marks.some((mark) => values.some((value) => value.includes(mark)))) pair(side, mine, theirs);
    }
  }
  // What no sentinel stands for: keys, and what acts made of what was typed.
  const own = (side: Side): Column[] => columns[side].filter(({ barred }) => barred === null || barred.startsWith("a key"));
  const homes = new Map<string, string[]>();
  for (const { name } of own("erp")) for (const value of cells.erp.get(name)!) if (isTelling(value)) homes.set(value, [...(homes.get(value) ?? []), name]);
  for (const { name } of own("crm")) for (const value of cells.crm.get(name)!) for (const theirs of homes.get(value) ?? []) pair("crm", name, theirs);
  return pairs;
}
const covers = (names: readonly string[] | string, name: string): boolean => [names].flat().some((one) => one === name || (one.startsWith("*.") && name.endsWith(one.slice(1))) || (one.endsWith(".*") && name.startsWith(one.slice(0, -1))));

describe("after the whole flow has run and every field of the graph was read", () => {
  it("every column of both databases held a sentinel, or it is said why none can stand there", () => {
    const without = SIDES.flatMap((side) => columns[side].filter((column) => !planting[side].marks.has(column.name) && !column.barred && !isPointer(side, column) && !(`${side}.${column.name}` in KEPT_AS_THEY_ARE)).map(({ name }) => `${side}.${name}: ${refused[side].get(name)}`));
    expect(without).toEqual([]);
    expect(Object.keys(KEPT_AS_THEY_ARE).filter((name) => !SIDES.some((side) => columns[side].some((column) => `${side}.${column.name}` === name && !column.barred)))).toEqual([]);
    for (const side of SIDES) {
      const atHome = [...cells[side].values()].flat().join("\n");
      expect([...planting[side].marks].filter(([, marks]) => !marks.some((mark) => atHome.includes(mark))).map(([name]) => name)).toEqual([]);
    }
    expect(planting.erp.marks.size).toBeGreaterThan(180);
    expect(planting.crm.marks.size).toBeGreaterThan(60);
    expect(asked).toBeGreaterThan(100);
  });

  it("what stands on both sides is a declared crossing, and each declared crossing is one", () => {
    const pairs = [...shared()];
    const fits = (pair: string, { crm, erp }: { crm: readonly string[]; erp: readonly string[] }): boolean => {
      const [mine, theirs] = pair.split(" = ") as [string, string];
      return covers(crm, mine) && covers(erp, theirs);
    };
    expect(pairs.filter((pair) => !CROSSINGS.some((crossing) => fits(pair, crossing))).sort()).toEqual([]);
    expect(CROSSINGS.filter((crossing) => !pairs.some((pair) => fits(pair, crossing))).map(({ why }) => why)).toEqual([]);
  });

  it("the hand-over's queue keeps nothing of what it carried", async () => {
    expect(await system.crm.db.selectFrom("signedOrder").select("status").where("status", "!=", "DELIVERED").execute()).toEqual([]);
    const carried = [...planting.erp.marks].filter(([column]) => /^(customer|customer_address)\./.test(column)).flatMap(([, marks]) => marks);
    expect(carried.filter((mark) => cells.crm.get("signed_order.payload")!.some((payload) => payload.includes(mark)))).toEqual([]);
  });

  it("no log of any process, no row of the gateway's database and none of its memory holds a value of either side", async () => {
    const identity = new pg.Pool({ connectionString: system.identityUrl });
    const signIn = [...(await cellsOf(identity, await columnsOf(identity))).values()].flat().join("\n");
    await identity.end();
    const { crm, secondCrm, erp, gateway } = system.services;
    const places = { "log of the crm": crm.said, "log of the second crm": secondCrm.said, "log of the erp": erp.said, "log of the gateway": gateway.said, "identity's database": signIn, "the gateway's memory": await gateway.memory() };
    const found = Object.entries(places).flatMap(([place, said]) => SIDES.flatMap((side) => [...planting[side].marks].filter(([, marks]) => marks.some((mark) => said.includes(mark))).map(([column]) => `${side} ${column} stands in ${place}`)));
    expect(found).toEqual([]);
  });

  it("the CRM's memory holds nothing of the ERP's", async () => {
    const said = await system.services.crm.memory();
    expect([...planting.erp.marks].filter(([, marks]) => marks.some((mark) => said.includes(mark))).map(([column]) => column)).toEqual([]);
  });

  it("the ownership report knows a home, a class and a permission for every field", () => {
    const homes = SIDES.map((name) => ({ name, entities: entitiesAtHome(text(`subgraphs/${name}/schema.graphql`)) }));
    const { fields, gaps } = ownershipRegister(text("gateway/supergraph.graphql"), (type) => homes.find(({ entities }) => entities.has(type))?.name);
    expect(gaps).toEqual([]);
    expect(fields.length).toBeGreaterThan(400);
    expect(fields.filter((field) => field.home === "" || field.personalData === "?" || field.permission.length === 0)).toEqual([]);
  });
});
