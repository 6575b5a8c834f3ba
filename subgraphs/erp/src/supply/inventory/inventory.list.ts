import { by, defineList } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import type { StockMoveRow } from "./stock-post.ts";

/** Moves of stock, newest first: identifiers rise with time. */
export const stockMoveList = defineList<StockMoveRow, ErpContext>({
  name: "stock moves",
  from: sql`stock_move m`,
  select: sql`m.*`,
  key: { by: sql`m.id`, type: "uuid" },
  visible: (ctx) => sql<boolean>`exists (select 1 from warehouse w where w.code = m.warehouse and ${inEntities(ctx, sql`w.legal_entity`)})`,
  filters: { item: by.id(sql`m.item_number`), warehouse: by.id(sql`m.warehouse`), kind: by.enum(sql`m.kind`) },
  orders: { MOVED: { by: sql`m.id`, type: "uuid" } },
  defaultOrder: [{ field: "MOVED", direction: "DESC" }],
});
