import { answer } from "@homefield/kit";
import type { ErpContext } from "../context.ts";
import type { MutationLegalEntityCreateArgs, MutationLegalEntityUpdateArgs, MutationTaxCodeSetArgs, QueryExchangeRateHistoryArgs } from "../generated/graphql.ts";
import type { LegalEntityRow } from "./company.module.ts";
import { numberSeriesOf, type NumberSeriesRow, type TaxCodeRow, taxCodesOf } from "./legal-entities.loaders.ts";
import { createLegalEntity } from "./legal-entity-create.action.ts";
import { updateLegalEntity } from "./legal-entity-update.action.ts";
import { setTaxCode } from "./tax-code-set.action.ts";

export const legalEntitiesResolvers = {
  Query: {
    exchangeRateHistory: (_p: unknown, args: QueryExchangeRateHistoryArgs, ctx: ErpContext) =>
      ctx.db.selectFrom("exchangeRate").selectAll().where("baseCurrency", "=", args.baseCurrency).where("currency", "=", args.currency).orderBy("rateDate", "desc").limit(args.first ?? 200).execute(),
  },
  Mutation: {
    legalEntityCreate: (_p: unknown, args: MutationLegalEntityCreateArgs, ctx: ErpContext) => answer(() => createLegalEntity(ctx, args)),
    legalEntityUpdate: (_p: unknown, args: MutationLegalEntityUpdateArgs, ctx: ErpContext) => answer(() => updateLegalEntity(ctx, args)),
    taxCodeSet: (_p: unknown, args: MutationTaxCodeSetArgs, ctx: ErpContext) => answer(() => setTaxCode(ctx, args)),
  },
  LegalEntity: {
    taxCodes: (entity: LegalEntityRow, _a: unknown, ctx: ErpContext) => taxCodesOf(ctx, entity.code),
    numberSeries: (entity: LegalEntityRow, _a: unknown, ctx: ErpContext) => numberSeriesOf(ctx, entity.code),
  },
  TaxCode: {
    percent: (tax: TaxCodeRow, _a: unknown, ctx: ErpContext) => tax.rates.find((rate) => rate.validFrom <= ctx.today)?.percent ?? null,
  },
  NumberSeries: {
    next: (series: NumberSeriesRow) => `${series.series}-${series.legalEntity}-${series.fiscalYear}-${String(series.lastNumber + 1).padStart(6, "0")}`,
  },
};
