import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, aPipeline, type Crm, meetsItsCallers, NOON, payloadOf, refusalOf, UNKNOWN_ID } from "../users/users.fixture.ts";
import { winOpportunity } from "./opportunities.module.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const FIELDS = `opportunity { id name account { name } contact { name } owner { name } pipeline { name } stage { name } amount { amount currency } weightedAmount { amount currency } closeDate status lostReason { code name } closedNote closedAt stageSince
  quietDays nextStep { subject } lines { lineNumber item { __typename number } quantity } stageHistory { fromStage { name } toStage { name } status changedBy changedAt } version } userErrors { code message path }`;
const CREATE = `mutation ($input: OpportunityCreateInput!, $key: String) { opportunityCreate(input: $input, idempotencyKey: $key) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: OpportunityUpdateInput!, $version: Int!) { opportunityUpdate(id: $id, input: $input, expectedVersion: $version) { ${FIELDS} } }`;
const MOVE = `mutation ($id: ID!, $stageId: ID!, $version: Int!) { opportunityMove(id: $id, stageId: $stageId, expectedVersion: $version) { ${FIELDS} } }`;
const WIN = `mutation ($id: ID!, $note: String, $version: Int!) { opportunityWin(id: $id, note: $note, expectedVersion: $version) { ${FIELDS} } }`;
const LOSE = `mutation ($id: ID!, $reason: ID!, $note: String, $version: Int!) { opportunityLose(id: $id, reason: $reason, note: $note, expectedVersion: $version) { ${FIELDS} } }`;
const REOPEN = `mutation ($id: ID!, $version: Int!) { opportunityReopen(id: $id, expectedVersion: $version) { ${FIELDS} } }`;
const actsOn = async (key: string) => (await crm.db.selectFrom("auditEntry").select(["act", "changes"]).where("entityKey", "=", key).orderBy("id").execute()).map(({ act, changes }) => [act, changes]);
/** A signed quote, as the quotes module leaves it. */
async function signed(accountId: string, opportunityId: string, number: string): Promise<void> {
  const { id } = await crm.db.insertInto("quote").values({ number, accountId, opportunityId, sellingEntity: "NHDK", currency: "DKK", status: "SENT", sentAt: NOON, validUntil: "2026-12-20", contentHash: "hash" }).returning("id").executeTakeFirstOrThrow();
  await crm.db.insertInto("signature").values({ quoteId: id, signerName: "A", signerEmail: "a@example.com", recordedBy: "user:ines", contentHash: "hash" }).execute();
  await crm.db.updateTable("quote").set({ status: "SIGNED" }).where("id", "=", id).execute();
}

describe("Mutation.opportunityCreate", () => {
  it("starts in the first stage of the first pipeline, in the team's currency, with the caller", async () => {
    const { opportunity } = await meetsItsCallers(crm, { source: CREATE, permission: "opportunity:edit", variables: { input: { accountId: crm.nordic, name: " Town square ", amount: "125000.5", closeDate: "2027-02-01", lines: [{ itemNumber: "BEN-100", quantity: "12" }, { itemNumber: "LNG-210", quantity: "0.5" }] } } });
    expect(opportunity).toEqual({
      id: opportunity.id, name: "Town square", account: { name: "Fjordby Kommune" }, contact: null, owner: { name: "Ines Holm" }, pipeline: { name: "Direct" }, stage: { name: "Qualify" }, amount: { amount: "125000.50", currency: "DKK" }, weightedAmount: { amount: "12500.05", currency: "DKK" },
      closeDate: "2027-02-01", status: "OPEN", lostReason: null, closedNote: null, closedAt: null, stageSince: NOON.toISOString(), quietDays: null, nextStep: null, version: 1,
      lines: [{ lineNumber: 1, item: { __typename: "Item", number: "BEN-100" }, quantity: "12" }, { lineNumber: 2, item: { __typename: "Item", number: "LNG-210" }, quantity: "0.5" }],
      stageHistory: [{ fromStage: null, toStage: { name: "Qualify" }, status: "OPEN", changedBy: "Ines Holm", changedAt: NOON.toISOString() }],
    });
    expect(await actsOn(opportunity.id)).toEqual([["opportunityCreate", expect.objectContaining({ amount: [null, "125000.5"], lines: [null, ["12 × BEN-100", "0.5 × LNG-210"]] })]]);
  });
  it("makes it once for the same key", async () => {
    const input = { accountId: crm.nordic, name: "Once" };
    const answers = await Promise.all([1, 2, 3, 4].map(() => crm.ask(CREATE, { input, key: "o1" })));
    expect(new Set(answers.map((answer) => payloadOf(answer).opportunity.id)).size).toBe(1);
    expect(await crm.db.selectFrom("opportunity").select("id").where("name", "=", "Once").execute()).toHaveLength(1);
  });
  it("refuses what does not fit together, and writes nothing", async () => {
    const other = await aPipeline(crm.db, "Partners", [["Meet", 20]]);
    const contact = await crm.db.insertInto("contact").values({ accountId: await crm.account("Elsewhere"), name: "Else Where" }).returning("id").executeTakeFirstOrThrow();
    const create = (input: object): Promise<string[]> => refusalOf(crm, CREATE, { input: { accountId: crm.nordic, name: "A", ...input } });
    expect(await create({ stageId: other.stages[0], pipelineId: crm.pipeline.id })).toEqual(["STAGE_OF_OTHER_PIPELINE input.stageId"]);
    expect(await create({ stageId: UNKNOWN_ID })).toEqual(["NOT_FOUND input.stageId"]);
    expect(await create({ pipelineId: "x" })).toEqual(["NOT_FOUND input.pipelineId"]);
    expect(await create({ contactId: contact.id })).toEqual(["CONTACT_OF_OTHER_ACCOUNT input.contactId"]);
    expect(await create({ ownerId: crm.users["Gone Away"] })).toEqual(["USER_INACTIVE input.ownerId"]);
    expect(await create({ amount: "1.005" })).toEqual(["TOO_MANY_DECIMALS input.amount"]);
    expect(await create({ amount: "10.5", currency: "JPY" })).toEqual(["TOO_MANY_DECIMALS input.amount"]);
    expect(await create({ amount: "-1", name: "" })).toEqual(["EMPTY input.name", "NEGATIVE input.amount"]);
    expect(await create({ accountId: crm.south })).toEqual(["NOT_FOUND input.accountId"]);
    expect(payloadOf(await crm.ask(CREATE, { input: { accountId: crm.nordic, name: "By stage", stageId: other.stages[0] } })).opportunity.pipeline).toEqual({ name: "Partners" });
  });
});

describe("Mutation.opportunityUpdate", () => {
  it("changes what is given, replaces lines as a whole, and writes down old and new", async () => {
    const id = await crm.opportunity(crm.nordic);
    await crm.ask(UPDATE, { id, version: 1, input: { lines: [{ itemNumber: "A", quantity: "1" }] } });
    const { opportunity } = await meetsItsCallers(crm, { source: UPDATE, permission: "opportunity:edit", variables: { id, version: 2, input: { amount: "60000", currency: "EUR", lines: [{ itemNumber: "B", quantity: "2" }] } } });
    expect(opportunity).toMatchObject({ name: "Town square", amount: { amount: "60000.00", currency: "EUR" }, lines: [{ item: { number: "B" }, quantity: "2" }], version: 3 });
    expect((await actsOn(id)).at(-1)).toEqual(["opportunityUpdate", { amount: ["50000", "60000"], currency: ["DKK", "EUR"], lines: [["1 × A"], ["2 × B"]] }]);
    expect(payloadOf(await crm.ask(UPDATE, { id, version: 3, input: { amount: "60000.00", lines: [{ itemNumber: "B", quantity: "2.0" }] } })).opportunity.version).toBe(3);
  });
  it("refuses stale versions, closed ones and amounts the currency can't hold", async () => {
    const id = await crm.opportunity(crm.nordic, "Deal", { amount: "100.25" });
    expect(await refusalOf(crm, UPDATE, { id, version: 9, input: { name: "X" } })).toEqual(["STALE_VERSION expectedVersion"]);
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { currency: "JPY" } })).toEqual(["TOO_MANY_DECIMALS input.amount"]);
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { currency: null } })).toEqual(["EMPTY input.currency"]);
    await crm.ask(WIN, { id, version: 1 });
    expect(await refusalOf(crm, UPDATE, { id, version: 2, input: { name: "X" } })).toEqual(["OPPORTUNITY_CLOSED id"]);
  });
});

describe("Mutation.opportunityMove", () => {
  it("moves to a stage of the same pipeline and starts its time there", async () => {
    const id = await crm.opportunity(crm.nordic);
    const { opportunity } = await meetsItsCallers(crm, { source: MOVE, permission: "opportunity:edit", variables: { id, stageId: crm.pipeline.stages[2], version: 1 } });
    expect(opportunity).toMatchObject({ stage: { name: "Negotiate" }, weightedAmount: { amount: "40000.00" }, version: 2 });
    expect(opportunity.stageHistory.at(-1)).toMatchObject({ fromStage: { name: "Qualify" }, toStage: { name: "Negotiate" }, status: "OPEN" });
    expect(payloadOf(await crm.ask(MOVE, { id, stageId: crm.pipeline.stages[2], version: 2 })).opportunity.version).toBe(2);
    expect(await actsOn(id)).toEqual([["opportunityMove", { stageId: [crm.pipeline.stages[0], crm.pipeline.stages[2]] }]]);
  });
  it("refuses stages of other pipelines, unknown ones and the second of two who move at once", async () => {
    const id = await crm.opportunity(crm.nordic);
    const other = await aPipeline(crm.db, "Tenders", [["Read", 5]]);
    expect(await refusalOf(crm, MOVE, { id, stageId: other.stages[0], version: 1 })).toEqual(["STAGE_OF_OTHER_PIPELINE stageId"]);
    expect(await refusalOf(crm, MOVE, { id, stageId: "x", version: 1 })).toEqual(["NOT_FOUND stageId"]);
    const answers = await Promise.all([1, 2].map((stage) => crm.ask(MOVE, { id, stageId: crm.pipeline.stages[stage], version: 1 })));
    expect(answers.flatMap((answer) => payloadOf(answer).userErrors.map((error: { code: string }) => error.code))).toEqual(["STALE_VERSION"]);
  });
});

describe("Mutation.opportunityWin, opportunityLose and opportunityReopen", () => {
  it("wins with a note", async () => {
    const id = await crm.opportunity(crm.nordic);
    const { opportunity } = await meetsItsCallers(crm, { source: WIN, permission: "opportunity:edit", variables: { id, note: " Signed on the spot ", version: 1 } });
    expect(opportunity).toMatchObject({ status: "WON", closedNote: "Signed on the spot", closedAt: NOON.toISOString(), stage: { name: "Qualify" }, weightedAmount: { amount: "50000.00" }, version: 2 });
    expect(await refusalOf(crm, WIN, { id, version: 2 })).toEqual(["OPPORTUNITY_CLOSED id"]);
  });
  it("loses for a reason of the list", async () => {
    const id = await crm.opportunity(crm.nordic);
    expect(await refusalOf(crm, LOSE, { id, reason: "BAD_WEATHER", version: 1 })).toEqual(["UNKNOWN_LOST_REASON reason"]);
    expect(await refusalOf(crm, LOSE, { id, reason: "PRICE", note: "x".repeat(2001), version: 1 })).toEqual(["TOO_LONG note"]);
    const { opportunity } = await meetsItsCallers(crm, { source: LOSE, permission: "opportunity:edit", variables: { id, reason: "PRICE", version: 1 } });
    expect(opportunity).toMatchObject({ status: "LOST", lostReason: { code: "PRICE", name: "Too expensive" }, weightedAmount: { amount: "0.00" } });
  });
  it("opens again in the stage it left, and remembers all of it", async () => {
    const id = await crm.opportunity(crm.nordic);
    await crm.ask(LOSE, { id, reason: "SILENCE", version: 1 });
    const { opportunity } = await meetsItsCallers(crm, { source: REOPEN, permission: "opportunity:edit", variables: { id, version: 2 } });
    expect(opportunity).toMatchObject({ status: "OPEN", lostReason: null, closedAt: null, stage: { name: "Qualify" }, version: 3 });
    expect(opportunity.stageHistory.map((change: { status: string }) => change.status)).toEqual(["LOST", "OPEN"]);
    expect(await refusalOf(crm, REOPEN, { id, version: 3 })).toEqual(["ALREADY_OPEN id"]);
    expect((await actsOn(id)).map(([act]) => act)).toEqual(["opportunityLose", "opportunityReopen"]);
  });
  it("neither loses nor reopens what is signed", async () => {
    const [open, won] = [await crm.opportunity(crm.nordic), await crm.opportunity(crm.nordic)];
    await signed(crm.nordic, open, "Q-501");
    await signed(crm.nordic, won, "Q-502");
    await crm.ask(WIN, { id: won, version: 1 });
    expect(await refusalOf(crm, LOSE, { id: open, reason: "PRICE", version: 1 })).toEqual(["QUOTE_SIGNED id"]);
    expect(await refusalOf(crm, REOPEN, { id: won, version: 2 })).toEqual(["QUOTE_SIGNED id"]);
  });
  it("is won by a signature, whether open or given up before, and only once", async () => {
    const [open, lost] = [await crm.opportunity(crm.nordic), await crm.opportunity(crm.nordic)];
    await crm.ask(LOSE, { id: lost, reason: "PRICE", version: 1 });
    const ctx = crm.context();
    for (const id of [open, lost, open]) await crm.db.transaction().execute((tx) => winOpportunity(tx, ctx, id));
    const rows = await crm.db.selectFrom("opportunity").select(["status", "lostReason", "version"]).where("id", "in", [open, lost]).orderBy("version").execute();
    expect(rows).toEqual([{ status: "WON", lostReason: null, version: 2 }, { status: "WON", lostReason: null, version: 3 }]);
  });
});

describe("Query.opportunities", () => {
  it("finds open deals without next step, and quiet ones", async () => {
    const account = await crm.account("Pipeline");
    const days = (n: number): Date => new Date(NOON.getTime() - n * 86_400_000);
    const [quiet, planned, moved] = [await crm.opportunity(account, "Quiet", { stageSince: days(40), createdAt: days(40) }), await crm.opportunity(account, "Planned", { createdAt: days(10) }), await crm.opportunity(account, "Moved", { stageSince: days(40), createdAt: days(5) })];
    await crm.ask(`mutation ($o: ID!) { activityCreate(input: { kind: CALL, subject: "Later", opportunityId: $o, dueAt: "2026-12-01T09:00:00Z" }) { userErrors { code } } }`, { o: planned });
    await crm.ask(`mutation ($o: ID!) { activityCreate(input: { kind: NOTE, subject: "Spoke", opportunityId: $o }) { userErrors { code } } }`, { o: moved });
    const { data } = await crm.ask(`query ($filter: OpportunityFilter) { opportunities(filter: $filter) { nodes { name quietDays nextStep { subject } } } }`, { filter: { accountId: { equals: account }, status: { equals: "OPEN" } } });
    expect(data.opportunities.nodes).toEqual([{ name: "Moved", quietDays: null, nextStep: null }, { name: "Planned", quietDays: null, nextStep: { subject: "Later" } }, { name: "Quiet", quietDays: 40, nextStep: null }]);
    const gaps = await crm.ask(`query ($filter: OpportunityFilter) { opportunities(filter: $filter, orderBy: [{ field: NAME, direction: ASC }]) { nodes { id } } }`, { filter: { accountId: { equals: account }, hasNextStep: { equals: false } } });
    expect(gaps.data.opportunities.nodes.map((node: { id: string }) => node.id)).toEqual([moved, quiet]);
  });
  it("shows opportunities of the caller's accounts only", async () => {
    const id = await crm.opportunity(crm.south, "Southern deal");
    expect((await crm.ask(`query ($id: ID!) { opportunity(id: $id) { id } opportunities(filter: { name: { contains: "southern" } }) { totalCount } }`, { id })).data).toEqual({ opportunity: null, opportunities: { totalCount: 0 } });
  });
  it("takes the same number of statements for 2 rows and for 30", async () => {
    const account = await crm.account("Many deals");
    for (let i = 0; i < 30; i++) await crm.opportunity(account, `Deal ${i}`, { stageId: crm.pipeline.stages[i % 3]!, ownerId: crm.users["Ines Holm"]! });
    const statements: number[] = [];
    for (const first of [2, 30]) {
      const before = crm.database.statements();
      const { data, errors } = await crm.ask(`query ($account: ID!, $first: Int) { opportunities(filter: { accountId: { equals: $account } }, first: $first) { nodes { name account { name } owner { name } pipeline { name stages { name } } stage { name } weightedAmount { amount } quietDays nextStep { subject } lines { quantity } quotes { number } activities(first: 2) { nodes { subject } } stageHistory { status } } totalCount } }`, { account, first });
      expect(errors).toBeUndefined();
      expect(data.opportunities.nodes).toHaveLength(first);
      statements.push(crm.database.statements() - before);
    }
    expect(Math.abs(statements[1]! - statements[0]!)).toBeLessThanOrEqual(2);
    expect(statements[1]).toBeLessThanOrEqual(18);
  });
});
