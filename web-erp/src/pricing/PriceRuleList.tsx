import { useMemo, useState } from "react";
import { Bar, Button, column, DataTable, EmptyState, FilterBar, formatDecimal, Page, Pane, TableTools, Tag, today, useKeys, useListState, useMe, usePages, useQuery, Views, type Column, type ListSpec } from "@homefield/web-kit";
import type { PriceRuleFactsFragment, PriceRuleFilter, PriceRuleOrder } from "../gql/graphql.ts";
import { useLookups } from "../sales-orders/lookups.ts";
import { PriceRulesDocument } from "./price-documents.ts";
import { EndRuleDialog, NewRuleDialog } from "./PriceRuleDialogs.tsx";
import { forWhom, isOver, RuleEffect } from "./price-words.tsx";

type Row = PriceRuleFactsFragment;
const rowKey = (row: Row) => row.id;
const erp = "erp" as const;

/** All rules that make prices, also those for everybody and everything. */
export function PriceRuleList() {
  const { items, customers, customersNamed } = useLookups();
  const spec = useMemo<ListSpec>(() => {
    const now = today();
    return {
      fields: [
        { id: "name", label: "Rule", owner: erp, kind: "text", ops: ["has", "starts"] },
        { id: "kind", label: "Kind", owner: erp, kind: "enum", ops: ["is"], options: [{ value: "PRICE", label: "Price" }, { value: "DISCOUNT", label: "Discount" }] },
        { id: "item", label: "Item", owner: erp, kind: "person", ops: ["is", "any", "empty"], at: "itemNumber", search: items },
        { id: "customer", label: "Customer", owner: erp, kind: "person", ops: ["is", "any", "empty"], at: "customerNumber", search: customers, resolve: customersNamed },
        { id: "from", label: "First day", owner: erp, kind: "date", at: "validFrom" },
        { id: "to", label: "Last day", owner: erp, kind: "date", at: "validTo" },
      ],
      sort: { field: "VALID_FROM", direction: "desc" },
      views: [
        { id: "all", label: "All" },
        { id: "discounts", label: "Discounts", filters: [{ field: "kind", op: "is", values: ["DISCOUNT"] }] },
        { id: "prices", label: "Prices", filters: [{ field: "kind", op: "is", values: ["PRICE"] }] },
        { id: "ended", label: "Ended", filters: [{ field: "to", op: "before", values: [now] }], sort: { field: "VALID_TO", direction: "desc" } },
      ],
    };
  }, [items, customers, customersNamed]);
  return <List spec={spec} />;
}

function List({ spec }: { spec: ListSpec }) {
  const { can } = useMe();
  const list = useListState(spec);
  const filter = useMemo(() => list.filterInput<PriceRuleFilter>(), [list]);
  const orderBy = useMemo(() => list.orderBy<PriceRuleOrder>(), [list]);
  const result = useQuery(PriceRulesDocument, { variables: { filter, orderBy } });
  const pages = usePages(result, "priceRules");
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Row>();
  const edits = can("price:edit");
  useKeys({ c: edits && { label: "New rule", run: () => setAdding(true) } }, { group: "Prices" });
  const columns = useMemo<Column<Row>[]>(() => {
    const now = today();
    return [
      column.text<Row>({ id: "name", head: "Rule", sort: "NAME", pin: true, grow: true, width: 200, rank: 1, of: (rule) => rule.name }),
      column.document<Row>({ id: "item", head: "Item", width: 96, of: (rule) => rule.item?.number, to: (rule) => (rule.item ? `/items/${rule.item.number}` : undefined), none: "Any" }),
      column.text<Row>({ id: "for", head: "For", width: 220, rank: 2, grow: true, of: forWhom }),
      column.number<Row>({ id: "least", head: "From quantity", width: 96, rank: 3, of: (rule) => (Number(rule.minQuantity) > 0 ? formatDecimal(rule.minQuantity) : undefined) }),
      column.date<Row>({ id: "from", head: "First day", sort: "VALID_FROM", width: 96, of: (rule) => rule.validFrom }),
      column.date<Row>({ id: "to", head: "Last day", sort: "VALID_TO", width: 96, of: (rule) => rule.validTo }),
      column.any<Row>({ id: "effect", head: "Effect", width: 124, rank: 1, numeric: true, value: (rule) => rule.unitPrice?.amount ?? rule.percent, cell: (rule) => <RuleEffect rule={rule} /> }),
      column.any<Row>({
        id: "end",
        head: "Act",
        width: 72,
        rank: 1,
        cell: (rule) => (isOver(rule, now) ? <Tag>Ended</Tag> : edits ? <button type="button" className="link s" onClick={() => setEnding(rule)} aria-label={`End ${rule.name}`}>End</button> : null),
      }),
    ];
  }, [edits]);
  return (
    <Page title="Prices" acts={edits && <Button variant="filled" onClick={() => setAdding(true)}>New rule</Button>}>
      <Bar end={<TableTools columns={columns} list={list} pages={pages} file="price-rules" id="price-rules" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label }))} current={list.view} onView={list.setView} />
      </Bar>
      <Pane>
        <FilterBar list={list} count={pages.totalCount === undefined ? undefined : `${pages.totalCount} ${pages.totalCount === 1 ? "rule" : "rules"}`} />
        <DataTable id="price-rules" label="Price rules" fontSize={12} rows={pages.rows} rowKey={rowKey} columns={columns} result={result} pages={pages} list={list} empty={<EmptyState title="No rules here">A rule sets a price or takes a share off, for whom and when it says.</EmptyState>} />
      </Pane>
      <NewRuleDialog opened={adding} onClose={() => setAdding(false)} />
      <EndRuleDialog rule={ending} onClose={() => setEnding(undefined)} />
    </Page>
  );
}
