import { useMemo, useState } from "react";
import {
  Bar, Button, column, compareDecimals, DataTable, Dialog, EmptyState, FieldRow, FigureField, FilterBar, Form, Page, Pane, SelectField, SwitchField, TableTools, TextAreaField, TextField, useAct, useFields, useKeys, useListState, useMe, useNavigate, usePages, useQuery, Views,
  type Column, type FilterField, type ListSpec,
} from "@homefield/web-kit";
import type { ItemFilter, ItemOrder, ItemsQuery } from "../gql/graphql.ts";
import { ItemChoicesDocument, ItemCreateDocument, ItemsDocument, ItemViewCountsDocument } from "./item-documents.ts";
import { ITEM_STATUS_WORDS } from "./item-words.ts";

type Row = NonNullable<NonNullable<ItemsQuery["items"]>["nodes"]>[number];
const rowKey = (row: Row) => row.number;
const erp = "erp" as const;
const isShort = (row: Row) => row.isStocked === true && row.available !== null && compareDecimals(row.available, "0") <= 0;

const COLUMNS: Column<Row>[] = [
  column.document<Row>({ id: "number", head: "Item", sort: "NUMBER", width: 96, pin: true, of: (row) => row.number, to: (row) => `/items/${row.number}` }),
  column.text<Row>({ id: "name", head: "Name", sort: "NAME", grow: true, width: 200, rank: 1, of: (row) => row.name }),
  column.text<Row>({ id: "category", head: "Category", width: 148, quiet: true, of: (row) => row.category?.name }),
  column.tag<Row>({ id: "status", head: "Status", width: 104, of: (row) => row.status && (row.isStocked ? ITEM_STATUS_WORDS[row.status] : row.status === "ACTIVE" ? "Service" : ITEM_STATUS_WORDS[row.status]), tone: (row) => (row.status === "PHASING_OUT" ? "warn" : undefined) }),
  column.number<Row>({ id: "onHand", head: "On hand", sort: "ON_HAND", width: 88, rank: 1, of: (row) => (row.isStocked ? row.onHand : undefined) }),
  column.number<Row>({ id: "available", head: "Available", width: 88, rank: 1, of: (row) => (row.isStocked ? row.available : undefined), tone: (row) => (isShort(row) ? "warn" : undefined) }),
  column.text<Row>({ id: "unit", head: "Unit", width: 56, rank: 3, quiet: true, of: (row) => row.unit?.code }),
  column.number<Row>({ id: "lead", head: "Lead time", sort: "LEAD_TIME_DAYS", width: 84, rank: 3, unit: "d", of: (row) => row.leadTimeDays }),
];

export function ItemList() {
  const categories = useQuery(ItemChoicesDocument).data?.itemCategories;
  const spec = useMemo<ListSpec>(() => {
    const fields: FilterField[] = [
      { id: "name", label: "Name", owner: erp, kind: "text", ops: ["has", "starts"] },
      { id: "category", label: "Category", owner: erp, kind: "enum", ops: ["is", "any"], options: (categories ?? []).map((one) => ({ value: one.code, label: one.name })) },
      { id: "status", label: "Status", owner: erp, kind: "enum", options: Object.entries(ITEM_STATUS_WORDS).map(([value, label]) => ({ value, label })) },
      { id: "onHand", label: "On hand", owner: erp, kind: "money" },
      { id: "available", label: "Available", owner: erp, kind: "money" },
      { id: "lead", label: "Lead time", owner: erp, kind: "number", at: "leadTimeDays", ops: ["over", "atLeast", "atMost", "under"] },
    ];
    const sold = { field: "status", op: "any" as const, values: ["ACTIVE", "PHASING_OUT"] };
    return {
      fields,
      sort: { field: "NUMBER", direction: "asc" },
      views: [
        { id: "sold", label: "Sold", filters: [sold] },
        { id: "short", label: "Nothing free", filters: [sold, { field: "available", op: "atMost", values: ["0"] }] },
        { id: "gone", label: "Discontinued", filters: [{ field: "status", op: "is", values: ["DISCONTINUED"] }] },
        { id: "all", label: "All", filters: [] },
      ],
    };
  }, [categories]);
  return <List spec={spec} />;
}

