import { Refused } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, meetsItsCallers, NOON, payloadOf, refusalOf, UNKNOWN_ID } from "../users/users.fixture.ts";
import { completedAt } from "./activities.rules.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const ACTIVITY = "id kind subject body status outcome dueAt completedAt durationMinutes isOverdue version createdAt account { name } opportunity { name } contact { name } owner { name }";
const CREATE = `mutation ($input: ActivityCreateInput!, $key: String) { activityCreate(input: $input, idempotencyKey: $key) { activity { ${ACTIVITY} } userErrors { code message path } } }`;
const UPDATE = `mutation ($id: ID!, $input: ActivityUpdateInput!, $version: Int!) { activityUpdate(id: $id, input: $input, expectedVersion: $version) { activity { ${ACTIVITY} } userErrors { code message path } } }`;
const COMPLETE = `mutation ($id: ID!, $input: ActivityCompleteInput!, $version: Int!) { activityComplete(id: $id, input: $input, expectedVersion: $version) { activity { ${ACTIVITY} } nextStep { ${ACTIVITY} } userErrors { code message path } } }`;
const REOPEN = `mutation ($id: ID!, $version: Int!) { activityReopen(id: $id, expectedVersion: $version) { activity { ${ACTIVITY} } userErrors { code message path } } }`;
const CANCEL = `mutation ($id: ID!, $version: Int!) { activityCancel(id: $id, expectedVersion: $version) { activity { ${ACTIVITY} } userErrors { code message path } } }`;
const actsOn = async (key: string) => (await crm.db.selectFrom("auditEntry").select(["act", "changes"]).where("entityKey", "=", key).orderBy("id").execute()).map(({ act, changes }) => [act, changes]);
const days = (n: number): string => new Date(NOON.getTime() + n * 86_400_000).toISOString();
const open = async (more: object = {}): Promise<string> => payloadOf(await crm.ask(CREATE, { input: { kind: "CALL", subject: "Ring back", accountId: crm.nordic, dueAt: days(1), ...more } })).activity.id;
const aContact = async (accountId: string, name: string): Promise<string> => (await crm.db.insertInto("contact").values({ accountId, name }).returning("id").executeTakeFirstOrThrow()).id;

describe("when an activity happened", () => {
  const at = (activity: Partial<Parameters<typeof completedAt>[0]>): Date | null => completedAt({ kind: "CALL", isCompleted: false, dueAt: null, outcome: null, ...activity }, NOON, ["input"]);
  it("is never for what is planned, now for what is logged, and its own time for what lies back", () => {
    const yesterday = new Date(days(-1));
    expect([at({ dueAt: yesterday }), at({ isCompleted: true }), at({ isCompleted: true, dueAt: yesterday }), at({ kind: "NOTE" })]).toEqual([null, NOON, yesterday, NOON]);
  });
  it("can't lie in the future, and what has not happened has no outcome", () => {
    expect(() => at({ isCompleted: true, dueAt: new Date(days(1)) })).toThrow(Refused);
    expect(() => at({ kind: "NOTE", dueAt: new Date(days(1)) })).toThrow("Make it a task");
    expect(() => at({ outcome: "Sold" })).toThrow("NOT_COMPLETED");
  });
});

