import { answer, can, moneyPerCurrency, money, pageOf, type PageArgs, type Resolvers, selectOver } from "@homefield/kit";
import { sql } from "kysely";
import { legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import { invoicesOfOrder } from "../../finance/receivables/receivables.list.ts";
import type {
  MutationSalesOrderCancelArgs, MutationSalesOrderConfirmArgs, MutationSalesOrderCreateArgs, MutationSalesOrderLineAddArgs, MutationSalesOrderLineRemoveArgs, MutationSalesOrderLineUpdateArgs,
  MutationSalesOrderReallocateArgs, MutationSalesOrderReleaseCreditArgs, MutationSignedOrderAcceptArgs, MutationSignedOrderCallOffArgs,
} from "../../generated/graphql.ts";
import { warehouseByCode } from "../../supply/inventory/inventory.module.ts";
import { itemByNumber } from "../../supply/items/items.module.ts";
import { shipmentsOfOrder } from "../../supply/shipping/shipping.module.ts";
import { addressById, customerByNumber, paymentTermsByCode, postalAddress } from "../customers/customers.module.ts";
import { type BlockCause, blockReason } from "./order-block-causes.ts";
import { blocksOfOrder, linesOfOrder, type OrderBlockRow, orderLineById, type ReservationRow, reservationsOfLine, salesOrderById, salesOrderByNumber, type SalesOrderLineRow, type SalesOrderRow } from "./order-rows.ts";
import { salesOrderCancel } from "./sales-order-cancel.action.ts";
import { salesOrderConfirm } from "./sales-order-confirm.action.ts";
import { salesOrderCreate } from "./sales-order-create.action.ts";
import { salesOrderLineAdd, salesOrderLineRemove, salesOrderLineUpdate } from "./sales-order-lines.action.ts";
import { salesOrderReallocate } from "./sales-order-reallocate.action.ts";
import { salesOrderReleaseCredit } from "./sales-order-release-credit.action.ts";
import { salesOrderList } from "./sales-orders.list.ts";
import { logOfOrder, type LogRow, logText } from "./sales-orders.log.ts";
import { actsOf, lateReasonOf, LIFTED_BY } from "./sales-orders.rules.ts";
import { signedOrderAccept, signedOrderCallOff } from "./signed-order-accept.action.ts";

const holding = async (ctx: ErpContext, orderId: string): Promise<OrderBlockRow[]> => (await blocksOfOrder(ctx, orderId)).filter((block) => block.liftedAt === null);
const addressOf = async (ctx: ErpContext, id: string | null): Promise<ReturnType<typeof postalAddress>> => (id ? postalAddress(await addressById(ctx, id)) : null);

async function totals(ctx: ErpContext, filter: object | null | undefined): Promise<object> {
  const rows = await selectOver<{ currency: string; amount: string; count: number; blocked: number; late: number }, ErpContext>(ctx, salesOrderList, filter, sql`
    o.currency, sum(o.total_amount) as amount, count(*)::int as count, (count(*) filter (where o.is_blocked))::int as blocked,
    (count(*) filter (where o.promised_date < ${ctx.today}::date and o.status in ('CONFIRMED', 'IN_FULFILMENT')))::int as late`, sql`group by o.currency`);
  const sumOf = (pick: (row: (typeof rows)[number]) => number): number => rows.reduce((sum, row) => sum + pick(row), 0);
  return { count: sumOf((row) => row.count), total: moneyPerCurrency(rows), blockedCount: sumOf((row) => row.blocked), lateCount: sumOf((row) => row.late) };
}

type StockShort = Extract<BlockCause, { code: "STOCK_SHORT" }>;
type CauseAmount = "amount" | "creditLimit" | "openBalance" | "openOrders" | "orderTotal";
const causeMoney = (field: CauseAmount) => ({ [field]: (cause: Partial<Record<CauseAmount, string>> & { currency?: string }) => (cause[field] && cause.currency ? money(cause[field], cause.currency) : null) });

export const salesOrdersResolvers: Resolvers = {
  Query: {
    salesOrder: (_: unknown, args: { number: string }, ctx: ErpContext) => salesOrderByNumber(ctx, args.number),
    salesOrders: (_: unknown, args: PageArgs, ctx: ErpContext) => pageOf(ctx, salesOrderList, args),
    salesOrderTotals: (_: unknown, args: { filter?: object | null }, ctx: ErpContext) => totals(ctx, args.filter),
  },
  Mutation: {
    salesOrderCreate: (_: unknown, args: MutationSalesOrderCreateArgs, ctx: ErpContext) => answer(() => salesOrderCreate(ctx, args)),
    signedOrderAccept: (_: unknown, args: MutationSignedOrderAcceptArgs, ctx: ErpContext) => answer(() => signedOrderAccept(ctx, args)),
    signedOrderCallOff: (_: unknown, args: MutationSignedOrderCallOffArgs, ctx: ErpContext) => answer(() => signedOrderCallOff(ctx, args)),
    salesOrderLineAdd: (_: unknown, args: MutationSalesOrderLineAddArgs, ctx: ErpContext) => answer(() => salesOrderLineAdd(ctx, args)),
    salesOrderLineUpdate: (_: unknown, args: MutationSalesOrderLineUpdateArgs, ctx: ErpContext) => answer(() => salesOrderLineUpdate(ctx, args)),
    salesOrderLineRemove: (_: unknown, args: MutationSalesOrderLineRemoveArgs, ctx: ErpContext) => answer(() => salesOrderLineRemove(ctx, args)),
    salesOrderConfirm: (_: unknown, args: MutationSalesOrderConfirmArgs, ctx: ErpContext) => answer(() => salesOrderConfirm(ctx, args)),
    salesOrderReleaseCredit: (_: unknown, args: MutationSalesOrderReleaseCreditArgs, ctx: ErpContext) => answer(() => salesOrderReleaseCredit(ctx, args)),
    salesOrderReallocate: (_: unknown, args: MutationSalesOrderReallocateArgs, ctx: ErpContext) => answer(() => salesOrderReallocate(ctx, args)),
    salesOrderCancel: (_: unknown, args: MutationSalesOrderCancelArgs, ctx: ErpContext) => answer(() => salesOrderCancel(ctx, args)),
  },
  SalesOrder: {
    __resolveReference: (reference: { number: string }, ctx: ErpContext) => salesOrderByNumber(ctx, reference.number),
    legalEntity: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => legalEntityByCode(ctx, row.legalEntity),
    customer: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => customerByNumber(ctx, row.customerNumber),
    blocks: async (row: SalesOrderRow, args: { includeLifted?: boolean | null }, ctx: ErpContext) => (args.includeLifted ? blocksOfOrder(ctx, row.id) : holding(ctx, row.id)),
    lines: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => linesOfOrder(ctx, row.id),
    netAmount: (row: SalesOrderRow) => money(row.netAmount, row.currency),
    freightAmount: (row: SalesOrderRow) => money(row.freightAmount, row.currency),
    taxAmount: (row: SalesOrderRow) => money(row.taxAmount, row.currency),
    total: (row: SalesOrderRow) => money(row.totalAmount, row.currency),
    paymentTerms: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => paymentTermsByCode(ctx, row.paymentTerms),
    billingAddress: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => addressOf(ctx, row.billingAddress),
    deliveryAddress: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => addressOf(ctx, row.deliveryAddress),
    shipments: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => shipmentsOfOrder(ctx, row.id),
    invoices: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => invoicesOfOrder(ctx, row.id),
    acts: async (row: SalesOrderRow, _: unknown, ctx: ErpContext) => actsOf({
      status: row.status, blocks: (await holding(ctx, row.id)).map((block) => block.kind), lines: await linesOfOrder(ctx, row.id), may: (permission) => can(ctx, permission),
    }),
    log: (row: SalesOrderRow, _: unknown, ctx: ErpContext) => logOfOrder(ctx, row.id),
  },
  SalesOrderLine: {
    item: (row: SalesOrderLineRow, _: unknown, ctx: ErpContext) => itemByNumber(ctx, row.itemNumber),
    warehouse: (row: SalesOrderLineRow, _: unknown, ctx: ErpContext) => warehouseByCode(ctx, row.warehouse),
    reservations: (row: SalesOrderLineRow, _: unknown, ctx: ErpContext) => reservationsOfLine(ctx, row.id),
    unitPrice: (row: SalesOrderLineRow) => money(row.unitPrice, row.currency),
    netAmount: (row: SalesOrderLineRow) => money(row.netAmount, row.currency),
    taxAmount: (row: SalesOrderLineRow) => money(row.taxAmount, row.currency),
    lateReason: async (row: SalesOrderLineRow, _: unknown, ctx: ErpContext) => {
      const order = await salesOrderById(ctx, row.salesOrderId);
      const blocks = (await holding(ctx, row.salesOrderId)).map((block) => block.kind);
      return lateReasonOf({ ...row, today: ctx.today, requestedDate: row.requestedDate ?? order?.requestedDate ?? null, blocks });
    },
  },
  Reservation: { warehouse: (row: ReservationRow, _: unknown, ctx: ErpContext) => warehouseByCode(ctx, row.warehouse) },
  OrderBlock: {
    // A block from before causes were recorded has its sentence only, and a credit block's tells what is owed.
    reason: (row: OrderBlockRow, _: unknown, ctx: ErpContext) => {
      // Who decides about a release has to know the figures.
      const figures = can(ctx, "customer-balance:read") || can(ctx, "sales-order:release");
      if (row.causes.length > 0) return blockReason(row.causes, figures);
      return row.kind === "CREDIT" && !figures ? "The order waits for a credit release." : row.reason;
    },
    line: (row: OrderBlockRow, _: unknown, ctx: ErpContext) => row.lineId && orderLineById(ctx, row.lineId),
    liftedBy: (row: OrderBlockRow) => LIFTED_BY[row.kind],
  },
  OrderBlockCause: {
    ...causeMoney("amount"), ...causeMoney("creditLimit"), ...causeMoney("openBalance"), ...causeMoney("openOrders"), ...causeMoney("orderTotal"),
    overdueSince: (cause: Partial<Extract<BlockCause, { code: "OVERDUE" }>>) => cause.since ?? null,
    item: (cause: Partial<StockShort>, _: unknown, ctx: ErpContext) => cause.itemNumber && itemByNumber(ctx, cause.itemNumber),
    warehouse: (cause: Partial<StockShort>, _: unknown, ctx: ErpContext) => cause.warehouse && warehouseByCode(ctx, cause.warehouse),
  },
  OrderLogEntry: { text: (row: LogRow) => logText(row) },
};
