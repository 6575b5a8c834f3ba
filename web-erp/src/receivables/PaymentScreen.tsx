import { useState } from "react";
import {
  AskDialog, Button, DateText, DocumentNumber, Fact, Facts, formatDecimal, Go, isZero, Kbd, Moment, Money, Notice, Page, Pane, Panel, Ready, Section, Split, Tag, useAct, useKeys, useMe, useOwned, useParam, useQuery, Who, type Owned,
} from "@homefield/web-kit";
import type { PaymentByNumberQuery } from "../gql/graphql.ts";
import { Allocations } from "./Allocations.tsx";
import { PaymentByNumber, PaymentReverse, RECEIVABLES } from "./payment-documents.ts";
import { Placing } from "./Placing.tsx";
import { paymentState } from "./words.ts";

type Payment = NonNullable<PaymentByNumberQuery["customerPayment"]>;

/** One payment: what it settled, what is left of it, and what it posted. */
export function PaymentScreen() {
  const result = useQuery(PaymentByNumber, { variables: { number: useParam("number") } });
  const account = useOwned(result, "customerPayment.customer.account");
  return <Ready result={result} pick={(data) => data.customerPayment} what="payment">{(payment) => <PaymentPage payment={payment} account={account} />}</Ready>;
}

function PaymentPage({ payment, account }: { payment: Payment; account: Owned }) {
  const { can } = useMe();
  const [asking, ask] = useState(false);
  const [reverse] = useAct(PaymentReverse, { done: "Payment taken back", refetch: RECEIVABLES });
  const mayReverse = payment.status === "POSTED" && can("customer-payment:post");
  const left = payment.unallocated;
  const isPlaced = !left || isZero(left.amount);
  const settling = (payment.allocations ?? []).filter((allocation) => !allocation.isUndone).length;
  useKeys(mayReverse ? { r: { label: "Take payment back", run: () => ask(true) } } : {}, { group: "Payment" });
  return (
    <Page title={payment.number} crumbs={[{ label: "Payments", to: "/payments" }]} sub={payment.customer?.name} recent
      acts={mayReverse ? <Button onClick={() => ask(true)} rightSection={<Kbd keys="r" />}>Take back</Button> : undefined}>
      {payment.status === "REVERSED" && (
        <div style={{ padding: "8px 16px 0" }}><Notice tone="warn">Taken back{payment.reversalEntry ? <> by <Go to={`/journal/${payment.reversalEntry.id}`} className="link">{payment.reversalEntry.number}</Go>. {payment.reversalEntry.text}.</> : "."} What it settled is open again.</Notice></div>
      )}
      <Split columns="minmax(0,1fr) 328px">
        <Pane title="Set against" sub={payment.legalEntity?.name} label="Set against" scroll>
          <Section title="Placed"><Allocations rows={payment.allocations ?? []} other="invoice" /></Section>
          {!isPlaced && (
            <Section title="To place" end={<Money value={left} withCurrency strong />}>
              <Placing source={{ kind: "PAYMENT", number: payment.number, customer: payment.customer, currency: left.currency, left: left.amount, day: payment.paymentDate, words: [payment.bankText, payment.reference].filter(Boolean).join(" · ") }} />
            </Section>
          )}
        </Pane>
        <Pane label="Facts" scroll>
          <Section title="Payment">
            <Facts>
              <Fact label="State"><Tag tone={payment.status === "REVERSED" ? "bad" : isPlaced ? "plain" : "warn"}>{paymentState(payment)}</Tag></Fact>
              <Fact label="Amount"><Money value={payment.amount} withCurrency strong /></Fact>
              {payment.amount?.currency !== payment.legalEntity?.baseCurrency && <Fact label="In the books"><Money value={payment.baseAmount} withCurrency /> <span className="t3 s">at {formatDecimal(payment.exchangeRate ?? "1")}</span></Fact>}
              <Fact label="Not placed"><Money value={left} withCurrency tone={isPlaced ? undefined : "warn"} /></Fact>
              <Fact label="Came in"><DateText value={payment.paymentDate} /></Fact>
              <Fact label="Customer">{payment.customer && <Go to={`/customers/${payment.customer.number}`} className="link">{payment.customer.name ?? payment.customer.number}</Go>}</Fact>
              <Fact label="Bank text">{payment.bankText}</Fact>
              <Fact label="Our reference">{payment.reference}</Fact>
              <Fact label="Recorded">{payment.recordedBy}, <Moment value={payment.recordedAt ? String(payment.recordedAt) : null} /></Fact>
              <Fact label="Journal">{payment.journalEntry ? <DocumentNumber number={payment.journalEntry.number} to={`/journal/${payment.journalEntry.id}`} /> : <span className="t3">not for your role</span>}</Fact>
            </Facts>
          </Section>
          <div style={{ padding: "8px 12px" }}>
            <Panel title="Relationship" what="accounts" owned={account} isEmpty={account.state === "ready" && !payment.customer?.account} empty="No account points to this customer.">
              {() => <div className="row s" style={{ padding: "4px 12px 8px" }}><span className="t3">Owner</span><span className="end"><Who name={payment.customer?.account?.owner?.name} withName /></span></div>}
            </Panel>
          </div>
        </Pane>
      </Split>
      <AskDialog opened={asking} onClose={() => ask(false)} title={`Take back ${payment.number}`} verb="Take back" danger reason="required" onAct={(reason) => reverse({ number: payment.number, reason })}>
        For a bounced or mistaken payment. {settling === 0 ? "It settled nothing." : settling === 1 ? "The invoice it settled is open again." : `The ${settling} invoices it settled are open again.`} The opposite entry is posted today; both stay in the books.
      </AskDialog>
    </Page>
  );
}
