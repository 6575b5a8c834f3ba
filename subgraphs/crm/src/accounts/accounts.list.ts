import { ALWAYS, by, bySearch, defineList, type FilterField, type FilterInput, type ListDefinition, type OrderBy, speaksOf } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, inTeams } from "../context.ts";
import type { AccountFilter } from "../generated/graphql.ts";
import type { AccountRow } from "./accounts.module.ts";

const byTag: FilterField = ({ equals, in: any, isNull, ...others }) => {
  const conditions: RawBuilder<boolean>[] = [];
  if (equals != null) conditions.push(sql<boolean>`a.tags @> array[${equals}]::text[]`);
  if (any != null) conditions.push(sql<boolean>`a.tags && ${any}::text[]`);
  if (isNull != null) conditions.push(isNull === true ? sql<boolean>`a.tags = '{}'` : sql<boolean>`a.tags <> '{}'`);
  // The builder of enums refuses what a label can't be asked, in the same words as everywhere.
  return [...conditions, ...by.enum(sql`a.tags`)(others)];
};
// The trigram index narrows it down, the name decides.
const byName: FilterField = ({ contains, ...others }) => [
  ...by.text(sql`a.name`)(others),
  ...(contains != null ? [...by.text(sql`a.name`, sql`a.search_text`)({ contains }), ...by.text(sql`a.name`)({ contains })] : []),
];
const isStage = (stage: string): RawBuilder<boolean> => (stage === "CUSTOMER" ? sql<boolean>`a.customer_number is not null` : sql<boolean>`a.customer_number is null`);
const byStage: FilterField = ({ equals, in: any }) => [
  ...(equals != null ? [isStage(equals as string)] : []),
  ...(any != null ? [sql<boolean>`(${sql.join([sql`false`, ...(any as string[]).map(isStage)], sql` or `)})`] : []),
];
const definition: ListDefinition<CrmContext> = {
  name: "accounts",
  // Left: where no figure is asked for, PostgreSQL drops the join.
  from: sql`account a left join account_figure f on f.account_id = a.id`,
  select: sql`a.*`,
  key: { by: sql`a.id`, type: "uuid" },
  visible: (ctx) => inTeams(ctx, sql`a.team`),
  filters: {
    id: by.uuid(sql`a.id`),
    name: byName,
    ownerId: by.uuid(sql`a.owner_id`),
    team: by.id(sql`a.team`),
    segment: by.text(sql`a.segment`),
    territory: by.text(sql`a.territory`),
    country: by.text(sql`a.country`),
    city: by.text(sql`a.meeting_city`),
    tag: byTag,
    stage: byStage,
    customerNumber: by.id(sql`a.customer_number`),
    parentId: by.uuid(sql`a.parent_id`),
    pipelineAmount: by.decimal(sql`f.pipeline_amount`),
    nextStepAt: by.instant(sql`f.next_step_at`),
    lastTouchAt: by.instant(sql`f.last_touch_at`),
    createdAt: by.instant(sql`a.created_at`),
    updatedAt: by.instant(sql`a.updated_at`),
    isArchived: by.boolean(sql`a.archived_at is not null`),
    search: bySearch("account", sql`a.id`),
  },
  orders: {
    NAME: { by: sql`plain_text(a.name)`, type: "text" },
    CREATED_AT: { by: sql`a.created_at`, type: "timestamptz" },
    UPDATED_AT: { by: sql`a.updated_at`, type: "timestamptz" },
    CITY: { by: sql`a.meeting_city`, type: "text", nullable: true },
    SEGMENT: { by: sql`a.segment`, type: "text", nullable: true },
    PIPELINE_AMOUNT: { by: sql`f.pipeline_amount`, type: "numeric" },
    NEXT_STEP_AT: { by: sql`f.next_step_at`, type: "timestamptz", nullable: true },
    LAST_TOUCH_AT: { by: sql`f.last_touch_at`, type: "timestamptz", nullable: true },
  },
  defaultOrder: [{ field: "NAME", direction: "ASC" }],
  needs: { pipelineAmount: "opportunity:read", PIPELINE_AMOUNT: "opportunity:read", nextStepAt: "activity:read", NEXT_STEP_AT: "activity:read" },
};
export const accountList = defineList<AccountRow, CrmContext>(definition);

const FIGURES = new Set(["PIPELINE_AMOUNT", "NEXT_STEP_AT", "LAST_TOUCH_AT"]);
/** The list as an order needs it: by figures, the index of the figures leads and accounts are looked up. */
export const accountListBy = (orderBy: readonly OrderBy[] | null | undefined): typeof accountList =>
  orderBy?.[0] && FIGURES.has(orderBy[0].field)
    ? { ...accountList, from: sql`account_figure f join account a on a.id = f.account_id`, key: { by: sql`f.account_id`, type: "uuid" } }
    : accountList;

/** Accounts that were put away are left out unless the filter speaks of them anywhere. */
export const livingUnlessAsked = (filter: AccountFilter | null | undefined): RawBuilder<boolean> => (speaksOf(filter as FilterInput, "isArchived") ? ALWAYS : sql<boolean>`a.archived_at is null`);
