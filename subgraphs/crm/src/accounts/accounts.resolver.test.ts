import { keySetOf, readKeySet } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, NOON, SEAM_SECRET } from "../users/users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const later = (days: number, minutes = 0): Date => new Date(NOON.getTime() + days * 86_400_000 + minutes * 60_000);
/** A signed and delivered order, as the quotes module leaves it. */
async function delivered(accountId: string, orderNumber: string, number: string, opportunityId: string | null = null): Promise<string> {
  const { id } = await crm.db.insertInto("quote").values({ number, accountId, opportunityId, sellingEntity: "NHDK", currency: "DKK", status: "SENT", sentAt: later(-3), validUntil: "2026-12-20", contentHash: "hash", createdAt: later(-3) }).returning("id").executeTakeFirstOrThrow();
  const signature = await crm.db.insertInto("signature").values({ quoteId: id, signerName: "Åse Ørsted", signerEmail: "aase@example.com", signedAt: later(-2), recordedBy: "user:ines", contentHash: "hash" }).returning("id").executeTakeFirstOrThrow();
  await crm.db.updateTable("quote").set({ status: "SIGNED" }).where("id", "=", id).execute();
  await crm.db.insertInto("signedOrder").values({ signatureId: signature.id, quoteId: id, accountId, status: "DELIVERED", orderNumber, deliveredAt: later(-2, 5), createdAt: later(-2) }).execute();
  return id;
}

