import { useEffect, useRef } from "react";
import { FieldRow, Form, formatMoney, Go, GoButton, Mark, MiniTable, Money, Notice, Page, Percent, Quantity, Ready, SwitchField, TextField, useAct, useFields, useMe, useParam, useQuery, DateText } from "@homefield/web-kit";
import { HandOverSteps, useHandOver } from "./HandOverSteps.tsx";
import { QuoteItemsDocument, QuotePageDocument, QuoteSignDocument } from "./quote-documents.ts";
import { QUOTE_QUERIES } from "./QuotePage.tsx";
import { AddressFields, addressOf, blankAddress } from "./SigningAddress.tsx";
import { statusWords, type Quote } from "./quote-words.tsx";

/** Where a customer's yes is recorded: what exactly is signed, by whom, and where it goes from here. */
export function SignPage() {
  const id = useParam("id");
  const result = useQuery(QuotePageDocument, { variables: { id } });
  const quote = result.data?.quote;
  return (
    <Page
      title={quote ? `Sign ${quote.number}` : "Sign"}
      crumbs={[{ label: "Quotes", to: "/quotes" }, ...(quote ? [{ label: quote.number, to: `/quotes/${quote.id}` }] : [])]}
      acts={quote && <GoButton to={`/quotes/${quote.id}`}>Back to the quote</GoButton>}
    >
      <Ready result={result} pick={(data) => data.quote} what="quote" back={<GoButton to="/quotes">Back to quotes</GoButton>}>
        {(found) => <Signing key={found.id} quote={found} />}
      </Ready>
    </Page>
  );
}

function Signing({ quote }: { quote: Quote }) {
  const now = useHandOver(quote);
  const mayBe = quote.acts.includes("SIGN");
  const head = useRef<HTMLDivElement>(null);
  const signed = Boolean(quote.signature);
  useEffect(() => {
    if (signed) head.current?.scrollIntoView?.({ block: "start" });
  }, [signed]);
  return (
    <div className="scrolls pane">
      <div className="signing" ref={head}>
        {signed && (
          <div className="frame">
            <HandOverSteps quote={quote} now={now} />
            <div className="row g12 signdone">
              {now.order && <GoButton to={`/orders/${now.order.number}`} variant="filled">Open {now.order.number}</GoButton>}
              <GoButton to={`/quotes/${quote.id}`}>Back to the quote</GoButton>
            </div>
          </div>
        )}
        {!signed && !mayBe && (
          <Notice tone="warn">
            <b className="m">{quote.status === "SENT" ? "Your role does not include recording signatures." : `${quote.number} is ${statusWords[quote.status].toLowerCase()}, so it cannot be signed.`}</b>{" "}
            {quote.status !== "SENT" && "A quote is signed while it is with the customer."}
          </Notice>
        )}
        <What quote={quote} />
        {!signed && mayBe && <SignForm quote={quote} />}
      </div>
    </div>
  );
}

function What({ quote }: { quote: Quote }) {
  const items = useQuery(QuoteItemsDocument, { variables: { id: quote.id }, fetchPolicy: "cache-first" });
  const names = new Map((items.data?.quote?.lines ?? []).flatMap((line) => (line.item?.name ? [[line.item.number, line.item.name] as const] : [])));
  const seller = items.data?.quote?.sellingEntity;
  return (
    <section className="frame" aria-label="What is signed">
      <div className="tophead">
        <h2 className="b">What is signed</h2>
        <span className="t2 cut">
          {quote.number}, version {quote.version}, offered to {quote.account?.name}
          {seller?.name ? ` by ${seller.name}` : ""}
        </span>
        <span className="end t3 s">
          <a className="link" href={quote.pdfPath} target="_blank" rel="noreferrer">PDF</a>
        </span>
      </div>
      <MiniTable
        label="Lines that are signed"
        rowKey={(line) => line.id}
        rows={quote.lines}
        columns={[
          { id: "item", head: "Item", cell: (line) => <span className="row"><span className="t3 s itemnumber">{line.item?.number}</span><span className="cut">{names.get(line.item?.number ?? "")}</span>{line.isOption && <span className="tag">Option, not ordered</span>}</span> },
          { id: "quantity", head: "Qty", numeric: true, width: 64, cell: (line) => <Quantity value={line.quantity} /> },
          { id: "price", head: "Price", numeric: true, width: 100, cell: (line) => <Money value={line.unitPrice} /> },
          { id: "discount", head: "Disc.", numeric: true, width: 70, cell: (line) => (Number(line.discountPercent) === 0 ? null : <Percent value={line.discountPercent} />) },
          { id: "wanted", head: "Wanted", numeric: true, width: 80, cell: (line) => <DateText value={line.requestedDate} /> },
          { id: "total", head: "Total", numeric: true, width: 110, cell: (line) => <Money value={line.netAmount} tone={line.isOption ? "quiet" : undefined} /> },
        ]}
        foot={["Without tax and freight", null, null, null, null, formatMoney(quote.total, { withCurrency: true })]}
      />
      {quote.contentHash && (
        <div className="hashrow s">
          <span className="t3">Content hash</span>
          <code className="hash">{quote.contentHash}</code>
        </div>
      )}
    </section>
  );
}

