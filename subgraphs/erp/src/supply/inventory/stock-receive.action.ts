import { act, audit, notNegative, optionalText, plain } from "@homefield/kit";
import { assertPostingDate } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationStockReceiveArgs, StockReceiveInput } from "../../generated/graphql.ts";
import { lockWaitingOrders, serveWaitingLines } from "../../sales/sales-orders/sales-orders.module.ts";
import { itemQuantity } from "../items/items.module.ts";
import { assertSensibleValue, stockAnswer, type StockAnswer, stockedItem, warehouseOf } from "./stock-answer.ts";
import { receive } from "./stock-post.ts";

export async function stockReceive(ctx: ErpContext, args: MutationStockReceiveArgs): Promise<StockAnswer> {
  const moveIds = await act(ctx, { name: "stockReceive", idempotencyKey: args.idempotencyKey, body: args }, (tx) => receiveIn(tx, ctx, args.input));
  return stockAnswer(ctx, args.input.warehouse, args.input.item, moveIds);
}
/** Takes goods in within an act; what waited for them is reserved, oldest promise first. Answers the moves. */
export async function receiveIn(tx: Tx, ctx: ErpContext, input: StockReceiveInput): Promise<string[]> {
  const warehouse = await warehouseOf(tx, ctx, input.warehouse, ["input", "warehouse"]);
  const item = await stockedItem(tx, input.item, ["input", "item"]);
  const quantity = itemQuantity(item, input.quantity, ["input", "quantity"]);
  const unitCost = notNegative(input.unitCost, ["input", "unitCost"], "The unit cost");
  assertSensibleValue(quantity.times(unitCost), ["input", "unitCost"]);
  const postingDate = input.postingDate ?? ctx.today;
  assertPostingDate(ctx, postingDate, ["input", "postingDate"]);
  const reference = optionalText(input.reference, ["input", "reference"], "The reference", 80);
  const key = { warehouse: warehouse.code, item: item.number };
  await lockWaitingOrders(tx, [key]);
  const { moves } = await receive(tx, ctx, { legalEntity: warehouse.legalEntity, postingDate, kind: "RECEIPT", reference, path: ["input", "postingDate"], lines: [{ ...key, quantity, unitCost }] });
  const served = await serveWaitingLines(tx, ctx, [key]);
  await audit(tx, ctx, { act: "stockReceive", entity: "StockBalance", key: `${key.warehouse}/${key.item}`, changes: { quantity: plain(quantity), unitCost: plain(unitCost), reference, ...(served.length > 0 && { reservedFor: served }) } });
  return moves.map((move) => move.id);
}
