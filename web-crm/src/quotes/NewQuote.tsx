import { useSearch } from "@tanstack/react-router";
import { DateField, FieldRow, Form, Page, SearchField, SelectField, TextField, useAct, useFields, useNavigate, useQuery, type FilterOption } from "@homefield/web-kit";
import { useAccountSearch } from "../accounts/AccountDialog.tsx";
import { MarketChoicesDocument, QuoteCreateDocument, QuoteStartDocument } from "./quote-documents.ts";
import { QUOTE_QUERIES } from "./QuotePage.tsx";

/** Begins a quote: for whom, for what. Its lines are written on its own page. */
export function NewQuote() {
  const search = useSearch({ strict: false }) as { account?: string; opportunity?: string };
  const start = useQuery(QuoteStartDocument, { variables: { accountId: search.account ?? "" }, skip: !search.account });
  const given = start.data?.account;
  const waits = Boolean(search.account) && start.loading && !given;
  return (
    <Page title="New quote" crumbs={[{ label: "Quotes", to: "/quotes" }]}>
      {!waits && <Begin key={given?.id} account={given ? { value: given.id, label: given.name } : undefined} opportunityId={search.opportunity ?? ""} />}
    </Page>
  );
}

function Begin({ account, opportunityId }: { account: FilterOption | undefined; opportunityId: string }) {
  const navigate = useNavigate();
  const searchAccounts = useAccountSearch();
  const f = useFields({ account, title: "", opportunityId, contactId: "", market: "", validUntilDate: "" });
  const { values } = f;
  const { data } = useQuery(QuoteStartDocument, { variables: { accountId: values.account?.value ?? "" }, skip: !values.account });
  const chosen = values.account ? data?.account : undefined;
  const isCustomer = Boolean(chosen?.customerNumber);
  const markets = useQuery(MarketChoicesDocument, { skip: !chosen || isCustomer });
  const [create, creating] = useAct(QuoteCreateDocument, { refetch: [...QUOTE_QUERIES, "OpportunityPage"] });
  const people = (chosen?.contacts?.nodes ?? []).map((contact) => ({ value: contact.id, label: contact.name }));
  const deals = (chosen?.opportunities?.nodes ?? []).filter((deal) => deal.status === "OPEN").map((deal) => ({ value: deal.id, label: deal.name }));
  const signer = chosen?.contacts?.nodes.find((contact) => contact.role === "SIGNS")?.id;
  const deal = deals.some((one) => one.value === values.opportunityId) ? values.opportunityId : "";
  return (
    <div className="newquote">
      <Form
        act={creating}
        submit="Make the quote"
        why={values.account ? undefined : "Choose an account."}
        onCancel={() => void navigate({ to: "/quotes" })}
        onSubmit={async () => {
          if (!values.account) return;
          const { ok, data: answer } = await create({
            input: {
              accountId: values.account.value, title: values.title.trim() || null, opportunityId: deal || null, contactId: values.contactId || signer || null,
              market: isCustomer ? null : values.market || null, validUntilDate: values.validUntilDate || null,
            },
          });
          const made = answer?.quoteCreate.quote;
          if (ok && made) void navigate({ to: `/quotes/${made.id}`, replace: true });
        }}
      >
        <SearchField label="Account" {...f.bind("account")} path="accountId" required autoFocus={!account} search={searchAccounts} nothing="No account of that name." />
        <TextField label="What it is about" {...f.bind("title")} maxLength={200} autoFocus={Boolean(account)} />
        <FieldRow>
          <SelectField label="For the opportunity" {...f.bind("opportunityId")} value={deal} options={deals} clearable disabled={deals.length === 0} />
          <SelectField label="Who signs" {...f.bind("contactId")} value={values.contactId || signer || ""} options={people} disabled={people.length === 0} />
        </FieldRow>
        <FieldRow>
          <DateField label="Last day to sign" {...f.bind("validUntilDate")} hint="30 days after sending, unless you say otherwise." />
          {chosen && !isCustomer && (
            <SelectField label="Market" {...f.bind("market")} options={(markets.data?.markets ?? []).map((market) => ({ value: market.code, label: market.name }))} clearable hint={`${chosen.name} is no customer yet; the market decides the price rules.`} />
          )}
        </FieldRow>
      </Form>
    </div>
  );
}
