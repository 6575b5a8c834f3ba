import type { ReactNode } from "react";
import type { Owned } from "../owner/owned.ts";
import type { Owner } from "../owner/owner.ts";
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

/** Chips of what narrows a list: field, operator, value, each with its owner's mark; `F` adds one. */
export function FilterBar(_props: FilterBarProps): ReactNode {
  return null;
}
