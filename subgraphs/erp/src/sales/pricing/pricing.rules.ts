import { type CalendarDate, dec, type Dec, lineAmount, plain, roundTo } from "@homefield/kit";

/** A price rule with its dimensions; null means any. */
export interface Rule {
  id: string;
  name: string;
  kind: "PRICE" | "DISCOUNT";
  legalEntity: string | null;
  itemNumber: string | null;
  itemCategory: string | null;
  customerNumber: string | null;
  customerGroup: string | null;
  market: string | null;
  currency: string | null;
  minQuantity: string;
  validFrom: CalendarDate;
  validTo: CalendarDate | null;
  unitPrice: string | null;
  percent: string | null;
}
/** Who asks, for what, when: everything a rule can depend on. `categories` runs from the item's own up to the root. */
export interface PriceQuestion {
  legalEntity: string;
  currency: string;
  today: CalendarDate;
  customer: { number: string; group: string | null } | null;
  market: string | null;
  item: { number: string; categories: readonly string[] };
  quantity: Dec;
}
export interface TraceStep { rule: string; reason: string; percent: Dec | null; unitPrice: Dec }
export interface Price { listPrice: Dec; unitPrice: Dec; lineTotal: Dec; trace: TraceStep[] }

export function applies(rule: Rule, question: PriceQuestion): boolean {
  const fits = (wanted: string | null, given: string | null): boolean => wanted === null || wanted === given;
  return fits(rule.legalEntity, question.legalEntity) && fits(rule.itemNumber, question.item.number) && fits(rule.currency, question.currency) && fits(rule.market, question.market)
    && fits(rule.customerNumber, question.customer?.number ?? null) && fits(rule.customerGroup, question.customer?.group ?? null)
    && (rule.itemCategory === null || question.item.categories.includes(rule.itemCategory))
    && question.quantity.greaterThanOrEqualTo(rule.minQuantity) && rule.validFrom <= question.today && (rule.validTo === null || rule.validTo >= question.today);
}

/** Customer before group before market before any. */
const whom = (rule: Rule): number => (rule.customerNumber !== null ? 3 : rule.customerGroup !== null ? 2 : rule.market !== null ? 1 : 0);
/**
 * Which of two rules says more about the question; negative when a does. Whom it is for decides first; between equals the one of a single
 * company, then the higher quantity, then the later start. The id comes last, so that the answer never depends on the order of rows.
 */
function closer(a: Rule, b: Rule): number {
  return whom(b) - whom(a)
    || Number(b.legalEntity !== null) - Number(a.legalEntity !== null)
    || dec(b.minQuantity).comparedTo(a.minQuantity)
    || b.validFrom.localeCompare(a.validFrom)
    || a.id.localeCompare(b.id);
}
/** What a discount is about: the item itself, its category, or everything. */
const about = (rule: Rule): number => (rule.itemNumber !== null ? 2 : rule.itemCategory !== null ? 1 : 0);

/**
 * Which discounts are taken, in which order. Rules with a quantity that are otherwise about the same are the steps of one scale: only the
 * highest step reached counts. All others are taken, each once: from the item to its category to everything, and within these from
 * customer to group to market to any. Each takes its percentage off what the one before left.
 */
export function discountsFor(rules: readonly Rule[], question: PriceQuestion): Rule[] {
  const scales = new Map<string, Rule>();
  for (const rule of rules) {
    if (rule.kind !== "DISCOUNT" || !applies(rule, question)) continue;
    const isStep = dec(rule.minQuantity).greaterThan(0);
    const scale = isStep ? JSON.stringify([rule.itemNumber, rule.itemCategory, rule.customerNumber, rule.customerGroup, rule.market]) : rule.id;
    const known = scales.get(scale);
    if (!known || closer(rule, known) < 0) scales.set(scale, rule);
  }
  return [...scales.values()].sort((a, b) => about(b) - about(a) || closer(a, b));
}

/** The price of one line with its explanation; null when no PRICE rule applies. Rounded once, at the end: a chain of discounts is exact in between. */
export function priceFor(rules: readonly Rule[], question: PriceQuestion): Price | null {
  const base = rules.filter((rule) => rule.kind === "PRICE" && applies(rule, question)).sort(closer)[0];
  if (!base) return null;
  const listPrice = dec(base.unitPrice!);
  const trace: TraceStep[] = [{ rule: base.name, reason: reasonOf(base), percent: null, unitPrice: listPrice }];
  let price = listPrice;
  for (const discount of discountsFor(rules, question)) {
    price = price.times(dec(100).minus(discount.percent!)).dividedBy(100);
    trace.push({ rule: discount.name, reason: reasonOf(discount), percent: dec(discount.percent!), unitPrice: price });
  }
  const unitPrice = roundTo(price, question.currency);
  return { listPrice, unitPrice, lineTotal: lineAmount(question.quantity, unitPrice, "0", question.currency), trace };
}

/** Why a rule applies, in words. */
export function reasonOf(rule: Rule): string {
  const parts = [
    rule.customerNumber !== null ? `agreed with customer ${rule.customerNumber}` : rule.customerGroup !== null ? `for customer group ${rule.customerGroup}` : rule.market !== null ? `for market ${rule.market}` : "for everybody",
    ...(rule.itemNumber === null ? [rule.itemCategory === null ? "on all items" : `on category ${rule.itemCategory}`] : []),
    ...(rule.legalEntity === null ? [] : [`at ${rule.legalEntity}`]),
    ...(dec(rule.minQuantity).isZero() ? [] : [`from ${plain(rule.minQuantity)}`]),
    rule.validTo === null ? `since ${rule.validFrom}` : `from ${rule.validFrom} to ${rule.validTo}`,
  ];
  return parts.join(", ");
}
