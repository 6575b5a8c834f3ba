import { act, audit, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { tidyCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationUnitSetArgs } from "../../generated/graphql.ts";
import { unitByCode, type UnitRow } from "./item.rows.ts";
import { wholeBetween } from "./items.rules.ts";

/** Makes a unit or changes it. Quantities of its items were checked against its decimals, so these stay once it is used. */
export async function setUnit(ctx: ErpContext, { input }: MutationUnitSetArgs): Promise<{ unit: UnitRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 60);
  const decimals = wholeBetween(input.decimals, 0, 4, ["input", "decimals"], "The number of decimals");
  await act(ctx, { name: "unitSet" }, async (tx) => {
    // An item being made holds its unit's key: this waits for it and then sees the item.
    const { rows } = await sql<UnitRow>`select * from unit where code = ${code} for update`.execute(tx);
    const before = rows[0];
    if (before && before.decimals !== decimals && await tx.selectFrom("item").select("number").where("unit", "=", code).limit(1).executeTakeFirst()) {
      refuse("UNIT_IN_USE", `Items are counted in ${code} with ${before.decimals} decimals. Make another unit for finer or coarser ones.`, ["input", "decimals"]);
    }
    await tx.insertInto("unit").values({ code, name, decimals }).onConflict((c) => c.column("code").doUpdateSet({ name, decimals })).execute();
    await audit(tx, ctx, { act: "unitSet", entity: "Unit", key: code, changes: { name: [before?.name ?? null, name], decimals: [before?.decimals ?? null, decimals] } });
  });
  return { unit: await unitByCode(ctx, code) };
}
