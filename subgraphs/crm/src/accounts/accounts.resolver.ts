import { answer, keySetOf, pageOf, pageOfMany, type Resolvers, writeKeySet } from "@homefield/kit";
import { sql } from "kysely";
import { activityList } from "../activities/activities.list.ts";
import { activityById, nextStepOfAccount } from "../activities/activities.module.ts";
import { contactList } from "../contacts/contacts.list.ts";
import type { CrmContext } from "../context.ts";
import type {
  AccountContactsArgs, AccountFilter, AccountTimelineArgs, MutationAccountArchiveArgs, MutationAccountCreateArgs, MutationAccountRestoreArgs, MutationAccountsAssignArgs, MutationAccountUpdateArgs,
  QueryAccountArgs, QueryAccountsArgs, QueryAccountSelectionArgs, QueryAccountTotalsArgs, QuerySimilarAccountsArgs,
} from "../generated/graphql.ts";
import { opportunityList } from "../opportunities/opportunities.list.ts";
import { opportunityById } from "../opportunities/opportunities.module.ts";
import { quoteById, quoteList, quoteOfOrder, withoutSuperseded } from "../quotes/quotes.module.ts";
import { teamOf, userById } from "../users/users.module.ts";
import { archiveAccount, restoreAccount } from "./account-archive.action.ts";
import { assignAccounts } from "./account-assign.action.ts";
import { createAccount, updateAccount } from "./account-write.action.ts";
import { accountListBy, livingUnlessAsked } from "./accounts.list.ts";
import { accountById, accountOfCustomer, type AccountRow } from "./accounts.module.ts";
import { childrenOf, countAccounts, customerNumbersOf, facetsOf, lastTouchAt, pipelineAmountsOf, pipelineTotals, similarAccounts } from "./accounts.report.ts";
import { timelineOf, type TimelineRow } from "./accounts.timeline.ts";

type Ctx = CrmContext;
type Page = AccountContactsArgs;
interface Chosen { filter: AccountFilter | null | undefined }
const ofAccount = (column: string): { name: string; by: ReturnType<typeof sql.ref>; type: "uuid" } => ({ name: "account", by: sql.ref(column), type: "uuid" });

