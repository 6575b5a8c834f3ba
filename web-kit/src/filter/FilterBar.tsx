import type { ReactNode } from "react";
import type { Owned } from "../owner/owned.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { ChipRow } from "./ChipRow.tsx";
import { FindBox } from "./FindBox.tsx";
import { clausesOf, type FilterField } from "./filters.ts";
import type { ListState } from "./list-state.ts";

export interface FilterBarProps {
  /** Holds the filters; its spec names the fields. */
  list: ListState;
  /** "24 of 214" */
  count?: ReactNode;
  /** Fields of an owner that is silent or denied cannot be chosen. */
  owned?: Partial<Record<Owner, Owned>>;
  /** A search box at the front, with this placeholder. */
  searchIn?: string;
  end?: ReactNode;
}

const NO_FIELDS: readonly FilterField[] = [];

/** Chips of what narrows a list: field, operator, value, each with its owner's mark; groups of any, all or none; `F` adds one. */
export function FilterBar({ list, count, owned, searchIn, end }: FilterBarProps) {
  const fields = list.spec.fields ?? NO_FIELDS;
  const off = (owner: Owner): string | undefined => {
    const state = owned?.[owner]?.state;
    if (state === "silent" || state === "failed") return `${ownerName(owner)} is not answering`;
    return state === "denied" ? `not for your role` : undefined;
  };
  return (
    <div className="filters" role="group" aria-label="Filters">
      {searchIn !== undefined && <FindBox placeholder={searchIn} value={list.q} onChange={list.setQ} />}
      {fields.length > 0 && <ChipRow outermost nodes={list.filters} fields={fields} off={off} onChange={list.setFilters} />}
      {list.unread > 0 && (
        <span className="s warn" role="status">
          {list.unread === 1 ? "1 condition of this address is" : `${list.unread} conditions of this address are`} not for your role, or no more: the list is wider than it was meant.
        </span>
      )}
      <span className="row end s t3 tab g12">
        {count !== undefined && <span role="status">{count}</span>}
        {clausesOf(list.filters).length > 1 && (
          <button type="button" className="link s" onClick={() => list.setFilters([])}>
            Clear
          </button>
        )}
        {end}
      </span>
    </div>
  );
}
