import { moneyPerCurrency, type Money, selectOver } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import { customerList } from "./customers.list.ts";

export interface CustomerTotalsRow { count: number; openBalance: Money[]; overdueBalance: Money[]; openOrderCount: number }

/** Sums over the customers a filter leaves, in one statement. */
export async function customerTotals(ctx: ErpContext, filter: object | null | undefined, extra?: RawBuilder<boolean>): Promise<CustomerTotalsRow> {
  const rows = await selectOver<{ currency: string; count: number; openBalance: string; overdueBalance: string; openOrderCount: number }, ErpContext>(ctx, customerList, filter,
    sql`c.currency, count(*)::int as count, coalesce(sum(f.open_balance), 0) as open_balance, coalesce(sum(f.overdue_balance), 0) as overdue_balance, coalesce(sum(f.open_order_count), 0)::int as open_order_count`,
    sql`group by c.currency`, extra);
  return {
    count: rows.reduce((n, row) => n + row.count, 0),
    openBalance: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.openBalance }))),
    overdueBalance: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.overdueBalance }))),
    openOrderCount: rows.reduce((n, row) => n + row.openOrderCount, 0),
  };
}
