/** Lines as they enter an order: priced, taxed, and from a warehouse of its entity. */
import {
  assertMinorUnits, assertSensibleDate, can, type CalendarDate, type Dec, dec, LARGEST, lineAmount, notFound, notNegative, percentOf, plain, refuse, refuseAll, Refused, type UserError,
} from "@homefield/kit";
import { sql } from "kysely";
import type { ErpContext, Tx } from "../../context.ts";
import { assertSellable, itemQuantity, type ItemRow, itemsByNumbers } from "../../supply/items/items.module.ts";
import { type PricedLine, priceLines } from "../pricing/pricing.module.ts";

export interface LineGiven {
  itemNumber: string;
  quantity: string;
  unitPrice?: string | null | undefined;
  discountPercent?: string | null | undefined;
  requestedDate?: CalendarDate | null | undefined;
  warehouse?: string | null | undefined;
}
export interface OrderFrame {
  legalEntity: string;
  currency: string;
  /** The day whose prices count. */
  today: CalendarDate;
  customer: { number: string; customerGroup: string | null; market: string | null };
  tax: { code: string; percent: Dec };
}
export interface NewLine {
  itemNumber: string;
  description: string;
  warehouse: string;
  warehouseIsFixed: boolean;
  quantity: Dec;
  unitPrice: Dec;
  priceIsAgreed: boolean;
  discountPercent: Dec;
  netAmount: Dec;
  taxCode: string;
  taxPercent: Dec;
  taxAmount: Dec;
  requestedDate: CalendarDate | null;
}
export const MOST_LINES = 500;

/** Lines given at a desk: priced by the rules unless a price is agreed. All that is wrong with them is said at once. */
export async function linesFromDesk(tx: Tx, ctx: ErpContext, frame: OrderFrame, given: readonly LineGiven[], pathOf: (index: number) => string[]): Promise<NewLine[]> {
  const items = await itemsByNumbers(tx, given.map((line) => line.itemNumber));
  const warehouses = await warehousesFor(tx, frame.legalEntity, given);
  const mayAgree = can(ctx, "sales-order:edit");
  const prices = given.some((line) => isAbsent(line.unitPrice) || !mayAgree) ? await askPrices(tx, frame, given) : [];
  return eachOf(given, (line, i) => {
    const path = pathOf(i);
    const item = assertSellable(items, line.itemNumber, [...path, "itemNumber"]);
    const quantity = itemQuantity(item, line.quantity, [...path, "quantity"]);
    if (line.requestedDate) assertRequestedDate(line.requestedDate, frame.today, [...path, "requestedDate"]);
    const discountPercent = discount(line.discountPercent ?? "0", [...path, "discountPercent"]);
    const agreed = isAbsent(line.unitPrice) ? null : agreedPrice(line.unitPrice, frame.currency, [...path, "unitPrice"]);
    const priced = prices[i];
    if (!mayAgree) assertNoExtra({ agreed, discountPercent, byRules: priced?.price?.unitPrice ?? null, allowed: dec(0), path });
    const unitPrice = agreed ?? priceOf(priced, [...path, "itemNumber"]);
    return lineOf(frame, item, { quantity, unitPrice, discountPercent, priceIsAgreed: agreed !== null, requestedDate: line.requestedDate ?? null, ...warehouses(line, [...path, "warehouse"]), path });
  });
}
/** Lines as signed: price, discount and quantity exactly, whatever the rules say today. */
export async function linesAsSigned(tx: Tx, frame: OrderFrame, given: readonly LineGiven[], pathOf: (index: number) => string[]): Promise<NewLine[]> {
  const items = await itemsByNumbers(tx, given.map((line) => line.itemNumber));
  const warehouses = await warehousesFor(tx, frame.legalEntity, given);
  return eachOf(given, (line, i) => {
    const path = pathOf(i);
    // An item discontinued since is still owed: the signature binds.
    const item = items.get(line.itemNumber) ?? notFound("item", line.itemNumber, [...path, "itemNumber"]);
    const quantity = itemQuantity(item, line.quantity, [...path, "quantity"]);
    if (line.requestedDate) assertSensibleDate(line.requestedDate, frame.today, [...path, "requestedDate"], "The requested date");
    return lineOf(frame, item, {
      quantity, unitPrice: agreedPrice(line.unitPrice ?? "0", frame.currency, [...path, "unitPrice"]), discountPercent: discount(line.discountPercent ?? "0", [...path, "discountPercent"]),
      priceIsAgreed: true, requestedDate: line.requestedDate ?? null, ...warehouses(line, [...path, "warehouse"]), path,
    });
  });
}