function SignForm({ quote }: { quote: Quote }) {
  const { me } = useMe();
  const isCustomer = Boolean(quote.account?.customerNumber);
  const f = useFields({ signerName: quote.contact?.name ?? "", signerEmail: quote.contact?.email ?? "", customerReference: "", invoiceEmail: quote.contact?.email ?? "", vatNumber: "", billing: blankAddress, delivery: blankAddress, elsewhere: false, addressed: !isCustomer });
  const { values } = f;
  const [sign, signing] = useAct(QuoteSignDocument, { done: `${quote.number} is signed`, refetch: [...QUOTE_QUERIES, "SignedOrders", "SignedOrderCounts"] });
  const why = values.signerName.trim() === "" ? "Who signs?" : values.signerEmail.trim() === "" ? "Give the signer’s e-mail."
    : values.addressed && !isCustomer && (!values.billing.line1.trim() || !values.billing.country) ? "A new customer needs a billing address." : undefined;
  const billing = values.addressed ? addressOf(values.billing) : undefined;
  const delivery = values.addressed && values.elsewhere ? addressOf(values.delivery) : undefined;
  return (
    <Form
      act={signing}
      submit="Sign and hand over"
      why={why}
      onSubmit={() =>
        void sign({
          id: quote.id,
          input: {
            signerName: values.signerName.trim(), signerEmail: values.signerEmail.trim(), contentHash: quote.contentHash ?? "", customerReference: values.customerReference.trim() || null,
            ...(billing ? { billingAddress: billing } : {}),
            ...(delivery ? { deliveryAddress: delivery } : {}),
            ...(values.addressed ? { invoiceEmail: values.invoiceEmail.trim() || null, vatNumber: values.vatNumber.trim() || null } : {}),
          },
        })
      }
    >
      <fieldset>
        <legend>Who signs</legend>
        <FieldRow>
          <TextField label="Name as signed" {...f.bind("signerName")} required maxLength={200} autoFocus={values.signerName === ""} />
          <TextField label="E-mail" {...f.bind("signerEmail")} type="email" required />
        </FieldRow>
        <TextField label="Their order number" {...f.bind("customerReference")} maxLength={100} hint="Printed on the order and its invoices." />
      </fieldset>
      <fieldset>
        <legend>
          <span className="row g6">
            <Mark of="erp" /> Where to bill and deliver
          </span>
        </legend>
        <p className="s t2">
          Addresses, invoice e-mail and VAT number go to the ERP with the order and are not kept in the CRM.{" "}
          {isCustomer ? <>The ERP knows {quote.account?.customerNumber} already: left as they are, its own addresses count.</> : <>{quote.account?.name} becomes a customer there with this order.</>}
        </p>
        {isCustomer && <SwitchField label="Give other addresses for this order" value={values.addressed} onChange={(addressed) => f.set("addressed", addressed)} />}
        {values.addressed && (
          <>
            <AddressFields legend="Billing" path="billingAddress" value={values.billing} onChange={(billingNow) => f.set("billing", billingNow)} required={!isCustomer} />
            <SwitchField label="Deliver somewhere else" value={values.elsewhere} onChange={(elsewhere) => f.set("elsewhere", elsewhere)} />
            {values.elsewhere && <AddressFields legend="Delivery" path="deliveryAddress" value={values.delivery} onChange={(deliveryNow) => f.set("delivery", deliveryNow)} required />}
            <FieldRow>
              <TextField label="Invoices to" {...f.bind("invoiceEmail")} type="email" />
              <TextField label="VAT number" {...f.bind("vatNumber")} maxLength={40} />
            </FieldRow>
          </>
        )}
      </fieldset>
      <Notice>
        <b className="m">Signing is final.</b> {values.signerName.trim() || "The signer"} accepts exactly what is listed above, <Money value={quote.total} withCurrency strong />, recorded{me?.name ? ` by ${me.name}` : ""} with the hash above. The order reaches the ERP by itself, once, even if it is not answering now. <Go to="/signed-orders" className="link">Hand-overs</Go> shows what waits.
      </Notice>
    </Form>
  );
}
