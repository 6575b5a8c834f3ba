import { act, audit, checkVersion, differences, isUuid, notFound, refuse } from "@homefield/kit";
import { sql } from "kysely";
import { livingAccount } from "../accounts/accounts.module.ts";
import { contactOfAccount } from "../contacts/contacts.module.ts";
import { type CrmContext, onVisibleAccount, seesTeam, type Tx } from "../context.ts";
import type {
  ActivityCreateInput, MutationActivityCancelArgs, MutationActivityCompleteArgs, MutationActivityCreateArgs, MutationActivityReopenArgs, MutationActivityUpdateArgs,
} from "../generated/graphql.ts";
import { visibleOpportunity } from "../opportunities/opportunities.module.ts";
import { type UserRow, viewerOf, workingUser } from "../users/users.module.ts";
import { activityById, type ActivityRow, onVisibleActivity } from "./activities.module.ts";
import { completedAt, factsOf, outcomeOf } from "./activities.rules.ts";

type Answer = { activity: ActivityRow | null };
type Pointers = Pick<ActivityRow, "accountId" | "opportunityId" | "contactId">;

export async function createActivity(ctx: CrmContext, args: MutationActivityCreateArgs): Promise<Answer> {
  const viewer = await viewerOf(ctx);
  const id = await act(ctx, { name: "activityCreate", idempotencyKey: args.idempotencyKey, body: args.input }, (tx) => insertActivity(tx, ctx, args.input, viewer, ["input"]));
  return { activity: await activityById(ctx, id) };
}
/** Outcome and next step in one act: whoever closes one thing opens the next, or neither. */
export async function completeActivity(ctx: CrmContext, args: MutationActivityCompleteArgs): Promise<Answer & { nextStep: ActivityRow | null }> {
  const outcome = outcomeOf(args.input.outcome, ["input", "outcome"]);
  const viewer = await viewerOf(ctx);
  const nextId = await act(ctx, { name: "activityComplete" }, async (tx) => {
    const activity = await openActivity(tx, ctx, args);
    await changeActivity(tx, ctx, activity, "activityComplete", { status: "COMPLETED", completedAt: ctx.now, outcome });
    const { nextStep } = args.input;
    return nextStep ? insertActivity(tx, ctx, await continued(tx, activity, nextStep), viewer, ["input", "nextStep"]) : null;
  });
  return { activity: await activityById(ctx, args.id), nextStep: nextId === null ? null : await activityById(ctx, nextId) };
}
export async function updateActivity(ctx: CrmContext, args: MutationActivityUpdateArgs): Promise<Answer> {
  const { input } = args;
  const facts = factsOf(input, ctx.today, ["input"]);
  const viewer = await viewerOf(ctx);
  await act(ctx, { name: "activityUpdate" }, async (tx) => {
    const activity = await lockedActivity(tx, ctx, args);
    const isNote = activity.kind === "NOTE";
    if (activity.status !== "OPEN" && !isNote) refuseClosed(activity);
    const change: Partial<ActivityRow> = { ...facts };
    if (isNote && change.dueAt) refuse("NOT_YET_HAPPENED", "A note can't be due. Make a task instead.", ["input", "dueAt"]);
    if (input.ownerId !== undefined) change.ownerId = input.ownerId === null ? null : (await workingUser(tx, input.ownerId, ["input", "ownerId"])).id;
    if (input.contactId !== undefined) {
      if (input.contactId !== null && activity.accountId === null) refuse("CONTACT_OF_OTHER_ACCOUNT", "This activity is with no account, so it can't be with a contact of one. Make a new activity with the contact.", ["input", "contactId"]);
      change.contactId = input.contactId === null ? null : (await contactOfAccount(tx, ctx, input.contactId, activity.accountId!, ["input", "contactId"])).id;
    }
    await assertStaysVisible(tx, ctx, { accountId: activity.accountId, ownerId: change.ownerId === undefined ? activity.ownerId : change.ownerId }, viewer, ["input"]);
    await changeActivity(tx, ctx, activity, "activityUpdate", change);
  });
  return { activity: await activityById(ctx, args.id) };
}
export async function reopenActivity(ctx: CrmContext, args: MutationActivityReopenArgs): Promise<Answer> {
  await act(ctx, { name: "activityReopen" }, async (tx) => {
    const activity = await lockedActivity(tx, ctx, args);
    if (activity.status === "OPEN") refuse("ALREADY_OPEN", `"${activity.subject}" is open already. Nothing needs to be done.`, ["id"]);
    if (activity.kind === "NOTE") refuse("NOTE_STAYS", "A note is never to be done, so it can't be opened. Make a task instead.", ["id"]);
    if (activity.accountId) await livingAccount(tx, ctx, activity.accountId, ["id"]);
    await changeActivity(tx, ctx, activity, "activityReopen", { status: "OPEN", completedAt: null, outcome: null });
  });
  return { activity: await activityById(ctx, args.id) };
}
export async function cancelActivity(ctx: CrmContext, args: MutationActivityCancelArgs): Promise<Answer> {
  await act(ctx, { name: "activityCancel" }, async (tx) => {
    await changeActivity(tx, ctx, await openActivity(tx, ctx, args), "activityCancel", { status: "CANCELLED" });
  });
  return { activity: await activityById(ctx, args.id) };
}

