import { useCallback, useMemo } from "react";
import { useApolloClient, type FilterOption } from "@homefield/web-kit";
import { CustomerNamesDocument } from "../customers/customer-documents.ts";
import type { CustomerFilter, ItemFilter } from "../gql/graphql.ts";
import { ItemNamesDocument } from "../items/item-documents.ts";

/** Customers and items that are looked up while one types, for chips and forms. */
export function useLookups(): {
  customers: (text: string) => Promise<FilterOption[]>;
  customersNamed: (numbers: readonly string[]) => Promise<FilterOption[]>;
  items: (text: string) => Promise<FilterOption[]>;
} {
  const client = useApolloClient();
  const askCustomers = useCallback(
    async (filter: CustomerFilter | undefined): Promise<FilterOption[]> => {
      const { data } = await client.query({ query: CustomerNamesDocument, variables: { filter } });
      return (data?.customers?.nodes ?? []).map((one) => ({ value: one.number, label: one.name ?? one.number, hint: [one.number, one.country, one.currency].filter(Boolean).join(" \u00B7 ") }));
    },
    [client],
  );
  const customers = useCallback((text: string) => askCustomers(text.trim() ? { or: [{ name: { contains: text.trim() } }, { number: { equals: text.trim() } }] } : undefined), [askCustomers]);
  const customersNamed = useCallback((numbers: readonly string[]) => askCustomers({ number: { in: [...numbers] } }), [askCustomers]);
  const items = useCallback(
    async (text: string): Promise<FilterOption[]> => {
      const typed = text.trim();
      const sold: ItemFilter = { status: { in: ["ACTIVE", "PHASING_OUT"] } };
      const filter: ItemFilter = typed ? { and: [sold, { or: [{ name: { contains: typed } }, { number: { equals: typed.toUpperCase() } }] }] } : sold;
      const { data } = await client.query({ query: ItemNamesDocument, variables: { filter } });
      return (data?.items?.nodes ?? []).map((one) => ({ value: one.number, label: `${one.number}  ${one.name ?? ""}`, hint: one.isStocked ? (one.available === null || one.available === undefined ? undefined : `${one.available} free`) : "service" }));
    },
    [client],
  );
  return useMemo(() => ({ customers, customersNamed, items }), [customers, customersNamed, items]);
}
