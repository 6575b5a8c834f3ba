import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type pg from "pg";
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
  await fillListsHouse(house, { accounts: 500, customers: 300, seed });
  oracle = await house.oracle();
  await prepareOracle(oracle);
});
afterAll(() => house?.stop());

describe("lists across owners answer as one database would", { timeout: 300_000 }, () => {
  it("for accounts by any mix of facts of both, in any order, whichever way is taken", async () => {
    const random = randomFrom(seed);
    const chosen = new Set<string>();
    for (let i = 0; i < 100; i++) (await compareAccounts(house, oracle, random)).forEach((way) => chosen.add(way));
    expect([...chosen].some((way) => way.startsWith("crm"))).toBe(true);
    expect([...chosen].some((way) => way.startsWith("erp"))).toBe(true);
  });
  it.each(["TERRITORY", "OWNER", "TEAM", "SEGMENT", "CUSTOMER_GROUP", "MARKET", "LEGAL_ENTITY"] as const)("summed by %s over both owners", async (groupBy) => {
    const random = randomFrom(seed + 2);
    let groups = 0;
    for (let i = 0; i < 6; i++) groups += await compareGroups(house, oracle, groupBy, random);
    expect(groups).toBeGreaterThan(6);
  });
  it.each(["customers", "salesOrders", "invoices"] as const)("for %s of the ERP by facts of the CRM", async (list) => {
    const random = randomFrom(seed + 1);
    const chosen: string[] = [];
    for (let i = 0; i < 35; i++) chosen.push(...(await compareErp(house, oracle, list, random)));
    expect(new Set(chosen).size).toBeGreaterThan(1);
  });
});
