import { Supergraph } from "@apollo/federation-internals";
import { ApolloGateway } from "@apollo/gateway";
import { createHash } from "node:crypto";
import { type DocumentNode, getOperationAST, type GraphQLFormattedError, parse, validate } from "graphql";
import { beforeAll, describe, expect, it } from "vitest";
import { askOdd, oddSupergraph, resetOdd, type Traffic } from "../../../test/odd-company.ts";
import type { GraphContext } from "../context.ts";
import { Executor } from "./executor.ts";

interface Operation {
  name: string;
  text: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** The source that is silent. */
  down?: string;
  /** An owner breaks its promise: @apollo/gateway tells it beside the errors. */
  broken?: true;
  /** An owner says that an entity is not there. */
  absent?: true;
}
const op = (name: string, text: string, variables?: Record<string, unknown>, more: Partial<Operation> = {}): Operation => ({ name, text, ...(variables ? { variables } : {}), ...more });

const withFlags = "query($a: Boolean!, $b: Boolean = true) { accounts(first: 2) { id name @include(if: $a) city @skip(if: $b) customer @include(if: $a) { balance invoices(first: 1) @skip(if: $b) { id } } } }";
const operations: Operation[] = [
  op("a list with facts of the other side", "query Q($n: Int!) { accounts(first: $n) { id name city customer { balance invoices(first: 10) { id number status total } } } }", { n: 5 }),
  op("aliases", "{ x: accounts(first: 2) { k: id n: name n2: name c: customer { b: balance i1: invoices(first: 1) { id } i2: invoices(first: 2) { nr: number } } } }"),
  op("fragments that overlap", "fragment A on Account { id name ...B } fragment B on Account { city stage tags } { accounts { ...A customer { id } ... on Account { customer { name } owner { id } } owner { email } } }"),
  op("type names everywhere", "{ __typename accounts(first: 2) { __typename t: __typename id customer { __typename id invoices(first: 1) { __typename id } } } }"),
  op("a union", '{ search(q: "x") { __typename ... on Account { id name customer { balance } } ... on User { id email spent } } }'),
  op("a union through an interface", '{ search(q: "x") { ... on Node { id } ... on User { email manager { email } } } }'),
  op("a hidden type", "{ nodes { id ... on Account { name creditHint } } }", {}, { broken: true }),
  op("nulls", '{ accounts(first: 4) { id city tags parent { id parent { name } } customer { id } } account(id: "a99") { name customer { id } } user(id: "u0") { email manager { id } } }'),
  op("an error in a nullable field", "{ accounts(first: 3) { id flaky customer { balance } } }"),
  op("an error in a required field", "{ accounts(first: 3) { id flakyRequired } }"),
  op("an error in an entity", "{ accounts(first: 3) { id risk } }"),
  op("an error in a required field of an entity", "{ accounts(first: 4) { id riskRequired name } }"),
  op("an error below a nullable place", '{ account(id: "a2") { id name riskRequired } other: account(id: "a3") { id riskRequired } }'),
  op("required fields", "{ accounts { creditHint } }"),
  op("there and back again", "{ invoices(n: 2) { id customer { id account { name owner { email spent } customer { balance } } } approver { email spent manager { email spent } } } }"),
  op("an entity that is not there", '{ invoice(id: "i701") { id customer { account { id name } } } }', {}, { absent: true }),
  op("the same entities in several places", '{ search(q: "z") { ... on Account { owner { id spent } customer { balance } } } accounts(first: 6) { owner { spent email } parent { customer { balance } } } }'),
  op("flags, one way", withFlags, { a: true }),
  op("flags, the other way", withFlags, { a: false, b: false }),
  op("flags on fragments", "query($a: Boolean!) { accounts(first: 2) { id ...X @include(if: $a) ... @skip(if: $a) { city } } } fragment X on Account { name customer { id } }", { a: true }),
  op("variables and their defaults", "query($n: Int = 2, $w: Where, $i: [ID!]) { accounts(first: 2, offset: 1) { id } invoices(n: $n) { id } echo(where: $w, ids: $i) }", { w: { city: "x" }, i: ["1"] }),
  op("a variable of the wrong type", "query($n: Int!) { accounts(first: $n) { id } }", { n: "q" }),
  op("a missing variable", "query($n: Int!) { accounts(first: $n) { id } }", {}),
  op("one of two operations", "query A { accounts(first: 1) { id } } query B { accounts(first: 2) { name customer { id } } }", {}, { operationName: "B" }),
  op("a mutation", 'mutation { rename(id: "a1", name: "Neu") { id name customer { balance } } }'),
  op("mutations in order on both sides", 'mutation { a: add(n: 1) pay(id: "i101") { status customer { account { name } } } b: add(n: 2) }'),
  op("a mutation that fails", "mutation { a: add(n: 0) fail }"),
  op("an error at the root beside an answer", "{ boom accounts(first: 1) { id customer { id } } }"),
  op("an interface as an object", "{ documents { id title cost ... on Note { text } } }"),
  op("an interface as an object, from its other side", "{ someDocuments { __typename id cost title } }"),
  op("questions about the schema", '{ __schema { queryType { name } } ...T accounts(first: 1) { id } } fragment T on Query { t: __type(name: "User") { name } }'),
  op("scalars without shape, lists of lists, names of JavaScript", "{ accounts(first: 2) { meta matrix constructor toString: name } }"),
  op("a hidden value", "{ accounts(first: 2) { id hidden } }", {}, { broken: true }),
  op("a value of the wrong type", "{ accounts(first: 1) { id wrongType } }", {}, { broken: true }),
  op("one side only", "{ accounts(first: 3) { id name city owner { id email } } }"),
  op("deep", '{ account(id: "a3") { self { self { customer { id account { self { name } } } } } } }'),
  op("lists within lists", '{ accounts(first: 2) { listed(of: ["a1", "a2"]) { customer { balance } listed(of: ["a3"]) { creditHint risk } } } }'),
  op("the other side silent", "{ accounts(first: 2) { id name customer { balance } } }", {}, { down: "erp" }),
  op("the other side silent where a value is required", '{ accounts(first: 2) { id creditHint } user(id: "u1") { email } }', {}, { down: "erp" }),
  op("the side of the pointer silent", "{ invoices { id customer { id account { name } } approver { id email } } }", {}, { down: "crm" }),
  op("a side silent at the root", "{ accounts { id } invoices { id } }", {}, { down: "crm" }),
];

