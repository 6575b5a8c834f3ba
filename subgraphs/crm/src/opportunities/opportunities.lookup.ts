import { isUuid, loaderOf, notFound } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import type { Lock } from "../accounts/accounts.module.ts";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { Opportunity } from "../generated/tables.ts";

export type OpportunityRow = Selectable<Opportunity>;

/** The opportunity, or null when unknown or not the caller's. Batched. */
export const opportunityById = (ctx: CrmContext, id: string): Promise<OpportunityRow | null> =>
  loaderOf(ctx, "opportunityById", (row: OpportunityRow) => row.id, (ids) =>
    ctx.db.selectFrom("opportunity").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).where(onVisibleAccount(ctx, sql`opportunity.account_id`)).execute()).load(id.toLowerCase());

/** Inside an act: the opportunity, locked, or a refusal that looks alike for unknown and not yours. */
export async function visibleOpportunity(tx: Tx, ctx: CrmContext, id: string, path: string[], lock: Lock = "share"): Promise<OpportunityRow> {
  if (!isUuid(id)) return notFound("opportunity", id, path);
  const query = tx.selectFrom("opportunity").selectAll().where("id", "=", id).where(onVisibleAccount(ctx, sql`opportunity.account_id`));
  const opportunity = await (lock === "update" ? query.forNoKeyUpdate() : lock === "share" ? query.forShare() : query).executeTakeFirst();
  return opportunity ?? notFound("opportunity", id, path);
}
