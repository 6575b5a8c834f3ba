import { act, audit, checkAll, checkVersion, differences, isUuid, notFound, optionalEmail, optionalPhone, optionalText, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { livingAccount } from "../accounts/accounts.module.ts";
import { type CrmContext, onVisibleAccount, type Tx } from "../context.ts";
import type { ContactUpdateInput, MutationContactArchiveArgs, MutationContactCreateArgs, MutationContactRestoreArgs, MutationContactUpdateArgs } from "../generated/graphql.ts";
import { contactById, type ContactRow } from "./contacts.module.ts";

type Facts = Partial<Pick<ContactRow, "name" | "email" | "phone" | "jobTitle" | "role">>;
function factsOf(input: ContactUpdateInput): Facts {
  const facts: Facts = {};
  checkAll([
    () => { if (input.name !== undefined) facts.name = text(input.name ?? "", ["input", "name"], "The name"); },
    () => { if (input.email !== undefined) facts.email = optionalEmail(input.email, ["input", "email"], "The e-mail"); },
    () => { if (input.phone !== undefined) facts.phone = optionalPhone(input.phone, ["input", "phone"], "The telephone number"); },
    () => { if (input.jobTitle !== undefined) facts.jobTitle = optionalText(input.jobTitle, ["input", "jobTitle"], "The job title", 120); },
  ]);
  if (input.role !== undefined) facts.role = input.role;
  return facts;
}
/** Inside an act: the contact, locked, at the version the caller saw. Unknown and not yours look alike. */
async function lockedContact(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion: number }): Promise<ContactRow> {
  const contact = isUuid(args.id)
    ? await tx.selectFrom("contact").selectAll().where("id", "=", args.id).where(onVisibleAccount(ctx, sql`contact.account_id`)).forNoKeyUpdate().executeTakeFirst()
    : undefined;
  if (!contact) return notFound("contact", args.id, ["id"]);
  checkVersion(contact, args.expectedVersion, "contact");
  return contact;
}
async function change(tx: Tx, ctx: CrmContext, contact: ContactRow, name: string, values: Partial<ContactRow>): Promise<void> {
  const changes = differences(contact, values);
  if (Object.keys(changes).length === 0) return;
  await tx.updateTable("contact").set({ ...values, updatedAt: ctx.now, version: contact.version + 1 }).where("id", "=", contact.id).execute();
  await audit(tx, ctx, { act: name, entity: "Contact", key: contact.id, changes });
}

export async function createContact(ctx: CrmContext, args: MutationContactCreateArgs): Promise<{ contact: ContactRow | null }> {
  const { input } = args;
  const facts = factsOf(input);
  const id = await act(ctx, { name: "contactCreate", idempotencyKey: args.idempotencyKey, body: input }, async (tx) => {
    const account = await livingAccount(tx, ctx, input.accountId, ["input", "accountId"]);
    const made = { ...facts, name: facts.name!, accountId: account.id };
    const { id } = await tx.insertInto("contact").values({ ...made, createdAt: ctx.now, updatedAt: ctx.now }).returning("id").executeTakeFirstOrThrow();
    await audit(tx, ctx, { act: "contactCreate", entity: "Contact", key: id, changes: differences({}, made) });
    return id;
  });
  return { contact: await contactById(ctx, id) };
}
export async function updateContact(ctx: CrmContext, args: MutationContactUpdateArgs): Promise<{ contact: ContactRow | null }> {
  const { input } = args;
  const facts = factsOf(input);
  await act(ctx, { name: "contactUpdate" }, async (tx) => {
    const contact = await lockedContact(tx, ctx, args);
    const values: Partial<ContactRow> = { ...facts };
    if (input.accountId !== undefined) {
      if (input.accountId === null) refuse("EMPTY", "A contact always works somewhere. Give an account, or leave the field out.", ["input", "accountId"]);
      values.accountId = (await livingAccount(tx, ctx, input.accountId, ["input", "accountId"])).id;
    }
    await change(tx, ctx, contact, "contactUpdate", values);
  });
  return { contact: await contactById(ctx, args.id) };
}
export async function archiveContact(ctx: CrmContext, args: MutationContactArchiveArgs): Promise<{ contact: ContactRow | null }> {
  await act(ctx, { name: "contactArchive" }, async (tx) => {
    const contact = await lockedContact(tx, ctx, args);
    if (contact.isArchived) refuse("ARCHIVED", `${contact.name} was put away already. Nothing needs to be done.`, ["id"]);
    await change(tx, ctx, contact, "contactArchive", { isArchived: true });
  });
  return { contact: await contactById(ctx, args.id) };
}
export async function restoreContact(ctx: CrmContext, args: MutationContactRestoreArgs): Promise<{ contact: ContactRow | null }> {
  await act(ctx, { name: "contactRestore" }, async (tx) => {
    const contact = await lockedContact(tx, ctx, args);
    if (!contact.isArchived) refuse("NOT_ARCHIVED", `${contact.name} was not put away. Nothing needs to be done.`, ["id"]);
    await livingAccount(tx, ctx, contact.accountId, ["id"]);
    await change(tx, ctx, contact, "contactRestore", { isArchived: false });
  });
  return { contact: await contactById(ctx, args.id) };
}
