import { useEffect, useMemo, useState } from "react";
import {
  ActErrors, AskDialog, Button, compareDecimals, DateField, DateText, Dialog, DocumentNumber, Fact, Facts, FieldRow, Form, formatDecimal, Go, isDecimal, isNegative, MiniTable, Money, Notice, Page, Panel, Pane, Ready, Section, Split, Steps, subtractDecimal, TextField, today, useAct, useKeys, useMe,
  useOwned, useParam, useQuery,
} from "@homefield/web-kit";
import { Address } from "../app/Address.tsx";
import { SHIPMENT_WORDS } from "../app/document-words.ts";
import { BorrowedContacts } from "../customers/BorrowedAccount.tsx";
import type { ShipmentFactsFragment, ShipmentStatus } from "../gql/graphql.ts";
import {
  ShipmentBorrowedDocument, ShipmentCancelDocument, ShipmentCarrierSetDocument, ShipmentDeliverDocument, ShipmentDocument, ShipmentLedgerDocument, ShipmentPickDocument, ShipmentShipDocument,
} from "./shipment-documents.ts";

const REFETCH = ["Shipments", "ShipmentViewCounts", "ShipmentCounts", "ShipmentLedger", "Order", "OrderDocuments"];
const WAY: readonly ShipmentStatus[] = ["DRAFT", "PICKED", "SHIPPED", "DELIVERED"];
type Line = NonNullable<ShipmentFactsFragment["lines"]>[number];

export function ShipmentPage() {
  const number = useParam("number");
  const own = useQuery(ShipmentDocument, { variables: { number } });
  const shipment = own.data?.shipment;
  return (
    <Ready result={own} pick={(data) => data.shipment} what="shipment" back={<Go to="/shipments" className="link">To all shipments</Go>}>
      {(found) => <Body key={`${found.number} ${found.version}`} shipment={shipment ?? found} />}
    </Ready>
  );
}

