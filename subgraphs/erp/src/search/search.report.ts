import { can, plainText, saysWords, wordsOf } from "@homefield/kit";
import { GraphQLError } from "graphql";
import { type RawBuilder, sql } from "kysely";
import { type ErpContext, inEntities } from "../context.ts";
import { invoiceById } from "../finance/receivables/receivables.list.ts";
import { customerByNumber } from "../sales/customers/customers.module.ts";
import { salesOrderByNumber } from "../sales/sales-orders/sales-orders.module.ts";
import { itemByNumber } from "../supply/items/items.module.ts";

type Kind = "Customer" | "SalesOrder" | "Invoice" | "Item";
interface Found { kind: Kind; key: string; title: string; detail: string | null; rank: number }
export interface SearchResult { hit: object | null; title: string; detail: string | null; rank: number }

const MOST_HITS = 20;

/** Looks in every kind the caller may read, through the trigram indexes, best fit first. */
export async function erpSearch(ctx: ErpContext, given: string, first: number): Promise<SearchResult[]> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_HITS) throw new GraphQLError(`"first" is ${first}; it must be between 1 and ${MOST_HITS}.`, { extensions: { code: "BAD_USER_INPUT" } });
  const text = given.trim().slice(0, 100);
  if ([...text].length < 2) return [];
  const hits = KINDS.filter((kind) => can(ctx, kind.needs)).map((kind) => hitsOf(ctx, kind, text, first));
  const found = await sql<Found>`select * from (${sql.join(hits, sql` union all `)}) hit order by rank desc, kind, title, key limit ${first}`.execute(ctx.db);
  return Promise.all(found.rows.map(async ({ kind, key, title, detail, rank }) => {
    const row = await LOAD[kind](ctx, key);
    return { hit: row && { ...row, __typename: kind }, title, detail, rank };
  }));
}
const LOAD: Record<Kind, (ctx: ErpContext, key: string) => Promise<object | null>> = { Customer: customerByNumber, SalesOrder: salesOrderByNumber, Invoice: invoiceById, Item: itemByNumber };

interface SearchedKind { kind: Kind; needs: string; from: RawBuilder<unknown>; key: RawBuilder<unknown>; number: RawBuilder<unknown>; title: RawBuilder<unknown>; detail: (ctx: ErpContext) => RawBuilder<unknown>; visible: (ctx: ErpContext) => RawBuilder<boolean>; latest: RawBuilder<unknown> }
const whose = (ctx: ErpContext): RawBuilder<unknown> => (can(ctx, "customer:read") ? sql`c.name` : sql`null::text`);
const KINDS: readonly SearchedKind[] = [
  { kind: "Customer", needs: "customer:read", from: sql`customer r`, key: sql`r.number`, number: sql`r.number`, title: sql`r.name`, detail: () => sql`r.number`, visible: (ctx) => inEntities(ctx, sql`r.legal_entity`), latest: sql`r.name` },
  { kind: "SalesOrder", needs: "sales-order:read", from: sql`sales_order r join customer c on c.number = r.customer_number`, key: sql`r.number`, number: sql`r.number`, title: sql`r.number`, detail: whose, visible: (ctx) => inEntities(ctx, sql`r.legal_entity`), latest: sql`r.order_date desc` },
  { kind: "Invoice", needs: "invoice:read", from: sql`invoice r join customer c on c.number = r.customer_number`, key: sql`r.id::text`, number: sql`r.number`, title: sql`r.number`, detail: whose, visible: (ctx) => sql<boolean>`r.number is not null and ${inEntities(ctx, sql`r.legal_entity`)}`, latest: sql`r.issue_date desc` },
  { kind: "Item", needs: "item:read", from: sql`item r`, key: sql`r.number`, number: sql`r.number`, title: sql`r.name`, detail: () => sql`r.number`, visible: () => sql<boolean>`true`, latest: sql`r.name` },
];
/** The best of one kind. Ranks: its number or name itself 1, the beginning of one 0.9, of a word 0.8, within 0.7, misspelt below. The CRM's search ranks alike. */
function hitsOf(ctx: ErpContext, kind: SearchedKind, text: string, first: number): RawBuilder<unknown> {
  const asked = plainText(wordsOf(text).join(" "));
  // "offset 0": each text is made plain once, not at each mention.
  return sql`(select ${kind.kind}::text as kind, ${kind.key} as key, ${kind.title} as title, ${kind.detail(ctx)} as detail,
      (case when plain.number = ${asked} or plain.title = ${asked} then 1
        when starts_with(plain.number, ${asked}) or starts_with(plain.title, ${asked}) then 0.9
        when strpos(' ' || r.search_text, ' ' || ${asked}) > 0 then 0.8
        when strpos(r.search_text, ${asked}) > 0 then 0.7
        else 0.65 * word_similarity(${asked}, r.search_text) end)::float8 as rank
    from ${kind.from} cross join lateral (select plain_text(${kind.number}) as number, plain_text(${kind.title}) as title offset 0) plain
    where ${saysWords(sql`r.search_text`, text)} and ${kind.visible(ctx)} order by rank desc, ${kind.latest} limit ${first})`;
}
