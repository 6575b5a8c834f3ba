import { by, defineList, isUuid, listLoaderOf, loaderOf } from "@homefield/kit";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { CustomerGroup, DB, Market, PriceRule } from "../../generated/tables.ts";

export type PriceRuleRow = Selectable<PriceRule>;

/** A rule for one company or one customer belongs to whom these belong to; the others are common. */
export const visibleRule = (ctx: ErpContext): RawBuilder<boolean> => sql<boolean>`((r.legal_entity is null or ${inEntities(ctx, sql`r.legal_entity`)})
  and (r.customer_number is null or exists (select 1 from customer c where c.number = r.customer_number and ${inEntities(ctx, sql`c.legal_entity`)})))`;

export const priceRuleList = defineList<PriceRuleRow, ErpContext>({
  name: "price rules",
  from: sql`price_rule r`,
  select: sql`r.*`,
  key: { by: sql`r.id`, type: "uuid" },
  visible: visibleRule,
  filters: {
    name: by.text(sql`r.name`),
    kind: by.enum(sql`r.kind`),
    itemNumber: by.id(sql`r.item_number`),
    category: by.id(sql`r.item_category`),
    customerNumber: by.id(sql`r.customer_number`),
    customerGroup: by.id(sql`r.customer_group`),
    market: by.id(sql`r.market`),
    validFrom: by.date(sql`r.valid_from`),
    validTo: by.date(sql`r.valid_to`),
  },
  orders: {
    NAME: { by: sql`r.name`, type: "text" },
    VALID_FROM: { by: sql`r.valid_from`, type: "date" },
    VALID_TO: { by: sql`r.valid_to`, type: "date", nullable: true },
  },
  defaultOrder: [{ field: "VALID_FROM", direction: "DESC" }],
});
export const priceRuleById = (ctx: ErpContext, id: string): Promise<PriceRuleRow | null> =>
  isUuid(id) ? loaderOf<DB, PriceRuleRow>(ctx, "priceRule", (row) => row.id, async (ids) => (await sql<PriceRuleRow>`select r.* from price_rule r where r.id = any(${[...ids]}::uuid[]) and ${visibleRule(ctx)}`.execute(ctx.db)).rows).load(id) : Promise.resolve(null);

/** Batched: rules that name an item or a category it is in. */
export const priceRulesOfItem = (ctx: ErpContext, itemNumber: string): Promise<PriceRuleRow[]> =>
  listLoaderOf<DB, PriceRuleRow & { ofItem: string }>(ctx, "priceRulesOfItem", (row) => row.ofItem, async (numbers) => (await sql<PriceRuleRow & { ofItem: string }>`
    with recursive place (item_number, category) as (
      select i.number, i.category from item i where i.number = any(${[...numbers]}::text[])
      union select p.item_number, c.parent from place p join item_category c on c.code = p.category where c.parent is not null),
    named (of_item, id) as (
      select r.item_number, r.id from price_rule r where r.item_number = any(${[...numbers]}::text[])
      union select p.item_number, r.id from place p join price_rule r on r.item_category = p.category where r.item_number is null)
    select n.of_item, r.* from named n join price_rule r on r.id = n.id where ${visibleRule(ctx)} order by r.valid_from desc, r.id desc`.execute(ctx.db)).rows).load(itemNumber);

export type CustomerGroupRow = Selectable<CustomerGroup>;
export type MarketRow = Selectable<Market>;
export const customerGroupByCode = (ctx: ErpContext, code: string): Promise<CustomerGroupRow | null> =>
  loaderOf<DB, CustomerGroupRow>(ctx, "customerGroup", (row) => row.code, (codes) => ctx.db.selectFrom("customerGroup").selectAll().where("code", "in", codes).execute()).load(code);
export const marketByCode = (ctx: ErpContext, code: string): Promise<MarketRow | null> =>
  loaderOf<DB, MarketRow>(ctx, "market", (row) => row.code, (codes) => ctx.db.selectFrom("market").selectAll().where("code", "in", codes).execute()).load(code);
export const countriesOfMarket = async (ctx: ErpContext, market: string): Promise<string[]> =>
  (await listLoaderOf<DB, { market: string; country: string }>(ctx, "marketCountries", (row) => row.market, (codes) =>
    ctx.db.selectFrom("marketCountry").selectAll().where("market", "in", codes).orderBy("country").execute()).load(market)).map((row) => row.country);