function Body({ shipment }: { shipment: ShipmentFactsFragment }) {
  const { number, status } = shipment;
  const { can } = useMe();
  const edits = can("shipment:edit");
  const [pick, picking] = useAct(ShipmentPickDocument, { done: "Picked", refetch: REFETCH });
  const [ship, shipping] = useAct(ShipmentShipDocument, { done: `${number} has left`, refetch: REFETCH });
  const [deliver] = useAct(ShipmentDeliverDocument, { done: `${number} has arrived`, refetch: REFETCH });
  const [cancel] = useAct(ShipmentCancelDocument, { done: "Called off", refetch: REFETCH });
  const [asking, setAsking] = useState<"ship" | "deliver" | "cancel" | "carrier">();
  const lines = useMemo(() => shipment.lines ?? [], [shipment]);
  const [counted, setCounted] = useState<Record<string, string>>({});
  const pickedOf = (line: Line) => counted[line.id] ?? (status === "PICKED" ? line.pickedQuantity : line.quantity);
  const wrong = lines.find((line) => {
    const text = pickedOf(line);
    return !isDecimal(text) || isNegative(text) || compareDecimals(text, line.quantity) > 0;
  });
  const short = lines.filter((line) => isDecimal(pickedOf(line)) && compareDecimals(pickedOf(line), line.quantity) < 0);
  const doPick = () => {
    if (wrong || status !== "DRAFT") return;
    void pick({ number, expectedVersion: shipment.version, input: { lines: lines.map((line) => ({ lineNumber: line.orderLine?.lineNumber ?? 0, quantity: pickedOf(line) })) } });
  };
  const isOpen = status === "DRAFT" || status === "PICKED";
  useKeys(
    {
      p: edits && status === "DRAFT" && { label: "Confirm what was picked", run: doPick },
      s: edits && isOpen && { label: "Send off", run: () => setAsking("ship") },
      d: edits && status === "SHIPPED" && { label: "Arrived", run: () => setAsking("deliver") },
    },
    { group: "Shipment" },
  );

  const ledger = useQuery(ShipmentLedgerDocument, { variables: { number }, skip: !shipment.shippedDate });
  const entry = useOwned(ledger, "shipment.journalEntry", "erp");
  const borrowed = useQuery(ShipmentBorrowedDocument, { variables: { number } });
  const account = useOwned(borrowed, "shipment.customer.account", "crm");
  const contacts = useOwned(borrowed, "shipment.customer.account.contacts", "crm");
  const journal = ledger.data?.shipment?.journalEntry;
  const costs = new Map((ledger.data?.shipment?.lines ?? []).flatMap((line) => (line.costAmount ? [[line.id, line.costAmount] as const] : [])));
  const at = WAY.indexOf(status ?? "DRAFT");
  const days = [shipment.createdAt?.slice(0, 10), undefined, shipment.shippedDate, shipment.deliveredDate];

  return (
    <Page
      title={`${number} ${shipment.customer?.name ?? ""}`}
      head={<span className="doc">{number}</span>}
      sub={shipment.customer?.name}
      crumbs={[{ label: "Pick and ship", to: "/shipments" }]}
      recent
      acts={
        edits && (
          <>
            {isOpen && <Button onClick={() => setAsking("cancel")}>Cancel shipment</Button>}
            {status === "DRAFT" && (
              <Button variant="filled" onClick={doPick} loading={picking.running} disabled={Boolean(wrong)}>
                {short.length > 0 ? "Picked, some short" : "All picked"}
              </Button>
            )}
            {status === "PICKED" && (
              <Button variant="filled" onClick={() => setAsking("ship")} loading={shipping.running}>
                Send off
              </Button>
            )}
            {status === "SHIPPED" && (
              <Button variant="filled" onClick={() => setAsking("deliver")}>
                Arrived
              </Button>
            )}
          </>
        )
      }
    >
      <div className="figurebar">
        {status === "CANCELLED" ? (
          <Notice>
            <b className="m">Called off before it left.</b> Its quantities stay reserved on the order.
          </Notice>
        ) : (
          <div className="grow">
            <Steps
              label="Where it stands"
              steps={WAY.map((step, index) => ({
                id: step,
                title: SHIPMENT_WORDS[step],
                sub: index <= at && days[index] ? <DateText value={days[index]} /> : undefined,
                state: index < at || (index === at && step === "DELIVERED") ? "done" : index === at ? "now" : "todo",
              }))}
            />
          </div>
        )}
      </div>
      <Split columns="minmax(0,1fr) clamp(300px, 28vw, 372px)">
        <Pane scroll>
          {(picking.userErrors.length > 0 || picking.failure) && (
            <div className="refusal">
              <ActErrors state={picking} />
            </div>
          )}
          <table className="picklines" aria-label="What is in it">
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Description</th>
                <th scope="col" className="num">Line</th>
                <th scope="col" className="num">To go</th>
                <th scope="col" className="num">{status === "DRAFT" ? "Picked" : status === "PICKED" ? "Picked" : "Gone"}</th>
                <th scope="col">{isOpen ? "Stays on the order" : ""}</th>
                {costs.size > 0 && <th scope="col" className="num">Cost</th>}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => {
                const text = pickedOf(line);
                const isWrong = line === wrong;
                const rest = isDecimal(text) && compareDecimals(text, line.quantity) < 0;
                return (
                  <tr key={line.id}>
                    <td>{line.item && <DocumentNumber number={line.item.number} to={`/items/${line.item.number}`} />}</td>
                    <td className="cut">{line.orderLine?.description ?? line.item?.name}</td>
                    <td className="num t3">{line.orderLine?.lineNumber}</td>
                    <td className="num">{formatDecimal(line.quantity)} <span className="t3">{line.item?.unit?.code}</span></td>
                    <td className="num">
                      {status === "DRAFT" && edits ? (
                        <PickField label={`Picked of ${line.item?.number ?? "the line"}`} value={text} wrong={isWrong ? `At most ${formatDecimal(line.quantity)}, and not below zero.` : undefined} onChange={(value) => setCounted((before) => ({ ...before, [line.id]: value }))} />
                      ) : (
                        formatDecimal(line.pickedQuantity)
                      )}
                    </td>
                    <td>
                      {isWrong ? <span className="bad s">At most {formatDecimal(line.quantity)}</span> : rest && status === "DRAFT" ? <span className="warn s">{formatDecimal(subtractDecimal(line.quantity, text))} as backorder</span> : null}
                    </td>
                    {costs.size > 0 && <td className="num"><Money value={costs.get(line.id)} /></td>}
                  </tr>
                );
              })}
            </tbody>
          </table>
          {status === "DRAFT" && edits && (
            <p className="t3 s pickhint">Write what you found where it is less; the rest goes back to the order and stays promised. Enter goes to the next line, P confirms.</p>
          )}
        </Pane>
        <aside className="pane scrolls sidefacts" aria-label="Facts of the shipment">
          <Section title="Shipment">
            <Facts small>
              <Fact label="Order">{shipment.salesOrder && <DocumentNumber number={shipment.salesOrder.number} to={`/orders/${shipment.salesOrder.number}`} />}</Fact>
              <Fact label="Customer">
                {shipment.customer && (
                  <Go to={`/customers/${shipment.customer.number}`} className="link">
                    {shipment.customer.name}
                  </Go>
                )}
              </Fact>
              <Fact label="From">{shipment.warehouse?.name}</Fact>
              <Fact label="Promised">
                <DateText value={shipment.promisedDate} due settled={!isOpen} />
              </Fact>
              <Fact label="Their ref.">{shipment.salesOrder?.customerReference ?? <span className="t3">None</span>}</Fact>
            </Facts>
          </Section>
          <Section
            title="Carrier"
            end={
              edits && status !== "CANCELLED" && status !== "DELIVERED" ? (
                <button type="button" className="link s" onClick={() => setAsking("carrier")}>
                  {shipment.carrier ? "Change" : "Set"}
                </button>
              ) : undefined
            }
          >
            <Facts small>
              <Fact label="Carrier">{shipment.carrier ?? <span className="t3">Not chosen yet</span>}</Fact>
              <Fact label="Tracking">{shipment.trackingNumber ? <span className="doc">{shipment.trackingNumber}</span> : <span className="t3">None</span>}</Fact>
            </Facts>
          </Section>
          <Section title="Goes to">
            <Address of={shipment.deliveryAddress} />
          </Section>
          {shipment.shippedDate && (
            <Panel title="Books" what="the ledger" owned={entry} isEmpty={!journal} empty="Nothing was posted: no stocked goods were in it.">
              {() => journal && <MiniTable label="What it posted" rows={[journal]} rowKey={(row) => row.id} columns={[{ id: "number", head: "Entry", cell: (row) => <DocumentNumber number={row.number} to={`/journal/${row.id}`} /> }, { id: "day", head: "Posted", numeric: true, cell: (row) => <DateText value={row.postingDate} /> }]} />}
            </Panel>
          )}
          <BorrowedContacts account={borrowed.data?.shipment?.customer?.account} owned={account} contacts={contacts} />
        </aside>
      </Split>
      <Dialog opened={asking === "ship" || asking === "carrier"} onClose={() => setAsking(undefined)} title={asking === "ship" ? `Send off ${number}` : "Carrier and tracking"}>
        {asking && <CarrierForm shipment={shipment} sends={asking === "ship"} onShip={() => ship({ number })} onDone={() => setAsking(undefined)} />}
      </Dialog>
      <ArrivedDialog shipment={shipment} opened={asking === "deliver"} onClose={() => setAsking(undefined)} onAct={(deliveredDate) => deliver({ number, deliveredDate })} />
      <AskDialog opened={asking === "cancel"} onClose={() => setAsking(undefined)} title={`Cancel ${number}`} verb="Cancel shipment" danger reason="required" onAct={(reason) => cancel({ number, reason })}>
        Nothing has left. What was in it stays reserved on the order and can be shipped again.
      </AskDialog>
    </Page>
  );
}

