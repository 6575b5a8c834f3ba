import { act, assertSensibleDate, audit, notFound, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext } from "../context.ts";
import type { MutationTaxCodeSetArgs } from "../generated/graphql.ts";
import { legalEntityByCode, type LegalEntityRow } from "./company.module.ts";
import { tidyCode } from "./company.rules.ts";
import { assertTaxPercent } from "./legal-entity-create.action.ts";

/** Makes a tax code, or changes its name and its rate from a day on. A rate that documents were taxed by stays. */
export async function setTaxCode(ctx: ErpContext, { legalEntity, input }: MutationTaxCodeSetArgs): Promise<{ legalEntity: LegalEntityRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 80);
  const percent = assertTaxPercent(input.percent, input.kind, ["input", "percent"]);
  assertSensibleDate(input.validFrom, ctx.today, ["input", "validFrom"], "The first day");
  await act(ctx, { name: "taxCodeSet" }, async (tx) => {
    assertSees(ctx, legalEntity, "legal entity", legalEntity, ["legalEntity"]);
    const entity = await sql`select 1 from legal_entity where code = ${legalEntity} for no key update`.execute(tx);
    if (entity.rows.length === 0) notFound("legal entity", legalEntity, ["legalEntity"]);
    const before = await tx.selectFrom("taxCode").select(["kind", "name"]).where("legalEntity", "=", legalEntity).where("code", "=", code).executeTakeFirst();
    if (before && before.kind !== input.kind) refuse("KIND_FIXED", `${code} is ${before.kind.toLowerCase().replaceAll("_", " ")} and stays so: documents were taxed by it. Make a new code.`, ["input", "kind"]);
    if (before && input.validFrom < ctx.today) refuse("RATE_IN_PAST", `${code} has taxed documents until today; a new rate begins today or later.`, ["input", "validFrom"]);
    await tx.insertInto("taxCode").values({ legalEntity, code, name, kind: input.kind }).onConflict((c) => c.columns(["legalEntity", "code"]).doUpdateSet({ name })).execute();
    await tx.insertInto("taxRate").values({ legalEntity, taxCode: code, validFrom: input.validFrom, percent }).onConflict((c) => c.columns(["legalEntity", "taxCode", "validFrom"]).doUpdateSet({ percent })).execute();
    await audit(tx, ctx, { act: "taxCodeSet", entity: "LegalEntity", key: legalEntity, changes: { code, name: [before?.name ?? null, name], kind: input.kind, percent, validFrom: input.validFrom } });
  });
  return { legalEntity: await legalEntityByCode(ctx, legalEntity) };
}
