import { Button, DateField, DateText, FieldRow, FigureField, Form, Money, SelectField, today, useAct, useFields } from "@homefield/web-kit";
import type { PersonFactsFragment } from "../gql/graphql.ts";
import { SalesQuotaSaveDocument } from "./settings-documents.ts";
import { currencies } from "./currencies.ts";

/** What somebody is to sell from a day on; the latest that has begun counts. */
export function Quotas({ person }: { person: PersonFactsFragment }) {
  const [save, saving] = useAct(SalesQuotaSaveDocument, { done: "Saved" });
  const f = useFields({ startsOn: `${today().slice(0, 8)}01`, amount: "", currency: person.team?.currency ?? "" });
  const { values } = f;
  return (
    <Form
      act={saving} submit="Set quota" why={!values.amount ? "How much?" : !values.currency ? "In which currency?" : undefined}
      onSubmit={() => void save({ input: { userId: person.id, startsOn: values.startsOn, amount: values.amount, currency: values.currency } }).then(({ ok }) => ok && f.set("amount", ""))}
    >
      {person.quotas.length === 0 && <p className="s t3">None yet.</p>}
      {person.quotas.length > 0 && (
        <div>
          {person.quotas.map((quota) => (
            <div className="quotarow s" key={quota.startsOn}>
              <span className="t2">from <DateText value={quota.startsOn} /></span>
              <span className="end"><Money value={quota.amount} withCurrency /></span>
              <Button size="compact-xs" variant="subtle" aria-label={`Take the quota from ${quota.startsOn} away`} onClick={() => void save({ input: { userId: person.id, startsOn: quota.startsOn, amount: null } })}>
                Take away
              </Button>
            </div>
          ))}
        </div>
      )}
      <FieldRow columns="minmax(0,1fr) minmax(0,1fr) 110px">
        <DateField label="From the first of" {...f.bind("startsOn")} required />
        <FigureField label="To sell" {...f.bind("amount")} required />
        <SelectField label="Currency" {...f.bind("currency")} options={currencies} required />
      </FieldRow>
    </Form>
  );
}
