import { by, defineList, type FilterField } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { OpportunityRow } from "./opportunities.lookup.ts";

const nextStep: RawBuilder<boolean> = sql<boolean>`exists (select 1 from activity s where s.opportunity_id = o.id and s.status = 'OPEN' and s.due_at is not null)`;
const hasNextStep: FilterField = by.boolean(nextStep);

export const opportunityList = defineList<OpportunityRow, CrmContext>({
  name: "opportunities",
  from: sql`opportunity o`,
  select: sql`o.*`,
  key: { by: sql`o.id`, type: "uuid" },
  visible: (ctx) => onVisibleAccount(ctx, sql`o.account_id`),
  filters: {
    name: by.text(sql`o.name`, sql`o.search_text`),
    accountId: by.uuid(sql`o.account_id`),
    ownerId: by.uuid(sql`o.owner_id`),
    pipelineId: by.uuid(sql`o.pipeline_id`),
    stageId: by.uuid(sql`o.stage_id`),
    status: by.enum(sql`o.status`),
    amount: by.decimal(sql`o.amount`),
    closeDate: by.date(sql`o.close_date`),
    createdAt: by.instant(sql`o.created_at`),
    stageSince: by.instant(sql`o.stage_since`),
    hasNextStep,
  },
  orders: {
    NAME: { by: sql`o.search_text`, type: "text" },
    AMOUNT: { by: sql`o.amount`, type: "numeric", nullable: true },
    CLOSE_DATE: { by: sql`o.close_date`, type: "date", nullable: true },
    CREATED_AT: { by: sql`o.created_at`, type: "timestamptz" },
    STAGE_SINCE: { by: sql`o.stage_since`, type: "timestamptz" },
    /** Not in the schema: how an account shows its opportunities. */
    CLOSED_LAST: { by: sql`(o.status <> 'OPEN')`, type: "boolean" },
  },
  defaultOrder: [{ field: "CREATED_AT", direction: "DESC" }],
  needs: { hasNextStep: "activity:read" },
});
