import { useMemo, useState } from "react";
import {
  ActErrors, Bar, column, DataTable, DateText, DocumentNumber, Fact, Facts, formatTime, Go, GoButton, isNegative, isZero, Mark, MiniTable, Money, Notice, Page, Panel, Ready, Section, Split, subtractDecimal, Sum, Tag, useAct, useMe, useOwned, useParam, useQuery, type ActResult, type Column,
} from "@homefield/web-kit";
import type { OrderPageQuery } from "../gql/graphql.ts";
import { ItemPicker } from "../quotes/ItemPicker.tsx";
import { deliveryWords, invoiceWords, LineStrip, OrderStrip, orderWords, wantedOf } from "./order-progress.tsx";
import { OrderLineAddDocument, OrderLineRemoveDocument, OrderLineUpdateDocument, OrderPageDocument } from "./signed-order-documents.ts";

type Order = NonNullable<OrderPageQuery["salesOrder"]>;
type Line = NonNullable<Order["lines"]>[number];

/** An order as its seller follows it. All of it is the ERP's, read by its number. */
export function OrderPage() {
  const number = useParam("number");
  const result = useQuery(OrderPageDocument, { variables: { number } });
  const owned = useOwned(result, "salesOrder", "erp");
  const order = result.data?.salesOrder;
  return (
    <Page
      title={number}
      head={
        <span className="row g6">
          <Mark of="erp" /> {number} <span className="t2 titlewords cut">{order?.customer?.account?.name ?? order?.customer?.name}</span>
        </span>
      }
      crumbs={[{ label: "Hand-overs", to: "/signed-orders?view=delivered" }]}
      acts={
        order && (
          <GoButton of="erp" to={`/orders/${number}`}>
            Open in ERP
          </GoButton>
        )
      }
    >
      <Ready result={result} pick={(data) => data.salesOrder} what="order">
        {(found) => <Record order={found} asOf={owned.asOf} again={() => void result.refetch()} />}
      </Ready>
    </Page>
  );
}

function Record({ order, asOf, again }: { order: Order; asOf: string | undefined; again: () => void }) {
  const { can } = useMe();
  const account = order.customer?.account;
  const edits = order.status === "DRAFT" && can("sales-order-lines:edit");
  const late = (order.lines ?? []).filter((line) => line.lateReason && line.shippedQuantity !== line.quantity);
  const blocks = (order.blocks ?? []).filter((block) => block.kind !== "STOCK");
  const short = (order.blocks ?? []).filter((block) => block.kind === "STOCK");
  return (
    <>
      <Bar
        end={
          <>
            <span className="row g6 xs t3 tab"><Mark of="erp" quiet />owned by ERP{asOf ? ` · as of ${formatTime(asOf)}` : ""}</span>
            {order.status && <Tag tone={order.status === "CANCELLED" ? "bad" : order.status === "DRAFT" ? "plain" : "accent"}>{orderWords[order.status]}</Tag>}
          </>
        }
      >
        <span className="row quotefacts">
          <span className="row g6"><span className="t3">Account</span>{account ? <Go to={`/accounts/${account.id}`} className="m cut">{account.name}</Go> : order.customer?.name}</span>
          <span className="row g6"><span className="t3">Ordered</span><DateText value={order.orderDate} /></span>
          <span className="row g6"><span className="t3">Promised</span>{order.promisedDate ? <DateText value={order.promisedDate} /> : <span className="t3">nothing open</span>}</span>
          <span className="row g6"><OrderStrip order={order} /></span>
        </span>
      </Bar>
      <Split columns="minmax(0,1fr) 296px">
        <section className="pane" aria-label="Lines">
          {(blocks.length > 0 || short.length > 0 || late.length > 0 || order.cancelReason || edits) && (
            <div className="setaside stack g6">
              {order.cancelReason && <Notice><b className="m">Called off.</b> {order.cancelReason}</Notice>}
              {blocks.map((block) => (
                <Notice key={block.id} tone="bad" acts={<Go of="erp" to={`/orders/${order.number}`} className="link s">Lifted in ERP</Go>}>
                  <b className="m">{block.kind === "CREDIT" ? "Held for credit." : "The customer is on hold."}</b> {block.reason}
                </Notice>
              ))}
              {short.map((block) => (
                <Notice key={block.id} tone="warn">
                  <b className="m">{block.line ? `Line ${block.line.lineNumber} waits for stock.` : "Waits for stock."}</b> {block.reason}
                </Notice>
              ))}
              {late.map((line) => (
                <Notice key={line.id} tone="warn">
                  <b className="m">Line {line.lineNumber} is late.</b> {line.lateReason}
                </Notice>
              ))}
              {edits && <Notice><b className="m">Still a draft.</b> Its lines may be changed here until the ERP confirms it. What is changed is changed in the ERP.</Notice>}
            </div>
          )}
          <Lines order={order} edits={edits} again={again} />
        </section>
        <section className="pane scrolls quoteside" aria-label="What it comes to, shipments and invoices">
          <Section title={`Totals, ${order.currency ?? ""}`}>
            <Sum
              lines={[
                { key: "net", label: "Lines", value: <Money value={order.netAmount} /> },
                { key: "freight", label: "Freight", value: <Money value={order.freightAmount} /> },
                { key: "tax", label: "Tax", value: <Money value={order.taxAmount} /> },
                { key: "total", label: "To pay", value: <Money value={order.total} />, total: true },
              ]}
            />
          </Section>
          <Section title="On its way">
            <Facts small>
              <Fact label="Delivery">{order.deliveryStatus && deliveryWords[order.deliveryStatus]}</Fact>
              <Fact label="Invoices">{order.invoiceStatus && invoiceWords[order.invoiceStatus]}</Fact>
              <Fact label="Terms">{order.paymentTerms?.name}</Fact>
              <Fact label="Sold by">{order.legalEntity?.name}</Fact>
              <Fact label="Their number">{order.customerReference}</Fact>
              <Fact label="Delivered to">{[order.deliveryAddress?.line1, order.deliveryAddress?.postalCode, order.deliveryAddress?.city].filter(Boolean).join(", ")}</Fact>
            </Facts>
          </Section>
          <div className="orderpanels"><Shipments order={order} /><Invoices order={order} /></div>
        </section>
      </Split>
    </>
  );
}

