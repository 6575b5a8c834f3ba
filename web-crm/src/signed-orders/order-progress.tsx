import { addDecimals, compareDecimals, formatDecimal, isZero, smallerDecimal, Strip, subtractDecimal, type StripProps } from "@homefield/web-kit";
import type { DeliveryStatus, OrderInvoiceStatus, OrderProgressFragment, SalesOrderStatus } from "../gql/graphql.ts";

export type Progress = OrderProgressFragment;
export type ProgressLine = NonNullable<Progress["lines"]>[number];

const STAGES = ["Confirmed", "Reserved", "Picked", "Shipped", "Invoiced"];

export const orderWords: Record<SalesOrderStatus, string> = { DRAFT: "Draft", CONFIRMED: "Confirmed", IN_FULFILMENT: "In fulfilment", CLOSED: "Closed", CANCELLED: "Called off" };
export const deliveryWords: Record<DeliveryStatus, string> = { NOT_SHIPPED: "Not shipped", PARTLY_SHIPPED: "Partly shipped", SHIPPED: "Shipped", DELIVERED: "Arrived" };
export const invoiceWords: Record<OrderInvoiceStatus, string> = { NOT_INVOICED: "Not invoiced", PARTLY_INVOICED: "Partly invoiced", INVOICED: "Invoiced", PAID: "Paid" };

/** How many of a line are still wanted, after what was called off. */
export const wantedOf = (line: Pick<ProgressLine, "quantity" | "cancelledQuantity">): string => subtractDecimal(line.quantity, line.cancelledQuantity);

/** What a strip needs to know of an order and of its line, however much more was asked. */
interface OrderSeen { status: SalesOrderStatus | null; invoiceStatus?: OrderInvoiceStatus | null; blocks: readonly { kind: string; line: { id: string } | null }[] | null }
type LineSeen = Pick<ProgressLine, "id" | "quantity" | "reservedQuantity" | "pickedQuantity" | "shippedQuantity" | "invoicedQuantity" | "cancelledQuantity" | "lateReason">;

export interface LineState {
  label: string;
  reached: string[];
  hold?: StripProps["hold"];
}

/** The furthest a line has come, or what holds it. */
export function lineState(line: LineSeen, order: OrderSeen): LineState {
  const wanted = wantedOf(line);
  const upTo = (quantity: string) => smallerDecimal(quantity, wanted);
  const all = (quantity: string) => compareDecimals(quantity, wanted) >= 0;
  const some = (quantity: string) => compareDecimals(quantity, "0") > 0;
  // What has gone further was there before: a shipped piece is reserved no more, yet it was.
  const shipped = upTo(line.shippedQuantity);
  const picked = upTo(addDecimals(line.shippedQuantity, line.pickedQuantity));
  const held = upTo(addDecimals(line.shippedQuantity, line.reservedQuantity));
  const reserved = compareDecimals(held, picked) < 0 ? picked : held;
  const invoiced = upTo(line.invoicedQuantity);
  const reached = [order.status === "DRAFT" ? "0" : wanted, reserved, picked, shipped, invoiced];
  const part = (word: string, quantity: string) => (all(quantity) ? word : `${word} ${formatDecimal(quantity)} of ${formatDecimal(wanted)}`);
  if (isZero(wanted)) return { label: "Called off", reached: ["0", "0", "0", "0", "0"] };
  const blocks = order.blocks ?? [];
  const money = blocks.find((block) => block.kind !== "STOCK");
  if (money && !some(shipped)) return { label: money.kind === "CREDIT" ? "Held for credit" : "Customer on hold", reached: ["0", "0", "0", "0", "0"], hold: { at: 0, tone: "bad" } };
  const stock = blocks.some((block) => block.kind === "STOCK" && (!block.line || block.line.id === line.id));
  if (stock && !all(reserved)) return { label: `Short ${formatDecimal(subtractDecimal(wanted, reserved))} of ${formatDecimal(wanted)}`, reached, hold: { at: 1, tone: "warn" } };
  if (order.status === "DRAFT") return { label: "Draft", reached };
  if (all(invoiced)) return { label: order.invoiceStatus === "PAID" ? "Paid" : "Invoiced", reached };
  if (some(shipped)) return { label: part("Shipped", shipped), reached };
  if (some(picked)) return { label: part("Picked", picked), reached };
  if (some(reserved)) return { label: part("Reserved", reserved), reached };
  return { label: "Confirmed", reached };
}

export function LineStrip({ line, order }: { line: LineSeen; order: OrderSeen }) {
  const { label, reached, hold } = lineState(line, order);
  const wanted = wantedOf(line);
  return <Strip stages={STAGES} of={isZero(wanted) ? line.quantity : wanted} reached={reached} hold={hold} label={<span className={hold ? hold.tone : undefined} title={line.lateReason ?? undefined}>{label}</span>} />;
}

/** Orders are counted by line, so that chairs and days of work need not be added up. */
export function OrderStrip({ order }: { order: Progress }) {
  const lines = (order.lines ?? []).filter((line) => !isZero(wantedOf(line)));
  const share = (stage: number) =>
    lines.reduce((sum, line) => {
      const { reached } = lineState(line, order);
      const whole = Number(wantedOf(line));
      return sum + (whole > 0 ? Number(reached[stage] ?? 0) / whole : 0);
    }, 0);
  const block = (order.blocks ?? [])[0];
  const hold: StripProps["hold"] = block ? { at: block.kind === "STOCK" ? 1 : 0, tone: block.kind === "STOCK" ? "warn" : "bad" } : undefined;
  const label =
    order.status === "CANCELLED" ? "Called off"
    : order.status === "DRAFT" ? "Draft"
    : block && order.deliveryStatus === "NOT_SHIPPED" ? (block.kind === "STOCK" ? "Short of stock" : block.kind === "CREDIT" ? "Held for credit" : "Customer on hold")
    : order.invoiceStatus === "PAID" ? "Paid"
    : order.invoiceStatus === "INVOICED" ? "Invoiced"
    : order.deliveryStatus && order.deliveryStatus !== "NOT_SHIPPED" ? deliveryWords[order.deliveryStatus]
    : order.status ? orderWords[order.status] : "";
  return <Strip stages={STAGES} of={lines.length} reached={STAGES.map((_, stage) => share(stage))} hold={hold} label={<span className={hold?.tone}>{label}</span>} />;
}