describe("an account's page", () => {
  // The CRM's part of contract/account-360.graphql, and what the page shows beside it.
  const PAGE = `query ($id: ID!) { account(id: $id) { id name segment customerNumber owner { name employee { number } } meetingAddress { line1 postalCode city country } parent { id name } children { id }
    contacts(first: 20) { nodes { id name email role account { id } } totalCount }
    opportunities(first: 20) { nodes { id name stage { name probabilityPercent } amount { amount currency } weightedAmount { amount } closeDate status quietDays owner { name } contact { name } pipeline { name } nextStep { subject } lines { item { number } quantity } quotes { number } stageHistory { toStage { name } } } totalCount }
    activities(first: 20) { nodes { id kind subject dueAt status owner { name } contact { name } opportunity { name } } totalCount }
    quotes(first: 10) { nodes { id number version status total { amount currency } order { number } } totalCount }
    timeline(first: 20) { nodes { at kind title activity { id } opportunity { id } quote { id } } }
    nextStep { subject } lastTouchAt pipelineAmounts { amount currency } customer { number } } }`;
  async function fill(account: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      const contact = await crm.db.insertInto("contact").values({ accountId: account, name: `Contact ${i}` }).returning("id").executeTakeFirstOrThrow();
      const opportunity = await crm.opportunity(account, `Deal ${i}`, { stageId: crm.pipeline.stages[i % 3]!, ownerId: crm.users["Ines Holm"]! });
      await crm.db.updateTable("opportunity").set({ contactId: contact.id }).where("id", "=", opportunity).execute();
      await crm.db.insertInto("opportunityLine").values({ opportunityId: opportunity, lineNumber: 1, itemNumber: `I-${i}`, quantity: "2" }).execute();
      await crm.db.insertInto("opportunityStageChange").values({ opportunityId: opportunity, toStageId: crm.pipeline.stages[0]!, status: "OPEN", changedBy: "Ines Holm", changedAt: NOON }).execute();
      await crm.db.insertInto("activity").values([
        { kind: "CALL", subject: `Call ${i}`, accountId: account, opportunityId: opportunity, contactId: contact.id, ownerId: crm.users["Ines Holm"]!, status: "COMPLETED", completedAt: later(-i), createdBy: "test" },
        { kind: "TASK", subject: `Task ${i}`, accountId: account, opportunityId: opportunity, dueAt: later(i), createdBy: "test" },
      ]).execute();
      await delivered(account, `SO-${account.slice(-4)}-${i}`, `Q-${1_000 + i}${account.replace(/\D/g, "").slice(-4)}`.slice(0, 11), opportunity);
    }
  }
  it("takes the same number of statements however much hangs on it", async () => {
    const [small, large] = [await crm.account("Small", "NORDIC", { ownerId: crm.users["Ines Holm"]! }), await crm.account("Large", "NORDIC", { ownerId: crm.users["Ines Holm"]! })];
    await crm.db.updateTable("account").set({ parentId: crm.nordic }).where("id", "in", [small, large]).execute();
    await fill(small, 1);
    await fill(large, 12);
    const statements: number[] = [];
    for (const id of [small, large]) {
      const before = crm.database.statements();
      const { data, errors } = await crm.ask(PAGE, { id });
      expect(errors).toBeUndefined();
      expect(data.account.opportunities.nodes.length).toBe(data.account.contacts.totalCount);
      statements.push(crm.database.statements() - before);
    }
    // Not to the one: two fields that ask for the same users share a batch or not, depending on whose answer comes first.
    expect(Math.abs(statements[1]! - statements[0]!)).toBeLessThanOrEqual(3);
    expect(statements[1]).toBeLessThanOrEqual(32);
  });
  it("takes the same number of statements for a list of 3 and of 40", async () => {
    const LIST = `query ($first: Int) { accounts(first: $first) { nodes { id name owner { name } team { name } parent { name } children { name } contacts(first: 3) { nodes { name } totalCount } opportunities(first: 3) { nodes { name stage { name } owner { name } } totalCount }
      activities(first: 2) { nodes { subject } } quotes(first: 2) { nodes { number } } timeline(first: 3) { nodes { title } } nextStep { subject } lastTouchAt pipelineAmounts { amount } } totalCount } }`;
    for (let i = 0; i < 40; i++) await crm.account(`Listed ${i}`, "NORDIC", { ownerId: crm.users["Joel Åkesson"]! });
    const statements: number[] = [];
    for (const first of [3, 40]) {
      const before = crm.database.statements();
      const { data, errors } = await crm.ask(LIST, { first });
      expect(errors).toBeUndefined();
      expect(data.accounts.nodes).toHaveLength(first);
      statements.push(crm.database.statements() - before);
    }
    expect(Math.abs(statements[1]! - statements[0]!)).toBeLessThanOrEqual(3);
    expect(statements[1]).toBeLessThanOrEqual(24);
  });
  it("leaves out field by field what the caller may not read, and shows the rest", async () => {
    const { data, errors } = await crm.ask(`query ($id: ID!) { account(id: $id) { name contacts { totalCount } pipelineAmounts { amount } nextStep { id } opportunities { totalCount } quotes { totalCount } timeline { nodes { kind } } } }`, { id: crm.nordic }, "accountant", { permissions: ["account:read", "crm-user:read"] });
    expect(data.account).toEqual({ name: "Fjordby Kommune", contacts: null, pipelineAmounts: null, nextStep: null, opportunities: null, quotes: null, timeline: { nodes: [{ kind: "ACCOUNT_CREATED" }] } });
    expect(errors?.map((error) => error.code)).toEqual(["FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN"]);
  });
  it("opens for nobody of another team, in any way", async () => {
    const { data } = await crm.ask(`query ($id: ID!) { account(id: $id) { name } accounts { nodes { name } totalCount } accountTotals { count } accountSelection { count } _entities(representations: [{ __typename: "Account", id: $id }]) { ... on Account { name } } }`.replace("$id: ID!", "$id: ID!").replace("id: $id }])", "id: \"ID\" }])".replace("ID", crm.nordic)), { id: crm.nordic }, "camille");
    expect(data).toEqual({ account: null, accounts: { nodes: [{ name: "Côte Sud" }], totalCount: 1 }, accountTotals: { count: 1 }, accountSelection: { count: 1 }, _entities: [null] });
  });
});

