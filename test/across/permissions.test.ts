// Made from the composed supergraph: what is added to the graph is asked here without anybody having to think of it.
import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLArgument, type GraphQLField, type GraphQLInputType, type GraphQLOutputType, getNamedType, isCompositeType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField } from "graphql";
import { demoUsers } from "@homefield/gateway/identity/demo-users.ts";
import { roles } from "@homefield/gateway/identity/roles.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answered } from "../support/hand-over-house.ts";
import { openWholeSystem, sell, type Sold, type WholeSystem } from "../support/whole-system.ts";

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const schema = buildSchema(text("gateway/supergraph.graphql"), { assumeValidSDL: true });
const owners = { crm: buildSchema(text("subgraphs/crm/schema.graphql"), { assumeValidSDL: true }), erp: buildSchema(text("subgraphs/erp/schema.graphql"), { assumeValidSDL: true }) };
const mutations = Object.values(schema.getMutationType()!.getFields());

let system: WholeSystem;
let known: Sold;
beforeAll(async () => {
  system = await openWholeSystem();
  known = await sell(system, { accountId: system.accounts.nordic });
});
afterAll(() => system?.stop());

const scopesOf = (node: { astNode?: { directives?: readonly { name: { value: string } }[] } | null | undefined }): string[] => {
  const directive = node.astNode?.directives?.find((one) => one.name.value === "requiresScopes");
  return directive ? [...JSON.stringify(directive).matchAll(/"value":"([a-z-]+:[a-z-]+)"/g)].map((match) => match[1]!) : [];
};
const permissionFor = (field: GraphQLField<unknown, unknown>): string => scopesOf(field)[0] ?? (() => { throw new Error(`${field.name} asks for no permission`); })();
const holds = (who: string, permission: string): boolean => (demoUsers.find((user) => user.email.startsWith(`${who}@`))!.roles).some((role) => (roles as Record<string, readonly string[]>)[role]!.includes(permission));
const everybody = demoUsers.map((user) => user.email.split("@")[0]!);
/** Somebody whose role lacks it; the integrator holds what nearly all lack. */
const whoLacks = (permission: string): string => everybody.find((who) => !holds(who, permission))!;

