import { act, audit, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { isCountry, tidyCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationMarketSetArgs } from "../../generated/graphql.ts";
import { marketByCode, type MarketRow } from "./price-rule.rows.ts";

/** Makes a market or changes its name and countries. Customers keep the market they have. */
export async function setMarket(ctx: ErpContext, { input }: MutationMarketSetArgs): Promise<{ market: MarketRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 60);
  const countries = [...new Set(input.countries.map((country) => country.trim().toUpperCase()))];
  for (const [i, country] of countries.entries()) {
    if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${country.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, ["input", "countries", String(i)]);
  }
  await act(ctx, { name: "marketSet" }, async (tx) => {
    // One at a time: a country belongs to one market.
    await sql`lock table market_country in share row exclusive mode`.execute(tx);
    const taken = await tx.selectFrom("marketCountry").selectAll().where("market", "<>", code).orderBy("country").execute();
    const double = taken.find((row) => countries.includes(row.country));
    if (double) refuse("COUNTRY_TAKEN", `${double.country} belongs to market ${double.market}. Take it out there first.`, ["input", "countries", String(countries.indexOf(double.country))]);
    const before = await tx.selectFrom("market").select("name").where("code", "=", code).executeTakeFirst();
    await tx.insertInto("market").values({ code, name }).onConflict((c) => c.column("code").doUpdateSet({ name })).execute();
    await tx.deleteFrom("marketCountry").where("market", "=", code).execute();
    if (countries.length > 0) await tx.insertInto("marketCountry").values(countries.map((country) => ({ country, market: code }))).execute();
    await audit(tx, ctx, { act: "marketSet", entity: "Market", key: code, changes: { name: [before?.name ?? null, name], countries } });
  });
  return { market: await marketByCode(ctx, code) };
}
