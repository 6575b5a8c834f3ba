import { act, assertMinorUnits, audit, dec, notFound, refuse } from "@homefield/kit";
import { legalEntityByCode, type LegalEntityRow } from "../company.module.ts";
import { assertSees, type ErpContext } from "../../context.ts";
import type { MutationFourEyesAmountSetArgs } from "../../generated/graphql.ts";

/** Sets from which amount on two people are needed. Whoever sets it is in the audit trail. */
export async function setFourEyesAmount(ctx: ErpContext, { legalEntity, amount }: MutationFourEyesAmountSetArgs): Promise<{ legalEntity: LegalEntityRow | null }> {
  await act(ctx, { name: "fourEyesAmountSet" }, async (tx) => {
    assertSees(ctx, legalEntity, "legal entity", legalEntity, ["legalEntity"]);
    const entity = await tx.selectFrom("legalEntity").select(["code", "baseCurrency", "fourEyesAmount"]).where("code", "=", legalEntity).forNoKeyUpdate().executeTakeFirst();
    if (!entity) return notFound("legal entity", legalEntity, ["legalEntity"]);
    const after = dec(amount);
    if (after.isNegative()) refuse("NEGATIVE", "The amount can't be below zero. Zero asks for two people always.", ["amount"]);
    if (after.greaterThan("1e15")) refuse("TOO_LARGE", "The amount is too large to ever count.", ["amount"]);
    assertMinorUnits(after, entity.baseCurrency, ["amount"], "The amount");
    await tx.updateTable("legalEntity").set({ fourEyesAmount: after.toFixed() }).where("code", "=", entity.code).execute();
    await audit(tx, ctx, { act: "fourEyesAmountSet", entity: "LegalEntity", key: entity.code, changes: { fourEyesAmount: [entity.fourEyesAmount, after.toFixed()] } });
  });
  return { legalEntity: await legalEntityByCode(ctx, legalEntity) };
}