/** A figure as one counts it; Enter goes to the next line. */
function PickField({ label, value, wrong, onChange }: { label: string; value: string; wrong?: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(() => formatDecimal(value));
  useEffect(() => setText((before) => (isDecimal(value) && before.replace(",", ".") === value ? before : isDecimal(value) ? formatDecimal(value) : before)), [value]);
  return (
    <input
      className="cellin pickin"
      aria-label={label}
      aria-invalid={wrong ? true : undefined}
      title={wrong}
      inputMode="decimal"
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(event.currentTarget.value.trim().replace(",", "."));
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        const all = [...document.querySelectorAll<HTMLInputElement>(".pickin")];
        const next = all[all.indexOf(event.currentTarget) + 1];
        if (next) next.focus();
        else event.currentTarget.blur();
      }}
    />
  );
}

function CarrierForm({ shipment, sends, onShip, onDone }: { shipment: ShipmentFactsFragment; sends: boolean; onShip: () => ReturnType<ReturnType<typeof useAct>[0]>; onDone: () => void }) {
  const [setCarrierOf, setting] = useAct(ShipmentCarrierSetDocument, { done: sends ? undefined : "Carrier set", refetch: ["Shipments"] });
  const [carrier, setCarrier] = useState(shipment.carrier ?? "");
  const [tracking, setTracking] = useState(shipment.trackingNumber ?? "");
  const [refused, setRefused] = useState<Awaited<ReturnType<typeof onShip>>>();
  const submit = async () => {
    setRefused(undefined);
    const changed = carrier.trim() !== (shipment.carrier ?? "") || tracking.trim() !== (shipment.trackingNumber ?? "");
    if (changed) {
      const set = await setCarrierOf({ number: shipment.number, expectedVersion: shipment.version ?? 0, input: { carrier: carrier.trim(), trackingNumber: tracking.trim() || undefined } });
      if (!set.ok) return;
    }
    if (sends) {
      const sent = await onShip();
      if (!sent.ok) {
        setRefused(sent);
        return;
      }
    }
    onDone();
  };
  return (
    <Form act={setting} onSubmit={() => void submit()} submit={sends ? "Send off" : "Save"} why={carrier.trim() ? undefined : "Say who carries it."} onCancel={onDone}>
      {refused && <ActErrors state={refused} />}
      {sends && <p className="t2">The goods leave now: stock falls and the cost is posted in the same moment. This cannot be undone; what comes back is a return.</p>}
      <FieldRow>
        <TextField label="Carrier" path="carrier" value={carrier} onChange={setCarrier} required autoFocus maxLength={80} />
        <TextField label="Tracking number" path="trackingNumber" value={tracking} onChange={setTracking} maxLength={80} />
      </FieldRow>
    </Form>
  );
}

function ArrivedDialog({ shipment, opened, onClose, onAct }: { shipment: ShipmentFactsFragment; opened: boolean; onClose: () => void; onAct: (day: string) => ReturnType<ReturnType<typeof useAct>[0]> }) {
  const [day, setDay] = useState(today());
  return (
    <AskDialog opened={opened} onClose={onClose} title={`${shipment.number} has arrived`} verb="Arrived" onAct={() => onAct(day)}>
      <DateField label="Day it arrived" path="deliveredDate" value={day} onChange={setDay} min={shipment.shippedDate ?? undefined} max={today()} />
    </AskDialog>
  );
}

