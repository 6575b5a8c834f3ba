import { useMemo, useState } from "react";
import {
  ActErrors, Bar, column, DataTable, EmptyState, FilterBar, filterInput, GoButton, Page, Pane, Split, TableTools, Tag, today, useKeys, useListState, useMe, useNavigate, usePages, useQuery, Views,
  type Column, type ListSpec,
} from "@homefield/web-kit";
import type { SalesOrderFilter, SalesOrderOrder } from "../gql/graphql.ts";
import { StackedSums } from "../app/StackedSums.tsx";
import { useLookups } from "./lookups.ts";
import { deskSpec } from "./desk-filters.ts";
import { NoCompany } from "../company/OfCompany.tsx";
import { OrderDeskChoicesDocument, OrdersDocument, OrderTotalsDocument, OrderViewCountsDocument } from "./order-documents.ts";
import { LiftButton, useOrderActs, type OrderActs } from "./order-acts.tsx";
import { OrderPanel } from "./OrderPanel.tsx";
import { brieflyBlocked, whyBlocked } from "./block-words.ts";
import { BLOCK_TONES, BLOCK_WORDS, blocksOf, firstPromiseOf, furthest, stripOf, type OrderRow } from "./order-words.tsx";

const rowKey = (order: OrderRow) => order.number;

/** The day it was wanted, where the promise is later. */
const slippedFrom = (order: OrderRow) => (order.requestedDate && order.promisedDate && order.promisedDate > order.requestedDate ? order.requestedDate : undefined);

function BlockCell({ order, acts }: { order: OrderRow; acts: OrderActs }) {
  const blocks = blocksOf(order);
  const [block] = blocks;
  if (!block) return null;
  return (
    <span className="row g6 blockcell">
      <Tag tone={BLOCK_TONES[block.kind]}>{BLOCK_WORDS[block.kind]}</Tag>
      <span className="cut s t2 grow" title={blocks.map(whyBlocked).join("\n")}>
        {brieflyBlocked(block)}
        {blocks.length > 1 && <span className="t3"> +{blocks.length - 1}</span>}
      </span>
      <LiftButton block={block} order={order} acts={acts} />
    </span>
  );
}

interface DeskTotals {
  total: readonly { amount: string; currency: string }[];
  blocked: number;
  held: readonly { amount: string; currency: string }[];
}

function deskColumns(acts: OrderActs, totals: DeskTotals | undefined): Column<OrderRow>[] {
  const now = today();
  return [
    column.document<OrderRow>({ id: "number", head: "Order", sort: "NUMBER", sortFirst: "desc", width: 82, pin: true, total: "", of: (order) => order.number, to: (order) => `/orders/${order.number}` }),
    column.text<OrderRow>({ id: "customer", head: "Customer", grow: true, width: 106, rank: 1, of: (order) => order.customer?.name }),
    column.date<OrderRow>({ id: "wanted", head: "Wanted", width: 64, of: (order) => order.requestedDate }),
    column.date<OrderRow>({
      id: "promised",
      head: "Promised",
      sort: "PROMISED_DATE",
      sortFirst: "asc",
      width: 92,
      rank: 1,
      of: (order) => order.promisedDate,
      was: (order) => firstPromiseOf(order) ?? slippedFrom(order),
      tone: (order) => (order.promisedDate && order.promisedDate < now ? "bad" : undefined),
    }),
    column.date<OrderRow>({ id: "ordered", head: "Ordered", sort: "ORDER_DATE", hidden: true, of: (order) => order.orderDate }),
    column.money<OrderRow>({ id: "value", head: "Value", sort: "TOTAL", withCurrency: true, width: 122, of: (order) => order.total, total: totals ? <StackedSums values={totals.total} /> : undefined }),
    column.text<OrderRow>({ id: "reference", head: "Their reference", hidden: true, quiet: true, of: (order) => order.customerReference }),
    column.strip<OrderRow>({
      id: "progress",
      head: "Progress",
      width: 198,
      rank: 1,
      of: (order) => stripOf(order.status, order.lines ?? [], order.blocks ?? []),
      label: (order) => {
        const strip = stripOf(order.status, order.lines ?? [], order.blocks ?? []);
        return furthest(order.status, String(strip.of), strip.reached.map(String));
      },
    }),
    column.any<OrderRow>({
      id: "block",
      head: "Block, and the act that lifts it",
      sort: "IS_BLOCKED",
      sortFirst: "desc",
      width: 252,
      rank: 1,
      value: (order) => blocksOf(order).map((block) => `${BLOCK_WORDS[block.kind]}: ${whyBlocked(block)}`).join(" "),
      cell: (order) => <BlockCell order={order} acts={acts} />,
      total: totals ? (
        <span className="row s t2 heldsum">
          {totals.blocked === 0 ? "None blocked" : `${totals.blocked} blocked`}
          <span className="end">
            <StackedSums values={totals.held} />
          </span>
        </span>
      ) : undefined,
    }),
  ];
}

