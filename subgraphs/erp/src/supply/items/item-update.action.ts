import { act, audit, checkVersion, differences, notFound, optionalText, refuse, text } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import type { ItemUpdateInput, MutationItemUpdateArgs } from "../../generated/graphql.ts";
import { assertCategory, assertWeight } from "./item-create.action.ts";
import { itemByNumber, type ItemRow } from "./item.rows.ts";
import { wholeBetween } from "./items.rules.ts";

export async function updateItem(ctx: ErpContext, { number, input, expectedVersion }: MutationItemUpdateArgs): Promise<{ item: ItemRow | null }> {
  await act(ctx, { name: "itemUpdate" }, async (tx) => {
    const item = (await tx.selectFrom("item").selectAll().where("number", "=", number).forNoKeyUpdate().executeTakeFirst()) ?? notFound("item", number, ["number"]);
    checkVersion(item, expectedVersion, "item");
    const changes = { ...changesOf(input), ...(input.category !== undefined && { category: await assertCategory(tx, given(input.category, "category", "The category")) }) };
    const changed = differences(item, changes);
    if (Object.keys(changed).length === 0) return;
    await tx.updateTable("item").set({ ...changes, version: item.version + 1 }).where("number", "=", number).execute();
    await audit(tx, ctx, { act: "itemUpdate", entity: "Item", key: number, changes: changed });
  });
  return { item: await itemByNumber(ctx, number) };
}
/** Absent leaves, null clears; what every item must have can't be cleared. */
function changesOf(input: ItemUpdateInput) {
  return {
    ...(input.name !== undefined && { name: text(given(input.name, "name", "The name"), ["input", "name"], "The name") }),
    ...(input.description !== undefined && { description: optionalText(input.description, ["input", "description"], "The description", 2000) }),
    ...(input.leadTimeDays !== undefined && { leadTimeDays: wholeBetween(given(input.leadTimeDays, "leadTimeDays", "The lead time"), 0, 730, ["input", "leadTimeDays"], "The lead time in days") }),
    ...(input.weightGrams !== undefined && { weightGrams: input.weightGrams === null ? null : assertWeight(input.weightGrams) }),
    ...(input.status !== undefined && { status: given(input.status, "status", "The status") }),
  };
}
const given = <T>(value: T | null, field: string, what: string): T => value ?? refuse("EMPTY", `${what} can't be cleared. Leave it out to keep it.`, ["input", field]);
