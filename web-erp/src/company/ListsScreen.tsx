import { useState } from "react";
import { EmptyState, MiniTable, Page, Pane, Panel, PanelGroup, useMe, useOwned, useQuery, type MiniColumn, type Owned } from "@homefield/web-kit";
import type { ShortListsQuery } from "../gql/graphql.ts";
import { Lists } from "./company-documents.ts";
import { ListDialog, type ListName, type ListRow } from "./ListDialogs.tsx";

type Row<Name extends keyof ShortListsQuery> = NonNullable<ShortListsQuery[Name]> extends readonly (infer One)[] ? One : never;
const code = <R extends { code: string }>(): MiniColumn<R> => ({ id: "code", head: "Code", width: 112, cell: (row) => <span className="m">{row.code}</span> });
const name = <R extends { name: string }>(): MiniColumn<R> => ({ id: "name", head: "Name", cell: (row) => <span className="cut">{row.name}</span> });

/** The short lists everything else chooses from. */
export function ListsScreen() {
  const { can } = useMe();
  const result = useQuery(Lists);
  const { data } = result;
  const [asking, ask] = useState<{ list: ListName; row?: ListRow }>();
  const part = <R extends { code: string }>(list: ListName, title: string, what: string, owned: Owned, rows: readonly R[] | null | undefined, need: string, columns: MiniColumn<R>[], toRow: (row: R) => ListRow) => (
    <Panel title={title} what={what} owned={owned} count={rows?.length} isEmpty={rows?.length === 0} empty={`No ${what} yet.`} end={can(need) ? <button type="button" className="link s" onClick={() => ask({ list })} aria-label={`Add to ${title}`}>Add</button> : undefined}>
      {() => (
        <MiniTable label={title} rows={rows ?? []} rowKey={(row) => row.code}
          columns={[...columns, ...(can(need) ? [{ id: "act", head: "Act", width: 72, cell: (row: R) => <button type="button" className="link s" onClick={() => ask({ list, row: toRow(row) })} aria-label={`Change ${row.code}`}>Change</button> }] : [])]} />
      )}
    </Panel>
  );
  return (
    <Page title="Lists">
      <Pane label="Lists" scroll>
        <div className="lists">
          <PanelGroup>
            {part<Row<"warehouses">>("warehouse", "Warehouses", "warehouses", useOwned(result, "warehouses", "erp"), data?.warehouses, "company:edit",
              [code(), name(), { id: "entity", head: "Company", width: 84, cell: (row) => <span className="t2">{row.legalEntity.code}</span> }, { id: "city", head: "Town", width: 120, wide: true, cell: (row) => <span className="t2 cut">{row.address.city}</span> }],
              (row) => ({ code: row.code, name: row.name, legalEntity: row.legalEntity.code, line1: row.address.line1, postalCode: row.address.postalCode, city: row.address.city, country: row.address.country }))}
            {part<Row<"paymentTermsList">>("paymentTerms", "Payment terms", "payment terms", useOwned(result, "paymentTermsList", "erp"), data?.paymentTermsList, "company:edit",
              [code(), name(), { id: "days", head: "Days", numeric: true, width: 72, cell: (row) => <span className="tab">{row.days}</span> }], (row) => ({ code: row.code, name: row.name, days: String(row.days) }))}
            {part<Row<"customerGroups">>("customerGroup", "Customer groups", "customer groups", useOwned(result, "customerGroups", "erp"), data?.customerGroups, "price:edit", [code(), name()], (row) => ({ code: row.code, name: row.name }))}
            {part<Row<"markets">>("market", "Markets", "markets", useOwned(result, "markets", "erp"), data?.markets, "price:edit",
              [code(), name(), { id: "countries", head: "Countries", width: 160, cell: (row) => <span className="t2 cut">{row.countries.join(", ")}</span> }], (row) => ({ code: row.code, name: row.name, countries: row.countries.join(", ") }))}
            {part<Row<"units">>("unit", "Units", "units", useOwned(result, "units", "erp"), data?.units, "item:edit",
              [code(), name(), { id: "decimals", head: "Decimals", numeric: true, width: 84, cell: (row) => <span className="tab">{row.decimals}</span> }], (row) => ({ code: row.code, name: row.name, decimals: String(row.decimals) }))}
            {part<Row<"itemCategories">>("itemCategory", "Item categories", "item categories", useOwned(result, "itemCategories", "erp"), data?.itemCategories, "item:edit",
              [code(), name(), { id: "parent", head: "Below", width: 140, cell: (row) => <span className="t2 cut">{row.parent?.name}</span> }], (row) => ({ code: row.code, name: row.name, parent: row.parent?.code ?? "" }))}
          </PanelGroup>
        </div>
        {!result.loading && !data && <EmptyState title="The lists did not come">The ERP did not answer. They come back by themselves.</EmptyState>}
      </Pane>
      <ListDialog asking={asking} categories={data?.itemCategories ?? []} onClose={() => ask(undefined)} />
    </Page>
  );
}
