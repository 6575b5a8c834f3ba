import { useMemo, useState } from "react";
import { Ellipsis, ExternalLink } from "lucide-react";
import { ActionIcon, AskDialog, Button, DateText, Dialog, GoButton, Menu, Page, Ready, Split, useAct, useKeys, useNavigate, useParam, useQuery } from "@homefield/web-kit";
import { HandOverSteps, useHandOver } from "./HandOverSteps.tsx";
import { QuoteHead } from "./QuoteHead.tsx";
import { QuoteLines } from "./QuoteLines.tsx";
import { QuoteNotices } from "./QuoteNotices.tsx";
import { QuoteSide } from "./QuoteSide.tsx";
import { QuoteFoot } from "./QuoteWords.tsx";
import { SignedLines } from "./SignedLines.tsx";
import { QuoteAskApprovalDocument, QuoteDecideApprovalDocument, QuoteItemsDocument, QuotePageDocument, QuoteRejectDocument, QuoteReviseDocument, QuoteSendDocument } from "./quote-documents.ts";
import { useApprovalNeed } from "./use-approval-need.ts";
import { useDraft } from "./use-draft.ts";
import { useQuotePrices } from "./use-quote-prices.ts";
import type { Quote } from "./quote-words.tsx";

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

type Asked = "approval" | "decline" | "approve" | "send" | "reject" | "revise" | "amend";

function Record({ quote, again }: { quote: Quote; again: () => Promise<unknown> }) {
  const navigate = useNavigate();
  const acts = new Set(quote.acts);
  const edits = acts.has("EDIT");
  const priced = !["SIGNED", "SUPERSEDED", "REJECTED", "EXPIRED"].includes(quote.status);
  const draft = useDraft(quote, again);
  const prices = useQuotePrices(quote, priced);
  const { need, again: judgeAgain } = useApprovalNeed(quote);
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

  const main: { label: string; run: () => void } | undefined = acts.has("ASK_APPROVAL") && need?.isNeeded ? { label: "Ask for approval", run: () => setAsked("approval") }
    : acts.has("APPROVE") ? { label: "Approve", run: () => setAsked("approve") }
    : acts.has("SEND") ? { label: "Send", run: () => setAsked("send") }
    : acts.has("SIGN") ? { label: "Record signature", run: () => void navigate({ to: `/quotes/${quote.id}/sign` }) }
    : undefined;
  useKeys({ "mod+enter": main && { label: main.label, run: main.run } }, { group: quote.number });
  const order = now.order;
  // An order that stands is changed or called off where it is at home.
  const stands = quote.status === "SIGNED" && order && order.status !== "CANCELLED" ? order : undefined;

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
                {acts.has("REVISE") && (stands ? <Menu.Item onClick={() => setAsked("amend")}>Amend what is signed</Menu.Item> : <Menu.Item onClick={() => setAsked("revise")}>New version</Menu.Item>)}
                {acts.has("REJECT") && <Menu.Item onClick={() => setAsked("reject")}>The customer said no</Menu.Item>}
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    >
      <QuoteHead quote={quote} draft={draft} edits={edits} />
      <Split columns="minmax(0,1fr) 296px">
        <section className="pane" aria-label="What is offered">
          {quote.signature ? <HandOverSteps quote={quote} now={now} /> : <QuoteNotices quote={quote} draft={draft} prices={prices} need={need} onLine={(lineNumber) => setCursor(String(lineNumber))} again={again} judgeAgain={judgeAgain} />}
          {quote.signature && order && now.owned.state === "ready" ? (
            <SignedLines quote={quote} order={order} names={names} now={now} />
          ) : (
            <QuoteLines quote={quote} prices={prices} draft={draft} edits={edits} priced={priced} need={need} names={names} cursor={cursor} onCursor={setCursor} />
          )}
          <QuoteFoot quote={quote} draft={draft} edits={edits} names={names} />
        </section>
        <QuoteSide quote={quote} prices={prices} priced={priced} now={now} />
      </Split>
      <AskDialog opened={asked === "approval"} onClose={() => setAsked(undefined)} title={`Ask for approval of ${quote.number}`} verb="Ask" reason="required" reasonLabel="Why these prices" onAct={(reason) => askApproval({ ...version, reason })}>
        {need?.reason} While it is being looked at, the quote cannot be changed.
      </AskDialog>
      <AskDialog opened={asked === "approve"} onClose={() => setAsked(undefined)} title={`Approve ${quote.number}`} verb="Approve" reason="optional" reasonLabel="Words with it" onAct={(note) => decide({ ...version, decision: "APPROVED", note: note || null })}>
        {quote.approvals[0] && <>{quote.approvals[0].askedBy} asked: “{quote.approvals[0].reason}” </>}
        {need?.reason}
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
          if (result.ok && made) void navigate({ to: `/quotes/${made.id}` });
          return result;
        }}
      >
        A draft with the same lines. This version stays as it is{["SENT", "APPROVED", "SIGNED"].includes(quote.status) ? ", superseded" : ""}.
        {quote.status === "SIGNED" && " Signature and order stay on record; the new version is signed and becomes an order of its own."}
      </AskDialog>
      <Dialog opened={asked === "amend" && stands !== undefined} onClose={() => setAsked(undefined)} title={`Amend ${quote.number}`}>
        <div className="stack g12">
          <p className="t2">
            What is signed does not change, and {stands?.number} stands in the ERP. To amend it, have the order called off there, as far as nothing of it has shipped; then make a new version here, which is signed and becomes an order of its own. For more of the same, make a new quote.
          </p>
          <div className="row g6">
            {stands && <GoButton of="erp" to={`/orders/${stands.number}`} variant="filled">{stands.number} in ERP</GoButton>}
            <Button onClick={() => setAsked(undefined)}>Close</Button>
          </div>
        </div>
      </Dialog>
    </Page>
  );
}
