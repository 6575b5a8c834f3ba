import { act, audit, checkVersion, differences, notFound } from "@homefield/kit";
import { sql } from "kysely";
import { assertSees, type ErpContext } from "../context.ts";
import type { MutationLegalEntityUpdateArgs } from "../generated/graphql.ts";
import { legalEntityByCode, type LegalEntityRow } from "./company.module.ts";
import { factsIn, factsOf, namedIn } from "./legal-entity-facts.ts";

/** Changes facts of a company; what was true until now is kept for the documents issued so far. */
export async function updateLegalEntity(ctx: ErpContext, { code, input, expectedVersion }: MutationLegalEntityUpdateArgs): Promise<{ legalEntity: LegalEntityRow | null }> {
  await act(ctx, { name: "legalEntityUpdate" }, async (tx) => {
    assertSees(ctx, code, "legal entity", code, ["code"]);
    const { rows } = await sql<LegalEntityRow>`select * from legal_entity where code = ${code} for no key update`.execute(tx);
    const before = rows[0] ?? notFound("legal entity", code, ["code"]);
    checkVersion(before, expectedVersion, "company");
    const changes = differences({ ...before }, factsOf(input, before.country, namedIn(input)));
    const fields = Object.keys(changes);
    if (fields.length === 0) return;
    await tx.updateTable("legalEntity").set({ ...Object.fromEntries(Object.entries(changes).map(([field, [, value]]) => [field, value])), version: before.version + 1 }).where("code", "=", code).execute();
    await sql`insert into legal_entity_former (legal_entity, replaced_at, facts) values (${code}, ${ctx.now}::timestamptz,
      ${JSON.stringify(factsIn(before))}::jsonb)`.execute(tx);
    await audit(tx, ctx, { act: "legalEntityUpdate", entity: "LegalEntity", key: code, changes });
  });
  return { legalEntity: await legalEntityByCode(ctx, code) };
}
