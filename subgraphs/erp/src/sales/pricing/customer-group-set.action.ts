import { act, audit, text } from "@homefield/kit";
import { tidyCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationCustomerGroupSetArgs } from "../../generated/graphql.ts";
import { customerGroupByCode, type CustomerGroupRow } from "./price-rule.rows.ts";

export async function setCustomerGroup(ctx: ErpContext, { input }: MutationCustomerGroupSetArgs): Promise<{ customerGroup: CustomerGroupRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 60);
  await act(ctx, { name: "customerGroupSet" }, async (tx) => {
    const before = await tx.selectFrom("customerGroup").select("name").where("code", "=", code).executeTakeFirst();
    await tx.insertInto("customerGroup").values({ code, name }).onConflict((c) => c.column("code").doUpdateSet({ name })).execute();
    await audit(tx, ctx, { act: "customerGroupSet", entity: "CustomerGroup", key: code, changes: { name: [before?.name ?? null, name] } });
  });
  return { customerGroup: await customerGroupByCode(ctx, code) };
}
