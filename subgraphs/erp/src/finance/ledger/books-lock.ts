import { notFound } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";

/** Changes to a chart take turns on the row of its legal entity; unknown and not the caller's are refused alike. */
export async function lockBooks(tx: Tx, ctx: ErpContext, legalEntity: string): Promise<void> {
  assertSees(ctx, legalEntity, "legal entity", legalEntity, ["legalEntity"]);
  const { rows } = await sql`select 1 from legal_entity where code = ${legalEntity} for no key update`.execute(tx);
  if (rows.length === 0) notFound("legal entity", legalEntity, ["legalEntity"]);
}