interface Answer {
  data: unknown;
  errors: string[];
  traffic: Traffic;
}
/** Places and words of the errors, in any order: sources are asked at the same time. */
const told = (errors: readonly { path?: readonly (string | number)[] | undefined; message: string }[] | undefined): string[] => (errors ?? []).map(({ path, message }) => `${path?.join(".") ?? ""}: ${message}`).sort();

let ours: Executor;
let schema: ReturnType<ReturnType<Supergraph["apiSchema"]>["toGraphQLJSSchema"]>;
let reference: Awaited<ReturnType<ApolloGateway["load"]>>["executor"];
let down: string | undefined;
let traffic: Traffic;

beforeAll(async () => {
  process.env.APOLLO_TELEMETRY_DISABLED = "true";
  const supergraph = Supergraph.build(oddSupergraph);
  schema = supergraph.apiSchema().toGraphQLJSSchema();
  ours = new Executor(supergraph, schema, async ({ source, query }, variables) =>
    down === source ? { failure: { message: "silent" } } : await askOdd(source, { query, variables: JSON.parse(variables) as Record<string, unknown> }, traffic),
  );
  const gateway = new ApolloGateway({
    supergraphSdl: oddSupergraph,
    buildService: ({ name }) => ({
      process: async ({ request }) => {
        if (down === name) throw new Error("silent");
        return await askOdd(name!, { query: request.query!, variables: request.variables }, traffic);
      },
    }),
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  reference = (await gateway.load()).executor;
});

async function byUs(operation: Operation, document: DocumentNode): Promise<Answer> {
  prepare(operation);
  const hash = createHash("sha256").update(operation.text).digest("hex");
  const { data, errors } = await ours.execute({ document, planned: document, refused: new Map(), hash, operationName: operation.operationName, variables: operation.variables ?? {}, context: {} as GraphContext });
  return { data, errors: told(errors), traffic };
}

async function byApollo(operation: Operation, document: DocumentNode): Promise<Answer & { hidden: string[] }> {
  prepare(operation);
  const { data, errors, extensions } = (await reference({
    request: { query: operation.text, variables: operation.variables ?? {}, operationName: operation.operationName },
    document,
    operation: getOperationAST(document, operation.operationName),
    operationName: operation.operationName ?? null,
    queryHash: createHash("sha256").update(operation.text).digest("hex"),
    context: {},
    metrics: {},
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  } as never)) as { data?: unknown; errors?: GraphQLFormattedError[]; extensions?: { valueCompletion?: GraphQLFormattedError[] } };
  return { data, errors: told(errors), hidden: (extensions?.valueCompletion ?? []).map(({ path }) => path?.join(".") ?? "").sort(), traffic };
}

function prepare(operation: Operation): void {
  resetOdd();
  down = operation.down;
  traffic = { calls: 0, representations: 0 };
}

/** Asks both, and us twice: compiled, and from the cache. Data, calls and their order of fields are the same to the letter. */
async function compare(operation: Operation): Promise<{ expected: Awaited<ReturnType<typeof byApollo>>; answer: Answer }> {
  const document = parse(operation.text);
  expect(validate(schema, document)).toEqual([]);
  const expected = await byApollo(operation, document);
  const [compiled, answer] = [await byUs(operation, document), await byUs(operation, document)];
  expect(compiled).toEqual(answer);
  expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data));
  expect(answer.traffic.calls).toBe(expected.traffic.calls);
  expect(answer.traffic.representations).toBeLessThanOrEqual(expected.traffic.representations);
  return { expected, answer };
}

