import { audit, type Logger } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import type { DB } from "../generated/tables.ts";
import { serviceContext } from "../signed-orders/signed-orders.module.ts";

const AT_ONCE = 200;

/** Writes down which sent quotes have run out. They have read and behaved as expired since midnight already. */
export async function expireDueQuotes(db: Kysely<DB>, log: Logger, now: Date): Promise<number> {
  const ctx = serviceContext(db, log, now);
  return db.transaction().execute(async (tx) => {
    const expired = await sql<{ id: string }>`update quote set status = 'EXPIRED', updated_at = ${now}, version = version + 1 where id in
      (select id from quote where status = 'SENT' and valid_until < ${ctx.today}::date order by valid_until limit ${AT_ONCE} for update skip locked) returning id`.execute(tx);
    for (const { id } of expired.rows) await audit(tx, ctx, { act: "quoteExpire", entity: "Quote", key: id, changes: { status: ["SENT", "EXPIRED"] } });
    return expired.rows.length;
  });
}
