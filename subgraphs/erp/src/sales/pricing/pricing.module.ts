/** The only door to prices. Asking stores nothing. */
import { type CalendarDate, type Dec, dec, plain } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import type { DB } from "../../generated/tables.ts";
import { finenessOf, type ItemRow, itemsByNumbers } from "../../supply/items/items.module.ts";
import { type Price, priceFor, type Rule } from "./pricing.rules.ts";
export { countriesOfMarket, customerGroupByCode, type CustomerGroupRow, marketByCode, type MarketRow } from "./price-rule.rows.ts";
export type { Price, TraceStep } from "./pricing.rules.ts";

export interface PriceRequest {
  /** The customer's group and market decide with it. */
  customer?: { number: string; customerGroup: string | null; market: string | null } | null | undefined;
  /** For somebody who is no customer yet. */
  market?: string | null | undefined;
  legalEntity: string;
  currency: string;
  /** The day whose rules count. */
  today: CalendarDate;
  lines: readonly { itemNumber: string; quantity: string }[];
}
export interface PricedLine {
  itemNumber: string;
  item: ItemRow | null;
  quantity: Dec;
  price: Price | null;
  /** Why there is no price, as a sentence; null when there is one. */
  problem: string | null;
}

/** Prices for many lines in a constant number of statements. A line that can't be priced says why; it is never an exception. */
export async function priceLines(db: Kysely<DB>, request: PriceRequest): Promise<PricedLine[]> {
  const items = await itemsByNumbers(db, request.lines.map((line) => line.itemNumber));
  const parents = new Map((await db.selectFrom("itemCategory").select(["code", "parent"]).execute()).map((row) => [row.code, row.parent]));
  const customer = request.customer ? { number: request.customer.number, group: request.customer.customerGroup } : null;
  const market = request.customer ? request.customer.market : (request.market ?? null);
  const categoriesOf = (item: ItemRow): string[] => {
    const path: string[] = [];
    for (let code: string | null | undefined = item.category; code && !path.includes(code); code = parents.get(code)) path.push(code);
    return path;
  };
  const rules = await rulesFor(db, { ...request, market, customer, items: [...items.keys()], categories: [...new Set([...items.values()].flatMap(categoriesOf))] });
  const general = rules.filter((rule) => rule.itemNumber === null);
  const ofItem = Map.groupBy(rules.filter((rule) => rule.itemNumber !== null), (rule) => rule.itemNumber);
  return request.lines.map(({ itemNumber, quantity: given }) => {
    const item = items.get(itemNumber) ?? null;
    const quantity = dec(given);
    const line = { itemNumber, item, quantity };
    const unfit = problemOf(itemNumber, item, quantity);
    if (unfit !== null || !item) return { ...line, price: null, problem: unfit };
    const price = priceFor([...(ofItem.get(itemNumber) ?? []), ...general], {
      legalEntity: request.legalEntity, currency: request.currency, today: request.today, customer, market, item: { number: itemNumber, categories: categoriesOf(item) }, quantity,
    });
    const whom = customer ? `customer ${customer.number}` : market ? `market ${market}` : "everybody";
    return { ...line, price, problem: price ? null : `No price of ${item.name} in ${request.currency} is set for ${whom}, from ${plain(quantity)}, on ${request.today}. Add a price rule or agree on a price.` };
  });
}
function problemOf(number: string, item: ItemRow | null, quantity: Dec): string | null {
  if (!item) return `There is no item ${number.slice(0, 80)}. Check the number.`;
  if (item.status === "DISCONTINUED") return `${item.name} is no longer sold. Choose its successor.`;
  if (!quantity.greaterThan(0)) return `The quantity must be above zero; it is ${plain(quantity)}.`;
  if (quantity.decimalPlaces() > item.unitDecimals) return `${item.name} is counted in ${item.unit} with ${finenessOf(item)}; the quantity is ${plain(quantity)}.`;
  return null;
}

/** Only rules that may apply to one of the lines; which do is decided by the rule engine. */
async function rulesFor(db: Kysely<DB>, about: { legalEntity: string; currency: string; today: CalendarDate; market: string | null; customer: { number: string; group: string | null } | null; items: string[]; categories: string[] }): Promise<Rule[]> {
  const found = await sql<Rule>`
    select id, name, kind, legal_entity, item_number, item_category, customer_number, customer_group, market, currency, min_quantity, valid_from, valid_to, unit_price, percent
    from price_rule r
    where (r.item_number = any(${about.items}::text[]) or r.item_number is null and (r.item_category is null or r.item_category = any(${about.categories}::text[])))
      and (r.customer_number is null or r.customer_number = ${about.customer?.number ?? null}) and (r.customer_group is null or r.customer_group = ${about.customer?.group ?? null})
      and (r.market is null or r.market = ${about.market}) and (r.legal_entity is null or r.legal_entity = ${about.legalEntity}) and (r.currency is null or r.currency = ${about.currency})
      and r.valid_from <= ${about.today}::date and (r.valid_to is null or r.valid_to >= ${about.today}::date)`.execute(db);
  return found.rows;
}
