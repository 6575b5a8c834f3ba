import { act, audit, notFound, refuse, text } from "@homefield/kit";
import { isCountry, legalEntityByCode, tidyCode } from "../../company/company.module.ts";
import { assertSees, type ErpContext, sees } from "../../context.ts";
import type { MutationWarehouseSetArgs } from "../../generated/graphql.ts";
import { warehouseByCode, type WarehouseRow } from "./inventory.loaders.ts";

/** Makes a warehouse or changes its name and address. */
export async function setWarehouse(ctx: ErpContext, { input }: MutationWarehouseSetArgs): Promise<{ warehouse: WarehouseRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const country = input.country.trim().toUpperCase();
  if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${input.country.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, ["input", "country"]);
  const facts = {
    name: text(input.name, ["input", "name"], "The name", 80), country,
    line1: text(input.line1, ["input", "line1"], "The street", 120), postalCode: text(input.postalCode, ["input", "postalCode"], "The postal code", 20), city: text(input.city, ["input", "city"], "The town", 80),
  };
  await act(ctx, { name: "warehouseSet" }, async (tx) => {
    assertSees(ctx, input.legalEntity, "legal entity", input.legalEntity, ["input", "legalEntity"]);
    if (!(await legalEntityByCode(ctx, input.legalEntity))) notFound("legal entity", input.legalEntity, ["input", "legalEntity"]);
    const before = await tx.selectFrom("warehouse").selectAll().where("code", "=", code).executeTakeFirst();
    // Stock belongs to a company and is sold, not moved, to another. A stranger's code is told as taken, not as theirs.
    if (before && !sees(ctx, before.legalEntity)) refuse("DUPLICATE_CODE", `The code ${code} is taken. Choose another.`, ["input", "code"]);
    if (before && before.legalEntity !== input.legalEntity) refuse("ENTITY_FIXED", `${code} holds stock of ${before.legalEntity} and stays with it. Make another warehouse.`, ["input", "legalEntity"]);
    await tx.insertInto("warehouse").values({ code, legalEntity: input.legalEntity, ...facts }).onConflict((c) => c.column("code").doUpdateSet(facts)).execute();
    await audit(tx, ctx, { act: "warehouseSet", entity: "Warehouse", key: code, changes: { legalEntity: input.legalEntity, ...facts } });
  });
  return { warehouse: await warehouseByCode(ctx, code) };
}
