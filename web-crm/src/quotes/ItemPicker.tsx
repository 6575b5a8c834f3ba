import { useCallback } from "react";
import { Mark, SearchField, useApolloClient, type FilterOption } from "@homefield/web-kit";
import { ItemChoicesDocument } from "./quote-documents.ts";

export interface PickedItem {
  number: string;
  name: string;
}

/** Items of the ERP that may still be sold, by number or name. */
export function useItemSearch(): (text: string) => Promise<FilterOption[]> {
  const client = useApolloClient();
  return useCallback(
    async (text: string) => {
      const typed = text.trim();
      const sold = { not: { status: { equals: "DISCONTINUED" as const } } };
      const filter = typed ? { and: [sold, { or: [{ name: { contains: typed } }, { number: { in: [typed, typed.toUpperCase()] } }] }] } : sold;
      const { data } = await client.query({ query: ItemChoicesDocument, variables: { filter } });
      if (!data?.items) throw new Error("The ERP did not answer.");
      return data.items.nodes.map((item) => ({ value: item.number, label: item.name ?? item.number, hint: item.status === "PHASING_OUT" ? `${item.number}, while stock lasts` : item.number }));
    },
    [client],
  );
}

/** The last line of a table of lines: what is chosen here becomes a line. */
export function ItemPicker({ onPick, turn, label = "Add a line: item number or name" }: { onPick: (item: PickedItem) => void; turn: number; label?: string }) {
  const search = useItemSearch();
  return (
    <div className="itempicker">
      <SearchField
        key={turn}
        label={label}
        placeholder={label}
        value={undefined}
        search={search}
        autoFocus={turn > 0}
        nothing="No item of that number or name is sold."
        onChange={(option) => option && onPick({ number: option.value, name: option.label })}
      />
      <span className="row g6 xs t3 only-l">
        <Mark of="erp" quiet /> Items come from the ERP
      </span>
    </div>
  );
}
