import { useMemo, useRef, useState } from "react";
import { Ellipsis } from "lucide-react";
import { ActErrors, ActionIcon, column, compareDecimals, DataTable, DateText, Dialog, EmptyState, Form, formatDecimal, formatMoney, isNegative, isZero, Menu, Money, negateDecimal, Percent, TextAreaField, useMe, type ActResult, type Column, type Owned } from "@homefield/web-kit";
import type { QuoteLineInput } from "../gql/graphql.ts";
import { ItemPicker } from "./ItemPicker.tsx";
import { PriceTrace, useOpenTrace } from "./PriceTrace.tsx";
import { marginOf, reductionPercent } from "./price-apart.ts";
import type { ApprovalNeed } from "./use-approval-need.ts";
import type { Draft } from "./use-draft.ts";
import type { QuotePrices } from "./use-quote-prices.ts";
import type { Quote, QuoteLine } from "./quote-words.tsx";

const rowKey = (line: QuoteLine): string => String(line.lineNumber);

export interface QuoteLinesProps {
  quote: Quote;
  prices: QuotePrices;
  draft: Draft;
  edits: boolean;
  /** Lines are asked about only while they may still change. */
  priced: boolean;
  need: ApprovalNeed | undefined;
  names: ReadonlyMap<string, string>;
  cursor: string | undefined;
  onCursor: (key: string | undefined) => void;
}

