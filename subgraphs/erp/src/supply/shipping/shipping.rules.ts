/** What may go on a shipment: pure, tested without a database. */
import { type Dec, dec, notNegative, plain, positive, refuse, sum } from "@homefield/kit";

export interface ShippableLine { lineNumber: number; itemName: string; quantity: string; shippedQuantity: string; cancelledQuantity: string; pickedQuantity: string; unitDecimals: number }
/** What of a line could go now: from which warehouse how much, and how much from anywhere (services). */
export interface Ready<Line extends ShippableLine = ShippableLine> { line: Line; in: readonly { warehouse: string; quantity: Dec }[]; anywhere: Dec }

const readyOf = (each: Ready, warehouse: string): Dec => sum([each.anywhere, ...each.in.filter((place) => place.warehouse === warehouse).map((place) => place.quantity)]);
/** Everything that is ready in a warehouse. */
export const readyIn = <Line extends ShippableLine>(ready: readonly Ready<Line>[], warehouse: string): { line: Line; quantity: Dec }[] =>
  ready.map((each) => ({ line: each.line, quantity: readyOf(each, warehouse) })).filter(({ quantity }) => quantity.greaterThan(0));

/** Refuses more than was ordered, and more than is ready in the warehouse; says where the rest is. */
export function assertQuantityFits<Line extends ShippableLine>(line: Line, ready: readonly Ready<Line>[], warehouse: string, given: string, path: string[]): Dec {
  const quantity = positive(given, path, "The quantity", line.unitDecimals);
  const open = dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity).minus(line.pickedQuantity);
  if (quantity.greaterThan(open)) {
    refuse("OVER_DELIVERY", `${plain(open)} of line ${line.lineNumber} (${line.itemName}) are still to be shipped, not ${plain(quantity)}. Ship at most that.`, path);
  }
  const each = ready.find((one) => one.line === line);
  const here = each ? readyOf(each, warehouse) : dec(0);
  if (quantity.greaterThan(here)) {
    const elsewhere = each?.in.filter((place) => place.warehouse !== warehouse && place.quantity.greaterThan(0)).map((place) => `${plain(place.quantity)} in ${place.warehouse}`) ?? [];
    refuse("NOT_RESERVED", `${plain(here)} of line ${line.lineNumber} (${line.itemName}) are reserved in ${warehouse}${elsewhere.length > 0 ? `, ${elsewhere.join(", ")}` : ""}, not ${plain(quantity)}. Ship what is reserved, or reallocate the order.`, path);
  }
  return quantity;
}

export interface PickedLine { id: string; lineNumber: number; itemName: string; unitDecimals: number; quantity: string }
/** What was picked of each line: at most what was planned; lines not named were not picked. Everything when none is named. */
export function pickOf<Line extends PickedLine>(lines: readonly Line[], given: readonly { lineNumber: number; quantity: string }[] | null, path: string[]): { line: Line; picked: Dec }[] {
  if (!given) return lines.map((line) => ({ line, picked: dec(line.quantity) }));
  const picked = new Map<number, Dec>();
  for (const [i, pick] of given.entries()) {
    const at = [...path, String(i)];
    const line = lines.find((each) => each.lineNumber === pick.lineNumber);
    if (!line) refuse("NOT_FOUND", `Line ${pick.lineNumber} is not on this shipment. Pick what is on it.`, [...at, "lineNumber"]);
    if (picked.has(pick.lineNumber)) refuse("DUPLICATE_LINE", `Line ${pick.lineNumber} is named twice. Give each line once.`, [...at, "lineNumber"]);
    const quantity = notNegative(pick.quantity, [...at, "quantity"], "The picked quantity", line.unitDecimals);
    if (quantity.greaterThan(line.quantity)) refuse("OVER_DELIVERY", `${plain(line.quantity)} of line ${pick.lineNumber} (${line.itemName}) are on this shipment, not ${plain(quantity)}. Pick at most that.`, [...at, "quantity"]);
    picked.set(pick.lineNumber, quantity);
  }
  const result = lines.map((line) => ({ line, picked: picked.get(line.lineNumber) ?? dec(0) }));
  if (result.every(({ picked: quantity }) => quantity.isZero())) refuse("NOTHING_PICKED", "Nothing was picked. Cancel the shipment instead.", path);
  return result;
}
