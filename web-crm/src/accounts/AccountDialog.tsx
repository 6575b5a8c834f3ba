import { useCallback, useEffect, useState } from "react";
import { Dialog, FieldRow, Form, Go, SearchField, SelectField, TextField, useAct, useApolloClient, useFields, useNavigate, useQuery, type FilterOption } from "@homefield/web-kit";
import type { AccountPageQuery, AccountUpdateInput } from "../gql/graphql.ts";
import { useAccountChoices } from "./account-choices.ts";
import { AccountCreateDocument, AccountNamesDocument, AccountUpdateDocument, SimilarAccountsDocument } from "./account-documents.ts";

type Account = NonNullable<AccountPageQuery["account"]>;

interface Values {
  name: string;
  ownerId: string;
  parent: FilterOption | undefined;
  segment: string;
  territory: string;
  website: string;
  phone: string;
  line1: string;
  postalCode: string;
  city: string;
  country: string;
  tags: string;
}

const blank = (name: string): Values => ({ name, ownerId: "", parent: undefined, segment: "", territory: "", website: "", phone: "", line1: "", postalCode: "", city: "", country: "", tags: "" });

const valuesOf = (account: Account): Values => ({
  name: account.name,
  ownerId: account.owner?.id ?? "",
  parent: account.parent ? { value: account.parent.id, label: account.parent.name } : undefined,
  segment: account.segment ?? "",
  territory: account.territory ?? "",
  website: account.website ?? "",
  phone: account.phone ?? "",
  line1: account.meetingAddress?.line1 ?? "",
  postalCode: account.meetingAddress?.postalCode ?? "",
  city: account.meetingAddress?.city ?? "",
  country: account.meetingAddress?.country ?? account.country ?? "",
  tags: account.tags.join(", "),
});

const orNothing = (text: string): string | null => text.trim() || null;
const listOf = (text: string): string[] => [...new Set(text.split(",").map((one) => one.trim()).filter(Boolean))];

function addressOf(values: Values): AccountUpdateInput["meetingAddress"] {
  const address = { line1: orNothing(values.line1), postalCode: orNothing(values.postalCode), city: orNothing(values.city), country: orNothing(values.country.toUpperCase()) };
  return Object.values(address).some((part) => part !== null) ? address : null;
}

/** Looks accounts up by name, to choose one. */
export function useAccountSearch(): (text: string) => Promise<FilterOption[]> {
  const client = useApolloClient();
  return useCallback(
    async (text: string) => {
      const { data } = await client.query({ query: AccountNamesDocument, variables: { filter: text.trim() ? { search: { contains: text.trim() } } : undefined } });
      return (data?.accounts?.nodes ?? []).map((account) => ({ value: account.id, label: account.name, hint: [account.meetingAddress?.city, account.owner?.name].filter(Boolean).join(" \u00B7 ") }));
    },
    [client],
  );
}

function Fields({ f, above }: { f: ReturnType<typeof useFields<Values>>; above?: string }) {
  const { choices } = useAccountChoices();
  const search = useAccountSearch();
  return (
    <>
      <FieldRow>
        <SelectField label="Owner" {...f.bind("ownerId")} options={choices.owners} hint={above === undefined ? "You, unless you choose somebody." : undefined} />
        <SearchField label="Belongs to" {...f.bind("parent")} path="parentId" search={search} nothing="No account of that name." />
      </FieldRow>
      <FieldRow>
        <TextField label="Segment" {...f.bind("segment")} />
        <TextField label="Territory" {...f.bind("territory")} />
      </FieldRow>
      <FieldRow>
        <TextField label="Website" type="url" {...f.bind("website")} />
        <TextField label="Phone" type="tel" {...f.bind("phone")} />
      </FieldRow>
      <TextField label="Street, where you meet" {...f.bind("line1")} path="meetingAddress.line1" />
      <FieldRow columns="90px minmax(0,1fr) 110px">
        <TextField label="Postal code" {...f.bind("postalCode")} path="meetingAddress.postalCode" />
        <TextField label="Town" {...f.bind("city")} path="meetingAddress.city" />
        <TextField label="Country" {...f.bind("country")} path="meetingAddress.country" placeholder="DK" maxLength={2} />
      </FieldRow>
      <TextField label="Labels" {...f.bind("tags")} hint="Separated by commas." />
    </>
  );
}

