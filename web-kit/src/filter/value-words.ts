import { useEffect, useState } from "react";
import { formatDay } from "../format/dates.ts";
import { formatDecimal } from "../format/money.ts";
import type { FilterClause, FilterField, FilterOption } from "./filters.ts";

const knownNames = new Map<string, string>();
const nameKey = (field: FilterField, value: string): string => `${field.id} ${value}`;

export function rememberNames(field: FilterField, options: readonly FilterOption[]): void {
  for (const option of options) knownNames.set(nameKey(field, option.value), option.label);
}

/** Asks for the names of looked-up values that only an address knows so far. */
export function useNames(field: FilterField, values: readonly string[]): void {
  const [, setAsked] = useState(0);
  const unknown = field.resolve ? values.filter((value) => !knownNames.has(nameKey(field, value))).join("\n") : "";
  useEffect(() => {
    if (unknown === "" || !field.resolve) return undefined;
    let here = true;
    field.resolve(unknown.split("\n")).then(
      (options) => {
        rememberNames(field, options);
        if (here) setAsked((count) => count + 1);
      },
      // The chip then shows the value itself.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [field, unknown]);
}

/** A value as a chip shows it. */
export function valueWords(clause: FilterClause, field: FilterField): string {
  const word = (value: string): string => {
    const name = field.options?.find((one) => one.value === value)?.label ?? knownNames.get(nameKey(field, value));
    if (name !== undefined) return name;
    if (field.kind === "boolean") return value === "yes" ? "yes" : "no";
    if (field.kind === "date") return formatDay(value);
    if (field.kind === "money") return formatDecimal(value, { least: 2 });
    if (field.kind === "number") return `${formatDecimal(value)}${field.unit ? `\u00A0${field.unit}` : ""}`;
    return value;
  };
  if (clause.values.length > 2) return String(clause.values.length);
  return clause.values.map(word).join(", ");
}
