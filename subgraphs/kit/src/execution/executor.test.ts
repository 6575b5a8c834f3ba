import { execute, type GraphQLError, parse } from "graphql";
import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { silentLog } from "../log.ts";
import { buildGuardedSchema, type Resolvers } from "../schema.ts";
import { aCaller } from "../testing.ts";
import { Executor } from "./executor.ts";

const SDL = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@shareable", "@composeDirective"])
  @link(url: "https://homefield.example/privacy/v1.0", import: ["@personalData", "PersonalDataClass"]) @composeDirective(name: "@personalData")
directive @personalData(class: PersonalDataClass!, purpose: String) on OBJECT | FIELD_DEFINITION
enum PersonalDataClass { NONE IDENTITY CONTACT FINANCIAL BEHAVIOUR }
scalar Date scalar DateTime scalar Decimal scalar CurrencyCode
enum Wood { OAK TEAK }
union Thing = Chair | Maker
type Chair @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: NONE) {
  id: ID! name: String names(first: Int = 2): [String!] wood: Wood weight: Float legs: Int isNew: Boolean price: Decimal day: Date at: DateTime
  cost: String @requiresScopes(scopes: [["cost:read"]]) secret: String! @requiresScopes(scopes: [["cost:read"]])
  maker: Maker makers: [Maker] required: Maker! pairs: [Chair!] grid: [[Int]] strict: [Int!] thing: Thing told: String shout(loud: Boolean!): String brittle: Int! constructor: String
}
type Maker @key(fields: "id") @requiresScopes(scopes: [["chair:read"]]) @personalData(class: IDENTITY, purpose: "Warranty") { id: ID! name: String! chairs: [Chair] }
input ChairFilter { name: String cost: String }
type Query {
  chairs(first: Int = 3, filter: ChairFilter): [Chair] @requiresScopes(scopes: [["chair:list"]])
  chair(id: ID!): Chair @requiresScopes(scopes: [["chair:list"]])
  sure: Chair! @requiresScopes(scopes: [["chair:list"]])
}
type Mutation { chairPaint: Boolean @requiresScopes(scopes: [["chair:edit"]]) }
`;
interface Row { id: string; [field: string]: unknown }
const later = async <Value>(value: Value): Promise<Value> => value;
const makers: Record<string, Row> = { m1: { id: "m1", name: "Ines \"Å\" 中\u2028" }, m2: { id: "m2", name: null } };
const row = (id: string, more: Record<string, unknown> = {}): Row => ({
  id, name: `Chair ${id}`, wood: "OAK", weight: 1.5, legs: 4, isNew: true, price: "12.50", day: "2026-11-02", at: new Date(0), cost: "7", secret: "s", makerId: "m1", grid: [[1, null], null, []], strict: [1, 2], constructor: "by hand", ...more,
});
const chairs: Row[] = [
  row("1"), row("2", { makerId: "m2", strict: [1, null], legs: 1.5, told: new Error("an error as a value") }), row("3", { makerId: null, wood: "PINE", name: null, weight: "heavy", strict: "no list", grid: new Set([[3]]) }), row("4", { secret: null, price: "nothing" }),
];
let painted = 0;
const resolvers: Resolvers = {
  Query: {
    chairs: (_p: unknown, { first }: { first: number }) => later(chairs.slice(0, first)),
    chair: (_p: unknown, { id }: { id: string }) => later(chairs.find((one) => one.id === id)),
    sure: () => chairs[3],
  },
  Mutation: { chairPaint: () => (painted++, true) },
  Chair: {
    __resolveReference: ({ id }: { id: string }) => (id === "boom" ? Promise.reject(new Error("lost")) : later(chairs.find((one) => one.id === id) ?? null)),
    names: (chair: Row, { first }: { first: number }) => Array.from({ length: first }, (_, i) => later(`${chair["name"]} ${i}`)),
    maker: (chair: Row) => chair["makerId"] && later(makers[chair["makerId"] as string]),
    makers: (chair: Row) => [makers["m1"], later(chair.id === "2" ? null : makers["m2"]), Promise.reject(new Error("one of them"))],
    required: (chair: Row) => (chair.id === "2" ? null : makers["m1"]),
    pairs: () => later(chairs.slice(0, 2)),
    thing: () => ({ __typename: "Maker", id: "m1" }),
    shout: (chair: Row, { loud }: { loud: boolean }) => () => `${chair.id}${loud ? "!" : ""}`,
    brittle: (chair: Row) => (chair.id === "2" ? Promise.reject(new Error("only this one")) : later(1)),
  },
  Maker: { __resolveReference: ({ id }: { id: string }) => makers[id], chairs: () => chairs.slice(0, 1) },
};
const schema = buildGuardedSchema(SDL, [resolvers]);
const format = (error: GraphQLError) => error.toJSON();
const executor = new Executor(schema, format);
const EVERYTHING = ["chair:list", "chair:read", "cost:read", "chair:edit"];
const contextOfCaller = (permissions: string[]) => ({ caller: aCaller({ permissions }), loaders: new Map(), log: silentLog() }) as unknown as Context<unknown>;

interface Case { query: string; variables?: Record<string, unknown>; permissions?: string[]; operationName?: string }
const own = ({ permissions = EVERYTHING, ...request }: Case): Promise<string> | null => executor.answer(request, contextOfCaller(permissions));
async function byGraphqlJs({ query, variables, permissions = EVERYTHING, operationName }: Case) {
  const { data, errors } = await execute({ schema, document: parse(query), variableValues: variables, operationName, contextValue: contextOfCaller(permissions) });
  return { data: JSON.stringify(data), errors: told(errors?.map(format)) };
}
/** In any order: graphql-js tells errors in the order in which they came. */
const told = (errors: readonly object[] | undefined): string[] => (errors ?? []).map((error) => JSON.stringify(error)).sort();
async function byUs(asked: Case): ReturnType<typeof byGraphqlJs> {
  const { data, errors } = JSON.parse((await own(asked))!) as { data: unknown; errors?: object[] };
  return { data: JSON.stringify(data), errors: told(errors) };
}

const same: [string, Case][] = [
  ["scalars, enums and what is null", { query: "{ chairs { id name weight legs isNew price day at wood __typename constructor } }" }],
  ["aliases, arguments and their defaults", { query: "query ($n: Int = 1) { a: chairs(first: 1) { x: names y: names(first: $n) } b: chairs(first: $n) { names(first: null) } }" }],
  ["fragments that overlap", { query: "query { chairs { ...A ... on Chair { id maker { name } } ... { name } } } fragment A on Chair { name maker { id ...B } } fragment B on Maker { name }" }],
  ["@skip and @include, one way", { query: "query ($a: Boolean!, $b: Boolean = true) { chairs { id name @include(if: $a) ...F @skip(if: $b) } } fragment F on Chair { legs }", variables: { a: true } }],
  ["@skip and @include, the other way", { query: "query ($a: Boolean!, $b: Boolean = true) { chairs { id name @include(if: $a) ...F @skip(if: $b) } } fragment F on Chair { legs }", variables: { a: false, b: false } }],
  ["promises within lists, one of which fails", { query: "{ chairs { makers { id name } } }" }],
  ["lists of lists, sets as lists, and what is no list", { query: "{ chairs { grid strict } }" }],
  ["a required value that is missing, at three depths", { query: "{ chairs { id required { id } maker { name } } sure { id } }" }],
  ["a required value that takes everything with it", { query: "{ sure { secret } }" }],
  ["the same objects in several places", { query: "{ chairs { pairs { id maker { name chairs { id cost } } } } }" }],
  ["functions as properties, an error as a value", { query: "{ chairs { id told shout(loud: true) } }" }],
  ["a promise that fails where a value is required", { query: "{ chairs { id brittle } }" }],
  ["one of two operations", { query: "query A { chair(id: \"1\") { id } } query B($id: ID!) { chair(id: $id) { name } }", operationName: "B", variables: { id: "3" } }],
  ["a refused field beside others", { query: "{ chairs { id cost } }", permissions: ["chair:list", "chair:read"] }],
  ["a refused field that is required", { query: "{ chairs { id secret cost } }", permissions: ["chair:list", "chair:read"] }],
  ["a filter that would tell a refused field", { query: "query ($f: ChairFilter) { told: chairs(filter: $f) { id } chairs(filter: { name: \"Chair 1\" }) { id } }", variables: { f: { cost: "7" } }, permissions: ["chair:list", "chair:read"] }],
  ["a refused type", { query: "{ chairs { id } }", permissions: ["chair:list"] }],
  ["a refused root", { query: "{ chairs { id } sure { id } }", permissions: [] }],
  ["entities by reference", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Chair { id cost maker { name } } } }", variables: { r: ["1", "9", "2", "boom", "1"].map((id) => ({ __typename: "Chair", id })) } }],
  ["entities whose fields are refused", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Chair { id cost } } }", variables: { r: [{ __typename: "Chair", id: "1" }] }, permissions: ["chair:read"] }],
  ["entities that are refused", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Chair { id } } }", variables: { r: [{ __typename: "Chair", id: "1" }] }, permissions: [] }],
  ["no entities, which refuses nobody", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Chair { id } } }", variables: { r: [] }, permissions: [] }],
];
describe("the executor answers like graphql-js", () => {
  it.each(same)("%s", async (_, asked) => {
    const expected = await byGraphqlJs(asked);
    expect(await byUs(asked)).toEqual(expected);
    expect(await byUs(asked), "from the cache").toEqual(expected);
  });

  it("and these cases have errors to compare", async () => {
    const withErrors = await Promise.all(same.map(async ([, asked]) => (await byGraphqlJs(asked)).errors.length > 0));
    expect(withErrors.filter(Boolean).length).toBeGreaterThan(9);
  });
});

describe("the executor", () => {
  it.each<[string, Case]>([
    ["acts", { query: "mutation { chairPaint }" }],
    ["questions about the schema", { query: "{ __schema { queryType { name } } }" }],
    ["types that only rows tell", { query: "{ chairs { thing { __typename } } }" }],
    ["entities of a type the document does not name", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Chair { id } } }", variables: { r: [{ __typename: "Maker", id: "m1" }] } }],
    ["entities of two types", { query: "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Chair { id } ... on Maker { id } } }", variables: { r: [] } }],
    ["what does not parse", { query: "{ chairs {" }],
    ["what is not valid", { query: "{ benches { id } }" }],
    ["variables of the wrong type", { query: "query ($n: Int) { chairs(first: $n) { id } }", variables: { n: "many" } }],
    ["an operation that is not there", { query: "query A { sure { id } }", operationName: "B" }],
  ])("leaves to graphql-js: %s", (_, asked) => {
    expect(own(asked)).toBeNull();
    expect(painted).toBe(0);
  });

  it("declines bodies that are no request", () => {
    for (const body of [null, [], "{ sure { id } }", {}, { query: 7 }, { query: "{ sure { id } }", variables: [] }, { query: "{ sure { id } }", extensions: {} }]) expect(executor.answer(body, contextOfCaller(EVERYTHING))).toBeNull();
  });
});
