import { useEffect, useMemo, useState, type ReactNode } from "react";
import {
  ActErrors, addDecimals, Bar, Button, compareDecimals, DateText, DocumentNumber, EmptyState, FigureField, formatMoney, isZero, Kbd, Money, Ready, useAct, useKeys, useMe, useQuery,
} from "@homefield/web-kit";
import type { OpenItemsQuery } from "../gql/graphql.ts";
import { Allocate, CreditNoteAllocate, OpenItems, RECEIVABLES } from "./payment-documents.ts";
import { inOrder, minus, suggestion, toggled, type Applied, type PlaceSource } from "./placing.ts";

type Item = NonNullable<OpenItemsQuery["invoices"]>["nodes"][number];

/** The open invoices of whom money came from, and how much of it each gets; the sum as a sentence below. */
export function Placing({ source, head }: { source: PlaceSource; head?: ReactNode }) {
  const result = useQuery(OpenItems, { variables: { customer: source.customer?.number ?? "" }, skip: !source.customer });
  return <Ready result={result} pick={(data) => data.invoices} what="open items">{(invoices) => <Place key={source.number} source={source} items={invoices.nodes} head={head} />}</Ready>;
}

function Place({ source, items: open, head }: { source: PlaceSource; items: readonly Item[]; head: ReactNode }) {
  const { can } = useMe();
  const may = can("customer-payment:post");
  const { currency, left, number, words } = source;
  const items = useMemo(() => open.filter((item) => item.openAmount?.currency === currency), [open, currency]);
  const [applied, setApplied] = useState<Applied>(() => suggestion(words, items, left));
  const [allocatePayment, payment] = useAct(Allocate, { done: "Placed", refetch: RECEIVABLES });
  const [allocateNote, note] = useAct(CreditNoteAllocate, { done: "Placed", refetch: RECEIVABLES });
  const state = source.kind === "PAYMENT" ? payment : note;
  useEffect(() => setApplied(suggestion(words, items, left)), [words, items, left]);

  const amountFor = (item: Item): string | undefined => applied[item.number ?? ""];
  const chosen = items.filter((item) => amountFor(item) && !isZero(amountFor(item)!));
  const sum = chosen.reduce((total, item) => addDecimals(total, amountFor(item)!), "0");
  const rest = minus(left, sum);
  const over = chosen.find((item) => compareDecimals(amountFor(item)!, item.openAmount?.amount ?? "0") > 0);
  const why = chosen.length === 0 ? "Choose what it pays." : compareDecimals(rest, "0") < 0 ? "More is placed than there is." : over ? `${over.number} takes at most ${formatMoney(over.openAmount!)}.` : undefined;
  const oldest = () => setApplied(inOrder(items, left));
  const place = () => {
    if (why || !may) return;
    const allocations = chosen.map((item) => ({ invoiceNumber: item.number ?? "", amount: amountFor(item)! }));
    void (source.kind === "PAYMENT" ? allocatePayment({ number, allocations }) : allocateNote({ number, allocations }));
  };
  useKeys(may ? { "mod+enter": { label: "Place", run: place }, o: { label: "Oldest first", run: oldest } } : {}, { group: "Placing" });
  const amount = (value: string) => formatMoney({ amount: value, currency });
  return (
    <>
      {head && <Bar end={may && items.length > 0 ? <Button onClick={oldest} rightSection={<Kbd keys="o" />}>Oldest first</Button> : undefined}>{head}</Bar>}
      <div className="placing">
        <ActErrors state={state} />
        {items.length === 0 ? <div className="centre"><EmptyState title="No open invoices">This customer owes nothing in {currency}. It stays on account until something is billed.</EmptyState></div> : (
          <table className="mini" aria-label="Open invoices">
            <thead><tr><th scope="col" style={{ width: 36 }}><span className="sr">Pays</span></th><th scope="col">Invoice</th><th scope="col" className="num" style={{ width: 84 }}>Due</th><th scope="col" className="num wide" style={{ width: 72 }}>Days late</th><th scope="col" className="num" style={{ width: 104 }}>Open</th><th scope="col" className="num" style={{ width: 140 }}>Apply</th><th scope="col" className="num wide" style={{ width: 104 }}>Left open</th></tr></thead>
            <tbody>
              {items.map((item) => {
                const key = item.number ?? "";
                const value = applied[key];
                return (
                  <tr key={key}>
                    <td><input type="checkbox" className="ck" aria-label={`Pay ${key}`} checked={value !== undefined} disabled={!may} onChange={() => setApplied(toggled(applied, item, rest))} /></td>
                    <td><DocumentNumber number={item.number} to={`/invoices/${key}`} /></td>
                    <td className="num"><DateText value={item.dueDate} due /></td>
                    <td className="num wide"><span className={(item.daysOverdue ?? 0) > 0 ? "bad tab" : "t3"}>{item.daysOverdue || ""}</span></td>
                    <td className="num"><Money value={item.openAmount} /></td>
                    <td className="num">{value === undefined ? null : <FigureField label="" aria-label={`Apply to ${key}`} currency={currency} value={value} disabled={!may} onChange={(next) => setApplied((before) => ({ ...before, [key]: next }))} />}</td>
                    <td className="num wide">{value ? <Money value={{ amount: minus(item.openAmount?.amount ?? "0", value), currency }} /> : null}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </div>
      {items.length > 0 && (
        <Bar foot end={may ? <><span className="t3 s">{why}</span><Button variant="filled" disabled={why !== undefined} loading={state.running} onClick={place} rightSection={<Kbd keys="mod+enter" />}>Place</Button></> : <span className="t3 s">Your role reads payments only.</span>}>
          <span className="tab">{amount(left)} − {amount(sum)} = <b className={compareDecimals(rest, "0") < 0 ? "bad" : undefined}>{amount(rest)}</b> {currency} <span className="t3">{isZero(rest) ? "nothing left over" : compareDecimals(rest, "0") > 0 ? "stays on account" : "too much"}</span></span>
        </Bar>
      )}
    </>
  );
}
