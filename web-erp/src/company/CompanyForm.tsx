import { FieldRow, FigureField, Form, SelectField, TextField, useAct, useFields } from "@homefield/web-kit";
import { CompanyCreate, CompanyUpdate } from "./company-documents.ts";
import { type Company, MONTHS } from "./company-words.ts";

const REFETCH = ["Companies", "LegalEntities", "FiscalPeriods"];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
// The list leaves out UTC, and the machine's own zone where it goes by an old name.
const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", ownZone])].toSorted();

/** Facts of a company: all of them for a new one, those that may change for one that trades. */
export function CompanyForm({ company, onDone }: { company?: Company; onDone: (code?: string) => void }) {
  const [create, creating] = useAct(CompanyCreate, { done: "Company founded", refetch: REFETCH });
  const [update, updating] = useAct(CompanyUpdate, { done: "Saved", refetch: REFETCH });
  const facts = useFields({
    name: company?.name ?? "", line1: company?.address.line1 ?? "", postalCode: company?.address.postalCode ?? "", city: company?.address.city ?? "", vatNumber: company?.vatNumber ?? "", registrationNumber: company?.registrationNumber ?? "",
    email: company?.email ?? "", bankName: company?.bankName ?? "", iban: company?.iban ?? "", bic: company?.bic ?? "", timeZone: company?.timeZone ?? ownZone,
  });
  const first = useFields({ code: "", country: "", baseCurrency: "", fiscalYearStartMonth: "1", taxPercent: "" });
  const { values } = facts;
  const submit = async () => {
    if (company) {
      const done = await update({ code: company.code, input: facts.changes, expectedVersion: company.version });
      if (done.ok) onDone(company.code);
      return;
    }
    const { code, country, baseCurrency, fiscalYearStartMonth, taxPercent } = first.values;
    const done = await create({ input: { ...values, code: code.trim(), country: country.trim(), baseCurrency: baseCurrency.trim().toUpperCase(), fiscalYearStartMonth: Number(fiscalYearStartMonth), taxPercent } });
    if (done.ok) onDone(done.data?.legalEntityCreate.legalEntity?.code);
  };
  const missing = !values.name.trim() || !values.line1.trim() || !values.postalCode.trim() || !values.city.trim();
  const unfounded = !company && (!first.values.code.trim() || !first.values.country.trim() || !first.values.baseCurrency.trim() || first.values.taxPercent === "");
  const why = missing || unfounded ? "Fill in what is marked." : company && !facts.changed ? "Nothing is changed." : undefined;
  return (
    <Form act={company ? updating : creating} onSubmit={() => void submit()} submit={company ? "Save" : "Found company"} why={why} onCancel={() => onDone()}>
      {!company && (
        <FieldRow columns="1fr 1fr 1fr">
          <TextField label="Short code" {...first.bind("code")} required autoFocus maxLength={12} hint="In document numbers; fixed." />
          <TextField label="Country" {...first.bind("country")} required maxLength={2} placeholder="DK" hint="Two letters; fixed." />
          <TextField label="Currency of the books" {...first.bind("baseCurrency")} required maxLength={3} placeholder="DKK" hint="Three letters; fixed." />
        </FieldRow>
      )}
      <TextField label="Registered name" {...facts.bind("name")} required maxLength={120} />
      <FieldRow columns="2fr 1fr 1fr">
        <TextField label="Street and number" {...facts.bind("line1")} required maxLength={120} />
        <TextField label="Postal code" {...facts.bind("postalCode")} required maxLength={20} />
        <TextField label="Town" {...facts.bind("city")} required maxLength={80} />
      </FieldRow>
      <FieldRow columns="1fr 1fr 1fr">
        <TextField label="VAT number" {...facts.bind("vatNumber")} maxLength={40} />
        <TextField label="Registration number" {...facts.bind("registrationNumber")} maxLength={40} />
        <TextField label="E-mail on documents" type="email" {...facts.bind("email")} maxLength={254} />
      </FieldRow>
      <FieldRow columns="1fr 2fr 1fr">
        <TextField label="Bank" {...facts.bind("bankName")} maxLength={80} />
        <TextField label="IBAN" {...facts.bind("iban")} maxLength={50} />
        <TextField label="BIC" {...facts.bind("bic")} maxLength={11} />
      </FieldRow>
      <FieldRow columns={company ? "1fr" : "2fr 1fr 1fr"}>
        <SelectField label="Time zone" {...facts.bind("timeZone")} required options={(zones.includes(values.timeZone) ? zones : [values.timeZone, ...zones]).map((zone) => ({ value: zone, label: zone }))} />
        {!company && <SelectField label="Fiscal year begins" {...first.bind("fiscalYearStartMonth")} required options={MONTHS.map((label, month) => ({ value: String(month + 1), label }))} />}
        {!company && <FigureField label="Tax at home" {...first.bind("taxPercent")} unit="%" required />}
      </FieldRow>
      {company && <p className="s t3">Documents already posted keep printing what was true on their day.</p>}
    </Form>
  );
}
