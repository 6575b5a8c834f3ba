import { useCallback, useMemo, useState } from "react";
import { Ellipsis, ExternalLink } from "lucide-react";
import {
  ActionIcon, AskDialog, Bar, Button, column, DataTable, DateText, formatMoment, formatTime, Go, GoButton, InlineEdit, Kbd, Menu, Money, Notice, Page, Ready, Split, Tag, useAct, useKeys, useLive, useNavigate, useParam, useQuery, type Column,
} from "@homefield/web-kit";
import { LineStrip, type Progress, type ProgressLine } from "../signed-orders/order-progress.tsx";
import { HandOverSteps, useHandOver, type HandOverNow } from "./HandOverSteps.tsx";
import { QuoteLines } from "./QuoteLines.tsx";
import { QuoteSide } from "./QuoteSide.tsx";
import {
  QuoteAskApprovalDocument, QuoteChoicesDocument, QuoteDecideApprovalDocument, QuoteItemsDocument, QuotePageDocument, QuoteRejectDocument, QuoteReviseDocument, QuoteSendDocument,
} from "./quote-documents.ts";
import { useDraft, type Draft } from "./use-draft.ts";
import { useQuotePrices } from "./use-quote-prices.ts";
import { dearest, QuoteStatusTag, type Quote, type QuoteLine } from "./quote-words.tsx";

/** Queries that show quotes somewhere. */
export const QUOTE_QUERIES = ["Quotes", "QuoteViewCounts", "QuotesWaiting"];

/** One version of a quote: built while it is a draft, read afterwards. */
export function QuotePage() {
  const id = useParam("id");
  const result = useQuery(QuotePageDocument, { variables: { id } });
  return (
    <Ready
      result={result}
      pick={(data) => data.quote}
      what="quote"
      back={<GoButton to="/quotes">Back to quotes</GoButton>}
    >
      {(quote) => <Record key={quote.id} quote={quote} again={result.refetch} />}
    </Ready>
  );
}

function useNames(quote: Quote): ReadonlyMap<string, string> {
  const result = useQuery(QuoteItemsDocument, { variables: { id: quote.id }, fetchPolicy: "cache-first" });
  return useMemo(() => new Map((result.data?.quote?.lines ?? []).flatMap((line) => (line.item?.name ? [[line.item.number, line.item.name] as const] : []))), [result.data]);
}

type Asked = "approval" | "decline" | "approve" | "send" | "reject" | "revise";

