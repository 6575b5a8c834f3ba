import { ExternalLink } from "lucide-react";
import { DateText, Fact, Facts, Go, InlineEdit, Money, Section, useAct, Who } from "@homefield/web-kit";
import type { AccountUpdateInput } from "../gql/graphql.ts";
import { countryName, useAccountChoices } from "./account-choices.ts";
import { AccountUpdateDocument } from "./account-documents.ts";
import type { Account, Borrowed } from "./AccountPage.tsx";

/** A home page as a link: only what a browser opens as a page. */
function hrefOf(website: string): string | undefined {
  const text = /^[a-z]+:/i.test(website) ? website : `https://${website}`;
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** What the CRM knows of an account, each fact edited in its place. */
export function AccountFacts({ account, edits, again, onEdit }: { account: Account; edits: boolean; again: () => void; onEdit: () => void }) {
  const { choices } = useAccountChoices();
  const [update] = useAct(AccountUpdateDocument, { refetch: ["AccountTimeline"] });
  const save = async (input: AccountUpdateInput) => {
    const result = await update({ id: account.id, input, expectedVersion: account.version });
    // Somebody else was faster: show what they wrote; the words typed here stay in the field.
    if (result.userErrors.some((error) => error.code === "STALE_VERSION")) again();
    return result;
  };
  const text = (field: "segment" | "territory" | "phone") => ({ value: account[field] ?? "", save: (value: string) => save({ [field]: value.trim() || null }), disabled: !edits });
  const href = account.website ? hrefOf(account.website) : undefined;
  const address = [account.meetingAddress?.line1, [account.meetingAddress?.postalCode, account.meetingAddress?.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return (
    <>
      <Section
        title="About"
        end={
          edits && (
            <button type="button" className="link xs" onClick={onEdit}>
              Edit
            </button>
          )
        }
      >
        <Facts>
          <Fact label="Owner" edit={{ kind: "select", value: account.owner?.id ?? "", options: choices.owners, save: (ownerId) => save({ ownerId: ownerId || null }), disabled: !edits }}>
            <Who name={account.owner?.name} withName />
          </Fact>
          <Fact label="Team">{account.team?.name}</Fact>
          <Fact label="Segment" edit={text("segment")}>{account.segment}</Fact>
          <Fact label="Territory" edit={text("territory")}>{account.territory}</Fact>
          <Fact label="Website">
            <span className="row g4">
              <span className="grow cut">
                <InlineEdit label="Website" value={account.website ?? ""} save={(value) => save({ website: value.trim() || null })} disabled={!edits}>
                  {account.website ? <span className="tab">{account.website.replace(/^https?:\/\//, "")}</span> : undefined}
                </InlineEdit>
              </span>
              {href && (
                <a className="goto" href={href} target="_blank" rel="noreferrer noopener" aria-label={`Open the website of ${account.name}`}>
                  <ExternalLink size={12} strokeWidth={1.6} aria-hidden />
                </a>
              )}
            </span>
          </Fact>
          <Fact label="Phone" edit={text("phone")}>{account.phone}</Fact>
          {address && (
            <Fact label="Meet at">
              <span title={[address, account.meetingAddress?.country ? countryName(account.meetingAddress.country) : ""].filter(Boolean).join(", ")}>{address}</span>
            </Fact>
          )}
          <Fact label="Last touch">{account.lastTouchAt ? <DateText value={account.lastTouchAt} /> : <span className="t3">Never</span>}</Fact>
        </Facts>
      </Section>
      {(account.parent || account.children.length > 0) && (
        <Section title="Group" end={account.children.length > 0 ? account.children.length : undefined}>
          {account.parent && (
            <div className="branch">
              <span className="t3 xs">Part of</span>
              <Go to={`/accounts/${account.parent.id}`} className="cut m">
                {account.parent.name}
              </Go>
            </div>
          )}
          {account.children.map((child) => (
            <div className="branch" key={child.id}>
              <span className="t3" aria-hidden>
                {"\u2514"}
              </span>
              <Go to={`/accounts/${child.id}`} className="cut m grow">
                {child.name}
              </Go>
              <span className="t3 xs">{child.stage === "CUSTOMER" ? "Customer" : "Prospect"}</span>
            </div>
          ))}
        </Section>
      )}
    </>
  );
}

/** On what terms it trades; read from the ERP, changed there. */
export function TradingTerms({ borrowed, number }: { borrowed: Borrowed; number: string | null | undefined }) {
  const { customer, terms, balance } = borrowed;
  const hidden = terms.state !== "ready";
  const to = `/customers/${number}`;
  return (
    <Section title="Trading terms" owned={terms}>
      <Facts>
        <Fact label="Number" hidden={hidden}>
          {customer && (
            <Go to={to} of="erp" className="doc">
              {customer.number}
            </Go>
          )}
        </Fact>
        <Fact label="Sold by" hidden={hidden}>{customer?.legalEntity?.name ?? customer?.legalEntity?.code}</Fact>
        <Fact label="Terms" hidden={hidden} changeAt={{ of: "erp", to }}>{customer?.paymentTerms?.name}</Fact>
        <Fact label="Prices" hidden={hidden}>{[customer?.customerGroup?.name, customer?.currency].filter(Boolean).join(", ")}</Fact>
        <Fact label="Credit limit" hidden={hidden || balance.state !== "ready"} changeAt={{ of: "erp", to }}>
          {customer?.creditLimit ? <Money value={customer.creditLimit} withCurrency /> : <span className="t3">None set</span>}
        </Fact>
      </Facts>
    </Section>
  );
}