/** Orders by what they wait for: what is blocked first, with the act that lifts it in the row. */
export function OrderDesk() {
  const choices = useQuery(OrderDeskChoicesDocument);
  const lookups = useLookups();
  const data = choices.data;
  const spec = useMemo(
    () =>
      deskSpec({
        ...lookups,
        warehouses: (data?.warehouses ?? []).map((one) => ({ value: one.code, label: one.name })),
        legalEntities: (data?.legalEntities ?? []).map((one) => ({ value: one.code, label: one.name })),
      }),
    [lookups, data],
  );
  if (choices.data?.legalEntities?.length === 0) return <Page title="Order desk"><NoCompany /></Page>;
  return <Desk spec={spec} />;
}

function useViewCounts(spec: ListSpec): Record<string, number | undefined> {
  const variables = useMemo(() => {
    const of = (id: string): SalesOrderFilter | undefined => filterInput(spec.views?.find((view) => view.id === id)?.filters ?? [], spec.fields ?? []);
    return { open: of("open"), blocked: of("blocked"), late: of("late"), today: of("today"), bill: of("bill"), draft: of("draft") };
  }, [spec]);
  const { data } = useQuery(OrderViewCountsDocument, { variables });
  return { open: data?.open?.count, blocked: data?.blocked?.count, late: data?.late?.count, today: data?.today?.count, bill: data?.bill?.count, draft: data?.draft?.count };
}

function Desk({ spec }: { spec: ListSpec }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const list = useListState(spec);
  const acts = useOrderActs();
  const filter = useMemo(() => list.filterInput<SalesOrderFilter>(), [list]);
  const orderBy = useMemo<SalesOrderOrder[] | undefined>(() => {
    const given = list.orderBy<SalesOrderOrder>();
    return given?.[0]?.field === "IS_BLOCKED" ? [...given, { field: "PROMISED_DATE", direction: "ASC" }] : given;
  }, [list]);
  const result = useQuery(OrdersDocument, { variables: { filter, orderBy } });
  const pages = usePages(result, "salesOrders");
  const blockedOnly = useMemo<SalesOrderFilter>(() => ({ and: [...(filter ? [filter] : []), { isBlocked: { equals: true } }] }), [filter]);
  const sums = useQuery(OrderTotalsDocument, { variables: { filter, blocked: blockedOnly } });
  const counts = useViewCounts(spec);

  const [cursor, setCursor] = useState<string>();
  const [panelOpen, setPanelOpen] = useState(() => window.innerWidth > 1180);
  const at = cursor ?? (panelOpen ? pages.rows?.[0]?.number : undefined);
  const creates = can("sales-order:edit");
  useKeys({ c: creates && { label: "New order", run: () => void navigate({ to: "/orders/new" }) } }, { group: "Orders" });

  const { all, blocked } = sums.data ?? {};
  const columns = useMemo(
    () => deskColumns(acts, all && blocked ? { total: all.total, blocked: blocked.count, held: blocked.total } : undefined),
    // The acts are made anew on each turn; what the columns show of them is which one runs.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [acts.running, all, blocked],
  );
  const lift = (order: OrderRow) => {
    const block = blocksOf(order).find((one) => order.acts?.includes(one.liftedBy));
    if (block) acts.run(block.liftedBy, order);
  };
  const panel = panelOpen && at;

  return (
    <Page title="Order desk" acts={creates && <GoButton variant="filled" to="/orders/new">New order</GoButton>}>
      <Bar end={<TableTools columns={columns} list={list} pages={pages} file="orders" id="orders" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: counts[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <Split columns={panel ? "minmax(0,1fr) 304px" : "minmax(0,1fr)"}>
        <Pane>
          <FilterBar list={list} count={all ? `${all.count} ${all.count === 1 ? "order" : "orders"}` : undefined} />
          {acts.refused && (
            <div className="refusal">
              <ActErrors state={acts.refused.result} />
              <button type="button" className="link s" onClick={acts.dismiss}>
                {acts.refused.number}: understood
              </button>
            </div>
          )}
          <DataTable
            id="orders"
            label="Orders"
            fontSize={12}
            rows={pages.rows}
            rowKey={rowKey}
            columns={columns}
            result={result}
            pages={pages}
            list={list}
            cursor={at}
            onCursor={(key) => {
              setCursor(key);
              if (window.innerWidth > 1180) setPanelOpen(true);
            }}
            totals={{ label: all ? `${all.count} ${all.count === 1 ? "order" : "orders"}` : "" }}
            onOpen={(order) => void navigate({ to: `/orders/${order.number}` })}
            onPeek={() => setPanelOpen(!panelOpen)}
            rowKeys={{ r: { label: "Lift the block", run: lift } }}
            empty={
              <EmptyState title="No orders here" act={creates && <GoButton variant="filled" to="/orders/new">New order</GoButton>} elsewhere="Orders also arrive by themselves when a quote is signed in the CRM.">
                Orders show up here from their first draft until they are delivered and billed.
              </EmptyState>
            }
          />
        </Pane>
        {panel && <OrderPanel number={panel} acts={acts} onClose={() => setPanelOpen(false)} />}
      </Split>
      {acts.dialogs}
    </Page>
  );
}
