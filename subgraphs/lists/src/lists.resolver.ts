import type { Context, Resolvers } from "@homefield/kit";
import { pageOfAccounts, accountTree } from "./account-list.ts";
import { type ErpList, pageOfErp } from "./erp-lists.ts";
import type * as G from "./generated/graphql.ts";
import { groupsOf, type Group } from "./groups.ts";
import { type OwnerUrls, type Owners, ownersFor } from "./owners.ts";
import type { Asking, Page } from "./page.ts";
import { countOf, moneyOf, type Sums, sumsOverAccounts, sumsOverErp } from "./totals.ts";

/** What every resolver of the lists gets. */
export interface ListsContext extends Context<never> { ownerUrls: OwnerUrls }

type Node = Record<string, string>;
interface AccountSums { crm: Sums; erp: Sums }
interface List<S> { page: Page; node: (ref: string) => Node; sums: S; count: () => Promise<number>; owners: Owners }

const askingAs = (ctx: ListsContext): Asking => ({ owners: ownersFor(ctx.ownerUrls, { token: ctx.token ?? "", requestId: ctx.requestId }), today: ctx.today });

async function accountList(ctx: ListsContext, args: G.QueryAccountListArgs): Promise<List<AccountSums>> {
  const asking = askingAs(ctx);
  const page = await pageOfAccounts(asking, args);
  const sums = sumsOverAccounts(asking, accountTree(args.filter), page.asOf);
  return { page, node: (id) => ({ __typename: "Account", id }), sums, count: sums.crm.count, owners: asking.owners };
}
const erpList = (list: ErpList, node: (ref: string) => Node) => async (_: unknown, args: G.QueryCustomerListArgs | G.QuerySalesOrderListArgs | G.QueryInvoiceListArgs, ctx: ListsContext): Promise<List<Sums>> => {
  const asking = askingAs(ctx);
  const page = await pageOfErp(asking, list, args);
  const sums = sumsOverErp(asking, list, args.filter, page.asOf);
  return { page, node, sums, count: sums.count, owners: asking.owners };
};

const connection = {
  nodes: ({ page, node }: List<unknown>) => page.rows.map(({ ref }) => node(ref)),
  edges: ({ page, node }: List<unknown>) => page.rows.map(({ ref, cursor }) => ({ cursor, node: node(ref) })),
  pageInfo: ({ page }: List<unknown>) => ({ hasNextPage: page.hasNextPage, endCursor: page.rows.at(-1)?.cursor ?? null }),
  totalCount: ({ count }: List<unknown>) => count(),
  totals: ({ sums }: List<unknown>) => sums,
  explain: ({ page: { leader, choice, asOf }, owners }: List<unknown>): Omit<G.ListExplanation, "asOf"> & { asOf: string } => ({
    leads: leader === "crm" ? "CRM" : "ERP",
    plan: choice?.plan ?? "ONE_OWNER",
    reason: choice?.reason ?? "What is left of this list has no value at the owner that keeps the order.",
    estimatedInCrm: choice?.expected?.crm ?? null,
    estimatedInErp: choice?.expected?.erp ?? null,
    asOf, ...owners.effort,
  }),
};
const sumsInErp = (of: (sums: never) => Sums) => ({
  openBalances: async (sums: never) => moneyOf(await of(sums).rows(), "openBalance"),
  overdueBalances: async (sums: never) => moneyOf(await of(sums).rows(), "overdueBalance"),
  openOrderCount: async (sums: never) => countOf(await of(sums).rows(), "openOrderCount"),
  turnover: async (sums: never, window: G.AccountListTotalsTurnoverArgs) => moneyOf(await of(sums).turnover(window), "turnover"),
});
const totalAmounts = async (sums: Sums) => moneyOf(await sums.rows(), "totalAmount");

export const listsResolvers: Resolvers = {
  Query: {
    accountList: (_: unknown, args: G.QueryAccountListArgs, ctx: ListsContext) => accountList(ctx, args),
    accountListGroups: (_: unknown, args: G.QueryAccountListGroupsArgs, ctx: ListsContext) => groupsOf(askingAs(ctx), args),
    customerList: erpList("customers", (number) => ({ __typename: "Customer", number })),
    salesOrderList: erpList("salesOrders", (number) => ({ __typename: "SalesOrder", number })),
    invoiceList: erpList("invoices", (id) => ({ __typename: "Invoice", id })),
  },
  AccountListConnection: connection,
  CustomerListConnection: connection,
  SalesOrderListConnection: connection,
  InvoiceListConnection: connection,
  AccountListTotals: {
    count: ({ crm }: AccountSums) => crm.count(),
    customerCount: ({ erp }: AccountSums) => erp.count(),
    pipelineAmounts: async ({ crm }: AccountSums) => moneyOf(await crm.rows(), "pipelineAmount"),
    ...sumsInErp(({ erp }: AccountSums) => erp),
  },
  CustomerListTotals: { count: (sums: Sums) => sums.count(), ...sumsInErp((sums: Sums) => sums) },
  SalesOrderListTotals: { count: (sums: Sums) => sums.count(), totalAmounts },
  InvoiceListTotals: { count: (sums: Sums) => sums.count(), totalAmounts, openAmounts: async (sums: Sums) => moneyOf(await sums.rows(), "openAmount") },
  AccountListGroup: {
    owner: ({ ownerId }: Group) => ownerId && { __typename: "User", id: ownerId },
  },
};
