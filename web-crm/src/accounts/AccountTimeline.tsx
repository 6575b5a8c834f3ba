import { useMemo, useState, type ReactNode } from "react";
import { ArrowRight, Ban, Building2, Check, FileCheck2, FileText, FileX2, PackageCheck, Trophy } from "lucide-react";
import { addDays, Button, DocumentNumber, EmptyState, formatMoney, Go, Mark, Seg, Timeline, today, useMe, useSource, type TimelineEvent } from "@homefield/web-kit";
import { CompleteDialog } from "../activities/CompleteDialog.tsx";
import { kindIcons, kindWords } from "../activities/activity-words.tsx";
import type { AccountTimelineQuery, ActivityCellsFragment, ActivityKind, TimelineKind } from "../gql/graphql.ts";
import type { Account, Borrowed, BorrowedCustomer, Happened } from "./AccountPage.tsx";

type Entry = NonNullable<NonNullable<NonNullable<AccountTimelineQuery["account"]>["timeline"]>["nodes"]>[number];

const look = { size: 14, strokeWidth: 1.6, "aria-hidden": true } as const;
const icons: Record<Exclude<TimelineKind, ActivityKind>, ReactNode> = {
  STAGE_CHANGED: <ArrowRight {...look} />, OPPORTUNITY_CREATED: <ArrowRight {...look} />, OPPORTUNITY_WON: <Trophy {...look} />, OPPORTUNITY_LOST: <Ban {...look} />, QUOTE_SENT: <FileText {...look} />,
  QUOTE_SIGNED: <FileCheck2 {...look} />, QUOTE_REJECTED: <FileX2 {...look} />, ORDER_HANDED_OVER: <PackageCheck {...look} />, ACCOUNT_CREATED: <Building2 {...look} />, ACCOUNT_CHANGED: <Building2 {...look} />,
};

const isActivity = (kind: TimelineKind): kind is ActivityKind => kind in kindWords;

type Kinds = "all" | "people" | "deals" | "borrowed";
const belongsTo = (kind: TimelineKind): Kinds => (isActivity(kind) ? "people" : kind.startsWith("ACCOUNT_") ? "all" : "deals");

/** The words of a thing as a link to it, wherever they occur in the title. */
function titleOf(entry: Entry): ReactNode {
  const { title, opportunity, quote } = entry;
  const link = quote ? { text: quote.number, to: `/quotes/${quote.id}` } : opportunity ? { text: opportunity.name, to: `/opportunities/${opportunity.id}` } : undefined;
  const at = link ? title.indexOf(link.text) : -1;
  if (!link || at < 0) return <span>{entry.title}</span>;
  return (
    <>
      {title.slice(0, at)}
      <Go to={link.to}>{link.text}</Go>
      {title.slice(at + link.text.length)}
    </>
  );
}

function ownEvent(entry: Entry): TimelineEvent {
  const who = entry.activity?.contact?.name;
  if (isActivity(entry.kind)) {
    const minutes = entry.activity?.durationMinutes;
    const with_ = [who && `with ${who}`, minutes && `${minutes} min`].filter(Boolean).join(", ");
    return { id: entry.id, at: entry.at, icon: kindIcons[entry.kind], who: <span>{entry.title}</span>, what: <span>{[with_, entry.actorName].filter(Boolean).join(" \u00B7 ")}</span>, body: entry.detail && <span>{entry.detail}</span> };
  }
  return { id: entry.id, at: entry.at, icon: icons[entry.kind], who: titleOf(entry), what: entry.actorName && <span>{`\u00B7 ${entry.actorName}`}</span>, body: entry.detail && <span>{entry.detail}</span> };
}

const orderLink = (number: string) => <DocumentNumber number={number} of="erp" to={`/orders/${number}`} />;

/** What the ERP's own records say happened; read now, kept nowhere. */
function borrowedEvents(customer: BorrowedCustomer): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (const order of customer.orderHistory?.nodes ?? []) {
    if (!order.log || order.log.length === 0) {
      if (order.orderDate) events.push({ id: `order ${order.number}`, at: order.orderDate, owner: "erp", who: orderLink(order.number), what: "was ordered" });
      continue;
    }
    // Shipments and invoices speak for themselves below.
    const ownActs = order.log.filter((line) => !/^(shipment|invoice)/.test(line.act));
    ownActs.forEach((line, at) => events.push({ id: `order ${order.number} ${at}`, at: line.at, owner: "erp", who: orderLink(order.number), what: <span>{line.text}</span> }));
  }
  for (const shipment of customer.shipments?.nodes ?? []) {
    const who = <DocumentNumber number={shipment.number} of="erp" to={`/shipments/${shipment.number}`} />;
    if (shipment.shippedDate) events.push({ id: `left ${shipment.number}`, at: shipment.shippedDate, owner: "erp", who, what: <span>{shipment.carrier ? `left with ${shipment.carrier}` : "left the house"}</span> });
    if (shipment.deliveredDate) events.push({ id: `arrived ${shipment.number}`, at: shipment.deliveredDate, owner: "erp", who, what: "arrived" });
  }
  for (const invoice of customer.invoiceHistory?.nodes ?? []) {
    if (!invoice.number || !invoice.issueDate || !invoice.total) continue;
    const who = <DocumentNumber number={invoice.number} of="erp" to={invoice.number ? `/invoices/${invoice.number}` : `/invoices/draft/${invoice.id}`} />;
    events.push({ id: `issued ${invoice.id}`, at: invoice.issueDate, owner: "erp", who, what: <span>{`${invoice.kind === "CREDIT_NOTE" ? "credited" : "billed"} ${formatMoney(invoice.total, { withCurrency: true })}`}</span> });
    if (invoice.kind === "INVOICE" && invoice.daysOverdue && invoice.dueDate && invoice.openAmount) {
      events.push({ id: `late ${invoice.id}`, at: addDays(invoice.dueDate, 1), owner: "erp", who, what: <span>{`fell overdue, ${formatMoney(invoice.openAmount, { withCurrency: true })} open`}</span> });
    }
  }
  const now = today();
  return events.filter((event) => event.at.slice(0, 10) <= now);
}

