// Everything our screens and the contract ask, as it reaches the owners: the executor of kit answers it like graphql-js, whoever asks.
import { readFileSync } from "node:fs";
import { crmSchema } from "@homefield/crm/schema.ts";
import { erpSchema } from "@homefield/erp/schema.ts";
import { aCaller, allPermissions, type Caller, contextOf, Executor, silentLog } from "@homefield/kit";
import { buildSchema, execute, type GraphQLError, type GraphQLInputType, getNamedType, getOperationAST, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField, Kind, parse, typeFromAST } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HANDOVER_SECRET } from "../support/hand-over-house.ts";
import { type Call, contract, openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const graph = buildSchema(text("gateway/supergraph.graphql"), { assumeValidSDL: true });
const documents = [...contract.values(), ...["web-crm", "web-erp"].flatMap((ui) => Object.values(JSON.parse(text(`${ui}/src/gql/persisted-documents.json`)) as Record<string, string>))];
const sides = {
  crm: { schema: crmSchema(), permissions: allPermissions(text("subgraphs/crm/schema.graphql")) },
  erp: { schema: erpSchema(), permissions: allPermissions(text("subgraphs/erp/schema.graphql")) },
};

let system: WholeSystem;
let known: Sold;
let asked: Call[];
beforeAll(async () => {
  system = await openWholeSystem({ listenIn: true });
  known = await sell(system, { accountId: system.accounts.nordic, paid: "100" });
  await sell(system, { accountId: system.accounts.nordic, paid: "0" });
  system.calls.length = 0;
  for (const document of documents) {
    const operation = getOperationAST(parse(document));
    if (operation?.operation === "query") await system.ask(document, variablesOf(document), "integrator");
  }
  asked = [...new Map(system.calls.map((call) => [`${call.source} ${call.query} ${JSON.stringify(call.variables)}`, call])).values()];
}, 240_000);
afterAll(() => system?.stop());

/** Values that fit, and name what there is. */
function variablesOf(document: string): Record<string, unknown> {
  const operation = getOperationAST(parse(document))!;
  const first = operation.selectionSet.selections[0];
  const root = first?.kind === Kind.FIELD ? first.name.value : "";
  return Object.fromEntries((operation.variableDefinitions ?? []).flatMap(({ variable, type, defaultValue }) => {
    const inputType = typeFromAST(graph, type as never) as unknown as GraphQLInputType;
    return isNonNullType(inputType) && !defaultValue ? [[variable.name.value, valueFor(inputType, variable.name.value, root)]] : [];
  }));
}
function valueFor(type: GraphQLInputType, name: string, root: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name, root);
  if (isListType(type)) return [valueFor(type.ofType, name, root)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter(isRequiredInputField).map((field) => [field.name, valueFor(field.type, field.name, root)]));
  const byRoot: Record<string, string> = { quote: known.quoteId, invoice: known.invoiceId, salesOrder: known.orderNumber, shipment: known.shipmentNumber, customer: "C-1", item: "LNG-210" };
  const byName: Record<string, unknown> = { id: byRoot[root] ?? system.accounts.nordic, number: byRoot[root] ?? known.orderNumber, code: "1100", customer: "C-1", accountId: system.accounts.nordic, itemNumber: "LNG-210", legalEntity: "NHDK", text: "lounge", first: 20 };
  const byType: Record<string, unknown> = { String: "Havecenter", ID: "C-1", Int: 10, Boolean: true, Decimal: "2", Date: new Date().toISOString().slice(0, 10), CurrencyCode: "DKK" };
  return byName[name] ?? byType[getNamedType(type).name];
}

const now = new Date();
async function answers({ source, query, variables }: Call, parts: { permissions: readonly string[] } & Partial<Pick<Caller, "teams" | "legalEntities">>) {
  const { schema } = sides[source];
  // What the CRM would ask the ERP by itself is silent here, for both alike.
  const context = () => Object.assign(contextOf({ db: system[source].db as never, caller: aCaller({ ...parts, email: "ines@example.com" }), log: silentLog(), now, requestId: "the-same" }), { seamSecret: HANDOVER_SECRET, erp: {}, wakeRelay: () => undefined });
  const format = (error: GraphQLError) => ({ message: error.message, path: error.path, locations: error.locations, extensions: error.extensions });
  const told = (errors: readonly object[] | undefined): string[] => (errors ?? []).map((error) => JSON.stringify(error)).sort();
  const own = executors[source].answer({ query, variables }, context());
  if (own === null) return null;
  const expected = await execute({ schema, document: parse(query), variableValues: variables, contextValue: context() });
  const answer = JSON.parse(await own) as { data: unknown; errors?: object[] };
  return { own: { data: JSON.stringify(answer.data), errors: told(answer.errors) }, expected: { data: JSON.stringify(expected.data), errors: told(expected.errors?.map(format)) } };
}
const executors = Object.fromEntries((["crm", "erp"] as const).map((side) => [side, new Executor(sides[side].schema, (error) => ({ message: error.message, ...(error.path && { path: error.path }), ...(error.locations && { locations: error.locations }), extensions: error.extensions }))])) as Record<"crm" | "erp", Executor>;

describe("what the gateway asks for all documents of both screens and the contract", () => {
  it("is most of the graph, and hardly anything of it is left to graphql-js", async () => {
    expect(asked.length).toBeGreaterThan(60);
    expect(new Set(asked.map(({ source }) => source))).toEqual(new Set(["crm", "erp"]));
    const left = [];
    for (const call of asked) if ((await answers(call, { permissions: sides[call.source].permissions })) === null) left.push(/\{\s*(\w+)/.exec(call.query.slice(call.query.indexOf("{")))?.[1]);
    // The searches: their hits are of types that only the rows tell.
    expect([...new Set(left)].sort()).toEqual(["crmSearch", "erpSearch"]);
  });

  it.each<[string, (call: Call, all: readonly string[]) => Parameters<typeof answers>[1]]>([
    ["who may do everything", (_, all) => ({ permissions: all })],
    ["who has every other permission", (_, all) => ({ permissions: all.filter((_one, index) => index % 2 === 0) })],
    ["who has the others", (_, all) => ({ permissions: all.filter((_one, index) => index % 2 === 1) })],
    ["who has none", () => ({ permissions: [] })],
    ["who may do everything in another team and company", (_, all) => ({ permissions: all, teams: ["SOUTH"], legalEntities: ["NHFR"] })],
  ])("is answered alike to %s", async (_, callerFor) => {
    let withData = 0;
    let withErrors = 0;
    for (const call of asked) {
      const both = await answers(call, callerFor(call, sides[call.source].permissions));
      if (!both) continue;
      expect(both.own, call.query).toEqual(both.expected);
      if (both.own.data.length > 100) withData++;
      if (both.own.errors.length > 0) withErrors++;
    }
    expect(withData + withErrors).toBeGreaterThan(asked.length / 3);
  });
});
