import { useState } from "react";
import { addDays, Dialog, FieldRow, Form, SelectField, SwitchField, TextAreaField, TextField, today, useAct, useFields } from "@homefield/web-kit";
import type { ActivityCellsFragment, ActivityKind } from "../gql/graphql.ts";
import { ACTIVITY_QUERIES } from "./ActivityDialog.tsx";
import { ActivityCompleteDocument } from "./activity-documents.ts";
import { kindWords, plannable } from "./activity-words.tsx";
import { badClock, DueFields, momentOf } from "./due.tsx";

/** What came of it, and what comes next: both in one act. */
export function CompleteDialog({ activity, onClose }: { activity: ActivityCellsFragment | undefined; onClose: () => void }) {
  return (
    <Dialog opened={activity !== undefined} onClose={onClose} title={activity ? `Done: ${activity.subject}` : ""}>
      {activity && <Completing activity={activity} onClose={onClose} />}
    </Dialog>
  );
}

function Completing({ activity, onClose }: { activity: ActivityCellsFragment; onClose: () => void }) {
  const [outcome, setOutcome] = useState("");
  const [follows, setFollows] = useState(Boolean(activity.account));
  const f = useFields({ kind: "TASK", subject: "", day: addDays(today(), 7), clock: "" });
  const [complete, completing] = useAct(ActivityCompleteDocument, {
    done: (data) => (data.activityComplete.nextStep ? "Done, and the next step is planned" : "Done"),
    refetch: ACTIVITY_QUERIES,
  });
  const { values } = f;
  const next = follows && values.subject.trim() !== "";
  return (
    <Form
      act={completing}
      submit={next ? "Done, and plan the next" : "Done"}
      why={follows && badClock(values.clock) ? "Write a time like 14:30." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await complete({
          id: activity.id,
          expectedVersion: activity.version,
          input: {
            outcome: outcome.trim() || null,
            nextStep: next ? { kind: values.kind as ActivityKind, subject: values.subject.trim(), dueAt: momentOf(values.day, values.clock) } : undefined,
          },
        });
        if (ok) onClose();
      }}
    >
      <TextAreaField label="What came of it" path="outcome" value={outcome} onChange={setOutcome} autoFocus rows={3} maxLength={4000} hint={`Stays with the ${kindWords[activity.kind].toLowerCase()} on the timeline${activity.account ? ` of ${activity.account.name}` : ""}.`} />
      <SwitchField label="Something follows" value={follows} onChange={setFollows} hint={follows ? "For the same account, opportunity and person. Left empty, nothing is planned." : undefined} />
      {follows && (
        <>
          <FieldRow columns="130px minmax(0,1fr)">
            <SelectField label="Kind" {...f.bind("kind")} path="nextStep.kind" options={plannable} required />
            <TextField label="Next step" {...f.bind("subject")} path="nextStep.subject" maxLength={200} />
          </FieldRow>
          <DueFields path="nextStep.dueAt" day={values.day} clock={values.clock} onDay={(day) => f.set("day", day)} onClock={(clock) => f.set("clock", clock)} />
        </>
      )}
    </Form>
  );
}
