// The pages that are timed, and that all who answer them say the same.
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Variant } from "./measuring.ts";
import type { TwoOwners } from "./two-owners.ts";

const CRM_COLUMNS = "id name segment country meetingAddress { city } owner { id name }";
const ERP_COLUMNS = "number isOnHold openOrderCount nextPromiseDate lastOrderDate openBalance { amount currency } overdueBalance { amount currency }";
const LIST = `query List($first: Int!) { accounts(first: $first) { nodes { ${CRM_COLUMNS} customer { ${ERP_COLUMNS} } } pageInfo { hasNextPage } } }`;
const LIST_OF_CRM = `query List($first: Int!) { accounts(first: $first) { nodes { ${CRM_COLUMNS} customer { number } } pageInfo { hasNextPage } } }`;
const LIST_OF_ERP = `query Columns($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { ${ERP_COLUMNS} } } }`;
const HEAVY = `query Heavy($first: Int!) { invoices(first: $first, orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { number total { amount currency }
  customer { number name account { id name owner { id name employee { number name jobTitle department } } } } } } }`;
const SMALL = "query Small($id: ID!) { account(id: $id) { id name customer { number name isOnHold } } }";
const ACCOUNT = await readFile(new URL("../../contract/account-360.graphql", import.meta.url), "utf8");

export const FLOOR = "floor: one SQL JOIN, node:http";
export const OURS = "our gateway";
export const STOCK = "stock @apollo/gateway";

export interface Page {
  name: "list" | "account" | "heavy" | "small" | "one-owner";
  title: string;
  /** The first answers alike: the floor where there is one, then the gateways. */
  alike: Variant[];
  /** Parts of it, for comparison. */
  parts: Variant[];
}

export async function pagesOf(house: TwoOwners): Promise<Page[]> {
  const through = (floorPage: string | null, query: string, variables: object): Variant[] => [
    ...(floorPage === null ? [] : [{ name: FLOOR, run: house.askFloor(floorPage) }]),
    { name: OURS, run: house.ask("gateway", query, variables) },
    { name: STOCK, run: house.ask("stock", query, variables) },
  ];
  const { id } = (await house.crm.query<{ id: string }>("select id from account order by name limit 1")).rows[0]!;
  const customers = (await house.crm.query<{ number: string }>("select customer_number as number from account order by name limit 50")).rows;
  return [
    { name: "list", title: "Account list, 50 rows with ERP columns", alike: through("list", LIST, { first: 50 }), parts: [
      { name: "CRM alone, its columns", run: house.ask("crm", LIST_OF_CRM, { first: 50 }) },
      { name: "ERP alone, its columns", run: house.ask("erp", LIST_OF_ERP, { representations: customers.map(({ number }) => ({ __typename: "Customer", number })) }) },
    ] },
    { name: "account", title: "Account 360", alike: through(`account/${id}`, ACCOUNT, { id }), parts: [] },
    { name: "heavy", title: "Heavy: 200 invoices of 40 customers → account → owner → employee", alike: through("invoices", HEAVY, { first: 200 }), parts: [] },
    { name: "small", title: "One account and its customer", alike: through(null, SMALL, { id }), parts: [] },
    { name: "one-owner", title: "Account list, the CRM's columns only", alike: through(null, LIST_OF_CRM, { first: 50 }), parts: [{ name: "CRM asked directly", run: house.ask("crm", LIST_OF_CRM, { first: 50 }) }] },
  ];
}

/** A variant that answers something else would win by doing less. Instants are compared as instants. */
export async function assertSameAnswers({ title, alike }: Page): Promise<void> {
  const [expected, ...others] = await Promise.all(alike.map(async ({ name, run }) => {
    const { data, errors } = JSON.parse(await run() as string) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(`${title}: ${name} answered with errors: ${JSON.stringify(errors)}`);
    return { name, data: JSON.parse(JSON.stringify(data), (key, value: unknown) => (key === "dueAt" && typeof value === "string" ? new Date(value).getTime() : value)) as unknown };
  }));
  for (const other of others) if (!isDeepStrictEqual(other.data, expected!.data)) throw new Error(`${title}: ${other.name} answers something else than ${expected!.name}:\n${difference(expected!.data, other.data)}`);
}
function difference(a: unknown, b: unknown, path = "data"): string {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return `${path}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
    if (!isDeepStrictEqual(left, right)) return difference(left, right, `${path}.${key}`);
  }
  return path;
}
