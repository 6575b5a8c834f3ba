import { useState } from "react";
import {
  AgeingStrip, AskDialog, Button, DateText, Dialog, DocumentNumber, Fact, Facts, FieldRow, Form, formatMoney, Go, GoButton, isDecimal, isNegative, isZero, MiniTable, Moment, Money, Notice, Page, Panel, PanelGroup, Ready, Section, SelectField, StatRow, SwitchField, TextField, useAct, useFields, useKeys,
  useMe, useOwned, useParam, useQuery,
} from "@homefield/web-kit";
import { Address } from "../app/Address.tsx";
import { InvoiceRows } from "../app/InvoiceRows.tsx";
import type { AddressKind, CustomerFactsFragment } from "../gql/graphql.ts";
import { whyBlocked } from "../sales-orders/block-words.ts";
import { BLOCK_TONES, BLOCK_WORDS, blocksOf, OrderStrip } from "../sales-orders/order-words.tsx";
import { BorrowedContacts } from "./BorrowedAccount.tsx";
import {
  CustomerAddressAddDocument, CustomerBalanceDocument, CustomerBorrowedDocument, CustomerChoicesDocument, CustomerCreditLimitSetDocument, CustomerDocument, CustomerFlowDocument, CustomerHoldDocument, CustomerReleaseDocument, CustomerUpdateDocument,
} from "./customer-documents.ts";

const REFETCH = ["Customers", "CustomerTotals", "CustomerViewCounts", "CustomerFlow", "CustomerBalance", "OrderCounts"];

export function CustomerPage() {
  const number = useParam("number");
  const own = useQuery(CustomerDocument, { variables: { number } });
  const { can } = useMe();
  const customer = own.data?.customer;
  const [asking, setAsking] = useState<"hold" | "release">();
  const [hold] = useAct(CustomerHoldDocument, { done: "On hold", refetch: REFETCH });
  const [release] = useAct(CustomerReleaseDocument, { done: "Released from hold", refetch: REFETCH });
  const controls = can("customer-credit:edit");
  const orders = can("sales-order:edit");
  useKeys({ r: controls && customer?.isOnHold === true && { label: "Release from hold", run: () => setAsking("release") } }, { group: "Customer" });
  return (
    <Page
      title={customer?.name ?? number}
      sub={number}
      crumbs={[{ label: "Customers", to: "/customers" }]}
      recent={Boolean(customer)}
      acts={
        customer && (
          <>
            {controls && !customer.isOnHold && <Button onClick={() => setAsking("hold")}>Put on hold</Button>}
            {controls && customer.isOnHold && (
              <Button variant="filled" onClick={() => setAsking("release")}>
                Release
              </Button>
            )}
            {orders && (
              <GoButton variant={controls && customer.isOnHold ? undefined : "filled"} to={`/orders/new?customer=${number}`}>
                New order
              </GoButton>
            )}
          </>
        )
      }
    >
      <Ready result={own} pick={(data) => data.customer} what="customer" back={<Go to="/customers" className="link">To all customers</Go>}>
        {(found) => <CustomerBody customer={found} />}
      </Ready>
      <AskDialog opened={asking === "hold"} onClose={() => setAsking(undefined)} title={`Put ${customer?.name ?? "the customer"} on hold`} verb="Put on hold" danger reason="required" onAct={(reason) => hold({ number, reason })}>
        Nothing of this customer is shipped until it is released. Its orders stay, and say why they wait.
      </AskDialog>
      <AskDialog opened={asking === "release"} onClose={() => setAsking(undefined)} title={`Release ${customer?.name ?? "the customer"} from hold`} verb="Release" reason="required" onAct={(reason) => release({ number, reason })}>
        The hold is lifted from all its orders at once. Credit blocks stay.
      </AskDialog>
    </Page>
  );
}

