import { Money, type MoneyValue } from "@homefield/web-kit";

/** Sums of several currencies in one cell, one below the other: they are never added up, and never cut. */
export function StackedSums({ values }: { values: readonly MoneyValue[] }) {
  return (
    <span className="stacked">
      {values.map((value) => (
        <Money key={value.currency} value={value} withCurrency />
      ))}
    </span>
  );
}
