import { useMemo, useState } from "react";
import { ArchiveRestore, Ellipsis, Pencil, Phone, UserRound } from "lucide-react";
import {
  ActionIcon, ActErrors, AskDialog, Button, formatMoment, Go, GoButton, isNegative, Menu, Notice, Page, PanelGroup, Ready, Tag, Tile, useAct, useCommands, useKeys, useMe, useNavigate, useOwned, usePages, useParam, useQuery,
  useSource, type Command,
} from "@homefield/web-kit";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { NewActivityDialog, type ActivityPreset } from "../activities/ActivityDialog.tsx";
import { AssignDialog } from "./AssignDialog.tsx";
import { EditAccountDialog } from "./AccountDialog.tsx";
import { AccountFacts, TradingTerms } from "./AccountFacts.tsx";
import { AccountDeals, AccountPeople, AccountQuotes } from "./AccountRelations.tsx";
import { AccountTimeline } from "./AccountTimeline.tsx";
import { Composer, type Composed } from "./Composer.tsx";
import { BalancePanel, InvoicesPanel, NoCustomerYet, OrdersPanel, ShipmentsPanel } from "./BorrowedPanels.tsx";
import { countryName } from "./account-choices.ts";
import { AccountArchiveDocument, AccountBorrowedDocument, AccountNewQuoteDocument, AccountPageDocument, AccountRestoreDocument, AccountTimelineDocument } from "./account-documents.ts";
import type { AccountBorrowedQuery, AccountPageQuery } from "../gql/graphql.ts";

export type Account = NonNullable<AccountPageQuery["account"]>;
export type BorrowedCustomer = NonNullable<NonNullable<AccountBorrowedQuery["account"]>["customer"]>;

/** One account: facts one edits at the left, what happened in the middle, what the ERP knows at the right. */
export function AccountPage() {
  const id = useParam("id");
  const result = useQuery(AccountPageDocument, { variables: { id } });
  const account = result.data?.account;
  return (
    <Page title={account?.name ?? "Account"} crumbs={[{ label: "Accounts", to: "/accounts" }]} recent={Boolean(account)}>
      <Ready result={result} pick={(data) => data.account} what="account" back={<GoButton to="/accounts">Back to accounts</GoButton>}>
        {(found) => <Record key={found.id} account={found} again={() => void result.refetch()} />}
      </Ready>
    </Page>
  );
}

function useBorrowed(account: Account) {
  const isCustomer = Boolean(account.customerNumber);
  const result = useQuery(AccountBorrowedDocument, { variables: { id: account.id }, skip: !isCustomer });
  // The customer itself is a pointer the CRM holds; whether its owner answered shows in a fact only the owner has.
  const whole = useOwned(result, "account.customer.isOnHold");
  const found = result.data?.account?.customer;
  const customer = whole.state === "ready" && found?.isOnHold !== null ? (found ?? undefined) : undefined;
  return {
    isCustomer,
    customer,
    whole,
    // The ERP answered, and shows nobody by that number to this caller.
    unseen: isCustomer && whole.state === "ready" && !customer,
    terms: whole,
    balance: useOwned(result, "account.customer.openBalance"),
    orders: useOwned(result, "account.customer.salesOrders"),
    shipments: useOwned(result, "account.customer.shipments"),
    invoices: useOwned(result, "account.customer.invoices"),
  };
}

export type Borrowed = ReturnType<typeof useBorrowed>;

function useHappened(account: Account) {
  const result = useQuery(AccountTimelineDocument, { variables: { id: account.id, open: { accountId: { equals: account.id }, status: { equals: "OPEN" } } } });
  const pages = usePages(result, "account.timeline");
  return { result, pages, open: result.data?.activities?.nodes ?? [] };
}

export type Happened = ReturnType<typeof useHappened>;

