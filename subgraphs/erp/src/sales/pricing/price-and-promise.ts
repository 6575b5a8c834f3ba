import { assertSensibleDate, type CalendarDate, Dec, dec, type Money, money, notFound, percentOf, refuse, Refused, sum } from "@homefield/kit";
import { legalEntityByCode, type LegalEntityRow, type Tax, taxFor } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { QueryPriceAndPromiseArgs } from "../../generated/graphql.ts";
import { availabilityOf, promiseOn } from "../../supply/inventory/inventory.module.ts";
import { customerByNumber, type CustomerRow, deliveryCountryOf } from "../customers/customers.module.ts";
import { type PricedLine, priceLines } from "./pricing.module.ts";

export const MOST_LINES = 200;
export interface PriceAnswerLineRow extends PricedLine {
  entity: LegalEntityRow;
  currency: string;
  tax: Dec | null;
  availableQuantity: Dec | null;
  promiseDate: CalendarDate | null;
}
export interface PriceAnswerRow { asOf: Date; lines: PriceAnswerLineRow[]; total: Money; taxTotal: Money | null }

/** Answers what lines would cost and when they would leave, in a constant number of statements. Stores nothing. */
export async function priceAndPromise(ctx: ErpContext, args: QueryPriceAndPromiseArgs): Promise<PriceAnswerRow> {
  if (args.lines.length < 1 || args.lines.length > MOST_LINES) refuse("BAD_LINE_COUNT", `Ask for 1 to ${MOST_LINES} lines at a time; these are ${args.lines.length}.`, ["lines"]);
  for (const [i, line] of args.lines.entries()) {
    if (line.requestedDate) assertSensibleDate(line.requestedDate, ctx.today, ["lines", String(i), "requestedDate"], "The day it is wanted");
  }
  const customer = args.customerNumber ? ((await customerByNumber(ctx, args.customerNumber)) ?? notFound("customer", args.customerNumber, ["customerNumber"])) : null;
  const entity = customer ? await sellingTo(ctx, customer) : await sellingCompany(ctx, args.legalEntity ?? null);
  if (!customer && args.market && !await ctx.db.selectFrom("market").select("code").where("code", "=", args.market).executeTakeFirst()) notFound("market", args.market, ["market"]);
  const priced = await priceLines(ctx.db, { customer, market: args.market, legalEntity: entity.code, currency: args.currency, today: ctx.today, lines: args.lines });
  const available = await availabilityOf(ctx.db, entity.code, [...new Set(priced.flatMap((line) => line.item?.number ?? []))]);
  const tax = customer ? await taxOf(ctx, customer) : null;
  const left = new Map(available);
  const lines = priced.map((line, i): PriceAnswerLineRow => ({
    ...line, entity, currency: args.currency,
    tax: tax && line.price ? percentOf(line.price.lineTotal, tax.percent, args.currency) : null,
    availableQuantity: line.item?.isStocked ? (available.get(line.item.number) ?? dec(0)) : null,
    promiseDate: promiseFor(line, ctx.today, args.lines[i]!.requestedDate ?? null, left),
  }));
  return {
    asOf: ctx.now, lines,
    total: money(sum(lines.map((line) => line.price?.lineTotal ?? dec(0))), args.currency),
    taxTotal: tax && money(sum(lines.map((line) => line.tax ?? dec(0))), args.currency),
  };
}
const sellingTo = async (ctx: ErpContext, customer: CustomerRow): Promise<LegalEntityRow> => (await legalEntityByCode(ctx, customer.legalEntity))!;
/** The company asked for, or the caller's first. */
async function sellingCompany(ctx: ErpContext, code: string | null): Promise<LegalEntityRow> {
  const own = ctx.caller.legalEntities.find((entity) => entity !== "*");
  const chosen = code ?? own ?? (await ctx.db.selectFrom("legalEntity").select("code").orderBy("code").limit(1).executeTakeFirst())?.code ?? "";
  return (await legalEntityByCode(ctx, chosen)) ?? notFound("legal entity", chosen, ["legalEntity"]);
}
/** Which tax would be added today; null where no code is set up for it, since a price is worth knowing without it. */
const taxOf = async (ctx: ErpContext, customer: CustomerRow): Promise<Tax | null> =>
  taxFor(ctx.db, { legalEntity: customer.legalEntity, country: await deliveryCountryOf(ctx.db, customer), vatNumber: customer.vatNumber, date: ctx.today }).catch(nullIfRefused);
/** What is not set up leaves its part of the answer empty. */
export function nullIfRefused(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}
/** Earlier lines take from what is available first, as an order's reservations would; `left` is what remains. */
function promiseFor(line: PricedLine, today: CalendarDate, requestedDate: CalendarDate | null, left: Map<string, Dec>): CalendarDate | null {
  const { item, quantity } = line;
  if (!item || item.status === "DISCONTINUED" || !quantity.greaterThan(0)) return null;
  const available = item.isStocked ? (left.get(item.number) ?? dec(0)) : dec(0);
  if (available.lessThan(quantity) && item.status === "PHASING_OUT") return null;
  left.set(item.number, Dec.max(0, available.minus(quantity)));
  return promiseOn({ available, quantity, today, leadTimeDays: item.leadTimeDays, requestedDate });
}
