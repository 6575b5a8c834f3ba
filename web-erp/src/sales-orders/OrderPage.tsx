import { useMemo, useState } from "react";
import {
  ActErrors, Button, column, DataTable, DateText, DocumentNumber, Fact, Facts, FigureField, Form, Dialog, DateField, FieldRow, formatDecimal, Go, MiniTable, Money, Notice, Page, Panel, PanelGroup, Pane, Ready, SearchField, SelectField, Section, Split, StatRow, Strip, Sum, Tag, useAct,
  useKeys, useOwned, useParam, useQuery, type Column, type FilterOption,
} from "@homefield/web-kit";
import { Plus, Trash2 } from "lucide-react";
import { Address } from "../app/Address.tsx";
import { SHIPMENT_WORDS } from "../app/document-words.ts";
import { InvoiceRows } from "../app/InvoiceRows.tsx";
import { BorrowedContacts } from "../customers/BorrowedAccount.tsx";
import type { OrderFactsFragment, SalesOrderAct } from "../gql/graphql.ts";
import { useLookups } from "./lookups.ts";
import { OrderBorrowedDocument, OrderDeskChoicesDocument, OrderDocument, OrderDocumentsDocument, OrderLineAddDocument, OrderLineRemoveDocument, OrderLineUpdateDocument } from "./order-documents.ts";
import { useOrderActs, type OrderActs } from "./order-acts.tsx";
import { BlockCard, OrderLog } from "./OrderPanel.tsx";
import { blocksOf, DELIVERY_WORDS, INVOICE_WORDS, STATUS_WORDS, stripOf } from "./order-words.tsx";

type Line = NonNullable<OrderFactsFragment["lines"]>[number];

const ACT_WORDS: Partial<Record<SalesOrderAct, string>> = { CONFIRM: "Confirm", SHIP: "Make shipment", INVOICE: "Make invoice", REALLOCATE: "Reallocate", RELEASE_CREDIT: "Release credit", CANCEL: "Cancel order", CLOSE: "Close short" };
/** What one most likely came for, first. */
const MAIN: readonly SalesOrderAct[] = ["RELEASE_CREDIT", "CONFIRM", "SHIP", "INVOICE", "REALLOCATE"];

export function OrderPage() {
  const number = useParam("number");
  const own = useQuery(OrderDocument, { variables: { number } });
  const acts = useOrderActs();
  const order = own.data?.salesOrder;
  const offered = order?.acts ?? [];
  const [main] = MAIN.filter((act) => offered.includes(act));
  const button = (act: SalesOrderAct) =>
    order && (
      <Button key={act} variant={act === main ? "filled" : undefined} loading={acts.running === `${act} ${order.number}`} onClick={() => acts.run(act, order)}>
        {ACT_WORDS[act]}
      </Button>
    );
  useKeys({ r: order !== undefined && order !== null && offered.includes("RELEASE_CREDIT") && { label: "Release credit", run: () => acts.run("RELEASE_CREDIT", order) } }, { group: "Order" });
  return (
    <Page
      title={order ? `${number} ${order.customer?.name ?? ""}` : number}
      head={<span className="doc">{number}</span>}
      sub={order?.customer?.name}
      crumbs={[{ label: "Order desk", to: "/orders" }]}
      recent={Boolean(order)}
      acts={
        <>
          {(["CANCEL", "CLOSE"] as const).filter((act) => offered.includes(act)).map(button)}
          {MAIN.filter((act) => offered.includes(act) && act !== main).map(button)}
          {main && button(main)}
        </>
      }
    >
      <Ready result={own} pick={(data) => data.salesOrder} what="order" back={<Go to="/orders" className="link">To the order desk</Go>}>
        {(found) => <OrderBody order={found} acts={acts} />}
      </Ready>
      {acts.dialogs}
    </Page>
  );
}

