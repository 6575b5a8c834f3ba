import { act, audit, notFound, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { tidyCode } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationItemCategorySetArgs } from "../../generated/graphql.ts";
import { categoryByCode, type ItemCategoryRow } from "./item.rows.ts";

/** Makes a category or changes its name and place. */
export async function setItemCategory(ctx: ErpContext, { input }: MutationItemCategorySetArgs): Promise<{ itemCategory: ItemCategoryRow | null }> {
  const code = tidyCode(input.code, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 60);
  const parent = input.parent ?? null;
  await act(ctx, { name: "itemCategorySet" }, async (tx) => {
    // One at a time: two moves at once could close a ring that neither sees.
    await sql`lock table item_category in share row exclusive mode`.execute(tx);
    if (parent !== null) await assertAbove(tx, code, parent);
    const before = await tx.selectFrom("itemCategory").selectAll().where("code", "=", code).executeTakeFirst();
    await tx.insertInto("itemCategory").values({ code, name, parent }).onConflict((c) => c.column("code").doUpdateSet({ name, parent })).execute();
    await audit(tx, ctx, { act: "itemCategorySet", entity: "ItemCategory", key: code, changes: { name: [before?.name ?? null, name], parent: [before?.parent ?? null, parent] } });
  });
  return { itemCategory: await categoryByCode(ctx, code) };
}
async function assertAbove(tx: Tx, code: string, parent: string): Promise<void> {
  const rows = await tx.selectFrom("itemCategory").select(["code", "parent"]).execute();
  const parents = new Map(rows.map((row) => [row.code, row.parent]));
  if (!parents.has(parent)) notFound("item category", parent, ["input", "parent"]);
  for (let above: string | null | undefined = parent; above; above = parents.get(above)) {
    if (above === code) refuse("CYCLE", `${parent} stands below ${code}, or is it. Choose another category above.`, ["input", "parent"]);
  }
}
