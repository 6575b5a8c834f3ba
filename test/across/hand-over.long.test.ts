import { afterAll, beforeAll, expect, it } from "vitest";
import { type HandOverHouse, openHandOverHouse } from "../support/hand-over-house.ts";
import { drained, expectExactlyOnce, inLanes, killing, sentQuotes, sign } from "../support/signatures-under-kills.ts";

let house: HandOverHouse;
beforeAll(async () => { house = await openHandOverHouse(); });
afterAll(() => house.stop());

it("makes exactly one order of each of 200 signatures while ERP, CRM and gateway are killed at random", async () => {
  const accounts = await house.prospects(60);
  const quotes = await sentQuotes(house, accounts, 200);
  const { gateway, crm, secondCrm, erp } = house.services;
  const killer = killing([erp, erp, erp, crm, crm, secondCrm, gateway], 1_200);
  await inLanes(4, quotes, (quote) => sign(house, quote));
  // The relay goes on under fire when the last signature is in.
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const kills = await killer.stop();
  await drained(house, 120_000);
  await expectExactlyOnce(house, quotes, accounts);
  console.log(`${kills} kills: ${[erp, crm, secondCrm, gateway].map(({ name, kills: times }) => `${name} ${times}`).join(", ")}`);
  expect(kills).toBeGreaterThan(20);
});