function Record({ quote, again }: { quote: Quote; again: () => Promise<unknown> }) {
  const navigate = useNavigate();
  const acts = new Set(quote.acts);
  const edits = acts.has("EDIT");
  const priced = !["SIGNED", "SUPERSEDED", "REJECTED", "EXPIRED"].includes(quote.status);
  const draft = useDraft(quote, again);
  const prices = useQuotePrices(quote, priced);
  const names = useNames(quote);
  const now = useHandOver(quote);
  const [asked, setAsked] = useState<Asked>();
  const [cursor, setCursor] = useState<string>();
  const version = { id: quote.id, expectedVersion: quote.lockVersion };
  const [askApproval] = useAct(QuoteAskApprovalDocument, { done: "Approval asked for", refetch: QUOTE_QUERIES });
  const [decide] = useAct(QuoteDecideApprovalDocument, { done: (data) => (data.quoteDecideApproval.quote?.status === "APPROVED" ? "Approved" : "Declined"), refetch: QUOTE_QUERIES });
  const [send, sending] = useAct(QuoteSendDocument, { done: `${quote.number} sent`, refetch: QUOTE_QUERIES });
  const [reject] = useAct(QuoteRejectDocument, { done: "Recorded", refetch: QUOTE_QUERIES });
  const [revise] = useAct(QuoteReviseDocument, { refetch: QUOTE_QUERIES });
  useLive(["QuoteChanged", "SignedOrderAccepted"], () => void again());

  const main: { label: string; run: () => void } | undefined = acts.has("ASK_APPROVAL") ? { label: "Ask for approval", run: () => setAsked("approval") }
    : acts.has("APPROVE") ? { label: "Approve", run: () => setAsked("approve") }
    : acts.has("SEND") ? { label: "Send", run: () => setAsked("send") }
    : acts.has("SIGN") ? { label: "Record signature", run: () => void navigate({ to: `/quotes/${quote.id}/sign` } as unknown as Parameters<typeof navigate>[0]) }
    : undefined;
  useKeys({ "mod+enter": main && { label: main.label, run: main.run } }, { group: quote.number });
  const expensive = dearest(quote);
  const goToLine = () => setCursor(expensive ? String(expensive.lineNumber) : undefined);
  const order = now.order;

  return (
    <Page
      title={`${quote.number}${quote.title ? ` ${quote.title}` : ""}`}
      head={
        <>
          {quote.number} <span className="t2 titlewords">{quote.title}</span>
        </>
      }
      crumbs={[{ label: "Quotes", to: "/quotes" }]}
      recent
      acts={
        <>
          <Button component="a" href={quote.pdfPath} target="_blank" rel="noreferrer" rightSection={<ExternalLink size={13} strokeWidth={1.6} aria-hidden />}>
            {quote.status === "SIGNED" ? "Signed copy" : "Preview"}
          </Button>
          {acts.has("APPROVE") && (
            <Button onClick={() => setAsked("decline")}>Decline</Button>
          )}
          {order && (
            <GoButton to={`/orders/${order.number}`} of="crm">
              Open {order.number}
            </GoButton>
          )}
          {main && (
            <Button variant="filled" onClick={main.run} loading={sending.running} title={`${main.label} (Ctrl Enter)`}>
              {main.label}
            </Button>
          )}
          {(acts.has("REJECT") || acts.has("REVISE")) && (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon aria-label="More acts" variant="default" size={28}>
                  <Ellipsis size={14} strokeWidth={1.6} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {acts.has("REVISE") && <Menu.Item onClick={() => setAsked("revise")}>New version</Menu.Item>}
                {acts.has("REJECT") && <Menu.Item onClick={() => setAsked("reject")}>The customer said no</Menu.Item>}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <Facts quote={quote} draft={draft} edits={edits} />
      <Split columns="minmax(0,1fr) 296px">
        <section className="pane" aria-label="What is offered">
          {quote.signature ? <HandOverSteps quote={quote} now={now} /> : <WhatHolds quote={quote} draft={draft} onLine={goToLine} lineNumber={expensive?.lineNumber} again={again} />}
          {quote.signature && order && now.owned.state === "ready" ? (
            <SignedLines quote={quote} order={order} names={names} now={now} />
          ) : (
            <QuoteLines quote={quote} prices={prices} draft={draft} edits={edits} priced={priced} names={names} cursor={cursor} onCursor={setCursor} />
          )}
          <Words quote={quote} draft={draft} edits={edits} names={names} />
        </section>
        <QuoteSide quote={quote} prices={prices} priced={priced} now={now} />
      </Split>
      <AskDialog opened={asked === "approval"} onClose={() => setAsked(undefined)} title={`Ask for approval of ${quote.number}`} verb="Ask" reason="required" reasonLabel="Why this discount" onAct={(reason) => askApproval({ ...version, reason })}>
        {quote.approvalReason} While it is being looked at, the quote cannot be changed.
      </AskDialog>
      <AskDialog opened={asked === "approve"} onClose={() => setAsked(undefined)} title={`Approve ${quote.number}`} verb="Approve" reason="optional" reasonLabel="Words with it" onAct={(note) => decide({ ...version, decision: "APPROVED", note: note || null })}>
        {quote.approvals[0] && <>{quote.approvals[0].askedBy} asked: “{quote.approvals[0].reason}” </>}
        {quote.approvalReason}
      </AskDialog>
      <AskDialog opened={asked === "decline"} onClose={() => setAsked(undefined)} title={`Decline ${quote.number}`} verb="Decline" danger reason="required" onAct={(note) => decide({ ...version, decision: "DECLINED", note })}>
        It goes back to a draft, with your reason.
      </AskDialog>
      <AskDialog opened={asked === "send"} onClose={() => setAsked(undefined)} title={`Send ${quote.number}`} verb="Send" onAct={() => send(version)}>
        What is offered is fixed and hashed, and can be signed {quote.validUntilDate ? <>until <DateText value={quote.validUntilDate} /></> : "for 30 days"}. To change it afterwards, make a new version.
        {!quote.contact && " Nobody is named as its reader yet."}
      </AskDialog>
      <AskDialog opened={asked === "reject"} onClose={() => setAsked(undefined)} title={`${quote.account?.name ?? "The customer"} said no`} verb="Record it" danger reason="required" reasonLabel="Why" onAct={(reason) => reject({ ...version, reason })}>
        {quote.number} can then no longer be signed; a new version can be made of it.
      </AskDialog>
      <AskDialog
        opened={asked === "revise"}
        onClose={() => setAsked(undefined)}
        title={`New version of ${quote.number}`}
        verb="Make it"
        onAct={async () => {
          const result = await revise(version);
          const made = result.data?.quoteRevise.quote;
          if (result.ok && made) void navigate({ to: `/quotes/${made.id}` } as unknown as Parameters<typeof navigate>[0]);
          return result;
        }}
      >
        A draft with the same lines. This version stays as it is{["SENT", "APPROVED", "SIGNED"].includes(quote.status) ? ", superseded" : ""}.
      </AskDialog>
    </Page>
  );
}

function Facts({ quote, draft, edits }: { quote: Quote; draft: Draft; edits: boolean }) {
  const { data } = useQuery(QuoteChoicesDocument, { variables: { accountId: quote.account?.id ?? "" }, skip: !edits || !quote.account });
  const people = (data?.account?.contacts?.nodes ?? []).map((contact) => ({ value: contact.id, label: contact.name, hint: contact.jobTitle ?? undefined }));
  const deals = (data?.account?.opportunities?.nodes ?? []).filter((deal) => deal.status === "OPEN" || deal.id === quote.opportunity?.id).map((deal) => ({ value: deal.id, label: deal.name }));
  return (
    <Bar
      end={
        <>
          {draft.saving.running ? <span className="t3 xs">Saving</span> : draft.savedAt && <span className="t3 xs tab">Saved {formatTime(draft.savedAt)}</span>}
          {quote.signature ? <Tag tone="accent">Signed {formatMoment(quote.signature.signedAt)}</Tag> : <QuoteStatusTag status={quote.status} />}
        </>
      }
    >
      <span className="row g12 quotefacts">
        <span className="row g6">
          <span className="t3">Account</span>
          {quote.account && <Go to={`/accounts/${quote.account.id}`} className="m cut">{quote.account.name}</Go>}
        </span>
        <span className="row g6">
          <span className="t3">Signs</span>
          <InlineEdit label="Who signs" kind="select" value={quote.contact?.id ?? ""} options={people} disabled={!edits} save={(contactId) => draft.save({ contactId: contactId || null })}>
            {quote.contact?.name ?? (edits ? undefined : "Nobody named")}
          </InlineEdit>
        </span>
        <span className="row g6">
          <span className="t3">For</span>
          {edits ? (
            <InlineEdit label="Opportunity" kind="select" value={quote.opportunity?.id ?? ""} options={deals} save={(opportunityId) => draft.save({ opportunityId: opportunityId || null })}>
              {quote.opportunity?.name}
            </InlineEdit>
          ) : quote.opportunity ? (
            <Go to={`/opportunities/${quote.opportunity.id}`} className="cut">{quote.opportunity.name}</Go>
          ) : (
            <span className="t3">No opportunity</span>
          )}
        </span>
        <span className="row g6 only-l">
          <span className="t3">Version</span>
          <span className="tab">{quote.version}, <DateText value={quote.createdAt} /></span>
        </span>
        <span className="row g6">
          <span className="t3">Valid to</span>
          <InlineEdit label="Last day to sign" kind="date" value={quote.validUntilDate ?? ""} disabled={!edits} save={(day) => draft.save({ validUntilDate: day || null })}>
            {quote.validUntilDate ? <DateText value={quote.validUntilDate} /> : edits ? <span className="t3">30 days</span> : undefined}
          </InlineEdit>
        </span>
      </span>
    </Bar>
  );
}

function WhatHolds({ quote, draft, onLine, lineNumber, again }: { quote: Quote; draft: Draft; onLine: () => void; lineNumber: number | undefined; again: () => Promise<unknown> }) {
  const goes = lineNumber !== undefined && (
    <button type="button" className="link s" onClick={onLine}>
      Go to line {lineNumber}
    </button>
  );
  const last = quote.approvals[0];
  const declined = quote.status === "DRAFT" && last?.decision === "DECLINED" ? last : undefined;
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
    quote.approvalReason && (quote.status === "DRAFT" || quote.status === "IN_APPROVAL") && (
      <Notice key="approval" tone="warn" acts={goes}>
        <b className="m">{quote.status === "IN_APPROVAL" ? "Waits for approval." : "Needs approval before it is sent."}</b> {quote.approvalReason}
        {quote.status === "IN_APPROVAL" && last && <span className="t3"> Asked by {last.askedBy}, {formatMoment(last.askedAt)}.</span>}
      </Notice>
    ),
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
  ].filter(Boolean);
  return notices.length > 0 ? <div className="setaside stack g6">{notices}</div> : null;
}

/** Signed lines turn read-only and gain the ERP's strips; they meet by their position, which the order keeps. */
function SignedLines({ quote, order, names, now }: { quote: Quote; order: Progress; names: ReadonlyMap<string, string>; now: HandOverNow }) {
  const columns = useMemo<Column<QuoteLine>[]>(() => {
    const offered = quote.lines.filter((line) => !line.isOption);
    const byLine = new Map<string, ProgressLine>();
    const rest = [...(order.lines ?? [])];
    for (const line of offered) {
      const at = rest.findIndex((one) => one.item?.number === line.item?.number);
      if (at >= 0) byLine.set(line.id, ...(rest.splice(at, 1) as [ProgressLine]));
    }
    return [
      column.any<QuoteLine>({ id: "number", head: "#", width: 40, rank: 1, cell: (line) => <span className="t3 tab">{line.lineNumber}</span> }),
      column.any<QuoteLine>({
        id: "item", head: "Item", width: 200, grow: true, rank: 1,
        cell: (line) => (
          <span className="row">
            <span className="t3 s only-l itemnumber">{line.item?.number}</span>
            <span className="cut">{names.get(line.item?.number ?? "")}</span>
            {line.isOption && <span className="tag">Option</span>}
          </span>
        ),
      }),
      column.number<QuoteLine>({ id: "quantity", head: "Qty", width: 64, rank: 1, of: (line) => line.quantity }),
      column.money<QuoteLine>({ id: "price", head: "Price", width: 96, of: (line) => line.unitPrice }),
      column.percent<QuoteLine>({ id: "discount", head: "Disc.", width: 64, of: (line) => (Number(line.discountPercent) === 0 ? null : line.discountPercent) }),
      column.any<QuoteLine>({
        id: "order", head: "Order line", owner: "erp", width: 224, rank: 1,
        cell: (line) => {
          const found = byLine.get(line.id);
          return found ? <LineStrip line={found} order={order} /> : line.isOption ? <span className="t3">not ordered</span> : null;
        },
      }),
      column.any<QuoteLine>({
        id: "promise", head: "Promise", owner: "erp", width: 104, numeric: true, rank: 1,
        cell: (line) => {
          const found = byLine.get(line.id);
          const slipped = found?.firstPromisedDate && found.firstPromisedDate !== found.promisedDate ? found.firstPromisedDate : undefined;
          return <span title={found?.lateReason ?? undefined}><DateText value={found?.promisedDate} was={slipped} tone={found?.lateReason ? "warn" : undefined} /></span>;
        },
      }),
      column.any<QuoteLine>({ id: "total", head: "Total", width: 104, numeric: true, rank: 1, cell: (line) => <Money value={line.netAmount} strong={!line.isOption} tone={line.isOption ? "quiet" : undefined} /> }),
    ];
  }, [quote.lines, order, names]);
  return <DataTable id="quote-signed-lines" label="Lines as signed, and how their order stands" rows={quote.lines} rowKey={(line) => String(line.lineNumber)} columns={columns} owned={{ erp: now.owned }} />;
}

function Words({ quote, draft, edits, names }: { quote: Quote; draft: Draft; edits: boolean; names: ReadonlyMap<string, string> }) {
  const options = quote.lines.filter((line) => line.isOption);
  return (
    <div className="quotefoot">
      <div>
        <h2>Options, not in the total</h2>
        {options.length === 0 && <p className="s t3">{edits ? <>None. <Kbd keys="o" /> makes a line one.</> : "None."}</p>}
        {options.map((line) => (
          <div className="row s optionrow" key={line.id}>
            <span className="cut grow">{names.get(line.item?.number ?? "") ?? line.item?.number}</span>
            <span className="num t3">
              {line.quantity} × <Money value={line.unitPrice} />
            </span>
            <span className="num optionsum">
              <Money value={line.netAmount} />
            </span>
          </div>
        ))}
      </div>
      <div>
        <h2>Words on the quote</h2>
        <QuoteWords quote={quote} draft={draft} edits={edits} />
      </div>
    </div>
  );
}

function QuoteWords({ quote, draft, edits }: { quote: Quote; draft: Draft; edits: boolean }) {
  const [text, setText] = useState<string>();
  const begin = useCallback(() => setText(quote.words ?? ""), [quote.words]);
  const about = (
    <div className="s">
      <InlineEdit label="Title" value={quote.title ?? ""} disabled={!edits} save={(title) => draft.save({ title: title.trim() || null })}>
        {quote.title ?? (edits ? <span className="t3">Add a title</span> : undefined)}
      </InlineEdit>
    </div>
  );
  if (text === undefined) {
    return (
      <>
        {about}
        {edits ? (
          <button type="button" className="inlineshow wordsshown s t2" onClick={begin}>
            <span className="sr">Edit the words: </span>
            {quote.words ?? <span className="t3">Add words that are printed on it</span>}
          </button>
        ) : (
          <p className="s t2 wordsshown">{quote.words}</p>
        )}
      </>
    );
  }
  const save = async () => {
    const next = text.trim() || null;
    if (next === (quote.words ?? null) || (await draft.save({ words: next })).ok) setText(undefined);
  };
  return (
    <>
      {about}
      <textarea
        className="wordsedit s"
        aria-label="Words printed on the quote"
        // The reader has just asked to write here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        rows={4}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText(undefined);
          else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            void save();
          }
        }}
      />
    </>
  );
}
