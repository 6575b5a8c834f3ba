import { addDecimals, compareDecimals } from "@homefield/web-kit";

/** Money that waits to be set against invoices: what came in, or what a credit note gives back. */
export interface PlaceSource {
  kind: "PAYMENT" | "CREDIT_NOTE";
  number: string;
  customer: { number: string; name?: string | null } | null | undefined;
  currency: string;
  left: string;
  day: string | null | undefined;
  /** What the bank or the credit note says; it may name invoices. */
  words: string;
}
export interface OpenItem {
  number?: string | null;
  openAmount?: { amount: string; currency: string } | null;
}
/** How much goes to which invoice, by its number. */
export type Applied = Readonly<Record<string, string>>;

export const minus = (a: string, b: string): string => addDecimals(a, b.startsWith("-") ? b.slice(1) : `-${b}`);
export const least = (a: string, b: string): string => (compareDecimals(a, b) < 0 ? a : b);
const openOf = (item: OpenItem): string => item.openAmount?.amount ?? "0";

/** The invoices the words name, else the oldest first. */
export function suggestion(words: string, items: readonly OpenItem[], left: string): Applied {
  const named = items.filter((item) => item.number && words.includes(item.number));
  return inOrder(named.length > 0 ? named : items, left);
}
/** One after the other, as far as it goes. */
export function inOrder(items: readonly OpenItem[], left: string): Applied {
  const result: Record<string, string> = {};
  let rest = left;
  for (const item of items) {
    if (compareDecimals(rest, "0") <= 0) break;
    const part = least(rest, openOf(item));
    result[item.number ?? ""] = part;
    rest = minus(rest, part);
  }
  return result;
}
/** Takes an invoice off, or adds it with what is free. */
export function toggled(applied: Applied, item: OpenItem, rest: string): Applied {
  const key = item.number ?? "";
  const { [key]: had, ...others } = applied;
  return had !== undefined ? others : { ...others, [key]: compareDecimals(rest, "0") > 0 ? least(rest, openOf(item)) : "0" };
}