function Lines({ order, edits, again }: { order: Order; edits: boolean; again: () => void }) {
  const [add, adding] = useAct(OrderLineAddDocument);
  const [update] = useAct(OrderLineUpdateDocument);
  const [remove, removing] = useAct(OrderLineRemoveDocument, { done: "Taken off" });
  const [turn, setTurn] = useState(0);
  const version = { number: order.number, expectedVersion: order.version ?? 0 };
  const columns = useMemo<Column<Line>[]>(() => {
    const seen = <Result extends ActResult<unknown>>(result: Result): Result => {
      if (result.userErrors.some((error) => error.code === "STALE_VERSION")) again();
      return result;
    };
    const can = () => edits;
    const backorders = order.deliveryStatus === "PARTLY_SHIPPED";
    const change = (line: Line, input: { quantity?: string; discountPercent?: string; requestedDate?: string }) => update({ ...version, lineNumber: line.lineNumber, input }).then(seen);
    const nothing = (message: string): Promise<ActResult<unknown>> => Promise.resolve({ ok: false, userErrors: [{ code: "REQUIRED", message }] });
    return [
      column.any<Line>({ id: "number", head: "#", width: 40, rank: 1, cell: (line) => <span className="t3 tab">{line.lineNumber}</span> }),
      column.any<Line>({ id: "item", head: "Item", width: 190, grow: true, rank: 1, cell: (line) => <span className="row"><span className="t3 s only-l itemnumber">{line.item?.number}</span><span className="cut" title={line.description}>{line.description}</span></span> }),
      column.number<Line>({ id: "quantity", head: "Qty", width: 64, rank: 1, of: (line) => line.quantity, edit: { kind: "figure", can, value: (line) => line.quantity, save: (line, quantity) => (quantity ? change(line, { quantity }) : nothing("Say how many.")) } }),
      column.any<Line>({ id: "progress", head: "Where it stands", width: 196, rank: 1, cell: (line) => <LineStrip line={line} order={order} /> }),
      column.any<Line>({
        id: "promised", head: "Promised", width: 104, numeric: true, rank: 1,
        cell: (line) => <span title={line.lateReason ?? undefined}><DateText value={line.promisedDate} was={line.firstPromisedDate !== line.promisedDate ? line.firstPromisedDate : undefined} tone={line.lateReason ? "warn" : undefined} /></span>,
      }),
      ...(backorders ? [column.number<Line>({ id: "backorder", head: "To come", width: 76, rank: 1, of: open, tone: () => "warn" })] : []),
      column.money<Line>({ id: "price", head: "Price", width: 92, rank: 2, of: (line) => line.unitPrice }),
      column.percent<Line>({ id: "discount", head: "Disc.", width: 64, rank: 3, of: (line) => (isZero(line.discountPercent) ? null : line.discountPercent), edit: { kind: "figure", can, value: (line) => line.discountPercent, save: (line, discountPercent) => change(line, { discountPercent: discountPercent || "0" }) } }),
      column.money<Line>({ id: "total", head: "Total", width: 104, of: (line) => line.netAmount }),
      ...(edits
        ? [column.any<Line>({ id: "off", head: "", width: 72, rank: 1, cell: (line) => <button type="button" className="link xs" aria-label={`Take off line ${line.lineNumber}`} onClick={() => void remove({ ...version, lineNumber: line.lineNumber }).then(seen)}>Take off</button> })]
        : []),
    ];
    // The version is the order's.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [order, edits, update, remove]);
  return (
    <>
      {[adding, removing].map((state, at) => (state.userErrors.length > 0 || state.failure) && <div className="setaside" key={at === 0 ? "add" : "remove"}><ActErrors state={state} /></div>)}
      <DataTable
        id="order-lines"
        label="Lines of the order"
        rows={order.lines ?? []}
        rowKey={(line) => line.id}
        columns={columns}
        tail={edits && <ItemPicker turn={turn} onPick={(item) => { setTurn((before) => before + 1); void add({ ...version, input: { itemNumber: item.number, quantity: "1" } }); }} />}
      />
    </>
  );
}

/** What has not left yet, after what was called off. */
const open = (line: Line): string | null => {
  const left = subtractDecimal(wantedOf(line), line.shippedQuantity);
  return isZero(left) || isNegative(left) ? null : left;
};

function Shipments({ order }: { order: Order }) {
  const result = order.shipments;
  if (!result) return null;
  return (
    <Panel title="Shipments" count={result.length || undefined} isEmpty={result.length === 0} empty="Nothing has left yet.">
      <MiniTable
        label="Shipments of the order"
        rows={result}
        rowKey={(shipment) => shipment.number}
        columns={[
          { id: "number", head: "Shipment", cell: (shipment) => <DocumentNumber number={shipment.number} of="erp" to={`/shipments/${shipment.number}`} /> },
          { id: "carrier", head: "Carrier", cell: (shipment) => <span className="cut" title={shipment.trackingNumber ?? undefined}>{[shipment.carrier, shipment.trackingNumber].filter(Boolean).join(" ")}</span> },
          { id: "day", head: "Left", numeric: true, width: 76, cell: (shipment) => <DateText value={shipment.deliveredDate ?? shipment.shippedDate} /> },
        ]}
      />
    </Panel>
  );
}

function Invoices({ order }: { order: Order }) {
  const result = order.invoices;
  if (!result) return null;
  return (
    <Panel title="Invoices" count={result.length || undefined} isEmpty={result.length === 0} empty="Nothing is billed yet.">
      <MiniTable
        label="Invoices of the order"
        rows={result}
        rowKey={(invoice) => invoice.id}
        columns={[
          { id: "number", head: "Invoice", cell: (invoice) => <DocumentNumber number={invoice.number} of="erp" to={invoice.number ? `/invoices/${invoice.number}` : `/invoices/draft/${invoice.id}`} none="draft" /> },
          { id: "due", head: "Due", numeric: true, width: 66, cell: (invoice) => <DateText value={invoice.dueDate} due settled={!invoice.openAmount || isZero(invoice.openAmount.amount)} /> },
          { id: "open", head: "Open", numeric: true, width: 96, cell: (invoice) => <Money value={invoice.openAmount} /> },
        ]}
      />
    </Panel>
  );
}
