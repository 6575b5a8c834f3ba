import { act, audit, notFound, optionalText, refuse, text } from "@homefield/kit";
import type { Kysely } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { MutationItemCreateArgs } from "../../generated/graphql.ts";
import type { DB } from "../../generated/tables.ts";
import { itemByNumber, type ItemRow } from "./item.rows.ts";
import { assertItemNumber, wholeBetween } from "./items.rules.ts";

export async function createItem(ctx: ErpContext, { input }: MutationItemCreateArgs): Promise<{ item: ItemRow | null }> {
  const values = {
    number: assertItemNumber(input.number, ["input", "number"]),
    name: text(input.name, ["input", "name"], "The name"),
    description: optionalText(input.description, ["input", "description"], "The description", 2000),
    isStocked: input.isStocked ?? true,
    leadTimeDays: wholeBetween(input.leadTimeDays, 0, 730, ["input", "leadTimeDays"], "The lead time in days"),
    weightGrams: input.weightGrams === null || input.weightGrams === undefined ? null : assertWeight(input.weightGrams),
  };
  await act(ctx, { name: "itemCreate" }, async (tx) => {
    const category = await assertCategory(tx, input.category);
    const unit = (await tx.selectFrom("unit").select("code").where("code", "=", input.unit).executeTakeFirst())?.code ?? notFound("unit", input.unit, ["input", "unit"]);
    const made = await tx.insertInto("item").values({ ...values, category, unit, createdAt: ctx.now }).onConflict((c) => c.column("number").doNothing()).returning("number").executeTakeFirst();
    if (!made) refuse("DUPLICATE_NUMBER", `There is an item ${values.number} already. Choose another number, or change that item.`, ["input", "number"]);
    await audit(tx, ctx, { act: "itemCreate", entity: "Item", key: values.number, changes: { ...values, category, unit } });
  });
  return { item: await itemByNumber(ctx, values.number) };
}
export const assertCategory = async (db: Kysely<DB>, code: string): Promise<string> =>
  (await db.selectFrom("itemCategory").select("code").where("code", "=", code).executeTakeFirst())?.code ?? notFound("item category", code, ["input", "category"]);
export const assertWeight = (grams: number): number => wholeBetween(grams, 0, 100_000_000, ["input", "weightGrams"], "The weight in grams");
