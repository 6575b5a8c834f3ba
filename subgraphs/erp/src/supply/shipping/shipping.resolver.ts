import { answer, moneyOrNull, pageOf, type PageArgs, type Resolvers } from "@homefield/kit";
import type { ErpContext } from "../../context.ts";
import { journalEntryById } from "../../finance/ledger/ledger.module.ts";
import type {
  MutationShipmentCancelArgs, MutationShipmentCarrierSetArgs, MutationShipmentCreateArgs, MutationShipmentDeliverArgs, MutationShipmentPickArgs, MutationShipmentShipArgs,
} from "../../generated/graphql.ts";
import { addressById, customerByNumber, postalAddress } from "../../sales/customers/customers.module.ts";
import { orderLineById, salesOrderById } from "../../sales/sales-orders/sales-orders.module.ts";
import { warehouseByCode } from "../inventory/inventory.module.ts";
import { itemByNumber } from "../items/items.module.ts";
import { shipmentCancel } from "./shipment-cancel.action.ts";
import { shipmentCarrierSet } from "./shipment-carrier-set.action.ts";
import { shipmentCreate } from "./shipment-create.action.ts";
import { shipmentDeliver } from "./shipment-deliver.action.ts";
import { shipmentPick } from "./shipment-pick.action.ts";
import { linesOfShipment, shipmentByNumber, type ShipmentLineRow, type ShipmentRow } from "./shipment-rows.ts";
import { shipmentShip } from "./shipment-ship.action.ts";
import { shipmentList } from "./shipping.list.ts";

export const shippingResolvers: Resolvers = {
  Query: {
    shipment: (_: unknown, args: { number: string }, ctx: ErpContext) => shipmentByNumber(ctx, args.number),
    shipmentList: (_: unknown, args: PageArgs, ctx: ErpContext) => pageOf(ctx, shipmentList, args),
  },
  Mutation: {
    shipmentCreate: (_: unknown, args: MutationShipmentCreateArgs, ctx: ErpContext) => answer(() => shipmentCreate(ctx, args)),
    shipmentPick: (_: unknown, args: MutationShipmentPickArgs, ctx: ErpContext) => answer(() => shipmentPick(ctx, args)),
    shipmentCarrierSet: (_: unknown, args: MutationShipmentCarrierSetArgs, ctx: ErpContext) => answer(() => shipmentCarrierSet(ctx, args)),
    shipmentShip: (_: unknown, args: MutationShipmentShipArgs, ctx: ErpContext) => answer(() => shipmentShip(ctx, args)),
    shipmentDeliver: (_: unknown, args: MutationShipmentDeliverArgs, ctx: ErpContext) => answer(() => shipmentDeliver(ctx, args)),
    shipmentCancel: (_: unknown, args: MutationShipmentCancelArgs, ctx: ErpContext) => answer(() => shipmentCancel(ctx, args)),
  },
  Shipment: {
    __resolveReference: (reference: { number: string }, ctx: ErpContext) => shipmentByNumber(ctx, reference.number),
    salesOrder: (row: ShipmentRow, _: unknown, ctx: ErpContext) => salesOrderById(ctx, row.salesOrderId),
    customer: (row: ShipmentRow, _: unknown, ctx: ErpContext) => customerByNumber(ctx, row.customerNumber),
    warehouse: (row: ShipmentRow, _: unknown, ctx: ErpContext) => warehouseByCode(ctx, row.warehouse),
    lines: (row: ShipmentRow, _: unknown, ctx: ErpContext) => linesOfShipment(ctx, row.id),
    deliveryAddress: async (row: ShipmentRow, _: unknown, ctx: ErpContext) => (row.deliveryAddress ? postalAddress(await addressById(ctx, row.deliveryAddress)) : null),
    journalEntry: (row: ShipmentRow, _: unknown, ctx: ErpContext) => row.journalEntryId && journalEntryById(ctx, row.journalEntryId),
  },
  ShipmentLine: {
    orderLine: (row: ShipmentLineRow, _: unknown, ctx: ErpContext) => orderLineById(ctx, row.orderLineId),
    item: (row: ShipmentLineRow, _: unknown, ctx: ErpContext) => itemByNumber(ctx, row.itemNumber),
    costAmount: (row: ShipmentLineRow) => moneyOrNull(row.costAmount, row.baseCurrency),
  },
};
