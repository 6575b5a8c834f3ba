/** Promises and values of stock: pure, tested without a database. */
import { addDays, type CalendarDate, type Dec, dec, laterOf, nextWorkday, roundTo } from "@homefield/kit";

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