async function insertActivity(tx: Tx, ctx: CrmContext, input: ActivityCreateInput, viewer: UserRow | null, path: readonly string[]): Promise<string> {
  const facts = factsOf(input, ctx.today, path);
  const outcome = outcomeOf(input.outcome, [...path, "outcome"]);
  const happened = completedAt({ kind: input.kind, isCompleted: input.isCompleted ?? false, dueAt: facts.dueAt ?? null, outcome }, ctx.now, path);
  const pointers = await pointersOf(tx, ctx, input, path);
  const ownerId = input.ownerId === undefined ? (viewer?.id ?? null) : input.ownerId === null ? null : (await workingUser(tx, input.ownerId, [...path, "ownerId"])).id;
  await assertStaysVisible(tx, ctx, { accountId: pointers.accountId, ownerId }, viewer, path);
  const made = { kind: input.kind, ...facts, subject: facts.subject!, ...pointers, ownerId, outcome, status: happened ? "COMPLETED" : "OPEN", completedAt: happened };
  const { id } = await tx.insertInto("activity").values({ ...made, createdAt: ctx.now, createdBy: ctx.caller.name }).returning("id").executeTakeFirstOrThrow();
  await audit(tx, ctx, { act: "activityCreate", entity: "Activity", key: id, changes: differences({}, made) });
  return id;
}
/** With whom and for what: an opportunity decides the account, and so does a contact. */
async function pointersOf(tx: Tx, ctx: CrmContext, input: ActivityCreateInput, path: readonly string[]): Promise<Pointers> {
  const opportunity = input.opportunityId == null ? null : await visibleOpportunity(tx, ctx, input.opportunityId, [...path, "opportunityId"]);
  const accountId = opportunity?.accountId ?? input.accountId ?? (input.contactId == null ? null : await accountOfContact(tx, ctx, input.contactId, [...path, "contactId"]));
  if (opportunity && input.accountId != null && input.accountId.toLowerCase() !== opportunity.accountId) {
    refuse("OPPORTUNITY_OF_OTHER_ACCOUNT", `"${opportunity.name}" belongs to another account. Leave the account out, or choose one of its opportunities.`, [...path, "accountId"]);
  }
  if (accountId === null) return { accountId: null, opportunityId: null, contactId: null };
  const account = await livingAccount(tx, ctx, accountId, [...path, input.accountId == null ? (opportunity ? "opportunityId" : "contactId") : "accountId"]);
  const contact = input.contactId == null ? null : await contactOfAccount(tx, ctx, input.contactId, account.id, [...path, "contactId"]);
  return { accountId: account.id, opportunityId: opportunity?.id ?? null, contactId: contact?.id ?? null };
}
async function accountOfContact(tx: Tx, ctx: CrmContext, contactId: string, path: string[]): Promise<string> {
  const contact = isUuid(contactId) ? await tx.selectFrom("contact").select("accountId").where("id", "=", contactId).where(onVisibleAccount(ctx, sql`contact.account_id`)).executeTakeFirst() : undefined;
  return contact?.accountId ?? notFound("contact", contactId, path);
}
/** Without an account it is seen through its owner: it needs one, and one of a team the caller sees. */
async function assertStaysVisible(tx: Tx, ctx: CrmContext, activity: { accountId: string | null; ownerId: string | null }, viewer: UserRow | null, path: readonly string[]): Promise<void> {
  if (activity.accountId !== null) return;
  if (activity.ownerId === null) refuse("OWNER_NEEDED", "Nobody would see this activity: it has neither an account nor an owner. Give one of them.", [...path, "ownerId"]);
  const owner = await tx.selectFrom("crmUser").select(["name", "team"]).where("id", "=", activity.ownerId).executeTakeFirstOrThrow();
  if (activity.ownerId !== viewer?.id && !seesTeam(ctx, owner.team)) {
    refuse("OWNER_IN_OTHER_TEAM", `${owner.name} is not of your team, so you would not see this activity again. Give it an account, or choose somebody of your team.`, [...path, "ownerId"]);
  }
}
/** The next step goes on with the same account, opportunity and contact unless it names others. */
async function continued(tx: Tx, activity: ActivityRow, next: ActivityCreateInput): Promise<ActivityCreateInput> {
  if (next.accountId !== undefined || next.opportunityId !== undefined || next.contactId !== undefined) return next;
  // Somebody who left there meanwhile is not taken along.
  const contact = activity.contactId === null ? null : await tx.selectFrom("contact").select("id").where("id", "=", activity.contactId).where("accountId", "=", activity.accountId).where("isArchived", "=", false).executeTakeFirst();
  return { ...next, accountId: activity.accountId, opportunityId: activity.opportunityId, contactId: contact?.id ?? null };
}

/** Inside an act: the activity, locked, at the version the caller saw. Unknown and not yours look alike. */
async function lockedActivity(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion: number }): Promise<ActivityRow> {
  const activity = isUuid(args.id) ? await tx.selectFrom("activity").selectAll().where("id", "=", args.id).where(onVisibleActivity(ctx, "activity")).forNoKeyUpdate().executeTakeFirst() : undefined;
  if (!activity) return notFound("activity", args.id, ["id"]);
  checkVersion(activity, args.expectedVersion, "activity");
  return activity;
}
async function openActivity(tx: Tx, ctx: CrmContext, args: { id: string; expectedVersion: number }): Promise<ActivityRow> {
  const activity = await lockedActivity(tx, ctx, args);
  return activity.status === "OPEN" ? activity : refuseClosed(activity);
}
const refuseClosed = (activity: ActivityRow): never => refuse("ACTIVITY_CLOSED", `"${activity.subject}" is ${activity.status.toLowerCase()}. Open it again first.`, ["id"]);

async function changeActivity(tx: Tx, ctx: CrmContext, activity: ActivityRow, name: string, change: Partial<ActivityRow>): Promise<void> {
  const changes = differences(activity, change);
  if (Object.keys(changes).length === 0) return;
  await tx.updateTable("activity").set({ ...change, version: activity.version + 1 }).where("id", "=", activity.id).execute();
  await audit(tx, ctx, { act: name, entity: "Activity", key: activity.id, changes });
}
