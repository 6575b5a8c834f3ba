import { useEffect } from "react";
import { dayOf, formatMoment, formatTime, Go, Mark, Notice, Steps, today, useOwned, useQuery, type Owned, type StepProps } from "@homefield/web-kit";
import type { QuoteHandOverQuery } from "../gql/graphql.ts";
import { QuoteHandOverDocument } from "./quote-documents.ts";
import type { Quote } from "./quote-words.tsx";

type Moved = NonNullable<QuoteHandOverQuery["quote"]>;

export interface HandOverNow {
  moved: Moved | undefined;
  order: Moved["order"] | undefined;
  owned: Owned;
}

const POLL_MS = 1_500;

/** Where a signed quote is on its way; asked again and again until the order is there. */
export function useHandOver(quote: Quote): HandOverNow {
  const signed = quote.signature !== null && quote.signature !== undefined;
  const result = useQuery(QuoteHandOverDocument, { variables: { id: quote.id }, skip: !signed });
  const owned = useOwned(result, "quote.order", "erp");
  const moved = result.data?.quote ?? undefined;
  const order = moved?.order;
  const status = moved?.handOver?.status;
  const waits = signed && (status === undefined || status === "WAITING" || (status === "DELIVERED" && !order && owned.state === "ready"));
  const { startPolling, stopPolling } = result;
  useEffect(() => {
    if (!waits) return undefined;
    startPolling(POLL_MS);
    return stopPolling;
  }, [waits, startPolling, stopPolling]);
  return { moved, order, owned };
}

/** To the second on the day itself, where seconds tell the steps apart. */
const momentOf = (moment: string): string => (dayOf(moment) === today() ? formatTime(moment, { seconds: true }) : formatMoment(moment));

function stepsOf(quote: Quote, { moved, order, owned }: HandOverNow): StepProps[] {
  const hand = moved?.handOver ?? quote.handOver;
  const signedAt = quote.signature?.signedAt;
  const delivered = hand?.status === "DELIVERED";
  const stopped = hand?.status === "REFUSED" || hand?.status === "CANCELLED";
  const known = owned.state === "ready" && order;
  const blocks = order?.blocks ?? [];
  const money = blocks.find((block) => block.kind !== "STOCK");
  const lines = (order?.lines ?? []).filter((line) => line.quantity !== line.cancelledQuantity);
  const short = new Set(blocks.filter((block) => block.kind === "STOCK").map((block) => block.line?.id));
  const sure = lines.filter((line) => !short.has(line.id) && line.promisedDate).length;
  const isConfirmed = order?.status !== undefined && order.status !== "DRAFT";
  const asking = owned.state === "silent" ? "ERP is not answering" : owned.state === "denied" ? "not for your role" : "";
  return [
    { id: "signed", state: "done", mark: <Mark of="crm" quiet />, title: "Signed", sub: signedAt ? `${quote.signature?.signerName}, ${momentOf(signedAt)}` : "" },
    {
      id: "handed", mark: <Mark of="crm" quiet />, state: delivered ? "done" : stopped ? "bad" : "now",
      title: delivered ? "Handed over" : hand?.status === "CANCELLED" ? "Called off" : hand?.status === "REFUSED" ? "Refused by ERP" : "On its way to ERP",
      sub: delivered && hand.deliveredAt ? `${quote.lines.length === 1 ? "1 line" : `${quote.lines.length} lines`}, ${momentOf(hand.deliveredAt)}` : hand ? `${hand.attempts === 1 ? "tried once" : `tried ${hand.attempts} times`}${hand.nextAttemptAt ? `, again ${formatTime(hand.nextAttemptAt)}` : ""}` : "",
    },
    { id: "order", mark: <Mark of="erp" quiet />, state: known ? "done" : delivered ? "now" : "todo", title: "Order created", sub: known ? order.number : delivered ? asking : "" },
    {
      id: "credit", mark: <Mark of="erp" quiet />, state: !known || !isConfirmed ? "todo" : money ? "bad" : "done",
      title: money ? (money.kind === "HOLD" ? "Customer on hold" : "Held for credit") : "Credit checked",
      sub: money ? money.reason : known ? (isConfirmed ? "nothing holds it" : "when the ERP confirms it") : "",
    },
    {
      id: "dates", mark: <Mark of="erp" quiet />, state: !known || !isConfirmed ? "todo" : sure === lines.length ? "done" : "now", title: "Dates confirmed",
      sub: !known || !isConfirmed ? "" : sure === lines.length ? "all lines" : `${sure} of ${lines.length}; the rest waits for stock`,
    },
  ];
}

/** A deal on its way home: five steps, from the signature to the dates. */
export function HandOverSteps({ quote, now }: { quote: Quote; now: HandOverNow }) {
  const { order, moved } = now;
  const hand = moved?.handOver ?? quote.handOver;
  return (
    <div className="handover">
      <div className="row handoverhead" role="status">
        <Mark of={order ? "erp" : "crm"} />
        {order?.status === "CANCELLED" ? (
          <span className="b">
            The ERP has called <Go to={`/orders/${order.number}`} className="link">{order.number}</Go> off
          </span>
        ) : order ? (
          <span className="b">
            This deal now lives in ERP as <Go to={`/orders/${order.number}`} className="link">{order.number}</Go>
          </span>
        ) : hand?.status === "CANCELLED" ? (
          <span className="b">The hand-over was called off; the ERP has no order of it</span>
        ) : hand?.status === "REFUSED" ? (
          <span className="b">The ERP refused the order; somebody has to look</span>
        ) : hand?.status === "DELIVERED" ? (
          <span className="b">The ERP has the order</span>
        ) : (
          <span className="b">Signed; the order is on its way to the ERP</span>
        )}
        <span className="t3 s cut">{hand?.status === "CANCELLED" ? hand.cancelReason : order?.status === "CANCELLED" ? `${order.cancelReason ?? ""} A new version can be offered and signed.` : "The quote stays here as the signed record and can no longer change."}</span>
      </div>
      <Steps label="From the signature to the order" steps={stepsOf(quote, now)} />
      {hand && hand.status !== "DELIVERED" && hand.status !== "CANCELLED" && hand.lastError && (
        <div className="handoverwhy">
          <Notice tone={hand.status === "REFUSED" ? "bad" : "warn"} acts={<Go to="/signed-orders" className="link s">Hand-overs</Go>}>
            <b className="m">{hand.status === "REFUSED" ? "The ERP refused it." : `Waits since ${formatMoment(hand.since)}.`}</b> {hand.lastError} {hand.status === "WAITING" && "It is tried again by itself; it cannot become two orders."}
          </Notice>
        </div>
      )}
    </div>
  );
}