describe("Account.timeline", () => {
  const TIMELINE = `query ($id: ID!, $first: Int, $after: String) { account(id: $id) { timeline(first: $first, after: $after) { nodes { id at kind title detail actorName activity { subject } opportunity { name } quote { number } } pageInfo { hasNextPage endCursor } } } }`;
  it("tells in one list what happened where, newest first, and pages through it without gaps or repeats", async () => {
    const at = (minutes: number) => ({ now: later(1, minutes) });
    const made = await crm.ask(`mutation { accountCreate(input: { name: "Storied" }) { account { id } } }`, {}, "ines", at(0));
    const id = made.data.accountCreate.account.id as string;
    const opportunity = (await crm.ask(`mutation ($id: ID!) { opportunityCreate(input: { accountId: $id, name: "Terrace" }) { opportunity { id } } }`, { id }, "ines", at(1))).data.opportunityCreate.opportunity.id;
    await crm.ask(`mutation ($id: ID!, $o: ID!) { activityCreate(input: { kind: CALL, subject: "First call", opportunityId: $o, isCompleted: true, outcome: "Wants an offer" }) { userErrors { code } } }`.replace("$id: ID!, ", ""), { o: opportunity }, "ines", at(2));
    await crm.ask(`mutation ($o: ID!, $s: ID!) { opportunityMove(id: $o, stageId: $s, expectedVersion: 1) { userErrors { code } } }`, { o: opportunity, s: crm.pipeline.stages[1] }, "ines", at(3));
    await crm.ask(`mutation ($id: ID!) { accountUpdate(id: $id, expectedVersion: 1, input: { segment: "Hotels", meetingAddress: { city: "Køge" } }) { userErrors { code } } }`, { id }, "joel", at(4));
    await crm.ask(`mutation ($id: ID!, $owner: ID!) { accountsAssign(ids: [$id], ownerId: $owner) { userErrors { code } } }`, { id, owner: crm.users["Joel Åkesson"] }, "rosa", at(5));
    await crm.ask(`mutation ($o: ID!) { opportunityLose(id: $o, reason: "PRICE", note: "By a third", expectedVersion: 2) { userErrors { code } } }`, { o: opportunity }, "ines", at(6));
    await crm.ask(`mutation ($o: ID!) { opportunityReopen(id: $o, expectedVersion: 3) { userErrors { code } } }`, { o: opportunity }, "ines", at(7));
    await crm.ask(`mutation ($id: ID!) { activityCreate(input: { kind: TASK, subject: "Still to do", accountId: $id }) { userErrors { code } } }`, { id }, "ines", at(8));
    await delivered(id, "SO-9001", "Q-9001", opportunity);
    const { nodes } = (await crm.ask(TIMELINE, { id })).data.account.timeline;
    expect(nodes.map((node: Record<string, unknown>) => [node["kind"], node["title"], node["detail"], node["actorName"]])).toEqual([
      ["STAGE_CHANGED", "Opened again: Terrace", null, "Ines Holm"],
      ["OPPORTUNITY_LOST", "Lost: Terrace", null, "Ines Holm"],
      ["ACCOUNT_CHANGED", "Account given to Joel Åkesson", null, "Rosa Castellan"],
      ["ACCOUNT_CHANGED", "Account changed: segment, meeting address", null, "Joel Åkesson"],
      ["STAGE_CHANGED", "Terrace moved to Propose", "Qualify → Propose", "Ines Holm"],
      ["CALL", "First call", "Wants an offer", "Ines Holm"],
      ["OPPORTUNITY_CREATED", "Opportunity made: Terrace", null, "Ines Holm"],
      ["ACCOUNT_CREATED", "Account made", null, "Ines Holm"],
      ["ORDER_HANDED_OVER", "Order SO-9001 made from quote Q-9001", null, null],
      ["QUOTE_SIGNED", "Quote Q-9001 signed by Åse Ørsted", null, null],
      ["QUOTE_SENT", "Quote Q-9001 sent", null, null],
    ]);
    expect(nodes[5]).toMatchObject({ activity: { subject: "First call" }, opportunity: { name: "Terrace" }, quote: null });
    const walked: unknown[] = [];
    for (let after: string | null = null; ;) {
      const page: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (await crm.ask(TIMELINE, { id, first: 2, after })).data.account.timeline;
      walked.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual(nodes);
    expect((await crm.ask(TIMELINE, { id, after: "nonsense" })).errors?.[0]?.code).toBe("BAD_USER_INPUT");
  });
});

describe("across the seam", () => {
  it("passes the numbers of the customers a filter leaves, signed for this caller", async () => {
    await crm.account("Hotel A", "NORDIC", { customerNumber: "C-1" });
    await crm.account("Hotel B", "NORDIC", { customerNumber: "C-2" });
    await crm.account("Hotel of the South", "SOUTH", { customerNumber: "C-3" });
    await crm.account("Hotel Prospect", "NORDIC");
    const { data } = await crm.ask(`{ accountSelection(filter: { name: { startsWith: "Hotel" } }) { count customerSet } }`);
    expect(data.accountSelection.count).toBe(3);
    expect(readKeySet(data.accountSelection.customerSet, { secret: SEAM_SECRET, subject: "user:ines", requestId: null, now: NOON })).toEqual(keySetOf(["C-1", "C-2"]));
    expect(() => readKeySet(data.accountSelection.customerSet, { secret: SEAM_SECRET, subject: "user:joel", requestId: null, now: NOON })).toThrow("not made for you");
    expect(() => readKeySet(data.accountSelection.customerSet, { secret: SEAM_SECRET, subject: "user:ines", requestId: null, now: later(0, 2) })).toThrow("expired");
  });
  it("adds up the pipeline over a filter, per currency", async () => {
    const [a, b] = [await crm.account("Sum A"), await crm.account("Sum B")];
    await crm.opportunity(a, "x", { amount: "100.5" });
    await crm.opportunity(b, "y", { amount: "200", currency: "EUR" });
    await crm.opportunity(b, "z", { amount: "0.5" });
    await crm.opportunity(b, "no amount", { amount: null });
    const { data } = await crm.ask(`{ accountTotals(filter: { name: { startsWith: "Sum" } }) { count pipelineAmounts { amount currency } } }`);
    expect(data.accountTotals).toEqual({ count: 2, pipelineAmounts: [{ amount: "101.00", currency: "DKK" }, { amount: "200.00", currency: "EUR" }] });
  });
  it("points back from customers and orders, all at once, to what is the caller's", async () => {
    const account = await crm.account("Pointed at", "NORDIC", { customerNumber: "C-77" });
    await crm.account("Not mine", "SOUTH", { customerNumber: "C-78" });
    const opportunity = await crm.opportunity(account, "Signed deal");
    await delivered(account, "SO-7700", "Q-7700", opportunity);
    await delivered(crm.south, "SO-7800", "Q-7800");
    const ENTITIES = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Customer { number account { id name } } ... on SalesOrder { number quote { number } opportunity { name } } } }`;
    const before = crm.database.statements();
    const { data, errors } = await crm.ask(ENTITIES, { all: [
      ...["C-77", "C-78", "C-0"].map((number) => ({ __typename: "Customer", number })), ...["SO-7700", "SO-7800", "SO-0"].map((number) => ({ __typename: "SalesOrder", number })),
    ] });
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      { number: "C-77", account: { id: account, name: "Pointed at" } }, { number: "C-78", account: null }, { number: "C-0", account: null },
      { number: "SO-7700", quote: { number: "Q-7700" }, opportunity: { name: "Signed deal" } }, { number: "SO-7800", quote: null, opportunity: null }, { number: "SO-0", quote: null, opportunity: null },
    ]);
    expect(crm.database.statements() - before).toBe(3);
  });
  it("points to the customer only where there is one", async () => {
    const { data } = await crm.ask(`query ($a: ID!, $b: ID!) { a: account(id: $a) { stage customer { __typename number } } b: account(id: $b) { stage customer { number } } }`, { a: crm.nordic, b: await crm.account("Prospect") });
    expect(data).toEqual({ a: { stage: "CUSTOMER", customer: { __typename: "Customer", number: "C-1001" } }, b: { stage: "PROSPECT", customer: null } });
  });
});
