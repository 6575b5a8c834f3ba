import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, meetsItsCallers, NOON, payloadOf, refusalOf, UNKNOWN_ID } from "../users/users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const CREATE = `mutation ($input: AccountCreateInput!, $key: String) { accountCreate(input: $input, idempotencyKey: $key) {
  account { id name segment owner { name } team { code } parent { id } website phone country meetingAddress { line1 city country } tags stage customer { number } version createdAt updatedAt } userErrors { code message path } } }`;
const UPDATE = `mutation ($id: ID!, $input: AccountUpdateInput!, $version: Int!) { accountUpdate(id: $id, input: $input, expectedVersion: $version) {
  account { id name segment owner { name } team { code } parent { id } tags meetingAddress { line1 city country } version } userErrors { code message path } } }`;
const ASSIGN = `mutation ($ids: [ID!]!, $ownerId: ID!) { accountsAssign(ids: $ids, ownerId: $ownerId) { accounts { id owner { name } team { code } version } userErrors { code message path } } }`;
const ARCHIVE = `mutation ($id: ID!, $version: Int!) { accountArchive(id: $id, expectedVersion: $version) { account { id archivedAt version } userErrors { code message path } } }`;
const RESTORE = `mutation ($id: ID!, $version: Int!) { accountRestore(id: $id, expectedVersion: $version) { account { id archivedAt version } userErrors { code message path } } }`;
const trailOf = (key: string) => crm.db.selectFrom("auditEntry").select(["act", "entity", "actorName", "requestId", "changes", "at"]).where("entityKey", "=", key).orderBy("id").execute();

describe("Mutation.accountCreate", () => {
  it("makes an account of the caller's, in the owner's team, and writes down what was given", async () => {
    const { account } = await meetsItsCallers(crm, {
      source: CREATE, permission: "account:edit", elsewhere: null,
      variables: { input: { name: " Badehotel Ærø ", segment: "Hotels", website: "badehotel.example", phone: "+45 62 52 00 00", meetingAddress: { line1: "Strandvejen 2", city: "Ærøskøbing", country: "dk" }, tags: ["VIP"] } },
    });
    expect(account).toEqual({
      id: account.id, name: "Badehotel Ærø", segment: "Hotels", owner: { name: "Ines Holm" }, team: { code: "NORDIC" }, parent: null, website: "badehotel.example", phone: "+45 62 52 00 00", country: "DK",
      meetingAddress: { line1: "Strandvejen 2", city: "Ærøskøbing", country: "DK" }, tags: ["VIP"], stage: "PROSPECT", customer: null, version: 1, createdAt: NOON.toISOString(), updatedAt: NOON.toISOString(),
    });
    expect(await trailOf(account.id)).toEqual([{ act: "accountCreate", entity: "Account", actorName: "Ines Holm", requestId: "request-1", at: NOON, changes: expect.objectContaining({ name: [null, "Badehotel Ærø"], ownerId: [null, crm.users["Ines Holm"]] }) }]);
  });
  it("gives the same answer to the same key, and refuses the key for something else", async () => {
    const input = { name: "Once only" };
    const first = payloadOf(await crm.ask(CREATE, { input, key: "k1" }));
    const again = payloadOf(await crm.ask(CREATE, { input, key: "k1" }));
    expect(again).toEqual(first);
    expect(await crm.db.selectFrom("account").select("id").where("name", "=", "Once only").execute()).toHaveLength(1);
    expect(await refusalOf(crm, CREATE, { input: { name: "Something else" }, key: "k1" })).toEqual(["IDEMPOTENCY_KEY_REUSED idempotencyKey"]);
  });
  it("refuses what makes no sense, and writes nothing", async () => {
    expect(await refusalOf(crm, CREATE, { input: { name: " ", phone: "none" } })).toEqual(["EMPTY input.name", "BAD_PHONE input.phone"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", ownerId: UNKNOWN_ID } })).toEqual(["NOT_FOUND input.ownerId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", ownerId: "no uuid" } })).toEqual(["NOT_FOUND input.ownerId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", ownerId: crm.users["Gone Away"] } })).toEqual(["USER_INACTIVE input.ownerId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", parentId: UNKNOWN_ID } })).toEqual(["NOT_FOUND input.parentId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A" }, key: "" })).toEqual(["BAD_IDEMPOTENCY_KEY idempotencyKey"]);
  });
  it("lets nobody put an account where they can't see it, and tells strange teams from none", async () => {
    expect(await refusalOf(crm, CREATE, { input: { name: "A", team: "SOUTH" } })).toEqual(["NOT_FOUND input.team"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", team: "NOWHERE" } })).toEqual(["NOT_FOUND input.team"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", ownerId: crm.users["Camille Moreau"] } })).toEqual(["NOT_FOUND input.team"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", parentId: crm.south } })).toEqual(["NOT_FOUND input.parentId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A", team: "NORDIC", ownerId: crm.users["Camille Moreau"] } }, "rosa")).toEqual(["OWNER_IN_OTHER_TEAM input.ownerId"]);
    expect(await refusalOf(crm, CREATE, { input: { name: "A" } }, "rosa")).toEqual(["TEAM_NEEDED input.team"]);
  });
  it("takes accounts from callers who are no user of the CRM: without an owner, in their only team", async () => {
    const { account, userErrors } = payloadOf(await crm.ask(CREATE, { input: { name: "From a form" } }, "accountant"));
    expect(userErrors).toEqual([]);
    expect(account).toMatchObject({ owner: null, team: { code: "NORDIC" } });
  });
});

describe("Mutation.accountUpdate", () => {
  it("changes what is given, leaves the rest, and writes down old and new", async () => {
    const id = await crm.account("Before", "NORDIC", { meetingCity: "Køge" });
    const { account } = await meetsItsCallers(crm, { source: UPDATE, permission: "account:edit", variables: { id, version: 1, input: { name: "After", tags: ["fair"], ownerId: crm.users["Joel Åkesson"] } } });
    expect(account).toMatchObject({ name: "After", tags: ["fair"], owner: { name: "Joel Åkesson" }, meetingAddress: { city: "Køge" }, version: 2 });
    expect((await trailOf(id)).map((entry) => [entry.act, entry.changes])).toEqual([["accountUpdate", { name: ["Before", "After"], tags: [[], ["fair"]], ownerId: [null, crm.users["Joel Åkesson"]] }]]);
  });
  it("does nothing when nothing differs", async () => {
    const id = await crm.account("Same");
    expect(payloadOf(await crm.ask(UPDATE, { id, version: 1, input: { name: "Same" } })).account.version).toBe(1);
    expect(await trailOf(id)).toEqual([]);
  });
  it("refuses a stale version, an unknown account and somebody else's alike", async () => {
    const id = await crm.account("Versioned");
    expect(await refusalOf(crm, UPDATE, { id, version: 2, input: { name: "X" } })).toEqual(["STALE_VERSION expectedVersion"]);
    const messages = await Promise.all([UNKNOWN_ID, crm.south, "nonsense"].map(async (other) => payloadOf(await crm.ask(UPDATE, { id: other, version: 1, input: { name: "X" } })).userErrors[0].message.replace(other, "…")));
    expect(new Set(messages).size).toBe(1);
  });
  it("keeps the hierarchy free of circles, and out of the bin", async () => {
    const [top, middle, bottom] = [await crm.account("Top"), await crm.account("Middle"), await crm.account("Bottom")];
    expect(payloadOf(await crm.ask(UPDATE, { id: middle, version: 1, input: { parentId: top } })).account.parent).toEqual({ id: top });
    expect(payloadOf(await crm.ask(UPDATE, { id: bottom, version: 1, input: { parentId: middle } })).userErrors).toEqual([]);
    expect(await refusalOf(crm, UPDATE, { id: top, version: 1, input: { parentId: bottom } })).toEqual(["CYCLE input.parentId"]);
    expect(await refusalOf(crm, UPDATE, { id: top, version: 1, input: { parentId: top } })).toEqual(["CYCLE input.parentId"]);
    const away = await crm.account("Away");
    await crm.ask(ARCHIVE, { id: away, version: 1 });
    expect(await refusalOf(crm, UPDATE, { id: top, version: 1, input: { parentId: away } })).toEqual(["ARCHIVED input.parentId"]);
    const tree = await crm.ask(`query ($id: ID!) { account(id: $id) { children { name children { name children { name } } } } }`, { id: top });
    expect(tree.data.account.children).toEqual([{ name: "Middle", children: [{ name: "Bottom", children: [] }] }]);
  });
  it("keeps circles out when two people close one at the same time", async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await crm.account("Left"), await crm.account("Right")];
      const answers = await Promise.all([crm.ask(UPDATE, { id: a, version: 1, input: { parentId: b } }), crm.ask(UPDATE, { id: b, version: 1, input: { parentId: a } })]);
      expect(answers.flatMap((answer) => payloadOf(answer).userErrors.map((error: { code: string }) => error.code))).toEqual(["CYCLE"]);
    }
    expect(await crm.db.selectFrom("invAccountHierarchy" as never).selectAll().execute()).toEqual([]);
  });
  it("keeps owner and team together", async () => {
    const id = await crm.account("Moving");
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { ownerId: crm.users["Camille Moreau"] } }, "rosa")).toEqual(["OWNER_IN_OTHER_TEAM input.ownerId"]);
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { team: "SOUTH" } })).toEqual(["NOT_FOUND input.team"]);
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { team: null } })).toEqual(["EMPTY input.team"]);
    expect(payloadOf(await crm.ask(UPDATE, { id, version: 1, input: { team: "SOUTH", ownerId: crm.users["Camille Moreau"] } }, "rosa")).account).toMatchObject({ team: { code: "SOUTH" }, owner: { name: "Camille Moreau" } });
  });
});

describe("Mutation.accountsAssign", () => {
  it("gives accounts to a new owner, each written down", async () => {
    const ids = [await crm.account("One"), await crm.account("Two")];
    const { accounts } = await meetsItsCallers(crm, { source: ASSIGN, permission: "account:edit", variables: { ids, ownerId: crm.users["Joel Åkesson"] } });
    expect(accounts).toEqual(ids.map((id) => ({ id, owner: { name: "Joel Åkesson" }, team: { code: "NORDIC" }, version: 2 })));
    expect((await trailOf(ids[1]!)).map((entry) => entry.act)).toEqual(["accountsAssign"]);
  });
  it("gives all or none", async () => {
    const mine = await crm.account("Mine");
    expect(await refusalOf(crm, ASSIGN, { ids: [mine, crm.south], ownerId: crm.users["Joel Åkesson"] })).toEqual(["NOT_FOUND ids.1"]);
    expect(await refusalOf(crm, ASSIGN, { ids: [mine], ownerId: crm.users["Camille Moreau"] })).toEqual(["OWNER_IN_OTHER_TEAM ownerId"]);
    expect(await refusalOf(crm, ASSIGN, { ids: [], ownerId: crm.users["Joel Åkesson"] })).toEqual(["EMPTY ids"]);
    expect(await refusalOf(crm, ASSIGN, { ids: Array.from({ length: 201 }, (_, i) => UNKNOWN_ID.replace(/000$/, String(i).padStart(3, "0"))), ownerId: crm.users["Joel Åkesson"] })).toEqual(["TOO_MANY ids"]);
    expect(await refusalOf(crm, ASSIGN, { ids: [mine], ownerId: UNKNOWN_ID })).toEqual(["NOT_FOUND ownerId"]);
  });
  it("takes the team along when somebody who sees both hands over", async () => {
    const id = await crm.account("Southbound");
    expect(payloadOf(await crm.ask(ASSIGN, { ids: [id], ownerId: crm.users["Camille Moreau"] }, "rosa")).accounts).toEqual([{ id, owner: { name: "Camille Moreau" }, team: { code: "SOUTH" }, version: 2 }]);
    expect((await crm.ask(`query ($id: ID!) { account(id: $id) { id } }`, { id })).data.account).toBeNull();
  });
});

describe("Mutation.accountArchive and accountRestore", () => {
  it("puts an account away and brings it back", async () => {
    const id = await crm.account("Tidy");
    const { account } = await meetsItsCallers(crm, { source: ARCHIVE, permission: "account:edit", variables: { id, version: 1 } });
    expect(account).toEqual({ id, archivedAt: NOON.toISOString(), version: 2 });
    const names = async (filter: object): Promise<string[]> => (await crm.ask(`query ($filter: AccountFilter) { accounts(filter: $filter, first: 200) { nodes { name } } }`, { filter })).data.accounts.nodes.map((node: { name: string }) => node.name);
    expect(await names({ name: { equals: "Tidy" } })).toEqual([]);
    expect(await names({ name: { equals: "Tidy" }, isArchived: { equals: true } })).toEqual(["Tidy"]);
    expect(await refusalOf(crm, ARCHIVE, { id, version: 2 })).toEqual(["ARCHIVED id"]);
    const back = await meetsItsCallers(crm, { source: RESTORE, permission: "account:edit", variables: { id, version: 2 } });
    expect(back.account).toEqual({ id, archivedAt: null, version: 3 });
    expect(await refusalOf(crm, RESTORE, { id, version: 3 })).toEqual(["NOT_ARCHIVED id"]);
    expect((await trailOf(id)).map((entry) => entry.act)).toEqual(["accountArchive", "accountRestore"]);
  });
  it("keeps an account that something still hangs on, and says all of it", async () => {
    const id = await crm.account("Busy");
    await crm.opportunity(id, "Terrace");
    await crm.db.insertInto("quote").values({ number: "Q-1", accountId: id, sellingEntity: "NHDK", currency: "DKK" }).execute();
    expect(await refusalOf(crm, ARCHIVE, { id, version: 1 })).toEqual(["OPEN_OPPORTUNITY id", "LIVING_QUOTE id"]);
    expect(await refusalOf(crm, ARCHIVE, { id, version: 7 })).toEqual(["STALE_VERSION expectedVersion"]);
  });
});
