import { allOf, by, can, plainText, saysWords, wordsOf } from "@homefield/kit";
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
/** So many rows of a kind are compared when a text is misspelt; more would fit too badly to choose among. */
const MOST_CANDIDATES = 500;
/** Enough to rank among. */
const MOST_RANKED = 300;

/** Looks in every kind the caller may read, through the trigram indexes, best fit first. */
export async function erpSearch(ctx: ErpContext, given: string, first: number): Promise<SearchResult[]> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_HITS) throw new GraphQLError(`"first" is ${first}; it must be between 1 and ${MOST_HITS}.`, { extensions: { code: "BAD_USER_INPUT" } });
  const text = given.trim().slice(0, 100);
  if ([...text].length < 2) return [];
  const kinds = KINDS.filter((kind) => can(ctx, kind.needs));
  const union = (select: (kind: SearchedKind) => RawBuilder<unknown>): RawBuilder<unknown> => sql.join(kinds.map(select), sql` union all `);
  // Slips are looked for only when too little is found that was spelt right.
  const found = await sql<Found>`
    with sure as materialized (${union((kind) => sureHits(ctx, kind, text, first))})
    select * from (select * from sure union all (${union((kind) => likelyHits(ctx, kind, text, first))})) hit order by rank desc, kind, title, key limit ${first}`.execute(ctx.db);
  return Promise.all(found.rows.map(async ({ kind, key, title, detail, rank }) => {
    const row = await LOAD[kind](ctx, key);
    return { hit: row && { ...row, __typename: kind }, title, detail, rank };
  }));
}
const LOAD: Record<Kind, (ctx: ErpContext, key: string) => Promise<object | null>> = { Customer: customerByNumber, SalesOrder: salesOrderByNumber, Invoice: invoiceById, Item: itemByNumber };

interface SearchedKind { kind: Kind; needs: string; table: RawBuilder<unknown>; join: RawBuilder<unknown>; key: RawBuilder<unknown>; number: RawBuilder<unknown>; title: RawBuilder<unknown>; detail: (ctx: ErpContext) => RawBuilder<unknown>; visible: (ctx: ErpContext) => RawBuilder<boolean>; latest: RawBuilder<unknown> }
const ofCustomer = sql`join customer c on c.number = r.customer_number`;
const whose = (ctx: ErpContext): RawBuilder<unknown> => (can(ctx, "customer:read") ? sql`c.name` : sql`null::text`);
const KINDS: readonly SearchedKind[] = [
  { kind: "Customer", needs: "customer:read", table: sql`customer`, join: sql``, key: sql`r.number`, number: sql`r.number`, title: sql`r.name`, detail: () => sql`r.number`, visible: (ctx) => inEntities(ctx, sql`r.legal_entity`), latest: sql`r.name` },
  { kind: "SalesOrder", needs: "sales-order:read", table: sql`sales_order`, join: ofCustomer, key: sql`r.number`, number: sql`r.number`, title: sql`r.number`, detail: whose, visible: (ctx) => inEntities(ctx, sql`r.legal_entity`), latest: sql`r.order_date desc` },
  { kind: "Invoice", needs: "invoice:read", table: sql`invoice`, join: ofCustomer, key: sql`r.id::text`, number: sql`r.number`, title: sql`r.number`, detail: whose, visible: (ctx) => sql<boolean>`r.number is not null and ${inEntities(ctx, sql`r.legal_entity`)}`, latest: sql`r.issue_date desc` },
  { kind: "Item", needs: "item:read", table: sql`item`, join: sql``, key: sql`r.number`, number: sql`r.number`, title: sql`r.name`, detail: () => sql`r.number`, visible: () => sql<boolean>`true`, latest: sql`r.name` },
];
/** What contains every word. Ranks: its number or name itself 1, the beginning of one 0.9, of a word 0.8, else 0.7. The CRM's search ranks alike. */
function sureHits(ctx: ErpContext, kind: SearchedKind, text: string, first: number): RawBuilder<unknown> {
  const asked = plainText(wordsOf(text).join(" "));
  // A few letters fit half of a large company: of so many, those that begin with them and the shortest are ranked. "offset 0": each text is made plain once.
  return sql`(select ${columns(ctx, kind)}, (case when plain.number = ${asked} or plain.title = ${asked} then 1
        when starts_with(plain.number, ${asked}) or starts_with(plain.title, ${asked}) then 0.9
        when strpos(' ' || r.search_text, ' ' || ${asked}) > 0 then 0.8 else 0.7 end)::float8 as rank
    from (select r.* from ${kind.table} r where ${containsAll(text)} and ${kind.visible(ctx)}
        order by starts_with(r.search_text, ${asked}) desc, strpos(' ' || r.search_text, ' ' || ${asked}) > 0 desc, length(r.search_text), ${kind.latest} limit ${MOST_RANKED}) r
      ${kind.join} cross join lateral (select plain_text(${kind.number}) as number, plain_text(${kind.title}) as title offset 0) plain
    order by rank desc, ${kind.latest} limit ${first})`;
}
/** What contains every word, give or take a slip: ranked below all sure hits, the likest first. */
function likelyHits(ctx: ErpContext, kind: SearchedKind, text: string, first: number): RawBuilder<unknown> {
  return sql`(select ${columns(ctx, kind)}, (0.65 * word_similarity(${plainText(wordsOf(text).join(" "))}, r.search_text))::float8 as rank
    from ${kind.table} r ${kind.join} where (select count(*) from sure) < ${first} and ${saysWords(sql`r.search_text`, text)} and not ${containsAll(text)} and ${kind.visible(ctx)} limit ${MOST_CANDIDATES})`;
}
const columns = (ctx: ErpContext, kind: SearchedKind): RawBuilder<unknown> => sql`${kind.kind}::text as kind, ${kind.key} as key, ${kind.title} as title, ${kind.detail(ctx)} as detail`;
const containsAll = (text: string): RawBuilder<boolean> => allOf(by.words(sql`r.search_text`)({ contains: text }));
