import { useState } from "react";
import {
  ActErrors, AskDialog, Button, DateText, Dialog, DocumentNumber, Fact, Facts, FigureField, Form, formatMoney, Go, GoButton, isZero, MiniTable, Money, Notice, Page, Pane, Panel, Percent, Quantity, Ready, Section, Split, Sum, Tag, TextField, useAct, useKeys, useMe, useNavigate, useOwned, useParam, useQuery, Who, Kbd,
} from "@homefield/web-kit";
import { FileText } from "lucide-react";
import type { InvoiceFactsFragment } from "../gql/graphql.ts";
import { Allocations } from "./Allocations.tsx";
import { placePath } from "./CashScreen.tsx";
import { RECEIVABLES } from "./payment-documents.ts";
import { InvoiceById, InvoiceByNumber, InvoiceCancel, InvoiceCredit, InvoicePost } from "./queries.ts";
import { invoiceState, KIND } from "./words.ts";

export function InvoiceScreen() {
  const result = useQuery(InvoiceByNumber, { variables: { number: useParam("number") } });
  const account = useOwned(result, "invoice.customer.account");
  return <Ready result={result} pick={(data) => data.invoice} what="invoice">{(invoice) => <Invoice invoice={invoice} account={account} />}</Ready>;
}
export function DraftInvoiceScreen() {
  const result = useQuery(InvoiceById, { variables: { id: useParam("id") } });
  const account = useOwned(result, "invoiceById.customer.account");
  return <Ready result={result} pick={(data) => data.invoiceById} what="invoice">{(invoice) => <Invoice invoice={invoice} account={account} />}</Ready>;
}

