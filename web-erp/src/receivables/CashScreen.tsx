import { useEffect, useMemo, useState } from "react";
import {
  ActErrors, addDecimals, AskDialog, Bar, Button, compareDecimals, DateField, DateText, Dialog, DocumentNumber, EmptyState, FieldRow, FigureField, Form, formatMoney, isZero, Kbd, Money, Notice, Page, Pane, Ready, SearchField, SelectField, Split, TextField, today, useAct, useApolloClient, useKeys, useMe, useOwned, useQuery, Who, type FilterOption,
} from "@homefield/web-kit";
import type { OpenItemsQuery, PaymentsToPlaceQuery } from "../gql/graphql.ts";
import { Allocate, FindCustomers, OpenItems, PaymentRecord, PaymentReverse, Payments } from "./queries.ts";

type Payment = NonNullable<PaymentsToPlaceQuery["customerPayments"]>["nodes"][number];
type Item = NonNullable<OpenItemsQuery["invoices"]>["nodes"][number];
const minus = (a: string, b: string): string => addDecimals(a, b.startsWith("-") ? b.slice(1) : `-${b}`);
const least = (a: string, b: string): string => (compareDecimals(a, b) < 0 ? a : b);

/** Money that came in, left; what it may settle, right; the sum as a sentence below. */
export function CashScreen() {
  const { can } = useMe();
  const payments = useQuery(Payments, { variables: { filter: { unallocated: { greaterThan: "0" } }, first: 200 } });
  const wanted = new URLSearchParams(window.location.search).get("payment") ?? undefined;
  const [number, setNumber] = useState<string | undefined>(wanted);
  const [recording, record] = useState(false);
  const nodes = useMemo(() => payments.data?.customerPayments?.nodes ?? [], [payments.data]);
  const payment = nodes.find((one) => one.number === number) ?? nodes[0];
  const at = payment ? nodes.indexOf(payment) : -1;
  useKeys({
    j: { label: "Next payment", run: () => setNumber(nodes[Math.min(at + 1, nodes.length - 1)]?.number) },
    k: { label: "Payment before", run: () => setNumber(nodes[Math.max(at - 1, 0)]?.number) },
    ...(can("customer-payment:post") && { c: { label: "Record a payment", run: () => record(true) } }),
  }, { group: "Cash application" });
  return (
    <Page title="Cash application" sub={payments.data?.customerPayments ? `${payments.data.customerPayments.totalCount} to place` : undefined} acts={can("customer-payment:post") ? <Button variant="filled" onClick={() => record(true)}>Record payment</Button> : undefined}>
      <Ready result={payments} pick={(data) => data.customerPayments} what="payments">
        {() => nodes.length === 0 ? (
          <div className="centre"><EmptyState title="Nothing to place">All money that came in is set against invoices. Record a payment when more arrives.</EmptyState></div>
        ) : (
          <Split columns="300px minmax(0,1fr)">
            <Pane title="To place" sub={`${nodes.length}`} label="Payments to place" scroll>
              <ul>
                {nodes.map((one) => (
                  <li key={one.number}>
                    <button type="button" className="payrow" aria-current={one === payment || undefined} onClick={() => setNumber(one.number)}
                      style={{ display: "block", width: "100%", textAlign: "left", padding: "8px 12px", border: 0, borderBottom: "1px solid var(--hf-line-subtle)", background: one === payment ? "var(--hf-accent-tint)" : "none", boxShadow: one === payment ? "inset 2px 0 var(--hf-focus)" : undefined, cursor: "pointer" }}>
                      <span className="row"><span className="m cut">{one.customer?.name}</span><span className="end"><Money value={one.unallocated} withCurrency strong /></span></span>
                      <span className="row s t3" style={{ whiteSpace: "nowrap" }}><span>{one.number}</span><span className="cut">{one.bankText ?? one.reference}</span><span className="end"><DateText value={one.paymentDate} /></span></span>
                    </button>
                  </li>
                ))}
              </ul>
            </Pane>
            {payment ? <Placing key={payment.number} payment={payment} /> : null}
          </Split>
        )}
      </Ready>
      <Dialog opened={recording} onClose={() => record(false)} title="Record a payment">{recording && <Record onDone={(made) => { record(false); if (made) setNumber(made); }} />}</Dialog>
    </Page>
  );
}