describe("Mutation.activityCreate", () => {
  it("plans something with the opportunity's account", async () => {
    const opportunityId = await crm.opportunity(crm.nordic, "Terrace");
    const contactId = await aContact(crm.nordic, "Åse Ørsted");
    const { activity } = await meetsItsCallers(crm, { source: CREATE, permission: "activity:edit", variables: { input: { kind: "MEETING", subject: " Walk the square ", body: "Bring samples", opportunityId, contactId, dueAt: days(3), durationMinutes: 90 } } });
    expect(activity).toEqual({
      id: activity.id, kind: "MEETING", subject: "Walk the square", body: "Bring samples", status: "OPEN", outcome: null, dueAt: days(3), completedAt: null, durationMinutes: 90, isOverdue: false, version: 1, createdAt: NOON.toISOString(),
      account: { name: "Fjordby Kommune" }, opportunity: { name: "Terrace" }, contact: { name: "Åse Ørsted" }, owner: { name: "Ines Holm" },
    });
    expect(await actsOn(activity.id)).toEqual([["activityCreate", expect.objectContaining({ subject: [null, "Walk the square"] })]]);
    const page = (await crm.ask(`query ($id: ID!) { account(id: $id) { nextStep { subject } lastTouchAt } }`, { id: crm.nordic })).data.account;
    expect(page).toEqual({ nextStep: { subject: "Walk the square" }, lastTouchAt: null });
  });
  it("logs calls as completed at their time, and notes at once; a note is no touch", async () => {
    const account = await crm.account("Logged");
    const call = payloadOf(await crm.ask(CREATE, { input: { kind: "CALL", subject: "Spoke", accountId: account, isCompleted: true, dueAt: days(-2), outcome: "Interested" } })).activity;
    expect(call).toMatchObject({ status: "COMPLETED", completedAt: days(-2), outcome: "Interested" });
    expect(payloadOf(await crm.ask(CREATE, { input: { kind: "NOTE", subject: "Mind the dog", accountId: account } })).activity).toMatchObject({ status: "COMPLETED", completedAt: NOON.toISOString() });
    expect((await crm.ask(`query ($id: ID!) { account(id: $id) { lastTouchAt nextStep { id } } }`, { id: account })).data.account).toEqual({ lastTouchAt: days(-2), nextStep: null });
  });
  it("finds the account by the contact", async () => {
    const contactId = await aContact(crm.nordic, "Only Contact");
    expect(payloadOf(await crm.ask(CREATE, { input: { kind: "CALL", subject: "Ring", contactId } })).activity.account).toEqual({ name: "Fjordby Kommune" });
  });
  it("keeps what is without an account to its owner and the owner's team", async () => {
    const id = payloadOf(await crm.ask(CREATE, { input: { kind: "TASK", subject: "Tidy the showroom" } })).activity.id;
    const seen = async (who: "ines" | "joel" | "camille" | "rosa"): Promise<boolean> => (await crm.ask(`query ($id: ID!) { activity(id: $id) { id } }`, { id }, who)).data.activity !== null;
    expect([await seen("ines"), await seen("joel"), await seen("camille"), await seen("rosa")]).toEqual([true, true, false, true]);
    expect(await refusalOf(crm, CREATE, { input: { kind: "TASK", subject: "Whose?" } }, "accountant")).toEqual(["OWNER_NEEDED input.ownerId"]);
    expect(await refusalOf(crm, CREATE, { input: { kind: "TASK", subject: "For you", ownerId: crm.users["Camille Moreau"] } })).toEqual(["OWNER_IN_OTHER_TEAM input.ownerId"]);
    const rosas = payloadOf(await crm.ask(CREATE, { input: { kind: "TASK", subject: "Rosa's own" } }, "rosa"));
    expect(rosas.activity.owner).toEqual({ name: "Rosa Castellan" });
  });
  it("refuses what is wrong or does not belong together", async () => {
    const create = (input: object): Promise<string[]> => refusalOf(crm, CREATE, { input: { kind: "CALL", subject: "A", accountId: crm.nordic, ...input } });
    const opportunityId = await crm.opportunity(await crm.account("Elsewhere"), "Else");
    expect(await create({ subject: " ", body: "x".repeat(20_001), dueAt: "1066-10-14T09:00:00Z", durationMinutes: 1441 })).toEqual(["EMPTY input.subject", "TOO_LONG input.body", "ABSURD_DATE input.dueAt", "OUT_OF_RANGE input.durationMinutes"]);
    expect(await create({ opportunityId })).toEqual(["OPPORTUNITY_OF_OTHER_ACCOUNT input.accountId"]);
    expect(await create({ contactId: await aContact(crm.south, "Sud") })).toEqual(["NOT_FOUND input.contactId"]);
    expect(await create({ accountId: crm.south })).toEqual(["NOT_FOUND input.accountId"]);
    expect(await create({ accountId: null, opportunityId: UNKNOWN_ID })).toEqual(["NOT_FOUND input.opportunityId"]);
    expect(await create({ ownerId: crm.users["Gone Away"] })).toEqual(["USER_INACTIVE input.ownerId"]);
    expect(await create({ isCompleted: true, dueAt: days(1) })).toEqual(["NOT_YET_HAPPENED input.dueAt"]);
    expect(await create({ outcome: "Sold" })).toEqual(["NOT_COMPLETED input.outcome"]);
  });
  it("makes it once for the same key", async () => {
    const input = { kind: "CALL", subject: "Keyed", accountId: crm.nordic, dueAt: days(2) };
    const [first, again] = [payloadOf(await crm.ask(CREATE, { input, key: "a1" })), payloadOf(await crm.ask(CREATE, { input, key: "a1" }))];
    expect(again.activity.id).toBe(first.activity.id);
    expect(await refusalOf(crm, CREATE, { input: { ...input, dueAt: days(3) }, key: "a1" })).toEqual(["IDEMPOTENCY_KEY_REUSED idempotencyKey"]);
  });
});

