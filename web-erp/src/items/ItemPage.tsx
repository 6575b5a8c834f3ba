import { useState } from "react";
import { addDecimals, Button, DateText, DocumentNumber, Fact, Facts, formatDecimal, Go, isNegative, isZero, MiniTable, Money, Moment, Page, Panel, PanelGroup, Ready, Section, StatRow, Tag, today, useAct, useKeys, useMe, useOwned, usePages, useParam, useQuery } from "@homefield/web-kit";
import type { ItemPageQuery, ItemStatus, PriceRuleFactsFragment } from "../gql/graphql.ts";
import { StockDialog, type StockAct } from "../inventory/StockDialogs.tsx";
import { EndRuleDialog, NewRuleDialog } from "../pricing/PriceRuleDialogs.tsx";
import { ItemPriceRulesDocument } from "../pricing/price-documents.ts";
import { PriceTester } from "../pricing/PriceTester.tsx";
import { forWhom, isOver, RuleEffect, RuleSpan } from "../pricing/price-words.tsx";
import { ItemChoicesDocument, ItemDocument, ItemMovesDocument, ItemUpdateDocument, ItemValueDocument } from "./item-documents.ts";
import { ITEM_STATUS_WORDS, MOVE_WORDS } from "./item-words.ts";

type Item = NonNullable<ItemPageQuery["item"]>;

export function ItemPage() {
  const number = useParam("number");
  const own = useQuery(ItemDocument, { variables: { number } });
  const { can } = useMe();
  const item = own.data?.item;
  const [act, setAct] = useState<StockAct>();
  const moves = can("stock:move") && item?.isStocked === true;
  useKeys({ r: moves && { label: "Goods came in", run: () => setAct("receive") }, n: moves && { label: "Count", run: () => setAct("count") } }, { group: "Item" });
  return (
    <Page
      title={`${number} ${item?.name ?? ""}`}
      head={<><span className="doc">{number}</span> {item?.name}</>}
      crumbs={[{ label: "Items and stock", to: "/items" }]}
      recent={Boolean(item)}
      acts={
        moves && (
          <>
            <Button onClick={() => setAct("transfer")}>Move</Button>
            <Button onClick={() => setAct("count")}>Count</Button>
            <Button variant="filled" onClick={() => setAct("receive")}>
              Receive
            </Button>
          </>
        )
      }
    >
      <Ready result={own} pick={(data) => data.item} what="item" back={<Go to="/items" className="link">To all items</Go>}>
        {(found) => (
          <>
            <ItemBody item={found} own={own} />
            <StockDialog act={act} item={number} unit={found.unit?.code} places={own.data?.warehouses ?? []} stock={found.stock ?? []} onDone={() => setAct(undefined)} />
          </>
        )}
      </Ready>
    </Page>
  );
}

