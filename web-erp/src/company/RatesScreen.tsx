import { useState } from "react";
import { Bar, Button, column, type Column, DataTable, DateField, DateText, Dialog, EmptyState, FieldRow, FigureField, Form, formatDecimal, MiniTable, Page, Pane, Panel, SelectField, Split, TextField, today, useAct, useFields, useKeys, useMe, useOwned, useQuery } from "@homefield/web-kit";
import type { RatesQuery } from "../gql/graphql.ts";
import { RateHistory, Rates, RateSet } from "./company-documents.ts";
import { OfCompany } from "./OfCompany.tsx";
import { useEntity } from "./use-entity.ts";

type Rate = NonNullable<RatesQuery["exchangeRates"]>[number];
const keyOf = (rate: Rate): string => `${rate.baseCurrency} ${rate.currency}`;
const COLUMNS: readonly Column<Rate>[] = [
  column.text<Rate>({ id: "currency", head: "One unit of", width: 120, pin: true, grow: true, of: (rate) => rate.currency }),
  column.text<Rate>({ id: "base", head: "In books of", width: 120, quiet: true, grow: true, of: (rate) => rate.baseCurrency }),
  column.number<Rate>({ id: "rate", head: "Costs", width: 160, of: (rate) => formatDecimal(rate.rate) }),
  column.date<Rate>({ id: "since", head: "Since", width: 112, of: (rate) => rate.rateDate }),
];

/** What currencies cost in the books' currency, and what they have cost. */
export function RatesScreen() {
  const books = useEntity();
  return <Page title="Exchange rates"><OfCompany books={books} what="exchange rates">{() => <AllRates currencies={[...new Set(books.entities.map((entity) => entity.baseCurrency))]} />}</OfCompany></Page>;
}
function AllRates({ currencies }: { currencies: readonly string[] }) {
  const { can } = useMe();
  const result = useQuery(Rates);
  const [chosen, choose] = useState<string>();
  const [setting, set] = useState(false);
  const mayPost = can("ledger:post");
  const rates = result.data?.exchangeRates ?? undefined;
  const rate = rates?.find((one) => keyOf(one) === chosen) ?? rates?.[0];
  useKeys(mayPost ? { c: { label: "New rate", run: () => set(true) } } : {}, { group: "Exchange rates" });
  return (
    <>
      <Bar end={mayPost ? <Button variant="filled" onClick={() => set(true)}>New rate</Button> : undefined}><span className="s t3">A rate applies from its day until a later one. Documents keep the rate of their own day.</span></Bar>
      <Split columns="minmax(0,1fr) 320px">
        <Pane label="Rates of today">
          <DataTable label="Exchange rates" rows={rates} rowKey={keyOf} columns={COLUMNS} result={result} onOpen={(one) => choose(keyOf(one))} empty={<EmptyState title="No rates yet">A company that trades in its own currency alone needs none.</EmptyState>} />
        </Pane>
        {rate && <History key={keyOf(rate)} of={rate} />}
      </Split>
      <Dialog opened={setting} onClose={() => set(false)} title="New exchange rate">{setting && <NewRate currencies={currencies} of={rate} onDone={() => set(false)} />}</Dialog>
    </>
  );
}
function History({ of }: { of: Rate }) {
  const result = useQuery(RateHistory, { variables: { baseCurrency: of.baseCurrency, currency: of.currency } });
  const owned = useOwned(result, "exchangeRateHistory", "erp");
  const history = result.data?.exchangeRateHistory;
  return (
    <Pane title={`${of.currency} in ${of.baseCurrency}`} label={`Rates of ${of.currency}`} scroll>
      <div style={{ padding: 12 }}>
        <Panel title="Rates until today" what="exchange rates" owned={owned} count={history?.length} isEmpty={history?.length === 0} empty="None is recorded.">
          {() => (
            <MiniTable label={`Rates of ${of.currency}`} rows={history ?? []} rowKey={(rate) => rate.rateDate}
              columns={[{ id: "day", head: "Since", cell: (rate) => <DateText value={rate.rateDate} /> }, { id: "rate", head: "Rate", numeric: true, width: 140, cell: (rate) => <span className="tab">{formatDecimal(rate.rate)}</span> }]} />
          )}
        </Panel>
      </div>
    </Pane>
  );
}
function NewRate({ currencies, of, onDone }: { currencies: readonly string[]; of: Rate | undefined; onDone: () => void }) {
  const [set, setting] = useAct(RateSet, { done: "Rate recorded", refetch: ["Rates", "RateHistory"] });
  const form = useFields({ baseCurrency: of?.baseCurrency ?? currencies[0] ?? "", currency: of?.currency ?? "", rateDate: today(), rate: "" });
  const { values } = form;
  const submit = async () => {
    const done = await set({ input: { ...values, currency: values.currency.trim().toUpperCase() } });
    if (done.ok) onDone();
  };
  return (
    <Form act={setting} onSubmit={() => void submit()} submit="Record" why={!values.currency.trim() ? "Name the currency." : values.rate === "" ? "Give the rate." : !values.rateDate ? "Give the first day." : undefined} onCancel={onDone}>
      <FieldRow>
        <TextField label="One unit of" {...form.bind("currency")} required maxLength={3} placeholder="EUR" autoFocus />
        <SelectField label="In books of" {...form.bind("baseCurrency")} required options={currencies.map((currency) => ({ value: currency, label: currency }))} />
      </FieldRow>
      <FieldRow>
        <FigureField label="Costs" {...form.bind("rate")} unit={values.baseCurrency} required />
        <DateField label="From" {...form.bind("rateDate")} max={today()} required />
      </FieldRow>
    </Form>
  );
}
