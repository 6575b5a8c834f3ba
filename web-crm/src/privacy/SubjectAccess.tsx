import { useCallback, useState } from "react";
import { Button, column, type Column, DataTable, downloadText, EmptyState, FieldRow, type FilterOption, Form, Notice, ownerName, SearchField, TableTools, Bar, TextField, useAct, useApolloClient, useFields } from "@homefield/web-kit";
import { EraseDialog, type Subject } from "./EraseDialog.tsx";
import { SubjectAccessDocument, SubjectContactsDocument } from "./privacy-documents.ts";
import { factsOf, type KeptFact, packageFile, type SignedPackage, typeOf } from "./subject-package.ts";

const COLUMNS: readonly Column<KeptFact>[] = [
  column.text<KeptFact>({ id: "source", head: "Where it stands", width: 190, pin: true, rank: 1, of: (fact) => fact.source }),
  column.text<KeptFact>({ id: "value", head: "What is kept", width: 220, grow: true, rank: 1, of: (fact) => fact.value }),
  column.text<KeptFact>({ id: "purpose", head: "Why", width: 160, grow: true, rank: 1, of: (fact) => fact.purpose }),
  column.text<KeptFact>({ id: "retention", head: "How long", width: 200, grow: true, rank: 2, quiet: true, of: (fact) => fact.retention }),
  column.text<KeptFact>({ id: "class", head: "Kind", width: 100, rank: 3, quiet: true, of: (fact) => fact.personalData.toLowerCase() }),
  column.text<KeptFact>({ id: "owner", head: "Kept by", width: 72, rank: 3, quiet: true, of: (fact) => ownerName(fact.owner) }),
  column.text<KeptFact>({ id: "key", head: "Record", width: 160, rank: 3, quiet: true, hidden: true, of: (fact) => fact.key }),
];

interface Found {
  subject: Subject;
  signed: SignedPackage;
  facts: readonly KeptFact[];
}

/** People of the CRM by name or address; those who have an address say it. */
function useSubjectSearch(): (text: string) => Promise<FilterOption[]> {
  const client = useApolloClient();
  return useCallback(
    async (text: string) => {
      const { data } = await client.query({ query: SubjectContactsDocument, variables: { filter: text.trim() ? { search: { contains: text.trim() } } : undefined } });
      return (data?.contacts?.nodes ?? []).map((contact) => ({ value: contact.id, label: contact.email ?? contact.name, hint: contact.email ? contact.name : contact.account?.name }));
    },
    [client],
  );
}

/** Asks both sides what they keep about one person, and shows it as it is handed out. Nothing of it is stored, here or there. */
export function SubjectAccess({ onErased }: { onErased: () => void }) {
  const search = useSubjectSearch();
  const f = useFields<{ email: string; contact: FilterOption | undefined }>({ email: "", contact: undefined });
  const [collect, collecting] = useAct(SubjectAccessDocument);
  const [found, setFound] = useState<Found>();
  const [erasing, setErasing] = useState(false);
  const { email, contact } = f.values;
  const run = async () => {
    const subject = { email: email.trim() || null, contactId: contact?.value ?? null };
    const { ok, data } = await collect({ subject });
    const signed = data?.subjectAccess.subjectPackage;
    setFound(ok && signed ? { subject: { input: subject, typed: email.trim() || contact?.label || "" }, signed, facts: factsOf(signed) } : undefined);
  };
  return (
    <>
      <div className="subjectform">
        <Form act={collecting} submit="Collect what is kept" why={email.trim() || contact ? undefined : "Give an e-mail address or choose a contact."} onSubmit={() => void run()}>
          <FieldRow>
            <TextField label="E-mail" path="subject.email" type="email" value={email} onChange={(value) => f.set("email", value)} maxLength={320} />
            <SearchField label="Contact" path="subject.contactId" value={contact} onChange={(value) => f.set("contact", value)} search={search} nothing="Nobody of that name or address." />
          </FieldRow>
        </Form>
      </div>
      {found && <Kept found={found} onForget={() => setErasing(true)} />}
      <EraseDialog subject={erasing ? found?.subject : undefined} onClose={() => setErasing(false)} onErased={onErased} />
    </>
  );
}

function Kept({ found: { subject, signed, facts }, onForget }: { found: Found; onForget: () => void }) {
  const download = () => downloadText("what-is-kept.json", packageFile(signed), "application/json");
  return (
    <>
      <Bar
        end={
          <>
            <TableTools columns={COLUMNS} rows={facts} file="what-is-kept" />
            <Button onClick={download}>Download signed package</Button>
            {(facts.length > 0 || !signed.isComplete) && <Button onClick={onForget}>Forget this person…</Button>}
          </>
        }
      >
        <span className="s m">{facts.length === 1 ? "1 fact" : `${facts.length} facts`}</span>
        <span className="s t3 cut">about {subject.typed}</span>
      </Bar>
      {!signed.isComplete && (
        <div className="setaside">
          <Notice tone="warn" icon="silent">
            <b className="m">The ERP is not answering.</b> Only the CRM&rsquo;s part is here. Collect again before you hand it out.
          </Notice>
        </div>
      )}
      <DataTable
        label="What is kept"
        rows={facts}
        rowKey={(fact) => `${fact.owner} ${fact.source} ${fact.key}`}
        columns={COLUMNS}
        sectionOf={(fact) => ({ key: `${fact.owner} ${typeOf(fact)}`, label: `${ownerName(fact.owner)}: ${typeOf(fact)}` })}
        empty={<EmptyState title="Nothing is kept">{signed.isComplete ? "Neither side keeps a fact about this person." : "The CRM keeps no fact about this person; the ERP has not answered."}</EmptyState>}
      />
    </>
  );
}
