import { act, audit, positive, refuse } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type ErpContext, inEntities } from "../context.ts";
import type { MutationExchangeRateSetArgs } from "../generated/graphql.ts";
import type { ExchangeRate } from "../generated/tables.ts";
import { assertPostingDate } from "./company.module.ts";

export async function setExchangeRate(ctx: ErpContext, { input }: MutationExchangeRateSetArgs): Promise<{ exchangeRate: Selectable<ExchangeRate> }> {
  const { baseCurrency, currency, rateDate } = input;
  if (baseCurrency === currency) refuse("SAME_CURRENCY", `One ${currency} is always one ${currency}. Choose another currency.`, ["input", "currency"]);
  assertPostingDate(ctx, rateDate, ["input", "rateDate"], "The first day of the rate");
  const rate = positive(input.rate, ["input", "rate"], "The rate", 10);
  if (rate.greaterThan("999999999")) refuse("TOO_LARGE", "The rate is above 999999999. Check it for a typing error.", ["input", "rate"]);
  const exchangeRate = await act(ctx, { name: "exchangeRateSet" }, async (tx) => {
    const entity = await tx.selectFrom("legalEntity").select("code").where("baseCurrency", "=", baseCurrency).where(inEntities(ctx, sql`code`)).limit(1).executeTakeFirst();
    if (!entity) refuse("UNKNOWN_BASE_CURRENCY", `None of your companies keeps its books in ${baseCurrency}. Choose the currency of the books you post to.`, ["input", "baseCurrency"]);
    const key = { baseCurrency, currency, rateDate };
    const before = await tx.selectFrom("exchangeRate").select("rate").where("baseCurrency", "=", baseCurrency).where("currency", "=", currency).where("rateDate", "=", rateDate).forUpdate().executeTakeFirst();
    const row = await tx.insertInto("exchangeRate").values({ ...key, rate: rate.toFixed() })
      .onConflict((c) => c.columns(["baseCurrency", "currency", "rateDate"]).doUpdateSet({ rate: rate.toFixed() })).returningAll().executeTakeFirstOrThrow();
    await audit(tx, ctx, { act: "exchangeRateSet", entity: "ExchangeRate", key: `${baseCurrency}/${currency} ${rateDate}`, changes: { rate: [before?.rate ?? null, row.rate] } });
    return row;
  });
  return { exchangeRate };
}