export function NewAccountDialog({ opened, name, onClose }: { opened: boolean; name?: string; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="New account" size={560}>
      {opened && <Making name={name === "1" ? "" : (name ?? "")} onClose={onClose} />}
    </Dialog>
  );
}

function useSettled(text: string, ms = 300): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

/** Accounts with much the same name, before another one is made. */
function Alike({ name }: { name: string }) {
  const settled = useSettled(name.trim());
  const { data } = useQuery(SimilarAccountsDocument, { variables: { name: settled }, skip: settled.length < 3 });
  const alike = settled.length < 3 ? [] : (data?.similarAccounts ?? []);
  if (alike.length === 0) return null;
  return (
    <div className="alike" role="status">
      <span className="t3">Is it one of these?</span>
      <ul>
        {alike.map((account) => (
          <li key={account.id} className="row g6">
            <Go to={`/accounts/${account.id}`} className="link cut">
              {account.name}
            </Go>
            <span className="t3 cut">{[account.meetingAddress?.city, account.owner?.name].filter(Boolean).join(" \u00B7 ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Making({ name, onClose }: { name: string; onClose: () => void }) {
  const navigate = useNavigate();
  const f = useFields<Values>(blank(name));
  const [create, creating] = useAct(AccountCreateDocument, { done: (data) => `${data.accountCreate.account?.name ?? "Account"} made`, refetch: ["Accounts", "AccountViewCounts", "AccountTotals"] });
  const { values } = f;
  return (
    <Form
      act={creating}
      submit="Make account"
      why={values.name.trim() === "" ? "Give it a name." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok, data } = await create({
          input: {
            name: values.name.trim(), ownerId: values.ownerId || undefined, parentId: values.parent?.value, segment: orNothing(values.segment), territory: orNothing(values.territory),
            website: orNothing(values.website), phone: orNothing(values.phone), meetingAddress: addressOf(values), tags: listOf(values.tags),
          },
        });
        const made = data?.accountCreate.account;
        if (ok && made) void navigate({ to: `/accounts/${made.id}` });
      }}
    >
      <TextField label="Name" {...f.bind("name")} required autoFocus maxLength={200} />
      <Alike name={values.name} />
      <Fields f={f} />
    </Form>
  );
}

export function EditAccountDialog({ account, opened, onClose, onStale }: { account: Account; opened: boolean; onClose: () => void; onStale: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Edit ${account.name}`} size={560}>
      {opened && <Editing account={account} onClose={onClose} onStale={onStale} />}
    </Dialog>
  );
}

const ADDRESS = ["line1", "postalCode", "city", "country"] as const;

function Editing({ account, onClose, onStale }: { account: Account; onClose: () => void; onStale: () => void }) {
  const f = useFields<Values>(valuesOf(account));
  const [update, updating] = useAct(AccountUpdateDocument, { done: "Saved", refetch: ["AccountPage"] });
  return (
    <Form
      act={updating}
      submit="Save"
      why={!f.changed ? "Nothing is changed yet." : f.values.name.trim() === "" ? "Give it a name." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { changes, values } = f;
        const input: AccountUpdateInput = {};
        if (changes.name !== undefined) input.name = changes.name.trim();
        if (changes.ownerId !== undefined) input.ownerId = changes.ownerId || null;
        if ("parent" in changes) input.parentId = changes.parent?.value ?? null;
        for (const field of ["segment", "territory", "website", "phone"] as const) {
          const changed = changes[field];
          if (changed !== undefined) input[field] = orNothing(changed);
        }
        if (ADDRESS.some((field) => changes[field] !== undefined)) input.meetingAddress = addressOf(values);
        if (changes.tags !== undefined) input.tags = listOf(changes.tags);
        const { ok, userErrors } = await update({ id: account.id, input, expectedVersion: account.version });
        if (ok) onClose();
        else if (userErrors.some((error) => error.code === "STALE_VERSION")) onStale();
      }}
    >
      <TextField label="Name" {...f.bind("name")} required maxLength={200} />
      <Fields f={f} above={account.parent?.id ?? ""} />
    </Form>
  );
}
