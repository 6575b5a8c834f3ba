import { DateText, formatDecimal, Money, Percent } from "@homefield/web-kit";
import type { PriceRuleFactsFragment } from "../gql/graphql.ts";

/** Whom and what a rule is for, in words; a rule without dimensions is for everybody. */
export function forWhom(rule: PriceRuleFactsFragment): string {
  const parts = [
    rule.customer?.name,
    rule.customerGroup?.name,
    rule.market?.name,
    rule.legalEntity && `sold by ${rule.legalEntity.code}`,
    rule.category && `category ${rule.category.name}`,
    rule.minQuantity !== "0" && Number(rule.minQuantity) > 0 && `from ${formatDecimal(rule.minQuantity)}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : "Everybody";
}

export function RuleEffect({ rule }: { rule: PriceRuleFactsFragment }) {
  return rule.kind === "PRICE" ? <Money value={rule.unitPrice} withCurrency /> : <span className="tab">{"\u2212"}<Percent value={rule.percent} most={2} /></span>;
}

export function RuleSpan({ rule }: { rule: PriceRuleFactsFragment }) {
  return (
    <>
      <DateText value={rule.validFrom} />
      {rule.validTo ? <> to <DateText value={rule.validTo} /></> : <span className="t3"> on</span>}
    </>
  );
}

export const isOver = (rule: PriceRuleFactsFragment, day: string): boolean => rule.validTo !== null && rule.validTo < day;
