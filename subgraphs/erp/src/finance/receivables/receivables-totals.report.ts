import { moneyPerCurrency, type Money, selectOver } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import { customerPaymentList, invoiceList, overdue } from "./receivables.list.ts";

export interface InvoiceTotals { count: number; total: Money[]; openAmount: Money[]; overdueAmount: Money[] }

/** Sums over the invoices a filter leaves, one per currency, in one statement. Drafts and discarded drafts are counted but owe nothing. */
export async function invoiceTotals(ctx: ErpContext, filter: object | null | undefined): Promise<InvoiceTotals> {
  const sign = sql`case when i.status <> 'POSTED' then 0 when i.kind = 'INVOICE' then 1 else -1 end`;
  const rows = await selectOver<{ currency: string; count: number; total: string; open: string; overdue: string }, ErpContext>(ctx, invoiceList, filter,
    sql`i.currency, count(*)::int as count, sum(i.total_amount * ${sign}) as total, sum(i.open_amount * ${sign}) as open, coalesce(sum(i.open_amount) filter (where ${overdue(ctx)}), 0) as overdue`, sql`group by i.currency`);
  return {
    count: rows.reduce((count, row) => count + row.count, 0),
    total: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.total }))),
    openAmount: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.open }))),
    overdueAmount: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.overdue }))),
  };
}

export interface CustomerPaymentTotals { count: number; amount: Money[]; unallocated: Money[] }

/** Sums over the payments a filter leaves, one per currency, in one statement. */
export async function customerPaymentTotals(ctx: ErpContext, filter: object | null | undefined): Promise<CustomerPaymentTotals> {
  const rows = await selectOver<{ currency: string; count: number; amount: string; unallocated: string }, ErpContext>(ctx, customerPaymentList, filter,
    sql`p.currency, count(*)::int as count, coalesce(sum(p.amount) filter (where p.status = 'POSTED'), 0) as amount, sum(p.unallocated) as unallocated`, sql`group by p.currency`);
  return {
    count: rows.reduce((count, row) => count + row.count, 0),
    amount: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.amount }))),
    unallocated: moneyPerCurrency(rows.map((row) => ({ currency: row.currency, amount: row.unallocated }))),
  };
}
