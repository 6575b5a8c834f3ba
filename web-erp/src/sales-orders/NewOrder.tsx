import { useMemo, useRef, useState } from "react";
import { addDecimals, Button, DateField, DateText, FigureField, formatDecimal, Form, FieldRow, isDecimal, Money, Page, SearchField, Sum, TextField, useAct, useMe, useNavigate, useQuery, type FilterOption } from "@homefield/web-kit";
import { Plus, X } from "lucide-react";
import { useSearch } from "@tanstack/react-router";
import { CustomerDocument } from "../customers/customer-documents.ts";
import { PriceTestDocument } from "../pricing/price-documents.ts";
import { useLookups } from "./lookups.ts";
import { OrderCreateDocument } from "./order-documents.ts";

interface Draft {
  key: number;
  item?: FilterOption;
  quantity: string;
  discount: string;
}

/** A draft order made here, priced and promised by the rules while one types. */
export function NewOrder() {
  const navigate = useNavigate();
  const { can } = useMe();
  const lookups = useLookups();
  const given = useSearch({ strict: false }) as { customer?: string; item?: string };
  const [create, creating] = useAct(OrderCreateDocument, { done: (data) => `${data.salesOrderCreate.salesOrder?.number ?? "Order"} made`, refetch: ["Orders", "OrderTotals", "OrderViewCounts"] });
  const next = useRef(2);
  const [customer, setCustomer] = useState<FilterOption | undefined>(given.customer ? { value: given.customer, label: given.customer } : undefined);
  const [wanted, setWanted] = useState("");
  const [reference, setReference] = useState("");
  const [freight, setFreight] = useState("");
  const [lines, setLines] = useState<readonly Draft[]>([{ key: 1, item: given.item ? { value: given.item, label: given.item } : undefined, quantity: "1", discount: "" }]);
  const change = (key: number, changes: Partial<Draft>) => setLines((before) => before.map((line) => (line.key === key ? { ...line, ...changes } : line)));

  const chosen = useQuery(CustomerDocument, { variables: { number: customer?.value ?? "" }, skip: !customer });
  const facts = chosen.data?.customer;
  const asked = useMemo(() => lines.filter((line) => line.item && isDecimal(line.quantity) && Number(line.quantity) > 0), [lines]);
  const price = useQuery(PriceTestDocument, {
    variables: { customerNumber: customer?.value, currency: facts?.currency ?? "", lines: asked.map((line) => ({ itemNumber: line.item?.value ?? "", quantity: line.quantity, requestedDate: wanted || undefined })) },
    skip: !facts?.currency || asked.length === 0 || !can("price:ask"),
  });
  const answers = (price.data ?? price.previousData)?.priceAndPromise;
  const answerOf = (line: Draft) => answers?.lines[asked.indexOf(line)];

  const submit = async () => {
    const result = await create({
      input: {
        customerNumber: customer?.value ?? "",
        requestedDate: wanted || undefined,
        customerReference: reference.trim() || undefined,
        freight: freight || undefined,
        lines: lines.filter((line) => line.item).map((line) => ({ itemNumber: line.item?.value ?? "", quantity: line.quantity, discountPercent: line.discount || undefined })),
      },
    });
    const made = result.data?.salesOrderCreate.salesOrder?.number;
    if (result.ok && made) void navigate({ to: `/orders/${made}` });
  };
  const why = !customer ? "Choose a customer first." : asked.length === 0 ? "Add an item with a quantity." : undefined;

  return (
    <Page title="New order" crumbs={[{ label: "Order desk", to: "/orders" }]}>
      <div className="scrolls neworder">
        <Form act={creating} onSubmit={() => void submit()} submit="Make draft" why={why} onCancel={() => void navigate({ to: "/orders" })}>
          <div className="neworderhead">
            <SearchField
              label="Customer"
              path="customerNumber"
              value={facts && customer ? { value: facts.number, label: facts.name ?? facts.number } : customer}
              onChange={setCustomer}
              search={lookups.customers}
              required
              autoFocus={!given.customer}
              placeholder="Name or number"
              hint={facts ? [facts.number, facts.legalEntity?.name, facts.paymentTerms?.name, facts.currency].filter(Boolean).join(" \u00B7 ") : "Who is not here yet is added under Customers."}
            />
            <FieldRow columns="1fr 1fr 1fr">
              <DateField label="Wanted" path="requestedDate" value={wanted} onChange={setWanted} placeholder="Any day" />
              <TextField label="Their reference" path="customerReference" value={reference} onChange={setReference} maxLength={120} />
              <FigureField label="Freight" path="freight" value={freight} onChange={setFreight} currency={facts?.currency ?? undefined} />
            </FieldRow>
          </div>
          {facts?.isOnHold && <p className="bad s">{facts.name} is on hold: {facts.holdReason}. The draft can be made, but nothing leaves until the customer is released.</p>}
          <table className="draftlines" aria-label="Lines of the new order">
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Quantity</th>
                <th scope="col">Discount</th>
                <th scope="col" className="num">Price</th>
                <th scope="col" className="num">Net before discount</th>
                <th scope="col" className="num">Free</th>
                <th scope="col" className="num">Leaves</th>
                <th scope="col"><span className="sr">Take off</span></th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, at) => {
                const answer = line.item ? answerOf(line) : undefined;
                return (
                  <tr key={line.key}>
                    <td><SearchField label={`Item of line ${at + 1}`} path={`lines.${at}.itemNumber`} value={line.item} onChange={(item) => change(line.key, { item })} search={lookups.items} placeholder="Number or name" /></td>
                    <td><FigureField label={`Quantity of line ${at + 1}`} path={`lines.${at}.quantity`} value={line.quantity} onChange={(quantity) => change(line.key, { quantity })} /></td>
                    <td><FigureField label={`Discount of line ${at + 1}`} path={`lines.${at}.discountPercent`} value={line.discount} onChange={(discount) => change(line.key, { discount })} unit="%" /></td>
                    <td className="num">{answer?.problem ? <span className="bad s">{answer.problem}</span> : <Money value={answer?.unitPrice} />}</td>
                    <td className="num"><Money value={answer?.lineTotal} /></td>
                    <td className="num">{answer?.availableQuantity !== null && answer?.availableQuantity !== undefined ? formatDecimal(answer.availableQuantity) : ""}</td>
                    <td className="num"><DateText value={answer?.promiseDate} tone={wanted && answer?.promiseDate && answer.promiseDate > wanted ? "warn" : undefined} /></td>
                    <td>
                      <button type="button" className="iconbutton" aria-label={`Take line ${at + 1} off`} disabled={lines.length === 1} onClick={() => setLines(lines.filter((one) => one.key !== line.key))}>
                        <X size={13} strokeWidth={1.6} aria-hidden />
                      </button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <div className="draftfoot">
            <Button
              size="xs"
              leftSection={<Plus size={12} aria-hidden />}
              onClick={() => {
                setLines([...lines, { key: next.current, quantity: "1", discount: "" }]);
                next.current += 1;
              }}
            >
              Add a line
            </Button>
            {answers && (
              <div className="end draftsum">
                <Sum
                  lines={[
                    { key: "net", label: "Lines before discount", value: <Money value={answers.total} /> },
                    { key: "tax", label: "Tax", value: <Money value={answers.taxTotal} /> },
                    ...(answers.taxTotal ? [{ key: "all", label: `Together, ${answers.total.currency}`, value: <Money value={{ amount: addDecimals(answers.total.amount, answers.taxTotal.amount), currency: answers.total.currency }} />, total: true }] : []),
                  ]}
                />
              </div>
            )}
          </div>
        </Form>
      </div>
    </Page>
  );
}