/** A value that fits the type, and where it names something, names what exists in Denmark, so that only rights stand in the way. */
function valueFor(type: GraphQLInputType, name: string, depth = 0): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name, depth);
  if (isListType(type)) return [valueFor(type.ofType, name, depth + 1)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isRequiredInputField(field)).map((field) => [field.name, valueFor(field.type, field.name, depth + 1)]));
  const samples: Record<string, unknown> = {
    ID: "00000000-0000-7000-8000-000000000000", String: "Some words", Int: 1, Boolean: true, Decimal: "1", Date: "2026-11-02", DateTime: "2026-11-02T10:00:00Z", CurrencyCode: "DKK",
  };
  const byName: Record<string, unknown> = {
    accountId: system.accounts.nordic, customerNumber: "C-1", salesOrderNumber: known.orderNumber, legalEntity: "NHDK", sellingEntity: "NHDK", warehouse: "AARHUS", from: "AARHUS", to: "AARHUS", item: "LNG-210", itemNumber: "LNG-210", country: "DK",
    invoiceNumber: known.invoiceNumber, paymentTerms: "NET30", ids: system.accounts.nordic, signerEmail: "aase@fjordby.example", invoiceEmail: "aase@fjordby.example", fiscalYear: 2031, ledgerAccountCode: "1000",
  };
  return byName[name] ?? samples[getNamedType(type).name] ?? "x";
}
/** A document that stands in the other company, by the noun of the act. */
function namedIn(field: GraphQLField<unknown, unknown>): Record<string, unknown> {
  const named: [RegExp, Record<string, string>][] = [
    [/^salesOrder/, { number: known.orderNumber }], [/^shipment/, { number: known.shipmentNumber, salesOrderNumber: known.orderNumber }], [/^invoiceCredit$/, { number: known.invoiceNumber }], [/^invoice/, { id: known.invoiceId, salesOrderNumber: known.orderNumber }],
    [/^customer(Update|AddressAdd|CreditLimitSet|Hold|Release)$/, { number: "C-1" }], [/^quote/, { id: known.quoteId }], [/^account/, { id: system.accounts.nordic }],
  ];
  return named.find(([pattern]) => pattern.test(field.name))?.[1] ?? {};
}
function documentOf(field: GraphQLField<unknown, unknown>): { query: string; variables: Record<string, unknown> } {
  const args = field.args.filter((arg: GraphQLArgument) => isRequiredArgument(arg));
  const given = namedIn(field);
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  return {
    query: `mutation ${declared && `(${declared})`} { ${field.name}${args.length > 0 ? `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(", ")})` : ""} { userErrors { code message path } } }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, given[arg.name] ?? (arg.name === "idempotencyKey" ? crypto.randomUUID() : valueFor(arg.type, arg.name))])),
  };
}
/** How many rows every table has, and how often any was written: a refusal leaves both alone. */
async function written(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const side of ["crm", "erp"] as const) {
    const { rows } = await system[side].pool.query<{ name: string; n: string }>(`select relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) || '' rows, newest '' || coalesce(max(xmin::text::bigint), 0) as n from %I', relname), true, true, '')))[1]::text as n
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`);
    for (const { name, n } of rows) all[`${side}.${name}`] = n;
  }
  return all;
}
const codes = (answer: Answered, field: string): string[] => [...(answer.errors ?? []).map((error) => String(error.extensions["code"])), ...(answer.data?.[field]?.userErrors ?? []).map((error: { code: string }) => error.code)];

describe("every mutation of the graph", () => {
  it("is there to be tried", () => {
    expect(mutations.length).toBeGreaterThan(70);
    expect(mutations.map((field) => [field.name, permissionFor(field)]).filter(([, permission]) => !permission)).toEqual([]);
  });

  it("is refused to nobody with 401, and to the wrong role with FORBIDDEN, and writes nothing", async () => {
    const before = await written();
    const wrong: Record<string, unknown> = {};
    for (const field of mutations) {
      const { query, variables } = documentOf(field);
      const bare = await system.askBare(query);
      if (bare.status !== 401) wrong[`${field.name}, nobody`] = bare;
      const permission = permissionFor(field);
      const who = whoLacks(permission);
      const answer = await system.ask(query, variables, who);
      const [error] = answer.errors ?? [];
      if (answer.errors?.length !== 1 || error?.extensions["code"] !== "FORBIDDEN" || error.extensions["permission"] !== permission) wrong[`${field.name}, ${who}`] = answer;
    }
    expect(wrong).toEqual({});
    expect(await written()).toEqual(before);
  });

  it("is not forbidden to somebody whose role has it", async () => {
    const wrong: Record<string, unknown> = {};
    for (const field of mutations) {
      // The values may be nonsense, which is said as such: a stranger's identifier, a state that does not fit.
      const { query, variables } = documentOf(field);
      const args = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, /^(id|number|salesOrderNumber)$/.test(name) ? "00000000-0000-7000-8000-000000000000" : value]));
      const who = ["integrator", ...everybody].find((one) => holds(one, permissionFor(field)))!;
      const answer = await system.ask(query, args, who);
      const found = codes(answer, field.name);
      if (found.some((code) => /FORBIDDEN|UNAUTHENTICATED|INTERNAL|BAD_USER_INPUT/.test(code))) wrong[`${field.name}, ${who}`] = answer;
    }
    expect(wrong).toEqual({});
  });

  it("on something of another company or team answers as for something that does not exist", async () => {
    const strangers = ["accountant.fr", "sales.south"];
    const own = new Set<string>();
    const wrong: Record<string, unknown> = {};
    for (const field of mutations) {
      const given = namedIn(field);
      if (Object.keys(given).length === 0 || !field.args.some((arg) => arg.name in given)) continue;
      const who = strangers.find((one) => holds(one, permissionFor(field)));
      if (!who) continue;
      own.add(field.name);
      const { query, variables } = documentOf(field);
      const before = await written();
      const theirs = await system.ask(query, variables, who);
      const unknown = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, /^[0-9a-f-]{36}$/.test(value as string) ? "00000000-0000-7000-8000-00000000dead" : "SO-999999"]));
      const nobodys = await system.ask(query, { ...variables, ...Object.fromEntries(Object.entries(unknown).filter(([name]) => name in variables)), ...("idempotencyKey" in variables && { idempotencyKey: crypto.randomUUID() }) }, who);
      const plain = (answer: Answered): string => Object.entries({ ...given, ...unknown }).reduce((said, [name]) => said.replaceAll(String(given[name]), "…").replaceAll(String(unknown[name]), "…"), JSON.stringify([answer.errors?.map((error) => [error.extensions["code"], error.message]), answer.data]));
      if (plain(theirs) !== plain(nobodys) || !/NOT_FOUND/.test(plain(theirs))) wrong[`${field.name}, ${who}`] = [plain(theirs), plain(nobodys)];
      expect(await written(), field.name).toEqual(before);
    }
    expect(wrong).toEqual({});
    expect(own.size).toBeGreaterThan(12);
  });
});

describe("every field of the ERP behind an account's customer", () => {
  const customerFields = (): GraphQLField<unknown, unknown>[] => Object.values(schema.getType("Customer") && isObjectType(schema.getType("Customer")) ? (schema.getType("Customer") as never as { getFields(): Record<string, GraphQLField<unknown, unknown>> }).getFields() : {})
    .filter((field) => isObjectType(owners.erp.getType("Customer")) && field.name in (owners.erp.getType("Customer") as never as { getFields(): object }).getFields() && field.name !== "account" && field.name !== "number");
  /** A leaf of it, however deep, so that what is asked is the field itself. */
  const selectionOf = (type: GraphQLOutputType, depth = 0): string => {
    const named = getNamedType(type);
    if (isLeafType(named) || !isCompositeType(named)) return "";
    if (!isObjectType(named)) return "{ __typename }";
    const nodes = named.getFields()["nodes"];
    if (nodes) return `{ nodes ${selectionOf(nodes.type, depth + 1)} }`;
    const leaf = Object.values(named.getFields()).find((field) => isLeafType(getNamedType(field.type)) && !field.args.some((arg) => isRequiredArgument(arg)) && scopesOf(field).length === 0)!;
    return `{ ${leaf.name} }`;
  };
  const neededFor = (field: GraphQLField<unknown, unknown>): string[] => {
    const target = getNamedType(field.type);
    const inner = isObjectType(target) && target.getFields()["nodes"] ? getNamedType(target.getFields()["nodes"]!.type) : target;
    return [...new Set(["customer:read", ...scopesOf(field), ...scopesOf(target as never), ...scopesOf(inner as never)])];
  };
  const ask = (field: GraphQLField<unknown, unknown>, who: string) => system.ask(`query ($id: ID!) { account(id: $id) { name customer { ${field.name} ${selectionOf(field.type)} } } }`, { id: system.accounts.nordic }, who);

  it("is answered to who may read it, is null with FORBIDDEN beside the account's name to who may not, and is nothing to nobody", async () => {
    expect(customerFields().length).toBeGreaterThan(20);
    const wrong: Record<string, unknown> = {};
    // The Nordic company's own; of all roles the ones that may see the account.
    for (const field of customerFields()) {
      if ((await system.askBare(`{ account(id: "${system.accounts.nordic}") { customer { ${field.name} ${selectionOf(field.type)} } } }`)).status !== 401) wrong[`${field.name}, nobody`] = "not 401";
      for (const who of ["sales", "support", "marketing", "accountant", "buyer", "warehouse", "integrator"]) {
        const lacking = neededFor(field).filter((permission) => !holds(who, permission));
        const answer = await ask(field, who);
        const refused = (answer.errors ?? []).map((error) => [error.extensions["code"], error.extensions["permission"]]);
        const value = answer.data?.["account"]?.customer?.[field.name] ?? null;
        if (answer.data?.["account"]?.name !== "Ærø Havecenter") wrong[`${field.name}, ${who}`] = answer;
        else if (lacking.length === 0 ? refused.length > 0 : value !== null || refused.length === 0 || !refused.every(([code, permission]) => code === "FORBIDDEN" && lacking.includes(permission as string))) wrong[`${field.name}, ${who}`] = { lacking, answer };
      }
    }
    expect(wrong).toEqual({});
  });

  it("is not there for who works in another company: the account isn't seen at all, nor the customer behind one that is", async () => {
    expect((await system.ask(`query ($id: ID!) { account(id: $id) { name customer { name } } }`, { id: system.accounts.nordic }, "sales.south")).data).toEqual({ account: null });
    // An account of the South that points at a customer of the Danish company.
    const [crossing] = await system.crm.db.insertInto("account").values({ name: "Crossing", team: "SOUTH", country: "FR", customerNumber: "C-3" }).returning("id").execute();
    for (const field of customerFields()) {
      const answer = await system.ask(`query ($id: ID!) { account(id: $id) { name customer { ${field.name} ${selectionOf(field.type)} } } }`, { id: crossing!.id }, "sales.south");
      expect(answer.data!["account"].name).toBe("Crossing");
      expect(answer.data!["account"].customer?.[field.name] ?? null, field.name).toBeNull();
    }
  });
});