describe("Mutation.activityUpdate", () => {
  it("changes an open activity", async () => {
    const id = await open();
    const { activity } = await meetsItsCallers(crm, { source: UPDATE, permission: "activity:edit", variables: { id, version: 1, input: { subject: "Ring sooner", dueAt: days(-1), ownerId: crm.users["Joel Åkesson"] } } });
    expect(activity).toMatchObject({ subject: "Ring sooner", dueAt: days(-1), isOverdue: true, owner: { name: "Joel Åkesson" }, version: 2 });
    expect((await actsOn(id)).at(-1)).toEqual(["activityUpdate", { subject: ["Ring back", "Ring sooner"], dueAt: [days(1), days(-1)], ownerId: [crm.users["Ines Holm"], crm.users["Joel Åkesson"]] }]);
  });
  it("changes the words of a note, but of nothing else that is over", async () => {
    const note = payloadOf(await crm.ask(CREATE, { input: { kind: "NOTE", subject: "Tpyo", accountId: crm.nordic } })).activity.id;
    expect(payloadOf(await crm.ask(UPDATE, { id: note, version: 1, input: { subject: "Typo" } })).activity.subject).toBe("Typo");
    expect(await refusalOf(crm, UPDATE, { id: note, version: 2, input: { dueAt: days(1) } })).toEqual(["NOT_YET_HAPPENED input.dueAt"]);
    const id = await open();
    await crm.ask(CANCEL, { id, version: 1 });
    expect(await refusalOf(crm, UPDATE, { id, version: 2, input: { subject: "X" } })).toEqual(["ACTIVITY_CLOSED id"]);
  });
  it("refuses stale versions and hides what is not the caller's", async () => {
    const id = await open();
    expect(await refusalOf(crm, UPDATE, { id, version: 5, input: { subject: "X" } })).toEqual(["STALE_VERSION expectedVersion"]);
    const alone = payloadOf(await crm.ask(CREATE, { input: { kind: "TASK", subject: "Alone" } })).activity.id;
    expect(await refusalOf(crm, UPDATE, { id: alone, version: 1, input: { ownerId: null } })).toEqual(["OWNER_NEEDED input.ownerId"]);
    expect(await refusalOf(crm, UPDATE, { id: alone, version: 1, input: { contactId: await aContact(crm.nordic, "X") } })).toEqual(["CONTACT_OF_OTHER_ACCOUNT input.contactId"]);
  });
});

