import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aCrm, type Crm, meetsItsCallers, payloadOf, refusalOf, UNKNOWN_ID } from "../users/users.fixture.ts";

let crm: Crm;
beforeAll(async () => {
  crm = await aCrm();
});
afterAll(() => crm.close());

const FIELDS = "contact { id name email phone jobTitle role isArchived version account { name } } userErrors { code message path }";
const CREATE = `mutation ($input: ContactCreateInput!, $key: String) { contactCreate(input: $input, idempotencyKey: $key) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: ContactUpdateInput!, $version: Int!) { contactUpdate(id: $id, input: $input, expectedVersion: $version) { ${FIELDS} } }`;
const ARCHIVE = `mutation ($id: ID!, $version: Int!) { contactArchive(id: $id, expectedVersion: $version) { ${FIELDS} } }`;
const RESTORE = `mutation ($id: ID!, $version: Int!) { contactRestore(id: $id, expectedVersion: $version) { ${FIELDS} } }`;
const aContact = async (accountId = crm.nordic, name = "Åse Ørsted", more: object = {}): Promise<string> => (await crm.db.insertInto("contact").values({ accountId, name, ...more }).returning("id").executeTakeFirstOrThrow()).id;
const actsOn = async (key: string) => (await crm.db.selectFrom("auditEntry").select(["act", "changes"]).where("entityKey", "=", key).orderBy("id").execute()).map(({ act, changes }) => [act, changes]);

describe("Mutation.contactCreate", () => {
  it("makes a contact at an account the caller sees", async () => {
    const { contact } = await meetsItsCallers(crm, { source: CREATE, permission: "contact:edit", variables: { input: { accountId: crm.nordic, name: " Lærke Friis ", email: "laerke@fjordby.example", phone: "+45 20 30 40 50", jobTitle: "Park manager", role: "DECISION_MAKER" } } });
    expect(contact).toEqual({ id: contact.id, name: "Lærke Friis", email: "laerke@fjordby.example", phone: "+45 20 30 40 50", jobTitle: "Park manager", role: "DECISION_MAKER", isArchived: false, version: 1, account: { name: "Fjordby Kommune" } });
    expect(await actsOn(contact.id)).toEqual([["contactCreate", expect.objectContaining({ name: [null, "Lærke Friis"], accountId: [null, crm.nordic] })]]);
  });
  it("makes it once for the same key", async () => {
    const input = { accountId: crm.nordic, name: "Key Holder" };
    const [first, again] = [payloadOf(await crm.ask(CREATE, { input, key: "c1" })), payloadOf(await crm.ask(CREATE, { input, key: "c1" }))];
    expect(again.contact.id).toBe(first.contact.id);
    expect(await refusalOf(crm, CREATE, { input: { ...input, name: "Other" }, key: "c1" })).toEqual(["IDEMPOTENCY_KEY_REUSED idempotencyKey"]);
  });
  it("refuses what is wrong, all at once", async () => {
    expect(await refusalOf(crm, CREATE, { input: { accountId: crm.nordic, name: "", email: "nobody", phone: "—" } })).toEqual(["EMPTY input.name", "BAD_EMAIL input.email", "BAD_PHONE input.phone"]);
    expect(await refusalOf(crm, CREATE, { input: { accountId: UNKNOWN_ID, name: "A" } })).toEqual(["NOT_FOUND input.accountId"]);
    expect(await refusalOf(crm, CREATE, { input: { accountId: crm.south, name: "A" } })).toEqual(["NOT_FOUND input.accountId"]);
    const away = await crm.account("Away");
    await crm.db.updateTable("account").set({ archivedAt: new Date() }).where("id", "=", away).execute();
    expect(await refusalOf(crm, CREATE, { input: { accountId: away, name: "A" } })).toEqual(["ARCHIVED input.accountId"]);
  });
});

