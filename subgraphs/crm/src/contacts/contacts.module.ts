/** The door of contacts: looking one up under the row policy of its account. */
import { isUuid, loaderOf, notFound, refuse } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { Contact } from "../generated/tables.ts";

export type ContactRow = Selectable<Contact>;

/** The contact, or null when unknown or not the caller's. Batched. */
export const contactById = (ctx: CrmContext, id: string): Promise<ContactRow | null> =>
  loaderOf(ctx, "contactById", (row: ContactRow) => row.id, (ids) =>
    ctx.db.selectFrom("contact").selectAll().where(sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`).where(onVisibleAccount(ctx, sql`contact.account_id`)).execute()).load(id.toLowerCase());

/** Inside an act: a contact of this account who has not been put away. */
export async function contactOfAccount(tx: Tx, ctx: CrmContext, id: string, accountId: string, path: string[]): Promise<ContactRow> {
  const contact = isUuid(id) ? await tx.selectFrom("contact").selectAll().where("id", "=", id).where(onVisibleAccount(ctx, sql`contact.account_id`)).forShare().executeTakeFirst() : undefined;
  if (!contact) return notFound("contact", id, path);
  if (contact.accountId !== accountId) refuse("CONTACT_OF_OTHER_ACCOUNT", `${contact.name} is not a contact of this account. Choose one who is.`, path);
  if (contact.isArchived) refuse("ARCHIVED", `${contact.name} was put away. Restore the contact, or choose another.`, path);
  return contact;
}
