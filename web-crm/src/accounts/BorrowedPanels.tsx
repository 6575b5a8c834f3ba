import type { ReactNode } from "react";
import {
  AgeingStrip, Button, compareDecimals, DateText, DocumentNumber, formatMoney, isNegative, isZero, MiniTable, Money, Panel, Quantity,
} from "@homefield/web-kit";
import { LineStrip } from "../signed-orders/order-progress.tsx";
import type { Borrowed, BorrowedCustomer } from "./AccountPage.tsx";

type Order = NonNullable<BorrowedCustomer["salesOrders"]>["nodes"][number];
type Shipment = NonNullable<BorrowedCustomer["shipments"]>["nodes"][number];
type Invoice = NonNullable<BorrowedCustomer["invoices"]>["nodes"][number];

const page = (borrowed: Borrowed): string => `/customers/${borrowed.customer?.number ?? ""}`;

/** Somebody who buys for the first time becomes a customer by signing. */
export function NoCustomerYet({ onQuote }: { onQuote?: () => void }) {
  return (
    <Panel title="Orders and money" what="orders and money">
      <div className="blank">
        <div className="grow">
          <div>No customer in the ERP yet: a signed order makes it one.</div>
          <div className="t3">Balance, orders, shipments and invoices stand here from then on.</div>
        </div>
        {onQuote && (
          <Button size="xs" onClick={onQuote}>
            New quote
          </Button>
        )}
      </div>
    </Panel>
  );
}

export function BalancePanel({ borrowed }: { borrowed: Borrowed }) {
  const { customer } = borrowed;
  return (
    <Panel title="Balance" what="balances" owned={borrowed.balance} to={page(borrowed)} rows={3} isEmpty={!customer?.openBalance} empty="No balance.">
      {() => customer && <Balance customer={customer} />}
    </Panel>
  );
}

function Balance({ customer }: { customer: BorrowedCustomer }) {
  const { openBalance, overdueBalance, creditLeft, ageing, turnover } = customer;
  if (!openBalance) return null;
  const late = overdueBalance && compareDecimals(overdueBalance.amount, "0") > 0;
  const over = creditLeft && isNegative(creditLeft.amount);
  return (
    <div className="in">
      <div className="balancehead">
        <span className="bigfig">
          <Money value={openBalance} />
        </span>
        <span className="t3 s">{openBalance.currency}</span>
        <span className="end s tab rightly">
          {overdueBalance && <span className={late ? "bad m" : "t3"}>{formatMoney(overdueBalance)} overdue</span>}
          {creditLeft ? (
            <span className={over ? "warn m" : "t3"}>{over ? `${formatMoney({ ...creditLeft, amount: creditLeft.amount.replace("-", "") })} over the limit` : `${formatMoney(creditLeft)} of credit left`}</span>
          ) : (
            <span className="t3">No credit limit</span>
          )}
        </span>
      </div>
      {ageing && (
        <AgeingStrip
          parts={[
            { label: "Not due", value: ageing.notDue }, { label: "1–30", value: ageing.days1To30 }, { label: "31–60", value: ageing.days31To60 }, { label: "61–90", value: ageing.days61To90 }, { label: "90+", value: ageing.over90 },
          ]}
        />
      )}
      {(turnover || (ageing && !isZero(ageing.unallocated.amount))) && (
        <div className="row g12 s t3 tab balancefoot">
          {turnover && <span>{formatMoney(turnover)} billed in 12 months</span>}
          {ageing && !isZero(ageing.unallocated.amount) && <span className="end">{formatMoney(ageing.unallocated)} not yet placed</span>}
        </div>
      )}
    </div>
  );
}

const LINES = 4;

/** Days an order slipped: its latest promise now, against what was promised first. */
function promisedFirst(order: Order): string | undefined {
  const firsts = (order.lines ?? []).filter((line) => line.promisedDate === order.promisedDate).flatMap((line) => (line.firstPromisedDate ? [line.firstPromisedDate] : []));
  const first = firsts.toSorted()[0];
  return first !== order.promisedDate ? first : undefined;
}

export function OrdersPanel({ borrowed }: { borrowed: Borrowed }) {
  const orders = borrowed.customer?.salesOrders;
  const rest = (orders?.totalCount ?? 0) - (orders?.nodes.length ?? 0);
  return (
    <Panel
      title="Orders"
      owned={borrowed.orders}
      count={orders?.totalCount ? `${orders.totalCount} open` : undefined}
      to={page(borrowed)}
      rows={5}
      isEmpty={orders?.nodes.length === 0}
      empty="No open orders."
      foot={rest > 0 ? <span className="t3">{rest} more in ERP</span> : undefined}
    >
      {() => orders?.nodes.map((order) => <OrderCard key={order.number} order={order} />)}
    </Panel>
  );
}

