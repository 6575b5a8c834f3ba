import { by, defineList } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext } from "../context.ts";
import { type ActivityRow, onVisibleActivity } from "./activities.module.ts";

export const activityList = defineList<ActivityRow, CrmContext>({
  name: "activities",
  from: sql`activity v`,
  select: sql`v.*`,
  key: { by: sql`v.id`, type: "uuid" },
  visible: (ctx) => onVisibleActivity(ctx, "v"),
  filters: {
    kind: by.enum(sql`v.kind`),
    status: by.enum(sql`v.status`),
    ownerId: by.uuid(sql`v.owner_id`),
    accountId: by.uuid(sql`v.account_id`),
    opportunityId: by.uuid(sql`v.opportunity_id`),
    contactId: by.uuid(sql`v.contact_id`),
    completedAt: by.instant(sql`v.completed_at`),
    createdAt: by.instant(sql`v.created_at`),
    dueAt: by.instant(sql`v.due_at`),
    subject: by.text(sql`v.subject`),
  },
  orders: {
    DUE_AT: { by: sql`v.due_at`, type: "timestamptz", nullable: true },
    CREATED_AT: { by: sql`v.created_at`, type: "timestamptz" },
    HAPPENS_AT: { by: sql`v.happens_at`, type: "timestamptz" },
  },
  defaultOrder: [{ field: "DUE_AT", direction: "ASC" }],
});
