import { useMemo } from "react";
import {
  addDecimals, Bar, column, DataTable, EmptyState, FilterBar, formatDecimal, GoButton, Page, Pane, TableTools, today, useListState, useMe, useNavigate, usePages, useQuery, Views,
  type Column, type FilterField, type ListSpec,
} from "@homefield/web-kit";
import { SHIPMENT_WORDS } from "../app/document-words.ts";
import type { ShipmentCellsFragment, ShipmentFilter, ShipmentOrder } from "../gql/graphql.ts";
import { OrderDeskChoicesDocument } from "../sales-orders/order-documents.ts";
import { useLookups } from "../sales-orders/lookups.ts";
import { ShipmentsDocument, ShipmentViewCountsDocument } from "./shipment-documents.ts";

type Row = ShipmentCellsFragment;
const rowKey = (row: Row) => row.number;
const erp = "erp" as const;

export const quantityOf = (row: Pick<Row, "lines">): string => addDecimals("0", ...(row.lines ?? []).map((line) => line.quantity));
const pickedOf = (row: Pick<Row, "lines">): string => addDecimals("0", ...(row.lines ?? []).map((line) => line.pickedQuantity));
const leaves = (row: Row): boolean => row.status === "DRAFT" || row.status === "PICKED";

function columnsFor(): Column<Row>[] {
  const now = today();
  return [
    column.document<Row>({ id: "number", head: "Shipment", sort: "NUMBER", sortFirst: "desc", width: 92, pin: true, of: (row) => row.number, to: (row) => `/shipments/${row.number}` }),
    column.text<Row>({ id: "customer", head: "Customer", grow: true, width: 150, rank: 1, of: (row) => row.customer?.name }),
    column.text<Row>({ id: "town", head: "To", width: 132, rank: 2, quiet: true, of: (row) => [row.deliveryAddress?.city, row.deliveryAddress?.country].filter(Boolean).join(", ") }),
    column.document<Row>({ id: "order", head: "Order", width: 86, of: (row) => row.salesOrder?.number, to: (row) => (row.salesOrder ? `/orders/${row.salesOrder.number}` : undefined) }),
    column.text<Row>({ id: "warehouse", head: "From", width: 84, rank: 2, quiet: true, of: (row) => row.warehouse?.code }),
    column.any<Row>({
      id: "content",
      head: "Content",
      width: 190,
      rank: 2,
      value: (row) => (row.lines ?? []).map((line) => `${line.quantity} ${line.item?.number ?? ""}`).join(", "),
      cell: (row) => (
        <span className="t2 cut" title={(row.lines ?? []).map((line) => `${formatDecimal(line.quantity)} × ${line.item?.name ?? ""}`).join("\n")}>
          {(row.lines ?? []).map((line) => `${formatDecimal(line.quantity)} × ${line.item?.number ?? ""}`).join(", ")}
        </span>
      ),
    }),
    column.number<Row>({ id: "pieces", head: "Pieces", width: 66, of: quantityOf }),
    column.number<Row>({ id: "picked", head: "Picked", width: 66, rank: 3, of: pickedOf, tone: (row) => (Number(pickedOf(row)) === 0 ? "quiet" : undefined) }),
    column.date<Row>({ id: "promised", head: "Promised", sort: "PROMISED_DATE", sortFirst: "asc", width: 92, rank: 1, due: true, settled: (row) => !leaves(row), of: (row) => row.promisedDate, tone: (row) => (leaves(row) && row.promisedDate && row.promisedDate < now ? "bad" : undefined) }),
    column.tag<Row>({ id: "status", head: "Status", sort: "STATUS", width: 92, rank: 1, of: (row) => row.status && SHIPMENT_WORDS[row.status] }),
    column.text<Row>({ id: "carrier", head: "Carrier", width: 132, rank: 3, of: (row) => [row.carrier, row.trackingNumber].filter(Boolean).join(" \u00B7 ") }),
    column.date<Row>({ id: "left", head: "Left", sort: "SHIPPED_DATE", width: 72, rank: 3, of: (row) => row.shippedDate }),
    column.date<Row>({ id: "arrived", head: "Arrived", width: 72, rank: 3, of: (row) => row.deliveredDate }),
  ];
}