function OrderCard({ order }: { order: Order }) {
  const blocks = order.blocks ?? [];
  const lines = order.lines ?? [];
  const said = blocks.filter((block) => block.kind !== "STOCK");
  return (
    <div className="ordercard">
      <div className="oh">
        <DocumentNumber number={order.number} of="erp" to={`/orders/${order.number}`} />
        <span className="t3 cut grow">{order.customerReference}</span>
        <DateText value={order.promisedDate} was={promisedFirst(order)} />
        {order.total && (
          <span className="num m" title={formatMoney(order.total, { withCurrency: true })}>
            <Money value={order.total} />
          </span>
        )}
      </div>
      {said.map((block) => (
        <div className="held" key={block.id}>
          <span className="bad grow">{block.reason}</span>
        </div>
      ))}
      {lines.slice(0, LINES).map((line) => (
        <div className="ol" key={line.id}>
          <span className="cut" title={line.lateReason ? `${line.description}: ${line.lateReason}` : line.description}>
            {line.description}
          </span>
          <span className="num t3">
            <Quantity value={line.quantity} />
          </span>
          <LineStrip line={line} order={order} />
        </div>
      ))}
      {lines.length > LINES && <div className="t3 xs">{lines.length - LINES} more {lines.length - LINES === 1 ? "line" : "lines"}</div>}
    </div>
  );
}

const shipmentState = (shipment: Shipment): ReactNode => {
  switch (shipment.status) {
    case "DELIVERED":
      return <>arrived <DateText value={shipment.deliveredDate} /></>;
    case "SHIPPED":
      return "in transit";
    case "PICKED":
      return "picked";
    case "CANCELLED":
      return "called off";
    default:
      return "being picked";
  }
};

export function ShipmentsPanel({ borrowed }: { borrowed: Borrowed }) {
  const shipments = borrowed.customer?.shipments;
  return (
    <Panel title="Shipments" owned={borrowed.shipments} count={shipments?.totalCount || undefined} to={page(borrowed)} rows={3} isEmpty={shipments?.nodes.length === 0} empty="Nothing was shipped yet.">
      {() => (
        <MiniTable<Shipment>
          label="Shipments"
          rows={shipments?.nodes ?? []}
          rowKey={(shipment) => shipment.number}
          columns={[
            { id: "number", head: "Shipment", width: 76, cell: (shipment) => <DocumentNumber number={shipment.number} of="erp" to={`/shipments/${shipment.number}`} /> },
            {
              id: "carrier", head: "Carrier",
              cell: (shipment) => (
                <span className="t2" title={shipment.trackingNumber ?? undefined}>
                  {[shipment.carrier, shipment.trackingNumber].filter(Boolean).join(", ") || <span className="t3">not booked</span>}
                </span>
              ),
            },
            { id: "promised", head: "Promised", width: 86, numeric: true, wide: true, cell: (shipment) => <DateText value={shipment.promisedDate} due settled={Boolean(shipment.shippedDate)} /> },
            { id: "now", head: "Now", width: 132, numeric: true, cell: shipmentState },
          ]}
        />
      )}
    </Panel>
  );
}

export function InvoicesPanel({ borrowed }: { borrowed: Borrowed }) {
  const invoices = borrowed.customer?.invoices;
  const rest = (invoices?.totalCount ?? 0) - (invoices?.nodes.length ?? 0);
  const currencies = new Set(invoices?.nodes.map((invoice) => invoice.total?.currency));
  const mixed = currencies.size > 1;
  return (
    <Panel
      title="Invoices"
      owned={borrowed.invoices}
      count={invoices?.totalCount ? `${invoices.totalCount} open` : undefined}
      to={page(borrowed)}
      rows={4}
      isEmpty={invoices?.nodes.length === 0}
      empty="No open invoices."
      foot={rest > 0 ? <span className="t3">{rest} more in ERP</span> : undefined}
    >
      {() => (
        <MiniTable<Invoice>
          label="Open invoices"
          rows={invoices?.nodes ?? []}
          rowKey={(invoice) => invoice.id}
          columns={[
            { id: "number", head: "Invoice", width: 170, cell: (invoice) => <DocumentNumber number={invoice.number} of="erp" to={invoice.number ? `/invoices/${invoice.number}` : `/invoices/draft/${invoice.id}`} none="Draft" /> },
            { id: "due", head: "Due", width: 84, numeric: true, wide: true, cell: (invoice) => <DateText value={invoice.dueDate} tone="quiet" /> },
            {
              id: "age", head: "Age", width: 58, numeric: true,
              cell: (invoice) => (invoice.kind === "CREDIT_NOTE" ? <span className="t3">credit</span> : invoice.daysOverdue ? <span className="bad tab">{invoice.daysOverdue} d</span> : <span className="t3">not due</span>),
            },
            {
              id: "open", head: "Open", numeric: true,
              cell: (invoice) => (
                <span title={invoice.total && invoice.openAmount && invoice.total.amount !== invoice.openAmount.amount ? `of ${formatMoney(invoice.total, { withCurrency: true })}` : undefined}>
                  <Money value={invoice.openAmount} strong withCurrency={mixed} />
                </span>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
