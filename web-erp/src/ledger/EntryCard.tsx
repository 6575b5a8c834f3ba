import { DateText, DocumentNumber, Go, Mark, MiniTable, Money, Moment, Section, Sum, Tag } from "@homefield/web-kit";
import type { EntryFactsFragment } from "../gql/graphql.ts";
import { documentPath, KIND_WORDS } from "./words.ts";

/** A journal entry with its lines and the way to its document: for the end of a drill-down. */
export function EntryCard({ entry }: { entry: EntryFactsFragment }) {
  const to = documentPath(entry.sourceKind, entry.sourceNumber);
  return (
    <div>
      <div className="row g6" style={{ padding: "10px 12px" }}>
        <DocumentNumber number={entry.number ?? "Draft"} to={`/journal/${entry.id}`} />
        {entry.status === "POSTED" ? <span className="t3 s">posted</span> : <Tag tone={entry.status === "DRAFT" ? "plain" : "warn"}>{entry.status === "DRAFT" ? "Draft" : "Reversed"}</Tag>}
        <span className="end t3 s"><DateText value={entry.postingDate} /></span>
      </div>
      <MiniTable
        label={`Lines of ${entry.number ?? "the draft"}`}
        rows={entry.lines}
        rowKey={(line) => line.id}
        columns={[
          { id: "account", head: "Account", cell: (line) => <span className="cut">{line.ledgerAccount.code} {line.ledgerAccount.name}</span> },
          { id: "debit", head: "Debit", numeric: true, width: 96, cell: (line) => <Money value={line.debit} /> },
          { id: "credit", head: "Credit", numeric: true, width: 96, cell: (line) => <Money value={line.credit} /> },
        ]}
        foot={["Total", <Money key="d" value={entry.total} strong />, <Money key="c" value={entry.total} strong />]}
      />
      <Section title="Document">
        <Sum
          small
          lines={[
            { key: "text", label: "Text", value: <span className="cut">{entry.text}</span> },
            ...(entry.sourceKind ? [{ key: "source", label: KIND_WORDS[entry.sourceKind] ?? entry.sourceKind, value: to ? <DocumentNumber number={entry.sourceNumber} to={to} /> : <span>{entry.sourceNumber}</span> }] : [{ key: "source", label: "Document", value: <span className="t3">manual journal</span> }]),
            { key: "by", label: "Posted by", value: entry.postedBy ?? entry.createdBy },
            ...(entry.postedAt ? [{ key: "at", label: "Posted", value: <Moment value={String(entry.postedAt)} /> }] : []),
            ...(entry.reverses ? [{ key: "reverses", label: "Reverses", value: <Go to={`/journal/${entry.reverses.id}`} className="link">{entry.reverses.number}</Go> }] : []),
            ...(entry.reversedBy ? [{ key: "reversed", label: "Reversed by", value: <Go to={`/journal/${entry.reversedBy.id}`} className="link">{entry.reversedBy.number}</Go> }] : []),
            ...(entry.hash ? [{ key: "hash", label: "Chain", value: <code className="xs" title={entry.hash}>{entry.hash.slice(0, 12)}…</code> }] : []),
          ]}
        />
        <p className="xs t3 row g4" style={{ padding: "4px 0" }}><Mark of="erp" /> Posted for good: corrected by reversal only.</p>
      </Section>
    </div>
  );
}
