import {
  Bar, Button, column, DataTable, EmptyState, FilterBar, MoneySums, Page, TableTools, useListState, useNavigate, useOwned, usePages, useQuery, Views, type Bulk, type Column, type ListSpec,
} from "../src/index.ts";
import { Places } from "./graph.ts";
import type { Place } from "./invented.ts";

const SPEC: ListSpec = {
  fields: [
    { id: "name", label: "Name", owner: "crm", kind: "text" },
    { id: "keeper", label: "Keeper", owner: "crm", kind: "person", options: ["Ines Holm", "Joel Adeyemi", "Priya Nair"].map((name) => ({ value: name, label: name })) },
    { id: "estimate", label: "Estimate", owner: "crm", kind: "money" },
    { id: "seen", label: "Last seen", owner: "crm", kind: "date" },
    { id: "late", label: "Late", owner: "erp", kind: "money" },
    { id: "parcels", label: "Parcels", owner: "erp", kind: "number" },
    { id: "state", label: "State", owner: "erp", kind: "enum", options: [{ value: "OPEN", label: "Open" }, { value: "WATCH", label: "Watch" }, { value: "BLOCKED", label: "Blocked" }] },
    { id: "kept", label: "Kept", owner: "crm", kind: "boolean" },
  ],
  sort: { field: "LATE", direction: "desc" },
  views: [
    { id: "all", label: "All", count: 214 },
    { id: "mine", label: "Mine", count: 61, filters: [{ field: "keeper", op: "is", values: ["Ines Holm"] }] },
    { id: "late", label: "Late and big", count: 24, filters: [{ field: "estimate", op: "over", values: ["10000"] }, { field: "late", op: "over", values: ["0"] }, { field: "parcels", op: "atLeast", values: ["1"] }] },
  ],
};

const COLUMNS: Column<Place>[] = [
  column.name<Place>({ id: "name", head: "Place", of: (row) => row.name, to: (row) => `/places/${row.id}`, tile: true, sort: "NAME" }),
  column.person<Place>({ id: "keeper", head: "Keeper", of: (row) => row.keeper, sort: "KEEPER" }),
  column.any<Place>({
    id: "step", head: "Next step", width: 210, rank: 2, value: (row) => row.step,
    cell: (row) => (
      <span className="row">
        <span className="cut">{row.step ?? <span className="t3">None</span>}</span>
      </span>
    ),
  }),
  column.date<Place>({ id: "due", head: "Due", of: (row) => row.stepDue, due: true }),
  column.date<Place>({ id: "seen", head: "Last seen", of: (row) => row.seen, rank: 3, sort: "SEEN" }),
  column.money<Place>({ id: "estimate", head: "Estimate", of: (row) => row.estimate, whole: true, sort: "ESTIMATE", total: "1,428,050" }),
  column.number<Place>({ id: "parcels", head: "Parcels", owner: "erp", of: (row) => row.stock?.parcels, total: "58", rank: 3 }),
  column.date<Place>({ id: "arrival", head: "Next arrival", owner: "erp", of: (row) => row.stock?.arrival, was: (row) => row.stock?.arrivalWas, rank: 3 }),
  column.money<Place>({ id: "balance", head: "Balance", owner: "erp", of: (row) => row.stock?.balance, total: "839,257.27", changeAt: (row) => `/desk?row=${row.id}` }),
  column.money<Place>({ id: "late", head: "Late", owner: "erp", of: (row) => row.stock?.late, tone: (row) => (Number(row.stock?.late.amount) > 10_000 ? "bad" : undefined), sort: "LATE", total: "200,953.97" }),
  column.tag<Place>({
    id: "state", head: "State", owner: "erp", width: 84, of: (row) => (row.stock ? { OPEN: "Open", WATCH: "Watch", BLOCKED: "Blocked" }[row.stock.state] : null),
    tone: (row) => (row.stock?.state === "BLOCKED" ? "bad" : row.stock?.state === "WATCH" ? "warn" : undefined),
  }),
  column.text<Place>({ id: "number", head: "Number", owner: "erp", of: (row) => row.stock?.number, hidden: true }),
];

const BULK: Bulk<Place> = {
  acts: [
    { id: "assign", label: "Assign", key: "a", run: () => undefined },
    { id: "task", label: "Log task", key: "t", run: () => undefined },
    { id: "list", label: "Add to list", key: "l", run: () => undefined, why: (rows) => (rows.length > 5 ? "At most five" : undefined) },
    { id: "export", label: "Export", run: () => undefined },
    { id: "drop", label: "Give up", run: () => undefined, danger: true },
  ],
  sums: (rows) => (
    <>
      estimate <MoneySums values={rows.map((row) => row.estimate)} whole />
    </>
  ),
  elsewhere: { label: "Credit is changed in ERP", owner: "erp", to: "/desk" },
};

export function PlacesScreen() {
  const list = useListState(SPEC);
  const navigate = useNavigate();
  const result = useQuery(Places, { variables: { filter: list.q ? { name: { contains: list.q } } : list.filterInput(), orderBy: list.orderBy(), first: 50 } });
  const pages = usePages(result, "places");
  const erp = useOwned(result, "places.nodes.stock");
  const owned = { erp };
  return (
    <Page title="Places" acts={<Button variant="filled">New place</Button>}>
      <Bar end={<TableTools columns={COLUMNS} list={list} pages={pages} owned={owned} file="places" id="gallery-places" />}>
        <Views views={SPEC.views ?? []} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} owned={owned} searchIn="Find a place" count={pages.totalCount === undefined ? undefined : `${pages.rows?.length ?? 0} of ${pages.totalCount}`} />
      <DataTable
        id="gallery-places"
        label="Places"
        rows={pages.rows as Place[] | undefined}
        rowKey={(row) => row.id}
        columns={COLUMNS}
        list={list}
        pages={pages}
        result={result}
        owned={owned}
        bulk={BULK}
        totals={{ label: `${pages.totalCount ?? 0} places`, by: "erp" }}
        onOpen={(row) => void navigate({ to: `/places/${row.id}` })}
        empty={
          <EmptyState title="No places yet" act={<Button variant="filled">New place</Button>} elsewhere={<>Looking for a parcel? Parcels live in ERP. <a className="link" href="/erp/desk">Search parcels</a></>}>
            A place is anywhere somebody keeps. Its parcels come from ERP once there are some.
          </EmptyState>
        }
      />
    </Page>
  );
}
