import { ALWAYS, by, bySearch, defineList, type FilterField, type FilterInput, speaksOf } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { type CrmContext, onVisibleAccount } from "../context.ts";
import type { ContactFilter } from "../generated/graphql.ts";
import type { ContactRow } from "./contacts.module.ts";

// The trigram index narrows it down, the name decides.
const byName: FilterField = ({ contains, ...others }) => [
  ...by.text(sql`c.name`)(others),
  ...(contains != null ? [...by.text(sql`c.name`, sql`c.search_text`)({ contains }), ...by.text(sql`c.name`)({ contains })] : []),
];
export const contactList = defineList<ContactRow, CrmContext>({
  name: "contacts",
  from: sql`contact c`,
  select: sql`c.*`,
  key: { by: sql`c.id`, type: "uuid" },
  visible: (ctx) => onVisibleAccount(ctx, sql`c.account_id`),
  filters: {
    name: byName,
    email: by.text(sql`c.email`),
    accountId: by.uuid(sql`c.account_id`),
    role: by.enum(sql`c.role`),
    createdAt: by.instant(sql`c.created_at`),
    isArchived: by.boolean(sql`c.is_archived`),
    search: bySearch("contact", sql`c.id`),
  },
  orders: {
    NAME: { by: sql`plain_text(c.name)`, type: "text" },
    CREATED_AT: { by: sql`c.created_at`, type: "timestamptz" },
  },
  defaultOrder: [{ field: "NAME", direction: "ASC" }],
});
/** Contacts who were put away are left out unless the filter speaks of them anywhere. */
export const livingUnlessAsked = (filter: ContactFilter | null | undefined): RawBuilder<boolean> => (speaksOf(filter as FilterInput, "isArchived") ? ALWAYS : sql<boolean>`not c.is_archived`);
