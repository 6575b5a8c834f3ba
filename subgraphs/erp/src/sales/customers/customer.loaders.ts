/** What a page of customers asks beside its rows: one statement per group of fields, however many customers. */
import { addMonths, type CalendarDate, loaderOf, refuse } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { DB } from "../../generated/tables.ts";
import { ageingRows, type AgeingRow } from "./customer-ageing.report.ts";
import { balanceRows, type BalanceRow, exposureRows, type ExposureRow, orderFactsRows, type OrderFactsRow } from "./customer-balances.ts";

export const balancesOf = (ctx: ErpContext, number: string): Promise<BalanceRow | null> =>
  loaderOf<DB, BalanceRow>(ctx, "customerBalances", (row) => row.number, (numbers) => balanceRows(ctx.db, numbers, ctx.today)).load(number);
export const exposureOf = (ctx: ErpContext, number: string): Promise<ExposureRow | null> =>
  loaderOf<DB, ExposureRow>(ctx, "customerExposure", (row) => row.number, (numbers) => exposureRows(ctx.db, numbers)).load(number);
export const orderFactsOf = (ctx: ErpContext, number: string): Promise<OrderFactsRow | null> =>
  loaderOf<DB, OrderFactsRow>(ctx, "customerOrderFacts", (row) => row.number, (numbers) => orderFactsRows(ctx.db, numbers)).load(number);
export const ageingRowOf = (ctx: ErpContext, number: string, asOf: CalendarDate): Promise<AgeingRow | null> =>
  loaderOf<DB, AgeingRow>(ctx, `customerAgeing ${asOf}`, (row) => row.customerNumber, (customers) => ageingRows(ctx.db, { customers }, asOf, ctx.today)).load(number);

interface TurnoverRow { number: string; amount: string }
/** Net of posted invoices less credit notes over whole months back from today. */
export async function turnoverOf(ctx: ErpContext, number: string, months: number): Promise<string> {
  if (months < 1 || months > 120) refuse("OUT_OF_RANGE", `Turnover is summed over 1 to 120 months; you asked for ${months}.`, ["months"]);
  const after = addMonths(ctx.today, -months);
  const row = await loaderOf<DB, TurnoverRow>(ctx, `customerTurnover ${months}`, (r) => r.number, async (numbers) => (await sql<TurnoverRow>`
    select i.customer_number as number, sum(case i.kind when 'INVOICE' then i.net_amount else -i.net_amount end) as amount
    from invoice i join customer c on c.number = i.customer_number and c.currency = i.currency
    where i.customer_number = any(${[...numbers]}::text[]) and i.status = 'POSTED' and i.issue_date > ${after}::date and i.issue_date <= ${ctx.today}::date
    group by i.customer_number`.execute(ctx.db)).rows).load(number);
  return row?.amount ?? "0";
}
