import { Maximize2 } from "lucide-react";
import { formatDecimal, formatMoney, Go, isZero, Kbd, Moment, Money, Ready, DateText, Section, SidePanel, Strip, Sum, useOwned, useQuery } from "@homefield/web-kit";
import { BorrowedContacts } from "../customers/BorrowedAccount.tsx";
import type { OrderFactsFragment } from "../gql/graphql.ts";
import { OrderBorrowedDocument, OrderDocument } from "./order-documents.ts";
import { LiftButton, type OrderActs } from "./order-acts.tsx";
import { whyBlocked } from "./block-words.ts";
import { BLOCK_TONES, BLOCK_WORDS, blocksOf, stripOf, type OrderBlockRow } from "./order-words.tsx";

/** What belongs to the order under the cursor: what holds it and by which figures, its lines, dates, people and story. */
export function OrderPanel({ number, acts, onClose }: { number: string; acts: OrderActs; onClose: () => void }) {
  const own = useQuery(OrderDocument, { variables: { number } });
  const borrowed = useQuery(OrderBorrowedDocument, { variables: { number } });
  const account = useOwned(borrowed, "salesOrder.customer.account", "crm");
  const contacts = useOwned(borrowed, "salesOrder.customer.account.contacts", "crm");
  return (
    <SidePanel
      label={number}
      title={<span className="doc">{number}</span>}
      sub={own.data?.salesOrder?.customer?.name}
      onClose={onClose}
      acts={
        <Go to={`/orders/${number}`} className="goto" aria-label={`Open ${number}`} title="Open the order">
          <Maximize2 size={13} strokeWidth={1.6} aria-hidden />
        </Go>
      }
    >
      <Ready result={own} pick={(data) => data.salesOrder} what="order">
        {(order) => (
          <>
            {blocksOf(order).map((block) => (
              <BlockCard key={block.id} block={block} order={order} acts={acts} />
            ))}
            <PanelLines order={order} />
            <Section title="Dates">
              <Sum
                small
                lines={[
                  { key: "ordered", label: "Ordered", value: <DateText value={order.orderDate} /> },
                  { key: "wanted", label: "Wanted", value: order.requestedDate ? <DateText value={order.requestedDate} /> : <span className="t3">Any day</span> },
                  { key: "promised", label: "Promised", value: order.promisedDate ? <span className="m"><DateText value={order.promisedDate} /></span> : <span className="t3">Nothing open</span> },
                ]}
              />
            </Section>
          </>
        )}
      </Ready>
      <BorrowedContacts account={borrowed.data?.salesOrder?.customer?.account} owned={account} contacts={contacts} />
      {own.data?.salesOrder?.log && <OrderLog log={own.data.salesOrder.log.slice(0, 8)} />}
    </SidePanel>
  );
}

export function OrderLog({ log }: { log: NonNullable<OrderFactsFragment["log"]> }) {
  return (
    <Section title="Log">
      <ol className="log">
        {log.map((entry) => (
          <li key={`${entry.at} ${entry.act} ${entry.text}`}>
            <span className="t3">
              <Moment value={entry.at} />
            </span>
            <span title={entry.actorName}>{entry.text}</span>
          </li>
        ))}
        {log.length === 0 && <li className="t3">Nothing is written down yet.</li>}
      </ol>
    </Section>
  );
}

/** A block with the rule, the figures behind it and the act that lifts it. */
export function BlockCard({ block, order, acts }: { block: OrderBlockRow; order: OrderFactsFragment; acts: OrderActs }) {
  const { creditLimit, openBalance, overdueBalance } = order.customer ?? {};
  const figures =
    block.kind === "STOCK"
      ? []
      : [
          ...(openBalance ? [{ key: "balance", label: "Balance", value: <Money value={openBalance} /> }] : []),
          ...(overdueBalance && !isZero(overdueBalance.amount) ? [{ key: "overdue", label: "of it overdue", value: <Money value={overdueBalance} tone="bad" /> }] : []),
          ...(openBalance ? [{ key: "limit", label: "Limit", value: creditLimit ? <Money value={creditLimit} /> : <span className="t3">None</span> }] : []),
        ];
  const lift = <LiftButton block={block} order={order} acts={acts} filled size="sm" />;
  const mayLift = block.liftedBy === "RELEASE_CUSTOMER" || order.acts?.includes(block.liftedBy);
  return (
    <section className={`blockcard ${BLOCK_TONES[block.kind]}`} aria-label={`${BLOCK_WORDS[block.kind]} block`}>
      <header>
        <div className="row">
          <h3 className={`b ${BLOCK_TONES[block.kind]}`}>{BLOCK_WORDS[block.kind]} block</h3>
          <span className="end xs t2 tab">
            since <Moment value={block.since} />
          </span>
        </div>
        <p className="s">{whyBlocked(block)}</p>
      </header>
      {figures.length > 0 && (
        <div className="figures">
          <Sum small lines={figures} />
        </div>
      )}
      <div className="row act">
        {mayLift ? lift : <span className="t3 s">{block.kind === "CREDIT" ? "Somebody with the right to release orders lifts this." : "A planner lifts this, or a receipt does."}</span>}
        {mayLift && block.liftedBy !== "RELEASE_CUSTOMER" && (
          <span className="end">
            <Kbd keys="r" />
          </span>
        )}
      </div>
    </section>
  );
}

function PanelLines({ order }: { order: OrderFactsFragment }) {
  const lines = order.lines ?? [];
  const held = new Set((order.blocks ?? []).flatMap((block) => (block.line ? [block.line.id] : [])));
  return (
    <Section title="Lines" end={held.size > 0 ? `${held.size} of ${lines.length} held` : lines.length}>
      {lines.map((line) => {
        const free = line.item?.stock?.find((stock) => stock.warehouse.code === line.warehouse?.code)?.available;
        return (
          <div className="panelline" key={line.id}>
            <div className="row">
              {line.item ? (
                <Go to={`/items/${line.item.number}`} className="doc t3">
                  {line.item.number}
                </Go>
              ) : null}
              <span className="cut grow">{line.description}</span>
              <span className="num">{formatDecimal(line.quantity)}</span>
              <span className="num amount">{formatMoney(line.netAmount)}</span>
            </div>
            <div className="row">
              <Strip {...stripOf(order.status, [line], (order.blocks ?? []).filter((block) => !block.line || block.line.id === line.id))} />
              {line.item?.isStocked && free !== undefined && (
                <span className="end t3 tab">
                  {formatDecimal(free)} free in {line.warehouse?.code}
                </span>
              )}
            </div>
          </div>
        );
      })}
    </Section>
  );
}
