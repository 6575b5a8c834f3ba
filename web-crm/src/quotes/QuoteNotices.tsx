import { DateText, formatDecimal, formatMoment, Go, Notice } from "@homefield/web-kit";
import { overtakenLines } from "./price-apart.ts";
import { linesInWords, type Quote } from "./quote-words.tsx";
import type { ApprovalNeed } from "./use-approval-need.ts";
import type { Draft } from "./use-draft.ts";
import type { QuotePrices } from "./use-quote-prices.ts";

export interface QuoteNoticesProps {
  quote: Quote;
  draft: Draft;
  prices: QuotePrices;
  need: ApprovalNeed | undefined;
  onLine: (lineNumber: number) => void;
  again: () => Promise<unknown>;
  judgeAgain: () => void;
}

/** What the reader has to know before doing anything with it. */
export function QuoteNotices({ quote, draft, prices, need, onLine, again, judgeAgain }: QuoteNoticesProps) {
  const goTo = (lineNumber: number | undefined) => lineNumber !== undefined && (
    <button type="button" className="link s" onClick={() => onLine(lineNumber)}>
      Go to line {lineNumber}
    </button>
  );
  const last = quote.approvals[0];
  const declined = quote.status === "DRAFT" && last?.decision === "DECLINED" ? last : undefined;
  const isUnjudged = need?.isNeeded && need.lines.every((line) => line.reductionPercent === null);
  const stands = quote.status === "APPROVED" || quote.status === "SENT";
  const overtaken = stands ? overtakenLines(quote.lines, prices.of, quote.account?.team?.discountLimitPercent ?? "100", last?.decision === "APPROVED" ? [...last.beyondLines, ...last.unjudgedLines] : []) : [];
  const unsold = quote.status === "DRAFT" || stands ? quote.lines.flatMap((line) => { const problem = prices.of(line)?.problem; return problem ? [{ line, problem }] : []; }) : [];
  const notices = [
    draft.overtaken && (
      <Notice key="stale" tone="warn" acts={<button type="button" className="link s" onClick={draft.settle}>I have seen it</button>}>
        <b className="m">Somebody else changed this quote meanwhile.</b> What you see is theirs; your last change was not saved. Make it again if it still holds.
      </Notice>
    ),
    declined && (
      <Notice key="declined" tone="bad">
        <b className="m">{declined.decidedBy} declined it.</b> {declined.note}
      </Notice>
    ),
    (quote.status === "IN_APPROVAL" || (quote.status === "DRAFT" && need?.isNeeded)) && (
      <Notice key="approval" tone="warn" acts={isUnjudged ? <button type="button" className="link s" onClick={judgeAgain}>Ask the ERP again</button> : goTo(need?.lines.find((line) => line.isBeyondLimit)?.lineNumber)}>
        <b className="m">{quote.status === "IN_APPROVAL" ? "Waits for approval." : "Needs approval before it is sent."}</b> {need?.reason}
        {quote.status === "IN_APPROVAL" && last && <span className="t3"> Asked by {last.askedBy}, {formatMoment(last.askedAt)}{need && !need.isNeeded && "; at the ERP's prices of now it would need none"}.</span>}
      </Notice>
    ),
    overtaken.length > 0 && (
      <Notice key="overtaken" tone="warn" acts={goTo(overtaken[0]?.line.lineNumber)}>
        <b className="m">The ERP's prices have gone up since.</b> {capital(linesInWords(overtaken.map(({ line }) => line.lineNumber)))} {overtaken.length === 1 ? `is now ${formatDecimal(overtaken[0]?.percent ?? "0")} %` : "are now further"} below them{overtaken.length === 1 ? ", further" : ""} than {quote.account?.team?.name ?? "the team"} may go alone. What was offered stands{quote.validUntilDate && <> until <DateText value={quote.validUntilDate} /></>}.
      </Notice>
    ),
    unsold.map(({ line, problem }) => (
      <Notice key={`unsold ${line.id}`} tone="warn" acts={goTo(line.lineNumber)}>
        <b className="m">The ERP has no price for line {line.lineNumber}.</b> {problem}
      </Notice>
    )),
    quote.status === "EXPIRED" && (
      <Notice key="expired" tone="warn">
        <b className="m">Not signed in time.</b> It could be signed until <DateText value={quote.validUntilDate} />. A new version can be.
      </Notice>
    ),
    quote.status === "REJECTED" && (
      <Notice key="rejected">
        <b className="m">The customer said no.</b> {quote.rejectReason}
      </Notice>
    ),
    quote.status === "SUPERSEDED" && (
      <Notice key="old" acts={quote.versions[0] && <Go to={`/quotes/${quote.versions[0].id}`} className="link s">Version {quote.versions[0].version}</Go>}>
        <b className="m">A newer version took its place.</b> This one is kept as it was.
      </Notice>
    ),
    draft.saving.failure && (
      <Notice key="failed" tone="bad" acts={<button type="button" className="link s" onClick={() => void again()}>Load again</button>}>
        <b className="m">Not saved.</b> What you see is what was saved last.
      </Notice>
    ),
  ].flat().filter(Boolean);
  return notices.length > 0 ? <div className="setaside stack g6">{notices}</div> : null;
}
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
