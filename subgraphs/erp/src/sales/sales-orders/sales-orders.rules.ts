/** What an order says and allows: pure, tested without a database. */
import { type CalendarDate, daysBetween, type Dec, dec, nextWorkday, plain } from "@homefield/kit";
import type { SalesOrderAct } from "../../generated/graphql.ts";

export interface LateQuestion {
  today: CalendarDate;
  promisedDate: CalendarDate | null;
  firstPromisedDate: CalendarDate | null;
  requestedDate: CalendarDate | null;
  quantity: string;
  reservedQuantity: string;
  pickedQuantity: string;
  shippedQuantity: string;
  cancelledQuantity: string;
  isStocked: boolean;
  blocks: readonly string[];
}
/** Why a line is late, in words: how late, and what it waits for. Null when nothing is open or all is as promised and wanted. */
export function lateReasonOf(line: LateQuestion): string | null {
  const open = dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity);
  if (!line.promisedDate || !open.greaterThan(0)) return null;
  const lateness =
    line.promisedDate < line.today ? `Promised for ${line.promisedDate}, ${days(daysBetween(line.promisedDate, line.today))} ago.`
    : line.firstPromisedDate && line.promisedDate > line.firstPromisedDate ? `The promise moved from ${line.firstPromisedDate} to ${line.promisedDate}.`
    : line.requestedDate && line.promisedDate > nextWorkday(line.requestedDate) ? `Wanted for ${line.requestedDate}, promised for ${line.promisedDate}.`
    : null;
  return lateness && `${lateness} ${waitsFor(line, open)}`;
}
function waitsFor(line: LateQuestion, open: Dec): string {
  const missing = open.minus(line.reservedQuantity);
  if (line.blocks.includes("HOLD")) return "The customer is on hold.";
  if (line.blocks.includes("CREDIT")) return "The order waits for a credit release.";
  if (line.isStocked && missing.greaterThan(0)) return `${plain(missing)} of ${plain(line.quantity)} ${missing.equals(1) ? "is" : "are"} not in stock.`;
  return dec(line.pickedQuantity).greaterThan(0) ? "It is being picked." : "All is in stock and waits to be shipped.";
}
const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

export interface ActQuestion {
  status: string;
  /** Kinds of the blocks that hold. */
  blocks: readonly string[];
  lines: readonly { quantity: string; reservedQuantity: string; pickedQuantity: string; shippedQuantity: string; cancelledQuantity: string; invoicedQuantity: string; isStocked: boolean }[];
  may: (permission: string) => boolean;
}
/** What may be done with an order now, by its state and by who asks. */
export function actsOf(order: ActQuestion): SalesOrderAct[] {
  const acts: SalesOrderAct[] = [];
  const offer = (act: SalesOrderAct, permission: string, when: boolean): void => { if (when && order.may(permission)) acts.push(act); };
  const isDraft = order.status === "DRAFT";
  const isLive = order.status === "CONFIRMED" || order.status === "IN_FULFILMENT";
  const holds = (kind: string): boolean => order.blocks.includes(kind);
  const openOf = (line: ActQuestion["lines"][number]): Dec => dec(line.quantity).minus(line.shippedQuantity).minus(line.cancelledQuantity);
  const isOpen = order.lines.some((line) => openOf(line).greaterThan(0));
  const isOnTheWay = order.lines.some((line) => dec(line.pickedQuantity).greaterThan(0));
  const hasShipped = order.lines.some((line) => dec(line.shippedQuantity).greaterThan(0));
  const isReady = order.lines.some((line) => (line.isStocked ? dec(line.reservedQuantity) : openOf(line)).greaterThan(line.pickedQuantity));
  offer("EDIT_LINES", "sales-order-lines:edit", isDraft);
  offer("CONFIRM", "sales-order:edit", isDraft && order.lines.length > 0);
  offer("RELEASE_CREDIT", "sales-order:release", isLive && holds("CREDIT"));
  offer("RELEASE_CUSTOMER", "customer-credit:edit", isLive && holds("HOLD"));
  offer("REALLOCATE", "sales-order:edit", isLive && holds("STOCK"));
  offer("SHIP", "shipment:edit", isLive && isReady && !holds("CREDIT") && !holds("HOLD"));
  offer("INVOICE", "invoice:edit", order.lines.some((line) => dec(line.shippedQuantity).greaterThan(line.invoicedQuantity)));
  offer("CANCEL", "sales-order:edit", isDraft || isLive && isOpen && !isOnTheWay && !hasShipped);
  offer("CLOSE", "sales-order:edit", isLive && isOpen && !isOnTheWay && hasShipped);
  return acts;
}
export const stateInWords = (status: string): string => status.toLowerCase().replaceAll("_", " ");
/** The act that lifts a block. */
export const LIFTED_BY: Record<string, SalesOrderAct> = { CREDIT: "RELEASE_CREDIT", STOCK: "REALLOCATE", HOLD: "RELEASE_CUSTOMER" };
