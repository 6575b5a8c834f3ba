import { ALWAYS, by, defineList } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import { itemColumns, type ItemRow } from "./item.rows.ts";

/** The catalogue is common to all legal entities; stock is summed over the warehouses the caller may see, and only when asked about. */
export const itemList = defineList<ItemRow, ErpContext>({
  name: "items",
  // PostgreSQL leaves out a join to a grouped subquery whose columns nobody reads.
  from: (ctx) => sql`item i join unit u on u.code = i.unit left join (
    select b.item_number, sum(b.on_hand) as on_hand, sum(b.on_hand - b.reserved) as available from stock_balance b join warehouse w on w.code = b.warehouse
    where ${inEntities(ctx, sql`w.legal_entity`)} group by b.item_number) s on s.item_number = i.number`,
  select: itemColumns,
  key: { by: sql`i.number`, type: "text" },
  visible: () => ALWAYS,
  filters: {
    number: by.id(sql`i.number`),
    name: by.text(sql`i.name`, sql`i.search_text`),
    category: by.id(sql`i.category`),
    status: by.enum(sql`i.status`),
    leadTimeDays: by.int(sql`i.lead_time_days`),
    onHand: by.decimal(sql`coalesce(s.on_hand, 0)`),
    available: by.decimal(sql`coalesce(s.available, 0)`),
  },
  orders: {
    NUMBER: { by: sql`i.number`, type: "text" },
    NAME: { by: sql`i.name`, type: "text" },
    ON_HAND: { by: sql`coalesce(s.on_hand, 0)`, type: "numeric" },
    LEAD_TIME_DAYS: { by: sql`i.lead_time_days`, type: "int" },
  },
  defaultOrder: [{ field: "NUMBER", direction: "ASC" }],
  needs: { onHand: "stock:read", available: "stock:read", ON_HAND: "stock:read" },
});
