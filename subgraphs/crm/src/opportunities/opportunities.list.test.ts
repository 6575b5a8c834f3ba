import { plainText } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Chance, compare, drawFilter, drawOrder, type Filter, instant, matches, type Meaning, on, SEED, walk } from "../users/plain-reading.fixture.ts";
import { aCrm, type Crm, NOON } from "../users/users.fixture.ts";

interface Known { id: string; accountId: string; name: string; ownerId: string | null; stageId: string; amount: number | null; closeDate: string | null; status: string; createdAt: Date; stageSince: Date; hasNextStep: boolean }
const chance = new Chance(SEED);
let crm: Crm;
let known: Known[];
beforeAll(async () => {
  crm = await aCrm();
  const at = (): Date => new Date(NOON.getTime() - chance.int(0, 200) * 3_600_000);
  known = Array.from({ length: 120 }, () => ({
    id: crypto.randomUUID(), accountId: chance.of([crm.nordic, crm.nordic, crm.south]), name: `${chance.of(["Terrace", "Ærø bench", "Tagterrasse", "Café"])} ${chance.int(1, 9)}`, ownerId: chance.maybe(crm.users["Ines Holm"]!), stageId: chance.of(crm.pipeline.stages),
    amount: chance.maybe(chance.int(0, 8) * 1000, 80), closeDate: chance.maybe(`2027-0${chance.int(1, 5)}-15`, 80), status: chance.of(["OPEN", "OPEN", "WON", "LOST"]), createdAt: at(), stageSince: at(), hasNextStep: chance.next() < 0.4,
  }));
  await crm.db.insertInto("opportunity").values(known.map(({ id, accountId, name, ownerId, stageId, amount, closeDate, status, createdAt, stageSince }) => ({
    id, accountId, name, ownerId, stageId, amount, closeDate, status, createdAt, stageSince, pipelineId: crm.pipeline.id, currency: "DKK", closedAt: status === "OPEN" ? null : NOON, lostReason: status === "LOST" ? "PRICE" : null,
  }))).execute();
  // What is completed, cancelled or without a day is no next step.
  await crm.db.insertInto("activity").values(known.flatMap(({ id, accountId, hasNextStep }) => [
    { kind: "CALL", subject: "x", accountId, opportunityId: id, status: hasNextStep ? "OPEN" : "CANCELLED", dueAt: NOON, createdBy: "test" }, { kind: "TASK", subject: "x", accountId, opportunityId: id, status: "OPEN", dueAt: null, createdBy: "test" },
  ])).execute();
});
afterAll(() => crm.close());

const opportunities: Meaning<Known> = {
  fields: {
    name: on((o) => o.name), accountId: on((o) => o.accountId), ownerId: on((o) => o.ownerId), pipelineId: on(() => crm.pipeline.id), stageId: on((o) => o.stageId), status: on((o) => o.status), amount: on((o) => o.amount, Number), closeDate: on((o) => o.closeDate),
    createdAt: on((o) => o.createdAt, instant), stageSince: on((o) => o.stageSince, instant), hasNextStep: on((o) => o.hasNextStep),
  },
  orders: { NAME: (o) => plainText(o.name), AMOUNT: (o) => o.amount, CLOSE_DATE: (o) => o.closeDate, CREATED_AT: (o) => o.createdAt.getTime(), STAGE_SINCE: (o) => o.stageSince.getTime() },
};
function leaf(): Filter {
  const some = chance.of(known);
  return chance.of<() => Filter>([
    () => ({ name: chance.of<Filter>([{ contains: "ærø" }, { startsWith: "tA" }, { equals: some.name }]) }), () => ({ accountId: { equals: some.accountId } }), () => ({ ownerId: chance.of<Filter>([{ isNull: true }, { equals: some.ownerId ?? "none" }]) }),
    () => ({ pipelineId: { in: [crm.pipeline.id] } }), () => ({ stageId: { in: [some.stageId, "no uuid"] } }), () => ({ status: chance.of<Filter>([{ equals: some.status }, { in: ["WON", "LOST"] }, { in: [] }]) }),
    () => ({ amount: chance.of<Filter>([{ equals: String(some.amount ?? 0) }, { atLeast: "3000" }, { lessThan: "2000.01" }, { isNull: true }]) }), () => ({ closeDate: chance.of<Filter>([{ equals: some.closeDate ?? "2027-01-15" }, { atMost: "2027-03-01" }, { isNull: false }]) }),
    () => ({ createdAt: { lessThan: some.createdAt.toISOString() } }), () => ({ stageSince: { atLeast: some.stageSince.toISOString() } }), () => ({ hasNextStep: { equals: chance.next() < 0.5 } }),
  ])();
}

describe("Query.opportunities", () => {
  it(`finds, orders and pages what a plain reading of the filter finds (SEED=${SEED})`, async () => {
    for (let round = 0; round < 60; round++) {
      const filter = drawFilter(chance, leaf);
      const orderBy = drawOrder(chance, Object.keys(opportunities.orders));
      const expected = known.filter((row) => row.accountId === crm.nordic && matches(opportunities, row, filter)).sort(compare(opportunities, orderBy)).map((row) => row.id);
      const found = await walk(crm, { field: "opportunities", filterType: "OpportunityFilter", orderType: "OpportunityOrder" }, { filter, orderBy }, chance.int(10, 60));
      expect({ round, filter, orderBy, ids: found.ids, totalCount: found.totalCount }).toEqual({ round, filter, orderBy, ids: expected, totalCount: expected.length });
    }
  }, 30_000);
  it("tells nobody whether a next step is planned who may not read activities", async () => {
    expect((await crm.ask(`{ opportunities(filter: { hasNextStep: { equals: false } }) { totalCount } }`, {}, "ines", { without: ["activity:read"] })).errors?.[0]?.code).toBe("FORBIDDEN");
  });
});