/** The price the rules give, or why there is none. */
export function priceOf(priced: PricedLine | undefined, path: string[]): Dec {
  return priced?.price?.unitPrice ?? refuse("NO_PRICE", priced?.problem ?? "There is no price for this line. Agree on one.", path);
}
export const askPrices = (tx: Tx, frame: OrderFrame, lines: readonly { itemNumber: string; quantity: string }[]): Promise<PricedLine[]> =>
  priceLines(tx, { customer: frame.customer, legalEntity: frame.legalEntity, currency: frame.currency, today: frame.today, lines });

/** Who may only work on lines sells at the rules' price: no lower price, no discount beyond what the line already has. */
export function assertNoExtra(line: { agreed: Dec | null; discountPercent: Dec; byRules: Dec | null; allowed: Dec; path: string[] }): void {
  if (line.agreed && !(line.byRules && line.agreed.greaterThanOrEqualTo(line.byRules))) {
    refuse("DISCOUNT_NOT_ALLOWED", `The price rules give ${line.byRules ? plain(line.byRules) : "no price"}; a price of ${plain(line.agreed)} needs the order desk. Leave the price out, or ask the order desk to enter it.`, [...line.path, "unitPrice"]);
  }
  if (line.discountPercent.greaterThan(line.allowed)) {
    refuse("DISCOUNT_NOT_ALLOWED", `A discount of ${plain(line.discountPercent)} % goes beyond the price rules. Take at most ${plain(line.allowed)} %, or ask the order desk to grant it.`, [...line.path, "discountPercent"]);
  }
}
export function discount(given: string, path: string[]): Dec {
  const percent = notNegative(given, path, "The discount");
  if (percent.greaterThan(100)) refuse("TOO_LARGE", `A discount is at most 100 %; it is ${plain(percent)}.`, path);
  return percent;
}
export function assertRequestedDate(date: CalendarDate, today: CalendarDate, path: string[]): void {
  assertSensibleDate(date, today, path, "The requested date");
  if (date < today) refuse("DATE_IN_PAST", `The requested date is ${date}, which is over. Give today or a later day.`, path);
}
const isAbsent = (value: string | null | undefined): value is null | undefined => value === null || value === undefined;
function agreedPrice(given: string, currency: string, path: string[]): Dec {
  const price = notNegative(given, path, "The unit price");
  assertMinorUnits(price, currency, path, "The unit price");
  return price;
}
/** Net and tax of a line, each rounded once, to the minor unit: customers check lines, not totals. */
export function amountsOf(line: { quantity: Dec; unitPrice: Dec; discountPercent: Dec; taxPercent: Dec | string; path: string[] }, currency: string): { netAmount: Dec; taxAmount: Dec } {
  const netAmount = lineAmount(line.quantity, line.unitPrice, line.discountPercent, currency);
  if (netAmount.greaterThan(LARGEST)) refuse("TOO_LARGE", `The line comes to more than ${plain(LARGEST)} ${currency}. Check quantity and price for a typing error.`, [...line.path, "quantity"]);
  return { netAmount, taxAmount: percentOf(netAmount, line.taxPercent, currency) };
}
function lineOf(frame: OrderFrame, item: ItemRow, line: Pick<NewLine, "quantity" | "unitPrice" | "discountPercent" | "priceIsAgreed" | "requestedDate" | "warehouse" | "warehouseIsFixed"> & { path: string[] }): NewLine {
  const { path: _, ...kept } = line;
  return { ...kept, ...amountsOf({ ...line, taxPercent: frame.tax.percent }, frame.currency), itemNumber: item.number, description: item.name, taxCode: frame.tax.code, taxPercent: frame.tax.percent };
}

