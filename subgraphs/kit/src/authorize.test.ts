import { parse } from "graphql";
import { describe, expect, it } from "vitest";
import { aCaller, allPermissions, run } from "./testing.ts";
import type { Context } from "./context.ts";
import { buildGuardedSchema, type Resolvers } from "./schema.ts";
import { silentLog } from "./log.ts";

const HEADER = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@shareable", "@composeDirective"])
  @link(url: "https://homefield.example/privacy/v1.0", import: ["@personalData", "PersonalDataClass"]) @composeDirective(name: "@personalData")
directive @personalData(class: PersonalDataClass!, purpose: String) on OBJECT | FIELD_DEFINITION
enum PersonalDataClass { NONE IDENTITY CONTACT FINANCIAL BEHAVIOUR }
scalar Date scalar DateTime scalar Decimal scalar CurrencyCode
`;
const SHOP = `${HEADER}
type Chair @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: NONE) { id: ID! name: String cost: String @requiresScopes(scopes: [["cost:read"]]) maker: Maker }
type Maker @requiresScopes(scopes: [["maker:read"], ["chair:edit", "maker:see"]]) @personalData(class: IDENTITY, purpose: "Warranty") { name: String }
type ChairPayload { chair: Chair }
type Query { chair(id: ID!): Chair @requiresScopes(scopes: [["chair:read"]]) chairCount: Int! @requiresScopes(scopes: [["chair:count"]]) }
type Mutation { chairPaint(id: ID!): ChairPayload! @requiresScopes(scopes: [["chair:edit"]]) }
`;
let painted = 0;
const CHAIR = { id: "1", name: "Skagen", cost: "100", maker: { name: "Ines" } };
const RESOLVERS: Resolvers = {
  Query: { chair: (_p: unknown, { id }: { id: string }) => (id === "1" ? CHAIR : null), chairCount: () => 7 },
  Mutation: { chairPaint: () => (painted++, { chair: CHAIR }) },
  Chair: { __resolveReference: ({ id }: { id: string }) => (id === "1" ? CHAIR : null) },
};
const schema = buildGuardedSchema(SHOP, [RESOLVERS]);
const ctxOf = (permissions: string[]) => ({ caller: aCaller({ permissions }), loaders: new Map(), log: silentLog() }) as unknown as Context<unknown>;
const ask = (permissions: string[], source: string) => run(schema, ctxOf(permissions), source);
const forbidden = (permission: string, path: unknown) => expect.objectContaining({ code: "FORBIDDEN", path, message: expect.stringContaining(`"${permission}"`) });

const LISTED = buildGuardedSchema(`${HEADER}
type Chair @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: NONE) { id: ID! cost: String @requiresScopes(scopes: [["cost:read"]]) maker: Maker }
type Maker @key(fields: "id") @requiresScopes(scopes: [["maker:read"]]) @personalData(class: NONE) { id: ID! chairs(filter: ChairFilter, orderBy: ChairOrder): ChairConnection }
type ChairConnection { nodes: [Chair!]! totalCount: Int! }
input ChairFilter { and: [ChairFilter!] cost: ID makerId: ID hasMaker: Boolean }
enum ChairOrderField { ID COST }
input ChairOrder { field: ChairOrderField! }
type Query { maker: Maker @requiresScopes(scopes: [["maker:read"]]) }
`, [{ Query: { maker: () => ({ id: "1" }) }, Maker: { chairs: () => ({ nodes: [], totalCount: 7 }) } }]);
const askListed = async (permissions: string[], source: string) => (await run(LISTED, ctxOf(permissions), source)).errors?.map(({ message }) => /"([a-z]+:[a-z]+)"/.exec(message)?.[1]) ?? [];

describe("what would tell a hidden value", () => {
  it("is refused like the value: how many there are, and what a filter or an order leaves", async () => {
    expect(await askListed(["maker:read"], "{ maker { chairs { totalCount } } }")).toEqual(["chair:read"]);
    expect(await askListed(["maker:read", "chair:read"], `{ maker { a: chairs { totalCount } b: chairs(filter: { and: [{ cost: "1" }] }) { totalCount } c: chairs(orderBy: { field: COST }) { totalCount } } }`)).toEqual(["cost:read", "cost:read"]);
    expect(await askListed(["maker:read", "chair:read", "cost:read"], `{ maker { chairs(filter: { cost: "1" }, orderBy: { field: COST }) { totalCount } } }`)).toEqual([]);
  });
  it("stands for a field also by its key and as a question", async () => {
    const hidden = buildGuardedSchema(`${HEADER}
      type Chair @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: NONE) { id: ID! maker: Maker @requiresScopes(scopes: [["maker:see"]]) }
      type Maker @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: NONE) { id: ID! }
      input ChairFilter { makerId: ID hasMaker: Boolean id: ID }
      type Query { count(filter: ChairFilter): Int! @requiresScopes(scopes: [["chair:read"]]) }`, [{ Query: { count: () => 1 } }]);
    const asked = async (filter: string) => (await run(hidden, ctxOf(["chair:read"]), `{ count(filter: ${filter}) }`)).errors?.[0]?.code;
    expect([await asked(`{ makerId: "1" }`), await asked("{ hasMaker: true }"), await asked(`{ id: "1" }`), await asked("{ makerId: null }")]).toEqual(["FORBIDDEN", "FORBIDDEN", undefined, undefined]);
  });
  it("is refused at an entity's key, with or without a way of its own to be found", async () => {
    expect(await askListed([], `{ _entities(representations: [{ __typename: "Maker", id: "1" }]) { ... on Maker { id } } }`)).toEqual(["maker:read"]);
    expect(await askListed(["maker:read"], `{ _entities(representations: [{ __typename: "Maker", id: "1" }]) { ... on Maker { id } } }`)).toEqual([]);
  });
});

describe("permissions in the owner", () => {
  it("let through who has them", async () => {
    expect(await ask(["chair:read", "cost:read", "maker:read"], `{ chair(id: "1") { name cost maker { name } } }`)).toEqual({ data: { chair: { name: "Skagen", cost: "100", maker: { name: "Ines" } } } });
  });
  it("blank a refused field and answer its siblings", async () => {
    expect(await ask(["chair:read"], `{ chair(id: "1") { name cost maker { name } } }`)).toEqual({
      data: { chair: { name: "Skagen", cost: null, maker: null } }, errors: [forbidden("cost:read", ["chair", "cost"]), forbidden("maker:read", ["chair", "maker"])],
    });
  });
  it("refuse who has none, also by another name", async () => {
    expect(await ask([], `{ innocent: chair(id: "1") { name } }`)).toEqual({ data: { innocent: null }, errors: [forbidden("chair:read", ["innocent"])] });
  });
  it("take one of several sets, but only whole", async () => {
    const maker = `{ chair(id: "1") { maker { name } } }`;
    expect((await ask(["chair:read", "chair:edit", "maker:see"], maker)).data.chair.maker).toEqual({ name: "Ines" });
    expect((await ask(["chair:read", "maker:see"], maker)).data.chair.maker).toBeNull();
  });
  it("refuse an act before it is done", async () => {
    const paint = `mutation { chairPaint(id: "1") { chair { name } } }`;
    painted = 0;
    expect((await ask(["chair:read"], paint)).errors).toEqual([forbidden("chair:edit", ["chairPaint"])]);
    expect(painted).toBe(0);
    expect(await ask(["chair:edit", "chair:read"], paint)).toEqual({ data: { chairPaint: { chair: { name: "Skagen" } } } });
    expect(painted).toBe(1);
  });
  it("guard what a payload returns as well", async () => {
    const answered = await ask(["chair:edit"], `mutation { chairPaint(id: "1") { chair { name } } }`);
    expect(answered).toMatchObject({ data: { chairPaint: { chair: null } }, errors: [forbidden("chair:read", ["chairPaint", "chair"])] });
  });
  it("guard entities the gateway asks for by reference", async () => {
    const byReference = `{ _entities(representations: [{ __typename: "Chair", id: "1" }]) { ... on Chair { name } } }`;
    expect((await ask(["chair:read"], byReference)).data).toEqual({ _entities: [{ name: "Skagen" }] });
    const refused = await ask([], byReference);
    expect(JSON.stringify(refused.data)).not.toContain("Skagen");
    expect(refused.errors).toEqual([expect.objectContaining({ code: "FORBIDDEN" })]);
  });
  it("do not tell a row that is not there from one that is not yours", async () => {
    expect(await ask(["chair:read"], `{ chair(id: "2") { name } }`)).toEqual({ data: { chair: null } });
  });
  it("are all found in the schema's text", () => {
    expect(allPermissions(SHOP).toSorted()).toEqual(["chair:count", "chair:edit", "chair:read", "cost:read", "maker:read"]);
  });
});

describe("a schema that forgot something does not start", () => {
  const start = (sdl: string, modules: Resolvers[] = [RESOLVERS]) => () => buildGuardedSchema(sdl, modules);
  it("a root field without a permission", () => {
    expect(start(SHOP.replace(`chairCount: Int! @requiresScopes(scopes: [["chair:count"]])`, "chairCount: Int!"))).toThrow("Query.chairCount: no @requiresScopes");
  });
  it("an entity without a permission", () => {
    expect(start(SHOP.replace(`type Chair @key(fields: "id") @requiresScopes(scopes: [["chair:read"]])`, `type Chair @key(fields: "id")`))).toThrow("Chair: an entity without @requiresScopes");
  });
  it("a field without a personal-data class", () => {
    expect(start(SHOP.replace(` @personalData(class: IDENTITY, purpose: "Warranty")`, ""))).toThrow("Maker.name: no @personalData");
  });
  it("a field added to the other side's entity without a personal-data class", () => {
    const stub = `${SHOP} type Customer @key(fields: "number") { number: ID! chairs: [Chair!] }`;
    expect(start(stub)).toThrow("Customer.chairs: no @personalData");
    expect(start(stub.replace("chairs: [Chair!]", "chairs: [Chair!] @personalData(class: NONE)"))).not.toThrow();
  });
  it("a root field without a resolver, a resolver without a field, and two resolvers for one", () => {
    expect(start(SHOP, [{ ...RESOLVERS, Query: { chair: () => null } }])).toThrow("Query.chairCount: no resolver");
    expect(start(SHOP, [RESOLVERS, { Chair: { colour: () => "red" } }])).toThrow("Chair.colour: a resolver for an unknown field");
    expect(start(SHOP, [RESOLVERS, { Query: { chairCount: () => 8 } }])).toThrow("Query.chairCount has two resolvers");
    expect(start(SHOP, [RESOLVERS, { Table: { name: () => "x" } }])).toThrow("Table: resolvers for a type the schema does not know");
  });
  it("is valid SDL to begin with", () => expect(() => parse(SHOP)).not.toThrow());
});
