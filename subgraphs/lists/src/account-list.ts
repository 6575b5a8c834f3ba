/** Accounts across owners: whichever owner keeps the order leads; what the ERP has no value for comes last. */
import { badInput, type CalendarDate, type OrderBy } from "@homefield/kit";
import { readCursor, writeCursor } from "./cursor.ts";
import type { AccountListFilter, AccountListOrder } from "./generated/graphql.ts";
import type { Owners } from "./owners.ts";
import { type Asking, type Page, pageSizeOf } from "./page.ts";
import type { Led } from "./plan.ts";
import { findRows } from "./rows.ts";
import { and, conditionOf, isFalse, leaf, type ListFilter, type Owner, speaksOf, type Tree, treeOf, upperBound, without } from "./tree.ts";

export interface AccountListAsked { filter?: AccountListFilter | null | undefined; orderBy?: AccountListOrder | null | undefined; first?: number | null | undefined; after?: string | null | undefined }

/** The filter as a tree, over accounts that were not put away unless the filter speaks of that anywhere. */
export function accountTree(filter: AccountListFilter | null | undefined): Tree {
  const tree = treeOf(filter as ListFilter, { account: "crm", customer: "erp" });
  return and([leaf("crm", speaksOf(tree, "crm", "isArchived") ? {} : { isArchived: { equals: false } }), tree]);
}
export const asAccounts = (tree: Tree, asOf: CalendarDate): Led => ({ leader: "crm", list: "accounts", tree, asOf });
/** The same accounts as the ERP sees them: customers, bounded by what the CRM can say alone. */
export const asCustomers = (tree: Tree, asOf: CalendarDate): Led => ({ leader: "erp", list: "customers", tree: and([upperBound(tree, "crm"), tree]), asOf });

export async function pageOfAccounts({ owners, today, plan }: Asking, { filter, orderBy: order, first, after }: AccountListAsked): Promise<Page> {
  const size = pageSizeOf(first);
  const asked = ["accounts", filter ?? null, order ?? null];
  const from = after ? readCursor(asked, after) : { phase: "body" as const, asOf: today, at: null };
  const { leader, orderBy } = orderOf(order);
  const tree = accountTree(filter);
  const page: Page = { rows: [], hasNextPage: false, leader, asOf: from.asOf, choice: null };
  const take = (phase: "body" | "tail", rows: readonly { ref: string; cursor: string }[]): void => {
    page.hasNextPage = page.rows.length + rows.length > size;
    page.rows.push(...rows.slice(0, size - page.rows.length).map(({ ref, cursor }) => ({ ref, cursor: writeCursor(asked, { phase, asOf: from.asOf, at: cursor }) })));
  };
  if (from.phase === "body") {
    const led = leader === "crm" ? asAccounts(tree, from.asOf) : asCustomers(tree, from.asOf);
    const { rows, choice } = await findRows(owners, led, { orderBy, after: from.at, first: size + 1, needsOther: leader === "erp", plan });
    page.choice = choice;
    take("body", rows.map(({ ref, other, cursor }) => ({ ref: leader === "crm" ? ref : other!, cursor })));
  }
  if (leader === "erp" && !page.hasNextPage) take("tail", await accountsWithoutCustomer(owners, tree, from.asOf, from.phase === "tail" ? from.at : null, size + 1 - page.rows.length));
  return page;
}
/** Who leads, and by which of its own orders. */
function orderOf(order: AccountListOrder | null | undefined): { leader: Owner; orderBy: OrderBy | null } {
  if (!order) return { leader: "crm", orderBy: null };
  const { account, customer, direction } = order;
  if (account != null && customer == null) return { leader: "crm", orderBy: { field: account, direction } };
  if (customer != null && account == null) return { leader: "erp", orderBy: { field: customer, direction } };
  throw badInput(`A list is ordered by one fact of one owner: give either "account" or "customer".`);
}
/** Accounts that point to no customer the caller may see, by name. */
async function accountsWithoutCustomer(owners: Owners, whole: Tree, asOf: CalendarDate, after: string | null, first: number): Promise<{ ref: string; cursor: string }[]> {
  const tree = without(whole, "erp");
  if (isFalse(tree)) return [];
  // Only of those that could stand here the ERP is asked whether it has them: few, mostly, and nobody else's.
  const pointing = await owners.ask("crm", { list: "accounts", asOf, sets: [], condition: conditionOf(tree), keys: [{ and: [] }] });
  const known = await owners.ask("erp", { list: "customers", asOf, sets: [pointing.keys![0]!.set], condition: { set: 0 }, keys: [{ and: [] }] });
  const { rows } = await owners.ask("crm", { list: "accounts", asOf, sets: [known.keys![0]!.set], condition: { and: [conditionOf(tree), { not: { set: 0 } }] }, page: { orderBy: null, after, first, marks: [] } });
  return rows!;
}
