import { act, audit, refuse, text } from "@homefield/kit";
import { tidyCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationPaymentTermsSetArgs } from "../../generated/graphql.ts";
import { paymentTermsByCode, type PaymentTermsRow } from "./payment-terms.ts";

/** Makes payment terms or changes them, from the next invoice on. */
export async function setPaymentTerms(ctx: ErpContext, { input }: MutationPaymentTermsSetArgs): Promise<{ paymentTerms: PaymentTermsRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 60);
  const { days } = input;
  if (days < 0 || days > 365) refuse("OUT_OF_RANGE", `An invoice is due within 0 to 365 days, not ${days}.`, ["input", "days"]);
  await act(ctx, { name: "paymentTermsSet" }, async (tx) => {
    const before = await tx.selectFrom("paymentTerms").selectAll().where("code", "=", code).executeTakeFirst();
    await tx.insertInto("paymentTerms").values({ code, name, days }).onConflict((c) => c.column("code").doUpdateSet({ name, days })).execute();
    await audit(tx, ctx, { act: "paymentTermsSet", entity: "PaymentTerms", key: code, changes: { name: [before?.name ?? null, name], days: [before?.days ?? null, days] } });
  });
  return { paymentTerms: await paymentTermsByCode(ctx, code) };
}
