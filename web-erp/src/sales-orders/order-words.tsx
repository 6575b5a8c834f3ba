import { addDecimals, compareDecimals, formatDecimal, isNegative, isZero, Strip, subtractDecimal, type StripProps, type Tone } from "@homefield/web-kit";
import type { DeliveryStatus, OrderBlockKind, OrderCellsFragment, OrderInvoiceStatus, SalesOrderStatus } from "../gql/graphql.ts";

export const STATUS_WORDS: Record<SalesOrderStatus, string> = {
  DRAFT: "Draft", CONFIRMED: "Confirmed", IN_FULFILMENT: "In fulfilment", CLOSED: "Closed", CANCELLED: "Cancelled",
};
export const DELIVERY_WORDS: Record<DeliveryStatus, string> = {
  NOT_SHIPPED: "Not shipped", PARTLY_SHIPPED: "Partly shipped", SHIPPED: "Shipped", DELIVERED: "Delivered",
};
export const INVOICE_WORDS: Record<OrderInvoiceStatus, string> = {
  NOT_INVOICED: "Not invoiced", PARTLY_INVOICED: "Partly invoiced", INVOICED: "Invoiced", PAID: "Paid",
};
export const BLOCK_WORDS: Record<OrderBlockKind, string> = { CREDIT: "Credit", STOCK: "Stock", HOLD: "Hold" };
export const BLOCK_TONES: Record<OrderBlockKind, Tone> = { CREDIT: "bad", STOCK: "warn", HOLD: "bad" };

export type OrderRow = OrderCellsFragment;
export type OrderBlockRow = NonNullable<OrderRow["blocks"]>[number];
export type OrderLineRow = NonNullable<OrderRow["lines"]>[number];

const STAGES = ["Confirmed", "Reserved", "Picked", "Shipped", "Invoiced"] as const;
const WEIGHT: Record<OrderBlockKind, number> = { HOLD: 0, CREDIT: 1, STOCK: 2 };

/** The worst first: a held customer, then credit, then what is missing. */
export const blocksOf = (order: Pick<OrderRow, "blocks">): OrderBlockRow[] => (order.blocks ?? []).toSorted((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind]);

type Quantities = Pick<OrderLineRow, "quantity" | "cancelledQuantity" | "reservedQuantity" | "pickedQuantity" | "shippedQuantity" | "invoicedQuantity" | "item">;

const wantedOf = (line: Quantities): string => subtractDecimal(line.quantity, line.cancelledQuantity);

/** How many of a line are neither shipped nor held in stock. */
export function missingOf(line: Quantities): string {
  const missing = subtractDecimal(subtractDecimal(wantedOf(line), line.shippedQuantity), line.reservedQuantity);
  return line.item?.isStocked === false || isNegative(missing) ? "0" : missing;
}

const sumOf = (lines: readonly Quantities[], of: (line: Quantities) => string): string => lines.reduce((sum, line) => addDecimals(sum, of(line)), "0");

/** Where lines stand, by their share of the quantity. */
export function stripOf(status: SalesOrderStatus | null | undefined, lines: readonly Quantities[], blocks: readonly Pick<OrderBlockRow, "kind">[]): StripProps {
  const of = sumOf(lines, wantedOf);
  const isLive = status !== "DRAFT" && status !== "CANCELLED";
  const confirmed = isLive ? of : "0";
  const shipped = sumOf(lines, (line) => line.shippedQuantity);
  const reserved = isLive ? subtractDecimal(of, sumOf(lines, missingOf)) : "0";
  const picked = addDecimals(shipped, sumOf(lines, (line) => line.pickedQuantity));
  const invoiced = sumOf(lines, (line) => line.invoicedQuantity);
  const reached = [confirmed, reserved, picked, shipped, invoiced];
  const stopped = blocks.some((block) => block.kind !== "STOCK");
  const hold: StripProps["hold"] = stopped ? { at: 2, tone: "bad" } : blocks.length > 0 ? { at: 1, tone: "warn" } : undefined;
  return { stages: STAGES, of, reached, hold, label: <Furthest status={status} of={of} reached={reached} /> };
}

/** The furthest stage anything has reached, in words: `Shipped 6 of 10`. */
export function furthest(status: SalesOrderStatus | null | undefined, of: string, reached: readonly string[]): string {
  if (status === "DRAFT" || status === "CANCELLED") return STATUS_WORDS[status];
  const at = reached.findLastIndex((share) => !isZero(share));
  if (at <= 0) return "Confirmed";
  const share = reached[at] ?? "0";
  const whole = compareDecimals(share, of) >= 0;
  if (whole) return STAGES[at] ?? "";
  return `${at === 2 ? "Picking" : STAGES[at]} ${formatDecimal(share)} of ${formatDecimal(of)}`;
}

function Furthest(props: { status: SalesOrderStatus | null | undefined; of: string; reached: readonly string[] }) {
  return <>{furthest(props.status, props.of, props.reached)}</>;
}

export function OrderStrip({ order }: { order: Pick<OrderRow, "status" | "lines" | "blocks"> }) {
  return <Strip {...stripOf(order.status, order.lines ?? [], order.blocks ?? [])} />;
}

/** The first promise, where the one that counts for the whole order has slipped since. */
export function firstPromiseOf(order: OrderRow): string | undefined {
  const line = order.lines?.find((one) => one.promisedDate === order.promisedDate && one.firstPromisedDate);
  const first = line?.firstPromisedDate;
  return first && order.promisedDate && order.promisedDate > first ? first : undefined;
}
