import { DateField, FieldRow, FigureField, Form, SelectField, TextField, useAct, useFields } from "@homefield/web-kit";
import type { TaxKind } from "../gql/graphql.ts";
import { TaxSet } from "./company-documents.ts";
import { type Company, TAX_KINDS } from "./company-words.ts";

/** A tax code and what it takes from a day on. */
export function TaxForm({ company, code, onDone }: { company: Company; code: string | undefined; onDone: () => void }) {
  const known = company.taxCodes.find((tax) => tax.code === code);
  const [set, setting] = useAct(TaxSet, { done: "Tax code saved", refetch: ["Companies"] });
  const kind: string = known?.kind ?? "DOMESTIC";
  const form = useFields({ code: known?.code ?? "", name: known?.name ?? "", kind, percent: known?.percent ?? "", validFrom: company.today });
  const { values } = form;
  const submit = async () => {
    const done = await set({ legalEntity: company.code, input: { ...values, code: values.code.trim(), kind: values.kind as TaxKind } });
    if (done.ok) onDone();
  };
  const why = !values.code.trim() || !values.name.trim() ? "Give a code and a name." : values.percent === "" ? "Give the rate." : !values.validFrom ? "Give the first day." : undefined;
  return (
    <Form act={setting} onSubmit={() => void submit()} submit="Save" why={why} onCancel={onDone}>
      <FieldRow columns="1fr 2fr">
        <TextField label="Code" {...form.bind("code")} required maxLength={20} disabled={known !== undefined} autoFocus={known === undefined} />
        <TextField label="Name" {...form.bind("name")} required maxLength={80} />
      </FieldRow>
      <SelectField label="Applies" {...form.bind("kind")} required disabled={known !== undefined} options={Object.entries(TAX_KINDS).map(([value, label]) => ({ value, label }))} />
      <FieldRow>
        <FigureField label="Rate" {...form.bind("percent")} unit="%" required />
        <DateField label="First day" {...form.bind("validFrom")} required min={known ? company.today : undefined} />
      </FieldRow>
      <p className="s t3">Of several codes at home the one with the highest rate is used for sales. Documents keep the rate of their day.</p>
    </Form>
  );
}
