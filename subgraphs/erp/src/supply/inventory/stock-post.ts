/**
 * Goods that come, go and are counted: balance, value, move and journal in the caller's transaction. Moves are never changed, so the
 * journal is written before them and they point to it.
 */
import { type Dec, dec, roundTo } from "@homefield/kit";
import { type Selectable, sql } from "kysely";
import { legalEntityOf } from "../../company/company.module.ts";
import type { ErpContext, Tx } from "../../context.ts";
import { recordJournal } from "../../finance/ledger/ledger.module.ts";
import type { StockMove } from "../../generated/tables.ts";
import { costOfIssue, type Valued } from "./inventory.rules.ts";
import { keyOf, lockBalances, lockOrMakeBalances, lockValues, type StockKey } from "./stock-lock.ts";

export type StockMoveRow = Selectable<StockMove>;
type MoveKind = "RECEIPT" | "SHIPMENT" | "RETURN" | "COUNT" | "TRANSFER_OUT" | "TRANSFER_IN" | "OPENING";
export interface NewMove extends StockKey { kind: MoveKind; quantity: Dec; value: Dec; sourceNumber?: string | null; reason?: string | null; id?: string }

/** Writes moves and what follows from them: balances and values. Balances and values must be locked. */
export async function writeMoves(tx: Tx, ctx: ErpContext, posting: { legalEntity: string; postingDate: string; journalEntryId: string | null }, moves: readonly NewMove[]): Promise<StockMoveRow[]> {
  if (moves.length === 0) return [];
  const { rows } = await sql<StockMoveRow>`
    with moved as (select * from unnest(${moves.map((m) => m.id ?? null)}::uuid[], ${moves.map((m) => m.warehouse)}::text[], ${moves.map((m) => m.item)}::text[], ${moves.map((m) => m.kind)}::text[], ${moves.map((m) => m.quantity.toFixed())}::numeric[],
          ${moves.map((m) => m.value.toFixed())}::numeric[], ${moves.map((m) => m.sourceNumber ?? null)}::text[], ${moves.map((m) => m.reason ?? null)}::text[])
        with ordinality as m (id, warehouse, item_number, kind, quantity, value, source_number, reason, position)),
      balance as (update stock_balance b set on_hand = b.on_hand + m.quantity
        from (select warehouse, item_number, sum(quantity) as quantity from moved group by 1, 2) m where b.warehouse = m.warehouse and b.item_number = m.item_number),
      worth as (update stock_value v set quantity = v.quantity + m.quantity, value = v.value + m.value
        from (select item_number, sum(quantity) as quantity, sum(value) as value from moved group by 1) m where v.legal_entity = ${posting.legalEntity} and v.item_number = m.item_number)
    insert into stock_move (id, warehouse, item_number, kind, quantity, value, posting_date, moved_at, moved_by, source_number, reason, journal_entry_id)
    select coalesce(id, uuidv7()), warehouse, item_number, kind, quantity, value, ${posting.postingDate}::date, ${ctx.now}::timestamptz, ${ctx.caller.name}, source_number, reason, ${posting.journalEntryId}::uuid
    from moved order by position returning *`.execute(tx);
  return rows;
}

/** Identifiers made before the journal is written, so that it can name the move it comes from; they rise with time. */
export const newMoveIds = async (tx: Tx, count: number): Promise<string[]> => (await sql<{ id: string }>`select uuidv7() as id from generate_series(1, ${count}::int)`.execute(tx)).rows.map((row) => row.id);

export interface Receipt {
  legalEntity: string;
  postingDate: string;
  /** RECEIPT is owed to a supplier, OPENING comes from the books before ours. */
  kind: "RECEIPT" | "OPENING";
  reference?: string | null;
  /** Where the posting date came from, for a refusal of its period. */
  path?: string[];
  /** Cost of one unit in the entity's base currency. */
  lines: readonly (StockKey & { quantity: Dec; unitCost: Dec })[];
}
/** Goods come in at their cost: Inventory is debited, Goods received not invoiced (or Opening balance) credited. One journal for all. */
export async function receive(tx: Tx, ctx: ErpContext, receipt: Receipt): Promise<{ moves: StockMoveRow[]; journalEntryId: string | null }> {
  const { baseCurrency } = await legalEntityOf(tx, receipt.legalEntity);
  await lockOrMakeBalances(tx, receipt.lines);
  await lockValues(tx, receipt.legalEntity, receipt.lines.map((line) => line.item));
  const ids = await newMoveIds(tx, receipt.lines.length);
  const moves = receipt.lines.map((line, i): NewMove => ({ ...line, kind: receipt.kind, value: roundTo(line.quantity.times(line.unitCost), baseCurrency), sourceNumber: receipt.reference ?? null, id: ids[i] ?? "" }));
  const journalEntryId = await journalOf(tx, ctx, {
    legalEntity: receipt.legalEntity, postingDate: receipt.postingDate, moves, counter: receipt.kind === "OPENING" ? "OPENING_BALANCE" : "GOODS_RECEIVED_NOT_INVOICED",
    text: receipt.kind === "OPENING" ? "Stock at the start" : receipt.reference ? `Goods received, ${receipt.reference}` : "Goods received",
    source: { kind: receipt.kind === "OPENING" ? "OPENING" : "STOCK_MOVE", number: receipt.reference ?? moves[0]?.id ?? "" },
    ...(receipt.path && { path: receipt.path }),
  });
  return { moves: await writeMoves(tx, ctx, { ...receipt, journalEntryId }, moves), journalEntryId };
}

