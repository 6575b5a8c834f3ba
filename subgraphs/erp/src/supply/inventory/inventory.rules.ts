/** Promises, allotment and values of stock: pure, tested without a database. */
import { addDays, type CalendarDate, Dec, dec, laterOf, nextWorkday, roundTo } from "@homefield/kit";

export interface PromiseQuestion {
  /** On hand and not reserved. */
  available: string | Dec;
  quantity: string | Dec;
  today: CalendarDate;
  leadTimeDays: number;
  requestedDate?: CalendarDate | null | undefined;
}
/** The day a quantity leaves the house: the next workday when it is there, after the lead time when any of it is missing; never before it is wanted. */
export function promiseOn(question: PromiseQuestion): CalendarDate {
  const ready = dec(question.available).greaterThanOrEqualTo(question.quantity) ? question.today : addDays(question.today, question.leadTimeDays);
  return nextWorkday(question.requestedDate ? laterOf(ready, question.requestedDate) : ready);
}

/** What a line wants held, and from where. */
export interface Want {
  lineId: string;
  item: string;
  quantity: Dec;
  /** Where it leaves from, first of all. */
  warehouse: string;
  /** From there only. */
  isFixed: boolean;
}
export interface Shelf { warehouse: string; item: string; available: Dec }
export interface Share { lineId: string; warehouse: string; item: string; quantity: Dec }
/**
 * Who gets what from where, in the order of the wants. A shelf that covers a want alone comes before two that cover it together: goods that
 * leave from two places travel twice. Among equals its own warehouse comes first, then the fullest.
 */
export function allot(wants: readonly Want[], shelves: readonly Shelf[], reach: "fixed" | "everywhere"): Share[] {
  const left = new Map(shelves.map((shelf) => [shelf, shelf.available]));
  return wants.flatMap((want) => {
    const isOpen = (shelf: Shelf): boolean => shelf.item === want.item && (shelf.warehouse === want.warehouse || !want.isFixed || reach === "everywhere");
    const isOwn = (shelf: Shelf): number => (shelf.warehouse === want.warehouse ? 1 : 0);
    const covers = (shelf: Shelf): number => (!want.isFixed && leftOn(left, shelf).greaterThanOrEqualTo(want.quantity) ? 1 : 0);
    const order = shelves.filter(isOpen).sort((a, b) => covers(b) - covers(a) || isOwn(b) - isOwn(a) || leftOn(left, b).comparedTo(leftOn(left, a)) || (a.warehouse < b.warehouse ? -1 : 1));
    let missing = want.quantity;
    return order.flatMap((shelf): Share[] => {
      const quantity = Dec.max(0, Dec.min(missing, leftOn(left, shelf)));
      if (quantity.isZero()) return [];
      missing = missing.minus(quantity);
      left.set(shelf, leftOn(left, shelf).minus(quantity));
      return [{ lineId: want.lineId, warehouse: shelf.warehouse, item: want.item, quantity }];
    });
  });
}
const leftOn = (left: ReadonlyMap<Shelf, Dec>, shelf: Shelf): Dec => left.get(shelf) ?? dec(0);

export interface Valued { quantity: Dec; value: Dec }
/** What leaves at the moving average. The last piece takes all that is left: an empty shelf has no value, however often it was rounded. */
export function costOfIssue(stock: Valued, quantity: Dec, currency: string): Dec {
  if (quantity.greaterThan(stock.quantity)) throw new Error(`cannot value ${quantity.toFixed()} out of ${stock.quantity.toFixed()}`);
  return quantity.equals(stock.quantity) ? stock.value : roundTo(stock.value.times(quantity).dividedBy(stock.quantity), currency);
}
/** What goods found in a count are worth: the moving average, or what the item last cost when the entity holds none. */
export function worthOfFound(stock: Valued, quantity: Dec, lastUnitCost: Dec | null, currency: string): Dec {
  const unit = stock.quantity.isZero() ? (lastUnitCost ?? dec(0)) : stock.value.dividedBy(stock.quantity);
  return roundTo(unit.times(quantity), currency);
}
