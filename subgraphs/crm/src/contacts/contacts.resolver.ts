import { answer, pageOf, type Resolvers } from "@homefield/kit";
import { accountById } from "../accounts/accounts.module.ts";
import type { CrmContext } from "../context.ts";
import type { MutationContactArchiveArgs, MutationContactCreateArgs, MutationContactRestoreArgs, MutationContactUpdateArgs, QueryContactArgs, QueryContactsArgs } from "../generated/graphql.ts";
import { archiveContact, createContact, restoreContact, updateContact } from "./contact-write.action.ts";
import { contactList, livingUnlessAsked } from "./contacts.list.ts";
import { contactById, type ContactRow } from "./contacts.module.ts";

type Ctx = CrmContext;
export const contactsResolvers: Resolvers = {
  Query: {
    contact: (_: unknown, { id }: QueryContactArgs, ctx: Ctx) => contactById(ctx, id),
    contacts: (_: unknown, args: QueryContactsArgs, ctx: Ctx) => pageOf(ctx, contactList, args, livingUnlessAsked(args.filter)),
  },
  Mutation: {
    contactCreate: (_: unknown, args: MutationContactCreateArgs, ctx: Ctx) => answer(() => createContact(ctx, args)),
    contactUpdate: (_: unknown, args: MutationContactUpdateArgs, ctx: Ctx) => answer(() => updateContact(ctx, args)),
    contactArchive: (_: unknown, args: MutationContactArchiveArgs, ctx: Ctx) => answer(() => archiveContact(ctx, args)),
    contactRestore: (_: unknown, args: MutationContactRestoreArgs, ctx: Ctx) => answer(() => restoreContact(ctx, args)),
  },
  Contact: {
    __resolveReference: ({ id }: { id: string }, ctx: Ctx) => contactById(ctx, id),
    account: (contact: ContactRow, _: unknown, ctx: Ctx) => accountById(ctx, contact.accountId),
  },
};