function CustomerBody({ customer }: { customer: CustomerFactsFragment }) {
  const { number } = customer;
  const { can } = useMe();
  const balance = useQuery(CustomerBalanceDocument, { variables: { number } });
  const flow = useQuery(CustomerFlowDocument, { variables: { number } });
  const borrowed = useQuery(CustomerBorrowedDocument, { variables: { number } });
  const money = useOwned(balance, "customer.ageing", "erp");
  const ordersOwned = useOwned(flow, "customer.salesOrders", "erp");
  const invoicesOwned = useOwned(flow, "customer.invoices", "erp");
  const paymentsOwned = useOwned(flow, "customer.customerPayments", "erp");
  const account = useOwned(borrowed, "customer.account", "crm");
  const contacts = useOwned(borrowed, "customer.account.contacts", "crm");
  const [setLimit] = useAct(CustomerCreditLimitSetDocument, { done: "Credit limit set", refetch: REFETCH });
  const figures = balance.data?.customer;
  const orders = flow.data?.customer?.salesOrders;
  const invoices = flow.data?.customer?.invoices;
  const payments = flow.data?.customer?.customerPayments?.nodes ?? [];
  return (
    <div className="customerpage">
      <aside className="left" aria-label="Facts of the customer">
        <CustomerFacts customer={customer} />
      </aside>
      <div className="mid">
        {customer.isOnHold && (
          <Notice tone="bad">
            <b className="m">On hold{customer.heldAt ? <> since <Moment value={customer.heldAt} /></> : null}.</b> {customer.holdReason}
          </Notice>
        )}
        <PanelGroup>
          <Panel title="Balance" what="balances" owned={money} rows={4} end={<span className="t3 s">{customer.currency}</span>}>
            {() =>
              figures && (
                <div className="in balancein">
                  <StatRow
                    label="Balance in figures"
                    stats={[
                      { key: "open", label: "Open balance", value: <Money value={figures.openBalance} /> },
                      { key: "overdue", label: "Overdue", value: <Money value={figures.overdueBalance} />, tone: figures.overdueBalance && !isZero(figures.overdueBalance.amount) ? "bad" : undefined },
                      { key: "left", label: "Credit left", value: figures.creditLeft ? <Money value={figures.creditLeft} /> : "No limit", tone: figures.creditLeft && isNegative(figures.creditLeft.amount) ? "bad" : undefined },
                      { key: "turnover", label: "Net billed, 12 months", value: <Money value={figures.turnover} /> },
                    ]}
                  />
                  {figures.ageing && (
                    <AgeingStrip
                      parts={[
                        { label: "Not due", value: figures.ageing.notDue },
                        { label: "1\u201330 d", value: figures.ageing.days1To30 },
                        { label: "31\u201360 d", value: figures.ageing.days31To60 },
                        { label: "61\u201390 d", value: figures.ageing.days61To90 },
                        { label: "over 90 d", value: figures.ageing.over90 },
                      ]}
                    />
                  )}
                  <Facts small>
                    <Fact
                      label="Credit limit"
                      edit={
                        can("customer-credit:edit")
                          ? {
                              value: figures.creditLimit?.amount ?? "",
                              kind: "figure",
                              save: (text) => {
                                const typed = text.trim().replaceAll(",", "");
                                return setLimit({ number, creditLimit: typed === "" ? null : isDecimal(typed) ? typed : text, expectedVersion: customer.version ?? 0 });
                              },
                            }
                          : undefined
                      }
                    >
                      {figures.creditLimit ? <Money value={figures.creditLimit} withCurrency /> : <span className="t3">None</span>}
                    </Fact>
                    {figures.ageing && !isZero(figures.ageing.unallocated.amount) && (
                      <Fact label="Not placed">
                        <Go to="/cash" className="link">
                          {formatMoney(figures.ageing.unallocated)} came in and is set against nothing yet
                        </Go>
                      </Fact>
                    )}
                  </Facts>
                </div>
              )
            }
          </Panel>
          <Panel title="Open orders" owned={ordersOwned} count={orders?.totalCount} isEmpty={(orders?.nodes.length ?? 0) === 0} empty="No open orders." foot={orders && orders.totalCount > orders.nodes.length ? <Go className="link" to={`/orders?filter=customer.is.${number}`}>All {orders.totalCount} on the desk</Go> : undefined}>
            {() => (
              <MiniTable
                label="Open orders"
                rows={orders?.nodes ?? []}
                rowKey={(row) => row.number}
                columns={[
                  { id: "number", head: "Order", width: 92, cell: (row) => <DocumentNumber number={row.number} to={`/orders/${row.number}`} /> },
                  { id: "reference", head: "Their ref.", wide: true, cell: (row) => <span className="t2">{row.customerReference}</span> },
                  { id: "promised", head: "Promised", numeric: true, width: 92, cell: (row) => <DateText value={row.promisedDate} /> },
                  { id: "progress", head: "Progress", width: 200, cell: (row) => <OrderStrip order={row} /> },
                  { id: "block", head: "Block", width: 72, cell: (row) => { const [block] = blocksOf(row); return block ? <span className={`${BLOCK_TONES[block.kind]} m`} title={whyBlocked(block)}>{BLOCK_WORDS[block.kind]}</span> : null; } },
                  { id: "total", head: "Value", numeric: true, width: 104, cell: (row) => <Money value={row.total} /> },
                ]}
              />
            )}
          </Panel>
          <Panel title="Open invoices" what="invoices" owned={invoicesOwned} count={invoices?.totalCount} isEmpty={(invoices?.nodes.length ?? 0) === 0} empty="No open invoices.">
            {() => <InvoiceRows label="Open invoices" rows={invoices?.nodes ?? []} />}
          </Panel>
          <Panel title="Payments" what="customer payments" owned={paymentsOwned} isEmpty={payments.length === 0} empty="Nothing has come in yet.">
            {() => (
              <MiniTable
                label="Payments"
                rows={payments}
                rowKey={(row) => row.number}
                columns={[
                  { id: "number", head: "Payment", width: 92, cell: (row) => <DocumentNumber number={row.number} to={`/payments/${row.number}`} /> },
                  { id: "day", head: "Came in", numeric: true, width: 96, cell: (row) => <DateText value={row.paymentDate} /> },
                  { id: "reference", head: "Reference", cell: (row) => <span className="t2">{row.status === "REVERSED" ? "Taken back" : row.reference}</span> },
                  { id: "amount", head: "Amount", numeric: true, width: 104, cell: (row) => <Money value={row.amount} /> },
                  { id: "left", head: "Not placed", numeric: true, width: 104, cell: (row) => <Money value={row.unallocated} tone={row.unallocated && !isZero(row.unallocated.amount) ? "warn" : undefined} /> },
                ]}
              />
            )}
          </Panel>
        </PanelGroup>
      </div>
      <aside className="right" aria-label="What the CRM knows">
        <BorrowedContacts account={borrowed.data?.customer?.account} owned={account} contacts={contacts} />
      </aside>
    </div>
  );
}