function Invoice({ invoice, account }: { invoice: InvoiceFactsFragment; account: ReturnType<typeof useOwned> }) {
  const { can } = useMe();
  const navigate = useNavigate();
  const [asking, ask] = useState<"post" | "discard" | "credit">();
  const [post, posting] = useAct(InvoicePost, { done: "Posted", refetch: ["InvoiceList", "InvoiceSums"] });
  const [discard] = useAct(InvoiceCancel, { done: "Draft discarded", refetch: ["InvoiceList"] });
  const isDraft = invoice.status === "DRAFT";
  const mayPost = isDraft && can("invoice:post");
  const mayCredit = invoice.kind === "INVOICE" && !isDraft && invoice.status !== "CANCELLED" && can("invoice:post");
  const mayPlace = invoice.kind === "CREDIT_NOTE" && !isDraft && invoice.status !== "CANCELLED" && invoice.openAmount && !isZero(invoice.openAmount.amount) && can("customer-payment:post");
  const word = KIND[invoice.kind!] ?? "Invoice";
  const title = invoice.number ?? `${word}, draft`;
  useKeys({ ...(mayPost && { p: { label: "Post", run: () => ask("post") } }), ...(mayCredit && { n: { label: "Credit note", run: () => ask("credit") } }) }, { group: "Invoice" });
  const contacts = invoice.customer?.account?.contacts?.nodes ?? [];
  return (
    <Page title={title} crumbs={[{ label: "Invoices", to: "/invoices" }]} sub={invoice.customer?.name} recent={!isDraft}
      acts={
        <>
          {invoice.pdfPath && <Button component="a" href={invoice.pdfPath} target="_blank" rel="noreferrer" leftSection={<FileText size={14} strokeWidth={1.6} />}>PDF</Button>}
          {isDraft && can("invoice:edit") && <Button onClick={() => ask("discard")}>Discard</Button>}
          {mayPlace && <GoButton variant="filled" to={placePath(invoice.number ?? "")}>Place</GoButton>}
          {mayCredit && <Button onClick={() => ask("credit")} rightSection={<Kbd keys="n" />}>Credit note</Button>}
          {mayPost && <Button variant="filled" onClick={() => ask("post")} loading={posting.running} rightSection={<Kbd keys="p" />}>Post</Button>}
        </>
      }>
      <ActErrors state={posting} />
      {invoice.status === "CANCELLED" && <div style={{ padding: "8px 16px 0" }}><Notice tone="warn">Discarded before it was posted: {invoice.reason}</Notice></div>}
      {invoice.kind === "CREDIT_NOTE" && invoice.creditsInvoice && <div style={{ padding: "8px 16px 0" }}><Notice>Takes back <Go to={`/invoices/${invoice.creditsInvoice.number}`} className="link">{invoice.creditsInvoice.number}</Go>{invoice.reason ? `: ${invoice.reason}` : ""}</Notice></div>}
      <Split columns="minmax(0,1fr) 328px">
        <Pane title="Lines" sub={<>{invoice.legalEntity?.name}</>} label="Lines" scroll>
          <MiniTable label="Lines" rows={invoice.lines ?? []} rowKey={(line) => line.id}
            columns={[
              { id: "n", head: "#", width: 36, cell: (line) => <span className="t3">{line.lineNumber}</span> },
              { id: "item", head: "Item", width: 96, wide: true, cell: (line) => (line.item ? <Go to={`/items/${line.item.number}`} className="doc">{line.item.number}</Go> : null) },
              { id: "text", head: "Text", cell: (line) => <span className="cut">{line.description}</span> },
              { id: "shipment", head: "Shipment", width: 96, wide: true, cell: (line) => (line.shipment ? <DocumentNumber number={line.shipment.number} to={`/shipments/${line.shipment.number}`} /> : null) },
              { id: "quantity", head: "Qty", numeric: true, width: 56, cell: (line) => <Quantity value={line.quantity} /> },
              { id: "price", head: "Price", numeric: true, width: 96, cell: (line) => <Money value={line.unitPrice} /> },
              { id: "discount", head: "Disc.", numeric: true, width: 64, wide: true, cell: (line) => <Percent value={line.discountPercent} /> },
              { id: "tax", head: "Tax", numeric: true, width: 64, wide: true, cell: (line) => <Percent value={line.taxPercent} /> },
              { id: "net", head: "Net", numeric: true, width: 112, cell: (line) => <Money value={line.netAmount} /> },
            ]} />
          <div style={{ display: "grid", justifyContent: "end", padding: "8px 12px" }}>
            <div style={{ width: 260 }}>
              <Sum lines={[
                { key: "net", label: "Net", value: <Money value={invoice.netAmount} /> },
                { key: "tax", label: "Tax, rounded per line", value: <Money value={invoice.taxAmount} /> },
                { key: "total", label: invoice.kind === "CREDIT_NOTE" ? "To give back" : "To pay", total: true, value: <Money value={invoice.total} withCurrency strong /> },
              ]} />
            </div>
          </div>
          {!isDraft && (
            <Section title={invoice.kind === "CREDIT_NOTE" ? "Set against" : "Settled by"}>
              <Allocations rows={invoice.allocations ?? []} other={invoice.kind === "CREDIT_NOTE" ? "invoice" : "source"} />
            </Section>
          )}
        </Pane>
        <Pane label="Facts" scroll>
          <Section title="State">
            <Facts>
              <Fact label="Status">{isDraft ? <Tag tone="warn">Draft</Tag> : invoiceState(invoice)}</Fact>
              <Fact label="Issued"><DateText value={invoice.issueDate} /></Fact>
              {invoice.kind === "INVOICE" && <Fact label="Due"><DateText value={invoice.dueDate} due settled={invoice.status === "PAID"} /></Fact>}
              <Fact label={invoice.kind === "CREDIT_NOTE" ? "Not placed" : "Open"}><Money value={invoice.openAmount} withCurrency tone={(invoice.daysOverdue ?? 0) > 0 ? "bad" : undefined} />{(invoice.daysOverdue ?? 0) > 0 && <span className="bad s"> {invoice.daysOverdue} days late</span>}</Fact>
              <Fact label="Order">{invoice.salesOrder && <DocumentNumber number={invoice.salesOrder.number} to={`/orders/${invoice.salesOrder.number}`} />}</Fact>
              <Fact label="Their number">{invoice.customerReference}</Fact>
              <Fact label="Journal">{invoice.journalEntry ? <DocumentNumber number={invoice.journalEntry.number} to={`/journal/${invoice.journalEntry.id}`} /> : <span className="t3">{isDraft ? "not posted" : "not for your role"}</span>}</Fact>
            </Facts>
          </Section>
          {(invoice.creditNotes ?? []).length > 0 && (
            <Section title="Credit notes">
              {invoice.creditNotes!.map((note) => <div key={note.id} className="row"><DocumentNumber number={note.number} to={`/invoices/${note.number}`} /><span className="end"><Money value={note.total} /></span></div>)}
            </Section>
          )}
          <Section title="Billed to">
            <p className="s t2" style={{ whiteSpace: "pre-line" }}>{[invoice.billingAddress?.name ?? invoice.customer?.name, invoice.billingAddress?.line1, invoice.billingAddress?.line2, [invoice.billingAddress?.postalCode, invoice.billingAddress?.city].filter(Boolean).join(" "), invoice.billingAddress?.country].filter(Boolean).join("\n")}</p>
            {invoice.customer && <Go to={`/customers/${invoice.customer.number}`} className="link s">{invoice.customer.number}</Go>}
          </Section>
          <div style={{ padding: "8px 12px" }}>
            <Panel title="Relationship" what="accounts and contacts" owned={account} isEmpty={account.state === "ready" && !invoice.customer?.account} empty="No account points to this customer.">
              {() => (
                <div style={{ padding: "4px 12px 8px" }}>
                  <div className="row s"><span className="t3">Owner</span><span className="end"><Who name={invoice.customer?.account?.owner?.name} withName /></span></div>
                  {contacts.map((contact) => <div key={contact.id} className="row s"><span className="cut">{contact.name}</span><span className="end t3 cut">{contact.email}</span></div>)}
                </div>
              )}
            </Panel>
          </div>
        </Pane>
      </Split>
      <AskDialog opened={asking === "post"} onClose={() => ask(undefined)} title={`Post this ${word.toLowerCase()}`} verb="Post"
        onAct={async () => { const done = await post({ id: invoice.id }); const number = done.data?.invoicePost.invoice?.number; if (done.ok && number) void navigate({ to: `/invoices/${number}` }); return done; }}>
        It draws the next legal number and enters the books: receivables {invoice.total ? formatMoney(invoice.total, { withCurrency: true }) : ""} against sales and tax. After that only a credit note takes it back.
      </AskDialog>
      <AskDialog opened={asking === "discard"} onClose={() => ask(undefined)} title="Discard this draft" verb="Discard" danger reason="required" onAct={(reason) => discard({ id: invoice.id, reason })}>
        No number was drawn, nothing is in the books. What it billed can be billed again.
      </AskDialog>
      <Dialog opened={asking === "credit"} onClose={() => ask(undefined)} title={`Credit note for ${invoice.number ?? ""}`} size={560}>
        {asking === "credit" && <Credit invoice={invoice} onDone={(number) => { ask(undefined); if (number) void navigate({ to: `/invoices/${number}` }); }} />}
      </Dialog>
    </Page>
  );
}

