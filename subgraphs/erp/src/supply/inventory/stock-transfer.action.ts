import { act, audit, dec, plain, refuse } from "@homefield/kit";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationStockTransferArgs, StockTransferInput } from "../../generated/graphql.ts";
import { lockWaitingOrders, serveWaitingLines } from "../../sales/sales-orders/sales-orders.module.ts";
import { itemQuantity } from "../items/items.module.ts";
import { stockAnswer, type StockAnswer, stockedItem, warehouseOf } from "./stock-answer.ts";
import { keyOf, lockOrMakeBalances, lockValues } from "./stock-lock.ts";
import { writeMoves } from "./stock-post.ts";

export async function stockTransfer(ctx: ErpContext, args: MutationStockTransferArgs): Promise<StockAnswer> {
  const moveIds = await act(ctx, { name: "stockTransfer", idempotencyKey: args.idempotencyKey, body: args }, (tx) => transferIn(tx, ctx, args.input));
  return stockAnswer(ctx, args.input.to, args.input.item, moveIds);
}
/** Moves available stock between two warehouses of an entity within an act. Its value stays with the entity: nothing is posted. */
export async function transferIn(tx: Tx, ctx: ErpContext, input: StockTransferInput): Promise<string[]> {
  const from = await warehouseOf(tx, ctx, input.from, ["input", "from"]);
  const to = await warehouseOf(tx, ctx, input.to, ["input", "to"]);
  if (from.code === to.code) refuse("SAME_WAREHOUSE", `Goods are in ${from.code} already. Choose another warehouse to move them to.`, ["input", "to"]);
  if (from.legalEntity !== to.legalEntity) refuse("OTHER_LEGAL_ENTITY", `${to.code} belongs to ${to.legalEntity}, ${from.code} to ${from.legalEntity}. Between companies goods are sold, not moved.`, ["input", "to"]);
  const item = await stockedItem(tx, input.item, ["input", "item"]);
  const quantity = itemQuantity(item, input.quantity, ["input", "quantity"]);
  const [source, target] = [{ warehouse: from.code, item: item.number }, { warehouse: to.code, item: item.number }];
  await lockWaitingOrders(tx, [target]);
  const balance = (await lockOrMakeBalances(tx, [source, target])).get(keyOf(source));
  await lockValues(tx, from.legalEntity, [item.number]);
  const available = balance?.available ?? dec(0);
  if (available.lessThan(quantity)) refuse("NOT_AVAILABLE", `${plain(available)} of ${item.name} are available in ${from.code}, not ${plain(quantity)}. What is reserved stays where it is.`, ["input", "quantity"]);
  const moves = await writeMoves(tx, ctx, { legalEntity: from.legalEntity, postingDate: ctx.today, journalEntryId: null }, [
    { ...source, kind: "TRANSFER_OUT", quantity: quantity.negated(), value: dec(0) },
    { ...target, kind: "TRANSFER_IN", quantity, value: dec(0) },
  ]);
  const served = await serveWaitingLines(tx, ctx, [target]);
  await audit(tx, ctx, { act: "stockTransfer", entity: "StockBalance", key: `${target.warehouse}/${target.item}`, changes: { from: from.code, quantity: plain(quantity), ...(served.length > 0 && { reservedFor: served }) } });
  return moves.map((move) => move.id);
}
