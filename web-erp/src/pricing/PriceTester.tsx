import { useState } from "react";
import { DateField, DateText, FieldRow, FigureField, formatDecimal, isDecimal, Money, Panel, Percent, SearchField, SelectField, Sum, useMe, useOwned, useQuery, type FilterOption } from "@homefield/web-kit";
import { CustomerDocument } from "../customers/customer-documents.ts";
import { useLookups } from "../sales-orders/lookups.ts";
import { PriceChoicesDocument, PriceTestDocument } from "./price-documents.ts";

/** What an item would cost somebody, when it would leave, and by which rules, step by step. Nothing is stored for asking. */
export function PriceTester({ item }: { item: string }) {
  const { can } = useMe();
  const lookups = useLookups();
  const choices = useQuery(PriceChoicesDocument).data;
  const [customer, setCustomer] = useState<FilterOption>();
  const [market, setMarket] = useState("");
  const [quantity, setQuantity] = useState("1");
  const [wanted, setWanted] = useState("");
  const [entity, setEntity] = useState("");
  const chosen = useQuery(CustomerDocument, { variables: { number: customer?.value ?? "" }, skip: !customer });
  const company = choices?.legalEntities?.find((one) => one.code === entity) ?? choices?.legalEntities?.[0];
  const currency = customer ? chosen.data?.customer?.currency : company?.baseCurrency;
  const marketCode = market || (choices?.markets?.find((one) => company && one.countries.includes(company.country)) ?? choices?.markets?.[0])?.code;
  const ready = can("price:ask") && currency !== undefined && currency !== null && isDecimal(quantity) && Number(quantity) > 0 && (customer !== undefined || marketCode !== undefined);
  const asked = useQuery(PriceTestDocument, {
    variables: {
      ...(customer ? { customerNumber: customer.value } : { market: marketCode, legalEntity: company?.code }),
      currency: currency ?? "",
      lines: [{ itemNumber: item, quantity, requestedDate: wanted || undefined }],
    },
    skip: !ready,
    fetchPolicy: "network-only",
  });
  const owned = useOwned(asked, "priceAndPromise", "erp");
  const answer = (asked.data ?? asked.previousData)?.priceAndPromise?.lines[0];
  return (
    <Panel title="Price tester" what="prices" owned={ready && !answer ? owned : undefined} end={answer ? "asked just now" : undefined}>
      <div className="in tester">
        <FieldRow columns="2fr 1fr">
          <SearchField label="For customer" value={customer} onChange={setCustomer} search={lookups.customers} placeholder="None yet" />
          <FigureField label="Quantity" value={quantity} onChange={setQuantity} />
        </FieldRow>
        <FieldRow columns={customer ? undefined : "1fr 1fr 1fr"}>
          {!customer && <SelectField label="Market" value={marketCode ?? ""} onChange={setMarket} required options={(choices?.markets ?? []).map((one) => ({ value: one.code, label: one.name }))} />}
          {!customer && <SelectField label="Sold by" value={company?.code ?? ""} onChange={setEntity} required options={(choices?.legalEntities ?? []).map((one) => ({ value: one.code, label: one.code }))} />}
          <DateField label="Wanted" value={wanted} onChange={setWanted} placeholder="Any day" />
        </FieldRow>
        {answer?.problem && <p className="bad s">{answer.problem}</p>}
        {answer && !answer.problem && (
          <>
            <ol className="trace" aria-label="How the price comes about">
              {answer.trace.map((step, at) => (
                <li key={`${at} ${step.rule}`}>
                  <span className="grow">
                    <span className="m">{step.rule}</span> <span className="t3">{step.reason}</span>
                  </span>
                  <span className="num t2">{step.percent ? <>{"\u2212"}<Percent value={step.percent} most={2} /></> : null}</span>
                  <span className="num fig"><Money value={step.unitPrice} /></span>
                </li>
              ))}
            </ol>
            <Sum
              small
              lines={[
                { key: "unit", label: `Price of one, ${currency}`, value: <Money value={answer.unitPrice} /> },
                { key: "line", label: `${formatDecimal(answer.quantity)} of them`, value: <Money value={answer.lineTotal} />, total: true },
                ...(answer.taxAmount ? [{ key: "tax", label: "Tax on top", value: <Money value={answer.taxAmount} /> }] : []),
                ...(answer.availableQuantity === null ? [] : [{ key: "free", label: "Free now", value: formatDecimal(answer.availableQuantity) }]),
                { key: "leaves", label: "Would leave", value: answer.promiseDate ? <DateText value={answer.promiseDate} tone={wanted && answer.promiseDate > wanted ? "warn" : undefined} /> : <span className="warn">Not to be had any more</span> },
              ]}
            />
          </>
        )}
      </div>
    </Panel>
  );
}
