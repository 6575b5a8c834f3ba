import { useMemo, useState } from "react";
import { Button, DateText, EmptyState, Go, Money, Page, Pane, Ready, Split, useKeys, useMe, useOwned, useQuery, Who } from "@homefield/web-kit";
import type { ToPlaceQuery } from "../gql/graphql.ts";
import { OpenItems, ToPlace } from "./payment-documents.ts";
import { Placing } from "./Placing.tsx";
import type { PlaceSource } from "./placing.ts";
import { RecordPaymentDialog } from "./RecordPayment.tsx";

export const placePath = (number: string): string => `/cash?place=${number}`;

/** Money that came in and credit notes, left; what each may settle, right. */
export function CashScreen() {
  const { can } = useMe();
  const result = useQuery(ToPlace);
  const [number, setNumber] = useState(new URLSearchParams(window.location.search).get("place") ?? undefined);
  const [recording, record] = useState(false);
  const sources = useMemo(() => sourcesOf(result.data), [result.data]);
  const source = sources.find((one) => one.number === number) ?? sources[0];
  const at = source ? sources.indexOf(source) : -1;
  const mayRecord = can("customer-payment:post");
  useKeys({
    j: { label: "Next to place", run: () => setNumber(sources[Math.min(at + 1, sources.length - 1)]?.number) },
    k: { label: "The one before", run: () => setNumber(sources[Math.max(at - 1, 0)]?.number) },
    ...(mayRecord && { c: { label: "Record a payment", run: () => record(true) } }),
  }, { group: "Cash application" });
  const recordButton = mayRecord ? <Button variant="filled" onClick={() => record(true)}>Record payment</Button> : undefined;
  return (
    <Page title="Cash application" sub={result.data ? `${sources.length} to place` : undefined} acts={recordButton}>
      <Ready result={result} pick={(data) => data.customerPayments} what="payments">
        {() => sources.length === 0 ? (
          <div className="centre"><EmptyState title="Nothing to place">All money that came in is set against invoices. Record a payment when more arrives; settled ones stand under <Go to="/payments" className="link">Payments</Go>.</EmptyState></div>
        ) : (
          <Split columns="300px minmax(0,1fr)">
            <Pane title="To place" sub={`${sources.length}`} label="Payments to place" scroll>
              <ul>
                {sources.map((one) => (
                  <li key={one.number}>
                    <button type="button" className="placerow" aria-current={one === source || undefined} onClick={() => setNumber(one.number)}>
                      <span className="row"><span className="m cut">{one.customer?.name ?? one.customer?.number}</span><span className="end"><Money value={{ amount: one.left, currency: one.currency }} withCurrency strong /></span></span>
                      <span className="row s t3" style={{ whiteSpace: "nowrap" }}><span>{one.number}</span><span className="cut">{one.words}</span><span className="end"><DateText value={one.day} /></span></span>
                    </button>
                  </li>
                ))}
              </ul>
            </Pane>
            {source ? <Chosen key={source.number} source={source} /> : null}
          </Split>
        )}
      </Ready>
      <RecordPaymentDialog opened={recording} onClose={(made) => { record(false); if (made) setNumber(made); }} />
    </Page>
  );
}

function Chosen({ source }: { source: PlaceSource }) {
  const result = useQuery(OpenItems, { variables: { customer: source.customer?.number ?? "" }, skip: !source.customer });
  const account = useOwned(result, "customer.account");
  const owner = account.state === "ready" ? result.data?.customer?.account?.owner : undefined;
  const isPayment = source.kind === "PAYMENT";
  return (
    <Pane title={source.customer?.name} label="Open items"
      sub={<><Go to={isPayment ? `/payments/${source.number}` : `/invoices/${source.number}`} className="link">{source.number}</Go> {source.words}</>}
      end={owner ? <span className="row g4 s t3"><span className="wide">account owner</span> <Who name={owner.name} withName /></span> : undefined}>
      <Placing source={source} head={<span className="s t2">{isPayment ? "Came in" : "Credited"} <DateText value={source.day} />, <Money value={{ amount: source.left, currency: source.currency }} withCurrency /> to place</span>} />
    </Pane>
  );
}

function sourcesOf(data: ToPlaceQuery | undefined): PlaceSource[] {
  const payments = (data?.customerPayments?.nodes ?? []).map((one): PlaceSource => ({
    kind: "PAYMENT", number: one.number, customer: one.customer, currency: one.unallocated?.currency ?? "", left: one.unallocated?.amount ?? "0", day: one.paymentDate, words: [one.bankText, one.reference].filter(Boolean).join(" · "),
  }));
  const notes = (data?.invoices?.nodes ?? []).map((one): PlaceSource => ({
    kind: "CREDIT_NOTE", number: one.number ?? "", customer: one.customer, currency: one.openAmount?.currency ?? "", left: one.openAmount?.amount ?? "0", day: one.issueDate, words: [one.reason, one.creditsInvoice && `credits ${one.creditsInvoice.number}`].filter(Boolean).join(" · "),
  }));
  return [...payments, ...notes];
}
