import { useState } from "react";
import { Button, DateText, Dialog, EmptyState, Fact, Facts, MiniTable, Page, Pane, Percent, Ready, Section, Split, useKeys, useMe, useQuery } from "@homefield/web-kit";
import { Address } from "../app/Address.tsx";
import { CompanyForm } from "./CompanyForm.tsx";
import { Companies } from "./company-documents.ts";
import { type Company, MONTHS, SERIES, TAX_KINDS } from "./company-words.ts";
import { TaxForm } from "./TaxForm.tsx";

/** The companies of the group: what their documents print, their taxes, and how far their numbers have run. */
export function CompaniesScreen() {
  const { can } = useMe();
  const result = useQuery(Companies);
  const [code, choose] = useState<string>();
  const [founding, found] = useState(false);
  const edits = can("company:edit");
  useKeys(edits ? { c: { label: "New company", run: () => found(true) } } : {}, { group: "Companies" });
  const foundButton = edits ? <Button variant="filled" onClick={() => found(true)}>New company</Button> : undefined;
  return (
    <Page title="Companies" acts={foundButton}>
      <Ready result={result} pick={(data) => data.legalEntities} what="companies">
        {(companies) => {
          const company = companies.find((one) => one.code === code) ?? companies[0];
          return company ? (
            <Split columns="240px minmax(0,1fr)">
              <Pane label="Companies of the group" scroll>
                <ul>
                  {companies.map((one) => (
                    <li key={one.code}>
                      <button type="button" className="pickrow" aria-current={one === company || undefined} onClick={() => choose(one.code)}>
                        <span className="m cut">{one.name}</span>
                        <span className="s t3">{one.code} · {one.country} · {one.baseCurrency}</span>
                      </button>
                    </li>
                  ))}
                </ul>
              </Pane>
              <OneCompany key={company.code} company={company} edits={edits} />
            </Split>
          ) : (
            <div className="centre">
              <EmptyState title="Found the first company" act={foundButton}>It gets a chart of accounts, this fiscal year and its tax codes at once. After it come a warehouse, units and payment terms under Lists, then items, prices and customers.</EmptyState>
            </div>
          );
        }}
      </Ready>
      <Dialog opened={founding} onClose={() => found(false)} title="New company" size={620}>
        {founding && <CompanyForm onDone={(made) => { found(false); if (made) choose(made); }} />}
      </Dialog>
    </Page>
  );
}

function OneCompany({ company, edits }: { company: Company; edits: boolean }) {
  const [asking, ask] = useState<{ tax?: string } | "facts">();
  const close = () => ask(undefined);
  return (
    <Pane title={company.name} sub={company.code} label="Company" scroll end={edits ? <Button size="xs" onClick={() => ask("facts")}>Change facts</Button> : undefined}>
      <div className="twocolumns">
        <Section title="On documents">
          <Facts>
            <Fact label="Name">{company.name}</Fact>
            <Fact label="Address"><Address of={company.address} /></Fact>
            <Fact label="VAT number">{company.vatNumber}</Fact>
            <Fact label="Registration">{company.registrationNumber}</Fact>
            <Fact label="E-mail">{company.email}</Fact>
          </Facts>
        </Section>
        <Section title="Money and time">
          <Facts>
            <Fact label="Books in">{company.baseCurrency}</Fact>
            <Fact label="Bank">{company.bankName}</Fact>
            <Fact label="IBAN">{company.iban}</Fact>
            <Fact label="BIC">{company.bic}</Fact>
            <Fact label="Time zone">{company.timeZone}</Fact>
            <Fact label="Fiscal year">begins in {MONTHS[company.fiscalYearStartMonth - 1]}</Fact>
          </Facts>
        </Section>
      </div>
      <Section title="Tax codes" end={edits ? <button type="button" className="link s" onClick={() => ask({})}>Add</button> : undefined}>
        <MiniTable label="Tax codes" rows={company.taxCodes} rowKey={(tax) => tax.code}
          columns={[
            { id: "code", head: "Code", width: 96, cell: (tax) => <span className="m">{tax.code}</span> },
            { id: "name", head: "Name", cell: (tax) => <span className="cut">{tax.name}</span> },
            { id: "kind", head: "Applies", width: 160, cell: (tax) => <span className="t2">{TAX_KINDS[tax.kind]}</span> },
            { id: "percent", head: "Today", numeric: true, width: 80, cell: (tax) => (tax.percent ? <Percent value={tax.percent} /> : <span className="t3">not yet</span>) },
            { id: "next", head: "Since", width: 96, wide: true, cell: (tax) => <DateText value={tax.rates[0]?.validFrom} /> },
            { id: "act", head: "Act", width: 72, cell: (tax) => (edits ? <button type="button" className="link s" onClick={() => ask({ tax: tax.code })} aria-label={`Change: new rate of ${tax.code}`}>Change</button> : null) },
          ]} />
      </Section>
      <Section title="Numbers without gaps">
        {company.numberSeries.length === 0 ? <p className="s t3">Nothing has been posted yet. Invoices, credit notes and journal entries draw their numbers when they are.</p> : (
          <MiniTable label="Number series" rows={company.numberSeries} rowKey={(series) => `${series.series} ${series.fiscalYear}`}
            columns={[
              { id: "series", head: "Series", cell: (series) => SERIES[series.series] ?? series.series },
              { id: "year", head: "Fiscal year", numeric: true, width: 96, cell: (series) => <span className="tab">{series.fiscalYear}</span> },
              { id: "count", head: "Drawn", numeric: true, width: 96, cell: (series) => <span className="tab">{series.lastNumber}</span> },
              { id: "next", head: "Next", width: 200, cell: (series) => <span className="doc">{series.next}</span> },
            ]} />
        )}
      </Section>
      <Dialog opened={asking === "facts"} onClose={close} title={`Change ${company.name}`} size={620}>{asking === "facts" && <CompanyForm company={company} onDone={close} />}</Dialog>
      <Dialog opened={typeof asking === "object"} onClose={close} title={typeof asking === "object" && asking.tax ? `New rate of ${asking.tax}` : "New tax code"}>
        {typeof asking === "object" && <TaxForm company={company} code={asking.tax} onDone={close} />}
      </Dialog>
    </Pane>
  );
}
