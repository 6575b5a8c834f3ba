import { Button, Dialog, FieldRow, Form, SearchField, SelectField, TextField, useAct, useFields, type FilterOption } from "@homefield/web-kit";
import { useAccountSearch } from "../accounts/AccountDialog.tsx";
import type { ContactCellsFragment, ContactRole } from "../gql/graphql.ts";
import { ContactArchiveDocument, ContactCreateDocument, ContactRestoreDocument, ContactUpdateDocument } from "./contact-documents.ts";
import { roles } from "./contact-words.ts";

interface Place {
  id: string;
  name: string;
}

export interface ContactDialogProps {
  contact: ContactCellsFragment | "new" | undefined;
  /** Where the person works, where that is known. */
  account?: Place | null;
  edits: boolean;
  onClose: () => void;
}

/** A person at an account: new, or as they are. */
export function ContactDialog({ contact, account, edits, onClose }: ContactDialogProps) {
  return (
    <Dialog opened={contact !== undefined} onClose={onClose} title={contact === "new" || contact === undefined ? "New person" : contact.name}>
      {contact !== undefined && <Editing contact={contact === "new" ? undefined : contact} account={account} edits={edits} onClose={onClose} />}
    </Dialog>
  );
}

const LISTS = ["Contacts", "AccountPage"];
const orNothing = (text: string): string | null => text.trim() || null;

function Editing({ contact, account, edits, onClose }: { contact: ContactCellsFragment | undefined; account?: Place | null; edits: boolean; onClose: () => void }) {
  const search = useAccountSearch();
  const f = useFields({
    name: contact?.name ?? "", jobTitle: contact?.jobTitle ?? "", role: (contact?.role ?? "") as string, email: contact?.email ?? "", phone: contact?.phone ?? "",
    account: (account ? { value: account.id, label: account.name } : undefined) as FilterOption | undefined,
  });
  const [create, creating] = useAct(ContactCreateDocument, { done: (data) => `${data.contactCreate.contact?.name ?? "Person"} added`, refetch: LISTS });
  const [update, updating] = useAct(ContactUpdateDocument, { done: "Saved", refetch: LISTS });
  const [archive, archiving] = useAct(ContactArchiveDocument, { done: "Put away", refetch: LISTS });
  const [restore, restoring] = useAct(ContactRestoreDocument, { done: "Brought back", refetch: LISTS });
  const { values, changes } = f;
  const acts = [creating, updating, archiving, restoring];
  const state = acts.find((act) => act.userErrors.length > 0 || act.failure) ?? { userErrors: [], failure: undefined };
  const missing = values.name.trim() === "" ? "Give a name." : !values.account ? "Say where the person works." : undefined;
  const leave = async (act: typeof archive | typeof restore) => {
    if (!contact) return;
    const { ok } = await act({ id: contact.id, expectedVersion: contact.version });
    if (ok) onClose();
  };
  return (
    <Form
      act={{ ...state, running: creating.running || updating.running }}
      submit={contact ? "Save" : "Add person"}
      why={!edits ? "Your role does not include changing people." : (missing ?? (contact && !f.changed ? "Nothing is changed yet." : undefined))}
      onCancel={onClose}
      acts={
        contact &&
        edits && (
          <Button variant="subtle" loading={archiving.running || restoring.running} onClick={() => void leave(contact.isArchived ? restore : archive)}>
            {contact.isArchived ? "Bring back" : "Put away"}
          </Button>
        )
      }
      onSubmit={async () => {
        const { ok } = contact
          ? await update({
              id: contact.id,
              expectedVersion: contact.version,
              input: {
                ...(changes.name !== undefined ? { name: values.name.trim() } : {}),
                ...(changes.jobTitle !== undefined ? { jobTitle: orNothing(values.jobTitle) } : {}),
                ...(changes.role !== undefined ? { role: (values.role || null) as ContactRole | null } : {}),
                ...(changes.email !== undefined ? { email: orNothing(values.email) } : {}),
                ...(changes.phone !== undefined ? { phone: orNothing(values.phone) } : {}),
                ...("account" in changes && values.account ? { accountId: values.account.value } : {}),
              },
            })
          : await create({
              input: { accountId: values.account?.value ?? "", name: values.name.trim(), jobTitle: orNothing(values.jobTitle), role: (values.role || null) as ContactRole | null, email: orNothing(values.email), phone: orNothing(values.phone) },
            });
        if (ok) onClose();
      }}
    >
      <TextField label="Name" {...f.bind("name")} required autoFocus={!contact} maxLength={200} />
      <SearchField label="Works at" {...f.bind("account")} path="accountId" search={search} nothing="No account of that name." required />
      <FieldRow>
        <TextField label="Title" {...f.bind("jobTitle")} />
        <SelectField label="Part in buying" {...f.bind("role")} options={roles} clearable />
      </FieldRow>
      <FieldRow>
        <TextField label="Email" type="email" {...f.bind("email")} />
        <TextField label="Phone" type="tel" {...f.bind("phone")} />
      </FieldRow>
      {contact && (contact.email || contact.phone) && (
        <div className="row g12 s">
          {contact.email && <a className="link" href={`mailto:${contact.email}`}>Write to {contact.email}</a>}
          {contact.phone && <a className="link" href={`tel:${contact.phone.replace(/[^+\d]/g, "")}`}>Call {contact.phone}</a>}
        </div>
      )}
    </Form>
  );
}