describe("our executor answers like Apollo's", () => {
  it.each(operations.filter(({ down, broken, absent }) => !down && !broken && !absent))("$name", async (operation) => {
    const { expected, answer } = await compare(operation);
    expect(expected.hidden).toEqual([]);
    expect(answer.errors).toEqual(expected.errors);
  });

  it.each(operations.filter(({ broken }) => broken))("$name, and tells where", async (operation) => {
    const { expected, answer } = await compare(operation);
    expect(expected.hidden).not.toEqual([]);
    expect(answer.errors.map((error) => error.split(":")[0])).toEqual(expected.hidden);
  });

  it.each(operations.filter(({ absent }) => absent))("$name, which is no error", async (operation) => {
    expect((await compare(operation)).answer.errors).toEqual([]);
  });

  it.each(operations.filter(({ down }) => down))("$name, and tells where", async (operation) => {
    const { answer } = await compare(operation);
    expect(answer.errors.filter((error) => !/^\w+.*: silent$/.test(error))).toEqual([]);
    expect(answer.errors).not.toEqual([]);
  });

  it("and asks for less where entities repeat", async () => {
    const operation = operations.find(({ name }) => name === "the same entities in several places")!;
    const document = parse(operation.text);
    const [expected, answer] = [await byApollo(operation, document), await byUs(operation, document)];
    expect(answer.traffic.representations).toBeLessThan(expected.traffic.representations);
  });
});

describe("our executor", () => {
  it("tells where things are missing when a source is silent", async () => {
    const [other, pointer, root] = ["the other side silent", "the side of the pointer silent", "a side silent at the root"].map((name) => operations.find((operation) => operation.name === name)!);
    expect((await byUs(other!, parse(other!.text))).errors).toEqual(["accounts.0.customer: silent"]);
    expect((await byUs(pointer!, parse(pointer!.text))).errors).toEqual(["invoices.0.approver.email: silent", "invoices.0.customer.account.name: silent"]);
    expect((await byUs(root!, parse(root!.text))).errors).toEqual(["accounts: silent"]);
  });

  it("refuses a name that no answer can have", async () => {
    const operation = op("", "{ accounts { __proto__: name } }");
    await expect(byUs(operation, parse(operation.text))).rejects.toThrow(/no name for a field/);
  });
});
