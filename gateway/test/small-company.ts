import { composeServices } from "@apollo/composition";
import { GraphQLError, parse } from "graphql";
import type { Roles } from "../src/identity/roles.ts";
import { FakeSubgraph } from "./fake-subgraph.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@shareable", "@listSize", "@cost"])';

const crmSdl = `${link}
"Somebody we know." type Account @key(fields: "id") @requiresScopes(scopes: [["account:read"]]) {
  id: ID!
  name: String!
  margin: String! @requiresScopes(scopes: [["account:margin"]])
  customer: Customer
  contacts(first: Int = 50): ContactConnection
  notes: [Note!]
  broken: String
  refused: String
}
type Note { text: String! author: String! @requiresScopes(scopes: [["note:author"]]) }
type Contact @key(fields: "id") @requiresScopes(scopes: [["contact:read"]]) { id: ID! name: String! }
type ContactConnection { nodes: [Contact!]! totalCount: Int! }
type AccountConnection { nodes: [Account!]! totalCount: Int! }
type Customer @key(fields: "number") { number: ID! account: Account }
union Hit = Account | Contact
type AccountPayload { account: Account }
type Query {
  account(id: ID!): Account @requiresScopes(scopes: [["account:read"]])
  accounts(first: Int = 50): AccountConnection! @requiresScopes(scopes: [["account:read"]])
  search: [Hit] @requiresScopes(scopes: [["account:read"]])
}
type Mutation { accountRename(id: ID!, name: String!): AccountPayload! @requiresScopes(scopes: [["account:edit"]]) }
`;

const erpSdl = `${link}
type Customer @key(fields: "number") @requiresScopes(scopes: [["customer:read"]]) {
  number: ID!
  name: String
  openBalance: String @requiresScopes(scopes: [["customer-balance:read"]])
  group: Group
}
type Group { code: ID! name: String! }
input DecimalComparator { atLeast: String }
input CustomerFilter { and: [CustomerFilter!] name: String openBalance: DecimalComparator }
enum CustomerOrderField { NAME OPEN_BALANCE }
input CustomerOrder { field: CustomerOrderField! }
type CustomerConnection { nodes: [Customer!]! totalCount: Int! }
type CustomerPayload { customer: Customer }
type Query {
  customers(filter: CustomerFilter, orderBy: [CustomerOrder!], first: Int = 50): CustomerConnection @requiresScopes(scopes: [["customer:read"]])
  days: [Group!]! @listSize(assumedSize: 365) @requiresScopes(scopes: [["customer:read"]])
}
type Mutation { customerHold(number: ID!): CustomerPayload! @requiresScopes(scopes: [["customer:edit"]]) }
`;

export const accounts = Array.from({ length: 6 }, (_, index) => ({
  __typename: "Account",
  id: `a${index}`,
  name: `Account ${index}`,
  margin: "12.50",
  customer: { number: index % 2 === 0 ? "C-1" : "C-2" },
  contacts: () => ({ nodes: [{ id: "k1", name: "Ågot" }], totalCount: 1 }),
  notes: [
    { text: "one", author: "Ines" },
    { text: "two", author: "Rosa" },
  ],
  broken: () => {
    throw new Error("password of the database: hunter2");
  },
  refused: () => {
    throw new GraphQLError("There is no such month. Choose 1 to 12.", { extensions: { code: "BAD_USER_INPUT", inputPath: ["month"], internals: "table t_17" } });
  },
}));

const customer = (number: string) => ({ number, name: `Customer ${number}`, openBalance: "100.00", group: { code: "G", name: "Group" } });

/** Two owners that know of each other by key alone. */
export async function startSmallCompany(): Promise<{ crm: FakeSubgraph; erp: FakeSubgraph; supergraphSdl: string; urls: Record<string, string>; stop(): Promise<void> }> {
  const crm = new FakeSubgraph(crmSdl, {
    Account: { __resolveReference: ({ id }: { id: string }) => accounts.find((account) => account.id === id) ?? null },
    Customer: { __resolveReference: ({ number }: { number: string }) => ({ number, account: accounts[0] }) },
    Query: {
      account: (_: unknown, { id }: { id: string }) => accounts.find((account) => account.id === id) ?? null,
      accounts: () => ({ nodes: accounts, totalCount: accounts.length }),
      search: () => [accounts[0], { __typename: "Contact", id: "k1", name: "Ågot" }],
    },
    Mutation: { accountRename: (_: unknown, { id, name }: { id: string; name: string }) => ({ account: { ...accounts.find((account) => account.id === id), name } }) },
  });
  const erp = new FakeSubgraph(erpSdl, {
    Customer: {
      __resolveReference: ({ number }: { number: string }) => customer(number),
      name: ({ number, name }: { number: string; name: string }) => {
        if (number === "C-2") throw new GraphQLError("No name today.", { extensions: { code: "NO_NAME" } });
        return name;
      },
    },
    Query: { customers: () => ({ nodes: [customer("C-1")], totalCount: 1 }), days: () => [] },
    Mutation: { customerHold: (_: unknown, { number }: { number: string }) => ({ customer: customer(number) }) },
  });
  await Promise.all([crm.start(), erp.start()]);
  const { supergraphSdl, errors } = composeServices([
    { name: "crm", url: crm.url, typeDefs: parse(crmSdl) },
    { name: "erp", url: erp.url, typeDefs: parse(erpSdl) },
  ]);
  if (!supergraphSdl) throw new Error(String(errors));
  return { crm, erp, supergraphSdl, urls: { crm: crm.url, erp: erp.url }, stop: async () => void (await Promise.all([crm.stop(), erp.stop()])) };
}

export const everything = "account:read account:edit account:margin note:author contact:read customer:read customer:edit customer-balance:read".split(" ");

/** Roles of the small company, under names the demo users have. */
export const smallRoles: Roles = {
  sales: ["account:read", "contact:read", "customer:read", "account:edit"],
  controller: everything,
  integrator: [...everything, "graph:explore", "api-key:edit"],
  admin: ["user:edit"],
};