function List({ spec }: { spec: ListSpec }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const list = useListState(spec);
  const filter = useMemo(() => list.filterInput<ItemFilter>(), [list]);
  const orderBy = useMemo(() => list.orderBy<ItemOrder>(), [list]);
  const result = useQuery(ItemsDocument, { variables: { filter, orderBy } });
  const pages = usePages(result, "items");
  const counts = useQuery(ItemViewCountsDocument).data;
  const [adding, setAdding] = useState(false);
  const edits = can("item:edit");
  useKeys({ c: edits && { label: "New item", run: () => setAdding(true) } }, { group: "Items" });
  const count: Record<string, number | undefined> = { sold: counts?.sold?.totalCount, short: counts?.short?.totalCount };
  return (
    <Page title="Items and stock" acts={edits && <Button variant="filled" onClick={() => setAdding(true)}>New item</Button>}>
      <Bar end={<TableTools columns={COLUMNS} list={list} pages={pages} file="items" id="items" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: count[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <Pane>
        <FilterBar list={list} count={pages.totalCount === undefined ? undefined : `${pages.totalCount} ${pages.totalCount === 1 ? "item" : "items"}`} />
        <DataTable id="items" label="Items" fontSize={12} rows={pages.rows} rowKey={rowKey} columns={COLUMNS} result={result} pages={pages} list={list} onOpen={(row) => void navigate({ to: `/items/${row.number}` })} empty={<EmptyState title="No items here">What is sold is kept here once, for both houses.</EmptyState>} />
      </Pane>
      <Dialog opened={adding} onClose={() => setAdding(false)} title="New item">
        {adding && <NewItem onDone={() => setAdding(false)} />}
      </Dialog>
    </Page>
  );
}

function NewItem({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate();
  const choices = useQuery(ItemChoicesDocument).data;
  const [create, creating] = useAct(ItemCreateDocument, { done: "Item made", refetch: ["Items", "ItemViewCounts"] });
  const form = useFields({ number: "", name: "", description: "", category: "", unit: "", isStocked: true, leadTimeDays: "14", weightGrams: "" });
  const { values } = form;
  const submit = async () => {
    const number = values.number.trim().toUpperCase();
    const result = await create({
      input: { number, name: values.name.trim(), description: values.description.trim() || undefined, category: values.category, unit: values.unit, isStocked: values.isStocked, leadTimeDays: Number(values.leadTimeDays), weightGrams: values.weightGrams === "" ? undefined : Number(values.weightGrams) },
    });
    if (result.ok) void navigate({ to: `/items/${number}` });
  };
  const why = !values.number.trim() || !values.name.trim() ? "Give a number and a name." : !values.category || !values.unit ? "Choose category and unit." : values.leadTimeDays === "" ? "Give a lead time." : undefined;
  return (
    <Form act={creating} onSubmit={() => void submit()} submit="Make item" why={why} onCancel={onDone}>
      <FieldRow columns="1fr 2fr">
        <TextField label="Item number" {...form.bind("number")} required autoFocus maxLength={40} />
        <TextField label="Name on documents" {...form.bind("name")} required maxLength={200} />
      </FieldRow>
      <TextAreaField label="Text for offers" {...form.bind("description")} />
      <FieldRow>
        <SelectField label="Category" {...form.bind("category")} required options={(choices?.itemCategories ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        <SelectField label="Unit" {...form.bind("unit")} required options={(choices?.units ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </FieldRow>
      <FieldRow>
        <FigureField label="Lead time" {...form.bind("leadTimeDays")} unit="days" required />
        <FigureField label="Weight" {...form.bind("weightGrams")} unit="g" />
      </FieldRow>
      <SwitchField label="Kept in stock; off for a service" {...form.bind("isStocked")} />
    </Form>
  );
}