function OrderBody({ order, acts }: { order: OrderFactsFragment; acts: OrderActs }) {
  const { number } = order;
  const documents = useQuery(OrderDocumentsDocument, { variables: { number } });
  const shipments = useOwned(documents, "salesOrder.shipments", "erp");
  const invoices = useOwned(documents, "salesOrder.invoices", "erp");
  const borrowed = useQuery(OrderBorrowedDocument, { variables: { number } });
  const account = useOwned(borrowed, "salesOrder.customer.account", "crm");
  const contacts = useOwned(borrowed, "salesOrder.customer.account.contacts", "crm");
  const quoted = useOwned(borrowed, "salesOrder.quote", "crm");
  const behind = useOwned(borrowed, "salesOrder.opportunity", "crm");
  const { quote, opportunity, customer } = borrowed.data?.salesOrder ?? {};
  const strip = stripOf(order.status, order.lines ?? [], order.blocks ?? []);
  const madeShipments = documents.data?.salesOrder?.shipments ?? [];
  const madeInvoices = documents.data?.salesOrder?.invoices ?? [];
  return (
    <>
      <div className="figurebar">
        <StatRow
          label="The order in figures"
          stats={[
            { key: "total", label: `Total with tax, ${order.currency}`, value: <Money value={order.total} /> },
            { key: "wanted", label: "Wanted", value: order.requestedDate ? <DateText value={order.requestedDate} /> : "Any day" },
            { key: "promised", label: "Promised", value: order.promisedDate ? <DateText value={order.promisedDate} /> : "Nothing open" },
          ]}
        />
        <div className="standing">
          <span className="row g6">
            {order.status && <Tag tone={order.status === "CANCELLED" ? "bad" : "plain"}>{STATUS_WORDS[order.status]}</Tag>}
            <span className="t2 s">{[order.deliveryStatus && DELIVERY_WORDS[order.deliveryStatus], order.invoiceStatus && INVOICE_WORDS[order.invoiceStatus].toLowerCase()].filter(Boolean).join(", ")}</span>
          </span>
          <Strip {...strip} />
        </div>
      </div>
      <Split columns="minmax(0,1fr) clamp(300px, 28vw, 372px)">
        <Pane>
          {acts.refused && (
            <div className="refusal">
              <ActErrors state={acts.refused.result} />
            </div>
          )}
          {order.cancelReason && (
            <div className="refusal">
              <Notice>
                <b className="m">Called off.</b> {order.cancelReason}
              </Notice>
            </div>
          )}
          <OrderLines order={order} />
          <div className="underlines">
            <PanelGroup>
              <Panel title="Shipments" owned={shipments} count={madeShipments.length || undefined} isEmpty={madeShipments.length === 0} empty="Nothing was picked yet.">
                {() => (
                  <MiniTable
                    label="Shipments"
                    rows={madeShipments}
                    rowKey={(row) => row.number}
                    columns={[
                      { id: "number", head: "Number", width: 84, cell: (row) => <DocumentNumber number={row.number} to={`/shipments/${row.number}`} /> },
                      { id: "status", head: "Status", width: 88, cell: (row) => <span className="t2">{row.status && SHIPMENT_WORDS[row.status]}</span> },
                      { id: "from", head: "From", width: 84, wide: true, cell: (row) => <span className="t2">{row.warehouse?.code}</span> },
                      { id: "carrier", head: "Carrier", cell: (row) => <span className="t2">{[row.carrier, row.trackingNumber].filter(Boolean).join(" \u00B7 ")}</span> },
                      { id: "left", head: "Left", numeric: true, width: 72, cell: (row) => <DateText value={row.shippedDate} /> },
                      { id: "arrived", head: "Arrived", numeric: true, width: 72, cell: (row) => <DateText value={row.deliveredDate} /> },
                    ]}
                  />
                )}
              </Panel>
              <Panel title="Invoices" owned={invoices} count={madeInvoices.length || undefined} isEmpty={madeInvoices.length === 0} empty="Nothing was billed yet.">
                {() => <InvoiceRows label="Invoices" rows={madeInvoices} />}
              </Panel>
            </PanelGroup>
          </div>
        </Pane>
        <aside className="pane scrolls sidefacts" aria-label="Facts of the order">
          {blocksOf(order).map((block) => (
            <BlockCard key={block.id} block={block} order={order} acts={acts} />
          ))}
          <Section title="Order">
            <Facts small>
              <Fact label="Customer">
                {order.customer && (
                  <Go to={`/customers/${order.customer.number}`} className="link">
                    {order.customer.name}
                  </Go>
                )}
              </Fact>
              <Fact label="Sold by">{order.legalEntity?.name}</Fact>
              <Fact label="Ordered">
                <DateText value={order.orderDate} />
              </Fact>
              <Fact label="Their ref.">{order.customerReference ?? <span className="t3">None</span>}</Fact>
              <Fact label="Terms">{order.paymentTerms?.name}</Fact>
            </Facts>
          </Section>
          <Section title="Amounts">
            <Sum
              small
              lines={[
                { key: "net", label: "Lines", value: <Money value={order.netAmount} /> },
                { key: "freight", label: "Freight", value: <Money value={order.freightAmount} /> },
                { key: "tax", label: "Tax, per line", value: <Money value={order.taxAmount} /> },
                { key: "total", label: `Total ${order.currency}`, value: <Money value={order.total} />, total: true },
              ]}
            />
          </Section>
          <div className="twoaddresses">
            <Section title="Delivered to">
              <Address of={order.deliveryAddress} />
            </Section>
            <Section title="Billed to">
              <Address of={order.billingAddress} />
            </Section>
          </div>
          <PanelGroup>
            <Panel
              title="Quote and opportunity"
              what="quotes"
              owned={quoted}
              to={quote ? `/quotes/${quote.id}` : undefined}
              isEmpty={!quote}
              empty="This order was entered here, not signed in the CRM, or its quote is another team's."
            >
              {() =>
                quote && (
                  <div className="in">
                    <Facts small>
                      <Fact label="Quote">
                        <DocumentNumber number={quote.number} of="crm" to={`/quotes/${quote.id}`} /> <span className="t3">version {quote.version}</span>
                      </Fact>
                      <Fact label="About">{quote.title}</Fact>
                      <Fact label="Made by">{quote.owner?.name}</Fact>
                      {behind.state === "ready" && opportunity && (
                        <Fact label="Deal">
                          <Go of="crm" to={`/opportunities/${opportunity.id}`} className="link">
                            {opportunity.name}
                          </Go>
                        </Fact>
                      )}
                      {behind.state === "denied" && (
                        <Fact label="Deal">
                          <span className="t3">Not for your role</span>
                        </Fact>
                      )}
                    </Facts>
                  </div>
                )
              }
            </Panel>
            <BorrowedContacts account={customer?.account} owned={account} contacts={contacts} />
          </PanelGroup>
          {order.log && <OrderLog log={order.log} />}
        </aside>
      </Split>
    </>
  );
}