function ItemBody({ item, own }: { item: Item; own: Parameters<typeof useOwned>[0] }) {
  const { number } = item;
  const { can } = useMe();
  const stockOwned = useOwned(own, "item.stock", "erp");
  const value = useQuery(ItemValueDocument, { variables: { number }, skip: !can("ledger:read") });
  const movesAsked = useQuery(ItemMovesDocument, { variables: { number } });
  const movesOwned = useOwned(movesAsked, "item.stockMoves", "erp");
  const moves = usePages(movesAsked, "item.stockMoves");
  const rules = useQuery(ItemPriceRulesDocument, { variables: { number } });
  const rulesOwned = useOwned(rules, "item.priceRules", "erp");
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<PriceRuleFactsFragment>();
  const [withOld, setWithOld] = useState(false);
  const prices = can("price:edit");
  const all = rules.data?.item?.priceRules ?? [];
  const now = today();
  const shown = withOld ? all : all.filter((rule) => !isOver(rule, now));
  const stock = item.stock ?? [];
  const values = new Map((value.data?.item?.stock ?? []).map((one) => [one.warehouse.code, one.value]));
  return (
    <div className="customerpage">
      <aside className="left" aria-label="Facts of the item">
        <ItemFactsColumn item={item} />
      </aside>
      <div className="mid">
        <PanelGroup>
          {item.isStocked ? (
            <Panel title="Stock" owned={stockOwned} isEmpty={stock.length === 0} empty="None was ever in stock.">
              {() => (
                <>
                  <div className="in stockin">
                    <StatRow
                      label="Stock in all warehouses"
                      stats={[
                        { key: "hand", label: `On hand, ${item.unit?.code ?? ""}`, value: item.onHand ? formatDecimal(item.onHand) : "" },
                        { key: "reserved", label: "Reserved", value: formatDecimal(addDecimals("0", ...stock.map((one) => one.reserved))) },
                        { key: "free", label: "Available", value: item.available ? formatDecimal(item.available) : "", tone: item.available && (isZero(item.available) || isNegative(item.available)) ? "warn" : undefined },
                      ]}
                    />
                  </div>
                  <MiniTable
                    label="Stock by warehouse"
                    rows={stock}
                    rowKey={(row) => row.warehouse.code}
                    columns={[
                      { id: "warehouse", head: "Warehouse", cell: (row) => <>{row.warehouse.name} <span className="t3">{row.warehouse.code}</span></> },
                      { id: "hand", head: "On hand", numeric: true, width: 84, cell: (row) => formatDecimal(row.onHand) },
                      { id: "reserved", head: "Reserved", numeric: true, width: 84, cell: (row) => <span className={isZero(row.reserved) ? "t3" : undefined}>{formatDecimal(row.reserved)}</span> },
                      { id: "free", head: "Available", numeric: true, width: 84, cell: (row) => <span className={isZero(row.available) ? "warn m" : "m"}>{formatDecimal(row.available)}</span> },
                      ...(can("ledger:read") ? [{ id: "value", head: "Value", numeric: true, width: 132, cell: (row: (typeof stock)[number]) => <Money value={values.get(row.warehouse.code)} withCurrency /> }] : []),
                    ]}
                  />
                </>
              )}
            </Panel>
          ) : (
            <Panel title="Stock" isEmpty empty="A service: nothing is reserved or shipped from stock." />
          )}
          <Panel
            title="Price rules"
            what="price rules"
            owned={rulesOwned}
            count={shown.length || undefined}
            isEmpty={shown.length === 0}
            empty="No rule names this item now."
            end={prices ? <button type="button" className="link s" onClick={() => setAdding(true)}>New rule</button> : undefined}
            foot={all.length > shown.length || withOld ? <button type="button" className="link" onClick={() => setWithOld(!withOld)}>{withOld ? "Only those that apply" : `Also the ${all.length - shown.length} that ended`}</button> : undefined}
          >
            {() => (
              <MiniTable
                label="Price rules"
                rows={shown}
                rowKey={(rule) => rule.id}
                columns={[
                  { id: "name", head: "Rule", cell: (rule) => <span className={isOver(rule, now) ? "t3" : "m"}>{rule.name}</span> },
                  { id: "for", head: "For", wide: true, cell: (rule) => <span className="t2" title={forWhom(rule)}>{forWhom(rule)}</span> },
                  { id: "span", head: "From, to", width: 152, cell: (rule) => <RuleSpan rule={rule} /> },
                  { id: "effect", head: "Effect", numeric: true, width: 112, cell: (rule) => <RuleEffect rule={rule} /> },
                  ...(prices ? [{ id: "end", head: <span className="sr">End it</span>, width: 52, numeric: true, cell: (rule: PriceRuleFactsFragment) => (isOver(rule, now) ? null : <button type="button" className="link s" onClick={() => setEnding(rule)} aria-label={`End ${rule.name}`}>End</button>) }] : []),
                ]}
              />
            )}
          </Panel>
          {item.isStocked && (
            <Panel title="Moves" what="stock moves" owned={movesOwned} isEmpty={(moves.rows?.length ?? 0) === 0} empty="Nothing has moved yet." foot={moves.hasMore ? <button type="button" className="link" onClick={moves.more} disabled={moves.loadingMore}>{moves.loadingMore ? "Loading more\u2026" : "Older moves"}</button> : undefined}>
              {() => (
                <MiniTable
                  label="Moves, newest first"
                  rows={moves.rows ?? []}
                  rowKey={(move) => move.id}
                  columns={[
                    { id: "at", head: "When", width: 136, cell: (move) => <Moment value={move.movedAt} /> },
                    { id: "kind", head: "Why", width: 92, cell: (move) => <span title={move.reason ?? undefined}>{MOVE_WORDS[move.kind]}</span> },
                    { id: "where", head: "Where", width: 84, cell: (move) => <span className="t2">{move.warehouse.code}</span> },
                    { id: "source", head: "By document", cell: (move) => <DocumentNumber number={move.sourceNumber} to={move.sourceNumber?.startsWith("SH-") ? `/shipments/${move.sourceNumber}` : undefined} /> },
                    { id: "by", head: "Recorded by", wide: true, cell: (move) => <span className="t2">{move.movedBy}</span> },
                    { id: "day", head: "Books", numeric: true, width: 88, wide: true, cell: (move) => <DateText value={move.postingDate} /> },
                    { id: "quantity", head: "Quantity", numeric: true, width: 84, cell: (move) => <span className={isNegative(move.quantity) ? "t2" : "m"}>{isNegative(move.quantity) ? "" : "+"}{formatDecimal(move.quantity)}</span> },
                  ]}
                />
              )}
            </Panel>
          )}
        </PanelGroup>
      </div>
      <aside className="right" aria-label="What it would cost">
        {can("price:ask") && <PriceTester item={number} />}
        {!can("price:ask") && <Panel title="Price tester" what="asking for prices" owned={{ state: "denied", owner: "erp", permission: "price:ask", asking: false, retry: () => undefined }} />}
      </aside>
      <NewRuleDialog opened={adding} item={number} onClose={() => setAdding(false)} />
      <EndRuleDialog rule={ending} onClose={() => setEnding(undefined)} />
    </div>
  );
}

