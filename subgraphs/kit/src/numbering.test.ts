import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Tx } from "./context.ts";
import { aKitDatabase, type KitDatabase, type KitTables } from "./kit.fixture.ts";
import { nextLegalNumber, nextNumber } from "./numbering.ts";

let kit: KitDatabase;
beforeAll(async () => void (kit = await aKitDatabase({ poolSize: 40 })));
afterAll(() => kit.drop());
beforeEach(async () => {
  await sql`truncate numbered, number_series`.execute(kit.db);
  await sql`drop sequence if exists legal`.execute(kit.db);
  await sql`create sequence legal`.execute(kit.db);
});

type Draw = (tx: Tx<KitTables>) => Promise<string>;
const key = { legalEntity: "NHDK", series: "INV", fiscalYear: 2026 };
const numberOf = (n: string): string => `INV-NHDK-2026-${n.padStart(6, "0")}`;

/** 32 posters at once, each with 4 documents of which every third fails after it has drawn its number. Answers what stands in the books. */
async function race(draw: Draw): Promise<string[]> {
  await Promise.all(Array.from({ length: 32 }, async (_, poster) => {
    for (let i = 0; i < 4; i++) {
      await kit.db.transaction().execute(async (tx) => {
        const number = await draw(tx);
        await sql`insert into numbered values (${number})`.execute(tx);
        if ((poster + i) % 3 === 0) throw new Error("the posting fails");
      }).catch((error: Error) => { if (error.message !== "the posting fails") throw error; });
    }
  }));
  return (await sql<{ number: string }>`select number from numbered order by number`.execute(kit.db)).rows.map((row) => row.number);
}
const POSTED = Array.from({ length: 32 }, (_, poster) => [0, 1, 2, 3].filter((i) => (poster + i) % 3 !== 0).length).reduce((a, b) => a + b);
const gapless = Array.from({ length: POSTED }, (_, i) => numberOf(String(i + 1)));

describe("legal numbers under 32 racers, a third of whom fail", () => {
  it("would have gaps if a sequence drew them", async () => {
    const numbers = await race(async (tx) => numberOf((await sql<{ n: string }>`select nextval('legal') as n`.execute(tx)).rows[0]!.n));
    expect(numbers).toHaveLength(POSTED);
    expect(numbers).not.toEqual(gapless);
  });
  it("would be given twice if the counter were read without its lock", async () => {
    await sql`insert into number_series values ('NHDK', 'INV', 2026, 0)`.execute(kit.db);
    const numbers = await race(async (tx) => {
      const { rows } = await sql<{ lastNumber: string }>`select last_number from number_series`.execute(tx);
      const next = (BigInt(rows[0]!.lastNumber) + 1n).toString();
      await sql`update number_series set last_number = ${next}`.execute(tx);
      return numberOf(next);
    });
    expect(new Set(numbers).size).toBeLessThan(POSTED);
  });
  it("are gapless and unique as kit draws them", async () => {
    expect(await race((tx) => nextLegalNumber(tx, key))).toEqual(gapless);
  });
});

describe("number series", () => {
  const draw = (part: Partial<typeof key>): Promise<string> => kit.db.transaction().execute((tx) => nextLegalNumber(tx, { ...key, ...part }));
  it("run apart for each entity, series and fiscal year", async () => {
    expect(await draw({})).toBe("INV-NHDK-2026-000001");
    expect(await draw({ legalEntity: "NHFR" })).toBe("INV-NHFR-2026-000001");
    expect(await draw({ series: "CN" })).toBe("CN-NHDK-2026-000001");
    expect(await draw({ fiscalYear: 2027 })).toBe("INV-NHDK-2027-000001");
    expect(await draw({})).toBe("INV-NHDK-2026-000002");
  });
  it("go on past six digits", async () => {
    await sql`insert into number_series values ('NHDK', 'INV', 2026, 999999)`.execute(kit.db);
    expect(await draw({})).toBe("INV-NHDK-2026-1000000");
  });
});

describe("ordinary numbers", () => {
  it("are unique under racers, and wait for nobody", async () => {
    const numbers = await Promise.all(Array.from({ length: 32 }, () => kit.db.transaction().execute((tx) => nextNumber(tx, "chair_number", "CH"))));
    expect(new Set(numbers).size).toBe(32);
    expect(numbers.toSorted()[0]).toBe("CH-100");
  });
});
