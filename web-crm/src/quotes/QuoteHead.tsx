import { Bar, DateText, formatMoment, formatTime, Go, InlineEdit, Tag, useQuery } from "@homefield/web-kit";
import { QuoteChoicesDocument } from "./quote-documents.ts";
import { QuoteStatusTag, type Quote } from "./quote-words.tsx";
import type { Draft } from "./use-draft.ts";

/** To whom, for what, until when: edited in place while it is a draft. */
export function QuoteHead({ quote, draft, edits }: { quote: Quote; draft: Draft; edits: boolean }) {
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
            {quote.validUntilDate ? <DateText value={quote.validUntilDate} /> : <span className="t3">30 days from sending</span>}
          </InlineEdit>
        </span>
      </span>
    </Bar>
  );
}
