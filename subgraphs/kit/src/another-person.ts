import { sql } from "kysely";
import type { Context, Tx } from "./context.ts";
import { refuse } from "./refusal.ts";

export interface EarlierAct {
  /** Acts that make whoever did them part of it, e.g. "journalEntryCreate". */
  acts: readonly string[];
  entity: string;
  key: string;
  /** Only the latest of these acts counts: who set today's credit limit, not whoever ever set one. */
  latestOnly?: boolean;
}
/**
 * Segregation of duties: refuses the caller who did an earlier act on the same record, by the audit trail of this database.
 * No permission lifts it. It knows the human, not the session: an API key of one's own is no second pair of eyes.
 */
export async function assertAnotherPerson<DB>(tx: Tx<DB>, ctx: Context<DB>, earlier: EarlierAct, sentence: string, path: string[] | null = null): Promise<void> {
  const { rows } = await sql<{ isSame: boolean }>`select coalesce(person, subject) = ${ctx.caller.person} as is_same from audit_entry
    where entity = ${earlier.entity} and entity_key = ${earlier.key} and act = any(${[...earlier.acts]}::text[]) order by id desc ${earlier.latestOnly ? sql`limit 1` : sql``}`.execute(tx);
  if (rows.some(({ isSame }) => isSame)) refuse("FOUR_EYES", sentence, path);
}
