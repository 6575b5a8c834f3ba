import { answer, dayIn, money, pageOf } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../context.ts";
import type { LegalEntityFiscalPeriodsArgs, MutationExchangeRateSetArgs, MutationFiscalYearOpenArgs, MutationPeriodLockArgs, QueryErpAuditEntriesArgs, QueryExchangeRatesArgs } from "../generated/graphql.ts";
import { type AuditRow, auditList } from "./audit.list.ts";
import { locksOf, periodById, periodsOfEntity } from "./company.loaders.ts";
import { type FiscalPeriodRow, legalEntityByCode, type LegalEntityRow } from "./company.module.ts";
import { setExchangeRate } from "./exchange-rate-set.action.ts";
import { fiscalYearOpen } from "./fiscal-year-open.action.ts";
import { invariantChecks } from "./invariants.report.ts";
import { lockPeriod } from "./period-lock.action.ts";

export const companyResolvers = {
  Query: {
    legalEntities: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("legalEntity").selectAll().where(inEntities(ctx, sql`code`)).orderBy("code").execute(),
    exchangeRates: async (_p: unknown, args: QueryExchangeRatesArgs, ctx: ErpContext) => (await sql`
      select distinct on (base_currency, currency) base_currency, currency, rate_date, rate from exchange_rate where rate_date <= ${args.on ?? ctx.today}
      order by base_currency, currency, rate_date desc`.execute(ctx.db)).rows,
    invariantChecks: (_p: unknown, _a: unknown, ctx: ErpContext) => invariantChecks(ctx),
    erpAuditEntries: (_p: unknown, { entity, entityKey, first, after }: QueryErpAuditEntriesArgs, ctx: ErpContext) =>
      pageOf(ctx, auditList, { first, after, filter: { ...(entity && { entity: { equals: entity } }), ...(entityKey && { entityKey: { equals: entityKey } }) } }),
  },
  Mutation: {
    periodLock: (_p: unknown, args: MutationPeriodLockArgs, ctx: ErpContext) => answer(() => lockPeriod(ctx, args)),
    fiscalYearOpen: (_p: unknown, args: MutationFiscalYearOpenArgs, ctx: ErpContext) => answer(() => fiscalYearOpen(ctx, args)),
    exchangeRateSet: (_p: unknown, args: MutationExchangeRateSetArgs, ctx: ErpContext) => answer(() => setExchangeRate(ctx, args)),
  },
  LegalEntity: {
    __resolveReference: (ref: { code: string }, ctx: ErpContext) => legalEntityByCode(ctx, ref.code),
    address: (entity: LegalEntityRow) => ({ name: entity.name, line1: entity.line1, postalCode: entity.postalCode, city: entity.city, country: entity.country }),
    fourEyesAmount: (entity: LegalEntityRow) => money(entity.fourEyesAmount, entity.baseCurrency),
    today: (entity: LegalEntityRow, _a: unknown, ctx: ErpContext) => dayIn(entity.timeZone, ctx.now),
    fiscalPeriods: (entity: LegalEntityRow, args: LegalEntityFiscalPeriodsArgs, ctx: ErpContext) => periodsOfEntity(ctx, entity.code, args.fiscalYear ?? null),
  },
  FiscalPeriod: {
    __resolveReference: (ref: { id: string }, ctx: ErpContext) => periodById(ctx, ref.id),
    legalEntity: (period: FiscalPeriodRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, period.legalEntity),
    locks: (period: FiscalPeriodRow, _a: unknown, ctx: ErpContext) => locksOf(ctx, period.id),
  },
  ErpAuditEntry: {
    changes: (entry: AuditRow) => JSON.stringify(entry.changes),
  },
};