function ItemFactsColumn({ item }: { item: Item }) {
  const { can } = useMe();
  const edits = can("item:edit");
  const categories = useQuery(ItemChoicesDocument).data?.itemCategories;
  const [update] = useAct(ItemUpdateDocument, { done: "Saved", refetch: ["Items"] });
  type Input = Parameters<typeof update>[0]["input"];
  const editOf = (value: string | null | undefined, input: (text: string) => Input, more: { kind?: "select" | "figure"; options?: { value: string; label: string }[] } = {}) =>
    edits ? { value: value ?? "", save: (text: string) => update({ number: item.number, input: input(text), expectedVersion: item.version ?? 0 }), ...more } : undefined;
  return (
    <>
      <Section title="Item" end={item.status !== "ACTIVE" && item.status ? <Tag tone="warn">{ITEM_STATUS_WORDS[item.status]}</Tag> : undefined}>
        <Facts small>
          <Fact label="Name" edit={editOf(item.name, (name) => ({ name }))}>{item.name}</Fact>
          <Fact label="Category" edit={editOf(item.category?.code, (category) => ({ category }), { kind: "select", options: (categories ?? []).map((one) => ({ value: one.code, label: one.name })) })}>
            {[item.category?.parent?.name, item.category?.name].filter(Boolean).join(" \u203A ")}
          </Fact>
          <Fact label="Status" edit={editOf(item.status, (status) => ({ status: status as ItemStatus }), { kind: "select", options: Object.entries(ITEM_STATUS_WORDS).map(([value, label]) => ({ value, label })) })}>
            {item.status && ITEM_STATUS_WORDS[item.status]}
          </Fact>
          <Fact label="Unit">{item.unit?.name}</Fact>
          <Fact label="Lead time" edit={editOf(String(item.leadTimeDays ?? ""), (days) => ({ leadTimeDays: Number(days) }), { kind: "figure" })}>
            {item.leadTimeDays} days
          </Fact>
          <Fact label="Weight" edit={editOf(item.weightGrams === null ? "" : String(item.weightGrams), (grams) => ({ weightGrams: grams.trim() === "" ? null : Number(grams) }), { kind: "figure" })}>
            {item.weightGrams === null ? <span className="t3">Unknown</span> : `${formatDecimal(String(item.weightGrams))} g`}
          </Fact>
        </Facts>
      </Section>
      {item.description && (
        <Section title="Text for offers">
          <p className="s t2">{item.description}</p>
        </Section>
      )}
    </>
  );
}
