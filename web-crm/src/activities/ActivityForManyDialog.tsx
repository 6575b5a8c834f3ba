import { useRef, useState } from "react";
import { Dialog, FieldRow, Form, SelectField, TextField, toast, today, useAct, useApolloClient, useFields } from "@homefield/web-kit";
import type { ActivityKind } from "../gql/graphql.ts";
import { ActivityCreateDocument } from "./activity-documents.ts";
import { plannable } from "./activity-words.tsx";
import { badClock, DueFields, momentOf } from "./due.tsx";

interface Target {
  id: string;
  name: string;
}

/** The same task for several accounts, one each. */
export function ActivityForManyDialog({ accounts, onClose }: { accounts: readonly Target[] | undefined; onClose: () => void }) {
  return (
    <Dialog opened={accounts !== undefined} onClose={onClose} title={accounts?.length === 1 ? `Log a task for ${accounts[0]?.name}` : `Log a task for ${accounts?.length ?? 0} accounts`}>
      {accounts && <Logging accounts={accounts} onClose={onClose} />}
    </Dialog>
  );
}

function Logging({ accounts, onClose }: { accounts: readonly Target[]; onClose: () => void }) {
  const client = useApolloClient();
  const f = useFields({ kind: "TASK", subject: "", day: today(), clock: "" });
  const [create, creating] = useAct(ActivityCreateDocument);
  const [at, setAt] = useState<number>();
  // After a refusal in the middle, a second try goes on where the first one stopped.
  const made = useRef(new Set<string>());
  const { values } = f;
  return (
    <Form
      act={{ ...creating, running: at !== undefined }}
      submit={at === undefined ? "Log it" : `${at} of ${accounts.length}`}
      why={values.subject.trim() === "" ? "Say what is to be done." : badClock(values.clock)}
      onCancel={onClose}
      onSubmit={async () => {
        let refused = false;
        for (const [index, account] of accounts.entries()) {
          if (made.current.has(account.id)) continue;
          setAt(index + 1);
          const { ok } = await create({ input: { kind: values.kind as ActivityKind, subject: values.subject.trim(), accountId: account.id, dueAt: momentOf(values.day, values.clock) } });
          if (!ok) {
            refused = true;
            break;
          }
          made.current.add(account.id);
        }
        setAt(undefined);
        await client.refetchQueries({ include: "active" });
        if (refused) return;
        toast(accounts.length === 1 ? "Logged" : `Logged for ${accounts.length} accounts`);
        onClose();
      }}
    >
      <FieldRow columns="130px minmax(0,1fr)">
        <SelectField label="Kind" {...f.bind("kind")} options={plannable} required />
        <TextField label="What" {...f.bind("subject")} required autoFocus maxLength={200} />
      </FieldRow>
      <DueFields day={values.day} clock={values.clock} onDay={(day) => f.set("day", day)} onClock={(clock) => f.set("clock", clock)} />
    </Form>
  );
}
