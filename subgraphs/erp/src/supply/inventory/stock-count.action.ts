import { act, audit, dec, type Dec, notNegative, plain, refuse, text } from "@homefield/kit";
import { sql } from "kysely";
import { assertPostingDate, legalEntityOf } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import type { MutationStockCountArgs, StockCountInput } from "../../generated/graphql.ts";
import { lockWaitingOrders, serveWaitingLines } from "../../sales/sales-orders/sales-orders.module.ts";
import { itemQuantity } from "../items/items.module.ts";
import { costOfIssue, type Valued, worthOfFound } from "./inventory.rules.ts";
import { stockAnswer, type StockAnswer, stockedItem, warehouseOf } from "./stock-answer.ts";
import { keyOf, lockOrMakeBalances, lockValues, type StockKey } from "./stock-lock.ts";
import { journalOf, newMoveIds, type NewMove, writeMoves } from "./stock-post.ts";

export async function stockCount(ctx: ErpContext, args: MutationStockCountArgs): Promise<StockAnswer> {
  const moveIds = await act(ctx, { name: "stockCount", idempotencyKey: args.idempotencyKey, body: args }, (tx) => countIn(tx, ctx, args.input));
  return stockAnswer(ctx, args.input.warehouse, args.input.item, moveIds);
}
/** Sets stock to what was counted within an act and posts the difference. Answers the move; none when the books were right. */
export async function countIn(tx: Tx, ctx: ErpContext, input: StockCountInput): Promise<string[]> {
  const warehouse = await warehouseOf(tx, ctx, input.warehouse, ["input", "warehouse"]);
  const item = await stockedItem(tx, input.item, ["input", "item"]);
  const given = notNegative(input.countedQuantity, ["input", "countedQuantity"], "The counted quantity");
  const counted = given.isZero() ? given : itemQuantity(item, input.countedQuantity, ["input", "countedQuantity"], "The counted quantity");
  const reason = text(input.reason, ["input", "reason"], "The reason", 500);
  const postingDate = input.postingDate ?? ctx.today;
  assertPostingDate(ctx, postingDate, ["input", "postingDate"]);
  const key = { warehouse: warehouse.code, item: item.number };
  await lockWaitingOrders(tx, [key]);
  const balance = (await lockOrMakeBalances(tx, [key])).get(keyOf(key));
  const worth = (await lockValues(tx, warehouse.legalEntity, [item.number])).get(item.number);
  if (!balance || !worth) throw new Error("a row that was just locked is gone");
  if (counted.lessThan(balance.reserved)) {
    refuse("BELOW_RESERVED", `${plain(balance.reserved)} of ${item.name} in ${warehouse.code} are reserved for orders, more than the ${plain(counted)} counted. Cancel or reallocate those orders first.`, ["input", "countedQuantity"]);
  }
  const difference = counted.minus(balance.onHand);
  const moves = difference.isZero() ? [] : [await differenceOf(tx, { ...key, legalEntity: warehouse.legalEntity, difference, worth, reason })];
  const journalEntryId = await journalOf(tx, ctx, {
    legalEntity: warehouse.legalEntity, postingDate, moves, counter: "INVENTORY_ADJUSTMENT", text: `Count of ${item.number} in ${warehouse.code}: ${reason}`, source: { kind: "STOCK_MOVE", number: moves[0]?.id ?? "" }, path: ["input", "postingDate"],
  });
  const written = await writeMoves(tx, ctx, { legalEntity: warehouse.legalEntity, postingDate, journalEntryId }, moves);
  const served = difference.greaterThan(0) ? await serveWaitingLines(tx, ctx, [key]) : [];
  await audit(tx, ctx, { act: "stockCount", entity: "StockBalance", key: `${key.warehouse}/${key.item}`, changes: { onHand: [plain(balance.onHand), plain(counted)], reason, ...(served.length > 0 && { reservedFor: served }) } });
  return written.map((move) => move.id);
}
async function differenceOf(tx: Tx, count: StockKey & { legalEntity: string; difference: Dec; worth: Valued; reason: string }): Promise<NewMove & { id: string }> {
  const { baseCurrency } = await legalEntityOf(tx, count.legalEntity);
  const [id] = await newMoveIds(tx, 1);
  const value = count.difference.greaterThan(0)
    ? worthOfFound(count.worth, count.difference, await lastUnitCost(tx, count), baseCurrency)
    : costOfIssue(count.worth, count.difference.abs(), baseCurrency).negated();
  return { id: id ?? "", warehouse: count.warehouse, item: count.item, kind: "COUNT", quantity: count.difference, value, reason: count.reason };
}
/** What a unit cost when the entity last took the item in; null when it never did. */
async function lastUnitCost(tx: Tx, key: { legalEntity: string; item: string }): Promise<Dec | null> {
  const { rows } = await sql<{ quantity: string; value: string }>`
    select m.quantity, m.value from stock_move m join warehouse w on w.code = m.warehouse
    where m.item_number = ${key.item} and w.legal_entity = ${key.legalEntity} and m.kind in ('RECEIPT', 'OPENING') order by m.id desc limit 1`.execute(tx);
  return rows[0] ? dec(rows[0].value).dividedBy(rows[0].quantity) : null;
}
