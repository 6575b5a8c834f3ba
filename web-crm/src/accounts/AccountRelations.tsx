import { useState } from "react";
import { DateField, Dialog, FieldRow, FigureField, Form, formatMoney, Go, Money, MoneySums, Section, Tag, TextField, useAct, useFields, useMe, useNavigate, Who } from "@homefield/web-kit";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { ContactDialog } from "../contacts/ContactDialog.tsx";
import { roleWords } from "../contacts/contact-words.ts";
import type { ContactCellsFragment, QuoteStatus } from "../gql/graphql.ts";
import { AccountNewOpportunityDocument } from "./account-documents.ts";
import type { Account } from "./AccountPage.tsx";

const SHOWN = 8;

export function AccountPeople({ account, edits }: { account: Account; edits: boolean }) {
  const { can } = useMe();
  const opened = useDialogInAddress("person");
  const [adding, setAdding] = useState(false);
  const [all, setAll] = useState(false);
  if (!can("contact:read")) return null;
  const people: readonly ContactCellsFragment[] = account.contacts?.nodes ?? [];
  const open = adding ? "new" : people.find((person) => person.id === opened.value);
  const close = () => {
    setAdding(false);
    opened.close();
  };
  return (
    <Section title="People" end={account.contacts?.totalCount ?? undefined}>
      {people.length === 0 && <p className="t3 s">Nobody known there yet.</p>}
      {(all ? people : people.slice(0, SHOWN)).map((person) => (
        <button type="button" className="person" key={person.id} onClick={() => opened.open(person.id)}>
          <Who name={person.name} size="l" />
          <span className="two">
            <span className="cut m">{person.name}</span>
            <span className="cut xs t3">{person.jobTitle ?? person.email}</span>
          </span>
          {(person.role === "SIGNS" || person.role === "CHAMPION" || person.role === "DECISION_MAKER") && <Tag>{roleWords[person.role]}</Tag>}
        </button>
      ))}
      <div className="row g12">
        {people.length > SHOWN && !all && (
          <button type="button" className="link addline" onClick={() => setAll(true)}>
            All {people.length}
          </button>
        )}
        {edits && (
          <button type="button" className="link addline" onClick={() => setAdding(true)}>
            Add a person
          </button>
        )}
      </div>
      <ContactDialog contact={open} account={{ id: account.id, name: account.name }} edits={edits} onClose={close} />
    </Section>
  );
}

export function AccountDeals({ account, edits }: { account: Account; edits: boolean }) {
  const { can } = useMe();
  const [adding, setAdding] = useState(false);
  if (!can("opportunity:read")) return null;
  const open = (account.opportunities?.nodes ?? []).filter((deal) => deal.status === "OPEN");
  return (
    <Section title="In play" end={<MoneySums values={open.map((deal) => deal.amount)} whole />}>
      {open.length === 0 && <p className="t3 s">Nothing in play.</p>}
      {open.map((deal) => (
        <div className="deal" key={deal.id}>
          <div className="row">
            <Go to={`/opportunities/${deal.id}`} className="cut grow m">
              {deal.name}
            </Go>
            {deal.amount && (
              <span className="num" title={formatMoney(deal.amount, { withCurrency: true })}>
                <Money value={deal.amount} whole />
              </span>
            )}
          </div>
          <div className="xs t3">
            {deal.stage.name}
            {deal.quietDays ? <span className="warn"> · Quiet {deal.quietDays} d</span> : null}
          </div>
        </div>
      ))}
      {edits && (
        <button type="button" className="link addline" onClick={() => setAdding(true)}>
          Add an opportunity
        </button>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={`New opportunity with ${account.name}`}>
        {adding && <NewDeal account={account} onClose={() => setAdding(false)} />}
      </Dialog>
    </Section>
  );
}

function NewDeal({ account, onClose }: { account: Account; onClose: () => void }) {
  const navigate = useNavigate();
  const f = useFields({ name: "", amount: "", closeDate: "" });
  const [create, creating] = useAct(AccountNewOpportunityDocument, { done: (data) => `${data.opportunityCreate.opportunity?.name ?? "Opportunity"} made`, refetch: ["AccountPage", "AccountTimeline"] });
  const { values } = f;
  return (
    <Form
      act={creating}
      submit="Make opportunity"
      why={values.name.trim() === "" ? "Give it a name." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok, data } = await create({ input: { accountId: account.id, name: values.name.trim(), amount: values.amount || null, closeDate: values.closeDate || null } });
        const made = data?.opportunityCreate.opportunity;
        if (!ok) return;
        onClose();
        if (made) void navigate({ to: `/opportunities/${made.id}` });
      }}
    >
      <TextField label="Name" {...f.bind("name")} required autoFocus maxLength={200} />
      <FieldRow>
        <FigureField label="May bring" {...f.bind("amount")} currency={account.team?.currency} />
        <DateField label="Expected close" {...f.bind("closeDate")} />
      </FieldRow>
    </Form>
  );
}

const quoteWords: Record<QuoteStatus, string> = { DRAFT: "Draft", IN_APPROVAL: "Waits for approval", APPROVED: "Approved", SENT: "Sent", SIGNED: "Signed", REJECTED: "Rejected", EXPIRED: "Expired", SUPERSEDED: "Superseded" };

export function AccountQuotes({ account }: { account: Account }) {
  const { can } = useMe();
  if (!can("quote:read")) return null;
  const quotes = account.quotes?.nodes ?? [];
  if (quotes.length === 0) return null;
  return (
    <Section title="Quotes" end={account.quotes?.totalCount ?? undefined}>
      {quotes.slice(0, SHOWN).map((quote) => (
        <div className="deal" key={quote.id}>
          <div className="row">
            <Go to={`/quotes/${quote.id}`} className="doc">
              {quote.number}
            </Go>
            <span className="cut grow t2 s">{quote.title}</span>
            <span className="num" title={formatMoney(quote.total, { withCurrency: true })}>
              <Money value={quote.total} whole />
            </span>
          </div>
          <div className="xs t3">
            {quoteWords[quote.status]}
            {quote.version > 1 && `, version ${quote.version}`}
          </div>
        </div>
      ))}
    </Section>
  );
}
