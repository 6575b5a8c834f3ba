/** Taxes and number series of companies the caller may see: batched. */
import { listLoaderOf } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import type { TaxKind } from "./company.rules.ts";

export interface TaxCodeRow { legalEntity: string; code: string; name: string; kind: TaxKind; rates: { validFrom: string; percent: string }[] }
export const taxCodesOf = (ctx: ErpContext, legalEntity: string): Promise<TaxCodeRow[]> =>
  listLoaderOf<DB, TaxCodeRow>(ctx, "tax codes", (row) => row.legalEntity, async (codes) => (await sql<TaxCodeRow>`
    select c.legal_entity, c.code, c.name, c.kind, coalesce(jsonb_agg(jsonb_build_object('validFrom', r.valid_from, 'percent', trim_scale(r.percent)::text) order by r.valid_from desc) filter (where r.valid_from is not null), '[]') as rates
    from tax_code c left join tax_rate r on r.legal_entity = c.legal_entity and r.tax_code = c.code
    where c.legal_entity = any(${[...codes]}::text[]) group by c.legal_entity, c.code order by c.legal_entity, c.code`.execute(ctx.db)).rows).load(legalEntity);

export interface NumberSeriesRow { legalEntity: string; series: string; fiscalYear: number; lastNumber: number }
/** Invoices and credit notes draw from a counter; journal entries are numbered as they are chained. */
export const numberSeriesOf = (ctx: ErpContext, legalEntity: string): Promise<NumberSeriesRow[]> =>
  listLoaderOf<DB, NumberSeriesRow>(ctx, "number series", (row) => row.legalEntity, async (codes) => (await sql<NumberSeriesRow>`
    select legal_entity, series, fiscal_year, last_number::int as last_number from number_series where legal_entity = any(${[...codes]}::text[])
    union all select legal_entity, 'JE', fiscal_year, max(entry_number)::int from journal_entry where legal_entity = any(${[...codes]}::text[]) and entry_number is not null group by 1, 3
    order by legal_entity, fiscal_year desc, series`.execute(ctx.db)).rows).load(legalEntity);
