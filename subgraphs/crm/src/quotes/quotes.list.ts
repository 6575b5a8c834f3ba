import { by, defineList, type FilterField } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { QuoteFilter } from "../generated/graphql.ts";
import type { Quote } from "../generated/tables.ts";

/** A version of an offer as its table has it. Its status is read through `statusOn`: a sent quote expires by the calendar. */
export type QuoteRow = Selectable<Quote>;

// What is due counts as expired before the sweep has written it down.
const isDue = (ctx: CrmContext): RawBuilder<boolean> => sql<boolean>`(q.status = 'SENT' and q.valid_until < ${ctx.today}::date)`;
const hasStatus = (ctx: CrmContext, status: string): RawBuilder<boolean> =>
  status === "EXPIRED" ? sql<boolean>`(q.status = 'EXPIRED' or ${isDue(ctx)})`
  : status === "SENT" ? sql<boolean>`(q.status = 'SENT' and (q.valid_until is null or q.valid_until >= ${ctx.today}::date))`
  : sql<boolean>`q.status = ${status}`;
const anyStatus = (ctx: CrmContext, all: readonly string[]): RawBuilder<boolean> => (all.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(all.map((one) => hasStatus(ctx, one)), sql` or `)})`);
const byStatus = (ctx: CrmContext): FilterField => ({ equals, in: any }) => [
  ...(equals ? [hasStatus(ctx, equals as string)] : []),
  ...(any ? [anyStatus(ctx, any as string[])] : []),
];

export const quoteList = defineList<QuoteRow, CrmContext>({
  name: "quotes",
  from: sql`quote q`,
  select: sql`q.*`,
  key: { by: sql`q.id`, type: "uuid" },
  visible: (ctx) => onVisibleAccount(ctx, sql`q.account_id`),
  filters: (ctx) => ({
    number: by.id(sql`q.number`),
    accountId: by.uuid(sql`q.account_id`),
    opportunityId: by.uuid(sql`q.opportunity_id`),
    ownerId: by.uuid(sql`q.owner_id`),
    status: byStatus(ctx),
    validUntilDate: by.date(sql`q.valid_until`),
    total: by.decimal(sql`q.total_amount`),
    handOver: by.with(by.enum(sql`o.status`), (condition) => sql<boolean>`exists (select 1 from signed_order o where o.quote_id = q.id and ${condition})`),
    title: by.text(sql`q.title`),
  }),
  orders: {
    NUMBER: { by: sql`q.number_order`, type: "int" },
    CREATED_AT: { by: sql`q.created_at`, type: "timestamptz" },
    VALID_UNTIL_DATE: { by: sql`q.valid_until`, type: "date", nullable: true },
    TOTAL: { by: sql`q.total_amount`, type: "numeric" },
    STATUS: { by: sql`q.status`, type: "text" },
  },
  defaultOrder: [{ field: "CREATED_AT", direction: "DESC" }],
});

/** Leaves superseded versions out, unless the filter speaks of the status anywhere. */
export function withoutSuperseded(filter: QuoteFilter | null | undefined): QuoteFilter {
  if (!filter) return { not: { status: { equals: "SUPERSEDED" } } };
  return speaksOfStatus(filter) ? filter : { and: [filter], not: { status: { equals: "SUPERSEDED" } } };
}
const speaksOfStatus = (filter: QuoteFilter): boolean =>
  filter.status != null || [...(filter.and ?? []), ...(filter.or ?? []), ...(filter.not ? [filter.not] : [])].some(speaksOfStatus);
