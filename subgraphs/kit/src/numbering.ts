import { sql } from "kysely";
import type { Tx } from "./context.ts";

/**
 * A legal number without gaps, e.g. INV-NHDK-2026-000123. The counter row stays locked until the transaction ends:
 * if it rolls back, so does the number. A sequence would leave a gap.
 */
export async function nextLegalNumber<DB>(tx: Tx<DB>, key: { legalEntity: string; series: string; fiscalYear: number }): Promise<string> {
  const drawn = await sql<{ lastNumber: string }>`insert into number_series as s (legal_entity, series, fiscal_year, last_number)
    values (${key.legalEntity}, ${key.series}, ${key.fiscalYear}, 1)
    on conflict (legal_entity, series, fiscal_year) do update set last_number = s.last_number + 1 returning last_number`.execute(tx);
  return `${key.series}-${key.legalEntity}-${key.fiscalYear}-${drawn.rows[0]!.lastNumber.padStart(6, "0")}`;
}
/** An ordinary number from a sequence, e.g. SO-10451. Unique and quick; gaps are allowed. */
export async function nextNumber<DB>(tx: Tx<DB>, sequence: string, prefix: string): Promise<string> {
  const drawn = await sql<{ n: string }>`select nextval(${sequence}::regclass) as n`.execute(tx);
  return `${prefix}-${drawn.rows[0]!.n}`;
}
