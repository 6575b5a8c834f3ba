/** The only door to quotes: looking them up under the row policy of their account, and what other modules ask about them. */
import { listLoaderOf, loaderOf } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import type { QuoteRow } from "./quotes.list.ts";

export { quoteList, type QuoteRow, withoutSuperseded } from "./quotes.list.ts";
export { quoteById } from "./quotes.loaders.ts";
export { statusOn } from "./quotes.rules.ts";
export { expireDueQuotes } from "./quote-expire.action.ts";

/** Offers made for an opportunity, newest first, without superseded versions. Batched. */
export const quotesOfOpportunity = (ctx: CrmContext, opportunityId: string): Promise<QuoteRow[]> =>
  listLoaderOf<DB, QuoteRow>(ctx, "quotes of opportunity", (row) => row.opportunityId!, async (ids) =>
    (await sql<QuoteRow>`select q.* from quote q where q.opportunity_id = any(${[...ids]}::uuid[]) and q.status <> 'SUPERSEDED' and ${onVisibleAccount(ctx, sql`q.account_id`)}
      order by q.created_at desc, q.id desc`.execute(ctx.db)).rows).load(opportunityId);

/** The quote whose signature made an order of the ERP; null when made otherwise or not the caller's. Batched. */
export const quoteOfOrder = (ctx: CrmContext, orderNumber: string): Promise<QuoteRow | null> =>
  loaderOf<DB, QuoteRow & { orderNumber: string }>(ctx, "quote of order", (row) => row.orderNumber, async (numbers) =>
    (await sql<QuoteRow & { orderNumber: string }>`select q.*, o.order_number from signed_order o join quote q on q.id = o.quote_id
      where o.order_number = any(${[...numbers]}::text[]) and ${onVisibleAccount(ctx, sql`q.account_id`)}`.execute(ctx.db)).rows).load(orderNumber);

const exists = async (tx: Tx, rows: RawBuilder<unknown>): Promise<boolean> => (await sql<{ yes: boolean }>`select exists (${rows}) as yes`.execute(tx)).rows[0]!.yes;

/** True while an account has a quote being made, approved or with the customer. */
export const hasLivingQuote = (tx: Tx, accountId: string): Promise<boolean> =>
  exists(tx, sql`select 1 from quote where account_id = ${accountId} and status in ('DRAFT', 'IN_APPROVAL', 'APPROVED', 'SENT')`);

/** True when a signature stands for an opportunity: one whose hand-over was called off does not count. */
export const hasSignedQuote = (tx: Tx, opportunityId: string): Promise<boolean> =>
  exists(tx, sql`select 1 from quote q left join signed_order o on o.quote_id = q.id where q.opportunity_id = ${opportunityId} and q.status = 'SIGNED' and o.status is distinct from 'CANCELLED'`);