function Record({ account, again }: { account: Account; again: () => void }) {
  const { can } = useMe();
  const navigate = useNavigate();
  const borrowed = useBorrowed(account);
  const happened = useHappened(account);
  const source = useSource("erp");
  const logging = useDialogInAddress("log");
  const editing = useDialogInAddress("edit");
  const [composing, setComposing] = useState<Composed | undefined>(logging.value === "call" ? "CALL" : undefined);
  const [planning, setPlanning] = useState<ActivityPreset>();
  const assigning = useDialogInAddress("assign");
  const [archiving, setArchiving] = useState(false);
  const [quote, quoting] = useAct(AccountNewQuoteDocument);
  const [archive] = useAct(AccountArchiveDocument, { done: "Put away", refetch: ["AccountTimeline"] });
  const [restore, restoring] = useAct(AccountRestoreDocument, { done: "Brought back", refetch: ["AccountTimeline"] });

  const edits = can("account:edit") && !account.archivedAt;
  const logs = can("activity:edit");
  const quotes = can("quote:edit") && !account.archivedAt;
  const compose = (kind: Composed) => setComposing(kind);
  const plan = () => setPlanning({ account: { id: account.id, name: account.name } });
  const newQuote = async () => {
    const { ok, data } = await quote({ input: { accountId: account.id } });
    const made = data?.quoteCreate.quote;
    if (ok && made) void navigate({ to: `/quotes/${made.id}` });
  };
  useKeys(
    {
      n: logs && { label: "Write a note", run: () => compose("NOTE") },
      l: logs && { label: "Log a call", run: () => compose("CALL") },
      t: logs && { label: "Log a task", run: plan },
      q: quotes && { label: "New quote", run: () => void newQuote() },
      e: edits && { label: "Edit the account", run: () => editing.open() },
      a: edits && { label: "Change owner", run: () => assigning.open() },
      r: source.state === "silent" && { label: "Ask ERP again", run: borrowed.whole.retry },
    },
    { group: account.name },
  );
  useCommands(
    useMemo<Command[]>(() => {
      const commands: (Command | false)[] = [
        quotes && { id: "here-quote", label: `New quote for ${account.name}`, keys: "q", run: () => void newQuote() },
        logs && { id: "here-call", label: `Log a call with ${account.name}`, keys: "l", run: () => compose("CALL") },
        logs && { id: "here-task", label: `Log a task for ${account.name}`, keys: "t", run: plan },
        edits && { id: "here-owner", label: `Change owner of ${account.name}`, keys: "a", run: () => assigning.open() },
      ];
      return commands.filter((command) => command !== false);
      // The acts close over the account alone.
      // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [account.id, account.name, quotes, logs, edits]),
  );

  return (
    <>
      <div className="recordhead">
        <Tile name={account.name} size="l" />
        <div className="grow">
          <h2 className="cut">{account.name}</h2>
          <Beneath account={account} borrowed={borrowed} />
        </div>
        {logs && (
          <span className="only-l">
            <Button leftSection={<Phone size={13} strokeWidth={1.6} aria-hidden />} onClick={() => compose("CALL")}>
              Log call
            </Button>
          </span>
        )}
        {logs && <Button onClick={plan}>Log task</Button>}
        {quotes && (
          <Button variant="filled" onClick={() => void newQuote()} loading={quoting.running}>
            New quote
          </Button>
        )}
        {account.archivedAt && can("account:edit") && (
          <Button variant="filled" leftSection={<ArchiveRestore size={13} strokeWidth={1.6} aria-hidden />} loading={restoring.running} onClick={() => void restore({ id: account.id, expectedVersion: account.version })}>
            Bring back
          </Button>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label="More acts" variant="default" size={28}>
              <Ellipsis size={14} strokeWidth={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {logs && <Menu.Item onClick={() => compose("CALL")} leftSection={<Phone size={14} strokeWidth={1.6} aria-hidden />}>Log a call</Menu.Item>}
            <Menu.Item disabled={!edits} onClick={() => editing.open()} leftSection={<Pencil size={14} strokeWidth={1.6} aria-hidden />}>Edit</Menu.Item>
            <Menu.Item disabled={!edits} onClick={() => assigning.open()} leftSection={<UserRound size={14} strokeWidth={1.6} aria-hidden />}>Change owner</Menu.Item>
            {!account.archivedAt && (
              <>
                <Menu.Divider />
                <Menu.Item disabled={!edits} onClick={() => setArchiving(true)}>Put away</Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {(quoting.userErrors.length > 0 || quoting.failure || restoring.userErrors.length > 0 || restoring.failure) && (
        <div className="setaside">
          <ActErrors state={quoting} />
          <ActErrors state={restoring} />
        </div>
      )}
      {account.archivedAt && (
        <div className="setaside">
          <Notice>
            <b className="m">Put away on {formatMoment(account.archivedAt)}.</b> It is left out of lists and can be read, not changed.
          </Notice>
        </div>
      )}
      <div className="threecols">
        <div className="left">
          <AccountFacts account={account} edits={edits} again={again} onEdit={() => editing.open()} />
          {borrowed.isCustomer && !borrowed.unseen && <TradingTerms borrowed={borrowed} number={account.customerNumber} />}
          <AccountPeople account={account} edits={can("contact:edit") && !account.archivedAt} />
          <AccountDeals account={account} edits={can("opportunity:edit") && !account.archivedAt} />
          <AccountQuotes account={account} />
        </div>
        <div className="middle">
          {logs && <Composer account={account} kind={composing} onKind={setComposing} />}
          <AccountTimeline account={account} happened={happened} borrowed={borrowed} onPlan={logs ? plan : undefined} />
        </div>
        <div className="right" role="region" aria-label="What ERP knows">
          {!borrowed.isCustomer ? (
            <NoCustomerYet onQuote={quotes ? () => void newQuote() : undefined} />
          ) : borrowed.unseen ? (
            <Notice>
              <b className="m">{account.customerNumber} is a customer of a company you do not work for.</b> Its orders and invoices are not yours to see; an administrator can add the company to your user.
            </Notice>
          ) : (
            <PanelGroup also={[{ title: "Trading terms", owned: borrowed.terms }]}>
              <BalancePanel borrowed={borrowed} />
              <OrdersPanel borrowed={borrowed} />
              <ShipmentsPanel borrowed={borrowed} />
              <InvoicesPanel borrowed={borrowed} />
            </PanelGroup>
          )}
        </div>
      </div>
      <EditAccountDialog account={account} opened={editing.value !== undefined && edits} onClose={editing.close} onStale={again} />
      <NewActivityDialog preset={planning} onClose={() => setPlanning(undefined)} />
      <AssignDialog accounts={assigning.value !== undefined && edits ? [{ account }] : undefined} onClose={assigning.close} />
      <AskDialog opened={archiving} onClose={() => setArchiving(false)} title={`Put ${account.name} away`} verb="Put away" onAct={() => archive({ id: account.id, expectedVersion: account.version })}>
        It leaves lists and searches; nothing is lost, and it can be brought back. {borrowed.isCustomer && "The customer in the ERP stays what it is."}
      </AskDialog>
    </>
  );
}

function Beneath({ account, borrowed }: { account: Account; borrowed: Borrowed }) {
  const place = [account.meetingAddress?.city, account.country ? countryName(account.country) : undefined].filter(Boolean).join(", ");
  const { customer } = borrowed;
  const words = [account.segment, place, account.stage === "PROSPECT" ? "Prospect" : customer?.createdAt ? `Customer since ${customer.createdAt.slice(0, 4)}` : "Customer"].filter(Boolean);
  return (
    <div className="row g6 s t3 cut">
      {words.map((word, at) => (
        <span className="row g6" key={word}>
          {at > 0 && <span aria-hidden>·</span>}
          <span>{word}</span>
        </span>
      ))}
      {account.parent && (
        <span className="row g6 cut">
          <span aria-hidden>·</span>
          <span className="cut">
            part of <Go to={`/accounts/${account.parent.id}`} className="link">{account.parent.name}</Go>
          </span>
        </span>
      )}
      {customer?.isOnHold ? (
        <Tag tone="bad" of="erp">On hold</Tag>
      ) : (
        customer?.creditLeft && isNegative(customer.creditLeft.amount) && <Tag tone="warn" of="erp">Over credit limit</Tag>
      )}
      {account.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </div>
  );
}
