import { defineUi, type Command, type Owner, type SearchProvider } from "@homefield/web-kit";
import { CrmSearchDocument, ErpSearchDocument } from "./search-documents.ts";

type Ranked = Command & { rank: number };

const search: SearchProvider = async (text, { client, signal, can }) => {
  const missing: Owner[] = [];
  const context = { fetchOptions: { signal } };
  const own = async (): Promise<Ranked[]> => {
    const { data, error } = await client.query({ query: ErpSearchDocument, variables: { text }, context, errorPolicy: "all", fetchPolicy: "network-only" });
    if (error && !data?.erpSearch) missing.push("erp");
    return (data?.erpSearch ?? []).flatMap(({ title, detail, rank, hit }): Ranked[] => {
      const base = { label: title, hint: detail ?? undefined, rank, owner: "erp" as const, group: "Records" };
      switch (hit?.__typename) {
        case "Customer":
          return [{ ...base, id: `customer ${hit.number}`, to: `/customers/${hit.number}`, acts: can("sales-order:edit") ? [{ id: `new order ${hit.number}`, label: `New order for ${title}`, to: `/orders/new?customer=${hit.number}` }] : undefined }];
        case "SalesOrder":
          return [{ ...base, id: `order ${hit.number}`, to: `/orders/${hit.number}` }];
        case "Invoice":
          return [{ ...base, id: `invoice ${hit.id}`, to: hit.invoiceNumber ? `/invoices/${hit.invoiceNumber}` : `/invoices/draft/${hit.id}` }];
        case "Item":
          return [{ ...base, id: `item ${hit.number}`, to: `/items/${hit.number}` }];
        default:
          return [];
      }
    });
  };
  const borrowed = async (): Promise<Ranked[]> => {
    if (!can("account:read")) return [];
    const { data, error } = await client.query({ query: CrmSearchDocument, variables: { text }, context, errorPolicy: "all", fetchPolicy: "network-only" });
    if (error && !data?.crmSearch) missing.push("crm");
    return (data?.crmSearch ?? []).flatMap(({ title, detail, rank, hit }): Ranked[] => {
      const base = { label: title, hint: detail ?? undefined, rank, owner: "crm" as const, group: "Records" };
      switch (hit?.__typename) {
        case "Account":
          return [{ ...base, id: `account ${hit.id}`, to: `/accounts/${hit.id}` }];
        case "Contact":
          return hit.account ? [{ ...base, id: `contact ${hit.id}`, to: `/accounts/${hit.account.id}` }] : [];
        case "Opportunity":
          return [{ ...base, id: `opportunity ${hit.id}`, to: `/opportunities/${hit.id}` }];
        case "Quote":
          return [{ ...base, id: `quote ${hit.id}`, to: `/quotes/${hit.id}` }];
        default:
          return [];
      }
    });
  };
  const hits = (await Promise.all([own(), borrowed()])).flat().toSorted((a, b) => b.rank - a.rank);
  return { hits: hits.map(({ rank: _rank, ...hit }) => hit), missing };
};

export const ui = defineUi({ screens: [], search });
