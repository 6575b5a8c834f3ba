import { type CalendarDate, sum } from "@homefield/kit";
import { sql } from "kysely";
import { legalEntityByCode, type LegalEntityRow } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { LedgerAccountRow } from "./ledger.loaders.ts";

export interface TrialBalanceRow { account: LedgerAccountRow; baseCurrency: string; opening: string; debit: string; credit: string; closing: string }
export interface TrialBalance { entity: LegalEntityRow; asOf: CalendarDate; from: CalendarDate | null; rows: TrialBalanceRow[]; totalDebit: string; totalCredit: string }

/** All accounts of a legal entity with any posting up to a day, in one statement; null when the entity is unknown or not the caller's. */
export async function trialBalance(ctx: ErpContext, args: { legalEntity: string; asOf: CalendarDate; from?: CalendarDate | null | undefined }): Promise<TrialBalance | null> {
  const entity = await legalEntityByCode(ctx, args.legalEntity);
  if (!entity) return null;
  const from = args.from ?? null;
  const inRange = sql<boolean>`(${from}::date is null or e.posting_date >= ${from}::date)`;
  const { rows } = await sql<LedgerAccountRow & { opening: string; periodDebit: string; periodCredit: string; closing: string }>`
    select a.*, coalesce(sum(l.debit - l.credit) filter (where not ${inRange}), 0) as opening, coalesce(sum(l.debit) filter (where ${inRange}), 0) as period_debit,
      coalesce(sum(l.credit) filter (where ${inRange}), 0) as period_credit, sum(l.debit - l.credit) as closing
    from ledger_account a join journal_line l on l.account_id = a.id join journal_entry e on e.id = l.entry_id
    where a.legal_entity = ${args.legalEntity} and e.status <> 'DRAFT' and e.posting_date <= ${args.asOf}::date
    group by a.id order by a.code`.execute(ctx.db);
  return {
    entity, asOf: args.asOf, from,
    rows: rows.map(({ opening, periodDebit, periodCredit, closing, ...account }) => ({ account, baseCurrency: entity.baseCurrency, opening, debit: periodDebit, credit: periodCredit, closing })),
    totalDebit: sum(rows.map((row) => row.periodDebit)).toFixed(), totalCredit: sum(rows.map((row) => row.periodCredit)).toFixed(),
  };
}
