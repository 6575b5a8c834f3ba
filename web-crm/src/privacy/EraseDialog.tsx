import { Dialog, Form, Notice, TextAreaField, TextField, useAct, useFields } from "@homefield/web-kit";
import type { SubjectInput } from "../gql/graphql.ts";
import { SubjectEraseDocument } from "./privacy-documents.ts";

/** Who is meant, and the words that are typed to say that they are. */
export interface Subject {
  input: SubjectInput;
  /** The e-mail address, or the name where there is none. */
  typed: string;
}

/** Forgetting cannot be taken back: who does it types whom they mean. */
export function EraseDialog({ subject, onClose, onErased }: { subject: Subject | undefined; onClose: () => void; onErased: () => void }) {
  return (
    <Dialog opened={subject !== undefined} onClose={onClose} title="Forget this person">
      {subject && <Erasing subject={subject} onClose={onClose} onErased={onErased} />}
    </Dialog>
  );
}

function Erasing({ subject, onClose, onErased }: { subject: Subject; onClose: () => void; onErased: () => void }) {
  const [erase, erasing] = useAct(SubjectEraseDocument, {
    done: ({ subjectErase: { erasureRequest: request } }) => (request?.status === "WAITING" ? "Forgotten in the CRM; the ERP has not answered" : request?.status === "HELD" ? "Forgotten, except for what a law holds" : "Forgotten"),
    refetch: ["ErasureRequests"],
  });
  const f = useFields({ typed: "", reason: "" });
  const isMeant = f.values.typed.trim().toLowerCase() === subject.typed.toLowerCase();
  return (
    <Form
      act={erasing}
      submit="Forget for good"
      why={!isMeant ? `Type ${subject.typed} to confirm.` : f.values.reason.trim() === "" ? "Give a reason." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await erase({ subject: subject.input, reason: f.values.reason.trim() });
        if (!ok) return;
        onClose();
        onErased();
      }}
    >
      <Notice tone="warn" icon="alert">
        <b className="m">This cannot be taken back.</b> The CRM forgets at once, the ERP as far as bookkeeping law lets it. What a law holds stays until its last day, and the request says so.
      </Notice>
      <TextField label={`Type ${subject.typed}`} value={f.values.typed} onChange={(value) => f.set("typed", value)} required autoFocus maxLength={320} />
      <TextAreaField label="Reason" path="reason" value={f.values.reason} onChange={(value) => f.set("reason", value)} required maxLength={500} hint="Kept with the request, which never names the person. Leave the name out." />
    </Form>
  );
}
