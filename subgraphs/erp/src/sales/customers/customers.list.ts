import { by, defineList, type FilterField } from "@homefield/kit";
import { sql } from "kysely";
import { type ErpContext, inEntities } from "../../context.ts";
import { freshFiguresSql } from "./customer-balances.ts";
import { customerColumns, type CustomerRow } from "./customer.rows.ts";
import { turnoverSql, type Window } from "./customer-turnover.ts";

const byTurnover = (ctx: ErpContext): FilterField => ({ amount, ...window }) => by.decimal(turnoverSql(ctx, window as Window))(amount as Record<string, unknown>);
/** On an order that counts, by the day it was ordered. */
const byBought: FilterField = ({ itemNumber, from, to }) => [sql<boolean>`exists (
  select 1 from sales_order_line l join sales_order o on o.id = l.sales_order_id
  where l.item_number = ${itemNumber} and o.customer_number = c.number and o.status not in ('DRAFT', 'CANCELLED')
    and o.order_date >= coalesce(${from ?? null}::date, '-infinity') and o.order_date <= coalesce(${to ?? null}::date, 'infinity'))`];

const hasFigures = (ctx: ErpContext): boolean => ctx.figureDay === ctx.today;
/** Customers with what they owe and have on order. Amounts compare in each customer's own currency. */
export const customerList = defineList<CustomerRow, ErpContext>({
  name: "customers",
  // The figures are for one day; for another one they are added up afresh.
  from: (ctx) => sql`customer c join ${hasFigures(ctx) ? sql`customer_figure` : freshFiguresSql(ctx.today)} f on f.customer_number = c.number`,
  select: customerColumns,
  key: { by: sql`c.number`, type: "text" },
  visible: (ctx) => (hasFigures(ctx) ? sql<boolean>`(${inEntities(ctx, sql`c.legal_entity`)} and figures_are_of(${ctx.today}::date))` : inEntities(ctx, sql`c.legal_entity`)),
  filters: (ctx) => ({
    number: by.id(sql`c.number`),
    name: by.text(sql`c.name`, sql`c.search_text`),
    legalEntity: by.id(sql`c.legal_entity`),
    customerGroup: by.id(sql`c.customer_group`),
    market: by.id(sql`c.market`),
    country: by.text(sql`c.country`),
    isOnHold: by.boolean(sql`c.is_on_hold`),
    openBalance: by.decimal(sql`f.open_balance`),
    overdueBalance: by.decimal(sql`f.overdue_balance`),
    openOrderCount: by.int(sql`f.open_order_count`),
    lastOrderDate: by.date(sql`f.last_order_date`),
    nextPromiseDate: by.date(sql`f.next_promise_date`),
    turnover: byTurnover(ctx),
    bought: byBought,
  }),
  orders: {
    NUMBER: { by: sql`c.number`, type: "text" },
    NAME: { by: sql`c.name`, type: "text" },
    OPEN_BALANCE: { by: sql`f.open_balance`, type: "numeric" },
    OVERDUE_BALANCE: { by: sql`f.overdue_balance`, type: "numeric" },
    LAST_ORDER_DATE: { by: sql`f.last_order_date`, type: "date", nullable: true },
    OPEN_ORDER_COUNT: { by: sql`f.open_order_count`, type: "int" },
    NEXT_PROMISE_DATE: { by: sql`f.next_promise_date`, type: "date", nullable: true },
  },
  defaultOrder: [{ field: "NUMBER", direction: "ASC" }],
  needs: {
    openBalance: "customer-balance:read", overdueBalance: "customer-balance:read", OPEN_BALANCE: "customer-balance:read", OVERDUE_BALANCE: "customer-balance:read",
    turnover: "customer-balance:read", bought: "sales-order:read",
    openOrderCount: "sales-order:read", lastOrderDate: "sales-order:read", nextPromiseDate: "sales-order:read", LAST_ORDER_DATE: "sales-order:read", OPEN_ORDER_COUNT: "sales-order:read", NEXT_PROMISE_DATE: "sales-order:read",
  },
});
