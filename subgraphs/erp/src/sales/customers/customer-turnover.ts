import { addDays, addMonths, badInput, type CalendarDate, type SumRow } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { ErpContext } from "../../context.ts";

/** Days, both included; twelve months up to today unless said otherwise. */
export type Window = { from?: CalendarDate | null | undefined; to?: CalendarDate | null | undefined };
export function windowOf(ctx: ErpContext, { from, to }: Window): [CalendarDate, CalendarDate] {
  const last = to ?? ctx.today;
  const first = from ?? addDays(addMonths(last, -12), 1);
  if (first > last) throw badInput(`The window ends on ${last}, before it begins on ${first}.`);
  return [first, last];
}
/** Net of posted invoices less credit notes, in the customer's currency: what counts, and when. */
const net = sql`case i.kind when 'INVOICE' then i.net_amount else -i.net_amount end`;
const counts = (ctx: ErpContext, window: Window): RawBuilder<boolean> => {
  const [first, last] = windowOf(ctx, window);
  return sql<boolean>`i.customer_number = c.number and i.currency = c.currency and i.status = 'POSTED' and i.issue_date between ${first}::date and ${last}::date`;
};
/** Of the customer `c`, read from a covering index. */
export const turnoverSql = (ctx: ErpContext, window: Window): RawBuilder<unknown> => sql`coalesce((select sum(${net}) from invoice i where ${counts(ctx, window)}), 0)`;
/** Over all customers a condition leaves, per currency. */
export const turnoverOver = (ctx: ErpContext, from: RawBuilder<unknown>, where: RawBuilder<boolean>, window: Window, group: RawBuilder<unknown>): RawBuilder<SumRow> => sql<SumRow>`
  select c."group"::text as "group", i.currency, sum(${net}) as turnover from (select c.number, c.currency, ${group} as "group" from ${from} where ${where}) c join invoice i on ${counts(ctx, window)} group by c."group", i.currency`;