/** Answers the warehouse a line leaves from: the one named, and only from there; or first of all the entity's with most of the item available. */
async function warehousesFor(tx: Tx, legalEntity: string, lines: readonly LineGiven[]): Promise<(line: LineGiven, path: string[]) => Pick<NewLine, "warehouse" | "warehouseIsFixed">> {
  const { rows } = await sql<{ code: string; itemNumber: string; available: string }>`
    select w.code, i.item_number, coalesce(b.on_hand - b.reserved, 0) as available
    from warehouse w cross join unnest(${[...new Set(lines.map((line) => line.itemNumber))]}::text[]) as i (item_number)
    left join stock_balance b on b.warehouse = w.code and b.item_number = i.item_number
    where w.legal_entity = ${legalEntity} order by i.item_number, available desc, w.code`.execute(tx);
  const best = new Map<string, string>();
  for (const row of rows) if (!best.has(row.itemNumber)) best.set(row.itemNumber, row.code);
  const known = new Set(rows.map((row) => row.code));
  return (line, path) => {
    if (line.warehouse) return known.has(line.warehouse) ? { warehouse: line.warehouse, warehouseIsFixed: true } : notFound("warehouse", line.warehouse, path);
    return { warehouseIsFixed: false, warehouse: best.get(line.itemNumber) ?? refuse("NO_WAREHOUSE", `${legalEntity} has no warehouse to deliver from. Have one set up.`, path) };
  };
}
function eachOf<T, R>(given: readonly T[], make: (line: T, index: number) => R): R[] {
  const errors: UserError[] = [];
  const made = given.flatMap((line, i) => {
    try {
      return [make(line, i)];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      errors.push(...error.userErrors);
      return [];
    }
  });
  refuseAll(errors);
  return made;
}
export function assertLineCount(count: number, path: string[]): void {
  if (count < 1) refuse("NO_LINES", "An order needs at least one line.", path);
  if (count > MOST_LINES) refuse("TOO_MANY_LINES", `An order has at most ${MOST_LINES} lines; this one would have ${count}. Split it.`, path);
}

/** Writes new lines of an order the caller holds, numbered after the highest number it ever gave. */
export async function insertLines(tx: Tx, order: { id: string; lastLineNumber: number }, lines: readonly NewLine[]): Promise<void> {
  await tx.insertInto("salesOrderLine").values(lines.map((line, i) => ({
    salesOrderId: order.id, lineNumber: order.lastLineNumber + i + 1, itemNumber: line.itemNumber, description: line.description, warehouse: line.warehouse, warehouseIsFixed: line.warehouseIsFixed, quantity: line.quantity.toFixed(), unitPrice: line.unitPrice.toFixed(),
    priceIsAgreed: line.priceIsAgreed, discountPercent: line.discountPercent.toFixed(), netAmount: line.netAmount.toFixed(), taxCode: line.taxCode, taxPercent: line.taxPercent.toFixed(), taxAmount: line.taxAmount.toFixed(), requestedDate: line.requestedDate,
  }))).execute();
  await tx.updateTable("salesOrder").set({ lastLineNumber: order.lastLineNumber + lines.length }).where("id", "=", order.id).execute();
}
/** Lines in brief, for the audit trail. */
export const brief = (lines: readonly NewLine[]): object[] => lines.map((line) => ({ item: line.itemNumber, quantity: plain(line.quantity), unitPrice: plain(line.unitPrice), discountPercent: plain(line.discountPercent) }));
