import { answer, money, type Resolvers } from "@homefield/kit";
import { sql } from "kysely";
import { legalEntityByCode } from "../../company/company.module.ts";
import { type ErpContext, inEntities } from "../../context.ts";
import { journalEntryById } from "../../finance/ledger/ledger.module.ts";
import type { MutationStockCountArgs, MutationStockReceiveArgs, MutationStockTransferArgs, MutationWarehouseSetArgs } from "../../generated/graphql.ts";
import { itemByNumber } from "../items/items.module.ts";
import { type StockBalanceRow, warehouseByCode, type WarehouseRow } from "./inventory.loaders.ts";
import { stockCount } from "./stock-count.action.ts";
import type { StockMoveRow } from "./stock-post.ts";
import { stockReceive } from "./stock-receive.action.ts";
import { stockTransfer } from "./stock-transfer.action.ts";
import { setWarehouse } from "./warehouse-set.action.ts";

export const inventoryResolvers: Resolvers = {
  Query: {
    warehouses: (_: unknown, __: unknown, ctx: ErpContext) => ctx.db.selectFrom("warehouse").selectAll().where(inEntities(ctx, sql`legal_entity`)).orderBy("code").execute(),
  },
  Mutation: {
    warehouseSet: (_: unknown, args: MutationWarehouseSetArgs, ctx: ErpContext) => answer(() => setWarehouse(ctx, args)),
    stockReceive: (_: unknown, args: MutationStockReceiveArgs, ctx: ErpContext) => answer(() => stockReceive(ctx, args)),
    stockCount: (_: unknown, args: MutationStockCountArgs, ctx: ErpContext) => answer(() => stockCount(ctx, args)),
    stockTransfer: (_: unknown, args: MutationStockTransferArgs, ctx: ErpContext) => answer(() => stockTransfer(ctx, args)),
  },
  Warehouse: {
    legalEntity: (row: WarehouseRow, _: unknown, ctx: ErpContext) => legalEntityByCode(ctx, row.legalEntity),
    address: (row: WarehouseRow) => ({ name: row.name, line1: row.line1, line2: null, postalCode: row.postalCode, city: row.city, region: null, country: row.country }),
  },
  StockBalance: {
    warehouse: (row: StockBalanceRow, _: unknown, ctx: ErpContext) => warehouseByCode(ctx, row.warehouse),
    item: (row: StockBalanceRow, _: unknown, ctx: ErpContext) => itemByNumber(ctx, row.itemNumber),
    value: (row: StockBalanceRow) => money(row.value, row.baseCurrency),
  },
  StockMove: {
    item: (row: StockMoveRow, _: unknown, ctx: ErpContext) => itemByNumber(ctx, row.itemNumber),
    warehouse: (row: StockMoveRow, _: unknown, ctx: ErpContext) => warehouseByCode(ctx, row.warehouse),
    value: async (row: StockMoveRow, _: unknown, ctx: ErpContext) => {
      const warehouse = await warehouseByCode(ctx, row.warehouse);
      const entity = warehouse && (await legalEntityByCode(ctx, warehouse.legalEntity));
      return entity && money(row.value, entity.baseCurrency);
    },
    journalEntry: (row: StockMoveRow, _: unknown, ctx: ErpContext) => row.journalEntryId && journalEntryById(ctx, row.journalEntryId),
  },
};
