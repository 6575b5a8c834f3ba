import { useCallback } from "react";
import { Dialog, FieldRow, FigureField, Form, SearchField, SelectField, TextAreaField, TextField, dayOf, today, useAct, useApolloClient, useFields, type FilterOption } from "@homefield/web-kit";
import type { ActivityCellsFragment, ActivityKind } from "../gql/graphql.ts";
import { useAccountChoices } from "../accounts/account-choices.ts";
import { useAccountSearch } from "../accounts/AccountDialog.tsx";
import { ContactNamesDocument } from "../contacts/contact-documents.ts";
import { ActivityCreateDocument, ActivityUpdateDocument } from "./activity-documents.ts";
import { kindWords, plannable } from "./activity-words.tsx";
import { badClock, clockOf, DueFields, momentOf } from "./due.tsx";

/** Queries that show activities somewhere. */
export const ACTIVITY_QUERIES = ["Activities", "ActivityCounts", "ActivitiesDue", "AccountTimeline"];

export interface ActivityPreset {
  kind?: ActivityKind;
  account?: { id: string; name: string } | null;
  opportunity?: { id: string; name: string } | null;
  contact?: { id: string; name: string } | null;
}

const optionOf = (record: { id: string; name: string } | null | undefined): FilterOption | undefined => (record ? { value: record.id, label: record.name } : undefined);

export function useContactSearch(accountId: string | undefined): (text: string) => Promise<FilterOption[]> {
  const client = useApolloClient();
  return useCallback(
    async (text: string) => {
      const words = text.trim() ? { search: { contains: text.trim() } } : {};
      const { data } = await client.query({ query: ContactNamesDocument, variables: { filter: accountId ? { ...words, accountId: { equals: accountId } } : words } });
      return (data?.contacts?.nodes ?? []).map((contact) => ({ value: contact.id, label: contact.name, hint: accountId ? (contact.jobTitle ?? undefined) : contact.account?.name }));
    },
    [client, accountId],
  );
}

/** Plans something to be done. */
export function NewActivityDialog({ preset, onClose }: { preset: ActivityPreset | undefined; onClose: () => void }) {
  return (
    <Dialog opened={preset !== undefined} onClose={onClose} title={preset?.account ? `Next step with ${preset.account.name}` : "New activity"}>
      {preset && <Planning preset={preset} onClose={onClose} />}
    </Dialog>
  );
}

function Planning({ preset, onClose }: { preset: ActivityPreset; onClose: () => void }) {
  const { choices } = useAccountChoices();
  const f = useFields({
    kind: (preset.kind ?? "TASK") as string, subject: "", body: "", account: optionOf(preset.account), contact: optionOf(preset.contact), ownerId: "", day: today(), clock: "", minutes: "",
  });
  const [create, creating] = useAct(ActivityCreateDocument, { done: "Planned", refetch: ACTIVITY_QUERIES });
  const searchAccounts = useAccountSearch();
  const searchContacts = useContactSearch(f.values.account?.value);
  const { values } = f;
  return (
    <Form
      act={creating}
      submit="Plan it"
      why={values.subject.trim() === "" ? "Say what is to be done." : badClock(values.clock)}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await create({
          input: {
            kind: values.kind as ActivityKind, subject: values.subject.trim(), body: values.body.trim() || null, accountId: values.account?.value, opportunityId: preset.opportunity?.id,
            contactId: values.contact?.value, ownerId: values.ownerId || undefined, dueAt: momentOf(values.day, values.clock), durationMinutes: values.minutes === "" ? null : Number.parseInt(values.minutes, 10),
          },
        });
        if (ok) onClose();
      }}
    >
      <FieldRow columns="130px minmax(0,1fr)">
        <SelectField label="Kind" {...f.bind("kind")} options={plannable} required />
        <TextField label="What" {...f.bind("subject")} required autoFocus maxLength={200} />
      </FieldRow>
      <TextAreaField label="More words" {...f.bind("body")} rows={2} />
      <FieldRow>
        {!preset.account && <SearchField label="Account" {...f.bind("account")} path="accountId" search={searchAccounts} nothing="No account of that name." />}
        <SearchField label="With" {...f.bind("contact")} path="contactId" search={searchContacts} nothing="Nobody of that name there." />
      </FieldRow>
      <DueFields day={values.day} clock={values.clock} onDay={(day) => f.set("day", day)} onClock={(clock) => f.set("clock", clock)} />
      <FieldRow>
        <SelectField label="Whose" {...f.bind("ownerId")} options={choices.owners} hint="Yours, unless you choose somebody." />
        <FigureField label="Takes" {...f.bind("minutes")} path="durationMinutes" unit="min" />
      </FieldRow>
    </Form>
  );
}

export function EditActivityDialog({ activity, onClose }: { activity: ActivityCellsFragment | undefined; onClose: () => void }) {
  return (
    <Dialog opened={activity !== undefined} onClose={onClose} title={activity ? `${kindWords[activity.kind]}: ${activity.subject}` : ""}>
      {activity && <Changing activity={activity} onClose={onClose} />}
    </Dialog>
  );
}

function Changing({ activity, onClose }: { activity: ActivityCellsFragment; onClose: () => void }) {
  const { choices } = useAccountChoices();
  const f = useFields({
    subject: activity.subject, body: activity.body ?? "", contact: optionOf(activity.contact), ownerId: activity.owner?.id ?? "", day: activity.dueAt ? dayOf(activity.dueAt) : "", clock: clockOf(activity.dueAt),
    minutes: activity.durationMinutes === null || activity.durationMinutes === undefined ? "" : String(activity.durationMinutes),
  });
  const [update, updating] = useAct(ActivityUpdateDocument, { done: "Saved", refetch: ACTIVITY_QUERIES });
  const searchContacts = useContactSearch(activity.account?.id);
  const { values, changes } = f;
  return (
    <Form
      act={updating}
      submit="Save"
      why={!f.changed ? "Nothing is changed yet." : values.subject.trim() === "" ? "Say what is to be done." : badClock(values.clock)}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await update({
          id: activity.id,
          expectedVersion: activity.version,
          input: {
            ...(changes.subject !== undefined ? { subject: values.subject.trim() } : {}),
            ...(changes.body !== undefined ? { body: values.body.trim() || null } : {}),
            ...("contact" in changes ? { contactId: values.contact?.value ?? null } : {}),
            ...(changes.ownerId !== undefined ? { ownerId: values.ownerId || null } : {}),
            ...(changes.day !== undefined || changes.clock !== undefined ? { dueAt: momentOf(values.day, values.clock) } : {}),
            ...(changes.minutes !== undefined ? { durationMinutes: values.minutes === "" ? null : Number.parseInt(values.minutes, 10) } : {}),
          },
        });
        if (ok) onClose();
      }}
    >
      <TextField label="What" {...f.bind("subject")} required autoFocus maxLength={200} />
      <TextAreaField label="More words" {...f.bind("body")} />
      <FieldRow>
        <SearchField label="With" {...f.bind("contact")} path="contactId" search={searchContacts} nothing="Nobody of that name there." />
        <SelectField label="Whose" {...f.bind("ownerId")} options={choices.owners} />
      </FieldRow>
      <DueFields day={values.day} clock={values.clock} onDay={(day) => f.set("day", day)} onClock={(clock) => f.set("clock", clock)} />
      <FigureField label="Takes" {...f.bind("minutes")} path="durationMinutes" unit="min" />
    </Form>
  );
}