function Placing({ payment }: { payment: Payment }) {
  const { can } = useMe();
  const result = useQuery(OpenItems, { variables: { customer: payment.customer?.number ?? "" }, skip: !payment.customer });
  const account = useOwned(result, "customer.account");
  return (
    <Pane title={payment.customer?.name} sub={<>{payment.number} · {payment.bankText ?? payment.reference ?? ""}</>} label="Open items"
      end={account.state === "ready" && result.data?.customer?.account?.owner ? <span className="row g4 s t3">account owner <Who name={result.data.customer.account.owner.name} withName /></span> : undefined}>
      <Ready result={result} pick={(data) => data.invoices} what="open items">
        {(invoices) => <Place payment={payment} items={invoices.nodes} may={can("customer-payment:post")} />}
      </Ready>
    </Pane>
  );
}

function Place({ payment, items, may }: { payment: Payment; items: readonly Item[]; may: boolean }) {
  const currency = payment.unallocated?.currency ?? "";
  const left = payment.unallocated?.amount ?? "0";
  const [applied, setApplied] = useState<Record<string, string>>(() => suggestion(payment, items, left));
  const [allocate, allocating] = useAct(Allocate, { done: "Placed", refetch: ["PaymentsToPlace", "OpenItems"] });
  const [reverse] = useAct(PaymentReverse, { done: "Payment taken back", refetch: ["PaymentsToPlace", "OpenItems"] });
  const [asking, ask] = useState(false);
  useEffect(() => setApplied(suggestion(payment, items, left)), [payment, items, left]);
  const chosen = items.filter((item) => applied[item.number ?? ""] !== undefined && applied[item.number ?? ""] !== "" && !isZero(applied[item.number ?? ""]!));
  const sum = chosen.reduce((total, item) => addDecimals(total, applied[item.number ?? ""]!), "0");
  const rest = minus(left, sum);
  const over = chosen.find((item) => compareDecimals(applied[item.number ?? ""]!, item.openAmount?.amount ?? "0") > 0);
  const why = chosen.length === 0 ? "Choose what it pays." : compareDecimals(rest, "0") < 0 ? "More is placed than came in." : over ? `${over.number} takes at most ${formatMoney(over.openAmount!)}.` : undefined;
  const toggle = (item: Item) => setApplied((before) => {
    const key = item.number ?? "";
    const { [key]: had, ...others } = before;
    if (had !== undefined) return others;
    const free = compareDecimals(rest, "0") > 0 ? least(rest, item.openAmount?.amount ?? "0") : "0";
    return { ...others, [key]: free };
  });
  const oldest = () => setApplied(inOrder(items, left));
  const place = () => { if (!why && may) void allocate({ number: payment.number, allocations: chosen.map((item) => ({ invoiceNumber: item.number ?? "", amount: applied[item.number ?? ""]! })) }); };
  useKeys({ "mod+enter": { label: "Place", run: place }, o: { label: "Oldest first", run: oldest } }, { group: "Cash application" });
  const amount = (value: string) => formatMoney({ amount: value, currency });
  return (
    <>
      <Bar end={may ? <><Button onClick={oldest} rightSection={<Kbd keys="o" />}>Oldest first</Button><Button onClick={() => ask(true)}>Take payment back</Button></> : undefined}>
        <span className="s t2">Came in <DateText value={payment.paymentDate} />, <Money value={payment.amount} withCurrency /></span>
      </Bar>
      <div style={{ overflow: "auto", flex: 1 }}>
        <ActErrors state={allocating} />
        {items.length === 0 ? <div className="centre"><EmptyState title="No open invoices">This customer owes nothing in the books. Leave it on account, or take it back.</EmptyState></div> : (
          <table className="mini" aria-label="Open invoices">
            <thead><tr><th scope="col" style={{ width: 36 }}><span className="sr">Pays</span></th><th scope="col" style={{ width: 180 }}>Invoice</th><th scope="col" className="num" style={{ width: 84 }}>Due</th><th scope="col" className="num" style={{ width: 72 }}>Days late</th><th scope="col" className="num">Open</th><th scope="col" className="num" style={{ width: 140 }}>Apply</th><th scope="col" className="num">Left open</th></tr></thead>
            <tbody>
              {items.map((item) => {
                const key = item.number ?? "";
                const value = applied[key];
                return (
                  <tr key={key}>
                    <td><input type="checkbox" className="ck" aria-label={`Pay ${key}`} checked={value !== undefined} onChange={() => toggle(item)} /></td>
                    <td><DocumentNumber number={item.number} to={`/invoices/${key}`} /></td>
                    <td className="num"><DateText value={item.dueDate} due /></td>
                    <td className="num"><span className={(item.daysOverdue ?? 0) > 0 ? "bad tab" : "t3"}>{item.daysOverdue || ""}</span></td>
                    <td className="num"><Money value={item.openAmount} /></td>
                    <td className="num">{value === undefined ? null : <FigureField label="" aria-label={`Apply to ${key}`} currency={currency} value={value} onChange={(next) => setApplied((before) => ({ ...before, [key]: next }))} />}</td>
                    <td className="num">{value === undefined || value === "" ? null : <Money value={{ amount: minus(item.openAmount?.amount ?? "0", value), currency }} />}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
      <Bar foot end={may ? <><span className="t3 s">{why}</span><Button variant="filled" disabled={why !== undefined} loading={allocating.running} onClick={place} rightSection={<Kbd keys="mod+enter" />}>Place</Button></> : <span className="t3 s">Your role reads payments only.</span>}>
        <span className="tab">{amount(left)} − {amount(sum)} = <b className={compareDecimals(rest, "0") < 0 ? "bad" : undefined}>{amount(rest)}</b> {currency} <span className="t3">{isZero(rest) ? "nothing left over" : compareDecimals(rest, "0") > 0 ? "stays on account" : "too much"}</span></span>
      </Bar>
      <AskDialog opened={asking} onClose={() => ask(false)} title={`Take back ${payment.number}`} verb="Take back" danger reason="required" onAct={(reason) => reverse({ number: payment.number, reason })}>
        For a bounced or mistaken payment: what it settled is open again and the opposite entry is posted.
      </AskDialog>
    </>
  );
}
/** The invoice a bank text names, else the oldest first. */
function suggestion(payment: Payment, items: readonly Item[], left: string): Record<string, string> {
  const words = `${payment.bankText ?? ""} ${payment.reference ?? ""}`;
  const named = items.filter((item) => item.number && words.includes(item.number));
  return inOrder(named.length > 0 ? named : items, left);
}
function inOrder(items: readonly Item[], left: string): Record<string, string> {
  const result: Record<string, string> = {};
  let rest = left;
  for (const item of items) {
    if (compareDecimals(rest, "0") <= 0) break;
    const part = least(rest, item.openAmount?.amount ?? "0");
    result[item.number ?? ""] = part;
    rest = minus(rest, part);
  }
  return result;
}

function Record({ onDone }: { onDone: (number?: string) => void }) {
  const client = useApolloClient();
  const [customer, setCustomer] = useState<FilterOption>();
  const [amount, setAmount] = useState("");
  const [date, setDate] = useState<string>(today());
  const [bankText, setBankText] = useState("");
  const [how, setHow] = useState("later");
  const [record, recording] = useAct(PaymentRecord, { done: "Payment recorded", refetch: ["PaymentsToPlace", "OpenItems", "InvoiceList"] });
  const currency = customer?.hint ?? "";
  const search = async (text: string): Promise<FilterOption[]> => {
    const found = await client.query({ query: FindCustomers, variables: { text }, fetchPolicy: "network-only" });
    return (found.data?.customers?.nodes ?? []).map((one) => ({ value: one.number, label: one.name ?? one.number, hint: one.currency ?? "" }));
  };
  const send = async () => {
    const done = await record({ input: { customerNumber: customer?.value ?? "", amount, currency, paymentDate: date, bankText, ...(how === "oldest" && { allocateOldestFirst: true }) } });
    if (done.ok) onDone(done.data?.customerPaymentRecord.customerPayment?.number);
  };
  return (
    <Form act={recording} onSubmit={() => void send()} onCancel={() => onDone()} submit="Record" why={!customer ? "Choose who paid." : amount === "" ? "Give the amount." : undefined}>
      <SearchField label="Customer" path="input.customerNumber" value={customer} onChange={setCustomer} search={search} required />
      <FieldRow>
        <FigureField label="Amount" path="input.amount" value={amount} onChange={setAmount} currency={currency || undefined} required />
        <DateField label="Came in" path="input.paymentDate" value={date} onChange={(day) => setDate(day)} max={today()} />
      </FieldRow>
      <TextField label="Text from the bank" path="input.bankText" value={bankText} onChange={setBankText} maxLength={200} />
      <SelectField label="Set against" value={how} onChange={setHow} options={[{ value: "later", label: "Nothing yet: place it next" }, { value: "oldest", label: "Open invoices, oldest due first" }]} />
      {customer && <Notice>It is posted at once: bank against receivables of {customer.label}, in {currency}.</Notice>}
    </Form>
  );
}
