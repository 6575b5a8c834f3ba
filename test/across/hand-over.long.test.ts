import { setTimeout as sleep } from "node:timers/promises";
import { startThrowawayServer, type ThrowawayServer } from "@homefield/commands/throwaway-postgres";
import { Chance, SEED } from "@homefield/crm/users/plain-reading.fixture.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultyHop, openFaultyHop } from "../support/faulty-hop.ts";
import { type HandOverHouse, openHandOverHouse } from "../support/hand-over-house.ts";
import { drained, expectExactlyOnce, inLanes, type SentQuote, sentQuotes, sign } from "../support/signatures-under-kills.ts";

const SIGNATURES = 1_000;
const KILLS = 60;
const BEFORE_KILLS = 100;
const LANES = 4;
const chance = new Chance(SEED);

/** What can be killed: comes back by itself. */
interface Victim { readonly name: string; readonly isUp: boolean; readonly kills: number; kill(): void }
/** A database server that is killed in the middle of its work. */
class Postgres implements Victim {
  readonly name = "PostgreSQL";
  readonly #server: ThrowawayServer;
  isUp = true;
  kills = 0;
  constructor(server: ThrowawayServer) { this.#server = server; }
  kill(): void {
    this.kills++;
    this.isUp = false;
    void this.#server.crash().then(() => { this.isUp = true; });
  }
}

// A server of this test alone, which keeps what it has acknowledged: the common one of a test run is never killed.
const common = process.env.HOMEFIELD_TEST_POSTGRES;
let server: ThrowawayServer;
let hop: FaultyHop;
let house: HandOverHouse;
beforeAll(async () => {
  server = await startThrowawayServer({ durable: true });
  process.env.HOMEFIELD_TEST_POSTGRES = server.superuserUrl;
  house = await openHandOverHouse({ beforeErp: async (erpUrl) => (hop = await openFaultyHop(erpUrl, chance)).url });
});
afterAll(async () => {
  await house?.stop();
  await hop?.stop();
  process.env.HOMEFIELD_TEST_POSTGRES = common;
  await server?.stop();
});

/** A transaction that signs and does not end for long: the first row of the outbox, seen last. */
async function aSignatureThatTakesLong(accountId: string): Promise<{ quote: SentQuote; end: () => Promise<void> }> {
  const { crm } = house;
  const pipeline = await crm.db.insertInto("pipeline").values({ name: "Direct" }).returning("id").executeTakeFirstOrThrow();
  const stage = await crm.db.insertInto("stage").values({ pipelineId: pipeline.id, name: "Propose", position: 1, probabilityPercent: 50 }).returning("id").executeTakeFirstOrThrow();
  const opportunity = await crm.db.insertInto("opportunity").values({ accountId, name: "Town square", pipelineId: pipeline.id, stageId: stage.id, currency: "DKK" }).returning("id").executeTakeFirstOrThrow();
  const [quote] = (await sentQuotes(house, [accountId], 1, { opportunityId: opportunity.id })) as [SentQuote];
  const holder = await crm.pool.connect();
  await holder.query("begin");
  await holder.query("select 1 from opportunity where id = $1 for update", [opportunity.id]);
  // Signature and outbox row are written; the won opportunity has to wait, and with it the commit.
  const signing = sign(house, quote);
  await expect.poll(async () => (await crm.pool.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%opportunity%'")).rowCount, { timeout: 20_000, interval: 100 }).toBeGreaterThan(0);
  return {
    quote,
    end: async () => {
      await holder.query("rollback");
      holder.release();
      await signing;
    },
  };
}
const deliveredOf = async (quotes: readonly SentQuote[]): Promise<number> => (await house.crm.db.selectFrom("signedOrder").select("signatureId").where("status", "=", "DELIVERED").where("quoteId", "in", quotes.map(({ id }) => id)).execute()).length;

it(`makes exactly one order of each of ${SIGNATURES} signatures while ERP, CRM, gateway and PostgreSQL are killed ${KILLS} times and the network lies (SEED=${SEED})`, async () => {
  const { gateway, crm, secondCrm, erp } = house.services;
  const postgres = new Postgres(server);
  const accounts = await house.prospects(200);
  const quotes = await sentQuotes(house, accounts.slice(1), SIGNATURES - 1);
  // An account of its own: what hangs on one account rightly waits for it.
  const long = await aSignatureThatTakesLong(accounts[0]!);

  // Others pass it by, whatever its place in the outbox.
  const first = quotes.slice(0, BEFORE_KILLS);
  await inLanes(LANES, first, (quote) => sign(house, quote));
  await expect.poll(() => deliveredOf(first), { timeout: 60_000, interval: 200 }).toBe(first.length);
  await long.end();
  await expect.poll(() => deliveredOf([long.quote]), { timeout: 30_000, interval: 200 }).toBe(1);
  const ids = (await house.crm.db.selectFrom("signedOrder").select(["signatureId", "quoteId"]).orderBy("signatureId").execute()).map(({ quoteId }) => quoteId);
  expect(ids[0]).toBe(long.quote.id);

  const victims: readonly Victim[] = [erp, erp, erp, crm, crm, secondCrm, gateway, postgres, postgres];
  const rest = quotes.slice(BEFORE_KILLS);
  for (let round = 0; round < KILLS; round++) {
    const some = rest.slice(Math.floor((round * rest.length) / KILLS), Math.floor(((round + 1) * rest.length) / KILLS));
    const signing = inLanes(LANES, some, (quote) => sign(house, quote));
    await sleep(chance.next() * 900);
    const up = victims.filter((victim) => victim.isUp);
    chance.of(up).kill();
    await signing;
  }
  await expect.poll(() => victims.every((victim) => victim.isUp), { timeout: 60_000, interval: 50 }).toBe(true);
  const lastRestart = Date.now();
  await Promise.all([hop.heal(), drained(house, 30_000)]);
  const drainedMs = Date.now() - lastRestart;

  await expectExactlyOnce(house, [long.quote, ...quotes], accounts);
  const killed = [erp, crm, secondCrm, gateway, postgres].map(({ name, kills }) => `${name} ${kills}`).join(", ");
  console.log(`SEED=${SEED}: ${SIGNATURES} signatures, ${KILLS} kills (${killed}); of deliveries ${Object.entries(hop.done).map(([fault, times]) => `${fault} ${times}`).join(", ")}; drained ${(drainedMs / 1_000).toFixed(1)} s after the last restart`);
  expect([erp, crm, secondCrm, gateway, postgres].reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS);
  expect(Object.values(hop.done).every((times) => times > 10)).toBe(true);
  expect(drainedMs).toBeLessThanOrEqual(30_000);
});