function CustomerFacts({ customer }: { customer: CustomerFactsFragment }) {
  const { number, version } = customer;
  const { can } = useMe();
  const edits = can("customer:edit");
  const choices = useQuery(CustomerChoicesDocument).data;
  const [update] = useAct(CustomerUpdateDocument, { done: "Saved", refetch: ["Customers"] });
  const [adding, setAdding] = useState(false);
  type Input = Parameters<typeof update>[0]["input"];
  const editOf = (value: string | null | undefined, input: (text: string) => Input, more: { kind?: "select"; options?: { value: string; label: string }[] } = {}) =>
    edits ? { value: value ?? "", save: (text: string) => update({ number, input: input(text), expectedVersion: version ?? 0 }), ...more } : undefined;
  return (
    <>
      <Section title="Customer">
        <Facts small>
          <Fact label="Name" edit={editOf(customer.name, (name) => ({ name }))}>
            {customer.name}
          </Fact>
          <Fact label="Served by">{customer.legalEntity?.name}</Fact>
          <Fact
            label="Group"
            edit={editOf(customer.customerGroup?.code, (code) => ({ customerGroup: code || null }), { kind: "select", options: [{ value: "", label: "None" }, ...(choices?.customerGroups ?? []).map((one) => ({ value: one.code, label: one.name }))] })}
          >
            {customer.customerGroup?.name ?? <span className="t3">None</span>}
          </Fact>
          <Fact label="Market">{customer.market?.name}</Fact>
          <Fact label="Country">{customer.country}</Fact>
          <Fact label="VAT number" edit={editOf(customer.vatNumber, (vatNumber) => ({ vatNumber: vatNumber.trim() || null }))}>
            {customer.vatNumber ?? <span className="t3">None</span>}
          </Fact>
          <Fact label="Since">
            <DateText value={customer.createdAt} />
          </Fact>
        </Facts>
      </Section>
      <Section title="Billing">
        <Facts small>
          <Fact label="Currency">{customer.currency}</Fact>
          <Fact label="Terms" edit={editOf(customer.paymentTerms?.code, (paymentTerms) => ({ paymentTerms }), { kind: "select", options: (choices?.paymentTermsList ?? []).map((one) => ({ value: one.code, label: one.name })) })}>
            {customer.paymentTerms?.name}
          </Fact>
          <Fact label="Invoices to" edit={editOf(customer.invoiceEmail, (invoiceEmail) => ({ invoiceEmail: invoiceEmail.trim() || null }))}>
            {customer.invoiceEmail ?? <span className="t3">Nobody</span>}
          </Fact>
        </Facts>
      </Section>
      <Section
        title="Addresses"
        end={
          edits ? (
            <button type="button" className="link s" onClick={() => setAdding(true)}>
              Add
            </button>
          ) : undefined
        }
      >
        <ul className="addresses">
          {(customer.addresses ?? []).map((one) => (
            <li key={one.id}>
              <div className="xs t3">
                {one.kind === "BILLING" ? "Billing" : "Delivery"}
                {one.isDefault && ", used unless told"}
              </div>
              <Address of={one.address} />
            </li>
          ))}
        </ul>
      </Section>
      <Dialog opened={adding} onClose={() => setAdding(false)} title="Add an address">
        {adding && <AddAddress number={number} country={customer.country ?? ""} onDone={() => setAdding(false)} />}
      </Dialog>
    </>
  );
}

