import { useMemo } from "react";
import { addDecimals, compareDecimals, DateText, formatDecimal, formatMoment, formatTime, Go, isNegative, Mark, Money, Section, subtractDecimal, Sum, sumByCurrency, Who } from "@homefield/web-kit";
import { percentOf, quoteMargin } from "./price-apart.ts";
import type { HandOverNow } from "./HandOverSteps.tsx";
import type { QuotePrices } from "./use-quote-prices.ts";
import { linesInWords, statusWords, type Quote } from "./quote-words.tsx";

/** Beside the lines: what it comes to, when it would leave, who has said what. */
export function QuoteSide({ quote, prices, priced, now }: { quote: Quote; prices: QuotePrices; priced: boolean; now: HandOverNow }) {
  return (
    <section className="pane scrolls quoteside" aria-label="Totals, delivery and record">
      <Totals quote={quote} prices={prices} priced={priced} />
      {priced ? quote.lines.length > 0 && <Delivery quote={quote} prices={prices} /> : <Promised now={now} />}
      <Approvals quote={quote} />
      <Record quote={quote} />
      <Versions quote={quote} />
    </section>
  );
}

function Totals({ quote, prices, priced }: { quote: Quote; prices: QuotePrices; priced: boolean }) {
  const options = sumByCurrency(quote.lines.filter((line) => line.isOption).map((line) => line.netAmount))[0];
  // Only when every line that counts has a price is there a sum to hold against.
  const counted = quote.lines.filter((line) => !line.isOption);
  const answers = counted.map((line) => prices.of(line)?.lineTotal);
  const atErp = priced && prices.owned.state === "ready" && counted.length > 0 && answers.every((answer) => answer) ? addDecimals(...answers.map((answer) => answer?.amount ?? "0")) : undefined;
  const apart = atErp === undefined ? undefined : subtractDecimal(quote.total.amount, atErp);
  const apartShare = atErp === undefined || apart === undefined ? undefined : percentOf(apart, atErp);
  const margin = priced && prices.owned.state === "ready" ? quoteMargin(quote.lines, prices.of) : undefined;
  const money = (amount: string) => ({ amount, currency: quote.currency });
  return (
    <Section title={`Totals, ${quote.currency}`}>
      <Sum
        lines={[
          { key: "lines", label: `${counted.length === 1 ? "1 line" : `${counted.length} lines`}`, value: <Money value={quote.total} /> },
          { key: "total", label: "Offered, without tax", value: <Money value={quote.total} />, total: true },
          ...(options ? [{ key: "options", label: "Options, not in it", value: <Money value={options} tone="quiet" /> }] : []),
          ...(atErp === undefined || apart === undefined
            ? []
            : [
                { key: "erp", label: <span className="row g6"><Mark of="erp" quiet />At ERP prices</span>, value: <Money value={money(atErp)} /> },
                { key: "apart", label: apartShare ? `Difference, ${formatDecimal(apartShare, { most: 1 })} %` : "Difference", value: <Money value={money(apart)} tone={isNegative(apart) ? "warn" : undefined} /> },
              ]),
          ...(margin
            ? [
                {
                  key: "margin", value: <Money value={money(margin.amount)} tone={isNegative(margin.amount) ? "bad" : undefined} />,
                  label: <span className="row g6" title="What is offered less its cost at the moving average; the ERP's answer, stored nowhere."><Mark of="erp" quiet />Margin{margin.percent && `, ${formatDecimal(margin.percent, { most: 1 })} %`}</span>,
                },
              ]
            : []),
        ].filter((line) => line.key !== "lines" || counted.length > 0)}
      />
      {margin && margin.unknown.length > 0 && <p className="xs t3 under">The margin leaves out {linesInWords(margin.unknown)}: the ERP knows no cost of {margin.unknown.length === 1 ? "it" : "them"}.</p>}
      <p className="xs t3 under">Tax and freight are added by the ERP with the order.</p>
    </Section>
  );
}

function Delivery({ quote, prices }: { quote: Quote; prices: QuotePrices }) {
  const parts = useMemo(() => {
    const byDay = new Map<string, { lines: number[]; short: boolean }>();
    for (const line of quote.lines) {
      const answer = prices.of(line);
      if (line.isOption || !answer?.promiseDate) continue;
      const part = byDay.get(answer.promiseDate) ?? { lines: [], short: false };
      part.lines.push(line.lineNumber);
      part.short ||= answer.availableQuantity !== null && answer.availableQuantity !== undefined && compareDecimals(answer.availableQuantity, line.quantity) < 0;
      byDay.set(answer.promiseDate, part);
    }
    return [...byDay].toSorted(([a], [b]) => a.localeCompare(b));
  }, [quote.lines, prices]);
  const { owned } = prices;
  return (
    <Section title="Delivery" owned={owned}>
      {owned.state === "silent" || owned.state === "failed" ? (
        <p className="s t2">
          ERP is not answering{owned.since ? ` since ${formatTime(owned.since)}` : ""}. No day is shown rather than an old one; the quote can be written, and sent once somebody approves it.{" "}
          <button type="button" className="link s" onClick={owned.retry}>Retry</button>
        </p>
      ) : owned.state === "denied" ? (
        <p className="s t2">Your role does not include asking for prices and days.</p>
      ) : (
        <>
          <Sum small lines={parts.map(([day, part], at) => ({ key: day, label: `${parts.length > 1 ? `Part ${at + 1}: ` : ""}${linesInWords(part.lines)}`, value: <DateText value={day} tone={part.short ? "warn" : undefined} /> }))} />
          <p className="xs t3 under">Days are promised when the quote is signed, not before. Stock is not held.</p>
        </>
      )}
    </Section>
  );
}

