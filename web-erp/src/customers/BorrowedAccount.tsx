import { DateText, dayOf, Go, Panel, Who, type Owned } from "@homefield/web-kit";
import type { ContactRole } from "../gql/graphql.ts";

const ROLE_WORDS: Record<ContactRole, string> = {
  DECISION_MAKER: "decides", SIGNS: "signs", CHAMPION: "speaks for us", USER: "uses it", PURCHASING: "purchasing", FINANCE: "finance", OTHER: "",
};

export interface AccountOfCustomer {
  id: string;
  name: string;
  owner?: { id: string; name: string } | null;
  lastTouchAt?: string | null;
  nextStep?: { id: string; subject: string; dueAt?: string | null } | null;
  contacts?: {
    totalCount: number;
    nodes: readonly { id: string; name: string; jobTitle?: string | null; role?: ContactRole | null; email?: string | null; phone?: string | null }[];
  } | null;
}

/** Who looks after a customer in the CRM, and whom one can ask there. Read by pointer; nothing of it is kept here. */
export function BorrowedContacts({ account, owned, contacts }: { account: AccountOfCustomer | null | undefined; owned: Owned; contacts: Owned }) {
  return (
    <Panel
      title="Contacts"
      what="CRM accounts"
      owned={owned}
      to={account ? `/accounts/${account.id}` : undefined}
      isEmpty={!account}
      empty="No account in the CRM points to this customer, or it is another team's."
      foot={
        account && (account.lastTouchAt || account.nextStep) ? (
          <span className="t2">
            {account.lastTouchAt && (
              <>
                Last contact <DateText value={dayOf(account.lastTouchAt)} />
              </>
            )}
            {account.lastTouchAt && account.nextStep && " \u00B7 "}
            {account.nextStep && `Next: ${account.nextStep.subject}`}
          </span>
        ) : undefined
      }
    >
      {() =>
        account && (
          <ul className="people">
            {account.owner && (
              <li className="row">
                <Who name={account.owner.name} quiet />
                <span className="cut">{account.owner.name}</span>
                <span className="end t3">account owner</span>
              </li>
            )}
            {contacts.state === "ready" &&
              (account.contacts?.nodes ?? []).map((person) => (
                <li className="row" key={person.id} title={[person.email, person.phone].filter(Boolean).join(" \u00B7 ") || undefined}>
                  <Who name={person.name} quiet />
                  <span className="cut">{person.email ? <a href={`mailto:${person.email}`}>{person.name}</a> : person.name}</span>
                  <span className="end t3 cut">{(person.role && ROLE_WORDS[person.role]) || person.jobTitle}</span>
                </li>
              ))}
            {contacts.state === "denied" && <li className="t3">Your role does not include contacts.</li>}
            {contacts.state === "ready" && (account.contacts?.totalCount ?? 0) > (account.contacts?.nodes.length ?? 0) && (
              <li>
                <Go of="crm" to={`/accounts/${account.id}`} className="link">
                  All {account.contacts?.totalCount}
                </Go>
              </li>
            )}
          </ul>
        )
      }
    </Panel>
  );
}