export interface Issue {
  legalEntity: string;
  warehouse: string;
  shipmentNumber: string;
  postingDate: string;
  /** Where the posting date came from, for a refusal of its period. */
  path?: string[];
  /** What leaves, out of what is reserved for these order lines in the warehouse. */
  lines: readonly { lineId: string; item: string; quantity: Dec }[];
}
/** Goods leave at the moving average: stock and reservation fall, Cost of goods sold is debited, Inventory credited. Answers the cost by order line. */
export async function issue(tx: Tx, ctx: ErpContext, leaving: Issue): Promise<{ costs: Map<string, Dec>; moves: StockMoveRow[]; journalEntryId: string | null }> {
  if (leaving.lines.length === 0) return { costs: new Map(), moves: [], journalEntryId: null };
  const { baseCurrency } = await legalEntityOf(tx, leaving.legalEntity);
  const keys = leaving.lines.map((line) => ({ warehouse: leaving.warehouse, item: line.item }));
  const balances = await lockBalances(tx, keys);
  const values = new Map<string, Valued>(await lockValues(tx, leaving.legalEntity, leaving.lines.map((line) => line.item)));
  const costs = new Map<string, Dec>();
  const moves = leaving.lines.map((line): NewMove => {
    const key = { warehouse: leaving.warehouse, item: line.item };
    const balance = balances.get(keyOf(key));
    const worth = values.get(line.item);
    if (!balance || !worth || balance.onHand.lessThan(line.quantity)) throw new Error(`${line.item} in ${leaving.warehouse} has less on hand than reserved`);
    balance.onHand = balance.onHand.minus(line.quantity);
    const cost = costOfIssue(worth, line.quantity, baseCurrency);
    values.set(line.item, { quantity: worth.quantity.minus(line.quantity), value: worth.value.minus(cost) });
    costs.set(line.lineId, cost);
    return { ...key, kind: "SHIPMENT", quantity: line.quantity.negated(), value: cost.negated(), sourceNumber: leaving.shipmentNumber };
  });
  await consumeReservations(tx, leaving);
  const journalEntryId = await journalOf(tx, ctx, {
    legalEntity: leaving.legalEntity, postingDate: leaving.postingDate, moves, counter: "COST_OF_GOODS_SOLD", text: `Shipment ${leaving.shipmentNumber}`, source: { kind: "SHIPMENT", number: leaving.shipmentNumber },
    ...(leaving.path && { path: leaving.path }),
  });
  return { costs, moves: await writeMoves(tx, ctx, { ...leaving, journalEntryId }, moves), journalEntryId };
}
async function consumeReservations(tx: Tx, leaving: Issue): Promise<void> {
  const { rows } = await sql<{ lineId: string }>`
    with gone as (select * from unnest(${leaving.lines.map((l) => l.lineId)}::uuid[], ${leaving.lines.map((l) => l.item)}::text[], ${leaving.lines.map((l) => l.quantity.toFixed())}::numeric[]) as g (line_id, item_number, quantity)),
      emptied as (delete from reservation r using gone g where r.line_id = g.line_id and r.warehouse = ${leaving.warehouse} and r.quantity = g.quantity returning r.line_id),
      lowered as (update reservation r set quantity = r.quantity - g.quantity from gone g where r.line_id = g.line_id and r.warehouse = ${leaving.warehouse} and r.quantity > g.quantity returning r.line_id),
      line as (update sales_order_line l set reserved_quantity = l.reserved_quantity - g.quantity from gone g where l.id = g.line_id),
      balance as (update stock_balance b set reserved = b.reserved - g.quantity
        from (select item_number, sum(quantity) as quantity from gone group by 1) g where b.warehouse = ${leaving.warehouse} and b.item_number = g.item_number)
    select line_id from emptied union all select line_id from lowered`.execute(tx);
  if (rows.length !== leaving.lines.length) throw new Error(`shipment ${leaving.shipmentNumber} takes more than is reserved for it`);
}

type Counter = "GOODS_RECEIVED_NOT_INVOICED" | "OPENING_BALANCE" | "COST_OF_GOODS_SOLD" | "INVENTORY_ADJUSTMENT";
/** Inventory against its counter account, one pair of lines per move that has a value. Null when nothing has: there is nothing to post. */
export async function journalOf(tx: Tx, ctx: ErpContext, posting: { legalEntity: string; postingDate: string; moves: readonly NewMove[]; counter: Counter; text: string; source: { kind: "STOCK_MOVE" | "SHIPMENT" | "OPENING"; number: string }; path?: string[] }): Promise<string | null> {
  const worth = new Map<string, Dec>();
  for (const move of posting.moves) worth.set(move.item, (worth.get(move.item) ?? dec(0)).plus(move.value));
  const lines = [...worth].filter(([, value]) => !value.isZero()).flatMap(([itemNumber, value]) => {
    const amount = value.abs();
    const [into, outOf] = value.greaterThan(0) ? (["debit", "credit"] as const) : (["credit", "debit"] as const);
    return [{ purpose: "INVENTORY" as const, [into]: amount, itemNumber }, { purpose: posting.counter, [outOf]: amount, itemNumber }];
  });
  if (lines.length === 0) return null;
  const entry = await recordJournal(tx, ctx, { legalEntity: posting.legalEntity, postingDate: posting.postingDate, area: "INVENTORY", text: posting.text, source: posting.source, lines, ...(posting.path && { path: posting.path }) });
  return entry.id;
}
