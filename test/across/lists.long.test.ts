import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compareAccounts, compareErp, compareGroups } from "../support/lists-comparison.ts";
import { fillListsHouse } from "../support/lists-company.ts";
import { type ListsHouse, openListsHouse } from "../support/lists-house.ts";
import { prepareOracle } from "../support/lists-oracle.ts";
import { randomFrom } from "../support/lists-predicates.ts";

const seed = Number(process.env["LISTS_SEED"] ?? Date.now() % 1_000_000);
let house: ListsHouse;
let oracle: pg.Client;
beforeAll(async () => {
  console.log(`lists run with LISTS_SEED=${seed}`);
  house = await openListsHouse();
  await fillListsHouse(house, { accounts: 1_500, customers: 900, seed });
  oracle = await house.oracle();
  await prepareOracle(oracle);
});
afterAll(() => house?.stop());

it("2,000 random lists of accounts, each by every way there is, are those of one database", async () => {
  const random = randomFrom(seed);
  const chosen = new Map<string, number>();
  for (let i = 0; i < 2_000; i++) for (const way of await compareAccounts(house, oracle, random)) chosen.set(way, (chosen.get(way) ?? 0) + 1);
  console.log(`ways taken: ${[...chosen].map(([way, n]) => `${way} ${n}`).join(", ")}`);
  expect(chosen.size).toBeGreaterThan(4);
});
it("and 300 of each list of the ERP, and 200 sums by groups", async () => {
  const random = randomFrom(seed + 1);
  let groups = 0;
  for (const list of ["customers", "salesOrders", "invoices"] as const) for (let i = 0; i < 300; i++) await compareErp(house, oracle, list, random);
  for (let i = 0; i < 25; i++) for (const groupBy of ["TERRITORY", "OWNER", "TEAM", "SEGMENT", "COUNTRY", "CUSTOMER_GROUP", "MARKET", "LEGAL_ENTITY"] as const) groups += await compareGroups(house, oracle, groupBy, random);
  expect(groups).toBeGreaterThan(200);
});
