import { answer, type Dec, loaderOf, moneyOrNull, pageOf } from "@homefield/kit";
import { exchangeRateOn, legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerGroupSetArgs, MutationMarketSetArgs, MutationPriceRuleCreateArgs, MutationPriceRuleEndArgs, QueryPriceAndPromiseArgs, QueryPriceRulesArgs } from "../../generated/graphql.ts";
import type { DB } from "../../generated/tables.ts";
import { unitCostsOf } from "../../supply/inventory/inventory.module.ts";
import { categoryByCode, itemByNumber, type ItemRow } from "../../supply/items/items.module.ts";
import { customerByNumber } from "../customers/customers.module.ts";
import { setCustomerGroup } from "./customer-group-set.action.ts";
import { setMarket } from "./market-set.action.ts";
import { nullIfRefused, priceAndPromise, type PriceAnswerLineRow } from "./price-and-promise.ts";
import { createPriceRule } from "./price-rule-create.action.ts";
import { endPriceRule } from "./price-rule-end.action.ts";
import { countriesOfMarket, customerGroupByCode, marketByCode, type MarketRow, priceRuleList, type PriceRuleRow, priceRulesOfItem } from "./price-rule.rows.ts";
import type { TraceStep } from "./pricing.rules.ts";

const unitCost = (ctx: ErpContext, { itemNumber, entity, currency }: PriceAnswerLineRow) =>
  loaderOf<DB, { item: string; cost: Dec }>(ctx, `unit cost at ${entity.code} in ${currency}`, (row) => row.item, async (items) => {
    const rate = await exchangeRateOn(ctx.db, entity.baseCurrency, currency, ctx.today).catch(nullIfRefused);
    return rate === null ? [] : [...(await unitCostsOf(ctx.db, entity.code, items))].map(([item, cost]) => ({ item, cost: cost.dividedBy(rate) }));
  }).load(itemNumber);

export const pricingResolvers = {
  Query: {
    priceAndPromise: (_p: unknown, args: QueryPriceAndPromiseArgs, ctx: ErpContext) => priceAndPromise(ctx, args),
    priceRules: (_p: unknown, args: QueryPriceRulesArgs, ctx: ErpContext) => pageOf(ctx, priceRuleList, args),
    markets: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("market").selectAll().orderBy("code").execute(),
    customerGroups: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("customerGroup").selectAll().orderBy("code").execute(),
  },
  Mutation: {
    priceRuleCreate: (_p: unknown, args: MutationPriceRuleCreateArgs, ctx: ErpContext) => answer(() => createPriceRule(ctx, args)),
    priceRuleEnd: (_p: unknown, args: MutationPriceRuleEndArgs, ctx: ErpContext) => answer(() => endPriceRule(ctx, args)),
    customerGroupSet: (_p: unknown, args: MutationCustomerGroupSetArgs, ctx: ErpContext) => answer(() => setCustomerGroup(ctx, args)),
    marketSet: (_p: unknown, args: MutationMarketSetArgs, ctx: ErpContext) => answer(() => setMarket(ctx, args)),
  },
  PriceAnswerLine: {
    listPrice: (line: PriceAnswerLineRow) => moneyOrNull(line.price?.listPrice, line.currency),
    unitPrice: (line: PriceAnswerLineRow) => moneyOrNull(line.price?.unitPrice, line.currency),
    lineTotal: (line: PriceAnswerLineRow) => moneyOrNull(line.price?.lineTotal, line.currency),
    unitCost: async (line: PriceAnswerLineRow, _a: unknown, ctx: ErpContext) => moneyOrNull((await unitCost(ctx, line))?.cost, line.currency),
    taxAmount: (line: PriceAnswerLineRow) => moneyOrNull(line.tax, line.currency),
    trace: (line: PriceAnswerLineRow) => (line.price?.trace ?? []).map((step: TraceStep) => ({ ...step, unitPrice: moneyOrNull(step.unitPrice, line.currency) })),
  },
  PriceRule: {
    legalEntity: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.legalEntity && legalEntityByCode(ctx, rule.legalEntity),
    item: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.itemNumber && itemByNumber(ctx, rule.itemNumber),
    category: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.itemCategory && categoryByCode(ctx, rule.itemCategory),
    customer: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.customerNumber && customerByNumber(ctx, rule.customerNumber),
    customerGroup: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.customerGroup && customerGroupByCode(ctx, rule.customerGroup),
    market: (rule: PriceRuleRow, _a: unknown, ctx: ErpContext) => rule.market && marketByCode(ctx, rule.market),
    unitPrice: (rule: PriceRuleRow) => moneyOrNull(rule.unitPrice, rule.currency ?? ""),
  },
  Market: {
    countries: (market: MarketRow, _a: unknown, ctx: ErpContext) => countriesOfMarket(ctx, market.code),
  },
  Item: {
    priceRules: (item: ItemRow, _a: unknown, ctx: ErpContext) => priceRulesOfItem(ctx, item.number),
  },
};
