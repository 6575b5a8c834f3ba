import { type Connection, defineList, pageOf } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, inTeams, seesAllTeams } from "../context.ts";
import type { QueryErasureRequestsArgs } from "../generated/graphql.ts";
import type { ErasureRequest } from "../generated/tables.ts";

export type ErasureRow = Selectable<ErasureRequest>;
const erasureList = defineList<ErasureRow, CrmContext>({
  name: "requests to be forgotten",
  from: sql`erasure_request r`,
  select: sql`r.*`,
  key: { by: sql`r.id`, type: "uuid" },
  visible: (ctx) => (seesAllTeams(ctx) ? sql<boolean>`true` : inTeams(ctx, sql`r.team`)),
  filters: {},
  orders: { ASKED_AT: { by: sql`r.asked_at`, type: "timestamptz" } },
  defaultOrder: [{ field: "ASKED_AT", direction: "DESC" }],
});
export const erasureRequests = (ctx: CrmContext, args: QueryErasureRequestsArgs): Promise<Connection<ErasureRow>> => pageOf(ctx, erasureList, { first: args.first, after: args.after });
export async function erasureById(ctx: CrmContext, id: string): Promise<ErasureRow | null> {
  return (await pageOf(ctx, erasureList, { first: 1 }, sql<boolean>`r.id = ${id}::uuid`)).nodes[0] ?? null;
}
