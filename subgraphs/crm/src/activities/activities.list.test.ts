import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Chance, compare, drawFilter, drawOrder, type Filter, instant, matches, type Meaning, on, SEED, walk } from "../users/plain-reading.fixture.ts";
import { aCrm, type Crm, NOON } from "../users/users.fixture.ts";

interface Known { id: string; accountId: string | null; opportunityId: string | null; contactId: string | null; ownerId: string | null; kind: string; subject: string; status: string; dueAt: Date | null; completedAt: Date | null; createdAt: Date }
const chance = new Chance(SEED);
let crm: Crm;
let known: Known[];
let visible: Set<string>;
beforeAll(async () => {
  crm = await aCrm();
  const at = (): Date => new Date(NOON.getTime() + chance.int(-300, 300) * 3_600_000);
  const opportunity = await crm.opportunity(crm.nordic);
  const contact = (await crm.db.insertInto("contact").values({ accountId: crm.nordic, name: "Åse" }).returning("id").executeTakeFirstOrThrow()).id;
  const owners = { ines: crm.users["Ines Holm"]!, joel: crm.users["Joel Åkesson"]!, camille: crm.users["Camille Moreau"]!, rosa: crm.users["Rosa Castellan"]! };
  known = Array.from({ length: 140 }, () => {
    const accountId = chance.of([crm.nordic, crm.nordic, crm.south, null]);
    const status = chance.of(["OPEN", "OPEN", "COMPLETED", "CANCELLED"]);
    return {
      id: crypto.randomUUID(), accountId, opportunityId: accountId === crm.nordic ? chance.maybe(opportunity) : null, contactId: accountId === crm.nordic ? chance.maybe(contact) : null, ownerId: chance.of([...Object.values(owners), null]), kind: chance.of(["CALL", "TASK", "NOTE"]),
      subject: chance.of(["Ring tilbage", "Ærø møde", "Send tegning"]), status, dueAt: chance.maybe(at(), 70), completedAt: status === "COMPLETED" ? at() : null, createdAt: at(),
    };
  });
  await crm.db.insertInto("activity").values(known.map((row) => ({ ...row, createdBy: "test" }))).execute();
  // Ines sees what is with accounts of her team, and without an account what belongs to her or her team.
  visible = new Set(known.filter((row) => (row.accountId === null ? row.ownerId === owners.ines || row.ownerId === owners.joel : row.accountId === crm.nordic)).map((row) => row.id));
});
afterAll(() => crm.close());

const activities: Meaning<Known> = {
  fields: {
    kind: on((a) => a.kind), status: on((a) => a.status), ownerId: on((a) => a.ownerId), accountId: on((a) => a.accountId), opportunityId: on((a) => a.opportunityId), contactId: on((a) => a.contactId), subject: on((a) => a.subject),
    dueAt: on((a) => a.dueAt, instant), completedAt: on((a) => a.completedAt, instant), createdAt: on((a) => a.createdAt, instant),
  },
  orders: { DUE_AT: (a) => a.dueAt?.getTime() ?? null, CREATED_AT: (a) => a.createdAt.getTime(), HAPPENS_AT: (a) => (a.completedAt ?? a.dueAt ?? a.createdAt).getTime() },
};
function leaf(): Filter {
  const some = chance.of(known);
  return chance.of<() => Filter>([
    () => ({ kind: { in: [some.kind] } }), () => ({ status: { equals: some.status } }), () => ({ ownerId: chance.of<Filter>([{ equals: some.ownerId ?? "none" }, { isNull: true }]) }), () => ({ accountId: chance.of<Filter>([{ equals: some.accountId ?? "none" }, { isNull: true }]) }),
    () => ({ opportunityId: { isNull: chance.next() < 0.5 } }), () => ({ contactId: { isNull: chance.next() < 0.5 } }), () => ({ subject: chance.of<Filter>([{ contains: "aero" }, { startsWith: "RING" }, { equals: some.subject }]) }),
    () => ({ dueAt: chance.of<Filter>([{ lessThan: NOON.toISOString() }, { isNull: true }, { atLeast: (some.dueAt ?? NOON).toISOString() }]) }), () => ({ completedAt: { greaterThan: NOON.toISOString() } }), () => ({ createdAt: { atMost: some.createdAt.toISOString() } }),
  ])();
}

describe("Query.activities", () => {
  it(`finds, orders and pages what a plain reading of the filter finds (SEED=${SEED})`, async () => {
    for (let round = 0; round < 60; round++) {
      const filter = drawFilter(chance, leaf);
      const orderBy = drawOrder(chance, Object.keys(activities.orders));
      const expected = known.filter((row) => visible.has(row.id) && matches(activities, row, filter)).sort(compare(activities, orderBy)).map((row) => row.id);
      const found = await walk(crm, { field: "activities", filterType: "ActivityFilter", orderType: "ActivityOrder" }, { filter, orderBy }, chance.int(10, 60));
      expect({ round, filter, orderBy, ids: found.ids, totalCount: found.totalCount }).toEqual({ round, filter, orderBy, ids: expected, totalCount: expected.length });
    }
  }, 30_000);
  it("takes the same number of statements for 3 rows and for 60", async () => {
    const statements: number[] = [];
    for (const first of [3, 60]) {
      const before = crm.database.statements();
      const { data, errors } = await crm.ask(`query ($first: Int) { activities(first: $first, orderBy: [{ field: HAPPENS_AT, direction: DESC }]) { nodes { subject account { name } opportunity { name } contact { name } owner { name } } totalCount } }`, { first });
      expect(errors).toBeUndefined();
      expect(data.activities.nodes).toHaveLength(first);
      statements.push(crm.database.statements() - before);
    }
    expect(statements[1]).toBeLessThanOrEqual(6);
  });
});