describe("Mutation.activityComplete", () => {
  it("completes with outcome and opens the next step with the same people, in one act", async () => {
    const opportunityId = await crm.opportunity(crm.nordic, "Steps");
    const id = await open({ accountId: null, opportunityId, contactId: await aContact(crm.nordic, "Bodil Skov") });
    const done = await meetsItsCallers(crm, { source: COMPLETE, permission: "activity:edit", variables: { id, version: 1, input: { outcome: "Wants a drawing", nextStep: { kind: "TASK", subject: "Draw it", dueAt: days(7) } } } });
    expect(done.activity).toMatchObject({ status: "COMPLETED", outcome: "Wants a drawing", completedAt: NOON.toISOString(), version: 2 });
    expect(done.nextStep).toMatchObject({ kind: "TASK", subject: "Draw it", status: "OPEN", account: { name: "Fjordby Kommune" }, opportunity: { name: "Steps" }, contact: { name: "Bodil Skov" }, owner: { name: "Ines Holm" } });
    expect((await actsOn(id)).at(-1)).toEqual(["activityComplete", { status: ["OPEN", "COMPLETED"], completedAt: [null, NOON.toISOString()], outcome: [null, "Wants a drawing"] }]);
  });
  it("completes nothing when the next step can't be", async () => {
    const id = await open();
    expect(await refusalOf(crm, COMPLETE, { id, version: 1, input: { nextStep: { kind: "CALL", subject: "", durationMinutes: -1 } } })).toEqual(["EMPTY input.nextStep.subject", "OUT_OF_RANGE input.nextStep.durationMinutes"]);
    expect(await refusalOf(crm, COMPLETE, { id, version: 1, input: { nextStep: { kind: "CALL", subject: "There", accountId: crm.south } } })).toEqual(["NOT_FOUND input.nextStep.accountId"]);
  });
  it("leaves somebody who was put away out of the next step", async () => {
    const contactId = await aContact(crm.nordic, "Left Us");
    const id = await open({ contactId });
    await crm.db.updateTable("contact").set({ isArchived: true }).where("id", "=", contactId).execute();
    expect(payloadOf(await crm.ask(COMPLETE, { id, version: 1, input: { nextStep: { kind: "CALL", subject: "Find out who follows" } } })).nextStep).toMatchObject({ contact: null, account: { name: "Fjordby Kommune" } });
  });
  it("completes once when two do it at the same time", async () => {
    const id = await open();
    const answers = await Promise.all([1, 2].map(() => crm.ask(COMPLETE, { id, version: 1, input: { nextStep: { kind: "CALL", subject: "Twice?" } } })));
    expect(answers.map((answer) => payloadOf(answer).userErrors[0]?.code ?? "done").sort()).toEqual(["STALE_VERSION", "done"]);
    expect(await crm.db.selectFrom("activity").select("id").where("subject", "=", "Twice?").execute()).toHaveLength(1);
  });
});

describe("Mutation.activityCancel and activityReopen", () => {
  it("calls off and opens again", async () => {
    const id = await open();
    expect((await meetsItsCallers(crm, { source: CANCEL, permission: "activity:edit", variables: { id, version: 1 } })).activity).toMatchObject({ status: "CANCELLED", version: 2 });
    expect((await meetsItsCallers(crm, { source: REOPEN, permission: "activity:edit", variables: { id, version: 2 } })).activity).toMatchObject({ status: "OPEN", version: 3 });
    expect(await refusalOf(crm, REOPEN, { id, version: 3 })).toEqual(["ALREADY_OPEN id"]);
    await crm.ask(COMPLETE, { id, version: 3, input: { outcome: "Done" } });
    expect(payloadOf(await crm.ask(REOPEN, { id, version: 4 })).activity).toMatchObject({ status: "OPEN", outcome: null, completedAt: null });
    const note = payloadOf(await crm.ask(CREATE, { input: { kind: "NOTE", subject: "A note", accountId: crm.nordic } })).activity.id;
    expect(await refusalOf(crm, REOPEN, { id: note, version: 1 })).toEqual(["NOTE_STAYS id"]);
    expect(await refusalOf(crm, CANCEL, { id: note, version: 1 })).toEqual(["ACTIVITY_CLOSED id"]);
  });
});

describe("Query.activities", () => {
  it("lists my open ones by due time, what has none last, and pages through", async () => {
    const account = await crm.account("Agenda");
    for (const [subject, dueAt] of [["Third", days(3)], ["First", days(-1)], ["Someday", null], ["Second", days(1)]] as const) await crm.ask(CREATE, { input: { kind: "TASK", subject, accountId: account, ...(dueAt && { dueAt }) } }, "joel");
    const LIST = `query ($filter: ActivityFilter, $after: String) { activities(filter: $filter, first: 3, after: $after) { nodes { subject isOverdue } totalCount pageInfo { endCursor hasNextPage } } }`;
    const filter = { accountId: { equals: account }, ownerId: { equals: crm.users["Joel Åkesson"] }, status: { equals: "OPEN" } };
    const first = (await crm.ask(LIST, { filter })).data.activities;
    expect(first).toMatchObject({ nodes: [{ subject: "First", isOverdue: true }, { subject: "Second", isOverdue: false }, { subject: "Third" }], totalCount: 4, pageInfo: { hasNextPage: true } });
    expect((await crm.ask(LIST, { filter, after: first.pageInfo.endCursor })).data.activities).toMatchObject({ nodes: [{ subject: "Someday" }], pageInfo: { hasNextPage: false } });
    expect((await crm.ask(LIST, { filter }, "camille")).data.activities.totalCount).toBe(0);
  });
});
