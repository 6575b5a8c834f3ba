import { useCallback, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Owner } from "../owner/owner.ts";
import { readFilters, writeFilters } from "./filter-address.ts";
import { filterInput, type FilterField, type FilterNode } from "./filters.ts";

export interface Sort {
  /** The column's sort key; usually a value of the graph's order enum. */
  field: string;
  direction: "asc" | "desc";
}

export interface ListView {
  id: string;
  label: string;
  filters?: readonly FilterNode[];
  sort?: Sort;
  count?: number | null;
}

/** One fact that rows can be put together by. */
export interface ListGroup {
  id: string;
  label: string;
  owner: Owner;
}

export interface ListSpec {
  fields?: readonly FilterField[];
  sort?: Sort;
  /** What the list can be grouped by. */
  groups?: readonly ListGroup[];
  /** The first is where one lands. */
  views?: readonly ListView[];
}

/** What the address says about a list. */
export interface ListSearch {
  view?: string;
  filter?: string;
  sort?: string;
  columns?: string;
  group?: string;
  q?: string;
}

export interface ListValues {
  view: string;
  filters: readonly FilterNode[];
  /** Conditions of the address that this reader can't use: their fields are not for the role, or no more. */
  unread: number;
  sort: Sort | undefined;
  columns: readonly string[] | undefined;
  /** What it is grouped by, of the list's groups. */
  group: string | undefined;
  q: string;
}

const NONE = "none";

export function writeSort(sort: Sort): string {
  return `${sort.direction === "desc" ? "-" : ""}${sort.field}`;
}

export function readSort(text: string | undefined): Sort | undefined {
  if (!text) return undefined;
  return text.startsWith("-") ? { field: text.slice(1), direction: "desc" } : { field: text, direction: "asc" };
}

/** What an address means: what it does not say comes from the view, then from the list. */
export function readList(search: ListSearch, spec: ListSpec): ListValues {
  const views = spec.views ?? [];
  const view = views.find((one) => one.id === search.view) ?? views[0];
  const read = search.filter && search.filter !== NONE ? readFilters(search.filter, spec.fields ?? []) : undefined;
  return {
    view: view?.id ?? "",
    filters: read ? read.nodes : search.filter === NONE ? [] : (view?.filters ?? []),
    unread: read?.unread ?? 0,
    sort: readSort(search.sort) ?? view?.sort ?? spec.sort,
    columns: search.columns ? search.columns.split(",").filter(Boolean) : undefined,
    group: spec.groups?.find((one) => one.id === search.group)?.id,
    q: search.q ?? "",
  };
}

/** What to write into the address so that it means `next`; what the view says anyway is left out. */
export function writeList(next: ListValues, spec: ListSpec): ListSearch {
  const views = spec.views ?? [];
  const view = views.find((one) => one.id === next.view) ?? views[0];
  const filters = writeFilters(next.filters);
  const given = writeFilters(view?.filters ?? []);
  const sort = next.sort ? writeSort(next.sort) : undefined;
  const givenSort = view?.sort ?? spec.sort;
  return {
    view: view && view !== views[0] ? view.id : undefined,
    filter: filters === given ? undefined : (filters ?? NONE),
    sort: sort && (!givenSort || sort !== writeSort(givenSort)) ? sort : undefined,
    columns: next.columns && next.columns.length > 0 ? next.columns.join(",") : undefined,
    group: next.group,
    q: next.q || undefined,
  };
}

export interface ListState extends ListValues {
  spec: ListSpec;
  setView: (id: string) => void;
  setFilters: (filters: readonly FilterNode[]) => void;
  setSort: (sort: Sort | undefined) => void;
  setColumns: (columns: readonly string[] | undefined) => void;
  setQ: (q: string) => void;
  setGroup: (group: string | undefined) => void;
  /** Shows the rows of one group: as a list again, narrowed by what they have in common. */
  openGroup: (node: FilterNode) => void;
  /** Something narrows the list beyond its view. */
  isFiltered: boolean;
  dropLast: () => void;
  clear: () => void;
  /** The graph's filter input for one owner's fields. */
  filterInput: <T = Record<string, unknown>>(owner?: Owner) => T | undefined;
  /** The graph's `orderBy`: `[{ field: "NAME", direction: "ASC" }]`. */
  orderBy: <T = { field: string; direction: "ASC" | "DESC" }>() => T[] | undefined;
}

/**
 * The state of a list, held in the address: filters, sort, columns, view, and a search text.
 * The same address shows the same list to anybody who may see it.
 */
export function useListState(spec: ListSpec): ListState {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const values = useMemo(() => readList(search, spec), [search, spec]);
  const go = useCallback(
    (next: ListValues) => {
      const written = writeList(next, spec);
      void navigate({
        to: ".",
        replace: true,
        search: (before: Record<string, unknown>) => ({ ...before, ...written }),
      });
    },
    [navigate, spec],
  );
  return useMemo<ListState>(() => {
    const view = (spec.views ?? []).find((one) => one.id === values.view);
    return {
      ...values,
      spec,
      setView: (id) => {
        const chosen = (spec.views ?? []).find((one) => one.id === id);
        go({ ...values, view: id, filters: chosen?.filters ?? [], sort: chosen?.sort ?? spec.sort, q: "" });
      },
      setFilters: (filters) => go({ ...values, filters }),
      setSort: (sort) => go({ ...values, sort }),
      setColumns: (columns) => go({ ...values, columns }),
      setQ: (q) => go({ ...values, q }),
      setGroup: (group) => go({ ...values, group }),
      openGroup: (node) => go({ ...values, filters: [...values.filters, node], group: undefined }),
      isFiltered: values.q !== "" || values.filters.length > 0,
      dropLast: () => (values.q ? go({ ...values, q: "" }) : go({ ...values, filters: values.filters.slice(0, -1) })),
      clear: () => go({ ...values, q: "", filters: [] }),
      filterInput: <T,>(owner?: Owner) => filterInput(values.filters, spec.fields ?? [], owner) as T | undefined,
      orderBy: <T,>() => {
        const sort = values.sort ?? view?.sort;
        return sort ? [{ field: sort.field, direction: sort.direction === "desc" ? "DESC" : "ASC" } as T] : undefined;
      },
    };
  }, [values, spec, go]);
}