describe("Mutation.contactUpdate", () => {
  it("changes what is given and clears what is null", async () => {
    const id = await aContact(crm.nordic, "Bodil Skov", { email: "bodil@example.com", role: "USER" });
    const { contact } = await meetsItsCallers(crm, { source: UPDATE, permission: "contact:edit", variables: { id, version: 1, input: { email: null, jobTitle: "Buyer", role: null } } });
    expect(contact).toMatchObject({ name: "Bodil Skov", email: null, jobTitle: "Buyer", role: null, version: 2 });
    expect(await actsOn(id)).toEqual([["contactUpdate", { email: ["bodil@example.com", null], jobTitle: [null, "Buyer"], role: ["USER", null] }]]);
  });
  it("follows somebody to another account the caller sees, and to no other", async () => {
    const id = await aContact();
    const other = await crm.account("New employer");
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { accountId: crm.south } })).toEqual(["NOT_FOUND input.accountId"]);
    expect(await refusalOf(crm, UPDATE, { id, version: 1, input: { accountId: null } })).toEqual(["EMPTY input.accountId"]);
    expect(payloadOf(await crm.ask(UPDATE, { id, version: 1, input: { accountId: other } })).contact.account).toEqual({ name: "New employer" });
  });
  it("refuses a stale version and what is not the caller's", async () => {
    const id = await aContact();
    expect(await refusalOf(crm, UPDATE, { id, version: 3, input: { name: "X" } })).toEqual(["STALE_VERSION expectedVersion"]);
    expect(await refusalOf(crm, UPDATE, { id: await aContact(crm.south), version: 1, input: { name: "X" } })).toEqual(["NOT_FOUND id"]);
    expect(await refusalOf(crm, UPDATE, { id: "x", version: 1, input: { name: "X" } })).toEqual(["NOT_FOUND id"]);
  });
});

describe("Mutation.contactArchive and contactRestore", () => {
  it("puts a contact away, out of lists, and brings it back", async () => {
    const id = await aContact(crm.nordic, "Comes Back");
    const names = async (): Promise<string[]> => (await crm.ask(`query ($id: ID!) { account(id: $id) { contacts(first: 200) { nodes { name } } } }`, { id: crm.nordic })).data.account.contacts.nodes.map((node: { name: string }) => node.name);
    expect(await names()).toContain("Comes Back");
    expect((await meetsItsCallers(crm, { source: ARCHIVE, permission: "contact:edit", variables: { id, version: 1 } })).contact.isArchived).toBe(true);
    expect(await names()).not.toContain("Comes Back");
    expect(await refusalOf(crm, ARCHIVE, { id, version: 2 })).toEqual(["ARCHIVED id"]);
    expect((await meetsItsCallers(crm, { source: RESTORE, permission: "contact:edit", variables: { id, version: 2 } })).contact.isArchived).toBe(false);
    expect(await refusalOf(crm, RESTORE, { id, version: 3 })).toEqual(["NOT_ARCHIVED id"]);
    expect((await actsOn(id)).map(([act]) => act)).toEqual(["contactArchive", "contactRestore"]);
  });
});

describe("Query.contacts", () => {
  it("finds people by words of name, mail and title, forgives a slip, and orders them as people do", async () => {
    const account = await crm.account("Directory");
    for (const [name, email, jobTitle] of [["åse Ørsted", "aase@directory.example", "Facility manager"], ["Zoé Lefèvre", null, "Purchasing"], ["Ágnes Kovács", null, null], ["bo Ek", null, null]] as const) await aContact(account, name, { email, jobTitle });
    const find = async (filter: object): Promise<string[]> => (await crm.ask(`query ($filter: ContactFilter) { contacts(filter: $filter) { nodes { name } totalCount } }`, { filter: { and: [{ accountId: { equals: account } }, filter] } })).data.contacts.nodes.map((node: { name: string }) => node.name);
    expect(await find({})).toEqual(["Ágnes Kovács", "åse Ørsted", "bo Ek", "Zoé Lefèvre"]);
    expect(await find({ search: { contains: "orsted facility" } })).toEqual(["åse Ørsted"]);
    expect(await find({ search: { contains: "lefvere" } })).toEqual(["Zoé Lefèvre"]);
    expect(await find({ name: { contains: "facility" } })).toEqual([]);
    expect(await find({ email: { isNull: false } })).toEqual(["åse Ørsted"]);
  });
  it("shows contacts of the caller's accounts only", async () => {
    const id = await aContact(crm.south, "Southern");
    expect((await crm.ask(`query ($id: ID!) { contact(id: $id) { id } contacts(filter: { name: { equals: "Southern" } }) { totalCount } _entities(representations: [{ __typename: "Contact", id: "${id}" }]) { ... on Contact { name } } }`, { id })).data).toEqual({ contact: null, contacts: { totalCount: 0 }, _entities: [null] });
    expect((await crm.ask(`query ($id: ID!) { contact(id: $id) { name } }`, { id }, "camille")).data).toEqual({ contact: { name: "Southern" } });
  });
});
