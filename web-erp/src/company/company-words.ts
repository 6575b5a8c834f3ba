import type { CompanyFactsFragment, TaxKind } from "../gql/graphql.ts";

export type Company = CompanyFactsFragment;
export const TAX_KINDS: Record<TaxKind, string> = { DOMESTIC: "At home", REVERSE_CHARGE: "Reverse charge, EU", EXPORT: "Export" };
export const SERIES: Record<string, string> = { INV: "Invoices", CN: "Credit notes", JE: "Journal entries" };
export const MONTHS = Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(Date.UTC(2026, month)));