export const accountsResolvers: Resolvers = {
  Query: {
    account: (_: unknown, { id }: QueryAccountArgs, ctx: Ctx) => accountById(ctx, id),
    accounts: (_: unknown, args: QueryAccountsArgs, ctx: Ctx) => pageOf(ctx, accountListBy(args.orderBy), args, livingUnlessAsked(args.filter)),
    accountTotals: (_: unknown, { filter }: QueryAccountTotalsArgs): Chosen => ({ filter }),
    accountSelection: (_: unknown, { filter }: QueryAccountSelectionArgs): Chosen => ({ filter }),
    accountFacets: (_: unknown, _args: unknown, ctx: Ctx) => facetsOf(ctx),
    similarAccounts: (_: unknown, { name }: QuerySimilarAccountsArgs, ctx: Ctx) => similarAccounts(ctx, name),
  },
  Mutation: {
    accountCreate: (_: unknown, args: MutationAccountCreateArgs, ctx: Ctx) => answer(() => createAccount(ctx, args)),
    accountUpdate: (_: unknown, args: MutationAccountUpdateArgs, ctx: Ctx) => answer(() => updateAccount(ctx, args)),
    accountsAssign: (_: unknown, args: MutationAccountsAssignArgs, ctx: Ctx) => answer(() => assignAccounts(ctx, args)),
    accountArchive: (_: unknown, args: MutationAccountArchiveArgs, ctx: Ctx) => answer(() => archiveAccount(ctx, args)),
    accountRestore: (_: unknown, args: MutationAccountRestoreArgs, ctx: Ctx) => answer(() => restoreAccount(ctx, args)),
  },
  Account: {
    __resolveReference: ({ id }: { id: string }, ctx: Ctx) => accountById(ctx, id),
    owner: (account: AccountRow, _: unknown, ctx: Ctx) => account.ownerId && userById(ctx, account.ownerId),
    team: (account: AccountRow, _: unknown, ctx: Ctx) => teamOf(ctx, account.team),
    parent: (account: AccountRow, _: unknown, ctx: Ctx) => account.parentId && accountById(ctx, account.parentId),
    children: (account: AccountRow, _: unknown, ctx: Ctx) => childrenOf(ctx, account.id),
    meetingAddress: (account: AccountRow) => {
      const address = { line1: account.meetingLine1, postalCode: account.meetingPostalCode, city: account.meetingCity, country: account.country };
      return Object.values(address).some((part) => part !== null) ? address : null;
    },
    stage: (account: AccountRow) => (account.customerNumber === null ? "PROSPECT" : "CUSTOMER"),
    customer: (account: AccountRow) => account.customerNumber && { __typename: "Customer", number: account.customerNumber },
    contacts: (account: AccountRow, args: Page, ctx: Ctx) => pageOfMany(ctx, contactList, ofAccount("c.accountId"), account.id, { ...args, filter: { isArchived: { equals: false } } }),
    opportunities: (account: AccountRow, args: Page, ctx: Ctx) =>
      pageOfMany(ctx, opportunityList, ofAccount("o.accountId"), account.id, { ...args, orderBy: [{ field: "CLOSED_LAST", direction: "ASC" }, { field: "CREATED_AT", direction: "DESC" }] }),
    activities: (account: AccountRow, args: Page, ctx: Ctx) => pageOfMany(ctx, activityList, ofAccount("v.accountId"), account.id, { ...args, orderBy: [{ field: "HAPPENS_AT", direction: "DESC" }] }),
    quotes: (account: AccountRow, args: Page, ctx: Ctx) => pageOfMany(ctx, quoteList, ofAccount("q.accountId"), account.id, { ...args, filter: withoutSuperseded(null) }),
    timeline: (account: AccountRow, args: AccountTimelineArgs, ctx: Ctx) => timelineOf(ctx, account.id, args),
    nextStep: (account: AccountRow, _: unknown, ctx: Ctx) => nextStepOfAccount(ctx, account.id),
    lastTouchAt: (account: AccountRow, _: unknown, ctx: Ctx) => lastTouchAt(ctx, account.id),
    pipelineAmounts: (account: AccountRow, _: unknown, ctx: Ctx) => pipelineAmountsOf(ctx, account.id),
  },
  AccountSelection: {
    customerSet: async ({ filter }: Chosen, _: unknown, ctx: Ctx) => writeKeySet(keySetOf(await customerNumbersOf(ctx, filter)), { secret: ctx.seamSecret, subject: ctx.caller.subject, requestId: null, now: ctx.now }),
    count: ({ filter }: Chosen, _: unknown, ctx: Ctx) => countAccounts(ctx, filter),
  },
  AccountTotals: {
    count: ({ filter }: Chosen, _: unknown, ctx: Ctx) => countAccounts(ctx, filter),
    pipelineAmounts: ({ filter }: Chosen, _: unknown, ctx: Ctx) => pipelineTotals(ctx, filter),
  },
  Customer: {
    account: ({ number }: { number: string }, _: unknown, ctx: Ctx) => accountOfCustomer(ctx, number),
  },
  SalesOrder: {
    quote: ({ number }: { number: string }, _: unknown, ctx: Ctx) => quoteOfOrder(ctx, number),
    opportunity: async ({ number }: { number: string }, _: unknown, ctx: Ctx) => {
      const opportunityId = (await quoteOfOrder(ctx, number))?.opportunityId;
      return opportunityId ? opportunityById(ctx, opportunityId) : null;
    },
  },
  TimelineEntry: {
    activity: (entry: TimelineRow, _: unknown, ctx: Ctx) => entry.activityId && activityById(ctx, entry.activityId),
    opportunity: (entry: TimelineRow, _: unknown, ctx: Ctx) => entry.opportunityId && opportunityById(ctx, entry.opportunityId),
    quote: (entry: TimelineRow, _: unknown, ctx: Ctx) => entry.quoteId && quoteById(ctx, entry.quoteId),
  },
};
