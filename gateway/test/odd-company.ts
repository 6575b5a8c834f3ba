import { composeServices } from "@apollo/composition";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { GraphQLError, graphql, type GraphQLFormattedError, type GraphQLSchema, parse } from "graphql";

// Everything federation can do to an executor, in one small graph: unions, interfaces, interface objects, hidden types and values,
// required fields, lists of lists, scalars without shape, names of JavaScript, errors at every depth, nulls where none may be.

const link = (names: string) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])\n`;
const crmSdl = `${link('"@key", "@shareable", "@inaccessible", "@external"')}
scalar Json
enum Stage { PROSPECT CUSTOMER SECRET @inaccessible }
interface Node { id: ID! }
type Account implements Node @key(fields: "id") {
  id: ID! name: String! city: String stage: Stage! employees: Int! tags: [String!] owner: User parent: Account
  flaky: String flakyRequired: String! meta: Json constructor: String hidden: Stage matrix: [[Int]] self: Account! wrongType: Int listed(of: [ID!]): [Account!]
}
type User implements Node @key(fields: "id") { id: ID! email: String manager: User }
type Ghost implements Node @inaccessible { id: ID! }
union Hit = Account | User
interface Document @key(fields: "id") { id: ID! title: String }
type Note implements Document @key(fields: "id") { id: ID! title: String text: String }
type File implements Document @key(fields: "id") { id: ID! title: String bytes: Int }
input Where { city: String, like: String = "a" }
type Query {
  accounts(first: Int! = 3, offset: Int! = 0): [Account!]! account(id: ID!): Account search(q: String!): [Hit!]! nodes: [Node]
  boom: String documents: [Document!] user(id: ID!): User echo(where: Where, ids: [ID!]): String
}
type Mutation { rename(id: ID!, name: String!): Account fail: String! add(n: Int!): Int! }`;

const erpSdl = `${link('"@key", "@external", "@requires", "@interfaceObject", "@shareable"')}
type Account @key(fields: "id") { id: ID! employees: Int! @external customer: Customer creditHint: Float! @requires(fields: "employees") risk: Int riskRequired: Int! }
type Customer @key(fields: "id") { id: ID! name: String! balance: String! invoices(first: Int! = 10): [Invoice!]! account: Account! }
type Invoice @key(fields: "id") { id: ID! number: String! status: String! total: String! customer: Customer! approver: User }
type User @key(fields: "id") { id: ID! spent: Float }
type Document @key(fields: "id") @interfaceObject { id: ID! cost: Int }
type Query { invoice(id: ID!): Invoice invoices(n: Int = 2): [Invoice!]! someDocuments: [Document] }
type Mutation { pay(id: ID!): Invoice }`;

type Row = Record<string, unknown>;
const number = (id: string) => Number(id.slice(1));
const byId = (make: (index: number) => Row | null) => ({ __resolveReference: ({ id }: { id: string }) => make(number(id)) });

const user = (index: number): Row => ({ __typename: "User", id: `u${index}`, email: index ? "u@x" : null, manager: () => (index ? user(0) : null) });
const account = (index: number): Row => ({
  __typename: "Account",
  id: `a${index}`,
  name: `Acc "${index}" é😀\n`,
  city: index % 2 ? "Rome" : null,
  stage: "CUSTOMER",
  employees: index * 10,
  tags: index === 2 ? null : ["x", `y${index}`],
  owner: () => user(index % 2),
  parent: () => (index > 0 ? account(index - 1) : null),
  flaky: () => {
    if (index === 1) throw new GraphQLError(`flaky ${index}`, { extensions: { code: "FLAKY" } });
    return "ok";
  },
  flakyRequired: () => {
    if (index === 1) throw new Error("flaky and required");
    return "ok";
  },
  meta: { z: [1, { k: null }] },
  constructor: `made ${index}`,
  hidden: index === 1 ? "SECRET" : "PROSPECT",
  matrix: [[1, null], null, [index]],
  self: () => account(index),
  listed: ({ of }: { of?: string[] }) => (of ?? []).map((id) => account(number(id))),
});
const document = (index: number): Row => (index % 2 ? { __typename: "Note", id: `d${index}`, title: `t${index}`, text: "text" } : { __typename: "File", id: `d${index}`, title: null, bytes: 5 });
const customer = (index: number): Row | null =>
  index % 3 === 2
    ? null
    : { id: `c${index}`, name: `C${index}`, balance: `${index}.5`, invoices: ({ first }: { first: number }) => Array.from({ length: first }, (_, nth) => invoice(index * 100 + nth)), account: () => ({ id: `a${index}` }) };
const invoice = (index: number): Row => ({ id: `i${index}`, number: `INV${index}`, status: "POSTED", total: "1.00", customer: () => customer(Math.floor(index / 100)), approver: () => (index % 2 ? { id: "u1" } : null) });

let sum = 0;
const typed = { __resolveType: (row: Row) => row.__typename };

const crm = buildSubgraphSchema([
  {
    typeDefs: parse(crmSdl),
    resolvers: {
      Account: byId((index) => (index === 7 ? null : account(index))),
      User: byId(user),
      Document: { ...byId(document), ...typed },
      Note: byId(document),
      File: byId(document),
      Node: typed,
      Hit: typed,
      Query: {
        accounts: (_: unknown, { first, offset }: { first: number; offset: number }) => Array.from({ length: first }, (_unused, index) => account(index + offset)),
        account: (_: unknown, { id }: { id: string }) => (number(id) > 90 ? null : account(number(id))),
        search: () => [account(1), user(1), account(0)],
        nodes: () => [account(2), null, user(0), { __typename: "Ghost", id: "g" }],
        boom: () => {
          throw new Error("boom");
        },
        documents: () => [document(1), document(2)],
        user: (_: unknown, { id }: { id: string }) => user(number(id)),
        echo: (_: unknown, given: unknown) => JSON.stringify(given),
      },
      Mutation: {
        rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...account(number(id)), name }),
        fail: () => {
          throw new Error("failed");
        },
        add: (_: unknown, { n }: { n: number }) => (sum += n),
      },
    } as never,
  },
]);

const erp = buildSubgraphSchema([
  {
    typeDefs: parse(erpSdl),
    resolvers: {
      Account: {
        __resolveReference: (reference: Row) => reference,
        customer: ({ id }: { id: string }) => customer(number(id)),
        creditHint: ({ employees }: { employees: number }) => employees * 1.5,
        risk: ({ id }: { id: string }) => {
          if (number(id) === 1) throw new Error(`risk ${id}`);
          return 1;
        },
        riskRequired: ({ id }: { id: string }) => {
          if (number(id) === 2) throw new Error(`riskRequired ${id}`);
          return 2;
        },
      },
      Customer: byId(customer),
      Invoice: byId(invoice),
      User: { __resolveReference: (reference: Row) => reference, spent: ({ id }: { id: string }) => number(id) + 0.25 },
      Document: { __resolveReference: (reference: Row) => reference, cost: ({ id }: { id: string }) => number(id) * 2 },
      Query: { invoice: (_: unknown, { id }: { id: string }) => invoice(number(id)), invoices: (_: unknown, { n }: { n: number }) => Array.from({ length: n }, (_unused, index) => invoice(index * 100 + 1)), someDocuments: () => [{ id: "d1" }, { id: "d2" }] },
      Mutation: { pay: (_: unknown, { id }: { id: string }) => ({ ...invoice(number(id)), status: "PAID" }) },
    } as never,
  },
]);

const composed = composeServices([
  { name: "crm", url: "http://crm", typeDefs: parse(crmSdl) },
  { name: "erp", url: "http://erp", typeDefs: parse(erpSdl) },
]);
if (!composed.supergraphSdl) throw new Error(String(composed.errors));
export const oddSupergraph: string = composed.supergraphSdl;

const schemas: Record<string, GraphQLSchema> = { crm, erp };

export interface Traffic {
  calls: number;
  representations: number;
}

/** Answers like a subgraph over the wire would: as JSON, with whatever an erring owner leaves in it. */
export async function askOdd(source: string, request: { query: string; variables?: Row | undefined }, traffic: Traffic): Promise<{ data?: Row | null; errors?: GraphQLFormattedError[] }> {
  traffic.calls++;
  traffic.representations += ((request.variables?.representations as unknown[] | undefined) ?? []).length;
  const answer = await graphql({ schema: schemas[source] as GraphQLSchema, source: request.query, variableValues: request.variables });
  const text = JSON.stringify(answer);
  // An owner that breaks its own promise: a text where the schema says a number.
  return JSON.parse(text.replace('"wrongType":null', '"wrongType":"not a number"')) as { data?: Row | null; errors?: GraphQLFormattedError[] };
}

export const resetOdd = (): void => {
  sum = 0;
};
