import { answer, pageOf, pageOfMany } from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { ItemStockMovesArgs, MutationItemCategorySetArgs, MutationItemCreateArgs, MutationItemUpdateArgs, MutationUnitSetArgs, QueryItemArgs, QueryItemsArgs } from "../../generated/graphql.ts";
import { balancesOfItem, stockMoveList, stockTotalOfItem } from "../inventory/inventory.module.ts";
import { setItemCategory } from "./item-category-set.action.ts";
import { createItem } from "./item-create.action.ts";
import { updateItem } from "./item-update.action.ts";
import { categoryByCode, itemByNumber, type ItemCategoryRow, type ItemRow, unitByCode } from "./item.rows.ts";
import { itemList } from "./items.list.ts";
import { setUnit } from "./unit-set.action.ts";

export const itemsResolvers = {
  Query: {
    item: (_p: unknown, args: QueryItemArgs, ctx: ErpContext) => itemByNumber(ctx, args.number),
    items: (_p: unknown, args: QueryItemsArgs, ctx: ErpContext) => pageOf(ctx, itemList, args),
    itemCategories: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("itemCategory").selectAll().orderBy("code").execute(),
    units: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("unit").selectAll().orderBy("code").execute(),
  },
  Mutation: {
    itemCreate: (_p: unknown, args: MutationItemCreateArgs, ctx: ErpContext) => answer(() => createItem(ctx, args)),
    itemUpdate: (_p: unknown, args: MutationItemUpdateArgs, ctx: ErpContext) => answer(() => updateItem(ctx, args)),
    unitSet: (_p: unknown, args: MutationUnitSetArgs, ctx: ErpContext) => answer(() => setUnit(ctx, args)),
    itemCategorySet: (_p: unknown, args: MutationItemCategorySetArgs, ctx: ErpContext) => answer(() => setItemCategory(ctx, args)),
  },
  Item: {
    __resolveReference: (ref: { number: string }, ctx: ErpContext) => itemByNumber(ctx, ref.number),
    category: (item: ItemRow, _a: unknown, ctx: ErpContext) => categoryByCode(ctx, item.category),
    unit: (item: ItemRow, _a: unknown, ctx: ErpContext) => unitByCode(ctx, item.unit),
    stock: (item: ItemRow, _a: unknown, ctx: ErpContext) => balancesOfItem(ctx, item.number),
    onHand: async (item: ItemRow, _a: unknown, ctx: ErpContext) => (await stockTotalOfItem(ctx, item.number))?.onHand ?? "0",
    available: async (item: ItemRow, _a: unknown, ctx: ErpContext) => (await stockTotalOfItem(ctx, item.number))?.available ?? "0",
    stockMoves: (item: ItemRow, args: ItemStockMovesArgs, ctx: ErpContext) => pageOfMany(ctx, stockMoveList, { name: "item", by: sql`m.item_number`, type: "text" }, item.number, args),
  },
  ItemCategory: {
    parent: (category: ItemCategoryRow, _a: unknown, ctx: ErpContext) => (category.parent === null ? null : categoryByCode(ctx, category.parent)),
  },
};
