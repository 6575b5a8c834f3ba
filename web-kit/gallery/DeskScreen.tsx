import { useMemo, useState } from "react";
import {
  Bar, Button, column, DataTable, FilterBar, Go, Kbd, Page, Pane, Section, SidePanel, Split, Sum, TableTools, Tag, useListState, Views, type Bulk, type Column, type ListSpec,
} from "../src/index.ts";
import { dayFrom, places, type Place } from "./invented.ts";

const STAGES = ["Confirmed", "Reserved", "Picked", "Shipped", "Invoiced"];
const SPEC: ListSpec = {
  fields: [{ id: "house", label: "Warehouse", owner: "erp", kind: "enum", options: [{ value: "V", label: "Venlo" }] }, { id: "owner", label: "Account owner", owner: "crm", kind: "person", options: [{ value: "1", label: "Ines" }] }],
  views: [{ id: "open", label: "Open", count: 300 }, { id: "blocked", label: "Blocked", count: 9, filters: [{ field: "house", op: "is", values: ["V"] }, { field: "owner", op: "any", values: ["1"] }] }],
};

const isHeld = (row: Place) => Number(row.id.slice(1)) < 9;
const COLUMNS: Column<Place>[] = [
  column.document<Place>({ id: "n", head: "Order", of: (row) => `SO-${10_451 + Number(row.id.slice(1))}`, to: (row) => `/places/${row.id}`, pin: true, width: 88 }),
  column.text<Place>({ id: "name", head: "Customer", of: (row) => row.name, grow: true, width: 140, rank: 1 }),
  column.date<Place>({ id: "wanted", head: "Wanted", of: (row) => row.stepDue ?? dayFrom(4), width: 72 }),
  column.date<Place>({ id: "promised", head: "Promised", of: (row) => row.stock?.arrival, tone: (row) => (isHeld(row) ? "warn" : undefined), width: 76 }),
  column.money<Place>({ id: "value", head: "Value, EUR", of: (row) => row.estimate, width: 92, total: "2,410,004.02" }),
  column.strip<Place>({ id: "progress", head: "Progress", width: 186, of: (row) => (isHeld(row) ? { stages: STAGES, of: 10, reached: [0, 0, 0, 0, 0], hold: { at: 0, tone: "bad" }, label: "Not confirmed" } : { stages: STAGES, of: 10, reached: [10, 10, 10, Number(row.id.slice(1)) % 10, 0], label: `Shipped ${Number(row.id.slice(1)) % 10} of 10` }) }),
  column.any<Place>({
    id: "block", head: "Block, and the act that lifts it", width: 236, rank: 1, value: (row) => (isHeld(row) ? "Credit" : ""),
    cell: (row) => (isHeld(row) ? <span className="row g6"><Tag tone="bad">Credit</Tag><span className="cut s t2 grow">12,310.00 overdue</span><Button size="compact-xs">Release</Button></span> : null),
  }),
];
const BULK: Bulk<Place> = { acts: [{ id: "release", label: "Release", key: "r", run: () => undefined }, { id: "hold", label: "Hold", run: () => undefined }] };

export function DeskScreen() {
  const list = useListState(SPEC);
  const rows = useMemo(() => places(300), []);
  const [at, setAt] = useState<string | undefined>("p0");
  const row = rows.find((one) => one.id === at);
  return (
    <Page title="Order desk" acts={<Button variant="filled">New order</Button>}>
      <Bar end={<TableTools columns={COLUMNS} list={list} rows={rows} file="desk" />}><Views views={SPEC.views ?? []} current={list.view} onView={list.setView} /></Bar>
      <Split columns={row ? "minmax(0,1fr) 300px" : "minmax(0,1fr)"}>
        <Pane label="Orders">
          <FilterBar list={list} count="300 orders" />
          <DataTable label="Orders" rows={rows} rowKey={keyOf} columns={COLUMNS} bulk={BULK} fontSize={12} cursor={at} onCursor={(key) => setAt(key)} totals={{ label: "300 orders" }} rowKeys={{ r: { label: "Release", run: () => undefined } }} />
        </Pane>
        {row && (
          <SidePanel title={`SO-${10_451 + Number(row.id.slice(1))}`} sub={row.name} label="Order" onClose={() => setAt(undefined)} acts={<Go to={`/places/${row.id}`} className="goto">↗</Go>}>
            <div className="blockcard">
              <header><b className="bad m">Credit block</b><p>12,310.00 overdue, 6,100.00 of it past 30 days. The rule holds any order past 30.</p></header>
              <Sum small lines={[{ key: "b", label: "Balance with this order", value: "57,150.00" }, { key: "l", label: "Limit", value: "75,000.00" }]} />
              <div className="row"><Button variant="filled">Release with reason</Button><span className="end"><Kbd keys="r" /></span></div>
            </div>
            <Section title="Dates"><Sum small lines={[{ key: "o", label: "Ordered", value: "12 Nov" }, { key: "w", label: "Wanted", value: "24 Nov" }]} /></Section>
          </SidePanel>
        )}
      </Split>
    </Page>
  );
}

const keyOf = (row: Place) => row.id;
