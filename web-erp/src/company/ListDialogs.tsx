import { Dialog, FieldRow, FigureField, Form, SelectField, TextField, useAct, useFields, type ActResult, type ActState } from "@homefield/web-kit";
import { CustomerGroupSet, ItemCategorySet, MarketSet, PaymentTermsSet, UnitSet, WarehouseSet } from "./company-documents.ts";
import { useEntity } from "./use-entity.ts";

export type ListName = "warehouse" | "paymentTerms" | "customerGroup" | "market" | "unit" | "itemCategory";
/** A row as text, for its form. */
export interface ListRow { code: string; name: string; days?: string; decimals?: string; countries?: string; parent?: string; legalEntity?: string; line1?: string; postalCode?: string; city?: string; country?: string }

const NOUNS: Record<ListName, string> = { warehouse: "warehouse", paymentTerms: "payment terms", customerGroup: "customer group", market: "market", unit: "unit", itemCategory: "item category" };
const EMPTY = { code: "", name: "", days: "30", decimals: "0", countries: "", parent: "", legalEntity: "", line1: "", postalCode: "", city: "", country: "" };

/** Adds to one of the short lists, or changes what is in it. */
export function ListDialog({ asking, categories, onClose }: { asking: { list: ListName; row?: ListRow } | undefined; categories: readonly { code: string; name: string }[]; onClose: () => void }) {
  return (
    <Dialog opened={asking !== undefined} onClose={onClose} title={asking ? (asking.row ? `Change ${NOUNS[asking.list]} ${asking.row.code}` : `New ${NOUNS[asking.list]}`) : ""}>
      {asking && <ListForm list={asking.list} row={asking.row} categories={categories} onDone={onClose} />}
    </Dialog>
  );
}
function ListForm({ list, row, categories, onDone }: { list: ListName; row: ListRow | undefined; categories: readonly { code: string; name: string }[]; onDone: () => void }) {
  const { entities, entity } = useEntity();
  const form = useFields({ ...EMPTY, legalEntity: entity?.code ?? "", ...row });
  const { values } = form;
  const [send, state] = useSetter(list);
  const fixed = row !== undefined;
  const isWarehouse = list === "warehouse";
  const incomplete = isWarehouse && (!values.legalEntity || !values.line1.trim() || !values.postalCode.trim() || !values.city.trim() || !values.country.trim());
  const why = !values.code.trim() || !values.name.trim() ? "Give a code and a name." : incomplete ? "Fill in what is marked." : undefined;
  const submit = async () => {
    const done = await send(values);
    if (done.ok) onDone();
  };
  return (
    <Form act={state} onSubmit={() => void submit()} submit={fixed ? "Save" : "Add"} why={why} onCancel={onDone}>
      <FieldRow columns="1fr 2fr">
        <TextField label="Code" {...form.bind("code")} required maxLength={20} disabled={fixed} autoFocus={!fixed} />
        <TextField label="Name" {...form.bind("name")} required maxLength={80} autoFocus={fixed} />
      </FieldRow>
      {list === "paymentTerms" && <FigureField label="Due after the issue date" {...form.bind("days")} unit="days" required />}
      {list === "unit" && <FigureField label="Decimals a quantity may have" {...form.bind("decimals")} hint="0 to 4; fixed once items are counted in it." required />}
      {list === "market" && <TextField label="Countries" {...form.bind("countries")} placeholder="DK, SE, NO" hint="Two letters each; a country belongs to one market." />}
      {list === "itemCategory" && <SelectField label="Below" {...form.bind("parent")} clearable placeholder="Nothing: stands at the top" options={categories.filter((one) => one.code !== row?.code).map((one) => ({ value: one.code, label: one.name }))} />}
      {isWarehouse && (
        <>
          <SelectField label="Company whose stock it is" {...form.bind("legalEntity")} required disabled={fixed} options={entities.map((one) => ({ value: one.code, label: one.name }))} />
          <TextField label="Street and number" {...form.bind("line1")} required maxLength={120} />
          <FieldRow columns="1fr 2fr 1fr">
            <TextField label="Postal code" {...form.bind("postalCode")} required maxLength={20} />
            <TextField label="Town" {...form.bind("city")} required maxLength={80} />
            <TextField label="Country" {...form.bind("country")} required maxLength={2} placeholder="DK" />
          </FieldRow>
        </>
      )}
    </Form>
  );
}
type Values = typeof EMPTY;
/** The act behind a list, taking the form as it is. */
function useSetter(list: ListName): [(values: Values) => Promise<ActResult<unknown>>, ActState] {
  const options = { done: "Saved", refetch: ["ShortLists"] };
  const [terms, termsState] = useAct(PaymentTermsSet, options);
  const [group, groupState] = useAct(CustomerGroupSet, options);
  const [market, marketState] = useAct(MarketSet, options);
  const [unit, unitState] = useAct(UnitSet, options);
  const [category, categoryState] = useAct(ItemCategorySet, options);
  const [warehouse, warehouseState] = useAct(WarehouseSet, options);
  switch (list) {
    case "paymentTerms": return [({ code, name, days }) => terms({ input: { code, name, days: Number(days) } }), termsState];
    case "customerGroup": return [({ code, name }) => group({ input: { code, name } }), groupState];
    case "market": return [({ code, name, countries }) => market({ input: { code, name, countries: countries.split(/[\s,;]+/).filter(Boolean) } }), marketState];
    case "unit": return [({ code, name, decimals }) => unit({ input: { code, name, decimals: Number(decimals) } }), unitState];
    case "itemCategory": return [({ code, name, parent }) => category({ input: { code, name, parent: parent || null } }), categoryState];
    case "warehouse": return [({ code, name, legalEntity, line1, postalCode, city, country }) => warehouse({ input: { code, name, legalEntity, line1, postalCode, city, country } }), warehouseState];
  }
}
