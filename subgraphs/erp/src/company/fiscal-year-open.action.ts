import { act, audit, notFound, refuse } from "@homefield/kit";
import { assertSees, type ErpContext } from "../context.ts";
import type { MutationFiscalYearOpenArgs } from "../generated/graphql.ts";
import { periodsOfEntity } from "./company.loaders.ts";
import { type FiscalPeriodRow, openFiscalYear } from "./company.module.ts";

export async function fiscalYearOpen(ctx: ErpContext, { legalEntity, fiscalYear }: MutationFiscalYearOpenArgs): Promise<{ fiscalPeriods: FiscalPeriodRow[] }> {
  await act(ctx, { name: "fiscalYearOpen" }, async (tx) => {
    assertSees(ctx, legalEntity, "legal entity", legalEntity, ["legalEntity"]);
    // One at a time, so that two callers don't leave a gap between them.
    const entity = await tx.selectFrom("legalEntity").select("code").where("code", "=", legalEntity).forUpdate().executeTakeFirst();
    if (!entity) notFound("legal entity", legalEntity, ["legalEntity"]);
    const known = (await tx.selectFrom("fiscalPeriod").select("fiscalYear").distinct().where("legalEntity", "=", legalEntity).orderBy("fiscalYear").execute()).map((row) => row.fiscalYear);
    if (known.includes(fiscalYear)) return;
    const [first, last] = [known[0], known.at(-1)];
    const thisYear = Number(ctx.today.slice(0, 4));
    const next = first === undefined || last === undefined ? [thisYear - 1, thisYear, thisYear + 1] : [first - 1, last + 1];
    if (!next.includes(fiscalYear)) {
      refuse("FISCAL_YEAR_GAP", `Fiscal years follow one another without a gap. ${legalEntity} can open ${next.join(" or ")}; you asked for ${fiscalYear}.`, ["fiscalYear"]);
    }
    await openFiscalYear(tx, legalEntity, fiscalYear);
    await audit(tx, ctx, { act: "fiscalYearOpen", entity: "LegalEntity", key: legalEntity, changes: { fiscalYear } });
  });
  return { fiscalPeriods: (await periodsOfEntity(ctx, legalEntity, fiscalYear)).toReversed() };
}
