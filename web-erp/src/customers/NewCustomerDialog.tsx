import { Dialog, FieldRow, FigureField, Form, SelectField, TextField, useAct, useFields, useMe, useNavigate, useQuery } from "@homefield/web-kit";
import { CustomerChoicesDocument, CustomerCreateDocument } from "./customer-documents.ts";

export function NewCustomerDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="New customer" size={560}>
      {opened && <NewCustomer onClose={onClose} />}
    </Dialog>
  );
}

function NewCustomer({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const choices = useQuery(CustomerChoicesDocument).data;
  const [create, creating] = useAct(CustomerCreateDocument, { done: "Customer made", refetch: ["Customers", "CustomerViewCounts", "CustomerTotals"] });
  const form = useFields({ name: "", legalEntity: "", customerGroup: "", country: "", currency: "", vatNumber: "", paymentTerms: "", creditLimit: "", invoiceEmail: "" });
  const address = useFields({ line1: "", line2: "", postalCode: "", city: "" });
  const { values } = form;
  const at = <Name extends keyof typeof address.values & string>(name: Name) => ({ ...address.bind(name), path: `billingAddress.${name}` });
  const entity = choices?.legalEntities?.find((one) => one.code === values.legalEntity);
  const given = (text: string) => text.trim() || undefined;
  const submit = async () => {
    const country = values.country.trim().toUpperCase();
    const result = await create({
      input: {
        name: values.name.trim(),
        legalEntity: values.legalEntity,
        customerGroup: given(values.customerGroup),
        country,
        currency: given(values.currency.toUpperCase()),
        vatNumber: given(values.vatNumber),
        paymentTerms: values.paymentTerms,
        creditLimit: given(values.creditLimit),
        invoiceEmail: given(values.invoiceEmail),
        billingAddress: { line1: address.values.line1.trim(), line2: given(address.values.line2), postalCode: address.values.postalCode.trim(), city: address.values.city.trim(), country },
      },
    });
    const number = result.data?.customerCreate.customer?.number;
    if (result.ok && number) void navigate({ to: `/customers/${number}` });
  };
  const missing = !values.name.trim() ? "Give a name." : !values.legalEntity ? "Choose who serves it." : !values.paymentTerms ? "Choose payment terms." : !values.country.trim() ? "Give a country." : undefined;
  return (
    <Form act={creating} onSubmit={() => void submit()} submit="Make customer" why={missing} onCancel={onClose}>
      <TextField label="Name on documents" {...form.bind("name")} required autoFocus maxLength={200} />
      <FieldRow>
        <SelectField label="Served by" {...form.bind("legalEntity")} required options={(choices?.legalEntities ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        <SelectField label="Group" {...form.bind("customerGroup")} clearable options={(choices?.customerGroups ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </FieldRow>
      <FieldRow>
        <SelectField label="Payment terms" {...form.bind("paymentTerms")} required options={(choices?.paymentTermsList ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        <TextField label="Currency" {...form.bind("currency")} maxLength={3} placeholder={entity?.baseCurrency ?? "The company's own"} />
      </FieldRow>
      <FieldRow>
        {can("customer-credit:edit") && <FigureField label="Credit limit" {...form.bind("creditLimit")} currency={values.currency.toUpperCase() || entity?.baseCurrency} hint="Empty: no limit." />}
        <TextField label="VAT number" {...form.bind("vatNumber")} hint="Checked for form." />
      </FieldRow>
      <TextField label="Invoices go to" type="email" {...form.bind("invoiceEmail")} />
      <TextField label="Street and number" {...at("line1")} required />
      <TextField label="Floor or department" {...at("line2")} />
      <FieldRow columns="1fr 2fr 1fr">
        <TextField label="Postal code" {...at("postalCode")} required />
        <TextField label="Town" {...at("city")} required />
        <TextField label="Country" {...form.bind("country")} required maxLength={2} placeholder="DK" />
      </FieldRow>
    </Form>
  );
}
