import { DateField, Dialog, FieldRow, FigureField, Form, formatDecimal, SelectField, TextField, today, useAct, useFields } from "@homefield/web-kit";
import { StockCountDocument, StockReceiveDocument, StockTransferDocument } from "./stock-documents.ts";

export type StockAct = "receive" | "count" | "transfer";
export interface StockPlace {
  code: string;
  name: string;
  legalEntity: { code: string; baseCurrency: string };
}
export interface StockThere {
  onHand: string;
  reserved: string;
  available: string;
  warehouse: { code: string };
}
interface Props {
  item: string;
  unit?: string;
  places: readonly StockPlace[];
  stock: readonly StockThere[];
  onDone: () => void;
}

const REFETCH = ["ItemPage", "ItemMoves", "ItemValue", "Items"];
const TITLES: Record<StockAct, string> = { receive: "Goods came in", count: "Count", transfer: "Move to another warehouse" };

export function StockDialog({ act, ...props }: Props & { act: StockAct | undefined }) {
  return (
    <Dialog opened={act !== undefined} onClose={props.onDone} title={act ? `${TITLES[act]}: ${props.item}` : ""}>
      {act === "receive" && <Receive {...props} />}
      {act === "count" && <Count {...props} />}
      {act === "transfer" && <Transfer {...props} />}
    </Dialog>
  );
}

const optionsOf = (places: readonly StockPlace[]) => places.map((one) => ({ value: one.code, label: one.name }));

function Receive({ item, unit, places, onDone }: Props) {
  const [receive, receiving] = useAct(StockReceiveDocument, { done: "Taken in", refetch: REFETCH });
  const form = useFields({ warehouse: places[0]?.code ?? "", quantity: "", unitCost: "", postingDate: today(), reference: "" });
  const { values } = form;
  const currency = places.find((one) => one.code === values.warehouse)?.legalEntity.baseCurrency;
  const submit = async () => {
    const result = await receive({ input: { item, warehouse: values.warehouse, quantity: values.quantity, unitCost: values.unitCost, postingDate: values.postingDate || undefined, reference: values.reference.trim() || undefined } });
    if (result.ok) onDone();
  };
  return (
    <Form act={receiving} onSubmit={() => void submit()} submit="Take in" why={values.quantity && values.unitCost !== "" ? undefined : "Give quantity and cost."} onCancel={onDone}>
      <SelectField label="Into" {...form.bind("warehouse")} required options={optionsOf(places)} />
      <FieldRow>
        <FigureField label="Quantity" {...form.bind("quantity")} unit={unit} required autoFocus />
        <FigureField label="Cost of one" {...form.bind("unitCost")} currency={currency} required />
      </FieldRow>
      <FieldRow>
        <DateField label="Day of the books" {...form.bind("postingDate")} max={today()} />
        <TextField label="Delivery note" {...form.bind("reference")} maxLength={120} />
      </FieldRow>
      <p className="t3 s">Orders that wait for this item get theirs first, the oldest promise before the others.</p>
    </Form>
  );
}

function Count({ item, unit, places, stock, onDone }: Props) {
  const [count, counting] = useAct(StockCountDocument, { done: "Counted", refetch: REFETCH });
  const form = useFields({ warehouse: stock[0]?.warehouse.code ?? places[0]?.code ?? "", countedQuantity: "", reason: "", postingDate: today() });
  const { values } = form;
  const there = stock.find((one) => one.warehouse.code === values.warehouse);
  const submit = async () => {
    const result = await count({ input: { item, warehouse: values.warehouse, countedQuantity: values.countedQuantity, reason: values.reason.trim(), postingDate: values.postingDate || undefined } });
    if (result.ok) onDone();
  };
  return (
    <Form act={counting} onSubmit={() => void submit()} submit="Set to this count" why={values.countedQuantity === "" ? "Give what you counted." : values.reason.trim() ? undefined : "Say why it differs."} onCancel={onDone}>
      <SelectField label="In" {...form.bind("warehouse")} required options={optionsOf(places)} />
      <FieldRow>
        <FigureField label="Counted" {...form.bind("countedQuantity")} unit={unit} required autoFocus hint={there ? `The books say ${formatDecimal(there.onHand)}, ${formatDecimal(there.reserved)} of it reserved.` : "The books say none."} />
        <DateField label="Day of the books" {...form.bind("postingDate")} max={today()} hint="The difference is posted." />
      </FieldRow>
      <TextField label="Why it differs" {...form.bind("reason")} required maxLength={400} />
    </Form>
  );
}

function Transfer({ item, unit, places, stock, onDone }: Props) {
  const [transfer, transferring] = useAct(StockTransferDocument, { done: "Moved", refetch: REFETCH });
  const form = useFields({ from: stock[0]?.warehouse.code ?? "", to: "", quantity: "" });
  const { values } = form;
  const there = stock.find((one) => one.warehouse.code === values.from);
  const entity = places.find((one) => one.code === values.from)?.legalEntity.code;
  const others = places.filter((one) => one.code !== values.from && one.legalEntity.code === entity);
  const submit = async () => {
    const result = await transfer({ input: { item, from: values.from, to: values.to, quantity: values.quantity } });
    if (result.ok) onDone();
  };
  return (
    <Form act={transferring} onSubmit={() => void submit()} submit="Move" why={!values.from || !values.to ? "Choose from and to." : values.quantity ? undefined : "Give a quantity."} onCancel={onDone}>
      <FieldRow>
        <SelectField label="From" {...form.bind("from")} required options={optionsOf(places)} />
        <SelectField label="To" {...form.bind("to")} required options={optionsOf(others)} hint={others.length === 0 ? "Its company has no other warehouse." : undefined} />
      </FieldRow>
      <FigureField label="Quantity" {...form.bind("quantity")} unit={unit} required autoFocus hint={there ? `${formatDecimal(there.available)} are free there.` : undefined} />
    </Form>
  );
}