function OrderLines({ order }: { order: OrderFactsFragment }) {
  const { number } = order;
  const version = order.version ?? 0;
  const edits = order.acts?.includes("EDIT_LINES") ?? false;
  const [update] = useAct(OrderLineUpdateDocument, { refetch: ["Order", "OrderTotals"] });
  const [remove, removing] = useAct(OrderLineRemoveDocument, { done: "Line taken off", refetch: ["Order", "OrderTotals"] });
  const [adding, setAdding] = useState(false);
  const columns = useMemo<Column<Line>[]>(() => {
    const can = () => edits;
    const save = (line: Line, input: { quantity?: string; discountPercent?: string; requestedDate?: string | null }) => update({ number, lineNumber: line.lineNumber, input, expectedVersion: version });
    return [
      column.number<Line>({ id: "line", head: "#", width: 36, rank: 1, of: (line) => line.lineNumber, tone: () => "quiet" }),
      column.document<Line>({ id: "item", head: "Item", width: 92, of: (line) => line.item?.number, to: (line) => (line.item ? `/items/${line.item.number}` : undefined) }),
      column.text<Line>({ id: "description", head: "Description", grow: true, width: 150, rank: 1, of: (line) => line.description }),
      column.number<Line>({ id: "quantity", head: "Quantity", width: 76, rank: 1, of: (line) => line.quantity, unit: undefined, edit: { kind: "figure", can, value: (line) => line.quantity, save: (line, value) => save(line, { quantity: value }) } }),
      column.money<Line>({ id: "price", head: `Price, ${order.currency}`, width: 92, of: (line) => line.unitPrice }),
      column.percent<Line>({ id: "discount", head: "Disc.", width: 64, of: (line) => line.discountPercent, tone: (line) => (Number(line.discountPercent) === 0 ? "quiet" : undefined), edit: { kind: "figure", can, value: (line) => line.discountPercent, save: (line, value) => save(line, { discountPercent: value }) } }),
      column.money<Line>({ id: "net", head: "Net", width: 96, of: (line) => line.netAmount, total: order.netAmount }),
      column.text<Line>({ id: "warehouse", head: "From", width: 84, rank: 3, quiet: true, of: (line) => line.warehouse?.code }),
      column.date<Line>({ id: "wanted", head: "Wanted", width: 72, rank: 3, of: (line) => line.requestedDate, edit: { kind: "date", can, value: (line) => line.requestedDate ?? "", save: (line, value) => save(line, { requestedDate: value || null }) } }),
      column.date<Line>({ id: "promised", head: "Promised", width: 100, of: (line) => line.promisedDate, was: (line) => line.firstPromisedDate, tone: (line) => (line.lateReason ? "warn" : undefined) }),
      column.strip<Line>({ id: "progress", head: "Progress", width: 184, of: (line) => stripOf(order.status, [line], (order.blocks ?? []).filter((block) => !block.line || block.line.id === line.id)) }),
      ...(edits
        ? [
            column.any<Line>({
              id: "off",
              head: "Act",
              width: 40,
              rank: 1,
              cell: (line) => (
                <button type="button" className="iconbutton" aria-label={`Take line ${line.lineNumber} off`} title="Take this line off" onClick={() => void remove({ number, lineNumber: line.lineNumber, expectedVersion: version })}>
                  <Trash2 size={13} strokeWidth={1.6} aria-hidden />
                </button>
              ),
            }),
          ]
        : []),
    ];
  }, [order, number, version, edits, update, remove]);
  useKeys({ c: edits && { label: "Add a line", run: () => setAdding(true) } }, { group: "Order" });
  const late = Map.groupBy((order.lines ?? []).filter((line) => line.lateReason), (line) => line.lateReason);
  return (
    <>
      {removing.userErrors.length > 0 && (
        <div className="refusal">
          <ActErrors state={removing} />
        </div>
      )}
      <DataTable
        label="Lines"
        fontSize={12}
        rows={order.lines ?? []}
        rowKey={(line) => line.id}
        columns={columns}
        totals={{ label: `${order.lines?.length ?? 0} ${order.lines?.length === 1 ? "line" : "lines"}` }}
        tail={
          edits ? (
            <button type="button" className="row g6 link s" onClick={() => setAdding(true)}>
              <Plus size={12} aria-hidden /> Add a line
            </button>
          ) : undefined
        }
      />
      {late.size > 0 && (
        <ul className="latelines" aria-label="Why lines are late">
          {[...late].map(([reason, lines]) => (
            <li key={reason}>
              <span className="warn m">
                {lines.length === 1 ? "Line" : "Lines"} {lines.map((line) => line.lineNumber).join(", ")}
              </span>{" "}
              <span className="t2">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={`Add a line to ${number}`}>
        <AddLine order={order} onDone={() => setAdding(false)} />
      </Dialog>
    </>
  );
}

function AddLine({ order, onDone }: { order: OrderFactsFragment; onDone: () => void }) {
  const lookups = useLookups();
  const choices = useQuery(OrderDeskChoicesDocument);
  const [add, adding] = useAct(OrderLineAddDocument, { done: "Line added", refetch: ["Order", "OrderTotals"] });
  const [item, setItem] = useState<FilterOption>();
  const [quantity, setQuantity] = useState("1");
  const [discount, setDiscount] = useState("");
  const [wanted, setWanted] = useState("");
  const [warehouse, setWarehouse] = useState("");
  const submit = async () => {
    const result = await add({
      number: order.number,
      expectedVersion: order.version ?? 0,
      input: { itemNumber: item?.value ?? "", quantity, discountPercent: discount || undefined, requestedDate: wanted || undefined, warehouse: warehouse || undefined },
    });
    if (result.ok) onDone();
  };
  return (
    <Form act={adding} onSubmit={() => void submit()} submit="Add line" why={item ? (quantity ? undefined : "Give a quantity first.") : "Choose an item first."} onCancel={onDone}>
      <SearchField label="Item" path="itemNumber" value={item} onChange={setItem} search={lookups.items} required autoFocus placeholder="Number or name" />
      <FieldRow>
        <FigureField label="Quantity" path="quantity" value={quantity} onChange={setQuantity} required />
        <FigureField label="Discount" path="discountPercent" unit="%" value={discount} onChange={setDiscount} hint="On top of the price rules." />
      </FieldRow>
      <FieldRow>
        <DateField label="Wanted" path="requestedDate" value={wanted} onChange={setWanted} />
        <SelectField label="Warehouse" path="warehouse" value={warehouse} onChange={setWarehouse} clearable placeholder={`With most free, ${formatDecimal(quantity || "0")} wanted`} options={(choices.data?.warehouses ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </FieldRow>
    </Form>
  );
}
