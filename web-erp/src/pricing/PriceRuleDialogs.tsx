import { useState } from "react";
import { AskDialog, DateField, Dialog, FieldRow, FigureField, Form, SearchField, SelectField, TextField, today, useAct, useFields, useQuery, type FilterOption } from "@homefield/web-kit";
import { CustomerChoicesDocument } from "../customers/customer-documents.ts";
import type { PriceRuleFactsFragment, PriceRuleKind } from "../gql/graphql.ts";
import { ItemChoicesDocument } from "../items/item-documents.ts";
import { useLookups } from "../sales-orders/lookups.ts";
import { PriceChoicesDocument, PriceRuleCreateDocument, PriceRuleEndDocument } from "./price-documents.ts";

const REFETCH = ["ItemPriceRules", "PriceRules", "PriceTest"];

export function NewRuleDialog({ opened, item, onClose }: { opened: boolean; item?: string; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title={item ? `New price rule for ${item}` : "New price rule"} size={560}>
      {opened && <NewRule item={item} onClose={onClose} />}
    </Dialog>
  );
}

function NewRule({ item, onClose }: { item?: string; onClose: () => void }) {
  const lookups = useLookups();
  const prices = useQuery(PriceChoicesDocument).data;
  const groups = useQuery(CustomerChoicesDocument).data?.customerGroups;
  const categories = useQuery(ItemChoicesDocument).data?.itemCategories;
  const [create, creating] = useAct(PriceRuleCreateDocument, { done: "Rule made", refetch: REFETCH });
  const [chosenItem, setItem] = useState<FilterOption | undefined>(item ? { value: item, label: item } : undefined);
  const [customer, setCustomer] = useState<FilterOption>();
  const form = useFields({ name: "", kind: "PRICE", unitPrice: "", currency: prices?.legalEntities?.[0]?.baseCurrency ?? "DKK", percent: "", minQuantity: "", validFrom: today(), validTo: "", legalEntity: "", customerGroup: "", market: "", categoryCode: "" });
  const { values } = form;
  const isPrice = values.kind === "PRICE";
  const given = (text: string) => text.trim() || undefined;
  const submit = async () => {
    const result = await create({
      input: {
        name: values.name.trim(),
        kind: values.kind as PriceRuleKind,
        itemNumber: chosenItem?.value,
        categoryCode: chosenItem ? undefined : given(values.categoryCode),
        customerNumber: customer?.value,
        customerGroup: given(values.customerGroup),
        market: given(values.market),
        legalEntity: given(values.legalEntity),
        minQuantity: given(values.minQuantity),
        validFrom: values.validFrom,
        validTo: given(values.validTo),
        unitPrice: isPrice ? given(values.unitPrice) : undefined,
        currency: isPrice ? given(values.currency.toUpperCase()) : undefined,
        percent: isPrice ? undefined : given(values.percent),
      },
    });
    if (result.ok) onClose();
  };
  const why = !values.name.trim() ? "Give a name; it stands in the explanation of each price." : isPrice && !chosenItem ? "A price needs an item." : (isPrice ? values.unitPrice : values.percent) === "" ? (isPrice ? "Give the price." : "Give the percentage.") : !values.validFrom ? "Give a first day." : undefined;
  return (
    <Form act={creating} onSubmit={() => void submit()} submit="Make rule" why={why} onCancel={onClose}>
      <FieldRow columns="2fr 1fr">
        <TextField label="Name" {...form.bind("name")} required autoFocus maxLength={120} placeholder="Autumn 2026, contract customers" />
        <SelectField label="Does" {...form.bind("kind")} required options={[{ value: "PRICE", label: "Sets the price" }, { value: "DISCOUNT", label: "Takes off a share" }]} />
      </FieldRow>
      <FieldRow>
        <SearchField label="Item" path="itemNumber" value={chosenItem} onChange={setItem} search={lookups.items} placeholder="Any" />
        {isPrice ? (
          <FieldRow columns="2fr 1fr">
            <FigureField label="Price of one" {...form.bind("unitPrice")} required />
            <TextField label="Currency" {...form.bind("currency")} required maxLength={3} />
          </FieldRow>
        ) : (
          <FigureField label="Taken off" {...form.bind("percent")} unit="%" required />
        )}
      </FieldRow>
      <FieldRow>
        <SearchField label="Only customer" path="customerNumber" value={customer} onChange={setCustomer} search={lookups.customers} placeholder="Any" />
        <SelectField label="Only group" {...form.bind("customerGroup")} clearable placeholder="Any" options={(groups ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </FieldRow>
      <FieldRow>
        <SelectField label="Only market" {...form.bind("market")} clearable placeholder="Any" options={(prices?.markets ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        <SelectField label="Only sold by" {...form.bind("legalEntity")} clearable placeholder="Any company" options={(prices?.legalEntities ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </FieldRow>
      {!isPrice && !chosenItem && <SelectField label="Only category" {...form.bind("categoryCode")} clearable placeholder="Any" options={(categories ?? []).map((one) => ({ value: one.code, label: one.name }))} />}
      <FieldRow columns="1fr 1fr 1fr">
        <FigureField label="From quantity" {...form.bind("minQuantity")} />
        <DateField label="First day" {...form.bind("validFrom")} required />
        <DateField label="Last day" {...form.bind("validTo")} placeholder="Open end" min={values.validFrom || undefined} />
      </FieldRow>
    </Form>
  );
}

export function EndRuleDialog({ rule, onClose }: { rule: PriceRuleFactsFragment | undefined; onClose: () => void }) {
  const [end] = useAct(PriceRuleEndDocument, { done: "Rule ended", refetch: REFETCH });
  const [day, setDay] = useState(today());
  return (
    <AskDialog opened={rule !== undefined} onClose={onClose} title={`End \u201C${rule?.name ?? ""}\u201D`} verb="End rule" onAct={() => end({ id: rule?.id ?? "", validTo: day, expectedVersion: rule?.version ?? 0 })}>
      <p>What was priced by it keeps its price. A rule is never deleted.</p>
      <DateField label="Last day" value={day} onChange={setDay} min={rule?.validFrom} />
    </AskDialog>
  );
}
