import { useState } from "react";
import { DateField, Dialog, FieldRow, FigureField, Form, Notice, SearchField, SelectField, TextField, today, useAct, useApolloClient, useFields, type FilterOption } from "@homefield/web-kit";
import { FindCustomers, PaymentRecord, RECEIVABLES } from "./payment-documents.ts";

/** Records money that came in; answers with its number. */
export function RecordPaymentDialog({ opened, onClose }: { opened: boolean; onClose: (made?: string) => void }) {
  return <Dialog opened={opened} onClose={() => onClose()} title="Record a payment">{opened && <RecordPayment onDone={onClose} />}</Dialog>;
}
function RecordPayment({ onDone }: { onDone: (number?: string) => void }) {
  const client = useApolloClient();
  const [customer, setCustomer] = useState<FilterOption>();
  const form = useFields({ amount: "", paymentDate: today(), bankText: "", reference: "", how: "later" });
  const { values } = form;
  const [record, recording] = useAct(PaymentRecord, { done: "Payment recorded", refetch: RECEIVABLES });
  const currency = customer?.hint ?? "";
  const search = async (text: string): Promise<FilterOption[]> => {
    const found = await client.query({ query: FindCustomers, variables: { text }, fetchPolicy: "network-only" });
    return (found.data?.customers?.nodes ?? []).map((one) => ({ value: one.number, label: one.name ?? one.number, hint: one.currency ?? "" }));
  };
  const send = async () => {
    const { amount, paymentDate, bankText, reference, how } = values;
    const done = await record({ input: { customerNumber: customer?.value ?? "", amount, currency, paymentDate: paymentDate || undefined, bankText: bankText.trim() || undefined, reference: reference.trim() || undefined, allocateOldestFirst: how === "oldest" } });
    if (done.ok) onDone(done.data?.customerPaymentRecord.customerPayment?.number);
  };
  return (
    <Form act={recording} onSubmit={() => void send()} onCancel={() => onDone()} submit="Record" why={!customer ? "Choose who paid." : values.amount === "" ? "Give the amount." : undefined}>
      <SearchField label="Customer" path="customerNumber" value={customer} onChange={setCustomer} search={search} required />
      <FieldRow>
        <FigureField label="Amount" {...form.bind("amount")} currency={currency || undefined} required />
        <DateField label="Came in" {...form.bind("paymentDate")} max={today()} />
      </FieldRow>
      <FieldRow>
        <TextField label="Text from the bank" {...form.bind("bankText")} maxLength={500} />
        <TextField label="Our reference" {...form.bind("reference")} maxLength={140} />
      </FieldRow>
      <SelectField label="Set against" {...form.bind("how")} options={[{ value: "later", label: "Nothing yet: place it next" }, { value: "oldest", label: "Open invoices, oldest due first" }]} />
      {customer && <Notice>It is posted at once: bank against receivables of {customer.label}, in {currency}.</Notice>}
    </Form>
  );
}