export interface AccountTimelineProps {
  account: Account;
  happened: Happened;
  borrowed: Borrowed;
  /** Plans a next step; absent where the caller may not. */
  onPlan?: () => void;
}

/** Next steps, then what happened on both sides by day. */
export function AccountTimeline({ account, happened, borrowed, onPlan }: AccountTimelineProps) {
  const { can } = useMe();
  const source = useSource("erp");
  const [kinds, setKinds] = useState<Kinds>("all");
  const [completing, setCompleting] = useState<ActivityCellsFragment>();
  const { pages, open } = happened;
  const { customer } = borrowed;
  const rows = pages.rows;
  const oldest = pages.hasMore ? rows?.at(-1)?.at : undefined;
  const events = useMemo(() => {
    const own = kinds === "borrowed" ? [] : (rows ?? []).filter((entry) => kinds === "all" || belongsTo(entry.kind) === kinds).map(ownEvent);
    const other = customer && (kinds === "all" || kinds === "borrowed") ? borrowedEvents(customer) : [];
    // Older ones come with the page that reaches back to them.
    return [...own, ...(kinds === "all" && oldest ? other.filter((event) => event.at >= oldest.slice(0, 10)) : other)];
  }, [rows, customer, kinds, oldest]);
  const next = kinds === "deals" || kinds === "borrowed" ? [] : open.map((activity): TimelineEvent => ({
    id: activity.id,
    at: activity.dueAt ?? activity.createdAt,
    icon: can("activity:edit") ? (
      <button type="button" className="donebox" aria-label={`Done: ${activity.subject}`} title="Done" onClick={() => setCompleting(activity)}>
        <Check size={10} strokeWidth={2.4} aria-hidden />
      </button>
    ) : kindIcons[activity.kind],
    who: <span>{activity.subject}</span>,
    what: <span>{[activity.contact && `with ${activity.contact.name}`, activity.owner?.name].filter(Boolean).join(" \u00B7 ")}</span>,
    body: activity.isOverdue ? <span className="bad">Was due. {activity.body}</span> : activity.body && <span>{activity.body}</span>,
  }));
  // Without orders and invoices the events are missing for the same reason the panels are.
  const nothingToShow = borrowed.orders.state === "denied" && borrowed.invoices.state === "denied";
  const showsBorrowed = kinds === "all" || kinds === "borrowed";
  return (
    <>
      <div className="whatkinds" role="group" aria-label="What to show">
        <Seg pressed={kinds === "all"} onClick={() => setKinds("all")}>All</Seg>
        <Seg pressed={kinds === "people"} onClick={() => setKinds("people")}>People</Seg>
        <Seg pressed={kinds === "deals"} onClick={() => setKinds("deals")}>Deals</Seg>
        {borrowed.isCustomer && (
          <Seg pressed={kinds === "borrowed"} onClick={() => setKinds("borrowed")} icon={<Mark of="erp" state={source.state === "silent" ? "silent" : "ready"} quiet />}>
            Orders and money
          </Seg>
        )}
      </div>
      {(kinds === "all" || kinds === "people") && open.length === 0 && onPlan && happened.result.data && !account.archivedAt && (
        <div className="tl">
          <h3 className="day">Next</h3>
          <div className="row g6 s">
            <span className="t3">No next step is planned.</span>
            <button type="button" className="link" onClick={onPlan}>
              Plan one
            </button>
          </div>
        </div>
      )}
      <Timeline next={next} events={events} borrowed={borrowed.isCustomer && showsBorrowed ? [{ owned: nothingToShow ? borrowed.orders : borrowed.whole, what: "Order and payment events" }] : []} />
      {rows !== undefined && events.length === 0 && next.length === 0 && (
        <EmptyState title="Nothing happened yet">{kinds === "all" ? "Calls, notes, quotes and orders stand here as they happen." : "Nothing of this kind happened with this account."}</EmptyState>
      )}
      {pages.hasMore && kinds !== "borrowed" && (
        <div className="tl">
          <Button size="xs" onClick={pages.more} loading={pages.loadingMore}>
            {pages.failed ? "That did not load. Try again" : "Show what was before"}
          </Button>
        </div>
      )}
      <CompleteDialog activity={completing} onClose={() => setCompleting(undefined)} />
    </>
  );
}