function AddAddress({ number, country, onDone }: { number: string; country: string; onDone: () => void }) {
  const [add, adding] = useAct(CustomerAddressAddDocument, { done: "Address added" });
  const [kind, setKind] = useState<string>("DELIVERY");
  const [isDefault, setDefault] = useState(false);
  const form = useFields({ name: "", line1: "", line2: "", postalCode: "", city: "", region: "", country });
  const given = (text: string) => text.trim() || undefined;
  const submit = async () => {
    const { values } = form;
    const result = await add({
      number,
      kind: kind as AddressKind,
      isDefault,
      input: { name: given(values.name), line1: values.line1.trim(), line2: given(values.line2), postalCode: values.postalCode.trim(), city: values.city.trim(), region: given(values.region), country: values.country.trim().toUpperCase() },
    });
    if (result.ok) onDone();
  };
  return (
    <Form act={adding} onSubmit={() => void submit()} submit="Add address" why={form.values.line1.trim() && form.values.city.trim() ? undefined : "Give a street and a town."} onCancel={onDone}>
      <SelectField label="For" value={kind} onChange={setKind} required options={[{ value: "DELIVERY", label: "Goods" }, { value: "BILLING", label: "Invoices" }]} />
      <TextField label="Name there, if another" {...form.bind("name")} autoFocus />
      <TextField label="Street and number" {...form.bind("line1")} required />
      <TextField label="Floor or department" {...form.bind("line2")} />
      <FieldRow columns="1fr 2fr 1fr">
        <TextField label="Postal code" {...form.bind("postalCode")} required />
        <TextField label="Town" {...form.bind("city")} required />
        <TextField label="Country" {...form.bind("country")} required maxLength={2} />
      </FieldRow>
      <SwitchField label="Use this one unless an order names another" value={isDefault} onChange={setDefault} />
    </Form>
  );
}

