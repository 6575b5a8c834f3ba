import { listLoaderOf, loaderOf } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import type { ActivityRow } from "./activities.module.ts";

// What hangs on an account or opportunity is seen by whoever sees that; their ids came through a loader or list that checked.
const nextStepOf = (ctx: CrmContext, pointer: "accountId" | "opportunityId", id: string): Promise<ActivityRow | null> =>
  loaderOf<DB, ActivityRow>(ctx, `next step by ${pointer}`, (row) => row[pointer]!, async (ids) => {
    const column = sql.ref(pointer);
    return (await sql<ActivityRow>`select distinct on (${column}) * from activity where ${column} = any(${[...ids]}::uuid[]) and status = 'OPEN' and due_at is not null order by ${column}, due_at, id`.execute(ctx.db)).rows;
  }).load(id);
/** The earliest open activity with a due time, be it past. Batched. */
export const nextStepOfAccount = (ctx: CrmContext, accountId: string): Promise<ActivityRow | null> => nextStepOf(ctx, "accountId", accountId);
export const nextStepOfOpportunity = (ctx: CrmContext, opportunityId: string): Promise<ActivityRow | null> => nextStepOf(ctx, "opportunityId", opportunityId);

/** When something was last done for an opportunity; null when nothing was. Batched. */
export const lastActivityAt = async (ctx: CrmContext, opportunityId: string): Promise<Date | null> =>
  (await listLoaderOf<DB, { opportunityId: string; at: Date }>(ctx, "last activity of opportunity", (row) => row.opportunityId, async (ids) =>
    (await sql<{ opportunityId: string; at: Date }>`select opportunity_id, max(completed_at) as at from activity
      where opportunity_id = any(${[...ids]}::uuid[]) and status = 'COMPLETED' group by opportunity_id`.execute(ctx.db)).rows).load(opportunityId))[0]?.at ?? null;
