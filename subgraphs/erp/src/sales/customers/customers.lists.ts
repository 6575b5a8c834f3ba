import { type AskableList, can, type ListDefinition, type SumRow } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import { invoiceList } from "../../finance/receivables/receivables.list.ts";
import { salesOrderList } from "../sales-orders/sales-orders.list.ts";
import { FIGURES_OF_ANOTHER_DAY } from "./customer-figures.ts";
import { turnoverOver } from "./customer-turnover.ts";
import { customerList } from "./customers.list.ts";

const always = (list: ListDefinition<ErpContext>) => () => list;
const rowsOf = async (ctx: ErpContext, select: RawBuilder<SumRow>): Promise<SumRow[]> => (await select.execute(ctx.db)).rows;
const seesBalances = (ctx: ErpContext): boolean => can(ctx, "customer-balance:read");

/** Lists of the ERP as the lists across owners ask for them; each row is or has a customer. */
export const askableLists: Record<"customers" | "salesOrders" | "invoices", AskableList<ErpContext>> = {
  customers: {
    permission: "customer:read",
    filter: "CustomerFilter",
    list: always(customerList),
    // Another process may just have moved the figures on.
    otherwise: (ctx, error) => ((error as { code?: string }).code === FIGURES_OF_ANOTHER_DAY ? { ...ctx, figureDay: null } : null),
    ref: sql`c.number`,
    number: sql`c.number`,
    key: sql`c.customer_key`,
    sums: (ctx, from, where, { turnover }, group) => {
      if (turnover) return seesBalances(ctx) ? rowsOf(ctx, turnoverOver(ctx, from, where, turnover, group)) : Promise.resolve([]);
      const balances = seesBalances(ctx) ? sql`, coalesce(sum(f.open_balance), 0) as open_balance, coalesce(sum(f.overdue_balance), 0) as overdue_balance` : sql``;
      const orders = can(ctx, "sales-order:read") ? sql`, coalesce(sum(f.open_order_count), 0) as open_order_count` : sql``;
      return rowsOf(ctx, sql<SumRow>`select (${group})::text as "group", c.currency ${balances} ${orders} from ${from} where ${where} group by 1, c.currency`);
    },
    groupings: { CUSTOMER_GROUP: sql`c.customer_group`, MARKET: sql`c.market`, LEGAL_ENTITY: sql`c.legal_entity` },
  },
  salesOrders: {
    permission: "sales-order:read",
    filter: "SalesOrderFilter",
    list: always(salesOrderList),
    ref: sql`o.number`,
    number: sql`o.customer_number`,
    key: sql`customer_key(o.customer_number)`,
    isManyPerCustomer: true,
    sums: (ctx, from, where) => rowsOf(ctx, sql<SumRow>`select o.currency, sum(o.total_amount) as total_amount from ${from} where ${where} group by o.currency`),
  },
  invoices: {
    permission: "invoice:read",
    filter: "InvoiceFilter",
    list: always(invoiceList),
    ref: sql`i.id`,
    number: sql`i.customer_number`,
    key: sql`customer_key(i.customer_number)`,
    isManyPerCustomer: true,
    sums: (ctx, from, where) => {
      const signed = (column: string) => sql`sum(case i.kind when 'INVOICE' then ${sql.ref(`i.${column}`)} else -${sql.ref(`i.${column}`)} end)`;
      return rowsOf(ctx, sql<SumRow>`select i.currency, ${signed("total_amount")} as total_amount, ${signed("open_amount")} as open_amount from ${from} where ${where} group by i.currency`);
    },
  },
};