function Promised({ now }: { now: HandOverNow }) {
  const { order, owned } = now;
  if (!order || owned.state !== "ready") return null;
  const days = new Map<string, number[]>();
  for (const line of order.lines ?? []) if (line.promisedDate) days.set(line.promisedDate, [...(days.get(line.promisedDate) ?? []), line.lineNumber]);
  return (
    <Section title="Delivery" owned={owned}>
      {days.size === 0 ? <p className="s t3">No day is promised yet.</p> : <Sum small lines={[...days].toSorted(([a], [b]) => a.localeCompare(b)).map(([day, lines]) => ({ key: day, label: linesInWords(lines), value: <DateText value={day} /> }))} />}
    </Section>
  );
}

function Approvals({ quote }: { quote: Quote }) {
  if (quote.approvals.length === 0) return null;
  return (
    <Section title="Approval">
      {quote.approvals.map((approval) => (
        <div className="said s" key={approval.id}>
          <div className="row g6">
            <Who name={approval.askedBy} quiet />
            <span className="cut">{approval.askedBy} asked</span>
            <span className="end t3 tab">{formatMoment(approval.askedAt)}</span>
          </div>
          <p className="t2">{approval.reason}</p>
          {approval.limitPercent && <p className="t3 xs">{approvedFor(approval)}</p>}
          {approval.decidedAt ? (
            <>
              <div className="row g6">
                <Who name={approval.decidedBy} quiet />
                <span className={`cut ${approval.decision === "DECLINED" ? "bad" : ""}`}>
                  {approval.decidedBy} {approval.decision === "APPROVED" ? "approved" : "declined"}
                </span>
                <span className="end t3 tab">{formatMoment(approval.decidedAt)}</span>
              </div>
              {approval.note && <p className="t2">{approval.note}</p>}
            </>
          ) : (
            <p className="t3">Not answered yet.</p>
          )}
        </div>
      ))}
    </Section>
  );
}

/** What was kept of it: which lines, and the limit of that day. How far below is asked anew. */
function approvedFor({ limitPercent, beyondLines, unjudgedLines }: Quote["approvals"][number]): string {
  const parts = [
    beyondLines.length > 0 && `${linesInWords(beyondLines)} more than ${formatDecimal(limitPercent ?? "0")} % below the ERP's prices`,
    unjudgedLines.length > 0 && `${linesInWords(unjudgedLines)} without a price of the ERP to hold against`,
  ].filter(Boolean);
  return `For ${parts.join("; ")}.`;
}

function Record({ quote }: { quote: Quote }) {
  const rows: { key: string; who: string | null | undefined; what: string; at: string }[] = [{ key: "made", who: quote.owner?.name, what: `made v${quote.version}`, at: quote.createdAt }];
  if (quote.sentAt) rows.push({ key: "sent", who: quote.owner?.name, what: "sent it", at: quote.sentAt });
  if (quote.signature) rows.push({ key: "signed", who: quote.signature.signerName, what: "signed", at: quote.signature.signedAt });
  return (
    <Section title="Record">
      {rows.map((row) => (
        <div className="row g6 s recordrow" key={row.key}>
          <Who name={row.who} quiet />
          <span className="cut">
            {row.who ?? "Somebody"} {row.what}
          </span>
          <span className="end t3 tab">{formatMoment(row.at)}</span>
        </div>
      ))}
      {quote.rejectReason && <p className="s t2">The customer said no: {quote.rejectReason}</p>}
      {quote.contentHash && (
        <p className="xs t3 hash under" title="SHA-256 over what was sent">
          {quote.contentHash}
        </p>
      )}
    </Section>
  );
}

function Versions({ quote }: { quote: Quote }) {
  if (quote.versions.length < 2) return null;
  return (
    <Section title="Versions">
      {quote.versions.map((version) => (
        <div className="row g6 s recordrow" key={version.id}>
          {version.id === quote.id ? <span className="m">Version {version.version}</span> : <Go to={`/quotes/${version.id}`} className="link">Version {version.version}</Go>}
          <span className="t3 cut">{statusWords[version.status]}</span>
          <span className="end tab">
            <Money value={version.total} whole />
          </span>
        </div>
      ))}
    </Section>
  );
}
