import { act, assertSensibleDate, audit, checkVersion, isUuid, notFound, refuse } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { MutationPriceRuleEndArgs } from "../../generated/graphql.ts";
import { priceRuleById, type PriceRuleRow, visibleRule } from "./price-rule.rows.ts";

export async function endPriceRule(ctx: ErpContext, { id, validTo, expectedVersion }: MutationPriceRuleEndArgs): Promise<{ priceRule: PriceRuleRow | null }> {
  assertSensibleDate(validTo, ctx.today, ["validTo"], "The last day");
  await act(ctx, { name: "priceRuleEnd" }, async (tx) => {
    const found = isUuid(id) ? (await sql<PriceRuleRow>`select r.* from price_rule r where r.id = ${id} and ${visibleRule(ctx)} for update`.execute(tx)).rows[0] : undefined;
    const rule = found ?? notFound("price rule", id, ["id"]);
    checkVersion(rule, expectedVersion, "price rule");
    if (validTo < rule.validFrom) refuse("ENDS_BEFORE_START", `The rule starts on ${rule.validFrom}; it can't end before that. Choose that day or a later one.`, ["validTo"]);
    if (rule.validTo !== null && validTo > rule.validTo) refuse("ALREADY_ENDED", `The rule ends on ${rule.validTo} already and is not prolonged. Make a new rule for the days after it.`, ["validTo"]);
    if (rule.validTo === validTo) return;
    await tx.updateTable("priceRule").set({ validTo, version: rule.version + 1 }).where("id", "=", rule.id).execute();
    await audit(tx, ctx, { act: "priceRuleEnd", entity: "PriceRule", key: rule.id, changes: { validTo: [rule.validTo, validTo] } });
  });
  return { priceRule: await priceRuleById(ctx, id) };
}