function Credit({ invoice, onDone }: { invoice: InvoiceFactsFragment; onDone: (number: string | null | undefined) => void }) {
  const [reason, setReason] = useState("");
  const [quantities, setQuantities] = useState<Record<number, string>>({});
  const [credit, crediting] = useAct(InvoiceCredit, { done: "Credit note posted", refetch: RECEIVABLES });
  const chosen = Object.entries(quantities).filter(([, quantity]) => quantity !== "");
  const send = async () => {
    const done = await credit({ number: invoice.number ?? "", input: { reason, ...(chosen.length > 0 && { lines: chosen.map(([lineNumber, quantity]) => ({ lineNumber: Number(lineNumber), quantity })) }) } });
    if (done.ok) onDone(done.data?.invoiceCredit.invoice?.number);
  };
  return (
    <Form act={crediting} onSubmit={() => void send()} submit="Post credit note" why={reason.trim() === "" ? "Say why: it is printed on it." : undefined}>
      <TextField label="Reason, printed on the credit note" path="input.reason" value={reason} onChange={setReason} required maxLength={200} />
      <p className="s t2">Give quantities to take back only a part; leave them empty to take back everything not yet credited. It is set against what is open of this invoice.</p>
      {(invoice.lines ?? []).map((line) => (
        <div key={line.id} className="row g12">
          <span className="grow cut s">{line.lineNumber}. {line.description}</span>
          <span className="t3 s tab">of <Quantity value={line.quantity} /></span>
          <span style={{ width: 96 }}><FigureField label="" aria-label={`Quantity of line ${line.lineNumber}`} value={quantities[line.lineNumber] ?? ""} onChange={(quantity) => setQuantities((before) => ({ ...before, [line.lineNumber]: quantity }))} /></span>
        </div>
      ))}
    </Form>
  );
}
