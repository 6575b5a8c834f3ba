import { useState } from "react";
import {
  ActErrors, AskDialog, Bar, Button, DateText, Fact, Facts, Money, MiniTable, Moment, Notice, Page, Pane, Ready, Section, Split, Sum, Tag, useAct, useKeys, useMe, useNavigate, useParam, useQuery, Go, DocumentNumber, Kbd, today,
} from "@homefield/web-kit";
import type { EntryFactsFragment } from "../gql/graphql.ts";
import { Entry, EntryDiscard, EntryPost, EntryReverse } from "./queries.ts";
import { JournalForm } from "./JournalForm.tsx";
import { documentPath, KIND_WORDS } from "./words.ts";

/** One entry: read only once posted, an editor while a draft. */
export function JournalEntryScreen() {
  const id = useParam("id");
  const result = useQuery(Entry, { variables: { id } });
  return <Ready result={result} pick={(data) => data.journalEntryById} what="journal entry">{(entry) => (entry.status === "DRAFT" ? <Draft key={entry.id} entry={entry} /> : <Posted entry={entry} />)}</Ready>;
}

function Draft({ entry }: { entry: EntryFactsFragment }) {
  const navigate = useNavigate();
  const [post, posting] = useAct(EntryPost, { done: "Posted", refetch: ["JournalEntries"] });
  const [discard] = useAct(EntryDiscard, { done: "Draft deleted", refetch: ["JournalEntries"] });
  const [asking, ask] = useState<"post" | "discard">();
  const { can } = useMe();
  return (
    <Page title="Draft journal" crumbs={[{ label: "Journal", to: "/journal" }]} sub={<Tag tone="warn">Draft</Tag>}
      acts={can("ledger:post") ? <><Button onClick={() => ask("discard")}>Delete draft</Button><Button variant="filled" onClick={() => ask("post")} loading={posting.running}>Post</Button></> : undefined}>
      <JournalForm entry={entry} />
      <AskDialog opened={asking === "post"} onClose={() => ask(undefined)} title="Post this journal" verb="Post" onAct={() => post({ id: entry.id })}>
        It gets a number and a place in the chain of the books. From then on it is corrected by reversal only. Save your changes first: what is saved is what is posted.
      </AskDialog>
      <AskDialog opened={asking === "discard"} onClose={() => ask(undefined)} title="Delete this draft" verb="Delete" danger onAct={async () => { const done = await discard({ id: entry.id, expectedVersion: entry.version }); if (done.ok) void navigate({ to: "/journal" }); return done; }}>
        Nothing was posted; nothing in the books changes.
      </AskDialog>
    </Page>
  );
}

function Posted({ entry }: { entry: EntryFactsFragment }) {
  const { can } = useMe();
  const navigate = useNavigate();
  const [reverse, reversing] = useAct(EntryReverse, { done: "Reversed", refetch: ["JournalEntries", "JournalEntryById"] });
  const [asking, ask] = useState(false);
  const mayReverse = can("ledger:post") && entry.status === "POSTED" && !entry.sourceKind && !entry.reverses;
  useKeys(mayReverse ? { r: { label: "Reverse", run: () => ask(true) } } : {}, { group: "Journal entry" });
  const to = documentPath(entry.sourceKind, entry.sourceNumber);
  return (
    <Page title={entry.number ?? "Entry"} crumbs={[{ label: "Journal", to: "/journal" }]} sub={entry.text} recent
      acts={mayReverse ? <Button onClick={() => ask(true)} rightSection={<Kbd keys="r" />}>Reverse</Button> : undefined}>
      <ActErrors state={reversing} />
      {entry.status === "REVERSED" && <div style={{ padding: "8px 16px 0" }}><Notice tone="warn">Taken back by {entry.reversedBy ? <Go to={`/journal/${entry.reversedBy.id}`} className="link">{entry.reversedBy.number}</Go> : "another entry"}. Both stay in the books.</Notice></div>}
      <Split columns="minmax(0,1fr) 328px">
        <Pane title="Lines" sub={entry.legalEntity?.name} label="Lines" scroll>
          <MiniTable label="Lines" rows={entry.lines} rowKey={(line) => line.id}
            columns={[
              { id: "n", head: "#", width: 40, cell: (line) => <span className="t3">{line.lineNumber}</span> },
              { id: "account", head: "Account", cell: (line) => <span className="cut"><span className="t2">{line.ledgerAccount.code}</span> {line.ledgerAccount.name}</span> },
              { id: "text", head: "Text", wide: true, cell: (line) => <span className="t2 cut">{line.customer ? <Go to={`/customers/${line.customer.number}`} className="link">{line.customer.name ?? line.customer.number}</Go> : line.text}</span> },
              { id: "currency", head: "In document currency", numeric: true, width: 150, wide: true, cell: (line) => (line.currencyAmount.currency === entry.legalEntity?.baseCurrency ? null : <Money value={line.currencyAmount} withCurrency />) },
              { id: "debit", head: "Debit", numeric: true, width: 116, cell: (line) => <Money value={line.debit} /> },
              { id: "credit", head: "Credit", numeric: true, width: 116, cell: (line) => <Money value={line.credit} /> },
            ]}
            foot={["", "Total", "", "", <Money key="d" value={entry.total} strong />, <Money key="c" value={entry.total} strong />]} />
        </Pane>
        <Pane label="Facts" scroll>
          <Section title="Entry">
            <Facts>
              <Fact label="Date"><DateText value={entry.postingDate} /></Fact>
              <Fact label="Period">{entry.fiscalPeriod.fiscalYear}, month {entry.fiscalPeriod.number}</Fact>
              <Fact label="Area">{{ RECEIVABLES: "Receivables", INVENTORY: "Inventory", LEDGER: "Ledger" }[entry.area]}</Fact>
              <Fact label="Document">{entry.sourceKind ? <>{KIND_WORDS[entry.sourceKind]} {to ? <DocumentNumber number={entry.sourceNumber} to={to} /> : entry.sourceNumber}</> : "manual"}</Fact>
            </Facts>
          </Section>
          <Section title="In the chain">
            <Sum small lines={[
              { key: "by", label: "Posted by", value: entry.postedBy ?? entry.createdBy },
              { key: "at", label: "Posted", value: <Moment value={entry.postedAt ? String(entry.postedAt) : null} /> },
              ...(entry.reverses ? [{ key: "rev", label: "Reverses", value: <Go to={`/journal/${entry.reverses.id}`} className="link">{entry.reverses.number}</Go> }] : []),
            ]} />
            <p className="xs t3" style={{ overflowWrap: "anywhere", padding: "4px 0" }}>SHA-256 {entry.hash}</p>
          </Section>
        </Pane>
      </Split>
      <Bar foot><span className="s t3">Posted {entry.sourceKind ? "by its document: correct the document, e.g. with a credit note." : "by hand: corrected by reversal."}</span></Bar>
      <AskDialog opened={asking} onClose={() => ask(false)} title={`Reverse ${entry.number ?? "entry"}`} verb="Reverse" danger reason="required"
        onAct={async (reason) => { const done = await reverse({ number: entry.number ?? "", reason, postingDate: today() }); if (done.ok && done.data?.journalEntryReverse.journalEntry) void navigate({ to: `/journal/${done.data.journalEntryReverse.journalEntry.id}` }); return done; }}>
        The opposite entry is posted today. Both stay in the books.
      </AskDialog>
    </Page>
  );
}