/** Goods by what is to be done with them: pick, send off, wait for, done. */
export function ShipmentList() {
  const choices = useQuery(OrderDeskChoicesDocument);
  const { customers, customersNamed } = useLookups();
  const warehouses = choices.data?.warehouses;
  const spec = useMemo<ListSpec>(() => {
    const fields: FilterField[] = [
      { id: "status", label: "Status", owner: erp, kind: "enum", options: Object.entries(SHIPMENT_WORDS).map(([value, label]) => ({ value, label })) },
      { id: "warehouse", label: "Warehouse", owner: erp, kind: "enum", ops: ["is", "any"], options: (warehouses ?? []).map((one) => ({ value: one.code, label: one.name })) },
      { id: "customer", label: "Customer", owner: erp, kind: "person", ops: ["is", "any", "not"], at: "customerNumber", search: customers, resolve: customersNamed },
      { id: "promised", label: "Promised", owner: erp, kind: "date", at: "promisedDate" },
      { id: "left", label: "Left", owner: erp, kind: "date", at: "shippedDate" },
    ];
    const soonest = { field: "PROMISED_DATE", direction: "asc" } as const;
    const latest = { field: "SHIPPED_DATE", direction: "desc" } as const;
    const inState = (status: string) => [{ field: "status", op: "is" as const, values: [status] }];
    return {
      fields,
      sort: soonest,
      views: [
        { id: "pick", label: "To pick", filters: inState("DRAFT") },
        { id: "picked", label: "Picked", filters: inState("PICKED") },
        { id: "way", label: "On the way", filters: inState("SHIPPED"), sort: latest },
        { id: "delivered", label: "Delivered", filters: inState("DELIVERED"), sort: latest },
        { id: "all", label: "All", filters: [], sort: { field: "NUMBER", direction: "desc" } },
      ],
    };
  }, [warehouses, customers, customersNamed]);
  return <List spec={spec} />;
}

const COLUMNS = columnsFor();

function List({ spec }: { spec: ListSpec }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const list = useListState(spec);
  const filter = useMemo(() => list.filterInput<ShipmentFilter>(), [list]);
  const orderBy = useMemo(() => list.orderBy<ShipmentOrder>(), [list]);
  const result = useQuery(ShipmentsDocument, { variables: { filter, orderBy } });
  const pages = usePages(result, "shipmentList");
  const counts = useQuery(ShipmentViewCountsDocument).data;
  const count: Record<string, number | undefined> = { pick: counts?.pick?.totalCount, picked: counts?.picked?.totalCount, way: counts?.way?.totalCount };
  return (
    <Page title="Pick and ship">
      <Bar end={<TableTools columns={COLUMNS} list={list} pages={pages} file="shipments" id="shipments" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: count[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <Pane>
        <FilterBar list={list} count={pages.totalCount === undefined ? undefined : `${pages.totalCount} ${pages.totalCount === 1 ? "shipment" : "shipments"}`} />
        <DataTable
          id="shipments"
          label="Shipments"
          fontSize={12}
          rows={pages.rows}
          rowKey={rowKey}
          columns={COLUMNS}
          result={result}
          pages={pages}
          list={list}
          onOpen={(row) => void navigate({ to: `/shipments/${row.number}` })}
          empty={
            <EmptyState title="Nothing to pick" act={can("sales-order:read") && <GoButton to="/orders?view=today">Orders that leave today</GoButton>}>
              A shipment is made on an order, of what is reserved for it.
            </EmptyState>
          }
        />
      </Pane>
    </Page>
  );
}