/** What is offered, line by line, edited in its cells; the ERP's answer stands beside it. */
export function QuoteLines({ quote, prices, draft, edits, priced, need, names, cursor, onCursor }: QuoteLinesProps) {
  const trace = useOpenTrace();
  const { can: sees } = useMe();
  const [turn, setTurn] = useState(0);
  const [wording, setWording] = useState<QuoteLine>();
  const picked = useRef(new Map<string, string>());
  const nameOf = (line: QuoteLine) => names.get(line.item?.number ?? "") ?? prices.names.get(line.item?.number ?? "") ?? picked.current.get(line.item?.number ?? "");
  const { saveLines } = draft;

  const change = (line: QuoteLine, values: Partial<QuoteLineInput>) =>
    saveLines((lines) => lines.map((one, at) => (at === line.lineNumber - 1 ? { ...one, ...values } : one)));
  const remove = (line: QuoteLine) => void saveLines((lines) => lines.filter((_, at) => at !== line.lineNumber - 1));
  const wrong = (message: string): Promise<ActResult<unknown>> => Promise.resolve({ ok: false, userErrors: [{ code: "REQUIRED", message }] });

  const columns = useMemo(() => {
    const can = () => edits;
    const figure = (field: "quantity" | "discountPercent", value: (line: QuoteLine) => string, none: string) => ({
      kind: "figure" as const,
      can,
      value,
      save: (line: QuoteLine, typed: string) => (typed === "" ? wrong(none) : change(line, { [field]: typed })),
    });
    const made: Column<QuoteLine>[] = [
      column.any<QuoteLine>({ id: "number", head: "#", width: 40, rank: 3, cell: (line) => <span className="t3 tab">{line.lineNumber}</span>, value: (line) => line.lineNumber }),
      column.any<QuoteLine>({
        id: "item", head: "Item", width: 150, grow: true, rank: 1,
        value: (line) => `${line.item?.number ?? ""} ${nameOf(line) ?? ""}`.trim(),
        cell: (line) => (
          <span className="row">
            <span className={nameOf(line) ? "t3 s only-l itemnumber" : "itemnumber"}>{line.item?.number}</span>
            <span className="cut" title={nameOf(line)}>{nameOf(line)}</span>
            {line.isOption && <span className="tag">Option</span>}
            {line.note && <span className="t3 s cut" title={line.note}>{line.note}</span>}
          </span>
        ),
      }),
      column.number<QuoteLine>({ id: "quantity", head: "Qty", width: 56, rank: 1, of: (line) => line.quantity, edit: figure("quantity", (line) => line.quantity, "Say how many.") }),
    ];
    if (priced) {
      made.push(column.money<QuoteLine>({ id: "list", head: "List", owner: "erp", width: 92, hidden: true, of: (line) => prices.of(line)?.listPrice }));
    }
    made.push(
      column.money<QuoteLine>({
        id: "price", head: "Price", width: 88, of: (line) => line.unitPrice,
        edit: { kind: "figure", can, value: (line) => line.unitPrice.amount, save: (line, typed) => change(line, { unitPrice: typed === "" ? null : typed }) },
      }),
      column.percent<QuoteLine>({
        id: "discount", head: "Disc.", width: 62, rank: 1, most: 1, of: (line) => (isZero(line.discountPercent) ? null : line.discountPercent),
        edit: { kind: "figure", can, value: (line) => line.discountPercent, save: (line, typed) => change(line, { discountPercent: typed === "" ? "0" : typed }) },
      }),
    );
    if (priced) {
      made.push(
        column.any<QuoteLine>({
          id: "erpprice", head: "ERP price", owner: "erp", width: 88, numeric: true, rank: 1,
          value: (line) => { const price = prices.of(line)?.unitPrice; return price ? { figure: price.amount } : null; },
          cell: (line) => {
            const answer = prices.of(line);
            return answer ? <PriceTrace quote={quote} line={line} answer={answer} opened={trace.isOpen(line)} onOpened={(opened) => trace.toggle(line, opened)} onUse={edits ? (price) => void change(line, { unitPrice: price, discountPercent: "0" }) : undefined} /> : null;
          },
        }),
        column.any<QuoteLine>({
          id: "apart", head: "vs ERP", owner: "erp", width: 66, numeric: true, rank: 1,
          value: (line) => { const percent = reductionPercent(line, prices.of(line)); return percent === undefined ? null : { figure: negateDecimal(percent) }; },
          cell: (line) => <Apart percent={reductionPercent(line, prices.of(line))} judged={need?.lines.find((one) => one.lineNumber === line.lineNumber)} limitPercent={need?.limitPercent} />,
        }),
        ...(sees("item-cost:read")
          ? [
              column.any<QuoteLine>({
                id: "margin", head: "Margin", owner: "erp" as const, width: 66, numeric: true, rank: 2,
                value: (line) => { const percent = marginOf(line, prices.of(line))?.percent; return percent === undefined ? null : { figure: percent }; },
                cell: (line) => <MarginCell margin={marginOf(line, prices.of(line))} currency={quote.currency} />,
              }),
            ]
          : []),
        column.number<QuoteLine>({
          id: "free", head: "Free", owner: "erp", width: 56, rank: 2, of: (line) => prices.of(line)?.availableQuantity,
          tone: (line) => { const free = prices.of(line)?.availableQuantity; return free !== null && free !== undefined && compareDecimals(free, line.quantity) < 0 ? "warn" : undefined; },
        }),
        column.any<QuoteLine>({
          id: "promise", head: "Promise", owner: "erp", width: 76, numeric: true, rank: 2,
          value: (line) => prices.of(line)?.promiseDate,
          cell: (line) => <PromisedDay answer={prices.of(line)} wanted={line.requestedDate} />,
        }),
      );
    }
    made.push(
      column.date<QuoteLine>({
        id: "wanted", head: "Wanted", width: 78, rank: 3, of: (line) => line.requestedDate,
        edit: { kind: "date", can, value: (line) => line.requestedDate ?? "", save: (line, typed) => change(line, { requestedDate: typed || null }) },
      }),
      column.any<QuoteLine>({ id: "total", head: "Total", width: 96, numeric: true, rank: 1, value: (line) => ({ figure: line.netAmount.amount }), cell: (line) => <Money value={line.netAmount} strong={!line.isOption} tone={line.isOption ? "quiet" : undefined} /> }),
    );
    if (edits) {
      made.push(
        column.any<QuoteLine>({
          id: "acts", head: "", width: 48, rank: 1,
          cell: (line) => (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon aria-label={`More for line ${line.lineNumber}`} size={22}>
                  <Ellipsis size={14} strokeWidth={1.6} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => void change(line, { isOption: !line.isOption })}>{line.isOption ? "Count it in the total" : "Make it an option"}</Menu.Item>
                <Menu.Item onClick={() => setWording(line)}>{line.note ? "Change the note" : "Add a note"}</Menu.Item>
                <Menu.Divider />
                <Menu.Item color="var(--hf-bad)" onClick={() => remove(line)}>
                  Take off
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ),
        }),
      );
    }
    return made;
    // The rest is made of these.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [quote, prices, edits, priced, need, names, trace.isOpen]);

  const owned: Partial<Record<"erp", Owned>> | undefined = priced && quote.lines.length > 0 ? { erp: prices.owned } : undefined;
  const acts: Record<string, { label: string; run: (line: QuoteLine) => void }> = { ...(priced ? { p: { label: "Price trace", run: (line: QuoteLine) => trace.toggle(line, !trace.isOpen(line)) } } : {}) };
  if (edits) acts.o = { label: "Option or not", run: (line) => void change(line, { isOption: !line.isOption }) };
  if (edits) acts.backspace = { label: "Take the line off", run: remove };
  return (
    <>
      {draft.saving.failure || draft.saving.userErrors.length > 0 ? (
        <div className="setaside">
          <ActErrors state={draft.saving} />
        </div>
      ) : null}
      <DataTable
        id="quote-lines"
        label="Lines of the quote"
        rows={quote.lines}
        rowKey={rowKey}
        columns={columns}
        owned={owned}
        cursor={cursor}
        onCursor={onCursor}
        rowKeys={acts}
        empty={edits ? undefined : <EmptyState title="Nothing is offered">This quote has no lines.</EmptyState>}
        tail={
          edits && (
            <ItemPicker
              turn={turn}
              onPick={(item) => {
                picked.current.set(item.number, item.name);
                setTurn((before) => before + 1);
                void saveLines((lines) => [...lines, { itemNumber: item.number, quantity: "1" }]);
              }}
            />
          )
        }
      />
      <Dialog opened={wording !== undefined} onClose={() => setWording(undefined)} title={`Note on line ${wording?.lineNumber ?? ""}`}>
        {wording && <NoteForm line={wording} draft={draft} onSave={(note) => change(wording, { note })} onClose={() => setWording(undefined)} />}
      </Dialog>
    </>
  );
}

/** What is offered against the ERP's price of today; red where the team may not go that far alone. */
function Apart({ percent, judged, limitPercent }: { percent: string | undefined; judged: ApprovalNeed["lines"][number] | undefined; limitPercent: string | undefined }) {
  if (percent === undefined) return judged && judged.reductionPercent === null ? <span className="warn m" title="There is no price of the ERP to hold it against, so somebody has to approve it.">?</span> : null;
  if (isZero(percent)) return <span className="t3" title="Offered at the ERP's price.">same</span>;
  const why = judged?.isBeyondLimit ? `Further below the ERP's price than the ${formatDecimal(limitPercent ?? "0")} % that need no approval.` : undefined;
  const text = isNegative(percent) ? `+${formatDecimal(negateDecimal(percent), { most: 1 })}` : `−${formatDecimal(percent, { most: 1 })}`;
  return <span className={judged?.isBeyondLimit ? "tab bad m" : "tab"} title={why ?? (isNegative(percent) ? "Dearer than the ERP's price." : "Below the ERP's price.")}>{`${text}\u00A0%`}</span>;
}

function MarginCell({ margin, currency }: { margin: ReturnType<typeof marginOf>; currency: string }) {
  if (!margin) return null;
  return (
    <span title={formatMoney({ amount: margin.amount, currency }, { withCurrency: true })}>
      <Percent value={margin.percent} tone={isNegative(margin.amount) ? "bad" : undefined} />
    </span>
  );
}

function PromisedDay({ answer, wanted }: { answer: ReturnType<QuotePrices["of"]>; wanted: string | null | undefined }) {
  if (!answer) return null;
  if (!answer.promiseDate) return <span className="warn m" title="It cannot be had any more.">none</span>;
  const late = wanted ? answer.promiseDate > wanted : answer.availableQuantity !== null && answer.availableQuantity !== undefined && compareDecimals(answer.availableQuantity, answer.quantity) < 0;
  return <DateText value={answer.promiseDate} tone={late ? "warn" : undefined} />;
}

function NoteForm({ line, draft, onSave, onClose }: { line: QuoteLine; draft: Draft; onSave: (note: string | null) => ReturnType<Draft["save"]>; onClose: () => void }) {
  const [note, setNote] = useState(line.note ?? "");
  return (
    <Form
      act={draft.saving}
      submit="Save the note"
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await onSave(note.trim() || null);
        if (ok) onClose();
      }}
    >
      <TextAreaField label="Printed under the line" value={note} onChange={setNote} autoFocus maxLength={1000} />
    </Form>
  );
}
